"""The places in the sidebar: each has a page, a name, an icon and a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from guided.paths import assets
from guided.qt.pages import PAGES
from tests.qt.running import Starter

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_Comma)


def test_every_place_has_a_page_that_its_key_leads_to(start: Starter) -> None:
    window = start().desk.window
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    shown: list[QWidget | None] = []
    for place, key in zip(PAGES, KEYS, strict=True):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.sidebar.current == place.id
        shown.append(window.page)
    assert len(set(map(id, shown))) == len(PAGES)


def test_every_place_has_an_icon_and_a_name_of_its_own() -> None:
    assert len({place.title for place in PAGES}) == len({place.id for place in PAGES}) == len(PAGES)
    assert all((assets() / "icons" / f"{place.icon}.svg").is_file() for place in PAGES)
