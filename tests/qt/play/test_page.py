"""The player page: every key, every panel, hands off from start to end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided import safety, words
from guided.qt.play.keys import KEYS, Do, State, short
from guided.qt.play.page import PlayPage
from guided.qt.play.panels import FeelPanel, HurtPanel, Panel
from guided.qt.play.player import Player
from guided.qt.play.ready import CHOOSE, Instead, ReadyPanel
from guided.qt.play.steplist import StepList
from guided.qt.play.swap import SwapPanel
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.message import Toast
from guided.qt.widgets.more import MoreBelow
from guided.qt.widgets.overlay import Overlay
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text
from guided.session import Session
from guided.settings import Settings
from tests.fakes import Clock, Sink
from tests.qt.seen import clipped, nameless
from tests.qt.shipped import library, plan, timeline

_K = Qt.Key


class Playing:
    """A player page with its fakes, and what it said."""

    def __init__(self, qtbot: QtBot, look: Look, settings: Settings | None = None) -> None:
        self.clock, self.sink = Clock(), Sink()
        self.look = look
        self.page = PlayPage(look, self.clock, self.clock.slept)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 800)
        self.page.show()
        laid_out = replace(plan(), settings=settings or Settings())
        self.player = Player(Session(laid_out), library(), self.sink, self.clock, self.clock.slept)
        self.said: list[tuple[str, Any]] = []
        self.page.began.connect(lambda before: self.said.append(("began", before)))
        self.page.ended.connect(lambda: self.said.append(("ended", None)))
        self.page.hurt.connect(lambda what: self.said.append(("hurt", what)))
        self.page.felt.connect(lambda what: self.said.append(("felt", what)))
        self.page.full_asked.connect(lambda full: self.said.append(("full", full)))
        self.page.chosen.connect(lambda choices: self.said.append(("chosen", choices)))
        self.page.show_player(self.player, muted=False, breath_sound=True)

    def key(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        focused: QWidget | None = self.page.focusWidget()
        own = self.page if focused is None else focused
        QTest.keyClick(widget or QApplication.focusWidget() or own, key)

    def start(self, at_ms: int = 0) -> None:
        self.key(_K.Key_Return)
        if at_ms:
            self.player.seek(at_ms)

    def run(self, ms: int, step: int = 500) -> None:
        for _ in range(ms // step):
            self.clock.advance(step)
            self.player.tick()

    def wait(self, ms: int, step: int = 500) -> None:
        """Lets time pass while getting ready."""
        for _ in range(ms // step):
            self.clock.advance(step)
            if self.page.countdown is not None:
                self.page.countdown.tick()

    def is_in(self, state: State) -> bool:
        return self.page.state is state

    @property
    def panel(self) -> Overlay | None:
        shown = [panel for panel in self.page.findChildren(Overlay) if panel.isVisible()]
        return shown[-1] if shown else None

    @property
    def step(self) -> int:
        return self.player.timeline.at(self.player.position_ms).segment.step


@pytest.fixture
def playing(qtbot: QtBot, look: Look) -> Iterator[Playing]:
    playing = Playing(qtbot, look)
    yield playing
    playing.page.leave()


def test_the_session_starts_by_itself_after_the_countdown(playing: Playing) -> None:
    assert isinstance(playing.panel, ReadyPanel)
    playing.wait(ready(playing).whole_ms)
    assert playing.player.playing
    assert playing.said == [("began", None)]
    assert playing.panel is None


def test_enter_starts_at_once_and_a_number_is_the_discomfort_before(playing: Playing) -> None:
    playing.wait(ready(playing).whole_ms - 500)
    playing.key(_K.Key_4)
    playing.wait(ready(playing).whole_ms - 500)
    assert not playing.player.playing, "whoever answers has yet to get into place"
    playing.key(_K.Key_Return, playing.page)
    assert playing.said == [("began", 4)]
    assert playing.player.playing


def test_with_control_a_number_is_no_discomfort(playing: Playing) -> None:
    QTest.keyClick(playing.page, _K.Key_4, Qt.KeyboardModifier.ControlModifier)
    playing.start()
    assert playing.said == [("began", None)]


def test_an_answer_begins_the_countdown_anew_and_what_else_one_does_holds_it(playing: Playing) -> None:
    move_mouse(playing, (200, 300))
    playing.wait(3_000)
    move_mouse(playing, (300, 300))
    for number in ("3", "3"):
        press(playing, number)
        playing.wait(ready(playing).whole_ms - 500)
        assert not playing.player.playing
    move_mouse(playing, (200, 300), (400, 300))
    playing.wait(10 * ready(playing).whole_ms)
    assert not playing.player.playing
    playing.key(_K.Key_5)
    playing.wait(ready(playing).whole_ms)
    assert playing.said == [("began", 5)]


def move_mouse(playing: Playing, *places: tuple[int, int]) -> None:
    for place in places:
        QTest.mouseMove(playing.page, QPoint(*place))
        QApplication.processEvents()


def test_a_button_leads_back_before_it_begins(playing: Playing) -> None:
    left = []
    playing.page.put_off.connect(lambda: left.append(True))
    press(playing, "Back")
    assert left == [True]
    assert not playing.player.playing


def test_there_is_time_to_read_it_all_and_to_fetch_each_thing(look: Look) -> None:
    long, bare = (ReadyPanel(look, timeline(name)) for name in ("evening-wind-down", "desk-five"))
    read = [len(text.text().split()) for text in long.findChildren(Text)]
    assert long.whole_ms >= 10_000 + 200 * sum(read) + 5 * 5_000
    assert bare.whole_ms < long.whole_ms - 15_000
    for panel in (long, bare):
        panel.deleteLater()


@pytest.mark.parametrize("sign", ["key", "mouse", "wheel", "click"])
def test_any_sign_of_a_person_stops_the_countdown(playing: Playing, sign: str) -> None:
    playing.wait(3_000)
    if sign == "key":
        playing.key(_K.Key_Tab)
    elif sign == "mouse":
        move_mouse(playing, (200, 300), (260, 300))
    elif sign == "wheel":
        at = QPointF(ready(playing).rect().center())
        none, no_button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
        phase = Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(at, at, QPoint(), QPoint(0, 120), no_button, none, phase, False)
        QApplication.sendEvent(ready(playing), wheel)
    else:
        QTest.mouseClick(ready(playing), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    playing.wait(10 * ready(playing).whole_ms)
    assert not playing.player.playing
    assert any(
        "when you are ready" in text.text() and text.isVisible() for text in ready(playing).findChildren(Text)
    )
    press(playing, "Start now")
    assert playing.player.playing


def test_the_hand_that_goes_away_from_start_does_not_stop_it(playing: Playing) -> None:
    playing.wait(500)
    move_mouse(playing, (200, 300), (400, 300))
    playing.wait(2_000)
    move_mouse(playing, (403, 302))
    playing.wait(ready(playing).whole_ms)
    assert playing.player.playing


def test_a_machine_that_slept_while_getting_ready_waits_for_its_person(playing: Playing) -> None:
    playing.wait(3_000)
    playing.clock.sleep(3_600_000)
    playing.wait(2 * ready(playing).whole_ms)
    assert not playing.player.playing
    assert any("Welcome back" in text.text() for text in ready(playing).findChildren(Text))


def test_a_stall_is_no_part_of_the_countdown(playing: Playing) -> None:
    assert playing.page.countdown is not None
    playing.wait(3_000)
    playing.clock.advance(15_000)
    playing.page.countdown.tick()
    assert not playing.player.playing
    playing.wait(ready(playing).whole_ms - 3_000)
    assert playing.player.playing


def test_after_start_nothing_needs_touching(playing: Playing) -> None:
    playing.start()
    playing.run(playing.player.timeline.length_ms + 1000)
    assert playing.said[-1] == ("ended", None)
    reps = [s for s in playing.player.timeline.segments if s.rep]
    assert len(playing.player.session.done) == len({(s.step, s.set, s.side, s.rep) for s in reps})


def test_space_pauses_and_goes_on_whatever_has_the_focus(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_Space)
    assert not playing.player.playing
    assert isinstance(playing.panel, Panel)
    playing.key(_K.Key_Down)
    playing.key(_K.Key_Down)
    playing.key(_K.Key_Space)
    assert playing.player.playing
    assert playing.panel is None


def test_the_pause_panel_is_walked_by_keys(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(2)[0] + 20_000)
    playing.key(_K.Key_Space)
    playing.key(_K.Key_Down)
    playing.key(_K.Key_Return)
    assert playing.player.playing
    assert playing.player.position_ms == timeline().step_span(2)[0]


def test_arrows_and_page_keys_go_from_exercise_to_exercise(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_Right)
    playing.key(_K.Key_PageDown)
    playing.key(_K.Key_MediaNext)
    assert playing.step == 3
    playing.key(_K.Key_Left)
    playing.key(_K.Key_PageUp)
    assert playing.step <= 2


def test_shift_and_an_arrow_go_ten_seconds_on_and_back(playing: Playing) -> None:
    playing.start(at_ms=30_000)
    QTest.keyClick(playing.page, _K.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert playing.player.position_ms == 40_000
    for _ in range(5):
        QTest.keyClick(playing.page, _K.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert playing.player.position_ms == 0


def test_c_offers_other_versions_and_methods(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_C)
    assert isinstance(playing.panel, SwapPanel)
    playing.key(_K.Key_Escape)


def test_the_list_shows_where_one_is_and_goes_elsewhere(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_L)
    assert isinstance(playing.panel, StepList)
    playing.key(_K.Key_Down)
    playing.key(_K.Key_Down)
    playing.key(_K.Key_Return)
    assert playing.step == 2
    playing.key(_K.Key_L)
    playing.key(_K.Key_L)
    assert playing.panel is None


def in_sight(widget: QWidget) -> bool:
    """Whether all of a widget is seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (640, 400), (1920, 1080), (800, 1000)])
