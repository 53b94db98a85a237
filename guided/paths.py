"""Where the shipped files are and where the person's files go."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_BYTES = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BYTES
# Whoever opens a pipe or a terminal may wait for ever, or be given it as their own.
_AT_ONCE = _BYTES | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


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
    def clients(self) -> Path:
        """The results that others sent, if the person is their practitioner."""
        return self.data / "clients"

    @property
    def settings(self) -> Path:
        """What the person chose."""
        return self.config / "settings.json"

    @property
    def choices(self) -> Path:
        """The person's choices for each routine, and favourites."""
        return self.config / "choices.json"

    @property
    def window(self) -> Path:
        """Where the window was, and how large."""
        return self.config / "window.json"

    @property
    def log(self) -> Path:
        """What went wrong inside, without anything the person told."""
        return self.cache / "guided.log"

    @property
    def reminders(self) -> Path:
        """When the person was last seen and reminded, and what they answered."""
        return self.config / "reminders.json"

    @property
    def drafts(self) -> Path:
        """Routines that are being edited and not saved yet."""
        return self.data / "drafts"

    @property
    def own_voice(self) -> Path:
        """Clips of what the person named, made by the system's speaking program."""
        return self.cache / "own-voice"

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
    """Make a folder and its parents, open to this person alone. Raises OSError."""
    if not folder.parent.exists():
        make_private(folder.parent)  # mkdir would give those above the usual mode
    folder.mkdir(mode=0o700, exist_ok=True)


def open_file(path: Path, flags: int) -> int:
    """The descriptor of a file that is opened at once, made for this person only if it is not there.

    Raises OSError, also where there is a pipe, a device or a folder instead of a file.
    """
    there = os.open(path, flags | _AT_ONCE, 0o600)
    if not stat.S_ISREG(os.fstat(there).st_mode):
        os.close(there)
        raise OSError(errno.EINVAL, "not a file", str(path))
    return there


def read_file(path: Path, most: int) -> bytes:
    """What is in a file, which must not be larger than `most` bytes. Raises OSError as `open_file` does."""
    with os.fdopen(open_file(path, os.O_RDONLY), "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, "too large", str(path))
    return data


def lock_file(path: Path) -> int:
    """A handle that holds a lock until it is closed, if need be by the system when the process dies.

    Raises BlockingIOError while another process holds it, OSError when there can be none.
    """
    handle = open_file(path, os.O_RDWR | os.O_CREAT)
    try:
        if sys.platform == "win32":
            import msvcrt

            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except PermissionError as error:
                raise BlockingIOError from error
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle


def write_private(path: Path, text: str) -> None:
    """Replaces a file whole or not at all, readable by this person only. Raises OSError.

    That is raised, too, where there is something else than a file.
    """
    make_private(path.parent)
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a file", str(path))
    with replacing(path, 0o600) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def replacing(path: Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """A file to write to that is at `path` once all of it is on disk, and not at all when that fails.

    A link there goes on pointing to where the file is. What is no file, such as a device or a pipe that
    somebody reads from, is written to at once. Raises OSError, which names `path`.
    """
    try:
        if path.exists() and not path.is_file():
            device = os.open(path, os.O_WRONLY | _AT_ONCE)  # a pipe without a reader is refused
            if hasattr(os, "set_blocking"):
                os.set_blocking(device, True)
            with os.fdopen(device, "wb") as file:
                yield file
            return
        place = Path(os.path.realpath(path))
        # A name of its own: that of the file may be as long as a name may be.
        draft = place.with_name(f".guided-{os.urandom(6).hex()}.new")
        try:
            with os.fdopen(os.open(draft, _ANEW, mode), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def assets() -> Path:
    """The shipped files, in an installed package or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "_assets"
    return inside if inside.is_dir() else package.parent / "assets"
