"""The results that clients sent to a practitioner: kept in a folder of their own, and compared."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from guided import messages, words
from guided.charts.discomfort import felt_in_short, felt_in_words
from guided.locales import Locale
from guided.paths import write_private
from guided.prescribed import weeks_of
from guided.progress import monday
from guided.reading import FileError, GuidedError, id_from
from guided.results import OfRoutine, Results, read_results, results_text
from guided.sharing import ENDING
from guided.spreadsheet import cell

MOST_WEEKS = 6
"""Shown of each, the latest."""

_WEEK = timedelta(weeks=1)
_UNTOLD = ("Not told", "They did not tell how it felt.")


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody's results under the name that the practitioner gave, and the file they are kept in."""

    path: Path
    results: Results


@dataclass(frozen=True, slots=True)
class Row:
    """What a client did of a routine. `weeks` has kept and planned days for each week, None where nothing was
    asked for; `whole` is the same for all the time. `felt` is how discomfort went on, in short and in full.
    """

    client: Client
    routine: str
    whole: tuple[int, int] | None
    weeks: tuple[tuple[int, int] | None, ...]
    last: date | None
    felt: tuple[str, str]

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in it, but for the weeks and the day: the name, the routine, and what was kept."""
        return (self.client.results.name, self.routine, _share(self.whole))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Clients side by side, in weeks that begin on the same `mondays`."""

    mondays: tuple[date, ...]
    rows: tuple[Row, ...]


# ---------------------------------------------------------------- kept


def read_clients(folder: Path) -> tuple[tuple[Client, ...], tuple[FileError, ...]]:
    """Those whose results are in a folder, by name, and the files there that cannot be read."""
    clients, errors = [], []
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            clients.append(Client(path, read_results(path)))
        except FileError as error:
            errors.append(error)
    clients.sort(key=lambda one: words.collation_key(one.results.name))
    return tuple(clients), tuple(errors)


def kept_as(folder: Path, name: str) -> Client | None:
    """The one whose results are kept under a name, or None. Raises FileError."""
    path = _place(folder, name)
    return Client(path, read_results(path)) if path.is_file() else None


def keep(folder: Path, results: Results, name: str) -> Client:
    """Keep results under a name, in place of older ones of that name. Raises GuidedError, OSError."""
    before = kept_as(folder, name)
    if before is not None and before.results.made > results.made:
        day = words.day(before.results.made, "%d %B %Y")
        raise GuidedError(words.say(messages.NEWER_RESULTS, name=name, day=day))
    client = Client(_place(folder, name), replace(results, name=name))
    write_private(client.path, results_text(client.results))
    return client


# ---------------------------------------------------------------- compared


def compared(clients: Sequence[Client], locale: Locale) -> Comparison:
    """What each did of each routine, up to the day of the latest results."""
    latest = max((one.results.made for one in clients), default=date.min)
    mondays = tuple(monday(latest) - _WEEK * ago for ago in reversed(range(MOST_WEEKS))) if clients else ()
    rows = (_row(one, each, mondays, locale) for one in clients for each in one.results.routines)
    return Comparison(mondays, tuple(rows))


def heads(comparison: Comparison, locale: Locale) -> tuple[str, ...]:
    """The heads of its columns."""
    weeks = (locale.day(day, "%d %b") for day in comparison.mondays)
    return ("Client", "Routine", "Days kept", *weeks, "Last done", "Discomfort")


def cells(row: Row, locale: Locale) -> tuple[str, ...]:
    """What stands in each column of a row."""
    last = locale.day(row.last, "%d %b") if row.last else "–"
    return (*row.cells, *map(_share, row.weeks), last, row.felt[0])


def as_csv(comparison: Comparison, locale: Locale) -> str:
    """It for a spreadsheet, of which no cell starts a formula."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(heads(comparison, locale))
    for row in comparison.rows:
        writer.writerow(map(cell, cells(row, locale)))
    return table.getvalue()


def _place(folder: Path, name: str) -> Path:
    return folder / f"{id_from(name)}{ENDING}"


def _row(client: Client, one: OfRoutine, mondays: Sequence[date], locale: Locale) -> Row:
    asked, made = one.prescribed, client.results.made
    days = {each.day for each in one.done if each.counts}
    weeks: dict[date, tuple[int, int]] = {}
    if asked is not None:
        weeks = {week.monday: (week.kept, week.planned) for week in weeks_of(asked, days, made)}
    else:
        for day in days:
            done = weeks.get(monday(day), (0, 0))[0] + 1
            weeks[monday(day)] = (done, 0)
    whole = (sum(kept for kept, _ in weeks.values()), sum(planned for _, planned in weeks.values()))
    answered = any(each.before is not None or each.after is not None for each in one.done)
    return Row(
        client,
        one.name,
        whole if weeks else None,
        tuple(weeks.get(start) for start in mondays),
        max(days, default=None),
        (felt_in_short(locale, one.done), felt_in_words(locale, one.done)) if answered else _UNTOLD,
    )


def _share(of: tuple[int, int] | None) -> str:
    """Kept of planned days: "2 of 3"; only the days where nothing was asked for."""
    kept, planned = of or (0, 0)
    if planned:
        return words.say(messages.KEPT_OF, kept=kept, n=planned)
    return words.say(messages.DAYS, n=kept) if kept else "–"
