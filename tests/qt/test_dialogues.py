"""Every dialogue, opened and closed: what is gone no longer follows the look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from guided.qt.widgets.confirm import ConfirmDialog
from guided.settings import Settings
from tests.qt.running import Running, Starter

ROUTINE = "two-minute-stand-up"
OF_A_ROUTINE = ("audio", "video", "sheet", "share", "prescribe", "export", "rename", "folder", "import")
OF_THE_WINDOW = ("commands", "keys", "help", "import", "movement", "elsewhere")


def opened(act: Callable[[], object]) -> list[QDialog]:
    """The dialogues that are there once something was done."""
    QGuiApplication.clipboard().setText("Bridge 3 x 10")  # before which this platform has none at all
    act()
    QApplication.processEvents()
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def close(dialogues: list[QDialog]) -> None:
    for one in dialogues:
        one.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def change_the_look(one: Running) -> None:
    for size in (115, 100):
        one.desk.look.use(Settings(theme="light", motion="reduced", text_size=size))


@pytest.mark.parametrize("name", OF_A_ROUTINE)
def test_a_dialogue_about_a_routine_that_is_closed_follows_the_look_no_more(
    start: Starter, name: str
) -> None:
    one = start()
    found = opened(lambda: one.desk.shelf._acts[name](ROUTINE))
    assert len(found) == 1
    close(found)
    change_the_look(one)


@pytest.mark.parametrize("name", OF_THE_WINDOW)
def test_a_dialogue_of_the_window_that_is_closed_follows_the_look_no_more(start: Starter, name: str) -> None:
    one = start()
    found = opened(lambda: one.desk.window.acts.act(name))
    assert len(found) == 1
    close(found)
    change_the_look(one)


def test_a_question_that_is_answered_is_gone(start: Starter) -> None:
    one = start()
    dialog = ConfirmDialog(one.desk.look, "Sure?", "It is gone then.", "Do it", "Leave it", one.desk.window)
    close(opened(dialog.open))
    assert not shiboken6.isValid(dialog)
    change_the_look(one)
