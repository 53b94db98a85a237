"""What a draft does to its file: only what was changed, with every comment where it belongs."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guided.editing import edits
from guided.editing.dose import Number, fields_of
from guided.editing.draft import Draft, checked, draft_of, parts_of_cards, read_draft
from guided.editing.writing import written
from guided.files import load, routine_from
from guided.paths import assets
from guided.reading import GuidedError
from guided.routine import Routine
from tests.editing.random_edits import Ask, asks, made
from tests.samples import WHOLE, changed

LIBRARY = load(assets())

BY_HAND = """\
# For Tuesdays.
name = "By hand"   # a name
goal = 'In single quotes'

# ---- on the floor ----

# the warm-up
[[step]]
exercise = "pelvic-tilt"
method = "flow"
reps = 6  # not more

# both knees
[[ step ]] # here
hold = 2.0
exercise = "knee-hug-leg-press"
note = \"\"\"
# no comment
[[step]]
\"\"\"

[[step]]
rounds = 3
rest = 30
  # first in the circuit
  [[step.step]]
  exercise = "bird-dog"
  reps = [
    5, # left over
    3,
  ]

  [[step.step]]
  exercise = "dead-bug"

# ---- standing ----

[[step]]
exercise = "walk-tall"
fill = 60
# the end
"""
TIGHT = 'name = "T"\n[[step]]\nexercise = "bridge"\n[[step]]\nexercise = "dead-bug"\nreps = 4'
SHIPPED = {path.stem: path.read_text("utf-8") for path in sorted((assets() / "routines").glob("*.toml"))}
TEXTS = (BY_HAND, TIGHT, BY_HAND.replace("\n", "\r\n"), f"\ufeff{BY_HAND}", SHIPPED["psoas-release"])


def read(text: str) -> tuple[Draft, Routine]:
    return read_draft(text, LIBRARY, Path("mine.toml"))


def with_reps(draft: Draft, key: int, base: Routine, value: float) -> Draft:
    part = parts_of_cards(draft, LIBRARY, base)[key]
    reps = next(one for one in fields_of(part, LIBRARY, base) if one.id == "reps")
    assert isinstance(reps, Number)
    return edits.with_number(draft, key, reps, value, part).draft


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_routine_comes_back_as_it_was(name: str) -> None:
    text = SHIPPED[name]
    draft, _ = read(text)
    assert written(draft, text, draft) == text
    assert tomllib.loads(written(draft, "", Draft())) == tomllib.loads(text)


def test_a_number_that_changed_changes_its_line_alone() -> None:
    draft, base = read(BY_HAND)
    made = written(with_reps(draft, 1, base, 8), BY_HAND, draft)
    assert made == changed(BY_HAND, "reps = 6  # not more", "reps = 8  # not more")


def test_words_that_changed_change_their_line_alone() -> None:
    draft, _ = read(BY_HAND)
    made = written(edits.renamed(draft, 'Für "Mi"').draft, BY_HAND, draft)
    assert made == changed(BY_HAND, 'name = "By hand"   # a name', 'name = "Für \\"Mi\\""   # a name')


def test_a_step_takes_the_comment_above_it_along() -> None:
    draft, _ = read(BY_HAND)
    made = written(edits.moved(draft, 1, 1, "It").draft, BY_HAND, draft)
    assert made.index("# both knees") < made.index("# the warm-up") < made.index('"pelvic-tilt"')
    assert made.index("# ---- on the floor ----") < made.index("# both knees")


def test_a_step_that_is_taken_out_leaves_the_heading_that_follows_it() -> None:
    draft, _ = read(BY_HAND)
    last_of_circuit = draft.cards[3].key
    made = written(edits.removed(draft, last_of_circuit, "It").draft, BY_HAND, draft)
    assert '"dead-bug"' not in made
    assert "# ---- standing ----" in made


def test_a_step_joins_a_circuit_and_another_leaves_it() -> None:
    draft, _ = read(BY_HAND)
    joined = edits.moved(draft, 1, 2, "It").draft
    table = tomllib.loads(written(joined, BY_HAND, draft))
    assert [row["exercise"] for row in table["step"][1]["step"]] == ["bird-dog", "pelvic-tilt", "dead-bug"]
    left = edits.taken_out_of_circuit(draft, 3).draft
    table = tomllib.loads(written(left, BY_HAND, draft))
    assert [row["exercise"] for row in table["step"][2]["step"]] == ["dead-bug"]
    assert table["step"][3] == {"exercise": "bird-dog", "reps": [5, 3]}


def test_steps_in_one_line_are_written_anew_and_nothing_is_lost() -> None:
    text = (
        'name = "L"\nstep = [{exercise = "bridge"}, {exercise = "dead-bug", reps = 4}]\n'
        '[prescription]\nfrom = "Jo"\ndays_a_week = 3\ngiven = 2026-11-02\nuntil = 2026-12-14\n'
    )
    draft, base = read(text)
    table = tomllib.loads(written(with_reps(draft, 1, base, 7), text, draft))
    assert table.pop("prescription")["from"] == "Jo"
    assert table == {
        "name": "L",
        "step": [{"exercise": "bridge", "reps": 7, "sets": 2}, {"exercise": "dead-bug", "reps": 4}],
    }


def test_exercises_that_a_file_brings_along_stay_as_they_are() -> None:
    text = f"{WHOLE}\n# of my own\n"
    base = routine_from(tomllib.loads(text), "whole", LIBRARY)
    draft = draft_of(base)
    made = written(edits.added(draft, LIBRARY.exercises["bridge"]).draft, text, draft)
    assert made.endswith("# of my own\n")
    assert [step.exercise for step in routine_from(tomllib.loads(made), "whole", LIBRARY).steps] == [
        "carried",
        "bridge",
    ]


@settings(max_examples=60)
@given(st.sampled_from(TEXTS), asks)
def test_any_edits_give_a_file_that_is_accepted_or_a_mistake_that_is_shown(
    text: str, asked: list[Ask]
) -> None:
    before, base = read(text)
    draft = before
    for ask in asked:
        draft = made(draft, ask, LIBRARY, base).draft
        found = checked(draft, LIBRARY)
        if not found.fits:
            assert not draft.name.strip() or not draft.cards or any(found.at.values()) or found.elsewhere
            continue
        result = written(draft, text, before)
        read_again = routine_from(tomllib.loads(result.removeprefix("\ufeff")), "mine", LIBRARY)
        assert read_again.steps == found.routine.steps
        assert (read_again.name, read_again.goal) == (found.routine.name, found.routine.goal)
    assert written(before, text, before) == text


@settings(max_examples=60)
@given(st.sampled_from(TEXTS[:3]), st.lists(st.tuples(st.integers(1, 5), st.integers(0, 4)), max_size=6))
def test_steps_that_only_move_move_their_lines(text: str, moves: list[tuple[int, int]]) -> None:
    before, _ = read(text)
    draft = before
    for which, to in moves:
        key = draft.cards[which % len(draft.cards)].key
        draft = edits.moved(draft, key, to, "It").draft
    result = written(draft, text, before)

    def lines(text: str) -> Counter[str]:
        bare = (line.strip().replace("step.step", "step") for line in text.splitlines())
        return Counter(line for line in bare if line and not line.startswith(("rounds", "rest = ")))

    gone = lines(text) - lines(result)
    # A circuit that everything has left takes its own header along.
    assert not gone or (set(gone) == {"[[step]]"} and len(draft.circuits) < len(before.circuits))
    assert not lines(result) - lines(text)


def test_a_draft_that_cannot_be_saved_says_why_at_its_step() -> None:
    draft, base = read(TIGHT)
    part = parts_of_cards(draft, LIBRARY, base)[2]
    by_time = edits.with_choice(draft, 2, "amount", "time", part, LIBRARY, base).draft
    part = parts_of_cards(by_time, LIBRARY, base)[2]
    fill = next(one for one in fields_of(part, LIBRARY, base) if one.id == "fill")
    assert isinstance(fill, Number)
    long = edits.with_number(by_time, 2, fill, 21_600, part).draft
    part = parts_of_cards(long, LIBRARY, base)[2]
    sets = next(one for one in fields_of(part, LIBRARY, base) if one.id == "sets")
    assert isinstance(sets, Number)
    found = checked(edits.with_number(long, 2, sets, 3, part).draft, LIBRARY)
    assert list(found.at) == [2]
    assert "6 hours" in found.at[2][0]
    assert checked(edits.renamed(draft, " ").draft, LIBRARY).elsewhere
    empty = edits.removed(edits.removed(draft, 1, "It").draft, 2, "It").draft
    assert checked(empty, LIBRARY).elsewhere
    with pytest.raises(GuidedError):
        routine_from(tomllib.loads(written(empty, TIGHT, draft)), "mine", LIBRARY)
