"""The programmes that are followed, and the progress in each."""

from __future__ import annotations

from datetime import date

from guided.history.records import played_for_entry
from guided.history.writing import Writer
from guided.programme import Done, Followed


class Programmes:
    """The programmes of a history: each time one is begun is a run with a number."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._rows = writer, writer.files.rows

    def followed(self) -> list[Followed]:
        """Every programme begun and not left, with its progress, the latest begun first.

        Deleted and unfinished sessions do not count. Raises Unreadable.
        """
        if not self._rows("SELECT 1 FROM sqlite_schema WHERE name = 'programme'"):
            return []  # an older file that can only be read
        columns = {name for _, name, *_ in self._rows("PRAGMA table_info(programme)")}
        order = "name" if "name" in columns else "run"  # as an older file has it that can only be read
        rows = self._rows(
            "SELECT programme_id, started, until, state = 'paused', chosen, chosen_after, run FROM programme"
            f" WHERE {order} IN (SELECT max({order}) FROM programme GROUP BY programme_id)"
            f" AND state != 'left' ORDER BY {order} DESC"
        )
        return [
            Followed(name, date.fromordinal(day), self._done(run), until, bool(paused), chosen, after, run)
            for name, day, until, paused, chosen, after, run in rows
        ]

    def follow(self, programme_id: str, today: date, until: int) -> int:
        """Begin a programme at its first session; the one followed so far is paused.

        Returns the number of the run. Raises Refused if out of bounds, NotSaved, Unreadable.
        """
        self._writer.need_database()
        run = int(self._rows("SELECT coalesce(max(run), 0) + 1 FROM programme")[0][0])
        self._writer.run(
            ("UPDATE programme SET state = 'paused' WHERE state = 'followed' AND run != ?", (run,)),
            (
                "INSERT INTO programme (run, programme_id, started, state, until, name)"
                " SELECT ?1, ?2, ?3, 'followed', ?4, printf('%07d-%06d-%s', ?3, ?1, ?2)"
                " WHERE NOT EXISTS (SELECT 1 FROM programme WHERE run = ?1)",
                (run, programme_id, today.toordinal(), until),
            ),
        )
        return run

    def pause(self, run: int) -> None:
        """Pause a run; one that was left becomes a paused one. Raises NotSaved."""
        self._writer.run(_becoming("paused", run))

    def resume(self, run: int) -> None:
        """Resume a run that was paused or left; any other is paused. Raises NotSaved."""
        others = "UPDATE programme SET state = 'paused' WHERE state = 'followed' AND run != ?"
        self._writer.run((others, (run,)), _becoming("followed", run))

    def leave(self, run: int) -> None:
        """Leave a run; its sessions stay. Raises NotSaved."""
        self._writer.run(_becoming("left", run))

    def choose(self, run: int, number: int | None, after: int, until: int) -> None:
        """Override the next session of a run, valid as long as `after` sessions are done.

        None reverts that; `until` is the number of sessions now aimed for. Raises Refused if out of bounds,
        NotSaved.
        """
        self._writer.run(
            (
                "UPDATE programme SET chosen = ?1, chosen_after = ?2, until = ?3"
                " WHERE run = ?4 AND (chosen, chosen_after, until) IS NOT (?1, ?2, ?3)",
                (number, after, until, run),
            )
        )

    def begin_for(self, session_id: str, run: int, number: int, short: bool = False) -> None:
        """Record that a session that begins is one of a run. Raises Refused; NotSaved, and then it waits."""
        self._writer.enter(played_for_entry(session_id, run, number, short))

    def played_for(self) -> dict[str, tuple[int, int, bool]]:
        """Each session's run, number, and whether it was the short one, as told to `begin_for`."""
        if not self._rows("SELECT 1 FROM sqlite_schema WHERE name = 'programme_session'"):
            return {}
        rows = self._rows("SELECT session_id, run, number, short FROM programme_session")
        return {id: (run, number, bool(short)) for id, run, number, short in rows}

    def answer_next_day(self, session_id: str, answer: str | None) -> None:
        """Record how the day after a session was, one of `programme.ANSWERS`. Raises Refused, NotSaved."""
        sql = "UPDATE programme_session SET next_day = ?1 WHERE session_id = ?2 AND next_day IS NOT ?1"
        self._writer.run((sql, (answer, session_id)))

    def _done(self, run: int) -> tuple[Done, ...]:
        rows = self._rows(
            "SELECT id, number, day, reps_done, reps_planned, before, after, next_day, short, complete"
            " FROM programme_session JOIN session ON id = session_id"
            " WHERE run = ? AND deleted = 0 ORDER BY start_s, id",
            run,
        )
        return tuple(
            Done(id, number, date.fromordinal(day), done, planned, before, after, next_day, *map(bool, flags))
            for id, number, day, done, planned, before, after, next_day, *flags in rows
        )


def _becoming(state: str, run: int) -> tuple[str, tuple[str, int]]:
    return "UPDATE programme SET state = ?1 WHERE run = ?2 AND state != ?1", (state, run)
