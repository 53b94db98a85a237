"""Where Qt would abort, one sentence says why there is no window."""

from __future__ import annotations

import sys

import pytest

from guided.qt.screen import why_no_screen

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there is always a screen"
)


def test_no_display_is_told() -> None:
    assert "no screen" in (why_no_screen({}) or "")


def test_a_display_that_is_not_there_is_told() -> None:
    assert ":987" in (why_no_screen({"DISPLAY": ":987"}) or "")


def test_offscreen_needs_no_display() -> None:
    assert why_no_screen({"QT_QPA_PLATFORM": "offscreen"}) is None
