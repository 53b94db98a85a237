"""Every choice can be made, is told at once, and is shown again."""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from guided import autostart, safety, words
from guided.picture import Style
from guided.qt.context import Changed, Context
from guided.qt.figure import skin_of
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.chiprow import ChipRow
from guided.qt.widgets.choice import Segmented, Slider, Switch
from guided.qt.widgets.field import LineField
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text
from guided.qt.you.asks import Asks
from guided.qt.you.portraits import Portraits
from guided.qt.you.rows import Row, switch_row
from guided.qt.you.sections import SECTIONS, Section
from guided.qt.you.sections.reminders import BREAKS
from guided.qt.you.settings import SettingsPage
from guided.settings import BOUNDS, CHOICES, WORD_ONLY, Settings
from tests.qt.seen import nameless, rich


@pytest.fixture
def asks() -> Asks:
    return Asks()


@pytest.fixture
def page(context: Context, asks: Asks, qtbot: QtBot) -> SettingsPage:
    """The page with the settings nobody has changed."""
    page = SettingsPage(context, asks)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def choices(page: SettingsPage) -> dict[str, Segmented | Switch | Slider | Portraits]:
    """Every control by its name."""
    controls: list[Segmented | Switch | Slider | Portraits] = [
        *page.findChildren(Portraits),
        *page.findChildren(Segmented),
        *page.findChildren(Switch),
        *page.findChildren(Slider),
    ]
    return {control.accessibleName(): control for control in controls}


def test_there_is_a_control_for_every_setting(page: SettingsPage) -> None:
    otherwise = {
        "sore",
        "careful_with",
        "sore_told",
        "careful_told",
        "introduced",
        "work_days",
        "session_days",
        "sound_device",
        "practitioner",
        "practitioner_phone",
        "own_name",
        "sync",
        "sync_folder",
    }
    of_the_system = {"Start with the computer"}
    assert len(choices(page).keys() - of_the_system) == len(fields(Settings)) - len(otherwise)


def test_what_was_said_to_hurt_is_told_and_asked_again(
    page: SettingsPage, context: Context, asks: Asks, qtbot: QtBot
) -> None:
    def said() -> str:
        return " ".join(text.text() for text in page.findChildren(Text))

    assert "You have not said yet." in said()
    context.use(Settings(sore_told=True, careful_told=True, introduced=True))
    assert "Nothing hurts or is tight. Kept" in said()
    assert "Nothing. Kept" in said()
    assert "You have not said yet." not in said()
    context.use(Settings(sore_told=True, introduced=True))
    assert "Nothing hurts or is tight. Kept" in said()
    assert "You have not said yet." in said()
    context.use(Settings(sore=("neck", "low-back"), careful_with=("sore-knee-kneel", "gone")))
    assert "Neck and lower back. Kept on this computer only." in said()
    assert f"{context.library.care['sore-knee-kneel'].name}. Kept" in said()
    asked: list[str] = []
    asks.question.connect(asked.append)
    for button in page.findChildren(Button):
        if button.words == "Change":
            button.click()
    assert asked == ["sore", "careful_with"]


def test_reset_keeps_what_to_be_careful_with(page: SettingsPage, context: Context) -> None:
    kept = Settings(careful_with=("sore-knee-kneel",), practitioner="Jo Doe", introduced=True)
    context.use(replace(kept, theme="dark"))
    reset = next(button for button in page.findChildren(Button) if button.words == "Reset")
    reset.click()
    assert context.settings == kept


def test_the_own_practitioner_is_kept_once_it_is_written(page: SettingsPage, context: Context) -> None:
    field = next(one for one in page.findChildren(LineField) if one.accessibleName() == "Your practitioner")
    field.setFocus()
    QTest.keyClicks(field, "Jo Doe")
    assert context.settings.practitioner == ""
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert context.settings.practitioner == "Jo Doe"
    context.choose(practitioner="Jo Roe")
    assert field.text() == "Jo Roe"


