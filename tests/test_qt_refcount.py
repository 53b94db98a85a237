"""Qt's calls must not release references to None and True that they do not own.

PySide6 6.12 does on Python before 3.12, and the process dies some thousand calls later. So a
suite that is merely short would not notice.
"""

import sys

import pytest
from pytestqt.qtbot import QtBot

CALLS = 200
STRAY = 20  # references that come and go by themselves

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal")


def test_void_calls_keep_none(qtbot: QtBot) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    qtbot.addWidget(label)
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        timer.setInterval(5)
        label.setText("Hold")
    assert sys.getrefcount(None) > before - STRAY


def test_emitting_keeps_true(qtbot: QtBot) -> None:
    from PySide6.QtCore import QObject, Signal

    class Bell(QObject):
        rung = Signal()

    bell = Bell()
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        bell.rung.emit()
    assert sys.getrefcount(True) > before - STRAY