@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("full", [False, True])
def test_behind_the_list_one_sees_what_to_do_and_nothing_moves(
    playing: Playing, size: tuple[int, int], text_size: int, full: bool
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.show_captions(True)
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.page.set_full(full)
    for width, height in (size, (1280, 800), size):
        playing.page.resize(width, height)
        before = playing.page.stage.layout_now()
        playing.key(_K.Key_L)
        for wide, high in ((800, 560), (width, height)):  # smaller for a while
            playing.page.resize(wide, high)
            QApplication.processEvents()
        panel, place = playing.panel, playing.page.stage.layout_now()
        assert isinstance(panel, StepList)
        assert not playing.player.playing
        assert place == before
        assert playing.page.rect().contains(panel.geometry())
        over = QRectF(panel.geometry())
        assert not any(over.intersects(one) for one in (place.word, place.cue, place.ring))
        for part in (place.hills, place.up_next, place.name, place.chips):
            seen = part.adjusted(0, 0, -16 * place.unit, 0)  # up to there it is painted on
            assert over.contains(seen) or not over.intersects(seen), "covered whole, or not at all"
        for bar in (playing.page.top, playing.page.bottom, playing.page.ribbon, playing.page.caption):
            assert not (bar.isVisible() and bar.geometry().intersects(panel.geometry()))
        here = QApplication.focusWidget()
        assert isinstance(here, Button)
        assert here.words.startswith("4. ")
        assert in_sight(here) or text_size > 100 > height / 5
        playing.key(_K.Key_L)
        assert playing.panel is None
        assert playing.player.playing


def test_the_button_of_the_list_has_the_focus_as_the_height_of_the_window_changes(playing: Playing) -> None:
    playing.page.resize(1280, 800)
    playing.start(at_ms=30_000)
    playing.key(_K.Key_L)
    panel = playing.panel
    assert isinstance(panel, StepList)
    change = next(one for one in panel.findChildren(Button) if one.words == "Change this exercise")
    change.setFocus()
    for high in (380, 800, 700):
        playing.page.resize(800, high)
        QApplication.processEvents()
        assert QApplication.focusWidget() is change, high
        assert change.isVisible()
    playing.key(_K.Key_Return)
    assert playing.is_in(State.CHANGING)


def test_the_list_goes_along_with_the_session(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(1)[1] - 1_000)
    playing.key(_K.Key_L)
    panel = playing.panel
    assert isinstance(panel, StepList)
    rows = [one for one in panel.findChildren(Button) if one.words[:1].isdigit()]
    marked = [row.grab().toImage().pixel(30, 6) for row in rows]
    assert marked.count(marked[1]) == 1
    playing.key(_K.Key_Right)
    now = [row.grab().toImage().pixel(30, 6) for row in rows]
    assert now[2] == marked[1] != now[1], "the third is under way by now"
    before = rows[2].words
    playing.key(_K.Key_Minus)
    assert rows[2].words != before, "it takes longer now"


def test_while_the_list_is_open_no_rep_passes(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_L)
    here, before = playing.player.position_ms, grabbed(playing)
    playing.run(20_000)
    assert playing.player.position_ms == here
    assert grabbed(playing) == before
    assert "Resume" in playing.page.bottom.play.words, "and the button in the middle says so"
    playing.key(_K.Key_L)
    playing.run(2_000)
    assert playing.player.position_ms > here


@pytest.mark.parametrize("key", [_K.Key_L, _K.Key_Escape, _K.Key_Return])
def test_a_session_that_was_paused_stays_so_after_the_list(playing: Playing, key: Qt.Key) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_Space)
    playing.key(_K.Key_L)
    playing.key(key)
    assert playing.is_in(State.PAUSED)
    assert not playing.player.playing


