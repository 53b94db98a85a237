"""What is done to a history while it is attacked, and what must be in it afterwards."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from guided.history import schema
from guided.history.backups import is_sound, things_in
from guided.history.errors import NoSession, NotSaved, Refused, Unreadable
from guided.history.store import History, open_history
from guided.measures import Taken
from guided.session import Record, Rep, SetDone

TODAY = "2026-11-24"
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
KINDS = ("new", "version 1", "version 2", "version 3", "full", "damaged")
"""What there is before: nothing, a file of an older schema, a file of today's, one with a spoilt page."""

Fact = tuple[object, ...]


@dataclass(frozen=True)
class Step:
    """Something that is asked of a history, the facts that it adds and those that it takes away."""

    do: Callable[[History], object]
    adds: frozenset[Fact]
    takes: frozenset[Fact] = frozenset()


def rep(number: int) -> Rep:
    return Rep(0, 1, "left", number + 1)


def record(id: str, done: int, note: str = "") -> Record:
    """A session of ten reps, of which so many were done."""
    return Record(
        id=id,
        routine_id="hips",
        routine_name="Hips",
        routine='{"name":"Hips"}',
        started="2026-11-24T10:00:00+00:00",
        offset_min=60,
        planned_ms=60_000,
        played_ms=1000 * done,
        sets=(SetDone(0, "hip-flexor", "ais", 1, "left", 10, done),),
        phase_ms={"hold": 1000 * done},
        note=note,
    )


def measure(history: History, taken: Taken) -> None:
    """Keeps a measure."""
    history.measured.add(taken)


def choose(history: History) -> None:
    """Sets out for six sessions of the programme, if it could be begun."""
    if not history.programmes.followed():
        raise NotSaved("No programme was begun.")
    history.programmes.choose(1, None, 0, 6)


def restore(history: History) -> None:
    """Puts the backup back, if it could be made; the session played since is in one of what was there."""
    made = [one for one, _ in history.backups.all() if one.at == NOW]
    if not made:
        raise NotSaved("There is no backup.")
    history.backups.restore(made[0].path, NOW + timedelta(minutes=1))


def steps() -> list[Step]:
    """The workload: three sessions played, of which the last goes on, others added and changed, and more."""
    made: list[Step] = []

    def step(do: Callable[[History], object], adds: Iterable[Fact] = (), takes: Iterable[Fact] = ()) -> None:
        made.append(Step(do, frozenset(adds), frozenset(takes)))

    def play(id: str, reps: int) -> None:
        step(lambda history: history.begin(record(id, 0), '{"hold":2}'), [("begun", id)])
        for number in range(reps):
            done = {"hold": 1000 * (number + 1)}
            do = partial(History.finish_rep, session_id=id, rep=rep(number), phase_ms=done)
            step(do, [("rep", id, number)])

    play("a", 3)
    step(lambda history: history.add(record("a", 3, "first")), [("note", "a", "first")])
    second = replace(record("a", 3, "second"), version=2)
    step(lambda history: history.edit(second), [("note", "a", "second")], [("note", "a", "first")])
    step(lambda history: history.add(record("b", 2)), [("note", "b", "")])
    step(lambda history: history.delete("b"), [("deleted", "b")], [("note", "b", "")])
    step(lambda history: history.undelete("b"), [("note", "b", "")], [("deleted", "b")])
    step(lambda history: history.programmes.follow("up", MONDAY, 12), [("followed", "up", 12)])
    step(lambda history: history.programmes.begin_for("c", 1, 1), [("for", "c")])
    play("c", 2)
    step(lambda history: history.add(record("c", 2)), [("note", "c", "")])
    step(choose, [("followed", "up", 6)], [("followed", "up", 12)])
    for name in ("x", "y"):
        taken = Taken(name, "tightness", "2026-11-24T10:00:00+00:00", 60, value=3.5)
        step(partial(measure, taken=taken), [("measure", name)])
    step(lambda history: history.measured.delete("x"), (), [("measure", "x")])
    step(lambda history: history.discard("nothing"))
    step(lambda history: history.backups.make(NOW), [("backup", one) for one in ("a", "b", "c")])
    play("d", 3)
    step(lambda history: history.add(record("d", 3)), [("note", "d", "")])
    of_d = [("note", "d", ""), ("begun", "d"), *(("rep", "d", number) for number in range(3))]
    step(restore, [("backup", "d")], of_d)
    play("e", 2)
    return made


