"""Files of one's own that are thrown away, and brought back by Undo."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFile

from guided import messages, words
from guided.qt.context import Context


def throw_away(
    context: Context, path: Path, name: str, gone: Callable[[], object], back: Callable[[], object]
) -> None:
    """Put a file into the trash and say so with Undo; what cannot be done is told with its reason.

    `name` is what the person calls it. `gone` is called once it is in the trash, `back` once Undo has taken
    it out.
    """
    try:
        there = to_trash(path, context.home.data / "trash")
    except OSError as error:
        context.tell(words.say(messages.NOT_DELETED, name=name, why=words.refusal(error)))
        return

    def undo() -> None:
        try:
            bring_back(there, path)
        except OSError as error:
            why = words.refusal(error)
            context.tell(words.say(messages.NOT_BROUGHT_BACK_FILE, name=name, why=why))
        else:
            back()

    gone()
    context.window.toast(words.say(messages.IS_DELETED, name=name), "Undo", undo)


def to_trash(path: Path, own: Path) -> Path:
    """Move a file to the system's trash, or where there is none to a folder; where it is. Raises OSError."""
    file = QFile(str(path))
    if file.moveToTrash() and file.fileName() and Path(file.fileName()).exists():
        return Path(file.fileName())
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    there, number = own / path.name, 2
    while there.exists():
        there, number = own / f"{path.stem}-{number}{path.suffix}", number + 1
    shutil.move(path, there)
    return there


def bring_back(there: Path, path: Path) -> None:
    """Move a file back to where it was, unless there is another one. Raises OSError."""
    if path.exists():
        raise FileExistsError(17, "there is another one", str(path))
    shutil.move(there, path)
