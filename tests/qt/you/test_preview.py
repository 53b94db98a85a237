"""What is heard while one chooses how it should sound."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from guided.cues import BREATHS, SIGNALS, WORD
from guided.qt.context import Context
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.choice import Slider
from guided.qt.you.person import Person
from guided.qt.you.preview import EXAMPLES, MUTED, Preview
from guided.qt.you.sections.device import DevicePicker
from guided.settings import BOUNDS
from tests.fakes import Clock, Sink


@pytest.fixture
def sink() -> Sink:
    return Sink(there=(("speakers", "Built-in"), ("headset", "Mum & me <b>")))


@pytest.fixture
def person(context: Context, sink: Sink, qtbot: QtBot) -> Person:
    person = Person(context, lambda: sink)
    qtbot.addWidget(person.page)
    person.page.resize(1200, 800)
    person.page.show()
    return person


def heard(sink: Sink) -> set[str]:
    assert sink.sounding is not None
    return {cue.kind for cue in sink.sounding.cues}


def test_say_something_is_a_sentence_of_the_library_in_the_chosen_voice_another_each_time(
    person: Person, context: Context, sink: Sink
) -> None:
    say = next(one for one in person.page.findChildren(Button) if one.words == "Say something")
    said = []
    for voice in ("af_heart", "am_michael"):
        context.choose(voice=voice)
        QTest.keyClick(say, Qt.Key.Key_Space)
        assert sink.sounding is not None
        (cue,) = sink.sounding.cues
        assert (cue.kind, cue.length_ms) == (WORD, context.library.voice(voice).ms(cue.text))
        assert sink.voice.id == voice
        said.append(cue.text)
    cues = {text for exercise in context.library.exercises.values() for text in exercise.cues}
    assert len({*said} & cues) == 2


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Voice volume", {WORD}),
        ("Movement", {"ease", "hold", "release"}),
        ("Signals", {*SIGNALS}),
        ("Breath volume", {*BREATHS}),
        ("Quiet chord", {"ease", "hold", "release", "rest", *BREATHS}),
    ],
)
def test_each_volume_has_an_example_beside_it(
    person: Person, sink: Sink, title: str, kinds: set[str]
) -> None:
    name = f"Hear an example: {title}"
    QTest.mouseClick(
        next(one for one in person.page.findChildren(IconButton) if one.words == name),
        Qt.MouseButton.LeftButton,
    )
    assert heard(sink) == kinds


def test_an_example_is_heard_to_its_end_and_then_nobody_is_there(
    person: Person, context: Context, sink: Sink, qtbot: QtBot
) -> None:
    clock = context.now
    assert isinstance(clock, Clock)
    person.asks.hear.emit("breath")
    clock.advance(8_000)
    qtbot.waitUntil(lambda: sink.seen_ms == clock.now_ms)
    clock.advance(60_000)
    qtbot.waitUntil(lambda: sink.seen_ms == clock.now_ms)
    preview = person.findChild(Preview)
    assert isinstance(preview, Preview)
    qtbot.waitUntil(lambda: not preview._timer)


def test_where_sound_is_off_the_example_says_so(person: Person, context: Context, sink: Sink) -> None:
    told: list[str] = []
    context.told.connect(lambda sentence, _: told.append(sentence))
    context.choose(muted=True)
    for what in EXAMPLES:
        person.asks.hear.emit(what)
    assert told == [MUTED] * len(EXAMPLES)
    assert not sink.started


def test_devices_are_offered_as_they_are_called_and_the_one_chosen_is_named(
    person: Person, context: Context
) -> None:
    picker = person.page.findChild(DevicePicker)
    assert isinstance(picker, DevicePicker)
    QTest.keyClick(picker, Qt.Key.Key_Space)
    menu = picker.findChild(QMenu)
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions()]
    assert names == ["The computer’s own choice", "Built-in", "Mum && me <b>"]
    menu.actions()[2].trigger()
    assert context.settings.sound_device == "headset"
    assert picker.words == "Mum & me <b>"
    context.choose(sound_device="gone")
    assert picker.words == "Not connected"
    context.choose(sound_device="")
    assert picker.words == names[0]


def test_the_offset_goes_in_steps_of_ten_and_says_which_way(person: Person, context: Context) -> None:
    slider = next(
        one for one in person.page.findChildren(Slider) if one.accessibleName() == "Sound and picture"
    )
    assert BOUNDS["sound_offset_ms"] == (-200, 500)
    assert slider.accessibleDescription() == "As it is"
    for keys, offset_ms, said in (
        ([Qt.Key.Key_Right] * 3, 30, "30 ms earlier"),
        ([Qt.Key.Key_Home], -200, "200 ms later"),
        ([Qt.Key.Key_End], 500, "500 ms earlier"),
    ):
        for key in keys:
            QTest.keyClick(slider, key)
        assert context.settings.sound_offset_ms == offset_ms
        assert slider.accessibleDescription() == said


def test_the_dot_of_the_test_lights_up_with_each_note_and_no_longer_once_something_else_is_heard(
    person: Person, sink: Sink, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(person.asks.beat):
        person.asks.hear.emit("test")
    preview = person.findChild(Preview)
    assert isinstance(preview, Preview)
    assert sink.sounding is not None
    assert len(preview._beats) == len(sink.sounding.cues) == 5
    person.asks.hear.emit("phase")
    assert not preview._beats
