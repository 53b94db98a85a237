"""When to get help: the signs that ask for it, and how to find it, one click from everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, practitioners, safety, words
from guided.qt.theme import Look
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.scrolling import scroll_area
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text

NAME, FIND = "When to get help", "Find help"

_COLOURS: Mapping[safety.Signs, tuple[str, str, str]] = {
    safety.EMERGENCY: ("danger_soft", "danger", "alert-triangle"),
    safety.SAME_DAY: ("warn_soft", "warn", "clock"),
    safety.SOON: ("surface", "ink", "calendar"),
}


class HelpDialog(ReadingOrder, QDialog):
    """The signs, the most urgent first, or how to find help; Esc closes it, the arrow keys scroll."""

    def __init__(self, look: Look, parent: QWidget, own: str = "", find: bool = False) -> None:
        """`own` is the line for the person's own practitioner; with `find` it opens at how to find help."""
        super().__init__(parent)
        self.setWindowTitle(NAME)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        head = nested(outer, QHBoxLayout())
        head.setContentsMargins(32, 20, 20, 12)
        close = IconButton(look, "x", "Close")
        close.clicked.connect(self.accept)
        self.views = Segmented(look, "Help", ((False, NAME), (True, FIND)), find)
        self.views.chosen.connect(lambda found: self._show(bool(found)))
        head.addWidget(self.views)
        head.addStretch(1)
        head.addWidget(close)
        content = QWidget()
        both = QVBoxLayout(content)
        both.setContentsMargins(32, 0, 20, 28)
        self._when = _column(both, (signs_card(look, signs) for signs in safety.SIGNS))
        self._find = _column(both, _ways_to_find(look, own))
        both.addSpacing(16)
        both.addWidget(Text(look, words.NOT_A_DIAGNOSIS, "caption", "ink2"))
        both.addStretch()
        self.area = scroll_area(content, NAME)
        outer.addWidget(self.area, 1)
        FocusRing(look, self)
        self._show(find)
        self.area.setFocus()
        room = parent.window().size().boundedTo(QGuiApplication.primaryScreen().availableSize())
        self.resize(min(look.px(720), room.width() - 40), min(look.px(760), room.height() - 40))

    def _show(self, find: bool) -> None:
        self._when.setVisible(not find)
        self._find.setVisible(find)
        self.setWindowTitle(FIND if find else NAME)
        self.area.setAccessibleName(FIND if find else NAME)
        self.area.verticalScrollBar().setValue(0)


def _column(outer: QVBoxLayout, cards: Iterable[QWidget]) -> QWidget:
    """Cards one below the other, as a widget at the end of a layout."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    outer.addWidget(widget)
    for card in cards:
        column.addWidget(card)
    return widget


def _ways_to_find(look: Look, own: str) -> Iterator[QWidget]:
    """When it is more than a routine can do: an emergency first, then a doctor, then whom to see and how."""
    urgent = Card(look, padding=20)
    urgent.set_colours("danger_soft", "danger")
    urgent.body.setSpacing(8)
    urgent.body.addWidget(Text(look, "When it cannot wait", "card_title", "danger"))
    urgent.body.addWidget(Text(look, words.GET_HELP, "body"))
    yield urgent
    doctor = _points_card(look, practitioners.DOCTOR_FIRST, "warn")
    doctor.set_colours("warn_soft", "warn")
    yield doctor
    if own:
        yours = Card(look, padding=20)
        yours.body.addWidget(Text(look, own, "card_title"))
        yield yours
    for kind in practitioners.KINDS:
        card = Card(look, padding=20)
        card.body.setSpacing(8)
        card.body.addWidget(Text(look, kind.name, "card_title"))
        for text in (kind.does, kind.suits):
            card.body.addWidget(Text(look, text, "body"))
        sought = words.say(messages.LOOK_FOR, what=kind.look_for)
        card.body.addWidget(Text(look, sought, "body", "ink2"))
        yield card
    for listed in (practitioners.ASK, practitioners.BRING, practitioners.FIND):
        yield _points_card(look, listed)


def _points_card(look: Look, points: practitioners.Points, ink: str = "ink") -> Card:
    """A title in a colour of the theme, and what stands under it."""
    card = Card(look, padding=20)
    card.body.setSpacing(8)
    card.body.addWidget(Text(look, points.title, "card_title", ink))
    for line in points.lines:
        _add_line(card.body, look, line)
    return card


def open_help(look: Look, parent: QWidget, own: str, find: bool) -> None:
    """Open it over a window; the arguments are those of HelpDialog."""
    dialog = HelpDialog(look, parent, own, find)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def signs_card(look: Look, signs: safety.Signs) -> Card:
    """A group of signs: how soon, where to go, and what they are."""
    fill, ink, icon = _COLOURS[signs]
    card = Card(look, padding=20)
    card.set_colours(fill, "line" if ink == "ink" else ink)
    row = nested(card.body, QHBoxLayout())
    row.setSpacing(14)
    row.addWidget(Icon(look, icon, ink, 24), 0, Qt.AlignmentFlag.AlignTop)
    column = nested(row, QVBoxLayout(), 1)
    column.setSpacing(8)
    column.addWidget(Text(look, signs.title, "card_title", ink))
    column.addWidget(Text(look, signs.where, "body"))
    for sign in signs.signs:
        _add_line(column, look, sign)
    return card


def _add_line(column: QVBoxLayout, look: Look, line: str) -> None:
    row = nested(column, QHBoxLayout())
    row.setSpacing(8)
    row.addWidget(Text(look, "•", "body", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(look, line, "body"), 1)
