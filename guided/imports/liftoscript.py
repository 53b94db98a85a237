"""Liftoscript, as far as it says which exercise, how many sets and how many reps or seconds.

Weights, efforts and programmed progress have no place in a routine, and are named among what was left out.
"""

from __future__ import annotations

import re

from guided import words
from guided.imports.lines import Asked, LeftOut, Line, Read, ms_of, reps_of, sets_of, text_of
from guided.imports.source import Source

_LOGIC = re.compile(r"\{~.*?(?:~\}|\Z)", re.DOTALL)
_SETS = re.compile(r"(\d{1,3})\s*x\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?(s|sec)?\+?(?=$|[\s,|])", re.IGNORECASE)
_TIMERS = re.compile(r"(?<![\w.])(\d{1,4})s(?:\s*\|\s*(\d{1,4})s)?(?![\w.])")
_OTHER = re.compile(r"\d(?:\.\d+)?\s*(?:lb|kg|%)|@\s*\d|progress:|warmup:|update:|superset:", re.IGNORECASE)
_ELSEWHERE = re.compile(r" / \.\.\.|used: none")
_NO_WEIGHT = re.compile(r"(?<!\d)0\s*(?:lb|kg)")
_ROW = re.compile(r"^[^#/|\s][^/\n]* / .*\d\s*x\s*\d", re.MULTILINE)
_PLACE = re.compile(r"\[[\d,\s-]*\]")
_LABEL = re.compile(r"^\w[\w ]*:\s*(?=\S)")


def recognises(source: Source) -> bool:
    """Whether it has a line of an exercise, a slash and sets."""
    return _ROW.search(source.text[:200_000]) is not None and "//" not in source.text[:4]


def read(source: Source) -> tuple[Read, ...]:
    """Each day as a routine."""
    script = _Script()
    # Each line of what is left out stays one, so that lines keep their numbers.
    text = _LOGIC.sub(lambda logic: "\n" * logic[0].count("\n"), source.text)
    for number, row in enumerate(map(str.strip, text.split("\n")), 1):
        script.take(row, number)
    script.close()
    return tuple(script.reads)


class _Script:
    """What has been read so far; `told` is the comment above an exercise."""

    def __init__(self) -> None:
        self.reads: list[Read] = []
        self.week = self.day = self.told = ""
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []

    def take(self, row: str, number: int) -> None:
        """Take a line: a comment, a heading, or an exercise."""
        if row.startswith("//"):
            self.told = text_of(f"{self.told} {row.lstrip('/ ')}", 400)
        elif row.startswith("#"):
            self.begin(row)
        elif any(map(str.isalpha, row)):
            _take(row, number, self.told, self.lines, self.left_out)
            self.told = ""

    def begin(self, heading: str) -> None:
        """Begin a week or a day."""
        self.close()
        name = text_of(heading.lstrip("# "))
        self.week, self.day = (self.week, name) if heading.startswith("##") else (name, "")
        self.told = ""

    def close(self) -> None:
        """End a day, which is a routine if there was an exercise."""
        if self.lines:
            name = words.joined(*filter(None, (self.week, self.day)))
            self.reads.append(Read(name, tuple(self.lines), tuple(self.left_out)))
        self.lines, self.left_out = [], []


def _take(row: str, number: int, told: str, lines: list[Line], left_out: list[LeftOut]) -> None:
    """Take an exercise, and note what of it was left out."""
    first, *parts = (part.strip() for part in row.split(" / "))
    name = text_of(_LABEL.sub("", _PLACE.sub("", first)).partition(",")[0])
    spec = next(filter(_SETS.search, parts), "")
    if _ELSEWHERE.search(row) or not (name and spec):
        left_out.append(LeftOut(row, number, "Its sets stand elsewhere, or cannot be read."))
        return
    lines.append(Line(name, text_of(row, 400), number, _asked(spec, parts, told)))
    if other := [part for part in parts if _OTHER.search(_NO_WEIGHT.sub("", part))]:
        left_out.append(
            LeftOut(", ".join(other), number, "Weights, efforts and progress have no place here.")
        )


def _asked(spec: str, parts: list[str], told: str) -> Asked:
    """The dose in its sets and timers; of sets that differ the first ones' reps are taken."""
    found = _SETS.findall(spec)
    _, least, most, seconds = found[0]
    work, rest = _timers(" ".join((_SETS.sub("", spec), *filter(_TIMERS.fullmatch, parts))))
    reps = int(most or least)
    work = reps if seconds else work
    return Asked(
        sets=sets_of(sum(int(sets) for sets, *_ in found)),
        reps=0 if work and (seconds or reps == 1) else reps_of(reps),
        time_ms=ms_of(work),
        rest_ms=ms_of(rest),
        note=told,
    )


def _timers(text: str) -> tuple[int, int]:
    """The seconds of a set and of the rest after it; a single timer is that of the rest."""
    found = _TIMERS.search(text)
    if found is None:
        return 0, 0
    return (int(found[1]), int(found[2])) if found[2] else (0, int(found[1]))
