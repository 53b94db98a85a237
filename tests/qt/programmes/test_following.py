"""Following a programme in the program as a whole: played, remembered, asked about, paused, left, made."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided import words
from guided.editing.plandrafts import place_of
from guided.paths import home_in
from guided.qt.commands import CommandsDialog
from guided.qt.paper.printing import SheetPreview
from guided.qt.play.summary import SummaryPage
from guided.qt.programmes.detail import ProgrammePage
from guided.qt.programmes.editor import ProgrammeEditor
from guided.qt.programmes.nextday import NextDayBar
from guided.qt.progress.measure import MeasurePage
from guided.qt.routines.detail import DetailPage
from guided.qt.today.page import TodayPage
from guided.qt.widgets.message import Toast
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.questionbar import QuestionBar
from guided.qt.widgets.text import Text
from tests.qt.running import Running, Starter

FEET = "feet-to-head"


def page_of(one: Running) -> ProgrammePage:
    QApplication.processEvents()
    page = one.desk.window.page
    assert isinstance(page, ProgrammePage)
    return page


def shown(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def detail_of(one: Running) -> DetailPage:
    QApplication.processEvents()
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    return page


def row_of(one: Running, number: int) -> Pressable:
    """The row of a session in the list of all."""
    rows = [row for row in page_of(one).findChildren(Pressable) if row.words.startswith(f"{number}, ")]
    return rows[-1]


def follow(one: Running, name: str = FEET) -> ProgrammePage:
    one.desk.window.show_page("programmes")
    one.desk.programmes.open(name)
    one.press("Follow this programme")
    return page_of(one)


def play(one: Running, after: int | None = 1) -> None:
    """Presses Start, plays to the end, and saves with an answer."""
    one.press("Start")
    player = one.desk.sessions.player
    assert player is not None
    one.play(player.timeline.length_ms + 1_000, step=1_000)
    summary = one.desk.window.page
    assert isinstance(summary, SummaryPage)
    if after is not None:
        summary.scale.choose(after)
    save(one)


def save(one: Running) -> None:
    """Saves a session that is over, which leads to Today, and goes on to its programme."""
    one.press("Done")
    assert isinstance(one.desk.window.page, TodayPage)
    one.desk.window.show_page("programmes")
    one.desk.programmes.open(FEET)


def test_what_is_for_what_hurts_is_listed_first(start: Starter) -> None:
    one = start()
    for sore, first in (("hip-front", "four-week-hip-flexors"), ("neck", "neck-week")):
        one.desk.context.choose(sore=(sore,))
        one.desk.window.show_page("programmes")
        page = one.desk.programmes.page
        assert next(iter(page.cards)) == first
    one.desk.context.choose(sore=("low-back",))
    assert next(iter(page.cards)) == "back-and-walking"


def test_programmes_is_at_its_top_once_another_one_is_followed(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("programmes")
    page = one.desk.programmes.page
    name, last = list(page.cards.items())[-1]
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    last.click()
    one.desk.window.back()
    assert bar.value() > 0  # looked at and left: one is where one was
    page.cards[name].click()
    one.press("Follow this programme")
    one.desk.window.back()
    assert next(iter(page.cards)) == name
    assert bar.value() == 0


def test_a_session_of_a_programme_from_start_to_the_day_after(start: Starter) -> None:
    one = start()
    page = follow(one)
    assert "Feet first: everything above stands on them." in shown(page)
    play(one)
    assert "Done for today. The next session is on Friday" in shown(page_of(one))
    (kept,) = one.history.sessions()
    assert (kept.routine_name, kept.after) == ("Feet to head 1: Feet", 1)
    (followed,) = one.history.programmes.followed()
    assert [(done.number, done.after, done.session_id) for done in followed.done] == [(1, 1, kept.id)]
    one.leave()

    tomorrow = start(days=1)
    QApplication.processEvents()
    (bar,) = tomorrow.desk.window.findChildren(NextDayBar)
    assert "How did you feel the day after Feet to head: Feet?" in shown(bar)
    tomorrow.press("The same")
    assert tomorrow.history.programmes.followed()[0].done[0].next_day == "same"
    tomorrow.desk.window.show_page("programmes")
    assert "Rest day, as planned. The next session is on Friday: Session 2 of 12" in shown(
        tomorrow.desk.programmes.page
    )
    tomorrow.leave()

    friday = start(days=3)
    friday.desk.window.show_page("programmes")
    assert "Today: Session 2 of 12, Ankles and calves." in shown(friday.desk.programmes.page)
    assert not friday.desk.window.findChildren(NextDayBar)


def test_the_page_asks_instead_of_the_bar(start: Starter) -> None:
    one = start()
    follow(one)
    play(one)
    one.leave()
    later = start(days=1)
    later.desk.window.show_page("programmes")
    later.desk.programmes.open(FEET)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not later.desk.window.findChildren(NextDayBar)
    later.press("Sore for over a day")
    assert "You were sore for over a day." in shown(page_of(later))
    later.press("Undo")
    assert later.history.programmes.followed()[0].done[0].next_day is None


def test_what_a_session_was_for_outlives_a_crash(start: Starter, tmp_path: Path) -> None:
    one = start()
    follow(one)
    one.press("Start")
    one.play(150_000, step=1_000)
    copytree(tmp_path / "one", tmp_path / "two")
    two = start(home_in(tmp_path / "two"))
    two.press("Resume")
    player = two.desk.sessions.player
    assert player is not None
    two.play(player.timeline.length_ms, step=1_000)
    save(two)
    assert [done.number for done in two.history.programmes.followed()[0].done] == [1]


def test_a_session_that_is_discarded_is_not_done(start: Starter) -> None:
    one = start()
    follow(one)
    one.press("Start")
    player = one.desk.sessions.player
    assert player is not None
    one.play(player.timeline.length_ms + 1_000, step=1_000)
    one.press("Discard")
    assert one.history.programmes.followed()[0].done == ()
    one.press("Undo")
    assert len(one.history.programmes.followed()[0].done) == 1


def test_again_is_again_for_the_programme(start: Starter) -> None:
    one = start()
    follow(one)
    play(one)
    one.press("Start it now")
    player = one.desk.sessions.player
    assert player is not None
    assert player.timeline.routine.name == "Feet to head 2: Ankles and calves"
    one.play(player.timeline.length_ms + 1_000, step=1_000)
    one.press("Do it again")
    player = one.desk.sessions.player
    assert player is not None
    assert player.timeline.routine.name == "Feet to head 2: Ankles and calves"
    one.play(player.timeline.length_ms + 1_000, step=1_000)
    one.press("Done")
    assert [done.number for done in one.history.programmes.followed()[0].done] == [1, 2, 2]


def test_pause_resume_leave_and_back(start: Starter) -> None:
    one = start()
    page = follow(one)
    one.press("Pause the programme")
    assert "Paused" in shown(page)
    one.press("Resume the programme")
    assert "Paused" not in shown(page)
    one.press("Leave the programme")
    assert "Begins with" in shown(page)
    assert one.history.programmes.followed() == []
    one.press("Undo")
    assert "Begins with" not in shown(page)
    assert not one.history.programmes.followed()[0].paused


def paused(one: Running) -> dict[str, bool]:
    """The programmes that are followed, and whether each is paused."""
    return {run.programme_id: run.paused for run in one.history.programmes.followed()}


def test_another_programme_pauses_the_first(start: Starter) -> None:
    one = start()
    follow(one)
    follow(one, "four-week-hip-flexors")
    assert "Feet to head is paused" in shown(one.desk.window)
    assert paused(one) == {FEET: True, "four-week-hip-flexors": False}
    one.press("Undo")
    assert paused(one) == {FEET: False}
    assert "Begins with" in shown(page_of(one))


def test_one_that_is_begun_again_offers_no_undo_that_would_lose_the_run_before(start: Starter) -> None:
    one = start()
    other = "four-week-hip-flexors"
    follow(one)
    follow(one, other)
    one.desk.programmes.follow(FEET, 12)
    assert paused(one) == {FEET: False, other: True}
    assert any("is paused" in said for said in one.notices)
    toast = one.desk.window.findChild(Toast)
    assert toast is not None
    assert not toast.offers


def test_what_following_another_one_does_is_said_before_and_taken_back_after(start: Starter) -> None:
    one = start()
    other = "four-week-hip-flexors"
    assert "If you follow" not in shown(follow(one))
    one.desk.window.back()
    one.desk.programmes.open(other)
    told = "If you follow this one, Feet to head will be paused. You can go back to it later."
    assert told in shown(page_of(one))
    row_of(one, 1).click()
    assert told in shown(detail_of(one))
    one.desk.window.back()
    one.press("Follow this programme")
    assert "If you follow" not in shown(page_of(one))
    one.desk.window.back()
    one.desk.programmes.open(FEET)
    one.press("Resume the programme")
    assert paused(one) == {FEET: False, other: True}
    one.press("Undo")
    assert paused(one) == {FEET: True, other: False}


def test_what_is_in_todays_session_is_seen_before_it_starts(start: Starter) -> None:
    one = start()
    follow(one)
    one.press("See what is in it")
    page = detail_of(one)
    said = shown(page)
    for part in page.rows:
        part.head.click()
    opened = shown(page)
    assert "Feet to head 1: Feet" in said
    assert "Session 1 of 12" in said
    assert "When to stop" in said
    assert "Stop if" in opened
    assert "How each rep goes" not in opened  # its dose is the programme's own
    assert not [w for w in page.findChildren(Pressable) if "favourite" in w.words and w.isVisible()]
    page.print_sheet.emit("")
    (preview,) = one.desk.window.findChildren(SheetPreview)
    preview.close()
    one.press("Feet to head")
    page_of(one)
    one.press("See what is in it")
    play(one)
    (followed,) = one.history.programmes.followed()
    assert [done.number for done in followed.done] == [1]
    page_of(one)


def test_any_session_is_looked_at_with_the_keyboard_and_what_it_would_change_is_said(start: Starter) -> None:
    one = start()
    follow(one)
    QTest.keyClick(row_of(one, 3), Qt.Key.Key_Return)
    assert "Session 3 of 12" in shown(detail_of(one))
    assert "If you do it now, the programme goes on from here." in shown(detail_of(one))
    one.press("Feet to head")
    QTest.mouseClick(row_of(one, 1), Qt.MouseButton.LeftButton)
    assert "the programme goes on from here" not in shown(detail_of(one))


def test_a_session_of_a_programme_not_followed_yet_says_that_it_will_be(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("programmes")
    one.desk.programmes.open(FEET)
    row_of(one, 2).click()
    assert detail_of(one).start_button.words == "Follow and start"
    assert one.history.programmes.followed() == []
    detail_of(one).start_button.click()
    assert one.desk.sessions.player is not None
    assert [run.programme_id for run in one.history.programmes.followed()] == [FEET]


def test_follow_and_start_has_all_its_words_in_a_small_window_with_large_text(start: Starter) -> None:
    one = start()
    one.desk.window.resize(800, 560)
    one.desk.context.choose(text_size=150)
    one.desk.window.show_page("programmes")
    one.desk.programmes.open("four-week-hip-flexors")
    row_of(one, 2).click()
    button = detail_of(one).start_button
    assert button.words == "Follow and start"
    assert button.width() >= button.sizeHint().width()
    assert "sheet" in detail_of(one).offers()


def test_the_short_way_is_seen_short(start: Starter) -> None:
    one = start()
    follow(one)
    play(one)
    one.leave()
    later = start(days=40)
    later.desk.window.show_page("programmes")
    later.desk.programmes.open(FEET)
    later.press("See what is in it")
    minutes = shown(detail_of(later))
    later.press("Feet to head")
    row_of(later, 2).click()
    assert minutes != shown(detail_of(later))


def test_a_routine_played_as_it_is_takes_what_the_person_chose_in_it(start: Starter, tmp_path: Path) -> None:
    home = home_in(tmp_path / "one")
    (home.data / "programmes").mkdir(parents=True)
    text = '[[session]]\nroutine = "psoas-release"\n'
    (home.data / "programmes" / "mine.toml").write_text(f'name = "Mine"\n{text}', "utf-8")
    one = start(home)
    one.desk.shelf.own_files.read_now()
    follow(one, "mine")
    one.press("See what is in it")
    page = detail_of(one)
    part = page.rows[1]
    part.head.click()
    assert part.ways is not None
    part.reps_chosen.emit(8)
    assert "Changed by you" in shown(page)
    one.press("Mine")
    one.press("Start")
    player = one.desk.sessions.player
    assert player is not None
    assert set(player.timeline.parts[1].reps) == {8}


def test_what_a_programme_has_measured_is_shown_first_and_ticked_when_entered(start: Starter) -> None:
    one = start()
    follow(one)
    one.press("Measure now")
    page = one.desk.window.page
    assert isinstance(page, MeasurePage)
    assert "Feet to head asks for these" in shown(page)
    assert [button.words for button in page.asked.values()] == ["Tightness", "Ankle bend at a wall"]
    assert page.chosen == "tightness"
    assert page.form is not None
    assert page.form.points is not None
    page.form.points.choose(3)
    page.form.button.click()
    assert [button.words for button in page.asked.values()] == [
        "Tightness, entered today",
        "Ankle bend at a wall",
    ]
    page.asked["knee-to-wall"].click()
    assert page.chosen == "knee-to-wall"
    one.press("Feet to head")
    page_of(one)
    one.press("Measure now")
    again = one.desk.window.page
    assert isinstance(again, MeasurePage)
    assert again.chosen == "knee-to-wall"  # what is left to be entered


def test_choosing_another_session_and_how_far(start: Starter) -> None:
    one = start()
    page = follow(one)
    one.press("3")
    assert one.history.programmes.followed()[0].until == 3
    play(one, after=5)
    one.wall += timedelta(days=2)
    one.desk.programmes.show()
    page = page_of(one)
    assert "So once more, smaller and at your own pace." in shown(page)
    one.press("Move on instead")
    assert "You chose it." in shown(page)
    one.press("Back to the plan")
    assert "You chose it." not in shown(page)


def test_a_programme_of_ones_own_is_made_kept_and_followed(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.window.show_page("programmes")
    one.press("New programme")
    QApplication.processEvents()
    page = one.desk.window.page
    assert isinstance(page, ProgrammeEditor)
    page.add("two-minute-stand-up")
    page.add("psoas-release-short")
    page.name.setText('Hüfte \\ "Core" <b>')
    one.press("Save programme")
    assert (tmp_path / "one" / "data" / "programmes" / "hufte-core-b.toml").exists()
    opened = page_of(one)
    assert 'Hüfte \\ "Core" <b>' in shown(opened)
    one.press("Follow this programme")
    play(one)
    assert [done.number for done in one.history.programmes.followed()[0].done] == [1]
    (kept,) = one.history.sessions()
    assert kept.routine_id == "two-minute-stand-up"  # it counts as that routine, too
    one.leave()
    again = start()
    again.desk.shelf.own_files.read_now()
    again.desk.window.show_page("programmes")
    assert "Yours" in shown(again.desk.programmes.page)


def test_a_folder_that_does_not_take_it_is_told(start: Starter, tmp_path: Path) -> None:
    one = start()
    folder = tmp_path / "one" / "data" / "programmes"
    if folder.exists():
        folder.rmdir()
    folder.write_text("in the way")
    one.desk.window.show_page("programmes")
    one.press("New programme")
    QApplication.processEvents()
    page = one.desk.window.page
    assert isinstance(page, ProgrammeEditor)
    page.add("two-minute-stand-up")
    page.name.setText("Up")
    one.press("Save programme")
    assert "Not saved" in shown(page)


def editor_of(one: Running) -> ProgrammeEditor:
    QApplication.processEvents()
    page = one.desk.window.page
    assert isinstance(page, ProgrammeEditor)
    return page


def test_a_new_one_that_is_left_is_gone_on_with_at_once_or_after_a_restart(
    start: Starter, tmp_path: Path, qtbot: QtBot
) -> None:
    one = start()
    draft = place_of(one.desk.home.drafts, "")
    one.desk.window.show_page("programmes")
    one.press("New programme")
    page = editor_of(one)
    page.add("two-minute-stand-up")
    page.name.setText("Up")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: one.desk.window.findChild(QuestionBar) is not None)
    assert draft.exists()
    one.press("Go on with it")
    page = editor_of(one)
    assert (page.order, page.name.text()) == (["two-minute-stand-up"], "Up")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert one.desk.window.findChild(QuestionBar) is None
    page.add("psoas-release-short")
    one.leave()
    again = start()
    again.desk.window.show_page("programmes")
    again.press("New programme")
    page = editor_of(again)
    assert page.order == ["two-minute-stand-up", "psoas-release-short"]
    again.press("Begin anew")
    assert (page.order, page.name.text()) == ([], "")
    again.desk.window.back()
    assert not draft.exists()


def test_a_programme_that_was_left_is_found_by_its_name_or_thrown_away(start: Starter, qtbot: QtBot) -> None:
    one = start()
    draft = place_of(one.desk.home.drafts, "")
    one.desk.window.show_page("programmes")
    one.press("New programme")
    editor_of(one).name.setText("Up and down")
    QTest.keyClick(editor_of(one), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: one.desk.window.findChild(QuestionBar) is not None)
    one.desk.window.commands_asked.emit()
    dialog = one.desk.window.findChild(CommandsDialog)
    assert dialog is not None
    dialog.field.setText("up and down")
    assert dialog.list.item(0).text() == "Up and down"
    dialog.reject()
    one.press("Throw it away")
    assert not draft.exists()
    one.press("Undo")
    assert editor_of(one).name.text() == "Up and down"


def test_what_was_changed_and_left_comes_back_and_goes_once_it_is_saved(
    start: Starter, tmp_path: Path
) -> None:
    one, file = mine(start, tmp_path)
    one.press("Edit")
    editor_of(one).rows[0].out.click()
    one.desk.window.back()
    assert file.read_text() == MINE
    one.press("Edit")
    page = editor_of(one)
    assert page.order == ["psoas-release-short"]
    draft = place_of(one.desk.home.drafts, "mine")
    assert draft.exists()
    one.press("Save programme")
    QApplication.processEvents()
    assert file.read_text().count("[[session]]") == 1
    assert not draft.exists()


def test_nothing_there_says_what_the_person_chooses_the_word_for(start: Starter) -> None:
    one = start()
    for name in (FEET, "four-week-hip-flexors"):
        page = follow(one, name)
        assert "stretch" not in shown(page).casefold()
        one.desk.window.back()
    assert "stretch" not in shown(one.desk.programmes.page).casefold()


MINE = """# By hand.
name = "Mine"

