"""A row for a step of a routine: what it is and, opened, how it goes and what it may be changed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.choices import Options, hold_advice
from guided.part import Part
from guided.prescription import how_held, how_many
from guided.qt.actions import OF_A_STEP, Act
from guided.qt.menus import popup
from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.motion import MovingPicture, movement
from guided.qt.widgets.nest import nested
from guided.qt.widgets.picture import ExercisePicture
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text
from guided.routine import Exercise

_THUMB = QSize(82, 64)
_THUMB_SCALE = 0.75  # px a percent of body height
_LARGE = QSize(268, 176)
_NARROW = 620  # px at 100 %: without room for two thumbnails and the dose in one row


class StepRow(QWidget):
    """A step: exercise and dose and, when opened, how it goes and when to stop.

    Opened, it also offers changes of the step.
    """

    method_chosen = Signal(str)
    reps_chosen = Signal(object)
    exercise_chosen = Signal(str)
    mine_asked = Signal(str)
    """The exercise (id) is to be made the person's own."""
    written_chosen = Signal()
    """Reset the step to the routine's own."""

    def __init__(self, look: Look, number: int, part: Part, options: Options, changed: bool) -> None:
        super().__init__()
        self._look, self._number = look, number
        self._part, self._options, self._changed = part, options, changed
        self._more: QWidget | None = None
        self.ways: Ways | None = None
        self._how: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = StepHead(look)
        self.head.show_part(number, part, changed)
        self.head.toggled.connect(self._show_more)
        column.addWidget(self.head)
        self.care = AdviceBox(look)
        self._around = Button(look, "Take the easier one", "secondary", "small", "stretching-2")
        self._offered = ""
        self._around.clicked.connect(lambda: self.exercise_chosen.emit(self._offered))
        self.care.add_button(self._around)
        self._care_frame = QWidget()
        frame = QVBoxLayout(self._care_frame)
        frame.setContentsMargins(24, 0, 24, 16)
        frame.addWidget(self.care)
        self._care_frame.hide()
        column.addWidget(self._care_frame)

    def show_caution(self, sentence: str, offered: Exercise | None = None, left_out: bool = False) -> None:
        """Say what to mind in the step, if anything, and offer another exercise in its place.

        `left_out` says that it should be left out rather than made easier.
        """
        self._offered = offered.id if offered else ""
        if offered is not None:
            self._around.set_words(
                words.say(messages.TAKE_INSTEAD, name=offered.name) if left_out else "Take the easier one"
            )
        self.care.say("stop" if left_out else "less", "", sentence)
        self.care.show_buttons(offered is not None)
        self._care_frame.setVisible(bool(sentence))

    def show_part(self, part: Part, options: Options, changed: bool) -> None:
        """Show the current part."""
        other = part.exercise is not self._part.exercise
        self._part, self._options, self._changed = part, options, changed
        self.head.show_part(self._number, part, changed)
        if self.ways is not None:
            self.ways.show_options(part, options, changed)
        if self._how is not None and other:
            old, self._how = self._how, _how_it_goes(self._look, part, options)
            layout = self._more.layout() if self._more else None
            assert layout is not None
            layout.replaceWidget(old, self._how)
            self._how.show()
            old.hide()
            old.deleteLater()

    def offers(self) -> Mapping[str, Act]:
        """What can be done with the step."""
        options, choose = self._options, self.exercise_chosen.emit
        mine = partial(self.mine_asked.emit, self._part.exercise.id)
        offers: dict[str, Act] = {"how": self.head.toggle, "mine": mine}
        for name, exercise in (("easier", options.easier), ("harder", options.harder)):
            if exercise is not None:
                offers[name] = partial(choose, exercise.id)
        if self._changed:
            offers["written"] = self.written_chosen.emit
        return offers

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        popup(self._look, self.offers(), event.globalPos(), self, OF_A_STEP)

    def _show_more(self, shown: bool) -> None:
        if self._more is None:
            self._more = QWidget()
            column = QVBoxLayout(self._more)
            column.setContentsMargins(24, 4, 24, 24)
            column.setSpacing(16)
            self.ways = Ways(self._look)
            self.ways.method_chosen.connect(self.method_chosen)
            self.ways.reps_chosen.connect(self.reps_chosen)
            self.ways.exercise_chosen.connect(self.exercise_chosen)
            self.ways.written_chosen.connect(self.written_chosen)
            self._how = _how_it_goes(self._look, self._part, self._options)
            column.addWidget(self.ways)
            self.ways.show_options(self._part, self._options, self._changed)
            column.addWidget(self._how)
            mine = Button(self._look, "Make it mine…", "text", "small", "pencil")
            mine.set_tip("Another name, other words, poses or pictures of your own")
            mine.clicked.connect(lambda: self.mine_asked.emit(self._part.exercise.id))
            column.addWidget(mine, 0, Qt.AlignmentFlag.AlignLeft)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._more)
        self._more.setVisible(shown)


