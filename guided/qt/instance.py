"""One window per person and home: a second start hands over its request and ends.

The first is decided by a lock that the system releases when its holder dies, however it dies; so its holder
may remove a stale socket. Nothing here leaves the computer.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QThread, Signal

from guided.paths import Home, lock_file, make_private
from guided.qt.pages import PAGES

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LONGEST = 64 * 1024  # bytes of a message
_ANSWER_MS = 2_000
_LONGEST_NAME = 108 if sys.platform == "linux" else 104  # bytes of that of a socket, with its end
_RUNNING = "/run/user"
# A window holds the lock a while before it listens, and a while after: so long a start tries again.
_TRIES, _BETWEEN_MS = 60, 50


class Asked(NamedTuple):
    """The request of a start: a routine (id) to play, a file to open, a page (id) to show, or the window."""

    routine: str | None = None
    file: Path | None = None
    page: str | None = None


class Instance(QObject):
    """This window among those of the same home. Listening needs a QCoreApplication."""

    asked = Signal(object)
    """The request (Asked) of a later start, which has ended."""

    def __init__(self, home: Home, environment: Mapping[str, str] = os.environ) -> None:
        super().__init__()
        self._environment = environment
        self._place = _place(home, environment)
        self._lock: int | None = None
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []
        self._heard: deque[str] = deque(maxlen=32)

    def is_alone(self) -> bool:
        """Whether there is no other window; none is told."""
        return self._place is None or self._is_first()

    def hand_over(self, asked: Asked) -> bool:
        """Whether another window has taken over the request; if not, this one must serve it.

        It must, too, if the other does not answer, and if there is no place to meet.
        """
        message_id, tries = os.urandom(8).hex(), _TRIES
        while tries > 0 and not self.is_alone():
            answered = self._tell(asked, message_id)
            if answered:
                return True
            tries -= 1 if answered is None else _TRIES // 2
            QThread.msleep(_BETWEEN_MS)
        return False

    def listen(self) -> None:
        """Listen for the requests of later starts, if this is the first window."""
        if self._place is None or self._lock is None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._meet)
        QLocalServer.removeServer(_socket(self._place))  # nobody listens there: the lock is ours
        server.listen(_socket(self._place))

    def stop_listening(self) -> None:
        """Stop listening, as the window is closed; later starts wait until the process has ended."""
        if self._server is not None:
            self._server.close()

    def close(self) -> None:
        """Release the lock, so that another can be first."""
        self.stop_listening()
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)

    def _is_first(self) -> bool:
        assert self._place is not None
        try:
            self._lock = lock_file(self._place.with_suffix(".lock"))
        except BlockingIOError:
            return False
        except OSError:  # a disk without locks: nobody can be found
            self._place = None
        return True

    def _tell(self, asked: Asked, message_id: str) -> bool | None:
        """Whether the other window answered; None if nobody listens."""
        from PySide6.QtNetwork import QLocalSocket

        assert self._place is not None
        message = {
            "routine": asked.routine,
            "file": None if asked.file is None else str(asked.file.absolute()),
            "page": asked.page,
            "token": self._environment.get("XDG_ACTIVATION_TOKEN", ""),
            "id": message_id,  # the same when it is sent again, as the other one may only be slow
        }
        socket = QLocalSocket()
        socket.connectToServer(_socket(self._place))
        if not socket.waitForConnected(_ANSWER_MS):
            return None
        socket.write(json.dumps(message).encode() + b"\n")
        answered = socket.waitForBytesWritten(_ANSWER_MS) and socket.waitForReadyRead(_ANSWER_MS)
        return bool(answered and socket.readLine().data() == b"ok\n")

    def _meet(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            self._callers.append(caller)
            caller.readyRead.connect(self._hear_all)
            caller.disconnected.connect(self._forget)
        self._hear_all()

    def _forget(self) -> None:
        """Forget callers that have left."""
        gone = [one for one in self._callers if one.state() == one.LocalSocketState.UnconnectedState]
        self._callers = [one for one in self._callers if one not in gone]
        for caller in gone:
            caller.deleteLater()

    def _hear_all(self) -> None:
        for caller in self._callers[:]:
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > _LONGEST:
                caller.abort()
            return
        message = _message(bytes(caller.readLine(_LONGEST).data()))
        if message is None:
            caller.abort()
            return
        caller.write(b"ok\n")
        caller.flush()
        if message["id"] in self._heard:
            return
        self._heard.append(str(message["id"]))
        if message["token"]:  # Qt takes it from there when the window comes forward
            os.environ["XDG_ACTIVATION_TOKEN"] = str(message["token"])
        routine, file, page = message["routine"], message["file"], message["page"]
        self.asked.emit(Asked(routine, None if file is None else Path(file), page))


def _place(home: Home, environment: Mapping[str, str]) -> Path | None:
    """Where windows of a home meet, in a folder private to this person; None if there can be none."""
    person = os.getuid() if sys.platform != "win32" else environment.get("USERNAME", "")
    folders = "\n".join(os.path.realpath(one) for one in (home.data, home.config))
    # Few enough letters for the name of a socket; a person has a handful of homes, not thousands of millions.
    name = f"{zlib.crc32(os.fsencode(folders)):08x}"
    places = (Path(one) / f"guided-{person}" / name for one in _folders(environment) if os.path.isdir(one))
    return next((one for one in places if _is_short(one) and _is_private(one.parent)), None)


def _folders(environment: Mapping[str, str]) -> Iterator[str]:
    """Folders that are there for as long as this person is, the best one first."""
    yield environment.get("XDG_RUNTIME_DIR", "")
    if sys.platform == "linux":  # where that would be, and is not said to a start by su, cron or ssh
        yield f"{_RUNNING}/{os.getuid()}"
    import tempfile

    with suppress(OSError):
        yield tempfile.gettempdir()


def _is_short(place: Path) -> bool:
    return sys.platform == "win32" or len(os.fsencode(_socket(place))) < _LONGEST_NAME


def _is_private(folder: Path) -> bool:
    """Whether a folder, made if need be, is open to this person alone."""
    try:
        make_private(folder)
        about = folder.lstat()
    except OSError:
        return False
    return sys.platform == "win32" or (about.st_uid == os.getuid() and not about.st_mode & 0o077)


def _socket(place: Path) -> str:
    """The name of the socket; on Windows it is in no folder."""
    name = place.with_suffix(".socket")
    return f"{name.parent.name}-{name.name}" if sys.platform == "win32" else str(name)


def _message(line: bytes) -> dict[str, str | None] | None:
    """The message in a line, None if it is none."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or message.keys() != {"routine", "file", "page", "token", "id"}:
        return None
    words, names = (message["token"], message["id"]), [message[one] for one in ("routine", "file", "page")]
    good = all(isinstance(one, str) for one in words)
    good = good and all(one is None or (isinstance(one, str) and "\0" not in one) for one in names)
    good = good and message["page"] in (None, *(place.id for place in PAGES))
    return message if good else None
