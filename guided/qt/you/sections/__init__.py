"""The sections of the settings, in their order. One is added with its file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from guided.qt.context import Context
from guided.qt.you.asks import Asks
from guided.qt.you.sections import (
    about,
    breath,
    computers,
    data,
    device,
    figure,
    health,
    look,
    paper,
    progress,
    reminders,
    sound,
    trash,
    vocabulary,
)


class Section(NamedTuple):
    """A title, the icon beside it, and what makes the section's rows."""

    title: str
    icon: str
    rows: Callable[[Context, Asks], Sequence[QWidget]]


SECTIONS = (
    Section("You", "body-scan", health.rows),
    Section("Sound", "volume", sound.rows),
    Section("Sound device", "device-laptop", device.rows),
    Section("Pace and breath", "lungs", breath.rows),
    Section("Look", "palette", look.rows),
    Section("Figure", "stretching", figure.rows),
    Section("Breaks and reminders", "bell", reminders.rows),
    Section("Words and numbers", "language", vocabulary.rows),
    Section("Progress", "chart-bar", progress.rows),
    Section("Your data", "database", data.rows),
    Section("Trash", "trash", trash.rows),
    Section("Several computers", "copy", computers.rows),
    Section("Paper", "printer", paper.rows),
    Section("About", "info-circle", about.rows),
)
