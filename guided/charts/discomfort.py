"""Discomfort before and after sessions: whether it helps, as far as that can be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import fmean, quantiles, variance
from typing import NamedTuple, Protocol

from guided import messages, words
from guided.charts.material import Material, by_week, ids, since
from guided.charts.series import TOO_FEW, Datum, Series, Trend
from guided.history.records import Summary
from guided.locales import Locale

FEWEST = 8  # sessions with an answer, below which nothing is said of a trend
_NO_ANSWER = "No session in this time has an answer yet."
_REACHES = {4: 0, 12: 1, 52: 3}  # weeks to either side, by the weeks of a period
_SURE = 2.0  # standard errors that a difference is to have


class Felt(Protocol):
    """A session's discomfort before and after, 0 to 10, None where it was not answered."""

    @property
    def before(self) -> int | None:
        """Before it."""

    @property
    def after(self) -> int | None:
        """After it."""


class Level(NamedTuple):
    """Mean discomfort before and after some sessions, and the middle half of what it was after."""

    before: float | None
    after: float | None
    low: float | None
    high: float | None


class Shift(NamedTuple):
    """How far numbers have moved, on average, and whether that is probably more than chance."""

    by: float
    sure: bool


def discomfort(material: Material) -> Series:
    """Mean discomfort before and after, and the middle half of what it was after.

    The table has each week on its own. What is drawn of a week is that of its neighbours too, the more
    of them the longer the period: a trend, and no line through noise.
    """
    locale, weeks = material.locale, list(by_week(material).values())
    played = [one for week in weeks for one in reversed(week)]
    trend = _trend(played)
    reach = _REACHES[min(_REACHES, key=lambda period: abs(period - material.weeks))]
    pooled = [
        _level([one for week in weeks[max(number - reach, 0) : number + reach + 1] for one in week])
        for number in range(len(weeks))
    ]
    data = tuple(_datum(locale, start, week) for start, week in zip(material.mondays, weeks, strict=True))
    found = any(level.before is not None or level.after is not None for level in pooled)
    marks = Trend(
        tuple(level.before for level in pooled),
        tuple(level.after for level in pooled),
        tuple(level.low for level in pooled),
        tuple(level.high for level in pooled),
        names=("before", "after"),
        ends=(locale.day(material.mondays[0], "%d %b"), "Now"),
    )
    return Series(
        unit="of 10",
        heads=("Week of", "Before", "After", "Middle half after"),
        data=data,
        marks=marks if found else None,
        summary=_in_words(locale, _change(played), trend) if found else _NO_ANSWER,
        headline=_headline(locale, trend) if found else "",
        good=trend is not None and trend.sure and trend.by < 0,
    )


def discomfort_in_words(material: Material) -> str:
    """Whether sessions help and whether it gets better, with what may be chance called that."""
    played = [one for _, one in reversed(since(material, material.mondays[0]))]
    return felt_in_words(material.locale, played)


def felt_in_words(locale: Locale, played: Sequence[Felt]) -> str:
    """The same of any sessions, the oldest first."""
    return _in_words(locale, _change(played), _trend(played))


def felt_in_short(locale: Locale, played: Sequence[Felt]) -> str:
    """How discomfort went on over any sessions, the oldest first, in a few words."""
    return _headline(locale, _trend(played))


def _in_words(locale: Locale, helps: Shift | None, trend: Shift | None) -> str:
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


def _change(played: Sequence[Felt]) -> Shift | None:
    """From before a session to after it."""
    changes = [one.after - one.before for one in played if one.before is not None and one.after is not None]
    if len(changes) < FEWEST:
        return None
    by = fmean(changes)
    return Shift(by, abs(by) > _SURE * (variance(changes) / len(changes)) ** 0.5)


def _trend(played: Sequence[Felt]) -> Shift | None:
    """From the first half of sessions, oldest first, to the second, before them: how one comes to them."""
    found = [one.before for one in played if one.before is not None]
    middle = len(found) // 2
    return shift(found[:middle], found[middle:])


def _level(sessions: Sequence[Summary]) -> Level:
    before = [one.before for one in sessions if one.before is not None]
    after = [one.after for one in sessions if one.after is not None]
    quarters = quantiles(after, n=4, method="inclusive") if len(after) > 1 else [float(one) for one in after]
    return Level(
        fmean(before) if before else None,
        fmean(after) if after else None,
        quarters[0] if after else None,
        quarters[-1] if after else None,
    )


def _datum(locale: Locale, start: date, week: Sequence[Summary]) -> Datum:
    level, label = _level(week), locale.day(start, "%d %b")
    cells = (_number(locale, level.before), _number(locale, level.after), _spread(locale, level))
    answered = [one for one in week if one.before is not None or one.after is not None]
    said = words.say(messages.READS_DISCOMFORT, label=label, before=cells[0], after=cells[1])
    return Datum((label, *cells), said if answered else _nothing(label), ids(answered))


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


def _spread(locale: Locale, level: Level) -> str:
    if level.low is None or level.high is None:
        return "–"
    return words.say(messages.RANGE, least=locale.number(level.low, 1), most=locale.number(level.high, 1))
