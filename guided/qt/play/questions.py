"""The questions of a session, what follows from each answer, and how to undo it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from guided import messages, safety, words
from guided.plan import Lessen
from guided.qt.play.keys import QUESTIONS, Do, State
from guided.qt.play.panels import Answer, FeelPanel, HurtPanel, Panel
from guided.qt.play.player import Player
from guided.qt.play.session_page import SessionPage
from guided.qt.play.steplist import StepList
from guided.qt.widgets.overlay import Overlay
from guided.session import has_moved, reps_counted, sets_done, shortens

_HALF, _A_LITTLE_LESS = 0.5, 0.7  # of the way: after a strong pull, and where it only aches
_FAR = {
    _HALF: "Half as far from here on, as long as it stays easy",
    _A_LITTLE_LESS: "A little less far from here on, as long as it stays easy",
}


class Questions:
    """The questions of a page, and the list of exercises: each opens its panel and pauses the session."""

    def __init__(self, page: SessionPage) -> None:
        self._page = page
        self._look = page.look
        self._under = State.PLAYING  # what was going on when it was asked
        self._number: int | None = None  # the discomfort told last

    @property
    def _player(self) -> Player:
        assert self._page.player is not None
        return self._page.player

    def leave(self) -> None:
        """Go back to what was going on; "that hurts" leaves the session paused."""
        self._take_number()
        if self._page.state is State.HURT or self._under is State.PAUSED:
            self._page.show_paused()
        else:
            self.go_on()

    def go_on(self) -> None:
        """Play on, or wait as before where a step waits."""
        self._take_number()
        if self._under is State.WAITING:
            self._page.enter(State.WAITING)
        else:
            self._player.play()

    def whether_to_end(self) -> None:
        """Ask whether to end the session, and say what is kept of it; Enter ends it, Escape does not."""
        self._take_number()
        timeline, done = self._player.timeline, self._player.session.done
        reps = reps_counted(timeline, sets_done(timeline, done))
        ends = words.say(messages.END_AND_KEEP, n=reps) if reps else "End session"
        answers = (
            Answer(ends, "primary", self._page.ended.emit),
            Answer("Go on", "secondary", self.go_on),
        )
        kept = "What you did so far is kept." if done else "No rep is finished yet."
        panel = Panel(self._look, "End session?", [kept], answers)
        self._ask(State.ENDING, panel)

    def be_ready(self) -> None:
        """Be ready for the step that waited when it was asked: what follows plays on."""
        if self._under is State.WAITING:
            self._under = State.PLAYING

    def how_it_feels(self) -> None:
        """Ask for the discomfort again."""
        gentle = self._player.timeline.routine.id in safety.GENTLE
        number = self._page.before if self._number is None else self._number
        panel = FeelPanel(self._look, number, gentle)
        panel.left.connect(self.go_on)
        panel.ended.connect(self._end_as_advised)
        panel.resized.connect(self._page.place)
        self._ask(State.FEELING, panel)

    def list_steps(self) -> None:
        """Open the list of exercises, or close it and go on as before."""
        if self._page.state is State.LISTING:
            self.leave()
            return
        player = self._player
        step = player.timeline.at(player.position_ms).segment.step
        panel = StepList(self._look, player.timeline, step)
        player.moment_changed.connect(panel.show_moment)
        player.timeline_changed.connect(panel.show_timeline)
        panel.left.connect(self.leave)
        panel.chosen.connect(self._go_to_step)
        panel.change_asked.connect(self.offer_changes)
        self._ask(State.LISTING, panel)

    def jump_to(self, step: int) -> None:
        """Go to an exercise, if the state allows; it can be undone."""
        if not self._page.may(Do.JUMP):
            return
        player = self._player
        from_ms = player.position_ms
        start, _ = player.timeline.step_span(step)
        self._page.go(lambda player: player.seek(start))
        name = player.timeline.parts[step].exercise.name
        self._page.toast.say(words.say(messages.NOW, name=name), "Undo", partial(player.seek, from_ms))

    # ------------------------------------------------------------ another version

    def take_easier(self) -> None:
        """Play the rest of this exercise as its easier version, or say how to make it easier."""
        by = self._player.part.exercise.easier_by or "move less far and more slowly."
        if self._player.easier is None:
            self._page.toast.say(words.say(messages.TO_MAKE_IT_EASIER, how=by), "Change", self.offer_changes)
        else:
            is_instead = self._player.options.instead is not None
            told = messages.NOW_INSTEAD if is_instead else messages.NOW_EASIER
            self._swap(told, self._player.take_easier)

    def take_fewer(self) -> None:
        """Play half of what is left of this exercise."""
        self._swap(messages.NOW, self._player.take_fewer)

    def take_another(self) -> None:
        """Play another exercise for the same place for the rest of this one."""
        self._swap(messages.NOW_INSTEAD, lambda: self._player.take(self._player.options.another))

    def take_harder(self) -> None:
        """Play the rest of this exercise as its harder version."""
        self._swap(messages.NOW_HARDER, self._player.take_harder)

    def take_method(self, method_id: str) -> None:
        """Play the rest of this exercise by another of its methods."""
        self._swap(messages.NOW_AS, lambda: self._player.take_method(method_id))

    def offer_changes(self) -> None:
        """Ask what to play in place of the current exercise."""
        from guided.qt.play.swap import SwapPanel

        player, options, part = self._player, self._player.options, self._player.part
        as_methods = [player.swap(part.exercise, one).part for one in options.methods]
        may_be_fewer = shortens(player.session, player.swap(part.exercise, part.method, "half"))
        panel = SwapPanel(self._look, part, options, as_methods, may_be_fewer)
        panel.fewer.connect(self.take_fewer)
        panel.another.connect(self.take_another)
        panel.easier.connect(self.take_easier)
        panel.harder.connect(self.take_harder)
        panel.method.connect(self.take_method)
        panel.left.connect(self.leave)
        self._ask(State.CHANGING, panel)

    def _swap(self, told: str, take: Callable[[], str | None]) -> None:
        """Go on with something else; it can be undone."""
        player, from_ms = self._player, self._player.position_ms
        name = take()
        if name is not None:
            self._page.toast.say(words.say(told, name=name), "Undo", partial(player.take_back, from_ms))
        player.play()

    # ------------------------------------------------------------ that hurts

    def that_hurts(self) -> None:
        """Stop at once and ask about the pain."""
        player, page = self._player, self._page
        exercise, easier = player.part.exercise, player.easier
        panel = HurtPanel(self._look, exercise, easier.name if easier is not None else None)
        for answered, felt, do in (
            (panel.stopped, "It was sharp, so I stopped for the day.", self._stop),
            (panel.easier, "It was a strong pull, so I took the easier version.", self.take_easier),
            (panel.smaller, "It was a strong pull, so I made it smaller.", partial(self._lessen, _HALF)),
            (panel.eased, "It only ached, so I eased off.", partial(self._lessen, _A_LITTLE_LESS)),
            (panel.skipped, "It was a strong pull, so I skipped it.", self._skip),
        ):
            answered.connect(partial(self._take_hurt, exercise.id, felt, do))
        panel.left.connect(self.leave)
        panel.help_asked.connect(page.help_asked)
        self._ask(State.HURT, panel)

    def _take_hurt(self, exercise_id: str, felt: str, do: Callable[[], object]) -> None:
        """Record what hurt and what follows, and do that."""
        self._page.hurt.emit(exercise_id)
        self._page.felt.emit(felt)
        do()

    def _stop(self) -> None:
        self._player.session.happened("stop")
        self._page.ended.emit()

    def _lessen(self, share: float) -> None:
        """Go on, only a share as far, which the figure shows."""
        player = self._player
        player.change(Lessen(player.timeline.at(player.position_ms).segment.step, share))
        player.play()
        self._page.toast.say(_FAR[share])

    def _skip(self) -> None:
        player = self._player
        player.next_step()
        player.play()

    # ------------------------------------------------------------ inside

    def _ask(self, state: State, panel: Overlay) -> None:
        """Pause and ask something."""
        self._remember()
        self._page.enter(state, panel)
        self._player.pause()

    def _remember(self) -> None:
        """Remember the state to go back to; one question may lead to another."""
        if self._page.state not in QUESTIONS and self._page.state is not State.LISTING:
            self._under = self._page.state

    def _end_as_advised(self) -> None:
        """End without asking once more if that is the advice."""
        panel = self._page.panel
        if isinstance(panel, FeelPanel) and panel.stops:
            self._take_number()
            self._page.ended.emit()
        else:
            self.whether_to_end()

    def _take_number(self) -> None:
        """Take the number of a panel that is left: what it was before, as long as nothing was moved."""
        panel, page = self._page.panel, self._page
        number = panel.scale.value if isinstance(panel, FeelPanel) else None
        if number is None or number == (page.before if self._number is None else self._number):
            return
        self._number = number
        if has_moved(self._player.session):
            page.felt.emit(words.say(messages.DISCOMFORT_MEANWHILE, n=number))
        else:
            page.before = number
            page.before_told.emit(number)

    def _go_to_step(self, step: int) -> None:
        self.leave()
        self.jump_to(step)
