"""Files of one's own that are thrown away, and brought back."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QFile


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
