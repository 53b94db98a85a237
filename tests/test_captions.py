"""What is heard, to be read."""

from __future__ import annotations

from guided.captions import Caption, caption_at, captions
from guided.cues import WORD, Cue


def test_a_word_can_be_read_while_it_is_said_and_a_little_longer() -> None:
    lines = captions([Cue(1_000, WORD, 800, "Hold")])
    assert lines == (Caption(1_000, 3_000, "Hold"),)
    assert [caption_at(lines, t) for t in (999, 1_000, 2_999, 3_000)] == ["", "Hold", "Hold", ""]


def test_the_next_word_takes_the_place_of_the_one_before() -> None:
    lines = captions([Cue(0, WORD, 900, "Other side"), Cue(1_200, WORD, 700, "Right leg")])
    assert lines == (Caption(0, 1_200, "Other side"), Caption(1_200, 3_100, "Right leg"))


def test_what_one_needs_is_one_line_though_each_thing_is_said_by_itself() -> None:
    said = ("Bridge", "You need", "a mat", "a pillow", "Lie down.")
    lines = captions([Cue(2_000 * number, WORD, 900, text) for number, text in enumerate(said)])
    assert [line.text for line in lines] == ["Bridge", "You need a mat and a pillow.", "Lie down."]
    assert lines[1][:2] == (2_000, 8_000)


def test_a_signal_has_a_sign_until_a_word_comes() -> None:
    lines = captions([Cue(0, "switch"), Cue(500, "breath-in", 3_000), Cue(700, WORD, 900, "Right leg")])
    assert lines[0] == Caption(0, 700, "♪ Switch sides")
    assert captions([Cue(0, "ease"), Cue(400, "breath-out", 2_000)]) == ()


def test_half_way_is_a_line_and_seconds_that_are_counted_are_left_to_the_number() -> None:
    assert captions([Cue(15_000, "half-way")]) == (Caption(15_000, 16_500, "♪ Half-way"),)
    assert captions([Cue(at, "tick") for at in (3_000, 4_000, 5_000)]) == ()
    spoken = captions([Cue(15_000, "half-way"), Cue(15_000, WORD, 800, "Half-way")])
    assert [line.text for line in spoken if line.end_ms > line.start_ms] == ["Half-way"]


def test_nothing_heard_is_nothing_to_read() -> None:
    assert captions([]) == ()
    assert caption_at((), 5) == ""
