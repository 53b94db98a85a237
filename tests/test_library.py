"""The library: what names what, whose file wins, and what stays usable when a file is not."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from guided.files import (
    files_in,
    load,
    load_file,
    load_files,
    load_own,
    own_stamp,
    programme_routine,
    routine_from,
)
from guided.library import Library, carried
from guided.reading import FileError, GuidedError
from guided.timeline import TooLong, compile_routine
from tests.samples import EASIER, EXERCISE, FILES, FLOW, METHOD, ROUTINE, STATIC, changed, write

STEP = 'name = "R"\n[[step]]\nexercise = "kneeling-opener"\n'


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return write(tmp_path / "shipped", FILES)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def library(shipped: Path) -> Library:
    return load(shipped)


def broken(library: Library) -> dict[str, str]:
    """What is told of each broken file, by its id."""
    return {one.id: str(one.error) for one in library.broken}


def refused(text: str, library: Library, tmp_path: Path) -> str:
    path = tmp_path / "refused.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as raised:
        load_file(path, library)
    assert raised.value.path == path
    return str(raised.value)


def advised(text: str, library: Library, tmp_path: Path) -> list[str]:
    path = tmp_path / "advised.toml"
    path.write_text(text, encoding="utf-8")
    return [str(warned.problem) for warned in load_file(path, library).warnings]


# ---------------------------------------------------------------- a whole library


def test_a_library_is_read_whole(library: Library) -> None:
    assert library.broken == ()
    assert library.warnings == ()
    assert library.own == {}
    assert set(library.methods) == {"short", "static"}
    assert set(library.exercises) == {"kneeling-opener", "standing-opener"}
    assert set(library.routines) == {"release"}
    assert library.muscles["iliopsoas"].latin == "Iliopsoas"
    assert library.care["sore-knee"].avoid == "Kneeling."
    assert library.bases["kneel"].kneeL == 85.0
    assert library.measures["knee-to-wall"].unit == "cm"


def test_a_folder_with_nothing_in_it_is_a_library_with_nothing_in_it(tmp_path: Path) -> None:
    library = load(tmp_path / "nowhere", tmp_path / "nowhere either")
    assert (dict(library.methods), dict(library.exercises), dict(library.routines)) == ({}, {}, {})
    assert set(broken(library)) == {"bases", "muscles", "care", "measures"}


OPENER, RELEASE = "exercises/kneeling-opener.toml", "routines/release.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (OPENER, '"short"', '"shrt"', 'method: no method is called "shrt", did you mean "short"?'),
        (OPENER, '["static"]', '["statik"]', 'methods: no method is called "statik", did you mean'),
        (OPENER, '["iliopsoas"]', '["psoas"]', 'lengthens: no muscle is called "psoas", did you mean'),
        (OPENER, '"gluteus-maximus"', '"x"', 'works: no muscle is called "x".'),
        (OPENER, '"sore-knee"', '"sore-kne"', 'care: no care code is called "sore-kne", did you mean'),
        (OPENER, '= "standing-opener"\n', '= "nothing"\n', 'easier: no exercise is called "nothing"'),
        (OPENER, "{hip =", "{hop =", 'leave_out: no care code is called "hop", did you mean "hip"?'),
        (OPENER, '"standing-opener"}', '"x"}', 'leave_out.hip: no exercise is called "x".'),
        (OPENER, '["sore-knee"]', '["hip"]', "leave_out.hip: it is in care as well"),
        ("methods/short.toml", "reps =", 'care = ["x"]\nreps =', 'care: no care code is called "x".'),
        ("measures.toml", '"kneeling-opener"', '"opener"', "knee-to-wall.exercise: no exercise is called"),
        (RELEASE, '"kneeling-opener"', '"kneling-opener"', "step[1].exercise: no exercise is called"),
        (RELEASE, '"short"', '"sort"', 'step[1].method: no method is called "sort", did you mean'),
        (RELEASE, "fill = 60", 'method = "static"', 'step[2].method: "Standing opener" is not played'),
    ],
)
def test_an_id_that_nothing_has_is_told(shipped: Path, name: str, old: str, new: str, told: str) -> None:
    write(shipped, {name: changed(FILES[name], old, new)})
    library = load(shipped)
    assert told in broken(library)[Path(name).stem]


def test_a_method_that_goes_through_a_pose_needs_it_drawn(shipped: Path) -> None:
    write(shipped, {"methods/flow.toml": FLOW})
    write(shipped, {"exercises/kneeling-opener.toml": changed(EXERCISE, '["static"]', '["static", "flow"]')})
    assert (
        'figure: no pose "alt", which the method "flow" goes through'
        in broken(load(shipped))["kneeling-opener"]
    )


def test_a_broken_file_hides_no_other(shipped: Path) -> None:
    write(
        shipped, {"exercises/broken.toml": "name = 1", "methods/b.toml": "[", "routines/c.toml": "step = 1"}
    )
    library = load(shipped)
    assert set(broken(library)) == {"broken", "b", "c"}
    assert set(library.routines) == {"release"}
    assert set(library.exercises) == {"kneeling-opener", "standing-opener"}


def test_an_exercise_outlives_its_broken_easier_one(shipped: Path) -> None:
    write(shipped, {"exercises/standing-opener.toml": "name = 1", "routines/release.toml": STEP})
    library = load(shipped)
    assert set(broken(library)) == {"standing-opener"}
    assert library.exercises["kneeling-opener"].easier is None
    assert library.exercises["kneeling-opener"].leave_out == {"hip": ""}  # still better left out
    assert set(library.routines) == {"release"}


def test_exercises_may_name_each_other_in_any_order(shipped: Path) -> None:
    write(shipped, {"exercises/standing-opener.toml": 'harder = "kneeling-opener"\n' + EASIER})
    library = load(shipped)
    assert library.broken == ()
    assert library.exercises["kneeling-opener"].easier == "standing-opener"
    assert library.exercises["standing-opener"].harder == "kneeling-opener"


def test_a_files_name_is_an_id(shipped: Path) -> None:
    write(shipped, {"routines/My Routine.toml": ROUTINE})
    assert "the file's name is not an id" in broken(load(shipped))["My Routine"]


# ---------------------------------------------------------------- the person's own folder


def test_an_own_file_takes_the_place_of_a_shipped_one_and_says_so(shipped: Path, own: Path) -> None:
    write(own, {"routines/release.toml": changed(ROUTINE, "Release", "Mine"), "routines/other.toml": ROUTINE})
    library = load(shipped, own)
    assert library.routines["release"].name == "Mine"
    assert library.own == {
        ("routines", name): own / "routines" / f"{name}.toml" for name in ("other", "release")
    }
    assert [str(warned) for warned in library.warnings] == [
        f"{own / 'routines' / 'release.toml'}: takes the place of the shipped routine"
    ]


def test_own_files_are_read_again_without_the_shipped_ones(library: Library, own: Path) -> None:
    assert own_stamp(own) == ()
    write(own, {"routines/mine.toml": ROUTINE})
    before = own_stamp(own)
    assert set(load_own(library, own).routines) == {"release", "mine"}
    write(own, {"routines/mine.toml": changed(ROUTINE, "Release", "Mine now")})
    assert own_stamp(own) != before
    assert load_own(library, own).routines["mine"].name == "Mine now"
    (own / "routines" / "mine.toml").unlink()
    assert own_stamp(own) == ()
    assert set(load_own(library, own).routines) == {"release"}


def test_a_broken_file_names_the_line_of_each_mistake(shipped: Path, own: Path) -> None:
    text = changed(ROUTINE, "reps = 12", "reps = 0").replace('name = "Release"\n', "")
    write(own, {"routines/release.toml": text, "routines/syntax.toml": 'name = "A"\nstep = = 1\n'})
    told = broken(load(shipped, own))
    lines = text.split("\n")
    assert f"(at line {lines.index('reps = 0') + 1})" in told["release"]
    assert "name: missing" in told["release"]
    assert "line 2" in told["syntax"]


def test_an_own_file_that_cannot_be_used_leaves_the_shipped_one(shipped: Path, own: Path) -> None:
    write(own, {"routines/release.toml": changed(ROUTINE, "reps = 12", "reps = 0")})
    library = load(shipped, own)
    assert library.routines["release"].steps[0].dose.reps == (12,)
    assert "release.toml: step[1].reps: 0 is not allowed" in broken(library)["release"]


def test_own_files_of_every_folder_and_both_endings_are_read(shipped: Path, own: Path) -> None:
    write(
        own,
        {
            "methods/mine.toml": METHOD,
            "exercises/mine.toml": changed(EASIER, '"short"', '"mine"'),
            "routines/mine.toml": changed(STEP, "kneeling-opener", "mine"),
            "routines/shared.guided": STEP,
            "routines/.hidden.toml": "[",
            "routines/notes.txt": "[",
        },
    )
    library = load(shipped, own)
    assert library.broken == ()
    assert set(library.routines) == {"release", "mine", "shared"}
    assert library.parts(library.routines["mine"])[0].method.id == "mine"


def test_two_own_files_with_one_id_are_told(shipped: Path, own: Path) -> None:
    write(own, {"routines/mine.guided": STEP, "routines/mine.toml": changed(STEP, '"R"', '"S"')})
    library = load(shipped, own)
    assert library.routines["mine"].name == "R"
    assert 'another routine of yours is called "mine" too' in broken(library)["mine"]


def test_an_own_method_must_fit_the_exercises_that_are_played_with_it(shipped: Path, own: Path) -> None:
    write(own, {"methods/static.toml": changed(STATIC, 'to = "end"', 'to = "deep"')})
    library = load(shipped, own)
    assert 'goes through the pose "deep", which "Kneeling opener" has not' in broken(library)["static"]
    assert library.methods["static"].poses == ("end", "start")


def test_an_own_exercise_must_be_played_as_the_routines_play_it(shipped: Path, own: Path) -> None:
    write(shipped, {"routines/release.toml": changed(ROUTINE, '"short"', '"static"')})
    write(own, {"exercises/kneeling-opener.toml": changed(EXERCISE, '["static"]', "[]")})
    told = broken(load(shipped, own))["kneeling-opener"]
    assert 'methods: "Release" plays it as "static", which is missing here' in told
    write(own, {"routines/release.toml": ROUTINE})
    assert broken(load(shipped, own)) == {}


# ---------------------------------------------------------------- one file, whole in itself

CARRIED = changed(EASIER, "[figure]", "[exercises.carried.figure]").replace('"short"', '"quick"')
WHOLE = (
    f'name = "Whole"\n[[step]]\nexercise = "carried"\nmethod = "quick"\n[exercises.carried]\n{CARRIED}\n'
    f"[methods.quick]\n{METHOD.replace('[[phase]]', '[[methods.quick.phase]]')}"
)


def test_a_shared_routine_brings_what_the_library_has_not(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "whole.guided"
    path.write_text(WHOLE)
    with_it = load_file(path, library)
    routine = with_it.routines["whole"]
    part = with_it.parts(routine)[0]
    assert (part.exercise.name, part.method.name) == ("Standing opener", "Short hold")
    assert "carried" not in with_it.exercises
    assert "quick" not in with_it.methods
    assert list(carried(with_it, routine)) == [("exercises", "carried"), ("methods", "quick")]
    assert compile_routine(routine, with_it).segments


def test_a_shared_routine_is_checked_like_any_other(library: Library, tmp_path: Path) -> None:
    told = refused(changed(WHOLE, '"quick"\nsides', '"qick"\nsides'), library, tmp_path)
    assert 'exercises.carried.method: no method is called "qick", did you mean "quick"?' in told
    told = refused(changed(WHOLE, 'method = "quick"\n[exer', 'method = "static"\n[exer'), library, tmp_path)
    assert 'step[1].method: "Standing opener" is not played as "static", use one of quick' in told
    told = refused(changed(WHOLE, "stop_if", "stopif"), library, tmp_path)
    assert "exercises.carried.stopif: unknown key" in told


def test_a_carried_method_must_fit_the_exercise_it_is_for(library: Library, tmp_path: Path) -> None:
    carried_method = METHOD.replace("[[phase]]", "[[methods.short.phase]]").replace('"end"', '"deep"')
    told = refused(f"{STEP}[methods.short]\n{carried_method}", library, tmp_path)
    assert 'step[1]: "Kneeling opener" has no pose "deep", which "short" goes through' in told


def test_the_kind_of_a_file_shows_in_its_keys(library: Library, tmp_path: Path) -> None:
    write(tmp_path, {"a.toml": STEP, "b.toml": EASIER, "c.toml": METHOD})
    with_them = load_files([tmp_path / name for name in ("a.toml", "b.toml", "c.toml")], library)
    assert with_them.broken == ()
    assert ("a" in with_them.routines, "b" in with_them.exercises, "c" in with_them.methods) == (True,) * 3


def test_one_bad_file_of_many_is_told_and_the_others_are_there(library: Library, tmp_path: Path) -> None:
    write(tmp_path, {"a.toml": "[", "b.toml": STEP})
    with_them = load_files([tmp_path / "a.toml", tmp_path / "b.toml"], library)
    assert set(broken(with_them)) == {"a"}
    assert "b" in with_them.routines


def test_every_file_in_a_folder_is_found(shipped: Path) -> None:
    assert {path.relative_to(shipped).as_posix() for path in files_in(shipped)} == set(FILES)
    assert files_in(shipped / "care.toml") == [shipped / "care.toml"]


def test_a_routine_comes_back_from_its_own_table(library: Library) -> None:
    routine = library.routines["release"]
    assert routine_from(routine.source, "release", library).steps == routine.steps
    with pytest.raises(FileError, match="release: step: 0 of them"):
        routine_from({"name": "x"}, "release", library)


# ---------------------------------------------------------------- advice


def test_a_hold_longer_than_the_method_advises_is_a_warning_not_an_error(
    library: Library, tmp_path: Path
) -> None:
    longer = ['step[1].hold: longer than 2.5 s, the longest hold for "Short hold"']
    assert advised(STEP + "hold = 2.6", library, tmp_path) == longer
    assert advised(STEP + "hold = [2, 3]", library, tmp_path) == longer
    assert advised(STEP + "hold = 2.5", library, tmp_path) == []
    assert advised(STEP + 'method = "static"\nhold = 60', library, tmp_path) == []


def test_a_hold_in_breaths_is_advised_on_too(library: Library, tmp_path: Path) -> None:
    longer = ['step[1].breaths: longer than 2.5 s, the longest hold for "Short hold"']
    assert advised(STEP + "breaths = 1", library, tmp_path) == longer


def test_more_reps_than_the_method_advises_are_a_warning(library: Library, tmp_path: Path) -> None:
    few = METHOD.replace("reps = 10", "reps = 4\nmost_reps = 4").replace(
        "[[phase]]", "[[methods.short.phase]]"
    )
    told = ['step[1].reps: more than 4 reps, the most for "Short hold"']
    for dose, expected in (("reps = 5", told), ("left = 5", told), ("reps = 4", [])):
        assert advised(f"{STEP}{dose}\n[methods.short]\n{few}", library, tmp_path) == expected


def test_reps_of_a_side_need_sides_that_are_played_one_after_the_other(
    library: Library, tmp_path: Path
) -> None:
    for step in ('left = 3\nsides = "alternate"', 'right = 3\nsides = "none"', "left = 3\nfill = 60"):
        assert "step[1].left: left and right are for sides" in refused(STEP + step, library, tmp_path)


def test_a_hold_in_an_exercises_dose_is_advised_on_too(library: Library, tmp_path: Path) -> None:
    told = advised(changed(EXERCISE, "reps = 8", "hold = 3"), library, tmp_path)
    assert told == ['dose.hold: longer than 2.5 s, the longest hold for "Short hold"']


def test_a_hold_that_changes_nothing_is_told(library: Library, tmp_path: Path) -> None:
    swing = "name = 'Swing'\nsummary = 's'\n[[methods.short.phase]]\ndo = 'move'\nseconds = 2"
    text = f"{STEP}hold = 2\n[methods.short]\n{swing}"
    assert advised(text, library, tmp_path) == ['step[1].hold: changes nothing, "Swing" holds nothing']


# ---------------------------------------------------------------- six hours


def test_a_routine_over_six_hours_is_refused_with_file_and_step(library: Library, tmp_path: Path) -> None:
    hour = '[[step]]\nexercise = "standing-opener"\nreps = 100\nhold = 31\nprepare = 0\nsides = "left"\n'
    told = refused('name = "R"\n' + hour * 7, library, tmp_path)
    assert told.endswith(
        "step[7]: with this step the routine is past 6 hours, the most one may last (at line 38)"
    )
    second = '[[step]]\nexercise = "standing-opener"\nreps = 1\nprepare = 0\nsides = "left"\n'
    assert "step[7]: with this step" in refused('name = "R"\n' + hour * 6 + second, library, tmp_path)
    assert advised('name = "R"\n' + hour * 6, library, tmp_path)


def test_an_own_routine_over_six_hours_is_listed_as_broken(shipped: Path, own: Path) -> None:
    write(
        own, {"routines/long.toml": STEP + "reps = 100\nsets = 20\nhold = 1200", "routines/good.toml": STEP}
    )
    library = load(shipped, own)
    assert "long.toml: step[1]: with this step" in broken(library)["long"]
    assert "good" in library.routines


@pytest.mark.parametrize(
    "dose",
    [
        *("reps = 7", "reps = [5, 3, 1]", "reps = 4\nhold = [2, 9]", "reps = 1\nhold = [2, 9]", "fill = 100"),
        *('reps = 3\nsides = "alternate"', 'fill = 90\nsides = "alternate"', "fill = 1", 'method = "static"'),
        *(
            "reps = 2\nsets = 3\nrest = 30",
            "breaths = 2\nreps = 3",
            "reps = 2\nleft = 5",
            'reps = 2\nsets = 3\norder = "set-first"',
            "fill = 99\nhold = [1, 7]",
        ),
    ],
)
def test_what_a_step_lasts_at_the_least_is_what_its_reps_and_rests_last(library: Library, dose: str) -> None:
    routine = routine_from(tomllib.loads(STEP + dose), "x", library)
    timeline = compile_routine(routine, library)
    part = library.parts(routine)[0]
    reps = sum(segment.length_ms for segment in timeline.segments if segment.rep)
    assert part.least_ms - reps == pytest.approx(
        part.rest_ms * (len(part.reps) - 1), abs=len(timeline.segments)
    )
    assert part.least_ms <= timeline.length_ms + len(timeline.segments)


def test_what_a_step_lasts_counts_both_ways_of_a_method(library: Library) -> None:
    turning = {**tomllib.loads(METHOD), "reverse": True}
    table = {**tomllib.loads(STEP), "methods": {"short": turning}}
    there_and_back, there = (
        library.parts(routine_from(t, "x", library))[0] for t in (table, tomllib.loads(STEP))
    )
    assert there_and_back.least_ms == 2 * there.least_ms


def test_a_routine_that_only_its_setting_up_takes_past_six_hours_is_refused_when_compiled(
    library: Library, tmp_path: Path
) -> None:
    step = '[[step]]\nexercise = "standing-opener"\nreps = 15\nhold = 1\nprepare = 600\nsides = "left"\n'
    path = tmp_path / "slow.toml"
    path.write_text('name = "Slow"\n' + step * 36)
    with_it = load_file(path, library)
    with pytest.raises(TooLong, match='"Slow" lasts over 6 hours'):
        compile_routine(with_it.routines["slow"], with_it)


# ---------------------------------------------------------------- doses


@pytest.mark.parametrize(
    ("step", "reps", "hold_ms", "rest_ms"),
    [
        ("", (8,), (), 15_000),  # the exercise's own dose
        ("reps = 12", (12,), (), 15_000),
        ("sets = 2", (8, 8), (), 15_000),
        ("reps = [5, 3, 1]", (5, 3, 1), (), 15_000),
        ("hold = 2\nrest = 0", (8,), (2000,), 0),
        ('method = "static"', (2,), (), 20_000),  # another method has its own
        ('method = "static"\nsets = 3\nhold = [15, 30]', (2, 2, 2), (15_000, 30_000), 20_000),
    ],
)
def test_a_dose_is_the_steps_else_the_exercises_else_the_methods(
    library: Library, step: str, reps: tuple[int, ...], hold_ms: tuple[int, ...], rest_ms: int
) -> None:
    part = library.parts(routine_from(tomllib.loads(STEP + step), "r", library))[0]
    assert (part.reps, part.hold_ms, part.rest_ms) == (reps, hold_ms, rest_ms)


@pytest.mark.parametrize(
    ("step", "first_side", "sides", "alternate"),
    [
        ("", "left", ("left", "right"), False),
        ("", "right", ("right", "left"), False),
        ('sides = "right"', "left", ("right",), False),
        ('sides = "alternate"', "right", ("right", "left"), True),
        ('sides = "none"', "left", ("none",), False),
    ],
)
def test_sides_are_the_steps_else_the_exercises(
    library: Library, step: str, first_side: str, sides: tuple[str, ...], alternate: bool
) -> None:
    part = library.parts(routine_from(tomllib.loads(STEP + step), "r", library), first_side)[0]
    assert (part.sides, part.alternate) == (sides, alternate)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("", ("8 each side", "2 s hold")),
        ("hold = [2, 3]", ("8 each side", "3 s hold")),
        ('reps = [5, 3, 1]\nsides = "left"', ("5, 3, 1 reps", "2 s hold")),
        ("fill = 60", ("60 s each side", "2 s hold")),
        ('fill = 60\nsides = "alternate"', ("60 s", "2 s hold")),
        ('method = "static"\nsets = 2', ("2 × 2 each side", "30 s hold")),
        ("reps = 8\nleft = [8, 4]", ("left 8, 4 reps, right 8 reps", "2 s hold")),
        ('method = "static"\nbreaths = 5', ("2 each side", "5 breaths")),
    ],
)
def test_a_dose_is_told_in_words(library: Library, step: str, told: tuple[str, str]) -> None:
    assert library.parts(routine_from(tomllib.loads(STEP + step), "r", library))[0].dose == told


# ---------------------------------------------------------------- the catalogue


def test_a_catalogue_gives_the_same_library_and_saves_reading_the_files(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "cache" / "catalogue.json"
    first = load(shipped, catalogue=catalogue)
    assert catalogue.is_file()

    def never(path: Path) -> None:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr("guided.files.read_toml", never)
    again = load(shipped, catalogue=catalogue)
    assert again.methods == first.methods
    assert again.routines["release"].steps == first.routines["release"].steps
    assert again.broken == ()


def test_a_changed_file_is_read_again(shipped: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.json"
    load(shipped, catalogue=catalogue)
    write(
        shipped, {"routines/release.toml": changed(ROUTINE, "Release", "Another"), "routines/new.toml": STEP}
    )
    library = load(shipped, catalogue=catalogue)
    assert library.routines["release"].name == "Another"
    assert "new" in library.routines


@pytest.mark.parametrize("stored", ["", "[", "[]", "{}", '{"stamp": 1}', "\x00", "[" * 100_000])
def test_a_damaged_catalogue_is_written_anew(shipped: Path, tmp_path: Path, stored: str) -> None:
    catalogue = tmp_path / "catalogue.json"
    catalogue.write_text(stored)
    assert set(load(shipped, catalogue=catalogue).routines) == {"release"}
    assert json.loads(catalogue.read_text())["tables"]


def test_a_catalogue_of_something_else_is_not_believed(shipped: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.json"
    load(shipped, catalogue=catalogue)
    stored = json.loads(catalogue.read_text())
    catalogue.write_text(json.dumps({**stored, "tables": [1] * len(stored["tables"])}))
    assert set(load(shipped, catalogue=catalogue).routines) == {"release"}


def test_a_catalogue_that_cannot_be_written_is_done_without(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    library = load(shipped, catalogue=tmp_path / "file" / "catalogue.json")
    assert set(library.routines) == {"release"}


def test_a_broken_shipped_file_is_told_at_every_start(shipped: Path, tmp_path: Path) -> None:
    write(shipped, {"routines/broken.toml": "["})
    for _ in range(2):
        assert set(broken(load(shipped, catalogue=tmp_path / "catalogue.json"))) == {"broken"}


# ---------------------------------------------------------------- programmes

PROGRAMME = """\
name = "Up"

