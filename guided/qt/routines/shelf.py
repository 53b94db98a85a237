"""The shelf: the library, the person's own files and choices, and the pages of routines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from guided import messages, words
from guided.choices import Choices, all_played, with_favourite
from guided.choices import load as load_choices
from guided.choices import save as save_choices
from guided.files import are_many, is_ours, load, load_own
from guided.library import Library
from guided.paths import assets
from guided.qt.context import Changed, Context
from guided.qt.routines.dragging import Dragging
from guided.qt.routines.leftoff import LeftOff
from guided.qt.routines.own import OwnRoutines
from guided.qt.routines.page import RoutinesPage
from guided.qt.widgets.savefile import ask_where, ask_which, folder_name, show_folder
from guided.reading import GuidedError, nearest
from guided.routine import Routine
from guided.timeline import Timeline

if TYPE_CHECKING:
    from guided.programme import SessionOf
    from guided.qt.routines.detail import DetailPage
    from guided.qt.routines.ownfiles import OwnFiles
    from guided.qt.routines.speaking import Speaking

_OURS, _ANY = "Guided (*.guided *.toml)", "All files, also of other programs (*)"
_LISTED = Changed.LIBRARY | Changed.CHOICES | Changed.SETTINGS


class Shelf(QObject):
    """The routines to play, and how the person plays them."""

    start_asked = Signal(str)
    """Play a routine (id)."""
    sheet_asked = Signal(object)
    """Print a Timeline."""
    film_asked = Signal(object)
    """Save a Timeline as a film."""
    results_came = Signal(object)
    """A file that was opened has the results of somebody; its path."""

    def __init__(self, context: Context, library: Library | None = None) -> None:
        """`library`, if given, replaces the shipped files and the person's own."""
        super().__init__()
        self._context = context
        self._library = self._shipped = library
        self._unread = False
        self._choices: Choices | None = None
        self._page: RoutinesPage | None = None
        self._own_files: OwnFiles | None = None
        self._speaking: Speaking | None = None
        self._dragging = Dragging(context)
        self.own = OwnRoutines(context)
        self.own.written.connect(lambda: self.own_files.read_now())
        self.own.foldered.connect(self._arrange)
        self.own.file_asked.connect(lambda: self.ask_for_file(_ANY))
        self.own.files_came.connect(self.offer_all)
        self.own.ours_came.connect(self._offer_ours)
        context.changed.connect(self._show)

    @property
    def library(self) -> Library:
        """The library, read when first needed."""
        if self._library is None:
            home = self._context.home
            shipped = load(assets(), catalogue=home.catalogue)
            self._shipped = replace(shipped, own_voice=home.own_voice)
            self._unread = are_many(home.data)
            self._library = self._shipped if self._unread else load_own(self._shipped, home.data)
        return self._library

    @property
    def choices(self) -> Choices:
        """The person's choices for each routine, and the favourites."""
        if self._choices is None:
            self._choices = load_choices(self._context.home.choices)
        return self._choices

    @property
    def page(self) -> RoutinesPage:
        """The page of all routines."""
        if self._page is None:
            self._page = page = RoutinesPage(self._context.look)
            page.show_favourites(self.choices.favourites)
            page.show_folders(self.choices.folders)
            page.show_latest(self.own.latest)
            page.new_asked.connect(self.own.new_asked)
            page.show_library(all_played(self.library, self.choices), self._context.settings)
            page.chosen.connect(self.open)
            page.starred.connect(self._star)
            page.started.connect(self.start_asked)
            page.asked.connect(lambda action, routine_id: self._acts[action](routine_id))
            page.gestures.dragged.connect(lambda routine_id: self._dragging.drag(page.grid, routine_id))
        return self._page

    @property
    def own_files(self) -> OwnFiles:
        """The person's own files."""
        if self._own_files is None:
            library = self.library
            assert self._shipped is not None
            self._own_files = own = _made(self._context, self._shipped, library, self._unread)
            own.read.connect(self._take_library)
            own.said.connect(self._say)
            own.show_asked.connect(self.open)
            app = QGuiApplication.instance()
            assert isinstance(app, QGuiApplication)
            app.applicationStateChanged.connect(self._look_again)
        return self._own_files

    def speak(self) -> None:
        """Make clips of the names the person gave, now and whenever they change."""
        from guided.qt.routines.speaking import Speaking

        context = self._context
        self._speaking = speaking = Speaking(lambda: self.library, context.home.own_voice)
        speaking.made.connect(lambda: context.changed.emit(Changed.LIBRARY))
        speaking.look()

    def close(self) -> None:
        """Stop watching the person's own files, and remove those that were dragged out."""
        if self._own_files is not None:
            self._own_files.close()
        self._dragging.close()

    # ------------------------------------------------------------ a routine

    def need(self, routine_id: str) -> None:
        """Raise GuidedError if there is no such routine, with the mistakes in its file, if any."""
        if routine_id not in self.library.routines and self._unread:
            self.own_files.read_now()
        if routine_id in self.library.routines:
            return
        for broken in self.library.broken:
            if (broken.kind, broken.id) == ("routines", routine_id):
                raise broken.error
        known = self.library.routines
        raise GuidedError(f'no routine is called "{routine_id}"{nearest(routine_id, known)}')

    def open(self, routine_id: str, exercise_id: str = "") -> None:
        """Show a routine's page, and in it how an exercise goes that it has."""
        timeline = self._context.timeline(routine_id)
        if timeline is None:
            return
        page = self.show(timeline, self.library.routines[routine_id])
        context = self._context
        LeftOff(page, context, partial(context.left_off, routine_id), partial(context.stopped, routine_id))
        page.start.connect(self.start_asked)
        page.print_sheet.connect(self._acts["sheet"])
        if exercise_id:
            page.show_exercise(exercise_id)

    def show(self, timeline: Timeline, written: Routine, session: SessionOf | None = None) -> DetailPage:
        """Show a timeline on a page, whose `start` and `print_sheet` are left to connect.

        `written` is the routine without the person's choices; `session` makes it a programme's session.
        """
        from guided.qt.routines.detail import DetailPage

        context, routine_id = self._context, timeline.routine.id
        careful, choices = context.settings.careful_with, self.choices
        page = DetailPage(context.look, self.library, timeline, choices, written, careful, session)
        page.show_times_done(context.past.times.get(routine_id, 0))
        page.back.connect(context.window.back)
        page.chosen.connect(lambda choices: self._choose(page, routine_id, choices))
        page.go_on.connect(context.go_on_asked)
        page.starred.connect(self._star)
        page.mine_asked.connect(context.movement_asked)
        page.audio_asked.connect(self._save_as_audio)
        page.prescribe.connect(self._prescribe)
        page.asked.connect(lambda action: self._acts[action](routine_id))
        page.film_asked.connect(self.film_asked)
        page.share.connect(lambda name, path: self.own_files.share(context.played(name), Path(path)))
        context.window.push(page)
        return page

    @property
    def _acts(self) -> Mapping[str, Callable[[str], object]]:
        """The acts on a routine (id), by the action's id."""
        return {
            "start": self.start_asked.emit,
            "show": self.open,
            "favourite": self._star,
            "sheet": lambda routine_id: self._with(routine_id, self.sheet_asked.emit),
            "audio": lambda routine_id: self._with(routine_id, self._save_as_audio),
            "video": lambda routine_id: self._with(routine_id, self.film_asked.emit),
            "share": self._share,
            "prescribe": self._prescribe,
            "movements": lambda _: self._context.window.acts.act("movements"),
            **self.own.acts,
        }

    def ask_for_file(self, kind: str = _OURS) -> None:
        """Ask which file to open, of one kind to begin with."""
        dialog = ask_which(self._context.window, "Open a file", (_OURS, _ANY), kind)
        dialog.filesSelected.connect(self.offer_all)

    def _share(self, routine_id: str) -> None:
        context, name = self._context, f"{routine_id}.guided"
        dialog = ask_where(context.window, "Share the routine", name, {"guided": "Routine"})
        dialog.fileSelected.connect(lambda path: self.own_files.share(context.played(routine_id), Path(path)))

    def _prescribe(self, routine_id: str) -> None:
        from guided.qt.routines.prescribing import prescribe

        prescribe(self._context, self.own_files, self._context.played(routine_id))

    def _with(self, routine_id: str, act: Callable[[Timeline], object]) -> None:
        """Do something with a routine as it is played, unless it cannot be."""
        timeline = self._context.timeline(routine_id)
        if timeline is not None:
            act(timeline)

    def _save_as_audio(self, timeline: Timeline) -> None:
        from guided.qt.routines.audio import AudioDialog

        context = self._context
        voice = self.library.voice(context.settings.voice)
        dialog = AudioDialog(context.look, timeline, voice, context.settings, context.window)
        dialog.saved.connect(context.window.toast)
        dialog.open()

    # ------------------------------------------------------------ what changes

    def search(self) -> None:
        """Show the routines with the search focused."""
        self._context.window.show_page("routines")
        self.page.focus_search()

    def offer(self, path: Path) -> None:
        """Show the contents of a file, and ask whether to add it to the person's own."""
        from guided.results import is_results

        if is_results(path):
            self.results_came.emit(path)
        elif is_ours(path):
            self._offer_ours(path)
        else:
            self.own.importing.offer(path, self._context.settings)

    def _offer_ours(self, path: Path) -> None:
        self.own_files.offer(path, self._context.settings, self._context.today())

    def offer_all(self, paths: Sequence[Path | str]) -> None:
        """Do that with several files, one after the other."""
        for path in paths:
            self.offer(Path(path))

    def read_again(self) -> None:
        """Read what another program changed: own files, and choices, also where they are open."""
        from guided.qt.routines.detail import DetailPage

        self._choices = None
        page = self._context.window.page
        if isinstance(page, DetailPage) and page.routine_id in self.library.routines:
            timeline = self._context.timeline(page.routine_id)
            if timeline is not None and len(timeline.parts) == len(page.rows):
                page.show_played(timeline, self.choices)
            page.show_favourite(page.routine_id in self.choices.favourites, self.choices)
        self._context.changed.emit(Changed.CHOICES | Changed.FAVOURITES)
        if self._own_files is not None:
            self.own_files.look_again()

    def hold(self, held: bool) -> None:
        """Hold the reading of changed files while a session is played."""
        if held or self._own_files is not None:
            self.own_files.hold(held)

    def _show(self, what: Changed) -> None:
        if what & Changed.LIBRARY and self._speaking is not None:
            self._speaking.look()
        if self._page is None:
            return
        if what & _LISTED:
            self._page.show_library(all_played(self.library, self.choices), self._context.settings)
        if what & Changed.FAVOURITES:
            self._page.show_favourites(self.choices.favourites)
            self._page.show_folders(self.choices.folders)
        if what & (Changed.LIBRARY | Changed.HISTORY | Changed.DAY):
            self._page.show_latest(self.own.latest)
        if what & Changed.HISTORY:
            times = self._context.past.times
            self._page.show_uses({id_: times.get(id_, 0) for id_ in self.library.routines})

    def _take_library(self, library: Library) -> None:
        self._library, self._unread = library, False
        self._context.changed.emit(Changed.LIBRARY)

    def _look_again(self, state: Qt.ApplicationState) -> None:
        """Look for changed files when the window becomes active again."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.own_files.look_again()

    def _choose(self, page: DetailPage, routine_id: str, choices: Choices) -> None:
        before, self._choices = self.choices, choices
        timeline = self._context.timeline(routine_id)
        if timeline is None:
            self._choices = before
            return
        page.show_played(timeline, choices)
        self._context.changed.emit(Changed.CHOICES)
        self._keep_choices(before)

    def _star(self, routine_id: str) -> None:
        from guided.qt.routines.detail import DetailPage

        on = routine_id not in self.choices.favourites
        self._arrange(with_favourite(self.choices, routine_id, on))
        page = self._context.window.page
        if isinstance(page, DetailPage):
            page.show_favourite(on, self._choices)

    def _arrange(self, choices: Choices) -> None:
        """Take over other favourites or folders."""
        before, self._choices = self.choices, choices
        self._context.changed.emit(Changed.FAVOURITES)
        self._keep_choices(before)

    def _keep_choices(self, before: Choices) -> None:
        self._context.keep(lambda: save_choices(self._context.home.choices, self.choices, before))

    def _say(self, text: str, routine_id: str) -> None:
        """Show a passing message, with a button to the routine it is about, if any."""
        if routine_id:
            self._context.window.toast(text, "Open", lambda: self.open(routine_id))
        else:
            self._context.window.toast(text)


def _made(context: Context, shipped: Library, library: Library, unread: bool) -> OwnFiles:
    """The person's own files, which say where one was written to for others."""
    from guided.qt.routines.ownfiles import OwnFiles

    own = OwnFiles(context.look, context.window, context.home.data, shipped, library, unread)
    own.shared.connect(partial(_say_where, context))
    return own


def _say_where(context: Context, path: Path) -> None:
    """Say where a shared routine is and what it is good for, with a way to its folder."""
    said = words.say(messages.SHARED, file=path.name, folder=folder_name(path))
    context.window.toast(said, "Show the folder", lambda: show_folder(path))
