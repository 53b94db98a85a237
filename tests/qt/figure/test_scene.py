"""A frame is data: what is in it, in which theme."""

from dataclasses import replace
from math import isfinite

import numpy as np
import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath

from guided.muscles import shipped_muscles
from guided.picture import Picture, Style, picture_of
from guided.pose import PROPS, STANDING, Drawing, KeyPose, Prop, Stance, at_pose
from guided.qt.figure import Box, Fill, Operation, Photo, Stroke, frame, placement, solve
from guided.qt.figure.body import BUILDS
from guided.qt.figure.hip_flexors import LESSER_TROCHANTER, VERTEBRAE, in_thigh, vertebra
from guided.qt.figure.muscles import drawn, working
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.props import supports
from guided.qt.figure.scene import box, layers, operations_of
from guided.qt.figure.skins import THEMES, mixed, palettes, theme_in
from guided.qt.figure.solve import start_of
from guided.settings import CHOICES
from tests.qt.figure.samples import END, NAMES, START, drawing, on_the_way, played, samples
from tests.qt.shipped import library

FULL = Style(ghost=0.13, arrow=True)


def frame_of(name: str, theme: str = "light", t: float = 1.0) -> tuple[Operation, ...]:
    return frame_in(replace(FULL, theme=theme), name, t)


def frame_in(
    style: Style, name: str = "half-kneel", t: float = 1.0, scale: float = 8.0
) -> tuple[Operation, ...]:
    sample = samples()[name]
    stance = on_the_way(t)
    return frame(
        Picture(sample.drawing, stance, style, lengthens=sample.lengthens, both=sample.both), scale=scale
    )


