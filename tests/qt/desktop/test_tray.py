"""The tray's menu; where there is no tray, nothing is lost."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.qt.desktop.tray import Tray, icon


def entries(tray: Tray) -> dict[str, QAction]:
    """What is in the menu now."""
    actions = tray._menu.actions()
    return {one.text(): one for one in actions if one.isVisible() and not one.isSeparator()}


def test_the_menu_offers_what_can_be_done_now(qapp: QApplication, qtbot: QtBot) -> None:
    tray = Tray({"later-5": "In 5 minutes", "skip": "Skip"})
    tray.show("Break in 12 min", 12)
    pauses = ["Pause for an hour", "Pause until tomorrow"]
    assert list(entries(tray)) == ["Break in 12 min", "Start break", "Today", *pauses, "Quit"]
    tray.show("A break is due", 0, due=True)
    shown = ["A break is due", "Start break", "In 5 minutes", "Skip", "Today", *pauses, "Quit"]
    assert list(entries(tray)) == shown
    with qtbot.waitSignal(tray.answered) as answered:
        entries(tray)["Skip"].trigger()
    assert answered.args == ["skip"]
    tray.show("Paused until tomorrow", None, paused=True)
    assert list(entries(tray)) == [
        "Paused until tomorrow",
        "Start break",
        "Today",
        "Remind me again",
        "Quit",
    ]
    for text, signal in (
        ("Start break", tray.break_asked),
        ("Today", tray.today_asked),
        ("Remind me again", tray.resume_asked),
        ("Quit", tray.quit_asked),
    ):
        with qtbot.waitSignal(signal):
            entries(tray)[text].trigger()


def test_without_a_tray_nobody_shows_a_message(qapp: QApplication) -> None:
    tray = Tray({})
    tray.show("Break in 12 min", 12)
    assert not tray.is_there
    assert not tray.say("Time for a break", "Stand up.")
    tray.hide()


def test_the_icon_shows_its_number_in_every_size(qapp: QApplication) -> None:
    for size in (16, 22, 48):
        pictures = [icon(minutes).pixmap(size, size).toImage() for minutes in (None, 7, 42, 99)]
        assert all(one != other for n, one in enumerate(pictures) for other in pictures[:n])
    assert icon(120).pixmap(48, 48).toImage() == icon(99).pixmap(48, 48).toImage()
