"""A practitioner's mail: every way in which a dose is written down."""

from __future__ import annotations

from typing import Any

import pytest

from tests.imports.reading import doses, found, only

S = 1000

LINES: dict[str, tuple[str, dict[str, Any]]] = {
    "3x10 bridges, hold 5 s": ("bridges", {"sets": 3, "reps": 10, "hold_ms": 5 * S}),
    "Bridges 3 x 10": ("Bridges", {"sets": 3, "reps": 10}),
    "Bridges – 3 × 10 (hold 5 secs)": ("Bridges", {"sets": 3, "reps": 10, "hold_ms": 5 * S}),
    "3 sets of 10 bridges": ("bridges", {"sets": 3, "reps": 10}),
    "Bridges: 3 sets, 12 reps": ("Bridges", {"sets": 3, "reps": 12}),
    "Bridge 10 reps x 3 sets": ("Bridge", {"sets": 3, "reps": 10}),
    "Bridge 10 x 3": ("Bridge", {"sets": 3, "reps": 10}),
    "Bridges x10": ("Bridges", {"reps": 10}),
    "10 x bridges": ("bridges", {"reps": 10}),
    "Bridges, ten times": ("Bridges", {"reps": 10}),
    "Repeat 10 times: bridges": ("bridges", {"reps": 10}),
    "Heel raises 8-12 reps": ("Heel raises", {"reps": 8}),
    "1. Calf stretch 3 x 30 s each side": ("Calf stretch", {"sets": 3, "time_ms": 30 * S, "sides": "each"}),
    "2) Calf stretch 3x30sec per leg": ("Calf stretch", {"sets": 3, "time_ms": 30 * S, "sides": "each"}),
    "- Calf stretch 30 secs x 3 L+R": ("Calf stretch", {"sets": 3, "time_ms": 30 * S, "sides": "each"}),
    "* Calf stretch, 30 second hold, both legs": ("Calf stretch", {"hold_ms": 30 * S, "sides": "both"}),
    "• Hamstring stretch hold for 20 seconds": ("Hamstring stretch", {"hold_ms": 20 * S}),
    "Hamstring stretch: hold 1 min": ("Hamstring stretch", {"hold_ms": 60 * S}),
    "Walking 10 mins": ("Walking", {"time_ms": 600 * S}),
    "Plank 2,5 min": ("Plank", {"time_ms": 150 * S}),
    'Plank 45" x 2': ("Plank", {"sets": 2, "time_ms": 45 * S}),
    "Child's pose 5 breaths": ("Child's pose", {"breaths": 5.0}),
    "Child's pose, hold for five slow breaths": ("Child's pose", {"breaths": 5.0}),
    "2 x 5 deep breaths child's pose": ("child's pose", {"sets": 2, "breaths": 5.0}),
    "Dead bug 2x8, alternating sides": ("Dead bug", {"sets": 2, "reps": 8, "sides": "alternate"}),
    "Bird dog 2 x 8 each, rest 30 s between sets": (
        "Bird dog",
        {"sets": 2, "reps": 8, "sides": "each", "rest_ms": 30 * S},
    ),
    "Bird dog 2 x 8, 45 s rest": ("Bird dog", {"sets": 2, "reps": 8, "rest_ms": 45 * S}),
    "Hip flexor stretch (kneeling) 3x30s": ("Hip flexor stretch kneeling", {"sets": 3, "time_ms": 30 * S}),
    "Both knees to chest x 5": ("Both knees to chest", {"reps": 5}),
    "90/90 hip switches 2x6": ("90/90 hip switches", {"sets": 2, "reps": 6}),
    "> Chin tucks 2 x 10": ("Chin tucks", {"sets": 2, "reps": 10}),
    "Please do 10 chin tucks": ("chin tucks", {"reps": 10}),
    "pelvic tilts 10 slow": ("pelvic tilts", {"reps": 10, "note": "slow"}),
    "Pelvic tilts 10": ("Pelvic tilts", {"reps": 10}),
    "Chin tucks 8-10, gently": ("Chin tucks", {"reps": 8, "note": "gently"}),
    "Figure 4": ("Figure 4", {}),
    "Mon: Bridges 3x10": ("Bridges", {"sets": 3, "reps": 10}),
    "Mon/Wed/Fri: Bridges 3x10": ("Bridges", {"sets": 3, "reps": 10}),
    "Monday - Bridges 3x10": ("Bridges", {"sets": 3, "reps": 10}),
    "Montag: Bridges 3x10": ("Bridges", {"sets": 3, "reps": 10}),
    "Day 2: Bridges 3x10": ("Bridges", {"sets": 3, "reps": 10}),
    "Sunny side bridge 3x10": ("Sunny side bridge", {"sets": 3, "reps": 10}),
    "Dead bug 3 sets x 8 reps/side": ("Dead bug", {"sets": 3, "reps": 8, "sides": "each"}),
    "Dead bug 3x8/leg": ("Dead bug", {"sets": 3, "reps": 8, "sides": "each"}),
    "Dead bug 8/side": ("Dead bug", {"reps": 8, "sides": "each"}),
    "Calf stretch 30 s / side": ("Calf stretch", {"time_ms": 30 * S, "sides": "each"}),
    "Heel raises both legs 3x10": ("Heel raises", {"sets": 3, "reps": 10, "sides": "both"}),
    "knee to chest 3x20s L and R": ("knee to chest", {"sets": 3, "time_ms": 20 * S, "sides": "each"}),
    "Brücke 3 x 10 Wdh, 5 Sek halten": ("Brücke", {"sets": 3, "reps": 10, "hold_ms": 5 * S}),
    "Bridges 3x10 with a band, squeeze at the top and lower slowly": (
        "Bridges",
        {"sets": 3, "reps": 10, "note": "a band, squeeze at the top and lower slowly"},
    ),
}


