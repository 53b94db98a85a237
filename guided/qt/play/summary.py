"""The summary of a session: what was done, the discomfort now, a note."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, safety, words
from guided.part import Part
from guided.qt.actions import does
from guided.qt.play.keys import digit
from guided.qt.theme import Look
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.field import TextArea
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.more import MoreBelow
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.routine_hills import RoutineShape, lengths_ms, names
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text
from guided.qt.widgets.tile import StatTile
from guided.routine import Routine
from guided.session import Record, reps_counted
from guided.timeline import Timeline

_AROUND_SAVE = 32  # px at 100 %, clear of what tells that there is more below


class SummaryPage(ScrollPage):
    """A finished session. It is in the history already, and so is what is added here."""

    added = Signal(object)
    """The Record with what the person added, however the page is left."""
    saved = Signal(object)
    """The Record, once the person is done."""
    discarded = Signal(object)
    """Delete the Record from the history."""
    again = Signal(str)
    """Play the routine (id) again."""
    went_on = Signal(object)
    """Go on with the Record's session, which was ended early."""
    own_asked = Signal(object)
    """Make a routine of the person's own of this Routine, which is the one that was played."""
    help_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._record: Record | None = None
        self._routine: Routine | None = None
        self._goes_on = False
        self._kicker = Text(look, "", "body_strong", "ink2", wrap=False)
        self._title = Text(look, "Session done", "page_title")
        self._shape = RoutineShape(look)
        head = nested(self.header, QHBoxLayout())
        head.setSpacing(24)
        titles = nested(head, QVBoxLayout(), 2)
        titles.setSpacing(0)
        titles.addWidget(self._kicker)
        titles.addWidget(self._title)
        head.addWidget(self._shape, 1)
        self._minutes = StatTile(look, "0", "minutes")
        self._reps = StatTile(look, "0", "reps")
        self._days = StatTile(look, "0", "days in a row")
        tiles = nested(self.body, QHBoxLayout())
        tiles.setSpacing(24)
        for tile in (self._minutes, self._reps, self._days):
            tiles.addWidget(tile, 1)
        self._columns = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._columns.setSpacing(24)
        self._fill_left(nested(self._columns, QVBoxLayout(), 2))
        self._fill_right(nested(self._columns, QVBoxLayout(), 1))
        self.body.addStretch()
        self.wide_changed.connect(self._arrange)
        self._arrange(self.wide)
        MoreBelow(look, self.area, on_page=True)

    def show_record(
        self, record: Record, timeline: Timeline, started: str, days: int, goes_on: bool = False
    ) -> None:
        """Show a session; `started` is its start in words, `days` how many days in a row it makes.

        `goes_on` says that something is left of it to go on with.
        """
        self._record, self._routine, self._goes_on = record, timeline.routine, goes_on
        share = words.done_share(record.reps_done, record.reps_planned)
        self._kicker.setText(", ".join(filter(None, (record.routine_name, started, share))))
        self._title.setText("Session done" if record.counts else "Session ended")
        minutes = words.minutes(record.played_ms)
        self._minutes.show_number(str(minutes), "minute" if minutes == 1 else "minutes")
        exercises = {one.step for one in record.sets if one.done}
        unfinished = {one.step for one in record.sets if one.done < one.planned}
        self._shape.show_lengths(lengths_ms(timeline), exercises - unfinished, names(timeline))
        whole = "all " if len(exercises - unfinished) == len(timeline.parts) > 1 else ""
        count = words.say(messages.EXERCISES, n=len(exercises))
        counted = [one for one in record.sets if not timeline.parts[one.step].step.fill_ms]
        done = reps_counted(timeline, record.sets)
        if any(one.planned for one in counted):
            self._reps.show_number(str(done), f"{'rep' if done == 1 else 'reps'}, {whole}{count}")
        else:
            self._reps.show_number(*count.split())
        self._days.show_number(str(days), "days in a row")
        self._days.setHidden(days < 2)  # one is no row yet
        self.scale.set_before(record.before)
        self._show_change(None)
        self.note.setPlainText(record.note)
        self._show_sets(record, timeline)
        self.area.verticalScrollBar().setValue(0)

    def is_of(self, session_id: str) -> bool:
        """Whether it sums up a session (id)."""
        return self._record is not None and self._record.id == session_id

    def keep(self) -> None:
        """Emit what was added since the last time."""
        if self._record is None:
            return
        after, note = self.scale.value, self.note.toPlainText().strip()
        if (after, note) != (self._record.after, self._record.note):
            self._record = self._record.edited(after=after, note=note)
            self.added.emit(self._record)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.scale.take_key(digit(event)):
            self._save.setFocus(
                Qt.FocusReason.OtherFocusReason
            )  # so that Enter is the next thing one would do
        else:
            super().keyPressEvent(event)

    def _fill_left(self, column: QVBoxLayout) -> None:
        look = self.look
        column.setSpacing(24)
        card = Card(look)
        head = nested(card.body, QHBoxLayout())
        head.addWidget(Text(look, "How does it feel now?", "section"), 1)
        self._trend = Icon(look, "trending-down", "success", 22)
        self._change = Text(look, "", "body_strong", "success", wrap=False)
        head.addWidget(self._trend)
        head.addSpacing(8)
        head.addWidget(self._change)
        card.body.addSpacing(12)
        self.scale = DiscomfortScale(look)
        self.scale.chosen.connect(self._show_change)
        card.body.addWidget(self.scale)
        self.advice = AdviceBox(look)
        help_ = Button(look, "When to get help", size="small", icon="help-circle")
        help_.clicked.connect(self.help_asked)
        does(help_, "help")
        self.advice.add_button(help_)
        card.body.addSpacing(8)
        card.body.addWidget(self.advice)
        card.body.addSpacing(12)
        card.body.addWidget(Text(look, "Note", "body_strong"))
        card.body.addSpacing(8)
        self.note = TextArea(look, "Note")
        card.body.addWidget(self.note)
        column.addWidget(card)
        buttons = nested(column, QHBoxLayout())
        buttons.setSpacing(12)
        self._save = Button(look, "Done", "primary", "large")
        self._save.clicked.connect(lambda: self._leave(self.saved))
        self.setFocusProxy(self._save)
        self._repeat = Button(look, "Do it again", "secondary", "large")
        self._repeat.clicked.connect(self._again)
        self._go_on = Button(look, "Go on", "secondary", "large")
        self._go_on.clicked.connect(lambda: self._leave(self.went_on))
        discard = Button(look, "Discard", "quiet", "large")
        discard.clicked.connect(lambda: self._leave(self.discarded))
        buttons.addWidget(self._save)
        buttons.addWidget(self._go_on)
        buttons.addWidget(self._repeat)
        buttons.addStretch()
        buttons.addWidget(discard)
        column.addStretch()

    def _fill_right(self, column: QVBoxLayout) -> None:
        self._done = Card(self.look)
        self._done.body.addWidget(Text(self.look, "What you did", "section"))
        self._done.body.addSpacing(8)
        self._rows = nested(self._done.body, QVBoxLayout())
        self._rows.setSpacing(0)
        self._done.body.addSpacing(8)
        own = Button(self.look, "Make a routine of it", "text", "small", "pencil")
        own.clicked.connect(self._make_own)
        self._done.body.addWidget(own, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._done)
        column.addStretch()

    def _show_sets(self, record: Record, timeline: Timeline) -> None:
        """Show a row per exercise begun: the reps done on each side, or the time if that is its dose."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        begun = {one.step for one in record.sets if one.done}
        self._done.setVisible(bool(begun))
        for step in sorted(begun):
            part = timeline.parts[step]
            told = _time_in_words if part.step.fill_ms else _reps_in_words
            self._rows.addWidget(_ExerciseRow(self.look, part.exercise.name, told(record, step, part)))

    def _show_change(self, after: int | None) -> None:
        before = self._record.before if self._record is not None else None
        text, icon = "", ""
        if before is not None and after is not None:
            change = after - before
            icon = "trending-down" if change < 0 else "trending-up" if change > 0 else ""
            text = "Same as before"
            if change:
                told = messages.LOWER_THAN_BEFORE if change < 0 else messages.HIGHER_THAN_BEFORE
                text = words.say(told, n=abs(change))
        colour = "warn" if icon == "trending-up" else "success" if icon else "ink2"
        self._change.set_colour(colour)
        self._change.setText(text)
        self._trend.show_icon(icon or "trending-down", colour)
        self._trend.setVisible(bool(icon))
        stopped = self._record is not None and self._record.stopped
        advice = safety.STOPPED if stopped else safety.after_session(before, after)
        self.advice.say(*(advice or ("", "", "")))
        self._show_ways_on(after, stopped, stops=advice is not None and advice.level == "stop")
        if after is not None:
            QTimer.singleShot(0, self, self._show_save)  # once the advice has its place

    def _show_ways_on(self, after: int | None, stopped: bool, stops: bool) -> None:
        """Offer to go on or to do it again; nobody is told to rest from it and asked to do it again."""
        goes_on = self._goes_on and safety.may_go_on(after, stopped)
        self._go_on.setVisible(goes_on)
        self._repeat.setVisible(not (goes_on or stops))

    def _show_save(self) -> None:
        """Keep in sight what comes next."""
        self.area.ensureWidgetVisible(self._save, 0, self.look.px(_AROUND_SAVE))

    def _again(self) -> None:
        self.keep()
        if self._record is not None:
            self.again.emit(self._record.routine_id)

    def _make_own(self) -> None:
        self.keep()
        if self._routine is not None:
            self.own_asked.emit(self._routine)

    def _leave(self, said: SignalInstance) -> None:
        self.keep()
        if self._record is not None:
            said.emit(self._record)

    def _arrange(self, wide: bool) -> None:
        self._shape.setVisible(wide)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )


class _ExerciseRow(QWidget):
    """An exercise and what was done of it."""

    def __init__(self, look: Look, name: str, done: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        column.addWidget(Text(look, name, "body_strong"))
        column.addWidget(Text(look, done, "caption", "ink2"))


def _reps_of(record: Record, step: int) -> dict[str, tuple[int, int]]:
    """The reps of a step, done and planned, on each side."""
    sides: dict[str, tuple[int, int]] = {}
    for one in record.sets:
        if one.step == step:
            done, planned = sides.get(one.side, (0, 0))
            sides[one.side] = (done + one.done, planned + one.planned)
    return sides


def _time_in_words(record: Record, step: int, part: Part) -> str:
    """The time done of a step with time to fill: "60 s", "30 of 60 s left", in proportion to its reps."""
    sides = _reps_of(record, step)
    if part.alternate:  # one time for both sides
        both = (sum(done for done, _ in sides.values()), sum(planned for _, planned in sides.values()))
        sides = {"none": both}
    timed = []
    for side, (done, planned) in sides.items():
        full = part.step.fill_ms
        time = words.duration(full)
        if done < planned:
            time = words.time_of(round(full * done / max(planned, 1)), full)
        timed.append(_on_side(time, side))
    return ", ".join(timed)


def _reps_in_words(record: Record, step: int, part: Part) -> str:
    """The reps of a step: "12 left, 12 right", with "of" where some are missing."""
    counted = []
    for side, (done, planned) in _reps_of(record, step).items():
        number = str(done) if done >= planned else words.say(messages.DONE_OF, done=done, planned=planned)
        whole = (
            words.say(messages.REPS, n=done)
            if done >= planned
            else words.say(messages.MANY_REPS, reps=number)
        )
        counted.append(_on_side(number, side) if side != "none" else whole)
    return ", ".join(counted)


def _on_side(what: str, side: str) -> str:
    """What was done on a side: "12 left"."""
    if side == "none":
        return what
    return words.say(messages.LEFT_SIDE if side == "left" else messages.RIGHT_SIDE, what=what)
