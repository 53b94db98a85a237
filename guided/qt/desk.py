"""Makes the parts behind the window, hands them what they need, and passes on what they ask of each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.changes import programme_routine
from guided.library import Library
from guided.paths import Home, write_private
from guided.programme import For
from guided.qt.context import Changed, Clocks, Context
from guided.qt.day import Day
from guided.qt.everything import Ways, give_acts
from guided.qt.geometry import state_of
from guided.qt.instance import Asked
from guided.qt.pages import Place
from guided.qt.play.keys import listed
from guided.qt.store import Stamp
from guided.qt.widgets.icons import app_icon
from guided.qt.window import Window
from guided.reading import GuidedError
from guided.routine import Routine
from guided.settings import Settings
from guided.timeline import Timeline

if TYPE_CHECKING:
    from guided.history.store import State
    from guided.qt.play.awake import Awake
    from guided.qt.play.sessions import Sessions
    from guided.qt.programmes.following import Programmes
    from guided.qt.progress.diary import Diary
    from guided.qt.routines.shelf import Shelf
    from guided.qt.sound.sink import Sink
    from guided.qt.today.today import Today
    from guided.qt.you.person import Person


class Given(NamedTuple):
    """What stands in for the computer's sound, its screen and the files; None for the real ones."""

    sink: Sink | None = None
    awake: Awake | None = None
    library: Library | None = None