@pytest.mark.parametrize("how", ["row", "Escape", "close", "button above"])
def test_the_list_is_used_by_mouse(playing: Playing, how: str) -> None:
    playing.start(at_ms=30_000)
    opens = next(one for one, do in playing.page.top.buttons if do is Do.LIST)
    QTest.mouseClick(opens, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    panel = playing.panel
    assert isinstance(panel, StepList)
    if how == "row":
        QTest.mouseClick(panel.findChildren(Button)[2], Qt.MouseButton.LeftButton)
        assert playing.step == 2
        assert playing.page.toast.offers, "it can be taken back"
    elif how == "Escape":
        playing.key(_K.Key_Escape)
    else:
        closes = next(one for one in panel.findChildren(IconButton))
        QTest.mouseClick(closes if how == "close" else opens, Qt.MouseButton.LeftButton)
    assert playing.panel is None
    assert playing.player.playing


def test_a_jump_can_be_taken_back(playing: Playing) -> None:
    playing.start(at_ms=30_000)
    playing.page.questions.jump_to(4)
    assert playing.step == 4
    undo = next(b for b in playing.page.findChildren(QWidget) if b.accessibleName() == "Undo")
    assert undo.isVisible()
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert playing.player.position_ms == 30_000


def test_the_menu_takes_back_what_the_key_does(playing: Playing) -> None:
    playing.start(at_ms=30_000)
    assert "undo" not in playing.page.offers(), "there is nothing to take back"
    playing.page.questions.jump_to(4)
    playing.page.offers()["undo"]()
    assert playing.player.position_ms == 30_000
    assert "undo" not in playing.page.offers()
    playing.page.questions.jump_to(4)
    playing.key(_K.Key_Escape)
    assert "undo" not in playing.page.offers(), "a question is asked"


@pytest.mark.parametrize(
    ("key", "do", "told"), [(_K.Key_Plus, Do.QUICKER, "Quicker"), (_K.Key_Minus, Do.SLOWER, "Slower")]
)
def test_plus_is_quicker_and_minus_is_slower(playing: Playing, key: Qt.Key, do: Do, told: str) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    before = playing.player.timeline.length_ms
    playing.key(key)
    assert (playing.player.timeline.length_ms < before) is (do is Do.QUICKER)
    assert playing.page.toast.findChildren(Text)[0].text().startswith(f"{told} now: ")
    (row,) = [row for row in KEYS if key in row.codes]
    assert row.do is do
    assert row.words == f"pace 10 % {told.lower()}"


def test_mute_breath_and_pace_are_kept_as_choices(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_M)
    playing.key(_K.Key_B)
    playing.key(_K.Key_Minus)
    playing.key(_K.Key_Plus)
    assert playing.said[1:] == [
        ("chosen", {"muted": True}),
        ("chosen", {"breath_sound": False}),
        ("chosen", {"pace": 1.1}),
        ("chosen", {"pace": 1.0}),
    ]


def test_v_says_less_then_nothing_then_everything_again(playing: Playing) -> None:
    playing.start(100_000)
    words = []
    for amount, toast in (
        ("brief", "The voice says little"),
        ("none", "Sounds only"),
        ("full", "The voice says everything"),
    ):
        playing.key(_K.Key_V)
        assert playing.said[-1] == ("chosen", {"speech": amount})
        assert any(text.text() == toast for text in playing.page.toast.findChildren(Text))
        sounding = playing.sink.sounding
        assert sounding is not None
        assert sounding.position_ms == 100_000
        words.append(sum(cue.kind == "word" for cue in sounding.cues))
        lines = [line.text for line in playing.player.sound.captions]
        assert ("Hold" in lines) is (amount != "none")
    brief, none, full = words
    assert none == 0 < brief < full


def names(playing: Playing) -> list[str]:
    """Everything in sight that has a name."""
    return [w.accessibleName() for w in playing.page.findChildren(QWidget) if w.isVisible()]


def press(playing: Playing, name: str) -> None:
    """Clicks the button of that name, the one in the panel before one below it."""
    places = [
        *(playing.panel.findChildren(QWidget) if playing.panel else ()),
        *playing.page.findChildren(QWidget),
    ]
    button = next(w for w in places if w.accessibleName() == name and w.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_hurts_stops_at_once_and_asks_what_it_is(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    assert not playing.player.playing
    assert playing.said == [("began", None)], "nothing is told before it is answered"
    assert isinstance(playing.panel, HurtPanel)
    asked = " ".join(text.text() for text in playing.panel.findChildren(Text))
    assert "Sharp or electric? Tingling or numb? A strong pull? Does it only ache? Stop this one if" in asked
    offered = [button.words for button in playing.panel.findChildren(Button)]
    ways = ["Stop for today", "Go on, half as far", "Easier version", "Skip this exercise"]
    more = ["Ease off a little", "When to get help", "Back"]
    assert offered == [*ways, *more], "each once, the first answer to a question first"


@pytest.mark.parametrize(
    ("key", "last", "size"),
    [(_K.Key_H, "Skip this exercise", (800, 560)), (_K.Key_Space, "End session", (760, 480))],
)
def test_in_a_low_window_a_panel_tells_that_there_is_more(
    playing: Playing, key: Qt.Key, last: str, size: tuple[int, int]
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=150))
    playing.page.resize(*size)
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(key)
    QApplication.processEvents()
    panel = playing.panel
    assert panel is not None
    (more,) = panel.findChildren(MoreBelow)
    (button,) = (one for one in panel.findChildren(Button) if one.words == last)
    assert more.isVisible()
    while more.isVisible() and button.visibleRegion().boundingRect() != button.rect():
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert button.visibleRegion().boundingRect() == button.rect()


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (1920, 1080), (800, 1000)])
@pytest.mark.parametrize("text_size", [100, 115, 130, 150])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("captions", [False, True])
def test_every_answer_of_a_pause_is_in_sight_and_paused_is_said_once(
    playing: Playing, size: tuple[int, int], text_size: int, full: bool, captions: bool
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.resize(1280, 800)  # whatever it was before
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.page.show_captions(captions)
    playing.page.set_full(full)
    playing.key(_K.Key_Space)
    playing.page.resize(*size)
    QApplication.processEvents()
    panel, word = playing.panel, playing.page.stage.layout_now().word
    assert panel is not None
    buttons = panel.findChildren(Button)
    assert len(buttons) == 7
    assert all(in_sight(button) for button in buttons)
    assert not list(clipped(panel))
    ends = [button.geometry() for button in buttons]
    assert not any(one.intersects(other) for one, other in pairwise(ends))
    said = [text for text in panel.findChildren(Text) if text.text() == "Paused" and text.isVisible()]
    assert len(said) == QRectF(panel.geometry()).intersects(word.adjusted(0, 8, 0, -8))


def test_the_answers_of_a_pause_are_walked_as_they_are_read(playing: Playing) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=150))
    playing.page.resize(800, 560)
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_Space)
    QApplication.processEvents()
    read = []
    for _ in range(7):
        here = QApplication.focusWidget()
        assert isinstance(here, Button)
        read.append((here.y(), here.x()))
        playing.key(_K.Key_Down)
    assert read == sorted(read)
    assert len({y for y, _ in read}) == 4


def test_who_comes_back_is_welcomed_in_the_lowest_window_too(playing: Playing) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=150))
    for size in ((1280, 800), (800, 560)):
        playing.page.resize(*size)
        playing.page.show_slept()
        QApplication.processEvents()
        assert playing.panel is not None
        assert any(
            in_sight(text) for text in playing.panel.findChildren(Text) if text.text() == "Welcome back"
        )


