"""What is played, as one value: a routine, the settings, and each change made during the session.

A plan alone decides what is played. It is logged with a session under way, so that an interrupted one
resumes as it was being played.
"""

from __future__ import annotations

import json
from collections.abc import Container, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from guided.changes import other_part
from guided.introduction import introduced_instead, parts_of
from guided.library import Library
from guided.method import Method
from guided.part import Part
from guided.reading import GuidedError
from guided.routine import Exercise, Routine
from guided.settings import PlayedBy, Settings, changed
from guided.timeline import Timeline, compile_parts, lessened, readied, repaced, swapped

_PLAYED = tuple(one.name for one in fields(PlayedBy))

_Rep = tuple[int, int, str, int]  # step, set, side and number, as session.Rep has them


class Unplayable(GuidedError):
    """A stored plan no longer fits the routine or the library."""


@dataclass(frozen=True, slots=True, eq=False)
class Swap:
    """The rest of a step played as another part, right after the segment at `index`.

    `done` are all reps of the session done by then, in order. `dose` says if the part has "half" of what it
    had, or again the "whole" of what it had before the last change, a half.
    """

    index: int
    step: int
    part: Part
    done: tuple[_Rep, ...]
    dose: str = ""


@dataclass(frozen=True, slots=True)
class Repace:
    """Another pace from the segment after the one at `index` on."""

    index: int
    pace: float


@dataclass(frozen=True, slots=True)
class Ready:
    """Time to get ready before the segment at `index`, with which a session goes on."""

    index: int


@dataclass(frozen=True, slots=True)
class Lessen:
    """A step, and its exercise in other rounds, moved only a `share` as far, 0 to 1."""

    step: int
    share: float


Change = Swap | Repace | Ready | Lessen