def brushes(operations: tuple[Operation, ...]) -> list[QBrush]:
    return [one.brush for one in operations if isinstance(one, Fill | Box)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_operation_has_a_size(name: str, theme: str) -> None:
    for t, scale in ((0.0, 8.0), (0.37, 8.0), (1.0, 8.0), (1.0, 0.2)):
        for one in frame_in(replace(FULL, theme=theme), name, t, scale):
            assert not isinstance(one, Photo)
            box = one.rect if isinstance(one, Box) else one.path.boundingRect()
            assert all(map(isfinite, (box.x(), box.y(), box.width(), box.height())))
            assert box.width() + box.height() > 1e-3
            if isinstance(one, Box):  # an SVG with a negative size is no SVG
                assert min(box.width(), box.height()) > 0
            if isinstance(one, Fill):
                assert box.width() > 0
                assert box.height() > 0
            if isinstance(one, Stroke):
                assert one.pen.widthF() > 0


@pytest.mark.parametrize("theme", ["print", "tint"])
@pytest.mark.parametrize("name", NAMES)
def test_paper_gets_plain_colours_only(name: str, theme: str) -> None:
    operations = frame_of(name, theme)
    assert all(brush.style() == Qt.BrushStyle.SolidPattern for brush in brushes(operations))
    assert any(isinstance(one, Stroke) for one in operations)


@pytest.mark.parametrize("theme", THEMES)
def test_only_outlined_themes_draw_black_lines(theme: str) -> None:
    """Lines, or areas behind a part that are a little larger."""
    colors = [
        one.pen.color() if isinstance(one, Stroke) else one.brush.color()
        for one in frame_of("half-kneel", theme)
        if not isinstance(one, Photo)
    ]
    lines = [color for color in colors if color.name().upper() == THEMES[theme].line]
    assert (len(lines) > 5) == (THEMES[theme].outline > 0)


def soft(theme: str, name: str, muscles: tuple[str, ...] = ()) -> list[QBrush]:
    """What is a gradient or seen through, but for lines and the floor."""
    line = QColor(THEMES[theme].line).rgb()
    drawn = brushes(
        frame(Picture(drawing(name), END, Style(theme, floor=False), lengthens=muscles, glow=1.0))
    )
    return [
        one
        for one in drawn
        if one.gradient() is not None
        or (one.color().alpha() < 255 and one.color().rgb() | 0xFF000000 != line)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_high_contrast_has_no_light_and_shade(name: str) -> None:
    def shades(theme: str) -> list[QBrush]:
        colors = [
            shade.color()
            for palette in palettes(THEMES[theme], 1.0)
            for shade in (palette.skin_shade, palette.top_shade, palette.legs_shade)
        ]
        return [
            one for one in brushes(frame(Picture(drawing(name), END, Style(theme)))) if one.color() in colors
        ]

    assert shades("light")
    assert shades("hc") == []
    assert soft("hc", name) == []


def test_in_high_contrast_what_lengthens_does_not_shine_on_what_is_round_it() -> None:
    def faint(theme: str) -> int:
        shown = soft(theme, "half-kneel", muscles=("rectus-femoris",))
        return sum(one.gradient() is None and one.color().alpha() < 60 for one in shown)

    assert faint("light") == 2
    assert faint("hc") == 0


def test_a_close_up_has_the_line_of_the_floor_all_across_it() -> None:
    """It fades out only beyond the frame."""
    close = library().exercises["short-foot-arch-lift"].drawing
    line, *_ = dict(layers(Picture(close, START, Style())))["backdrop"]
    assert isinstance(line, Box)
    left, _, right, _ = box(close)
    fading = 0.12 * line.rect.width()
    assert line.rect.left() + fading < left
    assert line.rect.right() - fading > right


def test_of_crossed_arms_the_hand_on_the_near_shoulder_is_before_the_other() -> None:
    crossed = KeyPose(STANDING, reach=("collarR", "collarL"))
    for view, last in ((90.0, "handL"), (-90.0, "handR")):
        drawing = Drawing({"start": crossed, "end": crossed}, view=view)
        drawn = [name for name, _ in layers(Picture(drawing, START, Style()))]
        assert [name for name in drawn if name.startswith("hand")][-1] == last


def test_the_line_of_the_floor_fades_out_at_its_own_ends() -> None:
    (line,) = (
        one
        for one in frame(Picture(drawing("standing-side-bend"), END, Style()))
        if isinstance(one, Box) and isinstance(one.brush.gradient(), QLinearGradient)
    )
    gradient = line.brush.gradient()
    assert isinstance(gradient, QLinearGradient)
    ends = [line.brush.transform().map(end).x() for end in (gradient.start(), gradient.finalStop())]
    assert ends == [pytest.approx(line.rect.left()), pytest.approx(line.rect.right())]
    assert [color.alpha() for place, color in gradient.stops() if place in (0.0, 1.0)] == [0, 0]


@pytest.mark.parametrize("theme", ["hc", "print"])
def test_a_chin_is_told_from_the_neck_by_a_line_unless_it_is_seen_from_behind(theme: str) -> None:
    def darkest_below_the_mouth(view: float) -> int:
        facing = Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING)}, view=view)
        shown = played(frame(Picture(facing, START, Style(theme, hair="none"))), facing, 900)
        place = placement(QRectF(0, 0, 900, 900), facing)
        joints = solve(facing, START).joints
        x = round(place.x0 + joints["head"][0] * place.scale)
        top, bottom = (round(place.floor_y - (joints["head"][1] - y) * place.scale) for y in (4.6, 7.4))
        return int(min(shown[top:bottom, x].max(axis=1)))

    line = QColor(THEMES[theme].line).value()
    assert darkest_below_the_mouth(0.0) < line + 30
    assert darkest_below_the_mouth(180.0) > line + 60


def test_an_outline_never_gets_thinner_than_a_pixel() -> None:
    def widest(scale: float) -> float:
        operations = frame(Picture(drawing("cat-cow"), END, Style("print")), scale=scale)
        return max(one.pen.widthF() for one in operations if isinstance(one, Stroke))

    assert widest(8.0) == pytest.approx(2 * 0.32)
    assert widest(1.0) * 1.0 / 2 == pytest.approx(0.85)


@pytest.mark.parametrize("muscle", shipped_muscles())
def test_every_muscle_is_seen_from_some_side(muscle: str) -> None:
    """Lengthening and working, and not alike."""
    poses = {"start": KeyPose(STANDING._replace(shR=(0.0, 60.0, 0.0))), "end": KeyPose(STANDING)}
    counts = []
    for lengthens, works in (((muscle,), ()), ((), (muscle,)), ((), ())):
        counts.append(
            max(
                len(
                    frame(
                        Picture(
                            Drawing(poses, view=view),
                            START,
                            Style(),
                            lengthens=lengthens,
                            works=works,
                            both=True,
                            glow=1.0,
                        )
                    )
                )
                - len(frame(Picture(Drawing(poses, view=view), START, Style())))
                for view in (0.0, 82.0, 180.0)
            )
        )
    assert counts[0] > 0
    assert counts[1] > 0
    assert counts[2] == 0


