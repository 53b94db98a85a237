"""Sessions as they are kept, on real files."""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from dataclasses import fields, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from guided.history import database, writing
from guided.history import log as log_module
from guided.history.errors import NoSession, NotSaved, Refused, Unreadable
from guided.history.opening import late_path
from guided.history.records import Past, Unfinished
from guided.history.schema import MIGRATIONS
from guided.history.store import History, open_history, open_readonly
from guided.session import Event, LeftOff, Record, Rep, SetDone, with_reps
from tests.disks import full_disk
from tests.history.samples import ANKLE, MONDAY, REPS, TODAY, failing, log_of, record, sql, unix


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
    history.add(record("before", started="2026-11-23T22:59:59+00:00", offset_min=60, played_ms=80_000))
    history.add(record("after", started="2026-11-23T23:00:00+00:00", offset_min=60, played_ms=100_000))
    history.add(record("west", started="2026-11-24T07:59:00+00:00", offset_min=-480, played_ms=80_000))
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert history.played_by_day() == {monday: (80_000, 80_000), tuesday: (100_000,)}
    assert history.played_by_day(tuesday) == {tuesday: (100_000,)}
    assert list(history.past().played_ms) == [date(2026, 11, 23), date(2026, 11, 24)]


def test_a_routine_is_counted_as_often_as_it_was_played(history: History) -> None:
    for id in ("one", "two"):
        history.add(record(id))
    history.add(record("three", routine_id="neck"))
    history.delete("two")
    assert history.past().times == {"hips": 1, "neck": 1}


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
    assert history.past() == Past()
    with pytest.raises(NoSession):
        history.session("one")
    with pytest.raises(NoSession):
        history.edit(record().edited())
    history.undelete("one")
    assert history.session("one") == record()


def test_every_deletion_and_bringing_back_is_kept_as_it_was(history: History, path: Path) -> None:
    for name in ("one", "two"):
        history.add(record(name))
    history.delete("one", "two")
    history.delete("one")  # it is already
    history.undelete("two")
    history.measured.add(ANKLE)
    history.measured.delete(ANKLE.id)
    marks = [("one", 1, 1), ("two", 1, 1), ("two", 2, 0), (ANKLE.id, 1, 1)]
    assert sql(path, "SELECT of, version, deleted FROM mark") == marks


def test_several_are_deleted_or_none(history: History) -> None:
    history.add(record())
    with pytest.raises(NoSession):
        history.delete("one", "nobody")
    assert len(history.sessions()) == 1


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
        " swaps before after note device complete version events left_off continues"
    )
    assert (len(MIGRATIONS), " ".join(field.name for field in fields(Record))) == (8, names)


# ---------------------------------------------------------------- the session under way


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


def test_a_session_that_continues_another_has_its_reps_and_takes_its_place(history: History) -> None:
    left = record("first", complete=False, left_off=LeftOff("{}", tuple(REPS[:2])))
    history.add(left)
    assert history.past().left_off == (left,)
    begun = replace(left, id="second", continues="first")
    history.begin(begun, "{}")
    history.finish_rep("second", REPS[2], {"hold": 1})
    under_way = history.unfinished()
    assert under_way is not None
    assert under_way.reps == tuple(REPS)
    assert [one.id for one in history.sessions()] == ["first"]
    whole = replace(begun, complete=True, left_off=None)
    for _ in range(2):
        history.add(whole)
    assert [one.id for one in history.sessions()] == ["second"]
    assert history.past().left_off == ()
    assert history.session("second") == whole
    history.undelete("first")
    assert history.session("first") == left


def test_a_stop_for_the_day_is_known_whether_or_not_reps_were_left(history: History) -> None:
    stop = (Event("hurt", 1), Event("stop", 1))
    history.add(record("cut", complete=False, events=stop, left_off=LeftOff("{}", tuple(REPS[:2]))))
    history.add(record("whole", complete=True, events=stop))
    history.add(record("well", complete=True))
    past = history.past()
    assert past.stopped == {"cut", "whole"}
    assert [one.id for one in past.left_off] == ["cut"]


