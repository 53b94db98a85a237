"""A table of exercises, however it is separated and whatever its columns are called."""

from __future__ import annotations

import pytest

from tests.imports.reading import doses, found, only

S = 1000


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_its_columns_may_be_in_any_order(between: str) -> None:
    rows = ["Reps,Exercise,Hold (s),Sets,Side,Rest,Notes", "10,Bridge,5,3,,30 s,", ",Plank,1 min,2,,,Slowly"]
    one = only("\n".join(rows).replace(",", between), "csv")
    assert doses(one) == [
        ("Bridge", {"sets": 3, "reps": 10, "hold_ms": 5 * S, "rest_ms": 30 * S}),
        ("Plank", {"sets": 2, "hold_ms": 60 * S, "note": "Slowly"}),
    ]


@pytest.mark.parametrize(
    ("side", "meant"), [("each side", "each"), ("L/R", "each"), ("left", "left"), ("Alt", "alternate")]
)
def test_sides_have_many_names(side: str, meant: str) -> None:
    assert only(f"exercise,side\nBird dog,{side}", "csv").lines[0].asked.sides == meant


def test_decimal_commas_and_quoted_cells_are_read() -> None:
    one = only('exercise;hold\n"Calf, straight knee";"2,5"', "csv")
    assert doses(one) == [("Calf, straight knee", {"hold_ms": 2_500})]


def test_a_cell_that_cannot_be_read_is_named_and_the_rest_of_its_row_taken() -> None:
    one = only("exercise,sets,reps\nBridge,some,10\n,3,10", "csv")
    assert doses(one) == [("Bridge", {"reps": 10})]
    assert [(out.number, out.why) for out in one.left_out] == [
        (2, "Not understood: some."),
        (3, "It names no exercise."),
    ]


def test_a_table_of_something_else_is_no_routine() -> None:
    assert found("exercise,colour\nBridge,red").format.id == "text"
