"""A plan: one value that decides what is played, whatever was changed on the way, and can be written down."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from guided.files import routine_from
from guided.introduction import sentences
from guided.library import Library
from guided.plan import (
    Lessen,
    Plan,
    Repace,
    Swap,
    Unplayable,
    compile_plan,
    from_json,
    part_instead,
    plan_of,
    to_json,
    with_change,
)
from guided.session import Rep
from guided.settings import BOUNDS, CHOICES, PlayedBy, Settings
from guided.speech import words_of
from guided.timeline import Timeline, compile_routine
from tests.qt.shipped import library

SETTINGS = Settings(first_side="right", pace=1.2, careful_with=("sore-knee",))
DONE = (Rep(0, 1, "none", 1), Rep(1, 1, "right", 1), Rep(1, 1, "right", 2))


def played_otherwise() -> Plan:
    """A plan with a pace, another method and an easier exercise, the last two in one step."""
    plan = plan_of(library().routines["psoas-release"], library(), SETTINGS)
    step = next(n for n, part in enumerate(plan.parts) if part.exercise.easier)
    for exercise, method in ((None, "static"), (plan.parts[step].exercise.easier, "static")):
        timeline = compile_plan(plan)
        index = next(n for n, one in enumerate(timeline.segments) if one.step == step and one.rep) + 3
        old = timeline.parts[step]
        new = library().exercises[exercise] if exercise else old.exercise
        part = part_instead(old, new, library().methods[method], plan.routine, library(), SETTINGS)
        plan = plan.changed(Swap(index, step, part, DONE)).changed(Repace(index + 4, 0.9))
    return plan


def told(timeline: Timeline) -> list[tuple[object, ...]]:
    return [tuple(segment) for segment in timeline.segments]


def test_a_plan_without_a_change_is_the_routine_with_the_settings() -> None:
    routine = library().routines["psoas-release"]
    assert told(compile_plan(plan_of(routine, library(), SETTINGS))) == told(
        compile_routine(routine, library(), SETTINGS)
    )


def test_what_is_changed_one_by_one_is_what_the_plan_says_as_a_whole() -> None:
    plan = played_otherwise()
    so_far = Plan(plan.routine, plan.parts, plan.settings)
    timeline = compile_plan(so_far)
    for change in plan.changes:
        timeline = with_change(timeline, change, so_far.settings_now)
        so_far = so_far.changed(change)
    assert told(timeline) == told(compile_plan(plan))
    assert so_far.settings_now == replace(SETTINGS, pace=0.9)


def test_what_takes_the_place_of_another_is_introduced_before_it_begins() -> None:
    timeline = compile_plan(played_otherwise())
    swap = next(s for s in timeline.segments if s.phase == "prepare" and "split" in s.exercise)
    said = [
        cue.text
        for cue in words_of(timeline, "full", library().voice(SETTINGS.voice))
        if swap.start_ms <= cue.at_ms < swap.end_ms
    ]
    exercise = library().exercises[swap.exercise]
    assert said == [
        exercise.name,
        f"{swap.side.capitalize()} leg back",
        "Standing",
        "You need",
        "a stable chair",
        *sentences(exercise.start),
        *sentences(exercise.end),
    ]


def test_a_swap_is_told_by_its_exercises_or_where_these_are_one_by_its_methods() -> None:
    method, exercise = played_otherwise().swaps
    assert method[0].endswith(" (ais)")
    assert method[1].endswith(" (static)")
    assert exercise[0] == method[0].removesuffix(" (ais)")
    assert exercise[1] == library().exercises[exercise[0]].easier
    assert played_otherwise().before.before.swaps == (method,)


def test_what_is_written_down_comes_back_as_the_same_plan() -> None:
    plan = played_otherwise()
    back = from_json(to_json(plan), plan.routine, library(), DONE)
    assert told(compile_plan(back)) == told(compile_plan(plan))
    assert (back.settings, back.settings_now, back.swaps) == (plan.settings, plan.settings_now, plan.swaps)
    assert len(to_json(plan)) < 2_000


def test_all_that_a_session_goes_by_is_as_it_was_when_it_is_taken_up_again() -> None:
    others = {name: values[-1] for name, values in CHOICES.items()}
    others |= {name: low + (high - low) / 5 for name, (low, high) in BOUNDS.items()}
    others |= {"muted": True, "breath_sound": False, "careful_with": ("sore-knee-kneel",)}
    played_by = [one.name for one in fields(PlayedBy)]
    chosen = Settings(**{name: others[name] for name in played_by})
    plan = plan_of(library().routines["psoas-release"], library(), chosen)
    back = from_json(to_json(plan), plan.routine, library(), ()).settings
    for name in played_by:
        assert getattr(back, name) == others[name] != getattr(Settings(), name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        json.dumps({"settings": 3, "changes": []}),
        json.dumps({"settings": {}, "changes": [{"at": 1}]}),
        json.dumps({"settings": {}, "changes": [{"at": 10**6, "step": 0, "exercise": "bridge"}]}),
        json.dumps({"settings": {}, "changes": [{"at": 1, "step": 99, "exercise": "glute-bridge"}]}),
    ],
)
def test_a_plan_that_does_not_fit_is_refused_in_one_way(text: str) -> None:
    with pytest.raises(Unplayable):
        from_json(text, library().routines["psoas-release"], library(), ())


def test_a_session_that_names_a_method_from_before_goes_on_rep_for_rep() -> None:
    """Of a walk whose step names the method it had, and a march by it in place of another exercise."""
    steps = [{"exercise": name, "method": "dynamic", "reps": 4} for name in ("walk-tall", "knee-rolls")]
    routine = routine_from({"name": "Before", "step": steps}, "before", library())
    rolls = next(n for n, s in enumerate(compile_routine(routine, library()).segments) if s.step == 1)
    march = {"at": rolls + 2, "step": 1, "exercise": "supine-march", "method": "dynamic", "done": 5}
    done = (*(Rep(0, 1, "none", rep) for rep in range(1, 5)), Rep(1, 1, "left", 1))
    stored = json.dumps({"settings": {}, "known": [], "changes": [march]})
    timeline = compile_plan(from_json(stored, routine, library(), done))
    assert [part.method.id for part in timeline.parts] == ["stepping", "stepping"]
    assert [s.length_ms for s in timeline.segments if s.step == 0 and s.rep] == [1500] * 8
    assert [(s.exercise, s.phase) for s in timeline.segments if s.step == 1 and s.rep][:4] == [
        *(("knee-rolls", "move"), ("knee-rolls", "back")),
        *(("supine-march", "lift"), ("supine-march", "lower")),
    ]


def test_an_exercise_that_is_gone_is_no_plan() -> None:
    plan = played_otherwise()
    full = library()
    left = {name: one for name, one in full.exercises.items() if name != plan.swaps[1][1]}
    with pytest.raises(Unplayable):
        from_json(to_json(plan), plan.routine, Library(full.methods, left, full.routines), DONE)


def test_what_the_person_knew_at_the_beginning_is_as_brief_after_a_cut() -> None:
    routine = library().routines["psoas-release"]
    known = {step.exercise for step in routine.steps[:2]}
    plan = plan_of(routine, library(), SETTINGS, known)
    again = from_json(to_json(plan), routine, library(), ())
    assert {part.exercise.id for part in again.parts if part.introduction.known} == known
    assert told(compile_plan(again)) == told(compile_plan(plan))


def test_what_aches_goes_less_far_in_every_round_on_the_same_side() -> None:
    def once(exercise: str, **more: object) -> dict[str, object]:
        return {"exercise": exercise, "reps": 1, **more}

    table = {
        "name": "Rounds",
        "step": [
            once("half-kneeling-hip-flexor", sides="right"),
            {"rounds": 3, "step": [once("half-kneeling-hip-flexor", sides="left"), once("bridge")]},
            once("half-kneeling-hip-flexor"),
        ],
    }
    plan = plan_of(routine_from(table, "rounds", library()), library())
    less = plan.changed(Lessen(3, 0.5))  # the second round's
    back = from_json(to_json(less), plan.routine, library(), ())
    whole, halved = compile_plan(plan).segments, compile_plan(back).segments
    far = {
        (before.step, before.side): after.stance_to.share("end") / before.stance_to.share("end")
        for before, after in zip(whole, halved, strict=True)
        if before.rep and before.stance_to.share("end") > 0
    }
    assert far == {
        **{(step, "left"): 0.5 for step in (1, 3, 5, 7)},
        **{(step, "none"): 1.0 for step in (2, 4, 6)},
        **{(step, "right"): 1.0 for step in (0, 7)},
    }
