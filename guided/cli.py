"""The command line: the window by default, and everything that needs no screen."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from guided import __version__, messages, words
from guided.files import files_in, is_ours, load, load_file, load_files, own_stamp, stamp_of
from guided.library import Library
from guided.messages import Plural
from guided.paths import Home, assets, home_in, home_of_user, read_file, replacing, write_private
from guided.pose import Stance, at_pose, blend
from guided.prescription import in_a_line
from guided.reading import FileError, GuidedError, nearest
from guided.routine import Exercise, Routine
from guided.settings import Settings
from guided.settings import load as load_settings
from guided.terminal import complain, hand_out, harmless, say, show_share
from guided.timeline import Timeline, TooLong, compile_routine

if TYPE_CHECKING:
    import argparse

    from guided.history.backups import Contents
    from guided.history.store import History

_PRESCRIBED_WEEKS = 6
_LOOK_S = 0.5  # between two looks at files that are watched

LAST = "last"
"""Instead of a routine's id: the one played last."""

_OUT = "the file to write"
_TRACK = "OUT.opus|mp3|m4a|flac|wav"
_FORMATS = "CSV as usual; FIT is the last session, or each in a ZIP; iCalendar is what is planned"
_THEMES = ("light", "dark", "hc", "print", "tint")

Command = Callable[["argparse.Namespace"], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 refused, with one line per problem, 2 wrong usage."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        chosen = parser().parse_args(_known_first(given))
        command: Command = chosen.command
        return command(chosen)
    except FileError as error:
        complain(error)
    except GuidedError as error:
        complain(f"guided: {error}")
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"guided: {where}{error.strerror or error}")
    except KeyboardInterrupt:
        return 130
    return 1


