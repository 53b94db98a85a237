"""Where the shipped files are and where the person's files go."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The folders Guided writes to; none need exist yet."""

    data: Path
    config: Path
    cache: Path

    @property
    def history(self) -> Path:
        """The database of past sessions."""
        return self.data / "history.db"

    @property
    def settings(self) -> Path:
        """What the person chose."""
        return self.config / "settings.json"

    @property
    def choices(self) -> Path:
        """What the person plays otherwise than it is written, and favourites."""
        return self.config / "choices.json"

    @property
    def catalogue(self) -> Path:
        """The shipped files, read once and kept in a form that loads fast."""
        return self.cache / "catalogue.json"


def home_in(folder: Path) -> Home:
    """Everything in one folder, as `--home` asks for."""
    return Home(folder / "data", folder / "config", folder / "cache")


def home_of_user() -> Home:
    """The folders the system gives this person's programs."""
    import platformdirs  # imported here: a run with --home has no use for it

    dirs = platformdirs.PlatformDirs("guided", appauthor=False, roaming=False)
    return Home(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path)


def make_private(folder: Path) -> None:
    """Makes a folder, and those above it, that only this person can open. Raises OSError."""
    if not folder.parent.exists():
        make_private(folder.parent)  # mkdir would give those above the usual mode
    folder.mkdir(mode=0o700, exist_ok=True)


def write_private(path: Path, text: str) -> None:
    """Replaces a file whole or not at all, readable by this person only. Raises OSError."""
    make_private(path.parent)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def assets() -> Path:
    """The shipped files, in an installed package or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "_assets"
    return inside if inside.is_dir() else package.parent / "assets"
