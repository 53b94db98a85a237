"""A dose in words: written as somebody would, and read again as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.files import load
from guided.imports.lines import Asked
from guided.imports.wording import as_done, asked_in, doubt, said, with_more
from guided.paths import assets

S = 1000
EXERCISES = load(assets()).exercises


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (Asked(sets=3, reps=10, hold_ms=5 * S), "3 x 10, hold 5 s"),
        (Asked(reps=1), "1 rep"),
        (Asked(sets=3, time_ms=30 * S, sides="each"), "3 x 30 s, each side"),
        (Asked(breaths=5.0, sides="left"), "5 breaths, left"),
        (Asked(sets=2, reps=8, sides="alternate", rest_ms=20 * S), "2 x 8, alternating, rest 20 s"),
        (Asked(hold_ms=2_500), "hold 2.5 s"),
        (Asked(time_ms=600 * S), "10 min"),
        (Asked(sets=2, time_ms=150 * S, rest_ms=130 * S), "2 x 2.5 min, rest 130 s"),
        (Asked(), ""),
    ],
)
def test_a_dose_reads_as_somebody_would_write_it(asked: Asked, text: str) -> None:
    assert said(asked) == text
    assert asked_in(text, Asked()) == asked


SETS, REPS, TIMES = st.integers(0, 6), st.integers(6, 100), st.integers(1, 600).map(lambda s: s * S)
SIDES = st.sampled_from(("", "each", "alternate", "left", "right"))
DOSES = st.one_of(
    st.builds(Asked, sets=SETS, reps=REPS, hold_ms=st.one_of(st.just(0), TIMES), sides=SIDES),
    st.builds(Asked, sets=SETS, time_ms=TIMES, sides=SIDES, rest_ms=st.one_of(st.just(0), TIMES)),
    st.builds(Asked, sets=SETS, breaths=st.integers(1, 60).map(float), sides=SIDES),
)


@given(DOSES)
def test_what_is_written_is_read_as_the_same_dose(asked: Asked) -> None:
    assert asked_in(said(asked), Asked()) == asked


def test_a_note_and_the_rest_after_it_stay() -> None:
    before = Asked(reps=5, note="Slowly.", then_ms=9 * S)
    assert asked_in("8 reps", before) == Asked(reps=8, note="Slowly.", then_ms=9 * S)


@pytest.mark.parametrize(
    ("asked", "by", "then"),
    [
        (Asked(reps=10), 1, Asked(reps=11)),
        (Asked(reps=1), -1, Asked(reps=1)),
        (Asked(reps=100), 1, Asked(reps=100)),
        (Asked(), 1, Asked(reps=11)),
        (Asked(time_ms=30 * S), -1, Asked(time_ms=25 * S)),
        (Asked(hold_ms=5 * S), -1, Asked(hold_ms=5 * S)),
        (Asked(breaths=5.0), 1, Asked(breaths=6.0)),
        (Asked(time_ms=600 * S), 1, Asked(time_ms=630 * S)),
        (Asked(time_ms=120 * S), -1, Asked(time_ms=115 * S)),
        (Asked(time_ms=115 * S), 1, Asked(time_ms=120 * S)),
    ],
)
def test_more_and_less_stay_within_what_a_routine_may_have(asked: Asked, by: int, then: Asked) -> None:
    assert with_more(asked, by) == then


@pytest.mark.parametrize(
    ("exercise", "asked", "done", "why"),
    [
        ("dead-bug", Asked(sets=2, reps=8), "2 x 8, each side", "No side is given, so it is done on each."),
        ("clamshell", Asked(sets=2, reps=12, sides="each"), "2 x 12, each side", ""),
        ("clamshell", Asked(reps=12, sides="left"), "12 reps, left", ""),
        ("bridge", Asked(sets=3, reps=10, sides="each"), "3 x 10", "Both sides move at once here."),
        ("bridge", Asked(sets=3, reps=10, sides="both"), "3 x 10", ""),
        ("wall-calf-straight-knee", Asked(hold_ms=30 * S, sides="both"), "hold 30 s, each side", ""),
        ("clamshell", Asked(note="Slowly."), "", ""),
    ],
)
def test_a_dose_is_shown_with_the_sides_it_is_done_on_and_what_was_not_written_is_said(
    exercise: str, asked: Asked, done: str, why: str
) -> None:
    assert said(as_done(asked, EXERCISES[exercise])) == done
    assert doubt(asked, EXERCISES[exercise]) == why
