"""What comes out goes in again: JSON whole, tables as far as they go; nothing twice, nothing by halves."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guided.history.errors import Unreadable
from guided.history.exports import export_csv, export_json
from guided.history.imports import Plan, add, compare, read
from guided.history.store import History, open_history
from guided.measures import Taken
from guided.session import Event, LeftOff, Record, Rep, SetDone
from tests.history.samples import ANKLE, TIGHT, TODAY, record


def berlin(_: datetime) -> int:
    return 60


def brought(text: str, history: History) -> Plan:
    """What adding a file would do, done."""
    plan = compare(read(text.encode(), berlin), history)
    add(plan, history)
    return plan


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SETS = st.builds(
    SetDone,
    st.integers(0, 9),
    TEXT,
    TEXT,
    st.integers(1, 5),
    st.sampled_from(("left", "right", "none")),
    st.integers(0, 99),
    st.integers(0, 99),
)
RECORDS = st.builds(
    Record,
    id=st.text("abcdef0123456789-", min_size=1, max_size=64),
    routine_id=TEXT,
    routine_name=TEXT,
    routine=TEXT,
    started=st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)).map(
        lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z"
    ),
    offset_min=st.integers(-840, 840),
    planned_ms=st.integers(0, 10**8),
    played_ms=st.integers(0, 10**8),
    sets=st.lists(SETS, max_size=4).map(tuple),
    phase_ms=st.dictionaries(TEXT, st.integers(0, 10**8), max_size=3),
    skips=st.integers(0, 99),
    swaps=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    before=st.none() | st.integers(0, 10),
    after=st.none() | st.integers(0, 10),
    note=TEXT,
    device=TEXT,
    complete=st.booleans(),
    version=st.integers(1, 9),
    events=st.lists(st.builds(Event, st.sampled_from(("pause", "skip")), st.integers(0, 9)), max_size=2).map(
        tuple
    ),
    left_off=st.none() | st.builds(LeftOff, TEXT, st.just((Rep(0, 1, "left", 1), Rep(1, 2, "none", 3)))),
    continues=st.just("") | TEXT,
)
MEASURES = st.builds(
    Taken,
    id=st.text("abcdef", min_size=1, max_size=9),
    measure=st.text("abc", min_size=1, max_size=9),
    taken=st.just("2026-11-24T10:00:00Z"),
    offset_min=st.integers(-840, 840),
    value=st.floats(-1e6, 1e6),
    about=TEXT,
    note=TEXT,
)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(RECORDS, max_size=5, unique_by=lambda one: one.id),
    st.lists(MEASURES, max_size=3, unique_by=lambda one: one.id),
)
def test_the_json_of_a_history_makes_an_equal_one(records: list[Record], measured: list[Taken]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with open_history(Path(folder) / "one.db", TODAY) as one:
            one.add_all(records, measured)
            exported = export_json(one)
        with open_history(Path(folder) / "two.db", TODAY) as two:
            plan = brought(exported, two)
            assert plan.problems == ()
            assert export_json(two) == exported
            again = brought(exported, two)
            assert (again.sessions, again.measured, again.there) == ((), (), len(records) + len(measured))


def test_a_table_brings_what_it_says_and_nothing_twice(history: History, path: Path) -> None:
    history.add(record(routine_name="=Hips", note="-1, =2\n+3"))
    table = export_csv(history)
    assert brought(table, history) == Plan(there=1)
    with open_history(path.with_name("two.db"), TODAY) as other:
        brought(table, other)
        (one,) = other.sessions()
        there = other.session(one.id)
        assert (there.routine_name, there.note, there.before, there.after) == ("=Hips", "-1, =2\n+3", 4, 2)
        assert (there.played_ms, there.complete) == (540_000, True)
        assert [(one.exercise, one.method, one.side, one.planned, one.done) for one in there.sets] == [
            ("hip-flexor", "ais", "left", 10, 9),
            ("dead-bug", "core", "none", 8, 8),
        ]
        assert export_csv(other) == table
        assert brought(table, other) == Plan(there=1)


def test_a_dry_run_says_what_is_new_there_deleted_and_unreadable(history: History, path: Path) -> None:
    for id in ("new", "there", "gone", "other"):
        history.add(record(id))
    history.measured.add(ANKLE)
    history.measured.add(TIGHT)
    plain = json.loads(export_json(history))
    for one in plain["sessions"]:
        if one["id"] == "other":
            one["note"] = "another"
    plain["sessions"] += [{"id": 5}, "nothing", plain["sessions"][0] | {"id": "bounds", "before": 99}]
    plain["damaged"] = ["broken"]
    with open_history(path.with_name("two.db"), TODAY) as two:
        for id in ("there", "gone", "other"):
            two.add(record(id))
        two.delete("gone")
        two.measured.add(ANKLE)
        plan = compare(read(json.dumps(plain).encode(), berlin), two)
        assert [one.id for one in plan.sessions] == ["new"]
        assert plan.measured == (TIGHT,)
        assert (plan.there, plan.deleted) == (2, 1)
        assert [one.where for one in plan.problems] == ["session 5", "session 6", "broken", "bounds", "other"]
        assert plan.problems[3].why == "before is out of bounds"
        assert len(two.sessions()) == 2  # a dry run adds nothing
        add(plan, two)
        assert sorted(one.id for one in two.sessions()) == ["new", "other", "there"]
        assert two.session("other") == record("other")


def test_a_newer_version_of_a_session_takes_the_place_of_an_older(history: History, path: Path) -> None:
    history.add(record())
    with open_history(path.with_name("two.db"), TODAY) as two:
        two.add(record())
        two.edit(record(note="later").edited())
        brought(export_json(two), history)
        assert history.session("one").note == "later"
        older = compare(read(export_json(history).replace("later", "later").encode(), berlin), two)
        assert older == Plan(there=1)


def test_what_is_stopped_adds_nothing(history: History, path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(share: float) -> None:
        raise Stopped

    history.add(record())
    found = read(export_json(history).encode(), berlin)
    with open_history(path.with_name("two.db"), TODAY) as two:
        with pytest.raises(Stopped):
            add(compare(found, two), two, stop)
        assert two.sessions() == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"{}",
        b'{"sessions": 5, "format": 1}',
        b'{"sessions": [], "format": 99}',
        b"Date,Time\n1,2\n",
        b"\0\0\0",
    ],
)
def test_what_is_no_export_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, berlin)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
        lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
        max_leaves=20,
    ),
    st.data(),
)
def test_whatever_is_in_a_field_is_read_or_told(value: object, data: st.DataObject) -> None:
    plain = json.loads(json.dumps({"sessions": [_plain()], "measured": [], "format": 1, "damaged": []}))
    name = data.draw(st.sampled_from(sorted(plain["sessions"][0])))
    plain["sessions"][0][name] = value
    found = read(json.dumps(plain).encode(), berlin)
    assert len(found.sessions) + len(found.problems) == 1


def _plain() -> dict[str, object]:
    from guided.history.records import plain_record

    left = LeftOff("{}", (Rep(0, 1, "left", 1),))
    plain = plain_record(replace(record(), events=(Event("skip", 1),), left_off=left, continues="zero"))
    return json.loads(json.dumps(plain))  # type: ignore[no-any-return]  # an object
