"""Results: only what was ticked goes out, all of it comes in again, and nothing else does."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.files import load
from guided.history.records import Summary
from guided.library import Library
from guided.paths import assets
from guided.prescribed import Prescribed
from guided.reading import LARGEST_FILE, FileError
from guided.results import (
    MOST_DONE,
    Done,
    OfRoutine,
    Results,
    Ticked,
    is_results,
    read_results,
    results,
    results_csv,
    results_text,
)
from guided.routine import Routine

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
ASKED = Prescribed("Jo Doe", 3, date(2026, 11, 2), date(2026, 12, 24), "Anna", "Stop at a sharp pain.")


@cache
def library() -> Library:
    return load(assets())


def routine(name: str = "psoas-release", asked: Prescribed | None = ASKED) -> Routine:
    return replace(library().routines["psoas-release"], id=name, name=f"The {name}", prescribed=asked)


def session(
    days_ago: int, name: str = "psoas-release", done: int = 40, note: str = "Slept badly."
) -> Summary:
    started = f"{TODAY - days_ago * DAY}T07:00:00Z"
    return Summary(f"{name}{days_ago}", started, 60, name, f"The {name}", 720_000, done, 40, 4, 3, note, True)


def test_without_a_tick_there_is_nothing_but_days_minutes_and_share() -> None:
    made = results([routine()], [session(1), session(3, done=10), session(2, "walk")], TODAY, Ticked())
    assert made == Results(
        TODAY,
        (
            OfRoutine(
                "The psoas-release",
                (Done(TODAY - 3 * DAY, 12.0, 0.25), Done(TODAY - DAY, 12.0, 1.0)),
                replace(ASKED, whom="", notes=""),
            ),
        ),
    )
    text = results_text(made)
    assert not any(private in text for private in ("Anna", "Slept", "Stop at", "before", "after", "walk"))


def test_what_is_ticked_goes_with_it() -> None:
    ticked = Ticked(" Anna ", discomfort=True, notes=True, others=True)
    made = results([routine()], [session(1), session(2, "walk")], TODAY, ticked)
    assert made.name == "Anna"
    assert [one.name for one in made.routines] == ["The psoas-release", "The walk"]
    assert made.routines[0].done == (Done(TODAY - DAY, 12.0, 1.0, 4, 3, "Slept badly."),)


def test_what_was_before_the_prescription_stays_at_home() -> None:
    made = results([routine()], [session(1), session(40)], TODAY, Ticked(others=True))
    assert [one.day for one in made.routines[0].done] == [TODAY - DAY]


def test_a_prescribed_routine_that_was_never_done_is_in_it() -> None:
    assert results([routine()], [], TODAY, Ticked()).routines[0].done == ()


def test_where_nothing_is_prescribed_it_is_all_of_twelve_weeks() -> None:
    made = results([routine(asked=None)], [session(1, "walk"), session(100, "walk")], TODAY, Ticked())
    assert [(one.name, len(one.done)) for one in made.routines] == [("The walk", 1)]


names = st.text(max_size=150)
sessions = st.lists(
    st.builds(
        lambda ago, id, name, ms, done, before, note: Summary(
            "x", f"{TODAY - ago * DAY}T07:00:00Z", 0, id, name, ms, done, 40, before, before, note, True
        ),
        st.integers(0, 30),
        st.sampled_from(["psoas-release", "walk", ""]),
        names,
        st.integers(0, 604_800_000),
        st.integers(0, 100),
        st.none() | st.integers(0, 10),
        st.text(max_size=500),
    ),
    max_size=8,
)


@given(sessions, names, st.booleans(), st.booleans(), st.booleans())
def test_whatever_was_kept_is_written_so_that_it_is_read_again(
    played: list[Summary], name: str, discomfort: bool, notes: bool, others: bool
) -> None:
    newest_first = sorted(played, key=lambda one: one.started, reverse=True)
    made = results([routine()], newest_first, TODAY, Ticked(name, discomfort, notes, others))
    assert read_text(results_text(made)) == made
    table = list(csv.reader(io.StringIO(results_csv(made))))
    assert len(table) == 1 + sum(len(one.done) for one in made.routines)
    assert not any(text[:1] in ("=", "+", "@", "\t") for row in table for text in row)


def test_the_most_that_can_be_in_it_fits_in_a_file() -> None:
    note = "\N{MUSICAL SYMBOL G CLEF}" * 500
    played = [session(number // 60, note=note) for number in range(MOST_DONE + 5)]
    text = results_text(results([routine()], played, TODAY, Ticked("A", True, True, True)))
    assert len(text.encode()) < LARGEST_FILE
    assert len(read_text(text).routines[0].done) == MOST_DONE


def read_text(text: str) -> Results:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.guided"
        path.write_text(text, encoding="utf-8")
        assert is_results(path)
        return read_results(path)


GOOD = results_text(results([routine()], [session(1)], TODAY, Ticked("Anna", True, True)))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("results = 1", "results = 2", "results: 2 is of a newer Guided, this one reads 1"),
        ("results = 1", 'results = "x"', 'results: "x" is not allowed, use a whole number from 1'),
        ("made = 2026-11-24", "made = 1", "made: 1 is not allowed, use a day such as 2026-12-24"),
        ("made = 2026-11-24", "made = 2026-11-24T10:00:00", "made: "),
        ("share = 1.0", "share = 1.01", "routine[1].done[1].share: 1.01 is not allowed"),
        ("share = 1.0", "share = nan", "routine[1].done[1].share: NaN is not allowed"),
        ("before = 4", "before = 11", "routine[1].done[1].before: 11 is not allowed"),
        ("before = 4", "before = true", "routine[1].done[1].before: true is not allowed"),
        ("minutes = 12.0", "minutes = -1", "routine[1].done[1].minutes: -1 is not allowed"),
        ('name = "Anna"', 'name = "<b>\\u202e"', "name: "),
        ('name = "Anna"', 'nam = "Anna"', "nam: unknown key, known here are results, made, name, routine"),
        ("days_a_week = 3", "days_a_week = 9", "routine[1].prescription.days_a_week: 9 is not allowed"),
        ("[[routine.done]]", "[[routine.dne]]", "routine[1].dne: unknown key"),
    ],
)
def test_each_mistake_is_told_in_one_sentence_with_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = tmp_path / "results.guided"
    assert GOOD.count(old) == 1
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(FileError) as error:
        read_results(path)
    assert len(error.value.problems) == 1
    assert told in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "results = 1",
        "results = [[[",
        "results = {a = 1}\nmade = 2026-01-01\n",
        "results = 1\nmade = 2026-01-01\n" + "[[routine]]\n" * 41,
        "results = 1\nmade = 2026-01-01\nroutine = 3\n",
        'results = 1\nmade = 2026-01-01\n[[routine]]\nname = "x"\n' + "[[routine.done]]\n" * 5000,
    ],
)
def test_a_hostile_file_is_refused_and_no_more(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.guided"
    path.write_text(text, "utf-8")
    with pytest.raises(FileError):
        read_results(path)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.guided"
        path.write_bytes(b"results = 1\n" + data)
        is_results(path)
        with pytest.raises(FileError):
            read_results(path)


def test_a_routine_is_no_results(tmp_path: Path) -> None:
    path = tmp_path / "routine.guided"
    path.write_text('name = "X"\n[[step]]\nexercise = "x"\n', "utf-8")
    assert not is_results(path)
    assert not is_results(tmp_path / "nothing.guided")


def test_a_clock_set_back_leaves_nothing_of_tomorrow_in_it() -> None:
    tomorrow = replace(session(0), started=datetime(2026, 11, 26, 7).isoformat() + "Z")
    assert results([routine()], [tomorrow], TODAY, Ticked()).routines[0].done == ()
