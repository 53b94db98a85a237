"""The person's own programmes: composed on a page, saved as files, changed and thrown away."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from guided import messages, words
from guided.editing.plandrafts import KeptPlan, kept_plan, kept_plans, kept_text, place_of
from guided.editing.programmes import Plan, plan_of, renamed, written
from guided.files import programme_from
from guided.library import Library
from guided.paths import assets, write_private
from guided.qt.context import Changed, Context
from guided.qt.drafts import Asking, DraftFile, Left
from guided.qt.programmes.choices import Choice
from guided.qt.programmes.editor import ProgrammeEditor
from guided.qt.trash import throw_away
from guided.reading import GuidedError, id_from
from guided.routine import Routine
from guided.sharing import free_id

CHANGED_MEANWHILE = (
    "Another program has changed the file meanwhile. Save once more to put yours in its place."
)

_COPY = "_copy-"  # before the id of what is copied; no programme's id begins so


class _Source(NamedTuple):
    """The file of a programme that is edited, as it was read; empty for a new one.

    A copy has no `id` yet, but the text and plan it begins with. What is not saved is kept as `draft`.
    """

    id: str = ""
    path: Path = Path()
    text: str = ""
    plan: Plan | None = None
    draft: str = ""


class OwnProgrammes(QObject):
    """Makes programmes from the routines of the library; `length` gives a routine's length in ms."""

    saved = Signal(str, str)
    """A programme was saved: its id and its name."""
    gone = Signal(str)
    """A programme (id) was thrown away, or came back."""

    def __init__(self, context: Context, length: Callable[[Routine], int]) -> None:
        super().__init__()
        self._context, self._length = context, length
        self._opened: list[tuple[_Source, ProgrammeEditor]] = []
        self._asking = Asking(context)
        context.changed.connect(self._follow)

    def begin(self) -> None:
        """Show the page on which a programme is composed, with what was left unsaved."""
        self._open(_Source())

    def edit(self, programme_id: str) -> None:
        """Show the page on which one of the person's own is changed."""
        library = self._context.library
        path = library.own.get(("programmes", programme_id))
        if path is not None and (text := self._read(path)):
            plan = plan_of(library.programmes[programme_id])
            self._open(_Source(programme_id, path, text, plan, programme_id))

    def copy(self, programme_id: str) -> None:
        """Show the page on which a copy of a programme is changed, which is there once it is saved."""
        library = self._context.library
        path = library.own.get(("programmes", programme_id), assets() / "programmes" / f"{programme_id}.toml")
        programme = library.programmes.get(programme_id)
        if programme is not None and (text := self._read(path)):
            plan = plan_of(programme)
            mine = renamed(plan, words.say(messages.COPY_OF, name=plan.name)).plan
            self._open(_Source(text=written(mine, text, plan), plan=mine, draft=f"{_COPY}{programme_id}"))

    def _read(self, path: Path) -> str:
        """The text of a programme's file; "" and the person told if it cannot be read."""
        try:
            return path.read_text("utf-8")
        except (OSError, ValueError) as error:
            why = words.refusal(error) if isinstance(error, OSError) else "it is not text"
            self._context.tell(words.say(messages.OWN_NOT_READ, file=path.name, why=why))
            return ""

    def left(self) -> Iterator[Left]:
        """The programmes that were left without being saved."""
        library = self._context.library
        ways: dict[str, Callable[[], object]] = {"": self.begin}
        ways |= {name: partial(self.edit, name) for kind, name in library.own if kind == "programmes"}
        ways |= {f"{_COPY}{name}": partial(self.copy, name) for name in library.programmes}
        for name, path, kept in kept_plans(self._context.home.drafts):
            if name in ways and all(source.draft != name for source, _ in self._opened):
                called = kept.plan.name.strip() or "A programme without a name"
                yield Left(called, ways[name], partial(self._throw_away, name, path, kept, ways[name]))

    def offer_waiting(self) -> None:
        """Ask whether to go on with one of them, as long as it waits."""
        self._asking.ask(self.left())

    def _follow(self, what: Changed) -> None:
        if what & Changed.LIBRARY:
            self.offer_waiting()

    def _throw_away(self, name: str, path: Path, kept: KeptPlan, go_on: Callable[[], object]) -> None:
        path.unlink(missing_ok=True)
        self.offer_waiting()

        def undo() -> None:
            if not self._pages(name, kept.on_disk):
                if not path.exists():
                    write_private(path, kept_text(*kept))
                go_on()
            for page in self._pages(name, kept.on_disk)[-1:]:  # where another one was begun meanwhile
                page.go_on_with(kept.plan)

        self._context.window.toast("Draft thrown away", "Undo", undo)

    def _pages(self, draft: str, on_disk: str) -> list[ProgrammeEditor]:
        """The pages whose changes are kept as a draft, and that began with a text."""
        return [page for source, page in self._opened if (source.draft, source.text) == (draft, on_disk)]

    def trash(self, programme_id: str) -> None:
        """Put the file of a programme into the trash, from where Undo takes it back."""
        library = self._context.library
        path, name = library.own["programmes", programme_id], library.programmes[programme_id].name
        told = partial(self.gone.emit, programme_id)
        throw_away(self._context, path, name, gone=told, back=told)

    def _open(self, source: _Source) -> None:
        context = self._context
        path = place_of(context.home.drafts, source.draft)
        kept, now = kept_plan(path), source.text
        source = _as_left(source, kept, context.library)
        measures = {name: one.name for name, one in context.library.measures.items()}
        page = ProgrammeEditor(context.look, self._choices(), measures, source.plan)
        page.back.connect(context.window.back)
        draft = DraftFile(path, lambda: kept_text(page.draft, source.text))
        page.changed.connect(draft.keep_soon)
        page.hidden.connect(lambda: _keep(page, draft))
        opened = source, page
        page.destroyed.connect(lambda: self._left(opened))
        self._opened.append(opened)
        self.offer_waiting()
        expected = [source.text]
        page.saved.connect(lambda plan: self._save(page, plan, source, expected))
        context.window.push(page)
        if kept is not None and page.go_on_with(kept.plan):
            self._say_it_is_here(page, source.text == now)

    def _say_it_is_here(self, page: ProgrammeEditor, is_as_it_was: bool) -> None:
        """Say what was restored; what it began with can be had where that is still the file."""
        anew = ("Begin anew", lambda: page.undo() if isValid(page) else None)
        self._context.window.toast("What you had not saved is here again.", *(anew if is_as_it_was else ()))

    def _left(self, opened: tuple[_Source, ProgrammeEditor]) -> None:
        """The page is gone: what was not saved is kept, and asked about as long as it waits."""
        self._opened.remove(opened)
        window = self._context.window
        if isValid(window) and window.isVisible():
            self.offer_waiting()

    def _choices(self) -> list[Choice]:
        library = self._context.library
        own = {name for kind, name in library.own if kind == "routines"}
        choices = [
            Choice(routine.id, routine.name, words.minutes(self._length(routine)), routine.id in own)
            for routine in library.routines.values()
        ]
        return sorted(choices, key=lambda choice: (not choice.own, words.collation_key(choice.name)))

    def _save(self, page: ProgrammeEditor, plan: Plan, source: _Source, expected: list[str]) -> None:
        """Write a plan to its file; one that was changed meanwhile only when it is asked for once more."""
        library = self._context.library
        programme_id = source.id or free_id(library, "programmes", id_from(plan.name))
        path = source.path if source.id else self._context.home.data / "programmes" / f"{programme_id}.toml"
        text = written(plan, source.text, source.plan)
        try:
            programme_from(tomllib.loads(text), programme_id, library)
            there = path.read_text("utf-8", "replace") if source.id and path.exists() else ""
            if there and there != expected[0]:
                expected[0] = there
                page.refuse(CHANGED_MEANWHILE)
                return
            write_private(path, text)
        except GuidedError as error:
            page.refuse(str(error))
        except OSError as error:
            page.refuse(words.say(messages.NOT_SAVED, why=words.refusal(error)))
        else:
            page.is_changed = False
            self.saved.emit(programme_id, plan.name)


def _keep(page: ProgrammeEditor, draft: DraftFile) -> None:
    """Keep what a page has that is not saved; a draft that was taken back or saved goes."""
    if page.is_changed:
        draft.close()
    elif page.stack.count():
        draft.forget()


def _as_left(source: _Source, kept: KeptPlan | None, library: Library) -> _Source:
    """What a draft that is kept was begun with, where the file has another text by now."""
    if kept is None or kept.on_disk == source.text:
        return source
    plan = source.plan
    with suppress(GuidedError, ValueError):  # it may have played what is gone
        plan = plan_of(programme_from(tomllib.loads(kept.on_disk), source.id or "copy", library))
    return source if plan == kept.plan else source._replace(text=kept.on_disk, plan=plan)
