"""Other colours are everywhere at once: all is as in a window that opens in them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication

from guided.paths import Home, home_in
from guided.qt.pages import PAGES as PLACES
from tests.qt.running import NOW, Running
from tests.qt.test_whole_pages import FEET, PAGES

AT = (*(place.id for place in PLACES), "routine", "programme", "session", "new routine", "measures")


@pytest.fixture
def homes(qapp: QApplication, tmp_path: Path) -> tuple[Home, Home]:
    """Two homes in which the same was done."""
    QCursor.setPos(0, 0)  # what is under the pointer looks otherwise
    before = Running(qapp, home_in(tmp_path / "one"), NOW - timedelta(days=1))
    before.desk.programmes.follow(FEET, 12)
    before.desk.programmes.start(FEET, 1)
    before.play(60_000)
    _end(before)
    copytree(tmp_path / "one", tmp_path / "other")
    return home_in(tmp_path / "one"), home_in(tmp_path / "other")


def _end(one: Running) -> None:
    one.leave()
    one.desk.window.deleteLater()
    one.desk.look.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _go_to(name: str, one: Running) -> QImage:
    """A page as it is on the screen, when one comes from Settings."""
    PAGES["settings"](one)
    PAGES[name](one)
    return _on_screen(one)


def _on_screen(one: Running) -> QImage:
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window, page = one.desk.window, one.desk.window.page
    assert page is not None
    screen = window.screen().grabWindow(window.winId()).toImage()
    return screen.copy(QRect(page.mapTo(window, page.rect().topLeft()), page.size()))


def test_wherever_one_is_nothing_stays_in_the_old_colours(
    qapp: QApplication, homes: tuple[Home, Home]
) -> None:
    fresh = Running(qapp, homes[0], theme="dark")
    wanted = {name: _go_to(name, fresh) for name in (*AT, *AT)}  # as it is from the second time on
    _end(fresh)
    one, old = Running(qapp, homes[1]), []
    for name in AT:
        _go_to(name, one)
    for name in AT:
        one.desk.context.choose(theme="light")
        before = _go_to(name, one)
        one.desk.context.choose(theme="dark")
        now = _on_screen(one)
        assert now != before
        old += [name] * (now != wanted[name])
        for place in PLACES:
            PAGES[place.id](one)
            old += [f"{place.id} after {name}"] * (_on_screen(one) != wanted[place.id])
    _end(one)
    assert old == []
