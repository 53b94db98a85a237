"""Opening a history: its files, older schemas, damage."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from guided.history import database, schema
from guided.history.errors import NotSaved
from guided.history.opening import late_path
from guided.history.records import Unfinished
from guided.history.schema import MIGRATIONS
from guided.history.store import History, open_history, open_readonly
from guided.session import SetDone
from tests.disks import full_disk, nobody
from tests.history.samples import LATER, REPS, TODAY, log_of, record, sql, unix


@unix
def test_only_this_person_can_read_any_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0)
    try:
        with open_history(path, TODAY) as history:
            history.add(record())
            history.begin(record("two"), "{}")
        monkeypatch.setattr(schema, "MIGRATIONS", MIGRATIONS + LATER)
        open_history(path, TODAY).close()
    finally:
        os.umask(before)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    names = ("history.db", "history.db-journal", "history.db.lock", "history-under-way.jsonl")
    backups = [f"history-version-{len(MIGRATIONS)}.db"]
    assert modes == dict.fromkeys((*names, *backups), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_commit_waits_for_the_disk(history: History) -> None:
    def pragma(name: str) -> object:
        return history.files.db.execute(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("fullfsync")) == ("truncate", 2, 1)
    assert (pragma("foreign_keys"), pragma("trusted_schema"), pragma("cell_size_check")) == (1, 0, 1)


def test_a_second_window_reads_and_says_that_it_does_not_record(history: History, path: Path) -> None:
    history.add(record())
    history.begin(record("two"), "{}")
    with open_history(path, TODAY) as second:
        assert not second.writable
        assert second.note is not None
        assert "another window" in second.note
        assert second.session("one") == record()
        writes: list[Callable[[], None]] = [
            lambda: second.begin(record("three"), "{}"),
            lambda: second.finish_rep("two", REPS[0], {}),
            lambda: second.add(record("three")),
            lambda: second.edit(record().edited()),
            lambda: second.delete("one"),
            lambda: second.discard("two"),
        ]
        for write in writes:
            with pytest.raises(NotSaved):
                write()
        assert second.waiting == 0
    assert history.unfinished() is not None
    assert len(history.sessions()) == 1


def test_the_store_is_free_again_when_its_process_is_killed(path: Path) -> None:
    program = (
        "import sys, pathlib, guided.history.store as h; p = h.open_history(pathlib.Path(sys.argv[1]), '')"
    )
    command = [sys.executable, "-c", f"{program}; print(p.writable, flush=True); input()", str(path)]
    root = Path(__file__).resolve().parent.parent.parent
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"True"
        with open_history(path, TODAY) as history:
            assert not history.writable
        other.kill()
    with open_history(path, TODAY) as history:
        assert history.writable


@unix
def test_a_read_only_folder_is_read(history: History, tmp_path: Path) -> None:
    history.add(record())
    history.begin(record("two"), "{}")
    history.finish_rep("two", REPS[0], {"hold": 1})
    with tempfile.TemporaryDirectory() as name:  # the tests' own folder is closed to other users
        folder = Path(name)
        path = folder / "history.db"
        path.write_bytes(b"")
        with closing(sqlite3.connect(path)) as copy:
            history.files.db.backup(copy)
        log_of(path).write_bytes(log_of(tmp_path / "data" / "history.db").read_bytes() + b"cut off")
        path.chmod(0o444)
        log_of(path).chmod(0o444)
        folder.chmod(0o555)
        with nobody(), open_history(path, TODAY) as read_only:
            assert read_only.session("one") == record()
            assert read_only.unfinished() == Unfinished(record("two"), (REPS[0],), {"hold": 1}, "{}")
            assert not read_only.writable
            assert read_only.note is not None
            assert "not recorded" in read_only.note
            with pytest.raises(NotSaved):
                read_only.add(record("two"))
            with pytest.raises(NotSaved):
                read_only.finish_rep("two", REPS[1], {"hold": 2})
        with nobody(), open_history(folder / "new" / "history.db", TODAY) as nothing:
            assert nothing.sessions() == []
            assert nothing.note is not None
        folder.chmod(0)
        with nobody(), open_history(path, TODAY) as closed:
            assert closed.sessions() == []
            assert closed.note is not None
        folder.chmod(0o700)
        assert {file.name for file in folder.iterdir()} == {"history.db", "history-under-way.jsonl"}


# ---------------------------------------------------------------- versions of the schema


@pytest.mark.parametrize("older", range(1, len(MIGRATIONS) + len(LATER)))
def test_a_file_of_every_older_version_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch, older: int
) -> None:
    every = MIGRATIONS + LATER
    monkeypatch.setattr(schema, "MIGRATIONS", every[:older])
    with open_history(path, TODAY) as history:
        history.add(record())
        history.begin(record("two"), "{}")
    monkeypatch.setattr(schema, "MIGRATIONS", every)
    with open_history(path, TODAY) as history:
        assert history.note is None
        assert history.session("one") == record()
        assert history.unfinished() == Unfinished(record("two"), (), {}, "{}")
        history.add(record("two"))
    assert sql(path, "PRAGMA user_version") == [(len(every),)]
    backup = path.with_name(f"history-version-{older}.db")
    assert sql(backup, "PRAGMA user_version") == [(older,)]
    assert sql(backup, "SELECT id FROM session") == [("one",)]


def test_what_an_older_version_deleted_has_a_mark_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", MIGRATIONS[:4])
        with open_history(path, TODAY) as history:
            history.add(record())
            history.add(record("two"))
    sql(path, "UPDATE session SET deleted = 1 WHERE id = 'two'")
    with open_history(path, TODAY) as history:
        assert [one.id for one in history.sessions()] == ["one"]
    assert sql(path, "SELECT of, version, deleted FROM mark") == [("two", 1, 1)]


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
    before = path.read_bytes()
    failing = "CREATE TABLE mood (a TEXT CHECK (a != 'one')); INSERT INTO mood SELECT id FROM session;"
    monkeypatch.setattr(schema, "MIGRATIONS", (*MIGRATIONS, failing))
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert history.session("one") == record()
        with pytest.raises(NotSaved):
            history.add(record("two"))
        assert history.waiting == 0  # it is kept beside the file
    assert path.read_bytes() == before
    monkeypatch.setattr(schema, "MIGRATIONS", MIGRATIONS)
    with open_history(path, TODAY) as history:
        assert history.note is None
        assert history.session("two") == record("two")


def test_a_newer_file_is_read_and_left_alone(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
    sql(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with open_history(path, TODAY) as history:
        assert history.session("one") == record()
        assert not history.writable
        assert history.note is not None
        assert "newer" in history.note
    assert path.read_bytes() == before


def test_a_newer_file_that_cannot_be_understood_is_left_alone_too(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
    sql(path, "ALTER TABLE session RENAME COLUMN note TO remark")
    sql(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with open_history(path, TODAY) as history:
        assert history.sessions() == []
        assert history.note is not None
        assert history.note.endswith("cannot be read.")
    assert sql(path, "SELECT remark FROM session") == [(record().note,)]


def test_a_damaged_file_is_kept_beside_earlier_ones(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"first", b"second"):
        path.write_bytes(content)
        path.with_name("history.db-journal").write_bytes(content)
        open_history(path, TODAY).close()
        assert not path.with_name("history.db-journal").exists()  # or it would be played back
    assert path.with_name(f"history-corrupt-{TODAY}.db").read_bytes() == b"first"
    assert path.with_name(f"history-corrupt-{TODAY}-2.db").read_bytes() == b"second"


def test_the_database_of_another_program_is_kept_whole(path: Path) -> None:
    path.parent.mkdir()
    sql(path, "CREATE TABLE recipe (name TEXT)")
    with open_history(path, TODAY) as history:
        history.add(record())
    assert sql(path.with_name(f"history-corrupt-{TODAY}.db"), "SELECT * FROM recipe") == []


def test_a_file_that_is_only_busy_is_not_taken_for_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.0)
    with open_history(path, TODAY) as history:
        history.add(record())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with open_history(path, TODAY) as history:
            assert history.note is not None
            history.begin(record("two"), "{}")
            assert history.sessions() == []
            other.execute("ROLLBACK")
            history.begin(record("two"), '{"a": 1}')
            assert history.note is None
            assert history.session("one") == record()
            history.delete("one")


# ---------------------------------------------------------------- one bad moment


def test_a_window_records_as_soon_as_the_other_one_is_closed(history: History, path: Path) -> None:
    history.begin(record("left", note=""), "{}")
    history.finish_rep("left", REPS[0], {"hold": 2000})
    with open_history(path, TODAY) as second:
        with pytest.raises(NotSaved):
            second.begin(record("two"), "{}")
        history.close()
        second.begin(record("two"), "{}")
        assert (second.note, second.writable) == (None, True)
        assert second.unfinished() == Unfinished(record("two"), (), {}, "{}")
        assert [one.id for one in second.sessions()] == ["left"]  # the other was closed in the middle of it


@unix
def test_a_new_home_on_a_full_disk_records_as_soon_as_there_is_room(path: Path) -> None:
    with full_disk():
        history = open_history(path, TODAY)
        assert history.note is not None
        with pytest.raises(NotSaved):
            history.begin(record(), "{}")
    with history:
        history.begin(record("two"), "{}")
        history.add(record("two"))
        assert history.note is None
        assert history.waiting == 0
        assert "two" in {one.id for one in history.sessions()}


def test_a_file_that_could_only_be_opened_for_reading_is_noticed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
    with monkeypatch.context() as patched:
        patched.setattr(database, "connected", partial(database.connected, mode="ro"))
        history = open_history(path, TODAY)
        assert history.note is not None
        assert history.session("one") == record()
    with history:
        history.add(record("two"))
        assert history.note is None
        assert history.session("two") == record("two")


def test_reading_needs_no_lock_and_changes_nothing(history: History, path: Path) -> None:
    history.add(record())
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    with open_readonly(path) as reader:
        assert (reader.note, reader.writable, reader.session("one")) == (None, False, record())
        with pytest.raises(NotSaved):
            reader.begin(record("two"), "{}")
        with pytest.raises(NotSaved):
            reader.delete("one")
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before
    history.close()
    path.write_bytes(b"damaged" * 1000)
    with open_readonly(path) as reader:
        assert reader.note is not None
        assert reader.lost
    assert not list(path.parent.glob("*corrupt*"))


@unix
@pytest.mark.parametrize("name", ["history.db", "history-under-way.jsonl", "history-waiting.jsonl"])
def test_a_pipe_in_place_of_a_file_is_refused_at_once(path: Path, name: str) -> None:
    path.parent.mkdir()
    os.mkfifo(path.with_name(name))
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert "not a file" in history.note
        assert history.sessions() == []
    with open_readonly(path) as reader:
        assert reader.sessions() == []


# ---------------------------------------------------------------- a damaged log


def test_of_a_log_damaged_in_the_middle_a_copy_is_kept_and_it_is_said(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.begin(record(), "{}")
        for rep in REPS:
            history.finish_rep("one", rep, {"hold": 1})
    data = bytearray(log_of(path).read_bytes())
    data[data.index(b'"rep"') + 8] ^= 1  # in the first rep
    log_of(path).write_bytes(data)
    kept = path.with_name(f"history-under-way-corrupt-{TODAY}.jsonl")
    for note in (f"The session that was cut off is damaged in part. All of it is kept as {kept.name}.", None):
        with open_history(path, TODAY) as history:
            assert history.note == note
            assert history.unfinished() == Unfinished(record(), (), {}, "{}")
        assert kept.read_bytes() == data


def test_a_damaged_log_of_what_waited_is_kept_and_said(path: Path) -> None:
    with open_history(path, TODAY):
        pass
    late_path(path).write_bytes(b"0123456789abcdef {}\n")
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert "waited" in history.note
    assert path.with_name(f"history-waiting-corrupt-{TODAY}.jsonl").exists()


def test_a_session_without_its_record_is_damage(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
        history.add(record("two"))
    sql(path, "DELETE FROM record WHERE id = 'one'")
    with open_history(path, TODAY) as history:
        assert "damaged" in (history.note or "")
        assert [one.id for one in history.sessions()] == ["two"]


def test_what_an_older_version_counted_of_a_time_is_counted_as_now(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    routine = '{"name": "Walk", "step": [{"exercise": "a"}, {"exercise": "b", "fill": 600}]}'
    sets = (SetDone(0, "a", "ais", 1, "none", 10, 9), SetDone(1, "b", "ais", 1, "none", 660, 66))
    walk = record(routine=routine, sets=sets)
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", MIGRATIONS[:7])
        with open_history(path, TODAY) as history:
            history.add(walk)
            history.add(record("two"))
    sql(path, "UPDATE session SET reps_done = 75, reps_planned = 670 WHERE id = 'one'")
    with open_history(path, TODAY) as history:
        assert history.session("one") == walk
        assert {one.id: (one.reps_done, one.reps_planned, one.share) for one in history.sessions()} == {
            "one": (10, 20, 50),
            "two": (17, 18, 94),
        }
