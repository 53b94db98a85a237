"""Tests of plain text in lines."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.widgets.text import Text


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
