"""An exercise carried by the mouse from the library to its place among the steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from guided.qt.editor.librarypane import ExerciseList
from guided.qt.editor.steplist import StepList

_BESIDE = QPoint(12, 8)  # px from the pointer to what is carried


class Carrying(QObject):
    """Shows what is carried and where it would go; `add` takes its id and its place, None for the end.

    `card` is what the steps are in: without any yet, all of it is a place for the first one.
    """

    def __init__(
        self,
        exercises: ExerciseList,
        steps: StepList,
        card: QWidget,
        add: Callable[[str, int | None], object],
    ) -> None:
        super().__init__(exercises)
        self._exercises, self._steps, self._card, self._add = exercises, steps, card, add
        self._shown: QLabel | None = None
        exercises.carried.connect(self._carry)
        exercises.dropped.connect(self._drop)

    def _carry(self, _: str, at: QPoint) -> None:
        window = self._card.window()
        if self._shown is None:
            exercises = self._exercises
            self._shown = QLabel(window)
            self._shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row = exercises.visualRect(exercises.rows.index(exercises.lifted, 0))
            lifted, exercises.lifted = exercises.lifted, -1  # which pales there, and not here
            self._shown.setPixmap(exercises.viewport().grab(row))
            exercises.lifted = lifted
            self._shown.adjustSize()
            self._shown.show()
        self._shown.move(window.mapFromGlobal(at) + _BESIDE)
        self._steps.carry(at)

    def _drop(self, exercise_id: str, at: QPoint) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        place = self._steps.take(at)
        over = self._card.isVisible() and self._card.rect().contains(self._card.mapFromGlobal(at))
        if place is not None or over:
            self._add(exercise_id, place)
