"""Sessions from the tables of other programs."""

from datetime import datetime

from guided.history.tables import Problem, sessions_in
from guided.session import SetDone

MEMORY = """exerciseName,exerciseType,date,time,setNumber,valueRight,valueLeft,comment
Push-up,Dynamic,2025-01-05,18:30,1,12,,
Push-up,Dynamic,2025-01-05,18:30,2,10,,tired
Side Plank,Isometric,2025-01-05,18:30,1,30,25,
Side Plank,Isometric,2025-01-06,07:00,1,x,25,
"""
HEVY = """title,start_time,end_time,description,exercise_title,set_index,set_type,weight_kg,reps,rpe
"Morning","13 Mar 2026, 15:22","13 Mar 2026, 15:52","felt good","Dead Hang",0,"normal",,,45
"Morning","13 Mar 2026, 15:22","13 Mar 2026, 15:52","felt good","Squat (Bodyweight)",0,"normal",,12,
"Morning","13 Mar 2026, 15:22","13 Mar 2026, 15:52","felt good","Squat (Bodyweight)",1,"normal",,10,
"""


def london(_: datetime) -> int:
    return 0


def test_records_of_calisthenicsmemory_keep_sides_and_seconds() -> None:
    found = sessions_in(MEMORY, london)
    (one,) = found.sessions
    assert one.sets == (
        SetDone(0, "push-up", "", 1, "none", 12, 12),
        SetDone(0, "push-up", "", 2, "none", 10, 10),
        SetDone(1, "side-plank", "", 1, "right", 1, 1),
        SetDone(1, "side-plank", "", 1, "left", 1, 1),
    )
    assert (one.started, one.routine_name, one.note) == (
        "2025-01-05T18:30:00Z",
        "Push-up, Side Plank",
        "tired",
    )
    assert (one.phase_ms, one.played_ms) == ({"hold": 55_000}, 55_000)
    assert [problem.where for problem in found.problems] == ["line 5"]


def test_a_table_like_hevys_is_a_session_for_each_start() -> None:
    (one,) = sessions_in(HEVY, london).sessions
    assert (one.started, one.played_ms, one.note) == ("2026-03-13T15:22:00Z", 1_800_000, "felt good")
    assert [(one.exercise, one.set, one.done) for one in one.sets] == [
        ("dead-hang", 1, 1),
        ("squat-bodyweight", 1, 12),
        ("squat-bodyweight", 2, 10),
    ]


def test_what_cannot_be_read_is_told_in_the_words_of_the_table() -> None:
    wrong = MEMORY.replace("2025-01-05,18:30,1,12", "2025-13-05,18:30,1,12").replace(",x,", ",3.5,")
    assert [str(one.why) for one in sessions_in(wrong, london).problems] == [
        '"2025-13-05T18:30" is no day and time',
        '"3.5" is no whole number',
    ]
    wrong = HEVY.replace("13 Mar 2026, 15:22", "99 Foo 2026, 15:22").replace(",12,", ",nan,")
    assert [str(one.why) for one in sessions_in(wrong, london).problems] == [
        '"nan" is no number',
        '"99 Foo 2026, 15:22" is no day and time',
    ]


def test_the_same_table_in_another_zone_is_the_same_sessions() -> None:
    there = sessions_in(HEVY, lambda _: 120).sessions
    assert [one.id for one in there] == [one.id for one in sessions_in(HEVY, london).sessions]
    assert there[0].started == "2026-03-13T13:22:00Z"


def test_a_line_that_is_cut_short_costs_only_itself() -> None:
    found = sessions_in(MEMORY + "Push-up,Dyn\n", london)
    assert len(found.sessions) == 1
    assert found.problems[0] == Problem("line 6", "it has another number of cells than the first")
