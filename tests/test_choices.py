"""What is played otherwise than written: it shows in the dose, lasts, lapses, and can be taken back."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from guided.changes import method_for, other_part
from guided.choices import (
    FEWER,
    MORE,
    REPS,
    Choices,
    StepChoice,
    all_played,
    as_written,
    hold_advice,
    in_folder,
    load,
    offers_reps_of_all,
    options,
    played,
    reps_of_all,
    save,
    with_exercise,
    with_favourite,
    with_method,
    with_reps,
    with_reps_of_all,
)
from guided.files import load as load_library
from guided.files import routine_from
from guided.library import Library
from guided.part import Part
from guided.paths import assets
from guided.routine import Dose, Routine
from guided.timeline import compile_routine
from tests.samples import EASIER, EXERCISE, FILES, METHOD, write

# The methods of the samples by the names they have among the shipped ones.
AIS = {
    **{path: text for path, text in FILES.items() if path != "methods/short.toml"},
    "methods/ais.toml": METHOD,
    "exercises/kneeling-opener.toml": EXERCISE.replace('"short"', '"ais"'),
    "exercises/standing-opener.toml": EASIER.replace('"short"', '"ais"'),
    "routines/release.toml": FILES["routines/release.toml"].replace('"short"', '"ais"'),
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two steps: a kneeling opener, 12 reps of two seconds, and a standing one that fills a minute."""
    return load_library(write(tmp_path / "shipped", AIS))


@pytest.fixture
def routine(library: Library) -> Routine:
    return library.routines["release"]


def part(library: Library, routine: Routine, choices: Choices, step: int = 0) -> Part:
    """A step as it is played with the choices."""
    return library.parts(played(routine, choices.of(routine.id), library))[step]


NONE = Choices()


def test_without_a_choice_it_is_the_routine_itself(library: Library, routine: Routine) -> None:
    assert played(routine, {}, library) is routine


def test_another_method_brings_its_own_dose_and_keeps_the_sides(library: Library, routine: Routine) -> None:
    chosen = with_method(NONE, routine, routine.steps[0], "static")
    now = part(library, routine, chosen)
    assert (now.method.id, now.reps, now.hold_ms, now.sides) == ("static", (2,), (), ("left", "right"))
    assert (now.step.note, now.step.wait, now.rest_ms) == ("Slowly.", True, 20_000)
    assert part(library, routine, chosen, 1).step == routine.steps[1]


def test_what_was_played_is_in_the_table(library: Library, routine: Routine) -> None:
    """A record keeps it, and a session that was cut off goes on with it."""
    chosen = with_method(NONE, routine, routine.steps[0], "static")
    table = json.loads(json.dumps(played(routine, chosen.of(routine.id), library).to_table()))
    again = routine_from(table, routine.id, library)
    assert [one.method.id for one in library.parts(again)] == ["static", "ais"]


@pytest.mark.parametrize("reps", REPS)
def test_reps_are_chosen_for_a_step(library: Library, routine: Routine, reps: int) -> None:
    now = part(library, routine, with_reps(NONE, routine, routine.steps[0], reps))
    assert (now.reps, now.hold_ms, now.step.depth) == ((reps,), (2000,), (0.85, 1.0))


@pytest.mark.parametrize(("reps", "offered"), [(6, (4, 6, 8, 10, 12)), (14, (8, 10, 12, 14, 18)), (10, REPS)])
def test_the_reps_a_step_is_written_with_are_offered_too(
    library: Library, reps: int, offered: tuple[int, ...]
) -> None:
    text = f'name = "R"\n[[step]]\nexercise = "kneeling-opener"\nreps = {reps}\n'
    routine = routine_from(tomllib.loads(text), "r", library)
    assert options(library, routine, part(library, routine, NONE)).reps == offered
    chosen = with_reps(NONE, routine, routine.steps[0], 8)
    assert options(library, routine, part(library, routine, chosen)).reps == offered
    back = with_reps(chosen, routine, routine.steps[0], reps)
    assert played(routine, back.of(routine.id), library) is routine


