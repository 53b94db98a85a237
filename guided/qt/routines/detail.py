"""A routine before it is played: its steps, what one will feel, and when to stop."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, prescribed, safety, words
from guided.choices import (
    FEWER,
    MORE,
    Choices,
    Options,
    as_written,
    offers_reps_of_all,
    options,
    reps_of_all,
    with_exercise,
    with_method,
    with_reps,
    with_reps_of_all,
)
from guided.library import Library, leading_muscles
from guided.muscles import Muscle
from guided.part import Part
from guided.programme import SessionOf
from guided.qt.actions import OF_AN_OWN_ROUTINE, Act, does, hint
from guided.qt.menus import popup
from guided.qt.routines.starts import Starts
from guided.qt.routines.steprow import StepRow
from guided.qt.theme import Look, follow
from guided.qt.widgets.body_map import BodyMap, paint_working
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.line import Line
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text
from guided.resuming import TakenUp, begun_in_words
from guided.routine import Routine, kit_of
from guided.timeline import Timeline

_SIDE_COLUMN = 312


class DetailPage(ScrollPage):
    """One routine; `start` plays it from the beginning, `print_sheet` puts it on paper, `back` leaves it."""

    back = Signal()
    start = Signal(str)
    go_on = Signal(str)
    """Go on with the session (id) that was begun today."""
    print_sheet = Signal(str)
    audio_asked = Signal(object)
    film_asked = Signal(object)
    """A Timeline is to be saved as a file of sound."""
    share = Signal(str, str)
    """The routine is to be written to a file, by its path."""
    prescribe = Signal(str)
    """It is to be prescribed to somebody."""
    asked = Signal(str)
    """An action (id) is to be taken with the routine."""
    starred = Signal(str)
    """It is to be a favourite, or no longer one."""
    mine_asked = Signal(str)
    """An exercise (id) is to be made the person's own."""
    chosen = Signal(object)
    """Choices with the one in it that was just made; shown once `show_played` is told of them."""

    def __init__(
        self,
        look: Look,
        library: Library,
        timeline: Timeline,
        choices: Choices | None = None,
        written: Routine | None = None,
        careful_with: Collection[str] = (),
        session: SessionOf | None = None,
    ) -> None:
        """`timeline` is what will be played, with the choices made in it; `written` the routine without.

        Exercises with a care code of `careful_with` are marked, and an easier one is offered. In a
        `session` whose dose is fixed nothing is: there is nothing to choose, to share or to star.
        """
        super().__init__(look)
        self._library, self._timeline = library, timeline
        self._choices = choices or Choices()
        self._written = written or timeline.routine
        self._careful_with, self._session = careful_with, session
        self._fixed = session is not None and session.fixed
        self._id = timeline.routine.id
        self._own = ("routines", self._id) in library.own
        self._roomy: bool | None = None
        self._make_header()
        self._columns = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._columns.setSpacing(24)
        self._steps = Card(look, padding=0)
        self._for_all = _ForAll(look)
        self._for_all.reps_chosen.connect(self._choose_reps_of_all)
        self._for_all.written_chosen.connect(lambda: self._choose(as_written(self._choices, self._written)))
        self._steps.body.addWidget(self._for_all)
        self.rows = [self._row(number) for number in range(len(timeline.parts))]
        for number, row in enumerate(self.rows):
            if number:
                self._steps.body.addWidget(Line(look))
            self._steps.body.addWidget(row)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(24)
        self._feel = _FeelCard(look)
        side.addWidget(self._feel)
        side.addWidget(_stop_card(look))
        side.addStretch()
        self._columns.addWidget(self._steps, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._side, 0)
        self.body.addStretch(1)
        self._show()
        self.setFocusProxy(self.start_button)
        follow(look, self._arrange)

    @property
    def routine_id(self) -> str:
        """The routine (id) whose choices can be made here; "" where the dose is fixed."""
        return "" if self._fixed else self._id

    def show_played(self, timeline: Timeline, choices: Choices) -> None:
        """Show what will be played, with other choices made in it."""
        self._timeline, self._choices = timeline, choices
        for number, row in enumerate(self.rows):
            row.show_part(*self._shown(number))
        self._show()

    def show_exercise(self, exercise_id: str) -> None:
        """Open the first step that has an exercise, at the top of the view, and give it the keyboard."""
        parts = self._timeline.parts
        names = [part.exercise.id for part in parts] + [step.exercise for step in self._written.steps]
        row = self.rows[names.index(exercise_id) % len(parts)]
        row.head.setChecked(True)
        row.head.setFocus(Qt.FocusReason.OtherFocusReason)
        # Where it is is known once the page, which has just come, is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.area.verticalScrollBar().setValue(row.mapTo(self.sheet, QPoint(0, 0)).y())

    def show_times_done(self, times: int) -> None:
        """Add how often the routine was done, unless it never was."""
        if times:
            self._facts.add(_Fact(self.look, "history", words.say(messages.DONE_TIMES, n=times)))

    def show_left_off(self, left: TakenUp | None, stopped: bool) -> None:
        """Offer first to go on with what was begun of it today, if anything was; or say that it hurt."""
        focused = self.window().focusWidget() in (self.start_button, self._starts.first)
        self._begun.setText(begun_in_words(left) if left is not None else safety.STOPPED_TODAY)
        self._begun.setVisible(left is not None or stopped)
        self._starts.show_left_off(left, stopped)
        self.setFocusProxy(self._starts.first)
        if focused:
            self._starts.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_favourite(self, favourite: bool, choices: Choices | None = None) -> None:
        """Whether the routine is a favourite, as the choices say that are to be gone on from."""
        self._choices = choices or self._choices
        self._star.set_icon("star-filled" if favourite else "star")
        self._star.set_colour("hold" if favourite else "ink2")
        said = "No longer a favourite" if favourite else "Make it a favourite"
        self._star.set_words(said)
        self._star.set_tip(hint("favourite", said))

    def _show(self) -> None:
        """Everything that the choices change, but the steps."""
        parts = self._timeline.parts
        self._minutes.show_words(words.session(self._timeline.length_ms))
        kit = kit_of([part.exercise for part in parts])
        self._kit.show_words(
            words.sentence(", ".join(words.THINGS[one] for one in kit)) if kit else "Nothing needed",
            _icon_of(kit),
        )
        self._care.setText(safety.care_line(parts, self._careful_with, self._library))
        self._care.setVisible(bool(self._careful_with))
        self._feel.show_muscles(*leading_muscles(parts, self._library))
        _mark(self.rows, parts, self._careful_with, self._library, not self._fixed)
        self._for_all.show_choice(self._library, self._written, self._timeline, not self._fixed)

    def _row(self, number: int) -> StepRow:
        row, step = StepRow(self.look, number + 1, *self._shown(number)), self._written.steps[number]
        row.mine_asked.connect(self.mine_asked)
        row.method_chosen.connect(
            lambda name: self._choose(with_method(self._choices, self._written, step, name))
        )
        row.reps_chosen.connect(
            lambda reps: self._choose(with_reps(self._choices, self._written, step, reps))
        )
        row.exercise_chosen.connect(
            lambda name: self._choose(with_exercise(self._choices, self._written, step, name))
        )
        row.written_chosen.connect(lambda: self._choose(as_written(self._choices, self._written, step)))
        return row

    def _shown(self, number: int) -> tuple[Part, Options, bool]:
        part = self._timeline.parts[number]
        changed = part.step != self._written.steps[number]
        offered = options(self._library, self._written, part, self._careful_with)
        if self._fixed:
            offered = Options(harder_by=offered.harder_by)
        return part, offered, changed

    def _choose(self, choices: Choices) -> None:
        if choices != self._choices:
            self.chosen.emit(choices)

    def _choose_reps_of_all(self, how: str) -> None:
        self._choose(with_reps_of_all(self._choices, self._written, self._library, how))

    def _make_buttons(self) -> None:
        """Make the buttons of the header, without a place yet."""
        look, session = self.look, self._session
        back = session.programme if session else "Routines"
        self._way_back = self._back_link = Button(look, back, "link", "small", "arrow-left")
        self._back_link.clicked.connect(self.back)
        does(self._back_link, "back")
        start = session.start if session else "Start"
        self._starts = Starts(look, start)
        self._starts.started.connect(lambda: self.start.emit(self._id))
        self._starts.went_on.connect(self.go_on)
        self._starts.print_asked.connect(lambda: self.print_sheet.emit(self._id))
        self.start_button = self._starts.start
        self._share_button = self._quiet_button("share", "Share", "upload", self._ask_where)
        self._audio_button = self._quiet_button(
            "audio", "Save as audio", "download", lambda: self.audio_asked.emit(self._timeline)
        )
        act, said, icon = ("edit", "Edit", "pencil") if self._own else ("duplicate", "Make a copy", "copy")
        self._edit = self._quiet_button(act, said, icon, lambda: self.asked.emit(act))
        self._more = _more_button(self)
        self._star = IconButton(look, "star", "", size=40, icon_size=22)
        self._star.clicked.connect(lambda: self.starred.emit(self._id))
        self.show_favourite(self._id in self._choices.favourites)

    def _quiet_button(self, act: str, said: str, icon: str, do: Act) -> Button:
        """A button in words for what is rarely done, by the action's id."""
        button = Button(self.look, said, "text", "small", icon)
        button.clicked.connect(lambda: do())
        does(button, act)
        return button

    def _make_header(self) -> None:
        look, timeline, session = self.look, self._timeline, self._session
        self._make_buttons()
        self._begun = Text(look, "", "body_strong")
        self._care = Text(look, "", "body", "ink2")
        self._titles = QWidget()
        titles = QVBoxLayout(self._titles)
        titles.setContentsMargins(0, 0, 0, 0)
        titles.setSpacing(4)
        titles.addWidget(Text(look, timeline.routine.name, "page_title"))
        if timeline.routine.goal:
            titles.addWidget(Text(look, timeline.routine.goal, "body", "ink2"))
        if session and session.note:
            titles.addWidget(Text(look, session.note, "body", "ink2"))
        for text in _prescription(look, self._written):
            titles.addWidget(text)
        titles.addWidget(self._begun)
        self._begun.hide()
        titles.addWidget(self._care)
        self._minutes, self._kit = _Fact(look, "clock"), _Fact(look, "bed")
        facts = [
            *([_Fact(look, "calendar", session.position)] if session else []),
            self._minutes,
            _Fact(look, "list", words.say(messages.EXERCISES, n=len(timeline.parts))),
            self._kit,
        ]
        self._facts = meta = Flow(20, 4)
        for fact in facts:
            meta.add(fact)
        titles.addSpacing(4)
        titles.addWidget(meta)
        quiet = Flow(4, 0)
        for button in (self._star, self._edit, self._share_button, self._audio_button, self._more):
            quiet.add(button)
            button.setVisible(button in (self._audio_button, self._more) or not self._fixed)
        titles.addWidget(quiet)
        self._back_row = nested(self.header, QHBoxLayout())
        self._back_row.addWidget(self._back_link)
        self._back_row.addStretch()
        self.header.addSpacing(4)
        self._title_row = nested(self.header, QHBoxLayout())
        self._title_row.setSpacing(16)

    def _arrange(self) -> None:
        """Title, actions and columns side by side, or where there is little room under each other.

        Start stays in sight: it never scrolls away.
        """
        roomy = self.window().width() >= 1000 * self.look.scale
        if roomy is not self._roomy:
            self._roomy = roomy
            self._starts.set_roomy(roomy)
            if roomy:
                self._title_row.addWidget(self._titles, 1)
                self._title_row.addWidget(self._starts, 0, Qt.AlignmentFlag.AlignBottom)
            else:
                self.body.insertWidget(0, self._titles)
                self._back_row.addWidget(self._starts)
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
            self._starts.first.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.offers().get("trash", lambda: None)()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        popup(self.look, self.offers(), event.globalPos(), self)

    def offers(self) -> Mapping[str, Act]:
        """What can be done with the routine."""
        offers: dict[str, Act] = {
            **self._starts.offers(),
            "audio": self._audio_button.click,
            "video": lambda: self.film_asked.emit(self._timeline),
        }
        if not self._fixed:
            offers["share"], offers["favourite"] = self._ask_where, self._star.click
            offers["prescribe"] = lambda: self.prescribe.emit(self._id)
            can = ("text", "export", "duplicate", "folder", *(OF_AN_OWN_ROUTINE if self._own else ()))
            offers |= {name: partial(self.asked.emit, name) for name in can}
        return offers

    def _ask_where(self) -> None:
        title = "Share as a file that opens in Guided"
        dialog = ask_where(self, title, f"{self._id}.guided", {"guided": "Routine"})
        dialog.fileSelected.connect(lambda path: self.share.emit(self._id, path))


