"""What one can measure of oneself: as its file states it, in whole steps, and in words."""

import tomllib

import pytest

from guided.files import load
from guided.measures import Measure, Taken, error_band, fitting, in_words, is_unlikely, read_measures, told
from guided.paths import assets
from guided.reading import Problem, Table
from tests.samples import MEASURES, changed

LIBRARY = load(assets())


def read(text: str) -> tuple[dict[str, Measure], list[Problem]]:
    problems: list[Problem] = []
    return read_measures(Table(tomllib.loads(text), problems), LIBRARY.bases), problems


def test_a_measure_is_read_whole() -> None:
    found, problems = read(MEASURES)
    assert problems == []
    assert found["knee-to-wall"] == Measure(
        id="knee-to-wall",
        name="Knee to wall",
        what="How far the ankle bends.",
        how=("Knee to the wall, heel down.", "Measure."),
        unit="cm",
        better="higher",
        least=0,
        most=30,
        step=0.5,
        exercise="kneeling-opener",
        pose="start",
        both=True,
        real=1.5,
        about="Which shoe",
        stop_if="Stop if the ankle pinches.",
    )


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ('unit = "cm"', 'unit = "inch"', "unit", "use one of cm, degrees, s, points"),
        ('better = "higher"', 'better = "more"', "better", "use one of higher, lower"),
        ("most = 30", "most = 0", "most", "use a number over 0, which is the least"),
        ("least = 0\n", "", "least", "missing"),
        ("how = [", "hw = [", "how", "say in short steps"),
        ("both = true", 'both = "yes"', "both", "use true or false"),
        ("real = 1.5", "real = -1", "real", "a number from 0"),
        ('unit = "cm"', 'unit = "points"', "ends", "points go from 0 to 10 without sides"),
        ("step = 0.5", "stp = 0.5", "stp", 'did you mean "step"?'),
    ],
)
def test_what_is_wrong_with_a_measure_is_told(old: str, new: str, key: str, says: str) -> None:
    _, problems = read(changed(MEASURES, old, new))
    assert [p.text for p in problems if p.key == f"knee-to-wall.{key}" and says in p.text], problems


def test_a_value_is_kept_in_bounds_and_in_whole_steps() -> None:
    measure = read(MEASURES)[0]["knee-to-wall"]
    assert [fitting(measure, value) for value in (-3, 9.3, 9.2, 31)] == [0, 9.5, 9.0, 30]


def test_a_value_is_told_with_its_unit() -> None:
    measures = LIBRARY.measures
    assert in_words(measures["knee-to-wall"], 9.5) == "9.5 cm"
    assert in_words(measures["hip-drop"], -12) == "−12°"
    assert in_words(measures["tightness"], 3) == "3 of 10"
    assert in_words(measures["plank-hold"], None) == "–"
    sides = Taken("1", "knee-to-wall", "2026-03-02T08:00:00", 60, left=9, right=10.5)
    assert told(measures["knee-to-wall"], sides) == "Left 9 cm, right 10.5 cm"
    assert told(measures["knee-to-wall"], Taken("1", "knee-to-wall", "", 0, right=10)) == "Right 10 cm"
    assert told(measures["tightness"], Taken("1", "tightness", "", 0, value=3)) == "3 of 10"


FIGURE = """
[knee-to-wall.figure]
base = "stand"
start = {}
end = {kneeR = 40}
"""


def test_a_measure_may_have_a_figure_of_its_own() -> None:
    text = MEASURES.replace('exercise = "kneeling-opener"\n', "") + FIGURE
    found, problems = read(text)
    assert problems == []
    figure = found["knee-to-wall"].figure
    assert figure is not None
    assert figure.poses["end"].pose.kneeR == 40
    _, problems = read(text.replace('pose = "start"', 'pose = "stat"'))
    assert [p.key for p in problems] == ["knee-to-wall.pose"]
    _, problems = read(MEASURES + FIGURE)
    assert [p.key for p in problems] == ["knee-to-wall.exercise"]
    _, problems = read(text.replace("kneeR = 40", "kneR = 40"))
    assert [p.key for p in problems] == ["knee-to-wall.figure.end.kneR"]
    _, problems = read(MEASURES.replace('exercise = "kneeling-opener"\n', ""))
    assert [p.key for p in problems] == ["knee-to-wall.exercise"]


def test_what_no_exercise_shows_has_a_figure_that_does() -> None:
    behind = LIBRARY.measures["hands-behind-back"].figure
    floor = LIBRARY.measures["finger-to-floor"].figure
    one_leg = LIBRARY.measures["one-leg-stand"].figure
    assert behind
    assert floor
    assert one_leg
    assert behind.poses["end"].pose.shR[0] > 150 > 0 > behind.poses["end"].pose.shL[0]
    assert floor.poses["end"].pose.pitch > 60
    assert floor.poses["end"].pose.kneeL == 0
    assert one_leg.lift == ("footR",)
    assert [prop.kind for prop in one_leg.props] == ["wall"]


def test_every_measure_says_how_far_it_must_move() -> None:
    assert error_band(LIBRARY.measures["knee-to-wall"]) == "Less than 1.5 cm up or down may be chance."
    assert error_band(LIBRARY.measures["one-leg-stand"]).startswith("Compare with your own")
    assert "back stays flat" in error_band(LIBRARY.measures["hip-drop"])


@pytest.mark.parametrize("measure", LIBRARY.measures.values(), ids=lambda measure: measure.id)
def test_a_shipped_measure_has_its_figure_and_no_verdict(measure: Measure) -> None:
    drawing = measure.figure or LIBRARY.exercises[measure.exercise].drawing
    assert measure.pose in drawing.poses
    assert len(measure.how) >= 2
    said = " ".join((measure.what, *measure.how, measure.real_note)).lower()
    assert "normal" not in said


def test_programmes_ask_only_for_measures_that_there_are() -> None:
    assert len(LIBRARY.measures) == 19
    for programme in LIBRARY.programmes.values():
        for session in programme.sessions:
            assert set(session.measures) <= LIBRARY.measures.keys()


def test_a_value_a_third_of_all_there_is_from_the_last_one_may_be_a_slip() -> None:
    wall = load(assets()).measures["knee-to-wall"]
    assert (wall.least, wall.most, wall.real) == (0, 30, 1.5)
    assert is_unlikely(wall, 20, 9)
    assert is_unlikely(wall, 9, 20)
    assert not is_unlikely(wall, 18, 9)
