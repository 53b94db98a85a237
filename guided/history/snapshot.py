"""The sessions of a history as they are shown: read once, and then brought up to date by what has changed."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext, suppress

from guided.garbage import kept_from_collecting
from guided.history.opening import Files
from guided.history.records import SUMMARY, Summary

_MANY = 5_000
_MOST_CHANGED = 1_000  # of more, all is read again

# Of the connection alone: nothing of it is in the file, and what is rolled back is rolled back in it too. No
# constraint may be in it: a trigger's own way out of a conflict gives way to that of what the trigger is for.
_WATCH = """
PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE IF NOT EXISTS touched (id TEXT);
CREATE TEMP TRIGGER IF NOT EXISTS session_added AFTER INSERT ON main.session
    BEGIN INSERT INTO touched VALUES (new.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS session_changed AFTER UPDATE ON main.session
    BEGIN INSERT INTO touched VALUES (new.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS session_removed AFTER DELETE ON main.session
    BEGIN INSERT INTO touched VALUES (old.id); END;
DELETE FROM touched;
"""
_ALL = f"SELECT start_s, {SUMMARY} FROM session WHERE deleted = 0 ORDER BY start_s, id"
_ONE = f"SELECT start_s, {SUMMARY} FROM session WHERE deleted = 0 AND id = ?"

_Key = tuple[int, str]


class Sessions:
    """The sessions that are not deleted. What another program has open for writing is read anew each time."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._db: sqlite3.Connection | None = None
        self._keys: list[_Key] = []  # newest last, as the lists below
        self._all: list[Summary] = []
        self._shown: tuple[Summary, ...] = ()
        self._times: Counter[str] = Counter()

    def all(self) -> tuple[Summary, ...]:
        """All of them, newest first. Raises Unreadable."""
        self._look()
        return self._shown

    @property
    def times(self) -> Mapping[str, int]:
        """How often each routine (id) was done, as of the last look: sessions of which enough was."""
        return {name: count for name, count in self._times.items() if count}

    def _look(self) -> None:
        files = self._files
        if not files.locked or files.db is not self._db:
            self._read()
            return
        changed = [
            id for (id,) in files.rows("SELECT DISTINCT id FROM temp.touched LIMIT ?", _MOST_CHANGED + 1)
        ]
        if len(changed) > _MOST_CHANGED:
            self._read()
        elif changed:
            self._take(changed)

    def _read(self) -> None:
        self._db, db = None, self._watched()
        ((count,),) = self._files.rows("SELECT count(*) FROM session")
        with kept_from_collecting() if count > _MANY else nullcontext():
            rows = self._files.rows(_ALL)
            self._keys = [(row[0], row[1]) for row in rows]
            self._all = [_summary(row) for row in rows]
            self._times = Counter(one.routine_id for one in self._all if one.counts)
            self._shown = tuple(reversed(self._all))
            del rows
        self._db = db

    def _watched(self) -> sqlite3.Connection | None:
        """The connection, which notes from now on what changes; None where it cannot or need not."""
        db = self._files.db
        with suppress(sqlite3.Error):
            if self._files.locked:
                db.executescript(_WATCH)
                return db
        return None

    def _take(self, changed: list[str]) -> None:
        """Bring those that were changed up to date."""
        self._db, db, gone = None, self._db, set(changed)
        kept = [number for number, (_, id) in enumerate(self._keys) if id in gone]
        for number in reversed(kept):
            self._times[self._all[number].routine_id] -= self._all[number].counts
            del self._keys[number], self._all[number]
        for id in changed:
            for row in self._files.rows(_ONE, id):
                key = (row[0], row[1])
                at = bisect_left(self._keys, key)
                self._keys.insert(at, key)
                self._all.insert(at, one := _summary(row))
                self._times[one.routine_id] += one.counts
        self._files.rows("DELETE FROM temp.touched")
        self._shown = tuple(reversed(self._all))
        self._db = db


def _summary(row: tuple[object, ...]) -> Summary:
    return Summary(*(*row[1:-1], bool(row[-1])))  # type: ignore[arg-type]  # as the database has them
