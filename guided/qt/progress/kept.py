"""Past sessions: listed, opened, deleted and brought back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from guided import messages, words
from guided.qt.context import Changed, Context
from guided.qt.progress.gathering import chosen_locale
from guided.qt.progress.listpage import SessionsPage
from guided.qt.store import Store


class Kept(QObject):
    """The sessions that are kept, and the pages of them."""

    def __init__(self, context: Context, store: Store) -> None:
        super().__init__()
        self._context, self._store = context, store
        context.changed.connect(self._show)

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

    def _undelete(self, session_ids: Sequence[str]) -> None:
        self._store.change(Changed.HISTORY, lambda history: history.undelete(*session_ids))

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
