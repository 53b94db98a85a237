"""The ring: a rep's phases in their place, as long as they last."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from guided.qt.play import ring
from guided.qt.theme import LIGHT

AIS = (("ease", 2000), ("hold", 2000), ("release", 2000), ("rest", 1000))


def test_sectors_are_as_long_as_the_phases_and_go_all_the_way_round() -> None:
    sectors = ring.sectors(AIS)
    lengths = [sector.end - sector.start + ring.GAP for sector in sectors]
    assert lengths == pytest.approx([2 / 7, 2 / 7, 2 / 7, 1 / 7])
    assert sectors[0].start == pytest.approx(ring.GAP / 2)
    assert sectors[-1].end == pytest.approx(1 - ring.GAP / 2)


def test_the_band_swells_to_the_hold_and_thins_after_it() -> None:
    ease, hold, release, rest = ring.sectors(AIS)
    assert (ease.width(ease.start), ease.width(ease.end)) == (ring.THIN, ring.THICK)
    assert hold.width((hold.start + hold.end) / 2) == ring.THICK
    assert (release.width(release.start), release.width(release.end)) == pytest.approx(
        (ring.THICK, ring.THIN)
    )
    assert rest.width(rest.end) == ring.THIN


def test_a_movement_there_and_back_makes_one_swell() -> None:
    there, back = ring.sectors((("ease", 4000), ("ease", 4000)))
    assert there.width_end == ring.THICK
    assert back.width_end == ring.THIN


def test_a_rest_is_an_even_band() -> None:
    (only,) = ring.sectors((("rest", 6000),))
    assert {only.width(t / 10) for t in range(11)} == {ring.EVEN}


def painted(index: int, progress: float) -> QImage:
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    box = QRectF(0, 0, 200, 200)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring.paint_tracks(painter, box, ring.sectors(AIS), index, LIGHT)
        ring.paint_moving(painter, box, ring.sectors(AIS), index, progress, LIGHT)
    return image


def test_the_moving_part_is_in_the_phase_colour_and_grows_clockwise(qtbot: QtBot) -> None:
    def count(image: QImage) -> int:
        wanted = LIGHT.ease.rgb()
        return sum(image.pixel(x, y) == wanted for x in range(0, 200, 2) for y in range(0, 200, 2))

    early, late = count(painted(0, 0.2)), count(painted(0, 0.9))
    assert 0 < early < late
    # At 90 % of the first of three equal phases the band to the right of the middle is painted.
    assert painted(0, 0.9).pixelColor(178, 62).rgb() == LIGHT.ease.rgb()
    assert painted(0, 0.2).pixelColor(178, 62).rgb() != LIGHT.ease.rgb()


def test_phases_that_are_over_are_pale(qtbot: QtBot) -> None:
    image = painted(2, 0.5)
    assert image.pixelColor(178, 62).rgb() == LIGHT.ease_past.rgb()


def test_a_rest_goes_round_without_a_notch(qtbot: QtBot) -> None:
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    box, only = QRectF(0, 0, 200, 200), ring.sectors((("rest", 6000),))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring.paint_tracks(painter, box, only, 0, LIGHT)
    middle = round(100 - 200 * (ring.INNER + ring.EVEN / 2))
    assert {image.pixel(x, middle) for x in range(97, 104)} == {LIGHT.phase("rest").track.rgb()}
