"""The player's bars: what they leave out where there is little room, and what stays where it is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from guided.files import load
from guided.paths import assets
from guided.plan import plan_of
from guided.qt.play.page import PlayPage
from guided.qt.play.player import Player
from guided.qt.theme import Look
from guided.session import Session
from guided.settings import Settings
from tests.fakes import Sink

LIBRARY = load(assets())


def playing(look: Look, qtbot: QtBot, width: int, height: int, text_size: int) -> PlayPage:
    """The page in the middle of a rep whose dose takes many words."""
    settings = Settings(theme="light", motion="full", text_size=text_size)
    look.use(settings)
    session = Session(plan_of(LIBRARY.routines["psoas-release"], LIBRARY, settings))
    player = Player(session, LIBRARY, Sink(), lambda: 0)
    page = PlayPage(look, lambda: 0)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.show_player(player, muted=False, breath_sound=True)
    page.toggle()
    player.seek(next(s.start_ms + 100 for s in player.timeline.segments if s.step == 3 and s.rep == 2))
    qtbot.wait(1)
    return page


@pytest.mark.parametrize("text_size", [100, 115, 130, 150])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (960, 600), (800, 560)])
def test_the_foot_has_room_for_its_buttons_and_for_little_else(
    look: Look, qtbot: QtBot, width: int, height: int, text_size: int
) -> None:
    page = playing(look, qtbot, width, height, text_size)
    bar, ribbon = page.bottom, page.ribbon.geometry()
    shown = [button for button, _ in bar.buttons if button.isVisible()]
    areas = [button.geometry().translated(bar.pos()) for button in shown]
    assert not any(area.intersects(ribbon) for area in areas)
    assert all(bar.geometry().contains(area) for area in areas)
    assert all(min(area.width(), area.height()) >= 40 for area in areas)
    empty = bar.height() - ribbon.height() - max(area.height() for area in areas)
    assert empty < 42


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (800, 560)])
def test_the_pause_button_is_in_the_middle(
    look: Look, qtbot: QtBot, width: int, height: int, text_size: int
) -> None:
    page = playing(look, qtbot, width, height, text_size)
    bar, play = page.bottom, page.bottom.play
    assert abs(play.mapTo(bar, play.rect().center()).x() - width / 2) < 12
    for button in (page.bottom.easier, page.bottom.hurts):
        assert bar.rect().contains(button.geometry())
        assert button.width() >= button.sizeHint().width()


@pytest.mark.parametrize(("width", "told"), [(1280, ", 12 reps each side, 2 s hold"), (800, "")])
def test_the_top_bar_says_what_it_has_room_for(look: Look, qtbot: QtBot, width: int, told: str) -> None:
    page = playing(look, qtbot, width, 560, 150)
    subtitle = page.top._subtitle
    assert subtitle.text() == f"Exercise 4 of 8{told}"
    below = subtitle.mapTo(page.top, subtitle.rect().bottomLeft()).y()
    assert below <= page.top.height(), "what hangs below the line is whole"
