"""The session being played, for the desktop's media keys and lock screen (MPRIS 2).

No state is kept here: the player gives Now whenever the bus asks.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, NamedTuple

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    new_error,
    new_method_return,
    new_signal,
)
from PySide6.QtCore import QObject, Signal

from guided.qt.desktop.bus import Bus, Question

NAME = "org.mpris.MediaPlayer2.guided"
PATH = "/org/mpris/MediaPlayer2"
ROOT, PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_DO_NOT_WAIT = 4  # for a name that somebody has
_OURS = (1, 4)  # the answers to a wish for a name that say it is ours now, or was
_ASKED = {
    "Raise": "raise",
    "Quit": "quit",
    "Next": "next",
    "Previous": "previous",
    "Pause": "pause",
    "PlayPause": "toggle",
    "Stop": "stop",
    "Play": "play",
    # Neither is offered, and whoever calls one all the same is not told off.
    "Seek": "",
    "SetPosition": "",
    "OpenUri": "",
}
_ROOT: dict[str, tuple[str, Any]] = {
    "Identity": ("s", "Guided"),
    "DesktopEntry": ("s", "guided"),
    "CanQuit": ("b", True),
    "CanRaise": ("b", True),
    "HasTrackList": ("b", False),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}
_SAME: dict[str, tuple[str, Any]] = {
    "CanPlay": ("b", True),
    "CanPause": ("b", True),
    "CanGoNext": ("b", True),
    "CanGoPrevious": ("b", True),
    "CanControl": ("b", True),
    "CanSeek": ("b", False),
    "Rate": ("d", 1.0),
    "MinimumRate": ("d", 1.0),
    "MaximumRate": ("d", 1.0),
    "Volume": ("d", 1.0),
}


class Now(NamedTuple):
    """What plays: the exercise as a numbered track, with its title, length and position in ms.

    `picture` is the URL of a PNG, since a lock screen may not read SVG.
    """

    playing: bool
    step: int
    title: str
    routine: str
    length_ms: int
    position_ms: int
    picture: str = ""


class Mpris(QObject):
    """Guided as a media player on the session bus, while a session is open."""

    asked = Signal(str)
    """"play", "pause", "toggle", "stop", "next", "previous", "raise" or "quit"."""

    def __init__(self, bus: Bus, now: Callable[[], Now | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._now = bus, now
        self._name = ""
        self._wanted = False
        self._said: dict[str, Any] = {}
        bus.serve(self._answer)
        bus.lost.connect(self._forget)

    def start(self) -> None:
        """Appear on the bus, if there is one."""
        self._wanted = True
        if not self._name:
            self._ask_for(NAME, f"{NAME}.instance{os.getpid()}")

    def stop(self) -> None:
        """Leave the bus, and so the lock screen."""
        self._wanted = False
        if self._name:
            self._bus.ask(Question(_BUS, "ReleaseName", "s", (self._name,)))
        self._name = ""

    def change(self) -> None:
        """Announce what has changed, except the position, which clients count on by themselves."""
        told = self._player()
        new = {name: value for name, value in told.items() if value != self._said.get(name)}
        self._said = told
        if new and self._name:
            emitter = DBusAddress(PATH, interface=_PROPERTIES)
            to_be_asked: list[str] = []
            changed = new_signal(emitter, "PropertiesChanged", "sa{sv}as", (PLAYER, new, to_be_asked))
            self._bus.tell(changed)

    def jump(self) -> None:
        """Announce that the position has jumped."""
        now = self._now()
        if self._name and now is not None:
            emitter = DBusAddress(PATH, interface=PLAYER)
            self._bus.tell(new_signal(emitter, "Seeked", "x", (now.position_ms * 1000,)))

    def _ask_for(self, name: str, *others: str) -> None:
        """Take the first free name, so that a second window gets its own."""

        def take(answer: int) -> None:
            if answer not in _OURS:
                if others:
                    self._ask_for(*others)
            elif self._wanted:
                self._name = name
                self.change()
            else:
                self._bus.ask(Question(_BUS, "ReleaseName", "s", (name,)))

        self._bus.ask(Question(_BUS, "RequestName", "su", (name, _DO_NOT_WAIT), gives="u"), take)

    def _forget(self) -> None:
        self._name = ""

    # ------------------------------------------------------------ what others ask

    def _answer(self, message: Message) -> Message | None:
        fields = message.header.fields
        if fields.get(HeaderFields.path) != PATH:
            return None
        interface, member = fields.get(HeaderFields.interface), fields.get(HeaderFields.member)
        if interface == _PROPERTIES:
            return self._answer_about(message, member)
        if interface in (ROOT, PLAYER, None) and member in _ASKED:
            if _ASKED[member]:
                self.asked.emit(_ASKED[member])
            return new_method_return(message)
        if (interface, member) == ("org.freedesktop.DBus.Peer", "Ping"):
            return new_method_return(message)
        return None

    def _answer_about(self, message: Message, member: str) -> Message | None:
        """The reply with a property, or all of an interface; none can be set."""
        if member == "Set":
            return new_error(message, "org.freedesktop.DBus.Error.PropertyReadOnly")
        properties = {ROOT: lambda: _ROOT, PLAYER: self._all}.get(message.body[0], dict)()
        if member == "GetAll":
            return new_method_return(message, "a{sv}", (properties,))
        if member == "Get" and message.body[1] in properties:
            return new_method_return(message, "v", (properties[message.body[1]],))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownProperty")

    def _all(self) -> dict[str, tuple[str, Any]]:
        now = self._now()
        position = 0 if now is None else now.position_ms * 1000
        return {**_SAME, **self._player(), "Position": ("x", position)}

    def _player(self) -> dict[str, tuple[str, Any]]:
        """The player's properties and their values."""
        now = self._now()
        if now is None:
            return {"PlaybackStatus": ("s", "Stopped"), "Metadata": ("a{sv}", {})}
        track = {
            "mpris:trackid": ("o", f"/org/guided/step/{now.step}"),
            "mpris:length": ("x", now.length_ms * 1000),
            "xesam:title": ("s", now.title),
            "xesam:artist": ("as", ["Guided"]),
            "xesam:album": ("s", now.routine),
        }
        if now.picture:
            track["mpris:artUrl"] = ("s", now.picture)
        status = "Playing" if now.playing else "Paused"
        return {"PlaybackStatus": ("s", status), "Metadata": ("a{sv}", track)}
