"""Pictures: fitted, mirrored, smooth from frame to frame, and kept within bounds."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from guided.picture import Picture, Style
from guided.pose import STANDING, Drawing, KeyPose, Stance, at_pose, blend, ease
from guided.qt.figure import Fit, close_up_in, frame, paint, placement
from guided.qt.figure.painter import CACHE_BYTES, FrameCache, _frames, _rounded
from guided.qt.figure.scene import box
from guided.qt.figure.skins import THEMES
from tests.qt.figure.continuity import jumps
from tests.qt.figure.samples import (
    END,
    NAMES,
    START,
    Pixels,
    canvas,
    drawing,
    on_the_way,
    painted,
    pixels,
    samples,
    steps,
)
from tests.qt.shipped import library

RECT = QRectF(10, 20, 300, 240)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_paints_something(name: str, theme: str) -> None:
    empty = pixels(canvas(120, 120))
    for stance in (START, END):
        shown = np.abs(painted(name, stance, Style(theme), 120, 120) - empty).max(axis=2) > 40
        assert shown.mean() > 0.02


@pytest.mark.parametrize("name", ["half-kneel", "seated-figure-four", "neck-side-bend", "straight-leg-strap"])
def test_a_mirrored_picture_is_the_flipped_picture(name: str) -> None:
    style = Style("print", ghost=0.13, arrow=True)  # line art has no light that stays where it is
    plain = painted(name, END, style)
    mirrored = painted(name, END, style, mirrored=True)[:, ::-1]
    assert np.abs(plain - mirrored).mean() < 0.6


def test_the_light_stays_when_the_figure_is_mirrored() -> None:
    plain = painted("standing-arms-out", END, Style())
    mirrored = painted("standing-arms-out", END, Style(), mirrored=True)
    # Shadow, face and hair are symmetric, and so is the pose: the same light makes the same picture.
    assert np.abs(plain - mirrored).mean() < np.abs(plain - plain[:, ::-1]).mean()


@pytest.mark.parametrize(
    "name", ["half-kneel", "cat-cow", "standing-side-bend", "neck-side-bend", "bird-dog"]
)
def test_nothing_jumps_between_frames(name: str) -> None:
    sample = samples()[name]
    assert not jumps(sample.drawing, steps(240), sample.lengthens, sample.both)


TURNS: dict[str, tuple[dict[str, Any], dict[str, Any], float]] = {
    "forearm": ({"shR": (80.0, 0.0, 0.0)}, {"shR": (80.0, 0.0, 0.0), "proR": 180.0}, 60.0),
    "thigh": ({}, {"hipR": (20.0, 0.0, 85.0)}, 82.0),
    "foot": ({}, {"hipR": (0.0, 0.0, 60.0), "kneeR": 30.0}, 40.0),
    "face": ({"neck": (0.0, 0.0, -60.0)}, {"neck": (0.0, 0.0, 60.0)}, 0.0),
    "leg toward the viewer": ({}, {"hipR": (95.0, 0.0, 0.0), "kneeR": 60.0}, 20.0),
}


TURNS["wrist"] = (
    {"shR": (80.0, 0.0, 0.0), "proR": 90.0},
    {"shR": (80.0, 0.0, 0.0), "proR": 90.0, "wrR": (-80.0, 25.0, 0.0)},
    82.0,
)
TURNS["toes"] = ({}, {"toeR": 75.0, "ankR": -40.0}, 82.0)
TURNS["belly"] = ({"swell": -2.0}, {"swell": 2.5}, 82.0)
TURNS["whole body, to the back"] = (
    {"shL": (0.0, 25.0, 0.0), "shR": (0.0, 25.0, 0.0)},
    {"shL": (0.0, 25.0, 0.0), "shR": (0.0, 25.0, 0.0), "turn": 180.0},
    0.0,
)


@pytest.mark.parametrize("part", TURNS)
def test_nothing_jumps_as_a_part_turns(part: str) -> None:
    start, end, view = TURNS[part]
    poses = {"start": KeyPose(STANDING._replace(**start)), "end": KeyPose(STANDING._replace(**end))}
    assert not jumps(Drawing(poses=poses, view=view, anchor="ankL"), steps(240))


def test_nothing_jumps_on_a_circle() -> None:
    """A method may go to one side, to the end, to the other side and back to the start."""
    lifted = STANDING._replace(hipR=(40.0, 0.0, 0.0), kneeR=70.0)
    poses = {
        "start": KeyPose(lifted),
        "mid1": KeyPose(lifted._replace(hipR=(60.0, 35.0, 10.0), proR=60.0)),
        "end": KeyPose(lifted._replace(hipR=(10.0, 45.0, 25.0)), (None, "hipsideR")),
        "mid2": KeyPose(lifted._replace(hipR=(-15.0, 10.0, 0.0), kneeR=40.0)),
    }
    circling = Drawing(poses, view=40.0, hold=("footL",), anchor="ankL")
    corners = [at_pose(name) for name in ("start", "mid1", "end", "mid2", "start")]
    stances = [blend(a, b, ease(i / 60)) for a, b in pairwise(corners) for i in range(60)]
    assert not jumps(circling, stances)


def test_the_camera_does_not_move_during_a_movement() -> None:
    empty = pixels(canvas(240, 240))
    floor = [
        np.abs(painted("half-kneel", stance) - empty).max(axis=2)[-40:].any(axis=1) for stance in steps(4)
    ]
    assert all((rows == floor[0]).all() for rows in floor)


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_inside_its_rectangle(name: str) -> None:
    if drawing(name).close_up:
        return
    empty = pixels(canvas(260, 260))
    for stance in steps(4):
        shown = np.abs(painted(name, stance, Style(floor=False), 260, 260) - empty).max(axis=2) > 40
        assert not shown[:4].any()
        assert not shown[-4:].any()
        assert not shown[:, :4].any()
        assert not shown[:, -4:].any()


def test_a_placement_says_where_the_mat_is() -> None:
    place = placement(RECT, drawing("half-kneel"))
    left, right = drawing("half-kneel").props[0].at
    assert place.mat_x == pytest.approx(place.x0 + (left + right) / 2 * place.scale)
    assert RECT.top() < place.floor_y < RECT.bottom()
    mirrored = placement(RECT, drawing("half-kneel"), mirrored=True)
    assert mirrored.mat_x - RECT.center().x() == pytest.approx(RECT.center().x() - place.mat_x)
    assert mirrored.floor_y == place.floor_y


def test_figures_can_share_a_scale() -> None:
    assert placement(RECT, drawing("cat-cow"), Fit(scale=1.08)).scale == 1.08
    assert placement(RECT, drawing("cat-cow"), Fit(scale=50.0)).scale < 50.0
    assert (
        placement(RECT, drawing("cat-cow"), Fit(tight=True)).scale > placement(RECT, drawing("cat-cow")).scale
    )


def test_figures_can_share_a_floor() -> None:
    for name in ("cat-cow", "standing-side-bend", "bed-edge-leg-drop"):
        place = placement(RECT, drawing(name), Fit(floor_at=200.0))
        assert place.floor_y == 200.0
        assert place.floor_y - box(drawing(name))[3] * place.scale >= RECT.top()


def test_a_rectangle_without_a_size_is_no_error() -> None:
    assert placement(QRectF(0, 0, 0, 0), drawing("cat-cow")).scale > 0
    painted("cat-cow", width=1, height=1)


def test_a_tight_picture_stays_in_its_rectangle() -> None:
    assert painted("bird-dog", tight=True, width=80, height=40).shape == (40, 80, 3)


def test_small_pictures_leave_out_details() -> None:
    sizes = [painted("half-kneel", width=size, height=size) for size in (48, 96, 240)]
    assert all(picture.std() > 5 for picture in sizes)


def test_a_face_seen_from_near_by_has_eyes_in_a_small_picture_too() -> None:
    def with_and_without(name: str) -> tuple[Pixels, Pixels]:
        plain = Style(detail=1, floor=False)
        return painted(name, width=130, height=130), painted(name, style=plain, width=130, height=130)

    near, faceless = with_and_without("neck-side-bend")
    assert (near != faceless).any()
    small, as_small = with_and_without("standing-side-bend")
    assert (small[:90] == as_small[:90]).all(), "whoever is seen whole is too small for a face"


def test_the_glow_follows_the_stance_unless_given() -> None:
    resting = painted("half-kneel", END, glow=0.0)
    assert (painted("half-kneel", END) != resting).any()
    assert (painted("half-kneel", END, glow=1.0) == painted("half-kneel", END)).all()


def test_frames_are_kept_within_bounds() -> None:
    operations = frame(Picture(drawing("cat-cow"), END, Style()))
    cache = FrameCache(limit=1_000_000)
    for i in range(100):
        cache.put(i, operations)
    assert cache.size <= 1_000_000
    assert 5 < len(cache) < 50
    assert cache.get(0) is None
    assert cache.get(99) is operations
    assert cache.get(99 - len(cache) + 1) is operations
    size = cache.size
    cache.put(99, operations)
    assert cache.size == size
    cache.put("new", operations)
    assert cache.get(99 - len(cache) + 1) is operations, "what was asked for is kept"


def test_a_movement_fits_into_the_frames_kept() -> None:
    for stance in steps(180):
        painted("cat-cow", stance, width=64, height=64)
    assert _frames.size <= CACHE_BYTES
    kept = len(_frames)
    for stance in steps(180):
        painted("cat-cow", stance, width=64, height=64)
    assert len(_frames) == kept


def test_a_stance_is_rounded_to_the_grid() -> None:
    assert _rounded(on_the_way(0.50001)) == _rounded(on_the_way(0.49999))
    assert _rounded(on_the_way(0.5)) != _rounded(on_the_way(0.52))
    rounded = _rounded(Stance((("start", 1 / 3), ("end", 1 / 3), ("deep", 1 / 3))))
    assert sum(share for _, share in rounded.shares) == pytest.approx(1.0)
    assert _rounded(START) == START
    assert _rounded(Stance((("end", 0.3), ("start", 0.7)))) == _rounded(
        Stance((("start", 0.7), ("end", 0.3)))
    )


@pytest.mark.parametrize("theme", ["light", "hc"])
def test_a_picture_of_hardly_any_size_is_painted(qapp: QApplication, theme: str) -> None:
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    with QPainter(image) as surface:
        paint(surface, QRectF(image.rect()), Picture(drawing(NAMES[0]), at_pose("end"), Style(theme)))


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("name", ["ankle-circles", "wrist-flexor-draw", "pelvic-tilt"])
def test_a_part_seen_from_near_by_has_a_frame_and_nothing_outside_it(name: str, mirrored: bool) -> None:
    drawing_ = library().exercises[name].drawing
    picture = canvas(320, 280)
    with QPainter(picture) as painter:
        paint(painter, RECT, Picture(drawing_, END, Style(), mirrored=mirrored))
    shown = np.abs(pixels(picture) - pixels(canvas(320, 280))).max(axis=2) > 8
    inside = close_up_in(RECT, drawing_, mirrored=mirrored).boundingRect().toAlignedRect()
    rows, columns = np.nonzero(shown)
    assert RECT.toAlignedRect().contains(inside)
    assert (columns.min(), rows.min()) == pytest.approx((inside.left(), inside.top()), abs=2)
    assert (columns.max(), rows.max()) == pytest.approx((inside.right(), inside.bottom()), abs=2)


def test_a_whole_body_and_a_bust_have_no_frame() -> None:
    for name in ("bridge", "chin-tuck"):
        assert close_up_in(RECT, library().exercises[name].drawing).isEmpty()
