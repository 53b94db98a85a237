"""Finding a routine: by typing, by chips, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from guided import words
from guided.library import Broken, Library
from guided.pose import at_pose
from guided.qt.figure import Fit, placement, solve
from guided.qt.figure.projection import Camera
from guided.qt.routines import cards
from guided.qt.routines.card import PLAY, button_area, placed_tags
from guided.qt.routines.cards import CardGrid
from guided.qt.routines.entries import Entry, said
from guided.qt.routines.page import (
    AT_THE_DESK,
    FAVOURITES,
    UNDER_TEN,
    YOURS,
    ProblemsDialog,
    RoutinesPage,
)
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.motion import Motion
from guided.qt.widgets.picture import LARGEST_SCALE, on_the_line
from guided.qt.widgets.stops import stops
from guided.qt.widgets.text import Text
from guided.qt.widgets.tip import Tip
from guided.reading import FileError, Problem
from guided.routine import Routine, Step
from guided.settings import Settings
from tests.qt.hostile import hostile
from tests.qt.seen import clipped, nameless, rich, spoken_name, tip_of

Open = Callable[[Library], RoutinesPage]


@pytest.fixture
def opened(look: Look, qtbot: QtBot) -> Open:
    """Shows the page of a library's routines."""
    pages = []

    def open_page(library: Library) -> RoutinesPage:
        page = RoutinesPage(look)
        pages.append(page)
        qtbot.addWidget(page)
        page.show_library(library)
        page.resize(1240, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return open_page


def test_typing_filters_at_once(opened: Open, library: Library) -> None:
    page = opened(library)
    assert len(page.shown()) == len(library.routines)
    QTest.keyClicks(page.search, "psoas rel")
    assert "psoas-release" in page.shown()
    QTest.keyClicks(page.search, " zzz")
    assert page.shown() == []


def entry_of(page: RoutinesPage, name: str) -> Entry:
    return next(one for one in page.grid.entries if isinstance(one, Entry) and one.id == name)


def test_a_card_says_which_exercise_a_search_found_it_for(opened: Open, library: Library) -> None:
    page = opened(library)
    users = [
        one.id
        for one in library.routines.values()
        if any(step.exercise == "single-knee-to-chest" for step in one.steps)
    ]
    assert users
    page.search.setText("knee to chest")
    for user in users:
        assert "has Single knee to chest" in entry_of(page, user).summary
        assert any("has Single knee to chest" in part for part in said(entry_of(page, user)))
    page.search.clear()
    assert "exercises" in entry_of(page, users[0]).summary


def test_what_a_card_says_anyway_is_not_said_again(opened: Open, library: Library) -> None:
    page = opened(library)
    for query in ("psoas release", "lower back"):
        page.search.setText(query)
        first = page.grid.entries[0]
        assert isinstance(first, Entry)
        assert "has " not in first.summary


def test_a_muscle_is_found_with_the_exercise_that_has_it(opened: Open, library: Library) -> None:
    page = opened(library)
    page.search.setText("hamstrings")
    explained = [entry for entry in page.grid.entries if isinstance(entry, Entry) and "has " in entry.summary]
    assert explained


def test_cards_say_which_of_the_regions_asked_for_they_are_for(opened: Open, library: Library) -> None:
    page = opened(library)
    assert not page.count.isVisible()
    for name in ("Lower back", "Hips"):
        page.chips[name].click()
    for entry in page.grid.entries:
        assert isinstance(entry, Entry)
        asked = [name for name in ("Lower back", "Hips") if name in entry.tags]
        assert asked
    both = [len({"Lower back", "Hips"} & {*entry.tags}) for entry in page.grid.entries]  # type: ignore[union-attr]
    assert both == sorted(both, reverse=True)
    assert set(both) == {1, 2}
    assert page.count.text() == (f"{len(both)} routines for lower back or hips. Those for both come first.")
    page.search.setText("knee to chest")
    found = [entry for entry in page.grid.entries if isinstance(entry, Entry)]
    assert page.count.text() == f"{len(found)} routines for lower back or hips."
    has = ["has " in entry.summary for entry in found]
    assert has == sorted(has, reverse=True), "what is searched for comes first"
    page.search.clear()
    page.chips["Hips"].click()
    assert page.count.text() == f"{len(page.grid.entries)} routines"
    page.everything.click()
    assert not page.count.isVisible()


def test_a_card_higher_than_the_view_is_shown_from_its_top(opened: Open, library: Library) -> None:
    page = opened(library)
    page.resize(800, 340)
    QApplication.processEvents()
    grid = page.grid
    assert grid.visualRect(grid.model().index(0, 0)).height() > grid.viewport().height()
    grid.scrollTo(grid.model().index(0, 0))
    assert grid.area(0).top() >= 0


def test_ones_own_have_a_chip_of_their_own(opened: Open, library: Library, tmp_path: Path) -> None:
    page = opened(library)
    assert YOURS not in page.chips
    page.show_library(replace(library, own={("routines", "desk-five"): tmp_path / "desk-five.toml"}))
    page.chips[YOURS].click()
    assert page.shown() == ["desk-five"]


def test_what_one_made_or_played_lately_is_first_for_you(
    opened: Open, library: Library, tmp_path: Path
) -> None:
    page = opened(library)
    own = {("routines", name): tmp_path / f"{name}.toml" for name in ("desk-five", "psoas-release")}
    page.show_library(replace(library, own=own), Settings(sore=("neck",)))
    before = page.shown()
    page.show_latest(["psoas-release", "desk-five"])
    assert page.shown()[:2] == ["psoas-release", "desk-five"]
    assert page.shown()[2:] == [name for name in before if name not in ("psoas-release", "desk-five")]


def test_all_words_must_match_in_any_order(opened: Open, library: Library) -> None:
    page = opened(library)
    page.search.setText("RELEASE psoas")
    assert "psoas-release" in page.shown()


def told(page: RoutinesPage) -> list[str]:
    """Every text and button in sight."""
    return [
        *(text.text() for text in page.findChildren(Text) if text.isVisible()),
        *(button.words for button in page.findChildren(Button) if button.isVisible()),
    ]


def test_nothing_found_says_what_to_do_and_clears(opened: Open, library: Library) -> None:
    page = opened(library)
    page.search.setText("xylophone")
    assert "Nothing matches ‘xylophone’" in told(page)
    next(button for button in page.findChildren(Button) if button.words == "Show all routines").click()
    assert len(page.shown()) == len(library.routines)


def test_a_chip_that_hides_what_is_searched_for_is_named_and_taken_back_with_a_click(
    opened: Open, library: Library
) -> None:
    page = opened(library)
    page.chips["Outer hip"].click()
    page.search.setText("two-minute")
    assert page.shown() == []
    assert "Nothing in ‘Outer hip’ matches ‘two-minute’" in told(page)
    assert "2 routines match elsewhere." in told(page)
    next(button for button in page.findChildren(Button) if button.words == "Search all routines").click()
    assert page.shown()[0] == "two-minute-stand-up"
    assert page.search.text() == "two-minute"
    assert page.grid.hasFocus()


def test_the_chip_of_the_hips_has_what_is_for_a_part_of_them(opened: Open, library: Library) -> None:
    page = opened(library)
    page.chips["Hips"].click()
    assert {"psoas-release", "outer-hip-and-side", "strong-hips", "deep-hip"} <= set(page.shown())
    assert "heel-and-sole" not in page.shown()


def test_chips_that_nothing_passes_are_named(opened: Open, library: Library) -> None:
    page = opened(library)
    page.chips["Spine"].click()
    page.chips[UNDER_TEN].click()
    assert page.shown() == []
    assert f"No routine is in ‘Spine’ and ‘{UNDER_TEN}’ at once" in told(page)
    page.search.setText("xylophone")
    assert "Nothing matches ‘xylophone’" in told(page)


def test_typing_on_a_card_goes_to_the_search(opened: Open, library: Library) -> None:
    page = opened(library)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_P)
    assert page.search.text() == "p"
    assert page.search.hasFocus()


