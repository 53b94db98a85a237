"""Reminders in action: watching for presence, showing them, and taking the answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from threading import Thread
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from guided import messages, reminders, words
from guided.paths import Home, read_file, write_private
from guided.qt.desktop.bus import Bus
from guided.qt.desktop.notices import Notice, Notices
from guided.qt.desktop.presence import Presence, Seen, of_this_system
from guided.qt.desktop.tray import Tray
from guided.reading import GuidedError
from guided.reminders import LATER_MINUTES, Kind, State, Wishes
from guided.settings import WORD_ONLY, Settings

LOOK_MS = 60_000  # while nothing is about to be due
_SOONEST_MS = 30_000  # a computer that rests is not woken more often
_LARGEST = 1 << 16  # bytes of a file
_PAUSE = timedelta(hours=1)
_LATER = {f"later-{minutes}": minutes for minutes in LATER_MINUTES}
SOON, LONGER = _LATER
"""The answers that put a reminder off."""
# A server may show no more than three buttons: the first ones.
_ANSWERS = {SOON: "In 5 minutes", "skip": "Skip", LONGER: "In 15 minutes"}

BREAKS = {
    "two-minute-stand-up": "Two-minute stand-up",
    "calm-at-the-desk": "Calm at the desk",
    "desk-five": "Desk break",
}
"""The name of each break routine (id): without a window no routine is loaded."""


A_WORD = "Stand up, walk a few steps and look into the distance."
"""All that a break is without a routine."""


class Around(NamedTuple):
    """The desktop around the window; without `notices` the tray shows the system's own messages."""

    presence: Presence
    notices: Notices | None
    tray: Tray


def around(awake_s: Callable[[], float], session: Bus | None, system: Bus | None) -> Around:
    """The desktop at hand; the buses are Linux's, `awake_s` is the system's monotonic clock in seconds."""
    here = of_this_system(QGuiApplication.platformName())
    notices = None if session is None else Notices(session)
    return Around(Presence(awake_s, here, session, system), notices, Tray(_ANSWERS))


