"""Self-tests: what to measure, how, and how large a change must be to mean something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from guided import messages, words
from guided.pose import Drawing, Pose, read_drawing
from guided.reading import LONGEST_TEXT, Table

UNITS = ("cm", "degrees", "s", "points")
BETTER = ("higher", "lower")
MOST_MEASURES = 100

_LEAST, _MOST = -1000.0, 10_000.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. Numbers are in `unit`; points go from 0 to 10, and `ends` says what those mean.

    `real` is the smallest change that is probably more than chance, 0 if unknown, and `real_note` says more
    about it. With `both` there is a left and a right value. `about` asks what
    the value is about, such as which place ("" where that is clear). What shows how is the figure of
    an `exercise`, or one of its own, at one `pose` of it.
    """

    id: str
    name: str
    what: str
    how: tuple[str, ...]
    unit: str
    better: str
    least: float
    most: float
    step: float
    exercise: str = ""
    pose: str = "end"
    figure: Drawing | None = None
    ends: tuple[str, ...] = ()
    both: bool = False
    real: float = 0.0
    real_note: str = ""
    about: str = ""
    stop_if: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A measurement: `left` and `right`, of which one may be None, or else `value`.

    `taken` is the UTC time in ISO 8601 with seconds, `offset_min` the local offset at that time.
    """

    id: str
    measure: str
    taken: str
    offset_min: int
    value: float | None = None
    left: float | None = None
    right: float | None = None
    about: str = ""
    note: str = ""


class Asked(NamedTuple):
    """Measures (ids) to be taken in one sitting, and the name of the programme they go with, "" for none."""

    measures: tuple[str, ...] = ()
    by: str = ""


NOTHING_ASKED = Asked()


def read_measures(table: Table, bases: Mapping[str, Pose]) -> dict[str, Measure]:
    """The measures in a file, one table each; the table notes mistakes."""
    return {name: _read_measure(table.table(name), name, bases) for name in table.names(MOST_MEASURES)}


def _read_measure(table: Table, measure_id: str, bases: Mapping[str, Pose]) -> Measure:
    least, most = table.number("least", _LEAST, _MOST), table.number("most", _LEAST, _MOST)
    if least >= most:
        table.note("most", f"use a number over {least:g}, which is the least")
    figure = read_drawing(table.table("figure"), bases) if "figure" in table else None
    measure = Measure(
        id=measure_id,
        name=table.text("name"),
        what=table.text("what", longest=LONGEST_TEXT),
        how=table.texts("how"),
        unit=table.word("unit", UNITS),
        better=table.word("better", BETTER),
        least=least,
        most=most,
        step=table.number("step", 0.1, 100, 1.0),
        exercise="" if figure else table.text("exercise", longest=60),
        pose=table.text("pose", "end", longest=40),
        figure=figure,
        ends=table.texts("ends", longest=40, most=2),
        both=table.flag("both"),
        real=table.number("real", 0, _MOST, 0.0),
        real_note=table.text("real_note", "", longest=LONGEST_TEXT),
        about=table.text("about", ""),
        stop_if=table.text("stop_if", "", longest=LONGEST_TEXT),
    )
    if measure.unit == "points" and ((least, most) != (0, 10) or len(measure.ends) != 2 or measure.both):
        table.note("ends", "points go from 0 to 10 without sides, and ends says what 0 and 10 are")
    if figure and "exercise" in table:
        table.note("exercise", "leave it out where the measure has a figure of its own")
        table.text("exercise", longest=60)
    if figure and measure.pose not in figure.poses:
        table.note_unknown("pose", f'the figure has no pose "{measure.pose}"', measure.pose, figure.poses)
    if not measure.how:
        table.note("how", "missing, say in short steps how to measure it")
    table.unknown_keys()
    return measure


def is_unlikely(measure: Measure, value: float, last: float) -> bool:
    """Whether a value is so far from the last one that it may be a slip: a third of all there is, or so."""
    return abs(value - last) > max((measure.most - measure.least) / 3, 4 * measure.real)


def fitting(measure: Measure, value: float) -> float:
    """A value clamped to the measure's bounds and rounded to its step."""
    steps = round((min(max(value, measure.least), measure.most) - measure.least) / measure.step)
    return min(round(measure.least + steps * measure.step, 3), measure.most)


def in_words(measure: Measure, value: float | None) -> str:
    """A value with its unit: "9.5 cm", "32°", "45 s", "3 of 10"; a dash if there is none."""
    if value is None:
        return "–"
    number = f"{value:g}".replace("-", "−")
    if measure.unit == "points":
        return words.say(messages.POINTS_OF, value=number, most=measure.most)
    if measure.unit == "degrees":
        return words.say(messages.DEGREES, value=number)
    return words.say(messages.VALUE, value=number, unit=measure.unit)


def told(measure: Measure, taken: Taken) -> str:
    """A measurement in words: "Left 9 cm, right 10.5 cm" or "3 of 10"."""
    if not measure.both:
        return in_words(measure, taken.value)
    left, right = in_words(measure, taken.left), in_words(measure, taken.right)
    if taken.right is None:
        return words.say(messages.LEFT_VALUE, left=left) if taken.left is not None else ""
    if taken.left is None:
        return words.say(messages.RIGHT_VALUE, right=right)
    return words.say(messages.BOTH_VALUES, left=left, right=right)


def error_band(measure: Measure) -> str:
    """The change a measure needs to mean something, in a sentence."""
    if measure.real_note:
        return measure.real_note
    if measure.real:
        return words.say(messages.MAY_BE_CHANCE, value=in_words(measure, measure.real))
    return "Compare with your own earlier values; small changes may be chance."
