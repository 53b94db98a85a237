"""The schema of a history, and migrations from older ones."""

from __future__ import annotations

import sqlite3

from guided.history.records import measure_digest, reps_in

APPLICATION_ID = 0x47756964  # "Guid", in the file's header

MIGRATIONS: tuple[str, ...] = (
    f"""
    PRAGMA application_id = {APPLICATION_ID};

    -- Every version of every session. Rows are never changed.
    CREATE TABLE record (
        id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
        version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 1000000),
        content BLOB NOT NULL CHECK (length(content) <= 8000000),
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        UNIQUE (id, version)
    ) STRICT;

    -- The newest version of each session. A deleted one stays, as its own tombstone.
    CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        version INTEGER NOT NULL,
        started TEXT NOT NULL CHECK (length(started) <= 40),
        start_s INTEGER NOT NULL,    -- the same in Unix time
        offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
        day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 3652059),    -- the local one, 1 is 0001-01-01
        routine_id TEXT NOT NULL CHECK (length(routine_id) <= 200),
        routine_name TEXT NOT NULL CHECK (length(routine_name) <= 1000),
        played_ms INTEGER NOT NULL CHECK (played_ms BETWEEN 0 AND 604800000),
        reps_done INTEGER NOT NULL CHECK (reps_done BETWEEN 0 AND 1000000),
        reps_planned INTEGER NOT NULL CHECK (reps_planned BETWEEN 0 AND 1000000),
        before INTEGER CHECK (before BETWEEN 0 AND 10),
        after INTEGER CHECK (after BETWEEN 0 AND 10),
        note TEXT NOT NULL CHECK (length(note) <= 20000),
        complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
        deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
        FOREIGN KEY (id, version) REFERENCES record (id, version)
    ) STRICT;
    CREATE INDEX session_start ON session (start_s, id) WHERE deleted = 0;
    CREATE INDEX session_day ON session (day, played_ms) WHERE deleted = 0;
    CREATE INDEX session_routine ON session (routine_id) WHERE deleted = 0;
    """,
    """
    -- Every time a programme was begun. At most one is followed; of each programme the newest counts.
    CREATE TABLE programme (
        run INTEGER NOT NULL PRIMARY KEY,
        programme_id TEXT NOT NULL CHECK (length(programme_id) BETWEEN 1 AND 200),
        started INTEGER NOT NULL CHECK (started BETWEEN 1 AND 3652059),    -- the local day, as in session
        state TEXT NOT NULL CHECK (state IN ('followed', 'paused', 'left')),
        until INTEGER NOT NULL CHECK (until BETWEEN 1 AND 1000),
        chosen INTEGER CHECK (chosen BETWEEN 1 AND 1000),
        chosen_after INTEGER NOT NULL DEFAULT 0 CHECK (chosen_after BETWEEN 0 AND 1000000)
    ) STRICT;

    -- What was played for it. Written when the session begins, so some were never finished.
    CREATE TABLE programme_session (
        session_id TEXT NOT NULL PRIMARY KEY CHECK (length(session_id) BETWEEN 1 AND 64),
        run INTEGER NOT NULL REFERENCES programme (run),
        number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000),
        short INTEGER NOT NULL CHECK (short IN (0, 1)),
        next_day TEXT CHECK (next_day IN ('better', 'same', 'worse', 'sore'))
    ) STRICT;
    CREATE INDEX programme_session_run ON programme_session (run);
    """,
    """
    -- What the person measured of themselves. Rows are never changed; a deleted one is its own tombstone.
    CREATE TABLE measurement (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        measure TEXT NOT NULL CHECK (length(measure) BETWEEN 1 AND 200),
        taken TEXT NOT NULL CHECK (length(taken) <= 40),
        taken_s INTEGER NOT NULL,    -- the same in Unix time
        offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
        value REAL CHECK (value BETWEEN -1000000 AND 1000000),    -- in the measure's own unit
        "left" REAL CHECK ("left" BETWEEN -1000000 AND 1000000),
        "right" REAL CHECK ("right" BETWEEN -1000000 AND 1000000),
        about TEXT NOT NULL CHECK (length(about) <= 1000),
        note TEXT NOT NULL CHECK (length(note) <= 20000),
        deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
        CHECK ((value IS NULL) = ("left" IS NOT NULL OR "right" IS NOT NULL))
    ) STRICT;
    CREATE INDEX measurement_taken ON measurement (measure, taken_s) WHERE deleted = 0;
    """,
    f"""
    -- The digest of what was measured, as a record has one.
    ALTER TABLE measurement ADD COLUMN
        digest BLOB NOT NULL DEFAULT x'{"00" * 32}' CHECK (length(digest) = 32);
    UPDATE measurement SET digest =
        measure_digest(id, measure, taken, offset_min, value, "left", "right", about, note);

    -- Files that were set aside and of which nothing more is wanted.
    CREATE TABLE aside (name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 255)) STRICT;
    """,
    """
    -- Every deletion and every bringing back of a session or a measure. Rows are never changed: those of two
    -- machines put together say the same on both. Of a thing's rows the highest version holds, and of two
    -- such the one that deletes; `deleted` of session and measurement is what they come to.
    CREATE TABLE mark (
        of TEXT NOT NULL CHECK (length(of) BETWEEN 1 AND 64),
        version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 1000000),
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        UNIQUE (of, version, deleted)
    ) STRICT;
    INSERT INTO mark (of, version, deleted) SELECT id, 1, 1 FROM session WHERE deleted = 1;
    INSERT INTO mark (of, version, deleted) SELECT id, 1, 1 FROM measurement WHERE deleted = 1;

    -- A record may have events since.
    """,
    """
    -- Two machines may each have made a version of the same number: both are kept, and of such the one with
    -- the greater digest is shown, so that it is the same one on both. A foreign key would have to name one.
    DROP INDEX session_start;
    DROP INDEX session_day;
    DROP INDEX session_routine;
    ALTER TABLE session RENAME TO session_before;
    ALTER TABLE record RENAME TO record_before;
    CREATE TABLE record (
        id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
        version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 1000000),
        content BLOB NOT NULL CHECK (length(content) <= 8000000),
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        UNIQUE (id, version, digest)
    ) STRICT;
    INSERT INTO record (id, version, content, digest) SELECT id, version, content, digest FROM record_before;
    CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        version INTEGER NOT NULL,
        started TEXT NOT NULL CHECK (length(started) <= 40),
        start_s INTEGER NOT NULL,
        offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
        day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 3652059),
        routine_id TEXT NOT NULL CHECK (length(routine_id) <= 200),
        routine_name TEXT NOT NULL CHECK (length(routine_name) <= 1000),
        played_ms INTEGER NOT NULL CHECK (played_ms BETWEEN 0 AND 604800000),
        reps_done INTEGER NOT NULL CHECK (reps_done BETWEEN 0 AND 1000000),
        reps_planned INTEGER NOT NULL CHECK (reps_planned BETWEEN 0 AND 1000000),
        before INTEGER CHECK (before BETWEEN 0 AND 10),
        after INTEGER CHECK (after BETWEEN 0 AND 10),
        note TEXT NOT NULL CHECK (length(note) <= 20000),
        complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
        deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
    ) STRICT;
    INSERT INTO session
        SELECT id, version, started, start_s, offset_min, day, routine_id, routine_name, played_ms, reps_done,
            reps_planned, before, after, note, complete, deleted
        FROM session_before;
    DROP TABLE session_before;
    DROP TABLE record_before;
    CREATE INDEX session_start ON session (start_s, id) WHERE deleted = 0;
    CREATE INDEX session_day ON session (day, played_ms) WHERE deleted = 0;
    CREATE INDEX session_routine ON session (routine_id) WHERE deleted = 0;

    -- What a run is called on every machine; `run` is its number on this one.
    ALTER TABLE programme ADD COLUMN name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 250);
    UPDATE programme SET name = printf('%07d-%06d-%s', started, run, programme_id);
    CREATE UNIQUE INDEX programme_name ON programme (name);
    """,
    """
    -- A record may have how it was left off since, and which session it continues.
    """,
    """
    -- A time to fill is as much as ten reps, however many it took.
    UPDATE session SET
        reps_done = coalesce(
            (SELECT reps_in(content, 'reps_done') FROM record WHERE record.id = session.id
                AND record.version = session.version ORDER BY digest DESC LIMIT 1), reps_done),
        reps_planned = coalesce(
            (SELECT reps_in(content, 'reps_planned') FROM record WHERE record.id = session.id
                AND record.version = session.version ORDER BY digest DESC LIMIT 1), reps_planned);
    """,
)
"""The schema as migrations: each string takes a file from the version of its index to the next.

A new field of Record needs one too, if only a comment, so that a Guided that does not know the field leaves
the file alone.
"""

MEASURES_DIGESTED = 4
"""The first version with a digest of each measurement."""

RECORDS_BESIDE = 6
"""The first version in which a session has no foreign key to its record."""


def schema_of(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    return set(db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"))


def in_memory(version: int) -> sqlite3.Connection:
    """An empty history of a schema version, in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, 0, version)
    return db


def migrate(db: sqlite3.Connection, older: int, newer: int) -> None:
    """Migrate the schema from one version to another, atomically."""
    db.create_function("measure_digest", -1, lambda *row: measure_digest(row), deterministic=True)
    db.create_function("reps_in", 2, reps_in, deterministic=True)
    changes = "".join(MIGRATIONS[older:newer])
    try:
        db.executescript(f"BEGIN IMMEDIATE; {changes}; PRAGMA user_version = {newer}; COMMIT;")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
