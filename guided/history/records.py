"""Sessions and measurements as stored: as JSON, as columns, and as lines of the logs."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from guided import messages, words
from guided.history.errors import Corrupt, Refused
from guided.measures import Taken
from guided.programme import Followed
from guided.session import Event, LeftOff, Record, Rep, SetDone, with_reps
from guided.today import Played

Statement = tuple[str, tuple[Any, ...]]

Told = Callable[[float], object]
"""Is told how far a long piece of work is, 0 to 1; whatever it raises ends that, and nothing comes of it."""

_LATELY_DAYS = 28


@dataclass(frozen=True, slots=True)
class Summary:
    """A session for lists; the fields are those of its Record."""

    id: str
    started: str
    offset_min: int
    routine_id: str
    routine_name: str
    played_ms: int
    reps_done: int
    reps_planned: int
    before: int | None
    after: int | None
    note: str
    complete: bool

    @property
    def local_start(self) -> datetime:
        """The local time of its start, without a zone."""
        return local_start(self.started, self.offset_min)

    @property
    def counts(self) -> bool:
        """Whether enough of it was done to count as done."""
        return words.counts(self.share)

    @property
    def share(self) -> int:
        """The percent of it that was done."""
        return words.percent_done(self.reps_done, self.reps_planned)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was begun, but neither finished nor discarded.

    `record` and `plan_json` are from its start, `reps` those done, in order, also in the session that it
    continues, and `phase_ms` the time played per kind of phase up to the last of those done since.
    """

    record: Record
    reps: tuple[Rep, ...]
    phase_ms: Mapping[str, int]
    plan_json: str

    @property
    def so_far(self) -> Record:
        """The record of it if it ends here; what was told after what it continues is not told of more."""
        made = with_reps(self.record, self.reps, self.phase_ms, self.plan_json)
        return replace(made, after=None) if made.continues and self._goes_further else made

    @property
    def adds(self) -> bool:
        """Whether there is anything in it to keep: a rep or a note.

        One that continues another has those of that too: it needs a rep more, or something that hurt, which
        takes the place of what was told after that.
        """
        record = self.record
        hurt = record.after is None and any(one.kind == "hurt" for one in record.events)
        return self._goes_further or (hurt if record.continues else bool(record.note))

    @property
    def _goes_further(self) -> bool:
        """Whether there is a rep in it that is not in what it continues."""
        earlier = self.record.left_off.done if self.record.left_off else ()
        return len(self.reps) > len(earlier)


@dataclass(frozen=True, slots=True)
class Past:
    """A snapshot of everything that is shown of a history.

    `sessions` and `measured` are newest first. `played_ms` is how long each session of each local day
    was played, oldest day first, `times` how often each routine was done, or enough of it.
    `left_off` are those that were ended early on the last day of any and can be gone on with, newest first;
    `stopped` are the ids of those of that day after which the person stopped for it, because it hurt, `left`
    of those that they left at that for the day.
    `followed` are the programmes, and `played_for` is each session's run, its number, and whether it was
    the short way.
    """

    sessions: tuple[Summary, ...] = ()
    played_ms: Mapping[date, tuple[int, ...]] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    measured: tuple[Taken, ...] = ()
    followed: tuple[Followed, ...] = ()
    left_off: tuple[Record, ...] = ()
    stopped: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    played_for: Mapping[str, tuple[int, int, bool]] = field(default_factory=dict)


def lately(
    sessions: Iterable[Summary],
    day: date,
    stopped: Container[str] = frozenset(),
    left: Container[str] = frozenset(),
) -> tuple[Played, ...]:
    """What a suggestion for a day goes by, oldest first: four weeks of `sessions`, or else the last one.

    They are newest first; those that are older are not looked at. `stopped` has the ids of those after which
    the person stopped for the day, `left` of those that they left at that.
    """
    found: list[Played] = []
    for one in sessions:
        at = one.local_start
        if found and (day - at.date()).days > _LATELY_DAYS:
            break
        found.append(
            Played(
                at,
                one.routine_id,
                one.played_ms,
                one.after,
                one.share,
                complete=one.complete,
                stopped=one.id in stopped,
                left=one.id in left,
                id=one.id,
            )
        )
    return tuple(reversed(found))


def days_done(sessions: Iterable[Summary], routine_id: str, first: date) -> frozenset[date]:
    """The days from a `first` one on, on which enough of a routine was done; `sessions` are newest first."""
    days, earliest = set[date](), (first - timedelta(days=2)).isoformat()
    for one in sessions:
        if one.started < earliest:
            break
        if one.routine_id == routine_id and one.counts:
            days.add(one.local_start.date())
    return frozenset(day for day in days if day >= first)


SUMMARY = ", ".join(one.name for one in fields(Summary))
TAKEN = tuple(one.name for one in fields(Taken))


