"""The routine as a whole while it is edited: how long, with what, for which muscles; suggestions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.editing.suggestions import Suggestion
from guided.muscles import Muscle
from guided.qt.editor.document import Document
from guided.qt.theme import Look
from guided.qt.widgets.body_map import BodyMap
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.routine_hills import RoutineShape
from guided.qt.widgets.scrolling import scroll
from guided.qt.widgets.text import Text

_HIGH = 150  # px of a body on the map


class WholeCard(Card):
    """Minutes, exercises, kit, changes of position and muscles, as they change."""

    def __init__(self, look: Look, document: Document) -> None:
        super().__init__(look, padding=16)
        self._document = document
        self.setAccessibleName("Whole routine")
        self.body.setSpacing(10)
        self._area = _Area()
        self.body.addWidget(self._area, 1)
        column = QVBoxLayout(self._area.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._shape = RoutineShape(look)
        column.addWidget(self._shape)
        row = nested(column, QHBoxLayout())
        row.setSpacing(12)
        self.map = BodyMap(look, high=_HIGH)
        self.map.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.map, 0, Qt.AlignmentFlag.AlignTop)
        facts = nested(row, QVBoxLayout(), 1)
        facts.setSpacing(2)
        self.minutes = Text(look, "", "card_title", wrap=False)
        self.exercises, self.changes, self.kit = (Text(look, "", "caption", "ink2") for _ in range(3))
        for text in (self.minutes, self.exercises, self.changes, self.kit):
            facts.addWidget(text)
        facts.addStretch()
        self.muscles = Text(look, "", "caption", "ink2")
        column.addWidget(self.muscles)
        column.addStretch()
        document.changed.connect(self.show_whole)
        document.moved.connect(self._show_shape)
        self.show_whole()

    def show_muscles(self, shown: bool) -> None:
        """Name the muscles below the map, or where there is little room only at the pointer."""
        self.muscles.setVisible(shown)

    def set_scrolls(self, scrolls: bool) -> None:
        """Scroll where there is little room, instead of being as high as all of it."""
        self._area.set_scrolls(scrolls)

    def show_whole(self) -> None:
        """Show what the draft comes to."""
        document = self._document
        found, count = document.totals, len(document.draft.cards)
        self._show_shape()
        self.minutes.setText(length_in_words(document))
        self.exercises.setText(words.say(messages.EXERCISES, n=count))
        self.changes.setText(words.say(messages.CHANGES_OF_POSITION, n=found.changes))
        kit = words.sentence(words.listed([words.KIT[one] for one in found.kit]))
        self.kit.setText((kit or "Nothing needed") if count else "")
        self.map.show_roles(found.lengthens, found.works)
        self.muscles.setText(_muscles(found.lengthens, found.works))

    def _show_shape(self) -> None:
        """A hill for each step, that of the current one filled."""
        document = self._document
        here = [number for number, key in enumerate(document.lengths_ms) if key == document.current]
        self._shape.show_lengths([*document.lengths_ms.values()], here)
        self._shape.setAccessibleName(words.say(messages.EXERCISES, n=len(document.draft.cards)))


class _Area(QScrollArea):
    """As high as its `content`, unless it scrolls."""

    radius = 8.0

    def __init__(self) -> None:
        super().__init__()
        self._scrolls = False
        self.content = QWidget()
        self.setAccessibleName("Whole routine")
        scroll(self, self.content)
        self.set_scrolls(False)

    def set_scrolls(self, scrolls: bool) -> None:
        """Be as low as there is room for, and scroll by the keyboard too."""
        self._scrolls = scrolls
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
        size = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        size.setHeightForWidth(not scrolls)
        self.setSizePolicy(size)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return self.content.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self.content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0 if self._scrolls else self.content.minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # what is in it has another height now
            self.updateGeometry()
        return super().event(event)


def length_in_words(document: Document) -> str:
    """How long the session takes: "14 min"; of no steps "0 min"."""
    length_ms = document.totals.length_ms
    return words.session(length_ms) if length_ms else words.say(messages.MIN, n=0)


def _muscles(lengthens: tuple[Muscle, ...], works: tuple[Muscle, ...]) -> str:
    told = []
    for message, muscles in ((messages.LENGTHENS, lengthens), (messages.WORKS, works)):
        if muscles:
            told.append(words.say(message, muscles=words.names_listed(one.name for one in muscles)))
    return "\n".join(told)


class SuggestionBar(QWidget):
    """One suggestion at a time, taken with a press; the next one comes when it was taken or set aside."""

    taken = Signal(object)
    """A Suggestion is to be done."""

    def __init__(self, look: Look, document: Document) -> None:
        super().__init__()
        self._document = document
        self._found: tuple[Suggestion, ...] = ()
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = nested(column, QHBoxLayout())
        row.setSpacing(8)
        self._icon = Icon(look, "info-circle", "ink2", 20)
        self.sentence = Text(look, "", "caption", "ink2")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        buttons = nested(column, QHBoxLayout())
        buttons.setSpacing(4)
        self.button = Button(look, "", "soft", "small")
        self.button.wrap()
        self.button.clicked.connect(self._take)
        self.next = IconButton(look, "chevron-right", "Next suggestion", size=40, icon_size=18)
        self.next.clicked.connect(self._go_on)
        self.aside = IconButton(look, "x", "Not this one", size=40, icon_size=18)
        self.aside.clicked.connect(lambda: document.set_aside(self._found[self._number]))
        buttons.addWidget(self.button, 1)
        buttons.addStretch()
        buttons.addWidget(self.next)
        buttons.addWidget(self.aside)
        document.changed.connect(self.show_suggestions)
        self.hide()  # until it lies somewhere

    @property
    def shown(self) -> Suggestion | None:
        """The suggestion that is shown."""
        return self._found[self._number] if self._found else None

    def show_suggestions(self) -> None:
        """Show what there is to suggest now, staying at the one that was shown."""
        before = self.shown
        self._found = self._document.suggestions()
        ids = [one.id for one in self._found]
        self._number = ids.index(before.id) if before is not None and before.id in ids else 0
        self._show()

    def _show(self) -> None:
        one = self.shown
        self.setVisible(one is not None)
        if one is None:
            return
        count = len(self._found)
        self.sentence.setText(one.sentence)
        self.sentence.set_colour("warn" if one.level else "ink2")
        self._icon.show_icon(
            "alert-triangle" if one.level else "info-circle", "warn" if one.level else "ink2"
        )
        self.button.set_words(one.button)
        self.button.setVisible(one.make is not None)
        self.next.setVisible(count > 1)
        self.next.set_words(words.say(messages.SUGGESTION_OF, number=self._number + 1, count=count))

    def _go_on(self) -> None:
        self._number = (self._number + 1) % max(len(self._found), 1)
        self._show()

    def _take(self) -> None:
        one = self.shown
        if one is not None and one.make is not None:
            self.taken.emit(one)
