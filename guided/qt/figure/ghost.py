"""The ghost: where a body was at the start, as one silhouette behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from math import dist

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QTransform

from guided.pose import SIDES, Drawing, at_pose
from guided.qt.figure import props
from guided.qt.figure.body import PELVIS
from guided.qt.figure.frames import Vector, away
from guided.qt.figure.look import Look
from guided.qt.figure.operations import outline_of
from guided.qt.figure.parts import draw_figure, usual_order
from guided.qt.figure.polygons import area
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.skeleton import Skeleton, sole
from guided.qt.figure.skins import LIGHT
from guided.qt.figure.solve import solve, start_of

_FINER = 16.0  # than figure units
_CRUMB = 6.0  # square units: smaller holes are closed, and smaller pieces left out

# A part is left out that goes so far that a rim of it would show beside the body, and not so far that one
# could tell what it is: in units, further than _STAYS, but less than _FAR and less than a share of how far
# the part goes that goes furthest.
_STAYS, _FAR, _LITTLE = 0.5, 4.8, 0.4
_FACE = 6.0  # units from the middle of the head

_PLAIN = replace(LIGHT, shaded=False)


@lru_cache(maxsize=128)
def ghost_of(drawing: Drawing, hair: str, build: str, coarse: bool, simple: bool) -> QPainterPath:
    """The area that a body takes up at the start, without parts that hardly move.

    coarse: of a small picture; simple: as one area, without parts over parts.
    """
    start = start_of(drawing)
    figure = seen(start, Camera.at(drawing.elev), props.supports(drawing, start), build, coarse)
    look = Look(_PLAIN, detail=0 if coarse else 2, hair=hair, build=build)
    shown = parts_shown(drawing)
    order = tuple(part for part in drawing.order or usual_order(figure) if part in shown)
    outline = outline_of(one for _, drawn in draw_figure(figure, look, order) for one in drawn)
    return outline if coarse and not simple else _as_one(outline)  # small pictures are painted once


def _as_one(outline: QPainterPath) -> QPainterPath:
    """The area as one silhouette, or parts over parts would be filled again in every frame."""
    # First curves become many lines, or they would get corners; in larger units than the figure's, whole
    # parts get lost.
    path, back = QPainterPath(), QTransform.fromScale(1 / _FINER, 1 / _FINER)
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in outline.toSubpathPolygons(QTransform.fromScale(_FINER, _FINER)):
        path.addPolygon(back.map(polygon))
        path.closeSubpath()
    simplified = path.simplified()
    whole = QPainterPath()
    whole.setFillRule(simplified.fillRule())
    for piece in simplified.toSubpathPolygons():
        if abs(area([(point.x(), point.y()) for point in piece.toList()])) > 2 * _CRUMB:
            whole.addPolygon(piece)
            whole.closeSubpath()
    return whole


def parts_shown(drawing: Drawing) -> set[str]:
    """The parts of a body whose start is shown: all but those that hardly move."""
    see, start = Camera.at(drawing.elev).see, start_of(drawing)
    ways: dict[str, float] = {}
    for pose in drawing.poses:
        later = solve(drawing, at_pose(pose))
        for (part, before), (_, after) in zip(_landmarks(start), _landmarks(later), strict=True):
            ways[part] = max(ways.get(part, 0.0), dist(see(before), see(after)))
    least = min(_LITTLE * max(ways.values()), _FAR)
    shown = {part for part, way in ways.items() if way > least or way < _STAYS}
    if ways["torso"] > least:  # which ends in them
        shown |= {"legL", "legR"}
    return shown | {"neck"} if "head" in shown or "torso" in shown else shown


def _landmarks(skeleton: Skeleton) -> Iterator[tuple[str, Vector]]:
    """Places on the parts of a body, each with its part."""
    joints, frames = skeleton.joints, skeleton.frames
    for side in SIDES:
        yield "leg" + side, away(joints["root"], frames["pelvis"], up=PELVIS)
        for joint in ("hip", "knee", "ank"):
            yield "leg" + side, joints[joint + side]
        yield "leg" + side, sole(skeleton, side)[2]
        for joint in ("sh", "elb", "wr"):
            yield "arm" + side, joints[joint + side]
        yield "arm" + side, away(joints["wr" + side], frames["hand" + side], up=-8.0)
        yield "torso", joints["sh" + side]
    yield "torso", skeleton.spine[12]
    yield "head", away(joints["head"], frames["head"], forward=_FACE)
    yield "head", away(joints["head"], frames["head"], up=_FACE)
