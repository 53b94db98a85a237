"""What a history knows as facts, and taking in what other machines know."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from guided import messages
from guided.history.database import REFUSALS, readable, reason, transaction
from guided.history.errors import Corrupt, NotSaved, Refused
from guided.history.records import (
    AS_MARKED,
    MARK,
    TAKEN,
    Statement,
    digest_of,
    measure_digest,
    measuring,
    plain_record,
    record_from,
    recording,
    to_json,
)
from guided.history.writing import Writer
from guided.measures import Taken
from guided.words import say

RUN, FOR = "run/", "for/"
"""The beginnings of the keys of a programme's runs, and of what a session was played for."""


class Merging:
    """A history as facts: immutable JSON texts, and plain values under keys."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._rows = writer, writer.files.rows

    def facts(self) -> set[str]:
        """Every version of every session, every measure and every mark, damaged ones left out.

        Raises NotSaved where the history is not open for writing, Unreadable.
        """
        self._writer.need_database()
        with readable():
            return {*self._records(), *self._measures(), *self._marks()}

    def values(self) -> dict[str, Any]:
        """The programmes' runs, and what sessions were played for, by key. Raises NotSaved, Unreadable."""
        self._writer.need_database()
        names, found = {}, {}
        for run, name, programme, *rest in self._rows(
            "SELECT run, name, programme_id, started, state, until, chosen, chosen_after FROM programme"
        ):
            names[run] = name
            found[RUN + name] = [programme, *rest]
        for session, run, *of_it in self._rows(
            "SELECT session_id, run, number, short, next_day FROM programme_session"
        ):
            found[FOR + session] = [names[run], *of_it]
        return found

    def take_in(self, facts: Iterable[str], values: Mapping[str, Any]) -> None:
        """Take in facts, known or new, and what the keys stand for, in one transaction.

        What does not fit, or this version does not know, is left out. Raises NotSaved, and all is as it was.
        """
        self._writer.need_database()
        facts, db = list(facts), self._writer.files.db
        if not facts and not values:
            return
        try:
            with transaction(db):
                for fact in facts:
                    _enter(db, _entering(fact))
                for table in ("session", "measurement"):
                    db.execute(AS_MARKED.format(table=table))
                for key, value in sorted(values.items(), key=lambda one: (one[0].startswith(FOR), one[0])):
                    _enter(db, _keeping(key, value))
                db.execute(
                    "UPDATE programme SET state = 'paused' WHERE state = 'followed'"
                    " AND name != (SELECT max(name) FROM programme WHERE state = 'followed')"
                )
        except sqlite3.Error as error:
            raise NotSaved(say(messages.CHANGE_NOT_SAVED, why=reason(error))) from error

    def _records(self) -> Iterator[str]:
        for content, digest in self._rows("SELECT content, digest FROM record"):
            with suppress(zlib.error, UnicodeDecodeError):
                text = zlib.decompress(content).decode()
                if digest_of(text) == digest:
                    yield f'{{"session":{text}}}'

    def _measures(self) -> Iterator[str]:
        names = ", ".join(f'"{name}"' for name in TAKEN)
        for *row, digest in self._rows(f"SELECT {names}, digest FROM measurement"):
            if measure_digest(row) == digest:
                yield to_json({"measure": dict(zip(TAKEN, row, strict=True))})

    def _marks(self) -> Iterator[str]:
        for of, version, deleted in self._rows("SELECT of, version, deleted FROM mark"):
            yield to_json({"mark": [of, version, deleted]})


def is_recorded(fact: str) -> bool:
    """Whether a fact is one of those that `Merging.facts` gives."""
    return fact.startswith(('{"session":', '{"measure":', '{"mark":'))


def _enter(db: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Execute the statements, all or none of them."""
    db.execute("SAVEPOINT fact")
    try:
        for sql, values in statements:
            db.execute(sql, values)
    except (*REFUSALS, sqlite3.ProgrammingError, sqlite3.InterfaceError, Refused, Corrupt):
        db.execute("ROLLBACK TO fact")
    db.execute("RELEASE fact")


def _entering(fact: str) -> Iterator[Statement]:
    """The statements that enter a fact. Raises Corrupt for one that is none, Refused."""
    try:
        match json.loads(fact):
            case {"session": dict(plain)}:
                record = record_from(plain)
                if to_json(plain_record(record)) != to_json(plain):
                    raise Corrupt
                yield from recording(record, beside=True)
            case {"measure": dict(plain)}:
                yield measuring(Taken(**plain))
            case {"mark": [str(of), int(version), (0 | 1) as deleted]}:
                yield MARK, (of, version, deleted)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Corrupt from error


def _keeping(key: str, value: Any) -> Iterator[Statement]:
    """The statements that make a key of the programmes stand for a value."""
    if key.startswith(RUN) and isinstance(value, list) and len(value) == 6:
        columns = "programme_id, started, state, until, chosen, chosen_after"
        yield (
            f"INSERT INTO programme (run, name, {columns})"
            " SELECT coalesce(max(run), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM programme WHERE true"
            " ON CONFLICT (name) DO UPDATE SET state = excluded.state, until = excluded.until,"
            " chosen = excluded.chosen, chosen_after = excluded.chosen_after",
            (key.removeprefix(RUN), *value),
        )
    elif key.startswith(FOR) and isinstance(value, list) and len(value) == 4:
        yield (
            "INSERT INTO programme_session (session_id, run, number, short, next_day)"
            " VALUES (?, (SELECT run FROM programme WHERE name = ?), ?, ?, ?)"
            " ON CONFLICT (session_id) DO UPDATE SET run = excluded.run, number = excluded.number,"
            " short = excluded.short, next_day = excluded.next_day",
            (key.removeprefix(FOR), *value),
        )
