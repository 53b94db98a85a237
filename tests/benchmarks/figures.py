"""A measured figure beside its limit and its goal, and the table they are printed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, thread_time


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in `unit`; more than `limit` is a fault, more than `goal` leaves work to do."""

    name: str
    value: float
    unit: str
    limit: float
    goal: float

    @property
    def verdict(self) -> str:
        """How it stands."""
        return "over the limit" if self.value > self.limit else "ok" if self.value > self.goal else "goal met"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table."""
    lines = [f"{'':<58}{'measured':>12}{'limit':>10}{'goal':>10}"]
    lines += [
        f"{f.name:<58}{f.value:>9.2f} {f.unit:<4}{f.limit:>8g}{f.goal:>10g}  {f.verdict}" for f in figures
    ]
    return "\n".join(lines)


def wall_ms(do: Callable[[], object], times: int) -> float:
    """The median time of one call, in milliseconds."""
    return median(_timed(do, perf_counter) for _ in range(times))


def cpu_ms(do: Callable[[], object], times: int) -> float:
    """The median processor time of one call in this thread, in milliseconds."""
    return median(_timed(do, thread_time) for _ in range(times))


def _timed(do: Callable[[], object], clock: Callable[[], float]) -> float:
    begin = clock()
    do()
    return (clock() - begin) * 1000
