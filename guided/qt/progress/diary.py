"""The diary: history, measures, what is taken back, and what is written for others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from guided import messages, words
from guided.history.exports import export_csv, export_json, export_measured_csv
from guided.history.keeper import Failure
from guided.history.rescue import SetAside
from guided.history.store import History, State
from guided.paths import replacing
from guided.qt.context import Changed, Context
from guided.qt.store import Store
from guided.terminal import complain
from guided.words import say

if TYPE_CHECKING:
    from guided.measures import Taken
    from guided.qt.progress.page import ProgressPage

_SAVE_AGAIN_MS = 30_000
_PATIENCE_S = 5.0  # with a disk, before it is asked what to do
_ALL = Changed.HISTORY | Changed.PROGRAMMES | Changed.MEASURES


class Diary(QObject):
    """What was done and measured: the store, and the pages it is looked at on."""

    erased = Signal()
    """Everything that was recorded is gone for good."""
    may_close = Signal()
    """The window may close: what was not saved is saved here or elsewhere, or given up."""
    read = Signal(object)
    """What is past has been read: the State of the history."""

    def __init__(self, context: Context, dated: Callable[[Taken], Taken], threaded: bool = True) -> None:
        """`dated` gives a measure the time it was taken at, and an id."""
        super().__init__()
        self._context, self._dated = context, dated
        self._page: ProgressPage | None = None
        self._read = False
        self.store = Store(context.home.history, context.today().isoformat(), threaded)
        self.store.told.connect(context.tell)
        self.store.changed.connect(context.changed)
        self.store.opened.connect(self._opened)
        # What a full disk did not take is tried again, whether a session goes on or not.
        self._save_timer = QTimer(self)
        self._save_timer.setInterval(_SAVE_AGAIN_MS)
        self._save_timer.timeout.connect(self.save_waiting)
        context.changed.connect(self._show)

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
        """Has the history read, and tells what is to be told of it."""
        self.store.open()
        self._save_timer.start()

    def save_waiting(self) -> None:
        """Writes what the disk did not take before, if there is any."""
        self.store.try_again(_ALL)

    def is_saved(self) -> bool:
        """Whether all that was done is on disk; tried now where it is not."""
        return self.store.save(_PATIENCE_S)

    def ask_before_closing(self, text: str) -> None:
        """Asks what to do about that which the disk does not take; `text` is what a file elsewhere gets."""
        from guided.qt.progress.unsaved import UnsavedDialog

        context = self._context
        if context.window.findChild(UnsavedDialog) is not None:
            return  # it is asked already
        name = f"guided-sessions-{context.today().isoformat()}.json"
        dialog = UnsavedDialog(context.look, self.is_saved, name, context.window)
        dialog.accepted.connect(self.may_close)
        dialog.elsewhere.connect(lambda path: dialog.show_written(_is_written(Path(path), text)))
        dialog.open()

    def close(self) -> None:
        """Lets go of the history; says on the terminal what could not be kept."""
        self._save_timer.stop()
        if not self.store.close(_PATIENCE_S):
            complain("guided: The disk did not take all that was played.")

    # ------------------------------------------------------------ sessions

    def delete(self, session_id: str) -> None:
        """Deletes a session; that can be taken back."""
        toast = self._context.window.toast
        self.store.change(
            Changed.HISTORY,
            lambda history: history.delete(session_id),
            lambda _: toast("Session deleted", "Undo", lambda: self._undelete(session_id)),
        )

    def erase(self) -> None:
        """Deletes everything that was recorded, for good."""
        self.erased.emit()
        self.store.change(
            _ALL,
            lambda history: history.erase(),
            lambda _: self._context.window.toast("All sessions and measures are deleted"),
        )

    def export(self, path: str) -> None:
        """Writes all sessions to a file, as JSON or else as CSV, going by its ending."""
        out = Path(path)
        made = export_json if out.suffix.casefold() == ".json" else export_csv
        self._write(out, made)

    def _undelete(self, session_id: str) -> None:
        self.store.change(Changed.HISTORY, lambda history: history.undelete(session_id))

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
        page.show_taken(context.past.measured, context.today())
        context.window.push(page)

    def _keep_measured(self, taken: Taken) -> None:
        dated, toast = self._dated(taken), self._context.window.toast
        self.store.change(
            Changed.MEASURES, lambda history: history.measured.add(dated), lambda _: toast("Measure saved")
        )

    def _delete_measured(self, taken_id: str) -> None:
        toast = self._context.window.toast
        self.store.change(
            Changed.MEASURES,
            lambda history: history.measured.delete(taken_id),
            lambda _: toast("Measure deleted", "Undo", lambda: self._undelete_measured(taken_id)),
        )

    def _undelete_measured(self, taken_id: str) -> None:
        self.store.change(Changed.MEASURES, lambda history: history.measured.undelete(taken_id))

    def export_measures(self, path: str) -> None:
        """Writes what was measured to a file, as CSV."""
        measures = self._context.library.measures
        self._write(Path(path), lambda history: export_measured_csv(history, measures))

    # ------------------------------------------------------------ inside

    def _opened(self, state: State) -> None:
        self._context.changed.emit(_ALL)
        if not state.damaged and not self._read:
            self._read = True
            self.read.emit(state)
            for one in state.aside:
                self._offer(one)

    def _offer(self, aside: SetAside) -> None:
        """Offers the sessions of a file that was set aside."""
        from guided.qt.widgets.questionbar import QuestionBar

        sentence = say(messages.EARLIER_HISTORY, n=aside.sessions)
        bar = QuestionBar(self._context.look, "history", sentence, "Bring back", "Leave out")
        bar.accepted.connect(lambda: self.store.change(_ALL, lambda history: history.bring_back(aside.name)))
        bar.declined.connect(lambda: self.store.change(_ALL, lambda history: history.leave_aside(aside.name)))
        bar.accepted.connect(bar.deleteLater)
        bar.declined.connect(bar.deleteLater)
        self._context.window.add_bar(bar)

    def _show(self, what: Changed) -> None:
        past, today = self._context.past, self._context.today()
        if what & (Changed.HISTORY | Changed.DAY) and self._page is not None:
            if self.store.readable:
                self._page.show_history(past.sessions, past.played_ms, today)
            else:
                self._page.show_reading()
        if what & (Changed.MEASURES | Changed.DAY):
            from guided.qt.progress.measure import MeasurePage

            page = self._context.window.page
            if isinstance(page, MeasurePage):
                page.show_taken(past.measured, today)

    def _write(self, out: Path, made: Callable[[History], str]) -> None:
        """Writes an export, and says how that went."""

        def write(history: History) -> None:
            text = made(history).encode("utf-8")
            with replacing(out) as file:
                file.write(text)

        def failed(failure: Failure) -> None:
            why = words.refusal(failure) if isinstance(failure, OSError) else failure
            self._context.tell(words.say(messages.NOT_EXPORTED, file=out.name, why=why))

        self.store.ask(
            write, lambda _: self._context.window.toast(words.say(messages.EXPORTED, file=out.name)), failed
        )


def _is_written(out: Path, text: str) -> bool:
    """Writes a file while the disk of the history may not answer; whether it is there."""
    try:
        with replacing(out) as file:
            file.write(text.encode("utf-8"))
    except OSError:
        return False
    return True
