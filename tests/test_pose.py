"""Poses: places between them, and drawings as a file states them."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.files import load
from guided.paths import assets
from guided.pose import (
    LIMITS,
    SIDES,
    STANDING,
    STRAIGHT_LEG,
    Arrow,
    Drawing,
    Pose,
    Prop,
    Push,
    at_pose,
    blend,
    ease,
    mixed,
    read_bases,
    read_drawing,
)
from guided.reading import Problem, Table
from tests.samples import BASES, EXERCISE

shares = st.floats(0.0, 1.0)


def draw(figure: str, bases: str = BASES) -> tuple[Drawing, list[Problem]]:
    problems: list[Problem] = []
    known = read_bases(Table(tomllib.loads(bases), problems))
    return read_drawing(Table(tomllib.loads(figure), problems, "figure"), known), problems


def test_a_blend_ends_where_it_should() -> None:
    start, end = at_pose("start"), at_pose("end")
    assert blend(start, end, 0.0) == start
    assert blend(start, end, 1.0) == end
    assert blend(start, end, 2.0) == end
    assert blend(start, end, 0.25).share("end") == 0.25
    assert blend(start, end, 0.25).share("start") == 0.75
    assert blend(start, end, 0.25).share("deep") == 0.0


@given(shares, shares, shares)
def test_shares_always_add_up_to_one(a: float, b: float, c: float) -> None:
    between = blend(blend(at_pose("start"), at_pose("end"), a), blend(at_pose("end"), at_pose("deep"), b), c)
    assert sum(share for _, share in between.shares) == pytest.approx(1.0)
    assert len({name for name, _ in between.shares}) == len(between.shares)


def test_ease_starts_and_stops_gently() -> None:
    assert (ease(-1.0), ease(0.0), ease(0.5), ease(1.0), ease(2.0)) == (0.0, 0.0, 0.5, 1.0, 1.0)
    assert ease(0.01) < 0.0001
    assert ease(0.99) > 0.9999


@given(shares, shares)
def test_ease_never_goes_back(a: float, b: float) -> None:
    assert ease(min(a, b)) <= ease(max(a, b))


def test_a_mix_is_the_weighted_sum_of_every_angle() -> None:
    bent = Pose(pitch=90.0, hipL=(80.0, 10.0, 0.0), kneeL=40.0)
    half = mixed([(STANDING, 0.5), (bent, 0.5)])
    assert (half.pitch, half.hipL, half.kneeL, half.elbL) == (45.0, (40.0, 5.0, 0.0), 20.0, 10.0)
    assert mixed([(bent, 1.0)]) is bent


def test_a_figure_is_read_whole() -> None:
    figure = EXERCISE[EXERCISE.index("[figure]") :].replace("[figure]\n", "")
    drawing, problems = draw(figure)
    assert problems == []
    assert (drawing.view, drawing.elev, drawing.anchor, drawing.wrap) == (82.0, 10.0, "kneeR", 10.0)
    assert drawing.ground == (("kneeR", 3.0),)
    assert (drawing.hold, drawing.order) == (("footL", "shinR"), ("legL", "torso"))
    assert (drawing.hands, drawing.fit_arms, drawing.crop) == ("hold", "start", "none")
    assert drawing.props == (Prop("mat", (-42.0, 46.0)), Prop("cushion", (), ("kneeR",)))
    assert drawing.arrows == (Arrow("hipR", 0.0, (-13.5, 3.0)),)


def test_a_figure_may_have_several_arrows_and_a_push() -> None:
    drawing, problems = draw(
        'start = {}\nend = {}\narrow = [["ankR", 3], ["wrL", 0, 4, 0, "back"]]\n'
        'push = ["head", "foreheadR", 2]\n'
    )
    assert problems == []
    assert drawing.arrows == (Arrow("ankR", 3.0), Arrow("wrL", 0.0, (4.0, 0.0), back=True))
    assert drawing.push == Push("head", "foreheadR", 2.0)


def test_each_pose_says_only_what_changes() -> None:
    drawing, problems = draw(
        'base = "kneel"\nstart = {pitch = 3, reach = {L = "kneetopL"}}\nend = {lum = 2}\ndeep = {lum = 5}\n'
    )
    assert problems == []
    start, end, deep = (drawing.poses[name] for name in ("start", "end", "deep"))
    assert (start.pose.hipL, start.pose.kneeL, start.pose.pitch) == ((88.0, 0.0, 0.0), 85.0, 3.0)
    assert (end.pose.pitch, end.pose.lum) == (3.0, (2.0, 0.0, 0.0))  # on from start
    assert (deep.pose.pitch, deep.pose.lum) == (3.0, (5.0, 0.0, 0.0))  # on from end
    assert start.reach == end.reach == deep.reach == ("kneetopL", None)


def test_hands_and_eyes_go_on_from_pose_to_pose() -> None:
    drawing, problems = draw(
        'start = {hands = "fist", gaze = "down"}\nend = {hands = {R = "hook"}}\nalt = {gaze = "wrR"}\n'
    )
    assert problems == []
    assert [(key.hands, key.gaze) for key in (drawing.poses[name] for name in ("start", "end", "alt"))] == [
        (("fist", "fist"), "down"),
        (("fist", "hook"), "down"),
        (("fist", "fist"), "wrR"),
    ]


def test_a_prop_takes_the_numbers_and_joints_it_needs() -> None:
    rows = [
        *[["mat", -42, 46], ["bed", -40, 40, 24], ["chair", 24], ["chair-ahead", 20], ["desk", 15]],
        *[["wall", 12], ["pillow", "head"], ["cushion", "kneeR"], ["strap", "handL", "footR"]],
        ["towel", "headside"],
    ]
    drawing, problems = draw(f"start = {{}}\nend = {{}}\nprops = {rows}")
    assert problems == []
    assert [[prop.kind, *prop.at, *prop.joints] for prop in drawing.props] == rows


def test_a_drawing_has_defaults_for_everything_but_its_two_poses() -> None:
    drawing, problems = draw("start = {}\nend = {}")
    assert problems == []
    assert (drawing.view, drawing.ground, drawing.anchor) == (90.0, (("feet", 0.0),), "ankR")
    assert (drawing.props, drawing.arrows, drawing.push) == ((), (), None)
    assert (drawing.hands, drawing.wrap) == (None, 16.0)


POSES = "start = {}\nend = {}\n"


@pytest.mark.parametrize(
    ("figure", "key", "told"),
    [
        ("start = {}", "figure.end", "missing, every figure needs a start and an end pose"),
        ("end = {}", "figure.start", "missing, every figure needs a start and an end pose"),
        ("start = 1\nend = {}", "figure.start", "missing"),
        (POSES + 'base = "knel"', "figure.base", 'did you mean "kneel"?'),
        (POSES + "veiw = 3", "figure.veiw", 'did you mean "view"?'),
        (POSES + "view = 181", "figure.view", "a number from -180 to 180"),
        (POSES + "elev = 91", "figure.elev", "a number from -30 to 90"),
        (POSES + "wrap = 91", "figure.wrap", "a number from 0 to 90"),
        (POSES + 'crop = "head"', "figure.crop", "one of none, bust, trunk"),
        (POSES + 'anchor = "kneR"', "figure.anchor", 'did you mean "kneeR"?'),
        (POSES + 'hold = ["footX"]', "figure.hold", '"footX" is not known'),
        (POSES + 'slide = ["elbow"]', "figure.slide", '"elbow" is not known'),
        (POSES + 'hands = "paw"', "figure.hands", "one of relaxed, flat, hold, fist, hook, prayer"),
        ('start = {hands = "paw"}\nend = {}', "figure.start.hands", "one of relaxed, flat"),
        ('start = {hands = {L = "fits"}}\nend = {}', "figure.start.hands.L", "one of relaxed, flat"),
        ('start = {hands = {X = "fist"}}\nend = {}', "figure.start.hands.X", "unknown key"),
        ('start = {gaze = "away"}\nend = {}', "figure.start.gaze", '"away" is not known'),
        (POSES + 'order = ["tail"]', "figure.order", '"tail" is not known'),
        (POSES + "fit_arms = 1", "figure.fit_arms", 'use true, false or "start"'),
        (POSES + 'fit_arms = "end"', "figure.fit_arms", 'use true, false or "start"'),
        (POSES + 'ground = ["tail"]', "figure.ground", '"tail" is not a contact'),
        (POSES + 'ground = ["seat@high"]', "figure.ground", '"seat@high" is not a contact'),
        (POSES + 'ground = ["seat@-4"]', "figure.ground", '"seat@-4" is not a contact'),
        (POSES + 'props = "mat"', "figure.props", "use a list of lists"),
        (POSES + "props = [1]", "figure.props[1]", "not a prop, start with one of mat, bed"),
        (POSES + "props = [[]]", "figure.props[1]", "not a prop"),
        (POSES + 'props = [["mat", 0, 1], ["sofa"]]', "figure.props[2]", "not a prop"),
        (POSES + 'props = [["mat", 1]]', "figure.props[1]", "a mat takes 2 numbers"),
        (POSES + 'props = [["mat", true, 1]]', "figure.props[1]", "a mat takes 2 numbers"),
        (POSES + 'props = [["mat", 1, 201]]', "figure.props[1]", "a mat takes 2 numbers from -200 to 200"),
        (POSES + 'props = [["mat", 1, nan]]', "figure.props[1]", "a mat takes 2 numbers"),
        (POSES + 'props = [["pillow", "nose\\u202e"]]', "figure.props[1]", '"nose�" is no joint'),
        (POSES + "props = [" + '["wall", 1],' * 13 + "]", "figure.props", "13 of them, at most 12"),
        (POSES + 'arrow = "hipR"', "figure.arrow", "use a joint, an offset and a shift"),
        (POSES + 'arrow = ["nose"]', "figure.arrow", "use a joint"),
        (POSES + 'arrow = ["hipR", 101]', "figure.arrow", "use a joint"),
        (POSES + 'arrow = ["hipR", true]', "figure.arrow", "use a joint"),
        (POSES + 'arrow = ["hipR", 1, 2, 3, 4]', "figure.arrow", "use a joint"),
        (POSES + 'arrow = ["hipR", "back"]', "figure.arrow", "use a joint"),
        (POSES + 'arrow = [["hipR", 1], ["nose"]]', "figure.arrow", "or a list of at most 3 of these"),
        (POSES + "arrow = []", "figure.arrow", "use a joint"),
        (POSES + 'push = ["head"]', "figure.push", "use two joints or places"),
        (POSES + 'push = ["head", "brow"]', "figure.push", "use two joints or places"),
        ("start = {hipp = 1}\nend = {}", "figure.start.hipp", 'did you mean "hip'),
        ("start = {hipL = 201}\nend = {}", "figure.start.hipL", "a number from -200 to 200"),
        ("start = {hipL = [1, 2, 3, 4]}\nend = {}", "figure.start.hipL", "a list of 1 to 3"),
        ("start = {kneeL = [1]}\nend = {}", "figure.start.kneeL", "[1] is not allowed"),
        ('start = {reach = {L = "nose"}}\nend = {}', "figure.start.reach.L", '"nose" is not known'),
        ('start = {reach = {X = "shinL"}}\nend = {}', "figure.start.reach.X", "unknown key"),
        (POSES + '"go deep" = {}', "figure.go deep", "the name of a pose is not an id"),
        (POSES + "".join(f"p{i} = {{}}\n" for i in range(11)), "figure", "13 poses, at most 12 are allowed"),
    ],
)
def test_what_is_wrong_with_a_figure_is_told(figure: str, key: str, told: str) -> None:
    _, problems = draw(figure)
    assert [problem.text for problem in problems if problem.key == key and told in problem.text], problems


def beyond(pose: Pose) -> list[str]:
    """The joints that are turned further than a person's go."""
    found = []
    for name in Pose._fields:
        joint = name if name in LIMITS else name[:-1]
        value = getattr(pose, name)
        turns = value if isinstance(value, tuple) else (value,)
        for turn, (low, high) in zip(turns, LIMITS.get(joint, ()), strict=joint in LIMITS):
            if not low <= turn <= high:
                found.append(f"{name} {turn:g}, from {low:g} to {high:g}")
    for side in SIDES:
        hip, knee = getattr(pose, "hip" + side), getattr(pose, "knee" + side)
        if hip[0] > STRAIGHT_LEG and knee < 15 and hip[1] < 30:
            found.append(f"hip{side} {hip[0]:g} with a straight knee, to {STRAIGHT_LEG:g}")
    return found


def test_every_shipped_pose_is_within_a_persons_reach() -> None:
    library = load(assets())
    assert len(library.exercises) > 80
    told = [
        f"{exercise.id}, {name}: {joint}"
        for exercise in library.exercises.values()
        for name, key in exercise.drawing.poses.items()
        for joint in beyond(key.pose)
    ]
    assert told == []


def test_a_joint_beyond_its_range_is_named() -> None:
    assert beyond(STANDING) == []
    assert beyond(STANDING._replace(kneeR=-4.0)) == ["kneeR -4, from 0 to 150"]
    assert beyond(STANDING._replace(hipL=(95.0, 0.0, 0.0))) == ["hipL 95 with a straight knee, to 90"]
    assert beyond(STANDING._replace(wrL=(0.0, 40.0, 0.0))) == ["wrL 40, from -45 to 25"]


def test_every_joint_has_a_range() -> None:
    joints = {name if name in LIMITS else name[:-1] for name in Pose._fields}
    assert joints - {"pitc", "rol", "tur"} == set(LIMITS)
