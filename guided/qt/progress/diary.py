"""The diary: history, measures, what is taken back, and what is written for others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from guided import messages, words
from guided.history.exports import export_measured_csv
from guided.history.keeper import Failure
from guided.history.rescue import SetAside
from guided.history.store import History, State
from guided.measures import NOTHING_ASKED, Asked
from guided.paths import replacing
from guided.qt.context import Changed, Context
from guided.qt.progress.gathering import gathered
from guided.qt.progress.importing import Importing
from guided.qt.progress.kept import Kept
from guided.qt.progress.measuring import Measuring
from guided.qt.progress.moved import Moved
from guided.qt.progress.outgoing import Made, made_for
from guided.qt.progress.safekeeping import Safekeeping, lacking_told
from guided.qt.progress.watching import Stopped, watched
from guided.qt.store import Stamp, Store
from guided.terminal import complain

if TYPE_CHECKING:
    from guided.qt.progress.chart import Chart
    from guided.qt.progress.clients import Clients
    from guided.qt.progress.page import ProgressPage
    from guided.qt.progress.reporting import Reporting
    from guided.qt.progress.sending import Sending

_SAVE_AGAIN_MS = 30_000
_PATIENCE_S = 5.0  # with a disk, before it is asked what to do
_ALL = Changed.HISTORY | Changed.PROGRAMMES | Changed.MEASURES
_SHOWN = _ALL | Changed.DAY | Changed.SETTINGS | Changed.LIBRARY  # what a chart is made of


class Diary(QObject):
    """What was done and measured: the store, and the pages it is looked at on."""

    erased = Signal()
    """Everything that was recorded is gone for good."""
    may_close = Signal()
    """The window may close: what was not saved is saved here or elsewhere, or given up."""
    file_asked = Signal()
    """The person wants to open a file."""
    read = Signal(object)
    """What is past has been read: the State of the history."""

    def __init__(self, context: Context, stamp: Callable[[], Stamp], threaded: bool = True) -> None:
        super().__init__()
        self._context = context
        self._page: ProgressPage | None = None
        self._reporting: Reporting | None = None
        self._read = False
        self.store = Store(context.home.history, context.today().isoformat(), threaded)
        self.store.told.connect(context.tell)
        self.store.changed.connect(context.changed)
        self.store.opened.connect(self._opened)
        # What a full disk did not take is tried again, whether a session goes on or not.
        self._save_timer = QTimer(self)
        self._save_timer.setInterval(_SAVE_AGAIN_MS)
        self._save_timer.timeout.connect(self.save_waiting)
        self.kept = Kept(context, self.store, stamp)
        self.importing = Importing(context, self.store, stamp)
        self.safekeeping = Safekeeping(context, self.store, stamp)
        self.measuring = Measuring(context, self.store, stamp)
        self.measuring.export_asked.connect(self.export_measures)
        self._moved = Moved(context)
        self._moved.read.connect(self._show_charts)
        context.changed.connect(self._show)

    @property
    def page(self) -> ProgressPage:
        """The page of past sessions."""
        if self._page is None:
            from guided.qt.progress.page import ProgressPage

            self._page = page = ProgressPage(self._context.look)
            page.delete_asked.connect(self.kept.delete)
            page.session_asked.connect(self.kept.open)
            page.sessions_asked.connect(self.kept.list_some)
            page.all_asked.connect(self.kept.list_all)
            page.add_asked.connect(self.kept.add)
            page.report_asked.connect(self.open_report)
            page.save_asked.connect(self._save_chart)
            page.export_asked.connect(self.export)
            page.send_asked.connect(self.send_results)
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
        self.safekeeping.close()
        if not self.store.close(_PATIENCE_S):
            complain("guided: The disk did not take all that was played.")

    # ------------------------------------------------------------ what is kept

    def delete(self, *session_ids: str) -> None:
        """Deletes sessions; that can be taken back."""
        self.kept.delete(session_ids)

    def erase(self) -> None:
        """Deletes everything that was recorded, for good."""
        self.erased.emit()
        self._context.choose(sync=False)  # or all would come back from the other computers
        self.store.change(
            _ALL,
            lambda history: history.erase(),
            lambda _: self._context.window.toast("All sessions and measures are deleted"),
        )

    def export(self, path: str) -> None:
        """Writes sessions or what is planned to a file, going by its ending."""
        self._write(Path(path), made_for(Path(path), self._context))

    def export_measures(self, path: str) -> None:
        """Writes what was measured to a file, as CSV."""
        measures = self._context.library.measures
        self._write(Path(path), lambda history, _: export_measured_csv(history, measures).encode())

    def open_measures(self, asked: Asked = NOTHING_ASKED, origin: str = "Progress") -> None:
        """Shows what one can measure, and what was measured; first what is `asked` for at its origin."""
        self.measuring.open(asked, origin)

    def open_report(self) -> None:
        """Show the page on which a report is put together."""
        if self._reporting is None:
            from guided.qt.progress.reporting import Reporting

            self._reporting = Reporting(self._context)
            self._reporting.written.connect(self._write_made)
        self._reporting.open()

    def _save_chart(self, chart: Chart, path: str) -> None:
        """Writes a chart as a picture, a drawing or a table, going by the file's ending."""
        from guided.qt.progress.pictures import chart_as

        data = chart_as(Path(path).suffix.casefold(), chart)
        self._write(Path(path), lambda _history, _told: data)

    @cached_property
    def clients(self) -> Clients:
        """The results of others, where the person is their practitioner."""
        from guided.qt.progress.clients import Clients

        clients = Clients(self._context)
        clients.open_asked.connect(self.file_asked)
        clients.written.connect(self._write_made)
        return clients

    def send_results(self) -> None:
        """Ask what is to be in results, and write them to a file."""
        self._sending.ask()

    # ------------------------------------------------------------ inside

    @cached_property
    def _sending(self) -> Sending:
        from guided.qt.progress.sending import Sending

        sending = Sending(self._context)
        sending.written.connect(self._write_made)
        return sending

    def _write_made(self, path: str, data: bytes) -> None:
        self._write(Path(path), lambda _history, _told: data)

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

        sentence = lacking_told(aside, self._context.wall().tzinfo)
        bar = QuestionBar(self._context.look, "history", sentence, "Bring back", "Leave out")
        bar.accepted.connect(
            lambda: self.store.change(_ALL, lambda history: history.backups.bring_back(aside.name))
        )
        bar.declined.connect(
            lambda: self.store.change(_ALL, lambda history: history.backups.leave_aside(aside.name))
        )
        bar.accepted.connect(bar.deleteLater)
        bar.declined.connect(bar.deleteLater)
        self._context.window.add_bar(bar)

    def _show(self, what: Changed) -> None:
        if what & _SHOWN and self._page is not None:
            if self.store.readable:
                self._show_charts()
                self._moved.look()
            else:
                self._page.show_reading()

    def _show_charts(self) -> None:
        if self._page is not None:
            self._page.show_material(gathered(self._context, self._moved.regions))

    def _write(self, out: Path, made: Made) -> None:
        """Writes an export, and says how that went."""
        told, done = watched("Writing the file", self._context.window)

        def write(history: History) -> None:
            data = made(history, told)
            with replacing(out) as file:
                file.write(data)

        def failed(failure: Failure) -> None:
            done()
            if not isinstance(failure, Stopped):
                why = words.refusal(failure) if isinstance(failure, OSError) else failure
                self._context.tell(words.say(messages.NOT_EXPORTED, file=out.name, why=why))

        def written(_: None) -> None:
            done()
            self._context.window.toast(words.say(messages.EXPORTED, file=out.name))

        self.store.ask(write, written, failed)


def _is_written(out: Path, text: str) -> bool:
    """Writes a file while the disk of the history may not answer; whether it is there."""
    try:
        with replacing(out) as file:
            file.write(text.encode("utf-8"))
    except OSError:
        return False
    return True
