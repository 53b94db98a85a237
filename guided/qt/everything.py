"""What menus and the list of commands have beyond the window: what its parts do, and all one can go to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from guided import messages, words
from guided.qt.actions import Act
from guided.qt.commands import Command, CommandsDialog, commands_of
from guided.qt.play.keys import actions

if TYPE_CHECKING:
    from guided.qt.desk import Desk

_RECENT = 8


def give_acts(desk: Desk) -> None:
    """Let the window's menus and keys do what its parts are for."""
    window, context = desk.window, desk.context
    window.acts.add(actions())
    window.acts.give(
        {
            "open": lambda: desk.shelf.ask_for_file(),
            "bar": lambda: context.choose(menu_bar=not context.settings.menu_bar),
            "about": lambda: desk.person.show_section("About"),
            "quit": window.close,
        }
    )
    window.menus.give_recent(lambda: recent(desk))
    window.menus.keep(context.settings.menu_bar)
    window.commands_asked.connect(lambda: _show_commands(desk))


def _show_commands(desk: Desk) -> None:
    desk.sessions.pause()
    CommandsDialog(desk.look, everything(desk), desk.window).open()


def recent(desk: Desk) -> tuple[tuple[str, Act], ...]:
    """The routines that were played lately and are still there, the last one first."""
    library = desk.context.library
    names = dict.fromkeys(one.routine_id for one in desk.context.past.sessions)
    there = [library.routines[name] for name in names if name in library.routines]
    return tuple((one.name, partial(desk.shelf.open, one.id)) for one in there[:_RECENT])


def everything(desk: Desk) -> tuple[Command, ...]:
    """What one can do now; and but in a session every routine, programme and exercise."""
    actions = commands_of(desk.window.acts)
    return actions if desk.window.is_taken else (*actions, *_places(desk))


def _places(desk: Desk) -> tuple[Command, ...]:
    library, show = desk.context.library, desk.programmes.open
    users: dict[str, int] = {}
    for routine in library.routines.values():
        for name in {step.exercise for step in routine.steps}:
            users[name] = users.get(name, 0) + 1
    routines = (
        Command(f"routine:{one.id}", one.name, "Routine", "stretching", partial(desk.shelf.open, one.id))
        for one in library.routines.values()
    )
    programmes = (
        Command(f"programme:{one.id}", one.name, "Programme", "calendar", partial(show, one.id))
        for one in library.programmes.values()
    )
    exercises = (
        Command(
            f"exercise:{one.id}",
            one.name,
            words.say(messages.EXERCISE_IN, n=users[one.id]),
            "body-scan",
            partial(desk.shelf.search, one.name),
            one.also,
        )
        for one in library.exercises.values()
        if one.id in users
    )
    return (*routines, *programmes, *exercises)
