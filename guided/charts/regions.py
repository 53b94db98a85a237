"""Minutes for each region of the body, beside where it hurts or is tight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from guided import messages, words
from guided.charts.material import Material, since
from guided.charts.series import Datum, Lane, Lanes, Series
from guided.library import counted_as

_MOST = 8  # drawn; the table has all
_FEW = 10  # minutes below which two places are told apart by tenths


def minutes_by_region(material: Material) -> Series:
    """Minutes of the period by region, most first; a region that hurts is shown even with none.

    The minutes of a session are those of what was done in it: what was skipped or left out has none. Those of
    a part of a region that hurts are its own.
    """
    regions = material.regions or {}
    minutes: defaultdict[str, float] = defaultdict(float)
    sessions: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for _, one in since(material, material.mondays[0]):
        for region, share in regions.get(one.id, {}).items():
            place = counted_as(region, material.sore)
            minutes[place] += share * one.played_ms / 60_000
            sessions[place][one.id] = None
    for region in material.sore:
        minutes[region] += 0.0
    told = {region: _told(value) for region, value in minutes.items()}
    found = sorted(told.items(), key=lambda item: -minutes[item[0]])
    # What hurts is never among those left out.
    shown = [one for number, one in enumerate(found) if number < _MOST or one[0] in material.sore]
    sore = set(material.sore)
    data = tuple(
        Datum(
            (words.REGIONS[region], material.locale.value(value), "yes" if region in sore else ""),
            words.say(messages.READS_SORE, place=words.SORE_PLACES[region], value=_long(material, value))
            if region in sore
            else words.say(messages.READS, label=words.REGIONS[region], value=_long(material, value)),
            tuple(sessions[region]),
        )
        for region, value in (*shown, *(one for one in found if one not in shown))
    )
    lanes = tuple(
        Lane(
            words.REGIONS[region],
            words.say(messages.MIN, n=material.locale.value(value)),
            value,
            region in sore,
        )
        for region, value in shown
    )
    return Series(
        unit="min",
        heads=("Region", "Minutes", "Named by you"),
        data=data,
        marks=Lanes(lanes) if any(minutes.values()) else None,
        summary=_in_words(material, minutes),
        in_time=False,
    )


def _told(minutes: float) -> float:
    """Minutes as they are told and drawn, finer while they are few; a little is not none."""
    fine = max(round(minutes, 1), 0.1) if minutes else 0.0
    return fine if fine < _FEW else float(round(minutes))


def _long(material: Material, minutes: float) -> str:
    """Minutes read aloud: "1.3 minutes"."""
    if minutes == 1:
        return words.say(messages.MINUTES, n=1)
    return words.say(messages.MINUTES.more, n=material.locale.value(minutes))


def _in_words(material: Material, minutes: Mapping[str, float]) -> str:
    total = sum(minutes.values())
    if material.regions is None:
        return "What was done in each session is still being read."
    if not total:
        return "No exercise that is still there was done in this time."
    most = max(minutes, key=lambda region: minutes[region])
    share = minutes[most] / total
    message = messages.REGION_MOST if share > 0.5 else messages.REGION_LARGEST
    told = words.say(message, place=words.PLACES[most], share=words.share((share,)))
    if not material.sore:
        return told
    sore = sum(minutes[region] for region in material.sore)
    places = words.listed([words.SORE_PLACES[region] for region in material.sore])
    return words.say(messages.REGION_SORE, told=told, places=places, share=words.share((sore / total,)))
