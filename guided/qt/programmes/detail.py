"""One programme: the progress, today's session and why, and what is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.part import Part
from guided.programme import Today, day_in_words, headline, position, rules_in_words, why
from guided.qt.actions import Act
from guided.qt.programmes.nextday import NextDayCard
from guided.qt.programmes.page import Entry, card_of
from guided.qt.programmes.session_hills import StepRows
from guided.qt.theme import Look, faded
from guided.qt.widgets.button import Button, in_a_row
from guided.qt.widgets.card import Card
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.line import Line
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.picture import ExercisePicture
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text
from guided.routine import kit_of

_SIDE_COLUMN = 312
_PICTURE = QSize(240, 170)
_NARROW = 600  # px at 100 %: without room for the picture beside the words


class ProgrammePage(ScrollPage):
    """The page of a programme; it only emits requests, and `show_entry` shows their outcome."""

    back = Signal()
    started = Signal(int, bool)
    """Play a session: its number, and whether the short one."""
    begun = Signal(int)
    """Follow the programme, up to this many sessions."""
    paused = Signal()
    resumed = Signal()
    left = Signal()
    answered = Signal(str, str)
    """How the day after a session was: the session's id and the answer."""
    session_chosen = Signal(object)
    """Make a session (number) the next; None to return to the rules."""
    until_chosen = Signal(int)
    measure_asked = Signal(object)
    """Take measures (ids) on the day of the session."""
    edit_asked = Signal()
    copy_asked = Signal()
    trash_asked = Signal()
    look_asked = Signal(int, bool)
    """Show what is in a session: its number, and whether the short one."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.add_way_back("Programmes", self.back)
        head = nested(self.header, QHBoxLayout())
        self._title = Text(look, "", "page_title")
        head.addWidget(self._title, 1)
        self.edit, self.trash, self.copy = _change_buttons(self)
        self._own = in_a_row(self.edit, self.trash)
        for one in (self._own, self.copy):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self._goal = Text(look, "", "body", "ink2")
        self.header.addSpacing(4)
        self.header.addWidget(self._goal)
        self._columns: QBoxLayout | None = None
        self._content: QWidget | None = None
        self._picture: QWidget | None = None
        self.start: Button | None = None
        self.wide_changed.connect(self._arrange)

    def show_entry(self, entry: Entry, parts: Sequence[Part]) -> None:
        """Show a programme; `parts` are those of the next session."""
        self._title.setText(entry.programme.name)
        self._goal.setText(entry.programme.goal)
        self._goal.setVisible(bool(entry.programme.goal))
        self._own.setVisible(entry.own)
        self.copy.setHidden(entry.own)
        self._picture = None
        focused: QWidget | None = self.focusWidget()
        had_focus = self._content is not None and focused is not None and self._content.isAncestorOf(focused)
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.setParent(None)
            self._content.deleteLater()
        self.start = None
        self._content = QWidget()
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(24)
        self._columns = nested(whole, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        left, right = nested(self._columns, QVBoxLayout(), 1), QVBoxLayout()
        for column, cards in (
            (left, self._main_cards(entry, parts)),
            (right, self._side_cards(entry)),
        ):
            column.setSpacing(24)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
        side = QWidget()
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        self._side = side
        self._columns.addWidget(side)
        if entry.followed is not None:
            whole.addWidget(_ways_out(self, entry))
        self.body.addWidget(self._content)
        self._content.show()  # now, so that a button in it can have the focus
        self._arrange(self.wide)
        if self.start is not None:
            self.setFocusProxy(self.start)
            if had_focus:
                self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def offers(self) -> Mapping[str, Act]:
        """What can be done with a programme of one's own; of any other a copy can be made."""
        own: dict[str, Act] = {"edit": self.edit.click, "trash": self.trash.click}
        return own if self._own.isVisibleTo(self) else {"duplicate": self.copy.click}

    # ------------------------------------------------------------ the main column

    def _main_cards(self, entry: Entry, parts: Sequence[Part]) -> list[QWidget]:
        cards: list[QWidget] = []
        found = entry.today
        if found is not None and found.ask is not None:
            session_id = found.ask.session_id
            ask = NextDayCard(self.look, entry.name(found.ask.number))
            ask.answered.connect(lambda answer: self.answered.emit(session_id, answer))
            cards.append(ask)
        if found is not None and found.see_someone:
            cards.append(_see_someone_card(self.look))
        cards.append(self._session_card(entry, parts))
        cards.append(self._steps_card(entry))
        cards.append(self._all_card(entry))
        return cards

    def _session_card(self, entry: Entry, parts: Sequence[Part]) -> Card:
        """The card of today's session, or of the first one if the programme is not followed."""
        look, programme, found = self.look, entry.programme, entry.today
        card = Card(look)
        across = nested(card.body, QHBoxLayout())
        across.setSpacing(24)
        column = nested(across, QVBoxLayout(), 1)
        column.setSpacing(0)
        finished = found is not None and found.kind == "finished"
        if found is None:
            kicker, title = "Begins with", entry.name(1)
        elif finished:
            kicker, title = entry.length.split(", ")[0], headline(programme, found, entry.day)
        else:
            kicker, title = headline(programme, found, entry.day), entry.name(found.number)
            if found.kind in ("rest", "done"):
                day = day_in_words(found.due, entry.day)
                kicker = words.say(messages.NEXT_DAY, today=kicker, day=day)
        column.addWidget(Text(look, kicker, "body_strong", "hold" if _is_today(found) else "ink2"))
        column.addWidget(Text(look, title, "page_title"))
        number = 1 if found is None else found.number
        if not finished:
            column.addSpacing(6)
            column.addWidget(_facts(look, entry, number, parts))
        reason = programme.session(1).why if found is None or entry.followed is None else ""
        if found is not None and entry.followed is not None:
            reason = why(programme, entry.followed, found)
        if reason:
            column.addSpacing(14)
            column.addWidget(Text(look, reason, "body"))
        measures = [] if finished else programme.session(number).measures
        if measures:
            column.addSpacing(10)
            named = words.names_listed(entry.measures.get(name, name) for name in measures)
            column.addWidget(Text(look, words.say(messages.MEASURE_BEFORE, measures=named), "body", "ink2"))
            measure = Button(look, "Measure now", "link", "small", "ruler-measure")
            measure.clicked.connect(lambda: self.measure_asked.emit(measures))
            column.addWidget(measure, 0, Qt.AlignmentFlag.AlignLeft)
        if entry.pauses:
            column.addSpacing(10)
            column.addWidget(Text(look, words.say(messages.PAUSES, name=entry.pauses), "body", "ink2"))
        column.addSpacing(20)
        column.addWidget(self._buttons(entry))
        column.addStretch()
        if parts and not finished:
            longest = max(parts, key=lambda part: part.length_ms()).exercise
            self._picture = ExercisePicture(look, longest, "end", _PICTURE)
            across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._measure_picture()
        return card

    def _buttons(self, entry: Entry) -> Flow:
        look, found = self.look, entry.today
        row = Flow(12, 12)

        def add(text: str, kind: str, act: Callable[[], object], icon: str = "") -> None:
            button = Button(look, text, kind, "large" if kind == "primary" else "normal", icon)
            button.clicked.connect(lambda: act())
            row.add(button)
            if kind == "primary":
                self.start = button

        if found is None:
            until = entry.programme.ends[-1]
            add("Follow this programme", "primary", lambda: self.begun.emit(until))
            add("See what is in it", "secondary", lambda: self.look_asked.emit(1, False), "list")
            return row
        number, play = found.number, "player-play-filled"
        if found.kind == "session":
            if found.away:
                add(
                    "Start the short one",
                    "primary",
                    lambda: self.started.emit(number, True),
                    "player-play-filled",
                )
                add("Start the whole one", "secondary", lambda: self.started.emit(number, False))
            else:
                add("Start", "primary", lambda: self.started.emit(number, False), play)
        elif found.kind in ("rest", "done"):
            add("Start it now", "secondary", lambda: self.started.emit(number, False), "player-play")
        elif found.kind == "paused":
            add("Resume the programme", "primary", self.resumed.emit)
        else:
            further = [end for end in entry.programme.ends if end >= number]
            if further:
                text = words.say(messages.GO_ON_TO_SESSION, number=further[0])
                add(text, "primary", lambda: self.until_chosen.emit(further[0]))
            add("Begin again", "secondary", lambda: self.begun.emit(entry.programme.ends[-1]))
        if found.kind != "finished" and entry.lengths_ms[number - 1]:
            short = found.kind == "session" and found.away
            add("See what is in it", "secondary", lambda: self.look_asked.emit(number, short), "list")
        if found.kind in ("session", "rest", "done"):
            self._add_other_choice(entry, found, add)
        return row

    def _add_other_choice(self, entry: Entry, found: Today, add: Callable[..., None]) -> None:
        """Let the person overrule the progression rules."""
        done = entry.followed.done if entry.followed is not None else ()
        move = found.verdict.move
        if move == "chosen":
            add("Back to the plan", "text", lambda: self.session_chosen.emit(None))
        elif move in ("repeat", "back") and done and done[-1].number < len(entry.names):
            following = done[-1].number + 1
            add("Move on instead", "text", lambda: self.session_chosen.emit(following))
        elif move == "on" and done:
            last = done[-1].number
            add("Repeat the last one", "text", lambda: self.session_chosen.emit(last))

    def _steps_card(self, entry: Entry) -> Card:
        card = Card(self.look)
        title = Text(self.look, entry.length, "card_title")
        card.body.addWidget(title)
        card.body.addSpacing(4)
        steps = StepRows(self.look)
        steps.show_steps(entry.steps, entry.now)
        card.body.addWidget(steps)
        if any(session.days > 1 for session in entry.programme.sessions):
            card.body.addSpacing(8)
            card.body.addWidget(Text(self.look, "A dot is a day of rest.", "caption", "ink2"))
        return card

    def _all_card(self, entry: Entry) -> Card:
        look, programme = self.look, entry.programme
        card = Card(look, padding=0)
        reached = entry.today.number if entry.today else 1
        for session in programme.sessions:
            number = session.number
            if number > 1:
                card.body.addWidget(Line(look))
            if session.stage and number == programme.stage(number).start:
                head = Text(look, session.stage, "body_strong", "ink2")
                head.setContentsMargins(24, 0, 24, 0)
                row = nested(card.body, QHBoxLayout())
                row.setContentsMargins(24, 14, 24, 0)
                row.addWidget(head)
            session_row = _SessionRow(look, entry, number, number < reached)
            session_row.clicked.connect(lambda _=False, number=number: self.look_asked.emit(number, False))
            card.body.addWidget(session_row)
        return card

    # ------------------------------------------------------------ the side column

    def _side_cards(self, entry: Entry) -> list[QWidget]:
        look, programme, found = self.look, entry.programme, entry.today
        cards: list[QWidget] = []
        upcoming = _after_next(entry)
        if upcoming:
            cards.append(card_of(look, "After that", upcoming))
        if len(programme.ends) > 1 and (found is None or found.kind != "finished") and entry.followed:
            card = card_of(look, "How far to go", "You can stop after any of these, and go on later.")
            last = programme.ends[-1]
            choices = [
                (end, str(end) if end < last else words.say(messages.ALL_SESSIONS, n=end))
                for end in programme.ends
            ]
            until = min(entry.followed.until, last)
            chosen = until if until in programme.ends else last
            far = Segmented(look, "How far to go", choices, chosen)
            far.chosen.connect(lambda end: self.until_chosen.emit(end))
            card.body.addWidget(far)
            cards.append(card)
        cards.append(card_of(look, "When you move on", *rules_in_words(programme)))
        if programme.for_whom:
            cards.append(card_of(look, "Who it is for", programme.for_whom))
        return cards

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure_picture()

    def _measure_picture(self) -> None:
        if self._picture is not None:
            self._picture.setVisible(self.width() >= _NARROW * self.look.scale)

    def _arrange(self, wide: bool) -> None:
        if self._columns is None:
            return
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across if wide else down)
        self._columns.setSpacing(24 if wide else 16)
        width = self.look.px(_SIDE_COLUMN)
        self._side.setMaximumWidth(width if wide else 16_777_215)
        self._side.setMinimumWidth(width if wide else 0)