def facts(history: History) -> set[Fact]:
    """What is in a history. Raises Unreadable."""
    found: set[Fact] = set()
    for one, whole in history.records():
        if whole is None:
            found.add(("damaged", one.id))
            continue
        found |= {("note", one.id, one.note), ("begun", one.id)}
        found |= {("rep", one.id, number) for number in range(one.reps_done)}
    unfinished = history.unfinished()
    if unfinished is not None:
        found.add(("begun", unfinished.record.id))
        found |= {("rep", unfinished.record.id, one.rep - 1) for one in unfinished.reps}
    found |= {("followed", one.programme_id, one.until) for one in history.programmes.followed()}
    found |= {("for", id) for id in history.programmes.played_for()}
    found |= {("measure", one.id) for one in history.measured.all()}
    found |= {("backup", id) for id in backed_up(history)}
    gone = history.files.rows("SELECT id, note FROM session WHERE deleted = 1")
    return found | {fact for id, _ in gone for fact in (("deleted", id), ("begun", id))}


def backed_up(history: History) -> set[str]:
    """The sessions in the backups, each of which is sound or not there."""
    found: set[str] = set()
    for backup, inside in history.backups.all():
        if inside is None or not is_sound(backup.path):
            return {"a damaged backup"}
        with closing(sqlite3.connect(backup.path)) as db:
            found |= things_in(db)[0]
    return found


def lost(before: set[Fact], tried: Sequence[tuple[Step, bool]], after: set[Fact]) -> set[Fact]:
    """What was acknowledged and is not there, of the steps that were tried, each with whether it was."""
    must = set(before)
    for step, acknowledged in tried:
        must -= step.takes
        if acknowledged:
            must |= step.adds
    return must - after


def perform(history: History, ask: Callable[[Step, Callable[[], object]], None]) -> None:
    """Has each step done."""
    for step in steps():
        ask(step, partial(step.do, history))


REFUSALS = (NotSaved, Refused, NoSession, Unreadable)


def prepare(kind: str, folder: Path) -> set[Fact]:
    """Makes what there is before, and says what is in it."""
    path = folder / "history.db"
    folder.mkdir(parents=True)
    if kind == "new":
        return set()
    newest = schema.MIGRATIONS
    try:
        if kind.startswith("version"):
            schema.MIGRATIONS = newest[: int(kind[-1])]
            with closing(sqlite3.connect(path, isolation_level=None)) as db:
                schema.migrate(db, 0, len(schema.MIGRATIONS))
        with open_history(path, TODAY) as history:
            for number in range(60 if kind == "damaged" else 12):
                history.add(replace(record(f"old-{number}", 5), routine=f'"{number:0400}"'))
    finally:
        schema.MIGRATIONS = newest
    for name in ("history.db-journal", "history.db.lock"):
        (folder / name).unlink(missing_ok=True)
    if kind == "damaged":
        data = bytearray(path.read_bytes())
        data[-3 * 4096 : -2 * 4096] = bytes(4096)
        path.write_bytes(data)
        copy = folder.with_name(f"{folder.name}-copy")
        shutil.copytree(folder, copy)
        with open_history(copy / "history.db", TODAY) as history:
            found = facts(history)
        shutil.rmtree(copy)
        return found
    copy = folder.with_name(f"{folder.name}-copy")
    shutil.copytree(folder, copy)
    with open_history(copy / "history.db", TODAY) as history:
        found = facts(history)
    shutil.rmtree(copy)
    return found