class Reminders(QObject):
    """Reminders of breaks and the day's session while the program runs, with a window or without.

    One that the desktop cannot show is `unseen`, and left to the window.
    """

    routine_asked = Signal(str)
    """Play a routine (id) now, as a break."""
    today_asked = Signal()
    """Show the window on its first page."""
    quit_asked = Signal()
    unseen = Signal(object)
    """A Notice for the window to show; its buttons go to `answer`."""
    withdrawn = Signal()
    """The shown reminder no longer needs an answer."""
    changed = Signal()
    """The time of the next break may have changed."""
    _settled = Signal(object, bool)

    def __init__(
        self, home: Home, settings: Settings, wall: Callable[[], datetime], around: Around, speed: float = 1.0
    ) -> None:
        """`wall` is the local time, running at `speed` times real time."""
        super().__init__()
        self._home, self._wall, self._speed = home, wall, speed
        self._presence, self._notices, self._tray = around
        self.settings, self._wishes = settings, Wishes()
        self._state = _kept(home)
        self._playing = False
        self._out: Kind | None = None  # what is shown and was not answered
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._settled.connect(self._hear_history)
        if self._notices is not None:
            self._notices.chosen.connect(self._choose)
            self._notices.failed.connect(self._show_elsewhere)
        tray = self._tray
        tray.break_asked.connect(lambda: self.answer("start", Kind.BREAK))
        tray.answered.connect(lambda action: self.answer(action, Kind.BREAK))
        tray.today_asked.connect(self.today_asked)
        tray.clicked.connect(lambda: self.answer("default"))
        tray.pause_asked.connect(lambda: self.pause(_PAUSE))
        tray.tomorrow_asked.connect(lambda: self.pause(None))
        tray.resume_asked.connect(self.resume)
        tray.quit_asked.connect(self.quit_asked)
        self.use(settings)

    # ------------------------------------------------------------ what others ask

    @property
    def is_on(self) -> bool:
        """Whether any reminder is wanted."""
        return self._wishes.any

    @property
    def knows_who_is_there(self) -> bool | None:
        """Whether the idle time can be told; None before the first look."""
        return None if self._presence.source is None else bool(self._presence.source)

    @property
    def due(self) -> Notice | None:
        """The break reminder that is unanswered, if any."""
        return notice_of(Kind.BREAK, self._state.sat, self.settings) if self._state.waiting else None

    def next_break(self) -> datetime | None:
        """When the next break is due in UTC if the person stays, or was due and is unanswered; else None."""
        if self._state.waiting and self._wishes.breaks:
            return self._state.shown
        return reminders.next_break(self._state, self._wishes, self._wall())

    def use(self, settings: Settings) -> None:
        """Adopt changed settings."""
        wishes, before = reminders.wishes_of(settings), self._wishes
        self.settings, self._wishes = settings, wishes
        if not wishes.any:
            self._timer.stop()
            self._withdraw()
            self._tray.hide()
        elif wishes != before:
            self.look()

    def hold(self, playing: bool) -> None:
        """Hold reminders while a session, which is a break in itself, has the window."""
        if playing != self._playing:
            self._withdraw()
            self._playing = playing
            self._state = reminders.rested(self._state, self._wall())
            self._refresh()

    def pause(self, how_long: timedelta | None) -> None:
        """Pause reminders for a time, or until tomorrow if None."""
        now = self._wall()
        self._to(
            reminders.off(self._state, now)
            if how_long is None
            else reminders.paused(self._state, now, how_long)
        )
        self._withdraw()

    def resume(self) -> None:
        """End a pause early."""
        self._to(reminders.resumed(self._state))

    def answer(self, action: str, kind: Kind | None = None) -> None:
        """Take an action of a notice; `kind` is what it was about, if not the one shown."""
        kind, now = kind or self._out or Kind.BREAK, self._wall()
        self._withdraw()
        if action in _LATER:
            self._to(reminders.later(self._state, kind, now, _LATER[action]))
        elif action == "skip":
            self._to(reminders.skipped(self._state, kind, now))
        elif action == "start" and kind is Kind.BREAK:
            self._to(reminders.rested(self._state, now))
            if self.settings.break_routine != WORD_ONLY:
                self.routine_asked.emit(self.settings.break_routine)
        else:
            self.today_asked.emit()
            if self.due is not None:
                self.unseen.emit(self.due)

    def close(self) -> None:
        """Stop for good; answers given are kept."""
        self._keep()
        self._wishes = Wishes()
        self._timer.stop()
        self._withdraw()
        self._tray.hide()

    # ------------------------------------------------------------ looking

    def look(self) -> None:
        """Look whether somebody is there, and remind of what is due."""
        if self.is_on:
            self._timer.start(round(LOOK_MS / self._speed))  # even if nobody ever answers
            self._presence.look(self._see)

    def _see(self, seen: Seen) -> None:
        now = self._wall()
        idle = None if seen.idle_s is None else timedelta(seconds=seen.idle_s * self._speed)
        before, self._state = self._state, reminders.looked(self._state, now, idle, seen.locked)
        if self._playing:
            self._state = reminders.rested(self._state, now)
        if before.waiting and not self._state.waiting:
            self._withdraw()  # there was a break
        self._refresh()
        if self._due() is not None:
            self._presence.ask_quiet(lambda quiet: None if quiet else self._call())

    def _due(self) -> Kind | None:
        if self._playing:
            return None
        return reminders.to_show(self._state, self._wishes, self._wall())

    def _call(self) -> None:
        kind = self._due()
        if kind is Kind.SESSION:
            now, home, planned = self._wall(), self._home, self.settings.programme_days
            Thread(target=self._ask_history, args=(home, now, planned), daemon=True).start()
        elif kind is not None:
            self._remind(kind)

    def _ask_history(self, home: Home, now: datetime, planned: bool) -> None:
        """Find out whether the day's session is wanted, in a thread of its own since files are read.

        It counts as wanted where that cannot be told: nothing else is reminded of before this is settled.
        """
        wanted = True
        try:
            with suppress(GuidedError, OSError, ValueError):
                wanted = is_wanted(home, now, planned)
        finally:
            with suppress(RuntimeError):  # the program has ended
                self._settled.emit(now.date(), wanted)

    def _hear_history(self, day: date, wanted: bool) -> None:
        if not wanted:
            self._to(reminders.settled(self._state, day))
        elif self._due() is Kind.SESSION:
            self._remind(Kind.SESSION)

    # ------------------------------------------------------------ showing

    def _remind(self, kind: Kind) -> None:
        sat = self._state.sat
        self._to(reminders.shown(self._state, kind, self._wall(), self._wishes.every))
        self._out = kind
        notice = notice_of(kind, sat, self.settings)
        if self._notices is not None:
            self._notices.show(notice)
        else:
            self._show_elsewhere(notice)

    def _show_elsewhere(self, notice: Notice) -> None:
        if not self._tray.say(notice.title, notice.body):
            self.unseen.emit(notice)

    def _choose(self, action: str, token: str) -> None:
        if token:  # Qt takes it from there when the window comes forward
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.answer(action)

    def _withdraw(self) -> None:
        out, self._out = self._out, None
        if out is not None:
            if self._notices is not None:
                self._notices.withdraw()
            self.withdrawn.emit()

    def _to(self, state: State) -> None:
        """Adopt a new state, and save it."""
        self._state = state
        if self.is_on:
            self._keep()
        self._refresh()

    def _keep(self) -> None:
        with suppress(OSError):  # it is known as long as the program runs
            write_private(self._home.reminders, reminders.to_json(self._state))

    def _refresh(self) -> None:
        """Show the time until the next break, and schedule the next look."""
        if not self.is_on:
            return
        now = self._wall()
        due = reminders.next_break(self._state, self._wishes, now)
        left = None if due is None else max(due - now, timedelta())
        wait = LOOK_MS if left is None else min(left / timedelta(milliseconds=1), LOOK_MS)
        self._timer.start(round(max(wait, _SOONEST_MS) / self._speed))
        if reminders.rests(self._state, now):
            self._tray.show(_paused(self._state, now), None, paused=True)
        elif self._state.waiting:
            self._tray.show("A break is due", 0, due=True)
        elif due is None or left is None:
            self._tray.show("No break is due", None)
        elif left > reminders.FAR:
            when = reminders.time_in_words(due, now)
            self._tray.show(words.say(messages.NO_BREAKS_UNTIL, time=when), None)
        else:
            minutes = reminders.minutes_until(due, now)
            self._tray.show(words.say(messages.BREAK_IN, n=minutes), minutes)
        self.changed.emit()