def test_chips_filter_and_all_takes_them_back(opened: Open, library: Library) -> None:
    page = opened(library)
    desk = page.chips[AT_THE_DESK]
    QTest.mouseClick(desk, Qt.MouseButton.LeftButton)
    assert page.filters == (AT_THE_DESK,)
    assert 0 < len(page.shown()) < len(library.routines)
    for routine_id in page.shown():
        for step in library.routines[routine_id].steps:
            exercise = library.exercise(library.routines[routine_id], step.exercise)
            assert exercise.position in ("standing", "seated")
            assert "mat" not in exercise.equipment
    QTest.mouseClick(page.everything, Qt.MouseButton.LeftButton)
    assert not page.filters
    assert len(page.shown()) == len(library.routines)


def test_chips_begin_with_what_hurts_and_go_from_head_to_foot(opened: Open, library: Library) -> None:
    page = opened(library)
    places = [name for name in page.chips if name in words.REGIONS.values()]
    assert places.index("Neck") < places.index("Lower back") < places.index("Hips") < places.index("Feet")
    assert places == [name for name in words.REGIONS.values() if name in places]
    page.show_library(library, Settings(sore=("low-back", "neck")))
    sore = [name for name in page.chips if name in words.REGIONS.values()]
    assert sore == ["Neck", "Lower back", *(name for name in places if name not in ("Neck", "Lower back"))]