@dataclass(frozen=True, slots=True)
class Jump:
    """A jump to the segment at `index`, after so many reps `done` and so many `changes` of the plan."""

    index: int
    done: int
    changes: int


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A routine, its parts and the settings at the start, and the changes since, in order.

    `jump` is the last one, which changes nothing of what is played, but where.
    """

    routine: Routine
    parts: tuple[Part, ...]
    settings: PlayedBy
    changes: tuple[Change, ...] = ()
    jump: Jump | None = None

    def changed(self, change: Change) -> Plan:
        """The plan with one more change."""
        return replace(self, changes=(*self.changes, change))

    def jumped(self, index: int, done: int) -> Plan:
        """The plan after a jump to the segment at `index`, with so many reps done."""
        return replace(self, jump=Jump(index, done, len(self.changes)))

    @property
    def settings_now(self) -> PlayedBy:
        """The settings with the current pace."""
        paces = [change.pace for change in self.changes if isinstance(change, Repace)]
        return changed(self.settings, pace=paces[-1]) if paces else self.settings

    @property
    def parts_now(self) -> tuple[Part, ...]:
        """The parts with what was swapped in last."""
        swaps = {one.step: one.part for one in self.changes if isinstance(one, Swap)}
        return tuple(swaps.get(step, part) for step, part in enumerate(self.parts))

    def part_before(self, step: int, dose: str) -> Part:
        """The part that a swap in a step begins from; a "whole" from that before the half it takes back."""
        return (self.before if dose == "whole" else self).parts_now[step]

    @property
    def before(self) -> Plan:
        """The plan without its last change."""
        return replace(self, changes=self.changes[:-1])

    @property
    def swaps(self) -> tuple[tuple[str, str], ...]:
        """The swaps as pairs of ids: of exercises or, if only the method changed, of methods too."""
        parts, told = list(self.parts), []
        for change in self.changes:
            if isinstance(change, Swap):
                old, new = parts[change.step], change.part
                parts[change.step] = new
                pair = old.exercise.id, new.exercise.id
                if pair[0] == pair[1]:
                    pair = f"{pair[0]} ({old.method.id})", f"{pair[1]} ({new.method.id})"
                told += [] if change.dose else [pair]
        return tuple(told)


def plan_of(
    routine: Routine, library: Library, settings: PlayedBy | None = None, known: Container[str] = ()
) -> Plan:
    """The plan of a routine without changes; little is said of `known` exercises (ids)."""
    settings = settings or PlayedBy()
    return Plan(routine, parts_of(routine, library, settings, known), settings)


def part_instead(
    part: Part,
    exercise: Exercise,
    method: Method,
    routine: Routine,
    library: Library,
    settings: PlayedBy,
    *,
    half: bool = False,
) -> Part:
    """A part with another exercise or method, or `half` of it, and what is said before it."""
    new = other_part(library, routine, part, exercise, method, settings.first_side, half=half)
    return introduced_instead(new, part, settings, library.voice(settings.voice))


def compile_plan(plan: Plan) -> Timeline:
    """Lay a plan out in time. Raises TooLong past six hours."""
    timeline = compile_parts(plan.routine, plan.parts, plan.settings)
    begun = replace(plan, changes=())
    for change in plan.changes:
        timeline = with_change(timeline, change, begun.settings_now)
        begun = begun.changed(change)
    return timeline


def with_change(timeline: Timeline, change: Change, settings: PlayedBy) -> Timeline:
    """The timeline after one more change; `settings` are those before it. Raises TooLong past six hours."""
    if isinstance(change, Ready):
        return readied(timeline, change.index)
    if isinstance(change, Lessen):
        return lessened(timeline, change.step, change.share)
    if isinstance(change, Swap):
        whole = change.dose == "whole"
        return swapped(timeline, change.index, change.part, change.done, settings, whole)
    return repaced(timeline, change.index, changed(settings, pace=change.pace))


# ---------------------------------------------------------------- written down


def to_json(plan: Plan) -> str:
    """A plan as JSON, without the routine and the reps done, which are stored beside it."""
    known = sorted({part.exercise.id for part in plan.parts if part.introduction.known})
    changes = [_row(one) for one in plan.changes]
    jump = None if plan.jump is None else asdict(plan.jump)
    settings = {name: getattr(plan.settings, name) for name in _PLAYED}
    return json.dumps({"settings": settings, "known": known, "changes": changes, "jump": jump})


def from_json(text: str, routine: Routine, library: Library, done: Sequence[_Rep]) -> Plan:
    """The plan stored for a routine; `done` are the session's reps in order.

    Raises Unplayable if it does not fit the routine or the library, as after an edit of a file.
    """
    try:
        stored = json.loads(text)
        plan = plan_of(routine, library, changed(Settings(), **stored["settings"]), stored.get("known", ()))
        for row in stored["changes"]:
            plan = plan.changed(_change(row, plan, library, done))
        segments = compile_plan(plan).segments
        if stored.get("jump") is not None:
            jump = Jump(**stored["jump"])
            plan = replace(plan, jump=jump if 0 <= jump.index < len(segments) else None)
    except (GuidedError, ValueError, TypeError, LookupError) as error:
        raise Unplayable("The routine has changed since.") from error
    return plan


def _row(change: Change) -> dict[str, Any]:
    if isinstance(change, Repace):
        return {"at": change.index, "pace": change.pace}
    if isinstance(change, Ready | Lessen):
        return asdict(change)
    part = change.part
    return {
        "at": change.index,
        "step": change.step,
        "exercise": part.exercise.id,
        "method": part.method.id,
        "done": len(change.done),
        "dose": change.dose,
    }


def _change(row: dict[str, Any], plan: Plan, library: Library, done: Sequence[_Rep]) -> Change:
    if "pace" in row:
        return Repace(row["at"], row["pace"])
    if "share" in row:
        return Lessen(**row)
    if "index" in row:
        return Ready(**row)
    routine, step, dose = plan.routine, row["step"], row.get("dose", "")
    exercise = library.exercise(routine, row["exercise"])
    method = library.method(routine, row["method"])
    old, half = plan.part_before(step, dose), dose == "half"
    part = part_instead(old, exercise, method, routine, library, plan.settings, half=half)
    return Swap(row["at"], step, part, tuple(done[: row["done"]]), dose)