def _change_buttons(page: ProgrammePage) -> tuple[Button, Button, Button]:
    """What changes a programme of one's own, what throws it away, and what makes one of any other."""
    edit = Button(page.look, "Edit", "secondary", "small", "pencil")
    trash = Button(page.look, "Delete", "text", "small", "trash")
    edit.clicked.connect(page.edit_asked)
    trash.clicked.connect(page.trash_asked)
    copy = Button(page.look, "Make a copy", "secondary", "small", "copy")
    copy.set_tip("A copy of your own, which you can change")
    copy.clicked.connect(page.copy_asked)
    return edit, trash, copy


def _ways_out(page: ProgrammePage, entry: Entry) -> Card:
    """What pauses a programme that is followed, and what leaves it: the last of its page, however wide."""
    card, row = Card(page.look, padding=16), Flow(12, 4)
    goes_on = entry.today is not None and entry.today.kind not in ("paused", "finished")
    pause = [("Pause the programme", "player-pause", page.paused)] if goes_on else []
    for text, icon, signal in (*pause, ("Leave the programme", "x", page.left)):
        button = Button(page.look, text, "quiet", "small", icon)
        button.clicked.connect(signal)
        row.add(button)
    card.body.addWidget(row)
    return card


class _SessionRow(Pressable):
    """A session in the list: number, name, goal and minutes; a press shows all of it."""

    radius = 12.0

    def __init__(self, look: Look, entry: Entry, number: int, done: bool) -> None:
        super().__init__(look)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        session = entry.programme.session(number)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 20, 12)
        row.setSpacing(14)
        if done:
            mark: QWidget = Icon(look, "check", "primary", 20)
        else:
            mark = Text(look, str(number), "body_strong", "ink2", wrap=False)
        mark.setFixedWidth(look.px(28))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = nested(row, QVBoxLayout(), 1)
        column.setSpacing(0)
        now = number == entry.now
        column.addWidget(Text(look, entry.name(number), "body_strong", "hold" if now else "ink"))
        if session.goal:
            column.addWidget(Text(look, session.goal, "caption", "ink2"))
        if session.measures:
            column.addWidget(Text(look, "Measure first", "caption", "ink2"))
        length = entry.lengths_ms[number - 1]
        text = words.duration(length) if length else "cannot be played"
        row.addWidget(Text(look, text, "body", "ink2", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        said = ", done" if done else ", next" if now else ""
        row.addWidget(Icon(look, "chevron-right", "ink3", 18), 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_words(f"{number}, {entry.name(number)}, {text}{said}")
        self.set_tip("See what is in it")
        self.set_available(bool(length), "This session cannot be played")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.shade(faded(theme.sunken, 0), faded(theme.sunken, 0.5), theme.sunken))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 4, -6, -4), 12, 12)


