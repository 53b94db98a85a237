"""The player: the stage, its bars and panels, and the whole keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guided import safety
from guided.display import subtitle
from guided.qt.play.layout import bar_heights, unit
from guided.qt.play.panels import (
    Choice,
    HurtPanel,
    Instead,
    KeyHints,
    Overlay,
    Panel,
    ReadyPanel,
    StepList,
    Veil,
)
from guided.qt.play.player import Player
from guided.qt.play.ribbon import Ribbon
from guided.qt.play.stage import Stage
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.message import Notice, Toast
from guided.qt.widgets.text import Text
from guided.timeline import Moment, Timeline

AWAY_MS = 3_000  # without mouse or key until full screen hides its controls
READY_TICK_MS = 50
STRIDE_MS = 10_000
SLOWER, QUICKER = 1.1, 1 / 1.1

_K = Qt.Key


class PlayPage(QWidget):
    """Everything one sees of a session under way, from getting ready to its last rep."""

    began = Signal(object)
    """The session begins; the discomfort before, 0 to 10 or None."""
    ended = Signal()
    """The person ends it, or it came to its end."""
    hurt = Signal(str)
    """An exercise (id) hurts."""
    felt = Signal(str)
    """What was done about it, in a sentence to keep."""
    instead = Signal(str, int)
    """Another routine (id) in place of this one, before it began, and the discomfort it is for."""
    help_asked = Signal()
    full_asked = Signal(bool)
    chosen = Signal(dict)
    """Settings the person changed here, by name."""

    def __init__(
        self,
        look: Look,
        now: Callable[[], int],
        slept: Callable[[], int] = lambda: 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._now, self._slept = look, now, slept
        self.player: Player | None = None
        self._panel: Overlay | None = None
        self._full = False
        self._ready_since: int | None = None
        self._muted, self._breath_sound = False, True
        self._cautions: Mapping[str, str] = {}
        self._warned = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.stage = Stage(look, now, self)
        self.stage.setMouseTracking(True)
        self.stage.installEventFilter(self)
        self._top = _TopBar(look, self)
        self._bottom = _BottomBar(look, self)
        self._ribbon = Ribbon(look, self)
        self._veil = Veil(look, self)
        self._notice = Notice(look, "", parent=self)
        self._notice.hide()
        self._notice.closed.connect(self._forget_notice)
        self._noticed = False
        self._toast = Toast(look, self)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(AWAY_MS)
        self._away.timeout.connect(self.go_away)
        self._ready_timer = QTimer(self)
        self._ready_timer.setInterval(READY_TICK_MS)
        self._ready_timer.timeout.connect(self.get_ready)
        self._fade_timer = QTimer(self)
        self._fade_timer.setInterval(16)
        self._fade_timer.timeout.connect(self._keep_fading)
        self._top.end.clicked.connect(self.ask_end)
        self._top.help.clicked.connect(self.help_asked)
        self._top.sound.clicked.connect(self.toggle_mute)
        self._top.steps.clicked.connect(self.show_steps)
        self._top.full.clicked.connect(self.toggle_full)
        self._bottom.easier.clicked.connect(self.take_easier)
        self._bottom.hurts.clicked.connect(self.that_hurts)
        self._bottom.sound.clicked.connect(self.toggle_mute)
        self._bottom.leave_full.clicked.connect(self.toggle_full)
        self._ribbon.jump_asked.connect(self.jump_to)
        for button in (self._bottom.previous, self._bottom.play, self._bottom.next):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bottom.previous.clicked.connect(lambda: self._with_player(Player.previous_step))
        self._bottom.play.clicked.connect(self.toggle)
        self._bottom.next.clicked.connect(lambda: self._with_player(Player.next_step))
        follow(look, self._place)

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
        """Takes a session; it starts, or goes on, after the countdown.

        `care` is a line on what to mind in all of it, `cautions` what to mind in an exercise, by its
        id; `gentle` are the routines for a day on which this one is too much. `before` is the
        discomfort where it was told already.
        """
        self.player = player
        self.setAccessibleName(f"Session: {player.timeline.routine.name}")
        self._cautions, self._warned = cautions or {}, ""
        self._muted, self._breath_sound = muted, breath_sound
        player.moment_changed.connect(self.show_moment)
        player.timeline_changed.connect(self._show_timeline)
        player.playing_changed.connect(self._show_playing)
        player.slept.connect(self._show_slept)
        player.waiting.connect(self._show_waiting)
        player.finished.connect(self._finish)
        self._notice.hide()
        self._noticed = False
        self._toast.hide()
        self._show_timeline(player.timeline)
        self._show_muted(muted)
        self.show_moment(player.timeline.at(player.session.playhead.position_ms))
        step = player.timeline.at(player.session.playhead.position_ms).segment.step
        panel = ReadyPanel(self._look, player.timeline, care, gentle, step)
        panel.started.connect(self._begin)
        panel.instead.connect(lambda routine: self.instead.emit(routine, panel.scale.value))
        panel.help_asked.connect(self.help_asked)
        panel.resized.connect(self._place_panel)
        self._open(panel)
        self._ready_since = self._now()
        self._ready_timer.start()
        if before is not None:
            panel.scale.choose(before)

    def leave(self) -> None:
        """Lets go of the session."""
        self._ready_timer.stop()
        self._away.stop()
        self.leave_panel()
        if self.player is not None:
            self.player.leave()
            self.player.moment_changed.disconnect(self.show_moment)
            self.player.timeline_changed.disconnect(self._show_timeline)
            self.player.playing_changed.disconnect(self._show_playing)
            self.player.slept.disconnect(self._show_slept)
            self.player.waiting.disconnect(self._show_waiting)
            self.player.finished.disconnect(self._finish)
        self.player = None
        self.unsetCursor()

    def say(self, text: str, icon: str = "info-circle") -> None:
        """Says quietly how things are: that there is no sound, that nothing is recorded.

        It stands where nothing is read from afar: in the top bar, in full screen over the ribbon,
        and there it comes and goes with the controls.
        """
        self._noticed = True
        self._notice.say(text, icon)
        self._place()
        self._wake()

    def show_moment(self, moment: Moment) -> None:
        """Draws a moment."""
        player = self.player
        if player is None:
            return
        self.stage.show_moment(moment, player.session.done)
        self._ribbon.show_position(moment.t_ms)
        self._top.show_words(player.timeline, moment)
        self._warn(player, moment)
        resting = not moment.segment.rep
        self._bottom.show_rest(resting, len(player.timeline.parts[moment.segment.step].sides) > 1)

    def set_full(self, full: bool) -> None:
        """Full screen: the stage alone, bars only while the mouse or a key moves."""
        self._full = full
        self.stage.set_full(full)
        self._place()
        if full:
            self._away.start()
        else:
            self._away.stop()
            self.unsetCursor()

    # ------------------------------------------------------------ what keys and buttons do

    def pause(self) -> None:
        """Stands still, while getting ready too: there is something else to see to."""
        if isinstance(self._panel, ReadyPanel):
            self._panel.hold()
        elif self.player is not None:
            self.player.pause()

    def toggle(self) -> None:
        """Pauses or goes on; while getting ready, starts."""
        if isinstance(self._panel, ReadyPanel):
            self._panel.started.emit()
        elif self.player is not None:
            self.player.toggle()

    def toggle_mute(self) -> None:
        """Sound off or on."""
        self._muted = not self._muted
        self._show_muted(self._muted)
        self._toast.say("Sound is off" if self._muted else "Sound is on")
        self.chosen.emit({"muted": self._muted})

    def toggle_breath(self) -> None:
        """The sound of the breath off or on."""
        self._breath_sound = not self._breath_sound
        self._toast.say("Breath sound is on" if self._breath_sound else "Breath sound is off")
        self.chosen.emit({"breath_sound": self._breath_sound})

    def toggle_full(self) -> None:
        """Asks the window for full screen, or back."""
        self.full_asked.emit(not self._full)

    def change_pace(self, factor: float) -> None:
        """Slower or quicker from the next phase on."""
        if self.player is not None:
            pace = self.player.change_pace(factor)
            self._toast.say(
                "Usual pace" if abs(pace - 1) < 0.02 else f"Pace {round(pace * 100)} % of the usual time"
            )
            self.chosen.emit({"pace": pace})

    def take_easier(self) -> None:
        """Plays the rest of this exercise as its easier version, or says how to make it easier."""
        player = self.player
        if player is None:
            return
        exercise = player.timeline.exercise(player.timeline.at(player.position_ms).segment)
        name = player.take_easier()
        self.leave_panel()
        by = exercise.easier_by or "move less far and more slowly."
        told = f"To make it easier: {by}" if name is None else f"Easier version: {name}"
        self._toast.say(told, "Change", self.show_swaps)
        if not player.playing:
            player.play()

    def take_harder(self) -> None:
        """Plays the rest of this exercise as its harder version."""
        player = self.player
        name = player.take_harder() if player is not None else None
        if name is not None:
            self._toast.say(f"Harder version: {name}")
        self._resume()

    def take_method(self, method_id: str) -> None:
        """Plays the rest of this exercise by another of its methods."""
        player = self.player
        for method in player.options.methods if player is not None else ():
            if player is not None and method.id == method_id:
                player.take_method(method)
                self._toast.say(f"Now as {method.name.lower()}: {', '.join(player.part.dose)}")
        self._resume()

    def that_hurts(self) -> None:
        """Stops at once and asks what kind of pain it is."""
        player = self.player
        if player is None or isinstance(self._panel, ReadyPanel):
            return
        player.pause()
        exercise = player.timeline.exercise(player.timeline.at(player.position_ms).segment)
        self.hurt.emit(exercise.id)
        panel = HurtPanel(self._look, exercise)
        panel.stopped.connect(self._stop_hurting)
        panel.easier.connect(lambda: self._make_smaller("took the easier version", self.take_easier))
        panel.smaller.connect(lambda: self._make_smaller("made it smaller", self._go_on_smaller))
        panel.skipped.connect(lambda: self._make_smaller("skipped it", self._skip_hurting))
        panel.left.connect(self._leave_hurting)
        panel.help_asked.connect(self.help_asked)
        self._open(panel)

    def show_steps(self) -> None:
        """The list of exercises, or away with it."""
        if isinstance(self._panel, StepList):
            self.leave_panel()
            return
        player = self.player
        if player is None or isinstance(self._panel, ReadyPanel):
            return
        panel = StepList(self._look, player.timeline, player.timeline.at(player.position_ms).segment.step)
        panel.chosen.connect(self._go_to_step)
        panel.change_asked.connect(self.show_swaps)
        panel.closed.connect(self.leave_panel)
        self._open(panel)

    def show_swaps(self) -> None:
        """Stands still and offers what the exercise under way may be instead."""
        from guided.qt.play.swap import SwapPanel

        player = self.player
        if player is None or isinstance(self._panel, ReadyPanel):
            return
        player.pause()
        options = player.options
        panel = SwapPanel(
            self._look, player.part, options, [player.played_as(one) for one in options.methods]
        )
        panel.easier.connect(self.take_easier)
        panel.harder.connect(self.take_harder)
        panel.method.connect(self.take_method)
        panel.left.connect(self._resume)
        self._open(panel)

    def jump_to(self, step: int) -> None:
        """Goes to an exercise; one can take that back."""
        player = self.player
        if player is None or isinstance(self._panel, ReadyPanel):
            return
        from_ms = player.position_ms
        start, _ = player.timeline.step_span(step)
        player.seek(start)
        name = player.timeline.parts[step].exercise.name
        self._toast.say(f"Now: {name}", "Undo", lambda: player.seek(from_ms))

    def ask_end(self) -> None:
        """Asks whether to end the session; what was done is kept either way."""
        player = self.player
        if player is None:
            return
        if isinstance(self._panel, ReadyPanel):
            self.ended.emit()
            return
        player.pause()
        self._open(
            Panel(
                self._look,
                "End session?",
                ["What you did so far is kept."],
                [
                    Choice("Keep going", "primary", self._resume),
                    Choice("End session", "secondary", self.ended.emit),
                ],
            )
        )

    # ------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Does what a key asks for; whether it was one of the player's."""
        if isinstance(self._panel, ReadyPanel) and self._panel.scale.take_key(event.key()):
            self._panel.take_focus()  # so that Enter is the next thing one would do
            return True
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._toast.take_back()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        self._wake()
        action = self._keys().get(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            action = self._shifted().get(event.key(), action)
        if action is None:
            return False
        if not event.isAutoRepeat():
            action()
        return True

    def _keys(self) -> dict[int, Callable[[], None]]:
        return {
            _K.Key_Space: self.toggle,
            _K.Key_Return: self.toggle,
            _K.Key_Enter: self.toggle,
            _K.Key_MediaPlay: self.toggle,
            _K.Key_MediaTogglePlayPause: self.toggle,
            _K.Key_MediaPause: self.toggle,
            _K.Key_Right: lambda: self._with_player(Player.next_step),
            _K.Key_PageDown: lambda: self._with_player(Player.next_step),
            _K.Key_MediaNext: lambda: self._with_player(Player.next_step),
            _K.Key_Left: lambda: self._with_player(Player.previous_step),
            _K.Key_PageUp: lambda: self._with_player(Player.previous_step),
            _K.Key_MediaPrevious: lambda: self._with_player(Player.previous_step),
            _K.Key_S: lambda: self._with_player(Player.switch_side),
            _K.Key_R: lambda: self._with_player(Player.repeat_rep),
            _K.Key_E: self.take_easier,
            _K.Key_C: self.show_swaps,
            _K.Key_H: self.that_hurts,
            _K.Key_Plus: lambda: self.change_pace(SLOWER),
            _K.Key_Equal: lambda: self.change_pace(SLOWER),
            _K.Key_Minus: lambda: self.change_pace(QUICKER),
            _K.Key_M: self.toggle_mute,
            _K.Key_V: lambda: self._toast.say(
                "There is no voice yet. Sounds and words on the screen guide you."
            ),
            _K.Key_B: self.toggle_breath,
            _K.Key_L: self.show_steps,
            _K.Key_F: self.toggle_full,
            _K.Key_F11: self.toggle_full,
            _K.Key_Escape: self._escape,
        }

    def _shifted(self) -> dict[int, Callable[[], None]]:
        return {
            _K.Key_Right: lambda: self._with_player(lambda player: player.skip(STRIDE_MS)),
            _K.Key_Left: lambda: self._with_player(lambda player: player.skip(-STRIDE_MS)),
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_in_panel(watched, event)
        if event.type() == QEvent.Type.MouseMove:
            self._wake()
        return super().eventFilter(watched, event)

    def _key_in_panel(self, watched: QObject, event: QKeyEvent) -> bool:
        """Space pauses and goes on whatever has the focus; other keys of the player work in panels too."""
        if self._panel is None:
            return watched is not self and self.take_key(event)
        starts = isinstance(self._panel, ReadyPanel) and not isinstance(watched, Button)
        if event.key() == _K.Key_Space or (starts and event.key() in (_K.Key_Return, _K.Key_Enter)):
            self.toggle()
            return True
        inside = (
            _K.Key_Return,
            _K.Key_Enter,
            _K.Key_Escape,
            _K.Key_Up,
            _K.Key_Down,
            _K.Key_Tab,
            _K.Key_Backtab,
        )
        if event.key() in inside or event.key() == _K.Key_L:
            return False
        return self.take_key(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._wake()
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        if self.player is not None:
            self.player.set_visible(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self.player is not None:
            self.player.set_visible(False)
        super().hideEvent(event)

    # ------------------------------------------------------------ inside

    def _with_player(self, do: Callable[[Player], None]) -> None:
        if self.player is not None and not isinstance(self._panel, ReadyPanel):
            do(self.player)

    def _begin(self) -> None:
        if isinstance(self._panel, ReadyPanel) and self.player is not None:
            self._ready_timer.stop()
            before = self._panel.scale.value
            self.leave_panel()
            self.began.emit(before)
            self.player.play()

    def get_ready(self) -> None:
        """Counts down with the clock until the session starts."""
        now = self._now()
        if isinstance(self._panel, ReadyPanel) and self._ready_since is not None:
            passed, self._ready_since = now - self._ready_since, now
            self._panel.pass_time(passed)

    def _show_timeline(self, timeline: Timeline) -> None:
        self.stage.show_timeline(timeline)
        self._ribbon.show_timeline(timeline)

    def _show_muted(self, muted: bool) -> None:
        for button in (self._top.sound, self._bottom.sound):
            button.set_icon("volume-off" if muted else "volume")
            button.set_words("Sound on (M)" if muted else "Sound off (M)")

    def _show_playing(self, playing: bool) -> None:
        self._bottom.show_playing(playing)
        if playing:
            self.leave_panel()
            self.stage.set_paused(False)
            self._wake()
        elif self.player is not None and not self.player.session.ended and self._panel is None:
            self.stage.set_paused(True)
            self._open(self._pause_panel("Paused", [safety.IN_SESSION]))
        self._fade_timer.start()

    def _show_slept(self) -> None:
        self._open(
            self._pause_panel("Welcome back", ["The computer slept, so the session waited. Nothing is lost."])
        )

    def _show_waiting(self) -> None:
        self.leave_panel()
        self.stage.set_waiting()

    def _pause_panel(self, title: str, sentences: list[str]) -> Panel:
        return Panel(
            self._look,
            title,
            sentences,
            [
                Choice("Resume", "primary", self._resume),
                Choice("Restart this exercise", "secondary", self._restart),
                Choice("Change this exercise", "secondary", self.show_swaps),
                Choice("That hurts", "secondary", self.that_hurts),
                Choice("When to get help", "text", self.help_asked.emit),
                Choice("End session", "text", self.ended.emit),
            ],
            escape=self.ask_end,
        )

    def _resume(self) -> None:
        self.leave_panel()
        self._with_player(Player.play)

    def _restart(self) -> None:
        self._with_player(Player.restart_step)
        self._resume()

    def _stop_hurting(self) -> None:
        self.felt.emit("It was sharp, so I stopped for the day.")
        self.ended.emit()

    def _make_smaller(self, done: str, do: Callable[[], None]) -> None:
        self.felt.emit(f"It was a strong pull, so I {done}.")
        do()

    def _go_on_smaller(self) -> None:
        self._resume()
        self._toast.say("Only as far as it stays easy")

    def _skip_hurting(self) -> None:
        self._with_player(Player.next_step)
        self._resume()

    def _leave_hurting(self) -> None:
        self._open(self._pause_panel("Paused", [safety.IN_SESSION]))

    def _warn(self, player: Player, moment: Moment) -> None:
        """Says what to mind in an exercise, once as it comes up."""
        exercise = player.timeline.exercise(moment.segment).id
        if exercise != self._warned and player.playing:
            self._warned = exercise
            if exercise in self._cautions:
                self._toast.say(self._cautions[exercise])

    def _go_to_step(self, step: int) -> None:
        self.leave_panel()
        self.jump_to(step)

    def _escape(self) -> None:
        if self._full:
            self.full_asked.emit(False)
        elif isinstance(self._panel, StepList):
            self.leave_panel()
        else:
            self.ask_end()

    def _finish(self) -> None:
        self.leave_panel()
        self.ended.emit()

    def _keep_fading(self) -> None:
        """While nothing else moves, a change of colours still fades."""
        self.stage.update()
        if not self.stage.fading():
            self._fade_timer.stop()

    def _open(self, panel: Overlay) -> None:
        self.leave_panel()
        self._panel = panel
        self._veil.setVisible(isinstance(panel, ReadyPanel))
        panel.setParent(self)
        for widget in (panel, *panel.findChildren(QWidget)):
            widget.installEventFilter(self)
        panel.show()
        self._place()
        panel.take_focus()

    def leave_panel(self) -> None:
        """Puts the panel away that is open, if one is."""
        if self._panel is not None:
            self._veil.hide()
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wake(self) -> None:
        """Shows the controls of full screen for a while."""
        if not self._full:
            return
        self.unsetCursor()
        self._bottom.show()
        self._notice.setVisible(self._noticed)
        self._away.start()

    def go_away(self) -> None:
        """Hides the controls of full screen, as nobody has used them for a while."""
        if self._full and self.player is not None and self.player.playing:
            self._bottom.hide()
            self._notice.hide()
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _place(self) -> None:
        """Puts everything where it belongs at this size."""
        width, height = self.width(), self.height()
        self.stage.setGeometry(0, 0, width, height)
        self._veil.setGeometry(0, 0, width, height)
        top, bottom = bar_heights(height, False, self._look.scale)
        u = unit(width, height)
        self._top.setGeometry(0, 0, width, round(top))
        self._bottom.set_floating(self._full)
        self._bottom.set_compact(top < 72 or width < 1000)
        self._top.setVisible(not self._full)
        if self._full:
            foot = round(62 * u)
            ribbon_height = round(34 * u)
            self._ribbon.set_shape(16 * u, u)
            self._ribbon.setGeometry(round(40 * u), height - foot, round(width - 80 * u), ribbon_height)
            wanted = self._bottom.sizeHint()
            wide, bar = min(max(round(width * 0.6), wanted.width()), width - 32), wanted.height() + 8
            self._bottom.setGeometry((width - wide) // 2, height - foot - bar - 8, wide, bar)
        else:
            margin = round(40 * u)
            right = round(32 * u)
            ribbon_height = self._ribbon.sizeHint().height()
            self._ribbon.set_shape(12 if top >= 72 else 8, 0)
            self._bottom.setGeometry(0, round(height - bottom), width, round(bottom))
            self._ribbon.setGeometry(
                margin, round(height - bottom) + 12, width - margin - right, ribbon_height
            )
            self._bottom.set_margins(margin, ribbon_height + 12, right)
            self._bottom.show()
        self._ribbon.raise_()
        self._place_notice()
        self._toast.set_lift(height - self._bottom.y())
        self._veil.raise_()
        self._notice.raise_()
        self._place_panel()

    def _place_notice(self) -> None:
        """Between the buttons of the top bar; where there is no room for it, over the ribbon."""
        notice, ribbon = self._notice, self._ribbon.geometry()
        left, wide = self._top.words_between()
        high = notice.height_at(wide)
        top = (self._top.height() - high) // 2
        if self._full or top < 0:
            wide = min(self.width() - 32, self._look.px(720))
            high, left = notice.height_at(wide), (self.width() - wide) // 2
            over = ribbon.center().y() - high // 2
            top = min(over, self.height() - high) if self._full else ribbon.bottom() + 2 - high
        notice.setGeometry(left, top, wide, high)

    def _forget_notice(self) -> None:
        self._noticed = False

    def _place_panel(self) -> None:
        panel = self._panel
        if panel is None:
            return
        wide = min(panel.width_wanted(), self.width() - 24)
        high = min(panel.height_wanted(wide), self.height() - 24)
        left = self.width() - wide - 12 if isinstance(panel, StepList) else (self.width() - wide) // 2
        top = 12 if isinstance(panel, StepList) else (self.height() - high) // 2
        panel.setGeometry(left, top, wide, high)
        panel.raise_()


class _TopBar(QWidget):
    """Close, what is being done, and the few things one may want to change."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setMouseTracking(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        self.end = IconButton(look, "x", "End session (Esc)")
        self._title = Text(look, "", "card_title", wrap=False)
        self._subtitle = Text(look, "", "body", "ink2", wrap=False)
        titles = QVBoxLayout()
        titles.setContentsMargins(8, 0, 0, 0)
        titles.setSpacing(0)
        titles.addStretch()
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        titles.addStretch()
        row.addWidget(self.end)
        row.addLayout(titles, 1)
        self.help = IconButton(look, "help-circle", "When to get help (Shift+F1)")
        self.sound = IconButton(look, "volume", "Sound off (M)")
        self.steps = IconButton(look, "list", "Exercises (L)")
        self.full = IconButton(look, "maximize", "Full screen (F)")
        for button in (self.end, self.help, self.sound, self.steps, self.full):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for button in (self.help, self.sound, self.steps, self.full):
            row.addWidget(button)
        self._shown: tuple[Timeline, int] | None = None

    def show_words(self, timeline: Timeline, moment: Moment) -> None:
        """The routine, and which of its exercises this is."""
        if self._shown != (timeline, moment.index):
            self._shown = (timeline, moment.index)
            self._title.setText(timeline.routine.name)
            self._subtitle.setText(subtitle(timeline, moment.segment))

    def words_between(self) -> tuple[int, int]:
        """Where the words begin between the buttons, and how much room they have."""
        left, right = 24 + self.end.sizeHint().width() + 8, 24 + 4 * (self.full.sizeHint().width() + 8)
        return left, self.width() - left - right


class _BottomBar(QWidget):
    """The transport under the ribbon; in full screen it floats, with what else is needed there."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._floating = False
        self.setMouseTracking(True)
        self.easier = Button(look, "Easier version", "secondary", icon="stretching-2")
        self.hurts = Button(look, "That hurts", "text", icon="hand-stop")
        self.previous = IconButton(
            look, "player-skip-back-filled", "Restart or previous (Left)", 56, kind="secondary"
        )
        self.play = IconButton(look, "player-pause-filled", "Pause (Space)", 72, 32, kind="primary")
        self.next = IconButton(look, "player-skip-forward-filled", "Next (Right)", 56, kind="secondary")
        self._hints = KeyHints(look)
        self.sound = IconButton(look, "volume", "Sound off (M)")
        self.leave_full = IconButton(look, "minimize", "Leave full screen (Esc)")
        for button in (self.easier, self.hurts, self.sound, self.leave_full):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        left, right = QHBoxLayout(), QHBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.easier)
        left.addWidget(self.hurts)
        left.addStretch()
        right.addStretch()
        right.setSpacing(4)
        right.addWidget(self._hints)
        right.addWidget(self.sound)
        right.addWidget(self.leave_full)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        for button in (self.previous, self.play, self.next):
            middle.addWidget(button)
        self._row.addLayout(left, 1)
        self._row.addLayout(middle)
        self._row.addLayout(right, 1)
        follow(look, self._round)

    def set_compact(self, compact: bool) -> None:
        """Smaller buttons and no hints where the window is low."""
        self._hints.setVisible(not compact and not self._floating)
        sizes = (48, 62) if compact else (56, 72)
        self.previous.set_size(sizes[0])
        self.next.set_size(sizes[0])
        self.play.set_size(sizes[1])
        for button in (self.sound, self.leave_full):
            button.set_size(40 if compact else 48)
        self._round()

    def set_floating(self, floating: bool) -> None:
        """A card over the stage instead of a bar at the foot."""
        self._floating = floating
        self.sound.setVisible(floating)
        self.leave_full.setVisible(floating)
        if floating:
            self._row.setContentsMargins(20, 8, 20, 8)
        self.update()

    def set_margins(self, left: int, top: int, right: int) -> None:
        """The room the ribbon leaves."""
        self._row.setContentsMargins(left, top, right, 6)

    def show_playing(self, playing: bool) -> None:
        """Pause or play on the middle button."""
        self.play.set_icon("player-pause-filled" if playing else "player-play-filled")
        self.play.set_words("Pause (Space)" if playing else "Resume (Space)")

    def show_rest(self, resting: bool, sided: bool) -> None:
        """What S does now."""
        skip = ("S", "Skip rest") if resting else ("S", "Switch side" if sided else "Next set")
        self._hints.show_hints(("Space", "Pause"), skip)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            if self._floating:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(theme.line)
                painter.setBrush(theme.surface)
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 20, 20)
            else:
                painter.fillRect(self.rect(), theme.surface)
                painter.fillRect(0, 0, self.width(), 1, theme.line)

    def _round(self) -> None:
        for button in (self.previous, self.play, self.next):
            button.radius = button.sizeHint().width() / 2
            button.update()
