"""A history in its thread: in order, answered, bounded, and never in the way."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import pytest

from guided.history import database, keeper
from guided.history.keeper import Keeper
from guided.history.rescue import make_draft
from guided.history.store import History, State, open_readonly
from guided.session import Rep
from tests.disks import full_disk
from tests.history.samples import REPS, TODAY, log_of, record, sql, unix


class Asking:
    """Somebody who asks, and writes down what comes back."""

    def __init__(self, path: Path) -> None:
        self.states: list[State] = []
        self.failures: list[str] = []
        self.keeper = Keeper(path, TODAY, lambda answer: answer(), self.states.append)

    def ask(self, do: Callable[[History], Any]) -> None:
        self.keeper.ask(do, failed=lambda failure: self.failures.append(str(failure)))

    def done(self) -> None:
        """Waits until all that was asked is done."""
        assert self.keeper.drain(30)


def finishing(id: str, rep: Rep) -> Callable[[History], None]:
    return lambda history: history.finish_rep(id, rep, {"hold": 1})


def beginning(id: str) -> Callable[[History], None]:
    return lambda history: history.begin(record(id), "{}")


def adding(id: str) -> Callable[[History], None]:
    return lambda history: history.add(record(id))


@pytest.fixture
def asking(path: Path) -> Iterator[Asking]:
    asking = Asking(path)
    asking.keeper.start()
    yield asking
    asking.keeper.close(30)


def test_what_is_asked_is_done_in_order_in_another_thread(asking: Asking, path: Path) -> None:
    threads: list[str] = []
    asking.ask(lambda history: history.begin(record(), "{}"))
    for rep in REPS:
        asking.ask(finishing("one", rep))
    asking.ask(lambda history: threads.append(current_thread().name))
    asking.done()
    assert threads == ["history"]
    with open_readonly(path) as history:
        under_way = history.unfinished()
        assert under_way is not None
        assert under_way.reps == tuple(REPS)
    assert [state.note for state in asking.states] == [None]


def test_an_answer_comes_after_what_was_asked(asking: Asking) -> None:
    answers: list[int] = []
    asking.keeper.ask(lambda history: history.add(record()))
    asking.keeper.ask(lambda history: len(history.sessions()), answers.append)
    asking.ask(lambda history: history.delete("nothing"))
    asking.done()
    assert answers == [1]
    assert asking.failures == ["That session is not in the history."]


def test_nobody_waits_for_a_disk_that_does_not_answer_and_what_is_asked_has_a_bound(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "MOST_ASKED", 3)
    asking, disk, stuck = Asking(path), Event(), Event()
    asking.keeper.start()

    def hang(history: History) -> None:
        stuck.set()
        disk.wait(30)

    asking.ask(hang)
    assert stuck.wait(30)
    for number in range(4):
        asking.ask(adding(str(number)))
    assert asking.keeper.waiting == 3
    assert len(asking.failures) == 2
    assert not asking.keeper.close(0)
    assert asking.keeper.waiting
    disk.set()
    assert asking.keeper.close(30)
    with open_readonly(path) as history:
        assert {one.id for one in history.sessions()} == {"0", "1"}


@unix
def test_closing_with_a_full_disk_says_that_not_all_is_kept(asking: Asking) -> None:
    asking.done()
    with full_disk():
        asking.ask(lambda history: history.add(record()))
        assert not asking.keeper.save(30)
        assert asking.keeper.waiting == 1
    assert asking.keeper.save(30)
    assert asking.keeper.close(30)


def test_a_mistake_in_what_was_asked_is_raised_where_it_was_asked_and_no_end(path: Path) -> None:
    raised: list[Exception] = []

    def deliver(answer: Callable[[], None]) -> None:
        try:
            answer()
        except ZeroDivisionError as error:
            raised.append(error)

    kept = Keeper(path, TODAY, deliver, lambda state: None)
    kept.start()
    kept.ask(lambda history: 1 // 0)
    kept.ask(lambda history: history.add(record()))
    assert kept.close(30)
    assert len(raised) == 1
    with open_readonly(path) as history:
        assert len(history.sessions()) == 1


def test_what_is_played_while_a_damaged_file_is_rescued_is_on_disk_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Asking(path)
    first.keeper.start()
    first.ask(lambda history: history.add(record("before")))
    assert first.keeper.close(30)
    sql(path, "PRAGMA application_id = 5")
    rescuing, go_on = Event(), Event()

    def held_up(path: Path, today: str) -> Path:
        rescuing.set()
        assert go_on.wait(30)
        return make_draft(path, today)

    monkeypatch.setattr(keeper, "make_draft", held_up)
    asking = Asking(path)
    asking.keeper.start()
    assert rescuing.wait(30)
    for id in ("one", "two"):
        asking.ask(beginning(id))
        asking.ask(finishing(id, REPS[0]))
        if id == "one":
            asking.ask(lambda history: history.add(record("one")))
    asking.done()
    (reading,) = asking.states
    assert reading.damaged
    assert reading.past.sessions == ()
    crashed = path.parent.parent / "crashed" / path.name
    shutil.copytree(path.parent, crashed.parent)
    go_on.set()
    while len(asking.states) < 2:
        asking.done()
    rescued = asking.states[1]
    assert "kept as history-corrupt" in (rescued.note or "")
    assert {one.id for one in rescued.past.sessions} == {"before", "one"}
    assert asking.keeper.close(30)
    monkeypatch.undo()
    after = Asking(crashed)
    after.keeper.start()
    while len(after.states) < 2:
        after.done()
    assert {one.id for one in after.states[1].past.sessions} == {"before", "one"}
    assert after.states[1].unfinished is not None
    assert after.states[1].unfinished.reps == (REPS[0],)
    assert after.keeper.close(30)


def test_a_database_that_was_busy_at_the_start_is_taken_up_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.0)
    first = Asking(path)
    first.keeper.start()
    first.ask(lambda history: history.add(record("before")))
    assert first.keeper.close(30)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        asking = Asking(path)
        asking.keeper.start()
        asking.ask(lambda history: history.begin(record(), "{}"))
        asking.done()
        assert asking.states[0].note is not None
        assert os.path.exists(log_of(path))
        other.execute("ROLLBACK")
    asking.ask(lambda history: history.add(record()))
    assert asking.keeper.close(30)
    assert {one.id for one in asking.states[-1].past.sessions} == {"before", "one"}
