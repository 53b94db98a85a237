"""A person's own pictures in the figure's place: the right one at the right time, words if they are gone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from guided.picture import Picture
from guided.pose import Drawing, at_pose, blend, in_words
from guided.qt.figure import paint
from guided.qt.figure.export import svg
from guided.qt.figure.operations import Photo
from guided.qt.figure.photos import PHOTO_BOX, shown_photos

RED, BLUE, GREEN = 0xFFFF0000, 0xFF0000FF, 0xFF00FF00


@pytest.fixture
def paths(qapp: QApplication, tmp_path: Path) -> tuple[Path, ...]:
    made = []
    for name, colour in (("a", RED), ("b", BLUE), ("c", GREEN)):
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(colour)
        image.save(str(tmp_path / f"{name}.png"))
        made.append(tmp_path / f"{name}.png")
    return tuple(made)


def drawing(paths: tuple[Path, ...]) -> Drawing:
    return replace(in_words("Clam"), photos=paths)


def middle(picture: Picture) -> int:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        paint(painter, QRectF(0, 0, 200, 200), picture)
    return image.pixel(100, 100)


def test_the_first_is_the_start_and_the_last_the_end(paths: tuple[Path, ...]) -> None:
    shown = drawing(paths[:2])
    assert middle(Picture(shown, at_pose("start"))) == RED
    assert middle(Picture(shown, at_pose("end"))) == BLUE
    assert middle(Picture(shown, at_pose("end"), mirrored=True)) == BLUE
    half = middle(Picture(shown, blend(at_pose("start"), at_pose("end"), 0.5)))
    assert abs((half >> 16 & 255) - 128) < 6
    assert abs((half & 255) - 128) < 6


def test_a_large_picture_shown_small_is_the_mean_of_all_its_dots(qapp: QApplication, tmp_path: Path) -> None:
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        for x in range(0, 1600, 8):
            painter.fillRect(x, 0, 2, 1200, Qt.GlobalColor.black)
    image.save(str(tmp_path / "lines.png"))
    shown = Picture(drawing((tmp_path / "lines.png",)), at_pose("start"))
    small = QImage(200, 200, QImage.Format.Format_RGB32)
    with QPainter(small) as painter:
        paint(painter, QRectF(0, 0, 200, 200), shown)
    greys = [small.pixelColor(x, 100).red() for x in range(60, 140)]
    assert max(greys) - min(greys) < 60
    assert 175 < sum(greys) / len(greys) < 207


def test_a_third_is_on_the_way(paths: tuple[Path, ...]) -> None:
    half = blend(at_pose("start"), at_pose("end"), 0.5)
    assert middle(Picture(drawing(paths), half)) == BLUE
    assert middle(Picture(drawing(paths), at_pose("end"))) == GREEN


def test_a_picture_keeps_its_shape_and_stands_the_right_way_up(qapp: QApplication, tmp_path: Path) -> None:
    image = QImage(10, 40, QImage.Format.Format_RGB32)
    image.fill(BLUE)
    for y in range(20):
        for x in range(10):
            image.setPixel(x, y, RED)
    image.save(str(tmp_path / "a.png"))
    (photo,) = shown_photos((tmp_path / "a.png",), at_pose("end"))
    assert isinstance(photo, Photo)
    assert photo.rect.width() / photo.rect.height() == pytest.approx(0.25)
    assert photo.rect.bottom() <= PHOTO_BOX[3] + 1e-6
    surface = QImage(200, 200, QImage.Format.Format_RGB32)
    with QPainter(surface) as painter:
        paint(painter, QRectF(0, 0, 200, 200), Picture(drawing((tmp_path / "a.png",)), at_pose("end")))
    assert surface.pixel(100, 40) == RED
    assert surface.pixel(100, 150) == BLUE


def test_where_they_are_gone_the_words_are_shown(qapp: QApplication, tmp_path: Path) -> None:
    assert shown_photos((tmp_path / "gone.png",), at_pose("end")) == ()
    assert "<image" not in svg("Clam", Picture(drawing((tmp_path / "gone.png",)), at_pose("end")), 100)


def test_they_are_in_a_file_of_the_figure_too(paths: tuple[Path, ...]) -> None:
    assert "<image" in svg("Clam", Picture(drawing(paths), at_pose("end")), 100)
