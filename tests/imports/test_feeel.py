"""Feeel: durations that are null, breaks before an exercise, numbers for names, and ZIPs one cannot trust."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from guided.imports.lines import NotImported
from tests.imports.reading import doses, found, only

S = 1000
SIDE_LEFT, SIDE_RIGHT, CHILD, UNKNOWN = 1008, 1009, 1002, 4321


def workout(title: str, *rows: dict[str, Any]) -> dict[str, Any]:
    head = {"id": 1, "type": 1, "title": title, "category": 1, "exerciseDuration": 30, "breakDuration": 10}
    return {
        "feeelMetadataVersion": 300,
        "exerciseDbImport": "2023-02-17T20:00:00.000",
        "fullWorkout": {"workout": head, "workoutExercises": list(rows)},
    }


def row(number: int, place: int, long: object = None, pause: object = None) -> dict[str, Any]:
    return {"exercise": number, "orderPosition": place, "exerciseDuration": long, "breakDuration": pause}


def test_what_is_null_goes_by_the_workout_and_a_break_is_before_its_exercise() -> None:
    made = workout("Neck", row(CHILD, 2, 60, 0), row(SIDE_RIGHT, 1), row(SIDE_LEFT, 0))
    assert doses(only(made, "feeel")) == [
        ("Neck side bend", {"time_ms": 30 * S, "sides": "each"}),
        ("Child's pose", {"time_ms": 60 * S}),
    ]
    apart = workout("Neck", row(CHILD, 0), row(458, 1, None, 20))
    assert doses(only(apart, "feeel"))[0] == ("Child's pose", {"time_ms": 30 * S, "then_ms": 20 * S})


def test_a_number_that_nobody_here_knows_is_kept_and_said() -> None:
    one = only(workout("X", row(UNKNOWN, 0)), "feeel")
    assert one.lines[0].name == "Feeel exercise 4321"
    assert one.left_out


def packed(files: dict[str, bytes]) -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return to.getvalue()


def test_several_in_a_zip_are_several_routines() -> None:
    files = {f"{name}.feeel": json.dumps(workout(name, row(CHILD, 0))).encode() for name in ("A", "B")}
    there = found(packed({**files, "notes.txt": b"hello"}))
    assert (there.format.id, [one.name for one in there.reads]) == ("feeel", ["A", "B"])


GOOD = json.dumps(workout("A", row(CHILD, 0))).encode()


@pytest.mark.parametrize(
    "data",
    [
        packed({"../../x.feeel": GOOD}),
        packed({"/etc/x.feeel": GOOD}),
        packed({"bomb.feeel": b"0" * (64 << 20)}),
        packed({f"{n}.feeel": GOOD for n in range(200)}),
        packed({"a.txt": b"x"}),
        packed({"a.feeel": GOOD})[:-30],
        packed({"a.feeel": GOOD}).replace(b"Child", b"\0\0\0\0\0"),
        b"PK\x03\x04" + bytes(200),
    ],
    ids="above root bomb many none cut damaged empty".split(),
)
def test_a_zip_that_cannot_be_trusted_is_refused_in_a_sentence(data: bytes) -> None:
    if b"\0\0\0\0\0" in data and found_or_none(data):
        return
    with pytest.raises(NotImported) as refused:
        found(data, "x.zip")
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("x.zip ")


def found_or_none(data: bytes) -> bool:
    """Whether it is read; what was damaged may have been compressed away."""
    try:
        return bool(found(data, "x.zip"))
    except NotImported:
        return False
