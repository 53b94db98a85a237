"""The large chest muscle: a fan from collarbone and breastbone to the upper arm, so that it goes along with
both."""

from __future__ import annotations

from collections.abc import Sequence

from guided.qt.figure.frames import away, smoothstep
from guided.qt.figure.polygons import Polygon, bowed, smooth
from guided.qt.figure.projection import Figure
from guided.qt.figure.skeleton import SIGN

# Forward, up and outward of the seventh neck vertebra, from the collarbone down to the ribs.
_ORIGINS = (
    (2.4, -3.7, 5.2),
    (3.8, -4.1, 2.6),
    (4.8, -5.1, 1.1),
    (5.6, -7.0, 0.7),
    (6.1, -9.0, 1.0),
    (6.0, -10.6, 2.2),
    (5.4, -11.3, 4.0),
)
_ARMPIT = ((2.8, 0.4, -1.8), (3.2, -4.0, -2.4))  # the same of the shoulder, where the first and the last pass
_ON_ARM = ((1.6, -1.6), (1.4, -2.8))  # forward and up of the shoulder on the arm, where they end
_OUTWARD = (0.75, 0.66)  # forward and to its side: where the muscle faces
_TURNED = (-0.1, 0.25)


def facing(figure: Figure, side: str) -> float:
    """How much of a side's muscle is toward the viewer, 0 to 1."""
    thorax, near = figure.skeleton.frames["thorax"], figure.camera.nearness
    ahead, aside = _OUTWARD
    return smoothstep(ahead * near(thorax.forward) + aside * SIGN[side] * near(thorax.left), *_TURNED)


def strands(figure: Figure, side: str) -> list[Polygon]:
    """The projected fibres of a side, from the highest to the lowest."""
    skeleton, see, sign = figure.skeleton, figure.camera.see, SIGN[side]
    thorax, arm = skeleton.frames["thorax"], skeleton.frames["arm" + side]
    c7, shoulder = skeleton.joints["c7"], skeleton.joints["sh" + side]
    fibres = []
    for i, (forward, up, out) in enumerate(_ORIGINS):
        share = i / (len(_ORIGINS) - 1)
        passes, ends = (
            [a + (b - a) * share for a, b in zip(*places, strict=True)] for places in (_ARMPIT, _ON_ARM)
        )
        fibres.append(
            bowed(
                see(away(c7, thorax, forward, up, sign * out)),
                see(away(shoulder, thorax, passes[0], passes[1], sign * passes[2])),
                see(away(shoulder, arm, *ends)),
            )
        )
    return fibres


def outline(fibres: Sequence[Polygon]) -> Polygon:
    """The area of the fibres, rounded."""
    first, last = fibres[0], fibres[-1]
    return smooth([*first[::3], *last[::-3], *(fibre[0] for fibre in fibres[-2:0:-1])])
