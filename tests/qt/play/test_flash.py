"""The ring lights up for a signal, once and slowly."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.qt.play.flash import FLASH_MS, flash_at, paint_flash
from guided.qt.play.stage import Stage
from guided.qt.theme import LIGHT, Look
from guided.settings import Settings
from guided.timeline import Timeline, compile_routine


@pytest.fixture
def timeline(library: Library) -> Timeline:
    return compile_routine(library.routines["psoas-release"], library)


def test_it_fades_after_each_signal_and_brightens_to_the_end(timeline: Timeline) -> None:
    for segment in timeline.segments[:-1]:
        lit = [
            flash_at(timeline, timeline.at(segment.start_ms + after), False)
            for after in (0, FLASH_MS // 2, FLASH_MS)
        ]
        signal = segment.phase in ("prepare", "switch")
        assert lit == ([1, 0.5, 0] if signal else [0, 0, 0])
    ends = [flash_at(timeline, timeline.at(timeline.length_ms - left), False) for left in (900, 450, 1)]
    assert ends == [0, 0.5, 1]


def test_with_reduced_motion_it_is_lit_evenly_and_as_long(timeline: Timeline) -> None:
    switch = next(segment for segment in timeline.segments if segment.phase == "switch").start_ms
    lit = [flash_at(timeline, timeline.at(switch + after), True) for after in (0, 450, 899, 900)]
    assert lit == [1, 1, 1, 0]


def test_it_fills_the_band_and_leaves_the_number_free(qtbot: QtBot) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(LIGHT.surface)
    with QPainter(image) as painter:
        paint_flash(painter, QRectF(0, 0, 100, 100), 1.0, LIGHT.primary)
    assert image.pixelColor(95, 50) == image.pixelColor(50, 4) == LIGHT.primary
    assert image.pixelColor(50, 50) == LIGHT.surface


@pytest.mark.parametrize("motion", ["full", "reduced"])
def test_the_stage_shows_it_unless_it_stands_still(
    motion: str, look: Look, timeline: Timeline, qtbot: QtBot
) -> None:
    look.use(Settings(theme="light", motion=motion))
    stage = Stage(look, lambda: 0)
    qtbot.addWidget(stage)
    stage.resize(640, 400)
    stage.show_timeline(timeline)
    switch = next(segment for segment in timeline.segments if segment.phase == "switch").start_ms
    ring = stage.layout_now().ring

    def band(t_ms: int) -> int:
        """How many of some points of the ring's band have the flash's colour."""
        stage.show_moment(timeline.at(t_ms), {})
        image = QImage(640, 400, QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            stage.paint(painter)
        x, y = ring.left() + 0.03 * ring.width(), ring.center().y()
        return sum(image.pixelColor(round(x), round(y + dy)) == look.theme.primary for dy in (-2, 0, 2))

    assert (band(switch), band(switch + FLASH_MS)) == (3, 0)
    stage.set_paused(True)
    assert band(switch) == 0
