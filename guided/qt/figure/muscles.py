"""Where muscles are seen on the body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import remainder
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


PSOAS: tuple[Region, ...] = (Region("psoas", 0.0, 1.0, 0, 0),)
ILIACUS: tuple[Region, ...] = (Region("iliacus", 0.0, 1.0, 0, 0),)
"""Drawn on their bones, as hip_flexors.py has them."""

TRAPEZIUS: tuple[Region, ...] = (Region("trapezius", 0.0, 1.0, 0, 0),)
"""Drawn between the neck and the shoulder, on no limb."""

PLANTAR: tuple[Region, ...] = (Region("sole", 0.0, 1.0, 0, 0),)
"""Drawn along the sole of the foot."""

PELVIC_FLOOR: tuple[Region, ...] = (Region("pelvis", 0.0, 1.0, 0, 0),)
"""Drawn from the pubic bone to the tailbone."""

NAPE: tuple[Region, ...] = (Region("nape", 0.0, 1.0, 180, 65),)
"""Up the back of the neck to the skull, drawn over the hair."""

REGIONS: Mapping[str, tuple[Region, ...]] = {
    "iliopsoas": ILIACUS + PSOAS,
    "psoas-major": PSOAS,
    "iliacus": ILIACUS,
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
    chosen: list[str] = []
    taken: set[Region] = set()
    for muscle in muscles:
        regions = REGIONS.get(muscle, ())
        if len(chosen) < MOST_DRAWN and not taken.issuperset(regions):
            chosen.append(muscle)
            taken.update(regions)
    return tuple(chosen)


def working(works: Iterable[str], lengthens: Sequence[str], across: Collection[str] = ()) -> tuple[str, ...]:
    """The leading muscles that work and lie on none that lengthens: two colours would mix to grey."""
    taken = [region for name in drawn(lengthens) for region in REGIONS[name]]
    return drawn(
        name
        for name in works
        if name in across or not any(_overlap(one, other) for one in REGIONS.get(name, ()) for other in taken)
    )


def _overlap(one: Region, other: Region) -> bool:
    """Whether two patches lie on each other by more than their rims."""
    if one.chain != other.chain:
        return False
    apart = abs(remainder(one.angle - other.angle, 360.0))
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return (shared > 0.2 * shorter and apart < 0.7 * (one.spread + other.spread)) or one == other


def regions_on(
    muscles: Iterable[str], chain: str, side: str, both: bool, across: Collection[str] = ()
) -> Iterator[tuple[str, Region]]:
    """Muscles with their regions on a chain; of a limb, `side` L or R; of trunk and neck, "".

    Unless `both` sides work, only the right one does, or the left one for those `across`.
    """
    for muscle in muscles:
        left = muscle in across
        if not both and side and (side == "L") != left:
            continue
        for region in REGIONS[muscle]:
            on_left = 0 < region.angle < 180
            one_sided = not side and region.angle not in (0, 180)
            if region.chain == chain and (both or not one_sided or on_left == left):
                yield muscle, region