[routines.b]
name = "B"

[[routines.b.step]]
exercise = "standing-opener"
reps = [3, 2]

[[session]]
routine = "release"

[[session]]
routine = "release"
name = "More"

[session.dose]
reps = 5
hold = 2

[session.doses.kneeling-opener]
more_reps = 2

[[session]]
routine = "b"

[session.dose]
more_reps = 1

[[session]]
name = "Own"
goal = "Its own steps."

[[session.step]]
exercise = "kneeling-opener"
method = "short"
reps = 12
"""


def read_programme_file(text: str, library: Library, tmp_path: Path) -> Library:
    path = tmp_path / "up.toml"
    path.write_text(text, encoding="utf-8")
    return load_file(path, library)


def test_a_session_plays_a_routine_one_that_comes_along_or_its_own_steps(
    library: Library, tmp_path: Path
) -> None:
    added = read_programme_file(PROGRAMME, library, tmp_path)
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
        again = routine_from(json.loads(json.dumps(routine.source)), routine.id, added)
        assert again.steps == routine.steps
        assert compile_routine(routine, added).length_ms > 0


def test_a_short_session_is_about_half_of_it(library: Library, tmp_path: Path) -> None:
    added = read_programme_file(PROGRAMME, library, tmp_path)
    up = added.programmes["up"]
    for number in range(1, 5):
        whole = compile_routine(programme_routine(added, up, number), added)
        short = compile_routine(programme_routine(added, up, number, short=True), added)
        assert 0.3 * whole.length_ms < short.length_ms < 0.8 * whole.length_ms


def test_a_change_may_take_the_easier_one_or_another_method(library: Library, tmp_path: Path) -> None:
    easier = changed(PROGRAMME, "more_reps = 2", 'version = "easier"')
    added = read_programme_file(easier, library, tmp_path)
    steps = programme_routine(added, added.programmes["up"], 2).steps
    assert {step.exercise for step in steps} == {"standing-opener"}
    static = changed(PROGRAMME, "more_reps = 2", 'method = "static"')
    added = read_programme_file(static, library, tmp_path)
    part = added.parts(programme_routine(added, added.programmes["up"], 2))[0]
    assert part.method.id == "static"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('routine = "b"\n', 'routine = "c"\n', 'session[3].routine: no routine is called "c"'),
        (
            'routine = "release"',
            'routine = "relase"',
            'session[1].routine: no routine is called "relase", did',
        ),
        (
            "[session.doses.kneeling-opener]",
            "[session.doses.kneeling-opner]",
            "session[2].doses.kneeling-opner",
        ),
        ('method = "short"\nreps = 12', 'method = "shrt"', "session[4].step[1].method: no method is called"),
        (
            'exercise = "standing-opener"\nreps = [3, 2]',
            'exercise = "x"',
            "routines.b.step[1].exercise: no exer",
        ),
        ("more_reps = 2", 'method = "flow"', "session[2]: with its dose changed, step[1].method: no method"),
        (
            'name = "Own"',
            'name = "Own"\nmeasures = ["hip-drop"]',
            "session[4].measures: no measure is called",
        ),
    ],
)
def test_a_programme_that_names_what_is_not_there_is_refused(
    old: str, new: str, told: str, library: Library, tmp_path: Path
) -> None:
    with pytest.raises(FileError) as raised:
        read_programme_file(changed(PROGRAMME, old, new), library, tmp_path)
    assert told in str(raised.value)


def test_an_own_programme_is_read_and_a_broken_one_listed(shipped: Path, own: Path) -> None:
    write(own, {"programmes/up.toml": PROGRAMME, "programmes/bad.toml": "[[session]]"})
    library = load(shipped, own)
    assert set(library.programmes) == {"up"}
    assert ("programmes", "up") in library.own
    assert [(one.kind, one.id) for one in library.broken] == [("programmes", "bad")]


def test_a_programme_goes_on_without_a_routine_that_is_gone_until_it_is_played(
    library: Library, tmp_path: Path
) -> None:
    added = read_programme_file(PROGRAMME, library, tmp_path)
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
    added = read_programme_file(circuit, library, tmp_path)
    parts = added.parts(programme_routine(added, added.programmes["up"], 1))
    assert [part.reps for part in parts] == [(4,), (5,), (4,), (5,)]


def test_what_contracts_without_a_word_against_what_is_advised_on(library: Library, tmp_path: Path) -> None:
    text = changed(EXERCISE, 'press = "the knee down"\n', "")
    told = 'press: missing, say what one presses against: "the heel into the floor"'
    assert advised(text, library, tmp_path) == [told]
