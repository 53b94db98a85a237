"""Tab order: everything that takes keys, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from guided.qt.widgets.more import MoreBelow

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_MARGIN = 24  # px round what has the focus
_UPRIGHT = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class OneStop:
    """The buttons in a widget as one tab stop: Tab leads to the chosen one, arrows, Home and End move on.

    A widget has it as its `one_stop`; `chosen` tells the button Tab leads to, by default a checked one. In an
    exclusive group, moving to a button presses it.
    """

    def __init__(
        self, widget: QWidget, chosen: Callable[[QAbstractButton], bool] = QAbstractButton.isChecked
    ) -> None:
        self._widget, self._chosen = widget, chosen

    @property
    def members(self) -> list[QAbstractButton]:
        """The enabled buttons, line by line."""
        found = [
            button
            for button in self._widget.findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled() and button.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        return sorted(found, key=self._place)

    @property
    def stop(self) -> QWidget | None:
        """The button Tab leads to: the chosen one, or else the first."""
        members = self.members
        return next(filter(self._chosen, members), members[0] if members else None)

    def take_key(self, button: QAbstractButton, key: int) -> bool:
        """Move on from a button by a key; whether the key was for that."""
        members = self.members
        if button not in members:
            return False
        if key == Qt.Key.Key_Home:
            to = members[0]
        elif key == Qt.Key.Key_End:
            to = members[-1]
        elif key in _STEPS:
            to = self._next(members, button, Qt.Key(key))
        else:
            return False
        if to is not button:
            to.setFocus(Qt.FocusReason.TabFocusReason)
            scroll_to(to)
            if to.isCheckable() and to.autoExclusive():
                to.click()
        return True

    def _next(
        self, members: Sequence[QAbstractButton], button: QAbstractButton, key: Qt.Key
    ) -> QAbstractButton:
        step, x, y = _STEPS[key], self._middle(button), self._place(button)[0]
        lines = sorted({self._place(one)[0] for one in members})
        if key not in _UPRIGHT or len(lines) in (1, len(members)):
            to = members.index(button) + step
            return members[to] if 0 <= to < len(members) else button
        line = lines.index(y) + step
        if not 0 <= line < len(lines):
            return button
        there = [one for one in members if self._place(one)[0] == lines[line]]
        return min(there, key=lambda one: abs(self._middle(one) - x))

    def _place(self, button: QAbstractButton) -> tuple[int, int]:
        at = button.mapTo(self._widget, QPoint(0, 0))
        return at.y(), at.x()

    def _middle(self, button: QAbstractButton) -> int:
        return self._place(button)[1] + button.width() // 2


def one_stop_of(widget: QWidget) -> OneStop | None:
    """The stop that a button belongs to, if any."""
    parent: QWidget | None = widget
    while parent is not None:
        found = getattr(parent, "one_stop", None)
        if isinstance(found, OneStop):
            return found
        parent = parent.parentWidget()
    return None


def stops(widget: QWidget) -> list[QWidget]:
    """The tab stops in a widget: line by line, columns from left to right."""
    group = getattr(widget, "one_stop", None)
    if isinstance(group, OneStop):
        return [group.stop] if group.stop is not None else []
    found = [widget] if _takes_tab(widget) else []
    shown = [
        (child.geometry(), child)
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and not child.isWindow() and not _is_glass(child)
    ]
    for child in _in_lines(shown):
        found += stops(child)
    return found


def move_focus(window: QWidget, forward: bool) -> bool:
    """Move the focus to the next or previous stop, wrapping around, and scroll there."""
    order, focused = stops(window), focused_in(window)
    if not order:
        return False
    group = one_stop_of(focused) if focused is not None else None
    here = group.stop if group is not None else focused
    if here in order:
        to = (order.index(here) + (1 if forward else -1)) % len(order)
    else:
        # A page that was gone to has the focus itself: the first stop is in it.
        inside = [one for one in order if focused is not None and focused.isAncestorOf(one)]
        first = order.index(inside[0]) if inside else 0
        to = first if forward else first - 1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[to].setFocus(reason)
    scroll_to(order[to])
    return True


class ReadingOrder:
    """Make Tab go through a window in reading order, whenever its widgets were added."""

    window: Callable[[], QWidget]

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self.window(), forward)


def scroll_to(widget: QWidget) -> None:
    """Scroll whatever a widget is in so that it is in sight."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and widget.height() < parent.viewport().height():
            free = (parent.viewport().height() - widget.height()) // 2
            parent.ensureWidgetVisible(widget, _MARGIN, min(_MARGIN + _covered(parent), free))
            _uncover(parent, widget)
        parent = parent.parentWidget()


def _uncover(area: QScrollArea, widget: QWidget) -> None:
    """Scroll on until nothing of a widget lies under what tells that there is more."""
    bar = area.verticalScrollBar()
    top = widget.mapTo(area.viewport(), QPoint()).y() + bar.value()
    least = top + widget.height() + _covered(area) - area.viewport().height()
    bar.setValue(min(max(bar.value(), least), top))


def _covered(area: QScrollArea) -> int:
    """How high what tells that there is more lies over the lower edge, in px."""
    return max((one.sizeHint().height() for one in area.findChildren(MoreBelow)), default=0)


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def _is_glass(widget: QWidget) -> bool:
    """Whether a widget only lies over others, as a ring or a shade does."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _in_lines(placed: Sequence[tuple[QRect, QWidget]]) -> list[QWidget]:
    """Widgets in reading order: cut between lines, then between columns."""
    if len(placed) < 2:
        return [widget for _, widget in placed]
    for edges in (
        lambda area: (area.top(), area.top() + area.height()),
        lambda area: (area.left(), area.left() + area.width()),
    ):
        parts = _apart(placed, edges)
        if len(parts) > 1:
            return [widget for part in parts for widget in _in_lines(part)]
    return [widget for _, widget in sorted(placed, key=lambda one: (one[0].top(), one[0].left()))]


def _apart(
    placed: Sequence[tuple[QRect, QWidget]], edges: Callable[[QRect], tuple[int, int]]
) -> list[list[tuple[QRect, QWidget]]]:
    """The widgets in groups that a straight line can separate."""
    parts: list[list[tuple[QRect, QWidget]]] = []
    reached = 0
    for one in sorted(placed, key=lambda one: edges(one[0])[0]):
        start, end = edges(one[0])
        if not parts or start >= reached:
            parts.append([])
            reached = end
        parts[-1].append(one)
        reached = max(reached, end)
    return parts


def focused_in(window: QWidget) -> QWidget | None:
    """The focused widget of a window, or None, which Qt's types leave out."""
    return window.focusWidget()
