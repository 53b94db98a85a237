"""A connection to a D-Bus message bus that never blocks the window's thread.

Qt's own cannot send the unsigned integers that notifications need, nor the 64-bit integers of media
players. The bus is a socket on this computer; other kinds of address are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, NamedTuple

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, QTimerEvent, Signal

PATIENCE_MS = 2_000  # for an answer; who says nothing for so long counts as not there
_ANSWERS = (MessageType.method_return, MessageType.error)


def _nothing(*_: object) -> None:
    """Ignore an answer."""


class Question(NamedTuple):
    """A method call: its address, name, signature and arguments.

    With `wakes` the bus starts the service if it is not running. An answer whose signature is not `gives`
    counts as a failure, unless that is empty.
    """

    to: DBusAddress
    member: str
    kinds: str | None = None
    arguments: tuple[Any, ...] = ()
    wakes: bool = False
    gives: str = ""


class _Asked(NamedTuple):
    then: Callable[..., object]
    failed: Callable[[str], object]
    late: Callable[..., object]
    timer: int
    gives: str


class _Waiting(NamedTuple):
    send: Callable[[], None]
    failed: Callable[[str], object]
    timer: int


class Bus(QObject):
    """The session bus ("SESSION") or the system bus ("SYSTEM"), connected when first needed."""

    lost = Signal()
    """The connection was lost or failed."""
    _reached = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._connection: DBusConnection | None = None
        self._reaching = False
        self._notifier: QSocketNotifier | None = None
        self._waiting: list[_Waiting] = []
        self._asked: dict[int, _Asked] = {}
        self._late: dict[int, _Asked] = {}
        self._rules: list[tuple[MatchRule, Callable[[Message], object]]] = []
        self._serve: Callable[[Message], Message | None] | None = None
        self._reached.connect(self._begin)

    def ask(
        self,
        question: Question,
        then: Callable[..., object] = _nothing,
        failed: Callable[[str], object] = _nothing,
        late: Callable[..., object] = _nothing,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        """Send a question; either `then` is called with the answer's values or `failed` with the reason.

        An answer after `patience_ms` goes to `late`; so long it may take to reach the bus, too.
        """

        def send() -> None:
            message = new_method_call(question.to, question.member, question.kinds, question.arguments)
            if not question.wakes:
                message.header.flags |= MessageFlag.no_auto_start
            serial = self._send(message)
            if serial is None:
                failed("the bus is gone")
            else:
                timer = self.startTimer(patience_ms)
                self._asked[serial] = _Asked(then, failed, late, timer, question.gives)

        if self._connection is not None:
            send()
            return
        self._waiting.append(_Waiting(send, failed, self.startTimer(patience_ms)))
        if not self._reaching:
            self._reaching = True
            Thread(target=self._reach, name="bus", daemon=True).start()

    def listen(self, rule: MatchRule, heard: Callable[[Message], object]) -> None:
        """Subscribe to signals, also across reconnections."""
        self._rules.append((rule, heard))
        if self._connection is not None:
            self._send(message_bus.AddMatch(rule))

    def tell(self, message: Message) -> None:
        """Send a message without an answer, if connected."""
        self._send(message)

    def serve(self, answer: Callable[[Message], Message | None]) -> None:
        """Answer incoming calls by `answer`; None means that there is no such method."""
        self._serve = answer

    def close(self) -> None:
        """Disconnect; pending questions stay unanswered."""
        self._asked, asked = {}, self._asked
        for one in asked.values():
            self.killTimer(one.timer)
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
        connection, self._connection, self._notifier = self._connection, None, None
        if connection is not None:
            connection.close()

    # ------------------------------------------------------------ reaching it

    def _reach(self) -> None:
        """Connect, in a thread of its own, since a hanging bus does not even fail."""
        try:
            found: DBusConnection | Exception = open_dbus_connection(self._name)
        except Exception as error:  # whoever waits is told, whatever it was
            found = error
        with suppress(RuntimeError):  # the program has ended
            self._reached.emit(found)

    def _begin(self, found: DBusConnection | Exception) -> None:
        self._reaching = False
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            self.killTimer(one.timer)
        if isinstance(found, Exception):
            for one in waiting:
                one.failed("no bus")
            self.lost.emit()
            return
        self._connection = found
        self._notifier = QSocketNotifier(found.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        for rule, _ in self._rules:
            self._send(message_bus.AddMatch(rule))
        for one in waiting:
            one.send()

    # ------------------------------------------------------------ what goes and what comes

    def _send(self, message: Message) -> int | None:
        if self._connection is None:
            return None
        serial = int(next(self._connection.outgoing_serial))
        try:
            self._connection.send(message, serial=serial)
        except OSError:
            self._lose()
            return None
        return serial

    def _read(self) -> None:
        while self._connection is not None:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except OSError:
                self._lose()
            else:
                self._hear(message)

    def _hear(self, message: Message) -> None:
        header = message.header
        if header.message_type in _ANSWERS:
            self._answer(message)
        elif header.message_type is MessageType.method_call:
            reply = self._serve(message) if self._serve is not None else None
            if header.flags & MessageFlag.no_reply_expected:
                return
            self._send(reply or new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
        else:
            for rule, heard in self._rules:
                if rule.matches(message):
                    heard(message)

    def _answer(self, message: Message) -> None:
        fields = message.header.fields
        serial = fields.get(HeaderFields.reply_serial, 0)
        asked, late = self._asked.pop(serial, None), self._late.pop(serial, None)
        one = asked or late
        if one is None:
            return
        refused = message.header.message_type is MessageType.error
        fits = not one.gives or fields.get(HeaderFields.signature, "") == one.gives
        if asked is None:
            if fits and not refused:
                one.late(*message.body)
            return
        self.killTimer(asked.timer)
        if refused or not fits:
            asked.failed(str(fields.get(HeaderFields.error_name, "an answer of another kind")))
        else:
            asked.then(*message.body)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Give up on an overdue answer."""
        self.killTimer(event.timerId())
        overdue = [one for one in self._waiting if one.timer == event.timerId()]
        self._waiting = [one for one in self._waiting if one.timer != event.timerId()]
        for waiting in overdue:
            waiting.failed("no answer")
        for serial, asked in [*self._asked.items()]:
            if asked.timer == event.timerId():
                del self._asked[serial]
                self._late[serial] = asked
                asked.failed("no answer")

    def _lose(self) -> None:
        asked = self._asked
        self.close()
        self._late.clear()
        for one in asked.values():
            one.failed("the bus is gone")
        self.lost.emit()
