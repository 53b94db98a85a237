"""Things to choose as many of as apply, or to say that none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets.chip import SMALL_HEIGHT, Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.text import Text

_TITLE, _BESIDE = 142, 680  # px at 100 %: of a title beside its things, and from which on it stands there


class Chips(QWidget):
    """Things of which any may be chosen, or none; `changed` has the ids of those that are.

    Each group of them is one stop for the keyboard. Whether anything was `told` before tells none from not
    answered.
    """

    changed = Signal(object)
    """What is chosen, as a tuple."""

    def __init__(
        self,
        look: Look,
        groups: Mapping[str, Mapping[str, str]],
        chosen: Sequence[str],
        none: str,
        told: bool,
    ) -> None:
        """`groups` have things by their ids under a title; several stand below each other.

        `none` is what says that nothing of it applies.
        """
        super().__init__()
        self._look = look
        self.chips: dict[str, Chip] = {}
        small = len(groups) > 1
        self._none = _Pick(look, none, small=small)
        self._none.setChecked(told and not chosen)
        self._none.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._none.clicked.connect(self._clear)
        flows = [self._flow(title, things, chosen, small) for title, things in groups.items()]
        # What is chosen but not offered here, such as a code of a file that is gone, stays chosen.
        self._others = tuple(one for one in chosen if one not in self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if not small:
            column.addWidget(flows[0])
            column.addStretch()
            return
        column.addWidget(_Titled(look, "", self._none))
        for title, flow in zip(groups, flows, strict=True):
            column.addWidget(_Titled(look, title, flow))

    def _flow(self, title: str, things: Mapping[str, str], chosen: Sequence[str], small: bool) -> ChipFlow:
        flow = ChipFlow(title, small)
        if not small:
            flow.add(self._none)
        for one, words in things.items():
            chip = self.chips[one] = _Pick(self._look, words, small=small)
            chip.setChecked(one in chosen)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or Enter would take back what a click has chosen
            chip.clicked.connect(self._tell)
            flow.add(chip)
        return flow

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is chosen, in the order shown."""
        return (*(one for one, chip in self.chips.items() if chip.isChecked()), *self._others)

    @property
    def told(self) -> bool:
        """Whether it is answered, be it with nothing."""
        return bool(self.chosen) or self._none.isChecked()

    def toggle(self, one: str) -> None:
        """Choose a thing, or no longer."""
        self.chips[one].click()

    def _clear(self) -> None:
        self._others = ()
        for chip in self.chips.values():
            chip.setChecked(False)
        self.changed.emit(())

    def _tell(self) -> None:
        self._none.setChecked(False)
        self.changed.emit(self.chosen)


class _Pick(Chip):
    """A chip that Enter chooses; once chosen, Enter is for whoever goes on from here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isChecked() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Titled(QWidget):
    """What is under a title, beside it where there is room."""

    def __init__(self, look: Look, title: str, shown: QWidget) -> None:
        super().__init__()
        self._look = look
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4)
        self._title = Text(look, title, "caption_strong", "ink2")
        self._line.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(shown, 1, Qt.AlignmentFlag(0) if title else Qt.AlignmentFlag.AlignLeft)
        follow(look, self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= self._look.px(_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if beside else down)
        self._title.setFixedWidth(self._look.px(_TITLE) if beside else self.width())
        self._title.setMinimumHeight(self._look.px(SMALL_HEIGHT) if beside else 0)
        self._title.setVisible(beside or bool(self._title.text()))
