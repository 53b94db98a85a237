"""Tests of plain text in lines."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.text import Text
from guided.settings import Settings


def lines(text: Text, width: int) -> list[str]:
    laid_out, _ = text._lay_out(width)
    rows = [laid_out.lineAt(n) for n in range(laid_out.lineCount())]
    return [laid_out.text()[one.textStart() :][: one.textLength()] for one in rows]


def test_a_word_with_a_hyphen_stays_whole(qtbot: QtBot, look: Look) -> None:
    text = Text(look, "Two-minute stand-up", "card_title")
    qtbot.addWidget(text)
    first = Text(look, "Two-minute stand-up", "card_title", wrap=False).sizeHint().width() - 8
    said = [line.replace("\u2060", "").strip() for line in lines(text, first)]
    assert said == ["Two-minute", "stand-up"]
    assert text.text() == "Two-minute stand-up", "what is read aloud is as written"


def test_of_another_text_size_a_text_takes_more_room_in_a_row(qtbot: QtBot, look: Look) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    row.addWidget(Text(look, "13 min", wrap=False))
    box.show()
    before = row.sizeHint().width()
    look.use(Settings(text_size=150))
    assert row.sizeHint().width() > before * 1.3
