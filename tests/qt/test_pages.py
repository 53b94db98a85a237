"""The places in the sidebar: each has a page, a name, an icon and a key."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from guided.paths import assets
from guided.qt.pages import PAGES
from tests.qt.running import Starter


def test_every_place_has_a_page_that_its_key_leads_to(start: Starter) -> None:
    window = start().desk.window
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    shown: list[QWidget | None] = []
    numbers = iter(range(1, 10))
    for place in PAGES:
        QTest.keySequence(window, QKeySequence(place.key or f"Ctrl+{next(numbers)}"))
        assert window.sidebar.current == place.id
        shown.append(window.page)
    assert len(set(map(id, shown))) == len(PAGES)


def test_every_place_has_an_icon_and_a_name_of_its_own() -> None:
    assert len({place.title for place in PAGES}) == len({place.id for place in PAGES}) == len(PAGES)
    assert all((assets() / "icons" / f"{place.icon}.svg").is_file() for place in PAGES)
