"""Discomfort before and after sessions: whether it helps, as far as that can be told."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, quantiles, variance
from typing import NamedTuple

from guided import messages, words
from guided.charts.material import Material, by_week, ids, since
from guided.charts.series import TOO_FEW, Datum, Series, Trend
from guided.locales import Locale

FEWEST = 8  # sessions with an answer, below which nothing is said of a trend
_SURE = 2.0  # standard errors that a difference is to have


class Shift(NamedTuple):
    """How far numbers have moved, on average, and whether that is probably more than chance."""

    by: float
    sure: bool


def discomfort(material: Material) -> Series:
    """Mean discomfort before and after by week, and the middle half of what it was after."""
    locale = material.locale
    weeks = by_week(material)
    befores, afters, lows, highs, data = [], [], [], [], []
    for start, week in weeks.items():
        before = [one.before for one in week if one.before is not None]
        after = [one.after for one in week if one.after is not None]
        low, high = _middle_half(after)
        befores.append(fmean(before) if before else None)
        afters.append(fmean(after) if after else None)
        lows.append(low)
        highs.append(high)
        label = locale.day(start, "%d %b")
        cells = (_number(locale, befores[-1]), _number(locale, afters[-1]), _spread(locale, low, high))
        answered = [one for one in week if one.before is not None or one.after is not None]
        said = words.say(messages.READS_DISCOMFORT, label=label, before=cells[0], after=cells[1])
        data.append(Datum((label, *cells), said if answered else _nothing(label), ids(answered)))
    found = any(one is not None for one in (*befores, *afters))
    trend = _trend(material)
    return Series(
        title="Discomfort",
        unit="of 10",
        heads=("Week of", "Before", "After", "Middle half after"),
        data=tuple(data),
        marks=Trend(
            tuple(befores),
            tuple(afters),
            tuple(lows),
            tuple(highs),
            names=("before", "after"),
            ends=(locale.day(material.mondays[0], "%d %b"), "Now"),
        )
        if found
        else None,
        summary=discomfort_in_words(material) if found else "No session in this time has an answer yet.",
        headline=_headline(locale, trend) if found else "",
        good=trend is not None and trend.sure and trend.by < 0,
    )


def discomfort_in_words(material: Material) -> str:
    """Whether sessions help and whether it gets better, with what may be chance called that."""
    helps, trend, locale = _change(material), _trend(material), material.locale
    if helps is None and trend is None:
        return TOO_FEW
    return " ".join((_helps_in_words(locale, helps), _trend_in_words(locale, trend)))


def shift(earlier: Sequence[float], later: Sequence[float]) -> Shift | None:
    """How far the mean has moved; None where there are too few numbers to tell."""
    if min(len(earlier), len(later)) < FEWEST // 2:
        return None
    by = fmean(later) - fmean(earlier)
    error = (variance(earlier) / len(earlier) + variance(later) / len(later)) ** 0.5
    return Shift(by, abs(by) > _SURE * error)


def _change(material: Material) -> Shift | None:
    """From before a session to after it."""
    found = since(material, material.mondays[0])
    changes = [one.after - one.before for _, one in found if one.before is not None and one.after is not None]
    if len(changes) < FEWEST:
        return None
    by = fmean(changes)
    return Shift(by, abs(by) > _SURE * (variance(changes) / len(changes)) ** 0.5)


def _trend(material: Material) -> Shift | None:
    """From the first half of the period's sessions to the second, before them: how one comes to a session."""
    found = [
        one.before for _, one in reversed(since(material, material.mondays[0])) if one.before is not None
    ]
    middle = len(found) // 2
    return shift(found[:middle], found[middle:])


def _middle_half(values: Sequence[int]) -> tuple[float | None, float | None]:
    if not values:
        return None, None
    if len(values) == 1:
        return float(values[0]), float(values[0])
    quarters = quantiles(values, n=4, method="inclusive")
    return quarters[0], quarters[2]


def _headline(locale: Locale, trend: Shift | None) -> str:
    if trend is None:
        return "Too few to tell"
    if not trend.sure:
        return "No clear change"
    told = messages.DOWN_POINTS if trend.by < 0 else messages.UP_POINTS
    return words.say(told, n=locale.number(abs(trend.by), 1))


def _helps_in_words(locale: Locale, helps: Shift | None) -> str:
    if helps is None:
        return "Too few sessions with both answers to tell whether they help."
    if not helps.sure:
        return "After a session it was about the same as before."
    told = messages.LOWER_AFTER if helps.by < 0 else messages.HIGHER_AFTER
    return words.say(told, n=locale.number(abs(helps.by), 1))


def _trend_in_words(locale: Locale, trend: Shift | None) -> str:
    if trend is None:
        return "Too few sessions to tell how it goes on over time."
    n = locale.number(abs(trend.by), 1)
    if not trend.sure:
        return words.say(messages.TREND_MAY_BE_CHANCE, n=n)
    return words.say(messages.TREND_DOWN if trend.by < 0 else messages.TREND_UP, n=n)


def _nothing(label: str) -> str:
    return words.say(messages.READS, label=label, value="no answers")


def _number(locale: Locale, value: float | None) -> str:
    return "–" if value is None else locale.number(value, 1)


def _spread(locale: Locale, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "–"
    return words.say(messages.RANGE, least=locale.number(low, 1), most=locale.number(high, 1))
