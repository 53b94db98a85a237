"""Desktop notifications with buttons; each replaces the previous one."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import NamedTuple

from jeepney import DBusAddress, HeaderFields, MatchRule, Message
from PySide6.QtCore import QObject, Signal

from guided.qt.desktop.bus import Bus, Question

NAME = "org.freedesktop.Notifications"
_SERVER = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)
EXPIRED, DISMISSED, WITHDRAWN = 1, 2, 3  # why a notification was closed
_NORMAL = 1  # neither one that may be left out nor one that stays over everything


class Notice(NamedTuple):
    """A notification; `buttons` maps actions to words, and "default" is a click elsewhere on it."""

    title: str
    body: str
    buttons: Mapping[str, str]


class Notices(QObject):
    """One notification at a time, by the session's notification server.

    One shown too late is withdrawn again, so that nobody is reminded twice.
    """

    chosen = Signal(str, str)
    """The chosen action, and the activation token for raising a window, which may be empty."""
    closed = Signal(int)
    """It is no longer shown, with the reason: EXPIRED, DISMISSED or WITHDRAWN."""
    failed = Signal(object)
    """This Notice could not be shown."""

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._abilities: frozenset[str] | None = None  # None before the server was asked
        self._number = 0
        self._wanted: Notice | None = None  # on its way to the server, or to follow what is
        self._busy = False
        self._token = ""
        for member in ("ActionInvoked", "NotificationClosed", "ActivationToken"):
            rule = MatchRule(type="signal", interface=NAME, member=member, path=_SERVER.object_path)
            bus.listen(rule, self._hear)
        owner = MatchRule(type="signal", sender="org.freedesktop.DBus", member="NameOwnerChanged")
        owner.add_arg_condition(0, NAME)
        bus.listen(owner, lambda _: self._forget())
        bus.lost.connect(self._forget)

    def show(self, notice: Notice) -> None:
        """Show a notice in place of the current one."""
        self._wanted = notice
        if not self._busy:
            self._busy = True
            self._send_next()

    def withdraw(self) -> None:
        """Withdraw the current notice. Needed after an answer too: not every server closes it then."""
        self._wanted = None
        if self._number:
            self._bus.ask(Question(_SERVER, "CloseNotification", "u", (self._number,)))

    def _send_next(self) -> None:
        notice = self._wanted
        if notice is None:
            self._busy = False
        elif self._abilities is None:
            question = Question(_SERVER, "GetCapabilities", wakes=True, gives="as")
            self._bus.ask(question, self._learn, lambda _: self._fail(notice))
        else:
            self._bus.ask(
                Question(_SERVER, "Notify", "susssasa{sv}i", self._said(notice), wakes=True, gives="u"),
                lambda number: self._shown(notice, number),
                lambda _: self._fail(notice),
                late=lambda number: self._bus.ask(Question(_SERVER, "CloseNotification", "u", (number,))),
            )

    def _said(self, notice: Notice) -> tuple[object, ...]:
        can = self._abilities or frozenset()
        body = html.escape(notice.body, quote=False) if "body-markup" in can else notice.body
        actions = [text for pair in notice.buttons.items() for text in pair] if "actions" in can else []
        hints = {"desktop-entry": ("s", "guided"), "urgency": ("y", _NORMAL)}
        return ("Guided", self._number, "guided", notice.title, body, actions, hints, -1)

    def _learn(self, abilities: list[str]) -> None:
        self._abilities = frozenset(abilities)
        self._send_next()

    def _shown(self, notice: Notice, number: int) -> None:
        self._number = number
        if self._wanted is None:  # it was withdrawn on its way
            self._busy = False
            self.withdraw()
        elif self._wanted is notice:
            self._wanted, self._busy = None, False
        else:
            self._send_next()

    def _fail(self, notice: Notice) -> None:
        wanted, self._wanted, self._busy = self._wanted, None, False
        if wanted is not None:
            self.failed.emit(wanted)

    def _forget(self) -> None:
        """Forget a server's abilities and ids, when it has changed or gone."""
        self._abilities, self._number, self._token = None, 0, ""

    def _hear(self, message: Message) -> None:
        number, value = message.body
        if not self._number or number != self._number:
            return  # somebody else's
        member = message.header.fields.get(HeaderFields.member)
        if member == "ActivationToken":
            self._token = value
        elif member == "ActionInvoked":
            token, self._token = self._token, ""
            self.chosen.emit(value, token)
        else:
            self._number = 0
            self.closed.emit(value)