def test_it_says_what_it_is_not_and_when_to_stop(page: SettingsPage) -> None:
    said = [text.text() for text in page.findChildren(Text)]
    assert safety.ABOUT in said
    assert any(safety.STOP_AT in text for text in said)


@pytest.mark.parametrize(
    ("name", "control", "value"),
    [
        ("theme", "Colours", "dark"),
        ("text_size", "Text size", 150),
        ("motion", "Motion", "reduced"),
        ("vocabulary", "Words for the movement", "range"),
        ("paper", "Paper size", "letter"),
        ("captions", "Captions", "always"),
        ("first_side", "First side", "right"),
        ("place", "Where you exercise", "floor"),
        ("skin", "Skin", "deep"),
        ("body", "Body", "sturdy"),
        ("hair", "Hair", "short"),
    ],
)
def test_choosing_one_of_a_few(
    page: SettingsPage, context: Context, name: str, control: str, value: object
) -> None:
    assert value in CHOICES[name]
    segmented = choices(page)[control]
    assert isinstance(segmented, Segmented | Portraits)
    QTest.mouseClick(segmented.segment(value), Qt.MouseButton.LeftButton)
    assert getattr(context.settings, name) == value


@pytest.mark.parametrize(("name", "control"), [("muted", "Sound"), ("breath_sound", "Breath sound")])
def test_switching(page: SettingsPage, context: Context, name: str, control: str) -> None:
    QTest.mouseClick(choices(page)[control], Qt.MouseButton.LeftButton)
    assert getattr(context.settings, name) is not getattr(Settings(), name)


@pytest.mark.parametrize(
    ("name", "control"),
    [("volume", "Volume"), ("pace", "Pace"), ("breath_in", "In-breath"), ("breath_out", "Out-breath")],
)
def test_sliding_within_bounds(page: SettingsPage, context: Context, name: str, control: str) -> None:
    slider = choices(page)[control]
    for key, bound in ((Qt.Key.Key_Home, BOUNDS[name][0]), (Qt.Key.Key_End, BOUNDS[name][1])):
        QTest.keyClick(slider, key)
        assert getattr(context.settings, name) == bound


def test_a_slider_says_what_it_stands_at(page: SettingsPage) -> None:
    pace = choices(page)["Pace"]
    QTest.keyClick(pace, Qt.Key.Key_End)
    assert pace.accessibleDescription() == "50 % slower"
    QTest.keyClick(pace, Qt.Key.Key_Home)
    assert pace.accessibleDescription() == "25 % quicker"


def test_settings_from_elsewhere_are_shown_and_not_told_again(page: SettingsPage, context: Context) -> None:
    told: list[Changed] = []
    context.changed.connect(told.append)
    context.use(Settings(theme="dark", muted=True, volume=0.25, pace=1.5))
    assert told == [Changed.SETTINGS]
    shown = choices(page)
    assert shown["Colours"].value == "dark"  # type: ignore[union-attr]
    assert not shown["Sound"].isChecked()  # type: ignore[union-attr]
    assert shown["Volume"].value() == 25  # type: ignore[union-attr, operator]


def test_reset_is_undone_until_something_else_is_changed(page: SettingsPage, context: Context) -> None:
    before = Settings(text_size=150, volume=0.25)
    context.use(before)
    reset = next(button for button in page.findChildren(Button) if button.words == "Reset")
    reset.click()
    assert (context.settings, reset.words) == (Settings(), "Undo")
    reset.click()
    assert (context.settings, reset.words) == (before, "Reset")
    reset.click()
    QTest.mouseClick(choices(page)["Sound"], Qt.MouseButton.LeftButton)
    assert reset.words == "Reset"