def marked(
    figure: Drawing, muscle: str, layer: str, stance: Stance = END, glow: float = 1.0
) -> tuple[int, int]:
    """How many areas and lines a muscle adds to a layer of a drawing, at its end if nothing else is said."""
    counts = []
    for muscles in ((), (muscle,)):
        picture = Picture(figure, stance, Style(), lengthens=muscles, glow=glow)
        shown = dict(layers(picture))[layer]
        counts.append([sum(isinstance(one, kind) for one in shown) for kind in (Fill, Stroke)])
    (fills, lines), (more_fills, more_lines) = counts
    return more_fills - fills, more_lines - lines


def test_a_crumb_of_a_muscle_on_a_far_limb_is_not_drawn() -> None:
    threaded = library().exercises["thread-the-needle"].drawing
    assert marked(replace(threaded, view=-80.0), "deltoid-cuff", "armR") == (0, 0)
    near = replace(threaded, view=32.0)
    assert marked(near, "deltoid-cuff", "armR") > (0, 0), "on a near one it is"


def test_a_muscle_behind_a_lap_is_a_line_and_no_stain() -> None:
    turned = library().exercises["seated-turns-90-90"].drawing
    assert marked(turned, "piriformis", "legR") == (0, 1)
    assert marked(turned, "piriformis", "legR", START, glow=0.0) == (0, 0), "at rest it would be a ring"


def test_a_buttock_shines_through_a_leg_laid_across_and_through_one_drawn_up_lying() -> None:
    across, drawn_up = (
        library().exercises[name].drawing for name in ("seated-figure-four", "knee-to-opposite-shoulder")
    )
    assert marked(replace(across, view=14.0), "piriformis", "legR") == (1, 1)
    assert marked(drawn_up, "piriformis", "legR") == (1, 1)
    assert marked(across, "piriformis", "legR") > (1, 0), "from its side it is seen itself"


def test_only_the_leading_muscles_are_drawn_and_no_region_twice() -> None:
    assert drawn(("iliopsoas", "psoas-major", "rectus-femoris", "tfl")) == ("iliopsoas", "rectus-femoris")
    assert drawn(("tra", "no-such-muscle", "soleus")) == ("tra", "soleus")
    assert drawn(()) == ()


def test_a_muscle_shows_and_glows() -> None:
    body = len(frame(Picture(drawing("half-kneel"), END, Style())))
    outlined = frame(Picture(drawing("half-kneel"), END, Style(), lengthens=("iliopsoas",), glow=0.0))
    glowing = frame(Picture(drawing("half-kneel"), END, Style(), lengthens=("iliopsoas",), glow=1.0))
    assert body < len(outlined) < len(glowing)


def is_ring(path: QPainterPath) -> bool:
    outlines = path.toSubpathPolygons()
    return len(outlines) == 2 and outlines[0].boundingRect().contains(outlines[1].boundingRect())


@pytest.mark.parametrize("theme", ["light", "dark", "hc"])
@pytest.mark.parametrize("muscle", ["iliopsoas", "psoas-major", "gluteus-maximus"])
def test_a_muscle_at_rest_is_a_line_in_its_own_colour_and_not_a_patch_like_skin(
    theme: str, muscle: str
) -> None:
    plain = frame(Picture(drawing("half-kneel"), END, Style(theme)))
    resting = frame(Picture(drawing("half-kneel"), END, Style(theme), lengthens=(muscle,), glow=0.0))
    added = [one for one in resting if one not in plain]
    colors = theme_in(theme, "tan")
    lines = [
        one.pen.color() if isinstance(one, Stroke) else one.brush.color()
        for one in added
        if isinstance(one, Stroke) or (isinstance(one, Fill) and is_ring(one.path))
    ]
    assert any(QColor(colors.muscle).rgb() == line.rgb() and line.alphaF() > 0.9 for line in lines)
    skin = QColor(colors.near.skin)
    for brush in brushes(tuple(one for one in added if isinstance(one, Fill))):
        shines = brush.style() == Qt.BrushStyle.RadialGradientPattern
        for color in [stop[1] for stop in brush.gradient().stops()] if shines else [brush.color()]:
            seen_on_legs = mixed(colors.near.legs, color.alphaF(), color.name())
            if color.rgb() != QColor(colors.muscle).rgb():  # lines along it
                assert abs(seen_on_legs.hslHue() - skin.hslHue()) > 60


