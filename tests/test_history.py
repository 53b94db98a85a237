"""Sessions as they are kept, on real files."""

import csv
import errno
import io
import json
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from guided import history as module
from guided import log as log_module
from guided.history import (
    MIGRATIONS,
    History,
    NoSession,
    NotSaved,
    Refused,
    Unfinished,
    Unreadable,
    export_csv,
    export_json,
    export_measured_csv,
    open_history,
)
from guided.measures import Measure, Taken
from guided.programme import Done, Followed
from guided.session import Record, Rep, SetDone
from tests.disks import full_disk, nobody

TODAY = "2026-11-24"
LATER = (
    "ALTER TABLE session ADD COLUMN mood INTEGER CHECK (mood BETWEEN 1 AND 5);",
    "CREATE TABLE measure (day INTEGER NOT NULL PRIMARY KEY, degrees INTEGER NOT NULL) STRICT;",
)

unix = pytest.mark.skipif(sys.platform == "win32", reason="file modes and limits of Unix")


def record(id: str = "one", **changes: Any) -> Record:
    whole = Record(
        id=id,
        routine_id="hips",
        routine_name="Hips, “gently”",
        routine='{"name": "Hips", "step": [{"exercise": "hip-flexor"}]}',
        started="2026-11-24T10:00:00+00:00",
        offset_min=60,
        planned_ms=600_000,
        played_ms=540_000,
        sets=(
            SetDone(0, "hip-flexor", "ais", 1, "left", 10, 9),
            SetDone(1, "dead-bug", "core", 1, "none", 8, 8),
        ),
        phase_ms={"hold": 300_000, "ease": 240_000},
        skips=1,
        swaps=(("lunge", "hip-flexor"),),
        before=4,
        after=2,
        note="Left hip tighter\nthan right. 日本",
        device="0f3a",
        complete=True,
    )
    return replace(whole, **changes)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    with open_history(path, TODAY) as opened:
        yield opened


def log_of(path: Path) -> Path:
    """Where the session under way is."""
    return path.with_name("history-under-way.jsonl")