def _more_button(page: DetailPage) -> Button:
    """A button for the menu that the page has at the pointer."""
    more = Button(page.look, "More", "text", "small", "dots")
    more.set_tip("Everything that can be done with it")
    more.clicked.connect(
        lambda: popup(page.look, page.offers(), more.mapToGlobal(QPoint(0, more.height() + 4)), page)
    )
    return more


def _mark(
    rows: Sequence[StepRow],
    parts: Sequence[Part],
    careful_with: Container[str],
    library: Library,
    offers: bool,
) -> None:
    """Say in each step what to mind, and whether it `offers` another exercise in its place."""
    for row, part in zip(rows, parts, strict=True):
        around = safety.way_around(part.exercise, careful_with, library)
        out = safety.left_out(part.exercise, careful_with, library)
        sentence = safety.caution(part.exercise, careful_with, library, part.method)
        row.show_caution(sentence, around if offers else None, out is not None)


def _prescription(look: Look, routine: Routine) -> Iterator[Text]:
    """What a practitioner prescribed with a routine, to be read above it."""
    if one := routine.prescribed:
        yield Text(look, prescribed.in_words(one), "body_strong")
        if one.notes:
            yield Text(look, one.notes, "body", "ink2")


_HOW_MANY, _WRITTEN = "How many reps", "As written"
_HOW = ((FEWER, "Fewer"), ("", _WRITTEN), (MORE, "More"))


