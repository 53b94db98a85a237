"""The sign that there is more below what is in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.more import MoreBelow
from guided.qt.widgets.overlay import Overlay
from guided.qt.widgets.text import Text


def panel_of(qtbot: QtBot, look: Look, lines: int) -> tuple[Overlay, MoreBelow]:
    panel = Overlay(look, "A panel")
    qtbot.addWidget(panel)
    for line in range(lines):
        panel.content.addWidget(Text(look, f"Line {line}", "body"))
    panel.resize(380, 300)
    panel.show()
    QApplication.processEvents()
    (more,) = panel.findChildren(MoreBelow)
    return panel, more


def test_what_has_room_needs_no_sign(qtbot: QtBot, look: Look) -> None:
    panel, more = panel_of(qtbot, look, 2)
    assert panel.isVisible()
    assert not more.isVisible()


def test_what_is_below_the_edge_is_told_and_a_click_leads_there(qtbot: QtBot, look: Look) -> None:
    panel, more = panel_of(qtbot, look, 20)
    assert more.isVisible()
    last = panel.findChildren(Text)[-1]
    assert last.visibleRegion().isEmpty()
    for _ in range(20):
        if not more.isVisible():
            break
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert not last.visibleRegion().isEmpty()
    assert not more.isVisible(), "nothing is below it now"
