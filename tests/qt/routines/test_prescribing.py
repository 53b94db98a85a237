"""A routine prescribed to somebody: asked for, written, opened by them, and followed on their Today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.paths import home_in
from guided.prescribed import Prescribed
from guided.qt.routines.detail import DetailPage
from guided.qt.routines.offer import OfferDialog
from guided.qt.routines.prescribing import PrescribeDialog
from guided.qt.theme import Look
from guided.qt.today.page import TodayPage
from guided.qt.widgets.text import Text
from guided.sharing import read_offer, share_text
from tests.qt.running import Running, Starter
from tests.qt.seen import clipped, nameless, rich

TODAY = date(2026, 11, 24)


def said(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def test_a_name_and_enter_are_enough(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    dialog = PrescribeDialog(look, "<b>Psoas</b>", TODAY, "", window)
    found: list[Prescribed] = []
    dialog.prescribed.connect(found.append)
    dialog.open()
    QTest.keyClick(dialog.by, Qt.Key.Key_Return)
    assert found == []
    assert dialog.isVisible()
    QTest.keyClicks(dialog.by, "Jo Doe")
    assert not nameless(dialog)
    assert not list(rich(dialog))
    assert not list(clipped(dialog))
    QTest.keyClick(dialog.by, Qt.Key.Key_Return)
    assert found == [Prescribed("Jo Doe", 3, TODAY, date(2027, 1, 5))]
    assert not dialog.isVisible()


def test_it_is_written_with_the_routine_as_it_is_played(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.shelf.open("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    page.offers()["prescribe"]()
    dialog = one.desk.window.findChild(PrescribeDialog)
    assert dialog is not None
    dialog.by.setText("Jo Doe")
    dialog.whom.setText("Anna")
    one.press("Save as a file")
    out = tmp_path / "anna.guided"
    one.desk.window.findChildren(QFileDialog)[-1].fileSelected.emit(str(out))
    offer = read_offer(out, one.desk.context.library)
    assert offer.routine is not None
    assert offer.routine.prescribed == Prescribed("Jo Doe", 3, TODAY, date(2027, 1, 5), "Anna")
    assert one.desk.context.settings.own_name == "Jo Doe"


def sent(library: Library, tmp_path: Path) -> Path:
    path = tmp_path / "from-jo.guided"
    one = Prescribed("Jo Doe", 3, TODAY, date(2026, 12, 24), "Anna", "Stop at a sharp pain.")
    path.write_text(share_text(library, library.routines["deep-hip"], one), "utf-8")
    return path


def taken(start: Starter, library: Library, tmp_path: Path, qtbot: QtBot) -> Running:
    one = start(home_in(tmp_path / "client"))
    one.desk.shelf.offer(sent(library, tmp_path))
    dialog = one.desk.window.findChild(OfferDialog)
    assert dialog is not None
    text = said(dialog)
    assert "For Anna. From Jo Doe: on 3 days a week, until 24 December 2026." in text
    assert "Stop at a sharp pain." in text
    dialog.taken.emit("from-jo")
    dialog.accept()
    qtbot.waitUntil(lambda: "from-jo" in one.desk.context.library.routines)
    return one


def test_the_client_sees_it_before_it_is_kept_and_today_follows_it(
    start: Starter, library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    one = taken(start, library, tmp_path, qtbot)
    one.desk.window.show_page("today")
    page = one.desk.window.page
    assert isinstance(page, TodayPage)
    text = said(page)
    assert "Prescribed for you" in text
    assert "From Jo Doe: 0 of 3 days done this week." in text
    one.desk.shelf.open("from-jo")
    assert one.desk.window.page is not None
    assert "From Jo Doe: on 3 days a week, until 24 December 2026." in said(one.desk.window.page)


def test_on_a_day_between_the_next_one_is_told(
    start: Starter, library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    one = taken(start, library, tmp_path, qtbot)
    timeline = one.desk.context.timeline("from-jo")
    assert timeline is not None
    one.desk.start("from-jo", before=1)
    one.play(timeline.length_ms + 1_000, step=1_000)
    one.press("Done")
    one.leave()
    two = start(one.desk.home, days=1)
    two.desk.shelf.own_files.read_now()
    page = two.desk.window.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: "A day off" in said(page))
    assert "What Jo Doe asks for has a day off today." in said(page)
    assert "The next one is tomorrow." in said(page)
