"""Records what is played, rep by rep and whole at the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from guided.history.keeper import Failure
from guided.history.store import History
from guided.plan import to_json
from guided.qt.context import Changed
from guided.qt.store import Store
from guided.session import (
    Event,
    Record,
    Rep,
    Session,
    left_off,
    played_by_kind,
    record_of,
    sets_done,
    uuid7,
)


class Recorder(QObject):
    """Keeps a session in the history while it is played. If that fails, `trouble` says so once."""

    trouble = Signal(str)

    def __init__(self, store: Store, wall: Callable[[], datetime], bits: Callable[[], int]) -> None:
        super().__init__()
        self._store, self._wall, self._bits = store, wall, bits
        self._session: Session | None = None
        self._begun: Record | None = None
        self._earlier: Record | None = None
        self._told = False
        self._kept_events: tuple[Event, ...] = ()
        self._ended: dict[str, Record] = {}

    def begin(self, session: Session, before: int | None) -> str:
        """Begin a record; the id of the session."""
        id_, started, offset_min = self.stamp()
        routine = session.timeline.routine
        begun = Record(
            id=id_,
            routine_id=routine.id,
            routine_name=routine.name,
            routine=json.dumps(routine.to_table(), ensure_ascii=False),
            started=started,
            offset_min=offset_min,
            planned_ms=session.timeline.length_ms,
            played_ms=0,
            sets=sets_done(session.timeline, ()),
            phase_ms={},
            before=before,
        )
        self.resume(session, begun)
        self.keep()
        return begun.id

    def go_on(self, session: Session, ended: Record, told: str = "") -> str:
        """Begin the record of a session that continues one ended early, with all of that; its id.

        What was `told` before it goes on is added to the note, which is nothing new by itself.
        """
        begun = replace(ended, id=self.stamp()[0], version=1, continues=ended.id)
        self.resume(session, begun)
        self.note(told)
        self._earlier = replace(ended, note=self._begun.note if self._begun else "")
        self.keep()
        return begun.id

    def resume(self, session: Session, begun: Record) -> None:
        """Continue the record of a session that was begun before."""
        self._session, self._begun, self._told, self._earlier = session, begun, False, None

    def let_go(self) -> None:
        """Drop a session that was to resume; it stays on disk as it was."""
        self._session = self._begun = None

    def keep(self) -> None:
        """Save everything but the reps, above all the plan, as it is now; soon on disk."""
        session, begun = self._session, self._begun
        if session is not None and begun is not None:
            self._kept_events = tuple(session.events)
            now = record_of(session, begun, after=_still_after(session, begun), note=begun.note)
            plan = to_json(session.plan)
            self._keep(lambda history: history.begin(now, plan))

    def finish_rep(self, rep: Rep) -> None:
        """Record a rep that counts; soon on disk."""
        if self._begun is not None and self._session is not None:
            if tuple(self._session.events) != self._kept_events:
                self.keep()
            begun, times = self._begun, played_by_kind(self._session)
            self._keep(lambda history: history.finish_rep(begun.id, rep, times))

    def take_before(self, before: int | None) -> None:
        """Record the discomfort before, given during the session."""
        if self._begun is not None and before != self._begun.before:
            self._begun = replace(self._begun, before=before)
            self.keep()

    def note(self, sentence: str) -> None:
        """Add a sentence to the session's note, such as that an exercise hurt; soon on disk."""
        if self._begun is not None and sentence not in self._begun.note:
            self._begun = replace(self._begun, note=f"{self._begun.note} {sentence}".strip())
            self.keep()

    def finish(self) -> Record | None:
        """End the session: its record, now in the history; None, and nothing kept, without rep and note.

        Without a new one, a session that was gone on with stays as it was.
        """
        session, begun, earlier = self._session, self._begun, self._earlier
        self._session = self._begun = self._earlier = None
        if session is None or begun is None:
            return None
        record = record_of(session, begun, note=begun.note)
        record = replace(record, left_off=left_off(session, record))
        if not _adds(record, earlier):
            self._keep(lambda history: history.discard(record.id))
            return None
        self._ended[record.id] = record
        self._store.change(Changed.HISTORY, lambda history: history.add(record), failed=self._tell)
        return record

    def is_continued(self, session_id: str) -> bool:
        """Whether a session that ended since the program started continues one (id)."""
        return any(one.continues == session_id for one in self._ended.values())

    def edit(self, record: Record) -> None:
        """Record what the person added to a session."""
        self._ended[record.id] = record
        self._store.change(Changed.HISTORY, lambda history: history.edit(record))

    def records(self) -> list[Record]:
        """The sessions that ended since the program started, and the one under way so far."""
        session, begun = self._session, self._begun
        under_way = [record_of(session, begun, note=begun.note)] if session and begun else []
        return [*self._ended.values(), *under_way]

    def stamp(self) -> tuple[str, str, int]:
        """A new id, the UTC time now, and the local offset in minutes."""
        now = self._wall()
        offset = now.utcoffset()
        return (
            uuid7(int(now.timestamp() * 1000), self._bits()),
            now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            0 if offset is None else round(offset.total_seconds() / 60),
        )

    def _keep(self, do: Callable[[History], None]) -> None:
        self._store.keep(do, self._tell)

    def _tell(self, failure: Failure) -> None:
        if not self._told:
            self._told = True
            self.trouble.emit(str(failure))


def _still_after(session: Session, begun: Record) -> int | None:
    """What was told after the session that this one continues, if nothing hurt since."""
    now, then = (sum(one.kind == "hurt" for one in events) for events in (session.events, begun.events))
    return begun.after if now == then else None


def _adds(record: Record, earlier: Record | None) -> bool:
    """Whether a session has anything that the one that it continues does not have."""
    if earlier is None:
        return record.reps_done > 0 or bool(record.note)
    return record.complete or (record.sets, record.note) != (earlier.sets, earlier.note)