def test_sets_that_differ_are_no_number_to_offer(library: Library) -> None:
    text = 'name = "R"\n[[step]]\nexercise = "kneeling-opener"\nreps = [14, 6]\n'
    routine = routine_from(tomllib.loads(text), "r", library)
    assert options(library, routine, part(library, routine, NONE)).reps == REPS


def test_chosen_reps_count_for_every_set(library: Library) -> None:
    text = 'name = "R"\n[[step]]\nexercise = "kneeling-opener"\nreps = [12, 10, 8]\n'
    routine = routine_from(tomllib.loads(text), "r", library)
    assert part(library, routine, with_reps(NONE, routine, routine.steps[0], 8)).reps == (8, 8, 8)


@pytest.mark.parametrize(
    ("written", "fewer", "more"), [(2, 1, 3), (5, 4, 6), (6, 4, 8), (10, 8, 12), (20, 16, 24)]
)
def test_fewer_or_more_reps_are_chosen_once_for_all(
    library: Library, routine: Routine, written: int, fewer: int, more: int
) -> None:
    steps = (
        replace(routine.steps[0], dose=replace(routine.steps[0].dose, reps=(written,))),
        routine.steps[1],
    )
    routine = replace(routine, steps=steps)
    assert offers_reps_of_all(library, routine, library.parts(routine))
    choices = NONE
    for how, reps in ((FEWER, fewer), (MORE, more), (FEWER, fewer)):  # each from what is written
        choices = with_reps_of_all(choices, routine, library, how)
        parts = library.parts(played(routine, choices.of(routine.id), library))
        assert parts[0].reps == (reps,)
        assert parts[1].step.fill_ms == 60_000  # which counts no reps
        assert reps_of_all(library, routine, parts) == how
        assert offers_reps_of_all(library, routine, parts)
    own = with_reps(choices, routine, routine.steps[0], 30)
    assert reps_of_all(library, routine, library.parts(played(routine, own.of(routine.id), library))) is None


def test_fewer_reps_are_fewer_of_what_is_written_whatever_the_method(library: Library) -> None:
    text = 'name = "R"\n[[step]]\nexercise = "kneeling-opener"\nmethod = "static"\nreps = {}\n'
    for written, offered in (("3", (2, 3, 4)), ("1", (1, 2)), ("[4, 2]", ())):
        routine = routine_from(tomllib.loads(text.format(written)), "r", library)
        assert options(library, routine, part(library, routine, NONE)).reps == offered
        assert offers_reps_of_all(library, routine, library.parts(routine)) is (written == "3")
    routine = routine_from(tomllib.loads(text.format(3)), "r", library)
    fewer = with_reps(NONE, routine, routine.steps[0], 2)
    assert part(library, routine, fewer).reps == (2,)
    assert options(library, routine, part(library, routine, fewer)).reps == (2, 3, 4)
    many = with_reps(NONE, routine, routine.steps[0], 12)  # which was chosen for short holds
    assert part(library, routine, many).reps == (3,)


@pytest.mark.parametrize(("written", "offered"), [(100, (76, 100)), (150, (112, 150))])
def test_more_reps_are_never_fewer_than_written(
    library: Library, routine: Routine, written: int, offered: tuple[int, ...]
) -> None:
    step = replace(routine.steps[0], method="static", dose=Dose(reps=(written,)))
    routine = replace(routine, steps=(step,))
    parts = library.parts(routine)
    assert options(library, routine, parts[0]).reps == offered
    assert not offers_reps_of_all(library, routine, parts)
    more = with_reps_of_all(NONE, routine, library, MORE)
    assert part(library, routine, more).reps == (written,)


def test_chosen_reps_count_only_where_reps_are_offered(library: Library, routine: Routine) -> None:
    uneven = replace(routine, steps=(replace(routine.steps[0], dose=Dose(reps=(4,), left=(6,))),))
    shipped = load_library(assets())
    breathing = shipped.routines["evening-wind-down"]
    for known, one in ((library, uneven), (shipped, breathing)):
        step = next(part.step for part in known.parts(one) if part.reps_of or part.by_breath)
        (written,) = (part for part in known.parts(one) if part.step.where == step.where)
        assert not options(known, one, written).reps
        for reps in (written.reps[0] - 1, 10):
            assert played(one, with_reps(NONE, one, step, reps).of(one.id), known) is one


