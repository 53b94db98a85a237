"""The player: the states of a session, and what leads from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from guided import messages, safety, words
from guided.captions import caption_at
from guided.qt.actions import Act
from guided.qt.play.keyboard import Keyboard
from guided.qt.play.keys import QUESTIONS, Do, State, action_id, may
from guided.qt.play.panels import Answer, Panel
from guided.qt.play.player import Player
from guided.qt.play.questions import Questions
from guided.qt.play.ready import Countdown, Instead, ReadyPanel
from guided.qt.play.stage import PAUSED
from guided.qt.play.surface import Surface
from guided.qt.theme import Look
from guided.qt.widgets.overlay import Overlay
from guided.timeline import Moment, Timeline

STRIDE_MS = 10_000
SLOWER, QUICKER = 1.1, 1 / 1.1


_LESS = {"full": "brief", "brief": "none", "none": "full"}
_SAID = {"full": "The voice says everything", "brief": "The voice says little", "none": "Sounds only"}


class PlayPage(Surface):
    """Everything seen of a session, from getting ready to the last rep.

    `enter` is the one way into each state, and the table of keys says what may be done in it.
    """

    began = Signal(object)
    """The session begins, with the discomfort before, 0 to 10 or None."""
    before_told = Signal(int)
    """The discomfort before, given while the session is under way."""
    ended = Signal()
    """The session ended, by the person or by itself."""
    put_off = Signal()
    """The person left before the session began."""
    hurt = Signal(str)
    """An exercise (id) hurts, and the person has said how."""
    felt = Signal(str)
    """What was done about it, as a sentence for the record."""
    instead = Signal(str, int)
    """Play another routine (id) instead, before this one began, for this discomfort."""
    help_asked = Signal()
    full_asked = Signal(bool)
    chosen = Signal(object)
    """Settings changed here, by name."""

    def __init__(self, look: Look, now: Callable[[], int], slept: Callable[[], int] = lambda: 0) -> None:
        """`now` is a monotonic clock in ms, `slept` says how long the machine has slept so far."""
        super().__init__(look, now)
        self._slept = slept
        self.player: Player | None = None
        self.state = State.EMPTY
        self.countdown: Countdown | None = None
        self.before: int | None = None
        self._muted, self._breath_sound = False, True
        self._cautions: Mapping[str, str] = {}
        self._warned = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.questions = Questions(self)
        self._acts = _acts_of(self)
        for button, do in (*self.top.buttons, *self.bottom.buttons):
            button.clicked.connect(partial(self.act, do))
        self.top.help.clicked.connect(self.help_asked)
        self.ribbon.jump_asked.connect(self.questions.jump_to)
        self.keyboard = Keyboard(self, self)
        for widget in (self.stage, self.veil, self):
            widget.installEventFilter(self.keyboard)

    # ------------------------------------------------------------ a session comes and goes

    def show_player(
        self,
        player: Player,
        muted: bool,
        breath_sound: bool,
        care: str = "",
        cautions: Mapping[str, str] | None = None,
        gentle: Sequence[Instead] = (),
        before: int | None = None,
    ) -> None:
        """Take a session; it starts or resumes after the countdown.

        `care` is what to mind throughout, `cautions` what to mind in an exercise, by its id; `gentle` are
        routines for a day on which this one is too much. `before` is the discomfort, if already given.
        """
        self.player, timeline = player, player.timeline
        self.setAccessibleName(words.say(messages.SESSION_NAMED, name=timeline.routine.name))
        self._cautions, self._warned, self.before = cautions or {}, "", before
        self._muted, self._breath_sound = muted, breath_sound
        for signal, slot in _heard(self, player):
            signal.connect(slot)
        self.toast.withdraw()
        self.show_timeline(timeline)
        self.show_muted(muted)
        self.fit_captions()
        moment = timeline.at(player.session.playhead.position_ms)
        self.show_moment(moment)
        panel = ReadyPanel(self._look, timeline, care, gentle, moment.t_ms, before)
        panel.started.connect(self._begin)
        panel.left.connect(self.put_off)
        panel.instead.connect(lambda routine: self.instead.emit(routine, panel.scale.value))
        panel.help_asked.connect(self.help_asked)
        panel.resized.connect(self.place)
        self.enter(State.READY, panel)
        self.countdown = Countdown(panel, self._now, self._slept, player.session.stalled_ms)

    def leave(self) -> None:
        """Let go of the session."""
        player, self.player = self.player, None
        self.enter(State.EMPTY)
        self.toast.withdraw()
        self.unsetCursor()
        if player is not None:
            player.leave()
            for signal, slot in _heard(self, player):
                signal.disconnect(slot)

    def show_moment(self, moment: Moment) -> None:
        """Draw a moment."""
        player = self.player
        if player is None:
            return
        self.stage.show_moment(moment, player.session.done)
        player.look_again_in(self.stage.frame_ms)
        self.ribbon.show_moment(moment, player.session.done)
        if self.caption.isVisible():
            self.caption.say(caption_at(player.sound.captions, moment.t_ms))
        self.top.show_words(player.timeline, moment)
        self.bottom.show_part(moment, player)
        if self.state is State.PLAYING:
            self._warn(player, moment)

    # ------------------------------------------------------------ states

    def enter(self, state: State, panel: Overlay | None = None) -> None:
        """Enter a state, with its panel in place of the previous one."""
        self.state = state
        if panel is None:
            self.close_panel()
        else:
            self.open(panel, veiled=state is State.READY)
            for widget in (panel, *panel.findChildren(QWidget)):
                widget.installEventFilter(self.keyboard)
        self.top.show_state(state)
        self.bottom.show_state(state)
        self.ribbon.show_state(state)
        self.toast.heed(state is State.PAUSED, aside=state in QUESTIONS or state is State.LISTING)
        if state is State.WAITING:
            self.stage.set_waiting()
        elif state in (State.PLAYING, State.PAUSED, State.LISTING) or state in QUESTIONS:
            self.stage.set_paused(state is not State.PLAYING, asked=state in QUESTIONS)
        self.wake()

    def show_paused(self, title: str = PAUSED[0], sentence: str = safety.IN_SESSION) -> None:
        """Show the pause, with what one may want to do now."""
        self.enter(State.PAUSED, Panel(self._look, title, [sentence], _answers_of(self)))

    def leave_state(self) -> None:
        """Leave the current state: one step back, at last out of the session."""
        if self.state in QUESTIONS or self.state is State.LISTING:
            self.questions.leave()
        elif self._full and self.state is not State.PAUSED:
            self.full_asked.emit(False)
        else:
            self.ask_end()

    def ask_end(self) -> None:
        """Put off a session that did not begin; ask about any other. What was done is kept either way."""
        if self.state is State.READY:
            self.put_off.emit()
        else:
            self.questions.whether_to_end()

    def _begin(self) -> None:
        panel, player = self.panel, self.player
        if isinstance(panel, ReadyPanel) and player is not None:
            self.before = panel.scale.value
            self.began.emit(self.before)
            player.play()

    def show_playing(self, playing: bool) -> None:
        """Show whether time runs."""
        if playing:
            self.enter(State.PLAYING)
        elif self.state is State.PLAYING:
            self.show_paused()

    def show_slept(self) -> None:
        """Show that the machine slept."""
        if self.state not in QUESTIONS:
            self.show_paused("Welcome back", "The computer slept, so the session waited. Nothing is lost.")

    def show_waiting(self) -> None:
        """Show that the step waits."""
        self.enter(State.WAITING)

    def finish(self) -> None:
        """End: the last rep is over."""
        self.enter(State.ENDED)
        self.ended.emit()

    # ------------------------------------------------------------ what keys and buttons do

    def may(self, do: Do) -> bool:
        """Whether an action is allowed now."""
        return may(do, self.state)

    def offers(self) -> Mapping[str, Act]:
        """What can be done now, for the menus."""
        can: dict[str, Act] = {action_id(do): partial(self.act, do) for do in self._acts if self.may(do)}
        return {**can, "undo": self.toast.take_back} if self.keyboard.may_undo else can

    def act(self, do: Do, _: bool = False) -> bool:
        """Do something, if it is allowed now; whether it was."""
        allowed = self.may(do)
        if allowed:
            self._acts[do]()
        return allowed

    def pause(self) -> None:
        """Pause, or hold the countdown: there is something else to see to."""
        if isinstance(self.panel, ReadyPanel):
            self.panel.hold()
        else:
            self.with_player(Player.pause)

    def toggle(self) -> None:
        """Pause or go on; while getting ready, start, unless that is advised against."""
        if isinstance(self.panel, ReadyPanel):
            self.panel.start_or_choose()
        else:
            self.with_player(Player.toggle)

    def toggle_mute(self) -> None:
        """Turn the sound off or on."""
        self._muted = not self._muted
        self.show_muted(self._muted)
        self.fit_captions()
        self.toast.say("Sound is off" if self._muted else "Sound is on")
        self.chosen.emit({"muted": self._muted})

    def toggle_breath(self) -> None:
        """Turn the sound of the breath off or on."""
        self._breath_sound = not self._breath_sound
        self.toast.say("Breath sound is on" if self._breath_sound else "Breath sound is off")
        self.chosen.emit({"breath_sound": self._breath_sound})

    def change_speech(self) -> None:
        """Have the voice say everything, little, or nothing, in turn."""
        if self.player is not None:
            amount = _LESS[self.player.sound.speech]
            self.player.set_speech(amount)
            self.toast.say(_SAID[amount])
            self.chosen.emit({"speech": amount})

    def toggle_full(self) -> None:
        """Ask the window for full screen, or back."""
        self.full_asked.emit(not self._full)

    def change_pace(self, factor: float) -> None:
        """Change the pace from the next phase on; a factor over 1 is slower."""
        if self.player is not None:
            pace = self.player.change_pace(factor)
            usual, told = abs(pace - 1) < 0.02, messages.SLOWER if factor > 1 else messages.QUICKER
            self.toast.say("Usual pace" if usual else words.say(told, share=round(pace * 100)))
            self.chosen.emit({"pace": pace})

    def go(self, to: Callable[[Player], object]) -> None:
        """Go elsewhere in the session; doing so at a step that waits means being ready."""
        self.with_player(to)
        self.questions.be_ready()
        if self.state is State.WAITING:
            self.with_player(Player.play)

    def with_player(self, do: Callable[[Player], object]) -> None:
        """Do something with the session, if there is one."""
        if self.player is not None:
            do(self.player)

    def restart(self) -> None:
        """Play the exercise from its start."""
        self.with_player(Player.restart_step)
        self.with_player(Player.play)

    # ------------------------------------------------------------ inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.take_key(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self.with_player(lambda player: player.set_visible(True))
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.with_player(lambda player: player.set_visible(False))
        super().hideEvent(event)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline."""
        self.stage.show_timeline(timeline)
        self.ribbon.show_timeline(timeline)

    def fit_captions(self) -> None:
        """Show captions as chosen, or by default if nothing can be heard."""
        if self.player is not None:
            settings = self.player.settings
            silent = self._muted or settings.volume == 0 or not self.player.is_heard
            self.show_captions(settings.captions == "always" or (settings.captions == "silent" and silent))

    def _warn(self, player: Player, moment: Moment) -> None:
        """Say what to mind in an exercise, once, as it comes up."""
        exercise = player.timeline.exercise(moment.segment).id
        if exercise != self._warned:
            self._warned = exercise
            if exercise in self._cautions:
                self.toast.say(self._cautions[exercise])


