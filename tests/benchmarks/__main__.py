"""Measures everything and prints one table; exits with 1 when a figure is over its limit."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.benchmarks import (
    choice,
    editor,
    figure,
    hidden,
    movements,
    paper,
    play,
    progress,
    search,
    sound,
    start,
    store,
    today,
)
from tests.benchmarks.figures import table

_SUBJECTS = {
    "start": start,
    "figure": figure,
    "movements": movements,
    "play": play,
    "progress": progress,
    "search": search,
    "choice": choice,
    "editor": editor,
    "paper": paper,
    "store": store,
    "sound": sound,
    "today": today,
    "hidden": hidden,
}


def main(names: list[str]) -> int:
    """Measures the subjects named, or all."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert app is not None
    found = []
    with tempfile.TemporaryDirectory(dir=os.environ.get("GUIDED_SCRATCH")) as scratch:
        for name in names or _SUBJECTS:
            found += _SUBJECTS[name].figures(Path(scratch))
    print(table(found))
    return 1 if any(f.value > f.limit for f in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
