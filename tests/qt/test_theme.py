"""Colours that can be read, type that does not jump, and a look that follows what is chosen."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from guided.qt.theme import THEMES, TYPES, Look, Theme, follow
from guided.settings import Settings

TEXT_PAIRS = (
    *((ink, ground) for ink in ("ink", "ink2", "ink3") for ground in ("canvas", "surface", "sunken")),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_press"),
    ("primary", "surface"),
    ("on_primary_soft", "primary_soft"),
    ("on_primary_soft", "surface"),
    ("on_primary_soft", "canvas"),
    ("danger", "surface"),
    ("danger", "danger_soft"),
    ("ink", "danger_soft"),
    ("ink", "warn_soft"),
    ("warn", "warn_soft"),
    ("warn", "surface"),
    ("success", "surface"),
    *((kind, f"{kind}_stage") for kind in ("ease", "hold", "release", "rest")),
    *((ink, f"{kind}_stage") for ink in ("ink", "ink2") for kind in ("ease", "hold", "release", "rest")),
)
GRAPHIC_PAIRS = (
    *(("line2", ground) for ground in ("surface", "canvas", "hold_stage")),
    ("focus", "canvas"),
    ("focus", "surface"),
    ("muscle", "body"),
    ("primary", "line"),
    *((kind, f"{kind}_track") for kind in ("ease", "hold", "release", "rest")),
)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG 2 has it."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS, ids="-".join)
def test_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("mark", "ground"), GRAPHIC_PAIRS, ids="-".join)
def test_marks_can_be_seen(theme: Theme, mark: str, ground: str) -> None:
    if theme.name == "contrast" and (mark, ground) == ("primary", "line"):
        pytest.skip("the ribbon has a track of its own there")
    assert contrast(theme.colour(mark), theme.colour(ground)) >= 3.0


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_token_is_a_colour(theme: Theme) -> None:
    tokens = [field.name for field in fields(Theme) if field.type == "QColor"]
    assert len(tokens) > 40
    assert all(theme.colour(token).isValid() for token in tokens)


@pytest.mark.parametrize("role", [role for role, kind in TYPES.items() if kind.tabular])
def test_digits_are_equally_wide(look: Look, role: str) -> None:
    metrics = QFontMetricsF(look.font(role))
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


def test_nothing_is_smaller_than_14_px(look: Look) -> None:
    assert min(look.font(role).pixelSize() for role in TYPES) == 14


def test_the_shipped_typeface_is_used(look: Look) -> None:
    assert QFontInfo(look.font("body")).family() == "Figtree"


def test_a_change_is_told_once_and_dresses_the_application(
    look: Look, qtbot: QtBot, qapp: QApplication
) -> None:
    with qtbot.waitSignal(look.changed):
        look.use(Settings(theme="dark", motion="reduced", text_size=150))
    assert qapp.palette().window().color() == look.theme.canvas == QColor("#121A1B")
    assert look.px(48) == 72
    with qtbot.assertNotEmitted(look.changed):
        look.use(Settings(theme="dark", motion="reduced", text_size=150, volume=0.1))


def test_new_colours_dress_a_widget_no_more_often_the_deeper_it_lies(look: Look, qtbot: QtBot) -> None:
    class Dressed(QWidget):
        times = 0

        def changeEvent(self, event: QEvent) -> None:
            self.times += event.type() == QEvent.Type.StyleChange
            super().changeEvent(event)

    outer = QWidget()
    qtbot.addWidget(outer)
    inner = outer
    for _ in range(8):
        inner = QWidget(inner)
    deepest = Dressed(inner)
    outer.show()
    deepest.times = 0
    look.use(Settings(theme="dark"))
    assert deepest.times == 0, "what it is painted with it asks for"
    look.use(Settings(theme="dark", text_size=125))
    assert deepest.times == 2, "undressed and dressed"


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_qts_own_widgets_change_their_colours(look: Look, qtbot: QtBot, theme: str) -> None:
    """In every state the style sheet speaks of they are as those that were made in the new ones."""

    def made() -> list[QWidget]:
        field, off, empty = QLineEdit("Word"), QLineEdit("Word"), QLineEdit()
        area, table, menus = QPlainTextEdit("Word\n" * 30), QTableWidget(2, 2), QMenuBar()
        slider, unable = QSlider(Qt.Orientation.Horizontal), QSlider(Qt.Orientation.Horizontal)
        empty.setPlaceholderText("Search")
        field.selectAll()
        slider.setValue(40)
        unable.setValue(40)
        off.setEnabled(False)
        unable.setEnabled(False)
        table.verticalHeader().hide()
        table.setHorizontalHeaderLabels(["One", "Two"])
        table.setItem(0, 0, QTableWidgetItem("Cell"))
        table.selectAll()
        menu = menus.addMenu("File")
        menu.addAction("Open")
        menu.addSeparator()
        menu.addAction("Close").setEnabled(False)
        return [field, off, area, empty, slider, unable, table, menus, menu]

    old = made()
    for one in old:
        qtbot.addWidget(one)
        one.ensurePolished()
        one.grab()
    look.use(Settings(theme=theme, motion="reduced"))
    for one, new in zip(old, made(), strict=True):
        qtbot.addWidget(new)
        assert one.grab().toImage() == new.grab().toImage(), type(one).__name__


def test_reduced_motion_takes_no_time(look: Look) -> None:
    assert look.motion(160) == 0
    look.use(Settings(motion="full"))
    assert look.motion(160) == 160


def test_nothing_but_a_method_of_a_widget_follows_the_look(look: Look) -> None:
    with pytest.raises(TypeError, match="no method of a widget"):
        follow(look, lambda: None)
