"""Where muscles are seen on the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple


class Region(NamedTuple):
    """A patch of a limb's surface.

    Places as in outline.py; degrees round the limb: 0 front, 90 outer, 180 back, -90 inner side; on the
    forearm 0 is the thumb's side, -90 the palm's; on trunk and neck 90 is left and -90 right.
    """

    chain: str
    start: float
    end: float
    angle: float
    spread: float


def _both_sides(chain: str, start: float, end: float, angle: float, spread: float) -> tuple[Region, ...]:
    return (Region(chain, start, end, angle, spread), Region(chain, start, end, -angle, spread))


_HIP_FRONT = (Region("leg", 0.10, 1.42, 12, 42),)

TRAPEZIUS: tuple[Region, ...] = (Region("trapezius", 0.0, 1.0, 0, 0),)
"""Drawn between the neck and the shoulder, on no limb."""

PLANTAR: tuple[Region, ...] = (Region("sole", 0.0, 1.0, 0, 0),)
"""Drawn along the sole of the foot."""

PELVIC_FLOOR: tuple[Region, ...] = (Region("pelvis", 0.0, 1.0, 0, 0),)
"""Drawn from the pubic bone to the tailbone."""

NAPE: tuple[Region, ...] = (Region("nape", 0.0, 1.0, 180, 65),)
"""Up the back of the neck to the skull, drawn over the hair."""

REGIONS: Mapping[str, tuple[Region, ...]] = {
    "iliopsoas": _HIP_FRONT,
    "psoas-major": _HIP_FRONT,
    "iliacus": _HIP_FRONT,
    "rectus-femoris": (Region("leg", 0.75, 1.93, 8, 45),),
    "sartorius": (Region("leg", 0.60, 1.94, -15, 32),),
    "tfl": (Region("leg", 0.55, 1.85, 75, 35),),
    "adductors": (Region("leg", 1.04, 1.80, -85, 60),),
    "vasti": (Region("leg", 1.12, 1.93, 12, 72),),
    "gluteus-maximus": (Region("leg", 0.42, 1.20, 165, 62),),
    "gluteus-medius": (Region("leg", 0.15, 1.02, 95, 60),),
    "piriformis": (Region("leg", 0.62, 1.06, 150, 45),),
    "hamstrings": (Region("leg", 1.10, 2.06, 180, 62),),
    "gastrocnemius": (Region("leg", 2.06, 2.78, 180, 70),),
    "soleus": (Region("leg", 2.35, 2.92, 180, 60),),
    "tibialis-anterior": (Region("leg", 2.08, 2.80, 20, 45),),
    "deltoid-cuff": (Region("arm", 0.0, 0.48, 90, 80),),
    "wrist-flexors": (Region("arm", 1.05, 1.85, -90, 80),),
    "wrist-extensors": (Region("arm", 1.05, 1.85, 90, 80),),
    "plantar": PLANTAR,
    "rectus-abdominis": (Region("torso", 0.28, 0.66, 0, 45),),
    "tra": (Region("torso", 0.24, 0.52, 0, 105),),
    "diaphragm": (Region("torso", 0.52, 0.68, 0, 110),),
    "pelvic-floor": PELVIC_FLOOR,
    "obliques": _both_sides("torso", 0.28, 0.70, 80, 50),
    "serratus-anterior": _both_sides("torso", 0.54, 0.80, 80, 38),
    "latissimus-dorsi": _both_sides("torso", 0.36, 0.84, 150, 38),
    "quadratus-lumborum": _both_sides("torso", 0.27, 0.54, 150, 45),
    "multifidus": (Region("torso", 0.27, 0.54, 180, 55),),
    "erector-spinae": (Region("torso", 0.27, 0.90, 180, 42),),
    "rhomboids": (Region("torso", 0.58, 0.95, 180, 60),),
    "pec-major": _both_sides("torso", 0.68, 0.90, 28, 40),
    "pec-minor": _both_sides("torso", 0.72, 0.92, 38, 28),
    "scm-scalenes": _both_sides("neck", 0.0, 0.95, 75, 50),
    "suboccipitals": NAPE,
    "deep-neck-flexors": (Region("neck", 0.0, 0.80, 0, 50),),
    "trapezius": TRAPEZIUS,
    "levator-scapulae": TRAPEZIUS,
}

DEEP = frozenset(
    "iliopsoas psoas-major iliacus piriformis soleus tra multifidus quadratus-lumborum diaphragm pelvic-floor"
    " pec-minor rhomboids levator-scapulae deep-neck-flexors suboccipitals".split()
)
"""Muscles that others cover: their rim is dashed."""

MOST_DRAWN = 2
"""Overlapping muscles turn to mud, so only the leading ones are drawn."""


def drawn(muscles: Iterable[str]) -> tuple[str, ...]:
    """The leading muscles that have a place on the figure, no place twice; unknown ids are left out."""
    chosen: dict[tuple[Region, ...], str] = {}
    for muscle in muscles:
        if muscle in REGIONS and len(chosen) < MOST_DRAWN:
            chosen.setdefault(REGIONS[muscle], muscle)
    return tuple(chosen.values())


def regions_on(muscles: Iterable[str], chain: str, side: str, both: bool) -> Iterator[tuple[str, Region]]:
    """Muscles with their regions on a chain; of a limb, `side` L or R; of trunk and neck, "".

    Unless `both` sides work, only the right one does.
    """
    if side == "L" and not both:
        return
    for muscle in muscles:
        for region in REGIONS[muscle]:
            of_left_trunk = not side and 0 < region.angle < 180
            if region.chain == chain and (both or not of_left_trunk):
                yield muscle, region
