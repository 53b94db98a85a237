"""What was begun of a routine today, on its page as long as that is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from guided.qt.context import Changed, Context

if TYPE_CHECKING:
    from guided.qt.routines.detail import DetailPage
    from guided.resuming import TakenUp


class LeftOff(QObject):
    """Shows on a page what `find` says can be gone on with, now and whenever the history has changed.

    Where `stopped` says that it hurt, it shows that instead.
    """

    def __init__(
        self,
        page: DetailPage,
        context: Context,
        find: Callable[[], TakenUp | None],
        stopped: Callable[[], bool],
    ) -> None:
        super().__init__(page)
        self._page, self._find, self._stopped = page, find, stopped
        context.changed.connect(self._look)
        self._look(Changed.HISTORY)

    def _look(self, what: Changed) -> None:
        if what & Changed.HISTORY:
            self._page.show_left_off(self._find(), self._stopped())
