"""The question for a name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.naming import NameDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 560)
    return window


@pytest.fixture
def dialog(look: Look, window: QWidget) -> NameDialog:
    return NameDialog(look, "Put into a row", "Row", "Two", window)


def test_names_there_are_can_be_taken_and_are_called_what_they_are(dialog: NameDialog, qtbot: QtBot) -> None:
    dialog.offer("Rows there are", ("One", "Two"))
    dialog.show()
    assert [flow.accessibleName() for flow in dialog.findChildren(ChipFlow)] == ["Rows there are"]
    one = next(chip for chip in dialog.findChildren(Chip) if chip.words == "One")
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    save = next(button for button in dialog.findChildren(Button) if button.words == "Save")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert chosen.args == ["One"]


def test_nothing_is_chosen_by_leaving(dialog: NameDialog, qtbot: QtBot) -> None:
    dialog.show()
    leave = next(button for button in dialog.findChildren(Button) if button.words == "Cancel")
    with qtbot.assertNotEmitted(dialog.chosen):
        QTest.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
