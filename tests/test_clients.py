"""Clients: kept apart from one's own history, and side by side."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from guided.clients import as_csv, cells, compared, heads, keep, kept_as, read_clients
from guided.locales import ENGLISH
from guided.prescribed import Prescribed
from guided.reading import GuidedError
from guided.results import Done, OfRoutine, Results

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
GIVEN, MADE = date(2026, 11, 2), date(2026, 11, 24)
THREE = Prescribed("Jo", 3, GIVEN, GIVEN + 8 * WEEK)


def sent(done: tuple[Done, ...], made: date = MADE, asked: Prescribed | None = THREE) -> Results:
    return Results(made, (OfRoutine("Psoas release", done, asked),), "their own name")


def on(*days: int, before: int | None = None) -> tuple[Done, ...]:
    return tuple(Done(GIVEN + day * DAY, 12.0, 1.0, before, before) for day in days)


def test_they_are_kept_under_the_name_one_gives_and_read_again(tmp_path: Path) -> None:
    keep(tmp_path, sent(on(0)), "Zoë")
    keep(tmp_path, sent(on(1)), "anna")
    (tmp_path / "broken.guided").write_text("results = 1")
    clients, errors = read_clients(tmp_path)
    assert [one.results.name for one in clients] == ["anna", "Zoë"]
    assert [error.path.name for error in errors] == ["broken.guided"]


def test_newer_results_take_the_place_of_older_ones_and_not_the_other_way_round(tmp_path: Path) -> None:
    keep(tmp_path, sent(on(0)), "Anna")
    keep(tmp_path, sent(on(0, 2), MADE + DAY), "Anna")
    with pytest.raises(GuidedError, match="What Anna sent on 25 November 2026 is newer, and stays"):
        keep(tmp_path, sent(on(0)), "Anna")
    clients, _ = read_clients(tmp_path)
    assert [len(one.results.routines[0].done) for one in clients] == [2]


def test_whose_results_a_name_has_is_told(tmp_path: Path) -> None:
    assert kept_as(tmp_path, "Anna") is None
    anna = keep(tmp_path, sent(on(0)), "Anna")
    assert kept_as(tmp_path, "anna") == anna
    keep(tmp_path, sent(on(0)), "安娜")
    assert kept_as(tmp_path, "安妮") is None


def test_they_stand_side_by_side_in_the_same_weeks(tmp_path: Path) -> None:
    keep(tmp_path, sent(on(0, 2, 4, 7, 9, 14)), "Anna")
    keep(tmp_path, sent(on(5), GIVEN + WEEK), "Ben")
    clients, _ = read_clients(tmp_path)
    comparison = compared(clients, ENGLISH)
    assert heads(comparison, ENGLISH)[:3] == ("Client", "Routine", "Days kept")
    assert comparison.mondays[-1] == date(2026, 11, 23)
    anna, ben = (cells(row, ENGLISH) for row in comparison.rows)
    assert anna[:3] == ("Anna", "Psoas release", "6 of 9")
    assert anna[-6:] == ("3 of 3", "2 of 3", "1 of 3", "–", "16 Nov", "Not told")
    assert ben[:3] == ("Ben", "Psoas release", "1 of 3")
    assert ben[-6:-2] == ("1 of 3", "–", "–", "–")


def test_too_little_of_a_session_is_no_day_of_it(tmp_path: Path) -> None:
    begun = (Done(GIVEN, 3.0, 0.2),)
    client = keep(tmp_path, sent(begun), "Anna")
    assert compared([client], ENGLISH).rows[0].cells[2] == "0 of 9"


def test_where_nothing_is_asked_for_days_are_counted(tmp_path: Path) -> None:
    client = keep(tmp_path, sent(on(0, 1), asked=None), "Anna")
    assert compared([client], ENGLISH).rows[0].cells[2] == "2 days"


def test_discomfort_is_told_as_honestly_as_ones_own(tmp_path: Path) -> None:
    few = keep(tmp_path, sent(on(0, before=4)), "Anna")
    assert compared([few], ENGLISH).rows[0].felt == ("Too few to tell", "Too few sessions to tell.")
    better = tuple(Done(GIVEN + n * DAY, 12.0, 1.0, 6 if n < 10 else 2, 1) for n in range(20))
    many = keep(tmp_path, sent(better), "Ben")
    short, full = compared([many], ENGLISH).rows[0].felt
    assert short == "Down 4.0 points"
    assert "went down by 4.0 points, probably more than chance" in full


def test_a_name_cannot_leave_its_folder_and_begins_no_formula(tmp_path: Path) -> None:
    client = keep(tmp_path / "clients", sent(on(0)), "=../../x")
    assert client.path.parent == tmp_path / "clients"
    rows = list(csv.reader(io.StringIO(as_csv(compared([client], ENGLISH), ENGLISH))))
    assert rows[1][0] == "'=../../x"


def test_nobody_is_nobody() -> None:
    assert compared([], ENGLISH).rows == ()
    assert read_clients(Path("/nonexistent")) == ((), ())
