"""The first run: four cards, one of which nobody misses."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guided import safety, words
from guided.qt.learn.lesson import LessonView
from guided.qt.theme import Look
from guided.qt.widgets import Text
from guided.qt.you.sore_map import PLACES, SoreMap
from guided.qt.you.welcome import STEPS, WelcomePage
from guided.routine import POSITIONS
from guided.settings import Settings
from tests.fakes import Clock
from tests.qt.seen import beyond, clipped, nameless, rich
from tests.qt.shipped import library


class Asked:
    """The page, and what it said."""

    def __init__(self, qtbot: QtBot, look: Look, settings: Settings | None = None) -> None:
        self.page = WelcomePage(look, settings or Settings(), library(), Clock())
        qtbot.addWidget(self.page)
        self.page.resize(1280, 800)
        self.page.show()
        self.finished: list[dict[str, Any]] = []
        self.opened: list[str] = []
        self.page.finished.connect(self.finished.append)
        self.page.routine_asked.connect(self.opened.append)

    def press(self, name: str) -> None:
        button = next(w for w in self.page.card.findChildren(QWidget) if w.accessibleName() == name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def offers(self, name: str) -> bool:
        return any(w.accessibleName() == name for w in self.page.card.findChildren(QWidget))

    @property
    def said(self) -> str:
        return " ".join(text.text() for text in self.page.card.findChildren(Text))


@pytest.fixture
def asked(qtbot: QtBot, look: Look) -> Asked:
    """Somebody who has never been here."""
    return Asked(qtbot, look)


def test_four_answers_are_handed_over(asked: Asked) -> None:
    asked.press("Lower back")
    asked.press("Neck")
    asked.press("Next")
    asked.press("Sore wrist, or carpal tunnel")
    asked.press("I have read when to stop")
    asked.press("On the floor")
    asked.press("Next")
    asked.press("Done")
    assert asked.finished == [
        {"sore": ("neck", "low-back"), "careful_with": ("sore-wrist",), "place": "floor", "introduced": True}
    ]


def test_enter_alone_goes_through_it(asked: Asked) -> None:
    for _ in range(STEPS):
        QTest.keyClick(asked.page, Qt.Key.Key_Return)
    assert asked.finished == [{"sore": (), "careful_with": (), "place": "desk", "introduced": True}]


def test_nobody_gets_past_when_to_stop_unseen(asked: Asked) -> None:
    assert not asked.offers("Skip the rest")
    QTest.keyClick(asked.page, Qt.Key.Key_Escape)
    assert asked.page.step == 0
    asked.press("Next")
    assert not asked.offers("Skip the rest")
    for text in (safety.ABOUT, safety.STOP_AT, safety.RULES, words.GET_HELP):
        assert text in asked.said
    asked.press("I have read when to stop")
    asked.press("Skip the rest")
    assert len(asked.finished) == 1


def test_escape_and_back_return_with_the_answers_kept(asked: Asked) -> None:
    asked.press("Neck")
    asked.press("Next")
    asked.press("Knee that hurts to kneel on")
    asked.press("I have read when to stop")
    QTest.keyClick(asked.page, Qt.Key.Key_Escape)
    assert asked.page.step == 1
    asked.press("Back")
    assert asked.page.step == 0
    assert asked.page.answers["sore"] == ("neck",)
    assert asked.page.answers["careful_with"] == ("sore-knee-kneel",)
    chip = next(w for w in asked.page.card.findChildren(QWidget) if w.accessibleName() == "Neck")
    assert chip.isChecked()  # type: ignore[attr-defined]


def test_the_map_and_the_chips_say_the_same(asked: Asked) -> None:
    (body_map,) = asked.page.card.findChildren(SoreMap)
    body_map.pressed.emit("shoulder")
    assert asked.page.answers["sore"] == ("shoulder",)
    assert body_map.accessibleDescription() == "Shoulders"
    asked.press("Shoulders")
    assert asked.page.answers["sore"] == ()
    assert body_map.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("place", "careful", "name"),
    [
        ("desk", (), "Shoulder-blade squeeze"),
        ("floor", (), "Single knee to chest"),
        ("floor", ("hip-replacement-back", "bending-hurts"), "Pelvic tilts"),
    ],
)
def test_what_is_tried_suits_the_answers(
    qtbot: QtBot, look: Look, place: str, careful: tuple[str, ...], name: str
) -> None:
    asked = Asked(qtbot, look, Settings(place=place, careful_with=careful))
    asked.page.go_to(3)
    (lesson,) = asked.page.card.findChildren(LessonView)
    assert lesson.accessibleName().casefold() == name.casefold()


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("region", list(PLACES))
def test_what_is_tried_is_for_what_hurts(qtbot: QtBot, look: Look, place: str, region: str) -> None:
    asked = Asked(qtbot, look, Settings(place=place, sore=(region,)))
    asked.page.go_to(3)
    (lesson,) = asked.page.card.findChildren(LessonView)
    shown = next(e for e in library().exercises.values() if e.name == lesson.accessibleName())
    if region.startswith(("hip-front", "thigh-front")):
        assert {"iliopsoas", "rectus-femoris"} & set(shown.lengthens)
    at_rest = ("standing", "seated") if place == "desk" else tuple(POSITIONS)
    assert shown.position in at_rest
    assert region == "thigh-back" or "hamstrings" not in shown.lengthens


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("code", list(library().care))
def test_a_sore_hip_tries_no_hamstring_movement_whatever_asks_for_care(
    qtbot: QtBot, look: Look, place: str, code: str
) -> None:
    settings = Settings(place=place, sore=("hip-front", "thigh-front"), careful_with=(code,))
    asked = Asked(qtbot, look, settings)
    asked.page.go_to(3)
    (lesson,) = asked.page.card.findChildren(LessonView)
    shown = next(e for e in library().exercises.values() if e.name == lesson.accessibleName())
    assert code not in shown.care
    assert "hamstrings" not in shown.lengthens


def test_routines_for_what_hurts_are_offered(qtbot: QtBot, look: Look) -> None:
    asked = Asked(qtbot, look, Settings(sore=("hip-front",)))
    asked.page.go_to(3)
    first = safety.suggested(library(), ("hip-front",), (), "desk")[0]
    asked.press(first.name)
    assert asked.opened == [first.id]
    assert asked.finished[0]["introduced"] is True
    nothing = Asked(qtbot, look)
    nothing.page.go_to(3)
    assert "Routines to begin with" not in nothing.said


def test_the_second_time_it_begins_with_the_answers_and_can_be_left_at_once(qtbot: QtBot, look: Look) -> None:
    before = Settings(
        sore=("neck",), careful_with=("sore-knee-kneel", "gone"), place="floor", introduced=True
    )
    asked = Asked(qtbot, look, before)
    asked.press("Skip the rest")
    assert asked.finished == [
        {"sore": ("neck",), "careful_with": ("sore-knee-kneel", "gone"), "place": "floor", "introduced": True}
    ]


def test_help_is_one_click_away(asked: Asked, qtbot: QtBot) -> None:
    asked.press("Next")
    with qtbot.waitSignal(asked.page.help_asked):
        asked.press("When to get help")


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize(("width", "height"), [(800, 560), (1280, 800)])
def test_every_card_fits_its_window_and_cuts_nothing_off(
    qtbot: QtBot, look: Look, text_size: int, width: int, height: int
) -> None:
    look.use(Settings(theme="light", text_size=text_size, motion="reduced"))
    asked = Asked(qtbot, look, Settings(sore=("low-back", "hip-front")))
    asked.page.resize(width, height)
    for step in range(STEPS):
        asked.page.go_to(step)
        qtbot.waitUntil(lambda: not list(clipped(asked.page)))
        assert asked.page.rect().contains(asked.page.card.geometry())
        assert not list(beyond(asked.page)), step
        assert not nameless(asked.page), step
        assert not list(rich(asked.page))
