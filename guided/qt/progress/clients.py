"""Clients of a practitioner: their results taken in, named, compared and removed."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from guided import messages, words
from guided.clients import Client, as_csv, compared, keep, kept_as, read_clients
from guided.paths import write_private
from guided.qt.context import Context
from guided.qt.progress.clientspage import ClientsPage, WhoseDialog
from guided.qt.progress.gathering import chosen_locale
from guided.reading import FileError, GuidedError
from guided.results import Results, read_results, results_text


class Clients(QObject):
    """The results of others, in a folder of their own."""

    open_asked = Signal()
    """The person wants to open a file."""
    written = Signal(str, bytes)
    """A path, and what is to be written there."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._waiting: deque[Path] = deque()
        self._asked = False

    def open(self) -> None:
        """Show them side by side."""
        context = self._context
        if isinstance(context.window.page, ClientsPage):
            self._fill(context.window.page)
            return
        page = ClientsPage(context.look, words.say(messages.CLIENTS_FILE, day=context.today().isoformat()))
        page.back.connect(lambda: context.window.show_page("progress"))  # a file leads here from anywhere
        page.open_asked.connect(self.open_asked)
        page.save_asked.connect(self._save)
        page.renamed.connect(self._rename)
        page.removed.connect(self._remove)
        self._fill(page)
        context.window.push(page)

    def take(self, path: Path) -> None:
        """Ask whose results a file has, one file after the other, and keep them."""
        self._waiting.append(path)
        self._ask_next()

    # ------------------------------------------------------------ inside

    def _ask_next(self) -> None:
        if self._asked or not self._waiting:
            return
        path, context = self._waiting.popleft(), self._context
        try:
            found = read_results(path)
        except FileError as error:
            told = words.say(messages.RESULTS_CANNOT_BE_READ, file=path.name, why=error.problems[0])
            context.tell(told)
            self._ask_next()
            return
        self._asked = True
        dialog = WhoseDialog(context.look, found, found.name or path.stem, context.window)
        dialog.named.connect(lambda name: self._keep(found, name))
        dialog.finished.connect(lambda _: self._answered())
        dialog.open()

    def _answered(self) -> None:
        self._asked = False
        QTimer.singleShot(0, self._ask_next)

    def _keep(self, found: Results, name: str) -> None:
        context, folder = self._context, self._context.home.clients
        try:
            before, kept = kept_as(folder, name), keep(folder, found, name)
        except (GuidedError, OSError) as error:
            context.tell(_why(error))
            return
        toast = context.window.toast
        if before is None:
            toast(words.say(messages.RESULTS_KEPT, name=name))
        elif before.results == kept.results:
            toast(words.say(messages.RESULTS_THERE, name=name))
        else:  # two clients may have one name
            day = words.day(before.results.made, "%d %B %Y")
            told = words.say(messages.RESULTS_REPLACED, name=name, day=day)
            toast(told, "Undo", lambda: self._bring_back(before))
        self.open()

    def _rename(self, client: Client, name: str) -> None:
        if name == client.results.name:
            return
        folder = self._context.home.clients
        try:
            other = kept_as(folder, name)
            if other is not None and other.path != client.path:
                raise GuidedError(words.say(messages.CLIENT_THERE, name=name))
            if keep(folder, client.results, name).path != client.path:
                client.path.unlink(missing_ok=True)
        except (GuidedError, OSError) as error:
            self._context.tell(_why(error))
        self.open()

    def _remove(self, client: Client) -> None:
        try:
            client.path.unlink(missing_ok=True)
        except OSError as error:
            self._context.tell(_why(error))
            return
        told = words.say(messages.RESULTS_REMOVED, name=client.results.name)
        self._context.window.toast(told, "Undo", lambda: self._bring_back(client))
        self.open()

    def _bring_back(self, client: Client) -> None:
        self._context.keep(lambda: write_private(client.path, results_text(client.results)))
        self.open()

    def _save(self, path: str) -> None:
        locale = chosen_locale(self._context)
        clients, _ = read_clients(self._context.home.clients)
        self.written.emit(path, as_csv(compared(clients, locale), locale).encode())

    def _fill(self, page: ClientsPage) -> None:
        clients, errors = read_clients(self._context.home.clients)
        page.show_clients(clients, chosen_locale(self._context))
        for error in errors:
            why = words.say(messages.RESULTS_CANNOT_BE_READ, file=error.path.name, why=error.problems[0])
            self._context.tell(why)


def _why(error: GuidedError | OSError) -> str:
    """Why results were not kept, in a sentence."""
    if isinstance(error, OSError):
        return words.say(messages.NOT_KEPT_RESULTS, why=words.refusal(error))
    return str(error)