[[session]]
routine = "two-minute-stand-up"  # the first

[[session]]
routine = "psoas-release-short"
"""


def mine(start: Starter, tmp_path: Path) -> tuple[Running, Path]:
    """A programme of the person's own, opened."""
    file = tmp_path / "one" / "data" / "programmes" / "mine.toml"
    file.parent.mkdir(parents=True)
    file.write_text(MINE)
    one = start()
    one.desk.shelf.own_files.read_now()
    one.desk.window.show_page("programmes")
    one.desk.programmes.open("mine")
    return one, file


def test_one_of_ones_own_is_changed_and_keeps_what_is_by_hand(start: Starter, tmp_path: Path) -> None:
    one, file = mine(start, tmp_path)
    one.press("Edit")
    page = one.desk.window.page
    assert isinstance(page, ProgrammeEditor)
    page.rows[0].days.more.click()
    one.press("Save programme")
    assert file.read_text() == MINE.replace("# the first\n", "# the first\ndays = 3\n")
    assert "Mine" in shown(page_of(one))


def test_a_file_changed_meanwhile_is_not_lost_unasked(start: Starter, tmp_path: Path) -> None:
    one, file = mine(start, tmp_path)
    one.press("Edit")
    page = one.desk.window.page
    assert isinstance(page, ProgrammeEditor)
    page.rows[0].out.click()
    file.write_text(MINE + "# more\n")
    one.press("Save programme")
    assert file.read_text() == MINE + "# more\n"
    assert "Another program has changed the file meanwhile." in shown(page)
    one.press("Save programme")
    assert file.read_text().count("[[session]]") == 1


