"""Tool tips: beside what they are about, in the look of the application, plain, and gone in time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.tip import Tip
from guided.settings import Settings
from tests.qt.hostile import MARKUP


def asked(widget: QWidget) -> Tip | None:
    """What shows after the mouse has rested on a widget."""
    place = widget.rect().center()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    return next((tip for tip in widget.window().findChildren(Tip) if tip.isVisible()), None)


@pytest.fixture
def buttons(look: Look, qtbot: QtBot) -> Iterator[list[Button]]:
    """Nine buttons in three lines, each with a tip."""
    window = QWidget()
    qtbot.addWidget(window)
    column, made = QVBoxLayout(window), []
    column.setSpacing(60)
    for line in range(3):
        row = QHBoxLayout()
        row.setSpacing(8)
        for number in range(3):
            button = Button(look, f"Button {3 * line + number}")
            button.set_tip(f"What button {3 * line + number} does")
            row.addWidget(button)
            made.append(button)
        column.addLayout(row)
    window.resize(600, 400)
    window.show()
    yield made
    window.close()


def area(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def test_a_tip_is_beside_its_control_and_over_none_of_the_others(buttons: list[Button]) -> None:
    for button in buttons:
        tip = asked(button)
        assert tip is not None
        assert tip.text == f"What {button.words.lower()} does"
        assert button.window().rect().contains(tip.geometry())
        for other in buttons:
            assert not tip.geometry().intersects(area(other)), (button.words, other.words)
        near = area(button).adjusted(-10, -10, 10, 10)
        assert near.intersects(tip.geometry())


def test_a_tip_has_the_colours_and_the_size_of_the_application(buttons: list[Button], look: Look) -> None:
    sizes = []
    for theme, text_size in (("light", 100), ("dark", 100), ("contrast", 150)):
        look.use(Settings(theme=theme, text_size=text_size, motion="reduced"))
        tip = asked(buttons[0])
        assert tip is not None
        image = tip.grab().toImage()
        assert image.pixelColor(image.width() // 2, 4) == look.theme.raised
        sizes.append(tip.height())
    assert sizes[0] == sizes[1] < sizes[2]


def test_a_tip_goes_when_something_is_done(buttons: list[Button]) -> None:
    for done in (
        lambda: QTest.mousePress(buttons[0], Qt.MouseButton.LeftButton),
        lambda: QTest.keyClick(buttons[0], Qt.Key.Key_A),
        lambda: QApplication.sendEvent(buttons[0], QEvent(QEvent.Type.Leave)),
        lambda: buttons[0].hide(),
    ):
        tip = asked(buttons[0])
        assert tip is not None
        done()
        assert not tip.isVisible()
        buttons[0].show()


def test_a_tip_shows_markup_as_it_stands_and_a_long_one_wraps(look: Look, buttons: list[Button]) -> None:
    buttons[4].set_tip(MARKUP)
    tip = asked(buttons[4])
    assert tip is not None
    assert tip.text == MARKUP
    assert buttons[4].toolTip() == ""  # Qt would read it
    low = tip.height()
    buttons[4].set_tip(20 * "Long words ")
    tip = asked(buttons[4])
    assert tip is not None
    assert tip.height() > 2 * low
    assert tip.width() < 360


def test_without_a_tip_there_is_none(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Start")
    qtbot.addWidget(button)
    button.show()
    button.set_tip("")
    assert asked(button) is None
