"""Where a session goes on that was cut off or ended early, and what it goes on as."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.plan import plan_of, to_json
from guided.resuming import begun_in_words, cut_off, ended_early
from guided.session import Event, Record, Rep, Session, left_off, record_of, rep_of, step_start
from guided.settings import Settings

PSOAS = "psoas-release"


@cache
def library() -> Library:
    return load(assets())


def session(settings: Settings | None = None) -> Session:
    return Session(plan_of(library().routines[PSOAS], library(), settings or Settings(speech="none")))


def reps(session: Session, *steps: int) -> list[Rep]:
    """Every rep of some steps, in order."""
    found = dict.fromkeys(rep_of(one) for one in session.timeline.segments if one.rep and one.step in steps)
    return list(found)


def ended(session: Session, done: Sequence[Rep], at_ms: int, *events: Event) -> Record:
    """The record of a session that was ended at a position, with some reps done."""
    session.done = dict.fromkeys(done)
    session.events = list(events)
    session.seek(0, at_ms)
    routine = session.timeline.routine
    begun = Record(
        id="one",
        routine_id=routine.id,
        routine_name=routine.name,
        routine=json.dumps(routine.to_table()),
        started="2026-11-24T10:00:00Z",
        offset_min=60,
        planned_ms=0,
        played_ms=0,
        sets=(),
        phase_ms={},
    )
    record = record_of(session, begun)
    return replace(record, left_off=left_off(session, record))


def test_it_goes_on_with_the_first_exercise_left_and_the_time_to_get_into_place() -> None:
    whole = session()
    record = ended(whole, reps(whole, 0, 1, 2), step_start(whole.timeline, 3) + 500)
    left = ended_early(record, library())
    assert left is not None
    assert (left.step, left.at_ms) == (3, step_start(whole.timeline, 3))
    assert not whole.timeline.at(left.at_ms).segment.rep
    assert left.steps_done == {0, 1, 2}
    assert left.left_ms == whole.timeline.length_ms - left.at_ms
    assert left.place == f"{whole.timeline.parts[3].exercise.name}, left side"


def test_an_exercise_that_was_begun_goes_on_where_it_was_left() -> None:
    whole = session()
    done = [*reps(whole, 0), *reps(whole, 1)[:3]]
    begins = next(one.start_ms for one in whole.timeline.segments if rep_of(one) == (1, 1, "left", 4))
    left = ended_early(ended(whole, done, begins + 1_500), library())
    assert left is not None
    assert whole.timeline.at(left.at_ms).segment.rep == 4
    name = whole.timeline.parts[1].exercise.name
    assert left.place == f"{name}, left side, rep\u00a04"
    assert begun_in_words(left).startswith("Begun today, 7 % done. It goes on at ")
    again = left.session(0)
    assert (list(again.done), again.playhead.position_ms) == (done, left.at_ms)


def test_a_rep_jumped_over_counts_once_one_goes_back_to_it() -> None:
    whole = session()
    done, skipped = reps(whole, 1)[:3], Rep(1, 1, "left", 4)
    fifth = next(one.start_ms for one in whole.timeline.segments if rep_of(one) == (1, 1, "left", 5))
    left = ended_early(ended(whole, done, fifth + 100), library())
    assert left is not None
    again = left.session(0)
    begins = next(one.start_ms for one in again.timeline.segments if rep_of(one) == skipped)
    again.seek(0, begins)
    again.play(0)
    for now in range(0, 12_000, 500):
        again.tick(now)
    assert skipped in again.done


def test_what_was_skipped_jumped_over_or_hurt_is_not_offered_again() -> None:
    whole = session()
    line = whole.timeline
    skipped = ended(whole, reps(whole, 0, 2), step_start(line, 3), Event("skip", 1))
    left = ended_early(skipped, library())
    assert left is not None
    assert left.step == 3
    jumped = ended(whole, reps(whole, 0), step_start(line, 4))
    left = ended_early(jumped, library())
    assert left is not None
    assert left.step == 4
    hurt = ended(whole, reps(whole, 0, 1), step_start(line, 2) + 500, Event("hurt", 2))
    left = ended_early(hurt, library())
    assert left is not None
    assert left.step == 3


def test_what_hurt_does_not_come_again_for_having_gone_back_before_it() -> None:
    whole = session()
    hurt = ended(whole, reps(whole, 0, 1), step_start(whole.timeline, 2), Event("hurt", 4))
    left = ended_early(hurt, library())
    assert left is not None
    assert left.step == 5
    last = len(whole.timeline.parts) - 1
    assert ended_early(ended(whole, reps(whole, 0), 0, Event("hurt", last)), library()) is None


def test_what_was_done_once_is_not_done_again_for_having_gone_back() -> None:
    whole = session()
    back = ended(whole, reps(whole, 0, 1, 2), step_start(whole.timeline, 1))
    left = ended_early(back, library())
    assert left is not None
    assert left.step == 3


def test_nothing_goes_on_of_which_nothing_is_left() -> None:
    whole = session()
    last = len(whole.timeline.parts) - 1
    record = ended(whole, reps(whole, *range(last)), step_start(whole.timeline, last), Event("hurt", last))
    assert record.left_off is not None
    assert ended_early(record, library()) is None
    assert ended(whole, reps(whole, *range(last + 1)), 0).left_off is None
    assert ended(whole, [], 5_000).left_off is None


def test_it_goes_on_at_the_pace_at_which_it_was_played() -> None:
    slow = session(Settings(speech="none", pace=1.5, practitioner="Jo Doe"))
    record = ended(slow, reps(slow, 0), step_start(slow.timeline, 1))
    assert record.left_off is not None
    assert "Jo Doe" not in record.left_off.plan, "what no session goes by is nobody else's"
    left = ended_early(record, library())
    assert left is not None
    assert left.timeline.segments == slow.timeline.segments


def test_what_no_longer_fits_its_routine_does_not_go_on() -> None:
    whole = session()
    record = ended(whole, reps(whole, 0), step_start(whole.timeline, 1))
    assert ended_early(replace(record, routine="{}"), library()) is None
    assert ended_early(replace(record, left_off=None), library()) is None


def test_one_that_was_cut_off_goes_on_after_its_last_rep() -> None:
    whole = session()
    done = [*reps(whole, 0), *reps(whole, 1)[:10]]
    taken = cut_off(ended(whole, done, 0), to_json(session().plan), done, library())
    assert taken.place == f"{whole.timeline.parts[1].exercise.name}, right side"


def test_what_was_left_at_that_and_goes_on_after_all_is_no_longer_left() -> None:
    whole = session()
    record = ended(whole, reps(whole, 0), step_start(whole.timeline, 1), Event("hurt", 0)).left_at_that()
    assert record.left
    taken = ended_early(record, library())
    assert taken is not None
    again = record_of(taken.session(0), replace(record, id="two", continues=record.id))
    assert not again.left
    assert again.events == (Event("hurt", 0),), "all else that happened stays"
