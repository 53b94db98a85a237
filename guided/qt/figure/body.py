"""The body's measures: bone lengths and the width of each limb along its length.

1 unit is 1 % of body height. A limb's section is four quarter ellipses, so it has four half-widths.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

PELVIS = 8.6  # hip joint to waistband
TORSO = 31.6  # hip level to the seventh neck vertebra, along the spine
NECK = 7.0
THIGH = 24.6
SHANK = 24.2
FOOT_HEIGHT = 3.8  # ankle to sole
UPPER_ARM = 16.8
FOREARM = 14.4
HIP_ASIDE = 5.0  # hip joint from the midline
SHOULDER_ASIDE = 8.7
SHOULDER_LEVEL = 26.0  # along the spine

Section = tuple[float, float, float, float, float]
"""Place on the bone (0 at its upper end, 1 at its lower), then the half-widths: front, back, outer, inner."""

Curve = tuple[tuple[float, float], ...]
"""Half-widths at places along a bone."""


class Profile(NamedTuple):
    """The half-widths of a bone's flesh to each side, and the number of sections to draw."""

    points: int
    front: Curve
    back: Curve
    outer: Curve
    inner: Curve


_TORSO_SIDE: Curve = (
    (0, 9.9), (0.1, 9.2), (0.27, 7.45), (0.38, 7.2), (0.55, 7.9), (0.7, 8.8), (0.8, 9.0), (0.88, 8.0),
    (0.95, 5.6), (1, 2.9),
)  # fmt: skip
_NECK_SIDE: Curve = ((0, 3.3), (0.3, 2.65), (1, 2.6))
_THIGH = Profile(
    14,
    front=((0, 5.4), (0.2, 5.5), (0.45, 5.0), (0.7, 4.0), (0.88, 3.4), (1, 3.5)),
    back=((0, 8.1), (0.07, 7.8), (0.17, 6.3), (0.28, 5.4), (0.5, 4.5), (0.75, 3.4), (0.9, 3.0), (1, 3.0)),
    outer=((0, 4.9), (0.12, 5.1), (0.35, 4.7), (0.6, 3.9), (0.85, 3.05), (1, 2.95)),
    inner=((0, 5.1), (0.13, 5.15), (0.3, 4.55), (0.6, 3.4), (0.85, 2.75), (1, 2.85)),
)

PROFILES = {
    "pelvis": Profile(  # waist to hip joint
        11,
        front=((0, 5.2), (0.35, 5.6), (0.7, 5.7), (1, 5.4)),
        back=((0, 5.0), (0.3, 6.2), (0.62, 7.7), (1, 8.1)),
        outer=((0, 2.45), (0.35, 3.55), (0.7, 4.5), (1, 4.9)),
        inner=((0, 5.1), (1, 5.1)),
    ),
    "thigh": _THIGH,
    # The far thigh in profile, where the near one shows the buttock.
    "far-thigh": _THIGH._replace(
        back=((0, 6.0), (0.16, 5.9), (0.28, 5.4), (0.5, 4.5), (0.75, 3.4), (0.9, 3.0), (1, 3.0))
    ),
    "shank": Profile(
        16,
        front=((0, 3.5), (0.1, 3.05), (0.3, 2.7), (0.6, 2.1), (0.85, 1.75), (1, 1.9)),
        back=((0, 3.0), (0.1, 3.1), (0.32, 4.05), (0.44, 3.85), (0.62, 2.8), (0.8, 2.0), (0.92, 1.85),
              (1, 2.0)),
        outer=((0, 2.95), (0.1, 2.85), (0.3, 3.45), (0.5, 2.95), (0.75, 2.0), (0.9, 1.75), (1, 1.9)),
        inner=((0, 2.85), (0.1, 2.8), (0.34, 3.5), (0.5, 3.05), (0.72, 2.1), (0.9, 1.8), (1, 1.95)),
    ),
    "upper-arm": Profile(
        12,
        front=((0, 3.2), (0.15, 3.25), (0.4, 2.8), (0.7, 2.3), (0.9, 2.05), (1, 2.0)),
        back=((0, 3.2), (0.15, 3.1), (0.4, 2.7), (0.7, 2.2), (0.9, 2.0), (1, 2.1)),
        outer=((0, 3.0), (0.2, 3.1), (0.45, 2.6), (0.75, 2.1), (1, 2.0)),
        inner=((0, 2.6), (0.2, 2.5), (0.5, 2.3), (1, 2.0)),
    ),
    "forearm": Profile(
        12,
        front=((0, 2.0), (0.2, 2.35), (0.5, 1.95), (0.8, 1.45), (1, 1.35)),
        back=((0, 2.1), (0.2, 2.15), (0.5, 1.75), (0.8, 1.35), (1, 1.3)),
        outer=((0, 2.0), (0.22, 2.4), (0.5, 2.0), (0.8, 1.55), (1, 1.55)),
        inner=((0, 2.0), (0.22, 2.2), (0.5, 1.8), (0.8, 1.5), (1, 1.5)),
    ),
    "torso": Profile(  # hip level to the seventh neck vertebra
        26,
        front=(
            (0, 5.4), (0.12, 5.7), (0.27, 5.2), (0.42, 5.1), (0.58, 5.8), (0.72, 6.3), (0.84, 5.4),
            (0.93, 3.2), (1, 1.6),
        ),
        back=(
            (0, 8.0), (0.12, 7.0), (0.27, 5.0), (0.4, 4.7), (0.55, 5.2), (0.7, 6.0), (0.82, 6.2), (0.92, 5.4),
            (1, 4.4),
        ),
        outer=_TORSO_SIDE,
        inner=_TORSO_SIDE,
    ),
    "neck": Profile(
        7,
        front=((0, 3.2), (0.35, 2.75), (1, 2.7)),
        back=((0, 3.3), (0.3, 2.75), (1, 2.9)),
        outer=_NECK_SIDE,
        inner=_NECK_SIDE,
    ),
}  # fmt: skip


