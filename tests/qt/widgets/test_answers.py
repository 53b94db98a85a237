"""The buttons at the foot of a dialogue."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers


def test_each_button_does_its_own_and_the_first_stands_at_the_left(look: Look, qtbot: QtBot) -> None:
    ground, done = QWidget(), list[str]()
    qtbot.addWidget(ground)
    column = QVBoxLayout(ground)
    keep, leave = add_answers(
        look, column, ("Keep", lambda: done.append("keep")), ("Not now", lambda: done.append("leave"))
    )
    ground.resize(600, 100)
    ground.show()
    for button in (leave, keep):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["leave", "keep"]
    assert leave.x() == keep.geometry().right() + 1 + 12
    assert leave.geometry().right() < 400, "they are no wider than what they say"
