"""What is heard: words, tones and breath, and how loud each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided.qt.context import Context
from guided.qt.you.asks import Asks
from guided.qt.you.rows import Row, choice_row, slider_row, switch_row
from guided.voice import VOICES


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """All sound first, then the voice, the tones and the breath."""
    return (
        switch_row(context, "muted", "Sound", "Without it, the words on the screen guide you", inverted=True),
        slider_row(context, "volume", "Volume", "", 100, 5, _percent),
        choice_row(
            context,
            "speech",
            "What the voice says",
            "V changes it while you play",
            (("full", "Everything"), ("brief", "A little"), ("none", "Nothing")),
        ),
        choice_row(context, "voice", "Voice", "", tuple(VOICES.items())),
        _level_row(context, "word_volume", "Voice volume", ""),
        choice_row(
            context,
            "captions",
            "Captions",
            "What is said, to read at the top of the player",
            (("silent", "Without sound"), ("always", "Always"), ("never", "Never")),
        ),
        _level_row(context, "phase_volume", "Movement", "Ease in, hold, release, rest"),
        _level_row(context, "signal_volume", "Signals", "Get ready, switch side, finished"),
        switch_row(
            context, "breath_sound", "Breath sound", "A soft rise on the in-breath, a fall on the out-breath"
        ),
        choice_row(
            context,
            "breath_voicing",
            "What the breath sounds like",
            "",
            (("air", "Air"), ("bowls", "Bowls"), ("sine", "A plain tone")),
        ),
        _level_row(context, "breath_volume", "Breath volume", ""),
        _level_row(context, "bed_volume", "Quiet chord", "Beneath the movement, rising with the breath"),
    )


def _level_row(context: Context, name: str, title: str, sentence: str) -> Row:
    """The volume of one class of sound, beside the others."""
    return slider_row(
        context, name, title, sentence, 100, 5, lambda level: _percent(level) if level else "Off"
    )


def _percent(value: float) -> str:
    return f"{round(value * 100)} %"
