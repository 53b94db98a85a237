"""What menus and the list of commands have beyond the window: what its parts do, and all one can go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from guided import messages, words
from guided.qt.actions import Act
from guided.qt.commands import Command, CommandsDialog, commands_of
from guided.qt.context import Context
from guided.qt.play.keys import Do, action_id, actions

if TYPE_CHECKING:
    from guided.qt.drafts import Left
    from guided.qt.you.settings import Setting
    from guided.routine import Routine

_RECENT = 8

_MOST_USED = (Do.TOGGLE, Do.HURTS, Do.EASIER, Do.NEXT, Do.PREVIOUS, Do.SIDE, Do.REPEAT, Do.MUTE, Do.SPEECH)
"""What one wants in a session before all else."""
_LEAVING = ("do:close", "do:quit")


class Ways(NamedTuple):
    """Functions that lead to a routine or a programme by its id, and elsewhere."""

    routine: Callable[[str], object]
    sheet: Callable[[str], object]
    """Show the sheet of a routine (id), to print or to save."""
    programme: Callable[[str], object]
    exercise: Callable[[str], object]
    """Show an exercise (id) by itself, and in which routines it is."""
    file: Act
    movement: Callable[[str], object]
    make: Callable[[str, Callable[[str], object]], object]
    """Make a movement and tell its id, as `Context.make_movement` does."""
    movements: Act
    """Show the movements of the person's own."""
    bring: Act
    """Import a routine from elsewhere."""
    about: Act
    sessions: Act
    """List every session."""
    elsewhere: Act
    """Add a session done elsewhere."""
    measure: Act
    report: Act
    """Put a report for a practitioner together."""
    results: Act
    """Send what was done to whoever prescribed it."""
    clients: Act
    """Show what those sent to whom something was prescribed."""
    left: Callable[[], Sequence[Left]]
    """What was left without being saved."""
    thrown: Callable[[], Sequence[tuple[str, Act]]]
    """What is in the trash: its name, and what brings it back."""
    settings: Callable[[], Sequence[Setting]]
    """Every row of the settings."""
    pause: Act
    """Pause the session, if there is one."""
    new: Act
    """Begin a routine of one's own."""
    copy: Callable[[Routine], object]
    """Begin one with the steps of another."""


def give_acts(context: Context, ways: Ways) -> None:
    """Let the window's menus, keys and list of commands do what the parts behind it are for."""
    window = context.window
    window.acts.add(actions())
    window.acts.give(
        {
            "open": ways.file,
            "new": ways.new,
            "movement": lambda: ways.movement(""),
            "movements": ways.movements,
            "import": ways.bring,
            "bar": lambda: context.choose(menu_bar=not context.settings.menu_bar),
            "about": ways.about,
            "sessions": ways.sessions,
            "elsewhere": ways.elsewhere,
            "measure": ways.measure,
            "report": ways.report,
            "results": ways.results,
            "clients": ways.clients,
            "quit": window.close,
        }
    )
    context.copy_asked.connect(ways.copy)
    context.movement_asked.connect(ways.movement)
    context.make_movement = ways.make
    window.menus.give_recent(lambda: _recent(context, ways))
    window.menus.keep(context.settings.menu_bar)
    window.commands_asked.connect(lambda: _show_commands(context, ways))


def _show_commands(context: Context, ways: Ways) -> None:
    ways.pause()
    CommandsDialog(context.look, _everything(context, ways), context.window).open()


def _recent(context: Context, ways: Ways) -> tuple[tuple[str, Act], ...]:
    """The last eight routines played that still exist, the latest first."""
    return tuple((one.name, partial(ways.routine, one.id)) for one in _played_lately(context))


def _played_lately(context: Context) -> list[Routine]:
    library = context.library
    names = dict.fromkeys(one.routine_id for one in context.past.sessions)
    return [library.routines[name] for name in names if name in library.routines][:_RECENT]


def _everything(context: Context, ways: Ways) -> list[Command]:
    """What can be done now and, outside a session, every routine, programme, exercise and setting.

    First what is used most: in a session what steers it, elsewhere the pages and what was played lately.
    """
    doing = commands_of(context.window.acts)
    if context.window.is_taken:
        return _ordered(doing, [f"do:{action_id(do)}" for do in _MOST_USED])
    pages = [one.id for one in doing if one.id.startswith("do:page:")]
    recent = [f"routine:{one.id}" for one in _played_lately(context)]
    return _ordered(
        (*doing, *_left(ways), *_places(context, ways), *_thrown(ways), *_settings(ways)), [*pages, *recent]
    )


def _ordered(commands: Iterable[Command], first: Sequence[str]) -> list[Command]:
    """Commands with those of some ids first, in their order, and last what leaves the program."""
    places = {name: place for place, name in enumerate(first)}
    return sorted(commands, key=lambda one: (one.id in _LEAVING, places.get(one.id, len(places))))


def _left(ways: Ways) -> Iterator[Command]:
    for number, one in enumerate(ways.left()):
        yield Command(
            f"draft:{number}", one.name, "Not saved yet", "pencil", one.go_on, ("draft", "not saved")
        )


def _thrown(ways: Ways) -> Iterator[Command]:
    for number, (name, back) in enumerate(ways.thrown()):
        said = words.say(messages.BRING_BACK, name=name)
        yield Command(f"thrown:{number}", said, "In the trash", "trash", back, ("deleted", "trash"))


def _settings(ways: Ways) -> Iterator[Command]:
    for number, one in enumerate(ways.settings()):
        where = words.say(messages.SETTING_IN, section=one.section)
        yield Command(f"setting:{number}", one.title, where, "settings", one.show, (one.section, *one.also))


def _places(context: Context, ways: Ways) -> tuple[Command, ...]:
    library = context.library
    users = Counter(name for one in library.routines.values() for name in {s.exercise for s in one.steps})
    routines = (
        Command(f"routine:{one.id}", one.name, "Routine", "stretching", partial(ways.routine, one.id))
        for one in library.routines.values()
    )
    sheets = (
        Command(
            f"sheet:{one.id}",
            words.say(messages.PRINT_SHEET_OF, name=one.name),
            "On paper",
            "printer",
            partial(ways.sheet, one.id),
        )
        for one in library.routines.values()
    )
    programmes = (
        Command(f"programme:{one.id}", one.name, "Programme", "calendar", partial(ways.programme, one.id))
        for one in library.programmes.values()
    )
    exercises = (
        Command(
            f"exercise:{one.id}",
            one.name,
            words.say(messages.EXERCISE_IN, n=users[one.id]) if one.id in users else "Exercise",
            "body-scan",
            partial(ways.exercise, one.id),
            one.also,
        )
        for one in library.exercises.values()
    )
    own = (
        Command(
            f"movement:{one.id}",
            words.say(messages.CHANGE_MOVEMENT, name=one.name),
            "Exercise of yours",
            "pencil",
            partial(ways.movement, one.id),
            one.also,
        )
        for one in (library.exercises[name] for kind, name in library.own if kind == "exercises")
    )
    return (*routines, *programmes, *exercises, *own, *sheets)