@pytest.mark.parametrize(
    ("size", "text_size", "seen"),
    [((1280, 800), 100, 7), ((1280, 800), 150, 6), ((960, 600), 100, 6), ((800, 560), 150, 3)],
)
def test_where_it_hurts_as_many_answers_as_there_is_room_for_are_in_sight(
    playing: Playing, size: tuple[int, int], text_size: int, seen: int
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.resize(*size)
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    QApplication.processEvents()
    panel = playing.panel
    assert isinstance(panel, HurtPanel)
    assert sum(in_sight(button) for button in panel.findChildren(Button)) >= seen
    assert panel.findChildren(MoreBelow)[0].isVisible() == (seen < 7)


def test_from_what_hurts_there_is_a_button_back(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    press(playing, "Back")
    assert playing.is_in(State.PAUSED)
    assert playing.said == [("began", None)]


def test_an_ache_is_eased(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    press(playing, "Ease off a little")
    assert playing.said[-1] == ("felt", "It only ached, so I eased off.")
    assert playing.player.playing
    far = {0: 1.0, 3: 0.7}
    for step, share in far.items():
        ends = [
            s.stance_to.share("end") for s in playing.player.timeline.segments if s.step == step and s.rep
        ]
        whole = [s.stance_to.share("end") for s in timeline().segments if s.step == step and s.rep]
        assert ends == pytest.approx([share * one for one in whole])


def test_sharp_pain_ends_the_session(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    playing.key(_K.Key_Return)
    assert playing.said[1:] == [
        ("hurt", timeline().parts[3].exercise.id),
        ("felt", "It was sharp, so I stopped for the day."),
        ("ended", None),
    ]


@pytest.mark.parametrize(
    ("name", "noted"),
    [
        ("Easier version", "took the easier version"),
        ("Go on, half as far", "made it smaller"),
        ("Skip this exercise", "skipped it"),
    ],
)
def test_a_strong_pull_is_made_smaller(playing: Playing, name: str, noted: str) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    press(playing, name)
    assert playing.said[1:] == [
        ("hurt", timeline().parts[3].exercise.id),
        ("felt", f"It was a strong pull, so I {noted}."),
    ]
    assert playing.player.playing
    assert playing.panel is None
    assert playing.step == (4 if name == "Skip this exercise" else 3)


def test_escape_from_what_hurts_leaves_it_paused(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    playing.key(_K.Key_Escape)
    assert isinstance(playing.panel, Panel)
    assert playing.panel.accessibleName() == "Paused"
    assert not playing.player.playing
    assert playing.said == [("began", None)], "what was not answered is not kept"


def test_help_is_one_click_away_before_and_during_a_session(playing: Playing) -> None:
    asked = []
    playing.page.help_asked.connect(lambda: asked.append(playing.panel))
    press(playing, "When to get help")
    playing.key(_K.Key_Return, playing.page)
    press(playing, "When to get help (Shift+F1)")
    playing.key(_K.Key_Space)
    press(playing, "When to get help")
    playing.key(_K.Key_H)
    press(playing, "When to get help")
    assert len(asked) == 4


def test_what_pauses_a_session_holds_its_countdown_too(playing: Playing) -> None:
    playing.page.pause()
    playing.wait(2 * ready(playing).whole_ms)
    assert not playing.player.playing
    playing.start()
    playing.page.pause()
    assert not playing.player.playing


def ready(playing: Playing) -> ReadyPanel:
    assert isinstance(playing.panel, ReadyPanel)
    return playing.panel


GENTLE = (Instead("gentle", "Gentle day", 9),)


@pytest.fixture
def careful(playing: Playing) -> Playing:
    """A session of somebody who has something to mind, with something gentler at hand."""
    step = timeline().parts[3].exercise.id
    playing.page.leave()
    playing.page.show_player(
        playing.player,
        muted=False,
        breath_sound=True,
        care="Take care.",
        cautions={step: "Sore knee: use a cushion."},
        gentle=GENTLE,
    )
    return playing


def test_little_discomfort_needs_no_advice(careful: Playing) -> None:
    careful.key(_K.Key_3)
    assert ready(careful).advice.said == ""
    assert ready(careful).care.said == "Take care."


def test_four_of_ten_asks_for_less(careful: Playing) -> None:
    careful.key(_K.Key_4)
    assert "Make each movement smaller and slower" in ready(careful).advice.said
    assert "Gentle day, 9 min" not in names(careful)
    assert careful.page.rect().contains(ready(careful).geometry())
    careful.key(_K.Key_Return)
    assert careful.said[-1] == ("began", 4)


def test_six_of_ten_offers_something_gentle_and_blocks_nothing(careful: Playing) -> None:
    offered = []
    careful.page.instead.connect(lambda *what: offered.append(what))
    careful.key(_K.Key_6)
    assert ready(careful).advice.said.startswith("Not today")
    assert not careful.player.playing
    careful.key(_K.Key_Return)
    assert offered == [("gentle", 6)]
    press(careful, "Start all the same")
    assert careful.player.playing


def test_what_is_advised_against_is_not_the_main_button(careful: Playing, look: Look) -> None:
    panel = ready(careful)
    kinds = {}
    for number in ("7", "2"):
        press(careful, number)
        kinds[number] = {one.words: one._kind for one in panel.findChildren(Button) if one.isVisible()}
    assert kinds["7"].items() >= {"Start all the same": "secondary", "Rest today": "secondary"}.items()
    assert [name for name, kind in kinds["7"].items() if kind == "primary"] == ["Gentle day, 9 min"]
    assert (kinds["2"]["Start now"], kinds["2"]["Back"]) == ("primary", "secondary")
    bare = ReadyPanel(look, timeline("desk-five"), before=7)
    (rest,) = (one for one in bare.findChildren(Button) if one._kind == "primary")
    assert rest.words == "Rest today"
    bare.deleteLater()


def test_much_discomfort_waits_for_a_choice_and_enter_starts_from_the_scale(careful: Playing) -> None:
    press(careful, "7")
    careful.wait(2 * ready(careful).whole_ms)
    assert not careful.player.playing
    press(careful, "3")
    cell = next(one for one in ready(careful).findChildren(Pressable) if one.words == "3")
    careful.key(_K.Key_Return, cell)
    assert careful.said[-1] == ("began", 3)


def test_space_on_a_number_chooses_it_and_once_more_starts(careful: Playing) -> None:
    cell = next(one for one in ready(careful).findChildren(Pressable) if one.words == "3")
    careful.key(_K.Key_Space, cell)
    assert ready(careful).scale.value == 3
    assert not careful.player.playing
    careful.key(_K.Key_Space, cell)
    assert careful.said[-1] == ("began", 3)


def test_neither_space_nor_enter_starts_what_is_advised_against(careful: Playing) -> None:
    offered = []
    careful.page.instead.connect(lambda *what: offered.append(what))
    panel = ready(careful)
    cell = next(one for one in panel.findChildren(Pressable) if one.words == "8")
    careful.key(_K.Key_Space, cell)
    assert any(text.text() == CHOOSE and text.isVisible() for text in panel.findChildren(Text))
    for key in (_K.Key_Space, _K.Key_Return):
        careful.key(key, careful.page)
        careful.key(key, cell)
    careful.page.act(Do.TOGGLE)
    assert not careful.player.playing
    assert offered == []
    careful.key(_K.Key_Space)
    assert offered == [("gentle", 8)]
    assert not careful.player.playing


def test_without_something_gentle_space_rests_and_a_smaller_number_has_it_start_again(
    playing: Playing,
) -> None:
    left = []
    playing.page.put_off.connect(lambda: left.append(True))
    playing.key(_K.Key_7)
    playing.key(_K.Key_Space)
    assert left == [True]
    assert not playing.player.playing
    playing.key(_K.Key_3)
    assert not any(text.text() == CHOOSE for text in ready(playing).findChildren(Text))
    playing.key(_K.Key_Space)
    assert playing.said[-1] == ("began", 3)


def test_in_a_low_window_the_name_of_the_routine_is_still_there(playing: Playing) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=150))
    playing.page.resize(800, 560)
    name = playing.player.timeline.routine.name
    assert any(name in text.text() for text in ready(playing).findChildren(Text) if text.isVisible())


def test_in_a_low_window_the_advice_is_scrolled_into_sight(careful: Playing) -> None:
    careful.look.use(Settings(theme="light", motion="reduced", text_size=150))
    careful.page.resize(800, 560)
    careful.key(_K.Key_7)
    advice = ready(careful).advice
    assert advice.visibleRegion().boundingRect().height() > advice.height() * 0.9


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560)])
@pytest.mark.parametrize("text_size", [100, 150])
def test_getting_ready_the_scale_and_when_to_stop_are_in_sight_at_once(
    qtbot: QtBot, playing: Playing, size: tuple[int, int], text_size: int
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.resize(*size)
    panel = ready(playing)
    told = (words.STOP_IF, safety.IN_SESSION)
    (line,) = (text for text in panel.findChildren(Text) if text.text() in told)

    def whole() -> bool:
        return all(
            widget.visibleRegion().boundingRect() == widget.rect() for widget in (line, panel.scale, panel)
        )

    qtbot.waitUntil(whole, timeout=1_000)
    assert line.height() >= line.heightForWidth(line.width())
    assert any(text.text() == words.GET_HELP for text in panel.findChildren(Text) if text.isVisible()) or (
        line.text() == safety.IN_SESSION
    )


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (800, 1000)])
@pytest.mark.parametrize("text_size", [100, 115, 130, 150])
def test_getting_ready_for_any_routine_when_to_get_help_is_in_sight(
    playing: Playing, size: tuple[int, int], text_size: int
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.resize(*size)
    for routine_id in library().routines:
        panel = ReadyPanel(playing.look, timeline(routine_id))
        playing.page.open(panel, veiled=True)
        QApplication.processEvents()
        (line,) = (text for text in panel.findChildren(Text) if text.text() == words.GET_HELP)
        assert in_sight(line), routine_id
        assert line.height() >= line.heightForWidth(line.width())
        assert in_sight(panel.scale), routine_id
        assert not panel.findChildren(MoreBelow)[0].isVisible(), routine_id
        assert panel.height() <= panel.height_wanted(panel.width()), "no room is left empty"


def test_what_was_told_already_is_not_asked_again(playing: Playing) -> None:
    playing.page.leave()
    playing.page.show_player(playing.player, muted=False, breath_sound=True, before=7)
    assert ready(playing).scale.value == 7
    press(playing, "Start all the same")
    assert playing.said[-1] == ("began", 7)


def test_little_that_was_told_already_does_not_hold_the_countdown(playing: Playing) -> None:
    playing.page.leave()
    playing.page.show_player(playing.player, muted=False, breath_sound=True, before=3)
    playing.wait(ready(playing).whole_ms)
    assert playing.said[-1] == ("began", 3)


def test_an_exercise_to_mind_says_so_once_as_it_comes_up(careful: Playing) -> None:
    careful.start(at_ms=timeline().step_span(3)[0] - 500)
    (toast,) = careful.page.findChildren(Toast)
    assert not toast.isVisible()
    careful.run(1_000)
    assert toast.isVisible()
    assert "Sore knee: use a cushion." in [text.text() for text in toast.findChildren(Text)]
    toast.hide()
    careful.run(20_000)
    assert not toast.isVisible()


def test_easier_changes_the_exercise_while_playing(playing: Playing) -> None:
    step = next(i for i, part in enumerate(timeline().parts) if part.exercise.easier)
    playing.start(at_ms=timeline().step_span(step)[0] + 20_000)
    playing.key(_K.Key_E)
    here = playing.player.timeline.at(playing.player.position_ms).segment
    assert here.exercise == timeline().parts[step].exercise.easier
    assert playing.player.playing


def test_what_is_taken_instead_of_an_exercise_is_not_called_easier(qtbot: QtBot, look: Look) -> None:
    step = next(i for i, part in enumerate(timeline().parts) if part.exercise.leave_out)
    exercise = timeline().parts[step].exercise
    code, instead = next(iter(exercise.leave_out.items()))
    playing = Playing(qtbot, look, Settings(careful_with=(code,)))
    playing.start(at_ms=timeline().step_span(step)[0] + 20_000)
    assert any(b.words == "Another exercise" for b in playing.page.findChildren(Button) if b.isVisible())
    playing.key(_K.Key_E)
    assert playing.player.part.exercise.id == instead
    toast = next(t for t in playing.page.findChildren(Toast) if t.isVisible())
    said = [text.text() for text in toast.findChildren(Text)]
    assert f"Instead: {library().exercises[instead].name}" in said
    playing.page.leave()


def test_escape_leaves_full_screen_then_asks_and_then_goes_on(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_F)
    assert playing.said[-1] == ("full", True)
    playing.page.set_full(True)
    playing.key(_K.Key_Escape)
    assert playing.said[-1] == ("full", False)
    playing.page.set_full(False)
    playing.key(_K.Key_Escape)
    assert isinstance(playing.panel, Panel)
    assert not playing.player.playing
    playing.key(_K.Key_Escape)
    assert playing.player.playing
    playing.key(_K.Key_Escape)
    playing.key(_K.Key_Return)
    assert playing.said[-1] == ("ended", None)


def test_full_screen_hides_its_controls_and_brings_them_back_with_the_mouse(playing: Playing) -> None:
    playing.start()
    playing.page.set_full(True)
    pause = next(b for b in playing.page.findChildren(QWidget) if b.accessibleName() == "Pause (Space)")
    playing.page.go_away()
    assert not pause.isVisible()
    QTest.mouseMove(playing.page.stage, playing.page.stage.rect().center())
    QApplication.processEvents()
    assert pause.isVisible()


def test_a_machine_that_slept_is_welcomed_back(playing: Playing) -> None:
    playing.start()
    playing.run(3_000)
    playing.clock.sleep(600_000)
    playing.player.tick()
    assert isinstance(playing.panel, Panel)
    assert playing.panel.accessibleName() == "Welcome back"


def test_no_button_of_the_bars_takes_the_focus(playing: Playing) -> None:
    playing.start()
    buttons = [b for b in playing.page.findChildren(Pressable) if b.isVisible()]
    assert len(buttons) > 6
    for button in buttons:
        assert button.focusPolicy() == Qt.FocusPolicy.NoFocus


def grabbed(playing: Playing) -> QImage:
    """The page once every change has faded in."""
    playing.page.grab()
    playing.clock.advance(400)
    return playing.page.grab().toImage()


@pytest.mark.parametrize(("phase", "token"), [("ease", "ease"), ("hold", "hold"), ("release", "release")])
def test_each_phase_has_its_own_ground(playing: Playing, phase: str, token: str) -> None:
    segment = next(s for s in timeline().segments if s.phase == phase)
    playing.start(at_ms=segment.start_ms + 100)
    playing.player.seek(segment.start_ms + 100)
    ground = grabbed(playing).pixelColor(790, 120)
    assert ground.name() == playing.look.theme.phase(token).stage.name()


def test_the_figure_moves_with_the_phase_and_stands_still_in_the_hold(playing: Playing) -> None:
    ease = next(s for s in timeline().segments if s.phase == "ease" and s.step == 3)
    playing.look.use(Settings(theme="light", motion="full"))
    playing.start()

    def figure(t_ms: int) -> QImage:
        playing.player.pause()
        playing.player.seek(t_ms)
        playing.page.close_panel()
        return grabbed(playing).copy(150, 220, 560, 330)

    assert figure(ease.start_ms + 200) != figure(ease.start_ms + 1_400)


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (1920, 1080)])
def test_panels_stay_inside_the_window(playing: Playing, size: tuple[int, int]) -> None:
    playing.page.resize(*size)
    assert playing.panel is not None
    assert playing.page.rect().contains(playing.panel.geometry())
    playing.key(_K.Key_7)
    assert playing.page.rect().contains(playing.panel.geometry())
    playing.key(_K.Key_Return, playing.page)
    for key in (_K.Key_L, _K.Key_H):
        playing.key(key)
        assert playing.panel is not None
        assert playing.page.rect().contains(playing.panel.geometry())