def test_a_section_is_a_function_and_a_line(context: Context, asks: Asks, qtbot: QtBot) -> None:
    def rows(context: Context, asks: Asks) -> list[Row]:
        return [switch_row(context, "muted", "A switch of its own")]

    page = SettingsPage(context, asks, (*SECTIONS, Section("Another", "volume", rows)))
    qtbot.addWidget(page)
    assert [mark.words for mark in page.contents.findChildren(Pressable)][-1] == "Another"
    QTest.mouseClick(choices(page)["A switch of its own"], Qt.MouseButton.LeftButton)
    assert context.settings.muted


def test_the_path_of_the_data_can_be_copied(page: SettingsPage, tmp_path: Path) -> None:
    copy = next(button for button in page.findChildren(Button) if button.words == "Copy")
    copy.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "<img src='x'>" / "data")


def test_markup_stays_text_and_everything_has_a_name(page: SettingsPage) -> None:
    assert not list(rich(page))
    assert not nameless(page)


def picture(page: SettingsPage, control: str, value: object) -> QImage:
    """What a portrait shows."""
    portraits = choices(page)[control]
    assert isinstance(portraits, Portraits)
    return portraits.segment(value).grab().toImage()


def test_portraits_show_what_there_is_to_choose_and_what_was_chosen_beside_it(
    page: SettingsPage, look: Look
) -> None:
    for control, values in (
        ("Skin", ("fair", "tan", "deep")),
        ("Body", ("slender", "sturdy", "larger", "older")),
        ("Hair", ("up", "short", "none")),
    ):
        shown = [picture(page, control, value) for value in values]
        assert all(one != other for one, other in pairwise(shown)), control
    before = picture(page, "Body", "sturdy")
    look.use(Settings(theme="light", motion="reduced", hair="none"))
    assert picture(page, "Body", "sturdy") != before, "the hair that was chosen"


