"""Where Qt would abort, one sentence says why there is no window."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from guided.qt import screen
from guided.qt.screen import why_no_screen

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there is always a screen"
)


def test_no_display_is_told() -> None:
    assert "no screen" in (why_no_screen({}) or "")
    assert "no screen" in (why_no_screen({"QT_QPA_PLATFORM": "xcb"}) or "")


def test_a_display_that_is_not_there_is_told() -> None:
    assert ":987" in (why_no_screen({"DISPLAY": ":987"}) or "")


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"XDG_RUNTIME_DIR": "/nowhere"},
        {"QT_QPA_PLATFORM": "wayland-egl"},
    ],
)
def test_a_wayland_display_that_is_not_there_is_told(environment: dict[str, str]) -> None:
    assert why_no_screen({"WAYLAND_DISPLAY": "nope", **environment}) == "the screen nope cannot be reached"


def test_a_wayland_display_nobody_listens_at_is_told(tmp_path: Path) -> None:
    place = tmp_path / "left"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(place))
    assert str(place) in (why_no_screen({"WAYLAND_DISPLAY": str(place)}) or "")


def test_a_wayland_display_that_is_there_is_reached(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        told = why_no_screen({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert told is None or "a system library for windows is missing" in told


def test_without_its_wayland_display_qt_takes_the_other_one(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"WAYLAND_DISPLAY": "nope", "DISPLAY": ":987"}
    assert ":987" in (why_no_screen(both) or "")
    monkeypatch.setattr(screen, "_why_no_x11", lambda _: None)
    assert why_no_screen(both) is None


@pytest.mark.parametrize("platform", ["offscreen", "minimal:size=9", "nope;offscreen", "Offscreen"])
def test_some_platforms_need_no_display(platform: str) -> None:
    assert why_no_screen({"QT_QPA_PLATFORM": platform}) is None


def test_a_platform_that_is_not_there_is_told_and_nothing_aborts(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "guided", "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "bogus"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert '"bogus"' in done.stderr
    assert "offscreen" in done.stderr
