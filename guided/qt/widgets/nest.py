"""A layout within a layout, put there before it is filled."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout

L = TypeVar("L", bound=QLayout)


def nested(outer: QBoxLayout, inner: L, stretch: int = 0) -> L:
    """Add an empty layout at the end of another and return it, to be filled.

    One that is filled already is not to be nested: PySide then makes a Python object for each of its
    items, and keeps it when Qt deletes the item. What later comes to lie in the same memory is taken for
    the item that was there, and the process ends in a segmentation fault.
    """
    assert inner.isEmpty(), "a layout is nested first and filled then"
    outer.addLayout(inner, stretch)
    return inner
