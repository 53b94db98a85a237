"""The first run: a greeting, four questions, when to stop, and a routine to begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from guided import safety, words
from guided.qt.learn.lesson import LessonView
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import CardButton
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.more import MoreBelow
from guided.qt.widgets.motion import MovingPicture
from guided.qt.widgets.text import Text
from guided.qt.you.sore_map import PLACES, SoreMap
from guided.qt.you.welcome import CAREFUL, SORE, WelcomePage
from guided.routine import POSITIONS, Routine, kit_of
from guided.settings import Settings
from guided.timeline import compile_routine
from guided.today import Person, Reason, Suggestion, shelf_of, today
from tests.fakes import Clock
from tests.qt.seen import beyond, clipped, nameless, rich
from tests.qt.shipped import library

NOON = datetime(2026, 11, 29, 12, 0)


def of_today(person: Person) -> Suggestion:
    """What is suggested at noon to somebody with these answers, who has played nothing yet."""
    return today(shelf_of(library(), Settings()), (), (), person, NOON)


def first_for(sore: tuple[str, ...], place: str) -> Routine:
    return library().routines[of_today(Person(sore, place=place)).routine_id]


class Asked:
    """The page, and what it said."""

    def __init__(
        self,
        qtbot: QtBot,
        look: Look,
        settings: Settings | None = None,
        suggested: Callable[[Person], Suggestion] | None = None,
        only: str = "",
    ) -> None:
        page = WelcomePage(look, settings or Settings(), library(), Clock(), suggested or of_today, only)
        self.page = page
        qtbot.addWidget(self.page)
        self.page.resize(1280, 800)
        self.page.show()
        self.finished: list[dict[str, Any]] = []
        self.opened: list[str] = []
        self.started: list[str] = []
        self.page.finished.connect(self.finished.append)
        self.page.routine_asked.connect(self.opened.append)
        self.page.start_asked.connect(self.started.append)

    def go_to(self, title: str) -> None:
        """Goes on to the card with a title."""
        for step in range(self.page.steps):
            self.page.go_to(step)
            if self.page.card.accessibleName() == title:
                return
        raise AssertionError(title)

    def press(self, name: str) -> None:
        button = next(w for w in self.page.card.findChildren(QWidget) if w.accessibleName() == name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def chips(self) -> list[Chip]:
        return self.page.card.findChildren(Chip)

    def chip(self, name: str) -> Chip:
        return next(chip for chip in self.chips if chip.words == name)

    def offers(self, name: str) -> bool:
        return any(w.accessibleName() == name for w in self.page.card.findChildren(QWidget))

    @property
    def said(self) -> str:
        return " ".join(text.text() for text in self.page.card.findChildren(Text))


@pytest.fixture
def asked(qtbot: QtBot, look: Look) -> Asked:
    """Somebody who has never been here."""
    return Asked(qtbot, look)


def test_it_greets_and_hands_over_what_was_answered(asked: Asked) -> None:
    assert asked.page.card.accessibleName() == "Welcome to Guided"
    (figure,) = asked.page.card.findChildren(MovingPicture)
    assert figure.isVisible()
    asked.press("Let’s begin")
    asked.press("Lower back")
    asked.press("Neck")
    asked.press("Next")
    asked.press("I have read when to stop")
    asked.press(library().care["sore-wrist"].name)
    asked.press("Next")
    asked.press("On the floor")
    asked.press("Next")
    asked.press("Next")
    asked.press("All routines")
    assert asked.finished == [
        {
            "sore": ("neck", "low-back"),
            "careful_with": ("sore-wrist",),
            "sore_told": True,
            "careful_told": True,
            "place": "floor",
            "introduced": True,
        }
    ]
    assert asked.started == asked.opened == []


def test_enter_alone_goes_through_it_and_starts_the_first_routine(asked: Asked, qtbot: QtBot) -> None:
    asked.page.activateWindow()
    qtbot.waitUntil(asked.page.isActiveWindow)
    for _ in range(asked.page.steps + 1):  # once more, to choose where routines are done
        QTest.keyClick(asked.page.focusWidget(), Qt.Key.Key_Return)
    (answers,) = asked.finished
    assert (answers["sore"], answers["careful_with"], answers["place"]) == ((), (), "desk")
    assert not any(answers[name] for name in ("sore_told", "careful_told")), "who only goes on said nothing"
    assert asked.started == [first_for((), "desk").id]


def low(asked: Asked, look: Look) -> QScrollArea:
    """The lowest window with the largest text, and what scrolls in it."""
    look.use(Settings(theme="light", motion="reduced", text_size=150))
    asked.page.resize(800, 560)
    asked.go_to("When to stop")
    QApplication.processEvents()
    area = asked.page.card.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    return area


def test_nobody_has_read_when_to_stop_before_its_last_line_was_in_sight(
    asked: Asked, look: Look, qtbot: QtBot
) -> None:
    area = low(asked, look)
    assert not asked.page.card.on.isEnabled()
    assert "Read to the end first" in asked.said
    asked.press("I have read when to stop")
    QTest.keyClick(asked.page, Qt.Key.Key_Return)
    assert asked.page.card.accessibleName() == "When to stop"
    last = next(text for text in asked.page.card.findChildren(Text) if text.text() == safety.ABOUT)
    while not asked.page.card.on.isEnabled():
        assert last.visibleRegion().boundingRect() != last.rect()
        area.verticalScrollBar().setValue(area.verticalScrollBar().value() + 10)
    assert last.visibleRegion().boundingRect().bottom() >= last.rect().bottom() - 8
    assert "Read to the end first" not in asked.said
    area.verticalScrollBar().setValue(0)
    asked.press("I have read when to stop")
    assert asked.page.card.accessibleName() == "Is there anything to be careful with?"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_PageDown])
def test_when_to_stop_is_read_and_gone_on_from_by_keys_alone(
    asked: Asked, look: Look, qtbot: QtBot, key: Qt.Key
) -> None:
    asked.page.activateWindow()
    qtbot.waitUntil(asked.page.isActiveWindow)
    low(asked, look)
    for _ in range(20):
        QTest.keyClick(asked.page.focusWidget(), key)
    assert asked.page.card.accessibleName() == "When to stop"
    QTest.keyClick(asked.page.focusWidget(), Qt.Key.Key_Return)
    assert asked.page.card.accessibleName() == "Is there anything to be careful with?"


def test_when_to_stop_can_be_gone_on_from_at_once_where_all_of_it_is_in_sight(
    asked: Asked,
) -> None:
    asked.go_to("When to stop")
    assert asked.page.card.on.isEnabled()
    assert "Read to the end first" not in asked.said


def test_a_window_made_lower_asks_for_it_and_one_made_higher_no_longer(asked: Asked, look: Look) -> None:
    low(asked, look)
    asked.page.resize(1280, 1000)
    QApplication.processEvents()
    assert asked.page.card.on.isEnabled()


def test_no_place_is_chosen_before_one_is_and_what_is_missing_is_said(asked: Asked) -> None:
    asked.go_to("Where will you exercise?")
    places = asked.page.card.findChildren(CardButton)
    assert [place.isChecked() for place in places] == [False, False]
    assert "Choose one of the two first." in asked.said
    asked.press("Next")
    QTest.keyClick(asked.page, Qt.Key.Key_Return)
    assert asked.page.card.accessibleName() == "Where will you exercise?"
    asked.press("On the floor")
    asked.press("At a desk")
    assert [place.isChecked() for place in places] == [True, False]
    assert "Choose one" not in asked.said
    asked.press("Next")
    asked.press("Back")
    assert [place.isChecked() for place in asked.page.card.findChildren(CardButton)] == [True, False]
    assert asked.page.card.on.isEnabled()


def test_both_places_are_in_sight_in_the_lowest_window_with_the_largest_text(
    asked: Asked, look: Look
) -> None:
    low(asked, look)
    asked.go_to("Where will you exercise?")
    QApplication.processEvents()
    places = asked.page.card.findChildren(CardButton)
    assert len(places) == 2
    for place in places:
        assert place.visibleRegion().boundingRect() == place.rect(), place.words
    (more,) = asked.page.card.findChildren(MoreBelow)
    assert not more.isVisible()


def test_the_last_card_goes_back_as_the_others_do(asked: Asked) -> None:
    asked.go_to("Your first routine")
    before = asked.page.steps - 2
    asked.press("Back")
    assert asked.page.step == before


def test_it_says_what_hips_are(asked: Asked) -> None:
    asked.go_to("Where does it hurt or feel tight?")
    assert "Hips are all around the hip: front, outer side and buttocks." in asked.said


def test_nobody_gets_past_when_to_stop_unseen(asked: Asked) -> None:
    QTest.keyClick(asked.page, Qt.Key.Key_Escape)
    assert asked.page.step == 0
    while asked.page.card.accessibleName() != "When to stop":
        assert not asked.offers("Skip the questions")
        QTest.keyClick(asked.page, Qt.Key.Key_Return)
    assert not asked.offers("Skip the questions")
    for text in (safety.ABOUT, safety.STOP_AT, safety.RULES, words.GET_HELP):
        assert text in asked.said
    asked.press("I have read when to stop")
    asked.press("Skip the questions")
    assert asked.page.card.accessibleName() == "Your first routine"
    assert asked.finished == []
    asked.press("All routines")
    assert len(asked.finished) == 1


def test_enter_goes_on_after_a_click_and_keeps_what_it_chose(asked: Asked, qtbot: QtBot) -> None:
    asked.page.activateWindow()
    qtbot.waitUntil(asked.page.isActiveWindow)
    asked.go_to("Where does it hurt or feel tight?")
    asked.press("Neck")
    QTest.keyClick(QApplication.focusWidget() or asked.page, Qt.Key.Key_Return)
    assert asked.page.card.accessibleName() == "When to stop"
    assert asked.page.answers["sore"] == ("neck",)


def test_it_says_that_the_figure_can_be_clicked(asked: Asked) -> None:
    asked.go_to("Where does it hurt or feel tight?")
    assert "Click the figure there" in asked.said


def test_what_is_the_last_question_has_none_after_it_to_skip(asked: Asked) -> None:
    asked.go_to("Where will you exercise?")
    assert not asked.offers("Skip the questions")


def test_escape_and_back_return_with_the_answers_kept(asked: Asked) -> None:
    asked.press("Let’s begin")
    asked.press("Neck")
    asked.press("Next")
    asked.press("I have read when to stop")
    careful = asked.page.card.accessibleName()
    asked.press(library().care["sore-neck"].name)
    asked.press("Next")
    QTest.keyClick(asked.page, Qt.Key.Key_Escape)
    assert asked.page.card.accessibleName() == careful
    asked.press("Back")
    asked.press("Back")
    assert asked.page.answers["sore"] == ("neck",)
    assert asked.page.answers["careful_with"] == ("sore-neck",)
    assert asked.chip("Neck").isChecked()


def test_nothing_hurts_can_be_said_and_unsaid(asked: Asked) -> None:
    asked.go_to("Where does it hurt or feel tight?")
    asked.press("Neck")
    asked.press("Knees")
    asked.press("Elbows")
    assert asked.page.answers["sore"] == ("neck", "elbow", "knee")
    asked.press("Nowhere")
    assert asked.page.answers["sore"] == ()
    assert [chip.words for chip in asked.chips if chip.isChecked()] == ["Nowhere"]
    assert asked.page.answers["sore_told"]
    asked.press("Nowhere")
    assert not asked.page.answers["sore_told"]
    asked.press("Nowhere")
    asked.press("Next")
    asked.press("Back")
    assert [chip.words for chip in asked.chips if chip.isChecked()] == ["Nowhere"]
    asked.press("Feet")
    assert [chip.words for chip in asked.chips if chip.isChecked()] == ["Feet"]


def test_chips_stay_where_they_are_when_they_are_picked(asked: Asked) -> None:
    asked.go_to("Where does it hurt or feel tight?")
    before = [chip.geometry() for chip in asked.chips]
    for chip in asked.chips:
        chip.click()
        QApplication.processEvents()
        assert [chip.geometry() for chip in asked.chips] == before


def test_the_way_on_stands_at_the_same_place_on_every_card(asked: Asked) -> None:
    places = set()
    for step in range(asked.page.steps):
        asked.page.go_to(step)
        QApplication.processEvents()
        on = asked.page.card.on
        places.add((on.mapTo(asked.page, QPoint(0, 0)).toTuple(), on.height()))
    assert len(places) == 1


def test_the_places_to_choose_are_equally_high(asked: Asked) -> None:
    asked.go_to("Where will you exercise?")
    QApplication.processEvents()
    desk, floor = (
        next(w for w in asked.page.card.findChildren(QWidget) if w.accessibleName() == name)
        for name in ("At a desk", "On the floor")
    )
    assert desk.height() == floor.height()


def test_what_is_tried_is_not_counted_among_the_questions(asked: Asked) -> None:
    asked.go_to("Where will you exercise?")
    assert "Question 3 of 3" in asked.said
    asked.go_to("Try one rep now")
    assert "Question" not in asked.said


def test_the_map_and_the_chips_say_the_same(asked: Asked) -> None:
    asked.go_to("Where does it hurt or feel tight?")
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
        ("desk", (), "Seated trunk turn"),
        ("floor", (), "Single knee to chest"),
        ("floor", ("hip-replacement-back", "bending-hurts"), "Heel slides"),
    ],
)
def test_what_is_tried_suits_the_answers(
    qtbot: QtBot, look: Look, place: str, careful: tuple[str, ...], name: str
) -> None:
    asked = Asked(qtbot, look, Settings(place=place, careful_with=careful))
    asked.go_to("Try one rep now")
    (lesson,) = asked.page.card.findChildren(LessonView)
    assert lesson.accessibleName().casefold() == name.casefold()


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize(
    ("width", "height", "text_size"),
    [(800, 560, 150), (800, 560, 100), (1280, 800, 150), (640, 400, 100)],  # the last: 1280 by 800 at 200 %
)
def test_the_figure_and_what_it_does_are_in_sight_at_once(
    qtbot: QtBot, look: Look, place: str, width: int, height: int, text_size: int
) -> None:
    settings = Settings(theme="light", text_size=text_size, motion="reduced", place=place)
    look.use(settings)
    asked = Asked(qtbot, look, settings)
    asked.page.resize(width, height)
    asked.go_to("Try one rep now")
    (lesson,) = asked.page.card.findChildren(LessonView)
    says = next(text for text in lesson.findChildren(Text) if text.text() == lesson.says)
    parts = (lesson.stage, says)
    qtbot.waitUntil(lambda: all(one.visibleRegion().boundingRect() == one.rect() for one in parts))
    assert lesson.stage.height() >= 0.35 * height


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("region", list(PLACES))
def test_what_is_tried_is_for_what_hurts(qtbot: QtBot, look: Look, place: str, region: str) -> None:
    asked = Asked(qtbot, look, Settings(place=place, sore=(region,)))
    asked.go_to("Try one rep now")
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
    asked.go_to("Try one rep now")
    (lesson,) = asked.page.card.findChildren(LessonView)
    shown = next(e for e in library().exercises.values() if e.name == lesson.accessibleName())
    assert code not in shown.care
    assert "hamstrings" not in shown.lengthens


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("sore", [(), ("low-back",), ("knee",), ("neck", "foot"), ("hip",)])
def test_one_routine_is_suggested_with_its_figure_its_minutes_and_why(
    qtbot: QtBot, look: Look, place: str, sore: tuple[str, ...]
) -> None:
    asked = Asked(qtbot, look, Settings(sore=sore, place=place))
    asked.go_to("Your first routine")
    first = first_for(sore, place)
    assert first.name in asked.said
    assert ", ".join(kit_of([part.exercise for part in library().parts(first)])) in asked.said
    assert f"{words.minutes(compile_routine(first, library()).length_ms)} min, " in asked.said
    for region in safety.helped(first, sore):
        assert words.REGIONS[region].lower() in asked.said
    (figure,) = asked.page.card.findChildren(MovingPicture)
    assert figure.isVisible()
    assert sum(button.words == "Start" for button in asked.page.card.findChildren(Button)) == 1
    asked.press("Preview")
    assert (asked.opened, asked.started, len(asked.finished)) == ([first.id], [], 1)


def test_what_a_practitioner_asks_for_is_offered_first_and_says_whose_it_is(qtbot: QtBot, look: Look) -> None:
    told: list[Person] = []

    def asked_for(person: Person) -> Suggestion:
        told.append(person)
        return Suggestion(Reason("prescribed", by="Jo Doe", days=3), "psoas-release")

    asked = Asked(qtbot, look, Settings(sore=("neck",), place="desk"), asked_for)
    asked.go_to("Your first routine")
    assert told == [Person(("neck",), (), "desk")]
    assert "Psoas release" in asked.said
    assert "From Jo Doe: 0 of 3 days done this week." in asked.said
    asked.press("Start")
    assert asked.started == ["psoas-release"]


def test_what_they_ask_for_is_not_offered_where_it_does_not_suit(qtbot: QtBot, look: Look) -> None:

    def unsuited(person: Person) -> Suggestion:
        return replace(of_today(person), reason=Reason("unsuited", by="Jo Doe"))

    asked = Asked(qtbot, look, Settings(sore=("neck",)), unsuited)
    asked.go_to("Your first routine")
    assert first_for(("neck",), "desk").name in asked.said
    assert "What Jo Doe asks for has something you are careful with: ask them about it." in asked.said


BEFORE = Settings(
    sore=("neck",), careful_with=("sore-knee-kneel", "gone"), sore_told=True, place="floor", introduced=True
)


@pytest.mark.parametrize(
    ("only", "answers"),
    [
        (SORE, {"sore": ("neck", "low-back"), "sore_told": True}),
        (CAREFUL, {"careful_with": ("heart", "sore-knee-kneel", "gone"), "careful_told": True}),
    ],
)
def test_one_question_asked_again_begins_with_its_answer_and_tells_of_nothing_else(
    qtbot: QtBot, look: Look, only: str, answers: dict[str, Any]
) -> None:
    asked = Asked(qtbot, look, BEFORE, only=only)
    assert asked.page.steps == 1
    assert not asked.offers("Skip the questions")
    assert "Question" not in asked.said
    asked.press("Lower back" if only == SORE else library().care["heart"].name)
    asked.press("Done")
    (told,) = asked.finished
    assert {name: set(value) if isinstance(value, tuple) else value for name, value in told.items()} == {
        name: set(value) if isinstance(value, tuple) else value for name, value in answers.items()
    }


def test_escape_cancels_the_one_question(qtbot: QtBot, look: Look) -> None:
    asked = Asked(qtbot, look, BEFORE, only=SORE)
    with qtbot.waitSignal(asked.page.cancelled):
        QTest.keyClick(asked.page, Qt.Key.Key_Escape)
    assert asked.finished == []


def test_help_is_one_click_away(asked: Asked, qtbot: QtBot) -> None:
    asked.go_to("When to stop")
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
    for step in range(asked.page.steps):
        asked.page.go_to(step)
        qtbot.waitUntil(lambda: not list(clipped(asked.page)))
        assert asked.page.rect().contains(asked.page.card.geometry())
        assert not list(beyond(asked.page)), step
        assert not nameless(asked.page), step
        assert not list(rich(asked.page))


@pytest.mark.parametrize("only", ["", SORE, CAREFUL])
def test_nothing_is_sliced_in_the_usual_window(qtbot: QtBot, look: Look, only: str) -> None:
    everything = Settings(sore=tuple(PLACES), careful_with=tuple(library().care))
    for settings in (Settings(), everything):
        asked = Asked(qtbot, look, settings, only=only)
        asked.page.resize(1280, 780)  # under a title bar
        for step in range(asked.page.steps):
            asked.page.go_to(step)
            QApplication.processEvents()
            (area,) = asked.page.card.findChildren(QScrollArea)
            assert area.verticalScrollBar().maximum() == 0, asked.page.card.accessibleName()


def test_what_to_be_careful_with_is_asked_by_what_it_has_to_do_with(asked: Asked) -> None:
    asked.go_to("Is there anything to be careful with?")
    seen: list[str] = []
    for title in words.CARE_GROUPS.values():
        flow = next(flow for flow in asked.page.card.findChildren(ChipFlow) if flow.accessibleName() == title)
        things = [chip.words for chip in flow.findChildren(Chip)]
        assert 2 <= len(things) <= 7, title
        assert any(text.text() == title and text.isVisible() for text in asked.page.card.findChildren(Text))
        seen += things
    assert sorted(seen) == sorted(care.name for care in library().care.values())
    asked.press("Nothing")
    assert asked.page.answers["careful_told"]
    asked.press(library().care["heart"].name)
    assert asked.page.answers["careful_with"] == ("heart",)
    assert not asked.chip("Nothing").isChecked()


@pytest.mark.parametrize("title", ["Where does it hurt or feel tight?", "When to stop", "Welcome to Guided"])
def test_in_a_low_window_it_is_plain_that_there_is_more_below(asked: Asked, look: Look, title: str) -> None:
    look.use(Settings(theme="light", motion="reduced", text_size=150))
    asked.page.resize(800, 560)
    asked.go_to(title)
    QApplication.processEvents()
    (more,) = asked.page.card.findChildren(MoreBelow)
    for _ in range(20):
        if not more.isVisible():
            break
        assert not more.visibleRegion().isEmpty()
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    else:
        raise AssertionError("it leads to no end")
    area = asked.page.card.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().value() > 0, "there was more"


def test_space_reads_on_whatever_has_the_focus(asked: Asked, look: Look, qtbot: QtBot) -> None:
    asked.page.activateWindow()
    qtbot.waitUntil(asked.page.isActiveWindow)
    low(asked, look)
    back = next(one for one in asked.page.card.findChildren(Button) if one.words == "Back")
    back.setFocus()
    for _ in range(20):
        if not asked.page.card.on.isEnabled():
            QTest.keyClick(back, Qt.Key.Key_Space)
    assert asked.page.card.accessibleName() == "When to stop"
    assert asked.page.card.on.isEnabled()


def test_enter_on_a_place_that_is_chosen_goes_on_and_keeps_it(asked: Asked) -> None:
    asked.go_to("Where does it hurt or feel tight?")
    neck = next(chip for chip in asked.chips if chip.words == "Neck")
    QTest.keyClick(neck, Qt.Key.Key_Space)
    QTest.keyClick(neck, Qt.Key.Key_Return)
    assert asked.page.card.accessibleName() == "When to stop"
    assert asked.page.answers["sore"] == ("neck",)


NOTHING_NEEDS_CARE = "Nothing in it needs the care you named."


def test_whoever_named_something_is_told_that_nothing_of_the_first_routine_needs_it(asked: Asked) -> None:
    asked.go_to("Is there anything to be careful with?")
    asked.press(library().care["numb-feet"].name)
    asked.go_to("Your first routine")
    assert "Five quiet minutes" in asked.said
    assert NOTHING_NEEDS_CARE in asked.said
    assert "Take care with" not in asked.said


def test_whoever_named_something_is_told_what_of_the_first_routine_needs_it(qtbot: QtBot, look: Look) -> None:
    asked = Asked(qtbot, look, Settings(sore=("wrist",), place="floor"))
    asked.go_to("Is there anything to be careful with?")
    asked.press(library().care["loose-joints"].name)
    asked.go_to("Your first routine")
    assert "Wrists and forearms" in asked.said
    told = "Take care with Prayer press-down: Mobile joints. In the session, E says how to make it easier."
    assert told in asked.said
    assert NOTHING_NEEDS_CARE not in asked.said


def test_whoever_named_nothing_is_told_nothing_of_care(asked: Asked) -> None:
    asked.go_to("Is there anything to be careful with?")
    asked.press("Nothing")
    asked.go_to("Your first routine")
    assert "care" not in asked.said.lower()