def leave_editor(one: Running) -> None:
    """Go back from it, and see its page gone."""
    one.desk.window.back()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_was_left_is_gone_on_with_whatever_became_of_the_file(start: Starter, tmp_path: Path) -> None:
    one, file = mine(start, tmp_path)
    one.press("Edit")
    editor_of(one).rows[0].out.click()
    leave_editor(one)
    theirs = MINE[: MINE.rindex("[[session]]")]
    file.write_text(theirs)
    one.desk.shelf.own_files.read_now()
    one.press("Go on with it")
    page = editor_of(one)
    assert page.order == ["psoas-release-short"]
    assert "Begin anew" not in one.notices
    one.press("Save programme")
    assert file.read_text() == theirs
    assert "Another program has changed the file meanwhile." in shown(page)
    one.press("Save programme")
    assert 'routine = "psoas-release-short"' in file.read_text()
    assert file.read_text().count("[[session]]") == 1


def test_a_copy_that_was_left_is_gone_on_with_though_what_is_copied_changed(
    start: Starter, tmp_path: Path
) -> None:
    one, file = mine(start, tmp_path)
    one.desk.programmes.own.copy("mine")
    editor_of(one).rows[0].out.click()
    leave_editor(one)
    file.write_text(MINE + "# more\n")
    one.desk.shelf.own_files.read_now()
    one.press("Go on with it")
    assert editor_of(one).order == ["psoas-release-short"]