def test_the_left_side_glows_only_when_both_do() -> None:
    one = frame(Picture(drawing("standing-side-bend"), END, Style(), lengthens=("vasti",)))
    both = frame(Picture(drawing("standing-side-bend"), END, Style(), lengthens=("vasti",), both=True))
    assert len(one) < len(both)


PROP_SAMPLES = {
    "mat": Prop("mat", (-40.0, 40.0)),
    "bed": Prop("bed", (-40.0, 40.0, 30.0)),
    "chair": Prop("chair", (25.0,)),
    "chair-ahead": Prop("chair-ahead", (20.0,)),
    "chair-beside": Prop("chair-beside", (4.0,)),
    "chair-facing": Prop("chair-facing", (12.0, 27.0)),
    "band": Prop("band", (), ("kneeL", "kneeR")),
    "desk": Prop("desk", (20.0,)),
    "wall": Prop("wall", (30.0,)),
    "wall-behind": Prop("wall-behind", (-30.0, 30.0)),
    "pillow": Prop("pillow", (), ("head",)),
    "cushion": Prop("cushion", (), ("kneeR",)),
    "strap": Prop("strap", (), ("footR", "handR", "handL")),
    "towel": Prop("towel", (), ("head",)),
    "roll": Prop("roll", (), ("neck",)),
    "bolster": Prop("bolster", (), ("kneeR",)),
    "block": Prop("block", (20.0, 12.0)),
    "step": Prop("step", (10.0, 30.0, 9.0)),
    "doorway": Prop("doorway", (-25.0, 25.0)),
    "footprints": Prop("footprints", (45.0, 15.0)),
}


