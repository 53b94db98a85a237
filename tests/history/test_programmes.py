"""Programmes as they are followed, on real files."""

import errno
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from guided.history import opening, schema
from guided.history.errors import NotSaved, Refused
from guided.history.schema import MIGRATIONS
from guided.history.store import History, open_history
from guided.programme import Done, Followed
from tests.disks import full_disk
from tests.history.samples import MONDAY, REPS, TODAY, record, unix


def test_a_programme_is_followed_as_far_as_its_sessions_were_done(history: History, path: Path) -> None:
    run = history.programmes.follow("up", MONDAY, 12)
    history.programmes.begin_for("one", run, 1)
    history.add(record())
    history.programmes.begin_for("two", run, 2, short=True)  # begun, and nothing came of it
    history.programmes.answer_next_day("one", "better")
    history.programmes.choose(run, 3, 1, 6)
    history.close()
    with open_history(path, TODAY) as again:
        assert again.programmes.followed() == [
            Followed(
                "up",
                MONDAY,
                (Done("one", 1, date(2026, 11, 24), 17, 18, 4, 2, "better", complete=True),),
                until=6,
                chosen=3,
                chosen_after=1,
                run=run,
            )
        ]
        assert again.programmes.played_for().get("two") == (run, 2, True)
        assert again.programmes.played_for().get("three") is None


def test_a_session_that_is_deleted_is_not_done(history: History) -> None:
    run = history.programmes.follow("up", MONDAY, 12)
    history.programmes.begin_for("one", run, 1)
    history.add(record())
    history.delete("one")
    assert history.programmes.followed()[0].done == ()
    history.undelete("one")
    assert len(history.programmes.followed()[0].done) == 1


def test_what_was_added_to_a_session_later_counts(history: History) -> None:
    run = history.programmes.follow("up", MONDAY, 12)
    history.programmes.begin_for("one", run, 1)
    history.add(record(after=None))
    history.edit(record(after=None).edited(after=7))
    assert [one.after for one in history.programmes.followed()[0].done] == [7]


def test_one_programme_is_followed_and_others_are_paused(history: History) -> None:
    first = history.programmes.follow("up", MONDAY, 12)
    second = history.programmes.follow("down", MONDAY, 20)
    assert {one.programme_id: one.paused for one in history.programmes.followed()} == {
        "up": True,
        "down": False,
    }
    history.programmes.resume(first)
    assert {one.programme_id: one.paused for one in history.programmes.followed()} == {
        "up": False,
        "down": True,
    }
    history.programmes.pause(first)
    history.programmes.leave(second)
    assert [(one.programme_id, one.paused) for one in history.programmes.followed()] == [("up", True)]
    history.programmes.resume(second)  # left by mistake
    assert [one.programme_id for one in history.programmes.followed()] == ["down", "up"]


def test_a_programme_that_is_begun_again_begins_with_nothing_done(history: History) -> None:
    run = history.programmes.follow("up", MONDAY, 12)
    history.programmes.begin_for("one", run, 1)
    history.add(record())
    again = history.programmes.follow("up", MONDAY, 12)
    assert [(one.run, one.done) for one in history.programmes.followed()] == [(again, ())]
    history.programmes.leave(again)
    assert history.programmes.followed() == []


def test_a_programme_survives_that_its_session_is_cut_off(history: History, path: Path) -> None:
    run = history.programmes.follow("up", MONDAY, 12)
    history.begin(record(), "{}")
    history.programmes.begin_for("one", run, 1)
    history.finish_rep("one", REPS[0], {"hold": 1})
    copy = path.parent.parent / "crashed" / path.name
    shutil.copytree(path.parent, copy.parent)
    with open_history(copy, TODAY) as after:
        assert after.programmes.played_for().get("one") == (run, 1, False)
        after.add(record())
        assert [one.number for one in after.programmes.followed()[0].done] == [1]


@unix
def test_what_a_session_is_for_waits_for_the_disk_with_it(history: History) -> None:
    run = history.programmes.follow("up", MONDAY, 12)
    with full_disk(), suppress(NotSaved):
        history.programmes.begin_for("one", run, 1)
    history.add(record())
    assert [one.session_id for one in history.programmes.followed()[0].done] == ["one"]


@pytest.mark.parametrize("answer", ["fine", ""])
def test_an_answer_is_one_of_four(history: History, answer: str) -> None:
    run = history.programmes.follow("up", MONDAY, 12)
    history.programmes.begin_for("one", run, 1)
    with pytest.raises(Refused):
        history.programmes.answer_next_day("one", answer)
    with pytest.raises(Refused):
        history.programmes.begin_for("two", run + 1, 1)
    with pytest.raises(Refused):
        history.programmes.follow("", MONDAY, 12)


def test_a_file_from_before_there_were_programmes_can_still_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", MIGRATIONS[:1])
        with open_history(path, TODAY) as history:
            history.add(record())
    monkeypatch.setattr(
        opening, "lock_file", lambda _: (_ for _ in ()).throw(OSError(errno.EROFS, "read-only"))
    )
    with open_history(path, TODAY) as history:
        assert not history.writable
        assert history.programmes.followed() == []
        assert len(history.sessions()) == 1