# By how many units a body is wider than the profiles: front, back, outer and inner side.
_NOTHING: Curve = ((0, 0.0), (1, 0.0))
_STURDY_TRUNK: Curve = ((0, -0.55), (0.1, -0.35), (0.3, 1.0), (0.5, 1.25), (0.7, 1.3), (0.82, 1.3), (1, 0.6))
_STURDY_THIGH: Curve = ((0, -0.5), (0.2, -0.1), (0.5, 0.2), (1, 0.3))
_STURDY_LIMB: Curve = ((0, 0.4), (0.3, 0.45), (0.7, 0.3), (1, 0.2))
STURDY: Mapping[str, tuple[Curve, Curve, Curve, Curve]] = {
    "pelvis": (
        ((0, 0.5), (0.6, 0.1), (1, 0.0)),
        ((0, 0.35), (0.4, -0.5), (1, -0.9)),
        ((0, 0.7), (0.5, -0.1), (1, -0.5)),
        _NOTHING,
    ),
    "thigh": (_NOTHING, ((0, -0.9), (0.2, -0.2), (0.5, 0.2), (1, 0.2)), _STURDY_THIGH, _NOTHING),
    "far-thigh": (_NOTHING, _NOTHING, _STURDY_THIGH, _NOTHING),
    "shank": (((0, 0.1), (1, 0.1)), ((0, 0.2), (0.4, 0.3), (1, 0.1)), _STURDY_LIMB, _NOTHING),
    "upper-arm": (_STURDY_LIMB, _STURDY_LIMB, ((0, 0.75), (0.4, 0.6), (1, 0.25)), _NOTHING),
    "forearm": (((0, 0.3), (1, 0.15)), ((0, 0.3), (1, 0.15)), _STURDY_LIMB, ((0, 0.2), (1, 0.1))),
    "torso": (
        ((0, 0.0), (0.27, 0.5), (0.5, 0.6), (0.72, -0.1), (1, 0.0)),
        ((0, -0.9), (0.12, -0.6), (0.27, 0.35), (0.7, 0.4), (1, 0.3)),
        _STURDY_TRUNK,
        _STURDY_TRUNK,
    ),
    "neck": (((0, 0.4), (1, 0.2)), ((0, 0.4), (1, 0.2)), ((0, 0.6), (1, 0.4)), ((0, 0.6), (1, 0.4))),
}
_LARGER_TRUNK: Curve = ((0, 1.0), (0.12, 1.5), (0.3, 2.3), (0.5, 1.9), (0.7, 1.3), (0.85, 1.0), (1, 0.5))
_LARGER_THIGH: Curve = ((0, 1.0), (0.3, 1.2), (0.6, 0.9), (1, 0.5))
_LARGER_LIMB: Curve = ((0, 0.6), (0.3, 0.7), (0.7, 0.4), (1, 0.2))
_LARGER_ARM: Curve = ((0, 0.8), (0.4, 0.9), (1, 0.4))
LARGER: Mapping[str, tuple[Curve, Curve, Curve, Curve]] = {
    "pelvis": (
        ((0, 2.3), (0.4, 1.6), (1, 0.6)),
        ((0, 0.8), (0.5, 0.6), (1, 0.4)),
        ((0, 1.9), (0.5, 1.4), (1, 1.0)),
        _NOTHING,
    ),
    "thigh": (((0, 0.6), (0.4, 0.8), (1, 0.4)), ((0, 0.4), (0.3, 0.8), (1, 0.4)), _LARGER_THIGH, _NOTHING),
    "far-thigh": (
        ((0, 0.6), (0.4, 0.8), (1, 0.4)),
        ((0, 0.4), (0.3, 0.8), (1, 0.4)),
        _LARGER_THIGH,
        _NOTHING,
    ),
    "shank": (((0, 0.3), (1, 0.15)), ((0, 0.5), (0.4, 0.7), (1, 0.2)), _LARGER_LIMB, ((0, 0.4), (1, 0.15))),
    "upper-arm": (_LARGER_ARM, _LARGER_ARM, _LARGER_ARM, ((0, 0.3), (0.5, 0.6), (1, 0.3))),
    "forearm": (((0, 0.4), (1, 0.1)), ((0, 0.4), (1, 0.1)), ((0, 0.5), (1, 0.15)), ((0, 0.4), (1, 0.1))),
    "torso": (
        ((0, 0.6), (0.15, 1.6), (0.3, 2.6), (0.45, 2.2), (0.65, 1.2), (0.85, 0.5), (1, 0.0)),
        ((0, 0.4), (0.3, 0.9), (0.7, 0.8), (1, 0.4)),
        _LARGER_TRUNK,
        _LARGER_TRUNK,
    ),
    "neck": (((0, 0.6), (1, 0.5)), ((0, 0.5), (1, 0.3)), ((0, 0.6), (1, 0.5)), ((0, 0.6), (1, 0.5))),
}
_OLDER_TRUNK: Curve = ((0, 0.1), (0.3, 0.9), (0.5, 0.5), (0.8, -0.4), (1, 0.0))
_THINNER: Curve = ((0, -0.2), (0.4, -0.35), (1, -0.1))
OLDER: Mapping[str, tuple[Curve, Curve, Curve, Curve]] = {
    "pelvis": (
        ((0, 0.9), (0.5, 0.5), (1, 0.0)),
        ((0, 0.2), (0.6, -0.6), (1, -0.8)),
        ((0, 0.7), (1, 0.0)),
        _NOTHING,
    ),
    "thigh": (_THINNER, ((0, -0.8), (0.3, -0.4), (1, -0.1)), _THINNER, _NOTHING),
    "far-thigh": (_THINNER, _THINNER, _THINNER, _NOTHING),
    "shank": (_NOTHING, _THINNER, _THINNER, _NOTHING),
    "upper-arm": (_THINNER, _THINNER, _THINNER, _NOTHING),
    "forearm": (_NOTHING, _NOTHING, _THINNER, _NOTHING),
    "torso": (
        ((0, 0.0), (0.2, 0.7), (0.32, 1.1), (0.5, 0.5), (0.72, -0.5), (1, 0.0)),
        ((0, -0.8), (0.3, 0.2), (0.8, 0.7), (1, 0.3)),
        _OLDER_TRUNK,
        _OLDER_TRUNK,
    ),
    "neck": (((0, -0.1), (1, -0.1)), ((0, 0.2), (1, 0.0)), ((0, -0.1), (1, -0.1)), ((0, -0.1), (1, -0.1))),
}
BUILDS: Mapping[str, Mapping[str, tuple[Curve, Curve, Curve, Curve]]] = {
    "slender": {},
    "sturdy": STURDY,
    "larger": LARGER,
    "older": OLDER,
}
"""The builds. They differ in flesh, not in bones, so that every pose fits all; who is older has grey hair."""