@pytest.mark.parametrize("way", ["edit", "copy"])
def test_what_was_left_of_one_that_is_deleted_is_asked_about_no_more(
    start: Starter, tmp_path: Path, way: str
) -> None:
    one, _ = mine(start, tmp_path)
    getattr(one.desk.programmes.own, way)("mine")
    editor_of(one).rows[0].out.click()
    leave_editor(one)
    assert one.desk.window.findChild(QuestionBar) is not None
    left = next(one.desk.programmes.own.left())
    one.press("Delete")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert one.desk.window.findChild(QuestionBar) is None
    left.go_on()  # as from a list that was open before
    assert one.desk.window.page is one.desk.programmes.page


def test_undo_gives_what_was_thrown_away_to_the_page_that_took_its_place(
    start: Starter, qtbot: QtBot
) -> None:
    one = start()
    one.desk.window.show_page("programmes")
    one.press("New programme")
    editor_of(one).name.setText("Old one")
    one.desk.window.back()
    qtbot.waitUntil(lambda: one.desk.window.findChild(QuestionBar) is not None)
    one.press("Throw it away")
    one.press("New programme")
    page = editor_of(one)
    page.name.setText("New one")
    toast = one.desk.window.findChild(Toast)
    assert toast is not None
    assert toast.take_back()
    assert editor_of(one) is page
    assert page.name.text() == "Old one"
    page.undo()
    assert page.name.text() == "New one"


