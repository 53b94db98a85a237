"""The words in a figure's place: they fit, and they can be read on both sides."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication

from guided.picture import Picture, Style
from guided.pose import at_pose, blend, in_words
from guided.qt.figure import covered, paint
from guided.qt.figure.in_words import WORDS_BOX, written
from guided.qt.figure.scene import frame
from guided.qt.figure.skins import LIGHT

LONG = "Standing hip abduction with the yellow band, one hand on the worktop, slowly out and slowly back in"


@pytest.mark.parametrize(
    "words", ["Clam", "Clamshells with a band", LONG, "Donaudampfschifffahrtsgesellschaft", "侧卧蚌式"]
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_words_stay_within_their_room(qapp: QApplication, words: str, mirrored: bool) -> None:
    left, low, right, high = WORDS_BOX
    assert QRectF(left, low, right - left, high - low).contains(outline(words, mirrored).boundingRect())


def test_short_words_are_larger_than_long_ones(qapp: QApplication) -> None:
    short, long = (outline(f"{words} lift", False).toSubpathPolygons()[-1] for words in ("Heel", LONG))
    assert short.boundingRect().height() > 1.5 * long.boundingRect().height()


def test_the_words_are_the_same_in_every_pose_and_on_both_sides(qapp: QApplication) -> None:
    drawing = in_words("Clamshells with a band")
    half = blend(at_pose("start"), at_pose("end"), 0.5)
    right, bent, left = (
        image(Picture(drawing, stance, Style(), mirrored=mirrored))
        for stance, mirrored in ((at_pose("start"), False), (half, False), (at_pose("start"), True))
    )
    assert right == bent == left
    assert right != image(Picture(in_words("Clam"), at_pose("start")))


def test_words_are_one_area_that_every_export_has(qapp: QApplication) -> None:
    assert len(frame(Picture(in_words("Clam"), at_pose("end")))) == 1


def outline(words: str, mirrored: bool) -> QPainterPath:
    return written(words, LIGHT, mirrored).path


def image(picture: Picture) -> QImage:
    made = QImage(200, 140, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.white)
    with QPainter(made) as painter:
        paint(painter, QRectF(0, 0, 200, 140), picture)
    assert covered(QRectF(0, 0, 200, 140), picture.drawing).isValid()
    return made
