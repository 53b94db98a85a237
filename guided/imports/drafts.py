"""An imported routine before it is saved: each line with the exercise it is taken for, to be changed."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

from guided import messages, words
from guided.files import with_file
from guided.imports.dosing import step_of
from guided.imports.lines import Asked, LeftOut, Line, NotImported, Read, text_of
from guided.imports.plain import plainer
from guided.library import Library
from guided.matching import LIKELY, SURE, Match, Names, matches, names_of
from guided.paths import write_private
from guided.reading import FileError, id_from
from guided.routine import REGIONS, Routine, Step
from guided.search import tokens
from guided.sharing import ENDING, free_id, to_toml

_POSITIONS = (
    ("half-kneeling", r"half.?kneel|one knee"),
    ("quadruped", r"all fours|hands and knees|quadruped|4.?point"),
    ("side-lying", r"side.?lying|lying on (?:your |the )?side|on (?:your|the) side"),
    ("prone", r"prone|face down|on (?:your|the) (?:front|tummy|stomach|belly)"),
    ("supine", r"supine|lying|on (?:your|the) back|crook|hook.?lying"),
    ("kneeling", r"kneel"),
    ("seated", r"seat|sit|chair"),
    ("standing", r""),
)
_SIDED = 0.05  # of the sureness that a movement of both sides at once is behind where sides are asked for
_NAMED = 0.9  # the sureness from which on a line above all others is an exercise and not the title
_UNSURE = ("side", "sides", "front", "of", "the", "whole", "body")
_METHODS = ("dynamic", "static", "isometric", "breaths", "ais", "ais-strength", "tempo")
"""How a movement of one's own may be played, out and back as usual."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with the exercises it may mean, the one it is taken for, and the dose.

    Without an `exercise` it becomes a movement of the person's own, with the words it had.
    """

    line: Line
    found: tuple[Match, ...]
    exercise: str
    asked: Asked

    @property
    def sureness(self) -> float:
        """How sure it is that the line means the exercise it is taken for, 0 to 1; 0 of one's own."""
        return next((match.sureness for match in self.found if match.exercise == self.exercise), 0.0)


