"""Routines of one's own: opened in the editor, saved as files, kept as drafts until then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from guided import messages, words
from guided.editing.comparing import side_by_side
from guided.editing.draft import Draft, draft_of, read_draft, routine_of
from guided.editing.drafts import Origin, Waiting, new_path, waiting
from guided.editing.edits import Edit, renamed
from guided.editing.suggestions import leading_regions
from guided.editing.writing import written
from guided.paths import write_private
from guided.qt.context import Changed, Context
from guided.qt.drafts import Asking, Left
from guided.qt.editor.autosave import Autosave
from guided.qt.editor.compare import CompareDialog
from guided.qt.editor.document import Document
from guided.qt.editor.page import EditorPage
from guided.reading import LARGEST_FILE, GuidedError, id_from
from guided.routine import Routine
from guided.sharing import free_id


@dataclass(slots=True)
class _Open:
    """What is being edited: its page, where it came from, what its file said then, and where it is kept."""

    page: EditorPage
    origin: Origin
    before: Draft
    autosave: Autosave
    settled: bool = False  # saved, thrown away, or kept without a word

    @property
    def is_changed(self) -> bool:
        return self.page.document.draft != self.before


class Editor(QObject):
    """Opens the page of the editor and looks after its files."""

    saved = Signal(str)
    """A routine (id) was written."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._opened: list[_Open] = []
        self._asking = Asking(context)
        context.changed.connect(self._look_again)

    # ------------------------------------------------------------ what is edited

    def new(self) -> None:
        """Begin a routine."""
        self._begin(Origin(), Draft(), Draft(), Routine("new", "", ()))

    def edit(self, routine_id: str) -> None:
        """Edit one of the person's own routines, or a copy of another; a draft that waits is gone on with."""
        path = self._context.library.own.get(("routines", routine_id))
        if path is None:
            self.duplicate(routine_id)
            return
        left = next((one for one in self._waiting() if one.origin.routine_id == routine_id), None)
        if left is not None:
            self.go_on(left)
            return
        try:
            text = _text_of(path)
            draft, base = read_draft(text, self._context.library, path)
        except (GuidedError, OSError) as error:
            self._tell(messages.CANNOT_BE_OPENED, routine_id, error)
            return
        self._begin(Origin(routine_id, path, text), draft, draft, base)

    def duplicate(self, routine_id: str) -> None:
        """Begin with a copy of a routine, as the person plays it."""
        self.make_of(self._context.played(routine_id))

    def make_of(self, routine: Routine) -> None:
        """Begin a routine with the steps of another, such as that of a session."""
        name = words.say(messages.COPY_OF, name=routine.name)
        draft = renamed(replace(draft_of(routine), suggest="always"), name).draft
        self._begin(Origin(), draft, Draft(), routine)

    def go_on(self, left: Waiting) -> None:
        """Go on with a draft that waits."""
        origin, base = left.origin, routine_of(left.draft)
        before = Draft()
        if origin.file is not None:
            try:
                before, base = read_draft(origin.text, self._context.library, origin.file)
            except GuidedError:
                origin = Origin()  # what it began with is no routine any more, so it becomes a new one
        self._begin(origin, left.draft, before, base, left.path)

    def left(self) -> Iterator[Left]:
        """The drafts that wait, the one that was left last first."""
        for one in self._waiting():
            name = one.draft.name.strip() or "A routine without a name"
            yield Left(name, partial(self.go_on, one), partial(self._throw_away, one))

    def offer_waiting(self, first: bool = True) -> None:
        """Ask whether to go on with the draft that was left last, if any; with `first` Enter means to."""
        self._asking.ask(self.left(), first)

    def close(self) -> None:
        """Keep what is being edited."""
        for one in self._opened:
            one.autosave.leave()
            one.settled = True

    # ------------------------------------------------------------ the page

    @property
    def page(self) -> EditorPage | None:
        """The page of what was opened last, while something is edited."""
        return self._opened[-1].page if self._opened else None

    def _waiting(self) -> list[Waiting]:
        return [*waiting(self._context.home.drafts)]

    def _begin(
        self, origin: Origin, draft: Draft, before: Draft, base: Routine, kept: Path | None = None
    ) -> None:
        context = self._context
        document = Document(draft, base, context.library, context.settings)
        page = EditorPage(context.look, document)
        document.setParent(page)
        autosave = Autosave(kept or new_path(self._context.home.drafts, origin.routine_id), origin)
        autosave.failed.connect(
            lambda error: context.tell(words.say(messages.DRAFT_NOT_KEPT, why=words.refusal(error)))
        )
        one = _Open(page, origin, before, autosave)
        if kept is not None:
            autosave.take()
            autosave.keep(draft)
            self.offer_waiting(first=False)
        self._opened.append(one)
        document.changed.connect(lambda: autosave.keep(document.draft) if one.is_changed else None)
        page.hidden.connect(autosave.flush)
        page.back.connect(context.window.back)
        page.cancelled.connect(lambda: self._cancel(one))
        page.save_asked.connect(lambda: self._save(one))
        page.import_asked.connect(self._import)
        page.compare_asked.connect(lambda: self._compare(one))
        page.movement_asked.connect(
            lambda like, then: context.make_movement(like, lambda made: then(made) if isValid(page) else None)
        )
        page.destroyed.connect(lambda: self._left(one))
        context.window.push(page)

    def _import(self) -> None:
        """Go where exercises are taken that somebody wrote down, instead of here."""
        self._context.window.back()
        self._context.window.acts.act("import")

    def _left(self, one: _Open) -> None:
        """The page is gone: what was not saved is kept, and asked about as long as it waits."""
        self._opened.remove(one)
        if not one.settled:
            one.autosave.leave()
            self.offer_waiting(first=False)

    def _cancel(self, one: _Open) -> None:
        """Throw the changes away, which can be taken back."""
        changed, draft = one.is_changed, one.page.document.draft
        one.settled = True
        one.autosave.drop()
        self._context.window.back()
        if changed:
            left = Waiting(new_path(self._context.home.drafts, one.origin.routine_id), one.origin, draft)
            self._context.window.toast("Changes thrown away", "Undo", lambda: self.go_on(left))

    def _throw_away(self, left: Waiting) -> None:
        left.path.unlink(missing_ok=True)
        self.offer_waiting(first=False)
        self._context.window.toast("Draft thrown away", "Undo", lambda: self.go_on(left))

    # ------------------------------------------------------------ files

    def _save(self, one: _Open) -> None:
        document = one.page.document
        if not document.checked.fits:
            one.page.show_first_problem()
            return
        if one.origin.file is not None and _is_changed(one.origin):
            self._compare(one)
            return
        self._write(one, one.origin)

    def _write(self, one: _Open, origin: Origin) -> None:
        """Write the draft to its file; without one, to a new one."""
        context, draft = self._context, one.page.document.draft
        before = one.before if origin.file is not None else Draft()
        if origin.file is None and not draft.regions:  # by which it is found and suggested
            draft = replace(draft, regions=leading_regions(one.page.document.parts.values()))
        routine_id = origin.routine_id or free_id(context.library, "routines", id_from(draft.name))
        path = origin.file or context.home.data / "routines" / f"{routine_id}.toml"
        try:
            write_private(path, written(draft, origin.text, before))
        except OSError as error:
            one.page.say_trouble(words.say(messages.NOT_SAVED, why=words.refusal(error)))
            return
        one.settled = True
        one.autosave.drop()
        context.window.back()
        self.saved.emit(routine_id)
        context.window.toast(words.say(messages.IS_SAVED, name=draft.name))

    def _look_again(self, what: Changed) -> None:
        """Take over another library, and notice that a file is another one."""
        if not what & (Changed.LIBRARY | Changed.SETTINGS):
            return
        for one in self._opened:
            document, page = one.page.document, one.page
            document.use(self._context.library, self._context.settings)
            page.show_library()
            if one.origin.file is not None and _is_changed(one.origin):
                self._tell_of_change(one, one.origin.file)

    def _tell_of_change(self, one: _Open, file: Path) -> None:
        """Say that the file is another one; where nothing was edited yet, go on with what it says now."""
        if not file.exists():
            one.page.say_trouble("This file is gone. Saving writes it again.")
            return
        if not one.is_changed:
            with suppress(GuidedError, OSError):
                text = _text_of(file)
                theirs, _ = read_draft(text, self._context.library, file)
                self._take_theirs(one, theirs, text)
                return
        one.page.say_trouble("This file was changed by another program.", compare=True)

    def _compare(self, one: _Open) -> None:
        """Show what is in the file beside the draft, and ask which of them stays."""
        context, file = self._context, one.origin.file
        if file is None:
            return
        if not file.exists():
            self._write(one, one.origin)
            return
        theirs, why_not = None, ""
        try:
            text = _text_of(file)
            theirs, _ = read_draft(text, context.library, file)
        except (GuidedError, OSError) as error:
            text, why_not = "", _said(error)
        draft = one.page.document.draft
        pairs = side_by_side(theirs, draft, context.library) if theirs is not None else ()
        dialog = CompareDialog(context.look, pairs, why_not, context.window)
        dialog.mine_chosen.connect(lambda: self._write(one, one.origin))
        dialog.both_chosen.connect(lambda: self._write(one, Origin()))
        if theirs is not None:
            dialog.theirs_chosen.connect(lambda: self._take_theirs(one, theirs, text))
        dialog.open()

    def _take_theirs(self, one: _Open, theirs: Draft, text: str) -> None:
        """Go on with what is in the file; Undo has the draft again."""
        one.page.document.make(Edit(theirs, "The version in the file"))
        one.origin, one.before = Origin(one.origin.routine_id, one.origin.file, text), theirs

    def _tell(self, message: str, routine_id: str, error: Exception) -> None:
        self._context.tell(words.say(message, name=routine_id, why=_said(error)))


def _text_of(path: Path) -> str:
    """The text of a file. Raises OSError, also where it is too large or no text."""
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE + 1)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OSError(None, "not text") from error


def _is_changed(origin: Origin) -> bool:
    """Whether the file of a draft no longer says what it said."""
    try:
        return origin.file is not None and _text_of(origin.file) != origin.text
    except OSError:
        return True


def _said(error: Exception) -> str:
    if isinstance(error, OSError):
        return words.refusal(error)
    problems = getattr(error, "problems", None)
    return str(problems[0]) if problems else str(error)