def sql(path: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What another program reads from or does to the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return db.execute(statement, values).fetchall()


# ---------------------------------------------------------------- past sessions


def test_a_session_comes_back_as_it_was_after_reopening(history: History, path: Path) -> None:
    history.add(record())
    history.close()
    with open_history(path, TODAY) as again:
        assert again.session("one") == record()
        assert again.note is None


def test_the_same_session_twice_is_one(history: History) -> None:
    history.add(record())
    history.add(record())
    assert len(history.sessions()) == 1


def test_a_version_is_never_overwritten(history: History) -> None:
    history.add(record())
    with pytest.raises(Refused):
        history.add(record(note="something else"))
    assert history.session("one") == record()


def test_a_list_has_what_the_record_has_newest_first(history: History) -> None:
    history.add(record("b", started="2026-11-24T09:00:00+00:00"))
    history.add(record("c", started="2026-11-25T09:00:00Z"))
    history.add(record("a", started="2026-11-23T09:00:00+00:00"))
    assert [one.id for one in history.sessions()] == ["c", "b", "a"]
    assert [one.id for one in history.sessions(limit=1, offset=1)] == ["b"]
    assert [one.id for one in history.sessions(offset=2)] == ["a"]
    summary, whole = history.sessions()[0], history.session("c")
    assert all(getattr(summary, field.name) == getattr(whole, field.name) for field in fields(summary))
    assert summary.complete is True
    assert summary.local_start.isoformat() == "2026-11-25T10:00:00"


def test_a_day_is_the_one_on_the_persons_clock(history: History) -> None:
    history.add(record("before", started="2026-11-23T22:59:59+00:00", offset_min=60, played_ms=1))
    history.add(record("after", started="2026-11-23T23:00:00+00:00", offset_min=60, played_ms=2))
    history.add(record("west", started="2026-11-24T07:59:00+00:00", offset_min=-480, played_ms=4))
    assert history.played_by_day() == {date(2026, 11, 23): 5, date(2026, 11, 24): 2}
    assert history.played_by_day(date(2026, 11, 24)) == {date(2026, 11, 24): 2}
    assert history.days() == [date(2026, 11, 23), date(2026, 11, 24)]


def test_a_routine_is_counted_as_often_as_it_was_played(history: History) -> None:
    for id in ("one", "two"):
        history.add(record(id))
    history.add(record("three", routine_id="neck"))
    history.delete("two")
    assert history.times_done("hips") == 1
    assert history.times_done("never") == 0


def test_an_edit_is_a_new_version_beside_the_old(history: History, path: Path) -> None:
    history.add(record())
    edited = history.session("one").edited(note="Better", after=0)
    history.edit(edited)
    assert history.session("one") == edited
    assert history.sessions()[0].note == "Better"
    assert sql(path, "SELECT version FROM record WHERE id = 'one' ORDER BY version") == [(1,), (2,)]


def test_an_edit_of_what_was_read_before_another_edit_is_refused(history: History) -> None:
    history.add(record())
    first, second = record().edited(note="first"), record().edited(note="second")
    history.edit(first)
    with pytest.raises(Refused):
        history.edit(second)
    assert history.session("one") == first


def test_an_old_version_that_arrives_late_hides_no_newer_one(history: History) -> None:
    history.add(record().edited(note="newer"))
    history.add(record())
    assert history.session("one").note == "newer"


def test_a_deleted_session_is_gone_everywhere_and_can_come_back(history: History) -> None:
    history.add(record())
    history.delete("one")
    history.delete("one")
    assert history.sessions() == []
    assert history.days() == []
    with pytest.raises(NoSession):
        history.session("one")
    with pytest.raises(NoSession):
        history.edit(record().edited())
    history.undelete("one")
    assert history.session("one") == record()


def test_a_deleted_session_stays_deleted_when_it_is_added_again(history: History) -> None:
    history.add(record())
    history.delete("one")
    history.add(record())
    assert history.sessions() == []


def test_an_unknown_session_is_said_to_be_unknown(history: History) -> None:
    for asked in (history.session, history.delete, history.undelete):
        with pytest.raises(NoSession):
            asked("nobody")


@pytest.mark.parametrize(
    "changes",
    [
        {"before": 11},
        {"after": -1},
        {"offset_min": 5000},
        {"played_ms": -1},
        {"played_ms": 10**30},
        {"started": "yesterday"},
        {"started": "0001-01-01T00:00:00+00:00", "offset_min": -60},
        {"note": "half a pair \ud800"},
        {"routine_name": "x" * 1001},
        {"id": ""},
        {"version": 0},
    ],
    ids=str,
)
def test_a_record_out_of_bounds_is_refused_whole(history: History, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        history.add(record(**changes))
    assert history.sessions() == []
    history.add(record("two"))
    assert len(history.sessions()) == 1


def test_a_new_field_of_a_record_comes_with_a_migration() -> None:
    names = (
        "id routine_id routine_name routine started offset_min planned_ms played_ms sets phase_ms skips"
        " swaps before after note device complete version"
    )
    assert (len(MIGRATIONS), " ".join(field.name for field in fields(Record))) == (3, names)


# ---------------------------------------------------------------- the session under way

REPS = [Rep(0, 1, "left", 1), Rep(0, 1, "right", 1), Rep(0, 1, "left", 2)]


def test_a_session_that_was_cut_off_is_offered_as_far_as_it_got(history: History, path: Path) -> None:
    begun = record(sets=(), phase_ms={}, played_ms=0)
    history.begin(begun, '{"first_side":"left"}')
    for number, rep in enumerate(REPS):
        history.finish_rep("one", rep, {"hold": 2000 * (number + 1)})
    history.close()
    with open_history(path, TODAY) as again:
        offered = again.unfinished()
    assert offered == Unfinished(begun, tuple(REPS), {"hold": 6000}, '{"first_side":"left"}')
    assert offered is not None
    assert all(isinstance(rep, Rep) for rep in offered.reps)


def test_nothing_is_offered_when_nothing_was_begun(history: History) -> None:
    assert history.unfinished() is None


def test_a_session_cut_off_before_its_first_rep_is_offered_too(history: History) -> None:
    history.begin(record(), "{}")
    assert history.unfinished() == Unfinished(record(), (), {}, "{}")


def test_a_rep_told_twice_counts_once(history: History) -> None:
    history.begin(record(), "{}")
    for rep in (*REPS, REPS[0]):
        history.finish_rep("one", rep, {"hold": 1})
    under_way = history.unfinished()
    assert under_way is not None
    assert under_way.reps == tuple(REPS)


def test_beginning_again_changes_the_plan_and_keeps_the_reps(history: History) -> None:
    history.begin(record(), "{}")
    history.finish_rep("one", REPS[0], {"hold": 1})
    history.begin(record(), '{"hold_ms":3000}')
    assert history.unfinished() == Unfinished(record(), (REPS[0],), {"hold": 1}, '{"hold_ms":3000}')


def test_a_second_session_cannot_hide_the_one_under_way(history: History) -> None:
    history.begin(record(), "{}")
    with pytest.raises(Refused):
        history.begin(record("two"), "{}")
    with pytest.raises(Refused):
        history.finish_rep("two", REPS[0], {})
    history.discard("two")
    assert history.unfinished() == Unfinished(record(), (), {}, "{}")
    history.discard("one")
    history.begin(record("two"), "{}")
    assert history.unfinished() == Unfinished(record("two"), (), {}, "{}")


def test_a_finished_session_is_under_way_no_more(history: History) -> None:
    history.begin(record(), "{}")
    history.finish_rep("one", REPS[0], {"hold": 1})
    history.add(record())
    assert history.unfinished() is None
    assert history.sessions()[0].id == "one"
    history.begin(record("two"), "{}")
    assert history.unfinished() == Unfinished(record("two"), (), {}, "{}")


def test_adding_another_session_leaves_the_one_under_way(history: History) -> None:
    history.begin(record(), "{}")
    history.add(record("imported"))
    assert history.unfinished() is not None


def test_a_session_that_ended_does_not_begin_again(history: History) -> None:
    history.add(record())
    with pytest.raises(Refused, match="ended"):
        history.begin(record(), "{}")
    history.delete("one")
    with pytest.raises(Refused, match="ended"):
        history.begin(record(), "{}")
    assert history.unfinished() is None


@pytest.mark.parametrize("id", ["", "x" * 65, "half a pair \ud800"])
def test_a_beginning_out_of_bounds_is_refused(history: History, id: str) -> None:
    with pytest.raises(Refused):
        history.begin(record(id), "{}")
    assert (history.unfinished(), history.waiting) == (None, 0)


@pytest.mark.parametrize(
    "rep",
    [Rep(-1, 1, "left", 1), Rep(0, 10_001, "left", 1), Rep(0, 1, "x" * 21, 1), Rep(0, 1, "\ud800", 1)],
    ids=str,
)
def test_a_rep_out_of_bounds_is_refused(history: History, rep: Rep) -> None:
    history.begin(record(), "{}")
    with pytest.raises(Refused):
        history.finish_rep("one", rep, {"hold": 1})
    with pytest.raises(Refused):
        history.finish_rep("one", REPS[0], {"x" * 10_000: 1})
    history.finish_rep("one", REPS[0], {"hold": 1})
    assert history.unfinished() == Unfinished(record(), (REPS[0],), {"hold": 1}, "{}")


def test_a_session_that_ended_is_not_offered_when_its_log_is_still_there(
    history: History, path: Path
) -> None:
    history.begin(record(), "{}")
    left_behind = log_of(path).read_bytes()
    history.add(record())
    assert not log_of(path).exists()
    log_of(path).write_bytes(left_behind)
    with open_history(path, TODAY) as reader:
        assert not reader.writable
        assert reader.unfinished() is None
    history.close()
    with open_history(path, TODAY) as again:
        assert (again.note, again.unfinished()) == (None, None)
        assert not log_of(path).exists()


def test_a_log_that_cannot_be_removed_holds_nothing_up(
    history: History, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "remove_log", failing)
    history.begin(record(), "{}")
    with pytest.raises(NotSaved):
        history.discard("one")
    assert history.unfinished() == Unfinished(record(), (), {}, "{}")
    history.add(record())
    assert log_of(path).exists()
    assert history.unfinished() is None
    with pytest.raises(Refused):
        history.finish_rep("one", REPS[0], {})
    history.close()
    with open_history(path, TODAY) as again:
        assert again.unfinished() is None
        again.begin(record("two"), "{}")
        again.finish_rep("two", REPS[0], {"hold": 1})
        assert again.unfinished() == Unfinished(record("two"), (REPS[0],), {"hold": 1}, "{}")


def failing(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_log_cut_off_anywhere_offers_all_the_reps_before_and_is_gone_on_with(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.begin(record(), "{}")
        begun = log_of(path).read_bytes()
        history.finish_rep("one", REPS[0], {"hold": 1})
        first = log_of(path).read_bytes()
        history.finish_rep("one", REPS[1], {"hold": 2})
    whole = log_of(path).read_bytes()
    for length in range(len(begun), len(whole) + 1):
        log_of(path).write_bytes(whole[:length])
        reps = REPS[: (length >= len(first)) + (length >= len(whole))]
        with open_history(path, TODAY) as history:
            offered = history.unfinished()
            assert offered is not None
            assert offered.reps == tuple(reps)
            assert history.note is None
            history.finish_rep("one", REPS[2], {"hold": 3})
            assert history.unfinished() == Unfinished(record(), (*reps, REPS[2]), {"hold": 3}, "{}")


def test_a_log_without_a_beginning_is_kept_aside(history: History, path: Path) -> None:
    history.begin(record(), "{}")
    history.finish_rep("one", REPS[0], {"hold": 1})
    history.add(record("two"))
    damaged = bytearray(log_of(path).read_bytes())
    damaged[100] ^= 1
    log_of(path).write_bytes(damaged)
    with pytest.raises(Unreadable):
        history.unfinished()
    history.close()
    with open_history(path, TODAY) as again:
        aside = path.with_name(f"history-under-way-corrupt-{TODAY}.jsonl")
        assert aside.read_bytes() == damaged
        assert again.note is not None
        assert aside.name in again.note
        assert again.writable
        assert again.unfinished() is None
        assert again.session("two") == record("two")
        again.begin(record("three"), "{}")
        assert again.unfinished() == Unfinished(record("three"), (), {}, "{}")


def test_a_log_that_cannot_be_read_is_said_to_be_and_left_alone(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
    log_of(path).mkdir()
    with open_history(path, TODAY) as history:
        assert not history.writable
        assert history.note is not None
        assert history.session("one") == record()
        with pytest.raises(Unreadable):
            history.unfinished()


@pytest.mark.parametrize("damage", [Path.unlink, lambda log: log.write_bytes(b"?")], ids=["gone", "damaged"])
def test_a_session_whose_log_was_lost_meanwhile_goes_on_and_can_be_discarded(
    history: History, path: Path, damage: Callable[[Path], object]
) -> None:
    history.begin(record(), "{}")
    history.finish_rep("one", REPS[0], {"hold": 1})
    damage(log_of(path))
    history.finish_rep("one", REPS[1], {"hold": 2})
    assert history.unfinished() == Unfinished(record(), tuple(REPS[:2]), {"hold": 2}, "{}")
    damage(log_of(path))
    history.discard("one")
    history.begin(record("two"), "{}")
    assert history.unfinished() == Unfinished(record("two"), (), {}, "{}")


def test_a_history_closes_itself(path: Path) -> None:
    with open_history(path, TODAY) as history:
        assert history.writable
    assert not history.writable
    with pytest.raises(NotSaved):
        history.begin(record(), "{}")
    with open_history(path, TODAY) as again:
        assert again.writable


# ---------------------------------------------------------------- a disk that does not take it


@unix
def test_reps_of_a_full_disk_wait_and_are_saved_by_the_next_call(history: History, path: Path) -> None:
    history.begin(record(), "{}")
    history.finish_rep("one", REPS[0], {"hold": 1})
    with full_disk():
        with pytest.raises(NotSaved):
            history.finish_rep("one", REPS[1], {"hold": 2})
        assert history.waiting == 1
        under_way = history.unfinished()
        assert under_way is not None
        assert under_way.reps == (REPS[0],)
    history.finish_rep("one", REPS[2], {"hold": 3})
    assert history.waiting == 0
    history.close()
    with open_history(path, TODAY) as again:
        assert again.unfinished() == Unfinished(record(), tuple(REPS), {"hold": 3}, "{}")


@unix
def test_a_whole_session_played_on_a_full_disk_is_saved_when_there_is_room(history: History) -> None:
    with full_disk():
        with pytest.raises(NotSaved):
            history.begin(record(), "{}")
        for rep in REPS:
            with pytest.raises(NotSaved):
                history.finish_rep("one", rep, {"hold": 1})
        with pytest.raises(NotSaved):
            history.add(record())
        assert history.waiting == 1  # the record has all the rest
    history.save_waiting()
    assert history.session("one") == record()
    assert history.unfinished() is None


@unix
def test_closing_saves_what_waits_or_says_that_it_is_lost(path: Path) -> None:
    history = open_history(path, TODAY)
    with full_disk(), pytest.raises(NotSaved):
        history.add(record())
    history.close()
    history = open_history(path, TODAY)
    assert history.session("one") == record()
    with full_disk():
        with pytest.raises(NotSaved):
            history.add(record("two"))
        with pytest.raises(NotSaved):
            history.close()
    with open_history(path, TODAY) as again:
        assert again.writable  # the lock was let go
        assert [one.id for one in again.sessions()] == ["one"]


@unix
def test_a_session_that_waits_and_is_discarded_is_never_written(history: History, path: Path) -> None:
    with full_disk():
        with pytest.raises(NotSaved):
            history.begin(record(), "{}")
        with pytest.raises(NotSaved):
            history.finish_rep("one", REPS[0], {})
        history.discard("one")
    history.save_waiting()
    assert not log_of(path).exists()


@unix
def test_a_beginning_the_disk_did_not_confirm_can_be_discarded(
    history: History, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(log_module, "_sync_folder", failing)
        with pytest.raises(NotSaved):
            history.begin(record(), "{}")
    assert log_of(path).exists()
    history.discard("one")
    assert not log_of(path).exists()


@unix
def test_what_waits_of_one_session_after_another_is_saved_in_order(history: History) -> None:
    history.begin(record(), "{}")
    with full_disk():
        writes: list[Callable[[], None]] = [
            lambda: history.finish_rep("one", REPS[0], {"hold": 1}),
            lambda: history.add(record()),
            lambda: history.begin(record("two"), "{}"),
            lambda: history.finish_rep("two", REPS[1], {"hold": 2}),
        ]
        for write in writes:
            with pytest.raises(NotSaved):
                write()
        assert history.waiting == 3
        assert history.unfinished() == Unfinished(record(), (), {}, "{}")
    history.finish_rep("two", REPS[2], {"hold": 3})
    assert history.session("one") == record()
    assert history.unfinished() == Unfinished(record("two"), (REPS[1], REPS[2]), {"hold": 3}, "{}")


@unix
def test_what_waits_has_a_bound(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    history.begin(record(), "{}")
    with full_disk():
        for rep in REPS:
            with pytest.raises(NotSaved):
                history.finish_rep("one", rep, {"hold": 1})
        assert history.waiting == 2
    history.finish_rep("one", REPS[2], {"hold": 1})
    under_way = history.unfinished()
    assert under_way is not None
    assert under_way.reps == tuple(REPS)


@unix
def test_what_is_refused_does_not_hold_up_what_waits(history: History) -> None:
    history.begin(record(), "{}")
    with full_disk(), pytest.raises(NotSaved):
        history.finish_rep("one", REPS[0], {"hold": 1})
    with pytest.raises(Refused):
        history.finish_rep("unknown", REPS[1], {"hold": 1})
    assert history.waiting == 0
    under_way = history.unfinished()
    assert under_way is not None
    assert under_way.reps == (REPS[0],)


@unix
def test_a_change_that_a_full_disk_refuses_is_not_made_later(history: History) -> None:
    history.add(record())
    with full_disk():
        with pytest.raises(NotSaved):
            history.delete("one")
        with pytest.raises(NotSaved):
            history.edit(record().edited(note="no"))
    history.add(record("two"))
    assert history.session("one") == record()


# ---------------------------------------------------------------- files


@unix
def test_only_this_person_can_read_any_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0)
    try:
        with open_history(path, TODAY) as history:
            history.add(record())
            history.begin(record("two"), "{}")
        monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS + LATER)
        open_history(path, TODAY).close()
    finally:
        os.umask(before)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    names = ("history.db", "history.db-journal", "history.db.lock", "history-under-way.jsonl")
    backups = [f"history-version-{len(MIGRATIONS) + more}.db" for more in (0, 1)]
    assert modes == dict.fromkeys((*names, *backups), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_commit_waits_for_the_disk(history: History) -> None:
    def pragma(name: str) -> object:
        return history._db.execute(f"PRAGMA {name}").fetchone()[0]

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
    program = "import sys, pathlib, guided.history as h; p = h.open_history(pathlib.Path(sys.argv[1]), '')"
    command = [sys.executable, "-c", f"{program}; print(p.writable, flush=True); input()", str(path)]
    root = Path(__file__).resolve().parent.parent
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
            history._db.backup(copy)
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
    monkeypatch.setattr(module, "MIGRATIONS", every[:older])
    with open_history(path, TODAY) as history:
        history.add(record())
        history.begin(record("two"), "{}")
    monkeypatch.setattr(module, "MIGRATIONS", every)
    with open_history(path, TODAY) as history:
        assert history.note is None
        assert history.session("one") == record()
        assert history.unfinished() == Unfinished(record("two"), (), {}, "{}")
        history.add(record("two"))
    assert sql(path, "PRAGMA user_version") == [(len(every),)]
    backup = path.with_name(f"history-version-{older}.db")
    assert sql(backup, "PRAGMA user_version") == [(older,)]
    assert sql(backup, "SELECT id FROM session") == [("one",)]


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
    before = path.read_bytes()
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE mood (a TEXT) STRICT; nonsense;"))
    with open_history(path, TODAY) as history:
        assert not history.writable
        assert history.note is not None
        assert history.session("one") == record()
    assert path.read_bytes() == before


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


# ---------------------------------------------------------------- damage

SESSIONS = 40


def test_what_is_erased_is_nowhere_any_more(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record(id="kept", note="a secret of mine"))
        history.add(record(id="gone", note="a secret of mine"))
        history.delete("gone")
        history.begin(record(id="under-way", note="a secret of mine"), "{}")
        path.with_name("history-version-1.db").write_bytes(b"a secret of mine")
        history.erase()
        assert (history.sessions(), history.measured(), history.unfinished()) == ([], [], None)
        history.add(record(id="new", note="later"))
    whole = b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())
    assert b"secret" not in whole
    with open_history(path, TODAY) as history:
        assert [one.id for one in history.sessions()] == ["new"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with sessions that do not all fit on one page, two of them deleted, and one under way."""
    path = tmp_path_factory.mktemp("sound") / "history.db"
    with open_history(path, TODAY) as history:
        for number in range(SESSIONS):
            history.add(numbered(number))
        history.delete("s3")
        history.delete("s30")
        history.begin(record("under-way"), "{}")
        for rep in REPS:
            history.finish_rep("under-way", rep, {"hold": 1})
    return path


def numbered(number: int) -> Record:
    noise = random.Random(number).randbytes(300).hex()  # so that compressing leaves something to damage
    return record(f"s{number}", routine=noise, started=f"2026-10-{number % 30 + 1:02}T10:00:00+00:00")


def flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def scramble(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) - 8)
    data[at : at + 8] = chance.randbytes(8)


def blank(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) // 512) * 512
    data[at : at + 512] = bytes(512)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


def garbage(data: bytearray, chance: random.Random) -> None:
    data[:] = chance.randbytes(chance.randrange(1, 20_000))


@pytest.mark.parametrize("damage", [flip, scramble, blank, cut, garbage])
def test_no_damage_goes_unseen_and_nothing_raises(damage: Any, sound: Path, tmp_path: Path) -> None:
    chance = random.Random(f"{damage.__name__} 20261124")
    kept = {f"s{number}": numbered(number) for number in range(SESSIONS) if number not in (3, 30)}
    for trial in range(60):
        data = bytearray(sound.read_bytes())
        damage(data, chance)
        path = tmp_path / str(trial) / "history.db"
        path.parent.mkdir()
        path.write_bytes(data)
        log_of(path).write_bytes(log_of(sound).read_bytes())
        with open_history(path, TODAY) as history:
            assert history.writable
            records = {one.id: whole for one, whole in history.records()}
            # Whatever is given back as a session is what was recorded.
            assert all(whole in (None, numbered(int(id[1:]))) for id, whole in records.items())
            aside = path.with_name(f"history-corrupt-{TODAY}.db")
            if aside.exists():
                assert aside.read_bytes() == bytes(data)
                assert history.note is not None
                assert aside.name in history.note
                assert None not in records.values()
            else:
                assert history.note is None
                assert records.keys() == kept.keys()
            assert history.unfinished() == Unfinished(record("under-way"), tuple(REPS), {"hold": 1}, "{}")
            history.discard("under-way")
            history.add(record("next"))
            assert history.session("next") == record("next")


def test_most_sessions_are_carried_over_from_a_damaged_file(sound: Path, path: Path) -> None:
    data = bytearray(sound.read_bytes())
    page = 4096
    for at in range(len(data) // page // 2 * page, len(data) // page // 2 * page + page):
        data[at] ^= 0xFF
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    with open_history(path, TODAY) as history:
        found = [one.id for one in history.sessions()]
        assert SESSIONS // 2 < len(found) < SESSIONS
        assert history.note is not None
        assert f"{len(found)} sessions" in history.note
        assert all(history.session(id) == numbered(int(id[1:])) for id in found)
        assert not {"s3", "s30"} & set(found)


def test_a_damaged_file_is_kept_beside_earlier_ones(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"first", b"second"):
        path.write_bytes(content)
        path.with_name("history.db-journal").write_bytes(content)
        open_history(path, TODAY).close()
        assert path.with_name("history.db-journal").read_bytes() == b""  # or it would be played back
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
    monkeypatch.setattr(module, "_BUSY_S", 0.0)
    with open_history(path, TODAY) as history:
        history.add(record())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with open_history(path, TODAY) as history:
            assert not history.writable
            assert history.note is not None
        other.execute("ROLLBACK")
    with open_history(path, TODAY) as history:
        assert history.session("one") == record()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE record SET content = (SELECT content FROM record WHERE id = 'two') WHERE id = 'one'",
        "UPDATE record SET digest = randomblob(32) WHERE id = 'one'",
        "UPDATE session SET note = 'Nothing hurts' WHERE id = 'one'",
    ],
)
def test_a_session_that_is_not_what_was_recorded_is_not_given_back(
    history: History, path: Path, damage: str
) -> None:
    history.add(record("one"))
    history.add(record("two"))
    sql(path, damage)
    with pytest.raises(Unreadable):
        history.session("one")
    assert history.session("two") == record("two")
    assert [whole for _, whole in history.records()] == [None, record("two")]
    assert json.loads(export_json(history))["damaged"] == ["one"]
    assert [row[-1] for row in csv.reader(io.StringIO(export_csv(history)))][1] == "damaged"


# ---------------------------------------------------------------- what was measured

ANKLE = Taken("a", "knee-to-wall", "2026-11-24T10:00:00+00:00", 60, left=9, right=10.5, note="Cold")
TIGHT = Taken("b", "tightness", "2026-11-25T10:00:00+00:00", 60, value=3, about="Front of the hip")


def test_what_was_measured_comes_back_newest_first(history: History, path: Path) -> None:
    history.add_measured(ANKLE)
    history.add_measured(TIGHT)
    history.close()
    with open_history(path, TODAY) as again:
        assert again.measured() == [TIGHT, ANKLE]
        assert again.measured("knee-to-wall") == [ANKLE]
        assert again.measured("hip-drop") == []


def test_a_measure_can_be_deleted_and_brought_back(history: History) -> None:
    history.add_measured(ANKLE)
    history.delete_measured("a")
    assert history.measured() == []
    history.undelete_measured("a")
    assert history.measured() == [ANKLE]


@pytest.mark.parametrize(
    "changes",
    [
        {"left": None, "right": None},  # says nothing
        {"value": 3.0},  # says two things
        {"left": float("inf")},
        {"id": ""},
        {"measure": "m" * 201},
        {"taken": "yesterday"},
        {"offset_min": 2000},
        {"note": "n" * 20_001},
    ],
)
def test_a_measure_out_of_bounds_is_refused(history: History, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        history.add_measured(replace(ANKLE, **changes))
    assert history.measured() == []


def test_measures_are_carried_over_from_a_damaged_file(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add_measured(ANKLE)
        history.add_measured(TIGHT)
        history.delete_measured("b")
    sql(path, "PRAGMA application_id = 5")  # any damage that leaves the rows
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert history.measured() == [ANKLE]
        history.undelete_measured("b")
        assert history.measured() == [TIGHT, ANKLE]


def test_a_file_from_before_there_were_measures_can_still_be_read_and_exported(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(module, "MIGRATIONS", MIGRATIONS[:2])
        with open_history(path, TODAY) as history:
            history.add(record())
    monkeypatch.setattr(module, "lock_file", lambda path: (_ for _ in ()).throw(BlockingIOError))
    with open_history(path, TODAY) as history:
        assert not history.writable
        assert history.measured() == []
        assert len(json.loads(export_json(history))["sessions"]) == 1


def test_measures_are_in_the_exports(history: History) -> None:
    history.add_measured(replace(TIGHT, about="=front"))
    history.add_measured(ANKLE)
    exported = json.loads(export_json(history))["measured"]
    assert [Taken(**one) for one in exported] == [ANKLE, replace(TIGHT, about="=front")]
    known = {
        "knee-to-wall": Measure(
            "knee-to-wall", "Knee to wall", "", (), "cm", "higher", 0, 30, 1, "knee-to-wall-rocks", both=True
        )
    }
    rows = list(csv.reader(io.StringIO(export_measured_csv(history, known))))
    assert rows[1] == ["2026-11-24", "11:00", "Knee to wall", "", "", "9.0", "10.5", "cm", "Cold"]
    assert rows[2] == ["2026-11-25", "11:00", "tightness", "'=front", "3.0", "", "", "", ""]


# ---------------------------------------------------------------- programmes

MONDAY = date(2026, 11, 23)


def test_a_programme_is_followed_as_far_as_its_sessions_were_done(history: History, path: Path) -> None:
    run = history.follow("up", MONDAY, 12)
    history.begin_for("one", run, 1)
    history.add(record())
    history.begin_for("two", run, 2, short=True)  # begun, and nothing came of it
    history.answer_next_day("one", "better")
    history.choose_session(run, 3, 1, 6)
    history.close()
    with open_history(path, TODAY) as again:
        assert again.followed() == [
            Followed(
                "up",
                MONDAY,
                (Done("one", 1, date(2026, 11, 24), 17, 18, 4, 2, "better"),),
                until=6,
                chosen=3,
                chosen_after=1,
                run=run,
            )
        ]
        assert again.programme_of("two") == (run, 2, True)
        assert again.programme_of("three") is None


def test_a_session_that_is_deleted_is_not_done(history: History) -> None:
    run = history.follow("up", MONDAY, 12)
    history.begin_for("one", run, 1)
    history.add(record())
    history.delete("one")
    assert history.followed()[0].done == ()
    history.undelete("one")
    assert len(history.followed()[0].done) == 1


def test_what_was_added_to_a_session_later_counts(history: History) -> None:
    run = history.follow("up", MONDAY, 12)
    history.begin_for("one", run, 1)
    history.add(record(after=None))
    history.edit(record(after=None).edited(after=7))
    assert [one.after for one in history.followed()[0].done] == [7]


def test_one_programme_is_followed_and_others_are_paused(history: History) -> None:
    first = history.follow("up", MONDAY, 12)
    second = history.follow("down", MONDAY, 20)
    assert {one.programme_id: one.paused for one in history.followed()} == {"up": True, "down": False}
    history.resume_programme(first)
    assert {one.programme_id: one.paused for one in history.followed()} == {"up": False, "down": True}
    history.pause_programme(first)
    history.leave_programme(second)
    assert [(one.programme_id, one.paused) for one in history.followed()] == [("up", True)]
    history.resume_programme(second)  # left by mistake
    assert [one.programme_id for one in history.followed()] == ["down", "up"]


def test_a_programme_that_is_begun_again_begins_with_nothing_done(history: History) -> None:
    run = history.follow("up", MONDAY, 12)
    history.begin_for("one", run, 1)
    history.add(record())
    again = history.follow("up", MONDAY, 12)
    assert [(one.run, one.done) for one in history.followed()] == [(again, ())]
    history.leave_programme(again)
    assert history.followed() == []


def test_a_programme_survives_that_its_session_is_cut_off(history: History, path: Path) -> None:
    run = history.follow("up", MONDAY, 12)
    history.begin(record(), "{}")
    history.begin_for("one", run, 1)
    history.finish_rep("one", REPS[0], {"hold": 1})
    copy = path.parent.parent / "crashed" / path.name
    shutil.copytree(path.parent, copy.parent)
    with open_history(copy, TODAY) as after:
        assert after.programme_of("one") == (run, 1, False)
        after.add(record())
        assert [one.number for one in after.followed()[0].done] == [1]


@unix
def test_what_a_session_is_for_waits_for_the_disk_with_it(history: History) -> None:
    run = history.follow("up", MONDAY, 12)
    with full_disk(), suppress(NotSaved):
        history.begin_for("one", run, 1)
    history.add(record())
    assert [one.session_id for one in history.followed()[0].done] == ["one"]


@pytest.mark.parametrize("answer", ["fine", ""])
def test_an_answer_is_one_of_four(history: History, answer: str) -> None:
    run = history.follow("up", MONDAY, 12)
    history.begin_for("one", run, 1)
    with pytest.raises(Refused):
        history.answer_next_day("one", answer)
    with pytest.raises(Refused):
        history.begin_for("two", run + 1, 1)
    with pytest.raises(Refused):
        history.follow("", MONDAY, 12)


def test_programmes_are_carried_over_from_a_damaged_file(path: Path) -> None:
    with open_history(path, TODAY) as history:
        run = history.follow("up", MONDAY, 12)
        history.begin_for("one", run, 1)
        history.add(record())
        before = history.followed()
    sql(path, "PRAGMA application_id = 5")  # any damage that leaves the rows
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert history.followed() == before


def test_a_file_from_before_there_were_programmes_can_still_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(module, "MIGRATIONS", MIGRATIONS[:1])
        with open_history(path, TODAY) as history:
            history.add(record())
    monkeypatch.setattr(
        module, "lock_file", lambda _: (_ for _ in ()).throw(OSError(errno.EROFS, "read-only"))
    )
    with open_history(path, TODAY) as history:
        assert not history.writable
        assert history.followed() == []
        assert len(history.sessions()) == 1


# ---------------------------------------------------------------- exports


def test_the_json_has_everything_a_record_has(history: History) -> None:
    history.add(record("b"))
    history.add(record("a", started="2026-11-20T10:00:00+00:00", before=None))
    history.add(record("gone"))
    history.delete("gone")
    exported = json.loads(export_json(history))
    assert exported["format"] == 1
    assert exported["damaged"] == []
    again = [
        Record(
            **one
            | {
                "sets": tuple(SetDone(**done) for done in one["sets"]),
                "swaps": tuple(map(tuple, one["swaps"])),
            }
        )
        for one in exported["sessions"]
    ]
    assert again == [history.session("a"), history.session("b")]
    assert list(exported["sessions"][0]) == sorted(exported["sessions"][0])


def test_an_empty_history_exports_to_empty_files(history: History) -> None:
    assert json.loads(export_json(history)) == {
        "format": 1,
        "damaged": [],
        "measured": [],
        "sessions": [],
    }
    assert len(export_csv(history).splitlines()) == 1


def test_the_table_has_a_row_a_session_in_plain_words(history: History) -> None:
    history.add(record(after=None, note='He said "stop"'))
    header, row = csv.reader(io.StringIO(export_csv(history)))
    assert dict(zip(header, row, strict=True)) == {
        "Date": "2026-11-24",
        "Time": "11:00",
        "Routine": "Hips, “gently”",
        "Minutes played": "9.0",
        "Repetitions done": "17",
        "Repetitions planned": "18",
        "Finished": "yes",
        "Discomfort before (0 to 10)": "4",
        "Discomfort after (0 to 10)": "",
        "Note": 'He said "stop"',
        "Exercises": "hip-flexor (ais) left 9 of 10; dead-bug (core) 8 of 8",
    }


def test_texts_are_quoted_and_numbers_are_not(history: History) -> None:
    history.add(record(note="fine"))
    assert ',9.0,17,18,"yes",4,2,"fine",' in export_csv(history)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_text_starts_a_formula(history: History, start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    sets = (SetDone(0, text, "ais", 1, "left", 1, 1),)
    history.add(record(routine_name=text, note=text, sets=sets))
    _, row = csv.reader(io.StringIO(export_csv(history), newline=""))
    assert [cell for cell in row if "HYPER" in cell] == [f"'{text}", f"'{text}", f"'{text} (ais) left 1 of 1"]


# ---------------------------------------------------------------- any order of it all

IDS = st.sampled_from("abcdefgh")
SOME_REPS = st.sampled_from([Rep(step, 1, side, 1) for step in range(4) for side in ("left", "right")])


class AnyOrder(RuleBasedStateMachine):
    """A history beside a model of it: what was acknowledged is there, through crashes and full disks."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.runs = 0
        self.kept: dict[str, Record] = {}
        self.deleted: set[str] = set()
        self.under_way: Record | None = None
        self.reps: list[Rep] = []
        self.waiting: list[Rep] = []
        self.history = open_history(self.path, TODAY)

    @property
    def path(self) -> Path:
        return self.folder / str(self.runs) / "history.db"

    def saved(self) -> None:
        """What waited is on disk, in order."""
        self.reps = list(dict.fromkeys([*self.reps, *self.waiting]))
        self.waiting = []

    @rule(id=IDS)
    def begin(self, id: str) -> None:
        if id in self.kept or (self.under_way is not None and self.under_way.id != id):
            with pytest.raises(Refused):
                self.history.begin(record(id), "{}")
        else:
            self.history.begin(record(id), "{}")
            self.under_way = record(id)
        self.saved()

    @precondition(lambda self: self.under_way)
    @rule(rep=SOME_REPS)
    def finish_rep(self, rep: Rep) -> None:
        assert self.under_way is not None
        self.history.finish_rep(self.under_way.id, rep, {"hold": 1})
        self.waiting.append(rep)
        self.saved()

    @precondition(lambda self: self.under_way and sys.platform != "win32")
    @rule(rep=SOME_REPS)
    def finish_rep_on_a_full_disk(self, rep: Rep) -> None:
        assert self.under_way is not None
        known = rep in self.reps and not self.waiting
        with full_disk(), suppress(NotSaved) if known else pytest.raises(NotSaved):
            self.history.finish_rep(self.under_way.id, rep, {"hold": 1})
        if self.history.waiting:
            self.waiting.append(rep)

    @precondition(lambda self: self.under_way)
    @rule()
    def finish(self) -> None:
        assert self.under_way is not None
        id = self.under_way.id
        self.history.add(record(id))
        self.kept[id] = record(id)
        self.under_way, self.reps, self.waiting = None, [], []

    @precondition(lambda self: self.under_way)
    @rule()
    def discard(self) -> None:
        assert self.under_way is not None
        self.history.discard(self.under_way.id)
        self.under_way, self.reps, self.waiting = None, [], []

    @precondition(lambda self: self.kept)
    @rule(id=IDS)
    def edit(self, id: str) -> None:
        if id not in self.kept or id in self.deleted:
            with pytest.raises(NoSession):
                self.history.edit(record(id).edited())
            return
        edited = self.kept[id].edited(note=f"{self.kept[id].version}")
        self.history.edit(edited)
        self.kept[id] = edited
        self.saved()

    @precondition(lambda self: self.kept)
    @rule(id=IDS, gone=st.booleans())
    def delete(self, id: str, gone: bool) -> None:
        change = self.history.delete if gone else self.history.undelete
        if id not in self.kept:
            with pytest.raises(NoSession):
                change(id)
            return
        change(id)
        (self.deleted.add if gone else self.deleted.discard)(id)
        self.saved()

    @rule()
    def crash(self) -> None:
        """Goes on with the files as they are on disk, without what only waits in memory."""
        before, old = self.path, self.history
        self.runs += 1
        shutil.copytree(before.parent, self.path.parent)
        self.path.parent.chmod(0o700)
        with suppress(NotSaved), full_disk() if sys.platform != "win32" else nullcontext():
            old.close()
        self.waiting = []
        self.history = open_history(self.path, TODAY)
        assert self.history.note is None

    @invariant()
    def agrees(self) -> None:
        there = {id: one for id, one in self.kept.items() if id not in self.deleted}
        assert {one.id: whole for one, whole in self.history.records()} == there
        under_way = self.history.unfinished()
        assert (under_way and under_way.record) == self.under_way
        assert list(under_way.reps if under_way else []) == self.reps

    def teardown(self) -> None:
        if hasattr(self, "history"):
            self.history.close()
            shutil.rmtree(self.folder)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