def notice_of(kind: Kind, sat: timedelta, settings: Settings) -> Notice:
    """The notice for a reminder, after `sat` without a break."""
    buttons = {"default": "Open", "start": "Start", **_ANSWERS}
    if kind is Kind.SESSION:
        # What it is going to be is to be seen first: then Enter starts it.
        look = {**buttons, "start": "Have a look"}
        return Notice("Time to move", "Your session for today is ready when you are.", look)
    if settings.break_routine == WORD_ONLY:
        break_ = A_WORD
    else:
        break_ = words.say(messages.BREAK_WITH, routine=BREAKS[settings.break_routine])
    body = words.say(messages.SAT_FOR, n=round(sat / timedelta(minutes=1)), break_=break_)
    return Notice("Time for a break", body, buttons)


def is_wanted(home: Home, now: datetime, programme_days: bool) -> bool:
    """Whether the day's session is yet to be played; a break does not count as it.

    `programme_days` counts only a programme's days. Nothing is wanted after a session that left one sore.
    """
    from guided.files import load
    from guided.history.store import newest_in, open_readonly
    from guided.paths import assets
    from guided.programme import today
    from guided.today import is_done

    day = now.date()
    with open_readonly(home.history) as history:
        if is_done(newest_in(history, day), now):
            return False
        followed = history.programmes.followed() if programme_days else ()
    if not programme_days:
        return True
    programmes = load(assets(), home.data, home.catalogue).programmes
    return any(
        today(programmes[one.programme_id], one, day).kind == "session"
        for one in followed
        if one.programme_id in programmes
    )


def _paused(state: State, now: datetime) -> str:
    if state.off == now.date() or state.paused is None:
        return "Paused until tomorrow"
    return words.say(messages.PAUSED_UNTIL, clock=state.paused.astimezone(now.tzinfo).strftime("%H:%M"))


def _kept(home: Home) -> State:
    try:
        return reminders.from_json(read_file(home.reminders, _LARGEST).decode("utf-8"))
    except (OSError, ValueError):
        return State()
