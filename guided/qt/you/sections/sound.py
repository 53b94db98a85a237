"""What is heard: words, tones and breath, and how loud each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.qt.context import Context
from guided.qt.widgets.button import Button, IconButton
from guided.qt.you.asks import Asks
from guided.qt.you.preview import WORDS
from guided.qt.you.rows import Row, choice_row, held, slider_row, switch_row
from guided.settings import Settings
from guided.voice import VOICES


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """All sound first, then the voice, the tones and the breath."""
    speech = choice_row(
        context,
        "speech",
        "What the voice says",
        "V changes it while you play",
        (("full", "Everything"), ("brief", "A little"), ("none", "Nothing")),
    )
    breath = "A soft rise on the in-breath, a fall on the out-breath"
    voicing = choice_row(
        context,
        "breath_voicing",
        "What the breath sounds like",
        "",
        (("air", "Air"), ("bowls", "Bowls"), ("sine", "A plain tone")),
    )
    signals = _level_row(context, asks, "signal", "Signals", "Get ready, switch side, finished")
    chord = "Beneath the movement, rising with the breath"
    return (
        switch_row(context, "muted", "Sound", "Without it, the words on the screen guide you", inverted=True),
        held(context, slider_row(context, "volume", "Volume", "", 100, 5, _percent), _no_sound),
        held(context, speech, _no_sound),
        held(context, _voice_row(context, asks), _no_words),
        held(context, _level_row(context, asks, "word", "Voice volume", ""), _no_words),
        choice_row(
            context,
            "captions",
            "Captions",
            "What is said, to read at the top of the player",
            (("silent", "Without sound"), ("always", "Always"), ("never", "Never")),
        ),
        held(
            context,
            _level_row(context, asks, "phase", "Movement", "Ease in, hold, release, rest"),
            _no_sound,
        ),
        held(context, signals, _no_sound),
        held(context, switch_row(context, "breath_sound", "Breath sound", breath), _no_sound),
        held(context, voicing, _no_breath),
        held(context, _level_row(context, asks, "breath", "Breath volume", ""), _no_breath),
        held(context, _level_row(context, asks, "bed", "Quiet chord", chord), _no_sound),
    )


def _no_sound(settings: Settings) -> str:
    return "Sound is off" if settings.muted else ""


def _no_words(settings: Settings) -> str:
    return _no_sound(settings) or ("The voice says nothing" if settings.speech == "none" else "")


def _no_breath(settings: Settings) -> str:
    return _no_sound(settings) or ("" if settings.breath_sound else "Breath sound is off")


def _voice_row(context: Context, asks: Asks) -> Row:
    row = choice_row(context, "voice", "Voice", "", tuple(VOICES.items()))
    say = Button(context.look, "Say something", "soft", "small")
    say.clicked.connect(lambda: asks.hear.emit(WORDS))
    row.put_beside(say)
    return row


def _level_row(context: Context, asks: Asks, name: str, title: str, sentence: str) -> Row:
    """The volume of one class of sound (a name of `Levels`), and its example in `preview.EXAMPLES`."""
    row = slider_row(
        context, f"{name}_volume", title, sentence, 100, 5, lambda level: _percent(level) if level else "Off"
    )
    hear = IconButton(context.look, "player-play", words.say(messages.HEAR, what=title), 40, 18)
    hear.clicked.connect(lambda: asks.hear.emit(name))
    row.put_beside(hear)
    return row


def _percent(value: float) -> str:
    return f"{round(value * 100)} %"
