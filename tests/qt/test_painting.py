"""How Qt paints in this application."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_THREADS = Path("/proc/self/task")

_PAINT_A_BODY = f"""
from pathlib import Path

from guided.files import load
from guided.paths import assets
from guided.picture import Picture, Style
from guided.pose import at_pose
from guided.qt import figure
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

app = QGuiApplication([])
image = QImage(800, 800, QImage.Format.Format_RGB32)
image.fill(QColor("white"))
drawing = load(assets()).exercises["bridge"].drawing
before = len(list(Path({str(_THREADS)!r}).iterdir()))
with QPainter(image) as painter:
    picture = Picture(drawing, at_pose("end"), Style(ghost=0.1))
    figure.paint(painter, QRectF(image.rect()), picture, figure.Fit(tight=True))
print(len(list(Path({str(_THREADS)!r}).iterdir())) - before)
"""


@pytest.mark.skipif(not _THREADS.exists(), reason="counts the threads that Linux shows")
def test_a_translucent_area_is_painted_by_the_thread_that_paints() -> None:
    """Handing it to others in bits takes ten times as long, and a second core."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_NO_GUI_THREADPOOL"}
    done = subprocess.run(
        [sys.executable, "-c", _PAINT_A_BODY],
        capture_output=True,
        text=True,
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "0"