class Ways(QWidget):
    """The changes offered for a step: another method, other reps, an easier or a harder exercise."""

    method_chosen = Signal(str)
    reps_chosen = Signal(object)
    exercise_chosen = Signal(str)
    written_chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None

    def show_options(self, part: Part, options: Options, changed: bool) -> None:
        """Show the options and the current choice, leaving the focus where it is."""
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else None
        old, self._shown = self._shown, self._made(part, options, changed)
        self._column.addWidget(self._shown)
        self._shown.show()
        if old is not None:
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        choices = self._shown.findChildren(Pressable)
        self.setVisible(bool(choices))
        if name is not None and choices:
            # What has brought the change about may be gone with it, as the easiest has no easier one.
            again = next((choice for choice in choices if choice.objectName() == name), choices[0])
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, part: Part, options: Options, changed: bool) -> QWidget:
        look, shown = self._look, QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if len(options.methods) > 1:
            group = ChipFlow("How each rep goes")
            for method in options.methods:
                chip = Chip(look, method.name)
                chip.setObjectName(f"method {method.id}")
                chip.setAutoExclusive(True)
                chip.setChecked(method.id == part.method.id)
                chip.set_tip(method.summary)
                chip.toggled.connect(lambda on, name=method.id: self.method_chosen.emit(name) if on else None)
                group.add(chip)
            _titled(column, look, "How each rep goes").addWidget(group)
        if options.reps:
            value = part.reps[0] if len(set(part.reps)) == 1 else None
            reps = Segmented(look, "Reps", [(n, str(n)) for n in options.reps], value)
            for n in options.reps:
                reps.segment(n).setObjectName(f"reps {n}")
            reps.chosen.connect(self.reps_chosen)
            row = nested(_titled(column, look, "Reps"), QHBoxLayout())
            row.addWidget(reps)
            row.addStretch()
        buttons = Flow(8, 8)
        for title, exercise in (("Easier", options.easier), ("Harder", options.harder)):
            if exercise is not None:
                button = Button(look, f"{title}: {exercise.name}", "secondary", "small")
                button.setObjectName(title)
                button.clicked.connect(lambda _=False, name=exercise.id: self.exercise_chosen.emit(name))
                buttons.add(button)
        if changed:
            written = Button(look, "As written", "text", "small", "arrow-back-up")
            written.set_tip("This step as the routine has it")
            written.clicked.connect(self.written_chosen)
            buttons.add(written)
        if buttons.children():
            column.addWidget(buttons)
        return shown


