"""The page of measures: how, now and before."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.measures import Asked, Taken
from guided.qt.progress.measure import MeasurePage
from guided.qt.theme import Look
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.picture import ExercisePicture
from guided.qt.widgets.text import Text
from tests.qt.shipped import library as shipped

TODAY = date(2026, 11, 24)
ANKLE = Taken("a", "knee-to-wall", "2026-11-23T10:00:00Z", 60, left=9, right=10.5, note="Cold")
TIGHT = Taken("b", "tightness", "2026-11-20T10:00:00Z", 60, value=3, about="Front of the hip")


@pytest.fixture
def page(look: Look, library: Library, qtbot: QtBot) -> MeasurePage:
    made = MeasurePage(look, library.measures, library.exercises, "knee-to-wall")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show_taken([ANKLE, TIGHT], TODAY)
    made.show()
    return made


def said(widget: QWidget) -> list[str]:
    QApplication.processEvents()  # what was just added is shown then
    return [text.text() for text in widget.findChildren(Text) if text.isVisibleTo(widget)]


def saved(page: MeasurePage) -> list[Taken]:
    found: list[Taken] = []
    page.saved.connect(found.append)
    assert page.form is not None
    page.form.button.click()
    return found


def test_a_measure_says_how_and_how_far_it_must_move(page: MeasurePage, library: Library) -> None:
    words = said(page)
    measure = library.measures["knee-to-wall"]
    assert set(measure.how) <= set(words)
    assert "Higher is better. Less than 1.5 cm up or down may be chance." in words
    assert measure.stop_if in words


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        ("hands-behind-back", "Hands behind the back"),
        ("finger-to-floor", "Fingers to floor"),
        ("one-leg-stand", "One-leg stand"),
        ("knee-to-wall", "Ankle rocks at a wall"),
    ],
)
def test_the_figure_shows_how_large_enough_to_see(look: Look, qtbot: QtBot, measure: str, name: str) -> None:
    page = MeasurePage(look, shipped().measures, shipped().exercises, measure)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    (picture,) = page.findChildren(ExercisePicture)
    assert picture.accessibleName() == f"Figure: {name}"
    QApplication.processEvents()
    assert picture.height() >= 220
    image = picture.grab().toImage()
    empty = image.pixelColor(1, 1)
    rows = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y) != empty for x in range(0, image.width(), 3))
    ]
    assert max(rows) - min(rows) > 100


def test_left_and_right_are_saved_in_whole_steps_with_a_comma_too(page: MeasurePage) -> None:
    assert page.form is not None
    page.form.fields["left"].setText("9,3")
    page.form.fields["right"].setText("11")
    page.form.note.setText(" After a walk ")
    assert saved(page) == [Taken("", "knee-to-wall", "", 0, left=9.5, right=11, note="After a walk")]
    assert page.form.fields["left"].text() == ""


def test_one_side_alone_is_enough(page: MeasurePage) -> None:
    assert page.form is not None
    page.form.fields["right"].setText("8")
    assert saved(page) == [Taken("", "knee-to-wall", "", 0, right=8)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "Enter a number first."),
        ("far", "Use a number from 0 cm to 30 cm."),
        ("31", "Use a number from 0 cm to 30 cm."),
        ("nan", "Use a number from 0 cm to 30 cm."),
    ],
)
def test_what_is_no_measure_is_not_saved_and_says_why(page: MeasurePage, text: str, wrong: str) -> None:
    assert page.form is not None
    page.form.fields["left"].setText(text)
    assert saved(page) == []
    assert wrong in said(page)


def test_points_are_chosen_and_say_what_they_are_about(page: MeasurePage) -> None:
    page.choose("tightness")
    assert page.form is not None
    assert page.form.points is not None
    assert saved(page) == []
    page.form.points.choose(4)
    page.form.about.setText("Right hip")
    assert saved(page) == [Taken("", "tightness", "", 0, value=4, about="Right hip")]


def test_what_was_measured_before_is_listed_for_the_chosen_measure_alone(page: MeasurePage) -> None:
    assert {"Left 9 cm, right 10.5 cm", "Yesterday, Cold"} <= set(said(page))
    page.choose("tightness")
    words = said(page)
    assert {"3 of 10", "Fri 20 Nov, Front of the hip"} <= set(words)
    assert "Left 9 cm, right 10.5 cm" not in words
    page.choose("hip-drop")
    assert "Your first result is what later ones are compared with." in said(page)


def test_one_of_before_can_be_deleted(page: MeasurePage, qtbot: QtBot) -> None:
    trash = next(b for b in page.findChildren(IconButton) if b.accessibleName().startswith("Delete"))
    with qtbot.waitSignal(page.delete_asked) as asked:
        trash.click()
    assert asked.args == ["a"]


def test_every_measure_can_be_shown(page: MeasurePage, library: Library) -> None:
    for measure in library.measures.values():
        page.choose(measure.id)
        assert page.chosen == measure.id
        assert measure.what in said(page)


def test_the_last_value_stands_beside_its_field_and_what_changed_is_said_after(page: MeasurePage) -> None:
    assert page.form is not None
    assert [text.text() for text in page.form.lasts.values()] == [
        "Last: 9 cm, Yesterday",
        "Last: 10.5 cm, Yesterday",
    ]
    now = Taken("c", "knee-to-wall", "2026-11-24T10:00:00Z", 60, left=9.5, right=13)
    page.show_taken([now, ANKLE, TIGHT], TODAY)
    shown = said(page)
    assert "Ankle bend at a wall, left: 9.5 cm, no clear change" in shown
    assert "Ankle bend at a wall, right: 10.5 cm to 13 cm, better" in shown


def test_what_is_far_from_the_last_time_is_asked_about_once(page: MeasurePage) -> None:
    assert page.form is not None
    page.form.fields["left"].setText("25")
    assert saved(page) == []
    assert any("16 cm away from the last time, 9 cm" in text for text in said(page))
    assert page.form.button.words == "Save all the same"
    page.form.fields["left"].setText("9")
    (kept,) = saved(page)
    assert kept.left == 9
    page.form.fields["left"].setText("25")
    saved(page)
    assert [one.left for one in saved(page)] == [25]


def test_one_sitting_goes_from_one_to_the_next_and_sums_up(
    look: Look, library: Library, qtbot: QtBot
) -> None:
    asked = Asked(("knee-to-wall", "tightness"))
    page = MeasurePage(look, library.measures, library.exercises, asked=asked)
    qtbot.addWidget(page)
    page.show_taken([ANKLE, TIGHT], TODAY)
    assert page.chosen == "knee-to-wall"
    now = Taken("c", "knee-to-wall", "2026-11-24T10:00:00Z", 60, left=9.5, right=13)
    page.show_taken([now, ANKLE, TIGHT], TODAY)
    assert page.chosen == "tightness"
    assert page.changes.isHidden()
    hip = Taken("d", "tightness", "2026-11-24T10:05:00Z", 60, value=2, about="Front of the hip")
    page.show_taken([hip, now, ANKLE, TIGHT], TODAY)
    assert not page.changes.isHidden()
    summed_up = [text.text() for text in page.changes.findChildren(Text)]
    assert "Ankle bend at a wall, right: 10.5 cm to 13 cm, better" in summed_up
    assert "Tightness, Front of the hip: 3 of 10 to 2 of 10, which may be chance" in summed_up


def test_measuring_all_again_asks_for_all_that_was_measured_before(page: MeasurePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.all_again_asked) as asked:
        page.all_again.click()
    assert asked.args is not None
    assert set(asked.args[0]) == {"knee-to-wall", "tightness"}


def test_each_measure_asks_for_what_fits_it(page: MeasurePage, library: Library) -> None:
    for measure in shipped().measures.values():
        told = " ".join((measure.what, *measure.how))
        # The better of two is no way to score how one feels, nor to hold on until one is tired.
        if measure.unit == "points" or measure.id.endswith("-hold"):
            assert "better" not in told, measure.id
    for measure in library.measures.values():
        page.choose(measure.id)
        shown = " ".join(said(page))
        assert ("warm-up" in shown) == (measure.unit != "points"), measure.id
        assert "New result" in said(page)


def test_nobody_lies_down_to_say_how_much_it_hurts() -> None:
    for name in ("pain", "pain-worst", "pain-average"):
        exercise = shipped().exercises[shipped().measures[name].exercise]
        assert exercise.position in ("seated", "standing")


def test_nothing_moves_when_all_can_be_measured_again(look: Look, library: Library, qtbot: QtBot) -> None:
    page = MeasurePage(look, library.measures, library.exercises)
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show()
    page.show_taken([], TODAY)
    assert page.all_again.isHidden()
    before = page.header.sizeHint()
    page.show_taken([ANKLE], TODAY)
    assert page.all_again.isVisible()
    assert page.header.sizeHint() == before
