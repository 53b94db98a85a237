"""Makes the library, history and sound, hands them down, and answers what every page asks for."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from guided import safety, words
from guided.choices import Choices, all_played, played, with_favourite
from guided.choices import load as load_choices
from guided.choices import save as save_choices
from guided.files import load, load_own, programme_routine, routine_from
from guided.library import Library
from guided.paths import Home, assets, write_private
from guided.qt.play.awake import Awake
from guided.qt.widgets.icons import app_icon
from guided.qt.window import Window
from guided.reading import GuidedError, nearest
from guided.session import SLEPT_MS
from guided.settings import Settings, changed, save
from guided.timeline import Timeline, compile_routine

if TYPE_CHECKING:
    from guided.history import History, Unfinished
    from guided.measures import Taken
    from guided.qt.play.page import PlayPage
    from guided.qt.play.panels import Instead
    from guided.qt.play.player import Player
    from guided.qt.play.recorder import Recorder
    from guided.qt.play.resume import ResumeBar
    from guided.qt.programmes.following import For, Programmes
    from guided.qt.progress.page import ProgressPage
    from guided.qt.routines.detail import DetailPage
    from guided.qt.routines.ownfiles import OwnFiles
    from guided.qt.routines.page import RoutinesPage
    from guided.qt.sound.audio import Sink
    from guided.qt.you.settings import SettingsPage
    from guided.routine import Routine
    from guided.session import Record, Session

_SAVE_AGAIN_MS = 30_000
_TEXT_SIZES = (100, 115, 130, 150)


class Desk(QObject):
    """The window with everything behind it. What the parts tell is answered here and nowhere else."""

    def __init__(
        self,
        window: Window,
        home: Home,
        settings: Settings,
        now: Callable[[], int],
        wall: Callable[[], datetime],
        sink: Sink | None = None,
        awake: Awake | None = None,
        library: Library | None = None,
        speed: float = 1.0,
    ) -> None:
        super().__init__()
        self.home, self.settings = home, settings
        self._library = self._shipped = library
        self._own_files: OwnFiles | None = None
        self._choices: Choices | None = None
        self._now, self._wall = now, wall
        self._sink, self._speed = sink, speed
        self._awake = awake or Awake()
        self._history: History | None = None
        self._recorder: Recorder | None = None
        self.player: Player | None = None
        self.play_page: PlayPage | None = None
        self._resume_bar: ResumeBar | None = None
        self._unfinished: Unfinished | None = None
        self.window, self.look = window, window.look
        window.setWindowIcon(app_icon())
        self._routines: RoutinesPage | None = None
        self._programmes: Programmes | None = None
        self._progress: ProgressPage | None = None
        self._settings_page: SettingsPage | None = None
        self.window.fill_pages(
            {
                "routines": lambda: self.routines,
                "programmes": lambda: self.programmes.page,
                "progress": lambda: self.progress,
                "learn": self._make_learn,
                "settings": self._make_settings,
            }
        )
        self.window.search_asked.connect(self._search)
        self.window.text_size_asked.connect(self._change_text_size)
        self.window.help_shown.connect(self._pause)
        self.window.closed.connect(self._closing)
        self.window.files_dropped.connect(self._offer_all)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._look_again)
        # What a full disk did not take is tried again, whether a session goes on or not.
        self._save_timer = QTimer(self)
        self._save_timer.setInterval(_SAVE_AGAIN_MS)
        self._save_timer.timeout.connect(self.save_waiting)
        if sink is not None:
            self._take_sink(sink)

    @property
    def _slept_ms(self) -> int:
        return round(SLEPT_MS * max(self._speed, 1.0))

    @property
    def library(self) -> Library:
        """What there is to play, read when it is first needed."""
        if self._library is None:
            self._shipped = load(assets(), catalogue=self.home.catalogue)
            self._library = load_own(self._shipped, self.home.data)
        return self._library

    @property
    def own_files(self) -> OwnFiles:
        """The person's own files."""
        if self._own_files is None:
            from guided.qt.routines.ownfiles import OwnFiles

            library = self.library
            assert self._shipped is not None
            self._own_files = own = OwnFiles(self.look, self.window, self.home.data, self._shipped, library)
            own.read.connect(self._take_library)
            own.said.connect(self._say)
        return self._own_files

    @property
    def choices(self) -> Choices:
        """What the person plays otherwise than it is written, and favourites."""
        if self._choices is None:
            self._choices = load_choices(self.home.choices)
        return self._choices

    @property
    def routines(self) -> RoutinesPage:
        """The page of all routines."""
        if self._routines is None:
            from guided.qt.routines.page import RoutinesPage

            self._routines = page = RoutinesPage(self.look)
            page.show_favourites(self.choices.favourites)
            page.show_library(all_played(self.library, self.choices), self.settings)
            page.chosen.connect(self.open_routine)
            page.starred.connect(self._star)
            page.started.connect(self.start)
        return self._routines

    @property
    def programmes(self) -> Programmes:
        """The programmes and how far one is in them."""
        if self._programmes is None:
            from guided.qt.programmes.following import Programmes

            folder = self.home.data / "programmes"
            self._programmes = programmes = Programmes(
                self.look,
                self.window,
                self.history,
                self.library,
                self.settings,
                self.today,
                folder,
                lambda: self.choices,
            )
            programmes.play.connect(self._play_for)
            programmes.told.connect(self._tell)
            programmes.measure_asked.connect(lambda name, asked: self.open_measures(asked, name))
            programmes.look_asked.connect(self.open_session)
            programmes.saved.connect(lambda _: self.reload_library())
        return self._programmes

    def today(self) -> date:
        """The day on the person's calendar."""
        return self._wall().date()

    # ------------------------------------------------------------ after the window is there

    def settle(self) -> None:
        """Opens the history, offers to resume, gets the sound ready."""
        if self.window.page is None:
            self.window.show_page("routines")
        history = self.history
        if history.note:
            self.window.notice(history.note)
        self._show_history()
        self._offer_to_resume(history)
        self._ask_next_day(history)
        self.sink.available()
        self.own_files.watch()
        self._save_timer.start()

    @property
    def history(self) -> History:
        """The store, opened when it is first needed."""
        if self._history is None:
            from guided.history import open_history
            from guided.qt.play.recorder import Recorder

            self._history = open_history(self.home.history, self.today().isoformat())
            self._recorder = Recorder(
                self._history, self._wall, lambda: int.from_bytes(os.urandom(10), "big")
            )
            self._recorder.trouble.connect(self._tell)
            self._recorder.recorded.connect(lambda _: self._show_history())
        return self._history

    @property
    def recorder(self) -> Recorder:
        """What writes sessions down."""
        assert self.history is not None
        assert self._recorder is not None
        return self._recorder

    @property
    def sink(self) -> Sink:
        """Where the sound goes, made when it is first needed."""
        if self._sink is None:
            from guided.qt.sound.audio import DeviceSink, SilentSink

            self._sink = DeviceSink(self._now) if self._speed == 1.0 else SilentSink()
            self._take_sink(self._sink)
        return self._sink

    def close(self) -> None:
        """Keeps what is to be kept and lets go of everything."""
        self._leave_player()
        if self._own_files is not None:
            self._own_files.close()
        if self._sink is not None:
            self._sink.close()
        if self._history is not None:
            try:
                self._history.close()
            except GuidedError as error:
                print(f"guided: {error}", file=sys.stderr)
            self._history = None

    # ------------------------------------------------------------ pages

    def open_routine(self, routine_id: str) -> None:
        """Shows a routine's page."""
        from guided.qt.routines.detail import DetailPage

        timeline = self._timeline(routine_id)
        if timeline is None:
            return
        written = self.library.routines[routine_id]
        done = self.history.times_done(routine_id)
        careful = self.settings.careful_with
        page = DetailPage(self.look, self.library, timeline, done, self.choices, written, careful)
        page.back.connect(self.window.back)
        page.start.connect(self.start)
        page.print_sheet.connect(self.print_sheet)
        page.chosen.connect(lambda choices: self._take_choices(page, routine_id, choices))
        page.starred.connect(self._star)
        page.share.connect(lambda name, path: self.own_files.share(self._played(name), Path(path)))
        self.window.push(page)

    def open_session(self, programme_id: str, number: int, short: bool = False) -> None:
        """Shows what is in a session of a programme."""
        from guided.qt.routines.detail import DetailPage

        programmes = self.programmes
        routine = programmes.routine(programme_id, number, short)
        timeline = self._compiled(routine) if routine else None
        if routine is None or timeline is None:
            return
        written = programme_routine(self.library, self.library.programmes[programme_id], number, short)
        # Choices are kept for a routine of the library, and only one that is played as it is has them.
        fixed = written is not self.library.routines.get(written.id)
        page = DetailPage(
            self.look,
            self.library,
            timeline,
            self.history.times_done(routine.id),
            self.choices,
            routine if fixed else written,
            self.settings.careful_with,
            programmes.session(programme_id, number, fixed),
        )
        page.back.connect(self.window.back)
        page.start.connect(lambda _: programmes.begin_with(programme_id, number, short))
        page.print_sheet.connect(
            lambda _: self._show_sheet(self._compiled_session(programme_id, number, short))
        )
        page.chosen.connect(lambda choices: self._take_choices(page, routine.id, choices))
        page.starred.connect(self._star)
        page.share.connect(lambda name, path: self.own_files.share(self._played(name), Path(path)))
        self.window.push(page)

    def open_measures(self, asked: Sequence[str] = (), origin: str = "Progress") -> None:
        """Shows what one can measure, and what was measured; first what is `asked` for at its origin."""
        from guided.qt.progress.measure import MeasurePage

        measures, exercises = self.library.measures, self.library.exercises
        page = MeasurePage(self.look, measures, exercises, asked=asked, origin=origin)
        page.back.connect(self.window.back)
        page.saved.connect(self._keep_measured)
        page.delete_asked.connect(self._delete_measured)
        page.export_asked.connect(self._export_measured)
        page.show_taken(self.history.measured(), self.today())
        self.window.push(page)

    def print_sheet(self, routine_id: str) -> None:
        """Shows a routine's sheet, to print or to save."""
        self._show_sheet(self._timeline(routine_id))

    def _show_sheet(self, timeline: Timeline | None) -> None:
        from guided.qt.paper.printing import SheetPreview, day_in_words
        from guided.sheet import sheet

        if timeline is None:
            return
        made = sheet(timeline, self.library, self.settings, printed_on=day_in_words(self.today()))
        preview = SheetPreview(self.look, made, self.settings.paper, self.window)
        preview.paper_chosen.connect(lambda paper: self.choose(paper=paper))
        preview.open()

    def introduce(self) -> None:
        """Asks what the first run asks, over everything else."""
        from guided.qt.you.welcome import WelcomePage

        page = WelcomePage(self.look, self.settings, self.library, self._now)
        page.finished.connect(self._introduced)
        page.routine_asked.connect(self.open_routine)
        page.help_asked.connect(self.window.show_help)
        self.window.show_player(page)

    def _introduced(self, answers: dict[str, object]) -> None:
        self.window.leave_player()
        if answers["place"] == "floor" != self.settings.place:
            answers["volume"] = 1.0  # one is further away
        self.choose(**answers)

    def choose(self, **choices: object) -> None:
        """Takes over changed settings and keeps them."""
        self.use(changed(self.settings, **choices))

    def use(self, settings: Settings) -> None:
        """Takes over all settings and keeps them."""
        before, self.settings = self.settings, settings
        if settings == before:
            return
        self.look.use(settings)
        self._use_sound()
        if self._settings_page is not None:
            self._settings_page.show_settings(settings)
        self.routines.show_library(all_played(self.library, self.choices), settings)
        if self._programmes is not None:
            self._programmes.use(self.library, settings)
        try:
            save(self.home.settings, settings)
        except OSError as error:
            self._tell(f"Your choice was not kept: {error.strerror or error}.")

    def reload_library(self) -> None:
        """Takes over what has changed in the person's own files."""
        self.own_files.read_now()

    def offer(self, path: Path) -> None:
        """Shows what is in a file and asks whether to add it to the person's own."""
        self.own_files.offer(path, self.settings)

    def _offer_all(self, paths: list[Path]) -> None:
        for path in paths:
            self.offer(path)

    def _take_library(self, library: Library) -> None:
        self._library = library
        self.routines.show_library(all_played(library, self.choices), self.settings)
        if self._programmes is not None:
            self._programmes.use(library, self.settings)

    def _look_again(self, state: Qt.ApplicationState) -> None:
        """Back from elsewhere, where files may have been changed unseen."""
        if state == Qt.ApplicationState.ApplicationActive and self._own_files is not None:
            self._own_files.look_again()

    def _take_choices(self, page: DetailPage, routine_id: str, choices: Choices) -> None:
        before, self._choices = self.choices, choices
        timeline = self._timeline(routine_id)
        if timeline is None:
            self._choices = before
            return
        page.show_played(timeline, choices)
        self.routines.show_library(all_played(self.library, choices), self.settings)
        if self._programmes is not None:
            self._programmes.use_choices()
        self._keep_choices()

    def _star(self, routine_id: str) -> None:
        on = routine_id not in self.choices.favourites
        self._choices = with_favourite(self.choices, routine_id, on)
        self.routines.show_favourites(self._choices.favourites)
        from guided.qt.routines.detail import DetailPage

        if isinstance(self.window.page, DetailPage):
            self.window.page.show_favourite(on, self._choices)
        self._keep_choices()

    def _keep_choices(self) -> None:
        try:
            save_choices(self.home.choices, self.choices)
        except OSError as error:
            self._tell(f"Your choice was not kept: {error.strerror or error}.")

    # ------------------------------------------------------------ a session

    def need(self, routine_id: str) -> None:
        """Raises GuidedError when there is no such routine, with what is wrong in its file if it has one."""
        if routine_id in self.library.routines:
            return
        for broken in self.library.broken:
            if (broken.kind, broken.id) == ("routines", routine_id):
                raise broken.error
        known = self.library.routines
        raise GuidedError(f'no routine is called "{routine_id}"{nearest(routine_id, known)}')

    def start(self, routine_id: str, before: int | None = None) -> None:
        """Plays a routine from its beginning; `before` is the discomfort where it was told already."""
        from guided.session import Session

        timeline = self._timeline(routine_id)
        if timeline is not None:
            self._play(Session(timeline, slept_ms=self._slept_ms), before=before)

    def _play_for(self, routine: Routine, played_for: For) -> None:
        """Plays a session of a programme."""
        from guided.session import Session

        timeline = self._compiled(routine)
        if timeline is not None:
            self._play(Session(timeline, slept_ms=self._slept_ms), played_for=played_for)

    def resume(self, unfinished: Unfinished) -> None:
        """Goes on with a session that was cut off, right after its last finished rep."""
        from guided.session import Playhead, Session, resume_at

        self._close_resume_bar()
        record = unfinished.record
        try:
            chosen = changed(Settings(), **json.loads(unfinished.plan_json))
            routine = routine_from(json.loads(record.routine), record.routine_id, self.library)
            timeline = compile_routine(routine, self.library, chosen)
        except (GuidedError, ValueError, TypeError):
            self._tell("The routine has changed since, so that session cannot go on. What you did is kept.")
            self._keep_unfinished(unfinished)
            return
        session = Session(
            timeline,
            Playhead(resume_at(timeline, unfinished.reps)),
            done=dict.fromkeys(unfinished.reps),
            earlier_ms=unfinished.phase_ms,
            slept_ms=self._slept_ms,
        )
        self._unfinished = None
        self.recorder.resume(session, record, unfinished.plan_json)
        self._play(session, resumed=True, before=record.before)

    def _play(
        self,
        session: Session,
        resumed: bool = False,
        before: int | None = None,
        played_for: For | None = None,
    ) -> None:
        from guided.qt.play.page import PlayPage
        from guided.qt.play.player import Player

        if self._unfinished is not None:
            self._keep_unfinished(self._unfinished)
        self._leave_player()
        player = Player(session, self.library, self.settings, self.sink, self._now)
        page = PlayPage(self.look, self._now)
        self.player, self.play_page = player, page
        player.rep_finished.connect(self.recorder.finish_rep)
        player.playing_changed.connect(self._keep_awake)
        page.ended.connect(self._end_session)
        page.hurt.connect(self._note_hurt)
        page.felt.connect(self.recorder.note)
        page.instead.connect(self.start)
        page.help_asked.connect(self.window.show_help)
        page.full_asked.connect(self._go_full)
        page.chosen.connect(lambda choices: self.choose(**choices))
        if resumed:
            page.began.connect(self.recorder.take_before)
        else:
            page.began.connect(lambda before: self._begin(session, before, played_for))
        self.own_files.hold(True)
        self.window.show_player(page)
        parts, careful = session.timeline.parts, self.settings.careful_with
        page.show_player(
            player,
            self.settings.muted,
            self.settings.breath_sound,
            care=safety.in_short(parts, careful, self.library),
            cautions=safety.cautions(parts, careful, self.library),
            gentle=self._gentle_routines(session.timeline.routine.id),
            before=before,
        )
        page.setFocus()

    def _begin(self, session: Session, before: int | None, played_for: For | None) -> None:
        """A session begins; what it is played for is written down now, since it may be cut off."""
        session_id = self.recorder.begin(session, self.settings, before)
        if played_for is not None:
            self._try(lambda: self.history.begin_for(session_id, *played_for))

    def _end_session(self) -> None:
        from guided.progress import days_in_a_row
        from guided.qt.play.summary import SummaryPage

        player = self.player
        if player is None:
            return
        timeline = player.timeline
        player.pause()
        record = self.recorder.finish()
        self._leave_player()
        if record is None:
            return
        page = SummaryPage(self.look)
        page.added.connect(self.recorder.edit)
        page.saved.connect(self._save_summary)
        page.discarded.connect(self._discard)
        played_for = self._played_for(record)
        if played_for is None:
            page.again.connect(self.start)
        else:
            page.again.connect(lambda _: self.programmes.start_again(played_for))
        page.help_asked.connect(self.window.show_help)
        days = days_in_a_row([*self.history.days(), self.today()], self.today())
        page.show_record(record, timeline, f"{self._wall():%A %H:%M}", days)
        self.window.push(page)

    def _leave_player(self) -> None:
        page, self.play_page, self.player = self.play_page, None, None
        self._awake.release()
        if page is not None:
            page.leave()
            self._go_full(False)
            self.window.leave_player()
        if self._own_files is not None:
            self._own_files.hold(False)

    def _save_summary(self, record: Record) -> None:
        played_for = self._played_for(record)
        if played_for is None:
            self.window.show_page("progress")
        else:
            self.programmes.show_played(played_for)

    def _played_for(self, record: Record) -> For | None:
        """What a session was played for, None if for no programme."""
        try:
            found = self.history.programme_of(record.id)
        except GuidedError:
            return None
        if found is None:
            return None
        from guided.qt.programmes.following import For

        return For(*found)

    def _discard(self, record: Record) -> None:
        self.window.show_page("routines")
        self._delete(record.id)

    def _keep_awake(self, playing: bool) -> None:
        if playing:
            self._awake.hold()
        else:
            self._awake.release()

    def _gentle_routines(self, routine_id: str) -> list[Instead]:
        """What to do on a day on which a routine is too much."""
        from guided.qt.play.panels import Instead

        there = (self.library.routines.get(name) for name in safety.GENTLE if name != routine_id)
        timelines = [compile_routine(one, self.library, self.settings) for one in there if one]
        return [
            Instead(line.routine.id, line.routine.name, words.minutes(line.length_ms)) for line in timelines
        ]

    def _pause(self) -> None:
        if self.play_page is not None:
            self.play_page.pause()

    def _note_hurt(self, exercise_id: str) -> None:
        exercise = self.library.exercises.get(exercise_id)
        self.recorder.note(f"That hurt: {exercise.name if exercise else exercise_id}.")

    def _go_full(self, full: bool) -> None:
        if full == self.window.isFullScreen():
            return
        if full:
            self.window.showFullScreen()
        else:
            self.window.showNormal()
        if self.play_page is not None:
            self.play_page.set_full(full)

    # ------------------------------------------------------------ a session that was cut off

    def _offer_to_resume(self, history: History) -> None:
        from guided.qt.play.resume import ResumeBar

        try:
            unfinished = history.unfinished() if history.writable else None
        except GuidedError as error:
            self.window.notice(str(error))
            return
        if unfinished is None:
            return
        if not unfinished.reps:
            if unfinished.record.note:
                self._keep_unfinished(unfinished)
            else:
                self._try(lambda: history.discard(unfinished.record.id))
            return
        done, planned = len(unfinished.reps), unfinished.record.reps_planned
        sentence = (
            f"{unfinished.record.routine_name} was cut off after {done} of {planned} reps. Go on with it?"
        )
        bar = ResumeBar(self.look, sentence)
        bar.resumed.connect(lambda: self.resume(unfinished))
        bar.ended.connect(lambda: self._keep_unfinished(unfinished))
        self.window.add_bar(bar)
        self._resume_bar, self._unfinished = bar, unfinished

    def _ask_next_day(self, history: History) -> None:
        """How the day after was, where a programme wants to know."""
        try:
            following = any(not one.paused for one in history.followed())
        except GuidedError as error:
            self.window.notice(str(error))
            return
        if following:
            self.programmes.ask_next_day()

    def _keep_unfinished(self, unfinished: Unfinished) -> None:
        from guided.session import with_reps

        self._close_resume_bar()
        self._unfinished = None
        self._try(
            lambda: self.history.add(with_reps(unfinished.record, unfinished.reps, unfinished.phase_ms))
        )
        self._show_history()

    def _close_resume_bar(self) -> None:
        if self._resume_bar is not None:
            self._resume_bar.deleteLater()
            self._resume_bar = None

    def save_waiting(self) -> None:
        """Writes what the disk did not take before, if there is any."""
        if not self.history.waiting:
            return
        try:
            self.history.save_waiting()
        except GuidedError:
            return  # it was told when it began, and goes on waiting
        self._show_history()

    # ------------------------------------------------------------ inside

    def _timeline(self, routine_id: str) -> Timeline | None:
        """A routine as the person plays it, laid out; None, and told, when that cannot be."""
        if routine_id not in self.library.routines:
            self._tell(f'The routine "{routine_id}" is no longer there.')
            return None
        return self._compiled(self._played(routine_id))

    def _compiled_session(self, programme_id: str, number: int, short: bool) -> Timeline | None:
        """A session of a programme laid out; None, and told, when that cannot be."""
        routine = self.programmes.routine(programme_id, number, short)
        return self._compiled(routine) if routine else None

    def _played(self, routine_id: str) -> Routine:
        """A routine with what the person chose in it."""
        return played(self.library.routines[routine_id], self.choices.of(routine_id), self.library)

    def _compiled(self, routine: Routine) -> Timeline | None:
        try:
            return compile_routine(routine, self.library, self.settings)
        except GuidedError as error:
            self._tell(str(error))
            return None

    @property
    def progress(self) -> ProgressPage:
        """The page of past sessions."""
        if self._progress is None:
            from guided.qt.progress.page import ProgressPage

            self._progress = page = ProgressPage(self.look)
            page.delete_asked.connect(self._delete)
            page.export_asked.connect(self._export)
            page.measure_asked.connect(lambda: self.open_measures())
            page.routines_asked.connect(lambda: self.window.show_page("routines"))
            self._show_history()
        return self._progress

    def _make_learn(self) -> QWidget:
        from guided.learn import FOLDER, load_articles
        from guided.qt.learn.page import LearnPage

        articles, broken = load_articles(assets() / FOLDER, self.library)
        for one in broken:
            self._tell(str(one.error))
        lines = [self._timeline(article.routine) for article in articles if article.routine]
        routines = {
            line.routine.id: f"{line.routine.name}, {words.minutes(line.length_ms)}\N{NO-BREAK SPACE}min"
            for line in lines
            if line is not None
        }
        page = LearnPage(self.look, articles, routines, self._now)
        page.routine_asked.connect(self.open_routine)
        page.help_asked.connect(self.window.show_help)
        return page

    def _make_settings(self) -> QWidget:
        from guided.qt.you.settings import SettingsPage

        self._settings_page = SettingsPage(self.look, self.settings, self.home)
        self._settings_page.changed.connect(self.use)
        self._settings_page.introduction_asked.connect(self.introduce)
        self._settings_page.export_asked.connect(self._export)
        self._settings_page.erase_asked.connect(self._erase)
        return self._settings_page

    def _take_sink(self, sink: Sink) -> None:
        sink.trouble.connect(lambda sentence: self._tell(sentence, "volume-off"))
        self._use_sound()

    def _use_sound(self) -> None:
        if self._sink is not None:
            self._sink.set_volume(self.settings.volume)
            self._sink.set_muted(self.settings.muted)
            self._sink.set_levels(self.settings.levels)

    def _show_history(self) -> None:
        """What is in history, wherever it shows."""
        history = self.history
        self.routines.show_uses({id_: history.times_done(id_) for id_ in self.library.routines})
        if self._progress is not None:
            self._progress.show_history(history.sessions(), history.played_by_day(), self.today())
        if self._programmes is not None:
            self._programmes.show()

    def _delete(self, session_id: str) -> None:
        if self._try(lambda: self.history.delete(session_id)):
            self._show_history()
            self.window.toast("Session deleted", "Undo", lambda: self._undelete(session_id))

    def _undelete(self, session_id: str) -> None:
        if self._try(lambda: self.history.undelete(session_id)):
            self._show_history()

    def _erase(self) -> None:
        self._close_resume_bar()
        self._unfinished = None
        if self._try(self.history.erase):
            self.window.toast("All sessions and measures are deleted")
        self._show_history()

    def _show_measured(self) -> None:
        from guided.qt.progress.measure import MeasurePage

        page = self.window.page
        if isinstance(page, MeasurePage):
            page.show_taken(self.history.measured(), self.today())

    def _keep_measured(self, taken: Taken) -> None:
        if self._try(lambda: self.history.add_measured(self.recorder.dated(taken))):
            self._show_measured()
            self.window.toast("Measure saved")

    def _delete_measured(self, taken_id: str) -> None:
        if self._try(lambda: self.history.delete_measured(taken_id)):
            self._show_measured()
            self.window.toast("Measure deleted", "Undo", lambda: self._undelete_measured(taken_id))

    def _undelete_measured(self, taken_id: str) -> None:
        if self._try(lambda: self.history.undelete_measured(taken_id)):
            self._show_measured()

    def _export_measured(self, path: str) -> None:
        from guided.history import export_measured_csv

        self._write(Path(path), lambda: export_measured_csv(self.history, self.library.measures))

    def _export(self, path: str) -> None:
        from guided.history import export_csv, export_json

        out = Path(path)
        export = export_json if out.suffix == ".json" else export_csv
        self._write(out, lambda: export(self.history))

    def _write(self, out: Path, made: Callable[[], str]) -> None:
        """Writes an export, and says how that went."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            out.write_text(made(), encoding="utf-8", newline="")
        except (GuidedError, OSError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            self._tell(f"Not exported to {out.name}: {why}. Choose another place.")
        else:
            self.window.toast(f"Exported to {out.name}")
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _try(self, do: Callable[[], None]) -> bool:
        """Does something that may be refused, and then says so; whether it was done."""
        try:
            do()
        except GuidedError as error:
            self._tell(str(error))
            return False
        return True

    def _search(self) -> None:
        self.window.show_page("routines")
        self.routines.focus_search()

    def _change_text_size(self, step: int) -> None:
        index = _TEXT_SIZES.index(self.settings.text_size) + step if step else 0
        self.choose(text_size=_TEXT_SIZES[min(max(index, 0), len(_TEXT_SIZES) - 1)])

    def _say(self, text: str, routine_id: str) -> None:
        """Says something that goes by, and where there is one opens the routine it is about."""
        if routine_id:
            self.window.toast(text, "Open", lambda: self.open_routine(routine_id))
        else:
            self.window.toast(text)

    def _tell(self, sentence: str, icon: str = "info-circle") -> None:
        """Says quietly how things are, where the person is looking."""
        if self.play_page is not None:
            self.play_page.say(sentence, icon)
        else:
            self.window.notice(sentence, icon)

    def _closing(self) -> None:
        """The window closes: a session is kept as far as it went, a summary with what was added."""
        from guided.qt.play.summary import SummaryPage

        if self.player is not None:
            self.player.pause()
            self.recorder.finish()
        page = self.window.page
        if isinstance(page, SummaryPage):
            page.keep()
        try:
            write_private(self.home.window, json.dumps(self.window.save_state()))
        except OSError:
            return  # the window will open where it usually does