def test_two_places_of_the_body_show_both(opened: Open, library: Library) -> None:
    page = opened(library)
    places = [name for name in page.chips if name not in (AT_THE_DESK, UNDER_TEN)][:2]
    found: set[str] = set()
    for name in places:
        page.chips[name].click()
        found |= set(page.shown())
        page.chips[name].click()
    for name in places:
        page.chips[name].click()
    assert set(page.shown()) == found


def test_chips_and_search_work_together(opened: Open, library: Library) -> None:
    page = opened(library)
    page.chips[AT_THE_DESK].click()
    page.search.setText("psoas")
    assert "psoas-release" not in page.shown()


def test_arrows_walk_the_cards_and_enter_opens(opened: Open, library: Library, qtbot: QtBot) -> None:
    page = opened(library)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    QTest.keyClick(page.grid, Qt.Key.Key_Left)
    with qtbot.waitSignal(page.chosen) as chosen:
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert chosen.args == [page.shown()[1]]


def test_enter_in_the_search_opens_the_first(opened: Open, library: Library, qtbot: QtBot) -> None:
    page = opened(library)
    QTest.keyClicks(page.search, "psoas release")
    with qtbot.waitSignal(page.chosen) as chosen:
        QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert chosen.args == [page.shown()[0]]


def test_down_leaves_the_search_for_the_cards(opened: Open, library: Library) -> None:
    page = opened(library)
    page.focus_search()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.grid.hasFocus()


def test_a_click_opens_and_the_play_button_starts(opened: Open, library: Library, qtbot: QtBot) -> None:
    page = opened(library)
    card = page.grid.visualRect(page.grid.model().index(0, 0))
    with qtbot.waitSignal(page.chosen):
        QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=card.center())
    with qtbot.waitSignal(page.started) as started:
        corner = card.topRight() + QPoint(-28, 122)
        QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert started.args == [page.shown()[0]]


def test_a_card_that_is_half_in_sight_stays_under_the_mouse_that_presses_it(
    opened: Open, library: Library, qtbot: QtBot
) -> None:
    page = opened(library)
    grid, view = page.grid, page.grid.viewport()
    row = grid.columns.across
    page.resize(page.width(), page.height() - view.height() + grid.area(row).bottom() - 20)
    QApplication.processEvents()
    play = button_area(grid.area(row), PLAY).center().toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=play)
    assert grid.verticalOffset() == 0
    with qtbot.waitSignal(page.started) as started, qtbot.assertNotEmitted(page.chosen):
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=play)
    assert started.args == [page.shown()[row]]
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.verticalOffset() > 0  # the keyboard brings it into sight


