"""A movement in words: its name, where it works, how it goes, and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from guided import words
from guided.movements import lines
from guided.qt.movements.fields import NumberField, Pick
from guided.qt.movements.work import Work
from guided.qt.theme import Look
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.field import LineField, TextArea
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text
from guided.routine import EQUIPMENT, LIMBS, POSITIONS, REGIONS

_SIDES: tuple[tuple[object, str], ...] = (
    ("none", "Both sides at once"),
    ("each", "One side, then the other"),
    ("alternate", "Sides in turn"),
)
_LISTS = (
    ("cues", "Cues", "One a line, short: they are said during it"),
    ("mistakes", "What to avoid", "One a line"),
    ("stop_if", "Stop if", "One a line: the knee hurts"),
)
_TEXTS = (
    ("start", "How it starts", "Lie on your back, knees bent."),
    ("end", "How it goes", "Lift the hips until knees, hips and shoulders make one line."),
)
_DOSE = (
    ("reps", "Reps", 0, 100),
    ("sets", "Sets", 0, 20),
    ("hold", "Hold, in seconds", 0, 1200),
    ("rest", "Rest between sets, in seconds", 0, 1200),
)


class WordsSection(QWidget):
    """Fields for everything that is said of a movement."""

    def __init__(self, look: Look, work: Work) -> None:
        super().__init__()
        self._look, self._work = look, work
        self._refresh: list[Callable[[], None]] = []
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 8, 24)
        row.setSpacing(32)
        self._row = row
        left, right = (nested(row, QVBoxLayout(), 1) for _ in range(2))
        for column in (left, right):
            column.setSpacing(6)
        self.name = self._line(left, "name", "Name", "For example, Hip opener at the stairs")
        for key, title, prompt in _TEXTS:
            self._area(left, key, title, prompt, many=False)
        for key, title, prompt in _LISTS:
            self._area(left, key, title, prompt, many=True)
        left.addStretch()
        self._pick(right, "region", "Where it works", [(name, words.REGIONS[name]) for name in REGIONS])
        self._pick(
            right,
            "position",
            "Position",
            [(name, words.sentence(words.POSITIONS[name])) for name in POSITIONS],
        )
        self._pick(right, "sides", "Sides", _SIDES)
        self._pick(right, "limb", "Called", [(name, words.sentence(name)) for name in LIMBS], "side")
        methods = sorted(work.library.methods.values(), key=lambda one: words.collation_key(one.name))
        self._pick(right, "method", "How each rep goes", [(one.id, one.name) for one in methods])
        self._kit(right)
        self._dose(right)
        right.addStretch()
        work.changed.connect(self.show_work)
        self.show_work()

    def show_work(self) -> None:
        """Show the movement as it is now; what is being typed stays."""
        for refresh in self._refresh:
            refresh()

    def arrange(self, wide: bool) -> None:
        """Two columns, or one below the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if wide else down)

    def _line(self, column: QVBoxLayout, key: str, title: str, prompt: str) -> LineField:
        column.addWidget(Text(self._look, title, "body_strong"))
        field = LineField(self._look, title, prompt)
        field.setObjectName(key)
        field.textEdited.connect(lambda text: self._work.put(key, text, title, joins=True))
        self._refresh.append(lambda: _show(field, str(self._work.movement.table.get(key, ""))))
        column.addWidget(field)
        return field

    def _area(self, column: QVBoxLayout, key: str, title: str, prompt: str, many: bool) -> None:
        column.addSpacing(6)
        column.addWidget(Text(self._look, title, "body_strong"))
        field = TextArea(self._look, title, prompt)
        field.setObjectName(key)

        def put() -> None:
            text = field.toPlainText()
            value: object = list(lines(text)) if many else text
            if value != (self._work.movement.table.get(key, [] if many else "")):
                self._work.put(key, value, title, joins=True)

        def show() -> None:
            value = self._work.movement.table.get(key, [] if many else "")
            text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
            now = list(lines(field.toPlainText())) if many else field.toPlainText()
            if now != value:
                field.setPlainText(text)

        field.textChanged.connect(put)
        self._refresh.append(show)
        column.addWidget(field)

    def _pick(
        self,
        column: QVBoxLayout,
        key: str,
        title: str,
        choices: list[tuple[str, str]] | tuple[tuple[object, str], ...],
        usual: str = "",
    ) -> None:
        column.addSpacing(6 if column.count() else 0)
        column.addWidget(Text(self._look, title, "body_strong"))
        pick = Pick(self._look, title, tuple(choices), None)
        pick.setObjectName(key)
        pick.picked.connect(lambda value: self._work.put(key, value, title))
        self._refresh.append(
            lambda: pick.show_choices(tuple(choices), self._work.movement.table.get(key, usual))
        )
        column.addWidget(pick)

    def _kit(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(Text(self._look, "What is needed", "body_strong"))
        flow = ChipFlow("What is needed", small=True)
        chips = {kit: Chip(self._look, words.sentence(words.KIT[kit]), small=True) for kit in EQUIPMENT}
        for chip in chips.values():
            flow.add(chip)

        def put() -> None:
            there = self._work.movement.table.get("equipment", [])
            kept = [kit for kit in there if kit not in chips or chips[kit].isChecked()]
            added = [kit for kit, chip in chips.items() if chip.isChecked() and kit not in there]
            self._work.put("equipment", [*kept, *added] or None, "What is needed")

        def show() -> None:
            for kit, chip in chips.items():
                chip.setChecked(kit in self._work.movement.table.get("equipment", []))

        for chip in chips.values():
            chip.clicked.connect(put)
        self._refresh.append(show)
        column.addWidget(flow)

    def _dose(self, column: QVBoxLayout) -> None:
        column.addSpacing(6)
        column.addWidget(Text(self._look, "How much", "body_strong"))
        column.addWidget(Text(self._look, "0 leaves it to the method.", "caption", "ink2"))
        grid = nested(column, QGridLayout())
        grid.setSpacing(6)
        for place, (key, title, low, high) in enumerate(_DOSE):
            field = NumberField(self._look, title, low, high)
            field.setObjectName(f"dose.{key}")
            field.set_to.connect(lambda value, key=key, title=title: self._put_dose(key, title, value))
            self._refresh.append(partial(self._show_dose, field, key))
            grid.addWidget(Text(self._look, title, "caption", "ink2"), place // 2 * 2, place % 2)
            grid.addWidget(field, place // 2 * 2 + 1, place % 2, Qt.AlignmentFlag.AlignTop)

    def _show_dose(self, field: NumberField, key: str) -> None:
        field.show_value(self._dose_of(key))

    def _dose_of(self, key: str) -> float:
        value = self._work.movement.value(f"dose.{key}")
        value = value[0] if isinstance(value, list) and value else value
        return float(value) if isinstance(value, int | float) else 0.0

    def _put_dose(self, key: str, title: str, value: float) -> None:
        number = int(value) if key in ("reps", "sets") or value == int(value) else value
        self._work.put(f"dose.{key}", number or None, title, joins=True)


def _show(field: LineField, text: str) -> None:
    if field.text() != text:
        field.setText(text)
