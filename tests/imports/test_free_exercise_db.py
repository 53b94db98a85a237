"""free-exercise-db: names with instructions, one alone or a list."""

from __future__ import annotations

from typing import Any

import pytest

from tests.imports.reading import doses, only

ONE: dict[str, Any] = {
    "id": "Glute_Bridge",
    "name": "Glute bridge",
    "instructions": ["Lie down.", "Lift the hips."],
    "primaryMuscles": ["glutes"],
    "category": "strength",
}


@pytest.mark.parametrize("plain", [ONE, [ONE], [ONE, {"name": "x"}]])
def test_its_instructions_are_a_note(plain: Any) -> None:
    one = only(plain, "free-exercise-db")
    assert doses(one) == [("Glute bridge", {"note": "Lie down. Lift the hips."})]


def test_a_whole_library_is_no_routine_and_what_is_past_two_hundred_is_said() -> None:
    one = only([{**ONE, "name": f"Bridge {n}"} for n in range(230)], "free-exercise-db")
    assert len(one.lines) == 200
    assert [out.why for out in one.left_out] == ["A routine has at most 200 steps."] * 30
