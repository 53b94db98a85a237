"""The time of day at which sessions begin."""

from __future__ import annotations

from guided import messages, words
from guided.charts.material import Material, since
from guided.charts.series import TOO_FEW, Bars, Datum, Series

_HOURS = 3  # in a slot
_EDGES = tuple(str(hour) for hour in range(0, 25, 6))
_FEWEST = 5  # sessions, below which nothing is said of a habit


def time_of_day(material: Material) -> Series:
    """How many sessions of the period began in each three hours of the day."""
    slots: list[list[str]] = [[] for _ in range(24 // _HOURS)]
    for _, one in since(material, material.mondays[0]):
        slots[one.local_start.hour // _HOURS].append(one.id)
    labels = [
        words.say(messages.RANGE, least=_HOURS * number, most=_HOURS * (number + 1))
        for number in range(len(slots))
    ]
    data = tuple(
        Datum(
            (label, str(len(slot))),
            words.say(messages.READS, label=label, value=words.say(messages.SESSIONS, n=len(slot))),
            tuple(slot),
        )
        for label, slot in zip(labels, slots, strict=True)
    )
    count = sum(map(len, slots))
    most = max(range(len(slots)), key=lambda number: len(slots[number]))
    told = TOO_FEW
    if count >= _FEWEST:
        told = words.say(
            messages.TIME_OF_DAY,
            least=_HOURS * most,
            most=_HOURS * (most + 1),
            done=len(slots[most]),
            n=count,
        )
    return Series(
        unit="sessions",
        heads=("From and to, o’clock", "Sessions"),
        data=data,
        marks=Bars(tuple(float(len(slot)) for slot in slots), tuple(labels), edges=_EDGES) if count else None,
        summary=told if count else "There were no sessions in this time.",
        in_time=False,
    )
