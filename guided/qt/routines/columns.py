"""Where cards are that stand in columns, in px from the top of the first row."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView

_ABOVE, _BELOW = 24, 24
_Move = QAbstractItemView.CursorAction


class Columns(NamedTuple):
    """Cards of one size in `across` columns, `gap` px apart, the first `left` px from the edge."""

    across: int
    size: QSize
    gap: int
    left: int

    @property
    def pitch(self) -> int:
        """The distance from one row of cards to the next, in px."""
        return self.size.height() + self.gap

    def height(self, count: int) -> int:
        """The height that `count` cards take, with the margins above and below."""
        return _ABOVE + -(-count // self.across) * self.pitch + _BELOW

    def area(self, card: int) -> QRect:
        """The rectangle of a card by its number."""
        row, column = divmod(card, self.across)
        x = self.left + column * (self.size.width() + self.gap)
        return QRect(QPoint(x, _ABOVE + row * self.pitch), self.size)

    def between(self, top: int, bottom: int, count: int) -> range:
        """The cards, of `count`, in the rows that reach into a strip."""
        first, last = ((y - _ABOVE) // self.pitch * self.across for y in (top, bottom))
        return range(max(first, 0), min(last + self.across, count))

    def at(self, point: QPoint, count: int) -> int:
        """The card, of `count`, at a point; -1 for none."""
        near = self.between(point.y(), point.y(), count) if point.x() >= 0 else ()
        return next((card for card in near if self.area(card).contains(point)), -1)

    def target(self, card: int, action: _Move, height: int, count: int) -> int:
        """The card, of `count`, that a cursor key leads to; a page is `height` px."""
        across, last = self.across, count - 1
        page = max(height // self.pitch, 1) * across
        steps = {
            _Move.MoveUp: -across,
            _Move.MoveDown: across,
            _Move.MoveLeft: -1,
            _Move.MoveRight: 1,
            _Move.MoveNext: 1,
            _Move.MovePrevious: -1,
            _Move.MoveHome: -count,
            _Move.MoveEnd: count,
            _Move.MovePageUp: -page,
            _Move.MovePageDown: page,
        }
        target = card + steps[action]
        if action == _Move.MoveUp and target < 0:
            return card
        if action == _Move.MoveDown and target > last:
            # From above a gap in the last row to the last card.
            return last if card // across < last // across else card
        return min(max(target, 0), last)


def columns(width: int, padding: int, scale: float, window: int, height: int) -> Columns:
    """The columns for a view of `width` px in a window of `window` px at a text scale.

    `padding` is what is left free at either side, `height` that of a card.
    """
    unscaled = window / scale
    across = 3 if unscaled >= 1200 else 2 if unscaled >= 800 else 1
    gap = 24 if padding >= 40 else 16
    room = width - 2 * padding - gap * (across - 1)
    return Columns(across, QSize(max(room // across, 160), height), gap, padding)
