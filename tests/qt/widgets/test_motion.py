"""A figure in motion: quick to look at, at rest in the end, and still for whoever wants no motion."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSize, QVariantAnimation
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.motion import TIMES, MovingPicture, movement
from guided.settings import Settings
from tests.qt.shipped import library


@pytest.fixture
def picture(look: Look, qtbot: QtBot) -> MovingPicture:
    """A figure in sight that does a stretch with a hold of half a minute."""
    look.use(Settings(theme="light", motion="full"))
    exercise = library().exercises["half-kneeling-hip-flexor"]
    picture = MovingPicture(look, movement(exercise, library().methods["static"]), QSize(268, 176))
    qtbot.addWidget(picture)
    picture.show()
    return picture


def time_of(picture: MovingPicture) -> QVariantAnimation:
    return picture.motion.findChildren(QVariantAnimation)[0]


@pytest.mark.parametrize("method", ["ais", "static", "breaths"])
def test_nothing_in_a_movement_to_look_at_takes_long(method: str) -> None:
    for exercise in library().exercises.values():
        lesson = movement(exercise, library().methods[method])
        assert all(beat.ms <= 2_400 for beat in lesson.beats)
        assert lesson.beats[0].stance_from == lesson.beats[-1].stance_to


def test_it_moves_in_sight_and_rests_when_it_was_seen(picture: MovingPicture, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: picture.motion.stance is not None)
    time = time_of(picture)
    at_rest = picture.grab().toImage()
    time.setCurrentTime(round(time.duration() / TIMES * 0.55))
    assert picture.grab().toImage() != at_rest
    time.setCurrentTime(time.duration())
    assert picture.motion.stance is None
    assert time.state() == QVariantAnimation.State.Stopped
    QApplication.sendEvent(picture, QEvent(QEvent.Type.Enter))


def test_out_of_sight_it_stands_still(picture: MovingPicture) -> None:
    picture.hide()
    assert picture.motion.stance is None
    assert time_of(picture).state() == QVariantAnimation.State.Stopped


def test_reduced_motion_stops_it_at_once_and_keeps_it_still(picture: MovingPicture, look: Look) -> None:
    look.use(Settings(theme="light", motion="reduced"))
    assert time_of(picture).state() == QVariantAnimation.State.Stopped
    picture.hide()
    picture.show()
    assert time_of(picture).state() == QVariantAnimation.State.Stopped
    assert picture.motion.stance is None
