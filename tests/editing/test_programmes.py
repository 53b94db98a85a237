"""A programme being edited: its changes, its file, and what was written by hand in it."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guided.editing.programmes import (
    ALWAYS_ON,
    Plan,
    added,
    for_weeks,
    moved,
    plan_of,
    removed,
    renamed,
    repeated,
    with_days,
    with_measures,
    with_rules,
    written,
)
from guided.files import load, programme_from
from guided.paths import assets
from guided.programme import MOST_SESSIONS, Programme, Rules

LIBRARY = load(assets())
SHIPPED = sorted(LIBRARY.programmes)
ROUTINES = sorted(LIBRARY.routines)
MEASURES = sorted(LIBRARY.measures)

BY_HAND = """# Mine.
name = "Mine"   # for the evenings
days = 3

[move_on]
done = 90 # nearly all

# To begin with.
[[session]]
routine = "desk-five"

[[session]]
routine = "psoas-release-short"
days = 1
measures = ["knee-to-wall"]

# Something of my own.
[[session]]
name = "March"

[[session.step]]
exercise = "standing-march"
fill = 60
"""


def read(text: str) -> Programme:
    return programme_from(tomllib.loads(text), "mine", LIBRARY)


def content(plan: Plan) -> object:
    """What a plan says, wherever its sessions come from."""
    sessions = [
        (one.routine, one.name if not one.routine else "", one.days, one.measures) for one in plan.sessions
    ]
    last = sessions[-1:]  # how long after the last one nobody comes back is not to be seen
    return plan.name, plan.goal, [*sessions[:-1], *((*one[:2], *one[3:]) for one in last)], plan.rules


def source(name: str) -> str:
    return (assets() / "programmes" / f"{name}.toml").read_text("utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_what_was_not_changed_is_not_written_otherwise(name: str) -> None:
    text = source(name)
    plan = plan_of(LIBRARY.programmes[name])
    assert written(plan, text, plan) == text


def test_a_change_leaves_the_rest_of_a_file_as_it_was_written() -> None:
    before = plan_of(read(BY_HAND))
    plan = with_days(before, 1, 5).plan
    expected = BY_HAND.replace('routine = "desk-five"\n', 'routine = "desk-five"\ndays = 5\n')
    assert written(plan, BY_HAND, before) == expected
    assert written(with_days(plan, 1, 3).plan, BY_HAND, before) == BY_HAND
    stricter = with_rules(before, replace(before.rules, done=95)).plan
    assert written(stricter, BY_HAND, before) == BY_HAND.replace(
        "done = 90 # nearly all", "done = 95 # nearly all"
    )


def test_a_session_takes_what_is_in_it_and_said_of_it_along() -> None:
    before = plan_of(read(BY_HAND))
    text = written(moved(before, 3, -2, "March").plan, BY_HAND, before)
    programme = read(text)
    assert programme.sessions[0].name == "March"
    assert [step.exercise for step in programme.sessions[0].steps] == ["standing-march"]
    for comment in (
        "# Mine.",
        "# for the evenings",
        "# nearly all",
        "# To begin with.",
        "# Something of my own.",
    ):
        assert comment in text


def test_a_new_programme_says_what_was_chosen() -> None:
    plan = renamed(Plan(), 'Hüfte \\ "Core"').plan
    for routine in ("desk-five", "psoas-release-short", "desk-five"):
        plan = added(plan, routine, "Name", days=3).plan
    plan = with_measures(plan, 2, ("knee-to-wall", "pain"), "Name").plan
    plan = with_rules(plan, ALWAYS_ON).plan
    made = read(written(plan))
    assert made.name == 'Hüfte \\ "Core"'
    assert [one.routine for one in made.sessions] == ["desk-five", "psoas-release-short", "desk-five"]
    assert [one.days for one in made.sessions] == [3, 3, 3]
    assert made.sessions[1].measures == ("knee-to-wall", "pain")
    assert made.rules == ALWAYS_ON


def test_all_of_it_may_come_once_more_but_not_beyond_what_a_programme_has() -> None:
    plan = added(Plan(), "desk-five", "Desk").plan
    while (change := repeated(plan)).words:
        plan = change.plan
    assert len(plan.sessions) == 128
    assert len({one.key for one in plan.sessions}) == 128
    while (change := added(plan, "desk-five", "Desk")).words:
        plan = change.plan
    assert len(plan.sessions) == MOST_SESSIONS
    assert plan.lasts_days == 2 * MOST_SESSIONS - 1


def test_nothing_is_moved_past_the_ends() -> None:
    plan = added(added(Plan(), "a", "A").plan, "b", "B").plan
    assert moved(plan, 1, -1, "A") == ("", plan)
    assert moved(plan, 2, 1, "B") == ("", plan)
    assert [one.routine for one in moved(plan, 1, 1, "A").plan.sessions] == ["b", "a"]


changes = st.lists(
    st.tuples(
        st.sampled_from(("add", "out", "move", "days", "measure", "rules", "name")),
        st.integers(0, 400),
        st.integers(0, 400),
    ),
    max_size=12,
)


TEXTS = {"none": "", "by hand": BY_HAND, "shipped": source("neck-week")}


@settings(max_examples=60)
@given(st.sampled_from(sorted(TEXTS)), changes)
def test_whatever_is_changed_the_file_says_it(of: str, made: list[tuple[str, int, int]]) -> None:
    text = TEXTS[of]
    before = plan_of(read(text)) if text else Plan()
    plan = before
    for kind, one, other in made:
        key = plan.sessions[one % len(plan.sessions)].key if plan.sessions else 0
        if kind == "add":
            plan = added(plan, ROUTINES[one % len(ROUTINES)], "It").plan
        elif kind == "rules":
            plan = with_rules(plan, Rules(done=one % 101, after=other % 11, not_worse=bool(one % 2))).plan
        elif kind == "name":
            plan = renamed(plan, f"Name {one}").plan
        elif not key:
            continue
        elif kind == "out" and len(plan.sessions) > 1:
            plan = removed(plan, key, "It").plan
        elif kind == "move":
            plan = moved(plan, key, other % 5 - 2, "It").plan
        elif kind == "days":
            plan = with_days(plan, key, other % 40).plan
        elif kind == "measure":
            plan = with_measures(plan, key, tuple(MEASURES[: other % 3]), "It").plan
    if not plan.sessions:
        return
    plan = plan if plan.name else renamed(plan, "Named").plan
    assert content(plan_of(read(written(plan, text, before)))) == content(plan)


def test_sessions_are_repeated_as_long_as_the_next_begins_within_the_weeks() -> None:
    plan = added(added(Plan(), "a", "A", days=2).plan, "b", "B").plan
    plan = with_days(plan, plan.sessions[1].key, 5).plan
    longer = for_weeks(plan, 4).plan
    assert [one.routine for one in longer.sessions] == ["a", "b"] * 4
    assert len({one.key for one in longer.sessions}) == 8
    assert longer.sessions[:2] == plan.sessions
    assert for_weeks(longer, 4).words == ""
    assert for_weeks(Plan(), 4).words == ""
    assert (
        len(for_weeks(with_days(plan, plan.sessions[1].key, 1).plan, 10_000).plan.sessions) == MOST_SESSIONS
    )
