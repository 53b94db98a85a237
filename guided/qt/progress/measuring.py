"""Measures: taken on a page of their own, kept, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from guided.measures import NOTHING_ASKED, Asked, Taken
from guided.qt.context import Changed, Context
from guided.qt.store import Stamp, Store

if TYPE_CHECKING:
    from guided.qt.progress.measure import MeasurePage


class Measuring(QObject):
    """What the person measures of themselves."""

    export_asked = Signal(str)
    """All measures are to be written to this path."""

    def __init__(self, context: Context, store: Store, stamp: Callable[[], Stamp]) -> None:
        super().__init__()
        self._context, self._store, self._stamp = context, store, stamp
        context.changed.connect(self._show)

    def open(self, asked: Asked = NOTHING_ASKED, origin: str = "Progress") -> None:
        """Shows what one can measure, and what was measured; first what is `asked` for at its origin."""
        from guided.qt.progress.measure import MeasurePage

        context = self._context
        measures, exercises = context.library.measures, context.library.exercises
        page = MeasurePage(context.look, measures, exercises, asked=asked, origin=origin)
        page.back.connect(context.window.back)
        page.saved.connect(self._keep)
        page.delete_asked.connect(self._delete)
        page.export_asked.connect(self.export_asked)
        page.all_again_asked.connect(self._open_all_again)
        self._fill(page)
        context.window.push(page)

    def _open_all_again(self, measures: tuple[str, ...]) -> None:
        self._context.window.back()
        self.open(Asked(measures))

    def _keep(self, taken: Taken) -> None:
        stamp, toast = self._stamp(), self._context.window.toast
        dated = replace(taken, id=stamp.id, taken=stamp.time, offset_min=stamp.offset_min)
        self._store.change(
            Changed.MEASURES, lambda history: history.measured.add(dated), lambda _: toast("Measure saved")
        )

    def _delete(self, taken_id: str) -> None:
        toast = self._context.window.toast
        self._store.change(
            Changed.MEASURES,
            lambda history: history.measured.delete(taken_id),
            lambda _: toast("Measure deleted", "Undo", lambda: self._undelete(taken_id)),
        )

    def _undelete(self, taken_id: str) -> None:
        self._store.change(Changed.MEASURES, lambda history: history.measured.undelete(taken_id))

    def _show(self, what: Changed) -> None:
        if what & (Changed.MEASURES | Changed.DAY):
            from guided.qt.progress.measure import MeasurePage

            page = self._context.window.page
            if isinstance(page, MeasurePage):
                self._fill(page)

    def _fill(self, page: MeasurePage) -> None:
        page.show_taken(self._context.past.measured, self._context.today())
