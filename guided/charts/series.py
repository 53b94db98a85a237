"""What a chart says, and what is drawn of it; all of it values."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from guided.spreadsheet import cell

TOO_FEW = "Too few sessions to tell."


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing a chart shows: its row in the table, how it reads, and the sessions (ids) it was made of."""

    cells: tuple[str, ...]
    said: str
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Upright bars with their labels, for what is in time; `highlighted` is one still growing, -1 for none.

    Behind a bar stands an outline as high as what was `planned`, where that is given. `goal` is a line
    across. Where `edges` are given, they are shown rather than the labels: the first one at the left of
    the bars, the last one at their right, and the others evenly between.
    """

    values: tuple[float, ...]
    labels: tuple[str, ...]
    highlighted: int = -1
    planned: tuple[float, ...] = ()
    goal: float | None = None
    edges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """Whole weeks from the Monday `first` on, a day each: `levels` 0 to 3, and which were planned `rest`.

    `today` is the index of today, and those after it are still to come.
    """

    first: date
    levels: tuple[int, ...]
    rest: frozenset[int]
    today: int
    months: tuple[tuple[int, str], ...]
    """The weeks, from 0, in which a month begins, and its name."""
    weekdays: tuple[str, ...]
    legend: tuple[str, str]
    """What no level and the highest one mean."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Two lines over time from 0 to `most`, at the same places; None where there is nothing.

    `lows` and `highs` are the spread of the second one. `ends` name the first place and the last.
    """

    befores: tuple[float | None, ...]
    afters: tuple[float | None, ...]
    lows: tuple[float | None, ...]
    highs: tuple[float | None, ...]
    names: tuple[str, str]
    ends: tuple[str, str]
    most: float = 10.0


@dataclass(frozen=True, slots=True)
class Range:
    """A value that was taken at least once, as shares of the room it may have; `error` such a share too.

    Where the change is within the error, none is shown: `changed` says.
    """

    name: str
    said: str
    first: float
    latest: float
    error: float
    changed: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A bar that lies, with its name; a `marked` one stands out, and `said` is what is written at its end."""

    name: str
    said: str
    value: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Lanes:
    """Lying bars under each other, for what has a name rather than a time: there is room for words."""

    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Values that have a first and a latest, under each other."""

    ranges: tuple[Range, ...]


Marks = Bars | Days | Trend | Ranges | Lanes
"""What is drawn. Each mark stands for the datum in its place."""


@dataclass(frozen=True, slots=True)
class Series:
    """A chart's data in the order in which they are drawn, and what they come to.

    `heads` are those of the table's columns. `headline` is a few words beside the title, `good` whether
    they are good news. `summary` says in one or two sentences what the chart shows, honestly. Without
    `marks` there is nothing to draw yet, and the summary says why. `in_time` are data whose newest one
    stands first in a table.
    """

    unit: str
    heads: tuple[str, ...]
    data: tuple[Datum, ...]
    marks: Marks | None
    summary: str
    headline: str = ""
    good: bool = False
    in_time: bool = True

    @property
    def rows(self) -> tuple[Datum, ...]:
        """The data as a table lists them."""
        return tuple(reversed(self.data)) if self.in_time else self.data


def as_csv(series: Series) -> str:
    """The table of a series for a spreadsheet, of which no cell starts a formula."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(series.heads)
    for datum in series.rows:
        writer.writerow(map(cell, datum.cells))
    return table.getvalue()
