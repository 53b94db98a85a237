"""The parts behind the window, made when needed, and what they ask of each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.changes import programme_routine
from guided.library import Library
from guided.paths import Home
from guided.programme import For, SessionOf
from guided.qt import geometry
from guided.qt.context import Changed, Clocks, Context
from guided.qt.day import Day
from guided.qt.everything import Ways, give_acts
from guided.qt.instance import Asked
from guided.qt.pages import PAGES, Place
from guided.qt.play.keys import listed
from guided.qt.routines.leftoff import LeftOff
from guided.qt.store import Stamp
from guided.qt.trash import Thrown, fetch_back, thrown
from guided.qt.widgets.icons import app_icon
from guided.qt.window import Window
from guided.reading import GuidedError
from guided.routine import Routine, Step
from guided.settings import Settings
from guided.timeline import Timeline

if TYPE_CHECKING:
    from guided.history.store import State
    from guided.qt.drafts import Left
    from guided.qt.editor.editor import Editor
    from guided.qt.movements.own import Movements
    from guided.qt.play.awake import Awake
    from guided.qt.play.sessions import Sessions
    from guided.qt.programmes.following import Programmes
    from guided.qt.progress.diary import Diary
    from guided.qt.routines.shelf import Shelf
    from guided.qt.sound.sink import Sink
    from guided.qt.syncing import Syncing
    from guided.qt.today.today import Today
    from guided.qt.you.asks import Asks
    from guided.qt.you.person import Person


class Given(NamedTuple):
    """Stand-ins for sound, screen and library; None for the real ones."""

    sink: Sink | None = None
    awake: Awake | None = None
    library: Library | None = None


class Desk(QObject):
    """All that is behind a window; its parts do not know each other and meet here."""

    session_open = Signal(bool)
    """Whether a session has the window."""

    def __init__(
        self,
        window: Window,
        home: Home,
        settings: Settings,
        clocks: Clocks,
        given: Given | None = None,
        threaded: bool = True,
    ) -> None:
        """Make a desk with sound only at real-time speed.

        Unless `threaded`, every request to the history is served before the call returns.
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
        """Whether the window may close; called last."""
        context.changed.connect(self._use_settings)
        context.told.connect(self._tell)
        context.routine_asked.connect(lambda routine_id: self.shelf.open(routine_id))
        context.go_on_asked.connect(lambda session_id: self.sessions.go_on(session_id))
        window.setWindowIcon(app_icon())
        window.fill_pages(self._page_at)
        window.list_keys("In a session", listed())
        window.search_asked.connect(lambda: self.shelf.search())
        window.text_size_asked.connect(lambda step: self.person.change_text_size(step))
        window.help_shown.connect(lambda: self.sessions.pause())
        window.ask_before_closing(self._may_close)
        window.closed.connect(self._closing)
        window.files_dropped.connect(lambda paths: self.shelf.offer_all(paths))
        give_acts(context, _ways_of(self))

    # ------------------------------------------------------------ its parts, each made when first needed

    @cached_property
    def today(self) -> Today:
        """Today's page and its suggestion."""
        return _today_of(self)

    @cached_property
    def shelf(self) -> Shelf:
        """The library, the person's own files and choices, and the pages of routines."""
        return _shelf_of(self, self._given.library)

    @cached_property
    def editor(self) -> Editor:
        """The editor of routines."""
        return _editor_of(self)

    @cached_property
    def diary(self) -> Diary:
        """The history and the measures, with their pages."""
        from guided.qt.progress.diary import Diary

        diary = Diary(self.context, self._stamp, self._threaded)
        diary.read.connect(self._offer)
        diary.erased.connect(lambda: self.sessions.forget_unfinished())
        diary.may_close.connect(self.window.close_at_once)
        diary.kept.repeat_asked.connect(self._play_for)
        diary.file_asked.connect(lambda: self.shelf.ask_for_file())
        return diary

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions that are played."""
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
        """The programmes, and the person's progress in them."""
        programmes = _programmes_of(self)
        programmes.play.connect(self._play_for)
        return programmes

    @cached_property
    def movements(self) -> Movements:
        """The person's own movements."""
        return _movements_of(self)

    @cached_property
    def person(self) -> Person:
        """The settings and the questions of the first run."""
        from guided.qt.you.person import Person

        person = Person(self.context, lambda: self.sink)
        _answer(self, person.asks)
        person.start_asked.connect(self.start)
        return person

    @cached_property
    def sink(self) -> Sink:
        """The sound's destination."""
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
        """The calendar day; a new one waits until a session is over."""
        day = Day(self.context.wall, lambda: self.sessions.page is not None)
        day.changed.connect(self._begin_day)
        self.window.page_shown.connect(day.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(day.look)
        return day

    # ------------------------------------------------------------ from start to end

    def settle(self) -> None:
        """Open the history, offer to resume, and prepare the sound."""
        if self.window.page is None:
            self.window.show_page("today")
        self.diary.settle()
        self.sink.available()
        self.shelf.own_files.watch()
        if self._threaded:
            self.shelf.speak()
        self.day.look()
        self._use_settings(Changed.SETTINGS)

    def close(self) -> None:
        """Save what is to be kept, and release everything."""
        for name in ("editor", "day", "syncing", "movements", "sessions", "shelf", "sink", "diary"):
            if self._is_made(name):
                getattr(self, name).close()

    # ------------------------------------------------------------ what the parts ask of each other

    def start(self, routine_id: str, before: int | None = None) -> None:
        """Play a routine from the beginning; `before` is the discomfort (0 to 10), if already given."""
        timeline = self.context.timeline(routine_id)
        if timeline is not None:
            self.sessions.start(timeline, before)

    def take(self, asked: Asked) -> None:
        """Come forward and do what was asked, unless a session or a question has the window."""
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
            self.context.tell(words.say(messages.END_FIRST, name=_name_of(asked, self.context.library)))
        elif asked.file is not None:
            self.shelf.offer(asked.file)
        elif asked.routine is not None:
            self.start(asked.routine)
        elif asked.page is not None:
            self.window.show_page(asked.page)

    def open_session(self, programme_id: str, number: int, short: bool = False) -> None:
        """Show the contents of a programme's session."""
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
        context, meant = self.context, (programme_id, number, short)
        LeftOff(page, context, partial(context.left_off_of, *meant), partial(context.stopped_of, *meant))
        page.start.connect(lambda _: programmes.begin_with(programme_id, number, short))
        page.print_sheet.connect(lambda _: self._print_session(programme_id, number, short))

    def _play_for(self, routine: Routine, played_for: For | None = None) -> None:
        """Play a routine as it is, for a programme's session if one is given."""
        timeline = self.context.compiled(routine)
        if timeline is not None:
            self.sessions.start(timeline, played_for=played_for)

    def _print_session(self, programme_id: str, number: int, short: bool) -> None:
        routine = self.programmes.routine(programme_id, number, short)
        timeline = self.context.compiled(routine) if routine else None
        if timeline is not None:
            self.print_sheet(timeline)

    def print_sheet(self, timeline: Timeline) -> None:
        """Show a sheet, to print or to save."""
        from guided.qt.paper.printing import SheetPreview
        from guided.sheet import sheet

        context, settings = self.context, self.context.settings
        made = sheet(timeline, context.library, settings, printed_on=words.day(context.today(), "%d %B %Y"))
        preview = SheetPreview(self.look, made, settings.paper, self.window)
        preview.paper_chosen.connect(lambda paper: context.choose(paper=paper))
        preview.open()

    def _offer(self, state: State) -> None:
        """Offer what to do next, once the history has been read."""
        if state.unfinished is not None and self.sessions.page is None:
            self.sessions.offer_to_resume(state.unfinished)
        if self.home.drafts.is_dir():
            self.editor.offer_waiting()
            self.programmes.own.offer_waiting()
        self._ask_next_day()

    def _ask_next_day(self) -> None:
        """Ask how the day after was, if a programme wants to know."""
        if any(not one.paused for one in self.context.past.followed):
            self.programmes.ask_next_day()

    def _begin_day(self) -> None:
        self.context.changed.emit(Changed.DAY)
        self._ask_next_day()

    def _stamp(self) -> Stamp:
        return Stamp(*self.sessions.recorder.stamp())

    # ------------------------------------------------------------ inside

    def _page_at(self, place: Place) -> QWidget:
        """Make the page of a place."""
        module, _, name = place.page.rpartition(":")
        made = getattr(import_module(module), name)(self.context) if module else getattr(self, name).page
        assert isinstance(made, QWidget)
        return made

    def _is_made(self, part: str) -> bool:
        return part in vars(self)

    def _use_settings(self, what: Changed) -> None:
        if what & Changed.SETTINGS:
            self.window.menus.keep(self.context.settings.menu_bar)
        if self.context.settings.sync and self._is_made("day") and not self._is_made("syncing"):
            self.syncing = _syncing_of(self, self._threaded)
            self.syncing.begin()
        if what & Changed.SETTINGS and self._is_made("sink"):
            _set_levels(self.sink, self.context.settings)

    def _tell(self, sentence: str, icon: str) -> None:
        """Show a sentence; after a session it stands on the pages as well."""
        if self.sessions.page is not None:
            self.sessions.page.toast.say(sentence)
        self.window.notice(sentence, icon)

    def _tell_of_sound(self, sentence: str, icon: str) -> None:
        """Show that sound is gone or back, where the person is looking."""
        if self.sessions.page is not None:
            self.sessions.page.toast.say(sentence)
        else:
            self.window.notice(sentence, icon)

    def _may_close(self) -> bool:
        """Whether everything is on disk; if not, ask the person, with a session paused meanwhile."""
        self.sessions.keep()
        if not self.diary.is_saved():
            self.diary.ask_before_closing(self.sessions.as_json())
            return False
        return self.asks_before_closing()

    def _closing(self) -> None:
        """Keep a session under way and the window's place, as the window closes."""
        self.sessions.keep()
        try:
            geometry.keep(self.window, self.home.window)
        except OSError:
            return  # the window will open where it usually does


def _name_of(asked: Asked, library: Library) -> str:
    """What a request is for, as a person calls it."""
    if asked.file is not None:
        return asked.file.name
    if asked.routine is not None:
        return library.routines[asked.routine].name
    return next(place.title for place in PAGES if place.id == asked.page)


def _ways_of(desk: Desk) -> Ways:
    """Where commands lead; a part is made once one leads to it."""
    return Ways(
        routine=lambda routine_id: desk.shelf.open(routine_id),
        sheet=lambda routine_id: _print(desk, routine_id),
        programme=lambda programme_id: desk.programmes.open(programme_id),
        exercise=lambda exercise_id: _open_exercise(desk, exercise_id),
        file=lambda: desk.shelf.ask_for_file(),
        movement=lambda exercise_id: desk.movements.open(exercise_id),
        make=lambda like, made: desk.movements.open(like, made),
        movements=lambda: desk.movements.show_all(),
        bring=lambda: desk.shelf.own.importing.ask(),
        about=lambda: desk.person.show_section("About"),
        sessions=lambda: _in_progress(desk).kept.list_all(),
        elsewhere=lambda: _in_progress(desk).kept.add(),
        measure=lambda: _in_progress(desk).open_measures(),
        report=lambda: _in_progress(desk).open_report(),
        results=lambda: desk.diary.send_results(),
        clients=lambda: desk.diary.clients.open(),
        left=lambda: _left(desk),
        thrown=lambda: [(one.name, partial(_bring_back, desk, one)) for one in thrown(desk.home)],
        settings=lambda: desk.person.settings(),
        pause=lambda: desk.sessions.pause(),
        new=lambda: desk.editor.new(),
        copy=lambda routine: desk.editor.make_of(routine),
    )


def _in_progress(desk: Desk) -> Diary:
    """The diary, whose place is shown: there one comes back to from its pages."""
    desk.window.show_page("progress")
    return desk.diary


def _left(desk: Desk) -> Sequence[Left]:
    """What was left without being saved, in any part; none of them is made where there is nothing."""
    if not desk.home.drafts.is_dir():
        return ()
    return (*desk.editor.left(), *desk.programmes.own.left(), *desk.movements.left())


def _print(desk: Desk, routine_id: str) -> None:
    timeline = desk.context.timeline(routine_id)
    if timeline is not None:
        desk.print_sheet(timeline)


def _open_exercise(desk: Desk, exercise_id: str) -> None:
    """Show how an exercise goes, to be played by itself, and the routines that have it."""
    from guided.qt.routines.users import users_card

    library = desk.context.library
    exercise = library.exercises[exercise_id]
    users = [
        one for one in library.routines.values() if any(step.exercise == exercise_id for step in one.steps)
    ]
    users.sort(key=lambda one: words.collation_key(one.name))
    routine = Routine(exercise_id, exercise.name, (Step(exercise_id),))
    timeline = desk.context.compiled(routine)
    if timeline is not None:
        note = "" if users else "It is in none of your routines."
        page = desk.shelf.show(timeline, routine, SessionOf("Back", "By itself", note=note, fixed=True))
        page.rows[0].head.setChecked(True)
        if users:
            card = users_card(desk.look, exercise, users, lambda name: desk.shelf.open(name, exercise_id))
            # Above the step, below the title where that scrolls with it.
            page.body.insertWidget(page.body.count() - 2, card)
        page.start.connect(lambda _: desk.sessions.start(timeline))
        page.print_sheet.connect(lambda _: desk.print_sheet(timeline))


def _answer(desk: Desk, asks: Asks) -> None:
    """Have the diary do what the settings ask of it, once they do."""
    asks.export.connect(lambda path: desk.diary.export(path))
    asks.bring.connect(lambda path: desk.diary.importing.begin(path))
    asks.erase.connect(lambda: desk.diary.erase())
    asks.list_backups.connect(lambda: desk.diary.safekeeping.list_backups(asks.backups.emit))
    asks.bring_back.connect(lambda one: _bring_back(desk, one))
    asks.restore.connect(lambda backup: desk.diary.safekeeping.restore(backup))


def _bring_back(desk: Desk, one: Thrown) -> None:
    """Take what was thrown away out of the trash, and say so."""

    def back() -> None:
        desk.shelf.own_files.read_now()
        desk.window.toast(words.say(messages.IS_BACK, name=one.name))

    fetch_back(desk.context, one, back)


def _syncing_of(desk: Desk, threaded: bool) -> Syncing:
    """What keeps several computers alike, made where that is switched on."""
    from guided.qt.syncing import Syncing

    syncing = Syncing(desk.context, desk.person.asks, threaded)
    syncing.choices_came.connect(desk.shelf.read_again)
    return syncing


def _shelf_of(desk: Desk, library: Library | None) -> Shelf:
    from guided.qt.routines.shelf import Shelf

    shelf = Shelf(desk.context, library)
    shelf.start_asked.connect(desk.start)
    shelf.sheet_asked.connect(desk.print_sheet)
    shelf.film_asked.connect(lambda timeline: _save_film(desk.context, timeline))
    shelf.results_came.connect(lambda path: desk.diary.clients.take(path))
    shelf.own.new_asked.connect(lambda: desk.editor.new())
    shelf.own.edit_asked.connect(lambda routine_id: desk.editor.edit(routine_id))
    shelf.own.copy_asked.connect(lambda routine_id: desk.editor.duplicate(routine_id))
    return shelf


def _save_film(context: Context, timeline: Timeline) -> None:
    """Ask how a session is to be saved as a film."""
    from guided.qt.play.filming import FilmDialog, Played

    played = Played(timeline, context.library.voice(context.settings.voice), context.settings)
    dialog = FilmDialog(context.look, played, context.window)
    dialog.saved.connect(context.window.toast)
    dialog.open()


def _editor_of(desk: Desk) -> Editor:
    from guided.qt.editor.editor import Editor

    editor = Editor(desk.context)
    editor.saved.connect(lambda _: desk.shelf.own_files.read_now())
    editor.saved.connect(lambda routine_id: desk.shelf.open(routine_id))
    return editor


def _programmes_of(desk: Desk) -> Programmes:
    from guided.qt.programmes.following import Programmes

    programmes = Programmes(desk.context)
    programmes.measure_asked.connect(lambda asked: desk.diary.open_measures(asked, asked.by))
    programmes.look_asked.connect(desk.open_session)
    programmes.saved.connect(lambda: desk.shelf.own_files.read_now())
    return programmes


def _movements_of(desk: Desk) -> Movements:
    from guided.qt.movements.own import Movements

    movements = Movements(desk.context)
    movements.saved.connect(lambda: desk.shelf.own_files.read_now())
    return movements


def _today_of(desk: Desk) -> Today:
    from guided.qt.today.today import Today

    today = Today(desk.context)
    today.start_asked.connect(desk.start)
    today.session_asked.connect(lambda *session: desk.programmes.begin_with(*session))
    today.look_asked.connect(desk.open_session)
    today.measure_asked.connect(lambda asked: desk.diary.open_measures(asked, "Today"))
    return today


def _set_levels(sink: Sink, settings: Settings) -> None:
    sink.set_volume(settings.volume)
    sink.set_muted(settings.muted)
    sink.set_levels(settings.levels)
    sink.set_voicing(settings.breath_voicing)
    sink.set_device(settings.sound_device)
    sink.set_offset(settings.sound_offset_ms)
