"""Where one is on a page one comes to: where one was if one comes back, at its top if one goes there anew."""

from __future__ import annotations

from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget
from shiboken6 import isValid

from guided.qt.widgets.stops import focused_in, scroll_to


@runtime_checkable
class Beginning(Protocol):
    """A page that can be gone through from its top."""

    def begin(self) -> None:
        """Be at the top."""


class _Left(NamedTuple):
    """What had the focus as something came over a page, whether it was in sight, and how far all on the
    page was scrolled.
    """

    focused: QWidget | None
    in_sight: bool
    scrolled: tuple[tuple[QScrollBar, int], ...]


_ANEW = _Left(None, False, ())


class Returns:
    """Remembers where one was on the pages of a window that others came over."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._left: dict[QWidget, _Left] = {}

    def leave(self, page: QWidget | None) -> None:
        """Remember where one is on a page, as something comes over it."""
        if page is not None:
            focused = focused_in(self._window)
            in_sight = focused is not None and not focused.visibleRegion().isEmpty()
            bars = [area.verticalScrollBar() for area in page.findChildren(QAbstractScrollArea)]
            self._left[page] = _Left(focused, in_sight, tuple((bar, bar.value()) for bar in bars))

    def begin(self, page: QWidget) -> None:
        """Have a page at its top, with nothing to come back to."""
        self._left.clear()
        if isinstance(page, Beginning):
            page.begin()

    def come_to(self, page: QWidget) -> QWidget | None:
        """Give a page the focus, and return what has it: if the page was left, what had it then, with all
        scrolled as it was. What was in sight then is now, and so is what has come in its place.
        """
        left = self._left.pop(page, _ANEW)
        kept = left.focused if _is_there(left.focused) else None
        (kept or page).setFocus(Qt.FocusReason.OtherFocusReason)
        focused = focused_in(self._window)
        if left is _ANEW or focused is None:
            return focused
        # How far it can be scrolled is known once it is laid out in the room it has now.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for bar, value in left.scrolled if kept else ():
            if isValid(bar):  # what it scrolled may be gone
                bar.setValue(value)
        if left.in_sight:
            scroll_to(focused)
        return focused


def _is_there(widget: QWidget | None) -> bool:
    return widget is not None and isValid(widget) and widget.isVisible()
