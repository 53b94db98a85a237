"""A step otherwise than written: what changes with the method, what stays with the person."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from guided.changes import apply, programme_routine
from guided.files import (
    load,
    load_file,
    routine_from,
)
from guided.library import Library
from guided.method import Phase
from guided.part import Part
from guided.reading import GuidedError
from guided.routine import Change, Dose
from guided.timeline import compile_routine
from tests.samples import (
    EASIER,
    FILES,
    PROGRAMME,
    STEP,
    changed,
    write,
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(write(tmp_path / "shipped", FILES))


def read_programme(text: str, library: Library, tmp_path: Path) -> Library:
    path = tmp_path / "up.toml"
    path.write_text(text, encoding="utf-8")
    return load_file(path, library)


def test_a_session_plays_a_routine_one_that_comes_along_or_its_own_steps(
    library: Library, tmp_path: Path
) -> None:
    added = read_programme(PROGRAMME, library, tmp_path)
    up = added.programmes["up"]
    plain, more, carried, own = (programme_routine(added, up, number) for number in (1, 2, 3, 4))
    assert plain is added.routines["release"]
    assert more.id == "release"
    before = added.parts(plain)
    for was, part in zip(before, added.parts(more), strict=True):
        if part.step.fill_ms:
            assert part.reps == was.reps
        elif part.exercise.id == "kneeling-opener":
            assert part.reps == tuple(reps + 2 for reps in was.reps)
        else:
            assert part.reps == (5,)
    assert (carried.id, carried.name) == ("up-3", "Up 3: B")
    assert added.parts(carried)[0].reps == (4, 3)
    assert (own.id, own.name, own.goal) == ("up-4", "Up 4: Own", "Its own steps.")
    for routine in (plain, more, carried, own):
        again = routine_from(json.loads(json.dumps(routine.to_table())), routine.id, added)
        assert again.steps == routine.steps
        assert compile_routine(routine, added).length_ms > 0


def test_a_short_session_is_about_half_of_it(library: Library, tmp_path: Path) -> None:
    added = read_programme(PROGRAMME, library, tmp_path)
    up = added.programmes["up"]
    for number in range(1, 5):
        whole = compile_routine(programme_routine(added, up, number), added)
        short = compile_routine(programme_routine(added, up, number, short=True), added)
        assert 0.3 * whole.length_ms < short.length_ms < 0.8 * whole.length_ms


def test_a_change_may_take_the_easier_one_or_another_method(library: Library, tmp_path: Path) -> None:
    easier = changed(PROGRAMME, "more_reps = 2", 'version = "easier"')
    added = read_programme(easier, library, tmp_path)
    steps = programme_routine(added, added.programmes["up"], 2).steps
    assert {step.exercise for step in steps} == {"standing-opener"}
    static = changed(PROGRAMME, "more_reps = 2", 'method = "static"')
    added = read_programme(static, library, tmp_path)
    part = added.parts(programme_routine(added, added.programmes["up"], 2))[0]
    assert part.method.id == "static"


def test_a_programme_goes_on_without_a_routine_that_is_gone_until_it_is_played(
    library: Library, tmp_path: Path
) -> None:
    added = read_programme(PROGRAMME, library, tmp_path)
    gone = replace(added, routines={})
    with pytest.raises(GuidedError, match='Up: no routine is called "release"'):
        programme_routine(gone, added.programmes["up"], 1)


def test_a_circuit_keeps_its_rounds_when_its_dose_is_changed(library: Library, tmp_path: Path) -> None:
    circuit = """\