def test_only_the_session_under_way_is_gone_on_with_or_discarded(history: History) -> None:
    history.begin(record(), "{}")
    with pytest.raises(Refused):
        history.finish_rep("two", REPS[0], {})
    history.discard("two")
    assert history.unfinished() == Unfinished(record(), (), {}, "{}")
    history.discard("one")
    history.begin(record("two"), "{}")
    assert history.unfinished() == Unfinished(record("two"), (), {}, "{}")


def test_a_session_that_another_follows_on_is_kept_as_far_as_it_went(history: History) -> None:
    left = record("left", sets=(SetDone(0, "hip-flexor", "ais", 1, "left", 10, 0),), phase_ms={}, played_ms=0)
    history.begin(left, "{}")
    history.finish_rep("left", REPS[0], {"hold": 2000})
    history.begin(record("empty", note=""), "{}")
    history.begin(record("two"), "{}")
    history.finish_rep("two", REPS[1], {"hold": 1})
    assert history.unfinished() == Unfinished(record("two"), (REPS[1],), {"hold": 1}, "{}")
    assert [(one.id, one.reps_done, one.played_ms) for one in history.sessions()] == [("left", 1, 2000)]


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
    monkeypatch.setattr(writing, "remove_log", failing)
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
        patched.setattr(log_module, "sync_folder", failing)
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
        assert history.waiting == 4  # the record, the end of the log, what began, its rep
        assert history.unfinished() == Unfinished(record(), (), {}, "{}")
    history.finish_rep("two", REPS[2], {"hold": 3})
    assert history.session("one") == record()
    assert history.unfinished() == Unfinished(record("two"), (REPS[1], REPS[2]), {"hold": 3}, "{}")


@unix
def test_what_waits_has_a_bound(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_WAITING", 2)
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


def test_what_is_erased_is_nowhere_any_more(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record(id="kept", note="a secret of mine"))
        history.add(record(id="gone", note="a secret of mine"))
        history.delete("gone")
        history.begin(record(id="under-way", note="a secret of mine"), "{}")
        path.with_name("history-version-1.db").write_bytes(b"a secret of mine")
        history.erase()
        assert (history.sessions(), history.measured.all(), history.unfinished()) == ([], [], None)
        history.add(record(id="new", note="later"))
    whole = b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())
    assert b"secret" not in whole
    with open_history(path, TODAY) as history:
        assert [one.id for one in history.sessions()] == ["new"]


# ---------------------------------------------------------------- any order of it all


MINE = ("history-notes.txt", "history-2025-backup-mine.db", "histories.db", "history-corrupt-mine.db")
SOUND = {"history.db", "history.db-journal", "history.db.lock"}
MADE = (
    f"history-corrupt-{TODAY}.db",
    f"history-corrupt-{TODAY}-2.db-journal",
    "history-version-1.db",
    "history-backup-20261124T100000Z.db",
    "history-backup-20261124T100000Z-2.db.new-journal",
    "history-restored.db",
    "history-checked",
    f"history-under-way-corrupt-{TODAY}.jsonl",
    "history-waiting.jsonl",
    "history.db.new",
)


def test_erasing_takes_nothing_that_was_not_made_here(history: History, path: Path) -> None:
    for name in (*MINE, *MADE):
        path.with_name(name).write_bytes(b"something")
    history.erase()
    assert {one.name for one in path.parent.iterdir()} - SOUND == set(MINE)


