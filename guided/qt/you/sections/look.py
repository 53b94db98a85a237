"""Colours, text size and motion of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided.qt.context import Context
from guided.qt.you.asks import Asks
from guided.qt.you.rows import choice_row, switch_row


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """What follows the system unless it is chosen here, and the text size."""
    return (
        choice_row(
            context,
            "theme",
            "Colours",
            "",
            (("system", "System"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast")),
        ),
        choice_row(
            context,
            "text_size",
            "Text size",
            "Ctrl+= and Ctrl+− change it anywhere",
            ((100, "100 %"), (115, "115 %"), (130, "130 %"), (150, "150 %")),
        ),
        choice_row(
            context,
            "motion",
            "Motion",
            "Reduced turns most movement off",
            (("system", "System"), ("full", "Full"), ("reduced", "Reduced")),
        ),
        switch_row(context, "menu_bar", "Menu bar", "Always shown. Otherwise Alt shows it"),
    )