class Desk(QObject):
    """All that is behind a window. Its parts know no other; they meet here."""

    session_open = Signal(bool)
    """A session has the window, or no longer."""

    def __init__(
        self,
        window: Window,
        home: Home,
        settings: Settings,
        clocks: Clocks,
        given: Given | None = None,
        threaded: bool = True,
    ) -> None:
        """There is sound only at the speed of real time.

        Where it is not `threaded`, each thing that is asked of the history is done before one goes on.
        """
        super().__init__()
        self.window, self.look, self.home = window, window.look, home
        self._threaded = threaded
        self._given = given or Given()
        self.context = context = Context(
            window,
            home,
            settings,
            clocks,
            library=lambda: self.shelf.library,
            choices=lambda: self.shelf.choices,
            store=lambda: self.diary.store,
        )
        self.asks_before_closing: Callable[[], bool] = lambda: True
        """Whether the window may close, asked last of all."""
        context.changed.connect(self._use_settings)
        context.told.connect(self._tell)
        context.routine_asked.connect(lambda routine_id: self.shelf.open(routine_id))
        window.setWindowIcon(app_icon())
        window.fill_pages(self._page_at)
        window.list_keys("In a session", listed())
        window.search_asked.connect(lambda: self.shelf.search())
        window.text_size_asked.connect(lambda step: self.person.change_text_size(step))
        window.help_shown.connect(lambda: self.sessions.pause())
        window.ask_before_closing(self._may_close)
        window.closed.connect(self._closing)
        window.files_dropped.connect(self._offer_all)
        give_acts(context, _ways_of(self))

    # ------------------------------------------------------------ its parts, each made when first needed

    @cached_property
    def today(self) -> Today:
        """The page that says what to do now."""
        return _today_of(self)

    @cached_property
    def shelf(self) -> Shelf:
        """The library, the person's own files and choices, and the pages of routines."""
        from guided.qt.routines.shelf import Shelf

        shelf = Shelf(self.context, self._given.library)
        shelf.start_asked.connect(self.start)
        shelf.sheet_asked.connect(self._print)
        return shelf

    @cached_property
    def diary(self) -> Diary:
        """The history and the measures, and the pages they are looked at on."""
        from guided.qt.progress.diary import Diary

        diary = Diary(self.context, self._stamp, self._threaded)
        diary.read.connect(self._offer)
        diary.erased.connect(lambda: self.sessions.forget_unfinished())
        diary.may_close.connect(self.window.close_at_once)
        diary.kept.repeat_asked.connect(self._repeat)
        return diary

    @cached_property
    def sessions(self) -> Sessions:
        """What is played."""
        from guided.qt.play.sessions import Sessions

        sessions = Sessions(self.context, lambda: self.sink, self._given.awake)
        sessions.routine_asked.connect(self.start)
        sessions.session_asked.connect(lambda played_for: self.programmes.start_again(played_for))
        sessions.saved.connect(lambda: self.window.show_page("today"))
        sessions.discarded.connect(lambda session_id: self.diary.delete(session_id))
        sessions.playing.connect(lambda playing: self.shelf.hold(playing))
        sessions.playing.connect(self.session_open)
        return sessions

    @cached_property
    def programmes(self) -> Programmes:
        """The programmes and how far one is in them."""
        from guided.qt.programmes.following import Programmes

        programmes = Programmes(self.context)
        programmes.play.connect(self._play_for)
        programmes.measure_asked.connect(lambda name, asked: self.diary.open_measures(asked, name))
        programmes.look_asked.connect(self.open_session)
        programmes.saved.connect(lambda: self.shelf.own_files.read_now())
        return programmes

    @cached_property
    def person(self) -> Person:
        """The settings and the questions of the first run."""
        from guided.qt.you.person import Person

        person = Person(self.context, lambda: self.sink)
        person.asks.export.connect(lambda path: self.diary.export(path))
        person.asks.erase.connect(lambda: self.diary.erase())
        person.asks.list_backups.connect(
            lambda: self.diary.safekeeping.list_backups(person.asks.backups.emit)
        )
        person.asks.restore.connect(lambda backup: self.diary.safekeeping.restore(backup))
        person.start_asked.connect(self.start)
        return person

    @cached_property
    def sink(self) -> Sink:
        """Where the sound goes."""
        from guided.qt.sound.sink import DeviceSink, SilentSink

        sink = self._given.sink or (
            DeviceSink(self.context.now) if self.context.speed == 1.0 else SilentSink()
        )
        sink.trouble.connect(lambda sentence: self._tell_of_sound(sentence, "volume-off"))
        sink.back.connect(lambda sentence: self._tell_of_sound(sentence, "volume"))
        _set_levels(sink, self.context.settings)
        return sink

    @cached_property
    def day(self) -> Day:
        """The day on the calendar; a session is not disturbed by a new one."""
        day = Day(self.context.wall, lambda: self.sessions.page is not None)
        day.changed.connect(self._begin_day)
        self.window.page_shown.connect(day.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(day.look)
        return day

    # ------------------------------------------------------------ from start to end

    def settle(self) -> None:
        """Opens the history, offers to resume, gets the sound ready."""
        if self.window.page is None:
            self.window.show_page("today")
        self.diary.settle()
        self.sink.available()
        self.shelf.own_files.watch()
        if self._threaded:
            self.shelf.speak()
        self.day.look()

    def close(self) -> None:
        """Keeps what is to be kept and lets go of everything."""
        for name in ("day", "sessions", "shelf", "sink", "diary"):
            if self._is_made(name):
                getattr(self, name).close()

    # ------------------------------------------------------------ what the parts ask of each other

    def start(self, routine_id: str, before: int | None = None) -> None:
        """Plays a routine from its beginning; `before` is the discomfort where it was told already."""
        timeline = self.context.timeline(routine_id)
        if timeline is not None:
            self.sessions.start(timeline, before)

    def take(self, asked: Asked) -> None:
        """Comes forward and does what a start was asked, unless a session or a question has the window."""
        self.window.come_forward()
        if asked == Asked():
            return
        try:
            if asked.routine is not None:
                self.shelf.need(asked.routine)
        except GuidedError as error:
            self.context.tell(str(error))
            return
        if self.window.is_taken:
            name = asked.file.name if asked.file else self.context.library.routines[asked.routine or ""].name
            self.context.tell(words.say(messages.END_FIRST, name=name))
        elif asked.file is not None:
            self.shelf.offer(asked.file)
        elif asked.routine is not None:
            self.start(asked.routine)

    def open_session(self, programme_id: str, number: int, short: bool = False) -> None:
        """Shows what is in a session of a programme."""
        programmes, library = self.programmes, self.context.library
        routine = programmes.routine(programme_id, number, short)
        timeline = self.context.compiled(routine) if routine else None
        if routine is None or timeline is None:
            return
        written = programme_routine(library, library.programmes[programme_id], number, short)
        # Choices are kept for a routine of the library, and only one that is played as it is has them.
        fixed = written is not library.routines.get(written.id)
        session = programmes.session(programme_id, number, fixed)
        page = self.shelf.show(timeline, routine if fixed else written, session)
        page.start.connect(lambda _: programmes.begin_with(programme_id, number, short))
        page.print_sheet.connect(lambda _: self._print_session(programme_id, number, short))

    def _play_for(self, routine: Routine, played_for: For) -> None:
        """Plays a session of a programme."""
        timeline = self.context.compiled(routine)
        if timeline is not None:
            self.sessions.start(timeline, played_for=played_for)

    def _print_session(self, programme_id: str, number: int, short: bool) -> None:
        routine = self.programmes.routine(programme_id, number, short)
        timeline = self.context.compiled(routine) if routine else None
        if timeline is not None:
            self._print(timeline)

    def _print(self, timeline: Timeline) -> None:
        """Shows a sheet, to print or to save."""
        from guided.qt.paper.printing import SheetPreview
        from guided.sheet import sheet

        context, settings = self.context, self.context.settings
        made = sheet(timeline, context.library, settings, printed_on=words.day(context.today(), "%d %B %Y"))
        preview = SheetPreview(self.look, made, settings.paper, self.window)
        preview.paper_chosen.connect(lambda paper: context.choose(paper=paper))
        preview.open()

    def _offer(self, state: State) -> None:
        """What one may want to do next, once the history has been read."""
        if state.unfinished is not None and self.sessions.page is None:
            self.sessions.offer_to_resume(state.unfinished)
        self._ask_next_day()

    def _ask_next_day(self) -> None:
        """How the day after was, where a programme wants to know."""
        if any(not one.paused for one in self.context.past.followed):
            self.programmes.ask_next_day()

    def _begin_day(self) -> None:
        self.context.changed.emit(Changed.DAY)
        self._ask_next_day()

    def _offer_all(self, paths: list[Path]) -> None:
        for path in paths:
            self.shelf.offer(path)

    def _stamp(self) -> Stamp:
        return Stamp(*self.sessions.recorder.stamp())

    def _repeat(self, routine: Routine) -> None:
        """Plays a routine as it was played before."""
        timeline = self.context.compiled(routine)
        if timeline is not None:
            self.sessions.start(timeline)

    # ------------------------------------------------------------ inside

    def _page_at(self, place: Place) -> QWidget:
        """The page of a place, made now."""
        module, _, name = place.page.rpartition(":")
        made = getattr(import_module(module), name)(self.context) if module else getattr(self, name).page
        assert isinstance(made, QWidget)
        return made

    def _is_made(self, part: str) -> bool:
        return part in vars(self)

    def _use_settings(self, what: Changed) -> None:
        if what & Changed.SETTINGS:
            self.window.menus.keep(self.context.settings.menu_bar)
        if what & Changed.SETTINGS and self._is_made("sink"):
            _set_levels(self.sink, self.context.settings)

    def _tell(self, sentence: str, icon: str) -> None:
        """Says how things are; after a session it stands on the pages, to be read then."""
        if self.sessions.page is not None:
            self.sessions.page.toast.say(sentence)
        self.window.notice(sentence, icon)

    def _tell_of_sound(self, sentence: str, icon: str) -> None:
        """Says that there is no sound, or that there is again, where the person is."""
        if self.sessions.page is not None:
            self.sessions.page.toast.say(sentence)
        else:
            self.window.notice(sentence, icon)

    def _may_close(self) -> bool:
        """Whether all is on disk; if not, the person is asked, and a session waits for the answer."""
        self.sessions.keep()
        if not self.diary.is_saved():
            self.diary.ask_before_closing(self.sessions.as_json())
            return False
        return self.asks_before_closing()

    def _closing(self) -> None:
        """The window closes: what is under way is kept, and where the window was."""
        self.sessions.keep()
        try:
            write_private(self.home.window, json.dumps(state_of(self.window)))
        except OSError:
            return  # the window will open where it usually does


def _ways_of(desk: Desk) -> Ways:
    """Where commands lead; a part is made once one leads to it."""
    return Ways(
        routine=lambda routine_id: desk.shelf.open(routine_id),
        programme=lambda programme_id: desk.programmes.open(programme_id),
        search=lambda text: desk.shelf.search(text),
        file=lambda: desk.shelf.ask_for_file(),
        about=lambda: desk.person.show_section("About"),
        pause=lambda: desk.sessions.pause(),
    )


def _today_of(desk: Desk) -> Today:
    from guided.qt.today.today import Today

    today = Today(desk.context)
    today.start_asked.connect(desk.start)
    today.session_asked.connect(lambda *session: desk.programmes.begin_with(*session))
    today.look_asked.connect(desk.open_session)
    return today


def _set_levels(sink: Sink, settings: Settings) -> None:
    sink.set_volume(settings.volume)
    sink.set_muted(settings.muted)
    sink.set_levels(settings.levels)
    sink.set_voicing(settings.breath_voicing)
    sink.set_device(settings.sound_device)
    sink.set_offset(settings.sound_offset_ms)
