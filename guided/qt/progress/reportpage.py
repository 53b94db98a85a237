"""The page on which a report is put together, and seen before it goes anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.charts.table import PERIODS_WEEKS
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.choice import Segmented, Switch
from guided.qt.widgets.field import LineField
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text

_PERIODS = tuple(zip(PERIODS_WEEKS, ("4 weeks", "12 weeks", "Year"), strict=True))


class ReportPage(ScrollPage):
    """What is to be in a report, and its pages. `changed` when another one is to be made of it."""

    back = Signal()
    changed = Signal()
    print_asked = Signal()
    save_asked = Signal(str)
    """A path to write it to, as PDF or HTML, going by its ending."""

    def __init__(self, look: Look, file_name: str) -> None:
        super().__init__(look)
        self._file_name = file_name
        self._switches: dict[str, Switch] = {}
        self.add_way_back("Progress", self.back)
        head = nested(self.header, QHBoxLayout())
        head.setSpacing(12)
        head.addWidget(Text(look, "Report", "page_title"), 1)
        print_, save = Button(look, "Print", icon="printer"), Button(look, "Save", "primary", icon="download")
        print_.clicked.connect(self.print_asked)
        save.clicked.connect(self._ask_where)
        head.addWidget(print_)
        head.addWidget(save)
        told = "For a physiotherapist or a doctor. It goes nowhere by itself: you print it or save it."
        self.header.addSpacing(8)
        self.header.addWidget(Text(look, told, "body", "ink2"))
        self._columns = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._columns.setSpacing(24)
        left = nested(self._columns, QVBoxLayout(), 2)
        right = nested(self._columns, QVBoxLayout(), 3)  # large enough that the page can be read
        card = Card(look)
        card.body.addWidget(Text(look, "Period", "body_strong"))
        self.period = Segmented(look, "Period", _PERIODS, 12)
        card.body.addWidget(self.period)
        card.body.addSpacing(12)
        card.body.addWidget(Text(look, "Name on it, if you like", "body_strong"))
        self.name = LineField(look, "Name on it")
        card.body.addWidget(self.name)
        left.addWidget(card)
        self._notes_card = Card(look)
        self._notes_card.body.addWidget(Text(look, "Notes to go with it", "section"))
        self._notes = nested(self._notes_card.body, QVBoxLayout())
        left.addWidget(self._notes_card)
        left.addStretch()
        self.leaves = Leaves(look)
        right.addWidget(self.leaves)
        right.addStretch()
        self.body.addStretch()
        self.period.chosen.connect(lambda _: self.changed.emit())
        self.name.textEdited.connect(lambda _: self.changed.emit())
        self.wide_changed.connect(self._arrange)
        self._arrange(self.wide)

    @property
    def weeks(self) -> int:
        """How many weeks it is about."""
        weeks = self.period.value
        assert isinstance(weeks, int)
        return weeks

    @property
    def noted(self) -> tuple[str, ...]:
        """The sessions (ids) whose notes are to go with it."""
        return tuple(name for name, switch in self._switches.items() if switch.isChecked())

    def show_notes(self, notes: Sequence[tuple[str, str]]) -> None:
        """Offer the notes of sessions, each with its id; what was ticked stays so."""
        ticked = set(self.noted)
        while (item := self._notes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._switches = {}
        self._notes_card.setVisible(bool(notes))
        for session_id, note in notes:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 4, 0, 4)
            line.setSpacing(12)
            self._switches[session_id] = switch = Switch(self.look, note, session_id in ticked)
            switch.clicked.connect(lambda _: self.changed.emit())
            line.addWidget(switch, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(self.look, note), 1)
            self._notes.addWidget(row)

    def _ask_where(self) -> None:
        kinds = {"pdf": "PDF", "html": "A web page"}
        ask_where(self, "Save the report", self._file_name, kinds).fileSelected.connect(self.save_asked)

    def _arrange(self, wide: bool) -> None:
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)


class Leaves(QWidget):
    """Pages of paper under each other, as wide as there is room."""

    _GAP = 16

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.pages: list[QImage] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_pages(self, pages: list[QImage], said: str) -> None:
        """Show other pages; `said` is what is on them, for a screen reader."""
        self.pages = pages
        self.setAccessibleName(words.say(messages.PAGES, n=len(pages)))
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return sum(round(page.height() * width / page.width()) + self._GAP for page in self.pages)

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    def paintEvent(self, event: QPaintEvent) -> None:
        top = 0.0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for page in self.pages:
                area = QRectF(0, top, self.width(), page.height() * self.width() / page.width())
                painter.drawImage(area, page)
                painter.setPen(self._look.theme.line2)
                painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
                top = area.bottom() + self._GAP