def _is_today(found: Today | None) -> bool:
    return found is not None and found.kind == "session"


def _see_someone_card(look: Look) -> Card:
    card = Card(look, padding=20)
    card.set_colours("warn_soft", "warn")
    row = nested(card.body, QHBoxLayout())
    row.setSpacing(14)
    row.addWidget(Icon(look, "alert-triangle", "warn", 24), 0, Qt.AlignmentFlag.AlignTop)
    text = "You went back several times lately. Talk to a doctor or a physiotherapist before you go on."
    row.addWidget(Text(look, text), 1)
    return card


def _facts(look: Look, entry: Entry, number: int, parts: Sequence[Part]) -> Flow:
    facts = Flow(20, 4)
    length = entry.lengths_ms[min(number, len(entry.lengths_ms)) - 1]
    kit = words.sentence(", ".join(words.THINGS[one] for one in kit_of(part.exercise for part in parts)))
    for icon, fact in (
        ("calendar", position(entry.programme, number)),
        ("clock", words.duration(length) if length else ""),
        ("list", words.say(messages.EXERCISES, n=len(parts)) if parts else ""),
        ("bed", kit),
    ):
        if fact:
            widget = QWidget()
            row = QHBoxLayout(widget)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(Icon(look, icon, "ink2", 20))
            row.addWidget(Text(look, fact, "body", "ink2", wrap=False))
            facts.add(widget)
    return facts


def _after_next(entry: Entry) -> str:
    """What comes after the next session, in a sentence."""
    found = entry.today
    number = (found.number if found else 1) + 1
    until = entry.followed.until if entry.followed else len(entry.names)
    if (found is not None and found.kind in ("finished", "paused")) or number > min(until, len(entry.names)):
        return ""
    days = entry.programme.session(number - 1).days
    return words.say(messages.DAYS_LATER, name=entry.name(number), n=days)
