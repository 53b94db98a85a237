"""A row of chips: the one that is on stays in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chiprow import ChipRow
from guided.settings import Settings


@pytest.mark.parametrize("change", ["larger text", "less room"])
def test_the_chosen_chip_stays_in_sight(look: Look, qtbot: QtBot, change: str) -> None:
    around = QWidget()
    row = ChipRow(look, "Places")
    QVBoxLayout(around).addWidget(row)
    chips = [Chip(look, f"The place number {number}") for number in range(12)]
    for chip in chips:
        row.add(chip)
    qtbot.addWidget(around)
    around.resize(900, 80)
    around.show()
    QApplication.processEvents()
    chips[6].setChecked(True)
    row.ensureWidgetVisible(chips[6])
    assert chips[6].visibleRegion().boundingRect() == chips[6].rect()
    if change == "larger text":
        look.use(Settings(theme="light", motion="reduced", text_size=150))
    else:
        around.resize(400, 80)
    QApplication.processEvents()
    assert chips[6].visibleRegion().boundingRect() == chips[6].rect()


def test_a_row_made_anew_begins_with_its_first_chip(look: Look, qtbot: QtBot) -> None:
    around = QWidget()
    row = ChipRow(look, "Places")
    QVBoxLayout(around).addWidget(row)
    qtbot.addWidget(around)
    for _ in range(2):  # the places are told once more before the page is seen
        row.clear()
        for number in range(12):
            row.add(Chip(look, f"The place number {number}"))
            row.chips[number].setChecked(number == 0)
    around.resize(400, 80)
    around.show()
    QApplication.processEvents()
    assert row.horizontalScrollBar().value() == 0


def test_focus_scrolls_to_a_chip_but_never_under_the_mouse(look: Look, qtbot: QtBot) -> None:
    around = QWidget()
    row = ChipRow(look, "Places")
    QVBoxLayout(around).addWidget(row)
    for number in range(12):
        row.add(Chip(look, f"The place number {number}"))
    qtbot.addWidget(around)
    around.resize(400, 80)
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    half = next(chip for chip in row.chips if chip.visibleRegion().boundingRect() != chip.rect())
    QTest.mouseClick(half, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert half.hasFocus()
    assert row.horizontalScrollBar().value() == 0
    row.chips[0].setFocus(Qt.FocusReason.TabFocusReason)
    half.setFocus(Qt.FocusReason.TabFocusReason)
    assert row.horizontalScrollBar().value() > 0


def test_the_chosen_chip_is_in_sight_once_the_pointer_is_elsewhere(look: Look, qtbot: QtBot) -> None:
    row = ChipRow(look, "Places")
    for number in range(12):
        row.add(Chip(look, f"The place number {number}"))
    qtbot.addWidget(row)
    row.resize(400, 80)
    with qtbot.waitActive(row):
        row.show()
        row.activateWindow()
    half = next(chip for chip in row.chips if chip.visibleRegion().boundingRect() != chip.rect())
    for chip in (half, row.chips[0]):  # of several that are on the one that was pressed last
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
        bar = row.horizontalScrollBar()
        bar.setValue(bar.maximum())
        QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
        assert chip.visibleRegion().boundingRect() == chip.rect()
