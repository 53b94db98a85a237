"""The person's own movements: begun, made from another, changed, saved as files, and deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal

from guided import messages, words
from guided.movements import KIND, Movement, begun, opened, users, with_value, written
from guided.paths import assets, write_private
from guided.qt.commands import Command, CommandsDialog
from guided.qt.context import Context
from guided.qt.movements.drafts import NEW, Drafts, path_of, read_draft
from guided.qt.movements.page import MovementPage
from guided.qt.movements.poses import BASES
from guided.qt.movements.work import Work
from guided.qt.widgets.confirm import ConfirmDialog
from guided.reading import GuidedError, id_from
from guided.sharing import free_id, to_toml


class Movements(QObject):
    """Makes and keeps movements; `saved` once their files have changed."""

    saved = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._drafts: Drafts | None = None

    @property
    def _folder(self) -> Path:
        return self._context.home.data

    def ask(self) -> None:
        """Ask what to begin from: a movement of one's own, a position, or another movement."""
        window = self._context.window
        dialog = CommandsDialog(
            self._context.look, tuple(self._beginnings()), window, "Begin from a position or a movement"
        )
        dialog.setWindowTitle("New movement")
        dialog.open()

    def open(self, exercise_id: str) -> None:
        """Change a movement of one's own, or make another one's own; "" asks for a beginning."""
        if not exercise_id:
            self.ask()
        elif (KIND, exercise_id) in self._context.library.own:
            self.edit(exercise_id)
        else:
            self.make_mine(exercise_id)

    def edit(self, exercise_id: str) -> None:
        """Show a movement of one's own, as it was left."""
        path = self._context.library.own[KIND, exercise_id]
        try:
            text = path.read_text("utf-8")
            movement = opened(text, path)
        except (OSError, ValueError, GuidedError) as error:
            why = words.refusal(error) if isinstance(error, OSError) else error
            self._context.tell(words.say(messages.CANNOT_BE_USED_WHY, name=path.name, why=why))
            return
        self._show(movement, exercise_id, text)

    def make_mine(self, exercise_id: str) -> None:
        """Show a copy of a movement, to be made one's own."""
        text = self._text_of(exercise_id)
        if not text:
            return
        movement = opened(text)
        name = words.say(messages.MY_OWN, name=f"{movement.name[:1].lower()}{movement.name[1:]}")
        self._show(with_value(movement, "name", name[:120]), "", "")

    def begin(self, base: str) -> None:
        """Show a new movement that begins from a position."""
        self._show(begun(base), "", "")

    def go_on(self) -> None:
        """Show the new movement as it was left."""
        draft = read_draft(path_of(self._folder, NEW))
        if draft is not None:
            self._show(draft.movement, "", "")

    def close(self) -> None:
        """Keep what is being worked on."""
        if self._drafts is not None:
            self._drafts.close()

    # ------------------------------------------------------------ beginnings

    def _beginnings(self) -> Iterator[Command]:
        library = self._context.library
        draft = read_draft(path_of(self._folder, NEW))
        if draft is not None:
            name = draft.movement.name or "the new movement"
            yield Command(
                "draft", words.say(messages.GO_ON_WITH, name=name), "Not saved yet", "pencil", self.go_on
            )
        for (kind, name), _ in library.own.items():
            if kind == KIND:
                exercise = library.exercises[name]
                yield Command(
                    f"own:{name}", exercise.name, "Yours: change it", "pencil", partial(self.edit, name)
                )
        for base, title in BASES:
            yield Command(f"base:{base}", title, "A new figure", "plus", partial(self.begin, base))
        for exercise in sorted(library.exercises.values(), key=lambda one: words.collation_key(one.name)):
            yield Command(
                f"from:{exercise.id}",
                exercise.name,
                "A copy of it",
                "copy",
                partial(self.make_mine, exercise.id),
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

    def _show(self, movement: Movement, exercise_id: str, on_disk: str) -> None:
        context, path = self._context, path_of(self._folder, exercise_id)
        draft = read_draft(path) if exercise_id else None
        work = Work(movement, context.library, exercise_id)
        page = MovementPage(context.look, work, self._folder)
        work.setParent(page)
        self._drafts = drafts = Drafts(work, path, on_disk)
        page.back.connect(context.window.back)
        page.saved.connect(lambda: self._save(page, drafts, on_disk))
        page.deleted.connect(lambda: self._ask_to_delete(page, drafts))
        page.hidden.connect(lambda: drafts.keep() if work.is_changed else None)
        page.destroyed.connect(lambda: self._let_go(drafts))
        context.window.push(page)
        if draft is not None and draft.on_disk == on_disk and draft.movement != movement:
            work.do(draft.movement, "What was not saved")
            context.window.toast("Your unsaved changes are here again.", "Take them back", work.undo)

    def _let_go(self, drafts: Drafts) -> None:
        """The page is gone; what was not saved stays as a draft."""
        if self._drafts is drafts:
            self._drafts = None

    def _save(self, page: MovementPage, drafts: Drafts, on_disk: str) -> None:
        exercise_id = page.work.exercise_id
        own = self._context.library.own.get((KIND, exercise_id))
        now = _text(own) if own is not None else ""
        if own is None or now in (on_disk, ""):
            self._write(page, drafts)
            return
        dialog = ConfirmDialog(
            self._context.look,
            "The file has changed",
            "Another program changed the file of this movement while it was open here.",
            "Save mine",
            "Leave it as it is",
            self._context.window,
        )
        dialog.accepted.connect(lambda: self._write(page, drafts))
        dialog.open()

    def _write(self, page: MovementPage, drafts: Drafts) -> None:
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

    # ------------------------------------------------------------ its end

    def _ask_to_delete(self, page: MovementPage, drafts: Drafts) -> None:
        """Delete a movement; where routines have it in them, say which and ask."""
        used = users(self._context.library, page.work.exercise_id)
        if not used:
            self._delete(page, drafts)
            return
        names = words.listed([one.name for one in used[:4]])
        dialog = ConfirmDialog(
            self._context.look,
            "Delete it all the same?",
            words.say(messages.MOVEMENT_USED, n=len(used), names=names),
            "Delete",
            "Keep it",
            self._context.window,
        )
        dialog.accepted.connect(lambda: self._delete(page, drafts))
        dialog.open()

    def _delete(self, page: MovementPage, drafts: Drafts) -> None:
        context, work = self._context, page.work
        path = context.library.own[KIND, work.exercise_id]
        text, name = _text(path), context.library.exercises[work.exercise_id].name
        try:
            if not QFile.moveToTrash(str(path)):
                path.unlink()
        except OSError as error:
            page.refuse(words.say(messages.NOT_SAVED, why=words.refusal(error)))
            return
        work.keep(work.movement)
        drafts.forget()
        context.window.back()
        self.saved.emit()
        said = words.say(messages.MOVEMENT_DELETED, name=name)
        context.window.toast(said, "Undo", lambda: self._bring_back(path, text))

    def _bring_back(self, path: Path, text: str) -> None:
        self._context.keep(lambda: write_private(path, text))
        self.saved.emit()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError):
        return ""
