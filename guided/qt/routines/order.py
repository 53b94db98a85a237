"""The orders the page of routines can be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from guided import words
from guided.qt.routines.entries import Entry
from guided.qt.widgets.button import Button
from guided.qt.widgets.icons import icon

SORTS = ("Name", "Shortest", "Most used")
FOR_YOU = "For you"
"""The order that is offered, and there at first, to whoever said what hurts."""


def in_order(
    entries: Sequence[Entry],
    sort: str,
    uses: Mapping[str, int],
    fits: Mapping[str, float] | None = None,
    latest: Sequence[str] = (),
) -> list[Entry]:
    """The entries by name, by length, those used most first, or by how well they fit somebody.

    Before those that fit come `latest`, the ids of the person's own that they made or played lately.
    """
    if sort == FOR_YOU and fits:
        places = {name: place for place, name in enumerate(latest)}
        return sorted(
            entries,
            key=lambda entry: (
                places.get(entry.id, len(places)),
                -fits.get(entry.id, 0.0),
                words.collation_key(entry.name),
            ),
        )
    if sort == "Shortest":
        return sorted(entries, key=lambda entry: (entry.length_ms, words.collation_key(entry.name)))
    if sort == "Most used":
        return sorted(entries, key=lambda entry: (-uses.get(entry.id, 0), words.collation_key(entry.name)))
    return sorted(entries, key=lambda entry: words.collation_key(entry.name))


def ask_for_order(button: Button, sorts: Sequence[str], sort: str, chosen: Callable[[str], object]) -> None:
    """Offer the orders in a menu below a button, the one there is now marked."""
    look, menu = button.look, QMenu(button)
    menu.setFont(look.font("body"))
    for one in sorts:
        action = QAction(one, menu)
        if one == sort:
            action.setIcon(icon("check", look.theme.ink, look.px(18)))
        action.triggered.connect(lambda _=False, one=one: chosen(one))
        menu.addAction(action)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