# By how many units ribs and belly stand out, front, back and side, for each unit of swell; the belly drawn
# in, for each unit; along the trunk, and along the pelvis from the waist down.
_FILLED = {
    "torso": (
        ((0, 0.0), (0.12, 0.2), (0.27, 0.8), (0.38, 1.0), (0.55, 0.75), (0.72, 0.6), (0.86, 0.2), (1, 0.0)),
        ((0, 0.0), (0.4, 0.0), (0.7, 0.35), (0.9, 0.0), (1, 0.0)),
        ((0, 0.0), (0.3, 0.1), (0.6, 0.45), (0.85, 0.1), (1, 0.0)),
    ),
    "pelvis": (((0, 0.8), (0.5, 0.25), (0.9, 0.0), (1, 0.0)), _NOTHING, _NOTHING),
}
_DRAWN = {
    "torso": ((0, 0.0), (0.1, 0.3), (0.22, 0.9), (0.3, 1.0), (0.42, 0.6), (0.58, 0.0), (1, 0.0)),
    "pelvis": ((0, 0.98), (0.35, 0.75), (0.8, 0.1), (1, 0.0)),
}
SWELL_STEPS = 20
"""Steps per unit of swell."""

LEAN_STEPS = 20
"""Steps from a thigh with its buttock to one without."""


