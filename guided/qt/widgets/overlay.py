"""A card over the stage: fixed head and buttons, with scrolling content between."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.more import MoreBelow
from guided.qt.widgets.nest import nested
from guided.qt.widgets.scrolling import scroll_area
from guided.qt.widgets.stops import scroll_to

_BAR = 16  # px for a scroll bar
_GAP = 16  # px between head, content and foot
_EDGE, _NARROW_EDGE = 28, 16  # px round what is in it


class Overlay(Card):
    """A card with fixed head and foot, whose content scrolls in a low window and tells that there is more."""

    wide = 380  # px at 100 % text size
    shortest = 0  # how often it can leave out more
    over_figure = False  # in a session, whether what tells the rep stays in sight instead of the figure

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, padding=_EDGE)
        self._edges = 2 * _EDGE
        self.setAccessibleName(name)
        self.body.setSpacing(_GAP)
        self.head = nested(self.body, QVBoxLayout())
        self.head.setSpacing(12)
        self._content = QWidget()
        self.content = QVBoxLayout(self._content)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(12)
        self._area = scroll_area(self._content)
        self._area.setMinimumHeight(1)  # or a short text gets the room of a long one
        self.body.addWidget(self._area, 1)
        MoreBelow(look, self._area)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.show_focus)
        self._area.verticalScrollBar().rangeChanged.connect(self.show_focus)
        self.foot = nested(self.body, QVBoxLayout())
        self.foot.setSpacing(12)

    def width_wanted(self) -> int:
        """Its preferred width in px."""
        return self._look.px(self.wide)

    def width_needed(self) -> int:
        """How wide it is at least, with nothing cut off beside a scroll bar."""
        return self.content.minimumSize().width() + self._edges + _BAR

    def height_wanted(self, width: int) -> int:
        """Its height in px at a width with everything visible."""
        for layout in (self.content, self.body):
            layout.activate()  # what lies deeper than the first level remembers its height from before
        inner = width - self._edges
        high = max(self.content.heightForWidth(inner), self.content.minimumSize().height())
        ends = [
            end.heightForWidth(inner) if end.hasHeightForWidth() else end.sizeHint().height()
            for end in (self.head, self.foot)
            if end.count()
        ]
        return high + sum(ends) + self._edges + self.body.spacing() * len(ends)

    def fit(self, width: int, high: int) -> None:
        """Leave out what there is no room for at a width in so much height, in px; it may scroll besides."""
        fits = False
        for without in range(self.shortest + 1):
            self.leave_out(without, width)
            fits = self.height_wanted(width) <= high
            if fits:
                break
        self._show_bar(not fits)

    def leave_out(self, without: int, width: int) -> None:
        """Leave out nothing at 0, more with each number up to `shortest`; `width` is its own, in px."""

    def tell_state(self, told: bool) -> None:
        """Tell how a session stands, or leave it to the word beside it."""

    def tighten(self, tight: bool) -> None:
        """Leave little round what is in it, or as much as usual."""
        edge = _NARROW_EDGE if tight else _EDGE
        self._edges = 2 * edge
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(_GAP // 2 if tight else _GAP)

    def take_focus(self) -> None:
        """Focus the button that Enter should press."""

    def button(self, words: str, kind: str = "secondary", icon: str = "", size: str = "normal") -> Button:
        """A full-width button, yet to be placed."""
        button = Button(self._look, words, kind, size, icon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not icon:
            button.wrap()
        return button

    def show_focus(self) -> None:
        """Scroll what has the focus into sight; not under the mouse, whose click would miss it then."""
        focus: QWidget | None = self.focusWidget()
        if focus is not None and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            scroll_to(focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _show_bar(self, shown: bool) -> None:
        """Have a scroll bar where there is more to see.

        One left there would keep itself there, since beside it words need more lines.
        """
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if shown else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._area.setVerticalScrollBarPolicy(policy)
