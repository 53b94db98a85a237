"""What names what, and what is told of a file that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from guided.changes import programme_routine
from guided.files import load, load_file
from guided.library import Library
from guided.reading import FileError
from guided.timeline import TooLong, compile_routine
from tests.samples import (
    EXERCISE,
    FILES,
    FLOW,
    METHOD,
    PROGRAMME,
    ROUTINE,
    STATIC,
    STEP,
    WHOLE,
    changed,
    write,
)


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


def test_a_missing_figure_is_advice_and_no_mistake(library: Library, tmp_path: Path) -> None:
    told = advised(EXERCISE.partition("[figure]")[0], library, tmp_path)
    assert "figure: missing, its name is shown in its place" in told


def advised(text: str, library: Library, tmp_path: Path) -> list[str]:
    path = tmp_path / "advised.toml"
    path.write_text(text, encoding="utf-8")
    return [str(advice) for advice in load_file(path, library).advice]


def read_programme(text: str, library: Library, tmp_path: Path) -> Library:
    path = tmp_path / "up.toml"
    path.write_text(text, encoding="utf-8")
    return load_file(path, library)


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


def test_what_names_a_method_from_before_is_played_by_the_one_that_took_its_place(
    shipped: Path, own: Path
) -> None:
    """Routines and programmes as they were written, whatever the exercise is played by since."""
    since = changed(EXERCISE, 'methods = ["static"]', 'methods = ["static"]\nonce = {quick = "static"}')
    write(shipped, {"exercises/kneeling-opener.toml": since, "methods/quick.toml": METHOD})
    before = changed(PROGRAMME, "more_reps = 2", 'method = "quick"')
    write(own, {"routines/release.toml": changed(ROUTINE, '"short"', '"quick"'), "programmes/p.toml": before})
    library = load(shipped, own)
    assert broken(library) == {}
    of_session = programme_routine(library, library.programmes["p"], 2)
    for routine in (library.routines["release"], of_session):
        assert library.parts(routine)[0].method is library.methods["static"]
    write(shipped, {"exercises/kneeling-opener.toml": changed(since, 'quick = "static"', 'quick = "statik"')})
    assert (
        'once: no method is called "statik", did you mean "static"?'
        in broken(load(shipped, own))["kneeling-opener"]
    )


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


def test_a_routine_that_only_its_setting_up_takes_past_six_hours_is_refused_when_compiled(
    library: Library, tmp_path: Path
) -> None:
    step = '[[step]]\nexercise = "standing-opener"\nreps = 15\nhold = 1\nprepare = 600\nsides = "left"\n'
    path = tmp_path / "slow.toml"
    path.write_text('name = "Slow"\n' + step * 36)
    with_it = load_file(path, library)
    with pytest.raises(TooLong, match='"Slow" lasts over 6 hours'):
        compile_routine(with_it.routines["slow"], with_it)


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
        ("more_reps = 2", 'method = "flow"', "session[2].doses.kneeling-opener.method: no method is called"),
        (
            "more_reps = 2",
            'version = "easier"\nmethod = "static"',
            'session[2].doses.kneeling-opener.method: "Standing opener" is not played as "static", use',
        ),
        (
            "[session.dose]\nreps = 5\nhold = 2",
            '[session.dose]\nmethod = "static"',
            'session[2].dose.method: "Standing opener" is not played as "static", use one of short',
        ),
        (
            'exercise = "kneeling-opener"\nmethod = "short"\nreps = 12',
            'exercise = "x"\n[session.doses.x]\nmethod = "static"',
            'session[4].step[1].exercise: no exercise is called "x"',
        ),
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
        read_programme(changed(PROGRAMME, old, new), library, tmp_path)
    assert told in str(raised.value)


def test_what_contracts_without_a_word_against_what_is_advised_on(library: Library, tmp_path: Path) -> None:
    text = changed(EXERCISE, 'press = "the knee down"\n', "")
    told = 'press: missing, say what one presses against: "the heel into the floor"'
    assert advised(text, library, tmp_path) == [told]