def _heard(page: PlayPage, player: Player) -> tuple[tuple[SignalInstance, Callable[..., Any]], ...]:
    """What a page hears of its player, and by what."""
    return (
        (player.moment_changed, page.show_moment),
        (player.timeline_changed, page.show_timeline),
        (player.playing_changed, page.show_playing),
        (player.slept, page.show_slept),
        (player.waiting, page.show_waiting),
        (player.finished, page.finish),
        (player.sound_changed, page.fit_captions),
    )


def _answers_of(page: PlayPage) -> Sequence[Answer]:
    """The answers in a pause."""
    return (
        Answer("Resume", "primary", partial(page.with_player, Player.play)),
        Answer("Restart this exercise", "secondary", page.restart, "Restart exercise"),
        Answer("Change this exercise", "secondary", page.questions.offer_changes, "Change exercise"),
        Answer("That hurts", "secondary", page.questions.that_hurts),
        Answer("How it feels", "text", page.questions.how_it_feels),
        Answer("When to get help", "text", page.help_asked.emit),
        Answer("End session", "text", page.ask_end),
    )


def _acts_of(page: PlayPage) -> Mapping[Do, Callable[[], object]]:
    """The function for each action on a page."""
    return {
        Do.TOGGLE: page.toggle,
        Do.CONFIRM: page.toggle,
        Do.NEXT: partial(page.go, Player.next_step),
        Do.PREVIOUS: partial(page.go, Player.previous_step),
        Do.SIDE: partial(page.go, Player.switch_side),
        Do.REPEAT: partial(page.go, Player.repeat_rep),
        Do.ON: partial(page.go, lambda player: player.skip(STRIDE_MS)),
        Do.BACK: partial(page.go, lambda player: player.skip(-STRIDE_MS)),
        Do.EASIER: page.questions.take_easier,
        Do.CHANGE: page.questions.offer_changes,
        Do.HURTS: page.questions.that_hurts,
        Do.FEEL: page.questions.how_it_feels,
        Do.QUICKER: partial(page.change_pace, QUICKER),
        Do.SLOWER: partial(page.change_pace, SLOWER),
        Do.MUTE: page.toggle_mute,
        Do.BREATH: page.toggle_breath,
        Do.SPEECH: page.change_speech,
        Do.LIST: page.questions.list_steps,
        Do.FULL: page.toggle_full,
        Do.LEAVE: page.leave_state,
        Do.END: page.ask_end,
    }
