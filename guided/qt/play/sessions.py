"""Sessions from start to summary, and unfinished ones."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from guided import messages, safety, words
from guided.introduction import known_exercises
from guided.plan import plan_of
from guided.programme import For
from guided.qt.context import Changed, Context
from guided.qt.play.awake import Awake
from guided.session import STALLED_MS
from guided.timeline import Timeline, compile_routine

if TYPE_CHECKING:
    from guided.history.records import Unfinished
    from guided.qt.play.page import PlayPage
    from guided.qt.play.player import Player
    from guided.qt.play.ready import Instead
    from guided.qt.play.recorder import Recorder
    from guided.qt.play.resume import ResumeBar
    from guided.qt.sound.sink import Sink
    from guided.qt.window import Window
    from guided.session import Record, Session

_CHANGED_SINCE = "The routine has changed since, so that session cannot go on. What you did is kept."
_NO_MORE = "That session cannot go on any more. Start it from the beginning."


class Sessions(QObject):
    """One session at a time, with its record, its sound and a screen that stays on."""

    routine_asked = Signal(str, object)
    """Play a routine (id), with the discomfort before (0 to 10) if already given, else None."""
    session_asked = Signal(object)
    """Play a programme's session once more: what it is For."""
    saved = Signal()
    """The person is done with a summary."""
    discarded = Signal(str)
    """Delete the session (id) that was just played."""
    playing = Signal(bool)
    """Whether a session has the window."""

    def __init__(
        self,
        context: Context,
        sink: Callable[[], Sink],
        awake: Awake | None = None,
    ) -> None:
        super().__init__()
        self._context, self._sink = context, sink
        self._awake = awake or Awake()
        self._stalled_ms = round(STALLED_MS * max(context.speed, 1.0))
        self._recorder: Recorder | None = None
        self._resume_bar: ResumeBar | None = None
        self._unfinished: Unfinished | None = None
        self.player: Player | None = None
        self.page: PlayPage | None = None

    @property
    def recorder(self) -> Recorder:
        """The recorder of sessions."""
        if self._recorder is None:
            from guided.qt.play.recorder import Recorder

            context = self._context
            self._recorder = recorder = Recorder(
                context.store, context.wall, lambda: int.from_bytes(os.urandom(10), "big")
            )
            recorder.trouble.connect(context.tell)
        return self._recorder

    def start(self, timeline: Timeline, before: int | None = None, played_for: For | None = None) -> None:
        """Play from the beginning; `before` is the discomfort (0 to 10), if already given."""
        from guided.session import Session

        library, settings = self._context.library, self._context.settings
        known = known_exercises(library, self._context.past.times)
        plan = plan_of(timeline.routine, library, settings, known)
        self._play(Session(plan, stalled_ms=self._stalled_ms), before=before, played_for=played_for)

    def pause(self) -> None:
        """Pause the session, if there is one."""
        if self.page is not None:
            self.page.pause()

    def keep(self) -> None:
        """Keep a session to be resumed at the next start, and a summary, as the window closes."""
        from guided.qt.play.summary import SummaryPage

        if self.player is not None:
            self.player.pause()
            self.recorder.keep()
        page = self._context.window.page
        if isinstance(page, SummaryPage):
            page.keep()

    def as_json(self) -> str:
        """The sessions played since the program started, as JSON in the format of an export."""
        from guided.history.records import plain_record

        records = [plain_record(record) for record in self.recorder.records()]
        return json.dumps({"format": 1, "sessions": records}, ensure_ascii=False, indent=1) + "\n"

    def close(self) -> None:
        """Leave the session for good."""
        self._leave()
        self._awake.close()

    def _leave(self) -> None:
        """Leave the session, if there is one, and give the window back."""
        page, self.page, self.player = self.page, None, None
        self._awake.end()
        if page is not None:
            page.leave()
            self._go_full(False)
            self._context.window.leave_player()
        self.playing.emit(False)

    # ------------------------------------------------------------ a session that was cut off

    def offer_to_resume(self, unfinished: Unfinished) -> None:
        """Offer to resume an unfinished session; forget one that adds nothing."""
        from guided.qt.play.resume import ResumeBar, question

        context = self._context
        record, reps = unfinished.record, unfinished.reps
        if not unfinished.adds:
            context.store.change(Changed.HISTORY, lambda history: history.discard(record.id))
            return
        if not reps or unfinished.so_far.complete or _is_offered_today(unfinished, context):
            self._keep_unfinished(unfinished)
            return
        bar = ResumeBar(context.look, question(unfinished, context.library))
        bar.resumed.connect(lambda: self.resume(unfinished))
        bar.ended.connect(lambda: self._keep_unfinished(unfinished))
        context.window.add_bar(bar)
        self._resume_bar, self._unfinished = bar, unfinished

    def resume(self, unfinished: Unfinished) -> None:
        """Resume an unfinished session after its last finished rep, or where it has been taken since."""
        from guided.qt.play.resume import taken_up

        self._close_resume_bar()
        taken = taken_up(unfinished, self._context.library)
        if taken is None:
            self._context.tell(_CHANGED_SINCE)
            self._keep_unfinished(unfinished)
            return
        session = taken.session(self._context.now(), self._stalled_ms)
        self._unfinished = None
        self.recorder.resume(session, unfinished.record)
        self._play(session, unfinished, before=unfinished.record.before)

    def go_on(self, session_id: str) -> None:
        """Go on with a session (id) that was ended early, from the first exercise left."""
        waiting = self._unfinished
        if waiting is not None and waiting.record.continues == session_id:
            self.resume(waiting)
            return
        past = self._context.past
        record = next((one for one in past.left_off if one.id == session_id), None)
        self._take_up(record)

    def _take_up(self, record: Record | None) -> None:
        from guided.resuming import ended_early

        taken = ended_early(record, self._context.library)
        if record is None or taken is None or self.recorder.is_continued(record.id):
            self._context.tell(_NO_MORE)
            return
        session = taken.session(self._context.now(), self._stalled_ms)
        told = record.before if record.after is None else record.after
        self._play(session, before=told, played_for=_played_for(self._context, record.id), ended=record)

    def forget_unfinished(self) -> None:
        """Withdraw the offer to resume, since that session was deleted."""
        self._close_resume_bar()
        self._unfinished = None

    def _put_off(self, unfinished: Unfinished) -> None:
        """Leave a session before it resumes; it can still be resumed later."""
        self.recorder.let_go()
        self._leave()
        self.offer_to_resume(unfinished)

    def _keep_unfinished(self, unfinished: Unfinished) -> None:
        self.forget_unfinished()
        self._context.store.change(Changed.HISTORY, lambda history: history.add(unfinished.so_far))

    def _close_resume_bar(self) -> None:
        if self._resume_bar is not None:
            self._resume_bar.deleteLater()
            self._resume_bar = None

    # ------------------------------------------------------------ a session under way

    def _play(
        self,
        session: Session,
        resumed: Unfinished | None = None,
        before: int | None = None,
        played_for: For | None = None,
        ended: Record | None = None,
    ) -> None:
        """Play a session; `resumed` is what it was cut off as, `ended` what it goes on from."""
        from guided.qt.play.page import PlayPage
        from guided.qt.play.player import Player

        context = self._context
        if self._unfinished is not None:
            self._keep_unfinished(self._unfinished)
        if self.player is not None:
            # What was resumed and then left for another is kept as far as it went.
            self.player.pause()
            self.recorder.finish()
        self._leave()
        settings, library = context.settings, context.library
        player = Player(session, library, self._sink(), context.now, context.slept)
        page = PlayPage(context.look, context.now, context.slept)
        self.player, self.page = player, page
        player.rep_finished.connect(self.recorder.finish_rep)
        player.changed.connect(self.recorder.keep)
        player.playing_changed.connect(self._keep_awake)
        page.ended.connect(self.end)
        page.hurt.connect(self._note_hurt)
        page.felt.connect(self.recorder.note)
        page.instead.connect(self.routine_asked.emit)
        page.help_asked.connect(context.window.show_help)
        page.full_asked.connect(self._go_full)
        page.chosen.connect(lambda choices: context.choose(**choices))
        page.before_told.connect(self.recorder.take_before)
        if resumed is not None:
            page.began.connect(self.recorder.take_before)
            page.put_off.connect(lambda: self._put_off(resumed))
        else:
            page.began.connect(lambda before: self._begin(session, before, played_for, ended))
            page.put_off.connect(self.end)
        self.playing.emit(True)
        context.window.show_player(page)
        parts, careful = session.timeline.parts, settings.careful_with
        page.show_player(
            player,
            settings.muted,
            settings.breath_sound,
            care=safety.in_short(parts, careful, library),
            cautions=safety.cautions(parts, careful, library),
            gentle=_gentle_routines(context, session.timeline.routine.id),
            before=before,
        )
        page.setFocus()

    def _begin(
        self, session: Session, before: int | None, played_for: For | None, ended: Record | None = None
    ) -> None:
        """Begin a session, and record what it is played for now, since it may be cut off."""
        if ended is None:
            session_id = self.recorder.begin(session, before)
        else:
            session_id = self.recorder.go_on(session, ended, _told_meanwhile(before, ended))
        if played_for is not None:
            self._context.store.change(
                Changed.PROGRAMMES, lambda history: history.programmes.begin_for(session_id, *played_for)
            )

    def _keep_awake(self, playing: bool) -> None:
        if playing:
            self._awake.hold()
        else:
            self._awake.release()

    def _note_hurt(self, exercise_id: str) -> None:
        if self.player is not None:
            self.player.session.happened("hurt")
        exercise = self._context.library.exercises.get(exercise_id)
        self.recorder.note(words.say(messages.THAT_HURT, name=exercise.name if exercise else exercise_id))

    def _go_full(self, full: bool) -> None:
        window, full_screen = self._context.window, Qt.WindowState.WindowFullScreen
        if full == window.isFullScreen():
            return
        # Whether it is maximized besides stays as it is, for when it leaves full screen.
        state = window.windowState()
        window.setWindowState(state | full_screen if full else state & ~full_screen)
        if self.page is not None:
            self.page.set_full(full)

    # ------------------------------------------------------------ a session that is over

    def end(self) -> None:
        """End the session and show its summary, if there is anything to tell."""
        from guided.history.records import local_start
        from guided.progress import days_in_a_row
        from guided.qt.play.summary import SummaryPage
        from guided.resuming import ended_early

        player, context = self.player, self._context
        if player is None:
            return
        player.pause()
        timeline, record = player.timeline, self.recorder.finish()
        self._leave()
        if record is None:
            return
        _leave_summary_of(record.continues, context.window)
        played_for = _played_for(context, record.id)
        page = SummaryPage(context.look)
        page.added.connect(self.recorder.edit)
        page.saved.connect(lambda _: self.saved.emit())
        page.discarded.connect(self._discard)
        page.went_on.connect(self._take_up)
        page.again.connect(lambda routine_id: self._again(routine_id, played_for))
        page.own_asked.connect(context.copy_asked)
        page.help_asked.connect(context.window.show_help)
        days = days_in_a_row([*context.past.played_ms, context.today()], context.today())
        began = words.day(local_start(record.started, record.offset_min), "%A %H:%M")
        page.show_record(record, timeline, began, days, ended_early(record, context.library) is not None)
        context.window.push(page)

    def _again(self, routine_id: str, played_for: For | None) -> None:
        if played_for is None:
            self.routine_asked.emit(routine_id, None)
        else:
            self.session_asked.emit(played_for)

    def _discard(self, record: Record) -> None:
        self._context.window.show_page("today")
        self.discarded.emit(record.id)


