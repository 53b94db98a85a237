"""Work in the history's thread that may take long: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressDialog, QWidget

from guided.history.records import Told
from guided.reading import GuidedError

_AT_ONCE_MS = 500  # what takes no longer shows no progress
_PARTS = 1000


class Stopped(GuidedError):
    """The person does not want to wait for it."""


class _Relay(QObject):
    """Carries what is told in another thread to the window's."""

    share = Signal(float)


def watched(sentence: str, window: QWidget) -> tuple[Told, Callable[[], None]]:
    """Show a bar once something takes half a second: what it tells of itself, and what is called at its end.

    After Cancel, whatever it tells next, from another thread, raises Stopped there.
    """
    stopped, relay = Event(), _Relay()
    dialog = QProgressDialog(window)
    label = QLabel(sentence)
    label.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setLabel(label)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setRange(0, _PARTS)
    dialog.setMinimumDuration(_AT_ONCE_MS)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.canceled.connect(stopped.set)

    def show(share: float) -> None:
        if not stopped.is_set():
            dialog.setValue(round(share * _PARTS))

    relay.share.connect(show)

    def told(share: float) -> None:
        if stopped.is_set():
            raise Stopped
        relay.share.emit(share)

    def done() -> None:
        relay.share.disconnect(show)
        dialog.canceled.disconnect(stopped.set)
        dialog.close()
        dialog.deleteLater()

    return told, done
