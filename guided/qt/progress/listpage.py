"""Sessions on a page of their own: all of them, or those that something was made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guided import messages, words
from guided.history.records import Summary
from guided.locales import Locale
from guided.qt.progress.sessions import SessionList
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.text import Text


class SessionsPage(ScrollPage):
    """Sessions to open, mark and delete; `chosen` are the ids of those it is about, None for all."""

    back = Signal()
    session_asked = Signal(str)
    delete_asked = Signal(object)
    """Ids of sessions, as a tuple."""

    def __init__(
        self, look: Look, title: str, chosen: Sequence[str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._chosen = None if chosen is None else set(chosen)
        self.add_way_back("Progress", self.back)
        head = nested(self.header, QHBoxLayout())
        head.setSpacing(12)
        head.addWidget(Text(look, title, "page_title"), 1)
        self._delete = Button(look, "Delete", icon="trash", size="small")
        self._clear = Button(look, "Mark none", "quiet", "small")
        head.addWidget(self._clear)
        head.addWidget(self._delete)
        self._hint = Text(
            look,
            "To delete several, mark each with Space or with Ctrl and a click, then press Delete.",
            "caption",
            "ink2",
        )
        self.header.addWidget(self._hint)
        self.sessions = SessionList(look)
        self.sessions.opened.connect(self.session_asked)
        self.sessions.delete_asked.connect(self.delete_asked)
        self.sessions.row_entered.connect(self._keep_in_sight)
        self.sessions.marked.connect(self._show_marks)
        self._clear.clicked.connect(self.sessions.clear_marks)
        self._delete.clicked.connect(lambda: self.delete_asked.emit(tuple(self.sessions.marks)))
        self._card = Card(look, padding=16)
        self._card.body.addWidget(self.sessions)
        self.body.addWidget(self._card)
        self._none = Text(look, "There are no sessions here.", "body", "ink2")
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self._show_marks(0)

    def show_sessions(self, sessions: Sequence[Summary], today: date, locale: Locale) -> None:
        """Shows of these sessions, newest first, those it is about."""
        if self._chosen is not None:
            sessions = [one for one in sessions if one.id in self._chosen]
        self.sessions.show_sessions(sessions, today, locale)
        for widget in (self._card, self._hint):
            widget.setVisible(bool(sessions))
        self._none.setVisible(not sessions)

    def _show_marks(self, count: int) -> None:
        for button in (self._delete, self._clear):
            button.setVisible(bool(count))
        self._delete.set_words(words.say(messages.DELETE_MARKED, n=count))

    def _keep_in_sight(self, area: QRect) -> None:
        top = self.sessions.mapTo(self.sheet, area.topLeft()).y()
        bar, high = self.area.verticalScrollBar(), self.area.viewport().height()
        if top < bar.value():
            bar.setValue(top - 8)
        elif top + area.height() > bar.value() + high:
            bar.setValue(top + area.height() - high + 8)
