"""Today in the program as a whole: what it suggests, when that changes, and how one starts it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from guided import words
from guided.qt.play.resume import ResumeBar
from guided.qt.play.summary import SummaryPage
from guided.qt.programmes.nextday import NextDayBar
from guided.qt.progress.measure import MeasurePage
from guided.qt.routines.detail import DetailPage
from guided.qt.today.page import TodayPage
from guided.qt.widgets.routine_hills import RoutineShape
from guided.qt.widgets.text import Text
from guided.routine import kit_of
from guided.words import minutes
from tests.qt.running import NOW, Running, Starter, crashed
from tests.qt.seen import spoken_name
from tests.qt.shipped import library, timeline

FEET = "feet-to-head"


def page_of(one: Running) -> TodayPage:
    QApplication.processEvents()
    page = one.desk.window.page
    assert isinstance(page, TodayPage)
    return page


def shown(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def played(one: Running, routine: str, after: int | None = 1) -> None:
    """Plays a whole routine, and saves its summary."""
    one.desk.start(routine)
    one.play(timeline(routine).length_ms + 1_000, step=1_000)
    page = one.desk.window.page
    assert isinstance(page, SummaryPage)
    if after is not None:
        page.scale.choose(after)
    one.press("Done")


def test_one_lands_on_today_with_something_to_begin_with(start: Starter) -> None:
    one = start()
    said = shown(page_of(one))
    assert "Good morning" in said
    assert "Tuesday 24 November" in said
    assert "Your first session" in said
    assert "Your first session fills today." in said
    assert "0 min" not in said
    assert "Stop if you feel sharp or shooting pain" in said
    assert one.desk.window.sidebar.current == "today"


def test_enter_starts_what_is_suggested(start: Starter) -> None:
    one = start()
    one.desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(one.desk.window)
    title = one.desk.today._suggestion.routine_id
    one.desk.window.show_page("progress")
    one.desk.window.show_page("today")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert spoken_name(focused) == "Start"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert one.desk.sessions.player is not None
    assert one.desk.sessions.player.timeline.routine.id == title


def test_enter_starts_it_from_the_empty_page_too(start: Starter) -> None:
    one = start()
    QTest.keyClick(page_of(one), Qt.Key.Key_Enter)
    assert one.desk.sessions.player is not None


def test_the_menus_do_what_its_buttons_do(start: Starter) -> None:
    one = start()
    assert one.desk.window.acts.act("show")
    assert isinstance(one.desk.window.page, DetailPage)
    one.desk.window.back()
    assert one.desk.window.acts.act("start")
    assert one.desk.sessions.player is not None


def test_preview_shows_the_routine(start: Starter) -> None:
    one = start()
    one.press("Preview")
    assert isinstance(one.desk.window.page, DetailPage)
    one.desk.window.back()
    page_of(one)


def test_after_the_days_session_there_is_no_more_than_a_short_one(start: Starter) -> None:
    one = start()
    played(one, "chair-only")
    page = page_of(one)
    said = shown(page)
    assert "Done for today" in said
    assert f"{words.session(timeline('chair-only').length_ms)} today" in said
    assert "Short on time" not in said
    assert not page.hero.start.isVisible()
    routine = library().routines[one.desk.today._suggestion.routine_id]
    assert minutes(timeline(routine.id).length_ms) <= 6
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert one.desk.sessions.player is None, "nobody is pushed"


def test_a_session_broken_off_is_begun_and_can_be_played_again(start: Starter) -> None:
    one = start()
    one.desk.start("chair-only")
    one.play(timeline("chair-only").length_ms // 2, step=1_000)
    one.desk.sessions.end()
    one.press("Done")
    page = page_of(one)
    said = shown(page)
    assert "Begun today" in said
    assert "Done for today" not in said
    assert "You did 4" in said or "You did 5" in said
    assert "Short on time" in said, "there are other things to do"
    page.hero.start.click()
    player = one.desk.sessions.player
    assert player is not None
    assert player.timeline.routine.id == "chair-only"


def begun(one: Running, routine: str) -> None:
    """Plays a third of a routine, and ends it there."""
    one.desk.start(routine)
    one.play(timeline(routine).length_ms // 3, step=1_000)
    one.desk.sessions.end()
    one.press("Done")


def test_what_was_begun_can_be_left_at_that_for_the_day(start: Starter) -> None:
    one = start()
    begun(one, "chair-only")
    assert "Begun today" in shown(page_of(one))
    one.press("Leave it for today")
    said = shown(page_of(one))
    assert "Begun today" not in said
    assert "Done for today" in said
    assert "That is enough for today." in said
    shape = page_of(one).findChild(RoutineShape)
    assert isinstance(shape, RoutineShape)
    assert not re.search(r"(\d+) exercises, \1 done", shape.accessibleName()), "what was done stands out"
    (kept,) = one.history.sessions()
    assert not kept.complete, "what was not done is not said to be"
    one.leave()
    assert "Done for today" in shown(page_of(start(one.desk.home)))


def test_what_is_left_at_that_is_what_is_suggested_though_a_break_came_after(start: Starter) -> None:
    one = start()
    one.desk.programmes.follow("four-week-hip-flexors", 20)
    one.desk.programmes.start("four-week-hip-flexors", 1)
    one.play(240_000)
    one.desk.sessions.end()
    one.press("Done")
    one.wall += timedelta(hours=1)
    played(one, "two-minute-stand-up")
    assert "Begun today" in shown(page_of(one))
    one.press("Leave it for today")
    assert "Begun today" not in shown(page_of(one))
    a_break, begun = one.history.sessions()
    assert (a_break.routine_id, a_break.complete) == ("two-minute-stand-up", True)
    assert not one.history.session(a_break.id).left
    assert one.history.session(begun.id).left


def test_what_was_closed_while_played_anew_is_offered_once(start: Starter) -> None:
    one = start()
    begun(one, "chair-only")
    page_of(one)
    one.press("From the beginning")
    one.play(timeline("chair-only").length_ms // 4, step=1_000)
    one.leave()
    two = start(one.desk.home)
    assert "Begun today" in shown(page_of(two))
    assert not two.desk.window.findChildren(ResumeBar)
    assert len(two.history.sessions()) == 2, "nothing of it is lost"
    assert two.history.unfinished() is None


def test_the_large_card_says_what_one_needs(start: Starter) -> None:
    one = start()
    page = page_of(one)
    routine = library().routines[one.desk.today._suggestion.routine_id]
    things = kit_of(library().exercise(routine, step.exercise) for step in routine.steps)
    assert things
    assert f"You need {words.listed([words.KIT[thing] for thing in things])}." in shown(page)


def test_a_session_that_hurt_has_nothing_after_it_but_rest(start: Starter) -> None:
    one = start()
    played(one, "chair-only", after=8)
    said = shown(page_of(one))
    assert "Let it settle" in said
    assert "Short on time" not in said
    one.wall += timedelta(days=1)
    one.desk.day.look()
    assert "Something gentle" in shown(page_of(one))
    assert "Short on time" not in shown(page_of(one))


def test_it_is_another_day_after_midnight(start: Starter) -> None:
    one = start()
    played(one, "chair-only")
    assert "Done for today" in shown(page_of(one))
    one.wall = (NOW + timedelta(days=1)).replace(hour=0, minute=1)
    one.desk.day.look()
    said = shown(page_of(one))
    assert "Wednesday 25 November" in said
    assert "Good evening" in said
    assert "Done for today" not in said
    assert "Yesterday: whole body." in said


def test_the_greeting_goes_with_the_hour(start: Starter) -> None:
    one = start()
    one.wall = NOW.replace(hour=13)
    one.desk.today.look()
    assert "Good afternoon" in shown(page_of(one))


def test_what_is_chosen_changes_what_is_suggested(start: Starter) -> None:
    one = start()
    played(one, "feet-and-ankles")
    one.wall += timedelta(days=1)
    one.desk.day.look()
    one.desk.context.choose(sore=("neck",))
    assert "For your neck" in shown(page_of(one))
    one.desk.window.show_page("settings")
    one.desk.context.choose(sore=("wrist",))
    one.desk.window.show_page("today")
    assert "wrist" in shown(page_of(one))


def test_a_followed_programme_comes_first_and_its_days_off_are_none_of_ours(start: Starter) -> None:
    one = start()
    one.desk.programmes.follow(FEET, 12)
    page = page_of(one)
    said = shown(page)
    assert "Feet to head" in said
    assert "Session 1 of" in said
    one.press("Preview")
    assert isinstance(one.desk.window.page, DetailPage)
    one.desk.window.back()
    one.press("Start")
    one.play(timeline("feet-and-ankles").length_ms + 1_000, step=1_000)
    one.press("Done")
    assert "Done for today" in shown(page_of(one))
    assert "The next session, “Ankles and calves”, is on Friday." in shown(page_of(one))
    one.wall += timedelta(days=1)
    one.desk.day.look()
    said = shown(page_of(one))
    assert "A day off" in said
    assert "A rest day, as planned." in said
    assert one.desk.window.findChild(NextDayBar) is not None, "how it was is asked over it"


def test_a_day_to_measure_says_so_and_leads_there(start: Starter) -> None:
    one = start()
    one.desk.programmes.follow(FEET, 12)
    assert "Measure first: tightness and ankle bend at a wall." in shown(page_of(one))
    one.press("Measure now")
    page = one.desk.window.page
    assert isinstance(page, MeasurePage)
    assert "Feet to head asks for these" in shown(page)
    assert page.form is not None
    assert page.form.points is not None
    page.form.points.choose(3)
    page.form.save()
    one.press("Today")
    assert "Measure first: ankle bend at a wall." in shown(page_of(one))
    one.press("Measure now")
    page = one.desk.window.page
    assert isinstance(page, MeasurePage)
    assert page.form is not None
    page.form.fields["left"].setText("9")
    page.form.save()
    one.press("Today")
    assert "Measure first" not in shown(page_of(one))


def test_what_is_short_is_shorter_than_the_days_session(start: Starter) -> None:
    one = start()
    for programme in ("neck-week", "back-and-walking"):
        one.desk.programmes.follow(programme, 7)
        page = page_of(one)
        minutes = [int(part) for part in re.findall(r"(\d+) min", shown(page.hero))]
        assert page.cards
        for card in page.cards:
            assert int(re.findall(r"(\d+) min", shown(card))[0]) < minutes[0]


def test_a_short_one_starts_at_once(start: Starter) -> None:
    one = start()
    played(one, "feet-and-ankles")
    one.wall += timedelta(days=1)
    one.desk.day.look()
    page = page_of(one)
    assert len(page.cards) == 3
    name = spoken_name(page.cards[0])
    assert name.startswith("Start ")
    page.cards[0].click()
    assert one.desk.sessions.player is not None
    assert one.desk.sessions.player.timeline.routine.name in name


def test_the_offer_to_resume_is_over_it(start: Starter, tmp_path: Path) -> None:
    one = start(crashed(start, tmp_path))
    page_of(one)
    one.press("Resume")
    assert one.desk.sessions.player is not None


def test_the_next_break_is_there_when_there_is_one(start: Starter) -> None:
    one = start()
    page = page_of(one)
    assert not page.next_break.isVisible()
    when = NOW + timedelta(minutes=17, seconds=40)
    one.desk.context.next_break = lambda: when
    one.desk.today.look()
    assert "Break in 18 min" in shown(page)
    assert "At 07:59" in shown(page)
    one.wall = when - timedelta(seconds=5)
    one.desk.today.look()
    assert "Break in 1 min" in shown(page), "it is not due yet"
    assert not page.next_break.later.isVisible()
    one.wall = when
    one.desk.today.look()
    assert "Time for a break\nTwo-minute stand-up" in shown(page)
    one.desk.context.next_break = lambda: when + timedelta(days=1)
    one.desk.today.look()
    assert "No breaks until\nWednesday at 07:59" in shown(page)
    assert "Break in" not in shown(page)
    one.desk.context.next_break = lambda: None
    one.desk.today.look()
    assert not page.next_break.isVisible()


def test_somebody_nothing_is_right_for_is_led_to_the_routines(start: Starter) -> None:
    one = start()
    one.desk.context.choose(careful_with=tuple(library().care))
    assert "Choose for yourself" in shown(page_of(one))
    one.press("See the routines")
    assert one.desk.window.sidebar.current == "routines"


def test_whoever_named_nothing_to_be_careful_with_is_told_nothing_of_care(start: Starter) -> None:
    assert "care" not in shown(page_of(start())).lower()


def test_what_is_suggested_says_what_of_it_needs_care_or_that_nothing_does(start: Starter) -> None:
    one = start()
    one.desk.context.choose(careful_with=("numb-feet",))
    assert "Nothing in it needs the care you named." in shown(page_of(one))
    one.desk.context.choose(sore=("wrist",), careful_with=("loose-joints",))
    told = "Take care with Prayer press-down: Mobile joints. In the session, E says how to make it easier."
    assert told in shown(page_of(one))
    one.press("Preview")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    assert told in shown(page)  # in the same words
    one.press("Start")
    assert one.desk.sessions.page is not None
    assert told in shown(one.desk.sessions.page)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (1, "Take care with Half-kneeling side reach: Osteoporosis. In the session, E makes it easier."),
        (5, "Nothing in it needs the care you named."),  # that one is done
    ],
)
def test_what_is_left_of_a_session_says_what_of_it_needs_care(start: Starter, step: int, told: str) -> None:
    one = start()
    one.desk.context.choose(careful_with=("osteoporosis",))
    one.desk.start("psoas-release")
    ended_early(one, step=step)
    said = shown(page_of(one))
    assert "Begun today" in said
    assert told in said


def test_while_it_is_out_of_sight_it_waits(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("progress")
    assert not one.desk.today._timer.isActive()
    one.desk.window.show_page("today")
    assert one.desk.today._timer.isActive()


def ended_early(one: Running, after: int | None = None, step: int = 1) -> None:
    """Ends a session in its second exercise, or that of another step, and saves its summary."""
    first = next(s for s in timeline().segments if s.step == step and s.rep)
    one.play(first.start_ms + 21_000)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.ended.emit()
    page = one.desk.window.page
    assert isinstance(page, SummaryPage)
    if after is not None:
        page.scale.choose(after)
    one.press("Done")


def test_what_was_begun_today_goes_on_from_where_it_was_left(start: Starter) -> None:
    one = start()
    one.desk.start("psoas-release")
    ended_early(one)
    page = page_of(one)
    said = shown(page)
    assert "Begun today" in said
    assert f"It goes on at {timeline().parts[1].exercise.name}, left side, rep\u00a04." in said
    assert "16 min left\n7 exercises left" in said
    assert list(page.offers()) == ["go-on", "start", "show"]
    one.press("From the beginning")
    player = one.desk.sessions.player
    assert player is not None
    assert (player.position_ms, player.session.done) == (0, {})


def test_it_goes_on_the_same_day_only_and_not_if_it_hurt(start: Starter) -> None:
    one = start()
    one.desk.start("psoas-release")
    ended_early(one)
    assert one.desk.context.left_off("psoas-release") is not None
    one.wall += timedelta(days=1)
    assert one.desk.context.left_off("psoas-release") is None
    one.desk.start("psoas-release")
    ended_early(one, after=4)
    assert one.desk.context.left_off("psoas-release") is None


def test_a_programmes_session_in_two_parts_is_its_day_done(start: Starter) -> None:
    one = start()
    one.desk.programmes.follow("four-week-hip-flexors", 20)
    one.desk.programmes.start("four-week-hip-flexors", 1)
    one.play(240_000)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.ended.emit()
    one.press("Done")
    assert "Begun today" in shown(page_of(one))
    one.press("Preview")
    detail = one.desk.window.page
    assert isinstance(detail, DetailPage)
    assert "Begun today, " in shown(detail)
    one.press("Go on")
    one.play(1_800_000, step=1_000)
    (followed,) = one.history.programmes.followed()
    (done,) = followed.done
    assert (done.number, done.share) == (1, 100)
    one.press("Done")
    assert "Done for today" in shown(page_of(one))
