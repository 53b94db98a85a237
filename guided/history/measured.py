"""The measures the person has taken."""

from __future__ import annotations

from guided.history.records import TAKEN, marking, measure_digest, measuring
from guided.history.writing import Writer
from guided.measures import Taken


class Measured:
    """The measures in a history."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._rows = writer, writer.files.rows

    def add(self, taken: Taken) -> None:
        """Keep a measure that was taken. Raises Refused for one out of bounds, NotSaved."""
        self._writer.run(measuring(taken))

    def all(self, measure: str = "") -> list[Taken]:
        """What was measured, newest first: of one measure, or all of it; a damaged one is left out.

        Raises Unreadable.
        """
        columns = {name for _, name, *_ in self._rows("PRAGMA table_info(measurement)")}
        if not columns:
            return []  # a file of an older version that can only be read
        names = ", ".join(f'"{name}"' for name in TAKEN)
        digest = "digest" if "digest" in columns else "NULL"
        where = "deleted = 0 AND measure = ?" if measure else "deleted = 0"
        query = f"SELECT {names}, {digest} FROM measurement WHERE {where} ORDER BY taken_s DESC, id DESC"
        rows = self._rows(query, *([measure] if measure else []))
        return [Taken(*row) for *row, kept in rows if kept is None or kept == measure_digest(row)]

    def delete(self, taken_id: str) -> None:
        """Delete one, reversibly. Raises NotSaved."""
        self._mark(taken_id, deleted=True)

    def undelete(self, taken_id: str) -> None:
        """Restore a deleted one. Raises NotSaved."""
        self._mark(taken_id, deleted=False)

    def _mark(self, taken_id: str, deleted: bool) -> None:
        self._writer.run(*marking(taken_id, deleted, "measurement"))
