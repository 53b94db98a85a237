"""Methods: phases as a file states them, and how long each lasts."""

import tomllib
from typing import Any

import pytest

from guided.breath import Breath
from guided.method import VERBS, Method, Phase, read_method
from guided.reading import Problem, Table
from tests.samples import METHOD, STATIC


def read(text: str) -> tuple[Method, list[Problem]]:
    problems: list[Problem] = []
    return read_method(Table(tomllib.loads(text), problems), "sample"), problems


def test_a_method_is_read_whole() -> None:
    method, problems = read(METHOD)
    assert problems == []
    assert (method.id, method.name, method.reps, method.sets) == ("sample", "Short hold", 10, 1)
    assert method.longest_hold_ms == 2500
    assert method.poses == ("end", "start")
    assert [(p.do, p.kind, p.ms, p.breath) for p in method.phases] == [
        ("ease", "ease", 2000, "out"),
        ("hold", "hold", 2000, "out"),
        ("release", "release", 2000, "in"),
        ("rest", "rest", 1000, "in"),
    ]


def test_breaths_counts_and_effort_are_read() -> None:
    method, problems = read(STATIC)
    assert problems == []
    assert [phase.length_ms(Breath(3000, 5000)) for phase in method.phases] == [5000, 30_000, 6000, 4000]
    assert method.phases[2].effort == (0.2, 0.5)
    assert method.phases[1].breath == "free"
    assert method.longest_hold_ms == 0


def test_every_verb_of_the_format_has_its_kind() -> None:
    kinds = {
        "ease": "ease lift reach slide deepen up move circle step forward open inhale",
        "hold": "hold contract pause keep",
        "release": "release lower relax down back bring-back other-foot close exhale",
        "rest": "rest prepare switch",
    }
    assert {verb: kind for kind, verbs in kinds.items() for verb in verbs.split()} == VERBS


@pytest.mark.parametrize(
    ("phase", "pace", "ms"),
    [
        ({"do": "ease", "ms": 2000}, 1.5, 3000),
        ({"do": "ease", "ms": 2000}, 0.5, 1500),  # never under one and a half
        ({"do": "ease", "ms": 2000}, 0.75, 1500),
        ({"do": "ease", "ms": 5000}, 2.0, 6000),  # never over six
        ({"do": "ease", "ms": 500}, 0.5, 500),  # unless the method itself does
        ({"do": "circle", "ms": 7000}, 2.0, 7000),
        ({"do": "hold", "ms": 2000}, 2.0, 2000),
        ({"do": "contract", "counts": 6}, 0.75, 4500),
        ({"do": "contract", "counts": 6}, 0.5, 4000),  # never under four
        ({"do": "contract", "counts": 3}, 0.5, 3000),
        ({"do": "inhale", "breaths": 0.5, "breath": "in"}, 2.0, 4000),
    ],
)
def test_pace_leaves_holds_and_breaths_alone_and_no_movement_rushed(
    phase: dict[str, Any], pace: float, ms: int
) -> None:
    assert Phase(**{"breath": "free", **phase}).length_ms(Breath(), pace) == ms


PHASE = '[[phase]]\ndo = "hold"\n'


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        (PHASE, "phase[1].seconds", "exactly one of seconds, breaths and counts"),
        (PHASE + "seconds = 1\ncounts = 1", "phase[1].seconds", "exactly one of"),
        (PHASE + "seconds = 0.49", "phase[1].seconds", "0.49 is not allowed, use a number from 0.5 to 1200"),
        (PHASE + "seconds = 1200.1", "phase[1].seconds", "a number from 0.5 to 1200"),
        (PHASE + "breaths = 0.4", "phase[1].breaths", "a number from 0.5 to 60"),
        (PHASE + "breaths = 61", "phase[1].breaths", "a number from 0.5 to 60"),
        (PHASE + "counts = 0", "phase[1].counts", "a whole number from 1 to 600"),
        (PHASE + "counts = 601", "phase[1].counts", "a whole number from 1 to 600"),
        (PHASE + "seconds = 1\neffort = 1.1", "phase[1].effort", "a number from 0.05 to 1"),
        (PHASE + "seconds = 1\neffort = [0.1, 0.2, 0.3]", "phase[1].effort", "a list of 1 to 2"),
        (PHASE + 'seconds = 1\nbreath = "ot"', "phase[1].breath", 'did you mean "out"?'),
        (PHASE + "seconds = 1\nto = 3", "phase[1].to", "3 is not allowed"),
        (PHASE + "secnds = 1", "phase[1].secnds", 'did you mean "seconds"?'),
        ('[[phase]]\ndo = "hld"\nseconds = 1', "phase[1].do", 'did you mean "hold"?'),
        ("[[phase]]\nseconds = 1", "phase[1].do", "missing, one of ease, lift"),
        ("", "phase", "0 of them, use [[phase]] written 1 to 12 times"),
        ((PHASE + "seconds = 1\n") * 13, "phase", "13 of them"),
        ("reverse = 1\n" + PHASE + "seconds = 1", "reverse", "use true or false"),
        ("reps = 0\n" + PHASE + "seconds = 1", "reps", "a whole number from 1 to 100"),
        ("reps = 101\n" + PHASE + "seconds = 1", "reps", "a whole number from 1 to 100"),
        ("sets = 21\n" + PHASE + "seconds = 1", "sets", "a whole number from 1 to 20"),
        ("longest_hold = 1201\n" + PHASE + "seconds = 1", "longest_hold", "a number from 0.5 to 1200"),
        ("longest_hld = 1\n" + PHASE + "seconds = 1", "longest_hld", 'did you mean "longest_hold"?'),
    ],
)
def test_what_is_wrong_with_a_method_is_told(text: str, key: str, told: str) -> None:
    _, problems = read('name = "M"\nsummary = "S"\n' + text)
    assert [problem.text for problem in problems if problem.key == key and told in problem.text]


@pytest.mark.parametrize("bound", ["seconds = 0.5", "seconds = 1200", "breaths = 60", "counts = 600"])
def test_bounds_themselves_are_allowed(bound: str) -> None:
    method, problems = read(f'name = "M"\nsummary = "S"\nreps = 100\nsets = 20\n{PHASE}{bound}')
    assert problems == []
    slowest = Breath(10_000, 10_000)
    assert 500 <= method.phases[0].length_ms(slowest, 2.0) <= 20 * 60 * 1000


def test_name_and_summary_are_needed() -> None:
    _, problems = read(PHASE + "seconds = 1")
    assert [problem.key for problem in problems] == ["name", "summary"]
