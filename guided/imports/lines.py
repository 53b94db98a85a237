"""What an importer hands over: lines as they were written, the dose each asks for, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from guided import messages, words
from guided.reading import LONGEST_NAME, LONGEST_TEXT, GuidedError, fitting, is_number

LONGEST_MS = 1_200_000  # of a hold or a rest
_MOST_REPS, _MOST_SETS = 100, 20

_RESTS = frozenset(
    "rest rests resting pause break breaks recover recovery relax prepare preparation ready get"
    " repos pausa descanso riposo recupero erholung ruhe pauze rust przerwa odpoczynek vila".split()
)
"""What programs call a rest, each in its person's language."""

_SIDE = {
    **dict.fromkeys(
        ("left", "l", "links", "gauche", "izquierda", "izquierdo", "sinistra", "sinistro"), "left"
    ),
    **dict.fromkeys(
        ("right", "r", "rechts", "droite", "droit", "derecha", "derecho", "destra", "destro"), "right"
    ),
}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class NotImported(GuidedError):
    """Nothing can be taken from it; the text is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A dose as somebody else wrote it; whatever is 0 or empty was not said. Times in ms.

    `time_ms` is how long to do it, held or moving; `rest_ms` the rest between sets, `then_ms` the one
    after all of them. `sides` is a step's: left, right, each, alternate, none; or both,
    which may be at once or one by one.
    """

    sets: int = 0
    reps: int = 0
    hold_ms: int = 0
    breaths: float = 0.0
    time_ms: int = 0
    rest_ms: int = 0
    then_ms: int = 0
    sides: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An exercise as somebody else wrote it: its name, the whole line and that line's number (0: none).

    Lines in a row with the same `circuit` (0: none) go round so many `rounds`. One that is not `certain`
    may be talk, which nobody wants to play: it is an exercise only if the library has it. A `heading` stands
    above the first exercise: it is the title, unless the library has an exercise by just that name.
    """

    name: str
    original: str
    number: int = 0
    asked: Asked = Asked()
    circuit: int = 0
    rounds: int = 1
    certain: bool = True
    heading: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that could not be taken: the words as they stood, their line (0: none), and why."""

    original: str
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Read:
    """A routine as somebody else wrote it, with what could not be taken of it."""

    name: str
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()


def text_of(value: object, longest: int = LONGEST_NAME) -> str:
    """A value as a text that a file may have and that says something; "" for anything else."""
    if not isinstance(value, str):
        return ""
    text = fitting(value[: 4 * longest], longest)
    return text if any(map(str.isalnum, text)) else ""


def note_of(value: object) -> str:
    """A value as a note on a step; "" for no text."""
    return text_of(value, LONGEST_TEXT)


def ms_of(value: object, unit_ms: float = 1000.0) -> int:
    """A time in ms, of a number of units; 0 where it is none, or none a hold or a rest may have."""
    if not is_number(value, 0, LONGEST_MS / unit_ms):
        return 0
    assert isinstance(value, int | float)
    ms = round(value * unit_ms)
    return ms if ms >= 500 else 0


def count_of(value: object, most: int) -> int:
    """A whole number from 1 to `most`; 0 for anything else."""
    if not is_number(value, 1, most):
        return 0
    assert isinstance(value, int | float)
    return int(value) if value == int(value) else 0


def reps_of(value: object) -> int:
    """A number of reps; 0 for anything else."""
    return count_of(value, _MOST_REPS)


def sets_of(value: object) -> int:
    """A number of sets or rounds; 0 for anything else."""
    return count_of(value, _MOST_SETS)


def is_rest(name: str) -> bool:
    """Whether a step of another program is a rest, which those have no type for."""
    said = _WORD.findall(words.folded(name))
    return bool(said) and all(word in _RESTS for word in said)


def without_side(name: str) -> tuple[str, str]:
    """A name without the word for its side, and that side: left, right or ""."""
    found = [one for one in _WORD.finditer(name) if words.folded(one[0]) in _SIDE]
    if len(found) != 1:
        return name, ""
    word = found[0]
    kept = (
        re.sub(r"[\s(\[,:/–-]+$", "", name[: word.start()])
        + " "
        + re.sub(
            r"^(?:\s*(?:side|leg|arm|hip|knee|foot|seite))?[\s)\],:/–-]*",
            "",
            name[word.end() :],
            flags=re.IGNORECASE,
        )
    )
    kept = " ".join(kept.split())
    return (kept, _SIDE[words.folded(word[0])]) if kept else (name, "")


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with each pair of sides that were written one after the other as one line."""
    made: list[Line] = []
    for line in lines:
        name, side = ("", "") if line.asked.sides else without_side(line.name)
        if side:
            line = replace(line, name=name, asked=replace(line.asked, sides=side))
        before = made[-1] if made else None
        if before is not None and _is_other_side(before, line):
            both = replace(before.asked, sides="each", then_ms=line.asked.then_ms)
            made[-1] = replace(before, original=f"{before.original} / {line.original}", asked=both)
        else:
            made.append(line)
    return tuple(made)


def _is_other_side(before: Line, line: Line) -> bool:
    return (
        {before.asked.sides, line.asked.sides} == {"left", "right"}
        and before.name.casefold() == line.name.casefold()
        and (before.circuit, before.rounds) == (line.circuit, line.rounds)
        and replace(before.asked, sides="", then_ms=0) == replace(line.asked, sides="", then_ms=0)
    )


class Timed:
    """The timed steps of another program, in their order: rests go to the exercise before them."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []

    def add(self, name: str, ms: int, **asked: Any) -> None:
        """Add a step, which may be a rest; one without a name or a time is left out."""
        original = words.say(messages.STEP_FOR, name=name, time=words.exactly(ms))
        if is_rest(name):
            self.rest(ms)
        elif name and ms:
            self.lines.append(Line(name, original, 0, Asked(time_ms=ms, **asked)))
        else:
            why = "It has no name, or no time from half a second to 20 minutes."
            self.left_out.append(LeftOut(original, 0, why))

    def rest(self, ms: int) -> None:
        """Rest after the last exercise, for the longer time if that has a rest already."""
        for line in self.lines[-1:]:
            rest_ms = max(ms, line.asked.then_ms)
            self.lines[-1] = replace(line, asked=replace(line.asked, then_ms=rest_ms))

    def go_round(self, begin: int, rounds: int) -> None:
        """The lines from number `begin` on are done so many times over."""
        self.lines[begin:] = in_rounds(self.lines[begin:], rounds, begin + 1)


def in_rounds(lines: list[Line], rounds: int, number: int) -> list[Line]:
    """Lines that are done so many times over: sets of one, a circuit (by its `number`) of several."""
    if rounds < 2:
        return lines
    if len(lines) == 1 and not lines[0].asked.sets:
        asked = lines[0].asked
        return [replace(lines[0], asked=replace(asked, sets=rounds, rest_ms=asked.then_ms, then_ms=0))]
    return [replace(line, circuit=number, rounds=rounds) for line in lines]
