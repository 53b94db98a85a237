"""A routine before it is played: its steps, what one will feel, and when to stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import words
from guided.library import Library, Muscle, Part
from guided.qt.body_map import BodyMap
from guided.qt.pages.cards import kit_of
from guided.qt.theme import Look, faded, follow, mixed
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.line import Line
from guided.qt.widgets.page import ScrollPage, in_tab_order
from guided.qt.widgets.picture import ExercisePicture
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text
from guided.timeline import Timeline

_SIDE_COLUMN = 312
_THUMB = QSize(82, 64)
_THUMB_SCALE = 0.75  # px a percent of body height
_LARGE = QSize(260, 170)
_NARROW = 620  # px at 100 %: without room for two thumbnails and the dose in one row

MOST_MAIN, MOST_OTHERS = 3, 3


def leading_muscles(parts: Sequence[Part], library: Library) -> tuple[tuple[Muscle, ...], tuple[Muscle, ...]]:
    """The muscles a routine is mostly about, and some of the others, those it stays longest with first."""
    time: Counter[str] = Counter()
    for part in parts:
        for muscle in dict.fromkeys((*part.exercise.lengthens[:2], *part.exercise.works[:2])):
            time[muscle] += part.least_ms
    ranked = [(library.muscles[name], ms) for name, ms in time.most_common() if name in library.muscles]
    if not ranked:
        return (), ()
    most = ranked[0][1]
    main = [muscle for muscle, ms in ranked[:MOST_MAIN] if 2 * ms >= most]
    others = [muscle for muscle, _ in ranked[len(main) : len(main) + MOST_OTHERS]]
    return tuple(main), tuple(others)


class DetailPage(ScrollPage):
    """One routine; `start` plays it, `print_sheet` puts it on paper, `back` leaves it."""

    back = Signal()
    start = Signal(str)
    print_sheet = Signal(str)

    def __init__(
        self,
        look: Look,
        library: Library,
        timeline: Timeline,
        times_done: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._timeline = timeline
        self._id = timeline.routine.id
        self._roomy: bool | None = None
        self._make_header(times_done)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self.rows = [StepRow(look, number, part) for number, part in enumerate(timeline.parts, 1)]
        self._steps = Card(look, padding=0)
        for number, row in enumerate(self.rows):
            if number:
                self._steps.body.addWidget(Line(look))
            self._steps.body.addWidget(row)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(24)
        side.addWidget(_feel_card(look, *leading_muscles(timeline.parts, library)))
        side.addWidget(_stop_card(look))
        side.addStretch()
        self._columns.addWidget(self._steps, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._side, 0)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.setFocusProxy(self.start_button)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        follow(look, self._arrange)

    def _make_header(self, times_done: int) -> None:
        look, timeline = self.look, self._timeline
        self._back_link = Button(look, "Routines", "link", "small", "arrow-left")
        self._back_link.clicked.connect(self.back)
        self.start_button = Button(look, "Start", "primary", icon="player-play-filled")
        self.start_button.clicked.connect(self._start)
        self._sheet_button = Button(look, "Print sheet", icon="printer")
        self._sheet_button.clicked.connect(self._print)
        self._titles = QWidget()
        titles = QVBoxLayout(self._titles)
        titles.setContentsMargins(0, 0, 0, 0)
        titles.setSpacing(4)
        titles.addWidget(Text(look, timeline.routine.name, "page_title"))
        if timeline.routine.goal:
            titles.addWidget(Text(look, timeline.routine.goal, "body", "ink2"))
        kit = kit_of([part.exercise for part in timeline.parts])
        facts = [
            ("clock", f"{words.minutes(timeline.length_ms)} min"),
            ("list", words.plural(len(timeline.parts), "exercise")),
            ("bed", words.sentence(", ".join(kit)) if kit else "Nothing needed"),
        ]
        if times_done:
            facts.append(("history", f"Done {words.plural(times_done, 'time')}"))
        meta = Flow(20, 4)
        for icon, fact in facts:
            meta.addWidget(_Fact(look, icon, fact))
        titles.addSpacing(4)
        titles.addLayout(meta)
        self._actions = QWidget()
        actions = QHBoxLayout(self._actions)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(12)
        actions.addWidget(self._sheet_button)
        actions.addWidget(self.start_button)
        self._back_row = QHBoxLayout()
        self._back_row.addWidget(self._back_link)
        self._back_row.addStretch()
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(16)
        self.header.addLayout(self._back_row)
        self.header.addSpacing(4)
        self.header.addLayout(self._title_row)

    def _arrange(self) -> None:
        """Title, actions and columns side by side, or where there is little room under each other.

        Start stays in sight: it never scrolls away.
        """
        roomy = self.window().width() >= 1000 * self.look.scale
        if roomy is not self._roomy:
            self._roomy = roomy
            if roomy:
                self._title_row.addWidget(self._titles, 1)
                self._title_row.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignBottom)
            else:
                self.body.insertWidget(0, self._titles)
                self._back_row.addWidget(self._actions)
            # A widget that is moved goes to the end of what Tab walks through.
            heads = (row.head for row in self.rows)
            in_tab_order(self._back_link, self._sheet_button, self.start_button, *heads)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if self.wide else down)
        width = self.look.px(_SIDE_COLUMN)
        self._side.setMaximumWidth(width if self.wide else 16_777_215)
        self._side.setMinimumWidth(width if self.wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
        else:
            super().keyPressEvent(event)

    def _start(self) -> None:
        self.start.emit(self._id)

    def _print(self) -> None:
        self.print_sheet.emit(self._id)


class StepRow(QWidget):
    """A step: what it is and how much of it, and when opened how it goes and when to stop."""

    def __init__(self, look: Look, number: int, part: Part) -> None:
        super().__init__()
        self._look, self._part = look, part
        self._more: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = _StepHead(look, number, part)
        self.head.toggled.connect(self._show_more)
        column.addWidget(self.head)

    def _show_more(self, shown: bool) -> None:
        if self._more is None:
            self._more = _how_it_goes(self._look, self._part)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._more)
        self._more.setVisible(shown)


class _StepHead(Pressable):
    """The row itself; narrow ones have the dose under the name and one picture."""

    radius = 12.0

    def __init__(self, look: Look, number: int, part: Part) -> None:
        exercise, (many, held) = part.exercise, part.dose
        super().__init__(look, f"{number}. {exercise.name}, {many}, {held}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_tip("How it goes, and when to stop")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 20, 12)
        row.setSpacing(0)
        place = Text(
            look, str(number), "body_strong", "ink3", wrap=False, align=Qt.AlignmentFlag.AlignHCenter
        )
        place.setFixedWidth(look.px(40))
        self._start_picture = ExercisePicture(look, exercise, "start", _THUMB, _THUMB_SCALE)
        row.addWidget(place, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._start_picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(4)
        end = ExercisePicture(look, exercise, "end", _THUMB, _THUMB_SCALE)
        row.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(16)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch()
        names.addWidget(Text(look, exercise.name, "card_title"))
        cue = part.step.note or next(iter(exercise.cues), "")
        if cue:
            names.addWidget(Text(look, cue, "caption", "ink2"))
        names.addStretch()
        doses = QVBoxLayout()
        doses.setSpacing(0)
        self._doses = [
            Text(look, many, "body_strong", wrap=False),
            Text(look, held, "caption", "ink2", wrap=False),
        ]
        for dose in self._doses:
            doses.addWidget(dose)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(0)
        self._line.addLayout(names, 1)
        self._line.addLayout(doses, 0)
        self._line.setAlignment(doses, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._line, 1)
        row.addSpacing(12)
        row.addWidget(Icon(look, "chevron-down", "ink3", 18), 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self.look.scale
        self._start_picture.setVisible(not narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else across)
        self._line.setSpacing(2 if narrow else 16)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        for dose in self._doses:
            dose.setAlignment(side)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint().expandedTo(QSize(0, 88))

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        clear = faded(theme.sunken, 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.shade(clear, faded(theme.sunken, 0.5), theme.sunken))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 4, -6, -4), 12, 12)


class _Fact(QWidget):
    def __init__(self, look: Look, icon: str, fact: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(look, icon, "ink2", 20))
        row.addWidget(Text(look, fact, "body", "ink2", wrap=False))


def _how_it_goes(look: Look, part: Part) -> QWidget:
    """What an opened row shows."""
    exercise = part.exercise
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(24, 4, 24, 24)
    column.setSpacing(16)
    poses = Flow(24, 16)
    for pose, name, text in (("start", "Start", exercise.start), ("end", "End", exercise.end)):
        poses.addWidget(_Pose(look, part, pose, name, text))
    column.addLayout(poses)
    for title, lines in (
        ("Cues", exercise.cues),
        ("Common mistakes", exercise.mistakes),
        ("Easier", (exercise.easier_by,) if exercise.easier_by else ()),
        ("Harder", (exercise.harder_by,) if exercise.harder_by else ()),
    ):
        if lines:
            column.addLayout(_list(look, title, lines))
    stop = Card(look, padding=16)
    stop.set_colours("danger_soft", "danger")
    stop.body.addLayout(_list(look, "Stop if", exercise.stop_if, "danger"))
    column.addWidget(stop)
    return widget


class _Pose(QWidget):
    """A key pose, large, with its words under it."""

    def __init__(self, look: Look, part: Part, pose: str, name: str, text: str) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(ExercisePicture(look, part.exercise, pose, _LARGE))
        column.addWidget(Text(look, name, "body_strong"))
        column.addWidget(Text(look, text, "body", "ink2"))
        column.addStretch()
        follow(look, self._restyle)

    def _restyle(self) -> None:
        self.setFixedWidth(self._look.px(_LARGE.width()))


def _list(look: Look, title: str, lines: Sequence[str], colour: str = "ink") -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Text(look, title, "body_strong", colour))
    for line in lines:
        column.addWidget(Text(look, words.sentence(line), "body", "ink2"))
    return column


def _feel_card(look: Look, main: Sequence[Muscle], others: Sequence[Muscle]) -> Card:
    card = Card(look)
    card.body.setContentsMargins(24, 18, 24, 20)
    card.body.setSpacing(12)
    card.body.addWidget(Text(look, "What you will feel", "card_title"))
    body_map = BodyMap(look)
    body_map.show_muscles(main, others)
    card.body.addWidget(body_map)
    for muscles, is_main in ((main, True), (others, False)):
        if muscles:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(_Swatch(look, is_main), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(look, words.sentence(", ".join(m.name.lower() for m in muscles))), 1)
            card.body.addLayout(row)
    return card


class _Swatch(QWidget):
    """The colour of the main muscles, or of the others."""

    def __init__(self, look: Look, is_main: bool) -> None:
        super().__init__()
        self._look, self._main = look, is_main
        self.setFixedSize(16, look.line("body"))
        follow(look, self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        area = QRectF(1, (self.height() - 14) / 2, 14, 14)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.muscle, 1.5))
            painter.setBrush(theme.muscle if self._main else mixed(theme.surface, theme.muscle, 0.4))
            painter.drawRoundedRect(area, 4, 4)


def _stop_card(look: Look) -> Card:
    card = Card(look, padding=20)
    card.set_colours("danger_soft", "danger")
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(Icon(look, "hand-stop", "danger", 24), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(Text(look, "When to stop", "card_title"))
    for text in (words.STOP_IF, words.GET_HELP):
        column.addWidget(Text(look, text, "body"))
    column.addWidget(Text(look, words.NOT_A_DIAGNOSIS, "caption", "ink2"))
    row.addLayout(column, 1)
    card.body.addLayout(row)
    return card
