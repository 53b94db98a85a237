"""What a person, and a screen reader, gets of a widget."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from guided.qt.widgets.button import Button
from guided.qt.widgets.chiprow import ChipRow
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.text import Text


def nameless(root: QWidget) -> list[str]:
    """The classes of everything the keyboard reaches that a screen reader has no name for."""
    return [
        type(widget).__name__
        for widget in within(root)
        if widget.isVisibleTo(root) and is_focusable(widget) and not spoken_name(widget)
    ]


def within(root: QWidget) -> list[QWidget]:
    """A widget and all in it."""
    return [root, *root.findChildren(QWidget)]


def is_focusable(widget: QWidget) -> bool:
    """What Qt tells a screen reader of it."""
    return bool(QAccessible.queryAccessibleInterface(widget).state().focusable)


def spoken_name(widget: QWidget) -> str:
    """The name a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def rich(root: QWidget) -> Iterator[str]:
    """Labels and tool tips in which Qt would read markup."""
    for widget in within(root):
        if isinstance(widget, QLabel) and widget.textFormat().name != "PlainText":
            yield f"{type(widget).__name__}: {widget.text()[:40]}"
        if widget.toolTip():  # Qt would read markup in it
            yield f"{type(widget).__name__}: {widget.toolTip()[:40]}"


def clipped(root: QWidget) -> Iterator[str]:
    """Texts, buttons and choices in sight that have too little room for all their words."""
    for text in root.findChildren(Text):
        if not text.isVisible() or not text.text():
            continue
        needed = text.heightForWidth(text.width()) if text.wordWrap() else text.sizeHint().height()
        if text.height() < needed:
            yield f"{text.text()[:40]!r} is {text.height()} px high and needs {needed}"
        if not text.wordWrap() and text.width() < text.sizeHint().width():
            yield f"{text.text()[:40]!r} is {text.width()} px wide and needs {text.sizeHint().width()}"
    for button in root.findChildren(Button):
        wraps = button.hasHeightForWidth() and button.height() >= button.heightForWidth(button.width())
        if button.isVisible() and button.width() < button.sizeHint().width() and not wraps:
            needed = button.sizeHint().width()
            yield f"button {button.words!r} is {button.width()} px wide and needs {needed}"
    for choice in root.findChildren(Segmented):
        needed = choice.minimumSizeHint().width()
        if choice.isVisible() and choice.width() < needed:
            yield f"choice {choice.accessibleName()!r} is {choice.width()} px wide and needs {needed}"


def beyond(root: QWidget) -> Iterator[str]:
    """Buttons and texts that stick out of a widget at its left or right."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not (widget.accessibleName() or isinstance(widget, Text)):
            continue
        if any(isinstance(parent, ChipRow) for parent in parents(widget)):  # meant to scroll sideways
            continue
        area = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        if area.left() < 0 or area.right() > root.width():
            yield f"{type(widget).__name__} {widget.accessibleName()!r} from {area.left()} to {area.right()}"


def parents(widget: QWidget) -> Iterator[QWidget]:
    """A widget's parents, the nearest first."""
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def tip_of(widget: QWidget) -> str:
    """The tool tip of a widget."""
    return str(widget.property("tip") or "")
