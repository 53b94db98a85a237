"""What scrolls is reached by the keyboard where it has a name, and shows what lies beneath it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from guided.qt.widgets.scrolling import scroll_area


@pytest.mark.parametrize("name", ["", "List of keys"])
def test_an_area_with_a_name_alone_is_a_stop(qapp: QApplication, name: str) -> None:
    area = scroll_area(QWidget(), name)
    assert area.accessibleName() == name
    assert bool(area.focusPolicy() & Qt.FocusPolicy.TabFocus) == bool(name)


def test_what_lies_beneath_is_seen_through_an_area(qapp: QApplication) -> None:
    ground = QWidget()
    palette = QPalette(ground.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor("#123456"))
    ground.setPalette(palette)
    content = QWidget()
    own = QPalette(content.palette())
    own.setColor(QPalette.ColorRole.Window, QColor("#ff0000"))
    content.setPalette(own)
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(scroll_area(content))
    ground.resize(100, 100)
    assert ground.grab().toImage().pixelColor(50, 50) == QColor("#123456")
