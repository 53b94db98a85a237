"""The window's dealings with the desktop: reminders, what stays when it is closed, and media keys."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from guided import messages, words
from guided.picture import Style, picture_of
from guided.pose import at_pose
from guided.qt.actions import Act, Action, Menu
from guided.qt.context import Changed
from guided.qt.desk import Desk
from guided.qt.desktop.bus import Bus
from guided.qt.desktop.mpris import Mpris, Now
from guided.qt.desktop.notices import Notice
from guided.qt.desktop.reminding import A_WORD, LONGER, SOON, Reminders
from guided.qt.play.keys import Do
from guided.reminders import Kind
from guided.settings import WORD_ONLY
from guided.timeline import Moment

if TYPE_CHECKING:
    from pathlib import Path

    from guided.qt.desktop.bar import ReminderBar
    from guided.routine import Exercise

_PICTURE_PX = 512
_DRAWN_S = 2.0  # by then the pictures are there, unless their disk does not answer
_ROWS = (
    Action("reminders:break", "Start break", Menu.VIEW, icon="player-play", parted=True),
    Action("reminders:later", "Break in 5 minutes", Menu.VIEW, icon="clock"),
    Action("reminders:longer", "Break in 15 minutes", Menu.VIEW, icon="clock"),
    Action("reminders:pause", "No reminders for an hour", Menu.VIEW, icon="bell"),
    Action("reminders:off", "No more reminders today", Menu.VIEW, icon="bell"),
    Action("reminders:on", "Remind me again", Menu.VIEW, icon="bell"),
)
_DO = {"next": Do.NEXT, "previous": Do.PREVIOUS, "toggle": Do.TOGGLE}


class Outside(QObject):
    """The link between a desk and the desktop's reminders and media keys."""

    def __init__(self, desk: Desk, reminders: Reminders, bus: Bus | None) -> None:
        super().__init__()
        self._desk, self._reminders = desk, reminders
        self._bar: ReminderBar | None = None
        self._leaving = False
        self._media = None if bus is None else Mpris(bus, self._now)
        self._index = -1
        self._drawn: set[Path] = set()
        self._drawing: Thread | None = None  # the last one, which waits for those before it

    def begin(self) -> None:
        """Connect the window to the desktop."""
        desk, context, reminders = self._desk, self._desk.context, self._reminders
        context.next_break = reminders.next_break
        context.knows_who_is_there = lambda: reminders.knows_who_is_there
        context.changed.connect(self._follow)
        reminders.changed.connect(self._tell_of_break)
        reminders.unseen.connect(self._show_reminder)
        reminders.withdrawn.connect(self._drop_bar)
        desk.asks_before_closing = self._may_close
        desk.window.acts.add(_ROWS)
        desk.window.acts.give({"quit": self.leave})
        self._offer()
        desk.session_open.connect(self._follow_session)
        if self._media is not None:
            self._media.asked.connect(self._do)
        if context.settings != reminders.settings:  # they were changed before there was anybody to tell
            reminders.use(context.settings)
        context.changed.emit(Changed.BREAK)  # there is one to know of now
        if reminders.due is not None:
            self._show_reminder(reminders.due)
        if desk.sessions.page is not None:
            self._follow_session(True)

    @property
    def stays(self) -> bool:
        """Whether reminders go on when the window is closed."""
        wanted = self._reminders.is_on and self._desk.context.settings.stays == "yes"
        return wanted and not self._leaving

    def leave(self) -> None:
        """Close the window for good, whatever was said about staying."""
        self._leaving = True
        self._desk.window.close()
        self._leaving = not self._desk.window.isVisible()  # something else may be asked first

    def close(self) -> None:
        """Disconnect from the desktop, and wait for what is being drawn for it: without Qt it cannot be."""
        if self._media is not None:
            self._media.stop()
        if self._drawing is not None:
            self._drawing.join(_DRAWN_S)

    # ------------------------------------------------------------ reminders

    def _follow(self, what: Changed) -> None:
        if what & Changed.SETTINGS:
            self._reminders.use(self._desk.context.settings)
            self._offer()

    def _tell_of_break(self) -> None:
        self._offer()
        self._desk.context.changed.emit(Changed.BREAK)

    def _offer(self) -> None:
        """Let the menus do what the tray does, while there are reminders: not every desktop has one."""
        reminders, is_on = self._reminders, self._reminders.is_on
        is_due = reminders.due is not None
        breaks = is_on and self._desk.context.settings.breaks
        acts: dict[str, tuple[bool, Act]] = {
            "reminders:break": (breaks, self._start_break),
            "reminders:later": (is_due, lambda: reminders.answer(SOON, Kind.BREAK)),
            "reminders:longer": (is_due, lambda: reminders.answer(LONGER, Kind.BREAK)),
            "reminders:pause": (is_on, lambda: reminders.pause(timedelta(hours=1))),
            "reminders:off": (is_on, lambda: reminders.pause(None)),
            "reminders:on": (is_on, reminders.resume),
        }
        self._desk.window.acts.give({name: act if can else None for name, (can, act) in acts.items()})

    def _start_break(self) -> None:
        self._reminders.answer("start", Kind.BREAK)
        if self._desk.context.settings.break_routine == WORD_ONLY:
            self._desk.window.toast(A_WORD)

    def _may_close(self) -> bool:
        if self._leaving or not self._reminders.is_on or self._desk.context.settings.stays != "ask":
            return True
        self._ask_whether_to_stay()
        return False

    def _ask_whether_to_stay(self) -> None:
        """Ask once, when the window is first closed with reminders on, whether they should stay."""
        from guided.qt.widgets.confirm import ConfirmDialog

        desk = self._desk
        dialog = ConfirmDialog(
            desk.look,
            "Go on reminding you?",
            "With the window closed, Guided can stay and call you when it is time. To see it, start it"
            " again. You can change this in the settings.",
            yes="End Guided",
            no="Go on reminding me",
            parent=desk.window,
        )
        # Left without an answer, the window stays as it is.
        dialog.accepted.connect(lambda: self._close_and(stays="no"))
        dialog.declined.connect(lambda: self._close_and(stays="yes"))
        dialog.open()

    def _close_and(self, stays: str) -> None:
        self._desk.context.choose(stays=stays)
        self._desk.window.close_at_once()

    def _show_reminder(self, notice: Notice) -> None:
        """Show a reminder in a bar, if the window is visible; one at a time."""
        from guided.qt.desktop.bar import ReminderBar

        self._drop_bar()
        window = self._desk.window
        if window.isVisible():
            self._bar = bar = ReminderBar(self._desk.look, notice)
            bar.answered.connect(self._reminders.answer)
            window.add_bar(bar)

    def _drop_bar(self) -> None:
        bar, self._bar = self._bar, None
        if bar is not None:
            bar.hide()
            bar.deleteLater()

    # ------------------------------------------------------------ a session and its media keys

    def _follow_session(self, is_open: bool) -> None:
        self._reminders.hold(is_open)
        if self._media is None:
            return
        player = self._desk.sessions.player
        if not is_open or player is None:
            self._media.stop()
            return
        self._index = -1
        player.moment_changed.connect(self._follow_moment)
        player.playing_changed.connect(lambda _: self._tell_media())
        self._media.start()

    def _follow_moment(self, moment: Moment) -> None:
        """Announce another rep or exercise, and a jump, but not the passing of time."""
        if moment.index != self._index and self._media is not None:
            jumped, self._index = moment.index != self._index + 1, moment.index
            self._tell_media()
            if jumped:
                self._media.jump()

    def _tell_media(self) -> None:
        if self._media is not None:
            self._media.change()

    def _do(self, what: str) -> None:
        page, player = self._desk.sessions.page, self._desk.sessions.player
        if what == "raise":
            self._desk.window.come_forward()
        elif what == "quit":
            self.leave()
        elif page is None or player is None:
            return
        elif what in _DO:
            page.act(_DO[what])
        elif (what == "play") is not player.playing:  # play, pause and stop
            page.act(Do.TOGGLE) if what == "play" else page.pause()

    def _now(self) -> Now | None:
        """The exercise under way, as a media player has a track."""
        player = self._desk.sessions.player
        if player is None:
            return None
        timeline, position = player.timeline, player.position_ms
        segment = timeline.at(position).segment
        part = timeline.parts[segment.step]
        exercise, side = part.exercise, "none" if part.alternate else segment.side
        start, end = timeline.step_span(segment.step)
        title = exercise.name
        if segment.rep:
            rep = words.say(messages.REP_OF, number=segment.rep, count=segment.reps)
            title = words.joined(exercise.name, rep)
        return Now(
            player.playing,
            segment.step,
            title,
            timeline.routine.name,
            end - start,
            position - start,
            self._picture(exercise, side),
        )

    def _picture(self, exercise: Exercise, side: str) -> str:
        """The URL of an exercise's picture; "" until it has been drawn."""
        settings = self._desk.context.settings
        style = Style(tone=settings.skin, build=settings.body, hair=settings.hair, floor=True)
        picture = picture_of(exercise, at_pose("end"), style, side)
        name = f"{exercise.id}-{side}-{settings.skin}-{settings.body}-{settings.hair}.png"
        path = self._desk.home.cache / "pictures" / name
        if path in self._drawn:
            return path.as_uri() if path.exists() else ""
        self._drawn.add(path)
        before = self._drawing

        def draw() -> None:
            from guided.qt.figure.export import save

            if before is not None:
                before.join()
            with suppress(OSError):  # a disk that is full: then there is none
                path.parent.mkdir(parents=True, exist_ok=True)
                save(path, exercise.name, picture, _PICTURE_PX)

        self._drawing = Thread(target=draw, name="picture", daemon=True)
        self._drawing.start()
        return ""