@dataclass(frozen=True, slots=True)
class Draft:
    """An imported routine before it is saved."""

    name: str
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()

    def with_row(self, number: int, row: Row) -> Draft:
        """The draft with another row in the place of one."""
        return replace(self, rows=(*self.rows[:number], row, *self.rows[number + 1 :]))

    def without(self, number: int) -> Draft:
        """The draft without a row, which is among what is left out from then on."""
        line = self.rows[number].line
        out = LeftOut(line.original, line.number, "You left it out.")
        left_out = sorted((*self.left_out, out), key=lambda one: one.number)
        rows = (*self.rows[:number], *self.rows[number + 1 :])
        return replace(self, rows=rows, left_out=tuple(left_out))


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A routine as its files will be: their tables by id, and the library with them."""

    routine: Routine
    table: Mapping[str, Any]
    exercises: Mapping[str, Mapping[str, Any]]
    library: Library


def draft(read: Read, library: Library, names: Names | None = None) -> Draft:
    """Match each line of a routine with the library; talk is left out, unless it surely names an exercise."""
    names = names or names_of(library)
    rows: list[Row] = []
    title = _title(read, names)
    left_out = [one for one in read.left_out if not (title and one.number == title.number)]
    for line in read.lines:
        found = _sided(matches(names, line.name), line.asked, library)
        best = found[0].sureness if found else 0.0
        if line.certain or best >= (_NAMED if line.heading else SURE):
            chosen = found[0].exercise if best >= LIKELY else ""
            rows.append(Row(line, found, chosen, line.asked))
        elif line is not title:
            left_out = _with_whole(left_out, line)
    left_out.sort(key=lambda one: one.number)
    return Draft(text_of(title.original) if title else read.name, tuple(rows), tuple(left_out))


def _with_whole(left_out: list[LeftOut], line: Line) -> list[LeftOut]:
    """What is left out, with the whole of a line in the place of what of it was."""
    whys = [one.why for one in left_out if _is_part(one, line)]
    others = [one for one in left_out if not _is_part(one, line)]
    why = " ".join(dict.fromkeys((*whys, "No exercise was seen in it.")))
    return [*others, LeftOut(line.original, line.number, why)]


def _is_part(out: LeftOut, line: Line) -> bool:
    return out.number == line.number and out.original in plainer(line.original)


def _title(read: Read, names: Names) -> Line | None:
    """The first heading above the first exercise, if any."""
    above = takewhile(lambda line: not (line.certain or _is_named(line, names)), read.lines)
    return next((line for line in above if line.heading), None)


def _is_named(line: Line, names: Names) -> bool:
    """Whether a line is the name of an exercise, and no more."""
    return any(match.sureness >= _NAMED for match in matches(names, line.name, 1))


def _sided(found: tuple[Match, ...], asked: Asked, library: Library) -> tuple[Match, ...]:
    """The matches for a line; where that says a side, those without sides are behind as good a one with them.

    None of those is sure then: somebody wrote what they have not got.
    """
    if asked.sides in ("", "none", "both"):
        return found

    def is_behind(match: Match) -> bool:
        return library.exercises[match.exercise].sides == "none"

    ordered = sorted(found, key=lambda match: _SIDED * is_behind(match) - match.sureness)
    return tuple(
        match._replace(sureness=min(match.sureness, SURE - 0.01)) if is_behind(match) else match
        for match in ordered
    )


def made(draft: Draft, library: Library) -> Made:
    """The routine of a draft, held against the library as its files will be. Raises NotImported."""
    name = draft.name.strip() or "From elsewhere"
    if not draft.rows:
        raise NotImported(words.say(messages.NOTHING_TO_IMPORT, file=name))
    try:
        return _made(draft, name, library)
    except FileError as error:
        raise NotImported(words.say(messages.CANNOT_BECOME, name=name, why=error.problems[0])) from error


def _made(draft: Draft, name: str, library: Library) -> Made:
    grown, exercises = library, dict[str, Mapping[str, Any]]()
    ids = {one.name.casefold(): one.id for one in library.exercises.values()}
    steps: list[Step] = []
    for row in draft.rows:
        exercise_id = row.exercise or ids.get(row.line.name.casefold(), "")
        if not exercise_id:
            exercise_id = free_id(grown, "exercises", id_from(row.line.name))
            exercises[exercise_id] = _own_exercise(row, library)
            grown = with_file(grown, "exercises", exercise_id, exercises[exercise_id], Path(exercise_id))
            ids[row.line.name.casefold()] = exercise_id
        steps.append(step_of(row.asked, grown.exercises[exercise_id], grown.methods))
    routine_id = free_id(library, "routines", id_from(name))
    played = tuple(_in_order(draft.rows, steps))
    table = Routine(routine_id, name, played, regions=_regions(grown, steps)).to_table()
    grown = with_file(grown, "routines", routine_id, table, Path(routine_id))
    return Made(grown.routines[routine_id], table, exercises, grown)


def save(made: Made, folder: Path) -> Path:
    """Write a routine, and the movements it needs before it, into the person's folder: all or none.

    Raises OSError.
    """
    path = folder / "routines" / f"{made.routine.id}{ENDING}"
    files = {folder / "exercises" / f"{name}.toml": table for name, table in made.exercises.items()}
    written: list[Path] = []
    try:
        for file, table in {**files, path: made.table}.items():
            _write_new(file, table)
            written.append(file)
    except OSError:
        for file in written:
            file.unlink(missing_ok=True)
        raise
    return path


def _write_new(file: Path, table: Mapping[str, Any]) -> None:
    if file.exists():
        raise FileExistsError(errno.EEXIST, "it is there already", str(file))
    write_private(file, to_toml(table))


def _in_order(rows: tuple[Row, ...], steps: list[Step]) -> Iterator[Step]:
    """The steps with every round of a circuit written out."""
    for (circuit, rounds), run in groupby(zip(rows, steps, strict=True), key=_circuit):
        played = [step for _, step in run]
        for number in range(1, rounds + 1):
            yield from (replace(step, round=(number, rounds)) if circuit else step for step in played)


def _circuit(of: tuple[Row, Step]) -> tuple[int, int]:
    line = of[0].line
    return (line.circuit, line.rounds) if line.circuit else (0, 1)


def _regions(library: Library, steps: list[Step]) -> tuple[str, ...]:
    """The parts of the body a routine is for, the ones most steps are for first."""
    regions = [library.exercises[step.exercise].region for step in steps]
    return tuple(sorted(dict.fromkeys(regions), key=lambda one: -regions.count(one)))[:4]


def _own_exercise(row: Row, library: Library) -> dict[str, Any]:
    """A movement the library has not, as the table of a file: with the words it had, and no figure."""
    name, said = row.line.name, row.line.name.casefold()
    method, *others = [one for one in _METHODS if one in library.methods] or list(library.methods)
    return {
        "name": name,
        "region": _region(said),
        "position": next(position for position, called in _POSITIONS if re.search(called, said)),
        "method": method,
        "methods": others[:20],
        "sides": "each" if row.asked.sides not in ("", "none") else "none",
        "start": "Get into position, the way you were shown.",
        "end": row.asked.note or words.say(messages.AS_YOU_WERE_SHOWN, name=name),
        "stop_if": ["it hurts"],
    }


def _region(said: str) -> str:
    """The part of the body that words name, by the vocabulary of regions."""
    return next(filter(None, map(_region_words().get, tokens(said))), "whole-body")


@cache
def _region_words() -> Mapping[str, str]:
    """What names a region: its id, and the words for it that say no other thing as well."""
    shown = {word: region for region, name in words.REGIONS.items() for word in tokens(name)}
    known = {**shown, **dict(zip(REGIONS, REGIONS, strict=True)), "back": "low-back"}
    return {word: region for word, region in known.items() if word not in _UNSURE}
