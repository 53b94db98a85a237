"""What is suggested, that one click does it, and that nothing is suggested without a reason."""

from __future__ import annotations

from pathlib import Path

from guided.editing.draft import Draft, parts_of_cards, read_draft
from guided.editing.suggestions import Suggestion, position_changes, suggestions, totals
from guided.files import load
from guided.paths import assets
from guided.settings import Settings
from guided.timeline import compile_routine

LIBRARY = load(assets())


def of(*steps: str) -> Draft:
    rows = "".join(f"[[step]]\nexercise = {step}\n" for step in steps)
    return read_draft(f'name = "R"\n{rows}', LIBRARY, Path("r.toml"))[0]


def suggested(draft: Draft, *careful_with: str) -> dict[str, Suggestion]:
    from guided.editing.draft import routine_of

    routine = routine_of(draft)
    parts = parts_of_cards(draft, LIBRARY, routine)
    return {one.id: one for one in suggestions(draft, routine, parts, LIBRARY, careful_with)}


def after(one: Suggestion) -> Draft:
    assert one.make is not None
    return one.make().draft


def test_an_order_that_changes_position_too_often_is_sorted_with_one_click() -> None:
    draft = of('"bridge"', '"walk-tall"', '"dead-bug"', '"standing-march"')
    one = suggested(draft)["order"]
    assert "3 times" in one.sentence
    order = [card.step.exercise for card in after(one).cards]
    assert order == ["bridge", "dead-bug", "walk-tall", "standing-march"]
    assert "order" not in suggested(after(one))


def test_a_missing_side_is_added_with_one_click() -> None:
    draft = of('"half-kneeling-hip-flexor"\nsides = "left"', '"dead-bug"')
    one = suggested(draft)["side:1"]
    assert "right leg" in one.sentence
    assert after(one).cards[0].step.sides is None
    assert "side:1" not in suggested(after(one))


def test_the_other_side_in_another_step_is_no_missing_side() -> None:
    both = of(
        '"half-kneeling-hip-flexor"\nsides = "left"',
        '"half-kneeling-hip-flexor"\nsides = "right"',
        '"dead-bug"',
    )
    assert not [name for name in suggested(both) if name.startswith("side")]


def test_a_hip_opener_without_anything_for_the_core_gets_some() -> None:
    one = suggested(of('"half-kneeling-hip-flexor"', '"walk-tall"'))["core"]
    assert "may help" in one.sentence
    draft = after(one)
    assert draft.cards[1].step.exercise in LIBRARY.exercises
    assert "core" not in suggested(draft)
    assert "core" not in suggested(of('"walk-tall"'))
    assert "core" not in suggested(of('"half-kneeling-hip-flexor"', '"bridge"'))


def test_what_is_added_for_the_core_asks_for_no_care() -> None:
    every = suggested(of('"half-kneeling-hip-flexor"'), *LIBRARY.care)
    assert "core" not in every or not LIBRARY.exercises[after(every["core"]).cards[1].step.exercise].care


def test_a_condition_of_ones_own_is_told_and_a_way_around_is_one_click() -> None:
    draft = of('"half-kneeling-hip-flexor"', '"dead-bug"')
    code = LIBRARY.exercises["half-kneeling-hip-flexor"].care[0]
    assert not [one for one in suggested(draft).values() if one.level == "care"]
    found = [one for one in suggested(draft, code).values() if one.level == "care"]
    assert [one.key for one in found][:1] == [1]
    assert LIBRARY.exercises["half-kneeling-hip-flexor"].name in found[0].sentence
    if found[0].make is not None:
        assert after(found[0]).cards[0].step.exercise != "half-kneeling-hip-flexor"


def test_totals_are_those_of_the_session() -> None:
    routine = LIBRARY.routines["psoas-release"]
    found = totals(routine, LIBRARY.parts(routine), LIBRARY, Settings())
    assert abs(found.length_ms - compile_routine(routine, LIBRARY).length_ms) < 50
    assert found.kit
    assert "mat" in found.kit
    assert found.lengthens
    positions = [LIBRARY.exercise(routine, step.exercise).position for step in routine.steps]
    assert found.changes == position_changes(positions)


def test_nothing_is_suggested_for_nothing() -> None:
    assert suggested(of('"bridge"')) == {}
