import json

import hypothesis.strategies as st
from hypothesis import given

from guided.sync.facts import Value, announced, facts_in, lines_of, value_fact, values_in, winners

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.builds(Value, st.integers(1, 4), st.none() | st.booleans() | TEXTS | st.lists(TEXTS, max_size=2))
FACTS = st.sets(
    st.builds(value_fact, st.sampled_from(["favourite/a", "file/b", "run/c"]), VALUES), max_size=12
)
MANY = st.lists(FACTS, min_size=1, max_size=4)


def held(facts: set[str]) -> dict[str, Value]:
    return winners(values_in(facts))


@given(FACTS, FACTS, FACTS)
def test_merging_is_commutative_associative_and_idempotent(a: set[str], b: set[str], c: set[str]) -> None:
    def merged(*files: bytes) -> bytes:
        return lines_of({fact for file in files for fact in facts_in(file)})

    one, two, three = lines_of(a), lines_of(b), lines_of(c)
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), three) == merged(one, merged(two, three))
    assert merged(one, one) == one
    # What is shown does not depend on the order in which it became known either.
    assert held(a | b | c) == held(holding(a | b) | c)


def holding(facts: set[str]) -> set[str]:
    """The facts that hold; without the others the same is shown."""
    return {value_fact(*one) for one in held(facts).items()}


@given(FACTS, st.data())
def test_any_cut_of_a_file_is_a_beginning_and_the_rest_makes_it_whole(
    facts: set[str], data: st.DataObject
) -> None:
    file = lines_of(facts)
    cut = data.draw(st.integers(0, len(file)))
    found = facts_in(file[:cut])
    assert found == set(sorted(facts)[: file[:cut].count(b"\n") + (file[cut : cut + 1] == b"\n")])
    assert found | facts_in(file) == facts
    # What is appended to a cut file begins with a new line.
    assert facts_in(file[:cut] + b"\n" + file) == facts


@given(FACTS, st.data())
def test_a_byte_that_is_not_what_was_written_costs_its_line_and_the_next_at_most(
    facts: set[str], data: st.DataObject
) -> None:
    file = bytearray(lines_of(facts | {value_fact("favourite/z", Value(1, True))}))
    at = data.draw(st.integers(0, len(file) - 1))
    line = file[:at].count(b"\n")
    file[at] ^= data.draw(st.integers(1, 255))
    there = sorted(facts | {value_fact("favourite/z", Value(1, True))})
    found = facts_in(bytes(file))
    assert set(there[:line] + there[line + 2 :]) <= found <= set(there)


@given(MANY, st.permutations(range(4)))
def test_files_and_copies_of_them_in_any_order_say_the_same(files: list[set[str]], order: list[int]) -> None:
    copies = [files[number % len(files)] for number in order] + files
    assert held(set().union(*copies)) == held(set().union(*files))


@given(FACTS, FACTS, TEXTS | st.none())
def test_what_is_new_here_is_said_once_and_then_holds(
    agreed: set[str], others: set[str], value: str | None
) -> None:
    base, values = held(agreed), values_in(agreed | others)
    here = {"favourite/a": value}
    new = announced(here, base, values)
    facts = agreed | others | {value_fact(*one) for one in new.items()}
    if new:
        assert held(facts)["favourite/a"].value == value
    # Neither a crash before that was remembered nor another round says it again.
    assert announced(here, base, values_in(facts)) == {}
    assert (
        announced({key: one.value for key, one in held(facts).items()}, held(facts), values_in(facts)) == {}
    )


def test_a_line_that_is_no_fact_is_none() -> None:
    fact = value_fact("favourite/a", Value(1, True))
    assert json.loads(fact) == {"key": "favourite/a", "value": True, "version": 1}
    spaced = json.dumps(json.loads(fact))
    for text in (spaced, "[1]", "1", "", "[" * 100_000):
        assert facts_in(lines_of({text})) == set()
    assert facts_in(b"\xff\xfe\n\n" + lines_of({fact})) == {fact}
