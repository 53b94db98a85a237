"""Which muscles are shown on the body, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import remainder

from guided.muscles import Region, shipped_muscles

MOST_DRAWN = 2
"""The most muscles drawn: overlapping ones turn to mud."""


def patches(muscle: str) -> tuple[Region, ...]:
    """The patches of a muscle; none for an unknown id."""
    known = shipped_muscles().get(muscle)
    return known.patches if known else ()


def is_deep(muscle: str) -> bool:
    """Whether a muscle lies below others: its rim is dashed."""
    return shipped_muscles()[muscle].layer == "deep"


def drawn(muscles: Iterable[str]) -> tuple[str, ...]:
    """The leading muscles with a place on the figure, no place twice; unknown ids are left out."""
    chosen: list[str] = []
    taken: set[Region] = set()
    for muscle in muscles:
        regions = patches(muscle)
        if regions and len(chosen) < MOST_DRAWN and not taken.issuperset(regions):
            chosen.append(muscle)
            taken.update(regions)
    return tuple(chosen)


def working(
    works: Iterable[str],
    lengthens: Sequence[str],
    across: Collection[str] = (),
    lengthens_across: Collection[str] = (),
) -> tuple[str, ...]:
    """The leading working muscles that overlap no lengthened one of their side: two colours would mix to
    grey."""
    taken = [(region, name in lengthens_across) for name in drawn(lengthens) for region in patches(name)]
    return drawn(
        name
        for name in works
        if not any(
            _overlap(one, other) and (name in across) == over_there
            for one in patches(name)
            for other, over_there in taken
        )
    )


def _overlap(one: Region, other: Region) -> bool:
    """Whether two patches overlap by more than their rims."""
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

    Unless `both`, only the right side is marked, or the left one for those `across`.
    """
    for muscle in muscles:
        left = muscle in across
        if not both and side and (side == "L") != left:
            continue
        for region in patches(muscle):
            on_left = 0 < region.angle < 180
            one_sided = not side and region.angle not in (0, 180)
            if region.chain == chain and (both or not one_sided or on_left == left):
                yield muscle, region
