"""How quickly one moves and breathes, and the side one begins with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided.qt.context import Context
from guided.qt.you.asks import Asks
from guided.qt.you.rows import choice_row, slider_row


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """Pace, breaths and first side."""
    return (
        slider_row(context, "pace", "Pace", "Move slower or quicker. Holds keep their length", 100, 5, _pace),
        slider_row(context, "breath_in", "In-breath", "", 2, 1, _seconds),
        slider_row(context, "breath_out", "Out-breath", "", 2, 1, _seconds),
        choice_row(
            context,
            "first_side",
            "First side",
            "The side you start on",
            (("left", "Left"), ("right", "Right")),
        ),
    )


def _pace(value: float) -> str:
    """Over 1 is slower."""
    percent = round(abs(value - 1) * 100)
    return "As written" if not percent else f"{percent} % {'slower' if value > 1 else 'quicker'}"


def _seconds(value: float) -> str:
    return f"{value:g} s"