name = "Round"
[[session]]
name = "Round"
[session.dose]
more_reps = 1
[[session.step]]
rounds = 2
rest = 10
[[session.step.step]]
exercise = "kneeling-opener"
reps = 3
[[session.step.step]]
exercise = "standing-opener"
reps = 4
"""
    added = read_programme(circuit, library, tmp_path)
    parts = added.parts(programme_routine(added, added.programmes["up"], 1))
    assert [part.reps for part in parts] == [(4,), (5,), (4,), (5,)]


# ---------------------------------------------------------------- one change in one step


def after(library: Library, step: str, change: Change) -> Part:
    """A step of the kneeling opener as a file states it, with a change made in it."""
    routine = routine_from(tomllib.loads(STEP + step), "r", library)
    return library.part(routine, apply(library, routine, routine.steps[0], change))


ARRANGED = 'order = "set-first"\nrest = 45\ndepth = [0.6, 0.8]\nnote = "Slowly."\nprepare = 3\nwait = true\n'


def test_the_amount_lapses_with_its_method_and_the_arrangement_stays(library: Library) -> None:
    amount = "reps = 12\nsets = 2\nhold = 3\neffort = 0.4\n"
    part = after(library, amount + ARRANGED, Change(method="static"))
    assert (part.method.id, part.reps, part.hold_ms, part.effort) == ("static", (2,), (), ())
    assert (part.set_first, part.rest_ms, part.step.depth) == (True, 45_000, (0.6, 0.8))
    assert (part.step.note, part.step.prepare_ms, part.step.wait) == ("Slowly.", 3000, True)


def test_reps_of_one_side_lapse_with_their_method(library: Library) -> None:
    assert after(library, "left = 12", Change(method="static")).reps_of == {}


def test_a_time_to_fill_is_filled_by_the_other_method(library: Library) -> None:
    part = after(library, "fill = 300", Change(method="static"))
    assert (part.method.id, part.step.fill_ms) == ("static", 300_000)


def test_the_easier_exercise_takes_over_amount_and_arrangement(library: Library) -> None:
    for change in (Change(version="easier"), Change(exercise="standing-opener")):
        part = after(library, 'reps = 12\nsides = "left"\n' + ARRANGED, change)
        assert (part.exercise.id, part.method.id) == ("standing-opener", "short")
        assert (part.reps, part.sides, part.rest_ms) == ((12,), ("left",), 45_000)


def test_an_exercise_without_the_method_is_played_by_its_own(library: Library) -> None:
    part = after(library, 'method = "static"\nreps = 4\nhold = 20', Change(version="easier"))
    assert (part.method.id, part.reps, part.hold_ms) == ("short", (10,), ())


@pytest.mark.parametrize(
    ("sides", "step"), [("none", 'sides = "each"'), ("alternate", ""), ("none", "left = 5")]
)
def test_sides_that_the_other_exercise_has_not_got_are_not_asked_of_it(
    tmp_path: Path, sides: str, step: str
) -> None:
    easier = changed(EASIER, 'sides = "each"', f'sides = "{sides}"')
    library = load(write(tmp_path / "shipped", {**FILES, "exercises/standing-opener.toml": easier}))
    part = after(library, step, Change(version="easier"))
    assert (part.sides == ("none",), part.alternate) == (sides == "none", sides == "alternate")
    assert part.reps_of == {}


@pytest.mark.parametrize(
    "change",
    [
        Change(),
        Change(exercise="nothing"),
        Change(method="nothing"),
        Change(version="harder"),
        Change(exercise="kneeling-opener", method="short"),
        Change(dose=Dose(reps=(8,))),
    ],
)
def test_what_is_not_there_or_as_it_was_changes_nothing(library: Library, change: Change) -> None:
    routine = routine_from(tomllib.loads(STEP), "r", library)
    assert apply(library, routine, routine.steps[0], change) == routine.steps[0]


@pytest.mark.parametrize(
    ("step", "change", "reps", "reps_of"),
    [
        ("reps = [5, 3]", Change(dose=Dose(reps=(4,))), (4, 4), {}),  # in each of the sets there are
        ("reps = [5, 3]", Change(dose=Dose(reps=(4, 2, 1))), (4, 2, 1), {}),
        ("left = 12", Change(dose=Dose(reps=(4,))), (4,), {}),
        ("reps = 5", Change(dose=Dose(sets=3)), (5, 5, 5), {}),
        ("reps = [5, 3, 1]", Change(dose=Dose(sets=2)), (5, 3), {}),
        ("reps = [5, 3]", Change(more_reps=-3), (2, 1), {}),
        ("reps = 99", Change(more_reps=50), (100,), {}),
        ("reps = 6\nleft = 8", Change(more_reps=2), (8,), {"left": (10,)}),
        ("reps = [5, 3]", Change(half=True), (4,), {}),
        ("reps = 6\nright = 9", Change(half=True), (3,), {"right": (5,)}),
        ("fill = 60", Change(dose=Dose(reps=(4,)), more_reps=2), (8,), {}),
    ],
)
def test_reps_are_counted(
    library: Library, step: str, change: Change, reps: tuple[int, ...], reps_of: dict[str, tuple[int, ...]]
) -> None:
    part = after(library, step, change)
    assert (part.reps, dict(part.reps_of)) == (reps, reps_of)


def test_half_of_a_time_to_fill_is_half_the_time(library: Library) -> None:
    assert after(library, "fill = 90", Change(half=True)).step.fill_ms == 45_000
    assert after(library, "fill = 1", Change(half=True)).step.fill_ms == 1000


def test_a_hold_is_in_seconds_or_in_breaths(library: Library) -> None:
    part = after(library, 'method = "static"\nbreaths = 5', Change(dose=Dose(hold_ms=(9000,))))
    assert (part.hold_ms, part.hold_breaths) == ((9000,), 0.0)
    part = after(library, 'method = "static"\nhold = 9', Change(dose=Dose(hold_breaths=5.0)))
    assert (part.hold_ms, part.hold_breaths) == ((), 5.0)


def test_a_hold_is_left_out_where_nothing_is_held(library: Library) -> None:
    flow = {
        **library.methods,
        "short": replace(library.methods["short"], phases=(Phase("move", "in", ms=2000),)),
    }
    assert after(replace(library, methods=flow), "", Change(dose=Dose(hold_ms=(9000,)))).hold_ms == ()


def test_what_is_said_of_one_exercise_goes_before_what_is_said_of_all(
    library: Library, tmp_path: Path
) -> None:
    text = changed(PROGRAMME, "reps = 5\nhold = 2", "more_reps = 5\nhold = 2\nsets = 2")
    added = read_programme(changed(text, "more_reps = 2", "reps = 3"), library, tmp_path)
    part = added.parts(programme_routine(added, added.programmes["up"], 2))[0]
    assert (part.reps, part.hold_ms) == ((3,), (2000,))
