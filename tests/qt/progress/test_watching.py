"""Long work is watched, and stopped by whoever does not want to wait."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.progress.watching import Stopped, watched


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_it_tells_is_shown_and_its_end_closes_the_bar(window: QWidget) -> None:
    told, done = watched("<b>Reading</b>", window)
    (dialog,) = window.findChildren(QProgressDialog)
    told(0.25)
    assert dialog.value() == dialog.maximum() // 4
    assert dialog.labelText() == "<b>Reading</b>"
    done()
    assert not dialog.isVisible()


def test_cancel_ends_the_work_when_it_next_tells(window: QWidget) -> None:
    told, done = watched("Reading", window)
    window.findChildren(QProgressDialog)[-1].canceled.emit()
    with pytest.raises(Stopped):
        told(0.5)
    done()


def test_two_that_go_on_at_once_do_not_mix(window: QWidget) -> None:
    first, first_done = watched("One", window)
    second, second_done = watched("Two", window)
    first(0.1)
    second(0.9)
    assert [dialog.value() for dialog in window.findChildren(QProgressDialog)] == [100, 900]
    first_done()
    second_done()