@pytest.mark.parametrize("kind", PROPS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_prop_is_drawn(kind: str, theme: str) -> None:
    pose = KeyPose(STANDING)
    bare = Drawing(poses={"start": pose, "end": pose})
    with_prop = Drawing(poses={"start": pose, "end": pose}, props=(PROP_SAMPLES[kind],))
    assert len(frame(Picture(with_prop, START, Style(theme)))) > len(
        frame(Picture(bare, START, Style(theme)))
    )


def test_an_arm_is_in_the_shade_of_the_far_side_only_on_a_chest_that_is_turned_too() -> None:
    facing = STANDING._replace(lum=(0.0, 0.0, -18.0), tho=(0.0, 0.0, -40.0))
    for pose, alike in ((STANDING, False), (facing, True)):
        drawing = Drawing({"start": KeyPose(pose), "end": KeyPose(pose)}, view=60.0)
        drawn = dict(layers(Picture(drawing, START, Style(detail=0))))
        near, far = (
            [one.brush.color() for one in drawn["arm" + side] if isinstance(one, Fill)] for side in "RL"
        )
        assert (near == far) == alike


def test_a_style_leaves_out_what_it_says() -> None:
    plain = len(frame_in(Style()))
    assert len(frame_in(Style(ghost=0.2))) == plain + 1
    assert len(frame_in(Style(arrow=True))) == plain + 2
    assert len(frame_in(Style(floor=False))) == plain - 1
    assert len(frame_in(Style(detail=0))) < len(frame_in(Style(detail=1))) < plain
    assert len(frame_in(Style(hair="short"))) == plain - 1
    assert len(frame_in(Style(hair="none"))) == plain - 3  # the bun, the hair and the light on it


def test_skin_tones_differ_and_pale_ones_on_pale_ground_are_outlined() -> None:
    def skins(theme: str, tone: str) -> set[str]:
        return {
            brush.color().name()
            for brush in brushes(frame(Picture(drawing("cat-cow"), END, Style(theme, tone=tone))))
        }

    assert len({frozenset(skins("light", tone)) for tone in CHOICES["skin"]}) == 3
    fair = frame(Picture(drawing("cat-cow"), END, Style("light", tone="fair")))
    tan = frame(Picture(drawing("cat-cow"), END, Style("light")))
    assert len(fair) > len(tan)


@pytest.mark.parametrize("tone", CHOICES["skin"])
def test_after_dark_it_is_the_same_person(tone: str) -> None:
    day, dark = (theme_in(name, tone).near for name in ("light", "dark"))
    for by_day, after_dark in ((day.skin, dark.skin), (day.hair, dark.hair)):
        one, other = QColor(by_day), QColor(after_dark)
        assert abs(one.lightness() - other.lightness()) <= 26
        assert abs(one.hslHue() - other.hslHue()) <= 8


def test_a_chair_stands_behind_who_faces_us_and_before_who_does_not() -> None:
    sitting = KeyPose(STANDING._replace(hipL=(82.0, 6.0, 0.0), hipR=(82.0, 6.0, 0.0), kneeL=82.0, kneeR=82.0))

    def after_the_hair(view: float) -> int:
        """Operations in the chair's colour after the head."""
        seated = Drawing(
            {"start": sitting, "end": sitting},
            view=view,
            elev=8.0,
            ground=(("seat", 25.0),),
            props=(Prop("chair", (25.0,)),),
        )
        operations = frame(Picture(seated, START, Style("print")))
        hair = THEMES["print"].near.hair.lower()
        colors = [one.brush.color().name() for one in operations if isinstance(one, Fill)]
        last = max(i for i, color in enumerate(colors) if color == hair)
        return colors[last:].count(THEMES["print"].prop.lower())

    assert after_the_hair(0.0) == 0
    assert after_the_hair(180.0) == 4


def test_a_face_is_only_seen_from_before_and_from_the_side() -> None:
    poses = {"start": KeyPose(STANDING), "end": KeyPose(STANDING)}
    strokes = [
        sum(
            isinstance(one, Stroke) for one in dict(layers(Picture(Drawing(poses, view=view), START)))["head"]
        )
        for view in (0.0, 90.0, 180.0)
    ]
    assert strokes[0] == strokes[1] == strokes[2] + 3, "the eyes' lids, the brows and the mouth"


@pytest.mark.parametrize("build", BUILDS)
def test_bodies_differ_in_width_and_not_in_height(build: str) -> None:
    body_of = frame(Picture(drawing("standing-side-bend"), START, Style(build=build)))
    tops = [one.path.boundingRect() for one in body_of if isinstance(one, Fill)]
    plain = [
        one.path.boundingRect()
        for one in frame(Picture(drawing("standing-side-bend"), START, Style()))
        if isinstance(one, Fill)
    ]
    assert max(box.bottom() for box in tops) == pytest.approx(max(box.bottom() for box in plain), abs=0.5)
    assert (tops != plain) == (build != "slender")


def test_a_shirt_folds_on_the_side_the_waist_bends_to() -> None:
    fold = palettes(THEMES["light"], 1.0)[0].shirt_fold.color()

    def folds(lum: float) -> list[float]:
        """Where they begin across the picture, of somebody standing who faces right."""
        key = KeyPose(STANDING._replace(lum=(lum, 0.0, 0.0)))
        drawn = dict(layers(Picture(Drawing({"start": key, "end": key}), START)))["torso"]
        lines = [one.path for one in drawn if isinstance(one, Stroke) and one.pen.color().rgb() == fold.rgb()]
        points = [path.elementAt(i) for path in lines for i in range(path.elementCount())]
        return [point.x for point in points if point.isMoveTo()]

    assert folds(0.0) == []
    assert len(folds(40.0)) == len(folds(-30.0)) == 3
    assert min(folds(40.0)) > 0.0 > max(folds(-30.0)), "in front when it rounds, behind when it arches"


def test_bodies_are_told_apart_on_a_card() -> None:
    """By more than a twentieth of what the slender one covers, or by their hair."""

    def covered(build: str) -> float:
        shown = frame(Picture(drawing("standing-side-bend"), START, Style(detail=1, build=build)))
        image = played(shown, drawing("standing-side-bend"), 150)
        return float((np.abs(image - image[0, 0]).max(axis=2) > 30).sum())

    slender = covered("slender")
    assert covered("sturdy") > 1.04 * slender
    assert covered("larger") > covered("sturdy") * 1.02
    assert theme_in("light", "tan", "older").near.hair != theme_in("light", "tan").near.hair


def test_a_body_can_be_seen_through() -> None:
    """The hip flexors reach from spine and pelvis to the thigh, longer the further the thigh is back."""

    def length(hip: float) -> float:
        poses = {name: KeyPose(STANDING._replace(hipR=(hip, 0.0, 0.0))) for name in ("start", "end")}
        drawn_through = frame(Picture(Drawing(poses, view=90.0), START, Style(see_through=True), glow=1.0))
        muscle = THEMES["light"].muscle.lower()
        lengths = [
            one.path.length()
            for one in drawn_through
            if isinstance(one, Fill) and one.brush.color().name() == muscle
        ]
        assert len(lengths) == 1
        return lengths[0]

    assert length(-20.0) > length(0.0) > length(60.0)


@pytest.mark.parametrize("view", [0.0, 40.0, 90.0, 140.0, 180.0])
@pytest.mark.parametrize("name", ["half-kneel", "standing-side-bend", "straight-leg-strap"])
def test_the_psoas_lies_between_its_bones(name: str, view: float) -> None:
    """From the lowest rib's vertebra to the inner top of the thigh, and no further down than that."""
    shown = replace(drawing(name), view=view)
    picture = Picture(shown, END, Style(), ("psoas-major",), glow=1.0)
    (marked,) = (operations for part, operations in layers(picture) if part == "hip-flexors")
    patch = next(one.path for one in marked if isinstance(one, Fill))
    start = start_of(shown)
    figure = seen(solve(shown, END), Camera.at(shown.elev), supports(shown, start))
    camera = figure.camera
    top = QPointF(*camera.see(vertebra(figure, VERTEBRAE["T12"])[0]))
    end = QPointF(*camera.see(in_thigh(figure, "R", LESSER_TROCHANTER)))
    box = patch.controlPointRect()
    for bone in (top, end):
        assert box.adjusted(-2, -2, 2, 2).contains(bone)
    joints = figure.skeleton.joints
    thigh = QLineF(*(QPointF(*camera.see(joints[name])) for name in ("hipR", "kneeR")))
    if thigh.length() > 15:
        along = [
            QPointF.dotProduct(QPointF(e.x, e.y) - thigh.p1(), thigh.p2() - thigh.p1()) / thigh.length() ** 2
            for e in (patch.elementAt(i) for i in range(patch.elementCount()))
        ]
        assert max(along) < 0.25, "the belly of the thigh is another muscle's"


def test_the_thigh_muscle_is_another_than_the_psoas() -> None:
    both = layers(Picture(drawing("half-kneel"), END, Style(), ("iliopsoas", "rectus-femoris"), glow=1.0))
    alone = layers(Picture(drawing("half-kneel"), END, Style(), ("iliopsoas",), glow=1.0))
    assert len(operations_of(both)) > len(operations_of(alone))


def test_the_trapezius_goes_down_the_nape_and_not_the_throat() -> None:
    standing = Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING)}, view=90.0)
    picture = Picture(standing, START, Style(), works=("trapezius",), both=True, glow=1.0)
    neck = solve(standing, START).joints["neck"]
    color = QColor(THEMES["light"].works).rgb()
    patches = [
        one.path
        for one in dict(layers(picture))["neck"]
        if isinstance(one, Fill) and one.brush.color().rgb() == color
    ]
    assert patches
    for patch in patches:
        points = [patch.elementAt(i) for i in range(patch.elementCount())]
        top = max(points, key=lambda point: point.y)
        assert top.x < neck[0], "whoever looks to the right has the nape on the left"


