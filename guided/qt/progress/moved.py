"""Which regions of the body were moved in each session, read in the history's thread, each session once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import takewhile

from PySide6.QtCore import QObject, Signal

from guided.account import regions_of, routine_of
from guided.charts.table import PERIODS_WEEKS
from guided.history.errors import NoSession, Unreadable
from guided.history.keeper import Failure
from guided.history.records import Summary
from guided.history.store import History
from guided.library import Library
from guided.qt.context import Context
from guided.routine import Routine

_AT_ONCE = 100  # sessions: what is done meanwhile waits no longer to be written than these are read

_Shares = Mapping[str, float]
_Read = dict[str, tuple[Summary, _Shares]]


class Moved(QObject):
    """The share of each session that each region of the body had, of those that charts may show.

    A session that changed is another Summary, so one that was read is known by that.
    """

    read = Signal()
    """`regions` are those of all sessions again."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._library: Library | None = None
        self._known: _Read = {}
        self._routines: dict[str, Routine | None] = {}  # as played, by how it was written down
        self._reading = self._is_new = False
        self.regions: Mapping[str, _Shares] | None = None
        """By session (id); None until all have been read for the first time."""

    def look(self) -> None:
        """Read what is lacking, for as long as anything is."""
        library = self._context.library
        if self._reading:
            return  # its answer looks again
        if library is not self._library:
            self._library, self._known, self._routines = library, {}, {}
        lacking = [one for one in self._shown() if self._known.get(one.id, (None,))[0] is not one]
        if lacking:
            self._reading = True
            some = lacking[:_AT_ONCE]
            self._context.store.ask(
                lambda history: self._shares(history, some, library), self._take, self._failed
            )
        elif self.regions is None or self._is_new:
            self._is_new = False
            self.regions = {name: shares for name, (_, shares) in self._known.items()}
            self.read.emit()

    def _shown(self) -> Iterator[Summary]:
        """The sessions of the longest period of a chart, and a few before it."""
        context = self._context
        earliest = (context.today() - timedelta(weeks=PERIODS_WEEKS[-1] + 1)).isoformat()
        return takewhile(lambda one: one.started >= earliest, context.past.sessions)

    def _shares(self, history: History, sessions: Sequence[Summary], library: Library) -> _Read:
        """What sessions had, in the history's thread; nothing for one that cannot be read."""
        found: _Read = {}
        for one in sessions:
            found[one.id] = one, {}
            with suppress(NoSession, Unreadable):
                record = history.session(one.id)
                if record.routine not in self._routines:
                    self._routines[record.routine] = routine_of(record, library)
                found[one.id] = one, regions_of(record, self._routines[record.routine], library)
        return found

    def _take(self, found: _Read) -> None:
        self._known |= found
        self._is_new, self._reading = True, False
        self.look()

    def _failed(self, _: Failure) -> None:
        self._reading = False
