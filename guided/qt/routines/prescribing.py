"""A routine prescribed to somebody: by whom, for whom, how often and until when, as a file for them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from guided import messages, words
from guided.prescribed import Prescribed
from guided.qt.context import Context
from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.field import LineField, TextArea
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text
from guided.reading import id_from
from guided.routine import Routine

if TYPE_CHECKING:
    from guided.qt.routines.ownfiles import OwnFiles

_USUAL_DAYS, _USUAL_WEEKS = 3, 6
_WEEKS = (2, 4, 6, 8, 12)
_ABOUT = (
    "It is written as a file with the routine as you play it: how many reps, which version. Whoever opens it"
    " in Guided is told of it on the days it is due. Nothing is sent by itself."
)


class PrescribeDialog(ReadingOrder, QDialog):
    """Asks how often somebody is to do a routine; a name of one's own and Enter are enough."""

    prescribed = Signal(object)
    """A Prescribed."""

    def __init__(self, look: Look, routine: str, today: date, by: str, parent: QWidget) -> None:
        """`routine` is its name, `by` the name that the person prescribed under last."""
        super().__init__(parent)
        self._today = today
        self.setWindowTitle("Ask somebody to do it")
        self.by, self.whom = LineField(look, "From"), LineField(look, "For", "A name, if you like")
        self.by.setText(by)
        days = tuple((number, str(number)) for number in range(1, 8))
        self.days = Segmented(look, "Days a week", days, _USUAL_DAYS)
        weeks = tuple((number, words.say(messages.WEEKS, n=number)) for number in _WEEKS)
        self.weeks = Segmented(look, "For how long", weeks, _USUAL_WEEKS)
        self.notes = TextArea(look, "Notes", "What to mind, when to stop, when you will look at it again")
        page = ScrollPage(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.header.addWidget(Text(look, words.say(messages.PRESCRIBE, name=routine), "section"))
        page.header.addWidget(Text(look, _ABOUT, "body", "ink2"))
        for title, control in (
            ("From", self.by),
            ("For", self.whom),
            ("Days a week", self.days),
            ("For how long", self.weeks),
            ("Notes, if you like", self.notes),
        ):
            page.body.addWidget(Text(look, title, "body_strong"))
            page.body.addWidget(control)
            page.body.addSpacing(8)
        page.body.addStretch()
        foot = nested(column, QVBoxLayout())
        foot.setContentsMargins(24, 8, 24, 20)
        add_answers(look, foot, ("Save as a file", self._save), ("Cancel", self.reject), icon="download")
        for field in (self.by, self.whom):
            field.returnPressed.connect(self._save)
        FocusRing(look, self)
        room = parent.window().size()
        self.resize(min(look.px(600), room.width() - 40), min(look.px(640), room.height() - 40))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        (self.whom if by else self.by).setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        by, days, weeks = self.by.text().strip(), self.days.value, self.weeks.value
        assert isinstance(days, int)
        assert isinstance(weeks, int)
        if not by:
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        until = self._today + timedelta(weeks=weeks)
        whom, notes = self.whom.text().strip(), self.notes.toPlainText().strip()
        self.prescribed.emit(Prescribed(by, days, self._today, until, whom, notes))
        self.accept()


def prescribe(context: Context, own_files: OwnFiles, routine: Routine) -> None:
    """Ask how a routine is prescribed, and where to write it for whom it is."""
    dialog = PrescribeDialog(
        context.look, routine.name, context.today(), context.settings.own_name, context.window
    )
    dialog.prescribed.connect(partial(_ask_where, context, own_files, routine))
    dialog.open()


def _ask_where(context: Context, own_files: OwnFiles, routine: Routine, one: Prescribed) -> None:
    context.choose(own_name=one.by)
    name = "-".join(filter(None, (routine.id, one.whom and id_from(one.whom))))
    dialog = ask_where(context.window, "Save it for them", f"{name}.guided", {"guided": "Routine"})
    dialog.fileSelected.connect(lambda path: own_files.share(routine, Path(path), one))
