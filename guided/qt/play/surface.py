"""Everything seen of a session: stage, bars, ribbon, messages and the open panel, each in its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from guided.qt.play.bars import BottomBar, TopBar
from guided.qt.play.caption import CaptionLine
from guided.qt.play.keys import Do, tip
from guided.qt.play.layout import PORTRAIT, RIBBON, TALL, bar_heights, said_height, unit
from guided.qt.play.ready import Veil
from guided.qt.play.ribbon import Ribbon
from guided.qt.play.stage import Stage
from guided.qt.theme import Look, follow
from guided.qt.widgets.message import Toast
from guided.qt.widgets.overlay import Overlay

LOOK_MS = 250  # so often it is seen to that a message goes
AWAY_MS = 3_000  # without mouse or key until full screen hides its controls
_EDGE = 12  # px that a panel keeps from the edges
_SAID = 24  # u of the type of what is said, where there is room: it is read from the mat
_SLIT = 8  # px that a panel over the figure keeps from the bar below and the ring's column
_ENOUGH = 430  # px of height at 100 % that do for a panel over the figure
_WIDEST = 0.56  # of the width, for a panel beside the figure


class Surface(QWidget):
    """The player's widgets, laid out for every size; what they do is a subclass's business."""

    def __init__(self, look: Look, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._full = False
        self.panel: Overlay | None = None
        self.setMouseTracking(True)
        self.stage = Stage(look, now, self)
        self.stage.setMouseTracking(True)
        self.top = TopBar(look, self)
        self.bottom = BottomBar(look, self)
        self.ribbon = Ribbon(look, self)
        self.veil = Veil(look, self)
        self.veil.setMouseTracking(True)
        self.caption = CaptionLine(look, self)
        self.caption.hide()
        self.toast = Toast(look, self, self.place)
        self._now, self._seen_ms = now, now()
        looks = QTimer(self)
        looks.setInterval(LOOK_MS)
        looks.timeout.connect(self.pass_time)
        looks.start()
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(AWAY_MS)
        self._away.timeout.connect(self.go_away)
        follow(look, self.place)
        anew = QTimer(self)  # once everything in a panel is as large as the look says, too
        anew.setSingleShot(True)
        anew.timeout.connect(self.place)
        look.changed.connect(anew.start)

    @property
    def look(self) -> Look:
        """The look the player follows."""
        return self._look

    def set_full(self, full: bool) -> None:
        """Go full screen: stage and ribbon alone, controls only while mouse or keys are used."""
        self._full = full
        self.stage.set_full(full)
        self.place()
        self.wake()
        if not full:
            self._away.stop()
            self.unsetCursor()

    def pass_time(self) -> None:
        """Look at the clock: messages go once there was time to read them."""
        now = self._now()
        passed, self._seen_ms = now - self._seen_ms, now
        self.toast.pass_time(passed)

    def show_captions(self, shown: bool) -> None:
        """Show or hide the caption line above the stage."""
        self.caption.setVisible(shown)
        self.place()

    def show_muted(self, muted: bool) -> None:
        """Show on the sound buttons whether the sound is off."""
        for button in (self.top.sound, self.bottom.sound):
            button.set_icon("volume-off" if muted else "volume")
            button.set_words(tip("Sound on" if muted else "Sound off", Do.MUTE))

    def open(self, panel: Overlay, veiled: bool = False) -> None:
        """Open a panel in place of any other: in the middle over a veil, or beside the figure."""
        self.close_panel()
        self.panel = panel
        self.veil.setVisible(veiled)
        panel.setParent(self)
        for widget in (panel, *panel.findChildren(QWidget)):
            widget.setMouseTracking(True)
        panel.show()
        self.place()
        panel.take_focus()
        panel.show_focus()

    def close_panel(self) -> None:
        """Close the open panel, if any."""
        panel, self.panel = self.panel, None
        if panel is not None:
            self.veil.hide()
            panel.hide()
            panel.deleteLater()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.place()

    def wake(self) -> None:
        """Show the controls of full screen for a while."""
        if self._full:
            self.unsetCursor()
            self.bottom.show()
            self._away.start()

    def go_away(self) -> None:
        """Hide the controls of full screen after a while without use."""
        if self._full and self.panel is None:
            self.bottom.hide()
            self.setCursor(Qt.CursorShape.BlankCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.wake()
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()
        super().resizeEvent(event)

    # ------------------------------------------------------------ where everything is

    def place(self) -> None:
        """Put everything where it belongs at this size."""
        width, height = self.width(), self.height()
        self.stage.setGeometry(0, 0, width, height)
        self.veil.setGeometry(0, 0, width, height)
        top = round(bar_heights(height, self._look.scale)[0])
        self.top.setGeometry(0, 0, width, top)
        self.top.setVisible(not self._full)
        caption = self.caption.height_at(width, height) if self.caption.isVisibleTo(self) else 0
        self.bottom.set_floating(self._full)
        self.bottom.set_compact(height < TALL or width < 1000, low=height < TALL)
        above = caption + self._place_said()
        self.stage.make_room(above)
        self.caption.setGeometry(0, round(self.stage.layout_now().top) - caption, width, caption)
        self._place_foot(compact=height < TALL)
        if self.panel is not None:
            place = self._place_over_figure if self.panel.over_figure else self._place_panel
            self.stage.make_room(above, place(self.panel))
        self._keep_clear()
        for widget in (self.ribbon, self.caption, self.veil, self.panel, self.toast):
            if widget is not None:
                widget.raise_()

    def _place_said(self) -> int:
        """Place what is said, at the top; how many px of the stage it needs besides."""
        if not self.toast.isVisibleTo(self):
            return 0
        u = unit(self.width(), self.height())
        rooms = self.top.rooms()
        if self._full:
            left, high = round(40 * u), round(said_height(self.width(), self.height(), self._look.scale))
            rooms = [QRect(left, 2, self.width() - left - _EDGE, high - 4)]
        return self.toast.fit(rooms, round(_SAID * max(u, 1.0)))

    def _keep_clear(self) -> None:
        """Words that a panel beside the figure would cut in two stand where it leaves room."""
        beside = self.panel is not None and not self.veil.isVisibleTo(self)
        beside = beside and self.width() >= PORTRAIT * self.height()
        panel = self.panel.geometry() if beside and self.panel is not None else QRect()
        said = self.toast.card if self.toast.isVisibleTo(self) else QRect()
        covered = [
            self.width() - panel.left() if panel.intersects(words.geometry()) else 0
            for words in (self.top, self.caption)
        ]
        self.top.keep_clear(covered[0], said)
        self.caption.keep_clear(covered[1])

    def _place_foot(self, compact: bool) -> None:
        """Place the ribbon with the bar below; in full screen the bar comes and goes and nothing moves."""
        width, height = self.width(), self.height()
        u = unit(width, height)
        margin, right = round(40 * u), round(32 * u)
        foot = height - round(self.stage.layout_now().bottom)
        if self._full:
            ribbon = round(RIBBON * u)
            self.ribbon.set_shape(16 * u, u)
            self.ribbon.setGeometry(margin, foot, width - 2 * margin, ribbon)
            self.bottom.easier.show()
            self.bottom.easier.setVisible(self.bottom.sizeHint().width() <= width - 32)  # E does the same
            wanted = self.bottom.sizeHint()
            wide = min(max(round(width * 0.6), wanted.width()), width - 32)
            high = height - foot - ribbon - 8
            self.bottom.setGeometry((width - wide) // 2, foot + ribbon + 4, wide, high)
            return
        ribbon = self.ribbon.sizeHint().height()
        self.ribbon.set_shape(8 if compact else 12, 0)
        self.bottom.setGeometry(0, foot, width, height - foot)
        self.ribbon.setGeometry(margin, foot + 12, width - margin - right, ribbon)
        self.bottom.set_margins(margin, ribbon + 12, right)
        self.bottom.easier.show()
        self.bottom.show()

    def _place_over_figure(self, panel: Overlay) -> int:
        """Place the panel over the figure, where it takes no room: nothing moves, and one still sees what to
        do and how far the rep is; where it is high enough, the exercise and the side too.

        Of the hills and the next card it covers all or nothing.
        """
        place = self.stage.layout_now()
        lower, over = round(self.height() - place.bottom) - _SLIT, place.figure.toRect()
        room = over.adjusted(-_EDGE, 0, _EDGE if place.portrait else -_SLIT, 0)
        tops = (place.ring.bottom(),) if place.portrait else (place.chips.bottom(), place.top - _EDGE)
        wide = min(panel.width_wanted(), room.width())
        panel.fit(wide, lower - round(tops[-1]) - _EDGE)
        high = panel.height_wanted(wide)
        enough = min(high, self._look.px(_ENOUGH))
        top = round(next((top for top in tops if lower - top - _EDGE >= enough), tops[-1])) + _EDGE
        if top + high < place.hills.top() - _EDGE:
            panel.setGeometry(over.center().x() - wide // 2, top, wide, high)
        else:
            panel.setGeometry(room.left(), top, room.width(), lower - top)
        return 0

    def _place_panel(self, panel: Overlay) -> int:
        """Place the panel; the room it takes from the stage, as for `Stage.make_room`."""
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if self.toast.isVisibleTo(self):
            room.setTop(self.toast.card.bottom() + 1 + _EDGE)
        portrait, place = self.width() < PORTRAIT * self.height(), self.stage.layout_now()
        veiled, lower = self.veil.isVisibleTo(self), round(self.height() - place.bottom) - _EDGE
        if veiled or portrait:
            wide = min(panel.width_wanted(), room.width())
        else:
            wide = min(panel.width_wanted(), max(round(self.width() * _WIDEST), panel.width_needed()))
        if not veiled:
            room.setBottom(lower)  # one can always go on, and say that it hurts
        below = room.height() if veiled or portrait else lower - round(place.cue.top())
        for told, free in ((veiled or portrait, below), (True, room.height())):
            panel.tell_state(told)  # which the word does that it is below
            panel.fit(wide, free)
            high = min(panel.height_wanted(wide), room.height())
            if high <= free:
                break
        area = QRect(0, 0, wide, high)
        if veiled:
            area.moveCenter(room.center())
            panel.setGeometry(area)
            return 0
        if portrait:
            area.moveTo(room.center().x() - wide // 2, min(round(place.word.top()), lower - high))
        else:
            # Over the ring and the next card, and clear of the word, which says from afar how things are;
            # what it cannot be clear of it covers whole.
            area.setWidth(max(wide, round(place.up_next.width())))
            area.moveCenter(place.ring.center().toPoint())
            high = max(high, min(round(place.ring.bottom()), lower) - round(place.cue.bottom()))
            tops = (place.cue.bottom(), place.cue.top(), place.word.top(), float(lower - high))
            top = round(next(top for top in tops if top + high <= lower))
            if top < room.top():
                area.setTop(room.top())
                area.setBottom(room.bottom())
            else:
                area.setTop(top)
                over_next = top + high > place.up_next.top() - _EDGE
                area.setBottom(lower if over_next else top + high)
        area.moveRight(min(area.right(), room.right()))
        panel.setGeometry(area & room)
        return area.bottom() if portrait else self.width() - area.left() + _EDGE
