"""What every part of the window is given: clocks, the current state, and word of its changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import Flag, auto
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from guided import messages, safety, words
from guided.choices import Choices, played
from guided.library import Library
from guided.paths import Home
from guided.practitioners import own_practitioner
from guided.qt.window import Window
from guided.reading import GuidedError
from guided.routine import Routine
from guided.settings import Settings, changed, save
from guided.timeline import Timeline, compile_routine

if TYPE_CHECKING:
    from guided.history.records import Past, Summary
    from guided.qt.store import Store
    from guided.resuming import TakenUp


class Changed(Flag):
    """What has changed, for whoever shows it."""

    SETTINGS = auto()
    LIBRARY = auto()
    CHOICES = auto()
    FAVOURITES = auto()
    HISTORY = auto()
    PROGRAMMES = auto()
    MEASURES = auto()
    DAY = auto()
    """A new day on the person's calendar."""
    BREAK = auto()
    """The time of the next break."""


class Clocks(NamedTuple):
    """The clocks of the machine, or those a test sets.

    `now` is monotonic, in ms, and runs `speed` times as fast as real time; `wall` is the local time.
    `slept` is how long the machine has slept so far, in ms, which `now` does not count.
    """

    now: Callable[[], int]
    wall: Callable[[], datetime]
    slept: Callable[[], int] = lambda: 0
    speed: float = 1.0


class Context(QObject):
    """What a part or a page is made with: it reads the current state here, and reports its changes here.

    Library, choices and history are loaded on first use.
    """

    changed = Signal(object)
    """What has changed: one or several flags of Changed."""
    told = Signal(str, str)
    """A sentence to show quietly where the person is looking, and an icon for it."""
    routine_asked = Signal(str)
    """Show a routine (id)."""
    go_on_asked = Signal(str)
    """Go on with a session (id) that was ended early."""
    copy_asked = Signal(object)
    """Begin a routine of the person's own with the steps of a Routine."""
    movement_asked = Signal(str)
    """Make an exercise (id) the person's own, or change it if it is; a new one where it is ""."""

    def __init__(
        self,
        window: Window,
        home: Home,
        settings: Settings,
        clocks: Clocks,
        library: Callable[[], Library],
        choices: Callable[[], Choices],
        store: Callable[[], Store],
    ) -> None:
        super().__init__()
        self.window, self.look, self.home = window, window.look, home
        self.now, self.wall, self.slept, self.speed = clocks
        self._settings = settings
        window.own_practitioner = lambda: own_practitioner(self._settings)
        self._library, self._choices, self._store = library, choices, store
        self.next_break: Callable[[], datetime | None] = lambda: None
        """When the next break is due if the person stays, in UTC; None where none is."""
        self.make_movement: Callable[[str, Callable[[str], object]], object] = lambda like, then: None
        """Makes a movement of the person's own: like an exercise (id), the same where it is theirs already,
        or, with "", a new one; once it is saved, the function given is told its id."""
        self.knows_who_is_there: Callable[[], bool | None] = lambda: None
        """Whether the desktop tells if somebody is there; None before it was asked."""

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self._settings

    @property
    def library(self) -> Library:
        """The library."""
        return self._library()

    @property
    def choices(self) -> Choices:
        """The person's choices for each routine, and the favourites."""
        return self._choices()

    @property
    def store(self) -> Store:
        """The history."""
        return self._store()

    @property
    def past(self) -> Past:
        """The past, as far as the history has been read."""
        return self._store().past

    def today(self) -> date:
        """The day on the person's calendar."""
        return self.wall().date()

    def choose(self, **choices: object) -> None:
        """Change some settings by name and save them."""
        self.use(changed(self._settings, **choices))

    def use(self, settings: Settings) -> None:
        """Replace the settings and save them."""
        if settings == self._settings:
            return
        before, self._settings = self._settings, settings
        self.look.use(settings)
        self.changed.emit(Changed.SETTINGS)
        self.keep(lambda: save(self.home.settings, settings, before))

    def keep(self, save: Callable[[], None]) -> None:
        """Run `save`; if the disk refuses, tell the person."""
        try:
            save()
        except OSError as error:
            self.tell(words.say(messages.NOT_KEPT, why=words.refusal(error)))

    def timeline(self, routine_id: str) -> Timeline | None:
        """A routine laid out as the person plays it; None, and the person told why, if that fails."""
        if routine_id not in self.library.routines:
            self.tell(words.say(messages.ROUTINE_IS_GONE, name=routine_id))
            return None
        return self.compiled(self.played(routine_id))

    def played(self, routine_id: str) -> Routine:
        """A routine of the library with the person's choices."""
        return played(self.library.routines[routine_id], self.choices.of(routine_id), self.library)

    def compiled(self, routine: Routine) -> Timeline | None:
        """A routine laid out in time; None, and the person told why, if that fails."""
        try:
            return compile_routine(routine, self.library, self.settings)
        except GuidedError as error:
            self.tell(str(error))
            return None

    def left_off(self, routine_id: str) -> TakenUp | None:
        """Today's last session of a routine (id), if it was ended early and can be gone on with.

        What left a high discomfort, or hurt so that the person stopped, is not gone on with.
        """
        return self._left_off(lambda one: one.routine_id == routine_id)

    def left_off_of(self, programme_id: str, number: int, short: bool = False) -> TakenUp | None:
        """The same of a programme's session."""
        return self._left_off(self._is_of(programme_id, number, short))

    def stopped(self, routine_id: str) -> bool:
        """Whether today's last session of a routine (id) hurt so that the person stopped for the day."""
        return self._stopped(lambda one: one.routine_id == routine_id)

    def stopped_of(self, programme_id: str, number: int, short: bool = False) -> bool:
        """The same of a programme's session."""
        return self._stopped(self._is_of(programme_id, number, short))

    def _left_off(self, is_meant: Callable[[Summary], bool]) -> TakenUp | None:
        from guided.resuming import ended_early

        last = self._last_today(is_meant)
        if last is None or not safety.may_go_on(last.after, last.id in self.past.stopped):
            return None
        record = next((one for one in self.past.left_off if one.id == last.id), None)
        return ended_early(record, self.library)

    def _stopped(self, is_meant: Callable[[Summary], bool]) -> bool:
        last = self._last_today(is_meant)
        return last is not None and last.id in self.past.stopped

    def _is_of(self, programme_id: str, number: int, short: bool) -> Callable[[Summary], bool]:
        """Whether a session was that of a programme."""
        past = self.past
        meant = [(one.run, number, short) for one in past.followed if one.programme_id == programme_id]
        return lambda one: past.played_for.get(one.id) in meant

    def _last_today(self, is_meant: Callable[[Summary], bool]) -> Summary | None:
        """Today's last session of those meant."""
        day = self.today()
        todays = takewhile(lambda one: one.local_start.date() >= day, self.past.sessions)
        return next((one for one in todays if one.local_start.date() == day and is_meant(one)), None)

    def tell(self, sentence: str, icon: str = "info-circle") -> None:
        """Show a sentence quietly where the person is looking."""
        self.told.emit(sentence, icon)