def test_one_of_ones_own_goes_to_the_trash_and_comes_back(start: Starter, tmp_path: Path) -> None:
    one, file = mine(start, tmp_path)
    one.press("Delete")
    assert not file.exists()
    assert "mine" not in one.desk.shelf.library.programmes
    assert one.desk.window.page is one.desk.programmes.page
    one.press("Undo")
    assert file.read_text() == MINE
    assert "mine" in one.desk.shelf.library.programmes


def test_a_shipped_one_can_neither_be_changed_nor_deleted(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("programmes")
    one.desk.programmes.open("neck-week")
    page = page_of(one)
    assert set(page.offers()) == {"duplicate"}
    assert not page.edit.isVisible()


def test_a_copy_of_a_shipped_one_is_ones_own_and_can_be_changed(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("programmes")
    one.desk.programmes.open("four-week-hip-flexors")
    one.press("Make a copy")
    page = one.desk.window.page
    assert isinstance(page, ProgrammeEditor)
    assert page.rows[1].name == "Strengthen the core"  # and not the id of the routine in its file
    page.rows[6].out.click()
    one.press("Save programme")
    assert page_of(one).edit.isVisible()
    library = one.desk.shelf.library
    shipped = library.programmes["four-week-hip-flexors"]
    copy = library.programmes[one.desk.programmes.opened_id]
    assert copy.name == "Four weeks for the hip flexors, my way"
    kept = [session for session in shipped.sessions if session.number != 7]
    assert [(one.routine, one.days, one.stage) for one in copy.sessions] == [
        (one.routine, one.days, one.stage) for one in kept
    ]


def test_a_copy_that_is_left_is_no_programme_and_comes_back_with_its_own_alone(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("programmes")
    before = set(one.desk.shelf.library.programmes)
    one.desk.programmes.open("neck-week")
    one.press("Make a copy")
    page = one.desk.window.page
    assert isinstance(page, ProgrammeEditor)
    page.rows[0].out.click()
    one.desk.window.back()
    one.desk.shelf.own_files.read_now()
    assert set(one.desk.shelf.library.programmes) == before
    QApplication.processEvents()
    one.desk.programmes.open("feet-to-head")
    one.press("Make a copy")
    other = one.desk.window.page
    assert isinstance(other, ProgrammeEditor)
    assert len(other.rows) == 12
    one.desk.window.back()
    one.desk.window.back()
    one.press("Make a copy")
    again = one.desk.window.page
    assert isinstance(again, ProgrammeEditor)
    assert len(again.rows) == 6


def test_programmes_seen_again_say_what_changed_meanwhile(start: Starter) -> None:
    one = start()
    window = one.desk.window
    window.show_page("programmes")
    before = shown(one.desk.programmes.page)
    window.show_page("settings")
    one.desk.context.choose(pace=1.5)
    window.show_page("programmes")
    assert shown(one.desk.programmes.page) != before  # a slower pace takes longer


def test_what_is_said_of_a_programme_as_a_whole_is_true_of_its_sessions(start: Starter) -> None:
    """The minutes, the number of sessions and what its goal counts, of each that comes with the program."""
    one = start()
    counted = {"Twelve": 12, "five": 5, "Seven": 7}
    for entry in one.desk.programmes._entries():
        programme = entry.programme
        minutes = [int(words.duration(ms).removesuffix(" min")) for ms in entry.lengths_ms]
        assert entry.length.startswith(f"{len(programme.sessions)} sessions, about ")
        assert entry.length.endswith(f", {min(minutes)} to {max(minutes)} min each")
        for number, what in re.findall(r"(\w+) (?:sessions|days)( a week|)", programme.goal):
            stage = len(programme.stage(1)) if what else len(programme.sessions)
            assert counted.get(number, stage) == stage, programme.goal
        for session in programme.sessions:
            walked = re.search(r"(\d+) minutes of walking", session.goal)
            steps = [step.fill_ms for step in session.steps if step.exercise.startswith("walk")]
            assert not walked or steps == [60_000 * int(walked[1])], session.goal
