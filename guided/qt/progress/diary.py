"""The diary: history, measures, what is taken back, and what is written for others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from guided import words
from guided.history import History, export_csv, export_json, export_measured_csv, open_history
from guided.paths import replacing
from guided.qt.context import Changed, Context
from guided.reading import GuidedError
from guided.terminal import complain

if TYPE_CHECKING:
    from guided.measures import Taken
    from guided.qt.progress.page import ProgressPage

_SAVE_AGAIN_MS = 30_000


class Diary(QObject):
    """What was done and measured: the store, and the pages it is looked at on."""

    erased = Signal()
    """Everything that was recorded is gone for good."""
    may_close = Signal()
    """The window may close: what was not saved is saved here or elsewhere, or given up."""

    def __init__(self, context: Context, dated: Callable[[Taken], Taken]) -> None:
        """`dated` gives a measure the time it was taken at, and an id."""
        super().__init__()
        self._context, self._dated = context, dated
        self._history: History | None = None
        self._page: ProgressPage | None = None
        # What a full disk did not take is tried again, whether a session goes on or not.
        self._save_timer = QTimer(self)
        self._save_timer.setInterval(_SAVE_AGAIN_MS)
        self._save_timer.timeout.connect(self.save_waiting)
        context.changed.connect(self._show)

    @property
    def history(self) -> History:
        """The store, opened when it is first needed."""
        if self._history is None:
            self._history = open_history(self._context.home.history, self._context.today().isoformat())
        return self._history

    @property
    def page(self) -> ProgressPage:
        """The page of past sessions."""
        if self._page is None:
            from guided.qt.progress.page import ProgressPage

            self._page = page = ProgressPage(self._context.look)
            page.delete_asked.connect(self.delete)
            page.export_asked.connect(self.export)
            page.measure_asked.connect(lambda: self.open_measures())
            page.routines_asked.connect(lambda: self._context.window.show_page("routines"))
            self._show(Changed.HISTORY)
        return self._page

    def settle(self) -> None:
        """Opens the history, and tells what is to be told of it."""
        if self.history.note:
            self._context.window.notice(self.history.note)
        self._context.changed.emit(Changed.HISTORY)
        self._save_timer.start()

    def save_waiting(self) -> None:
        """Writes what the disk did not take before, if there is any."""
        if not self.history.waiting:
            return
        try:
            self.history.save_waiting()
        except GuidedError:
            return  # it was told when it began, and goes on waiting
        self._context.changed.emit(Changed.HISTORY)

    def is_saved(self) -> bool:
        """Whether all that was done is on disk; tried now where it is not."""
        if self._history is not None:
            self.save_waiting()
        return self._history is None or not self._history.waiting

    def ask_before_closing(self, text: str) -> None:
        """Asks what to do about that which the disk does not take; `text` is what a file elsewhere gets."""
        from guided.qt.progress.unsaved import UnsavedDialog

        context = self._context
        if context.window.findChild(UnsavedDialog) is not None:
            return  # it is asked already
        name = f"guided-sessions-{context.today().isoformat()}.json"
        dialog = UnsavedDialog(context.look, self.is_saved, name, context.window)
        dialog.accepted.connect(self.may_close)
        dialog.elsewhere.connect(lambda path: dialog.show_written(self._write(Path(path), lambda: text)))
        dialog.open()

    def close(self) -> None:
        """Lets go of the history; says on the terminal what could not be kept."""
        self._save_timer.stop()
        if self._history is None:
            return
        try:
            self._history.close()
        except GuidedError as error:
            complain(f"guided: {error}")
        self._history = None

    # ------------------------------------------------------------ sessions

    def delete(self, session_id: str) -> None:
        """Deletes a session; that can be taken back."""
        if self._did(Changed.HISTORY, lambda: self.history.delete(session_id)):
            self._context.window.toast("Session deleted", "Undo", lambda: self._undelete(session_id))

    def erase(self) -> None:
        """Deletes everything that was recorded, for good."""
        self.erased.emit()
        if self._context.attempt(self.history.erase):
            self._context.window.toast("All sessions and measures are deleted")
        self._context.changed.emit(Changed.HISTORY | Changed.MEASURES)

    def export(self, path: str) -> None:
        """Writes all sessions to a file, as JSON or else as CSV, going by its ending."""
        out = Path(path)
        made = export_json if out.suffix.casefold() == ".json" else export_csv
        self._write(out, lambda: made(self.history))

    def _undelete(self, session_id: str) -> None:
        self._did(Changed.HISTORY, lambda: self.history.undelete(session_id))

    # ------------------------------------------------------------ measures

    def open_measures(self, asked: Sequence[str] = (), origin: str = "Progress") -> None:
        """Shows what one can measure, and what was measured; first what is `asked` for at its origin."""
        from guided.qt.progress.measure import MeasurePage

        context = self._context
        measures, exercises = context.library.measures, context.library.exercises
        page = MeasurePage(context.look, measures, exercises, asked=asked, origin=origin)
        page.back.connect(context.window.back)
        page.saved.connect(self._keep_measured)
        page.delete_asked.connect(self._delete_measured)
        page.export_asked.connect(self.export_measures)
        page.show_taken(self.history.measured(), context.today())
        context.window.push(page)

    def _keep_measured(self, taken: Taken) -> None:
        if self._did(Changed.MEASURES, lambda: self.history.add_measured(self._dated(taken))):
            self._context.window.toast("Measure saved")

    def _delete_measured(self, taken_id: str) -> None:
        if self._did(Changed.MEASURES, lambda: self.history.delete_measured(taken_id)):
            self._context.window.toast("Measure deleted", "Undo", lambda: self._undelete_measured(taken_id))

    def _undelete_measured(self, taken_id: str) -> None:
        self._did(Changed.MEASURES, lambda: self.history.undelete_measured(taken_id))

    def export_measures(self, path: str) -> None:
        """Writes what was measured to a file, as CSV."""
        measures = self._context.library.measures
        self._write(Path(path), lambda: export_measured_csv(self.history, measures))

    # ------------------------------------------------------------ inside

    def _show(self, what: Changed) -> None:
        if what & (Changed.HISTORY | Changed.DAY) and self._page is not None:
            history = self.history
            self._page.show_history(history.sessions(), history.played_by_day(), self._context.today())
        if what & (Changed.MEASURES | Changed.DAY):
            from guided.qt.progress.measure import MeasurePage

            page = self._context.window.page
            if isinstance(page, MeasurePage):
                page.show_taken(self.history.measured(), self._context.today())

    def _did(self, what: Changed, act: Callable[[], object]) -> bool:
        """Does what may be refused, and says what it changed or that it was refused; whether it was done."""
        done = self._context.attempt(act)
        if done:
            self._context.changed.emit(what)
        return done

    def _write(self, out: Path, made: Callable[[], str]) -> bool:
        """Writes an export, and says how that went; whether it is there."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            text = made().encode("utf-8")
            with replacing(out) as file:
                file.write(text)
        except (GuidedError, OSError) as error:
            why = words.refusal(error) if isinstance(error, OSError) else error
            self._context.tell(f"Not exported to {out.name}: {why}. Choose another place.")
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._context.window.toast(f"Exported to {out.name}")
        return True
