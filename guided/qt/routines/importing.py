"""A routine from elsewhere: read in a thread, seen and changed on a page, then saved and opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from guided import messages, words
from guided.imports.drafts import Draft, Made, draft, save
from guided.imports.formats import OursAlready, read
from guided.imports.lines import NotImported
from guided.imports.source import MOST_BYTES, PASTED
from guided.library import Library
from guided.matching import Names, names_of
from guided.paths import read_file
from guided.qt.context import Context
from guided.qt.routines.review import ReviewPage
from guided.reading import GuidedError
from guided.settings import Settings


class _Drafts(NamedTuple):
    """The routines in something, or why there is none; `ours` is a file that is Guided's own."""

    drafts: tuple[Draft, ...] = ()
    library: Library | None = None
    names: Names | None = None
    why: str = ""
    ours: Path | None = None


class Importing(QObject):
    """Asks for words or a file, shows what they would become, and saves that into the person's folder."""

    saved = Signal(str)
    """A routine (id) is in the person's folder."""
    file_asked = Signal()
    """Ask which file to open."""
    files_came = Signal(object)
    """Files (paths) to open, whatever is in them."""
    ours_came = Signal(object)
    """A file (path) that is Guided's own, whatever it is called."""
    _came = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._came.connect(self._show)

    def ask(self) -> None:
        """Ask for a text, or a file."""
        from guided.qt.routines.paste import PasteDialog

        dialog = PasteDialog(self._context.look, self._context.window)
        dialog.pasted.connect(self.take_text)
        dialog.file_asked.connect(self.file_asked)
        dialog.open()

    def paste(self) -> None:
        """Take what was copied: files, or words."""
        copied = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        if paths:
            self.files_came.emit(paths)
        elif copied.hasText() and copied.text().strip():
            self.take_text(copied.text())
        else:
            self.ask()

    def offer(self, path: Path, settings: Settings) -> None:
        """Read a file, and show what it would become."""
        self._read(path.name, lambda: read_file(path, MOST_BYTES), settings, path)

    def take_text(self, text: str) -> None:
        """Read a text."""
        self._read(PASTED, lambda: text.encode("utf-8", "replace"), self._context.settings)

    def _read(
        self, name: str, data: Callable[[], bytes], settings: Settings, path: Path | None = None
    ) -> None:
        library, came = self._context.library, self._came

        def work() -> None:
            came.emit(_drafts(name, data, library, path), settings)

        QThreadPool.globalInstance().start(work)

    def _show(self, found: _Drafts, settings: Settings) -> None:
        context = self._context
        if found.ours is not None:
            self.ours_came.emit(found.ours)
            return
        if found.library is None or found.names is None:
            context.tell(found.why)
            return
        page = ReviewPage(context.look, found.drafts, found.library, found.names, settings)
        now, kept = page.drafts, list[Made]()
        page.back.connect(context.window.back)
        page.saved.connect(lambda made: self._save(page, made, kept))
        page.destroyed.connect(
            lambda: None if kept else self._offer_again(found._replace(drafts=tuple(now)), settings)
        )
        context.window.push(page)

    def _offer_again(self, found: _Drafts, settings: Settings) -> None:
        """Offer the way back to what was left without saving it."""
        window = self._context.window
        if isValid(window) and window.isVisible():
            window.toast("Nothing was saved.", "Go on with it", lambda: self._show(found, settings))

    def _save(self, page: ReviewPage, made: Made, kept: list[Made]) -> None:
        try:
            save(made, self._context.home.data)
        except OSError as error:
            page.refuse(words.say(messages.NOT_SAVED, why=words.refusal(error)))
            return
        kept.append(made)
        self._context.window.back()
        self.saved.emit(made.routine.id)


def _drafts(name: str, data: Callable[[], bytes], library: Library, path: Path | None) -> _Drafts:
    """Read something, of a file if there is a path, and match its lines with the library."""
    try:
        names = names_of(library)
        drafts = [draft(one, library, names) for one in read(data(), name).reads]
        there = tuple(one for one in drafts if one.rows)
    except OursAlready as error:
        return _Drafts(why=str(error), ours=path)
    except GuidedError as error:
        return _Drafts(why=str(error))
    except OSError as error:
        why = words.refusal(error)
        return _Drafts(why=words.say(messages.FILE_CANNOT_BE_OPENED_WHY, file=name, why=why))
    if not there:
        return _Drafts(why=str(NotImported(words.say(messages.NOTHING_TO_IMPORT, file=name))))
    return _Drafts(there, library, names)
