"""Cells that a spreadsheet takes for texts, and the texts in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.spreadsheet import cell, text_in


@pytest.mark.parametrize("text", ["=1+1", "+49", "-5", "@a", "\t=a", "Hips, =cmd", " =a", "＝1"])
def test_no_cell_starts_a_formula_and_its_text_is_there_again(text: str) -> None:
    made = cell(text)
    assert made != text
    assert text_in(made) == text


@given(st.text("abc '", max_size=12))
def test_any_other_text_is_left_alone(text: str) -> None:
    assert cell(text) == text == text_in(text)