def test_letting_go_beside_a_button_presses_nothing(opened: Open, library: Library, qtbot: QtBot) -> None:
    page = opened(library)
    view, area = page.grid.viewport(), page.grid.area(0)
    play = button_area(area, PLAY).center().toPoint()
    for from_, to in ((play, area.center()), (area.center(), play)):
        with qtbot.assertNotEmitted(page.started), qtbot.assertNotEmitted(page.chosen):
            QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=from_)
            QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=to)


def test_sorting(opened: Open, library: Library) -> None:
    page = opened(library)
    names = [library.routines[routine_id].name.casefold() for routine_id in page.shown()]
    assert names == sorted(names)
    page.sort_by("Shortest")
    assert page.shown()[0] == min(page.grid.entries, key=lambda entry: entry.length_ms).id  # type: ignore[union-attr]
    page.show_uses({"psoas-release": 3})
    page.sort_by("Most used")
    assert page.shown()[0] == "psoas-release"


def test_the_order_is_asked_for_in_a_menu(opened: Open, library: Library) -> None:
    page = opened(library)
    page.ask_for_order()
    menu = page.findChildren(QMenu)[-1]
    assert [action.text() for action in menu.actions()] == ["Name", "Shortest", "Most used"]
    menu.actions()[1].trigger()
    assert page.sort == "Shortest"
    menu.close()


def test_a_broken_file_says_the_line_first_and_all_of_its_name(opened: Open, library: Library) -> None:
    name = "a-routine-with-a-long-name-for-the-evenings-of-the-week"
    problems = [Problem("step[1].exercise", "no exercise is called brige", 7)]
    error = FileError(f"{name}.toml", problems)
    page = opened(replace(library, routines={}, broken=(Broken("routines", name, error),)))
    (entry,) = page.grid.entries
    assert said(entry) == (f"{name} cannot be used", "Line 7: step[1].exercise: no exercise is called brige")
    short = opened(replace(library, routines={}, broken=(Broken("routines", "a", error),)))
    used = [rows_of(one.grid) for one in (page, short)]
    assert used[0] > used[1] + 10  # the name goes on in a second line and moves what is below it down


def rows_of(grid: CardGrid) -> int:
    """How many rows of pixels of the first card have words in them."""
    image = grid.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    area = grid.visualRect(grid.model().index(0, 0)).adjusted(20, 112, -20, -8)

    def at(x: int, y: int) -> QColor:
        return image.pixelColor(round(x * ratio), round(y * ratio))

    ground = at(area.left() - 6, area.bottom())
    across = range(area.left(), area.right(), 2)
    return sum(any(at(x, y) != ground for x in across) for y in range(area.top(), area.bottom()))


def test_a_broken_file_is_last_and_says_why(opened: Open, library: Library, qtbot: QtBot) -> None:
    problems = [Problem("step[1].exercise", "no exercise is called brige"), Problem("name", "missing")]
    page = opened(
        replace(library, broken=(Broken("routines", "evening", FileError("evening.toml", problems)),))
    )
    last = page.grid.entries[-1]
    assert isinstance(last, Broken)
    assert said(last)[0] == "evening cannot be used"
    assert "brige" in said(last)[1]
    page.grid.opened.emit(last)
    dialog = page.findChildren(ProblemsDialog)[0]
    told = " ".join(text.text() for text in dialog.findChildren(QWidget) if hasattr(text, "text"))
    assert "brige" in told
    assert "missing" in told
    dialog.close()


def test_own_files_say_so(opened: Open, library: Library) -> None:
    page = opened(replace(library, own={("routines", "psoas-release"): Path("psoas-release.toml")}))
    tags = tags_of(page)
    assert tags["psoas-release"][0] == "Yours"
    assert all("Yours" not in tags[routine_id] for routine_id in tags if routine_id != "psoas-release")


