"""Groups of buttons are one stop for Tab, and arrow keys go on inside them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.stops import ReadingOrder, stops

KEY = Qt.Key


class Plain(ReadingOrder, QWidget):
    """A window with nothing in it yet."""


def shown(qtbot: QtBot, window: QWidget) -> QWidget:
    """A window that is in sight and has the keyboard."""
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def pressed(*keys: Qt.Key) -> str:
    """The name of what has the focus after keys."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused.accessibleName()


def test_a_segmented_control_is_one_stop_and_arrows_choose(qtbot: QtBot, look: Look) -> None:
    window = Plain()
    column = QVBoxLayout(window)
    size = Segmented(look, "Size", [(n, str(n)) for n in (8, 10, 12)], 10)
    after = Chip(look, "After")
    column.addWidget(size)
    column.addWidget(after)
    shown(qtbot, window)
    size.segment(10).setFocus()
    assert pressed(KEY.Key_Tab) == "After"
    assert pressed(KEY.Key_Backtab) == "10"
    assert pressed(KEY.Key_Right) == "12"
    chosen = [size.value]
    assert pressed(KEY.Key_Right) == "12", "it ends there"
    assert pressed(KEY.Key_Home) == "8"
    assert [*chosen, size.value] == [12, 8]
    assert pressed(KEY.Key_End) == "12"
    assert pressed(KEY.Key_Tab, KEY.Key_Backtab) == "12"
    size.choose(8)
    after.setFocus()
    assert pressed(KEY.Key_Backtab) == "8", "what was chosen meanwhile"


def test_arrows_walk_chips_in_all_their_lines_and_turn_none_on(qtbot: QtBot, look: Look) -> None:
    window = Plain()
    chips = ChipFlow("Places")
    QVBoxLayout(window).addWidget(chips)
    names = ["Neck", "Shoulders", "Chest", "Wrists", "Back", "Feet"]
    made = [Chip(look, name) for name in names]
    for chip in made:
        chips.add(chip)
    window.resize(300, 300)
    shown(qtbot, window)
    lines: dict[int, list[str]] = {}
    for chip in made:
        lines.setdefault(chip.y(), []).append(chip.words)
    first, second = list(lines.values())[:2]
    made[0].setFocus()
    assert pressed(KEY.Key_Right) == first[1]
    assert pressed(KEY.Key_Home, KEY.Key_Down) == second[0]
    assert pressed(KEY.Key_Up) == first[0]
    assert pressed(KEY.Key_Up) == first[0]
    assert pressed(KEY.Key_End) == "Feet"
    assert not any(chip.isChecked() for chip in made)
    assert pressed(KEY.Key_Space) == "Feet"
    assert made[-1].isChecked()
    assert stops(window) == [made[-1]], "Tab comes back to what is on"


@pytest.mark.parametrize("made_first", ["left", "right"])
def test_columns_are_read_one_after_the_other_whichever_was_made_first(qtbot: QtBot, made_first: str) -> None:
    window = Plain()
    across = QHBoxLayout(window)
    sides = {name: QWidget() for name in ("left", "right")}

    def fill(name: str, buttons: Sequence[str]) -> None:
        column = QVBoxLayout(sides[name])
        for words in buttons:
            button = QPushButton(words)
            button.setAccessibleName(words)
            column.addWidget(button)

    for name in (made_first, "right" if made_first == "left" else "left"):
        fill(name, [f"{name} 1", f"{name} 2"])
    across.addWidget(sides["left"])
    across.addWidget(sides["right"])
    shown(qtbot, window)
    assert [stop.accessibleName() for stop in stops(window)] == ["left 1", "left 2", "right 1", "right 2"]


def test_dialogs_go_as_one_reads_too(qtbot: QtBot, look: Look) -> None:
    window = shown(qtbot, Plain())
    dialog = ConfirmDialog(look, "Delete it?", "It is gone for good.", "Delete", "Keep", window)
    dialog.open()
    names = []
    for _ in range(3):
        names.append(dialog.focusWidget().accessibleName())
        QTest.keyClick(dialog.focusWidget(), KEY.Key_Tab)
    assert names == ["Keep", "Delete", "Keep"]
    dialog.close()


def test_a_page_that_was_gone_to_is_where_one_goes_on_from(qtbot: QtBot) -> None:
    window = Plain()
    row = QHBoxLayout(window)
    page = QWidget()
    inside = QVBoxLayout(page)
    for layout, name in ((row, "Beside"), (inside, "Back"), (inside, "Save")):
        button = QPushButton(name)
        button.setAccessibleName(name)
        layout.addWidget(button)
    row.addWidget(page)
    shown(qtbot, window)
    page.setFocus()
    assert pressed(KEY.Key_Tab) == "Back"
    page.setFocus()
    assert pressed(KEY.Key_Backtab) == "Beside"