def test_reps_for_one_method_are_forgotten_with_it(library: Library, routine: Routine) -> None:
    chosen = with_method(with_reps(NONE, routine, routine.steps[0], 8), routine, routine.steps[0], "static")
    back = with_method(chosen, routine, routine.steps[0], "ais")
    assert part(library, routine, chosen).reps == (2,)
    assert part(library, routine, back).reps == (12,)
    assert played(routine, back.of(routine.id), library) is routine


def test_the_easier_exercise_takes_the_place_and_the_dose(library: Library, routine: Routine) -> None:
    easier = options(library, routine, part(library, routine, NONE)).easier
    assert easier is not None
    chosen = with_exercise(NONE, routine, routine.steps[0], easier.id)
    now = part(library, routine, chosen)
    assert (now.exercise.id, now.method.id, now.reps) == ("standing-opener", "ais", (12,))
    assert with_exercise(chosen, routine, routine.steps[0], "kneeling-opener").of(routine.id)[
        "step[1]"
    ] == StepChoice("kneeling-opener")


def test_a_method_the_easier_one_has_not_gives_way_to_its_own(library: Library, routine: Routine) -> None:
    chosen = with_method(NONE, routine, routine.steps[0], "static")
    chosen = with_exercise(chosen, routine, routine.steps[0], "standing-opener")
    now = part(library, routine, chosen)
    assert (now.exercise.id, now.method.id, now.reps) == ("standing-opener", "ais", (12,))


def test_as_written_takes_back_a_step_or_all(library: Library, routine: Routine) -> None:
    chosen = with_method(NONE, routine, routine.steps[0], "static")
    both = with_reps(chosen, routine, routine.steps[1], 8)
    assert set(as_written(both, routine, routine.steps[0]).of(routine.id)) == {"step[2]"}
    assert as_written(both, routine) == NONE


def test_a_choice_lapses_when_another_exercise_stands_there(library: Library, routine: Routine) -> None:
    chosen = with_method(NONE, routine, routine.steps[0], "static").of(routine.id)
    steps = [replace(step, where=f"step[{n}]") for n, step in enumerate(routine.steps[::-1], 1)]
    other = replace(routine, steps=tuple(steps))
    assert played(other, chosen, library) is other


@pytest.mark.parametrize(
    "choice",
    [
        StepChoice("kneeling-opener", method="nothing"),
        StepChoice("kneeling-opener", exercise="nothing"),
        StepChoice("kneeling-opener", method="static", reps=8, exercise="nothing"),
    ],
)
def test_a_choice_of_what_is_gone_leaves_what_is_there(
    library: Library, routine: Routine, choice: StepChoice
) -> None:
    now = played(routine, {"step[1]": choice}, library)
    assert [step.exercise for step in now.steps] == ["kneeling-opener", "standing-opener"]
    compile_routine(now, library)


def test_a_choice_in_a_circuit_counts_for_every_round(library: Library) -> None:
    text = 'name = "R"\n[[step]]\nrounds = 3\n[[step.step]]\nexercise = "kneeling-opener"\n'
    routine = routine_from(tomllib.loads(text), "r", library)
    chosen = with_method(NONE, routine, routine.steps[0], "static")
    methods = [one.method.id for one in library.parts(played(routine, chosen.of("r"), library))]
    assert methods == ["static"] * 3


def test_the_library_is_listed_as_it_is_played(library: Library, routine: Routine) -> None:
    chosen = with_method(NONE, routine, routine.steps[0], "static")
    listed = all_played(library, chosen)
    assert listed.routines["release"].steps[0].method == "static"
    assert all_played(library, NONE) is library


