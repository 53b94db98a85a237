"""Backups as time goes by, restored from the settings, and offered after damage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from guided.history.backups import backups_of
from guided.history.rescue import SetAside
from guided.history.store import open_history
from guided.paths import home_in
from guided.qt.context import Changed
from guided.qt.progress.safekeeping import lacking_told
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.text import Text
from tests.disks import full_disk
from tests.history.samples import record, sql, unix
from tests.qt.running import Running, Starter


def kept(one: Running, id: str) -> None:
    one.desk.diary.store.change(Changed.HISTORY, lambda history: history.add(record(id)))


def answer(one: Running, name: str) -> None:
    (dialog,) = one.desk.window.findChildren(ConfirmDialog)
    next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == name).click()  # type: ignore[attr-defined]


def test_what_changes_is_backed_up_every_half_hour(start: Starter) -> None:
    one = start()
    kept(one, "one")
    before = len(backups_of(one.desk.home.history))
    one.wall += timedelta(minutes=20)
    kept(one, "two")
    assert len(backups_of(one.desk.home.history)) == before
    one.wall += timedelta(minutes=20)
    one.desk.diary.safekeeping.look()
    assert len(backups_of(one.desk.home.history)) == before + 1


def test_a_backup_is_restored_from_the_settings_and_shown_at_once(start: Starter) -> None:
    one = start()
    kept(one, "one")
    one.wall += timedelta(minutes=40)
    kept(one, "two")
    one.wall += timedelta(minutes=40)
    kept(one, "three")
    one.desk.window.show_page("settings")
    QApplication.processEvents()
    page = one.desk.window.page
    assert page is not None
    said = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    assert "2 sessions, the last on 24 November 2026" in said
    names = [w.accessibleName() for w in page.findChildren(QWidget) if w.isVisible()]
    restores = [name for name in names if name.startswith("Restore the backup of ")]
    one.press(restores[1])
    answer(one, "Leave it")
    assert len(one.history.sessions()) == 3
    one.press(restores[1])
    answer(one, "Restore")
    assert sorted(one.id for one in one.history.sessions()) == ["one", "two"]
    assert len(one.desk.context.past.sessions) == 2
    assert any(notice.startswith("Restored from ") for notice in one.notices)


def test_what_a_lost_history_had_is_brought_back_with_one_press(start: Starter, tmp_path: Path) -> None:
    home = home_in(tmp_path / "home")
    with open_history(home.history, "2026-11-24") as history:
        history.add(record())
        history.backups.make(datetime(2026, 11, 23, tzinfo=UTC))
    home.history.unlink()
    one = start(home)
    assert one.history.sessions() == []
    one.press("Bring back")
    assert len(one.history.sessions()) == 1


def test_what_is_lacking_is_told() -> None:
    made = datetime(2026, 11, 23, 12, tzinfo=UTC)
    told = lacking_told(SetAside("history-backup-20261123T120000Z.db", 3, 1, made), UTC)
    assert told == "The backup of 23 November 2026 has 3 sessions and 1 measure that your history lacks."


def test_a_damaged_session_is_made_good_and_that_is_said(start: Starter) -> None:
    one = start()
    kept(one, "one")
    one.desk.diary.store.ask(
        lambda history: history.backups.make(datetime(2026, 11, 24, tzinfo=UTC)),
        lambda _: None,
        lambda failure: None,
    )
    sql(one.desk.home.history, "UPDATE record SET content = x'00'")
    one.wall += timedelta(days=8)
    one.desk.diary.safekeeping.look()
    assert one.history.session("one") == record()
    assert any("whole again" in notice for notice in one.notices)


@unix
def test_a_disk_that_takes_no_backup_is_told_of_once(start: Starter) -> None:
    one = start()
    kept(one, "one")
    one.wall += timedelta(hours=1)
    kept(one, "two")
    sql(one.desk.home.history, "UPDATE session SET note = 'other'")
    one.wall += timedelta(hours=1)
    with full_disk():
        one.desk.diary.safekeeping.look()
        one.desk.diary.safekeeping.look()
    assert sum("backed up" in notice for notice in one.notices) == 1
