"""A dose in words, as one reads it."""

import pytest

from guided.prescription import Prescription, how_held, how_many, in_a_line, in_full


@pytest.mark.parametrize(
    ("dose", "many", "held"),
    [
        (Prescription((1,), breaths=14), "Hold for 14 breaths", ""),
        (Prescription((1,), breaths=14, each_side=True), "Hold for 14 breaths each side", ""),
        (Prescription((4,), breaths=1), "4 times", "1 breath each"),
        (Prescription((4,), breaths=1.5, each_side=True), "4 times each side", "1.5 breaths each"),
        (Prescription((2, 2), breaths=5), "2 × 2 reps", "5 breaths"),
        (Prescription((3,), each_way=True, each_side=True), "3 each way, each side", ""),
        (Prescription((4,), each_breath=True), "4 breaths", ""),
        (Prescription((4,), fill_ms=60_000, each_breath=True), "60 s", ""),
        (Prescription((2,), hold_ms=10_000, effort=(0.3,)), "2 reps", "10 s hold, 30 % effort"),
    ],
)
def test_a_dose_counts_what_is_counted(dose: Prescription, many: str, held: str) -> None:
    assert (how_many(dose), how_held(dose)) == (many, held)


@pytest.mark.parametrize(
    ("dose", "line", "full"),
    [
        (
            Prescription((8,), each_side=True, hold_ms=2000),
            "8 each side, 2 s hold",
            "8 reps each side, 2 s hold",
        ),
        (Prescription((1,), each_side=True), "1 each side", "1 rep each side"),
        (
            Prescription((3, 2, 1), each_side=True),
            "3 sets of 3, 2 and 1 each side",
            "3 sets of 3, 2 and 1 reps each side",
        ),
        (Prescription((1,), breaths=14), "Hold for 14 breaths", "Hold for 14 breaths"),
        (Prescription((10,), each_side=True, fill_ms=60_000), "60 s each side", "60 s each side"),
    ],
)
def test_a_dose_on_its_own_says_that_reps_are_counted(dose: Prescription, line: str, full: str) -> None:
    assert (in_a_line(dose), in_full(dose)) == (line, full)
