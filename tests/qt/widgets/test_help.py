"""When to get help, and how to find it: one place, two views, from everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided import practitioners, safety, words
from guided.qt.theme import Look
from guided.qt.widgets.help import HelpDialog
from guided.qt.widgets.text import Text
from guided.settings import Settings
from tests.qt.running import Running, Starter
from tests.qt.seen import beyond, clipped, nameless


def shown(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [text.text() for text in widget.findChildren(Text) if text.isVisible()]


def dialog_of(one: Running) -> HelpDialog:
    QApplication.processEvents()
    return next(one for one in one.desk.window.findChildren(HelpDialog) if one.isVisible())


def test_the_emergency_is_first_and_in_the_words_of_everywhere(qtbot: QtBot, look: Look) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = HelpDialog(look, parent, "Your practitioner: Jo Doe.", find=True)
    dialog.open()
    said = shown(dialog)
    doctor = practitioners.DOCTOR_FIRST
    assert said[:3] == ["When it cannot wait", words.GET_HELP, doctor.title]
    assert [one for one in said[3:11] if one != "•"] == [*doctor.lines]
    assert said[11] == "Your practitioner: Jo Doe."
    assert [kind.name for kind in practitioners.KINDS] == [one for one in said if one in _names()]
    assert safety.SAME_DAY.title not in said
    QTest.keyClick(dialog.views.segment(True), Qt.Key.Key_Left)
    assert safety.SAME_DAY.title in shown(dialog)
    assert "What to ask" not in shown(dialog)
    assert dialog.windowTitle() == "When to get help"
    assert nameless(dialog) == []


def test_when_to_see_a_doctor_first_is_in_sight_at_once_in_a_card_of_its_own(
    qtbot: QtBot, look: Look
) -> None:
    parent = QWidget()
    parent.resize(800, 560)
    qtbot.addWidget(parent)
    dialog = HelpDialog(look, parent, find=True)
    dialog.open()
    QApplication.processEvents()
    lines = {text.text(): text for text in dialog.findChildren(Text)}
    card = {lines[one].parentWidget() for one in practitioners.DOCTOR_FIRST.lines}
    assert card == {lines[practitioners.DOCTOR_FIRST.title].parentWidget()}
    assert card != {lines[words.GET_HELP].parentWidget()}
    last = lines[practitioners.DOCTOR_FIRST.lines[-1]]
    port = dialog.area.viewport()
    assert port.rect().contains(last.rect().translated(last.mapTo(port, last.rect().topLeft())))


def _names() -> set[str]:
    return {kind.name for kind in practitioners.KINDS}


@pytest.mark.parametrize("text_size", [100, 150])
def test_nothing_of_it_is_cut_off(qtbot: QtBot, look: Look, text_size: int) -> None:
    look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    parent = QWidget()
    parent.resize(800, 560)
    qtbot.addWidget(parent)
    for find in (True, False):
        dialog = HelpDialog(look, parent, "Your practitioner: Jo Doe.", find)
        dialog.open()
        QApplication.processEvents()
        assert list(clipped(dialog)) == []
        assert list(beyond(dialog)) == []
        dialog.close()


@pytest.mark.parametrize("place", ["today", "learn"])
def test_it_is_found_where_one_looks_for_it(start: Starter, place: str) -> None:
    one = start()
    one.desk.context.choose(practitioner="Jo Doe", practitioner_phone="555 0100")
    one.desk.window.show_page(place)
    one.press("Find help")
    assert "What to bring" in shown(dialog_of(one))
    assert "Your practitioner: Jo Doe, 555 0100." in shown(dialog_of(one))


def test_todays_safety_line_names_the_own_practitioner(start: Starter) -> None:
    one = start()
    line = "Your practitioner: Jo Doe, 555 0100."
    page = one.desk.window.page
    assert page is not None
    assert line not in shown(page)
    one.desk.context.choose(practitioner="Jo Doe", practitioner_phone="555 0100")
    assert line in shown(page)


def test_from_within_a_session_it_is_one_more_key(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.desk.window.show_help()
    dialog = dialog_of(one)
    QTest.keyClick(dialog.views.segment(False), Qt.Key.Key_Right)
    assert "What to ask" in shown(dialog)
