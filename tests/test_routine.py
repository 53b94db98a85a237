"""Exercises, steps and routines as files state them, and every bound they have."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from guided.files import load, routine_from
from guided.paths import assets
from guided.pose import STANDING, read_bases
from guided.reading import Problem, Table
from guided.routine import Dose, Exercise, Routine, read_exercise, read_routine
from guided.sharing import to_toml
from tests.routines import NOTHING, routines
from tests.samples import BASES, EXERCISE, METHOD, ROUTINE, changed

SHIPPED = load(assets())
STEP = '[[step]]\nexercise = "a"\n'


def exercise(text: str) -> tuple[Exercise, list[Problem]]:
    problems: list[Problem] = []
    bases = read_bases(Table(tomllib.loads(BASES), problems))
    return read_exercise(Table(tomllib.loads(text), problems), "sample", bases), problems


def routine(text: str) -> tuple[Routine, list[Problem]]:
    problems: list[Problem] = []
    bases = read_bases(Table(tomllib.loads(BASES), problems))
    return read_routine(Table(tomllib.loads(text), problems), "sample", bases), problems


def test_an_exercise_is_read_whole() -> None:
    read, problems = exercise(EXERCISE)
    assert problems == []
    assert (read.id, read.name, read.also) == ("sample", "Kneeling opener", ("lunge",))
    assert (read.region, read.position, read.equipment) == ("hip-front", "half-kneeling", ("mat", "cushion"))
    assert (read.method, read.methods, read.sides, read.limb) == ("short", ("static",), "each", "leg")
    assert read.side_is == "{side} knee down"
    assert read.called == {"ease": "reach", "release": "bring-back"}
    assert (read.lengthens, read.works) == (("iliopsoas",), ("gluteus-maximus",))
    assert (read.start, read.end) == ("Kneel.", "Glide forward.")
    assert read.press == "the knee down"
    assert (read.cues, read.mistakes) == (("Glide, do not arch",), ("Arching",))
    assert (read.stop_if, read.care) == (("the groin pinches",), ("sore-knee",))
    assert read.leave_out == {"hip": "standing-opener"}
    assert (read.easier, read.easier_by, read.harder) == ("standing-opener", "Glide less far.", None)
    assert read.goals == ("sit",)
    assert read.dose == Dose(reps=(8,), rest_ms=15_000, order="side-first")


def test_a_method_it_was_once_played_by_means_the_one_that_took_its_place() -> None:
    read, problems = exercise(EXERCISE.replace("methods =", 'once = {quick = "short"}\nmethods ='))
    assert (problems, read.once) == ([], {"quick": "short"})
    names = (None, "short", "static", "quick", "flow")
    assert [read.method_for(name) for name in names] == ["short", "short", "static", "short", "flow"]
    assert [read.is_played_by(name) for name in names] == [True, True, True, True, False]
    own = replace(read, method="flow", methods=("quick",))  # played by it again, no longer by the other
    assert [own.method_for(name) for name in names] == ["flow", "short", "static", "quick", "flow"]
    assert not own.is_played_by("short")


def test_an_exercise_without_a_figure_is_shown_by_its_name_in_every_pose_a_method_asks_for() -> None:
    read, problems = exercise(EXERCISE.partition("[figure]")[0])
    assert problems == []
    assert read.drawing.words == "Kneeling opener"
    assert {pose for method in SHIPPED.methods.values() for pose in method.poses} <= read.drawing.poses.keys()


def test_a_routine_is_read_whole() -> None:
    read, problems = routine(ROUTINE)
    assert problems == []
    assert (read.id, read.name, read.goal) == ("sample", "Release", "Lengthen the hip flexors.")
    assert (read.for_whom, read.regions) == ("Long sitters.", ("hip-front",))
    step = read.steps[0]
    assert (step.exercise, step.method, step.sides) == ("kneeling-opener", "short", "each")
    assert step.dose == Dose((12,), sets=1, hold_ms=(2000,), rest_ms=20_000, order="side-first")
    assert (step.prepare_ms, step.wait, step.depth, step.note) == (10_000, True, (0.85, 1.0), "Slowly.")
    assert read.steps[1].fill_ms == 60_000
    assert read.to_table() == tomllib.loads(ROUTINE)


def test_a_step_that_says_nothing_leaves_everything_to_the_exercise() -> None:
    read, problems = routine(f'name = "R"\n{STEP}')
    assert problems == []
    step = read.steps[0]
    assert (step.dose, step.method, step.sides, step.prepare_ms) == (Dose(), None, None, None)
    assert (step.wait, step.fill_ms, step.depth) == (False, 0, (1.0, 1.0))


def test_one_number_a_set_and_holds_that_grow_are_read() -> None:
    read, problems = routine(f'name = "R"\n{STEP}reps = [5, 3, 1]\nhold = [15, 30]\ndepth = 0.5\nprepare = 0')
    assert problems == []
    assert read.steps[0].dose == Dose((5, 3, 1), hold_ms=(15_000, 30_000))
    assert (read.steps[0].depth, read.steps[0].prepare_ms) == ((0.5, 0.5), 0)


def test_a_step_may_count_its_hold_in_breaths_and_differ_by_side() -> None:
    more = 'breaths = 5\neffort = 0.3\nreps = 8\nleft = [8, 4]\nfirst = "right"\nrest_after = 30\n'
    read, problems = routine(f'name = "R"\n{STEP}{more}self_paced = true')
    assert problems == []
    step = read.steps[0]
    assert step.dose == Dose((8,), left=(8, 4), hold_breaths=5, effort=(0.3,))
    assert (step.first, step.rest_after_ms, step.self_paced) == ("right", 30_000, True)


def test_a_circuit_is_its_steps_round_by_round_with_rests_between() -> None:
    once = '[[step.step]]\nexercise = "a"\n[[step.step]]\nexercise = "b"\nrest_after = 5\n'
    read, problems = routine(f'name = "R"\n[[step]]\nrounds = 3\nrest = 60\n{once}{STEP}')
    assert problems == []
    assert [step.exercise for step in read.steps] == ["a", "b", "a", "b", "a", "b", "a"]
    assert [step.round for step in read.steps] == [*[(r, 3) for r in (1, 1, 2, 2, 3, 3)], (1, 1)]
    assert [step.rest_after_ms for step in read.steps] == [0, 60_000, 0, 60_000, 0, 5_000, 0]
    assert read.steps[3].where == "step[1].step[2]"


def test_a_routine_brings_its_own_exercises_and_methods() -> None:
    carried = tomllib.loads(ROUTINE)
    carried["exercises"] = {"kneeling-opener": tomllib.loads(EXERCISE)}
    carried["methods"] = {"short": tomllib.loads(METHOD)}
    problems: list[Problem] = []
    read = read_routine(Table(carried, problems), "sample", {"kneel": STANDING})
    assert problems == []
    assert read.exercises["kneeling-opener"].name == "Kneeling opener"
    assert read.methods["short"].reps == 10


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ('name = "Kneeling opener"\n', "", "name", "missing, a text of 1 to 120 characters"),
        ('name = "Kneeling opener"', f'name = "{"x" * 121}"', "name", "a text of 1 to 120 characters"),
        ('also = ["lunge"]', f'also = ["{"x" * 121}"]', "also", "of 1 to 120 characters"),
        ('region = "hip-front"', 'region = "hip-frnt"', "region", 'did you mean "hip-front"?'),
        ('region = "hip-front"\n', "", "region", "missing, one of hip-front"),
        ('position = "half-kneeling"', 'position = "sitting"', "position", "use one of standing, seated"),
        ('position = "half-kneeling"\n', "", "position", "missing, one of standing"),
        ('"mat", "cushion"]\nmethod', '"matt"]\nmethod', "equipment", 'did you mean "mat"?'),
        ('method = "short"\n', "", "method", "missing"),
        ('methods = ["static"]', 'methods = "static"', "methods", "use a list of up to 20 texts"),
        ('sides = "each"', 'sides = "eech"', "sides", 'did you mean "each"?'),
        ('sides = "each"\n', "", "sides", "missing, one of none, each, alternate"),
        ('limb = "leg"', 'limb = "tail"', "limb", '"tail" is not known'),
        (
            '"{side} knee down"',
            '"one knee down"',
            "side_is",
            "the same on both sides, write {side} or {other}",
        ),
        (
            "called = {ease =",
            "called = {eese =",
            "called.eese",
            'no phase is called that, did you mean "ease"?',
        ),
        ('release = "bring-back"', 'release = "bring"', "called.release", '"bring" is not known'),
        ('start = "Kneel."\n', "", "start", "missing, a text of 1 to 2000 characters"),
        ('start = "Kneel."', f'start = "{"x" * 2001}"', "start", "a text of 1 to 2000 characters"),
        ('end = "Glide forward."\n', "", "end", "missing"),
        ('stop_if = ["the groin pinches"]\n', "", "stop_if", "every exercise says when to stop"),
        ("stop_if = [", "stop_if = [5, ", "stop_if", "use a list of up to 20 texts"),
        ('cues = ["Glide', 'cues = ["Gl\\u202eide', "cues", "without control characters"),
        ("goals = ", "gaols = ", "gaols", 'did you mean "goals"?'),
        ("reps = 8", "reps = 101", "dose.reps", "a number from 1 to 100"),
        ("reps = 8", "reps = 8\nfill = 3", "dose.fill", "unknown key"),
        ("rest = 15", "rest = 1201", "dose.rest", "a number from 0 to 1200"),
        ('order = "side-first"', 'order = "side"', "dose.order", "use one of side-first, set-first"),
        ("[figure]", "[figur]", "figur", 'did you mean "figure"?'),
    ],
)
def test_what_is_wrong_with_an_exercise_is_told(old: str, new: str, key: str, told: str) -> None:
    _, problems = exercise(changed(EXERCISE, old, new))
    assert [problem.text for problem in problems if problem.key == key and told in problem.text], problems


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("", "step", "0 of them, use [[step]] written 1 to 200 times"),
        (STEP * 201, "step", "201 of them, use [[step]] written 1 to 200 times"),
        ("goal = 5\n" + STEP, "goal", "5 is not allowed"),
        (f'goal = "{"x" * 2001}"\n' + STEP, "goal", "a text of 1 to 2000 characters"),
        ("for = 5\n" + STEP, "for", "5 is not allowed"),
        ('regions = ["knees"]\n' + STEP, "regions", '"knees" is not known'),
        ('gaol = "x"\n' + STEP, "gaol", 'did you mean "goal"?'),
        ("[[step]]\nreps = 1", "step[1].exercise", "missing"),
        (STEP + "exersise = 1", "step[1].exersise", 'did you mean "exercise"?'),
        (STEP + "method = 1", "step[1].method", "1 is not allowed"),
        (STEP + "reps = 0", "step[1].reps", "0 is not allowed, use a number from 1 to 100"),
        (STEP + "reps = 101", "step[1].reps", "101 is not allowed"),
        (STEP + "reps = 2.5", "step[1].reps", "use whole numbers from 1 to 100"),
        (STEP + 'reps = "2"', "step[1].reps", '"2" is not allowed'),
        (STEP + "reps = []", "step[1].reps", "a list of 1 to 20"),
        (STEP + f"reps = {[1] * 21}", "step[1].reps", "a list of 1 to 20"),
        (STEP + "sets = 0", "step[1].sets", "a whole number from 1 to 20"),
        (STEP + "sets = 21", "step[1].sets", "a whole number from 1 to 20"),
        (STEP + "reps = [3, 2]\nsets = 3", "step[1].sets", "3 sets, but reps lists 2"),
        (STEP + "hold = 0.49", "step[1].hold", "a number from 0.5 to 1200"),
        (STEP + "hold = 1201", "step[1].hold", "a number from 0.5 to 1200"),
        (STEP + "hold = [1, 2, 3]", "step[1].hold", "a list of 1 to 2"),
        (STEP + "hold = nan", "step[1].hold", "NaN is not allowed"),
        (STEP + "hold = inf", "step[1].hold", "Infinity is not allowed"),
        (STEP + "rest = -1", "step[1].rest", "a number from 0 to 1200"),
        (STEP + "prepare = 601", "step[1].prepare", "a number from 0 to 600"),
        (STEP + "fill = 0", "step[1].fill", "a number from 1 to 21600"),
        (STEP + "fill = 21601", "step[1].fill", "a number from 1 to 21600"),
        (STEP + "fill = 60\nreps = 3", "step[1].fill", "not both: leave out reps or fill"),
        (STEP + "depth = 0", "step[1].depth", "a number from 0.1 to 1"),
        (STEP + "depth = [0.5, 1.1]", "step[1].depth", "a number from 0.1 to 1"),
        (STEP + 'sides = "both"', "step[1].sides", "use one of left, right, each, alternate, none"),
        (STEP + 'order = "sets"', "step[1].order", "use one of side-first, set-first"),
        (STEP + 'wait = "yes"', "step[1].wait", "use true or false"),
        (STEP + f'note = "{"x" * 2001}"', "step[1].note", "a text of 1 to 2000 characters"),
        (STEP + "hold = 2\nbreaths = 5", "step[1].breaths", "in seconds or in breaths, not both"),
        (STEP + "breaths = 61", "step[1].breaths", "a number from 0.5 to 60"),
        (STEP + "effort = 1.1", "step[1].effort", "a number from 0.05 to 1"),
        (STEP + "left = 0", "step[1].left", "a number from 1 to 100"),
        (STEP + "right = 2.5", "step[1].right", "use whole numbers"),
        (STEP + "rest_after = -1", "step[1].rest_after", "a number from 0 to 1200"),
        (STEP + 'first = "both"', "step[1].first", "use one of left, right"),
        (
            "[[step]]\nrounds = 1\n[[step.step]]\nexercise = 'a'",
            "step[1].rounds",
            "a whole number from 2 to 20",
        ),
        ("[[step]]\n[[step.step]]\nexercise = 'a'", "step[1].rounds", "missing"),
        ("[[step]]\nrounds = 2\nstep = []", "step[1].step", "0 of them"),
        ("[[step]]\nrounds = 2\nreps = 3\n[[step.step]]\nexercise = 'a'", "step[1].reps", "unknown key"),
        (
            "[[step]]\nrounds = 20\n" + "[[step.step]]\nexercise = 'a'\n" * 11,
            "step",
            "220 of them with every round",
        ),
        (STEP + "[exercises.Bad]", "exercises.Bad", "not an id"),
        (STEP + "[exercises.a]", "exercises.a.name", "missing"),
        (STEP + "[methods.a]", "methods.a.phase", "0 of them"),
        (STEP + "[methods.a]\nnme = 1", "methods.a.nme", 'did you mean "name"?'),
    ],
)
def test_what_is_wrong_with_a_routine_is_told(text: str, key: str, told: str) -> None:
    _, problems = routine(f'name = "R"\n{text}')
    assert [problem.text for problem in problems if problem.key == key and told in problem.text], problems


@pytest.mark.parametrize(
    "bound",
    [
        *("reps = 1", "reps = 100", f"reps = {[100] * 20}", "sets = 20", "hold = 0.5", "hold = 1200"),
        *("rest = 0", "rest = 1200", "prepare = 600", "fill = 1", "fill = 21600", "depth = [0.1, 1]"),
        f'note = "{"x" * 2000}"',
    ],
)
def test_bounds_themselves_are_allowed(bound: str) -> None:
    _, problems = routine(f'name = "{"x" * 120}"\n{STEP}{bound}')
    assert problems == []


def test_two_hundred_steps_are_allowed() -> None:
    read, problems = routine('name = "R"\n' + STEP * 200)
    assert problems == []
    assert len(read.steps) == 200


def test_all_mistakes_of_a_routine_are_told_at_once() -> None:
    _, problems = routine(f"goal = 5\n{STEP}reps = 0\n{STEP}hold = 0\nxyz = 1\n")
    assert {problem.key for problem in problems} == {
        "name",
        "goal",
        "step[1].reps",
        "step[2].hold",
        "step[2].xyz",
    }


# ---------------------------------------------------------------- written again

ROUND = """\
name = "Round"
[[step]]
exercise = "a"
rest_after = 5
[[step]]
rounds = 3
rest = 20
[[step.step]]
exercise = "b"
reps = [3, 2]
[[step.step]]
exercise = "c"
hold = 2.5
rest_after = 10
[[step]]
rounds = 2
[[step.step]]
exercise = "d"
fill = 60
"""


@pytest.mark.parametrize(
    "text", [ROUND, ROUND.replace("rest = 20", "rest = 8"), ROUND.replace("rest = 20\n", "")]
)
def test_a_circuit_is_written_as_one_and_read_again_as_the_same_rounds(text: str) -> None:
    read, problems = routine(text)
    assert problems == []
    table = read.to_table()
    assert [row.get("rounds") for row in table["step"]] == [None, 3, 2]
    again, problems = routine(to_toml(table))
    assert (again.steps, problems) == (read.steps, [])


@given(routines)
def test_any_routine_is_written_and_read_again_as_the_same(table: dict[str, Any]) -> None:
    read = routine_from(table, "routine", NOTHING)
    again = routine_from(json.loads(json.dumps(read.to_table())), "routine", NOTHING)
    assert (again.steps, again.to_table()) == (read.steps, read.to_table())


@pytest.mark.parametrize("name", SHIPPED.routines)
def test_a_shipped_routine_is_written_and_read_again_as_the_same(name: str) -> None:
    read = SHIPPED.routines[name]
    again = routine_from(read.to_table(), name, SHIPPED)
    assert (again.steps, again.name, again.goal) == (read.steps, read.name, read.goal)
    assert (again.for_whom, again.regions) == (read.for_whom, read.regions)


def test_a_muscle_may_work_on_the_side_that_does_not_move() -> None:
    made, problems = exercise(EXERCISE.replace('["gluteus-maximus"]', '["obliques@other", "tra"]'))
    assert not problems
    assert made.works == ("obliques", "tra")
    assert made.across == ("obliques",)


def test_a_muscle_may_lengthen_on_the_side_that_does_not_move() -> None:
    rolling = SHIPPED.exercises["knee-rolls"]
    assert rolling.lengthens == ("obliques", "quadratus-lumborum", "gluteus-medius")
    assert rolling.lengthens_across == rolling.lengthens
    assert (rolling.works[0], rolling.across) == ("obliques", ())


def test_a_routine_says_when_it_is_suggested_and_keeps_it_in_a_file() -> None:
    routines = load(assets()).routines
    assert {routines[name].suggest for name in ("pregnancy-at-ease", "after-birth")} == {"never"}
    assert routines["morning-back"].to_table()["suggest"] == "morning"
    assert "suggest" not in routines["psoas-release"].to_table()