@pytest.mark.parametrize(("line", "meant"), LINES.items(), ids=LINES)
def test_a_line_is_read_as_it_is_meant(line: str, meant: tuple[str, dict[str, Any]]) -> None:
    assert doses(only(line, "text")) == [meant]


@pytest.mark.parametrize(
    "line", ["Pelvic tilts 10 reps, 2x/day", "Pelvic tilts x10 twice a day", "Pelvic tilts 10 reps daily"]
)
def test_how_often_a_day_is_left_out_and_said(line: str) -> None:
    one = only(line, "text")
    assert doses(one) == [("Pelvic tilts", {"reps": 10})]
    assert [out.why.partition(" is ")[0] for out in one.left_out] == ["How often a day or a week"]


def test_a_weight_is_left_out_and_said() -> None:
    one = only("Bridges 3x10 @ 5 kg", "text")
    assert doses(one) == [("Bridges", {"sets": 3, "reps": 10})]
    assert [out.original for out in one.left_out] == ["@ 5 kg"]


def test_a_dose_below_its_exercise_belongs_to_it() -> None:
    one = only("Bridge\nSets: 3 Reps: 10 Hold: 5 sec\n\nDead bug\n   2 x 8", "text")
    assert doses(one) == [
        ("Bridge", {"sets": 3, "reps": 10, "hold_ms": 5 * S}),
        ("Dead bug", {"sets": 2, "reps": 8}),
    ]
    assert all(line.certain for line in one.lines)


def test_what_is_meant_for_all_of_them_belongs_to_none() -> None:
    one = only("Bridges 3 x 10\nRepeat the whole thing 3 times", "text")
    assert doses(one) == [("Bridges", {"sets": 3, "reps": 10})]
    assert [out.number for out in one.left_out] == [2]


def test_the_end_of_a_sentence_names_a_routine_as_a_name_is_written() -> None:
    assert only("as discussed, your home exercises:\nBridge x 10", "text").name == "Your home exercises"
    assert only("Neck, shoulders and back:\nBridge x 10", "text").name == "Neck, shoulders and back"


def test_a_mails_subject_names_the_routine_and_every_line_keeps_its_number() -> None:
    one = only("Subject: Your hips\n\nHi Anna,\n\n1. Bridge x 10\n2. Bird dog x 8", "text")
    assert one.name == "Your hips"
    assert [(line.number, line.name, line.certain) for line in one.lines] == [
        (3, "Hi Anna", False),
        (5, "Bridge", True),
        (6, "Bird dog", True),
    ]


def test_several_exercises_in_a_line_are_parted() -> None:
    assert doses(only("Bridges 3x10; bird dogs 2x8", "text")) == [
        ("Bridges", {"sets": 3, "reps": 10}),
        ("bird dogs", {"sets": 2, "reps": 8}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_text_saved_in_another_way_is_read(encoding: str) -> None:
    (one,) = found("Brücke 3 x 10\r\nÜbung 2 x 8".encode(encoding)).reads
    assert [line.name for line in one.lines] == ["Brücke", "Übung"]


def test_no_dose_is_taken_that_a_routine_may_not_have() -> None:
    one = only("Bridges 500 x 10000\nPlank 9000 min\nBridge hold 0 s", "text")
    assert all(set(said) <= {"note"} for _, said in doses(one))