def local_start(started: str, offset_min: int) -> datetime:
    """The local time of a UTC start in ISO 8601. Raises ValueError, OverflowError."""
    start = datetime.fromisoformat(started)
    utc = start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
    return utc.replace(tzinfo=None) + timedelta(minutes=offset_min)


_RECORD = tuple(one.name for one in fields(Record))
_SET = tuple(one.name for one in fields(SetDone))
_NEWER = ("events", "left_off", "continues")  # fields that older sessions do not have


def plain_record(record: Record) -> dict[str, Any]:
    """A record in JSON types."""
    plain = {name: getattr(record, name) for name in _RECORD}
    plain["sets"] = [{name: getattr(one, name) for name in _SET} for one in record.sets]
    plain["phase_ms"] = dict(record.phase_ms)
    plain["left_off"] = record.left_off and {"plan": record.left_off.plan, "done": record.left_off.done}
    for name in _NEWER:
        if not plain[name]:
            del plain[name]  # so that an older session, written anew, is what it was
    return plain


def content_of(record: Record) -> str:
    return to_json(plain_record(record))


def to_json(plain: object) -> str:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def packed(content: str) -> bytes:
    """The stored form of a record's JSON. Raises Refused as `encoded` does."""
    return zlib.compress(encoded(content))


def encoded(content: str) -> bytes:
    """JSON as bytes. Raises Refused for half a surrogate pair."""
    try:
        return content.encode()
    except UnicodeEncodeError as error:
        raise Refused("A text of the session has a character that is none.") from error


def digest_of(content: str) -> bytes:
    return hashlib.sha256(content.encode("utf-8", "replace")).digest()


def record_from(plain: Mapping[str, Any]) -> Record:
    sets = tuple(SetDone(**one) for one in plain["sets"])
    swaps = tuple((old, new) for old, new in plain["swaps"])
    events = tuple(Event(kind, step) for kind, step in plain.get("events", ()))
    left = plain.get("left_off")
    left_off = LeftOff(left["plan"], tuple(Rep(*rep) for rep in left["done"])) if left else None
    return Record(**{**plain, "sets": sets, "swaps": swaps, "events": events, "left_off": left_off})


def reps_in(packed: bytes, name: str) -> int | None:
    """The reps done or planned (by the name of a property) in a stored record; None if it is damaged."""
    try:
        return int(getattr(record_from(json.loads(zlib.decompress(packed))), name))
    except (zlib.error, ValueError, TypeError, KeyError):
        return None


def checked_record(packed: bytes, digest: bytes) -> Record:
    """A stored record. Raises Corrupt if it is not what was written."""
    try:
        content = zlib.decompress(packed).decode()
        if digest_of(content) != digest:
            raise Corrupt
        return record_from(json.loads(content))
    except (zlib.error, ValueError, TypeError, KeyError) as error:  # damaged, or of a newer version
        raise Corrupt from error


COLUMNS = tuple(
    "id version started start_s offset_min day routine_id routine_name played_ms reps_done reps_planned"
    " before after note complete".split()
)
_INSERT = (
    f"INSERT INTO session ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
    f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name}=excluded.{name}' for name in COLUMNS[1:])}"
    " WHERE excluded.version > version OR excluded.version = version"
    " AND ? = (SELECT max(digest) FROM record WHERE id = excluded.id AND version = excluded.version)"
    f" AND ({', '.join(COLUMNS)}) IS NOT ({', '.join(f'excluded.{name}' for name in COLUMNS)})"
)


def row_of(record: Record) -> list[Any]:
    """The columns of a session: what lists and charts need. Raises Refused."""
    try:
        local = local_start(record.started, record.offset_min)
    except (ValueError, OverflowError) as error:
        raise Refused(words.say(messages.START_NO_TIME, why=error)) from error
    utc = local.replace(tzinfo=UTC) - timedelta(minutes=record.offset_min)
    computed = {"start_s": int(utc.timestamp()), "day": local.toordinal()}
    return [computed[name] if name in computed else getattr(record, name) for name in COLUMNS]


_ONLY_ONE = "iif(EXISTS (SELECT 1 FROM record WHERE id = ?1 AND version = ?2 AND digest != ?4), NULL, ?2)"


def recording(record: Record, beside: bool = False) -> tuple[Statement, ...]:
    """The statements that write a version of a session; no-ops if it is there already.

    The database refuses other content of the same version, unless it may stand `beside` that, as what
    another machine wrote does.
    """
    content = content_of(record)
    digest, version = digest_of(content), "?2" if beside else _ONLY_ONE
    return (
        (
            f"INSERT INTO record (id, version, content, digest) SELECT ?1, {version}, ?3, ?4"
            " WHERE NOT EXISTS (SELECT 1 FROM record WHERE id = ?1 AND version = ?2 AND digest = ?4)",
            (record.id, record.version, packed(content), digest),
        ),
        (_INSERT, (*row_of(record), digest)),
    )