def test_a_card_says_how_much_of_it_needs_the_care_one_named(opened: Open, library: Library) -> None:
    page = opened(library)
    assert not any("need" in tag for tag in tags_of(page)["slow-holds-in-breaths"])
    page.show_library(library, Settings(careful_with=("sore-knee-kneel",)))
    tags = tags_of(page)
    assert "3 need care" in tags["slow-holds-in-breaths"][:2]
    assert "1 needs care" in tags["gentle-back-day"]
    assert not any("need" in tag for tag in tags["deep-hip"])


def tags_of(page: RoutinesPage) -> dict[str, tuple[str, ...]]:
    return {entry.id: entry.tags for entry in page.grid.entries if not isinstance(entry, Broken)}


def test_ones_own_is_found_under_all_that_its_exercises_are_for(opened: Open, library: Library) -> None:
    # Its file names core alone.
    steps = (Step("bridge"), Step("pelvic-tilt"), Step("wall-calf-bent-knee"))
    physio = Routine("physio-back", "Physio back", steps, regions=("core",))
    one = replace(library, routines={**library.routines, physio.id: physio})
    page = opened(replace(one, own={("routines", physio.id): Path("physio-back.toml")}))
    for name in ("Lower back", "Core", "Calves"):
        page.chips[name].click()
        assert physio.id in page.shown()
        page.chips[name].click()
    page.chips["Neck"].click()
    assert physio.id not in page.shown()


def test_settings_change_the_minutes(look: Look, opened: Open, library: Library) -> None:
    page = opened(library)
    before = {entry.id: entry.minutes for entry in page.grid.entries if not isinstance(entry, Broken)}
    page.show_library(library, Settings(pace=2.0))
    after = {entry.id: entry.minutes for entry in page.grid.entries if not isinstance(entry, Broken)}
    assert after["psoas-release"] > before["psoas-release"]


def test_cards_stand_in_columns(look: Look, opened: Open, library: Library) -> None:
    page = opened(library)
    assert page.grid.columns.across == 3
    page.resize(900, 600)
    assert page.grid.columns.across == 2
    look.use(Settings(text_size=150))
    assert page.grid.columns.across == 1


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize(("wide", "high"), [(1064, 800), (728, 560)])  # of windows of 1280 and 800 px
def test_import_has_its_word_and_its_tip_and_is_reached_by_the_keyboard(
    look: Look, opened: Open, library: Library, wide: int, high: int, text_size: int
) -> None:
    page = opened(library)
    page.resize(wide, high)
    look.use(Settings(text_size=text_size))
    QApplication.processEvents()
    (button,) = [one for one in stops(page) if spoken_name(one) == "Import a routine"]
    assert isinstance(button, Button)
    assert button.words == "Import"
    assert button.visibleRegion().boundingRect() == button.rect()
    assert tip_of(button).startswith("Import")
    assert not list(clipped(page))


def test_one_of_five_thousand_routines_is_found(opened: Open, library: Library) -> None:
    routine = library.routines["psoas-release"]
    many = {f"routine-{n}": replace(routine, id=f"routine-{n}", name=f"Routine {n}") for n in range(5000)}
    page = opened(replace(library, routines=many))
    QTest.keyClicks(page.search, "4999")
    assert page.shown() == ["routine-4999"]


def test_markup_stays_text_and_everything_has_a_name(opened: Open, library: Library) -> None:
    page = opened(hostile(library))
    page.grab()
    assert not list(rich(page))
    assert not nameless(page)
    page.grid.opened.emit(page.grid.entries[-1])
    dialog = page.findChildren(ProblemsDialog)[0]
    assert not list(rich(dialog))
    dialog.close()


