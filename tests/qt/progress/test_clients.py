"""Clients in the window: opened, named, compared, removed and brought back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from guided.prescribed import Prescribed
from guided.qt.progress.clientspage import ClientsPage, WhoseDialog
from guided.qt.widgets.text import Text
from guided.results import Done, OfRoutine, Results, results_text
from tests.qt.hostile import MARKUP
from tests.qt.running import Running, Starter
from tests.qt.seen import nameless, rich

GIVEN = date(2026, 11, 2)
THREE = Prescribed("Jo", 3, GIVEN, GIVEN + timedelta(weeks=8))


def sent(
    folder: Path, name: str, *days: int, made: date = date(2026, 11, 24), felt: int | None = None
) -> Path:
    done = tuple(Done(GIVEN + timedelta(days=day), 12.0, 1.0, felt, felt) for day in days)
    path = folder / f"{name or 'nameless'}.guided"
    path.write_text(results_text(Results(made, (OfRoutine("Psoas release", done, THREE),), name)), "utf-8")
    return path


@pytest.fixture
def one(start: Starter) -> Running:
    return start()


def answer(one: Running, name: str | None = None, button: str = "Keep") -> None:
    QApplication.processEvents()
    dialog = next(found for found in one.desk.window.findChildren(WhoseDialog) if found.isVisible())
    if name is not None:
        dialog.name.setText(name)
    one.press(button)
    QApplication.processEvents()


def page_of(one: Running) -> ClientsPage:
    page = one.desk.window.page
    assert isinstance(page, ClientsPage)
    return page


def names(one: Running) -> list[str]:
    table = page_of(one).table
    items = [table.item(row, 0) for row in range(table.rowCount())]
    return [item.text() for item in items if item is not None]


def shown(one: Running, row: int = 0) -> list[str]:
    table = page_of(one).table
    return [item.text() for column in range(3) if (item := table.item(row, column)) is not None]


def told_of(one: Running) -> str:
    """What is said of the row that is chosen."""
    labels = page_of(one).findChildren(Text)
    return next(label.text() for label in labels if label.isVisible() and label.text().startswith("Ben: "))


def test_files_that_are_dropped_are_named_one_by_one_and_stand_side_by_side(
    one: Running, tmp_path: Path
) -> None:
    one.desk.window.files_dropped.emit([sent(tmp_path, "Ben", 0, 2, 4), sent(tmp_path, "", 0)])
    answer(one)
    answer(one, "Anna")
    assert names(one) == ["Anna", "Ben"]
    assert shown(one, 1) == ["Ben", "Psoas release", "3 of 9"]
    assert one.history.sessions() == [], "nothing of it is in one's own history"
    assert not nameless(page_of(one))
    assert not list(rich(page_of(one)))


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(one: Running, tmp_path: Path) -> None:
    path = sent(tmp_path, "Ben", 0)
    path.write_text(path.read_text("utf-8").replace("share = 1.0", "share = 7"), "utf-8")
    one.desk.shelf.offer(path)
    told = "Ben.guided cannot be read: routine[1].done[1].share: 7 is not allowed, use a number from 0 to 1"
    assert any(notice.startswith(told) for notice in one.notices)


def test_one_is_renamed_removed_and_brought_back(one: Running, tmp_path: Path) -> None:
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0))
    answer(one)
    one.press("Rename Ben")
    answer(one, MARKUP)
    assert names(one) == [MARKUP]
    assert len(list(one.desk.home.clients.iterdir())) == 1
    QTest.keyClick(page_of(one).table, Qt.Key.Key_Delete)
    assert names(one) == []
    one.press("Undo")
    assert names(one) == [MARKUP]


def test_older_results_do_not_take_the_place_of_newer_ones(one: Running, tmp_path: Path) -> None:
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0, 2))
    answer(one)
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0, made=date(2026, 11, 20)))
    answer(one)
    assert any("What Ben sent on 24 November 2026 is newer, and stays." in told for told in one.notices)


def test_another_client_of_the_same_name_is_not_lost(one: Running, tmp_path: Path) -> None:
    first = sent(tmp_path, "Ben", 0)
    one.desk.shelf.offer(first)
    answer(one)
    one.desk.shelf.offer(first)
    answer(one)
    assert "The results of Ben are among your clients’ already" in one.notices
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0, 2, made=date(2026, 11, 25)))
    answer(one)
    assert "They take the place of what Ben sent on 24 November 2026" in one.notices
    assert shown(one)[2] == "2 of 9"
    one.press("Undo")
    assert shown(one)[2] == "1 of 9"


def test_the_sentence_is_about_the_results_that_are_shown(one: Running, tmp_path: Path) -> None:
    one.desk.window.resize(1280, 800)
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0))
    answer(one)
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0, made=date(2026, 11, 25), felt=3))
    answer(one)
    assert told_of(one) == "Ben: Too few sessions to tell."
    one.press("Undo")
    assert told_of(one) == "Ben: They did not tell how it felt."
    table, header = page_of(one).table, page_of(one).table.horizontalHeader()
    assert header.length() == table.viewport().width(), "the rows go to the end of the table"


def test_a_client_does_not_get_the_name_of_another(one: Running, tmp_path: Path) -> None:
    for name in ("Anna", "Ben"):
        one.desk.shelf.offer(sent(tmp_path, name, 0))
        answer(one)
    page_of(one).table.selectRow(1)
    one.press("Rename Ben")
    answer(one, "anna")
    assert names(one) == ["Anna", "Ben"]
    assert any("A client is called anna already." in told for told in one.notices)


def test_back_leads_where_it_says_although_a_file_led_there_from_elsewhere(
    one: Running, tmp_path: Path
) -> None:
    one.desk.window.show_page("today")
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0))
    answer(one)
    page_of(one).back.emit()
    assert one.desk.window.page is one.desk.diary.page


def test_what_is_not_wanted_leaves_nothing(one: Running, tmp_path: Path) -> None:
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0))
    answer(one, button="Not now")
    assert not one.desk.home.clients.exists()


def test_the_menu_leads_there_and_the_table_is_saved(one: Running, tmp_path: Path) -> None:
    one.desk.shelf.offer(sent(tmp_path, "Ben", 0))
    answer(one)
    one.desk.window.back()
    assert one.desk.window.acts.act("clients")
    shown_first = page_of(one)
    assert one.desk.window.acts.act("clients")
    assert page_of(one) is shown_first, "asked for again, it is not shown twice"
    page_of(one).save_asked.emit(str(tmp_path / "clients.csv"))
    assert '"Ben","Psoas release","1 of 9"' in (tmp_path / "clients.csv").read_text("utf-8")
