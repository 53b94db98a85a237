"""The player's bars: what is being done and the few things to change above, the transport below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided.display import subtitle
from guided.qt.actions import hint
from guided.qt.play.keys import Do, State, may, short, tip
from guided.qt.play.player import Player
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text
from guided.timeline import Moment, Timeline

_EDGE = 2  # px above and below what is said in place of the words
_WORDS = 8  # px before the words
_LOW = 72  # px of the largest button in a low window, whatever the text size


class TopBar(QWidget):
    """Close, the current exercise, and the few things one may want to change."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setMouseTracking(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        self.end = IconButton(look, "x", tip("End session", Do.LEAVE))
        self._title = Text(look, "", "card_title", wrap=False)
        self._subtitle = Text(look, "", "body", "ink2", wrap=False)
        row.addWidget(self.end)
        titles = nested(row, QVBoxLayout(), 1)
        titles.setContentsMargins(_WORDS, 0, 0, 0)
        titles.setSpacing(0)
        titles.addStretch()
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        titles.addStretch()
        self.help = IconButton(look, "help-circle", hint("help"))
        self.sound = IconButton(look, "volume", tip("Sound off", Do.MUTE))
        steps = IconButton(look, "list", tip("Exercises", Do.LIST))
        full = IconButton(look, "maximize", tip("Full screen", Do.FULL))
        for button in (self.end, self.help, self.sound, steps, full):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row, self._aside = row, (self.help, self.sound, steps, full)
        for button in self._aside:
            row.addWidget(button)
        self.buttons = ((self.end, Do.END), (self.sound, Do.MUTE), (steps, Do.LIST), (full, Do.FULL))
        self._shown: tuple[Timeline, int] | None = None
        self._subtitles = ("", "")

    def show_state(self, state: State) -> None:
        """Enable the buttons that do something in a state."""
        for button, do in self.buttons:
            button.setEnabled(may(do, state))

    def keep_clear(self, covered: int, said: QRect) -> None:
        """Keep the words clear of what covers it at its right, in px; they go for what is `said` there, and
        the buttons that are covered go too.
        """
        self._row.setContentsMargins(24, 0, max(covered, 24), 0)
        for words in (self._title, self._subtitle):
            words.setHidden(not said.isEmpty())
        for number, button in enumerate(reversed(self._aside), 1):
            button.setHidden(covered > 0 or self._left_of(number) <= said.right())

    def rooms(self) -> list[QRect]:
        """Where there is room for what is said: in place of the words, or of the buttons beside them too."""
        left, high = self.end.geometry().right() + 1 + self._row.spacing() + _WORDS, self.height() - 2 * _EDGE
        ends = (self._left_of(len(self._aside)) - self._row.spacing(), self.width() - _WORDS)
        return [QRect(left, _EDGE, end - left, high) for end in ends]

    def _left_of(self, number: int) -> int:
        """Where the buttons at the right begin, of which there are `number`, in px."""
        wide = self.help.sizeHint().width() + self._row.spacing()
        return self.width() - 24 - number * wide + self._row.spacing()

    def show_words(self, timeline: Timeline, moment: Moment) -> None:
        """Show the routine and the number of the exercise."""
        if self._shown != (timeline, moment.index):
            self._shown = (timeline, moment.index)
            self._title.setText(timeline.routine.name)
            self._subtitles = subtitle(timeline, moment.segment)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Show the dose too if there is room."""
        whole, place = self._subtitles
        fits = QFontMetricsF(self._look.font("body")).horizontalAdvance(whole) <= self._subtitle.width()
        self._subtitle.setText(whole if fits else place)


class BottomBar(QWidget):
    """The transport under the ribbon; in full screen it floats, with what else is needed there."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._floating = False
        self._toggles, self._skips, self._state = "Pause", "Start now", State.EMPTY
        self._easier_words = "Easier version"
        self._compact = False
        self._shown: tuple[Timeline, int] | None = None
        self.setMouseTracking(True)
        self.easier = Button(look, "Easier version", "secondary", icon="stretching-2")
        self.hurts = Button(look, "That hurts", "text", icon="hand-stop")
        self.previous = IconButton(
            look, "player-skip-back-filled", tip("Restart or previous", Do.PREVIOUS), 56, kind="secondary"
        )
        self.play = IconButton(look, "player-pause-filled", "", 72, 32, kind="primary")
        self.next = IconButton(look, "player-skip-forward-filled", tip("Next", Do.NEXT), 56, kind="secondary")
        self._hints = KeyHints(look)
        self.sound = IconButton(look, "volume", tip("Sound off", Do.MUTE))
        self.leave_full = IconButton(look, "minimize", tip("Leave full screen", Do.LEAVE))
        self.buttons = (
            (self.easier, Do.EASIER),
            (self.hurts, Do.HURTS),
            (self.previous, Do.PREVIOUS),
            (self.play, Do.TOGGLE),
            (self.next, Do.NEXT),
            (self.sound, Do.MUTE),
            (self.leave_full, Do.FULL),
        )
        for button, _ in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        left = nested(self._row, QHBoxLayout(), 1)
        left.setSpacing(4)
        left.addWidget(self.easier)
        left.addWidget(self.hurts)
        left.addStretch()
        middle = nested(self._row, QHBoxLayout())
        middle.setSpacing(16)
        for button in (self.previous, self.play, self.next):
            middle.addWidget(button)
        right = nested(self._row, QHBoxLayout(), 1)
        right.addStretch()
        right.setSpacing(4)
        right.addWidget(self._hints)
        right.addWidget(self.sound)
        right.addWidget(self.leave_full)
        self._left, self._right = left, right
        follow(look, self._round)

    def set_compact(self, compact: bool, low: bool) -> None:
        """Use smaller buttons and no hints where there is little room; in a `low` window, where what they
        take is the figure's, they grow little with the text.
        """
        self._compact = compact
        sizes = (48, 56) if self._floating else (48, 62) if compact else (56, 72)
        most = _LOW / self._look.scale if low and not self._floating else sizes[1]
        self.previous.set_size(min(sizes[0], round(most * 0.83)))
        self.next.set_size(min(sizes[0], round(most * 0.83)))
        self.play.set_size(min(sizes[1], round(most)))
        for button in (self.sound, self.leave_full):
            button.set_size(40 if compact or self._floating else 48)
        self._round()
        self._fit()

    def set_floating(self, floating: bool) -> None:
        """Float as a card over the stage, instead of a bar at the foot."""
        self._floating = floating
        self.sound.setVisible(floating)
        self.leave_full.setVisible(floating)
        if floating:
            self._row.setContentsMargins(20, 4, 20, 4)
        self.update()

    def set_margins(self, left: int, top: int, right: int) -> None:
        """Set the margins beside the ribbon, in px."""
        self._row.setContentsMargins(left, top, right, 6)

    def show_state(self, state: State) -> None:
        """Which buttons do something now, and what the middle one does."""
        self._state = state
        for button, do in self.buttons:
            button.setEnabled(may(do, state))
        plays = state is State.PLAYING
        self._toggles = "Pause" if plays else "Start" if state is State.READY else "Resume"
        self.play.set_icon("player-pause-filled" if plays else "player-play-filled")
        self.play.set_words(tip(self._toggles, Do.TOGGLE))
        self._show_hints()

    def show_part(self, moment: Moment, player: Player) -> None:
        """Show what S does now, and whether there is an easier version or only advice."""
        part = player.timeline.parts[moment.segment.step]
        shown = (player.timeline, moment.index)
        if self._shown == shown:
            return
        self._shown, easier = shown, player.easier
        version = "Another exercise" if player.options.instead else "Easier version"
        self._easier_words = version if easier is not None else "How to make it easier"
        self._fit()
        self.easier.set_tip(f"{easier.name} ({short(Do.EASIER)})" if easier is not None else "")
        if not moment.segment.rep:
            self._skips = "Start now"
        elif len(part.sides) > 1:
            self._skips = "Switch side"
        else:
            self._skips = "Next set" if moment.segment.set < moment.segment.sets else "Skip"
        self._show_hints()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Use fewer words, and one button on each side of the transport, if there is little room."""
        self.easier.set_words(self._easier_words)
        wanted = self.easier.sizeHint().width() + self.hurts.sizeHint().width() + self._left.spacing()
        transport = sum(one.sizeHint().width() for one in (self.previous, self.play, self.next)) + 2 * 16
        margins = self._row.contentsMargins()
        aside = (self.width() - transport) // 2 - max(margins.left(), margins.right()) - self._row.spacing()
        narrow = wanted > aside and not self._floating
        self._hints.setVisible(not (narrow or self._compact or self._floating))
        if narrow:
            self.easier.set_words("Easier")
            self._right.addWidget(self.hurts)
        else:
            self._left.insertWidget(1, self.hurts)

    def _show_hints(self) -> None:
        hints = ((Do.TOGGLE, self._toggles), (Do.SIDE, self._skips), (Do.LEAVE, "Back"))
        shown = [(short(do), words) for do, words in hints if may(do, self._state)]
        self._hints.show_hints(*shown[:2])

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


class KeyHints(QWidget):
    """A few keys and what they do, as on a keyboard."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._hints: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.updateGeometry)

    def show_hints(self, *hints: tuple[str, str]) -> None:
        """Show keys with their meanings."""
        if hints != self._hints:
            self._hints = hints
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._lay_out(None)), self._look.px(28))

    def changeEvent(self, event: QEvent) -> None:
        self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._lay_out(painter)

    def _lay_out(self, painter: QPainter | None) -> float:
        """Draw the hints with a painter, or only measure their width."""
        key_font, font = self._look.font("caption_strong"), self._look.font("caption")
        x = 1.0
        for key, meaning in self._hints:
            wide = QFontMetricsF(key_font).horizontalAdvance(key) + 18
            long = QFontMetricsF(font).horizontalAdvance(meaning)
            if painter is not None:
                theme = self._look.theme
                box = QRectF(x + 0.5, (self.height() - 24) / 2, wide, 24)
                painter.setPen(QPen(theme.line2, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 6, 6)
                painter.setFont(key_font)
                painter.setPen(theme.ink)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
                painter.setFont(font)
                painter.setPen(theme.ink2)
                spot = QRectF(box.right() + 6, 0, long + 4, self.height())
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, meaning)
            x += wide + 6 + long + 16
        return x - 14
