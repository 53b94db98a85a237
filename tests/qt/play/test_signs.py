"""What is heard is seen as well: every kind of cue has its sign on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from guided.captions import LINES, caption_at, captions
from guided.cues import KINDS, WORD, Cue
from guided.display import display, numeral
from guided.introduction import YOU_NEED
from guided.library import Library
from guided.qt.play import dome
from guided.qt.play.flash import flash_at
from guided.speech import heard
from guided.timeline import Timeline, compile_routine
from guided.words import PHASES


@pytest.fixture(scope="module")
def timeline(library: Library) -> Timeline:
    return compile_routine(library.routines["contract-relax-hips"], library)


def test_every_kind_of_cue_has_its_sign(timeline: Timeline, library: Library) -> None:
    levels = dome.levels(timeline)
    with_words = heard(timeline, "full", library.voice("af_heart"))
    without = heard(timeline, "none", library.voice("af_heart"))
    lines, signs = captions(with_words), captions(without)

    def phase(cue: Cue) -> bool:
        """The phase's own word, large on the stage."""
        moment = timeline.at(cue.at_ms)
        shown = display(timeline, moment.index, ())
        return moment.segment.start_ms == cue.at_ms and shown.word == PHASES[moment.segment.phase]

    def signal(cue: Cue) -> bool:
        """A line to read, unless a word takes it; and light on the ring."""
        ends = cue.kind == "finish"
        lit = flash_at(timeline, timeline.at(cue.at_ms - ends), False)
        return lit > 0.9 and caption_at(signs, cue.at_ms) == LINES[cue.kind]

    def tick(cue: Cue) -> bool:
        """The number that changes with it."""
        around = (timeline.at(cue.at_ms - 1), timeline.at(cue.at_ms + 1))
        before, after = (numeral(display(timeline, one.index, ()), one) for one in around)
        return before != after

    def half_way(cue: Cue) -> bool:
        """A line to read."""
        return caption_at(signs, cue.at_ms) == LINES[cue.kind]

    def breath(cue: Cue) -> bool:
        """The dome that rises and sinks with it, or the words for it under the phase's."""
        first, last = timeline.at(cue.at_ms + 1), timeline.at(cue.at_ms + cue.length_ms - 1)
        way = 1 if cue.kind == "breath-in" else -1
        moved = way * (dome.level(levels, last) - dome.level(levels, first)) > 0
        told = PHASES["inhale" if cue.kind == "breath-in" else "exhale"]
        return moved or display(timeline, first.index, ()).cue == told

    def word(cue: Cue) -> bool:
        """The words as a line to read, or in the one on what one needs."""
        line = caption_at(lines, cue.at_ms)
        return line == cue.text or (line.startswith(YOU_NEED) and cue.text in line)

    sign: Mapping[str, Callable[[Cue], bool]] = {
        **dict.fromkeys(("ease", "hold", "release", "rest"), phase),
        **dict.fromkeys(("prepare", "switch", "finish"), signal),
        "tick": tick,
        "half-way": half_way,
        **dict.fromkeys(("breath-in", "breath-out"), breath),
        WORD: word,
    }
    assert set(sign) == {*KINDS, WORD}
    assert {cue.kind for cue in with_words} == set(sign)
    unseen = [cue for cue in (*with_words, *without) if not sign[cue.kind](cue)]
    assert unseen == []
