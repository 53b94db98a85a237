"""Backups put back, whole or what is lacking; and records that are made good from them."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from guided.history import schema
from guided.history.backups import Contents, Damage, backups_of, contents
from guided.history.errors import NotSaved
from guided.history.rescue import SetAside
from guided.history.restoring import copy_to
from guided.history.schema import MIGRATIONS
from guided.history.store import History, open_history, open_readonly
from tests.disks import full_disk
from tests.history.samples import ANKLE, MONDAY, REPS, TODAY, record, sql, unix

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_a_restored_backup_is_all_there_is_and_what_was_there_is_a_backup(
    history: History, path: Path
) -> None:
    history.add(record())
    history.measured.add(ANKLE)
    history.programmes.follow("up", MONDAY, 12)
    before = history.past()
    backup = history.backups.make(NOW)
    history.add(record("two"))
    history.edit(record(note="later").edited())
    history.measured.delete(ANKLE.id)
    after = history.past()
    openings = history.files.openings
    present = history.backups.restore(backup, later(1))
    assert history.past() == before
    assert history.session("one") == record()
    assert history.files.openings > openings  # whoever shows it hears of it
    assert present is not None
    assert contents(present) == Contents(2, date(2026, 11, 24))
    history.backups.restore(present, later(2))
    assert history.past() == after
    assert {file.name for file in path.parent.iterdir()} == {
        *("history.db", "history.db-journal", "history.db.lock"),
        *(one.path.name for one in backups_of(path)),
    }


def test_a_restored_backup_stays_after_closing_and_asks_for_nothing(history: History, path: Path) -> None:
    history.add(record())
    backup = history.backups.make(NOW)
    history.add(record("two"))
    history.backups.restore(backup, later(1))
    history.close()
    with open_history(path, TODAY) as again:
        assert [one.id for one in again.sessions()] == ["one"]
        assert again.backups.lacking() == []


def test_what_waits_beside_the_history_goes_into_the_restored_one(history: History) -> None:
    history.add(record())
    backup = history.backups.make(NOW)
    history.begin(record("under-way"), "{}")
    history.finish_rep("under-way", REPS[0], {"hold": 1})
    history.backups.restore(backup, later(1))
    unfinished = history.unfinished()
    assert unfinished is not None
    assert unfinished.reps == (REPS[0],)


def test_a_backup_of_every_older_version_can_be_restored(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for older in range(1, len(MIGRATIONS)):
        with monkeypatch.context() as patched:
            patched.setattr(schema, "MIGRATIONS", MIGRATIONS[:older])
            with open_history(tmp_path / f"{older}" / "history.db", TODAY) as history:
                history.add(record(f"of-{older}"))
            copy_to(tmp_path / f"{older}" / "history.db", tmp_path / f"{older}.db")
        with open_history(path, TODAY) as history:
            history.backups.restore(tmp_path / f"{older}.db", NOW)
            assert history.session(f"of-{older}") == record(f"of-{older}")
            history.measured.add(ANKLE)
    assert not list(path.parent.glob("history-version-*"))


@pytest.mark.parametrize("spoilt", [None, b"", b"no database", b"newer"])
def test_what_is_no_backup_is_refused_and_all_stays(
    history: History, path: Path, tmp_path: Path, spoilt: bytes | None
) -> None:
    history.add(record())
    file = tmp_path / "other.db"
    if spoilt is not None:
        file.write_bytes(spoilt)
    if spoilt == b"newer":
        copy_to(path, file)
        sql(file, "PRAGMA user_version = 99")
    with pytest.raises(NotSaved, match="as it was"):
        history.backups.restore(file, NOW)
    assert history.session("one") == record()
    history.add(record("two"))


def test_a_damaged_backup_is_refused(history: History) -> None:
    for number in range(40):
        history.add(record(f"{number}"))
    backup = history.backups.make(NOW)
    data = bytearray(backup.read_bytes())
    data[8192:12288] = bytes(4096)
    backup.write_bytes(data)
    with pytest.raises(NotSaved, match="not sound"):
        history.backups.restore(backup, later(1))
    assert len(history.sessions()) == 40


@unix
def test_a_full_disk_makes_no_half_backup_and_restores_none(history: History, path: Path) -> None:
    history.add(record())
    backup = history.backups.make(NOW)
    history.add(record("two"))
    with full_disk():
        with pytest.raises(NotSaved):
            history.backups.make(later(30))
        with pytest.raises(NotSaved):
            history.backups.restore(backup, later(30))
    assert [one.id for one in history.sessions()] == ["two", "one"]
    assert [one.path for one in backups_of(path)] == [backup]
    assert not list(path.parent.glob("*.new*"))


def test_a_second_window_restores_nothing(history: History, path: Path) -> None:
    history.add(record())
    backup = history.backups.make(NOW)
    with open_history(path, TODAY) as second, pytest.raises(NotSaved, match="another window"):
        second.backups.restore(backup, NOW)


def test_a_history_that_cannot_be_opened_is_set_aside_for_a_backup(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
        backup = history.backups.make(NOW)
    path.write_bytes(b"no database" * 1000)
    with open_history(path, TODAY, rescues=False) as history:
        history.files.not_rescued(OSError("the disk is full"))
        assert history.backups.restore(backup, later(1)) is None
        assert history.session("one") == record()
        history.add(record("two"))
    assert path.with_name(f"history-corrupt-{TODAY}.db").read_bytes() == b"no database" * 1000


# ---------------------------------------------------------------- what is lacking


def test_what_a_damaged_history_lost_is_offered_from_the_newest_sound_backup(path: Path) -> None:
    with open_history(path, TODAY) as history:
        for number in range(40):
            history.add(record(f"{number}"))
        history.measured.add(ANKLE)
        history.backups.make(NOW)
        history.add(record("later"))
        worse = history.backups.make(later(30))
    worse.write_bytes(worse.read_bytes()[:8192])
    path.write_bytes(path.read_bytes()[:100].ljust(8192, b"\0"))
    with open_history(path, TODAY) as history:
        assert history.sessions() == []
        (offered,) = history.state().aside
        assert offered == SetAside("history-backup-20261124T100000Z.db", 40, 1, NOW)
        history.add(record("since"))
        history.backups.bring_back(offered.name)
        assert len(history.sessions()) == 41
        assert history.measured.all() == [ANKLE]
        assert history.backups.lacking() == []


def test_a_history_that_is_gone_is_offered_from_its_backup_until_that_is_declined(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
        history.add(record("deleted"))
        history.delete("deleted")
        history.backups.make(NOW)
    path.unlink()
    for _ in range(2):
        with open_history(path, TODAY) as history:
            (offered,) = history.backups.lacking()
            assert offered.made == NOW
    with open_history(path, TODAY) as history:
        history.backups.leave_aside(offered.name)
        assert history.backups.lacking() == []


# ---------------------------------------------------------------- damage


def test_a_damaged_record_is_made_good_from_a_backup_once_a_week(history: History, path: Path) -> None:
    history.add(record())
    history.add(record("two"))
    history.backups.make(NOW)
    history.add(record("three"))
    assert history.backups.check_if_due(NOW) == Damage(0, 0)
    sql(path, "UPDATE record SET content = x'00' WHERE id != 'one'")
    assert history.backups.check_if_due(later(60)) is None
    assert history.backups.check_if_due(NOW + timedelta(days=7)) == Damage(1, 1)
    assert history.session("two") == record("two")
    assert history.backups.check_if_due(NOW + timedelta(days=14)) == Damage(0, 1)


def test_a_history_that_cannot_be_written_is_neither_checked_nor_backed_up(
    history: History, path: Path
) -> None:
    history.add(record())
    with open_history(path, TODAY) as second:
        assert second.backups.check_if_due(NOW) is None
        second.backups.make_if_due(NOW)
    assert backups_of(path) == []


# ---------------------------------------------------------------- a file of one's own


def test_a_copy_is_a_history_of_its_own(history: History, path: Path, tmp_path: Path) -> None:
    history.add(record())
    assert copy_to(path, tmp_path / "mine.db") == Contents(1, date(2026, 11, 24))
    with open_readonly(tmp_path / "mine.db") as copy:
        assert copy.session("one") == record()


def test_there_is_no_copy_of_a_damaged_history(path: Path, tmp_path: Path) -> None:
    with open_history(path, TODAY) as history:
        for number in range(40):
            history.add(record(f"{number}"))
    older = tmp_path / "mine.db"
    older.write_bytes(b"older")
    data = bytearray(path.read_bytes())
    data[8192:12288] = bytes(4096)
    shutil.copy(path, tmp_path / "sound.db")
    path.write_bytes(data)
    with pytest.raises(NotSaved):
        copy_to(path, older)
    assert older.read_bytes() == b"older"


class Enough(Exception):
    """Whoever waits has had enough."""


@pytest.mark.parametrize("at", [0.0, 0.5])
def test_a_restore_tells_how_far_it_is_and_stopped_leaves_all_as_it_was(
    history: History, path: Path, at: float
) -> None:
    history.add(record())
    backup = history.backups.make(NOW)
    history.add(record("two"))
    told: list[float] = []
    history.backups.restore(backup, later(1), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    history.add(record("three"))
    before = history.past()

    def stop(share: float) -> None:
        if share >= at:
            raise Enough

    with pytest.raises(Enough):
        history.backups.restore(backup, later(2), stop)
    assert history.past() == before
    history.add(record("four"))
    assert not [file for file in path.parent.iterdir() if file.suffix == ".new" or "restored" in file.name]
