"""Who shows the exercises."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided.qt.context import Context
from guided.qt.you.asks import Asks
from guided.qt.you.rows import portraits_row


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The figure's skin, body and hair, as pictures."""
    return (
        portraits_row(context, "skin", "Skin", (("fair", "Fair"), ("tan", "Tan"), ("deep", "Deep"))),
        portraits_row(
            context,
            "body",
            "Body",
            (("slender", "Slender"), ("sturdy", "Sturdy"), ("larger", "Larger"), ("older", "Older")),
        ),
        portraits_row(context, "hair", "Hair", (("up", "Up"), ("short", "Short"), ("none", "None"))),
    )