def test_a_long_hold_is_advised_against(library: Library, routine: Routine) -> None:
    usual = part(library, routine, NONE)
    assert hold_advice(usual) == ""
    assert hold_advice(replace(usual, hold_ms=(2000, 2500))) == ""
    assert hold_advice(replace(usual, hold_ms=(4000,))) == (
        "4 s is long for “Short hold”: 2.5 s is the most."
    )
    assert "2.6 s is long for “Short hold”" in hold_advice(replace(usual, hold_ms=(2600,)))
    assert hold_advice(part(library, routine, with_method(NONE, routine, routine.steps[0], "static"))) == ""


def test_while_playing_a_part_goes_on_on_the_same_sides(library: Library, routine: Routine) -> None:
    now = replace(part(library, routine, NONE), sides=("right", "left"))
    standing = library.exercises["standing-opener"]
    assert method_for(library, routine, now, standing) is now.method
    easier = other_part(library, routine, now, standing, now.method, "left")
    assert (easier.exercise.id, easier.reps, easier.sides) == ("standing-opener", now.reps, now.sides)
    assert easier.step.exercise == "standing-opener"
    static = other_part(library, routine, now, now.exercise, library.methods["static"], "left")
    assert (static.reps, static.hold_ms, static.sides) == ((2,), (), now.sides)


def test_one_that_has_no_sides_is_not_played_once_for_each(library: Library, routine: Routine) -> None:
    """Neither in a session nor as a choice that is kept."""
    both = replace(library.exercises["standing-opener"], id="both", sides="none")
    library = replace(library, exercises={**library.exercises, "both": both})
    now = part(library, routine, NONE)
    other = other_part(library, routine, now, both, now.method, "left")
    assert (other.sides, other.reps, other.hold_ms) == (("none",), now.reps, now.hold_ms)
    chosen = with_exercise(NONE, routine, routine.steps[0], "both")
    assert part(library, routine, chosen).sides == ("none",)


# ---------------------------------------------------------------- for whom something asks for care


def test_what_is_better_left_out_has_another_in_its_place(library: Library, routine: Routine) -> None:
    now = part(library, routine, NONE)
    assert options(library, routine, now).instead is None
    assert options(library, routine, now, ("sore-knee",)).instead is None
    assert options(library, routine, now, ("hip",)).instead is library.exercises["standing-opener"]


def test_nothing_harder_is_offered_where_a_condition_speaks_against_it(tmp_path: Path) -> None:
    harder = EXERCISE.replace("easier_by =", 'harder = "standing-opener"\nharder_by = "More."\neasier_by =')
    careful = 'care = ["sore-knee"]\n' + EASIER
    for text, codes, offered in (
        (harder, (), True),
        (harder, ("nothing-has-this",), True),
        (harder, ("sore-knee",), False),
        (harder, ("hip",), False),
        (harder.replace('care = ["sore-knee"]\n', ""), ("sore-knee",), None),
    ):
        files = {**FILES, "exercises/kneeling-opener.toml": text, "exercises/standing-opener.toml": careful}
        library = load_library(write(tmp_path / "one", files))
        assert library.broken == ()
        routine = library.routines["release"]
        found = options(library, routine, part(library, routine, NONE), codes)
        # A harder exercise may ask for care where this one does not: then it alone is not offered.
        assert (found.harder is not None) is bool(offered)
        assert found.harder_by == ("" if offered is False else "More.")


# ---------------------------------------------------------------- kept


def test_choices_are_kept(routine: Routine, tmp_path: Path) -> None:
    path = tmp_path / "config" / "choices.json"
    chosen = with_method(NONE, routine, routine.steps[0], "static")
    chosen = with_favourite(with_reps(chosen, routine, routine.steps[1], 8), "release", on=True)
    save(path, chosen)
    assert load(path) == chosen
    save(path, with_favourite(as_written(chosen, routine), "release", on=False))
    assert load(path) == NONE


def test_two_windows_keep_what_each_of_them_chose(routine: Routine, tmp_path: Path) -> None:
    path, first, second = tmp_path / "choices.json", *routine.steps
    begin = with_favourite(with_reps(NONE, routine, first, 8), "release", on=True)
    save(path, begin)
    save(path, with_favourite(with_reps(begin, routine, second, 10), "one", on=True), begin)
    other = with_favourite(as_written(begin, routine, first), "two", on=True)
    save(path, with_favourite(other, "release", on=False), begin)
    kept = load(path)
    assert [choice.reps for choice in kept.of("release").values()] == [10]
    assert kept.favourites == ("one", "two")


