"""A number that is typed, pressed, or left unset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.stepper import Stepper


@pytest.fixture
def stepper(look: Look, qtbot: QtBot) -> Stepper:
    stepper = Stepper(look, "Rest")
    qtbot.addWidget(stepper)
    with qtbot.waitActive(stepper):
        stepper.show()
        stepper.activateWindow()
    stepper.show_number(10, (0, 600), 5, lambda value: f"{value:g} s", "Usual")
    stepper.setFocus()
    stepper.selectAll()
    return stepper


def chosen(stepper: Stepper) -> list[float | None]:
    told: list[float | None] = []
    stepper.chosen.connect(told.append)
    return told


def test_showing_a_number_tells_nobody(stepper: Stepper) -> None:
    told = chosen(stepper)
    stepper.show_number(20, (0, 600), 5, lambda value: f"{value:g} s")
    assert stepper.text() == "20 s"
    assert told == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("15", 15),
        ("1:30", 90),
        ("2,5", 2.5),
        ("12 s", 12),
        ("9999", 600),
        ("usual", 10),
        ("nan", 10),
        ("", None),
    ],
)
def test_what_is_typed_is_read(stepper: Stepper, typed: str, value: float | None) -> None:
    QTest.keyClick(stepper, Qt.Key.Key_Delete)
    QTest.keyClicks(stepper, typed)
    QTest.keyClick(stepper, Qt.Key.Key_Return)
    assert stepper.number == value


def test_keys_and_presses_step_and_shift_by_five(stepper: Stepper) -> None:
    told = chosen(stepper)
    QTest.keyClick(stepper, Qt.Key.Key_Up)
    QTest.keyClick(stepper, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(stepper.less, Qt.MouseButton.LeftButton)
    assert told == [15, 40, 35]


def test_below_the_least_it_is_unset_and_comes_back(stepper: Stepper) -> None:
    told = chosen(stepper)
    for _ in range(4):
        QTest.mouseClick(stepper.less, Qt.MouseButton.LeftButton)
    assert told == [5, 0, None]
    assert stepper.text() == "Usual"
    QTest.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    assert stepper.number == 5


def test_without_a_word_for_it_it_is_never_unset(stepper: Stepper) -> None:
    stepper.show_number(1, (1, 3), 1, lambda value: f"{value:g}")
    stepper.stepBy(-2)
    assert stepper.number == 1
    stepper.stepBy(5)
    assert stepper.number == 3
    assert not stepper.more.isEnabled()
