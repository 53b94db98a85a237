"""The person's own files: watched and reread, taken in from elsewhere, written for others."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QWidget

from guided import messages, pictures, words
from guided.files import KINDS, Stamp, are_many, load_own, own_stamp
from guided.garbage import kept_from_collecting
from guided.library import Library
from guided.paths import make_private, replacing
from guided.prescribed import Prescribed
from guided.qt.theme import Look
from guided.reading import GuidedError
from guided.routine import Routine
from guided.settings import Settings

if TYPE_CHECKING:
    from guided.sharing import Offer

_MOST_WATCHED = 500
SETTLED_MS = 150  # after the last change: a file is often written in several goes


class OwnFiles(QObject):
    """The files in the person's folder.

    `read` has the Library once they were reread, in a thread of its own. `said` tells what became of
    them, with the id of a routine or ""; `shared` has the path one was written to for others, `show_asked`
    the id of a routine that is there already. With
    `unread`, the library has none of them yet: they are read from `watch` on, without a message for each.
    """

    read = Signal(object)
    said = Signal(str, str)
    shared = Signal(object)
    show_asked = Signal(str)
    _came = Signal(int, object, object)

    def __init__(
        self,
        look: Look,
        window: QWidget,
        folder: Path,
        shipped: Library,
        library: Library,
        unread: bool = False,
    ) -> None:
        super().__init__()
        self._look, self._window = look, window
        self._folder, self._shipped, self._library = folder, shipped, library
        self._unread = unread
        self._stamp = () if unread else own_stamp(folder)
        self._reading = self._again = self._held = self._closed = False
        self._round = 0  # goes up with what is read at once: what a thread began to read before is older
        self._offers: list[tuple[Path, Settings, date]] = []
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED_MS)
        self._timer.timeout.connect(self.look_again)
        self._came.connect(self._take_read)

    # ------------------------------------------------------------ what changes there

    def watch(self) -> None:
        """Create the folders and report every change in them from now on."""
        for kind in KINDS:
            with suppress(OSError):  # where nothing can be written, nothing changes either
                make_private(self._folder / kind)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda: self._timer.start())
        self._watcher.fileChanged.connect(lambda: self._timer.start())
        self._watch_all()
        self.look_again()

    def look_again(self) -> None:
        """Look for changes and read them; later, while `hold` is on."""
        if self._closed:
            return
        if self._held or self._reading:
            self._again = True
            return
        self._reading = True
        shipped, folder, before, came = self._shipped, self._folder, self._stamp, self._came
        number = self._round
        QThreadPool.globalInstance().start(lambda: came.emit(number, *_read(shipped, folder, before)))

    def hold(self, held: bool) -> None:
        """Hold reading, as while a session is played."""
        self._held = held
        if not held and self._again:
            self._again = False
            self.look_again()

    def read_now(self) -> None:
        """Read everything again at once."""
        self._round += 1
        self._take_over(*_read(self._shipped, self._folder, None))

    def close(self) -> None:
        """Stop watching, and wait for what is being read, without reporting it."""
        self._closed = True
        self._watcher = None
        self._timer.stop()
        QThreadPool.globalInstance().waitForDone(2000)

    def _take_read(self, number: int, stamp: Stamp, library: Library | None) -> None:
        self._reading = False
        if number == self._round:
            self._take_over(stamp, library)
        elif not self._closed:
            self.look_again()

    def _take_over(self, stamp: Stamp, library: Library | None) -> None:
        if self._closed:
            return
        self._stamp = stamp
        if library is not None:
            before, self._library = self._library, library
            unread, self._unread = self._unread, False
            self._watch_all()
            self.read.emit(library)
            if not unread:
                self._tell_of(before, library)
        if self._again and not self._held and not self._reading:
            self._again = False
            self.look_again()

    def _watch_all(self) -> None:
        """Watch folders, which report files that come and go, and files, which report changes.

        Systems limit watches: changes in further files are seen when the window is activated.
        """
        if self._watcher is None:
            return
        files = (row[0] for row in self._stamp[:_MOST_WATCHED])
        folders = (self._folder / kind for kind in (*KINDS, pictures.FOLDER))
        there = [self._folder, *folders, *files]
        known = {*self._watcher.files(), *self._watcher.directories()}
        new = [str(path) for path in there if str(path) not in known and path.exists()]
        if new:
            self._watcher.addPaths(new)

    def _tell_of(self, before: Library, library: Library) -> None:
        came = [key for key in library.own if key not in before.own]
        told = {(one.kind, one.id): str(one.error.problems[0]) for one in before.broken}
        broke = [one for one in library.broken if told.get((one.kind, one.id)) != str(one.error.problems[0])]
        if len(broke) == 1:
            error = broke[0].error
            self.said.emit(
                words.say(
                    messages.CANNOT_BE_USED_WHY, name=error.path.name, why=error.problems[0].line_first
                ),
                "",
            )
        elif broke:
            self.said.emit(words.say(messages.FILES_CANNOT_BE_USED, n=len(broke)), "")
        elif len(came) == 1:
            kind, name = came[0]
            thing = getattr(library, kind)[name]
            self.said.emit(
                words.say(messages.FILE_IS_YOURS, name=thing.name), name if kind == "routines" else ""
            )
        elif came:
            self.said.emit(words.say(messages.FILES_ARE_YOURS, n=len(came)), "")

    # ------------------------------------------------------------ to and from others

    def offer(self, path: Path, settings: Settings, today: date) -> None:
        """Show what is in a file and ask whether to take it in, one file after the other."""
        self._offers.append((path, settings, today))
        if len(self._offers) == 1:
            self._offer_next()

    def share(self, routine: Routine, path: Path, prescribed: Prescribed | None = None) -> None:
        """Write a routine to a self-contained file, with what is prescribed to whom it is for."""
        from guided.sharing import share

        try:
            text = share(self._library, routine, prescribed).encode("utf-8")
            with replacing(path) as file:
                file.write(text)
        except (GuidedError, OSError) as error:
            why = words.refusal(error) if isinstance(error, OSError) else error
            self.said.emit(words.say(messages.NOT_WRITTEN_TO, file=path.name, why=why), "")
        else:
            self.shared.emit(path)

    def _offer_next(self) -> None:
        from guided.qt.routines.offer import OfferDialog
        from guided.sharing import NotOffered, read_offer

        if not self._offers:
            return
        path, settings, today = self._offers[0]
        try:
            offer = read_offer(path, self._library)
        except NotOffered as error:
            self.said.emit(str(error), "")
            self._offers.pop(0)
            self._offer_next()
            return
        dialog = OfferDialog(self._look, offer, settings, today, self._window)
        dialog.taken.connect(lambda name: self._take_in(offer, name))
        dialog.show_asked.connect(self.show_asked)
        dialog.finished.connect(lambda _: self._offered())
        dialog.open()

    def _offered(self) -> None:
        self._offers.pop(0)
        QTimer.singleShot(0, self._offer_next)

    def _take_in(self, offer: Offer, name: str) -> None:
        from guided.sharing import take_in

        try:
            take_in(offer, self._library, self._folder, name)
        except OSError as error:
            self.said.emit(
                words.say(messages.COULD_NOT_BE_ADDED, name=offer.name, why=words.refusal(error)), ""
            )
            return
        self.look_again()


def _read(shipped: Library, folder: Path, before: Stamp | None) -> tuple[Stamp, Library | None]:
    """The stamp of the person's files, and the library with them if that changed."""
    stamp = own_stamp(folder)
    if stamp == before:
        return stamp, None
    if not are_many(folder):
        return stamp, load_own(shipped, folder)
    with kept_from_collecting():  # thousands of files make a million objects
        return stamp, load_own(shipped, folder)