def test_what_works_or_lengthens_on_the_other_side_is_drawn_there() -> None:
    standing = Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING)}, view=0.0)
    plain = Picture(standing, END, Style(), glow=1.0)

    def middle(picture: Picture) -> float:
        boxes = [one.path.boundingRect() for one in frame(picture) if isinstance(one, Fill)]
        known = [one.path.boundingRect() for one in frame(plain) if isinstance(one, Fill)]
        return float(np.mean([box.center().x() for box in boxes if box not in known]))

    works, lengthens = replace(plain, works=("vasti",)), replace(plain, lengthens=("vasti",))
    assert middle(works) * middle(replace(works, across=("vasti",))) < 0
    assert middle(lengthens) * middle(replace(lengthens, lengthens_across=("vasti",))) < 0


def test_no_muscle_is_marked_in_two_colours() -> None:
    """What lengthens comes first; on the other side both may be."""
    assert working(("vasti",), ("rectus-femoris",)) == ()
    assert working(("hamstrings",), ("rectus-femoris",)) == ("hamstrings",)
    assert working(("obliques",), ("obliques",)) == ()
    assert working(("obliques",), ("obliques",), across=("obliques",)) == ("obliques",)
    assert working(("obliques",), ("obliques",), lengthens_across=("obliques",)) == ("obliques",)
    assert working(("obliques",), ("obliques",), ("obliques",), ("obliques",)) == ()