def test_what_hurts_comes_first_where_it_is_known(opened: Open, library: Library) -> None:
    page = opened(library)
    page.show_library(library, Settings(sore=("foot",)))
    assert page.sort == "For you"
    assert "foot" in library.routines[page.shown()[0]].regions
    page.sort_by("Name")
    page.show_library(library, Settings(sore=("foot",), pace=1.2))
    assert page.sort == "Name", "whoever chose another order keeps it"
    page.sort_by("For you")
    page.show_library(library, Settings())
    assert page.sort == "Name"


def test_a_search_goes_by_what_matches_best_whatever_hurts(opened: Open, library: Library) -> None:
    page = opened(library)
    page.show_library(library, Settings(sore=("foot",)))
    page.search.setText("psoas")
    found = page.shown()
    page.show_library(library, Settings())
    page.search.setText("psoas")
    assert page.shown() == found


def test_what_matches_best_comes_first(opened: Open, library: Library) -> None:
    page = opened(library)
    page.search.setText("hamstrng")
    assert page.shown()[0] == "hamstrings-and-buttocks"
    best = page.shown()
    page.sort_by("Shortest")
    assert page.shown() != best
    assert set(page.shown()) == set(best)
    page.search.clear()
    assert len(page.shown()) == len(library.routines)


def test_a_star_makes_a_favourite_and_favourites_have_a_chip(
    opened: Open, library: Library, qtbot: QtBot
) -> None:
    page = opened(library)
    assert FAVOURITES not in page.chips
    card = page.grid.visualRect(page.grid.model().index(1, 0))
    with qtbot.waitSignal(page.starred) as starred:
        QTest.mouseClick(
            page.grid.viewport(), Qt.MouseButton.LeftButton, pos=card.topRight() + QPoint(-28, 28)
        )
    assert starred.args == [page.shown()[1]]
    page.show_favourites([str(starred.args[0])])
    page.chips[FAVOURITES].click()
    assert page.shown() == starred.args
    assert "Favourite" in said(page.grid.entries[0])
    page.show_favourites([])
    assert FAVOURITES not in page.chips
    assert len(page.shown()) == len(library.routines)


def test_a_new_star_leaves_one_where_one_is(opened: Open, library: Library) -> None:
    page = opened(library)
    bar = page.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.show_favourites([page.shown()[-1]])
    assert bar.value() == bar.maximum()


def test_every_kind_of_broken_file_is_listed_but_programmes(opened: Open, library: Library) -> None:
    error = FileError("x.toml", [Problem("name", "missing")])
    broken = tuple(Broken(kind, "x", error) for kind in ("exercises", "methods", "routines", "programmes"))
    page = opened(replace(library, broken=broken))
    listed = [said(entry)[0] for entry in page.grid.entries if isinstance(entry, Broken)]
    assert listed == ["Exercise x cannot be used", "Method x cannot be used", "x cannot be used"]