def session_id_of(values: Sequence[Any]) -> str:
    """The session id of a log. Raises Corrupt if it is not what was written."""
    try:
        return str(values[0]["record"]["id"])
    except (IndexError, TypeError, KeyError) as error:
        raise Corrupt from error


def unfinished_from(values: Sequence[Any]) -> Unfinished:
    """The unfinished session in a log. Raises Corrupt if it is not what was written."""
    try:
        begun, *done = values
        record = record_from(begun["record"])
        earlier = record.left_off.done if record.left_off else ()
        reps: dict[Rep, Mapping[str, int]] = dict.fromkeys(earlier, record.phase_ms)
        for one in done:
            reps.setdefault(Rep(*one["rep"]), one["phase_ms"])
        phase_ms = next(reversed(reps.values()), {})
        return Unfinished(record, tuple(reps), phase_ms, begun["plan"])
    except (ValueError, TypeError, KeyError) as error:
        raise Corrupt from error


def is_within_bounds(rep: Rep) -> bool:
    step, set_, side, number = rep
    return all(0 <= count <= 10_000 for count in (step, set_, number)) and len(side) <= 20


# ---------------------------------------------------------------- what was deleted


def marking(thing_id: str, deleted: bool, table: str) -> tuple[Statement, ...]:
    """What deletes a session or a measure of a table, or brings it back; nothing where it is so already."""
    return (
        (
            f"INSERT INTO mark (of, version, deleted) SELECT ?1, coalesce(max(version), 0) + 1, ?2 FROM mark"
            f" WHERE of = ?1 HAVING EXISTS (SELECT 1 FROM {table} WHERE id = ?1 AND deleted != ?2)",
            (thing_id, deleted),
        ),
        (f"UPDATE {table} SET deleted = ?2 WHERE id = ?1 AND deleted != ?2", (thing_id, deleted)),
    )


MARK = "INSERT INTO mark (of, version, deleted) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
AS_MARKED = (
    "UPDATE {table} SET deleted = (SELECT deleted FROM mark WHERE of = id ORDER BY version DESC, deleted DESC"
    " LIMIT 1) WHERE id IN (SELECT of FROM mark)"
)
"""The statement that brings the sessions or the measures in line with their marks."""


# ---------------------------------------------------------------- what waits beside the database


def record_entry(record: Record) -> Mapping[str, Any]:
    """A finished session, as a line of the log of late entries."""
    return {"record": json.loads(to_json(plain_record(record)))}  # as it is read again


def played_for_entry(session_id: str, run: int, number: int, short: bool) -> Mapping[str, Any]:
    """What a session is played for, as a line of that log."""
    return {"for": [session_id, run, number, short]}


def entry_id(entry: Mapping[str, Any]) -> str:
    """The id of the session that a late entry holds; None if it only says what one is for. Raises Corrupt."""
    try:
        return str(entry["record"]["id"]) if "record" in entry else ""
    except (TypeError, KeyError) as error:
        raise Corrupt from error


def entering(entry: Mapping[str, Any]) -> tuple[Statement, ...]:
    """The idempotent statements that enter a late entry into the database. Raises Corrupt, Refused."""
    try:
        if "record" in entry:
            record = record_from(entry["record"])
            replaced = marking(record.continues, True, "session") if record.continues else ()
            return (*recording(record), *replaced)
        session_id, run, number, short = entry["for"]
    except (ValueError, TypeError, KeyError) as error:
        raise Corrupt from error
    return (
        (
            "INSERT INTO programme_session (session_id, run, number, short) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (session_id) DO NOTHING",
            (session_id, run, number, short),
        ),
    )


# ---------------------------------------------------------------- what was measured


def measure_digest(row: Sequence[Any]) -> bytes:
    """The digest of a measurement's fields, in order, with numbers as the database returns them."""
    # Adding 0.0 makes 0.0 of -0.0, too.
    floats = [one + 0.0 if isinstance(one, int | float) else one for one in row[4:7]]
    return digest_of(to_json([*row[:4], *floats, *row[7:]]))


def measuring(taken: Taken) -> Statement:
    """The statements that store a measurement; no-ops if it is there already. Raises Refused."""
    row = tuple(getattr(taken, name) for name in TAKEN)
    try:
        local = local_start(taken.taken, taken.offset_min) - timedelta(minutes=taken.offset_min)
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(words.say(messages.MEASURE_NO_TIME, why=error)) from error
    names = ", ".join(f'"{name}"' for name in (*TAKEN, "taken_s", "digest"))
    digest, taken_s = measure_digest(row), int(local.replace(tzinfo=UTC).timestamp())
    return (
        f"INSERT INTO measurement ({names}) SELECT {', '.join('?' * (len(TAKEN) + 2))}"
        " WHERE NOT EXISTS (SELECT 1 FROM measurement WHERE id = ? AND digest = ?)",
        (*row, taken_s, digest, taken.id, digest),
    )
