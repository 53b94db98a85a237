"""What is prescribed: read, due on days that leave room between, and kept or not."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.files import load
from guided.library import Library
from guided.prescribed import (
    Prescribed,
    Week,
    addressed,
    due_days,
    follows,
    in_words,
    is_due,
    next_due,
    planned_in,
    read_prescribed,
    week_of,
    weeks_of,
)
from guided.reading import Problem, Table
from guided.sharing import NotOffered, read_offer, share_text, take_in, to_toml
from tests.samples import FILES, write

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
SUNDAY = MONDAY + 6 * DAY
THREE = Prescribed("Jo Doe", 3, MONDAY, MONDAY + timedelta(weeks=4) - DAY, "Anna", "Stop at a sharp pain.")

names = st.text(st.characters(exclude_categories=["C", "Z", "M"]), min_size=1, max_size=30)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
prescriptions = st.builds(
    lambda by, n, given, long, whom, notes: Prescribed(by, n, given, given + long * DAY, whom, notes),
    names,
    st.integers(1, 7),
    days,
    st.integers(0, 100),
    st.just("") | names,
    st.just("") | names,
)


def read(data: dict[str, Any]) -> tuple[Prescribed, list[str]]:
    problems: list[Problem] = []
    return read_prescribed(Table(data, problems, "prescription")), [str(problem) for problem in problems]


def test_what_has_ended_is_not_promised_on_today() -> None:
    assert follows(THREE, THREE.until) == "Today will suggest it on the days it is due, until it ends."
    assert follows(THREE, THREE.until + DAY) == (
        "It ended on 20 December 2026, so Today will not suggest it. You can play it all the same."
    )


@given(prescriptions)
def test_written_and_read_again_it_is_the_same(one: Prescribed) -> None:
    read_again, problems = read(tomllib.loads(to_toml(one.to_table())))
    assert not problems
    assert read_again.to_table().keys() == one.to_table().keys()
    assert (read_again.days_a_week, read_again.given, read_again.until) == (
        one.days_a_week,
        one.given,
        one.until,
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"from": ""}, 'prescription.from: "" is not allowed'),
        ({"from": None}, "prescription.from: missing"),
        ({"days_a_week": 8}, "prescription.days_a_week: 8 is not allowed"),
        ({"days_a_week": True}, "prescription.days_a_week: true is not allowed"),
        ({"until": "2026-12-24"}, 'prescription.until: "2026-12-24" is not allowed, use a day such as'),
        ({"until": date(2026, 11, 22)}, "from 2026-11-23 to 2199-12-31"),
        ({"until": date(9999, 1, 1)}, "is not allowed, use a day such as 2026-12-24, from 2026-11-23 to"),
        ({"notes": "x" * 2001}, "prescription.notes: "),
        ({"dose": 3}, "prescription.dose: unknown key"),
    ],
)
def test_each_mistake_is_told_in_one_sentence(change: dict[str, Any], told: str) -> None:
    data = {key: value for key, value in {**THREE.to_table(), **change}.items() if value is not None}
    _, problems = read(data)
    assert len(problems) == 1
    assert told in problems[0]


def test_three_days_a_week_leave_a_day_between_them() -> None:
    assert due_days(THREE, (), MONDAY, SUNDAY) == (MONDAY, MONDAY + 2 * DAY, MONDAY + 4 * DAY)
    assert not is_due(THREE, {MONDAY}, MONDAY + DAY)
    assert next_due(THREE, {MONDAY}, MONDAY) == MONDAY + 2 * DAY


def test_what_was_left_out_is_made_up_for_as_long_as_the_week_has_room() -> None:
    friday = MONDAY + 4 * DAY
    assert due_days(THREE, (), friday, SUNDAY) == (friday, friday + DAY, SUNDAY)
    assert not is_due(THREE, {MONDAY, MONDAY + DAY, MONDAY + 2 * DAY}, friday)


def test_it_begins_on_its_day_and_ends_with_its_last() -> None:
    assert not is_due(THREE, (), MONDAY - DAY)
    assert is_due(THREE, (), THREE.until)
    assert not is_due(THREE, (), THREE.until + DAY)
    assert next_due(THREE, (), THREE.until) is None


def test_what_was_done_before_it_was_given_does_not_count() -> None:
    given_on_thursday = Prescribed("Jo", 7, MONDAY + 3 * DAY, SUNDAY)
    done = {MONDAY, MONDAY + DAY}
    assert week_of(given_on_thursday, done, SUNDAY) == Week(MONDAY, 0, 4)


@given(prescriptions, st.sets(st.integers(-5, 110)))
def test_whoever_does_it_when_it_is_due_keeps_all_of_it(one: Prescribed, others: set[int]) -> None:
    kept = set(due_days(one, (), one.given, one.until))
    after = one.until + 8 * DAY
    weeks = weeks_of(one, kept, after)
    assert all(week.done == week.planned for week in weeks)
    assert sum(week.planned for week in weeks) == len(kept)
    some = weeks_of(one, {one.given + number * DAY for number in others}, after)
    assert all(0 <= week.kept <= week.planned <= one.days_a_week for week in some)


def test_a_week_that_is_not_over_is_not_held_against_anybody() -> None:
    done = {MONDAY, MONDAY + 2 * DAY, MONDAY + 7 * DAY}
    weeks = weeks_of(THREE, done, MONDAY + 8 * DAY)
    assert weeks == (Week(MONDAY, 2, 3), Week(MONDAY + 7 * DAY, 1, 1))
    assert planned_in(THREE, MONDAY + 7 * DAY) == 3


def test_in_words() -> None:
    assert in_words(THREE) == "From Jo Doe: on 3 days a week, until 20 December 2026."
    assert addressed(THREE) == "For Anna. From Jo Doe: on 3 days a week, until 20 December 2026."


# ---------------------------------------------------------------- in a file


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(write(tmp_path / "shipped", FILES))


def test_a_routine_that_is_sent_carries_it_and_shared_on_it_does_not(
    library: Library, tmp_path: Path
) -> None:
    routine = library.routines["release"]
    path = tmp_path / "for-anna.guided"
    path.write_text(share_text(library, routine, THREE), "utf-8")
    offer = read_offer(path, library)
    assert offer.routine is not None
    assert offer.routine.prescribed == THREE
    take_in(offer, library, tmp_path / "own", offer.id)
    taken = load(write(tmp_path / "again", FILES), tmp_path / "own").routines["for-anna"]
    assert taken.prescribed == THREE
    passed_on = share_text(library, taken)
    assert "Jo Doe" not in passed_on
    assert "Anna" not in passed_on


def test_a_wrong_one_keeps_the_file_out_with_one_sentence(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "for-anna.guided"
    text = share_text(library, library.routines["release"], THREE)
    path.write_text(text.replace("days_a_week = 3", "days_a_week = 0"), "utf-8")
    with pytest.raises(NotOffered, match=r"prescription.days_a_week: 0 is not allowed.*\(at line \d+\)"):
        read_offer(path, library)
