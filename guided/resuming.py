"""A session taken up again, cut off or ended early: as it was being played, from where it was left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from guided import messages, words
from guided.files import routine_from
from guided.library import Library
from guided.plan import Plan, Ready, Unplayable, compile_plan, from_json
from guided.reading import GuidedError
from guided.routine import Exercise
from guided.session import STALLED_MS, Record, Rep, Session, left_at, resume_at, sets_done
from guided.timeline import Segment, Timeline

_NOT_OF_NOW = ("swap", "leave")  # swaps are in the plan, and what goes on is no longer left at that


@dataclass(frozen=True, slots=True, eq=False)
class TakenUp:
    """A session, its plan laid out, the reps done in order, and the position in ms where it goes on."""

    record: Record
    plan: Plan
    timeline: Timeline
    done: Sequence[Rep]
    at_ms: int

    def session(self, now_ms: int, stalled_ms: int = STALLED_MS) -> Session:
        """The session, to be played from there with all that was done before; `now_ms` is the clock.

        Where it goes on with a rep, there is time to get ready before that.
        """
        session = Session(
            self.plan,
            done=dict.fromkeys(self.done),
            earlier_ms=self.record.phase_ms,
            stalled_ms=stalled_ms,
            skips=self.record.skips,
            events=[one for one in self.record.events if one.kind not in _NOT_OF_NOW],
        )
        here = self.timeline.at(self.at_ms)
        if here.segment.rep and here.index and not here.elapsed_ms:
            session.change(Ready(here.index))
        session.seek(now_ms, self.at_ms)
        return session

    @property
    def left_ms(self) -> int:
        """The length of what is left, in ms."""
        return self.timeline.length_ms - self.at_ms

    @property
    def step(self) -> int:
        """The step, from 0, with which it goes on."""
        return self.timeline.at(self.at_ms).segment.step

    @property
    def exercise(self) -> Exercise:
        """The exercise of that step."""
        return self.timeline.parts[self.step].exercise

    @property
    def _to_come(self) -> Segment:
        """The first segment of a rep of that step still to come, or else of anything."""
        segments = self.timeline.segments[self.timeline.at(self.at_ms).index :]
        return next((one for one in segments if one.step == self.step and one.rep), segments[0])

    @property
    def side(self) -> str:
        """The side on which it goes on: left, right or none."""
        return self._to_come.side

    @property
    def steps_done(self) -> frozenset[int]:
        """The steps of which nothing is left."""
        sets = sets_done(self.timeline, self.done)
        return frozenset(one.step for one in sets) - {one.step for one in sets if one.done < one.planned}

    @property
    def place(self) -> str:
        """Where it goes on: "Half-kneeling hip flexor opener, left side, rep 4".

        Neither the first set and rep of a side are told, nor reps that only fill a time.
        """
        first = self._to_come
        side = words.say(messages.ON_SIDE, side=first.side) if first.side in ("left", "right") else ""
        set_ = words.say(messages.AT_SET, n=first.set) if first.set > 1 else ""
        counted = first.rep > 1 and not self.timeline.parts[self.step].step.fill_ms
        rep = words.say(messages.AT_REP, n=first.rep) if counted else ""
        return words.joined(self.exercise.name, side, set_, rep)


def cut_off(record: Record, plan_json: str, reps: Sequence[Rep], library: Library) -> TakenUp:
    """A session that was cut off after some reps. Raises Unplayable if its routine has changed since."""
    plan, timeline = _laid_out(record, plan_json, reps, library)
    return TakenUp(record, plan, timeline, reps, resume_at(plan, timeline, reps))


def ended_early(record: Record | None, library: Library) -> TakenUp | None:
    """A session that was ended early; None if nothing is left of it, or its routine has changed since."""
    if record is None or record.left_off is None:
        return None
    plan_json, done = record.left_off
    try:
        plan, timeline = _laid_out(record, plan_json, done, library)
    except Unplayable:
        return None
    at_ms = left_at(plan, timeline, done, record.events)
    return None if at_ms is None else TakenUp(record, plan, timeline, done, at_ms)


def begun_in_words(left: TakenUp) -> str:
    """What was begun today: how much of it is done, where it goes on, and how long that takes."""
    return words.say(
        messages.BEGUN_TODAY,
        done=words.done_share(left.record.reps_done, left.record.reps_planned),
        place=left.place,
        minutes=words.say(messages.MIN_LEFT, n=words.minutes(left.left_ms)),
    )


def _laid_out(record: Record, plan_json: str, done: Sequence[Rep], library: Library) -> tuple[Plan, Timeline]:
    """What was being played. Raises Unplayable."""
    try:
        routine = routine_from(json.loads(record.routine), record.routine_id, library)
    except (GuidedError, ValueError) as error:
        raise Unplayable("The routine has changed since.") from error
    plan = from_json(plan_json, routine, library, done)
    return plan, compile_plan(plan)
