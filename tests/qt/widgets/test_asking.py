"""The frame of a dialogue that asks one thing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.asking import AskingDialog
from guided.qt.widgets.text import Text


def test_it_is_headed_fits_its_window_and_is_gone_once_closed(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for room, wide in ((800, 480), (400, 360)):
        window.resize(room, 560)
        AskingDialog(look, "Results", window, wide=480, heading="Whose results are these?").show()
        (dialog,) = window.findChildren(AskingDialog)
        assert dialog.windowTitle() == "Results"
        assert [text.text() for text in dialog.findChildren(Text)] == ["Whose results are these?"]
        assert dialog.minimumWidth() == wide
        dialog.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window.findChildren(AskingDialog) == []