class StepHead(Pressable):
    """The row itself; narrow ones have the dose below the name, and one picture."""

    radius = 12.0

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_tip("See how it goes, other ways to do it, and when to stop")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 20, 12)
        row.setSpacing(0)
        self._place = Text(look, "", "body_strong", "ink3", wrap=False, align=Qt.AlignmentFlag.AlignHCenter)
        self._place.setFixedWidth(look.px(40))
        row.addWidget(self._place, 0, Qt.AlignmentFlag.AlignVCenter)
        self._pictures: list[ExercisePicture] = []
        row.addSpacing(16)
        self._name = Text(look, "", "card_title")
        self._cue = Text(look, "", "caption", "ink2")
        self._advice = Text(look, "", "caption", "warn")
        self._line = nested(row, QBoxLayout(QBoxLayout.Direction.LeftToRight), 1)
        self._line.setSpacing(0)
        names = nested(self._line, QVBoxLayout(), 1)
        names.setSpacing(0)
        names.addStretch()
        for text in (self._name, self._cue, self._advice):
            names.addWidget(text)
        names.addStretch()
        doses = nested(self._line, QVBoxLayout())
        doses.setSpacing(0)
        self._doses = [
            Text(look, "", "body_strong", wrap=False),
            Text(look, "", "caption", "ink2", wrap=False),
            Text(look, "Changed by you", "caption", "on_primary_soft", wrap=False),
        ]
        for dose in self._doses:
            doses.addWidget(dose)
        self._line.setAlignment(doses, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(12)
        self._chevron = Icon(look, "chevron-down", "ink3", 18)
        self.toggled.connect(self._show_opened)
        row.addWidget(self._chevron, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_opened(self, opened: bool) -> None:
        self._chevron.show_icon("chevron-up" if opened else "chevron-down", "ink3")

    def show_part(self, number: int, part: Part, changed: bool) -> None:
        """Show the current part."""
        exercise, many, held = part.exercise, how_many(part.dose), how_held(part.dose)
        advice = hold_advice(part)
        own = "changed by you" if changed else ""
        self.set_words(words.joined(f"{number}. {exercise.name}", many, held, own, advice))
        self._place.setText(str(number))
        self._name.setText(exercise.name)
        for text, said in (
            (self._cue, part.step.note or next(iter(exercise.cues), "")),
            (self._advice, advice),
        ):
            text.setText(said)
            text.setVisible(bool(said))
        for text, said in zip(self._doses, (many, held), strict=False):
            text.setText(said)
            text.setVisible(bool(said))
        self._doses[-1].setVisible(changed)
        for picture in self._pictures:
            self._row.removeWidget(picture)
            picture.hide()
            picture.deleteLater()
        self._pictures = [
            ExercisePicture(self.look, exercise, pose, _THUMB, _THUMB_SCALE) for pose in ("start", "end")
        ]
        for place, picture in enumerate(self._pictures, 1):
            self._row.insertWidget(place, picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._arrange()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < _NARROW * self.look.scale
        self._pictures[0].setVisible(not narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else across)
        self._line.setSpacing(2 if narrow else 16)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        for dose in self._doses:
            dose.setAlignment(side)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint().expandedTo(QSize(0, 88))

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        clear = faded(theme.sunken, 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.shade(clear, faded(theme.sunken, 0.5), theme.sunken))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 4, -6, -4), 12, 12)


def _how_it_goes(look: Look, part: Part, options: Options) -> QWidget:
    """The content of an opened row."""
    exercise = part.exercise
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    poses = Flow(24, 16)
    key_poses = (("start", "Start", exercise.start), ("end", "End", exercise.end))
    if look.reduced_motion:
        for pose, name, text in key_poses:
            picture = ExercisePicture(look, exercise, pose, _LARGE)
            poses.add(_Beside(look, (picture, *_told(look, name, text))))
    else:
        poses.add(MovingPicture(look, movement(exercise, part.method), _LARGE))
        said = [text for _, *told in key_poses for text in _told(look, *told)]
        poses.add(_Beside(look, said))
    column.addWidget(poses)
    for title, lines in (
        ("Cues", (*exercise.cues, part.press) if part.press else exercise.cues),
        ("Common mistakes", exercise.mistakes),
        ("Easier", (exercise.easier_by,) if exercise.easier_by else ()),
        ("Harder", (options.harder_by,) if options.harder_by else ()),
    ):
        if lines:
            _add_list(column, look, title, lines)
    stop = Card(look, padding=16)
    stop.set_colours("danger_soft", "danger")
    _add_list(stop.body, look, "Stop if", exercise.stop_if, "danger")
    column.addWidget(stop)
    return widget


class _Beside(QWidget):
    """A key pose in a picture and in words, or in words alone, as wide as a picture."""

    def __init__(self, look: Look, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        follow(look, self._restyle)

    def _restyle(self) -> None:
        self.setFixedWidth(self._look.px(_LARGE.width()))


def _told(look: Look, name: str, text: str) -> tuple[QWidget, QWidget]:
    return Text(look, name, "body_strong"), Text(look, text, "body", "ink2")


def _titled(outer: QBoxLayout, look: Look, title: str) -> QVBoxLayout:
    """A column appended to another, with a title."""
    column = nested(outer, QVBoxLayout())
    column.setSpacing(6)
    column.addWidget(Text(look, title, "body_strong"))
    return column


def _add_list(outer: QBoxLayout, look: Look, title: str, lines: Sequence[str], colour: str = "ink") -> None:
    column = nested(outer, QVBoxLayout())
    column.setSpacing(2)
    column.addWidget(Text(look, title, "body_strong", colour))
    for line in lines:
        column.addWidget(Text(look, words.sentence(line), "body", "ink2"))
