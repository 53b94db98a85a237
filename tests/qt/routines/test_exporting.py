"""A routine copied as text or saved for another program, from its page and from the list of commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from guided.exports.formats import FORMATS
from guided.qt.commands import CommandsDialog
from guided.qt.routines.detail import DetailPage
from guided.qt.routines.exporting import ExportDialog
from guided.qt.widgets.text import Text
from guided.sharing import share_text
from tests.qt.running import Running, Starter
from tests.qt.seen import clipped, nameless, rich


def opened(one: Running) -> DetailPage:
    one.desk.shelf.open("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    return page


def asked(one: Running) -> ExportDialog:
    opened(one).offers()["export"]()
    dialog = one.desk.window.findChild(ExportDialog)
    assert dialog is not None
    return dialog


def told(root: QWidget) -> list[str]:
    QApplication.processEvents()
    return [text.text() for text in root.findChildren(Text) if text.isVisible()]


def test_it_is_copied_as_the_text_of_its_file_by_keyboard_alone(start: Starter) -> None:
    one = start()
    one.desk.window.activateWindow()
    page = opened(one)
    page.start_button.setFocus()
    QApplication.processEvents()
    QTest.keyClick(page.start_button, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = one.desk.window.findChildren(CommandsDialog)
    QTest.keyClicks(dialog.field, "copy as text")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    library = one.desk.context.library
    assert QGuiApplication.clipboard().text() == share_text(library, library.routines["psoas-release"])
    assert "Psoas release is copied as text. Paste it anywhere." in told(one.desk.window)


def test_every_format_says_what_it_has_no_place_for(start: Starter) -> None:
    dialog = asked(start())
    for known in FORMATS:
        if known.lacks:
            QTest.mouseClick(dialog.formats.segment(known.id), Qt.MouseButton.LeftButton)
            assert known.lacks in told(dialog)
    assert [*nameless(dialog), *clipped(dialog), *rich(dialog)] == []


def test_by_keyboard_alone_it_becomes_a_workout_for_the_phone(
    start: Starter, tmp_path: Path, qtbot: QtBot
) -> None:
    one = start()
    dialog = asked(one)
    for name in ("csv", "openhiit"):
        QTest.keyClick(dialog.formats.segment(name), Qt.Key.Key_Right)
    assert dialog.format.id == "jawt"
    dialog.where.setFocus()
    QTest.keyClick(dialog.where, Qt.Key.Key_Return)
    asking = dialog.findChildren(QFileDialog)[-1]
    assert Path(asking.selectedFiles()[0]).name == "psoas-release.json"
    out = tmp_path / "psoas.json"
    with qtbot.waitSignal(dialog.saved) as said:
        asking.fileSelected.emit(str(out))
    assert said.args == ["Psoas release is saved as psoas.json"]
    assert json.loads(out.read_text())["title"] == "Psoas release"


def test_where_nothing_can_be_written_another_place_may_be_chosen(
    start: Starter, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = asked(start())
    dialog.save(tmp_path / "no folder" / "a.csv")
    qtbot.waitUntil(lambda: dialog.where.isEnabled())
    assert any(text.startswith("Not written to a.csv: ") for text in told(dialog))
    assert dialog.isVisible()


@pytest.mark.parametrize("act", ["text", "export"])
def test_a_routine_in_the_list_offers_it_too(start: Starter, act: str) -> None:
    one = start()
    one.desk.window.show_page("routines")
    page = one.desk.shelf.page
    page.grid.setCurrentIndex(page.grid.model().index(0, 0))
    assert act in page.offers()