def _played_for(context: Context, session_id: str) -> For | None:
    """The programme's session that was played, None for none."""
    found = context.past.played_for.get(session_id)
    return None if found is None else For(*found)


def _is_offered_today(unfinished: Unfinished, context: Context) -> bool:
    """Whether Today goes on with its routine anyway: kept, it goes on from there, and nothing asks twice.

    It is of today, does not count yet, and went on with another session or came after one of the routine.
    """
    from guided.history.records import local_start

    record = unfinished.so_far
    today = local_start(record.started, record.offset_min).date() == context.today()
    before = {one.routine_id for one in context.past.left_off}
    return (bool(record.continues) or record.routine_id in before) and today and not record.counts


def _told_meanwhile(before: int | None, ended: Record) -> str:
    """The sentence for a discomfort told before a session goes on, "" where it is as it was before."""
    return "" if before in (None, ended.before) else words.say(messages.DISCOMFORT_MEANWHILE, n=before)


def _leave_summary_of(session_id: str, window: Window) -> None:
    """Leave the summary of a session (id) that went on, if it is there: the next one has all of it."""
    from guided.qt.play.summary import SummaryPage

    if isinstance(window.page, SummaryPage) and window.page.is_of(session_id):
        window.back()


def _gentle_routines(context: Context, routine_id: str) -> list[Instead]:
    """Gentler routines for a day on which this one is too much."""
    from guided.qt.play.ready import Instead

    library = context.library
    there = (library.routines.get(name) for name in safety.GENTLE if name != routine_id)
    timelines = [compile_routine(one, library, context.settings) for one in there if one]
    return [Instead(line.routine.id, line.routine.name, words.minutes(line.length_ms)) for line in timelines]
