"""The person's own movements: begun, made from another, changed, saved as files, and listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from guided import messages, words
from guided.movements import KIND, Movement, begun, opened, with_value, written
from guided.paths import assets, write_private
from guided.qt.commands import Command, CommandsDialog
from guided.qt.context import Changed, Context
from guided.qt.drafts import DraftFile, Left
from guided.qt.movements.drafts import NEW, drafts_of, left_in, path_of, read_draft
from guided.qt.movements.keeping import Keeping
from guided.qt.movements.listing import MovementsPage
from guided.qt.movements.page import PICTURES, MovementPage
from guided.qt.movements.poses import BASES
from guided.qt.movements.work import Work
from guided.qt.widgets.confirm import ConfirmDialog
from guided.reading import GuidedError, id_from
from guided.sharing import free_id, to_toml

Then = Callable[[str], object]
"""What is told the id of a movement once it is saved."""


_NOTHING = Movement("", {})
"""What is saved of a new one."""


class _At(NamedTuple):
    """What a page is about: the movement's id and the text of its file, "" for a new one; what comes then."""

    exercise_id: str = ""
    on_disk: str = ""
    then: Then | None = None


class Movements(QObject):
    """Makes and keeps movements; `saved` once their files have changed."""

    saved = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._drafts: DraftFile | None = None
        self._lists: list[MovementsPage] = []
        context.changed.connect(self._show_changes)
        self.keeping = Keeping(context)
        self.keeping.written.connect(self.saved)

    @property
    def _folder(self) -> Path:
        return self._context.home.data

    def show_all(self) -> None:
        """Show the page of the person's own movements."""
        context = self._context
        page = MovementsPage(context.look)
        page.show_library(context.library)
        page.back.connect(context.window.back)
        page.new_asked.connect(self.ask)
        acts: Mapping[str, Callable[[str], object]] = {
            "change": self.edit,
            "rename": self.keeping.ask_name,
            "copy": self.make_mine,
            "trash": self.keeping.ask_to_trash,
        }
        page.asked.connect(lambda act, exercise_id: acts[act](exercise_id))

        self._lists.append(page)
        page.destroyed.connect(lambda: self._lists.remove(page))
        context.window.push(page)

    def _show_changes(self, what: Changed) -> None:
        if what & Changed.LIBRARY:
            for page in self._lists:
                page.show_library(self._context.library)

    def ask(self, then: Then | None = None) -> None:
        """Ask what to begin from: a position, pictures, or another movement."""
        window = self._context.window
        dialog = CommandsDialog(
            self._context.look, tuple(self._beginnings(then)), window, "Begin from a position or an exercise"
        )
        dialog.setWindowTitle("New exercise")
        dialog.open()

    def open(self, exercise_id: str, then: Then | None = None) -> None:
        """Change a movement of one's own, or make another one's own; "" asks for a beginning."""
        if not exercise_id:
            self.ask(then)
        elif (KIND, exercise_id) in self._context.library.own:
            self.edit(exercise_id, then)
        else:
            self.make_mine(exercise_id, then)

    def edit(self, exercise_id: str, then: Then | None = None) -> None:
        """Show a movement of one's own, as it was left."""
        path = self._context.library.own[KIND, exercise_id]
        try:
            text = path.read_text("utf-8")
            movement = opened(text, path)
        except (OSError, ValueError, GuidedError) as error:
            why = words.refusal(error) if isinstance(error, OSError) else error
            self._context.tell(words.say(messages.CANNOT_BE_USED_WHY, name=path.name, why=why))
            return
        self._show(movement, _At(exercise_id, text, then))

    def make_mine(self, exercise_id: str, then: Then | None = None) -> None:
        """Show a copy of a movement, to be made one's own."""
        text = self._text_of(exercise_id)
        if not text:
            return
        movement = opened(text)
        name = words.say(messages.MY_OWN, name=f"{movement.name[:1].lower()}{movement.name[1:]}")
        if (KIND, exercise_id) in self._context.library.own:
            name = words.say(messages.A_COPY, name=movement.name)
        self._show(with_value(movement, "name", name[:120]), _At(then=then))

    def begin(self, base: str, then: Then | None = None) -> None:
        """Show a new movement that begins from a position."""
        self._show(begun(base), _At(then=then))

    def begin_with_pictures(self, then: Then | None = None) -> None:
        """Show a new movement without a figure, where its pictures are."""
        self._show(with_value(begun("stand"), "figure", None), _At(then=then)).show_section(PICTURES)

    def go_on(self, then: Then | None = None) -> None:
        """Show the new movement as it was left."""
        draft = read_draft(path_of(self._folder, NEW))
        if draft is not None:
            page = self._show(draft.movement, _At(then=then))
            page.work.keep(_NOTHING)

    def left(self) -> Iterator[Left]:
        """The movements that were left without being saved."""
        own = {name for kind, name in self._context.library.own if kind == KIND}
        for name, draft in left_in(self._folder):
            if name in {"", *own} and not self._is_open(name):
                go_on = partial(self.edit, name) if name else self.go_on
                yield Left(draft.movement.name or "An exercise without a name", go_on)

    def _is_open(self, exercise_id: str) -> bool:
        return self._drafts is not None and self._drafts.path == path_of(self._folder, exercise_id)

    def close(self) -> None:
        """Keep what is being worked on."""
        if self._drafts is not None:
            self._drafts.close()

    # ------------------------------------------------------------ beginnings

    def _beginnings(self, then: Then | None) -> Iterator[Command]:
        library = self._context.library
        draft = read_draft(path_of(self._folder, NEW))
        if draft is not None:
            name = draft.movement.name or "the new exercise"
            said = words.say(messages.GO_ON_WITH, name=name)
            yield Command("draft", said, "Not saved yet", "pencil", partial(self.go_on, then))
        for base, title in BASES:
            yield Command(f"base:{base}", title, "A new figure", "plus", partial(self.begin, base, then))
        with_pictures = partial(self.begin_with_pictures, then)
        yield Command("pictures", "From pictures", "Your own, instead of a figure", "upload", with_pictures)
        for exercise in sorted(library.exercises.values(), key=lambda one: words.collation_key(one.name)):
            yield Command(
                f"from:{exercise.id}",
                exercise.name,
                "A copy of it",
                "copy",
                partial(self.make_mine, exercise.id, then),
                exercise.also,
            )

    def _text_of(self, exercise_id: str) -> str:
        """The text of a movement's file, wherever that is; "" where it cannot be read."""
        library = self._context.library
        own = library.own.get((KIND, exercise_id))
        for path in (own, assets() / KIND / f"{exercise_id}.toml"):
            with suppress(OSError, ValueError):
                if path is not None:
                    return path.read_text("utf-8")
        for routine in library.routines.values():
            carried = routine.carried.get(KIND, {}).get(exercise_id)
            if carried is not None:
                return to_toml(carried)
        return ""

    # ------------------------------------------------------------ the page

    def _show(self, movement: Movement, at: _At) -> MovementPage:
        context, path = self._context, path_of(self._folder, at.exercise_id)
        draft = read_draft(path) if at.exercise_id else None
        if draft is not None:
            at = at._replace(on_disk=draft.on_disk)  # of another one by now, saving asks
        work = Work(movement, context.library, at.exercise_id)
        page = MovementPage(context.look, work, self._folder)
        work.setParent(page)
        self._drafts = drafts = drafts_of(work, path, at.on_disk)
        page.back.connect(context.window.back)
        page.saved.connect(lambda: self._save(page, drafts, at))
        page.deleted.connect(lambda: self._delete(page, drafts))
        page.hidden.connect(lambda: _keep(work, drafts))
        page.destroyed.connect(lambda: self._let_go(drafts))
        context.window.push(page)
        if draft is not None and draft.movement != movement:
            work.do(draft.movement, "What was not saved")
            context.window.toast("Your unsaved changes are here again.", "Take them back", work.undo)
        return page

    def _let_go(self, drafts: DraftFile) -> None:
        """The page is gone; what was not saved stays as a draft."""
        if self._drafts is drafts:
            self._drafts = None

    def _save(self, page: MovementPage, drafts: DraftFile, at: _At) -> None:
        exercise_id = page.work.exercise_id
        own = self._context.library.own.get((KIND, exercise_id))
        now = _text(own) if own is not None else ""
        if own is None or now in (at.on_disk, ""):
            self._write(page, drafts, at.then)
            return
        dialog = ConfirmDialog(
            self._context.look,
            "The file has changed",
            "Another program changed the file of this exercise while it was open here.",
            "Save mine",
            "Leave it as it is",
            self._context.window,
        )
        dialog.accepted.connect(lambda: self._write(page, drafts, at.then))
        dialog.open()

    def _write(self, page: MovementPage, drafts: DraftFile, then: Then | None) -> None:
        context, work = self._context, page.work
        if work.checked.problems:
            page.refuse(str(work.checked.problems[0]))
            return
        library, name = context.library, work.movement.name
        exercise_id = work.exercise_id or free_id(library, KIND, id_from(name))
        path = library.own.get((KIND, exercise_id), self._folder / KIND / f"{exercise_id}.toml")
        try:
            write_private(path, written(work.movement))
        except OSError as error:
            page.refuse(words.say(messages.NOT_SAVED, why=words.refusal(error)))
            return
        work.keep(work.movement)
        drafts.forget()
        self.saved.emit()
        context.window.back()
        context.window.toast(words.say(messages.MOVEMENT_SAVED, name=name))
        if then is not None:
            then(exercise_id)

    def _delete(self, page: MovementPage, drafts: DraftFile) -> None:
        """Throw the movement away that is shown."""

        def leave() -> None:
            page.work.keep(page.work.movement)
            drafts.forget()
            self._context.window.back()

        self.keeping.ask_to_trash(page.work.exercise_id, leave)


def _keep(work: Work, drafts: DraftFile) -> None:
    """Keep what is not saved; a draft that was taken back or saved goes."""
    if work.is_changed:
        drafts.keep()
    elif work.stack.count():
        drafts.forget()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError):
        return ""