@pytest.mark.parametrize("key", ["", "Space", "L", "C", "H", "D", "Escape"])
@pytest.mark.parametrize("size", [(1280, 800), (800, 560), (640, 400)])
@pytest.mark.parametrize("text_size", [100, 150])
def test_what_has_the_focus_does_not_lie_under_the_sign_of_more(
    playing: Playing, key: str, size: tuple[int, int], text_size: int
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.resize(*size)
    if key:
        playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
        playing.key(getattr(_K, f"Key_{key}"))
    QApplication.processEvents()
    panel = playing.panel
    assert panel is not None
    (more,) = panel.findChildren(MoreBelow)
    seen: list[QWidget | None] = []
    while (focused := QApplication.focusWidget()) not in seen:
        seen.append(focused)
        assert focused is not None
        if panel.isAncestorOf(focused) and more.isVisible():
            where = QRect(focused.mapTo(panel, QPoint()), focused.size())
            sign = QRect(more.mapTo(panel, QPoint()), more.size())
            assert not where.intersects(sign), getattr(focused, "words", focused)
        playing.key(_K.Key_Down, panel.focusWidget())
        QApplication.processEvents()


def swapping(playing: Playing, at_ms: int = 22_000) -> SwapPanel:
    """Three reps into an exercise that is also played as a static hold, what it may be instead."""
    timeline_ = playing.player.timeline
    step = next(n for n, part in enumerate(timeline_.parts) if "static" in part.exercise.methods)
    start, _ = timeline_.step_span(step)
    playing.start(start)
    playing.run(timeline_.at(start).segment.length_ms + at_ms)
    playing.key(_K.Key_Space)
    click(playing, "Change ")
    panel = playing.panel
    assert isinstance(panel, SwapPanel)
    return panel


def click(playing: Playing, words: str) -> None:
    assert playing.panel is not None
    QApplication.processEvents()
    button = next(b for b in playing.panel.findChildren(Button) if b.words.startswith(words))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_another_method_is_chosen_while_playing_and_what_was_done_stays(playing: Playing) -> None:
    swapping(playing)
    done = list(playing.player.session.done)
    assert len(done) == 3
    click(playing, library().methods["static"].name)
    assert playing.player.playing
    assert playing.panel is None
    assert playing.player.part.method.id == "static"
    assert list(playing.player.session.done) == done


def test_the_panel_says_the_dose_of_each_method(playing: Playing) -> None:
    panel = swapping(playing)
    offered = [button.words for button in panel.findChildren(Button)]
    assert "Long holds: 2 each side, 30 s hold" in offered
    assert any("Your reps so far count." in text.text() for text in panel.findChildren(Text))


def test_what_is_asked_for_most_is_offered_first(playing: Playing) -> None:
    panel = swapping(playing)
    offered = [button.words.partition(":")[0] for button in panel.findChildren(Button)]
    assert offered[0] == "Fewer"
    assert offered[-1] == "Keep it as it is"
    exercises = [n for n, words in enumerate(offered) if words in ("Another exercise", "Easier", "Harder")]
    methods = [n for n, words in enumerate(offered) if words == library().methods["static"].name]
    assert exercises
    assert max(exercises) < min(methods)


def test_fewer_is_chosen_while_playing_and_can_be_taken_back(playing: Playing) -> None:
    swapping(playing)
    before = playing.player.timeline
    click(playing, "Fewer")
    assert playing.player.playing
    assert playing.player.timeline.length_ms < before.length_ms
    QTest.keyClick(playing.page, _K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert playing.player.timeline.length_ms == before.length_ms


def test_of_one_rep_there_are_no_fewer(playing: Playing) -> None:
    step = len(playing.player.timeline.parts) - 1
    last = [one for one in playing.player.timeline.segments if one.step == step and one.rep][-1]
    playing.start(at_ms=last.start_ms)
    playing.key(_K.Key_C)
    assert not any(words.startswith("Fewer") for words in names(playing))


def test_go_on_as_it_is_changes_nothing(playing: Playing) -> None:
    before = playing.player.timeline
    swapping(playing)
    press(playing, "Keep it as it is")
    assert playing.is_in(State.PAUSED)
    playing.key(_K.Key_Space)
    assert playing.player.playing
    assert playing.player.timeline is before


def test_harder_and_easier_are_offered_from_the_list_of_exercises(playing: Playing) -> None:
    timeline_ = playing.player.timeline
    step = next(n for n, p in enumerate(timeline_.parts) if p.exercise.easier and p.exercise.harder)
    exercise = timeline_.parts[step].exercise
    playing.start(timeline_.step_span(step)[0])
    playing.key(_K.Key_L)
    click(playing, "Change this exercise")
    click(playing, "Harder")
    assert playing.player.part.exercise.id == exercise.harder
    playing.page.act(Do.CHANGE)
    click(playing, "Easier")
    assert playing.player.part.exercise.id == exercise.id
    assert playing.player.playing


@pytest.mark.parametrize(("width", "height", "size"), [(1280, 800, 100), (800, 560, 100), (800, 560, 150)])
def test_the_panel_of_changes_fits(playing: Playing, width: int, height: int, size: int) -> None:
    playing.look.use(Settings(text_size=size, motion="reduced"))
    playing.page.resize(width, height)
    panel = swapping(playing)
    QApplication.processEvents()
    assert not list(clipped(panel))
    assert playing.page.rect().contains(panel.geometry())
    for button in panel.findChildren(Button):
        right = button.mapTo(panel, button.rect().bottomRight()).x()
        assert right <= panel.width() - 28, f"{button.words} is cut off"
    assert not nameless(panel)


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (1920, 1080)])
def test_in_full_screen_nothing_lies_over_the_name_and_the_word(
    playing: Playing, size: tuple[int, int]
) -> None:
    playing.page.resize(*size)
    playing.start()
    playing.page.set_full(True)
    QApplication.processEvents()
    place = playing.page.stage.layout_now()
    for button in playing.page.findChildren(Pressable):
        if button.isVisible():
            area = QRectF(button.rect().translated(button.mapTo(playing.page, QPoint())))
            assert playing.page.rect().contains(area.toRect())
            assert not any(area.intersects(text) for text in (place.name, place.word, place.cue))
    assert not list(clipped(playing.page))


