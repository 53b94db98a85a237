"""The figure of a lesson: it moves while it is seen, and stands still where it should."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guided.learn import FOLDER, load_articles
from guided.paths import assets
from guided.qt.learn.lesson import LessonView, Rhythm
from guided.qt.theme import Look
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.text import Text
from guided.settings import Settings
from tests.fakes import Clock
from tests.qt.seen import nameless, rich
from tests.qt.shipped import library

ARTICLES = {article.id: article for article in load_articles(assets() / FOLDER, library())[0]}


class Shown:
    """A lesson in a window, with time in the test's hands."""

    def __init__(self, qtbot: QtBot, look: Look, name: str = "why-two-seconds") -> None:
        self.clock = Clock()
        self.ground = QWidget()
        qtbot.addWidget(self.ground)
        lesson = ARTICLES[name].lesson
        assert lesson is not None
        self.view = LessonView(look, self.clock, lesson)
        self.view.setParent(self.ground)
        self.ground.resize(480, 420)
        self.view.resize(480, 420)
        self.ground.show()

    def pass_time(self, ms: int) -> None:
        self.clock.advance(ms)
        if self.view.running:
            self.view.tick()

    def picture(self) -> bytes:
        image = self.view.grab().toImage()
        return bytes(image.constBits())


@pytest.fixture
def moving(qtbot: QtBot, look: Look) -> Shown:
    """A lesson where nothing is reduced."""
    look.use(Settings(theme="light", motion="full"))
    return Shown(qtbot, look)


def test_it_goes_through_a_repetition_again_and_again(moving: Shown) -> None:
    said = []
    for _ in range(14):
        said.append(moving.view.says)
        moving.pass_time(1_000)
    once = [
        *["Ease in. Breathe out"] * 2,
        *["Hold. Keep breathing out"] * 2,
        *["Release. Breathe in"] * 2,
        "Rest. Breathe in",
    ]
    assert said == once * 2


def test_the_figure_moves(moving: Shown) -> None:
    before = moving.picture()
    moving.pass_time(1_500)
    assert moving.picture() != before


def test_it_rests_while_nobody_sees_it(moving: Shown) -> None:
    assert moving.view.running
    moving.pass_time(500)
    moving.ground.hide()
    assert not moving.view.running
    moving.clock.advance(60_000)
    moving.ground.show()
    moving.pass_time(500)
    assert moving.view.says == "Ease in. Breathe out", "the time out of sight does not count"


def test_it_can_be_stopped_and_goes_on_from_there(moving: Shown) -> None:
    moving.pass_time(2_500)
    (button,) = moving.view.findChildren(IconButton)
    assert button.words == "Stop the figure"
    button.click()
    assert not moving.view.running
    assert button.words == "Let the figure move"
    moving.clock.advance(60_000)
    moving.ground.hide()
    moving.ground.show()
    assert not moving.view.running, "whoever stopped it wants it still"
    button.click()
    moving.pass_time(100)
    assert moving.view.says == "Hold. Keep breathing out"


def test_once_seen_it_stands_still_until_it_is_pointed_at(moving: Shown) -> None:
    (button,) = moving.view.findChildren(IconButton)
    for _ in range(3 * 7):
        assert moving.view.running
        moving.pass_time(1_000)
    assert not moving.view.running
    assert button.words == "Let the figure move"
    point = QPointF(20, 20)
    QCoreApplication.sendEvent(moving.view, QEnterEvent(point, point, point))
    assert moving.view.running
    assert button.words == "Stop the figure"
    assert moving.view.says == "Ease in. Breathe out"


def test_pointing_does_not_start_what_was_stopped(moving: Shown) -> None:
    moving.view.toggle()
    point = QPointF(20, 20)
    QCoreApplication.sendEvent(moving.view, QEnterEvent(point, point, point))
    assert not moving.view.running


def test_scrolled_out_of_sight_it_stands_still(moving: Shown, qtbot: QtBot) -> None:
    moving.view.move(0, -2_000)
    moving.pass_time(500)
    assert not moving.view.running
    moving.view.move(0, 0)
    qtbot.waitUntil(lambda: moving.view.running)


def test_with_reduced_motion_it_stands_still_at_the_end_of_the_way(qtbot: QtBot, look: Look) -> None:
    shown = Shown(qtbot, look)
    assert not shown.view.running
    assert shown.view.says == "Hold. Keep breathing out"
    before = shown.picture()
    QTest.qWait(0)
    assert shown.picture() == before
    (button,) = shown.view.findChildren(IconButton)
    assert button.words == "Let the figure move"
    button.click()
    shown.pass_time(2_100)
    held, released = before, shown.picture()
    assert held != released
    shown.pass_time(900)
    assert shown.picture() == released, "no way between two poses"


def test_it_follows_a_change_of_motion(moving: Shown, look: Look) -> None:
    look.use(Settings(theme="light", motion="reduced"))
    assert not moving.view.running
    look.use(Settings(theme="light", motion="full"))
    assert moving.view.running


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", [name for name, article in ARTICLES.items() if article.lesson])
def test_every_lesson_is_drawn_and_told(qtbot: QtBot, look: Look, theme: str, name: str) -> None:
    look.use(Settings(theme=theme, motion="full"))
    shown = Shown(qtbot, look, name)
    seen = set()
    lesson = ARTICLES[name].lesson
    assert lesson is not None
    for beat in lesson.beats:
        shown.pass_time(beat.ms // 2)
        seen.add(shown.picture())
        shown.pass_time(beat.ms - beat.ms // 2)
    assert len(seen) >= 2
    assert shown.view.accessibleName() == lesson.name
    assert all(beat.says in shown.view.accessibleDescription() for beat in lesson.beats)
    assert not nameless(shown.ground)
    assert not list(rich(shown.ground))


def test_a_rhythm_is_told_in_words_too(qtbot: QtBot, look: Look) -> None:
    rhythm = Rhythm(look, library().methods["ais"], ("One.", "Two.", "Three."))
    qtbot.addWidget(rhythm)
    said = [text.text() for text in rhythm.findChildren(Text)]
    assert said == [
        *("Ease in, 2 s", "Breathe out.", "One."),
        *("Hold, 2 s", "Keep breathing out.", "Two."),
        *("Release, 2 s", "Breathe in.", "Three."),
    ]