class _ForAll(QWidget):
    """What is chosen once for the whole routine: fewer or more reps than are written, or all as written."""

    reps_chosen = Signal(str)
    written_chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._title = Text(look, _HOW_MANY, "body_strong")
        self._reps = Segmented(look, _HOW_MANY, _HOW, "")
        self._reps.chosen.connect(
            lambda how: self.reps_chosen.emit(how) if how else self.written_chosen.emit()
        )
        self._written = Button(look, _WRITTEN, "text", "small", "arrow-back-up")
        self._written.set_tip("Every step as the routine has it")
        self._written.clicked.connect(self.written_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = nested(column, QHBoxLayout())
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addWidget(self._written)
        row.addWidget(self._reps)
        column.addWidget(Line(look))

    def show_choice(self, library: Library, written: Routine, timeline: Timeline, free: bool) -> None:
        """Show what is chosen in a routine, and offer what may be where that is `free`."""
        parts, changed = timeline.parts, timeline.routine is not written
        offered = free and offers_reps_of_all(library, written, parts)
        how = reps_of_all(library, written, parts)
        own = changed and not how
        self._title.setText(_HOW_MANY if offered else "You play this your own way")
        self._reps.setVisible(offered)
        self._reps.set_words("", "Your own" if own else _WRITTEN)
        self._reps.choose(how or "")
        self._written.setVisible(own or (changed and not offered))
        self.setVisible(offered or changed)


def _icon_of(kit: Container[str]) -> str:
    """What shows where a routine is done: on a chair, or lying."""
    return "armchair" if "chair" in kit and "mat" not in kit else "bed"


class _Fact(QWidget):
    def __init__(self, look: Look, icon: str, fact: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._text = Text(look, fact, "body", "ink2", wrap=False)
        self._icon = Icon(look, icon, "ink2", 20)
        row.addWidget(self._icon)
        row.addWidget(self._text)

    def show_words(self, fact: str, icon: str = "") -> None:
        self._text.setText(fact)
        if icon:
            self._icon.show_icon(icon, "ink2")
        self.updateGeometry()


class _FeelCard(Card):
    """The muscles a routine lengthens and those that work in it, on the body map and in words."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.body.setContentsMargins(24, 18, 24, 20)
        self.body.setSpacing(12)
        self.body.addWidget(Text(look, "What you will feel", "card_title"))
        self._map = BodyMap(look)
        self.body.addWidget(self._map)
        self._rows: list[tuple[QWidget, Text]] = []
        for is_main in (True, False):
            frame, text = QWidget(), Text(look)
            row = QHBoxLayout(frame)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(_Swatch(look, is_main), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            self.body.addWidget(frame)
            self._rows.append((frame, text))

    def show_muscles(self, main: Sequence[Muscle], others: Sequence[Muscle]) -> None:
        self._map.show_roles(main, others)
        told = ((messages.LENGTHENS, main), (messages.WORKS, others))
        for (frame, text), (message, muscles) in zip(self._rows, told, strict=True):
            text.setText(words.say(message, muscles=words.names_listed(one.name for one in muscles)))
            frame.setVisible(bool(muscles))


class _Swatch(QWidget):
    """The colour of the muscles that are lengthened, or of those that work."""

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
            if self._main:
                painter.setPen(QPen(theme.muscle, 1.5))
                painter.setBrush(theme.muscle)
                painter.drawRoundedRect(area, 4, 4)
            else:
                square = QPainterPath()
                square.addRoundedRect(area, 4, 4)
                paint_working(painter, square, theme, 1.2, 5.5)


def _stop_card(look: Look) -> Card:
    card = Card(look, padding=20)
    card.set_colours("danger_soft", "danger")
    row = nested(card.body, QHBoxLayout())
    row.setSpacing(14)
    row.addWidget(Icon(look, "hand-stop", "danger", 24), 0, Qt.AlignmentFlag.AlignTop)
    column = nested(row, QVBoxLayout(), 1)
    column.setSpacing(8)
    column.addWidget(Text(look, "When to stop", "card_title"))
    for text in (words.STOP_IF, words.GET_HELP):
        column.addWidget(Text(look, text, "body"))
    column.addWidget(Text(look, words.NOT_A_DIAGNOSIS, "caption", "ink2"))
    return card