def test_the_floating_bar_has_the_sound_and_the_way_out_of_full_screen(playing: Playing) -> None:
    playing.start()
    playing.page.set_full(True)

    def press_icon(words: str) -> None:
        buttons = playing.page.findChildren(Pressable)
        button = next(b for b in buttons if b.words == words and b.isVisible())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    press_icon("Sound off (M)")
    assert playing.said[-1] == ("chosen", {"muted": True})
    press_icon("Sound on (M)")
    press_icon("Leave full screen (Esc)")
    assert ("full", False) in playing.said


def test_back_from_full_screen_the_bars_are_as_before(playing: Playing) -> None:
    playing.start()
    shown = [w for w in playing.page.findChildren(QWidget) if w.isVisible()]
    playing.page.set_full(True)
    playing.page.set_full(False)
    assert [w for w in playing.page.findChildren(QWidget) if w.isVisible()] == shown


NO_SOUND = "Sound is off: this computer has no sound device. Words and pictures still guide you."


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (1920, 1080), (800, 1000)])
@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("state", ["bars", "full", "paused"])
def test_what_is_said_covers_neither_count_nor_words_nor_buttons(
    playing: Playing, size: tuple[int, int], text_size: int, state: str
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.resize(*size)
    playing.start()
    playing.page.set_full(state == "full")
    before = playing.page.stage.layout_now()
    playing.page.toast.say(NO_SOUND)
    assert playing.page.stage.layout_now() == before, "it takes no room from what one looks at"
    if state == "paused":
        playing.key(_K.Key_Space)
    QApplication.processEvents()
    place, (toast,) = playing.page.stage.layout_now(), playing.page.findChildren(Toast)
    assert toast.isVisible()
    said = toast.geometry().adjusted(26, 8, -26, -26)  # without its shadow
    assert playing.page.rect().contains(said)
    covered = (place.word, place.cue, place.ring, place.up_next, place.hills)
    if state != "paused":  # then the panel is over them, or they wait
        assert not any(part.intersects(QRectF(said)) for part in covered)
    if playing.panel is not None and size[0] > size[1]:
        assert not playing.panel.geometry().intersects(said)
    for button in playing.page.findChildren(Pressable):
        if button.isVisible() and not toast.isAncestorOf(button) and size[0] > size[1]:
            area = button.rect().translated(button.mapTo(playing.page, QPoint()))
            assert not area.intersects(said), button.words


def test_what_is_said_goes_once_there_was_time_to_read_it(playing: Playing) -> None:
    playing.start()
    (toast,) = playing.page.findChildren(Toast)
    playing.page.pass_time()
    playing.page.toast.say(NO_SOUND)
    lying = toast.geometry().center()
    QTest.mouseMove(playing.page, lying)  # it lies where the message came up, and nobody holds it
    for _ in range(80):
        playing.clock.advance(100)
        playing.page.pass_time()
    assert toast.isVisible(), "fourteen words take longer than six seconds"
    for _ in range(20):
        playing.clock.advance(100)
        playing.page.pass_time()
    assert not toast.isVisible()


def test_a_tip_stays_while_paused_and_is_put_aside_while_something_is_asked(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(easier_at(playing, has=False))[0] + 20_000)
    playing.page.pass_time()
    playing.key(_K.Key_E)
    (toast,) = playing.page.findChildren(Toast)
    assert toast.isVisible()
    for key in (_K.Key_L, _K.Key_C, _K.Key_H, _K.Key_D):
        playing.key(key)
        assert not toast.isVisible()
        playing.clock.advance(60_000)
        playing.page.pass_time()
        playing.key(_K.Key_Escape)
        if key == _K.Key_H:  # which leaves the session paused
            assert playing.is_in(State.PAUSED)
            playing.key(_K.Key_Space)
        assert toast.isVisible()
    playing.key(_K.Key_Space)
    playing.clock.advance(60_000)
    playing.page.pass_time()
    assert toast.isVisible(), "she has not decided yet"
    press(playing, "Change")
    assert playing.is_in(State.CHANGING)
    assert not toast.isVisible()


def test_what_was_said_waits_while_paused(careful: Playing) -> None:
    careful.start(at_ms=timeline().step_span(3)[0] - 500)
    careful.run(1_000)
    careful.page.pass_time()
    (toast,) = careful.page.findChildren(Toast)
    assert toast.isVisible()
    careful.key(_K.Key_Space)
    careful.clock.advance(60_000)
    careful.page.pass_time()
    assert toast.isVisible(), "she stopped to read it"
    careful.key(_K.Key_M)
    careful.page.pass_time()
    careful.clock.advance(60_000)
    careful.page.pass_time()
    assert not toast.isVisible(), "the answer to a key goes by itself"


def test_time_that_passed_before_something_was_said_is_not_taken_from_it(careful: Playing) -> None:
    careful.start()
    careful.clock.advance(60_000)
    careful.key(_K.Key_M)
    careful.page.pass_time()
    (toast,) = careful.page.findChildren(Toast)
    assert toast.isVisible()


def test_captions_come_where_nothing_can_be_heard(qtbot: QtBot, look: Look) -> None:
    deaf = Playing(qtbot, look)
    assert not deaf.page.caption.isVisible()
    deaf.key(_K.Key_M)
    assert deaf.page.caption.isVisible(), "muted"
    deaf.key(_K.Key_M)
    assert not deaf.page.caption.isVisible()
    deaf.sink.lose(NO_SOUND)
    assert deaf.page.caption.isVisible(), "no device"
    deaf.page.leave()
    for settings, shown in ((Settings(volume=0.0), True), (Settings(volume=0.0, captions="never"), False)):
        other = Playing(qtbot, look, settings)
        assert other.page.caption.isVisible() == shown
        other.page.leave()
    always = Playing(qtbot, look, Settings(captions="always"))
    assert always.page.caption.isVisible()
    always.page.leave()


@pytest.mark.parametrize("how", ["End session", "Esc", "End session (Esc)"])
def test_to_end_asks_once_and_says_what_is_kept(playing: Playing, how: str) -> None:
    playing.start(at_ms=timeline().step_span(1)[0])
    playing.run(40_000)
    playing.key(_K.Key_Space)
    if how == "Esc":
        playing.key(_K.Key_Escape)
    elif how == "End session":
        press(playing, how)
    else:
        QTest.mouseClick(playing.page.top.end, Qt.MouseButton.LeftButton)
    assert playing.is_in(State.ENDING)
    assert ("ended", None) not in playing.said
    done = len(playing.player.session.done)
    assert done > 1
    assert playing.panel is not None
    offered = [button.words for button in playing.panel.findChildren(Button)]
    assert offered == [f"End and keep {done} reps", "Go on"]
    playing.key(_K.Key_Space)
    assert playing.is_in(State.ENDING), "who wants a pause does not end it"
    playing.key(_K.Key_Return)
    assert playing.said[-1] == ("ended", None), "Enter does what was asked for"


@pytest.mark.parametrize("size", [(1280, 800), (800, 560)])
def test_what_a_panel_asks_can_be_answered_at_every_size(playing: Playing, size: tuple[int, int]) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=150))
    playing.page.resize(*size)
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_D)
    QApplication.processEvents()
    assert isinstance(playing.panel, FeelPanel)
    for number in playing.panel.scale.findChildren(Pressable):
        assert number.visibleRegion().boundingRect() == number.rect(), number.words
    playing.key(_K.Key_Escape)
    playing.key(_K.Key_H)
    QApplication.processEvents()
    assert isinstance(playing.panel, HurtPanel)
    stop = next(one for one in playing.panel.findChildren(Button) if one.words == "Stop for today")
    assert stop.visibleRegion().boundingRect() == stop.rect()


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560)])
@pytest.mark.parametrize("key", [_K.Key_Space, _K.Key_D, _K.Key_H, _K.Key_C])
def test_no_panel_cuts_words_in_two(playing: Playing, size: tuple[int, int], key: Qt.Key) -> None:
    playing.page.resize(*size)
    playing.page.show_captions(True)
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(key)
    if key is _K.Key_D:
        playing.key(_K.Key_7)
    QApplication.processEvents()
    panel, page = playing.panel, playing.page
    assert panel is not None
    for text in page.top.findChildren(Text):
        area = text.rect().translated(text.mapTo(page, QPoint()))
        assert not panel.geometry().intersects(area), text.text()
    for button in page.top.findChildren(Pressable):
        area = button.rect().translated(button.mapTo(page, QPoint()))
        assert not (button.isVisible() and panel.geometry().intersects(area)), button.words
    before = page.caption.grab().toImage()
    page.caption.say("Breathe out as long as it takes you, and then a little longer than that")
    after = page.caption.grab().toImage()
    covered = panel.geometry() & page.caption.geometry()
    if not covered.isEmpty():
        here = covered.translated(-page.caption.pos())
        assert before.copy(here) == after.copy(here) or _is_plain(after.copy(here))
    page.enter(State.PLAYING)
    assert all(button.isVisible() for button in page.top.findChildren(Pressable))


