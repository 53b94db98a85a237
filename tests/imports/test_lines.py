"""What importers have in common: texts fit for a file, times within bounds, sides that belong together."""

from __future__ import annotations

import pytest

from guided.imports.lines import (
    Asked,
    Line,
    in_rounds,
    is_rest,
    merged,
    ms_of,
    reps_of,
    text_of,
    without_side,
)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("  Hip\tflexor\n ", "Hip flexor"),
        ("Bri\0dge\x1b[31m", "Bridge[31m"),
        ("\u202eegdirB", "egdirB"),
        ("x" * 200, "x" * 120),
        ("\u2800\u3164 ", ""),
        ("a" + "\u0301" * 40, ""),
        (None, ""),
        (5, ""),
        ("---", ""),
    ],
)
def test_a_text_becomes_one_that_a_file_may_have(value: object, kept: str) -> None:
    assert text_of(value) == kept


@pytest.mark.parametrize("value", [1e308, -1, float("nan"), float("inf"), True, "5", None, 0.1, 10**400])
def test_a_number_out_of_bounds_is_none(value: object) -> None:
    assert ms_of(value) == 0
    assert reps_of(value) == 0


@pytest.mark.parametrize("name", ["Rest", "PAUSE", "Repos", "get ready", "Rest!"])
def test_a_rest_is_known_in_many_languages(name: str) -> None:
    assert is_rest(name)
    assert not is_rest(f"{name} on the elbows")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Hip flexor left", ("Hip flexor", "left")),
        ("Calf stretch (R)", ("Calf stretch", "right")),
        ("Left leg raise", ("raise", "left")),
        ("Left and right turns", ("Left and right turns", "")),
        ("Bridge", ("Bridge", "")),
        ("Left", ("Left", "")),
    ],
)
def test_a_side_is_taken_out_of_a_name(name: str, parts: tuple[str, str]) -> None:
    assert without_side(name) == parts


def line(name: str, ms: int = 30_000, **asked: int) -> Line:
    return Line(name, name, 0, Asked(time_ms=ms, **asked))  # type: ignore[arg-type]


def test_two_sides_in_a_row_are_one_line_and_others_stay_apart() -> None:
    (both,) = merged([line("Calf left", then_ms=5_000), line("Calf right", then_ms=9_000)])
    assert (both.name, both.asked.sides, both.asked.then_ms) == ("Calf", "each", 9_000)
    assert both.original == "Calf left / Calf right"
    assert len(merged([line("Calf left"), line("Calf right", 20_000)])) == 2
    assert len(merged([line("Calf left"), line("Shin right")])) == 2


def test_a_single_line_has_sets_and_several_are_a_circuit() -> None:
    (alone,) = in_rounds([line("Bridge", then_ms=9_000)], 3, 1)
    assert (alone.asked.sets, alone.asked.rest_ms, alone.asked.then_ms) == (3, 9_000, 0)
    assert [one.rounds for one in in_rounds([line("Bridge"), line("Plank")], 3, 1)] == [3, 3]
