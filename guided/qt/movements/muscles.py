"""The muscles of a movement, picked on the body or by name: which it lengthens, and which work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.movements import with_value
from guided.qt.movements.work import Work
from guided.qt.theme import Look
from guided.qt.widgets.body_map import PressableBody, paint_figure, shapes, smooth
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text

_TALL = 400  # px
LENGTHENS, WORKS = "lengthens", "works"
_ROLES: tuple[tuple[object, str], ...] = ((LENGTHENS, "Lengthens"), (WORKS, "Works"))
_ACROSS = "@other"  # after a muscle of the side that does not move


class MuscleMap(PressableBody):
    """The body with the muscles that lengthen and those that work, to pick by clicking."""

    def __init__(self, look: Look, names: dict[str, str]) -> None:
        super().__init__(look, _TALL)
        self._names = names
        self._main: tuple[str, ...] = ()
        self._working: tuple[str, ...] = ()

    def show_muscles(self, main: Sequence[str], working: Sequence[str]) -> None:
        """Mark muscles by their ids."""
        self._main, self._working = tuple(main), tuple(working)
        self.update()

    def part_at(self, place: QPointF) -> str:
        """The muscle at a place; the smallest where several lie over each other, empty off all of them."""
        found = ""
        least = float("inf")
        for view, point in self.points_at(place):
            for name, outline in shapes(view).items():
                path = smooth(outline)
                area = path.boundingRect()
                if name in self._names and path.contains(point) and area.width() * area.height() < least:
                    found, least = name, area.width() * area.height()
        return found

    def told_at(self, place: QPointF) -> str:
        """The name of the muscle at a place."""
        return self._names.get(self.part_at(place), "")

    def paint_view(self, painter: QPainter, view: str) -> None:
        paint_figure(painter, view, self._look.theme, self._main, (), self._working)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self.part_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)


class MusclesSection(QWidget):
    """The body map, and all muscles by name; what is pressed lengthens or works, as chosen above."""

    def __init__(self, look: Look, work: Work) -> None:
        super().__init__()
        self._work = work
        self._known = {
            one.id: one.name
            for one in sorted(work.library.muscles.values(), key=lambda one: words.collation_key(one.name))
        }
        self.role = Segmented(look, "What it does", _ROLES, LENGTHENS)
        self.role.chosen.connect(lambda _: self.show_work())
        self.map = MuscleMap(look, self._known)
        self.map.pressed.connect(self.toggle)
        self._told = Text(look, "", "body", "ink2")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 8, 24)
        self._row.setSpacing(32)
        self._row.addWidget(self.map, 0, Qt.AlignmentFlag.AlignTop)
        column = nested(self._row, QVBoxLayout(), 1)
        column.setSpacing(12)
        column.addWidget(self.role, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._told)
        flow = ChipFlow("Muscles", small=True)
        self.chips = {name: Chip(look, called, small=True) for name, called in self._known.items()}
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, name=name: self.toggle(name))
            flow.add(chip)
        column.addWidget(flow)
        column.addStretch()
        work.changed.connect(self.show_work)
        self.show_work()

    def arrange(self, wide: bool) -> None:
        """Map and names side by side, or one below the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if wide else down)

    def show_work(self) -> None:
        """Show the movement as it is now."""
        main, working = self._names(LENGTHENS), self._names(WORKS)
        self.map.show_muscles(main, working)
        now = self._names(str(self.role.value))
        for name, chip in self.chips.items():
            chip.setChecked(name in now)
        said = [
            words.say(message, muscles=words.listed([self._known.get(name, name) for name in names]))
            for message, names in ((messages.IT_LENGTHENS, main), (messages.THESE_WORK, working))
            if names
        ]
        self._told.setText(" ".join(said) or "Press a muscle on the body, or its name.")

    def toggle(self, name: str) -> None:
        """Have a muscle in the chosen role, or no longer; it has one role at a time."""
        role = str(self.role.value)
        other = WORKS if role == LENGTHENS else LENGTHENS
        raw = list(self._work.movement.table.get(role, []))
        there = [one for one in raw if one.removesuffix(_ACROSS) != name]
        movement = self._work.movement
        if len(there) == len(raw):
            there.append(name)
            left = [one for one in movement.table.get(other, []) if one.removesuffix(_ACROSS) != name]
            movement = with_value(movement, other, left or None)
        self._work.do(with_value(movement, role, there or None), self._known[name])

    def _names(self, role: str) -> tuple[str, ...]:
        raw = self._work.movement.table.get(role, [])
        return tuple(str(one).removesuffix(_ACROSS) for one in raw) if isinstance(raw, list) else ()