def test_erasing_that_is_cut_off_is_gone_through_with_at_the_next_start(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.add(record())
        history.begin(record("two"), "{}")
        history.finish_rep("two", REPS[0], {"hold": 1})
    path.with_name("history-erasing").touch()  # as far as it got
    path.with_name(f"history-corrupt-{TODAY}.db").write_bytes(b"something")
    with open_history(path, TODAY) as history:
        assert (history.past(), history.unfinished(), history.backups.lacking()) == (Past(), None, [])
        assert {one.name for one in path.parent.iterdir()} == SOUND


def test_what_could_not_be_erased_is_said_and_nothing_is_recorded_till_it_is(
    history: History, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(record())
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", failing)
        with pytest.raises(NotSaved):
            history.erase()
        with pytest.raises(NotSaved):
            history.begin(record("two"), "{}")
    history.begin(record("two"), "{}")
    assert history.sessions() == []
    assert history.unfinished() == Unfinished(record("two"), (), {}, "{}")


# ---------------------------------------------------------------- a database that takes nothing


class Forgetful(sqlite3.Connection):
    """A database that fails to say what it has done."""

    forgets = False

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        cursor = super().execute(sql, *values)
        if self.forgets and sql == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return cursor


def test_what_is_in_the_file_is_not_said_to_be_missing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = partial(sqlite3.connect, factory=Forgetful)
    monkeypatch.setattr(sqlite3, "connect", connect)
    with open_history(path, TODAY) as history:
        monkeypatch.setattr(Forgetful, "forgets", True)
        history.add(record())
        history.edit(record().edited(note="later"))
        first, second = (
            history.programmes.follow("up", MONDAY, 12),
            history.programmes.follow("down", MONDAY, 5),
        )
        history.programmes.resume(first)
        history.programmes.choose(first, 3, 0, 6)
        history.programmes.leave(second)
        history.measured.add(ANKLE)
        history.measured.delete("a")
        history.delete("one")
        assert history.waiting == 0
        assert [(one.run, one.chosen) for one in history.programmes.followed()] == [(first, 3)]
        assert (history.sessions(), history.measured.all()) == ([], [])
        history.undelete("one")
        assert [one.note for one in history.sessions()] == ["later"]
        with pytest.raises(Refused):
            history.edit(record().edited(note="other"))


def test_a_database_that_is_busy_holds_up_no_rep_and_loses_no_session(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.0)
    with open_history(path, TODAY) as history, closing(sqlite3.connect(path, isolation_level=None)) as other:
        run = history.programmes.follow("up", MONDAY, 12)
        history.begin(record(), "{}")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotSaved):
            history.programmes.begin_for("one", run, 1)
        with pytest.raises(NotSaved, match="kept beside"):
            history.add(record())
        history.begin(record("two"), "{}")
        history.finish_rep("two", REPS[0], {"hold": 1})
        assert history.waiting == 0  # all of it is on disk
        crashed = path.parent.parent / "crashed" / path.name
        shutil.copytree(path.parent, crashed.parent)
        other.execute("ROLLBACK")
        history.save_waiting()
        copies = [history]
        with open_history(crashed, TODAY) as after:
            for one in (*copies, after):
                assert one.session("one") == record()
                assert [done.session_id for done in one.programmes.followed()[0].done] == ["one"]
                assert one.unfinished() == Unfinished(record("two"), (REPS[0],), {"hold": 1}, "{}")
            assert not late_path(crashed).exists()


def test_a_file_that_takes_the_place_of_the_open_one_is_gone_on_with(history: History, path: Path) -> None:
    history.add(record("before"))
    restored = path.with_name("restored.db")
    shutil.copy(path, restored)
    history.add(record("since"))
    sql(restored, "UPDATE session SET deleted = 1")
    restored.replace(path)
    history.begin(record("two"), "{}")
    history.finish_rep("two", REPS[0], {"hold": 1})
    history.add(record("two"))
    history.close()
    with open_history(path, TODAY) as again:
        assert again.note is None
        assert {one.id for one in again.sessions()} == {"since", "two"}  # and what was deleted there stays so


def test_a_file_that_was_removed_is_made_again_with_all_that_was_in_it(history: History, path: Path) -> None:
    history.add(record())
    history.measured.add(ANKLE)
    path.unlink()
    history.add(record("two"))
    with open_readonly(path) as again:
        assert {one.id for one in again.sessions()} == {"one", "two"}
        assert again.measured.all() == [ANKLE]


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
        if id in self.kept:
            with pytest.raises(Refused):
                self.history.begin(record(id), "{}")
            return
        self.history.begin(record(id), "{}")
        self.saved()
        if self.under_way is not None and self.under_way.id != id:
            left = self.under_way
            self.kept[left.id] = with_reps(left, self.reps, {"hold": 1} if self.reps else {}, "{}")
            self.reps = []
        self.under_way = record(id)

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
            self.saved()
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
            self.saved()
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
