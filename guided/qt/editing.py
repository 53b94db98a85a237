"""What the Edit menu does with the field one types in."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from guided.qt.actions import Act


def of_field(field: QWidget | None) -> Mapping[str, Act]:
    """What can be done with a field now, by the action's id; nothing with any other widget.

    Paste is offered whatever the clipboard has: the program it belongs to may be slow to tell.
    """
    if isinstance(field, QLineEdit):
        undoable, marked, filled = field.isUndoAvailable(), field.hasSelectedText(), bool(field.text())
    elif isinstance(field, QPlainTextEdit):
        document, cursor = field.document(), field.textCursor()
        undoable, marked, filled = document.isUndoAvailable(), cursor.hasSelection(), not document.isEmpty()
    else:
        return {}
    writable = not field.isReadOnly()
    acts: Mapping[str, tuple[bool, Act]] = {
        "undo": (writable and undoable, field.undo),
        "cut": (writable and marked, field.cut),
        "copy": (marked, field.copy),
        "paste": (writable, field.paste),
        "select": (filled, field.selectAll),
    }
    return {name: act for name, (can, act) in acts.items() if can}
