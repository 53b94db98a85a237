"""What sheets are printed on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided.qt.context import Context
from guided.qt.you.asks import Asks
from guided.qt.you.rows import choice_row


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The size of the paper."""
    return (
        choice_row(
            context, "paper", "Paper size", "For printed sheets", (("a4", "A4"), ("letter", "Letter"))
        ),
    )
