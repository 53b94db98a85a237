"""Measures: the first and the latest of each, left and right, and whether that is a change at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from guided import messages, words
from guided.charts.material import Material
from guided.charts.series import Datum, Range, Ranges, Series
from guided.history.records import local_start
from guided.locales import Locale
from guided.measures import Measure, Taken, in_words

_MOST = 4  # drawn; the table has all


class Course(NamedTuple):
    """What a measure was first and last on one side, and on how many occasions it was taken."""

    measure: Measure
    side: str
    first: float
    latest: float
    times: int

    @property
    def changed(self) -> bool:
        """Whether it moved by more than its error; where nobody knows that, by anything at all."""
        return self.times > 1 and self.first != self.latest and self.by >= self.measure.real

    @property
    def by(self) -> float:
        """How far it moved."""
        return abs(self.latest - self.first)

    @property
    def better(self) -> bool:
        """Whether it moved the way it should."""
        return (self.latest > self.first) == (self.measure.better == "higher")


def range_of_motion(material: Material) -> Series:
    """Every measure that was taken, first those taken more than once, and of them the one taken last."""
    found = courses(material.measured, material.measures.values())
    found.sort(key=lambda one: one.times == 1)  # what can have changed stands first
    locale = material.locale
    data = tuple(
        Datum(
            (name_of(one), *_values(locale, one), _verdict(locale, one)),
            words.say(messages.READS, label=name_of(one), value=_verdict(locale, one)),
        )
        for one in found
    )
    return Series(
        unit="",
        heads=("Measure", "First", "Latest", "Change"),
        data=data,
        marks=Ranges(tuple(_range(locale, one) for one in found[:_MOST])) if found else None,
        summary=" ".join(filter(None, (_in_words(found), _band_in_words(found[:_MOST])))),
        in_time=False,
    )


def courses(measured: Iterable[Taken], measures: Iterable[Measure]) -> list[Course]:
    """The course of each measure on each side, the one taken last first; `measured` is newest first."""
    known = {one.id: one for one in measures}
    values: dict[tuple[str, str], list[float]] = {}
    for taken in measured:
        if taken.measure in known:
            for side in ("left", "right", "value"):
                value = getattr(taken, side)
                if value is not None:
                    # Points are about a place, and one place is not another.
                    about = taken.about if side == "value" else side
                    values.setdefault((taken.measure, about), []).append(value)
    return [
        Course(known[measure], side, found[-1], found[0], len(found))
        for (measure, side), found in values.items()
    ]


def since_last(measured: Iterable[Taken], measures: Iterable[Measure], day: date) -> list[Course]:
    """What was taken on a day against what each was the time before; `measured` is newest first."""
    two: dict[tuple[str, str], list[Taken]] = {}
    for taken in measured:
        about = taken.about if taken.value is not None else ""
        two.setdefault((taken.measure, about), []).append(taken)
    lately = [taken for found in two.values() for taken in found[:2] if _day(found[0]) == day]
    return courses(lately, measures)


def _day(taken: Taken) -> date:
    return local_start(taken.taken, taken.offset_min).date()


def verdict(one: Course) -> str:
    """What became of a measure, in words: "62° to 71°, better", "71°, no clear change"."""
    latest = in_words(one.measure, one.latest)
    if one.times == 1:
        return words.say(messages.MEASURED_ONCE, latest=latest)
    if not one.changed:
        return words.say(messages.MEASURE_UNCHANGED, latest=latest)
    first = in_words(one.measure, one.first)
    told = messages.MEASURE_BETTER if one.better else messages.MEASURE_WORSE
    if not one.measure.real:
        told = messages.MEASURE_MAY_BE_CHANCE
    return words.say(told, first=first, latest=latest)


def name_of(one: Course) -> str:
    """What was measured, and on which side or where."""
    return words.joined(one.measure.name, one.side)


def _range(locale: Locale, one: Course) -> Range:
    measure = one.measure
    room = measure.most - measure.least
    first, latest = ((value - measure.least) / room for value in (one.first, one.latest))
    return Range(name_of(one), _ends(locale, one), first, latest, measure.real / room, one.changed)


def _ends(locale: Locale, one: Course) -> str:
    latest = locale.decimals(in_words(one.measure, one.latest))
    if not one.changed:
        return latest
    return words.say(messages.RANGE, least=locale.value(one.first), most=latest)


def _values(locale: Locale, one: Course) -> tuple[str, str]:
    first, latest = (locale.decimals(in_words(one.measure, value)) for value in (one.first, one.latest))
    return first, latest


def _verdict(locale: Locale, one: Course) -> str:
    return locale.decimals(verdict(one))


def _band_in_words(drawn: list[Course]) -> str:
    """What the band about the first result is, where there is one."""
    banded = any(one.measure.real for one in drawn)
    return "A change within the thick band may be chance." if banded else ""


def _in_words(found: list[Course]) -> str:
    if not found:
        return "You have measured nothing yet. Your first result is what later ones are compared with."
    again = [one for one in found if one.times > 1]
    if not again:
        return "Each was measured once so far. Measure again in two to four weeks to see a change."
    better = sum(one.changed and one.better and one.measure.real > 0 for one in again)
    told = messages.MEASURES_SUMMED_UP if better else messages.MEASURES_NONE_BETTER
    return words.say(told, n=len(again), better=better)
