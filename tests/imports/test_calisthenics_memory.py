"""CalisthenicsMemory: what is shared as JSON, and the list of exercises as CSV."""

from __future__ import annotations

from typing import Any

from tests.imports.reading import doses, found, only

S = 1000


def shared(**data: Any) -> dict[str, Any]:
    return {"formatVersion": 1, "exportType": "share", "exportId": "0", "appVersion": "1", "data": data}


BRIDGE = {"name": "Bridge", "type": "Dynamic", "laterality": "Bilateral", "targetSets": 3, "targetValue": 12}
SIDE = {"name": "Side plank", "type": "Isometric", "laterality": "Unilateral", "description": "On the knees."}
PROGRAM: dict[str, Any] = {
    "name": "Core",
    "exercises": [
        {
            "exerciseName": "Side plank",
            "exerciseType": "Isometric",
            "sortOrder": 2,
            "sets": 2,
            "targetValue": 20,
        },
        {
            "exerciseName": "Bridge",
            "exerciseType": "Dynamic",
            "sortOrder": 1,
            "sets": 3,
            "targetValue": 10,
            "intervalSeconds": 30,
        },
    ],
    "loops": [],
}


def test_a_programme_has_its_exercises_in_their_order_with_what_is_known_of_them() -> None:
    one = only(shared(exercises=[BRIDGE, SIDE], programs=[PROGRAM]), "calisthenics-memory")
    assert one.name == "Core"
    assert doses(one) == [
        ("Bridge", {"sets": 3, "reps": 10, "rest_ms": 30 * S, "sides": "none"}),
        ("Side plank", {"sets": 2, "time_ms": 20 * S, "sides": "each", "note": "On the knees."}),
    ]


def test_a_loop_of_a_programme_is_a_circuit() -> None:
    rows = [{**row, "sets": 1, "loopId": 7} for row in PROGRAM["exercises"]]
    loop = {"id": 7, "rounds": 3, "restBetweenRounds": 60}
    one = only(shared(programs=[{"name": "C", "exercises": rows, "loops": [loop]}]), "calisthenics-memory")
    assert [line.rounds for line in one.lines] == [3, 3]
    assert one.lines[-1].asked.then_ms == 60 * S


def test_intervals_are_timed() -> None:
    rows = [{"exerciseName": name, "exerciseType": "Dynamic", "sortOrder": 0} for name in ("Bridge", "Plank")]
    timed = {"name": "T", "workSeconds": 30, "restSeconds": 15, "rounds": 4, "exercises": rows}
    one = only(shared(intervalPrograms=[timed]), "calisthenics-memory")
    assert [(line.asked.time_ms, line.asked.then_ms, line.rounds) for line in one.lines] == [
        (30 * S, 15 * S, 4)
    ] * 2


def test_without_a_programme_the_exercises_are_one() -> None:
    assert doses(only(shared(exercises=[BRIDGE]), "calisthenics-memory")) == [
        ("Bridge", {"sets": 3, "reps": 12, "sides": "none"})
    ]


def test_the_list_of_exercises_is_read_from_csv_without_a_last_line_feed() -> None:
    text = (
        "name,type,group,sortOrder,laterality,targetSets,targetValue,isFavorite,displayOrder,restInterval,repDuration\n"
        "Bridge,Dynamic,Core,1,Bilateral,3,10,true,0,,\n"
        "Side plank,Isometric,Core,2,Unilateral,2,30,false,1,60,\n"
        ",Dynamic,,,,,,,,,"
    )
    one = only(text, "calisthenics-memory")
    assert doses(one) == [
        ("Bridge", {"sets": 3, "reps": 10, "sides": "none"}),
        ("Side plank", {"sets": 2, "time_ms": 30 * S, "rest_ms": 60 * S, "sides": "each"}),
    ]
    assert [line.number for line in one.lines] == [2, 3]
    assert [out.number for out in one.left_out] == [4]


def test_a_loop_that_is_not_there_makes_no_circuit() -> None:
    rows = [
        {"exerciseName": "Bridge", "exerciseType": "Dynamic", "sortOrder": 1, "targetValue": 5, "loopId": 9}
    ]
    there = found(shared(programs=[{"name": "C", "exercises": rows}]))
    assert there.reads[0].lines[0].rounds == 1