def test_a_screen_reader_hears_the_card_one_comes_to(
    opened: Open, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    page = opened(library)
    monkeypatch.setattr(cards, "announce", lambda _, text: heard.append(text))
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    entry = page.grid.entries[1]
    assert isinstance(entry, Entry)
    assert heard == [page.grid.accessibleDescription()]
    assert heard[0].startswith(f"{entry.name}, {entry.minutes} min")
    assert heard[0].endswith(f"2 of {len(page.grid.entries)}")


def test_kit_without_room_is_counted_and_named_by_the_tool_tip(
    opened: Open, look: Look, library: Library
) -> None:
    page = opened(library)
    page.search.setText("evening wind-down")
    (entry, *_) = page.grid.entries
    assert isinstance(entry, Entry)
    card = page.grid.visualRect(page.grid.model().index(0, 0))
    shown = placed_tags(look, card, entry.tags)
    *named, (place, counted, hidden) = shown
    assert [tag for _, tag, _ in named] + [*hidden] == [*entry.tags]
    assert counted == f"+{len(hidden)}"
    assert len(hidden) > 1
    assert card.contains(place.toRect())
    point = place.center().toPoint()
    QApplication.sendEvent(
        page.grid.viewport(),
        QHelpEvent(QEvent.Type.ToolTip, point, page.grid.viewport().mapToGlobal(point)),
    )
    (tip,) = page.findChildren(Tip)
    assert tip.text == ", ".join(hidden)
    wide = placed_tags(look, QRect(0, 0, 900, 300), entry.tags)
    assert [tag for _, tag, _ in wide] == [*entry.tags]


FIT = Fit(scale=LARGEST_SCALE)


def test_the_head_is_in_the_picture_on_every_card(library: Library) -> None:
    for routine in library.routines.values():
        exercise = Entry(library, routine, Settings(), own=False).leading
        drawing = exercise.drawing
        if drawing.crop not in ("none", "bust", "trunk"):
            continue  # of which a hand, a foot or the hips are all there is to see
        for wide in (310, 360, 700):  # two or three columns, one
            area = QRectF(0, 0, wide, 152)
            place = placement(on_the_line(area, drawing, FIT), drawing, FIT)
            for pose in ("start", "end"):
                x, y = Camera.at(drawing.elev).see(solve(drawing, at_pose(pose)).joints["head"])
                head = QRectF(place.x0 + x * place.scale, place.floor_y - y * place.scale, 0, 0)
                around = head.adjusted(-7 * place.scale, -7 * place.scale, 7 * place.scale, 7 * place.scale)
                assert area.contains(around), (routine.id, exercise.id, pose, wide)


def test_who_lies_is_as_large_as_there_is_room_for(library: Library) -> None:
    lying, standing = library.exercises["single-knee-to-chest"], library.exercises["standing-march"]
    area = QRectF(0, 0, 310, 152)
    scales = [
        placement(on_the_line(area, one.drawing, FIT), one.drawing, FIT).scale for one in (lying, standing)
    ]
    assert scales[0] > 1.3 * scales[1]


@pytest.fixture
def lively(look: Look, opened: Open, library: Library) -> RoutinesPage:
    """The page with all its motion."""
    look.use(Settings(theme="light", motion="full"))
    return opened(library)


def middle(page: RoutinesPage, row: int) -> QPoint:
    return page.grid.visualRect(page.grid.model().index(row, 0)).center()


def test_the_figure_of_the_card_under_the_mouse_moves_and_only_that(
    lively: RoutinesPage, qtbot: QtBot
) -> None:
    grid = lively.grid
    assert grid.moving == -1
    QTest.mouseMove(grid.viewport(), middle(lively, 1))
    qtbot.waitUntil(lambda: grid.moving == 1)
    before = grid.viewport().grab(grid.visualRect(grid.model().index(1, 0))).toImage()
    qtbot.waitUntil(
        lambda: grid.viewport().grab(grid.visualRect(grid.model().index(1, 0))).toImage() != before
    )
    QTest.mouseMove(grid.viewport(), middle(lively, 0))
    qtbot.waitUntil(lambda: grid.moving == 0)
    QApplication.sendEvent(grid.viewport(), QEvent(QEvent.Type.Leave))
    assert grid.moving == -1
    assert not any(
        animation.state() == animation.State.Running
        for motion in grid.findChildren(Motion)
        for animation in motion.findChildren(QVariantAnimation)
    ), "at rest it costs nothing"


def test_the_figure_of_the_card_one_stays_on_by_keys_moves_after_a_moment(
    lively: RoutinesPage, qtbot: QtBot
) -> None:
    grid = lively.grid
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.moving == -1
    assert grid.stays.isActive()
    grid.stays.timeout.emit()
    qtbot.waitUntil(lambda: grid.moving == 1)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.moving == -1
    lively.search.setFocus()
    assert not grid.stays.isActive()


def test_with_reduced_motion_no_card_moves(opened: Open, library: Library) -> None:
    grid = opened(library).grid
    QTest.mouseMove(grid.viewport(), grid.visualRect(grid.model().index(1, 0)).center())
    grid.stays.timeout.emit()
    QApplication.processEvents()
    assert grid.moving == -1
