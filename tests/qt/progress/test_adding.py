"""A session done elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guided.locales import ENGLISH
from guided.qt.progress.adding import AddDialog, Elsewhere
from guided.qt.theme import Look
from guided.qt.widgets.chip import Chip
from tests.qt.seen import nameless

TODAY = date(2026, 11, 24)


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> Iterator[AddDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    dialog = AddDialog(look, TODAY, ENGLISH, ("Swimming",), window)
    dialog.open()
    yield dialog
    window.close()


def test_enter_alone_adds_what_was_done_last_time_today(dialog: AddDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.added) as added:
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert added.args == [Elsewhere("Swimming", TODAY, 20, None)]


def test_what_when_how_long_and_how_it_felt(dialog: AddDialog, qtbot: QtBot) -> None:
    next(one for one in dialog.findChildren(Chip) if one.words == "Yoga").click()
    QTest.mouseClick(dialog.day.segment(date(2026, 11, 23)), Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.minutes.segment(45), Qt.MouseButton.LeftButton)
    dialog.after.choose(2)
    assert not nameless(dialog)
    with qtbot.waitSignal(dialog.added) as added:
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert added.args == [Elsewhere("Yoga", date(2026, 11, 23), 45, 2)]


def test_a_name_of_ones_own_is_none_of_the_usual_ones(dialog: AddDialog) -> None:
    def checked() -> list[str]:
        return [one.words for one in dialog.findChildren(Chip) if one.isChecked()]

    assert checked() == ["Swimming"]
    dialog.name.setText("Tai chi")
    assert checked() == []
    yoga = next(one for one in dialog.findChildren(Chip) if one.words == "Yoga")
    for _ in range(2):
        yoga.click()
        assert (checked(), dialog.name.text()) == (["Yoga"], "Yoga")


def test_without_a_name_nothing_is_added(dialog: AddDialog, qtbot: QtBot) -> None:
    dialog.name.setText("  ")
    with qtbot.assertNotEmitted(dialog.added):
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    dialog.reject()
