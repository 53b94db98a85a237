"""The player page: every key, every panel, hands off from start to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.play.page import PlayPage
from guided.qt.play.panels import READY_MS, HurtPanel, Instead, Overlay, Panel, ReadyPanel, StepList
from guided.qt.play.player import Player
from guided.qt.play.swap import SwapPanel
from guided.qt.theme import Look
from guided.qt.widgets import Button, Notice, Text, Toast
from guided.qt.widgets.pressable import Pressable
from guided.session import Session
from guided.settings import Settings
from tests.fakes import Clock, Sink
from tests.qt.seen import clipped, nameless
from tests.qt.shipped import library, plan, timeline

_K = Qt.Key


class Playing:
    """A player page with its fakes, and what it said."""

    def __init__(self, qtbot: QtBot, look: Look) -> None:
        self.clock, self.sink = Clock(), Sink()
        self.look = look
        self.page = PlayPage(look, self.clock, self.clock.slept)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 800)
        self.page.show()
        self.player = Player(Session(plan()), library(), self.sink, self.clock, self.clock.slept)
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
    for _ in range(READY_MS // 500):
        playing.clock.advance(500)
        playing.page.get_ready()
    assert playing.player.playing
    assert playing.said == [("began", None)]
    assert playing.panel is None


def test_enter_starts_at_once_and_a_number_is_the_discomfort_before(playing: Playing) -> None:
    playing.clock.advance(READY_MS - 500)
    playing.page.get_ready()
    playing.key(_K.Key_4)
    playing.clock.advance(READY_MS - 500)
    playing.page.get_ready()
    assert not playing.player.playing, "whoever answers has all the time to lie down again"
    playing.key(_K.Key_Return, playing.page)
    assert playing.said == [("began", 4)]
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


def test_c_offers_other_versions_and_methods_and_so_does_the_easier_one(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_C)
    assert isinstance(playing.panel, SwapPanel)
    playing.key(_K.Key_Escape)
    playing.key(_K.Key_E)
    press(playing, "Change")
    assert isinstance(playing.panel, SwapPanel)


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


def test_a_jump_can_be_taken_back(playing: Playing) -> None:
    playing.start(at_ms=30_000)
    playing.page.jump_to(4)
    assert playing.step == 4
    undo = next(b for b in playing.page.findChildren(QWidget) if b.accessibleName() == "Undo")
    assert undo.isVisible()
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert playing.player.position_ms == 30_000


def test_mute_breath_and_pace_are_kept_as_choices(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_M)
    playing.key(_K.Key_B)
    playing.key(_K.Key_Plus)
    playing.key(_K.Key_Minus)
    assert playing.said[1:] == [
        ("chosen", {"muted": True}),
        ("chosen", {"breath_sound": False}),
        ("chosen", {"pace": 1.1}),
        ("chosen", {"pace": 1.0}),
    ]


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
    assert playing.said[-1] == ("hurt", timeline().parts[3].exercise.id)
    assert isinstance(playing.panel, HurtPanel)
    asked = " ".join(text.text() for text in playing.panel.findChildren(Text))
    assert "Sharp or electric? Tingling or numb? Stop for today." in asked
    assert "A strong pull? Make it smaller." in asked
    for name in ("Stop for today", "Easier version", "Go on, smaller", "Skip this exercise"):
        assert name in names(playing)
    assert "When to get help" in names(playing)


def test_sharp_pain_ends_the_session(playing: Playing) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    playing.key(_K.Key_Return)
    assert playing.said[-2:] == [("felt", "It was sharp, so I stopped for the day."), ("ended", None)]


@pytest.mark.parametrize(
    ("name", "noted"),
    [
        ("Easier version", "took the easier version"),
        ("Go on, smaller", "made it smaller"),
        ("Skip this exercise", "skipped it"),
    ],
)
def test_a_strong_pull_is_made_smaller(playing: Playing, name: str, noted: str) -> None:
    playing.start(at_ms=timeline().step_span(3)[0] + 20_000)
    playing.key(_K.Key_H)
    press(playing, name)
    assert playing.said[-1] == ("felt", f"It was a strong pull, so I {noted}.")
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
    assert playing.said[-1][0] == "hurt"


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
    playing.clock.advance(2 * READY_MS)
    playing.page.get_ready()
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
    assert "Smaller range, slower, fewer reps" in ready(careful).advice.said
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


def test_much_discomfort_waits_for_a_choice_and_enter_starts_from_the_scale(careful: Playing) -> None:
    press(careful, "7")
    careful.clock.advance(2 * READY_MS)
    careful.page.get_ready()
    assert not careful.player.playing
    press(careful, "3")
    cell = next(one for one in ready(careful).findChildren(Pressable) if one.words == "3")
    careful.key(_K.Key_Return, cell)
    assert careful.said[-1] == ("began", 3)


def test_an_answer_goes_on_counting_down(careful: Playing) -> None:
    press(careful, "3")
    careful.clock.advance(READY_MS)
    careful.page.get_ready()
    assert careful.player.playing


def test_in_a_low_window_the_advice_is_scrolled_into_sight(careful: Playing) -> None:
    careful.look.use(Settings(theme="light", motion="reduced", text_size=150))
    careful.page.resize(800, 560)
    careful.key(_K.Key_7)
    advice = ready(careful).advice
    assert advice.visibleRegion().boundingRect().height() > advice.height() * 0.9


def test_what_was_told_already_is_not_asked_again(playing: Playing) -> None:
    playing.page.leave()
    playing.page.show_player(playing.player, muted=False, breath_sound=True, before=7)
    assert ready(playing).scale.value == 7
    playing.key(_K.Key_Return, playing.page)
    assert playing.said[-1] == ("began", 7)


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


def test_escape_leaves_full_screen_then_asks_and_keeping_on_is_the_first_answer(playing: Playing) -> None:
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
    playing.key(_K.Key_Return)
    assert playing.player.playing
    playing.key(_K.Key_Escape)
    playing.key(_K.Key_Down)
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
        playing.page.leave_panel()
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


def swapping(playing: Playing, at_ms: int = 22_000) -> SwapPanel:
    """Three reps into an exercise that is also played as a static hold, what it may be instead."""
    timeline_ = playing.player.timeline
    step = next(n for n, part in enumerate(timeline_.parts) if "static" in part.exercise.methods)
    start, _ = timeline_.step_span(step)
    playing.start(start)
    playing.run(timeline_.at(start).segment.length_ms + at_ms)
    playing.key(_K.Key_Space)
    click(playing, "Change this exercise")
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
    click(playing, "Static hold")
    assert playing.player.playing
    assert playing.panel is None
    assert playing.player.part.method.id == "static"
    assert list(playing.player.session.done) == done


def test_the_panel_says_the_dose_of_each_method(playing: Playing) -> None:
    panel = swapping(playing)
    offered = [button.words for button in panel.findChildren(Button)]
    assert "Static hold: 2 each side, 30 s hold" in offered
    assert any("What you did so far stays." in text.text() for text in panel.findChildren(Text))


def test_go_on_as_it_is_changes_nothing(playing: Playing) -> None:
    before = playing.player.timeline
    swapping(playing)
    playing.key(_K.Key_Escape)
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
    playing.page.show_swaps()
    click(playing, "Easier")
    assert playing.player.part.exercise.id == exercise.id
    assert playing.player.playing


@pytest.mark.parametrize(("width", "height", "size"), [(1280, 800, 100), (800, 560, 150)])
def test_the_panel_of_changes_fits(playing: Playing, width: int, height: int, size: int) -> None:
    playing.look.use(Settings(text_size=size, motion="reduced"))
    playing.page.resize(width, height)
    panel = swapping(playing)
    QApplication.processEvents()
    assert not list(clipped(panel))
    assert playing.page.rect().contains(panel.geometry())
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


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (1920, 1080)])
@pytest.mark.parametrize("full", [False, True])
def test_what_is_said_covers_neither_words_nor_buttons(
    playing: Playing, size: tuple[int, int], full: bool
) -> None:
    playing.page.resize(*size)
    playing.start()
    playing.page.set_full(full)
    playing.page.say("There is no sound device, so the session goes on without sound.", "volume-off")
    playing.page.jump_to(4)
    QApplication.processEvents()
    place = playing.page.stage.layout_now()
    (notice,), (toast,) = playing.page.findChildren(Notice), playing.page.findChildren(Toast)
    assert notice.isVisible()
    assert playing.page.rect().contains(notice.geometry())
    said = toast.geometry().adjusted(0, 8, 0, -26)  # without its shadow
    for line in (place.name, place.chips, place.word, place.cue):
        words = line.adjusted(0, 2, 0, -2)  # what is written is lower than its line
        assert not words.intersects(QRectF(notice.geometry()))
        assert not words.intersects(QRectF(said))
    for button in playing.page.findChildren(Pressable):
        inside = notice.isAncestorOf(button) or toast.isAncestorOf(button)
        if button.isVisible() and not inside:
            area = button.rect().translated(button.mapTo(playing.page, QPoint()))
            assert not area.intersects(notice.geometry()), button.words
            assert not area.intersects(said), button.words


def test_in_full_screen_what_is_said_comes_and_goes_with_the_controls(playing: Playing) -> None:
    playing.start()
    playing.page.set_full(True)
    playing.page.say("No sound.", "volume-off")
    (notice,) = playing.page.findChildren(Notice)
    playing.page.go_away()
    assert not notice.isVisible()
    playing.key(_K.Key_M)
    assert notice.isVisible()
    close = next(b for b in notice.findChildren(Pressable))
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    playing.key(_K.Key_M)
    assert not notice.isVisible()


def test_escape_while_paused_asks_whether_to_end(playing: Playing) -> None:
    playing.start()
    playing.key(_K.Key_Space)
    playing.key(_K.Key_Escape)
    assert isinstance(playing.panel, Panel)
    assert playing.panel.accessibleName() == "End session?"
    assert not playing.player.playing
    playing.key(_K.Key_Escape)
    assert playing.player.playing


def test_control_z_takes_a_jump_back(playing: Playing) -> None:
    playing.start(at_ms=30_000)
    playing.page.jump_to(4)
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