def test_round_a_circle_one_muscle_lengthens_while_another_works() -> None:
    """Both of a shank lengthen and work by turns; at once they would say nothing."""
    circles = library().exercises["ankle-circles"]
    assert len(circles.lengthens) == 2
    picture = replace(picture_of(circles, END, Style()), glow=1.0)
    fills = [one for one in frame(picture) if isinstance(one, Fill)]
    works, lengthens = (
        [one.path.boundingRect() for one in fills if one.brush.color().name() == color.lower()]
        for color in (THEMES["light"].works, THEMES["light"].muscle)
    )
    assert works
    assert lengthens
    assert max(box.center().y() for box in works) < min(box.center().y() for box in lengthens)


def test_the_diaphragm_is_a_dome_that_sinks_as_it_fills() -> None:
    def dome(swell: float) -> QRectF:
        end = KeyPose(STANDING._replace(swell=swell))
        plain = Picture(Drawing({"start": KeyPose(STANDING), "end": end}, view=0.0), END)
        known = [one.path.boundingRect() for one in frame(plain) if isinstance(one, Fill)]
        breathing = [one for one in frame(replace(plain, works=("diaphragm",))) if isinstance(one, Fill)]
        return next(one.path.boundingRect() for one in breathing if one.path.boundingRect() not in known)

    empty, full = dome(0.0), dome(2.0)
    assert empty.height() > 0.25 * empty.width(), "no strap"
    assert full.bottom() < empty.bottom() - 0.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_mat_from_above_has_a_hem_and_a_seam_near_both_ends(theme: str) -> None:
    rolls = library().exercises["knee-rolls"]
    boxes = [
        one
        for one in frame(picture_of(rolls, at_pose("start"), Style(theme=theme)), scale=8.0)
        if isinstance(one, Box)
    ]
    mat = next(one for one in boxes if not one.brush.isOpaque() and one.rect.height() > 60)
    assert mat.pen is not None, "on a dome an area without an edge looks like a stain"
    seams = [one for one in boxes if one.rect.height() < 1 and one.rect.width() == mat.rect.width()]
    assert len(seams) == 2
    assert {one.brush.color().name() for one in seams} == {mat.pen.color().name()}


def test_a_hand_that_holds_the_other_arm_is_before_it() -> None:
    across = STANDING._replace(shR=(84.0, -42.0, 0.0), shL=(40.0, 16.0, 0.0), elbL=120.0)
    start = KeyPose(STANDING)
    holding, alone = (
        [name for name, _ in layers(Picture(Drawing({"start": start, "end": end}, view=0.0), END, Style()))]
        for end in (KeyPose(across, ("elbR", None)), KeyPose(across))
    )
    assert holding.index("handL") > max(holding.index("armL"), holding.index("armR"))
    assert "handL" not in alone


def test_an_arm_that_opens_is_drawn_where_it_points_at_whoever_looks() -> None:
    drawing = library().exercises["side-lying-open-book"].drawing
    for share in range(53, 59):
        stance = Stance((("start", 1.0 - share / 100), ("end", share / 100)))
        assert dict(layers(Picture(drawing, stance, Style())))["armL"]
