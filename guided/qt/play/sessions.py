"""Sessions from start to summary, and unfinished ones."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from guided import messages, safety, words
from guided.files import routine_from
from guided.introduction import known_exercises
from guided.plan import from_json, plan_of
from guided.programme import For
from guided.qt.context import Changed, Context
from guided.qt.play.awake import Awake
from guided.reading import GuidedError
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
    from guided.session import Record, Session


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
        records = [asdict(record) for record in self.recorder.records()]
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
        """Offer to resume an unfinished session; forget one with neither reps nor a note."""
        from guided.qt.play.resume import ResumeBar

        context = self._context
        if not unfinished.reps:
            if unfinished.record.note:
                self._keep_unfinished(unfinished)
            else:
                context.store.change(Changed.HISTORY, lambda history: history.discard(unfinished.record.id))
            return
        if len(unfinished.reps) >= unfinished.record.reps_planned:
            self._keep_unfinished(unfinished)
            return
        done = words.done_share(len(unfinished.reps), unfinished.record.reps_planned)
        sentence = words.say(messages.STOPPED_WITH, name=unfinished.record.routine_name, done=done)
        bar = ResumeBar(context.look, sentence)
        bar.resumed.connect(lambda: self.resume(unfinished))
        bar.ended.connect(lambda: self._keep_unfinished(unfinished))
        context.window.add_bar(bar)
        self._resume_bar, self._unfinished = bar, unfinished

    def resume(self, unfinished: Unfinished) -> None:
        """Resume an unfinished session after its last finished rep, or where it has been taken since."""
        from guided.session import Session, resume_at, with_reps

        self._close_resume_bar()
        record, library = unfinished.record, self._context.library
        try:
            routine = routine_from(json.loads(record.routine), record.routine_id, library)
            plan = from_json(unfinished.plan_json, routine, library, unfinished.reps)
        except (GuidedError, ValueError):
            self._context.tell(
                "The routine has changed since, so that session cannot go on. What you did is kept."
            )
            self._keep_unfinished(unfinished)
            return
        session = Session(
            plan,
            done=dict.fromkeys(unfinished.reps),
            earlier_ms=with_reps(record, unfinished.reps, unfinished.phase_ms).phase_ms,
            stalled_ms=self._stalled_ms,
            skips=record.skips,
            events=[one for one in record.events if one.kind != "swap"],  # those are in the plan
        )
        session.seek(self._context.now(), resume_at(plan, session.timeline, unfinished.reps))
        self._unfinished = None
        self.recorder.resume(session, record)
        self._play(session, unfinished, before=record.before)

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
        from guided.session import with_reps

        self.forget_unfinished()
        record = with_reps(unfinished.record, unfinished.reps, unfinished.phase_ms)
        self._context.store.change(Changed.HISTORY, lambda history: history.add(record))

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
    ) -> None:
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
            page.began.connect(lambda before: self._begin(session, before, played_for))
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
            gentle=self._gentle_routines(session.timeline.routine.id),
            before=before,
        )
        page.setFocus()

    def _begin(self, session: Session, before: int | None, played_for: For | None) -> None:
        """Begin a session, and record what it is played for now, since it may be cut off."""
        session_id = self.recorder.begin(session, before)
        if played_for is not None:
            self._context.store.change(
                Changed.PROGRAMMES, lambda history: history.programmes.begin_for(session_id, *played_for)
            )

    def _keep_awake(self, playing: bool) -> None:
        if playing:
            self._awake.hold()
        else:
            self._awake.release()

    def _gentle_routines(self, routine_id: str) -> list[Instead]:
        """Gentler routines for a day on which this one is too much."""
        from guided.qt.play.ready import Instead

        library, settings = self._context.library, self._context.settings
        there = (library.routines.get(name) for name in safety.GENTLE if name != routine_id)
        timelines = [compile_routine(one, library, settings) for one in there if one]
        return [
            Instead(line.routine.id, line.routine.name, words.minutes(line.length_ms)) for line in timelines
        ]

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
        from guided.progress import days_in_a_row
        from guided.qt.play.summary import SummaryPage

        player, context = self.player, self._context
        if player is None:
            return
        player.pause()
        timeline, record = player.timeline, self.recorder.finish()
        self._leave()
        if record is None:
            return
        played_for = self._played_for(record)
        page = SummaryPage(context.look)
        page.added.connect(self.recorder.edit)
        page.saved.connect(lambda _: self.saved.emit())
        page.discarded.connect(self._discard)
        page.again.connect(lambda routine_id: self._again(routine_id, played_for))
        page.own_asked.connect(context.copy_asked)
        page.help_asked.connect(context.window.show_help)
        days = days_in_a_row([*context.past.played_ms, context.today()], context.today())
        page.show_record(record, timeline, words.day(context.wall(), "%A %H:%M"), days)
        context.window.push(page)

    def _again(self, routine_id: str, played_for: For | None) -> None:
        if played_for is None:
            self.routine_asked.emit(routine_id, None)
        else:
            self.session_asked.emit(played_for)

    def _played_for(self, record: Record) -> For | None:
        """The programme's session that a record is of, None for none."""
        found = self._context.past.played_for.get(record.id)
        return None if found is None else For(*found)

    def _discard(self, record: Record) -> None:
        self._context.window.show_page("today")
        self.discarded.emit(record.id)