def test_a_skin_is_a_patch_of_its_colour(page: SettingsPage) -> None:
    for tone in ("fair", "tan", "deep"):
        shown = picture(page, "Skin", tone)
        middle = shown.pixelColor(shown.width() // 2, round(shown.height() * 0.4))
        assert middle == skin_of(Style(tone=tone))[0]


def marked(page: SettingsPage) -> list[str]:
    """The sections that are marked in the list."""
    return [mark.words for mark in page.contents.findChildren(Pressable) if mark.isChecked()]


def test_the_list_of_sections_stays_and_marks_where_one_is(page: SettingsPage) -> None:
    bar = page.area.verticalScrollBar()
    assert marked(page) == ["You"]
    at = page.contents.mapTo(page, QPoint(0, 0))
    seen = []
    for value in range(0, bar.maximum() + 1, 20):
        bar.setValue(value)
        seen += marked(page)
        assert page.contents.mapTo(page, QPoint(0, 0)) == at
    bar.setValue(bar.maximum())
    seen += marked(page)
    sections = [mark.words for mark in page.contents.findChildren(Pressable)]
    assert list(dict.fromkeys(seen)) == sections, "each in its turn"


def test_a_section_pressed_is_gone_to_and_marked_though_it_is_near_the_end(page: SettingsPage) -> None:
    for mark in page.contents.findChildren(Pressable):
        QTest.mouseClick(mark, Qt.MouseButton.LeftButton)
        assert marked(page) == [mark.words]
        title = next(text for text in page.sheet.findChildren(Text) if text.text() == mark.words)
        assert page.area.viewport().rect().contains(title.mapTo(page.area.viewport(), QPoint(0, 2)))


def test_narrow_the_sections_are_chips_that_mark_it_too(page: SettingsPage) -> None:
    page.resize(800, 600)
    chips = {chip.words: chip for chip in page.findChildren(ChipRow)[0].findChildren(Chip)}
    QTest.mouseClick(chips["Sound"], Qt.MouseButton.LeftButton)
    assert [name for name, chip in chips.items() if chip.isChecked()] == ["Sound"]
    assert not page.contents.isVisible()


def test_days_are_chosen_one_by_one(page: SettingsPage, context: Context) -> None:
    days = next(one for one in page.findChildren(ChipFlow) if one.accessibleName() == "Days for breaks")
    context.choose(breaks=True)
    chips = {chip.words: chip for chip in days.findChildren(Chip)}
    assert [name for name, chip in chips.items() if chip.isChecked()] == "Mon Tue Wed Thu Fri".split()
    QTest.mouseClick(chips["Mon"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(chips["Sat"], Qt.MouseButton.LeftButton)
    assert context.settings.work_days == ("tuesday", "wednesday", "thursday", "friday", "saturday")
    context.choose(work_days=())
    assert not any(chip.isChecked() for chip in chips.values())


def test_a_time_of_day_is_said_as_a_clock_shows_it(page: SettingsPage, context: Context) -> None:
    context.choose(breaks=True)
    slider = choices(page)["Breaks from"]
    assert slider.accessibleDescription() == "09:00"
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert (slider.accessibleDescription(), context.settings.work_from) == ("09:15", 9.25)


def test_what_is_made_anew_while_the_text_grows_is_not_looked_for(page: SettingsPage) -> None:
    passing = Button(page.look, "Passing")
    page.body.addWidget(passing)
    passing.setFocus()
    QApplication.processEvents()
    page.area.ensureWidgetVisible(passing)
    assert passing.hasFocus()
    assert not passing.visibleRegion().isEmpty()
    page.look.changed.connect(lambda: delete(passing), Qt.ConnectionType.SingleShotConnection)
    page.look.use(Settings(text_size=150))
    QTest.qWait(1)


SWITCHED_ON = Settings(breaks=True, session_reminder="time")


def test_what_is_used_stays_where_it_is_while_the_text_grows(page: SettingsPage, context: Context) -> None:
    sizes = choices(page)["Text size"]
    assert isinstance(sizes, Segmented)
    page.go_to("Look")
    for size in (150, 100, 130):
        chosen = sizes.segment(size)
        before = chosen.mapTo(page, QPoint(0, 0)).y()
        QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
        QTest.qWait(1)
        assert abs(chosen.mapTo(page, QPoint(0, 0)).y() - before) <= 12, "but for its own growth"
        assert not chosen.visibleRegion().isEmpty()


@pytest.mark.parametrize(
    ("title", "before", "after", "reason"),
    [
        ("Time of the reminder", Settings(session_reminder="after_work"), SWITCHED_ON, "Only for a reminder"),
        ("Days for the reminder", Settings(), SWITCHED_ON, "The reminder is off"),
        ("No reminders from", Settings(), Settings(breaks=True), "Nothing reminds you"),
        ("Volume", Settings(muted=True), Settings(), "Sound is off"),
        ("Voice", Settings(speech="none"), Settings(), "The voice says nothing"),
        ("Breath volume", Settings(breath_sound=False), Settings(), "Breath sound is off"),
    ],
)
def test_what_would_change_nothing_is_switched_off_and_says_why(
    page: SettingsPage, context: Context, title: str, before: Settings, after: Settings, reason: str
) -> None:
    (row,) = (one for one in page.findChildren(Row) if one.title == title)

    def told() -> str:
        return " ".join(text.text() for text in row.findChildren(Text) if not text.isHidden())

    context.use(before)
    assert reason in told()
    assert not any(one.isEnabled() for one in row.findChildren(QWidget) if one.focusPolicy())
    context.use(after)
    assert reason not in told()
    assert any(one.isEnabled() for one in row.findChildren(QWidget) if one.focusPolicy())


@pytest.mark.parametrize("title", ["Time until a break", "What a break is", "Breaks from", "Days for breaks"])
def test_what_there_is_to_choose_about_breaks_is_told_while_they_are_off(
    page: SettingsPage, context: Context, title: str
) -> None:
    (row,) = (one for one in page.findChildren(Row) if one.title == title)

    def told() -> list[str]:
        return [text.text() for text in row.findChildren(Text) if not text.isHidden()]

    off = told()
    assert row.told in off
    assert not any(one.isEnabled() for one in row.findChildren(QWidget) if one.focusPolicy())
    context.use(Settings(breaks=True))
    assert told() == off
    assert any(one.isEnabled() for one in row.findChildren(QWidget) if one.focusPolicy())


def test_what_was_just_used_is_in_sight_with_its_title_though_the_chips_come_above(
    page: SettingsPage, context: Context
) -> None:
    page.go_to("Look")
    chosen = choices(page)["Colours"]
    assert isinstance(chosen, Segmented)
    QTest.mouseClick(chosen.segment("dark"), Qt.MouseButton.LeftButton)
    (row,) = (one for one in page.findChildren(Row) if one.title == "Colours")
    title = row.findChildren(Text)[0]
    context.choose(text_size=150)
    QTest.qWait(1)
    assert title.visibleRegion().boundingRect() == title.rect()


@pytest.mark.parametrize("title", ["Figure", "Words and numbers"])
def test_another_size_of_the_window_keeps_the_section(page: SettingsPage, title: str) -> None:
    page.go_to(title)
    for size in ((800, 560), (1200, 800), (900, 600)):
        page.resize(*size)
        QTest.qWait(1)
        assert page.section == title, size


def test_a_break_lasts_as_long_as_it_says(context: Context) -> None:
    for routine_id, said in BREAKS:
        if routine_id != WORD_ONLY:
            timeline = context.timeline(routine_id)
            assert timeline is not None
            assert said.startswith(f"{words.minutes(timeline.length_ms)} min")


def test_every_row_is_in_the_list_of_what_can_be_found(page: SettingsPage) -> None:
    found = page.settings
    assert {one.title for one in found} >= set(choices(page))
    assert len({(one.section, one.title) for one in found}) == len(found)
    colours = next(one for one in found if one.title == "Colours")
    assert (colours.section, "Dark" in colours.also) == ("Look", True)
    colours.show()
    QApplication.processEvents()
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused is choices(page)["Colours"].segment("system")  # type: ignore[union-attr]
    assert not focused.visibleRegion().isEmpty()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is a value in the registry")
def test_start_with_the_computer_says_what_it_wrote(page: SettingsPage) -> None:
    def said() -> str:
        return " ".join(text.text() for text in page.findChildren(Text))

    switch = choices(page)["Start with the computer"]
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert autostart.starts()
    assert f"Written: {autostart.place()}" in said()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert not Path(autostart.place()).exists()
    assert "Written" not in said()


def test_where_nobody_tells_who_is_there_the_page_says_so(page: SettingsPage, context: Context) -> None:
    def said() -> str:
        return " ".join(text.text() for text in page.findChildren(Text))

    for knows, told in ((False, True), (True, False), (None, False)):
        context.knows_who_is_there = lambda knows=knows: knows  # type: ignore[misc]
        context.changed.emit(Changed.BREAK)
        assert ("Nothing on this desktop says" in said()) is told


def test_scrolling_over_a_slider_is_left_to_the_page_and_changes_nothing(
    page: SettingsPage, context: Context
) -> None:
    slider = choices(page)["Movement"]
    middle = QPointF(slider.rect().center())
    turned = QWheelEvent(
        middle,
        slider.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(slider, turned)
    assert context.settings == Settings()
    assert not turned.isAccepted()


def test_the_sessions_reminder_stands_before_the_breaks(page: SettingsPage) -> None:
    titles = [one.title for one in page.findChildren(Row)]
    reminder = titles.index("Reminder of the day’s session")
    assert reminder < titles.index("Days for the reminder") < titles.index("Breaks from sitting")


def test_what_is_done_with_ones_data_stands_under_a_heading_that_says_so(page: SettingsPage) -> None:
    page.go_to("Your data")
    assert page.section == "Your data"
    (row,) = (one for one in page.findChildren(Row) if one.title == "Your sessions and measures")
    assert [one.words for one in row.findChildren(Button)] == ["Export", "Import", "Delete all"]
    assert not row.visibleRegion().isEmpty()