def test_all_choices_are_written_where_nothing_can_be_read(routine: Routine, tmp_path: Path) -> None:
    path = tmp_path / "choices.json"
    begin = with_favourite(NONE, "release", on=True)
    path.write_text("{")
    after = with_reps(begin, routine, routine.steps[0], 8)
    save(path, after, begin)
    assert load(path) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"routines": 1, "favourites": {}}',
        '{"routines": {"a": 1, "B!": {"step[1]": {"of": "x"}}, "c": {"s": 1}}, "favourites": [1, "../x"]}',
        '{"routines": {"a": {"step[1]": {"method": "static"}}}}',
    ],
)
def test_what_makes_no_sense_is_left_out(text: str, tmp_path: Path) -> None:
    path = tmp_path / "choices.json"
    path.write_text(text)
    assert load(path) == NONE
    assert load(tmp_path / "nowhere") == NONE


def test_reps_out_of_bounds_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "choices.json"
    path.write_text('{"routines": {"a": {"s": {"of": "x", "reps": 1000}, "t": {"of": "x", "reps": true}}}}')
    assert load(path).of("a") == {"s": StepChoice("x"), "t": StepChoice("x")}


def test_folders_are_kept_and_those_of_another_program_stay(tmp_path: Path) -> None:
    path = tmp_path / "choices.json"
    before = in_folder(Choices(), "one", "Knees")
    save(path, before)
    save(path, in_folder(load(path), "other", "Büro"))
    save(path, in_folder(before, "one", ""), before)
    assert load(path).folders == {"other": "Büro"}


@pytest.mark.parametrize(
    "stored", ['{"folders": 3}', '{"folders": {"../x": "a", "b": "", "c": 3, "d": "\\u202e"}}']
)
def test_folders_that_are_none_are_dropped(tmp_path: Path, stored: str) -> None:
    path = tmp_path / "choices.json"
    path.write_text(stored)
    assert load(path).folders == {}


# ---------------------------------------------------------------- another for the same place


SHIPPED = load_library(assets())


@pytest.mark.parametrize("routine", SHIPPED.routines.values(), ids=lambda one: one.id)
def test_another_exercise_is_for_the_same_place_and_needs_nothing_more(routine: Routine) -> None:
    parts = SHIPPED.parts(routine)
    kit = {kit for part in parts for kit in part.exercise.equipment}
    harder = {one.harder for one in SHIPPED.exercises.values()}
    for part in parts:
        found = options(SHIPPED, routine, part)
        other = found.another
        if other is None:
            continue
        assert (found.easier, found.harder, found.instead) == (None, None, None)
        assert other.region == part.exercise.region
        assert other.id not in {one.exercise.id for one in parts} | harder
        assert kit.issuperset(other.equipment)
        more = {*other.care, *other.leave_out} - {*part.exercise.care, *part.exercise.leave_out}
        assert not more, "it asks for no care that the first does not ask for"


def other_than(exercise: str, careful_with: tuple[str, ...] = ()) -> str | None:
    """The exercise (id) offered in place of one of the first routine that has it."""
    routine = next(r for r in SHIPPED.routines.values() if exercise in {s.exercise for s in r.steps})
    part = next(one for one in SHIPPED.parts(routine) if one.exercise.id == exercise)
    found = options(SHIPPED, routine, part, careful_with).another
    return found.id if found else None


def test_another_exercise_is_done_in_the_same_position_if_there_is_one() -> None:
    assert other_than("wrist-flexor-draw") == "wrist-extensor-draw"
    assert other_than("knee-rolls") == "pelvic-tilt"


def test_another_exercise_asks_for_no_care_that_the_person_has_to_take() -> None:
    wrist = SHIPPED.exercises["wrist-extensor-draw"]
    assert other_than("wrist-flexor-draw", wrist.care) != "wrist-extensor-draw"


def test_the_whole_body_is_no_place_of_which_another_exercise_is() -> None:
    assert other_than("legs-up-rest") is None