_T = TypeVar("_T")


def fewer(all_of_them: Sequence[_T]) -> Sequence[_T]:
    """Every third section, and the last: enough for small pictures."""
    last = len(all_of_them) - 1
    return [*all_of_them[:last:3], all_of_them[last]]


@cache
def sections(bone: str, build: str = "slender", coarse: bool = False) -> tuple[Section, ...]:
    """The sections of a bone's profile from upper to lower end; a third of them if coarse."""
    if coarse:
        return tuple(fewer(sections(bone, build)))
    profile = PROFILES[bone]
    places = [i / (profile.points - 1) for i in range(profile.points)]
    # A waist that is open lets the shirt and the leggings meet at an angle.
    widths = [_widths(curve, places, bone == "pelvis") for curve in profile[1:]]
    for number, wider in enumerate(BUILDS[build].get(bone, ())):
        widths[number] = _added(widths[number], wider, places, 1.0)
    return tuple(zip(places, *widths, strict=True))


@lru_cache(maxsize=256)
def swollen(bone: str, build: str, coarse: bool, filled: int, drawn: int) -> tuple[Section, ...]:
    """The sections of trunk or pelvis, swollen by `filled` and drawn in by `drawn`, in SWELL_STEPS."""
    if coarse:
        return tuple(fewer(swollen(bone, build, False, filled, drawn)))
    places, *widths = zip(*sections(bone, build), strict=True)
    in_front, behind, aside = _FILLED[bone]
    curves = (in_front, behind, aside, aside)
    out = [_added(w, curve, places, filled / SWELL_STEPS) for w, curve in zip(widths, curves, strict=True)]
    out[0] = _added(out[0], _DRAWN[bone], places, drawn / SWELL_STEPS)
    return tuple(zip(places, *out, strict=True))


@lru_cache(maxsize=128)
def lean_thigh(build: str, coarse: bool, steps: int) -> tuple[Section, ...]:
    """The sections of a thigh that in so many of LEAN_STEPS has lost its buttock."""
    share = steps / LEAN_STEPS
    ends = sections("thigh", build, coarse), sections("far-thigh", build, coarse)
    return tuple(
        (t, front, back + (lean - back) * share, outer, inner)
        for (t, front, back, outer, inner), (_, _, lean, _, _) in zip(*ends, strict=True)
    )


def _added(widths: Sequence[float], curve: Curve, places: Sequence[float], amount: float) -> Sequence[float]:
    more = _widths(curve, places, open_start=True) if amount else ()
    return [width + extra * amount for width, extra in zip(widths, more, strict=True)] if amount else widths


def _widths(curve: Curve, places: Sequence[float], open_start: bool) -> Sequence[float]:
    """Half-widths by monotone cubic interpolation (Fritsch and Carlson).

    Its slope is 0 at both ends, so that neighbouring bones join without a kink.
    """
    x, y = zip(*curve, strict=True)
    steps = [b - a for a, b in pairwise(x)]
    rises = [(b - a) / step for (a, b), step in zip(pairwise(y), steps, strict=True)]
    slopes = [0.0] * len(x)
    if open_start:
        slopes[0] = rises[0]
    for i in range(1, len(x) - 1):
        if rises[i - 1] * rises[i] > 0:
            before, after = 2 * steps[i] + steps[i - 1], steps[i] + 2 * steps[i - 1]
            slopes[i] = (before + after) / (before / rises[i - 1] + after / rises[i])
    widths = []
    for place in places:
        k = min(max(bisect_right(x, place) - 1, 0), len(x) - 2)
        s = (place - x[k]) / steps[k]
        widths.append(
            (2 * s**3 - 3 * s * s + 1) * y[k]
            + (s**3 - 2 * s * s + s) * steps[k] * slopes[k]
            + (3 * s * s - 2 * s**3) * y[k + 1]
            + (s**3 - s * s) * steps[k] * slopes[k + 1]
        )
    return widths
