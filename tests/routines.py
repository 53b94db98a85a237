"""Random routines, with the exercises and methods they need, as tables a file could hold."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from guided.files import routine_from
from guided.library import Library
from guided.method import VERBS
from guided.plan import Plan
from guided.routine import POSITIONS, SIDES, STEP_SIDES
from guided.settings import Settings
from guided.timeline import Timeline, compile_routine

NOTHING = Library({}, {}, {})
NAMES = ("one", "two", "three")


def _optional(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table in which any of the keys may be missing."""
    return st.fixed_dictionaries({}, optional=keys)


def _seconds(least: float, most: float) -> st.SearchStrategy[float]:
    return st.integers(round(least * 100), round(most * 100)).map(lambda hundredths: hundredths / 100)


lengths = st.one_of(
    st.fixed_dictionaries({"seconds": _seconds(0.5, 30)}),
    st.fixed_dictionaries({"breaths": st.sampled_from([0.5, 1, 1.5, 3])}),
    st.fixed_dictionaries({"counts": st.integers(1, 12)}),
)
phases = st.builds(
    lambda do, length, rest: {"do": do, **length, **rest},
    st.sampled_from(sorted(VERBS)),
    lengths,
    _optional(breath=st.sampled_from(["in", "out", "free", "hold"]), to=st.sampled_from(["start", "end"])),
)
methods = st.builds(
    lambda rows, rest: {"name": "Method", "summary": "So.", "phase": rows, **rest},
    st.lists(phases, min_size=1, max_size=4),
    _optional(reps=st.integers(1, 4), sets=st.integers(1, 2), reverse=st.booleans()),
)
doses = _optional(
    hold=st.one_of(_seconds(0.5, 20), st.lists(_seconds(0.5, 20), min_size=1, max_size=2)),
    rest=st.one_of(st.just(0), _seconds(0.5, 40)),
    order=st.sampled_from(["side-first", "set-first"]),
)
many = st.one_of(
    st.just({}),
    _optional(reps=st.integers(1, 5), sets=st.integers(1, 3)),
    st.fixed_dictionaries({"reps": st.lists(st.integers(1, 4), min_size=1, max_size=3)}),
)
exercises = st.builds(
    lambda position, sides, method, dose: {
        "name": "Exercise",
        "region": "core",
        "position": position,
        "sides": sides,
        "method": method,
        "methods": list(NAMES),
        "start": "Here.",
        "end": "There.",
        "stop_if": ["it hurts"],
        "dose": dose,
        "figure": {"start": {}, "end": {"pitch": 5}},
    },
    st.sampled_from(POSITIONS),
    st.sampled_from(SIDES),
    st.sampled_from(NAMES),
    st.builds(lambda a, b: a | b, doses, many),
)
steps = st.builds(
    lambda exercise, count, dose, rest: {"exercise": exercise, **count, **dose, **rest},
    st.sampled_from(NAMES),
    many,
    doses,
    _optional(
        method=st.sampled_from(NAMES),
        sides=st.sampled_from(STEP_SIDES),
        prepare=st.one_of(st.just(0), _seconds(0.1, 20)),
        wait=st.booleans(),
        depth=st.lists(_seconds(0.1, 1), min_size=1, max_size=2),
    ),
)
routines = st.builds(
    lambda rows, own_exercises, own_methods: {
        "name": "Routine",
        "step": rows,
        "exercises": dict(zip(NAMES, own_exercises, strict=True)),
        "methods": dict(zip(NAMES, own_methods, strict=True)),
    },
    st.lists(steps, min_size=1, max_size=3),
    st.tuples(exercises, exercises, exercises),
    st.tuples(methods, methods, methods),
)
"""Whole routine files: at most three steps of a few reps."""


def timeline(table: dict[str, Any]) -> Timeline:
    """A routine's table laid out in time."""
    return compile_routine(routine_from(table, "routine", NOTHING), NOTHING)


def planned(line: Timeline) -> Plan:
    """The plan that a timeline with the settings as they come was laid out by."""
    return Plan(line.routine, line.parts, Settings())


timelines = routines.map(timeline)
