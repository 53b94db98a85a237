"""Edits of a draft: what each does, what it says, and that it leaves everything else alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from guided.editing import edits
from guided.editing.dose import Choice, Field, Number, Switch, fields_of, shown
from guided.editing.draft import Draft, draft_of, parts_of_cards, read_draft, routine_of
from guided.editing.edits import Edit
from guided.files import load
from guided.paths import assets
from guided.routine import MOST_STEPS, Dose, Routine

LIBRARY = load(assets())
CIRCUIT = """\
name = "C"

[[step]]
exercise = "bridge"

[[step]]
rounds = 3

[[step.step]]
exercise = "bird-dog"

[[step.step]]
exercise = "dead-bug"

[[step]]
exercise = "walk-tall"
"""


def opened(routine_id: str = "psoas-release") -> tuple[Draft, Routine]:
    routine = LIBRARY.routines[routine_id]
    return draft_of(routine), routine


def of(*exercises: str, more: str = "") -> tuple[Draft, Routine]:
    rows = "".join(f'[[step]]\nexercise = "{name}"\n{more}\n' for name in exercises)
    return read_draft(f'name = "R"\n{rows}', LIBRARY, Path("r.toml"))


def field(draft: Draft, key: int, name: str) -> Field:
    base = routine_of(draft)
    part, circuit = parts_of_cards(draft, LIBRARY, base)[key], draft.card(key).circuit
    rounds = draft.circuits[circuit].rounds if circuit else 0
    return next(one for one in fields_of(part, LIBRARY, base, rounds) if one.id == name)


def names(draft: Draft, key: int) -> list[str]:
    base = routine_of(draft)
    return [one.id for one in fields_of(parts_of_cards(draft, LIBRARY, base)[key], LIBRARY, base)]


def number(draft: Draft, key: int, name: str, value: float | None) -> Edit:
    one = field(draft, key, name)
    assert isinstance(one, Number)
    return edits.with_number(draft, key, one, value, parts_of_cards(draft, LIBRARY, routine_of(draft))[key])


def choice(draft: Draft, key: int, name: str, value: str) -> Edit:
    base = routine_of(draft)
    return edits.with_choice(
        draft, key, name, value, parts_of_cards(draft, LIBRARY, base)[key], LIBRARY, base
    )


def order(draft: Draft) -> list[str]:
    return [card.step.exercise for card in draft.cards]


def test_a_step_is_added_where_one_is_and_says_so() -> None:
    draft, _ = of("bridge", "walk-tall")
    made = edits.added(draft, LIBRARY.exercises["dead-bug"], 1)
    assert order(made.draft) == ["bridge", "dead-bug", "walk-tall"]
    assert made.words == f"{LIBRARY.exercises['dead-bug'].name} added"
    assert made.draft.card(made.key).step.exercise == "dead-bug"


def test_a_routine_holds_no_more_steps_than_a_file_may() -> None:
    draft, _ = of(*["bridge"] * MOST_STEPS)
    assert edits.added(draft, LIBRARY.exercises["dead-bug"]).draft == draft
    assert edits.duplicated(draft, 1, "Bridge").draft == draft


def test_a_key_is_never_given_twice() -> None:
    draft, _ = of("bridge", "dead-bug")
    gone = edits.removed(draft, 2, "Dead bug").draft
    assert edits.added(gone, LIBRARY.exercises["walk-tall"]).key == 3


def test_a_copy_comes_right_after_with_its_dose() -> None:
    draft, _ = opened()
    made = edits.duplicated(draft, 2, "It")
    assert [card.step for card in made.draft.cards[1:3]] == [draft.cards[1].step] * 2
    assert made.draft.place(made.key) == 2


def test_moving_says_where_to_and_is_taken_back_as_one() -> None:
    draft, _ = of("bridge", "dead-bug", "walk-tall")
    down = edits.moved(draft, 1, 1, "Bridge")
    assert (order(down.draft), down.words) == (["dead-bug", "bridge", "walk-tall"], "Bridge to place 2")
    assert edits.moved(down.draft, 1, 2, "Bridge").kind == down.kind
    assert edits.moved(draft, 1, -3, "Bridge").draft == draft
    assert order(edits.moved(draft, 1, 99, "Bridge").draft) == ["dead-bug", "walk-tall", "bridge"]


def test_a_circuit_stays_together() -> None:
    draft, _ = read_draft(CIRCUIT, LIBRARY, Path("c.toml"))
    within = edits.moved(draft, 2, 2, "It").draft
    assert [card.circuit for card in within.cards] == [0, 1, 1, 0]
    joined = edits.moved(draft, 4, 2, "It").draft
    assert [card.circuit for card in joined.cards] == [0, 1, 1, 1]
    left = edits.moved(draft, 3, 0, "It").draft
    assert [card.circuit for card in left.cards] == [0, 0, 1, 0]
    alone = edits.removed(edits.removed(draft, 2, "It").draft, 3, "It").draft
    assert alone.circuits == {}
    assert number(draft, 2, "rounds", 5).draft.circuits[1].rounds == 5
    out = edits.taken_out_of_circuit(draft, 2).draft
    assert [(card.key, card.circuit) for card in out.cards] == [(1, 0), (3, 1), (2, 0), (4, 0)]


def test_a_step_joins_the_one_before_it_round_by_round() -> None:
    draft, _ = of("bridge", "dead-bug", "walk-tall", "bird-dog")
    assert not edits.may_join(draft, 1)
    two = edits.joined(draft, 2).draft
    assert [card.circuit for card in two.cards] == [1, 1, 0, 0]
    assert two.circuits[1].rounds == 2
    assert not edits.may_join(two, 2)
    three = edits.joined(two, 3).draft
    assert [card.circuit for card in three.cards] == [1, 1, 1, 0]
    before = edits.joined(edits.joined(draft, 3).draft, 2).draft
    assert [card.circuit for card in before.cards] == [1, 1, 1, 0]
    apart = edits.joined(edits.joined(draft, 2).draft, 4).draft
    assert [card.circuit for card in apart.cards] == [1, 1, 2, 2]
    assert not edits.may_join(apart, 3)


def test_sorting_keeps_the_order_within_a_position_and_the_floor_in_one_piece() -> None:
    exercises = ("walk-tall", "bridge", "standing-march", "bird-dog", "dead-bug")
    draft, _ = of(*exercises)
    positions = {name: LIBRARY.exercises[name].position for name in exercises}
    made = edits.sorted_by_position(draft, positions)
    assert order(made.draft) == ["walk-tall", "standing-march", "bridge", "dead-bug", "bird-dog"]


def test_a_circuit_is_sorted_as_a_whole() -> None:
    draft, _ = read_draft(CIRCUIT, LIBRARY, Path("c.toml"))
    positions = {one.id: one.position for one in LIBRARY.exercises.values()}
    made = edits.sorted_by_position(edits.moved(draft, 4, 0, "It").draft, positions).draft
    assert [card.circuit for card in made.cards].count(1) == 2
    assert order(made)[-2:] == ["bird-dog", "dead-bug"] or order(made)[1:3] == ["bird-dog", "dead-bug"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("reps", 8, "8 reps"),
        ("sets", 3, "3 sets"),
        ("hold", 2.5, "Hold: 2.5 s"),
        ("prepare", 20, "Time to get ready: 20 s"),
        ("rest-after", 10, "Rest afterwards: 10 s"),
        ("depth-first", 70, "How much of the way, first rep: 70 %"),
    ],
)
def test_a_number_says_what_it_is_now_and_reads_back(name: str, value: float, said: str) -> None:
    draft, _ = of("half-kneeling-hip-flexor")
    made = number(draft, 1, name, value)
    assert made.words == said
    now = field(made.draft, 1, name)
    assert isinstance(now, Number)
    assert now.value == value
    assert made.kind == f"{name}:1"


def test_a_number_stays_within_its_bounds() -> None:
    draft, _ = of("half-kneeling-hip-flexor")
    assert number(draft, 1, "reps", 1000).draft.cards[0].step.dose.reps == (100,)
    assert number(draft, 1, "hold", 0).draft.cards[0].step.dose.hold_ms == (500,)
    assert number(draft, 1, "reps", None).draft == draft
    assert number(draft, 1, "prepare", None).draft.cards[0].step.prepare_ms is None


def test_sets_that_differ_keep_their_shape() -> None:
    draft, _ = of("bridge", more="reps = [5, 3, 1]")
    assert number(draft, 1, "reps", 6).draft.cards[0].step.dose.reps == (6, 4, 2)
    assert number(draft, 1, "sets", 4).draft.cards[0].step.dose.reps == (5, 3, 1, 1)
    assert number(draft, 1, "sets", 2).draft.cards[0].step.dose.reps == (5, 3)


def test_one_side_may_have_more() -> None:
    draft, base = of("half-kneeling-hip-flexor", more="reps = 10")
    part = parts_of_cards(draft, LIBRARY, base)[1]
    uneven = edits.with_switch(draft, 1, "uneven", True, part).draft
    more = number(uneven, 1, "left", 12).draft
    assert (more.cards[0].step.dose.left, more.cards[0].step.dose.right) == ((12,), (10,))
    one = choice(more, 1, "sides", "left").draft.cards[0].step
    assert (one.sides, one.dose) == ("left", Dose(reps=(12,)))
    part = parts_of_cards(more, LIBRARY, base)[1]
    same = edits.with_switch(more, 1, "uneven", False, part).draft
    assert same.cards[0].step.dose == Dose(reps=(12,))


def test_counted_and_by_time_and_back() -> None:
    draft, _ = of("bridge", more="reps = 10")
    timed = choice(draft, 1, "amount", "time").draft
    step = timed.cards[0].step
    assert step.fill_ms % 5_000 == 0
    assert step.fill_ms > 30_000
    assert step.dose.reps == ()
    counted = choice(timed, 1, "amount", "reps").draft.cards[0].step
    assert counted.fill_ms == 0
    assert counted.dose.reps


def test_another_method_lets_the_dose_lapse() -> None:
    draft, _ = of("half-kneeling-hip-flexor", more='reps = 12\nhold = 2\nnote = "Slowly"')
    made = choice(draft, 1, "method", "static")
    step = made.draft.cards[0].step
    assert (step.method, step.dose.reps, step.dose.hold_ms, step.note) == ("static", (), (), "Slowly")
    assert made.words == LIBRARY.methods["static"].name


@pytest.mark.parametrize(
    ("exercise", "there", "lacking"),
    [
        (
            "half-kneeling-hip-flexor",
            {"method", "sides", "first", "hold", "depth-first"},
            {"rest", "breaths"},
        ),
        ("pelvic-tilt", {"reps", "sets", "wait", "prepare"}, {"sides", "first", "uneven"}),
        ("box-breathing", {"reps"}, {"hold", "depth-first", "sides"}),
        ("walk-tall", {"amount"}, {"hold"}),
    ],
)
def test_only_what_the_method_and_the_exercise_have_is_asked(
    exercise: str, there: set[str], lacking: set[str]
) -> None:
    draft, _ = of(exercise)
    found = set(names(draft, 1))
    assert there <= found
    assert not lacking & found


def test_breathing_counts_breaths_and_rest_comes_with_sets() -> None:
    draft, _ = of("box-breathing")
    assert field(draft, 1, "reps").name == "Breaths"
    assert "rest" in names(number(draft, 1, "sets", 2).draft, 1)


def test_every_field_of_every_exercise_reads_as_something() -> None:
    for exercise in LIBRARY.exercises:
        draft, base = of(exercise)
        for one in fields_of(parts_of_cards(draft, LIBRARY, base)[1], LIBRARY, base):
            if isinstance(one, Number):
                assert shown(one, one.value), (exercise, one)
                assert one.value is None or one.least <= one.value <= one.most
            elif isinstance(one, Choice):
                assert one.value in dict(one.values), (exercise, one)
            else:
                assert isinstance(one, Switch)


def test_an_easier_exercise_keeps_what_fits() -> None:
    draft, base = of("half-kneeling-hip-flexor", more='reps = 12\nnote = "Slowly"')
    easier = LIBRARY.exercises["split-stance-hip-flexor"]
    made = edits.with_exercise(draft, 1, easier, LIBRARY, base)
    step = made.draft.cards[0].step
    assert (step.exercise, step.dose.reps, step.note) == (easier.id, (12,), "Slowly")
    assert made.words == f"{easier.name} instead"
