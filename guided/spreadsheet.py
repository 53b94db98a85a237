"""Texts in the cells of a table that a spreadsheet opens."""

from __future__ import annotations

import re

# Where a spreadsheet would begin to read a formula, also one that divides lines at semicolons or tabs.
_FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[,;\t\r\n]))(?=\s*[=+\-@＝＋－＠])")
_KEPT = re.compile(r"(?:^|(?<=[,;\t\r\n]))'(?=\s*[=+\-@＝＋－＠])|^'(?=[\t\r\n])")


def cell(text: str) -> str:
    """A text that no spreadsheet mistakes for a formula."""
    return _FORMULA.sub("'", text)


def text_in(cell: str) -> str:
    """The text that was made a cell."""
    return _KEPT.sub("", cell)