def _is_plain(picture: QImage) -> bool:
    """Whether a picture is of one colour."""
    first = picture.pixel(0, 0)
    return all(picture.pixel(x, y) == first for x in range(picture.width()) for y in range(picture.height()))


def test_discomfort_told_in_a_session_ends_it_only_when_that_is_meant(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_D)
    press(playing, "End session")
    assert playing.is_in(State.ENDING)
    assert ("ended", None) not in playing.said


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (640, 400)])
@pytest.mark.parametrize("text_size", [100, 150])
def test_when_to_stop_is_read_on_every_pause_and_the_transport_stays_free(
    playing: Playing, size: tuple[int, int], text_size: int
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.resize(*size)
    playing.start(at_ms=30_000)
    playing.key(_K.Key_Space)
    QApplication.processEvents()
    panel = playing.panel
    assert panel is not None
    line = next(text for text in panel.findChildren(Text) if text.text() == safety.IN_SESSION)
    assert line.visibleRegion().boundingRect() == line.rect()
    assert line.height() >= line.heightForWidth(line.width())
    for button in (playing.page.bottom.play, playing.page.bottom.hurts):
        area = button.rect().translated(button.mapTo(playing.page, QPoint()))
        assert not panel.geometry().intersects(area), button.words


def test_escape_while_paused_asks_whether_to_end(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_Space)
    playing.key(_K.Key_Escape)
    assert isinstance(playing.panel, Panel)
    assert playing.panel.accessibleName() == "End session?"
    assert not playing.player.playing
    playing.key(_K.Key_Escape)
    assert playing.is_in(State.PAUSED)


@pytest.mark.parametrize("key", [_K.Key_C, _K.Key_D, _K.Key_L, _K.Key_H])
def test_escape_from_what_was_asked_in_a_pause_leads_back_to_the_pause(playing: Playing, key: Qt.Key) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_Space)
    playing.key(key)
    assert not playing.is_in(State.PAUSED)
    playing.key(_K.Key_Escape)
    assert playing.is_in(State.PAUSED)
    assert not playing.player.playing
    assert "Resume" in names(playing)


def test_to_go_on_from_a_question_of_a_pause_plays_on(playing: Playing) -> None:
    playing.start()
    for key in (_K.Key_D, _K.Key_Escape):  # how it feels, whether to end
        playing.key(_K.Key_Space)
        playing.key(key)
        press(playing, "Go on")
        assert playing.player.playing


def test_control_z_takes_a_jump_back(playing: Playing) -> None:
    playing.start(at_ms=30_000)
    playing.page.questions.jump_to(4)
    QTest.keyClick(playing.page, _K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert playing.player.position_ms == 30_000
    QTest.keyClick(playing.page, _K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert playing.player.position_ms == 30_000


def test_a_screen_reader_hears_where_it_is_and_what_comes_first(playing: Playing) -> None:
    assert playing.page.accessibleName() == f"Session: {timeline().routine.name}"
    assert playing.page.stage.accessibleDescription() == ""
    playing.start()
    said = playing.page.stage.accessibleDescription()
    assert said.startswith(timeline().parts[0].exercise.name)


def keys_of(playing: Playing) -> list[tuple[Qt.Key, Qt.KeyboardModifier]]:
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    unknown = (_K.Key_MediaTogglePlayPause, _K.Key_MediaPause)  # to the tests' own keyboard
    own = (_K.Key_Escape, _K.Key_Return, _K.Key_Enter, *unknown)
    return [(code, shift if key.shift else none) for key in KEYS for code in key.codes if code not in own]


QUESTIONS = {
    State.ENDING: _K.Key_Escape,
    State.HURT: _K.Key_H,
    State.CHANGING: _K.Key_C,
    State.FEELING: _K.Key_D,
}


@pytest.mark.parametrize("state", QUESTIONS)
def test_under_a_question_no_key_does_anything_but_answer_it(playing: Playing, state: State) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(QUESTIONS[state])
    assert playing.is_in(state)
    assert not playing.player.playing
    panel, position, said = playing.panel, playing.player.position_ms, list(playing.said)
    for code, modifier in keys_of(playing):
        QTest.keyClick(QApplication.focusWidget() or playing.page, code, modifier)
    for do in Do:
        if do is not Do.LEAVE:
            assert not playing.page.act(do)
    playing.page.ribbon.jump_asked.emit(5)
    assert (playing.page.state, playing.panel, playing.player.position_ms) == (state, panel, position)
    assert playing.said == said
    playing.key(_K.Key_Escape)
    assert playing.is_in(State.PAUSED if state is State.HURT else State.PLAYING)


def test_a_step_that_waits_still_does_after_a_question(qtbot: QtBot, playing: Playing) -> None:
    playing.start()
    playing.player.waiting.emit()
    playing.player.pause()
    assert playing.is_in(State.WAITING)
    for key in (_K.Key_Escape, _K.Key_D, _K.Key_C, _K.Key_L):
        playing.key(key)
        assert playing.panel is not None
        playing.key(_K.Key_Escape)
        assert (playing.page.state, playing.player.playing) == (State.WAITING, False)
    playing.key(_K.Key_Space)
    assert playing.is_in(State.PLAYING)


def test_who_goes_elsewhere_from_the_list_of_a_step_that_waits_is_ready(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.player.waiting.emit()
    playing.player.pause()
    playing.key(_K.Key_L)
    playing.key(_K.Key_Right)
    playing.key(_K.Key_Escape)
    assert playing.is_in(State.PLAYING)
    assert (playing.step, playing.player.playing) == (4, True)


@pytest.mark.parametrize("key", [_K.Key_Right, _K.Key_Left, _K.Key_R])
def test_who_goes_elsewhere_at_a_step_that_waits_is_ready(playing: Playing, key: Qt.Key) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.player.waiting.emit()
    playing.player.pause()
    playing.key(key)
    assert playing.is_in(State.PLAYING)
    assert playing.player.playing


def test_while_getting_ready_no_exercise_is_changed(playing: Playing) -> None:
    for code, modifier in keys_of(playing):
        if code in (_K.Key_Space, _K.Key_MediaPlay):
            continue
        QTest.keyClick(QApplication.focusWidget() or playing.page, code, modifier)
        assert playing.is_in(State.READY)
    assert playing.player.session.plan.changes == ()
    assert playing.player.position_ms == 0


def cyrillic(playing: Playing, text: str, code: int) -> None:
    """A key of a Russian layout, as X11 sends it."""
    where = QApplication.focusWidget() or playing.page
    none = Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), none, code, 0, 0, text)
    QApplication.sendEvent(where, event)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="places of keys as X11 numbers them")
