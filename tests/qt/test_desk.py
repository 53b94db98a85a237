"""The program as a whole: start, play, remember, look back, print; and what happens when things break."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.history import open_history
from guided.paths import Home, home_in
from guided.qt.app import make_window
from guided.qt.desk import Desk
from guided.qt.learn.page import LearnPage
from guided.qt.play.resume import ResumeBar
from guided.qt.play.summary import SummaryPage
from guided.qt.progress.measure import MeasurePage
from guided.qt.routines.detail import DetailPage
from guided.qt.widgets import Notice
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.you.help import HelpDialog
from guided.qt.you.settings import SettingsPage
from guided.qt.you.welcome import WelcomePage
from guided.session import Rep
from guided.settings import Settings
from guided.settings import load as load_settings
from tests.disks import full_disk
from tests.fakes import Clock, Sink
from tests.qt.shipped import library, timeline

NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)


class Quiet:
    """A screen that is asked to stay on."""

    def __init__(self) -> None:
        self.held = False

    def hold(self) -> None:
        self.held = True

    def release(self) -> None:
        self.held = False


class Running:
    """A program in a home of its own, with time and sound in the test's hands."""

    def __init__(self, app: QApplication, home: Home, wall: datetime = NOW) -> None:
        self.clock, self.sink, self.screen = Clock(), Sink(), Quiet()
        self.wall = wall
        settings = Settings(theme="light", motion="reduced")
        self.desk = Desk(
            make_window(app, home, settings),
            home,
            settings,
            self.clock,
            lambda: self.wall,
            self.sink,
            self.screen,  # type: ignore[arg-type]
            library(),
        )
        self.desk.window.show()
        self.desk.settle()

    def play(self, ms: int, step: int = 500) -> None:
        """Starts the session that is getting ready, and lets it run."""
        page, player = self.desk.play_page, self.desk.player
        assert page is not None
        assert player is not None
        if not player.playing:
            QTest.keyClick(page, Qt.Key.Key_Return)
        for _ in range(ms // step):
            self.clock.advance(step)
            self.wall += timedelta(milliseconds=step)
            player.tick()

    @property
    def notices(self) -> list[str]:
        QApplication.processEvents()
        return [
            label.text()
            for notice in self.desk.window.findChildren(Notice)
            if notice.isVisible()
            for label in notice.findChildren(QWidget)
            if hasattr(label, "text") and label.text()
        ]

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        QApplication.processEvents()
        button = next(
            w for w in self.desk.window.findChildren(QWidget) if w.accessibleName() == name and w.isVisible()
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


Starter = Callable[..., Running]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Starter]:
    """Starts a program; again in the same home with the same folder."""
    running: list[Running] = []

    def run(home: Home | None = None) -> Running:
        running.append(Running(qapp, home or home_in(tmp_path / "one")))
        return running[-1]

    yield run
    for one in running:
        one.desk.window.close()
        one.desk.close()
        one.desk.window.deleteLater()
        one.desk.look.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_session_from_start_to_progress(start: Starter) -> None:
    one = start()
    one.desk.start("psoas-release")
    one.play(timeline().length_ms + 1_000)
    page = one.desk.window.page
    assert isinstance(page, SummaryPage)
    shown = " ".join(w.text() for w in page.findChildren(QWidget) if hasattr(w, "text"))
    assert "12 left, 12 right" in shown
    assert "Session done" in shown
    page.scale.choose(2)
    page.note.setPlainText("Looser on the left.")
    one.press("Save session")
    (kept,) = one.desk.history.sessions()
    assert (kept.after, kept.note, kept.complete) == (2, "Looser on the left.", True)
    assert kept.reps_done == kept.reps_planned
    assert kept.played_ms == timeline().length_ms
    assert one.desk.window.page is one.desk.progress
    assert one.desk.progress.sessions.model().rowCount() == 1


def test_a_measure_is_kept_deleted_and_brought_back(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.window.show_page("progress")
    one.press("Measure")
    page = one.desk.window.page
    assert isinstance(page, MeasurePage)
    page.choose("knee-to-wall")
    assert page.form is not None
    page.form.fields["left"].setText("9")
    page.form.fields["right"].setText("10")
    page.form.save()
    (kept,) = one.desk.history.measured()
    assert (kept.measure, kept.left, kept.right, kept.taken) == (
        "knee-to-wall",
        9,
        10,
        "2026-11-24T07:42:00Z",
    )
    page.export_asked.emit(str(tmp_path / "measures.csv"))
    assert "Knee to wall" in (tmp_path / "measures.csv").read_text("utf-8")
    page.delete_asked.emit(kept.id)
    assert one.desk.history.measured() == []
    one.press("Undo")
    assert one.desk.history.measured() == [kept]
    one.desk.window.back()
    assert one.desk.window.page is one.desk.progress


def test_every_rep_is_on_disk_before_the_next_begins(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("psoas-release")
    first = next(s for s in timeline().segments if s.step == 1 and s.rep)
    one.play(first.start_ms + 7_000)
    unfinished = one.desk.history.unfinished()
    assert unfinished is not None
    assert unfinished.reps[-1] == Rep(1, 1, "left", 1)


def crashed(start: Starter, tmp_path: Path) -> Home:
    """A home in which a session was cut off in its second exercise."""
    one = start()
    one.desk.start("psoas-release")
    first = next(s for s in timeline().segments if s.step == 1 and s.rep)
    one.play(first.start_ms + 7_000 * 3)
    return left_behind(one, tmp_path)


def left_behind(one: Running, tmp_path: Path) -> Home:
    """A home as a crash would leave it now."""
    home = home_in(tmp_path / "crashed")
    for path in one.desk.home.data.iterdir():  # what a crash leaves behind
        if path.is_file() and path.suffix != ".lock":
            home.data.mkdir(parents=True, exist_ok=True)
            (home.data / path.name).write_bytes(path.read_bytes())
    return home


def test_after_a_crash_it_goes_on_after_the_last_finished_rep(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    (bar,) = two.desk.window.findChildren(ResumeBar)
    assert "9 of 120 reps" in bar.accessibleName()
    two.press("Resume")
    player = two.desk.player
    assert player is not None
    assert not player.playing, "one lies down again first"
    two.play(0)
    here = player.timeline.at(player.position_ms).segment
    assert (here.step, here.side, here.rep) == (1, "left", 4)
    two.play(timeline().length_ms)
    (kept,) = two.desk.history.sessions()
    assert kept.reps_done == kept.reps_planned
    assert two.desk.history.unfinished() is None


def test_a_cut_off_session_is_kept_when_another_one_is_begun(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    two.desk.start("desk-five")
    two.play(timeline("desk-five").length_ms + 1_000)
    assert two.notices == []
    assert sorted(kept.reps_done for kept in two.desk.history.sessions())[0] == 9
    assert len(two.desk.history.sessions()) == 2


def test_what_hurt_is_kept_through_a_crash_though_no_rep_was_done(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("psoas-release")
    one.play(1_000)
    assert one.desk.play_page is not None
    one.desk.play_page.that_hurts()
    two = start(left_behind(one, tmp_path))
    (kept,) = two.desk.history.sessions()
    assert kept.reps_done == 0
    assert two.desk.history.session(kept.id).note.startswith("That hurt: ")


def test_a_cut_off_session_can_be_kept_as_it_is(start: Starter, tmp_path: Path) -> None:
    two = start(crashed(start, tmp_path))
    two.press("Keep and end")
    (kept,) = two.desk.history.sessions()
    assert (kept.reps_done, kept.complete) == (9, False)
    assert two.desk.history.unfinished() is None


def test_closing_the_window_in_mid_session_keeps_what_was_done(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(60_000)
    one.desk.window.close()
    (kept,) = one.desk.history.sessions()
    assert kept.reps_done > 0
    assert not kept.complete


def test_what_a_full_disk_did_not_take_is_saved_when_there_is_room(start: Starter) -> None:
    one = start()
    with full_disk():
        one.desk.start("desk-five")
        one.play(timeline("desk-five").length_ms + 1_000)
        assert one.desk.history.waiting
        one.desk.save_waiting()
        assert one.desk.history.waiting
    one.desk.save_waiting()
    assert not one.desk.history.waiting
    (kept,) = one.desk.history.sessions()
    assert kept.complete


def settings_after_a_session(one: Running) -> SettingsPage:
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    one.desk.window.show_page("settings")
    page = one.desk.window.page
    assert isinstance(page, SettingsPage)
    return page


def test_all_that_was_recorded_is_deleted_for_good_only_after_a_question(start: Starter) -> None:
    one = start()
    page = settings_after_a_session(one)
    for answer, left in (("Keep them", 1), ("Delete all", 0)):
        page.ask_erase()
        (dialog,) = page.findChildren(ConfirmDialog)
        button = next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == answer)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert len(one.desk.history.sessions()) == left


def test_a_copy_of_everything_is_written_from_the_settings(start: Starter, tmp_path: Path) -> None:
    one = start()
    page = settings_after_a_session(one)
    page.export_asked.emit(str(tmp_path / "copy.json"))
    assert "desk-five" in (tmp_path / "copy.json").read_text("utf-8")


def test_a_session_in_which_nothing_was_done_leaves_no_trace(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(1_000)
    page = one.desk.play_page
    assert page is not None
    page.ended.emit()
    assert one.desk.history.sessions() == []
    assert one.desk.history.unfinished() is None
    assert one.desk.window.page is one.desk.routines


def test_a_discarded_session_can_be_brought_back(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    one.press("Discard")
    assert one.desk.history.sessions() == []
    one.press("Undo")
    assert len(one.desk.history.sessions()) == 1


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
    (listed,) = one.desk.history.sessions()
    kept = one.desk.history.session(listed.id)
    assert (kept.after, kept.note) == (2, "easier today")


def test_what_hurt_is_noted(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(40_000)
    page = one.desk.play_page
    assert page is not None
    page.that_hurts()
    page.ended.emit()
    (kept,) = one.desk.history.sessions()
    assert "That hurt: Split-stance hip-flexor opener." in kept.note


def notes_of_a_session_that_hurt(one: Running, answer: str) -> str:
    """The note kept of a session in which something hurt, and was answered in that way."""
    one.desk.start("desk-five")
    one.play(40_000)
    page = one.desk.play_page
    assert page is not None
    page.that_hurts()
    one.press(answer)
    if one.desk.play_page is not None:
        page.ended.emit()
    (kept,) = one.desk.history.sessions()
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
    assert one.desk.player is not None
    assert not one.desk.player.playing
    dialog.close()


def test_too_much_discomfort_leads_to_something_gentle(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    page = one.desk.play_page
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_7)
    gentle = one.desk.library.routines["gentle-back-day"]
    name = next(
        w.accessibleName() for w in page.findChildren(QWidget) if w.accessibleName().startswith(gentle.name)
    )
    one.press(name)
    assert one.desk.player is not None
    assert one.desk.player.timeline.routine is gentle
    one.play(60_000)
    begun = one.desk.history.unfinished()
    assert begun is not None
    assert begun.record.before == 7


def test_what_to_mind_is_said_before_and_in_the_session(start: Starter) -> None:
    one = start()
    one.desk.choose(careful_with=("sore-knee",))
    one.desk.start("psoas-release")
    page = one.desk.play_page
    assert page is not None
    said = " ".join(w.text() for w in page.findChildren(QWidget) if hasattr(w, "text") and w.isVisible())
    assert "sore knee. E takes the easier version." in said


def test_the_first_run_is_asked_once_and_kept(start: Starter) -> None:
    one = start()
    one.desk.introduce()
    page = one.desk.window.page
    assert isinstance(page, WelcomePage)
    one.press("Feet")
    for name in ("Next", "I have read when to stop", "On the floor", "Next", "Done"):
        one.press(name)
    kept = load_settings(one.desk.home.settings)
    assert (kept.sore, kept.place, kept.introduced, kept.volume) == (("foot",), "floor", True, 1.0)
    assert one.desk.window.page is one.desk.routines
    assert one.desk.window.sidebar.isVisible()
    one.desk.window.show_page("settings")
    one.press("Change what hurts and what to be careful with")
    assert isinstance(one.desk.window.page, WelcomePage)
    one.press("Skip the rest")
    assert one.desk.settings.sore == ("foot",)


def test_learn_leads_to_a_routine_and_back(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("learn")
    page = one.desk.window.page
    assert isinstance(page, LearnPage)
    page.open(page.articles[0])
    one.press("See the routine")
    assert isinstance(one.desk.window.page, DetailPage)
    one.desk.window.back()
    assert isinstance(one.desk.window.page, LearnPage)


def test_a_second_window_plays_and_says_that_it_does_not_record(start: Starter, tmp_path: Path) -> None:
    start()
    two = start()
    assert any("not recorded" in notice for notice in two.notices)
    two.desk.start("desk-five")
    two.play(timeline("desk-five").length_ms + 1_000)
    assert isinstance(two.desk.window.page, SummaryPage)


def test_lost_sound_is_said_once_and_play_goes_on(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(20_000)
    one.sink.lose("Sound is off.")
    one.play(20_000)
    assert one.desk.player is not None
    assert one.desk.player.playing
    assert one.notices.count("Sound is off.") == 1


def test_the_screen_stays_on_while_playing_only(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    assert not one.screen.held
    one.play(5_000)
    assert one.screen.held
    page = one.desk.play_page
    assert page is not None
    page.toggle()
    assert not one.screen.held


def test_choices_in_the_player_are_kept(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(5_000)
    page = one.desk.play_page
    assert page is not None
    page.toggle_mute()
    assert one.sink.muted
    assert load_settings(one.desk.home.settings).muted


def test_a_read_only_home_plays_all_the_same(start: Starter, tmp_path: Path) -> None:
    home = home_in(tmp_path / "blocked")
    home.config.parent.mkdir()
    for folder in (home.config, home.data, home.cache):
        folder.write_text("a file where a folder should be")
    one = start(home)
    assert one.notices
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    assert isinstance(one.desk.window.page, SummaryPage)


def test_a_routine_opens_prints_and_goes_back(start: Starter) -> None:
    one = start()
    one.desk.open_routine("desk-five")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    page.print_sheet.emit("desk-five")
    preview = QApplication.activeModalWidget() or one.desk.window.findChild(QWidget, "SheetPreview")
    assert preview is not None
    preview.close()
    page.back.emit()
    assert one.desk.window.page is one.desk.routines


def test_text_size_changes_by_keys_and_has_ends(start: Starter) -> None:
    one = start()
    for _ in range(5):
        one.desk.window.text_size_asked.emit(1)
    assert one.desk.settings.text_size == 150
    one.desk.window.text_size_asked.emit(0)
    assert one.desk.settings.text_size == 100


def test_the_window_opens_where_it_was(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.window.setGeometry(20, 30, 820, 600)
    one.desk.window.close()
    state = json.loads((one.desk.home.config / "window.json").read_text())
    assert (state["width"], state["height"]) == (820, 600)


def test_export_writes_what_history_holds(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    for name in ("out.csv", "out.json"):
        one.desk.progress.export_asked.emit(str(tmp_path / name))
        assert "Desk break" in (tmp_path / name).read_text("utf-8")


def test_what_one_plays_otherwise_is_played_printed_kept_and_taken_back(start: Starter) -> None:
    one = start()
    one.desk.open_routine("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    routine = one.desk.library.routines["psoas-release"]
    step = next(n for n, part in enumerate(timeline().parts) if "static" in part.exercise.methods)
    page.rows[step].method_chosen.emit("static")
    one.desk.start("psoas-release")
    player = one.desk.player
    assert player is not None
    assert player.timeline.parts[step].method.id == "static"
    assert one.desk.library.routines["psoas-release"] is routine
    two = start(one.desk.home)
    two.desk.open_routine("psoas-release")
    page = two.desk.window.page
    assert isinstance(page, DetailPage)
    page.rows[step].written_chosen.emit()
    two.desk.start("psoas-release")
    player = two.desk.player
    assert player is not None
    assert player.timeline.routine is two.desk.library.routines["psoas-release"]


def test_a_session_goes_on_as_it_was_chosen_after_a_crash(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.open_routine("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    step = next(n for n, part in enumerate(timeline().parts) if "static" in part.exercise.methods)
    page.rows[step].method_chosen.emit("static")
    home = crashed(lambda: one, tmp_path)
    two = start(home)
    two.press("Resume")
    player = two.desk.player
    assert player is not None
    assert player.timeline.parts[step].method.id == "static"


def test_favourites_are_kept(start: Starter) -> None:
    one = start()
    one.desk.routines.starred.emit("desk-five")
    assert {entry.id for entry in one.desk.routines.grid.entries if entry.favourite} == {"desk-five"}  # type: ignore[union-attr]
    two = start(one.desk.home)
    two.desk.open_routine("desk-five")
    two.press("No longer a favourite")
    assert not any(entry.favourite for entry in two.desk.routines.grid.entries)  # type: ignore[union-attr]


def test_a_routine_that_is_gone_is_told(start: Starter) -> None:
    one = start()
    one.desk.start("not-there")
    assert any("no longer there" in notice for notice in one.notices)


def test_files_are_for_this_person_only(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(60_000)
    one.desk.window.close()
    home = one.desk.home
    for path in (home.history, home.config / "window.json"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert home.data.stat().st_mode & 0o077 == 0
    with closing(open_history(home.history, "2026-11-24")) as history:
        assert not history.writable


def test_what_the_window_says_does_not_stand_over_a_session_as_well(start: Starter) -> None:
    one = start()
    one.sink.lose("Sound is off.")
    one.sink.lose("Sound is off.")
    assert one.notices.count("Sound is off.") == 1
    one.desk.start("desk-five")
    assert one.notices == []
    one.sink.lose("Sound is off.")
    assert one.notices.count("Sound is off.") == 1
    one.play(5_000)
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    assert one.notices.count("Sound is off.") == 1
    one.press("Close this message")
    assert "Sound is off." not in one.notices
    one.sink.lose("Sound is off.")
    assert one.notices.count("Sound is off.") == 1
