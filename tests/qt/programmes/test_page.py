"""The list of programmes, a programme's page, and the page on which one is made."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.changes import programme_routine
from guided.library import Library
from guided.programme import Done, Followed, today
from guided.qt.programmes.detail import ProgrammePage
from guided.qt.programmes.nextday import NextDayBar
from guided.qt.programmes.page import Entry, ProgrammesPage
from guided.qt.programmes.session_hills import StepRows
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.text import Text
from guided.qt.widgets.tip import Tip
from tests.qt.seen import nameless, rich

DAY = date(2026, 11, 24)
FEET, WEEKS = "feet-to-head", "four-week-hip-flexors"


def entry(library: Library, name: str = FEET, followed: Followed | None = None) -> Entry:
    programme = library.programmes[name]
    names = [
        one.name or programme.routines[one.routine].name if one.routine or one.name else ""
        for one in programme.sessions
    ]
    return Entry(
        programme,
        DAY,
        tuple(names),
        (600_000,) * len(names),
        followed,
        today(programme, followed, DAY) if followed else None,
        measures={"knee-to-wall": "Knee to wall"},
    )


def at(*done: tuple[int, int], paused: bool = False, until: int = 200, **answers: int | str) -> Followed:
    """Somebody who did sessions, each given with how many days ago."""
    sessions = tuple(
        Done(f"s{number}", number, DAY - timedelta(days=ago), 10, 10, **answers)  # type: ignore[arg-type]
        for number, ago in done
    )
    return Followed(FEET, DAY - timedelta(days=30), sessions, until, paused, run=1)


def texts(page: QWidget) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text))


def buttons(page: QWidget) -> dict[str, Button]:
    return {button.words: button for button in page.findChildren(Button)}


# ---------------------------------------------------------------- the list


def test_the_list_says_what_each_is_and_where_one_is(look: Look, qtbot: QtBot, library: Library) -> None:
    page = ProgrammesPage(look)
    qtbot.addWidget(page)
    page.show_entries([entry(library, WEEKS), entry(library, followed=at((1, 6), (2, 3)))], [])
    assert list(page.cards) == [FEET, WEEKS]  # the one that is followed comes first
    shown = texts(page)
    assert "Today: Session 3 of 12, Knees and thighs." in shown
    assert "12 sessions" in shown
    with qtbot.waitSignal(page.chosen) as chosen:
        QTest.keyClick(page.cards[WEEKS], Qt.Key.Key_Return)
    assert chosen.args == [WEEKS]
    assert not nameless(page)
    assert not list(rich(page))


def test_a_hill_of_a_card_tells_its_name_and_a_press_on_it_opens_the_programme(
    look: Look, qtbot: QtBot, library: Library
) -> None:
    page = ProgrammesPage(look)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show_entries([entry(library)], [])
    page.show()
    (hills,) = page.cards[FEET].findChildren(StepRows)
    first = QPoint(6, hills.height() // 2)
    assert page.childAt(hills.mapTo(page, first)) is hills
    event = QHelpEvent(QHelpEvent.Type.ToolTip, first, hills.mapToGlobal(first))
    QApplication.sendEvent(hills, event)
    assert [tip.text for tip in page.findChildren(Tip)] == [f"1. {entry(library).name(1)}"]
    window = page.window().windowHandle()
    with qtbot.waitSignal(page.chosen):
        QTest.mouseClick(
            window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, hills.mapTo(page, first)
        )


@pytest.mark.parametrize(
    ("followed", "where"),
    [
        (
            at((1, 2)),
            "Rest day, as planned. The next session is tomorrow: Session 2 of 12, Ankles and calves.",
        ),
        (at((1, 0)), "Done for today. The next session is on Friday: Session 2 of 12, Ankles and calves."),
        (at((1, 5), paused=True), "Paused before Session 2 of 12: Ankles and calves."),
        (at((12, 5)), "All done."),
        (at((3, 5), until=3), "You did what you set out to do."),
    ],
)
def test_where_one_is_in_a_sentence(library: Library, followed: Followed, where: str) -> None:
    assert entry(library, followed=followed).where == where


# ---------------------------------------------------------------- a programme


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> ProgrammePage:
    page = ProgrammePage(look)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    return page


def show(page: ProgrammePage, library: Library, followed: Followed | None, name: str = FEET) -> str:
    shown = entry(library, name, followed)
    number = shown.today.number if shown.today else 1
    page.show_entry(shown, library.parts(programme_routine(library, shown.programme, number)))
    return texts(page)


def test_one_that_is_not_followed_says_what_it_is(
    page: ProgrammePage, qtbot: QtBot, library: Library
) -> None:
    shown = show(page, library, None)
    assert "Begins with" in shown
    assert (
        "You move on after a session that went well: at least 80 % of the reps done, discomfort of 3" in shown
    )
    assert "Leave the programme" not in buttons(page)
    with qtbot.waitSignal(page.begun) as begun:
        buttons(page)["Follow this programme"].click()
    assert begun.args == [12]


def test_todays_session_says_why_and_starts(page: ProgrammePage, qtbot: QtBot, library: Library) -> None:
    shown = show(page, library, at((1, 6), (2, 3)))
    assert "Ankles and calves: done. Knees and thighs join the feet to the pelvis." in shown
    assert "Measure first: tightness, knee to wall and thigh-unfold." in shown
    assert "Front of the thigh, 3 days later." in shown
    with qtbot.waitSignal(page.started) as started:
        buttons(page)["Start"].click()
    assert started.args == [3, False]
    with qtbot.waitSignal(page.session_chosen) as chosen:
        buttons(page)["Repeat the last one"].click()
    assert chosen.args == [2]
    assert not nameless(page)
    assert not list(rich(page))


def test_a_rest_day_is_planned_and_nobody_is_kept_from_starting(
    page: ProgrammePage, qtbot: QtBot, library: Library
) -> None:
    shown = show(page, library, at((1, 2)))
    assert "Rest day, as planned. The next session is tomorrow" in shown
    assert "Start" not in buttons(page)
    with qtbot.waitSignal(page.started) as started:
        buttons(page)["Start it now"].click()
    assert started.args == [2, False]


def test_after_a_while_the_short_one_is_offered_first(
    page: ProgrammePage, qtbot: QtBot, library: Library
) -> None:
    assert "Picking up again? A short one is ready." in show(page, library, at((1, 20)))
    with qtbot.waitSignal(page.started) as started:
        buttons(page)["Start the short one"].click()
    assert started.args == [2, True]


def test_a_session_to_repeat_says_why_and_lets_one_move_on(
    page: ProgrammePage, qtbot: QtBot, library: Library
) -> None:
    assert "Discomfort was over 3 afterwards" in show(page, library, at((2, 3), after=5))
    with qtbot.waitSignal(page.session_chosen) as chosen:
        buttons(page)["Move on instead"].click()
    assert chosen.args == [3]


def test_the_day_after_is_asked_for(page: ProgrammePage, qtbot: QtBot, library: Library) -> None:
    assert "How did you feel the day after Ankles and calves?" in show(page, library, at((2, 1)))
    with qtbot.waitSignal(page.answered) as answered:
        buttons(page)["A bit worse"].click()
    assert answered.args == ["s2", "worse"]


def test_pause_and_leave_and_how_far(page: ProgrammePage, qtbot: QtBot, library: Library) -> None:
    show(page, library, at((1, 2)))
    for words, signal in (("Pause the programme", page.paused), ("Leave the programme", page.left)):
        with qtbot.waitSignal(signal):
            buttons(page)[words].click()
    with qtbot.waitSignal(page.until_chosen) as until:
        next(w for w in page.findChildren(QWidget) if w.accessibleName() == "6").click()  # type: ignore[attr-defined]
    assert until.args == [6]
    show(page, library, at((1, 2), paused=True))
    with qtbot.waitSignal(page.resumed):
        buttons(page)["Resume the programme"].click()


@pytest.mark.parametrize("width", [800, 1280])
def test_the_way_out_is_the_last_of_the_page(page: ProgrammePage, library: Library, width: int) -> None:
    page.resize(width, 800)
    page.show()
    show(page, library, at((1, 2)), WEEKS)
    QApplication.processEvents()
    leave = buttons(page)["Leave the programme"]
    bottom = leave.mapTo(page.sheet, leave.rect().bottomLeft()).y()
    others = [text for text in page.sheet.findChildren(Text) if text.isVisible()]
    assert all(text.mapTo(page.sheet, text.rect().bottomLeft()).y() < bottom for text in others)


def test_a_tier_that_is_reached_leads_to_the_next(
    page: ProgrammePage, qtbot: QtBot, library: Library
) -> None:
    assert "You did what you set out to do" in show(page, library, at((3, 2), until=3))
    with qtbot.waitSignal(page.until_chosen) as until:
        buttons(page)["Go on to session 6"].click()
    assert until.args == [6]
    assert "All of it is done." in show(page, library, at((12, 2)))
    assert "Begin again" in buttons(page)


def test_too_many_steps_back_are_a_reason_to_see_someone(page: ProgrammePage, library: Library) -> None:
    followed = at((4, 9), (4, 6), (4, 3), before=1, after=4)
    assert "Talk to a doctor or a physiotherapist" in show(page, library, followed)


@pytest.mark.parametrize("name", [FEET, WEEKS])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (960, 600), (800, 560)])
def test_nothing_is_wider_than_the_window(
    page: ProgrammePage, library: Library, name: str, width: int, height: int
) -> None:
    page.resize(width - 72, height)
    show(page, library, None, name)
    page.show()
    assert page.sheet.minimumSizeHint().width() <= page.area.viewport().width()


# ---------------------------------------------------------------- the bar


def test_the_bar_asks_and_can_be_put_away(look: Look, qtbot: QtBot) -> None:
    bar = NextDayBar(look, "Feet to head: Feet")
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.answered) as answered:
        buttons(bar)["Better"].click()
    assert answered.args == ["better"]
    assert "How did you feel the day after Feet to head: Feet?" in texts(bar)
    with qtbot.waitSignal(bar.closed):
        next(w for w in bar.findChildren(QWidget) if w.accessibleName() == "Not now").click()  # type: ignore[attr-defined]
    assert not nameless(bar)