def test_the_keys_are_where_they_are_under_a_russian_layout(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    cyrillic(playing, "р", 43)
    assert playing.is_in(State.HURT)
    playing.key(_K.Key_Escape)
    cyrillic(playing, "д", 46)
    assert playing.is_in(State.LISTING)
    cyrillic(playing, "д", 46)
    cyrillic(playing, "а", 41)
    assert playing.said[-1] == ("full", True)


def _main(panel: FeelPanel) -> str:
    """The button that Enter presses."""
    focused = panel.window().focusWidget()
    assert isinstance(focused, Button)
    return focused.words


def test_discomfort_can_be_told_in_the_session_too(playing: Playing) -> None:
    told: list[int] = []
    playing.page.before_told.connect(told.append)
    playing.start(at_ms=30_000)
    playing.key(_K.Key_Space)
    press(playing, "How it feels")
    panel = playing.panel
    assert isinstance(panel, FeelPanel)
    assert panel.scale.value is None
    playing.key(_K.Key_7)
    assert panel.advice.said.startswith("Not today")
    assert _main(panel) == "End session", "Enter does what is advised"
    playing.key(_K.Key_2)
    assert _main(panel) == "Go on"
    playing.key(_K.Key_7)
    assert playing.page.rect().contains(panel.geometry())
    press(playing, "Go on")
    assert told == [7]
    assert playing.player.playing
    playing.key(_K.Key_D)
    assert isinstance(playing.panel, FeelPanel)
    assert playing.panel.scale.value == 7


def test_what_is_told_in_the_first_rep_is_not_what_it_was_before(playing: Playing) -> None:
    first = next(one for one in playing.player.timeline.segments if one.rep)
    playing.start(at_ms=first.start_ms)
    playing.run(1000)
    assert not playing.player.session.done
    playing.key(_K.Key_D)
    playing.key(_K.Key_5)
    playing.key(_K.Key_Escape)
    assert playing.page.before is None
    assert playing.said[-1] == ("felt", "Discomfort during the session: 5.")


def test_what_is_told_after_a_rep_is_not_what_it_was_before(playing: Playing) -> None:
    told: list[int] = []
    playing.page.before_told.connect(told.append)
    playing.start(at_ms=timeline().step_span(1)[0])
    playing.run(40_000)
    assert playing.player.session.done
    playing.key(_K.Key_D)
    playing.key(_K.Key_4)
    playing.key(_K.Key_5)
    playing.key(_K.Key_Escape)
    assert (told, playing.page.before) == ([], None)
    assert playing.said[-1] == ("felt", "Discomfort during the session: 5.")
    playing.key(_K.Key_D)
    assert isinstance(playing.panel, FeelPanel)
    assert playing.panel.scale.value == 5, "what was told last"
    playing.key(_K.Key_Escape)
    assert len([what for what in playing.said if what[0] == "felt"]) == 1


def test_who_is_advised_to_stop_ends_with_one_press(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(1)[0])
    playing.run(40_000)
    playing.key(_K.Key_D)
    playing.key(_K.Key_7)
    playing.key(_K.Key_Return)
    assert playing.said[-2:] == [("felt", "Discomfort during the session: 7."), ("ended", None)]


def easier_at(playing: Playing, has: bool) -> int:
    steps = timeline().parts
    return next(n for n, part in enumerate(steps) if bool(part.exercise.easier) is has)


def test_the_easier_version_can_be_taken_back(playing: Playing) -> None:
    step = easier_at(playing, has=True)
    playing.start(at_ms=timeline().step_span(step)[0] + 20_000)
    press(playing, "Easier version")
    assert playing.player.part.exercise.id == timeline().parts[step].exercise.easier
    playing.run(2_000)
    press(playing, "Undo")
    assert playing.player.part.exercise.id == timeline().parts[step].exercise.id
    assert playing.player.position_ms == timeline().step_span(step)[0] + 20_000
    assert playing.player.playing


def test_where_there_is_no_easier_version_the_button_says_it_is_advice(playing: Playing) -> None:
    step = easier_at(playing, has=False)
    playing.start(at_ms=timeline().step_span(step)[0] + 20_000)
    playing.run(500)
    assert "Easier version" not in names(playing)
    press(playing, "How to make it easier")
    assert playing.player.playing
    (toast,) = playing.page.findChildren(Toast)
    assert any(text.text().startswith("To make it easier") for text in toast.findChildren(Text))
    playing.key(_K.Key_H)
    assert "Easier version" not in names(playing)


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (1920, 1080), (800, 1000)])
@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("full", [False, True])
def test_a_panel_stands_beside_the_figure(
    playing: Playing, size: tuple[int, int], text_size: int, full: bool
) -> None:
    playing.look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    playing.page.resize(*size)
    playing.start(at_ms=30_000)
    playing.page.set_full(full)
    playing.key(_K.Key_Space)
    panel, place = playing.panel, playing.page.stage.layout_now()
    assert panel is not None
    over = QRectF(panel.geometry())
    assert playing.page.rect().contains(panel.geometry())
    assert not over.intersects(place.figure)
    assert place.figure.width() > 0.3 * size[0]
    if size[0] > size[1]:
        assert not any(over.intersects(line) for line in (place.name, place.chips, place.hills))
    playing.key(_K.Key_Space)
    assert playing.page.stage.layout_now().figure.width() >= place.figure.width()


def test_what_is_shown_while_paused_is_where_one_has_gone(playing: Playing) -> None:
    playing.look.use(Settings(theme="light", motion="full"))
    playing.start()
    playing.run(2_000)
    playing.key(_K.Key_Space)
    playing.key(_K.Key_Right)
    assert playing.is_in(State.PAUSED)
    grabbed(playing)
    QApplication.processEvents()
    assert not playing.page.stage.fading()
    here = playing.player.timeline.at(playing.player.position_ms)
    assert here.segment.step == 1


def test_every_button_and_key_says_what_the_other_does(playing: Playing) -> None:
    playing.start()
    for button, do in (*playing.page.top.buttons, *playing.page.bottom.buttons):
        if button.accessibleName().endswith(")"):
            told = Do.LEAVE if do is Do.END else do
            assert button.accessibleName().endswith(f"({short(told)})") or do is Do.FULL


@pytest.mark.parametrize("do", [do for do in Do if do is not Do.JUMP])
def test_everything_one_can_do_is_done(playing: Playing, do: Do) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    assert playing.page.act(do)