def _known_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--home DIR` moved to the front, so that it may stand anywhere.

    A lone file is opened, as by a double click.
    """
    rest, front = list(arguments), []
    for i, argument in enumerate(rest):
        if argument == "--":
            break
        if argument == "--home" and i + 1 < len(rest):
            front = rest[i : i + 2]
            del rest[i : i + 2]
            break
        if argument.startswith("--home="):
            front = [rest.pop(i)]
            break
    if len(rest) == 1 and _is_file(rest[0]):
        rest = ["play", *rest]
    return [*front, *rest]


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments, from which the manual is made, too."""
    import argparse  # the window alone needs no command line to be read

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            super().error(harmless(message))  # it quotes what was typed, or what another program passed on

    from guided.qt.pages import PAGES

    parser = Parser(
        prog="guided",
        description="Guides you through mobility and core routines. Without a command: the window.",
    )
    parser.add_argument("--version", action="version", version=f"guided {__version__}")
    parser.add_argument("--home", type=Path, metavar="DIR", help="put every file Guided writes into DIR")
    parser.add_argument("--speed", type=_speed, default=1.0, help=argparse.SUPPRESS)
    parser.add_argument(
        "--page", choices=[place.id for place in PAGES], help="the page to open the window on"
    )
    parser.add_argument("--hidden", action="store_true", help="start without a window, to remind of breaks")
    parser.set_defaults(command=_window, routine=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, command: Command, help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        made.set_defaults(command=command)
        return made

    play = add("play", _window, "open the window and start a routine, or offer to add a file to yours")
    play.add_argument("routine", metavar="ID|FILE", help=f"{LAST}: the one played last")
    play.add_argument("--speed", type=_speed, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    listing = add("list", _list, "list the routines and programmes, or all of a kind")
    listing.add_argument("kind", nargs="?", choices=tuple(LISTS), help="else routines and programmes")
    listing.add_argument("--json", action="store_true", help="as JSON")
    check = add("check", _check, "check files, or folders of files, and name every mistake")
    check.add_argument("files", metavar="FILE", nargs="+", type=Path)
    check.add_argument("--watch", action="store_true", help="check again when one changes, until Ctrl+C")
    _add_authors(add)
    timeline = add("timeline", _timeline, "show a routine laid out in time")
    timeline.add_argument("routine", metavar="ID|FILE")
    timeline.add_argument("--json", action="store_true", help="as JSON: one object a segment")
    sheet = add("sheet", _sheet, "write a routine's printed sheet as a PDF")
    sheet.add_argument("routine", metavar="ID|FILE")
    sheet.add_argument("-o", dest="out", metavar="OUT.pdf", type=Path, required=True, help=_OUT)
    sheet.add_argument("--paper", choices=("a4", "letter"), help="the paper; else the one chosen in settings")
    _add_recordings(add)
    _add_figure(add)
    add("doctor", _doctor, "say what Guided finds on this computer, to be passed on when something fails")
    add("today", _today, "say what to do today, and why")
    _add_exchange(add)
    _add_prescribe(add)
    _add_history(add)
    return parser


Add = Callable[[str, Command, str], "argparse.ArgumentParser"]
"""Adds a command by its name, what it does, and what is said of that."""


def _add_authors(add: Add) -> None:
    """The commands for whoever writes files."""
    from guided.authors import SKELETONS
    from guided.schema import KINDS

    new = add("new", _new, "write a file to begin with, which says what may be in it")
    new.add_argument("kind", choices=SKELETONS)
    new.add_argument("id", metavar="ID", help="small letters, digits and hyphens; the file is called so")
    new.add_argument("-o", dest="out", metavar="DIR|-", type=Path, help="else into your own folder")
    preview = add("preview", _preview, "show a file in a small window that follows it as it is saved")
    preview.add_argument("file", metavar="FILE", type=Path)
    scheme = add("schema", _schema, "write what a kind of files may hold as JSON Schema, for an editor")
    scheme.add_argument("kind", choices=tuple(KINDS))
    scheme.add_argument(
        "-o", dest="out", metavar="OUT.json", type=Path, help=f"{_OUT}; else to standard output"
    )


def _add_exchange(add: Add) -> None:
    """The commands for routines of other programs."""
    from guided.exports.formats import FORMATS

    hand = add("export", _export, "write a routine as text, as a table, or for another program")
    hand.add_argument("routine", metavar="ID|FILE")
    hand.add_argument("--format", choices=[one.id for one in FORMATS], help="else by OUT's ending, or toml")
    hand.add_argument("-o", dest="out", metavar="OUT|-", type=Path, help=f"{_OUT}; else to standard output")
    bring = add(
        "import", _import_routines, "make routines of what somebody wrote, or of another program's file"
    )
    bring.add_argument("file", metavar="FILE|-", help="a mail, a table, or an export; -: standard input")
    bring.add_argument("--dry-run", action="store_true", help="only say what each line would become")
    bring.add_argument("--json", action="store_true", help="as JSON")
    bring.add_argument("--to", metavar="DIR", type=Path, help="save into DIR, each routine as one file")


def _add_prescribe(add: Add) -> None:
    """The command for what a practitioner sends to somebody."""
    prescribed = add("prescribe", _prescribe, "write a routine for somebody else, with how often to do it")
    prescribed.add_argument("routine", metavar="ID|FILE")
    prescribed.add_argument("-o", dest="out", metavar="OUT.guided", type=Path, required=True, help=_OUT)
    prescribed.add_argument("--from", dest="by", metavar="NAME", required=True, help="who prescribes it")
    prescribed.add_argument("--for", dest="whom", metavar="NAME", default="", help="who is to do it")
    days = _as(_days_a_week, "a whole number from 1 to 7")
    prescribed.add_argument("--days", metavar="1..7", type=days, default=3, help="on how many days a week")
    until = _as(date.fromisoformat, "a day such as 2026-12-24")
    prescribed.add_argument("--until", metavar="YYYY-MM-DD", type=until, help="else six weeks")
    prescribed.add_argument("--notes", metavar="TEXT", default="", help="what is to be minded")


def _add_figure(add: Add) -> None:
    """The command for a drawing."""
    figure = add("figure", _figure, "write the drawing of an exercise as SVG or PNG")
    figure.add_argument("exercise", metavar="ID|FILE")
    figure.add_argument("-o", dest="out", metavar="OUT.svg|png", type=Path, required=True, help=_OUT)
    figure.add_argument("--pose", default="end", metavar="NAME|0..1", help="a pose, or a place on the way")
    figure.add_argument("--theme", choices=_THEMES, default="light", help="its colours")
    figure.add_argument("--side", choices=("right", "left"), default="right", help="the side that works")
    figure.add_argument(
        "--size", type=_as(_pixels, "16 to 8192"), default=600, metavar="PX", help="how wide and high"
    )


def _add_recordings(add: Add) -> None:
    """The commands that make sound or a film of a session."""
    track = add("track", _track, "write the sound of a whole session, with a chapter for each exercise")
    track.add_argument("routine", metavar="ID|FILE")
    track.add_argument("-o", dest="out", metavar=_TRACK, type=Path, required=True, help=_OUT)
    track.add_argument("--cue-sheet", action="store_true", help="write the chapters beside it, as OUT.cue")
    film = add("film", _film, "write a whole session as a film, with a chapter for each exercise")
    film.add_argument("routine", metavar="ID|FILE")
    film.add_argument("-o", dest="out", metavar="OUT.mp4", type=Path, required=True, help=_OUT)
    size = _as(_size, "a width and a height, both even and from 320 to 3840, such as 1280x720")
    film.add_argument("--size", type=size, default=(1280, 720), metavar="WxH", help="in px; else 1280x720")
    film.add_argument(
        "--fps", type=_as(_fps, "a whole number from 5 to 60"), default=30, metavar="N", help="5 to 60"
    )
    film.add_argument("--no-captions", action="store_true", help="without what is said in letters")


def _add_history(add: Add) -> None:
    """The commands for what was recorded."""
    sent = add(
        "results", _results, "write what was done for whoever prescribed it, and what else you ask for"
    )
    sent.add_argument("-o", dest="out", metavar="OUT.guided|csv", type=Path, required=True, help=_OUT)
    sent.add_argument("--name", metavar="NAME", default="", help="with your name")
    sent.add_argument("--discomfort", action="store_true", help="with discomfort before and after")
    sent.add_argument("--notes", action="store_true", help="with the notes of the sessions")
    sent.add_argument("--others", action="store_true", help="with routines that nobody prescribed")
    synced = add("sync", _sync, "take in what other computers left in a folder, and leave there what is new")
    synced.add_argument("--folder", metavar="DIR", type=Path, help="else the one named in settings")
    history = add("history", _history, "past sessions")
    actions = history.add_subparsers(title="actions", metavar="ACTION", required=True)
    export = actions.add_parser("export", help="write every session, or what is planned, for other programs")
    export.set_defaults(command=_history)
    export.add_argument("--format", choices=("csv", "json", "fit", "ics"), default="csv", help=_FORMATS)
    export.add_argument("--measures", action="store_true", help="what was measured, as CSV, instead")
    export.add_argument("-o", dest="out", metavar="FILE", type=Path, help="else to standard output")
    bring = actions.add_parser("import", help="add past sessions and measures from a file")
    bring.set_defaults(command=_import_sessions)
    bring.add_argument("file", metavar="FILE", type=Path, help="JSON or CSV of Guided, or CSV of others")
    bring.add_argument("--dry-run", action="store_true", help="only say what would be added")
    backup = add("backup", _backup, "write a backup of the history, whole and checked")
    backup.add_argument("-o", dest="out", metavar="FILE", type=Path, help="else beside the history")
    restore = add("restore", _restore, "put a backup in the place of the history, which is backed up first")
    restore.add_argument("file", metavar="FILE", type=Path, help="one of the backups, or a copy of one")


def _as(read: Callable[[str], object], wanted: str) -> Callable[[str], object]:
    """What reads an argument, and says what is wanted where it cannot be used."""
    import argparse

    def reads(text: str) -> object:
        try:
            return read(text)
        except ValueError:
            refused = words.say(messages.ARGUMENT_REFUSED, text=text, wanted=wanted)
            raise argparse.ArgumentTypeError(refused) from None

    return reads


def _days_a_week(text: str) -> int:
    """On how many days a week something is to be done."""
    days = int(text)
    if not 1 <= days <= 7:
        raise ValueError
    return days


def _speed(text: str) -> float:
    """The speed of the player's clock, as a multiple of real time."""
    speed = float(text)
    if not 0 < speed <= 1000:
        raise ValueError
    return speed


def _size(text: str) -> tuple[int, int]:
    """The width and height of a film in px: even, as H.264 wants it, and large enough to be read."""
    width, height = map(int, text.split("x"))
    if not (320 <= width <= 3840 and 320 <= height <= 3840) or width % 2 or height % 2:
        raise ValueError
    return width, height


def _fps(text: str) -> int:
    """How many pictures a second a film has."""
    fps = int(text)
    if not 5 <= fps <= 60:
        raise ValueError
    return fps


def _pixels(text: str) -> int:
    """The width and height of a picture, in px."""
    size = int(text)
    if not 16 <= size <= 8192:
        raise ValueError
    return size


def _home(chosen: argparse.Namespace) -> Home:
    return home_in(chosen.home.absolute()) if chosen.home else home_of_user()


def _library(chosen: argparse.Namespace) -> tuple[Library, Settings]:
    home = _home(chosen)
    library = replace(load(assets(), home.data, home.catalogue), own_voice=home.own_voice)
    return library, load_settings(home.settings)


def _routine(chosen: argparse.Namespace, aloud: bool = False) -> tuple[Library, Routine, Timeline, Settings]:
    """The routine an id or a file names, laid out in time; `aloud`, a person's own words get clips first."""
    library, settings = _library(chosen)
    name: str = chosen.routine
    path = Path(name)
    if name not in library.routines and (is_ours(path) or path.exists()):
        library = load_file(path, library)
        name = path.stem
    if name not in library.routines:
        for broken in library.broken:
            if (broken.kind, broken.id) == ("routines", name):
                raise broken.error
        raise GuidedError(f'no routine is called "{name}"{nearest(name, library.routines)}')
    routine = library.routines[name]
    if aloud and library.own_voice:
        from guided.own_voice import make_own_voice, speaker, texts_of

        with suppress(OSError):  # where nothing can be kept, the nearest shipped words do
            make_own_voice(texts_of(library), library.own_voice, speaker())
    return library, routine, compile_routine(routine, library, settings), settings


def _window(chosen: argparse.Namespace) -> int:
    routine: str | None = chosen.routine
    if routine is not None and _is_file(routine):
        return _show(_home(chosen), speed=chosen.speed, file=Path(routine).absolute())
    if routine == LAST:
        routine = _last_played(chosen)
    return _show(_home(chosen), routine, chosen.speed, hidden=chosen.hidden, page=chosen.page)


def _last_played(chosen: argparse.Namespace) -> str | None:
    """The routine played last of those there are, unless one has that very id; None before the first one."""
    from guided.history.store import open_readonly

    library, _ = _library(chosen)
    if LAST in library.routines:
        return LAST
    with open_readonly(_home(chosen).history) as history:
        played = sorted(history.sessions(), key=lambda one: one.started, reverse=True)
    return next((one.routine_id for one in played if one.routine_id in library.routines), None)


def _show(
    home: Home,
    routine: str | None = None,
    speed: float = 1.0,
    file: Path | None = None,
    hidden: bool = False,
    page: str | None = None,
) -> int:
    from guided.qt.instance import Asked  # Qt is loaded for the commands that need it, not for the others
    from guided.qt.start import start

    return start(home, Asked(routine, file, page), speed, hidden)


def _is_file(name: str) -> bool:
    """Whether an argument is a file to open, rather than a command or an id."""
    return is_ours(Path(name)) or ("." in name and Path(name).is_file())


def _list(chosen: argparse.Namespace) -> int:
    library, settings = _library(chosen)
    rows = {kind: LISTS[kind](library, settings) for kind in ([chosen.kind] if chosen.kind else LISTS)}
    if chosen.json:
        say(json.dumps(rows[chosen.kind or "routines"], indent=1, ensure_ascii=False))
        return 0
    for kind in [chosen.kind] if chosen.kind else ("routines", "programmes"):
        for row in rows[kind]:
            beside = row.get("length") or row.get("method", "")
            say(f"{row['id']:<28} {beside:>15}  {row['name']}. {row.get('goal', '')}".rstrip())
    if not chosen.kind:
        say(words.listed([words.say(COUNTED[kind], n=len(found)) for kind, found in rows.items()]))
    for broken in library.broken:
        complain(broken.error)
    return 0


def _listed_routines(library: Library, settings: Settings) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for routine in _by_name(library.routines):
        try:
            timeline = compile_routine(routine, library, settings)
        except TooLong as error:
            complain(f"guided: {error}")
            continue
        equipment = dict.fromkeys(kit for part in timeline.parts for kit in part.exercise.equipment)
        rows.append(
            {
                "id": routine.id,
                "name": routine.name,
                "goal": routine.goal,
                "length": words.session(timeline.length_ms),
                "length_ms": timeline.length_ms,
                "exercises": len(routine.steps),
                "equipment": list(equipment),
            }
        )
    return rows


def _listed_programmes(library: Library, settings: Settings) -> list[dict[str, Any]]:
    return [
        {
            "id": programme.id,
            "name": programme.name,
            "goal": programme.goal,
            "length": words.say(messages.SESSIONS, n=len(programme.sessions)),
            "sessions": len(programme.sessions),
            "days": programme.days,
        }
        for programme in _by_name(library.programmes)
    ]


def _listed_exercises(library: Library, settings: Settings) -> list[dict[str, Any]]:
    return [
        {"id": exercise.id, "name": exercise.name, "method": exercise.method, "region": exercise.region}
        for exercise in _by_name(library.exercises)
    ]


def _listed_methods(library: Library, settings: Settings) -> list[dict[str, Any]]:
    return [
        {"id": method.id, "name": method.name, "goal": method.summary, "reps": method.reps}
        for method in _by_name(library.methods)
    ]


def _by_name(things: Mapping[str, Any]) -> list[Any]:
    return sorted(things.values(), key=lambda one: words.collation_key(one.name))


COUNTED: Mapping[str, Plural] = {
    "routines": messages.ROUTINES,
    "programmes": messages.PROGRAMMES,
    "exercises": messages.EXERCISES,
    "methods": messages.METHODS,
}
LISTS: Mapping[str, Callable[[Library, Settings], list[dict[str, Any]]]] = {
    "routines": _listed_routines,
    "programmes": _listed_programmes,
    "exercises": _listed_exercises,
    "methods": _listed_methods,
}
"""What can be listed; each row has an id and a name."""


def _check(chosen: argparse.Namespace) -> int:
    if not chosen.watch:
        return _checked(chosen)
    from guided.authors import changes

    own = _home(chosen).data
    code, again = 1, changes(lambda: (*stamp_of(chosen.files), *own_stamp(own)), _pause)
    with suppress(KeyboardInterrupt):
        while True:
            say(f"{datetime.now():%H:%M:%S}")
            try:
                code = _checked(chosen)
            except GuidedError as error:  # there may be something to check later
                complain(f"guided: {error}")
                code = 1
            next(again)
    return code


def _pause() -> None:
    """Wait until it is time to look again whether a file changed."""
    time.sleep(_LOOK_S)


def _checked(chosen: argparse.Namespace) -> int:
    """Check the files once."""
    from guided.learn import is_article, load_article  # nothing else here has a use for either
    from guided.results import is_results, read_results

    library, settings = _library(chosen)
    known_broken, known_advice = len(library.broken), len(library.advice)
    paths = [file for path in chosen.files for file in files_in(path)]
    articles = [path for path in paths if is_article(path)]
    sent = [path for path in paths if path not in articles and is_results(path)]
    checked = load_files([path for path in paths if path not in (*articles, *sent)], library)
    errors: list[Exception] = [broken.error for broken in checked.broken[known_broken:]]
    for routine in checked.routines.values():
        if library.routines.get(routine.id) is not routine:
            try:
                compile_routine(routine, checked, settings)
            except GuidedError as too_long:
                errors.append(too_long)
    reads: tuple[tuple[list[Path], Callable[[Path], object]], ...] = (
        (articles, lambda path: load_article(path, checked)),
        (sent, read_results),
    )
    for path, read in ((path, read) for apart, read in reads for path in apart):
        try:
            read(path)
        except FileError as unusable:
            errors.append(unusable)
    for advice in checked.advice[known_advice:]:
        complain(f"{advice.file}: {advice} (advice)")
    for error in errors:
        complain(error)
    if not paths:
        raise GuidedError(f"nothing to check in {words.listed([str(path) for path in chosen.files])}")
    if not errors:
        say(words.say(messages.FILES_CHECKED, n=len(paths)))
    return 1 if errors else 0


def _new(chosen: argparse.Namespace) -> int:
    from guided.authors import refuse_to_replace, skeleton

    name: str = chosen.id
    text, folder = skeleton(chosen.kind, name), f"{chosen.kind}s"
    if chosen.out == Path("-"):
        hand_out(text)
        return 0
    out = (chosen.out or _home(chosen).data / folder) / f"{name}.toml"
    refuse_to_replace(out)
    if chosen.out:
        with replacing(out) as file:
            file.write(text.encode())
    elif name in getattr(_library(chosen)[0], folder):
        raise GuidedError(f'one of the {folder} is called "{name}" already, choose another id')
    else:
        write_private(out, text)
    say(f"{out}: edit it, and watch it with: guided preview {out}")
    return 0


def _preview(chosen: argparse.Namespace) -> int:
    path: Path = chosen.file.absolute()
    if not path.is_file():
        raise GuidedError(f"{chosen.file} is no file")
    from guided.qt.previewing import preview

    return preview(_home(chosen), path)


def _schema(chosen: argparse.Namespace) -> int:
    from guided.schema import schema

    text = json.dumps(schema(chosen.kind, _library(chosen)[0]), indent=1, ensure_ascii=False) + "\n"
    if chosen.out:
        with replacing(chosen.out) as file:
            file.write(text.encode())
    else:
        hand_out(text)
    return 0


def _timeline(chosen: argparse.Namespace) -> int:
    _, routine, timeline, _ = _routine(chosen)
    if chosen.json:
        rows = [
            {
                "start_ms": s.start_ms,
                "end_ms": s.end_ms,
                "phase": s.phase,
                "kind": s.kind,
                "exercise": s.exercise,
                "set": s.set,
                "rep": s.rep,
                "reps": s.reps,
                "side": s.side,
                "breath": s.breath,
            }
            for s in timeline.segments
        ]
        say("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
        return 0
    say(f"{routine.name}, {words.clock(timeline.length_ms)}")
    for number, part in enumerate(timeline.parts):
        start, end = timeline.step_span(number)
        dose = in_a_line(part.dose)
        say(f"{words.clock(start):>8} {words.clock(end - start):>6}  {part.exercise.name}: {dose}")
    return 0


def _sheet(chosen: argparse.Namespace) -> int:
    from guided.qt.paper.printing import write_sheet

    library, _, timeline, settings = _routine(chosen)
    paper = chosen.paper or settings.paper
    write_sheet(chosen.out, timeline, library, settings, paper, datetime.now().date())
    return 0


def _prescribe(chosen: argparse.Namespace) -> int:
    from guided.choices import load as load_choices
    from guided.choices import played
    from guided.prescribed import Prescribed, addressed
    from guided.sharing import read_offer, share

    library, written, _, _ = _routine(chosen)
    routine = played(written, load_choices(_home(chosen).choices).of(written.id), library)
    given = datetime.now().date()
    until = chosen.until or given + timedelta(weeks=_PRESCRIBED_WEEKS)
    if until < given:
        raise GuidedError(words.say(messages.PRESCRIBED_GONE_BY, day=until, today=given))
    one = Prescribed(chosen.by, chosen.days, given, until, chosen.whom, chosen.notes)
    # It is read as it will be by whoever gets it, before it takes the place of another file.
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"{routine.id}.guided"
        made.write_text(text := share(library, routine, one), encoding="utf-8")
        read_offer(made, library)
    with replacing(chosen.out) as file:
        file.write(text.encode())
    say(f"{chosen.out}: {addressed(one)}")
    return 0


def _figure(chosen: argparse.Namespace) -> int:
    from guided.picture import Style, picture_of
    from guided.qt.figure.export import save

    library, settings = _library(chosen)
    name: str = chosen.exercise
    path = Path(name)
    if name not in library.exercises and (is_ours(path) or path.exists()):
        library, name = load_file(path, library), path.stem
    if name not in library.exercises:
        for broken in library.broken:
            if (broken.kind, broken.id) == ("exercises", name):
                raise broken.error
        raise GuidedError(f'no exercise is called "{name}"{nearest(name, library.exercises)}')
    exercise = library.exercises[name]
    style = Style(chosen.theme, tone=settings.skin, build=settings.body, hair=settings.hair, arrow=True)
    picture = picture_of(exercise, _stance(chosen.pose, exercise), style, chosen.side)
    save(chosen.out, exercise.name, picture, chosen.size)
    return 0


def _stance(pose: str, exercise: Exercise) -> Stance:
    """A key pose by name, or a point between start and end as a share, 0 to 1."""
    poses = exercise.drawing.poses
    if pose in poses:
        return at_pose(pose)
    try:
        share = float(pose)
    except ValueError:
        share = -1.0
    if not 0.0 <= share <= 1.0:
        raise GuidedError(
            f'"{pose}" is no pose of {exercise.id}, use {", ".join(poses)} or a number from 0 to 1'
        )
    return blend(at_pose("start"), at_pose("end"), share)


def _track(chosen: argparse.Namespace) -> int:
    from guided.chapters import labels_of
    from guided.clips import Clips
    from guided.speech import heard
    from guided.track import check_ending, write_cue_sheet, write_track

    check_ending(chosen.out)
    library, _, timeline, settings = _routine(chosen, aloud=True)
    voice, labels = library.voice(settings.voice), labels_of(timeline)
    all_cues = heard(timeline, settings.speech, voice)
    write_track(
        chosen.out, all_cues, settings.levels, Clips(voice), labels, settings.breath_voicing, show_share
    )
    if chosen.cue_sheet:
        write_cue_sheet(chosen.out, labels)
    return 0


def _film(chosen: argparse.Namespace) -> int:
    from guided.film import Shape, check_film

    check_film(chosen.out)
    library, _, timeline, settings = _routine(chosen, aloud=True)
    from guided.qt.play.filming import Played, made

    played = Played(timeline, library.voice(settings.voice), settings)
    width, height = chosen.size
    for share in made(played, chosen.out, Shape(width, height, chosen.fps), not chosen.no_captions):
        show_share(share)
    return 0


def _doctor(chosen: argparse.Namespace) -> int:
    from guided.qt.doctor import examine, told

    findings = examine(_home(chosen), time.monotonic)
    say(told(findings))
    return 0 if all(one.good for one in findings) else 1


def _today(chosen: argparse.Namespace) -> int:
    from math import inf

    from guided.choices import all_played, played_session
    from guided.choices import load as load_choices
    from guided.history.records import lately
    from guided.history.store import open_readonly
    from guided.timeline import length_ms
    from guided.today import Person, shelf_of, short_ones, today, why

    home, (library, settings) = _home(chosen), _library(chosen)
    choices, now = load_choices(home.choices), datetime.now()
    library = all_played(library, choices)
    shelf = shelf_of(library, settings, choices.favourites)
    person = Person(settings.sore, settings.careful_with, settings.place, choices.favourites)
    with open_readonly(home.history) as history:
        known = history.past()
        past = lately(known.sessions, now.date(), known.stopped, known.left)
        followed = [
            (library.programmes[one.programme_id], one)
            for one in history.programmes.followed()
            if one.programme_id in library.programmes
        ]
    found = today(shelf, past, followed, person, now)
    under = inf
    if found.programme_id and found.due is None:
        programme = library.programmes[found.programme_id]
        played = played_session(library, programme, found.number, choices, found.short)
        under = words.minutes(length_ms(played, library, settings))
        say(f"{library.programmes[found.programme_id].name}: {found.reason.position}")
    elif found.routine_id:
        under = words.minutes(shelf.lengths_ms[found.routine_id])
        say(_named(shelf.library.routines[found.routine_id], shelf.lengths_ms[found.routine_id]))
    say(why(found))
    for name in () if found.is_gentle else short_ones(shelf, person, (found.routine_id,), under):
        say(f"  {_named(library.routines[name], shelf.lengths_ms[name])}")
    return 0


def _named(routine: Routine, ms: int) -> str:
    return f"{routine.name} ({routine.id}), {words.session(ms)}"


def _backup(chosen: argparse.Namespace) -> int:
    from guided.history.backups import contents, new_name
    from guided.history.restoring import copy_to

    history = _home(chosen).history
    if not history.is_file():
        raise GuidedError("there is no history yet")
    out = chosen.out or new_name(history, datetime.now(UTC))
    copy_to(history, out)
    say(f"{out}: {_held(contents(out))}")
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    from guided.history.backups import contents
    from guided.history.store import open_history

    now = datetime.now(UTC)
    with open_history(_home(chosen).history, datetime.now().date().isoformat()) as history:
        before = history.backups.restore(chosen.file, now)
    say(f"restored: {_held(contents(chosen.file))}")
    if before is not None:
        say(f"what was there before: {before}")
    return 0


def _held(inside: Contents | None) -> str:
    """What a backup has in it."""
    if inside is None or inside.last_day is None:
        return words.say(messages.SESSIONS, n=0)
    sessions = words.say(messages.SESSIONS, n=inside.sessions)
    return words.say(messages.BACKUP_HOLDS, sessions=sessions, day=inside.last_day.isoformat())


def _export(chosen: argparse.Namespace) -> int:
    from guided.exchange import export_routine
    from guided.exports.formats import format_for

    out: Path | None = None if chosen.out == Path("-") else chosen.out
    known = format_for(chosen.format, out)
    library, routine, _, settings = _routine(chosen)
    export_routine(library, routine, settings, known, out)
    return 0


def _import_routines(chosen: argparse.Namespace) -> int:
    from guided.exchange import Saved, import_routines
    from guided.imports.source import HANDED_IN, MOST_BYTES

    name: str = chosen.file
    if name == "-":
        data, name = sys.stdin.buffer.read(MOST_BYTES + 1), HANDED_IN
    else:
        data = read_file(Path(name), MOST_BYTES)
    library, settings = _library(chosen)
    folder = None if chosen.dry_run else chosen.to or _home(chosen).data
    import_routines(data, name, library, settings, Saved(folder, own=chosen.to is None), chosen.json)
    return 0


def _import_sessions(chosen: argparse.Namespace) -> int:
    from guided.history.errors import Unreadable
    from guided.history.imports import MOST_BYTES, add, compare, read
    from guided.history.store import open_history, open_readonly

    try:
        found = read(read_file(chosen.file, MOST_BYTES), _offset_min)
    except Unreadable as error:
        complain(f"{chosen.file}: {error}")
        return 1
    path, now = _home(chosen).history, datetime.now(UTC)
    opened = open_readonly(path) if chosen.dry_run else open_history(path, f"{datetime.now():%Y-%m-%d}")
    with opened as history:
        plan = compare(found, history)
        if not chosen.dry_run:
            history.backups.make(now)
            add(plan, history, show_share)
    for problem in plan.problems:
        complain(f"{chosen.file}: {problem.where}: {problem.why}")
    new = words.listed(
        [
            words.say(messages.SESSIONS, n=len(plan.sessions)),
            words.say(messages.MEASURES, n=len(plan.measured)),
        ]
    )
    say(words.say(messages.WOULD_BE_ADDED if chosen.dry_run else messages.WERE_ADDED, things=new))
    if plan.there:
        say(words.say(messages.ARE_THERE, n=plan.there))
    if plan.deleted:
        say(words.say(messages.STAY_DELETED, n=plan.deleted))
    return 1 if plan.problems else 0


def _offset_min(local: datetime) -> int:
    """How many minutes a local time of this computer is ahead of UTC."""
    offset = local.astimezone().utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0


def _agenda(chosen: argparse.Namespace, history: History) -> bytes:
    """What is planned of the programmes that are followed, as iCalendar."""
    from guided.agenda import agenda_of

    library, settings = _library(chosen)
    return agenda_of(library, history.programmes.followed(), settings, datetime.now(UTC)).encode()


def _activities(chosen: argparse.Namespace, history: History) -> bytes:
    """The last session as FIT, or, for a ZIP, each."""
    from guided.history.fit import export_fit, export_fits

    if chosen.out is None:
        raise GuidedError("FIT is no text: name a file with -o")
    if chosen.out.suffix.casefold() == ".zip":
        return export_fits(history, show_share)
    return export_fit(history)


def _results(chosen: argparse.Namespace) -> int:
    from guided.history.store import open_readonly
    from guided.results import Ticked, results, results_csv, results_text

    ticked = Ticked(chosen.name, chosen.discomfort, chosen.notes, chosen.others)
    routines = list(_library(chosen)[0].routines.values())
    with open_readonly(_home(chosen).history) as history:
        if history.note:
            complain(f"guided: {history.note}")
        made = results(routines, history.sessions(), datetime.now().date(), ticked)
    text = (results_csv if chosen.out.suffix.casefold() == ".csv" else results_text)(made)
    with replacing(chosen.out) as file:
        file.write(text.encode())
    sessions = words.say(messages.SESSIONS, n=sum(len(one.done) for one in made.routines))
    say(f"{chosen.out}: {sessions}")
    return 0


def _sync(chosen: argparse.Namespace) -> int:
    from guided.history.store import open_history
    from guided.sync.round import sync

    home, today = _home(chosen), datetime.now().date()
    named = load_settings(home.settings).sync_folder
    folder: Path | None = chosen.folder or (Path(named) if named else None)
    if folder is None:
        raise GuidedError("no folder is named, neither in settings nor as --folder DIR")
    with open_history(home.history, today.isoformat()) as history:
        done = sync(home, folder.absolute(), lambda do: do(history), today)
    came, went = words.say(messages.CAME, n=done.came), words.say(messages.WENT, n=done.went)
    say(words.say(messages.SYNC_WENT, came=came, went=went))
    return 0


def _history(chosen: argparse.Namespace) -> int:
    from guided.history.exports import export_csv, export_json, export_measured_csv
    from guided.history.store import open_readonly

    with open_readonly(_home(chosen).history) as history:
        if history.lost and not history.sessions():
            raise GuidedError(history.note or "")  # an empty table must not take the place of an older one
        if history.note:
            complain(f"guided: {history.note}")
        lost = history.lost
        if chosen.measures:
            data = export_measured_csv(history, _library(chosen)[0].measures).encode()
        elif chosen.format in ("fit", "ics"):
            data = (_activities if chosen.format == "fit" else _agenda)(chosen, history)
        else:
            data = (export_json if chosen.format == "json" else export_csv)(history).encode()
    if chosen.out:
        with replacing(chosen.out) as file:
            file.write(data)
    else:
        hand_out(data.decode())
    return 1 if lost else 0
