"""Past sessions: listed, opened, put right, added, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from guided import messages, words
from guided.qt.context import Changed, Context
from guided.qt.progress.gathering import chosen_locale
from guided.qt.progress.listpage import SessionsPage
from guided.qt.progress.sessionpage import SessionPage
from guided.qt.store import Stamp, Store
from guided.session import Record

if TYPE_CHECKING:
    from guided.qt.progress.adding import Elsewhere


class Kept(QObject):
    """The sessions that are kept, and the pages of them."""

    repeat_asked = Signal(object)
    """A Routine is to be played as it was before."""

    def __init__(self, context: Context, store: Store, stamp: Callable[[], Stamp]) -> None:
        super().__init__()
        self._context, self._store, self._stamp = context, store, stamp
        context.changed.connect(self._show)

    # ------------------------------------------------------------ pages

    def list_all(self) -> None:
        """Shows every session."""
        self._push(SessionsPage(self._context.look, "Sessions"))

    def list_some(self, session_ids: Sequence[str], about: str) -> None:
        """Shows the sessions that something was made of; where it is one, that."""
        if len(session_ids) == 1:
            self.open(session_ids[0])
        else:
            self._push(SessionsPage(self._context.look, about, session_ids))

    def open(self, session_id: str) -> None:
        """Shows a session."""
        context = self._context
        self._store.ask(
            lambda history: history.session(session_id),
            self._show_session,
            lambda failure: context.tell(str(failure)),
        )

    def add(self) -> None:
        """Asks for a session done elsewhere."""
        from guided.qt.progress.adding import AddDialog

        context = self._context
        before = dict.fromkeys(one.routine_name for one in context.past.sessions[:200] if not one.routine_id)
        dialog = AddDialog(
            context.look, context.today(), chosen_locale(context), tuple(before), context.window
        )
        dialog.added.connect(self._keep_elsewhere)
        dialog.open()

    def _show_session(self, record: Record) -> None:
        context = self._context
        page = SessionPage(context.look, record, context.library, chosen_locale(context))
        page.back.connect(context.window.back)
        page.edited.connect(self._keep_edited)
        page.delete_asked.connect(self._delete_shown)
        page.repeat_asked.connect(self.repeat_asked)
        page.routine_asked.connect(context.copy_asked)
        context.window.push(page)

    # ------------------------------------------------------------ what is changed

    def delete(self, session_ids: Sequence[str]) -> None:
        """Deletes sessions; that can be taken back."""
        ids = tuple(session_ids)
        said = words.say(messages.DELETED_SESSIONS, n=len(ids))
        toast = self._context.window.toast
        self._store.change(
            Changed.HISTORY,
            lambda history: history.delete(*ids),
            lambda _: toast(said, "Undo", lambda: self._undelete(ids)),
        )

    def _delete_shown(self, session_ids: Sequence[str]) -> None:
        self._context.window.back()
        self.delete(session_ids)

    def _undelete(self, session_ids: Sequence[str]) -> None:
        self._store.change(Changed.HISTORY, lambda history: history.undelete(*session_ids))

    def _keep_edited(self, record: Record, before: Record) -> None:
        toast, as_before = self._context.window.toast, replace(before, version=record.version + 1)
        self._store.change(
            Changed.HISTORY,
            lambda history: history.edit(record),
            lambda _: toast("Session changed", "Undo", lambda: self._take_back(as_before)),
        )

    def _take_back(self, record: Record) -> None:
        self._store.change(Changed.HISTORY, lambda history: history.edit(record))

    def _keep_elsewhere(self, told: Elsewhere) -> None:
        """A session done elsewhere began as long ago as it lasted; on another day, at this time of it."""
        stamp, toast, length_ms = self._stamp(), self._context.window.toast, told.minutes * 60_000
        ago = timedelta(days=(self._context.today() - told.day).days, minutes=told.minutes)
        started = datetime.fromisoformat(stamp.time) - ago
        record = Record(
            id=stamp.id,
            routine_id="",
            routine_name=told.name,
            routine="{}",
            started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
            offset_min=stamp.offset_min,
            planned_ms=length_ms,
            played_ms=length_ms,
            sets=(),
            phase_ms={},
            after=told.after,
            complete=True,
        )
        said = words.say(messages.SESSION_ADDED, name=told.name)
        self._store.change(
            Changed.HISTORY,
            lambda history: history.add(record),
            lambda _: toast(said, "Undo", lambda: self.delete((record.id,))),
        )

    # ------------------------------------------------------------ lists

    def _push(self, page: SessionsPage) -> None:
        page.back.connect(self._context.window.back)
        page.session_asked.connect(self.open)
        page.delete_asked.connect(self.delete)
        self._fill(page)
        self._context.window.push(page)

    def _show(self, what: Changed) -> None:
        page = self._context.window.page
        if what & (Changed.HISTORY | Changed.DAY | Changed.SETTINGS) and isinstance(page, SessionsPage):
            self._fill(page)

    def _fill(self, page: SessionsPage) -> None:
        context = self._context
        page.show_sessions(context.past.sessions, context.today(), chosen_locale(context))
