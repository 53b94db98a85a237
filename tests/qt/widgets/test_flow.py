"""Widgets in lines: they go on in the next one, and leave nothing behind when they are deleted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from guided.qt.pages import PAGES
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.text import Text
from tests.qt.running import Starter


@pytest.fixture
def flow(look: Look, qtbot: QtBot) -> Iterator[Flow]:
    window = QWidget()
    qtbot.addWidget(window)
    flow = Flow(10, 4)
    QVBoxLayout(window).addWidget(flow)
    for words in ("14 min", "7 exercises", "Mat, strap, pillow"):
        flow.add(Text(look, words, wrap=False))
    window.resize(800, 300)
    window.show()
    yield flow
    window.close()


def lines(flow: Flow) -> int:
    return len({one.y() for one in flow.findChildren(Text) if one.isVisible()})


def test_it_goes_on_in_the_next_line(flow: Flow) -> None:
    assert flow.heightForWidth(1000) == 24
    assert flow.heightForWidth(120) == 3 * 24 + 2 * 4
    assert lines(flow) == 1
    flow.window().resize(140, 300)
    QApplication.processEvents()
    assert lines(flow) == 3
    assert flow.height() >= 3 * 24 + 2 * 4


def test_what_is_hidden_leaves_no_gap_and_what_grows_gets_its_room(flow: Flow) -> None:
    first, second, third = flow.findChildren(Text)
    at = second.x()
    first.hide()
    QApplication.processEvents()
    assert second.x() == 0
    first.show()
    QApplication.processEvents()
    assert second.x() == at
    second.setText("seven exercises, and then some")
    QApplication.processEvents()
    assert third.x() == second.x() + second.width() + 10
    assert second.width() >= second.sizeHint().width()


def test_one_that_was_hidden_before_stays_so(look: Look, flow: Flow) -> None:
    later = Button(look, "Later")
    later.hide()
    flow.add(later)
    QApplication.processEvents()
    assert not later.isVisible()


def test_no_item_of_a_layout_is_kept_in_python(start: Starter) -> None:
    """Qt deletes them without a word, and what then comes to lie there is taken for them."""
    one = start()
    for place in PAGES:
        one.desk.window.show_page(place.id)
        QApplication.processEvents()
    one.desk.shelf.open("psoas-release")
    one.desk.start("desk-five")
    QApplication.processEvents()
    kept = [
        type(each).__name__
        for each in Shiboken.getAllValidWrappers()
        if isinstance(each, QLayoutItem) and not isinstance(each, QLayout)
    ]
    assert kept == []
