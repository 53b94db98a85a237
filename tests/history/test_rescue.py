"""What is carried over from a damaged file."""

import csv
import io
import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from guided.history import rescue
from guided.history.database import journal_of
from guided.history.errors import Unreadable
from guided.history.exports import export_csv, export_json
from guided.history.records import Unfinished
from guided.history.rescue import SetAside, carry_over, draft_of, make_draft
from guided.history.schema import MIGRATIONS, in_memory
from guided.history.store import History, open_history
from guided.session import Record
from tests.disks import full_disk
from tests.history.samples import ANKLE, MONDAY, REPS, TIGHT, TODAY, failing, log_of, record, sql, unix

SESSIONS = 40


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
    for at in range(len(data) - 5 * page, len(data) - 4 * page):
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


def test_measures_are_carried_over_from_a_damaged_file(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.measured.add(ANKLE)
        history.measured.add(TIGHT)
        history.measured.delete("b")
    sql(path, "PRAGMA application_id = 5")  # any damage that leaves the rows
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert history.measured.all() == [ANKLE]
        history.measured.undelete("b")
        assert history.measured.all() == [TIGHT, ANKLE]


def test_programmes_are_carried_over_from_a_damaged_file(path: Path) -> None:
    with open_history(path, TODAY) as history:
        run = history.programmes.follow("up", MONDAY, 12)
        history.programmes.begin_for("one", run, 1)
        history.add(record())
        before = history.programmes.followed()
    sql(path, "PRAGMA application_id = 5")  # any damage that leaves the rows
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert history.programmes.followed() == before


def damaged(sound: Path, path: Path) -> bytes:
    """Puts a copy with a spoilt page at a path; its bytes."""
    data = bytearray(sound.read_bytes())
    data[-5 * 4096 : -4 * 4096] = bytes(4096)
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return bytes(data)


def test_a_spoilt_page_costs_no_more_than_what_is_on_it(sound: Path, tmp_path: Path) -> None:
    whole = sound.read_bytes()
    for page in range(0, len(whole), 4096):
        data = bytearray(whole)
        data[page : page + 4096] = random.Random(page).randbytes(4096)
        path = tmp_path / str(page) / "history.db"
        path.parent.mkdir()
        path.write_bytes(data)
        with closing(in_memory(len(MIGRATIONS))) as db:
            carry_over(path, db)
            (found,) = db.execute("SELECT count(*) FROM record").fetchone()
        assert found >= SESSIONS - 6


@unix
def test_a_rescue_that_finds_no_room_leaves_the_damaged_file_and_is_tried_again(
    sound: Path, path: Path
) -> None:
    data = damaged(sound, path)
    with full_disk(20_000):
        history = open_history(path, TODAY)
        assert history.note is not None
        assert "left as it is" in history.note
        assert path.read_bytes() == data
        assert not list(path.parent.glob("*corrupt*"))
        history.begin(record("meanwhile"), "{}")
        history.finish_rep("meanwhile", REPS[0], {"hold": 1})
    history.close()
    with open_history(path, TODAY) as history:
        found = len(history.sessions())
        assert found > SESSIONS // 2
        assert history.note is not None
        assert f"the {found} sessions" in history.note
        assert history.unfinished() == Unfinished(record("meanwhile"), (REPS[0],), {"hold": 1}, "{}")


def test_a_rescue_that_was_cut_off_is_gone_through_with(sound: Path, path: Path) -> None:
    data = damaged(sound, path)
    draft_of(path).write_bytes(b"half of it")
    journal_of(draft_of(path)).write_bytes(b"and its journal")
    kept = make_draft(path, TODAY)
    path.rename(kept)  # and no more
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert "damaged" in history.note
        assert len(history.sessions()) > SESSIONS // 2
        assert history.backups.lacking() == []
        assert kept.read_bytes() == data
        assert not draft_of(path).exists()


def test_a_rescue_that_the_disk_refuses_at_the_last_is_gone_through_with(
    sound: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged(sound, path)
    with monkeypatch.context() as patched:
        patched.setattr(rescue, "sync_folder", failing)
        history = open_history(path, TODAY)
    with history:
        history.begin(record("next"), "{}")
        assert len(history.sessions()) > SESSIONS // 2
        assert not draft_of(path).exists()


def test_a_file_that_was_set_aside_is_offered_once_till_it_is_answered(sound: Path, path: Path) -> None:
    aside = path.with_name("history-corrupt-2026-11-20.db")
    aside.parent.mkdir()
    shutil.copy(sound, aside)
    with open_history(path, TODAY) as history:
        history.add(numbered(0))
        assert history.backups.lacking() == [SetAside(aside.name, SESSIONS - 1)]
        history.backups.bring_back(aside.name)
        assert history.session("s7") == numbered(7)
        assert len(history.sessions()) == SESSIONS - 2  # those that were deleted stay so
        assert history.backups.lacking() == []
    shutil.copy(sound, path.with_name("history-corrupt-2026-11-21.db"))
    other = numbered(50)
    with open_history(path.with_name("history-corrupt-2026-11-22.db"), TODAY) as history:
        history.add(other)
    with open_history(path, TODAY) as history:
        assert history.backups.lacking() == [SetAside("history-corrupt-2026-11-22.db", 1)]
        history.backups.leave_aside("history-corrupt-2026-11-22.db")
    with open_history(path, TODAY) as history:
        assert history.backups.lacking() == []
        assert other.id not in {one.id for one in history.sessions()}


def test_what_only_looks_like_a_measure_is_left_out(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.measured.add(ANKLE)
    with closing(sqlite3.connect(path)) as db:
        for columns in (11, 12):  # as in an older file, and as in this one
            names = ", ".join(f"c{number}" for number in range(columns))
            db.execute(f"CREATE TABLE other_{columns} ({names})")
            db.execute(f"INSERT INTO other_{columns} DEFAULT VALUES")
        db.commit()
    with closing(in_memory(len(MIGRATIONS))) as db:
        carry_over(path, db)
        assert db.execute("SELECT id FROM measurement").fetchall() == [(ANKLE.id,)]


def test_a_measure_that_is_not_what_was_measured_is_left_out_and_said(path: Path) -> None:
    with open_history(path, TODAY) as history:
        history.measured.add(ANKLE)
        history.measured.add(TIGHT)
        sql(path, 'UPDATE measurement SET "left" = 8 WHERE id = ?', ANKLE.id)
        assert history.measured.all() == [TIGHT]
    with open_history(path, TODAY) as history:
        assert history.note is not None
        assert "damaged" in history.note
        assert history.measured.all() == [TIGHT]


def test_what_was_deleted_and_brought_back_is_there_after_a_rescue_and_so_are_its_marks(path: Path) -> None:
    with open_history(path, TODAY) as history:
        for name in ("back", "gone"):
            history.add(record(name))
            history.delete(name)
        history.undelete("back")
    data = bytearray(path.read_bytes())
    data[40:44] = bytes(4)  # the schema's cookie, so that SQLite refuses the file
    data[:16] = bytes(16)
    path.write_bytes(data)
    with open_history(path, TODAY) as history:
        assert [one.id for one in history.sessions()] == ["back"]
    kept = sql(path, "SELECT of, version, deleted FROM mark ORDER BY of, version")
    assert kept == [("back", 1, 1), ("back", 2, 0), ("gone", 1, 1)]
