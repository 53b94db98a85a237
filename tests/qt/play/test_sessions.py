"""Sessions in the window: played, cut off, gone on with, stopped because it hurt, and summed up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided import safety, words
from guided.qt.desktop.reminding import is_wanted
from guided.qt.geometry import state_of
from guided.qt.play.keys import Do, State
from guided.qt.play.resume import ResumeBar
from guided.qt.play.summary import SummaryPage
from guided.qt.routines.detail import DetailPage
from guided.qt.widgets.button import Button
from guided.qt.widgets.help import HelpDialog
from guided.qt.widgets.text import Text
from guided.session import Rep, sets_done
from guided.settings import load as load_settings
from tests.qt.running import Running, Starter, crashed, left_behind
from tests.qt.shipped import timeline


def test_every_rep_is_on_disk_before_the_next_begins(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("psoas-release")
    first = next(s for s in timeline().segments if s.step == 1 and s.rep)
    one.play(first.start_ms + 7_000)
    unfinished = one.history.unfinished()
    assert unfinished is not None
    assert unfinished.reps[-1] == Rep(1, 1, "left", 1)


def test_after_a_crash_it_goes_on_after_the_last_finished_rep(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    (bar,) = two.desk.window.findChildren(ResumeBar)
    name = timeline().parts[1].exercise.name
    asked = f"is not finished: 7 % done. Go on at {name}, left side, rep\u00a04?"
    assert bar.accessibleName().endswith(asked)
    two.press("Resume")
    player = two.desk.sessions.player
    assert player is not None
    assert not player.playing, "one lies down again first"
    two.play(0)
    here = player.timeline.at(player.position_ms)
    assert (here.segment.step, here.segment.side, here.segment.phase) == (1, "left", "prepare")
    assert here.left_ms >= 10_000, "with time to lie down again"
    assert player.timeline.segments[here.index + 1].rep == 4
    two.play(timeline().length_ms)
    (kept,) = two.history.sessions()
    assert kept.reps_done == kept.reps_planned
    assert two.history.unfinished() is None


def test_enter_goes_on_with_it_until_the_person_puts_the_focus_elsewhere(
    start: Starter, tmp_path: Path
) -> None:
    home = crashed(start, tmp_path)
    two = start(home)
    QApplication.processEvents()
    focused = two.desk.window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    player = two.desk.sessions.player
    assert player is not None
    assert player.session.done, "what was cut off, not the suggestion from its start"
    two.leave()
    three = start(home)
    QApplication.processEvents()
    handle = three.desk.window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    three.press("End it, keep what I did")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert three.desk.window.focusWidget() is not None, "the keys still lead somewhere"


def test_a_question_does_not_take_the_focus_from_whoever_uses_the_keys(start: Starter) -> None:
    one = start()
    QApplication.processEvents()
    window = one.desk.window
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
    before = window.focusWidget()
    window.add_bar(ResumeBar(one.desk.look, "‘One’ is not finished: 7 % done. Go on with it?"))
    assert window.focusWidget() is before


def test_what_is_left_is_told_before_it_goes_on(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    two.press("Resume")
    page, player = two.desk.sessions.page, two.desk.sessions.player
    assert page is not None
    assert player is not None
    left = words.minutes(player.timeline.length_ms - player.position_ms)
    assert left < words.minutes(player.timeline.length_ms)
    said = [w.text() for w in page.findChildren(Text)]
    assert any(text.startswith(f"{left} minutes left. You need") for text in said)


def test_one_that_is_not_gone_on_with_after_all_can_be_later(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    two.press("Resume")
    page = two.desk.sessions.page
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not isinstance(two.desk.window.page, SummaryPage)
    assert two.history.sessions() == []
    two.press("Resume")
    two.play(timeline().length_ms)
    (kept,) = two.history.sessions()
    assert kept.complete


def test_a_cut_off_session_is_kept_when_another_one_is_begun(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    two.desk.start("desk-five")
    two.play(timeline("desk-five").length_ms + 1_000)
    assert two.notices == []
    assert sorted(kept.reps_done for kept in two.history.sessions())[0] == 9
    assert len(two.history.sessions()) == 2


def test_what_hurt_is_kept_through_a_crash_though_no_rep_was_done(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("psoas-release")
    one.play(1_000)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.act(Do.HURTS)
    one.press("Go on, half as far")
    two = start(left_behind(one, tmp_path))
    (kept,) = two.history.sessions()
    assert kept.reps_done == 0
    assert two.history.session(kept.id).note.startswith("That hurt: ")


def test_a_cut_off_session_can_be_kept_as_it_is(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    two.press("End it, keep what I did")
    (kept,) = two.history.sessions()
    assert (kept.reps_done, kept.complete) == (9, False)
    assert two.history.unfinished() is None


def test_closing_the_window_in_mid_session_asks_nothing_and_offers_to_go_on_at_the_next_start(
    start: Starter, tmp_path: Path
) -> None:
    one = start()
    one.desk.start("psoas-release")
    first = next(s for s in timeline().segments if s.step == 1 and s.rep)
    one.play(first.start_ms + 7_000 * 3)
    done = len(one.desk.sessions.player.session.done)  # type: ignore[union-attr]
    one.leave()
    two = start(one.desk.home)
    assert two.history.sessions() == []
    (bar,) = two.desk.window.findChildren(ResumeBar)
    assert words.done_share(done, 126) in bar.accessibleName()
    two.press("End it, keep what I did")
    (kept,) = two.history.sessions()
    assert (kept.reps_done, kept.complete) == (done, False)


def gentler_instead(start: Starter, tmp_path: Path) -> Running:
    """A session that is resumed, and left for a gentler one on the ready panel."""
    two = start(crashed(start, tmp_path))
    two.press("Resume")
    page = two.desk.sessions.page
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_7)
    gentle = two.desk.context.library.routines["gentle-back-day"].name
    names = [w.accessibleName() for w in page.findChildren(QWidget)]
    two.press(next(name for name in names if name.startswith(gentle)))
    assert two.desk.sessions.player is not None
    assert two.desk.sessions.player.timeline.routine.id == "gentle-back-day"
    return two


def test_resumed_and_left_for_another_routine_both_are_on_disk(start: Starter, tmp_path: Path) -> None:
    two = gentler_instead(start, tmp_path)
    two.play(120_000)
    assert two.notices == []
    (kept,) = two.history.sessions()
    assert (kept.routine_id, kept.reps_done) == ("psoas-release", 9)
    unfinished = two.history.unfinished()
    assert unfinished is not None
    assert (unfinished.record.routine_id, unfinished.record.before) == ("gentle-back-day", 7)
    assert len(unfinished.reps) == len(two.desk.sessions.player.session.done) > 0  # type: ignore[union-attr]


def test_a_swap_survives_a_crash(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("psoas-release")
    step = next(n for n, part in enumerate(timeline().parts) if part.exercise.easier)
    exercise = timeline().parts[step].exercise
    one.play(0)
    player = one.desk.sessions.player
    assert player is not None
    player.seek(timeline().step_span(step)[0])
    one.play(25_000)
    assert one.desk.sessions.page is not None
    QTest.keyClick(one.desk.sessions.page, Qt.Key.Key_E)
    one.play(40_000)
    done = len(player.session.done)
    two = start(left_behind(one, tmp_path))
    two.press("Resume")
    two.play(0)
    back = two.desk.sessions.player
    assert back is not None
    assert back.part.exercise.id == exercise.easier
    ready = back.timeline.at(back.position_ms)
    assert ready.segment.phase == "prepare"
    segments = list(back.timeline.segments)
    del segments[ready.index]
    assert [one[2:] for one in segments] == [one[2:] for one in player.timeline.segments]
    page = two.desk.sessions.page
    assert page is not None
    page.ended.emit()
    (listed,) = two.history.sessions()
    kept = two.history.session(listed.id)
    assert (kept.swaps, kept.reps_done) == (((exercise.id, exercise.easier),), done)


def ended_early(start: Starter) -> Running:
    """A program in which a session was ended in its second exercise, and its summary saved."""
    one = start()
    one.desk.start("psoas-release")
    first = next(s for s in timeline().segments if s.step == 1 and s.rep)
    one.play(first.start_ms + 7_000 * 3)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.ended.emit()
    page = one.desk.window.page
    assert isinstance(page, SummaryPage)
    page.note.setPlainText("a phone call")
    one.press("Done")
    return one


def test_one_that_was_ended_early_goes_on_and_both_parts_are_one_session(start: Starter) -> None:
    one = ended_early(start)
    (half,) = one.history.sessions()
    assert (half.complete, half.counts) == (False, False)
    one.press("Go on")
    one.play(0)
    player = one.desk.sessions.player
    assert player is not None
    here = player.timeline.at(player.position_ms)
    assert (here.segment.step, here.segment.side, here.segment.phase) == (1, "left", "prepare")
    assert player.timeline.segments[here.index + 1].rep == half.reps_done - 5
    one.play(timeline().length_ms)
    assert isinstance(one.desk.window.page, SummaryPage)
    (whole,) = one.history.sessions()
    kept = one.history.session(whole.id)
    assert (whole.reps_done, whole.complete, kept.continues) == (whole.reps_planned, True, half.id)
    assert (whole.started, whole.note, kept.left_off) == (half.started, "a phone call", None)
    assert whole.played_ms >= timeline().length_ms - 8_000, "the minutes of both"
    assert one.history.past().times == {"psoas-release": 1}


def test_what_goes_on_can_be_cut_off_again(start: Starter, tmp_path: Path) -> None:
    one = ended_early(start)
    half = one.history.sessions()[0].reps_done
    one.press("Go on")
    one.play(60_000)
    done = len(one.desk.sessions.player.session.done)  # type: ignore[union-attr]
    assert done > half
    two = start(left_behind(one, tmp_path))
    assert [kept.reps_done for kept in two.history.sessions()] == [done], "none of it is lost"
    assert not two.desk.window.findChildren(ResumeBar), "one offer is enough"
    two.press("Go on")
    two.play(timeline().length_ms)
    (kept,) = two.history.sessions()
    assert (kept.reps_done, kept.complete) == (kept.reps_planned, True)


def test_it_goes_on_from_where_it_was_cut_off_though_the_first_part_is_asked_for(
    start: Starter, tmp_path: Path
) -> None:
    one = ended_early(start)
    one.press("Go on")
    one.play(60_000)
    done = len(one.desk.sessions.player.session.done)  # type: ignore[union-attr]
    two = start(left_behind(one, tmp_path))
    two.press("Go on")
    assert len(two.desk.sessions.player.session.done) == done  # type: ignore[union-attr]


def test_what_goes_on_and_is_ended_before_a_rep_stays_as_it_was(start: Starter) -> None:
    one = ended_early(start)
    before = one.history.sessions()
    one.press("Go on")
    one.play(500)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.ended.emit()
    assert one.history.sessions() == before
    assert one.history.unfinished() is None
    assert one.desk.window.page is one.desk.today.page


def test_it_can_be_ended_early_and_gone_on_with_more_than_once(start: Starter) -> None:
    one = ended_early(start)
    for _ in range(2):
        one.press("Go on")
        one.play(60_000)
        assert one.desk.sessions.page is not None
        one.desk.sessions.page.ended.emit()
        one.press("Done")
    one.press("Go on")
    one.play(timeline().length_ms)
    (whole,) = one.history.sessions()
    assert (whole.reps_done, whole.complete) == (whole.reps_planned, True)


def test_discomfort_told_before_it_goes_on_is_not_that_before_the_session(start: Starter) -> None:
    one = ended_early(start)
    one.press("Go on")
    QTest.keyClick(one.desk.sessions.page, Qt.Key.Key_3)  # type: ignore[arg-type]
    one.play(timeline().length_ms)
    (kept,) = one.history.sessions()
    assert kept.before is None
    assert kept.note.endswith("Discomfort during the session: 3.")


def test_what_was_ended_early_goes_on_from_its_summary(start: Starter) -> None:
    one = start()
    one.desk.start("psoas-release")
    one.play(120_000)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.ended.emit()
    summary = one.desk.window.page
    assert isinstance(summary, SummaryPage)
    shown = {button.words for button in summary.findChildren(Button) if button.isVisible()}
    assert "Go on" in shown
    assert "Do it again" not in shown
    summary.scale.choose(3)
    one.press("Go on")
    one.play(timeline().length_ms)
    (kept,) = one.history.sessions()
    assert (kept.reps_done, kept.complete) == (kept.reps_planned, True)


def test_a_summary_that_was_gone_on_from_is_not_there_to_go_on_from_again(start: Starter) -> None:
    one = start()
    one.desk.start("psoas-release")
    for _ in range(2):
        one.play(120_000)
        assert one.desk.sessions.page is not None
        one.desk.sessions.page.ended.emit()
        summary = one.desk.window.page
        assert isinstance(summary, SummaryPage)
        one.press("Go on")
    one.desk.sessions.end()
    assert one.desk.window.page is summary, "nothing came to it, so it goes on from there still"
    one.desk.window.back()
    assert one.desk.window.page is one.desk.today.page


def test_only_one_session_goes_on_from_another(start: Starter) -> None:
    one = ended_early(start)
    (half,) = one.desk.context.past.left_off
    one.press("Go on")
    one.play(60_000)
    one.desk.sessions.end()
    summary = one.desk.window.page
    assert isinstance(summary, SummaryPage)
    summary.went_on.emit(half)
    assert one.desk.sessions.player is None
    assert any("cannot go on any more" in said for said in one.notices)
    assert len(one.history.sessions()) == 1


@pytest.mark.parametrize("hurt", [False, True])
def test_a_crash_before_another_rep_leaves_what_was_told_after_the_first_part(
    start: Starter, tmp_path: Path, hurt: bool
) -> None:
    one = start()
    one.desk.start("psoas-release")
    one.play(120_000)
    if hurt:
        _hurts(one)
    one.desk.sessions.end()
    summary = one.desk.window.page
    assert isinstance(summary, SummaryPage)
    summary.scale.choose(2)
    note = one.history.session(one.history.sessions()[0].id).note
    one.press("Go on")
    one.play(500)
    two = start(left_behind(one, tmp_path))
    (kept,) = two.history.sessions()
    assert (kept.after, two.history.session(kept.id).note) == (2, note)
    assert two.history.unfinished() is None
    two.press("Go on")
    two.play(60_000)
    three = start(left_behind(two, tmp_path / "again"))
    (further,) = three.history.sessions()
    assert further.reps_done > kept.reps_done
    assert further.after is None, "it was told of what is no longer all of it"


def _hurts(one: Running) -> None:
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.act(Do.HURTS)
    one.press("Go on, half as far")


def test_another_number_before_it_goes_on_is_nothing_new_by_itself(start: Starter) -> None:
    one = ended_early(start)
    before = one.history.sessions()
    one.press("Go on")
    QTest.keyClick(one.desk.sessions.page, Qt.Key.Key_3)  # type: ignore[arg-type]
    one.play(500)
    one.desk.sessions.end()
    assert one.history.sessions() == before


def test_what_hurt_before_a_crash_is_kept_though_no_rep_was_added(start: Starter, tmp_path: Path) -> None:
    one = ended_early(start)
    one.press("Go on")
    one.play(500)
    _hurts(one)
    two = start(left_behind(one, tmp_path))
    (kept,) = two.history.sessions()
    assert "That hurt: " in two.history.session(kept.id).note


def test_the_routines_page_offers_what_was_left_off_last(start: Starter) -> None:
    one = start()
    one.desk.shelf.open("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    one.press("Start")
    for _ in range(2):
        one.play(120_000)
        one.desk.sessions.end()
        one.desk.window.back()
        assert one.desk.window.page is page
        (left,) = one.desk.context.past.left_off
        one.press("Go on")
        player = one.desk.sessions.player
        assert player is not None
        assert tuple(player.session.done) == left.left_off.done  # type: ignore[union-attr]
    one.play(timeline().length_ms)
    one.desk.window.back()
    assert page.start_button.words == "Start"
    assert page.focusProxy() is page.start_button


def test_a_session_that_is_not_there_is_not_said_to_have_changed(start: Starter) -> None:
    one = start()
    one.desk.sessions.go_on("gone")
    assert "That session cannot go on any more. Start it from the beginning." in one.notices


def test_what_was_told_today_is_not_asked_again(start: Starter) -> None:
    one = start()
    one.desk.start("psoas-release", before=4)
    one.play(120_000)
    for told in (4, 2):
        assert one.desk.sessions.page is not None
        one.desk.sessions.page.ended.emit()
        summary = one.desk.window.page
        assert isinstance(summary, SummaryPage)
        if told == 2:
            summary.scale.choose(2)
        one.press("Done")
        one.press("Go on")
        one.play(60_000)
        assert one.desk.sessions.page is not None
        assert one.desk.sessions.page.before == told
    one.play(timeline().length_ms)
    (kept,) = one.history.sessions()
    assert (kept.before, kept.note) == (4, "Discomfort during the session: 2.")


def test_a_cut_off_session_that_was_kept_as_it_is_can_be_gone_on_with(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    two.press("End it, keep what I did")
    two.press("Go on")
    two.play(timeline().length_ms)
    (kept,) = two.history.sessions()
    assert (kept.reps_done, kept.complete) == (kept.reps_planned, True)


def test_after_stopping_for_the_day_nobody_is_asked_to_go_on(start: Starter, qtbot: QtBot) -> None:
    one = start()
    one.desk.start("psoas-release")
    first = next(s for s in timeline().segments if s.step == 1 and s.rep)
    one.play(first.start_ms + 21_000)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.act(Do.HURTS)
    one.press("Stop for today")
    page = one.desk.window.page
    assert isinstance(page, SummaryPage)
    assert page.advice.said.startswith("Leave it for today You stopped because it was sharp.")
    offered = [button.words for button in page.findChildren(Button) if button.isVisible()]
    assert "When to get help" in offered
    assert not {"Do it again", "Go on"} & set(offered)
    page.scale.choose(1)
    assert page.advice.said.startswith("Leave it for today"), "whatever it feels like now"
    one.press("Done")
    QApplication.processEvents()
    hero = one.desk.today.page.hero
    assert not hero.start.isVisible()
    assert [one.words for one in hero.findChildren(Button) if one.isVisible()] == ["When to get help"]
    assert one.desk.today.page.cards == []
    assert one.desk.context.left_off("psoas-release") is None
    one.desk.shelf.open("psoas-release")
    QApplication.processEvents()
    detail = one.desk.window.page
    assert isinstance(detail, DetailPage)
    assert detail.start_button.words == "Start"
    assert not any(one.isVisible() and one.words == "Go on" for one in detail.findChildren(Button))
    (said,) = [text for text in detail.findChildren(Text) if text.text() == safety.STOPPED_TODAY]
    assert said.isVisible()
    assert not any(one.isVisible() and one._kind == "primary" for one in detail.findChildren(Button))
    with qtbot.waitSignal(detail.start):
        detail.start_button.click()
    assert not is_wanted(one.desk.context.home, one.wall, programme_days=False)


def test_a_programmes_session_that_hurt_says_so_on_its_page(start: Starter) -> None:
    one = start()
    one.desk.programmes.follow("feet-to-head", 12)
    one.desk.programmes.start("feet-to-head", 1)
    one.play(120_000)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.act(Do.HURTS)
    one.press("Stop for today")
    one.press("Done")
    for number, says in ((1, True), (2, False)):
        one.desk.open_session("feet-to-head", number)
        QApplication.processEvents()
        page = one.desk.window.page
        assert page is not None
        said = [text for text in page.findChildren(Text) if text.text() == safety.STOPPED_TODAY]
        assert any(text.isVisible() for text in said) is says


def test_a_machine_that_slept_in_a_session_pauses_it(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(20_000)
    one.clock.sleep(8 * 3_600_000)
    one.play(500)
    page, player = one.desk.sessions.page, one.desk.sessions.player
    assert page is not None
    assert player is not None
    assert page.state is State.PAUSED
    assert player.position_ms == 20_000


def test_the_keys_hold_the_session_while_they_are_read(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(20_000)
    one.desk.window.show_keys()
    page = one.desk.sessions.page
    assert page is not None
    assert page.state is State.PAUSED


def test_discomfort_told_late_is_kept_as_a_note_and_not_as_that_before(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(60_000)
    page = one.desk.sessions.page
    assert page is not None
    page.act(Do.FEEL)
    QTest.keyClick(page, Qt.Key.Key_3)
    page.act(Do.LEAVE)
    page.ended.emit()
    (kept,) = one.history.sessions()
    assert (kept.before, kept.note) == (None, "Discomfort during the session: 3.")


def test_a_session_in_which_nothing_was_done_leaves_no_trace(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(1_000)
    page = one.desk.sessions.page
    assert page is not None
    page.ended.emit()
    assert one.history.sessions() == []
    assert one.history.unfinished() is None
    assert one.desk.window.page is one.desk.today.page


@pytest.mark.parametrize("leave", ["sidebar", "discard and undo", "close"])
def test_what_is_added_after_a_session_is_kept_however_one_leaves(start: Starter, leave: str) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    page = one.desk.window.page
    assert isinstance(page, SummaryPage)
    page.scale.choose(2)
    page.note.setPlainText("easier today")
    if leave == "sidebar":
        one.desk.window.show_page("routines")
    elif leave == "close":
        one.desk.window.close()
    else:
        one.press("Discard")
        one.press("Undo")
    (listed,) = one.history.sessions()
    kept = one.history.session(listed.id)
    assert (kept.after, kept.note) == (2, "easier today")


def test_enter_saves_a_session_that_is_over(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(40_000)
    assert one.desk.sessions.page is not None
    one.desk.sessions.page.ended.emit()
    assert isinstance(one.desk.window.page, SummaryPage)
    focused = one.desk.window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert not isinstance(one.desk.window.page, SummaryPage)


def test_what_hurt_is_noted(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(40_000)
    page = one.desk.sessions.page
    assert page is not None
    page.act(Do.HURTS)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.act(Do.HURTS)
    one.press("Skip this exercise")
    page.ended.emit()
    (kept,) = one.history.sessions()
    assert "That hurt: Split-stance hip-flexor opener." in kept.note


def test_what_hurt_is_not_noted_while_it_is_not_answered(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(40_000)
    page = one.desk.sessions.page
    assert page is not None
    page.act(Do.HURTS)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.ended.emit()
    (kept,) = one.history.sessions()
    assert kept.note == ""


def notes_of_a_session_that_hurt(one: Running, answer: str) -> str:
    """The note kept of a session in which something hurt, and was answered in that way."""
    one.desk.start("desk-five")
    one.play(40_000)
    page = one.desk.sessions.page
    assert page is not None
    page.act(Do.HURTS)
    one.press(answer)
    if one.desk.sessions.page is not None:
        page.ended.emit()
    (kept,) = one.history.sessions()
    return kept.note


def test_how_it_hurt_and_what_was_done_is_noted(start: Starter) -> None:
    note = notes_of_a_session_that_hurt(start(), "Stop for today")
    assert note.startswith("That hurt: ")
    assert note.endswith("It was sharp, so I stopped for the day.")


def test_help_holds_the_session_and_says_the_signs(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(20_000)
    one.press("When to get help (Shift+F1)")
    (dialog,) = one.desk.window.findChildren(HelpDialog)
    assert dialog.isVisible()
    assert one.desk.sessions.player is not None
    assert not one.desk.sessions.player.playing
    dialog.close()


def test_too_much_discomfort_leads_to_something_gentle(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    page = one.desk.sessions.page
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_7)
    gentle = one.desk.context.library.routines["gentle-back-day"]
    name = next(
        w.accessibleName() for w in page.findChildren(QWidget) if w.accessibleName().startswith(gentle.name)
    )
    one.press(name)
    assert one.desk.sessions.player is not None
    assert one.desk.sessions.player.timeline.routine is gentle
    one.play(60_000)
    begun = one.history.unfinished()
    assert begun is not None
    assert begun.record.before == 7


def test_what_to_mind_is_said_before_and_in_the_session(start: Starter) -> None:
    one = start()
    one.desk.context.choose(careful_with=("sore-knee-kneel",))
    one.desk.start("psoas-release")
    page = one.desk.sessions.page
    assert page is not None
    said = " ".join(w.text() for w in page.findChildren(QWidget) if hasattr(w, "text") and w.isVisible())
    assert "Kneeling hurts. In the session, E makes it easier." in said


def test_lost_sound_is_said_once_and_play_goes_on(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(20_000)
    one.sink.lose("Sound is off.")
    one.play(2_000)
    assert one.desk.sessions.player is not None
    assert one.desk.sessions.player.playing
    assert one.notices.count("Sound is off.") == 1


def test_what_is_not_kept_is_said_in_the_session_and_stands_on_the_pages_after_it(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(20_000)
    page = one.desk.sessions.page
    assert page is not None
    one.desk.context.tell("Not kept.")
    assert page.toast.isVisible()
    page.toast.pass_time(60_000)
    page.ended.emit()
    one.desk.window.show_page("routines")
    assert one.notices.count("Not kept.") == 1


def test_the_screen_stays_on_while_playing_only(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    assert not one.screen.held
    one.play(5_000)
    assert one.screen.held
    page = one.desk.sessions.page
    assert page is not None
    page.toggle()
    assert not one.screen.held


def test_choices_in_the_player_are_kept(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(5_000)
    page = one.desk.sessions.page
    assert page is not None
    page.toggle_mute()
    assert one.sink.muted
    assert load_settings(one.desk.home.settings).muted


def test_a_session_goes_on_as_it_was_chosen_after_a_crash(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.shelf.open("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    step = next(n for n, part in enumerate(timeline().parts) if "static" in part.exercise.methods)
    page.rows[step].method_chosen.emit("static")
    home = crashed(lambda: one, tmp_path)
    two = start(home)
    two.press("Resume")
    player = two.desk.sessions.player
    assert player is not None
    assert player.timeline.parts[step].method.id == "static"


@pytest.mark.parametrize("before", [Qt.WindowState.WindowNoState, Qt.WindowState.WindowMaximized])
def test_full_screen_leads_back_to_the_window_as_it_was(start: Starter, before: Qt.WindowState) -> None:
    one = start()
    window = one.desk.window
    window.setWindowState(before)
    one.desk.start("desk-five")
    one.play(5_000)
    page = one.desk.sessions.page
    assert page is not None
    page.full_asked.emit(True)
    assert window.isFullScreen()
    assert state_of(window)["maximized"] is (before == Qt.WindowState.WindowMaximized)
    page.full_asked.emit(False)
    assert window.windowState() == before


def test_a_session_that_was_closed_after_its_last_rep_is_kept_and_not_offered(
    start: Starter, tmp_path: Path
) -> None:
    one = start()
    one.desk.start("desk-five")
    planned = sum(one.planned for one in sets_done(timeline("desk-five"), ()))
    one.play(timeline("desk-five").length_ms - 5_000)
    while (player := one.desk.sessions.player) and len(player.session.done) < planned:
        one.play(20, step=20)
    assert one.desk.sessions.player is not None, "its end has not come yet"
    two = start(left_behind(one, tmp_path))
    assert not two.desk.window.findChildren(ResumeBar)
    (kept,) = two.history.sessions()
    assert kept.reps_done == kept.reps_planned


def test_what_is_summed_up_was_when_it_began_and_ending_it_is_no_pause(start: Starter) -> None:
    one = start()
    one.desk.start("psoas-release")
    one.play(timeline().parts[0].length_ms() + 120_000)
    page = one.desk.sessions.page
    assert page is not None
    page.ask_end()
    one.desk.sessions.end()
    (kept,) = one.history.sessions()
    began = words.day(kept.local_start, "%A %H:%M")
    assert began != words.day(one.wall, "%A %H:%M")
    shown = one.desk.window.page
    assert isinstance(shown, SummaryPage)
    assert any(began in text.text() for text in shown.findChildren(Text))
    assert one.history.session(kept.id).events == ()
