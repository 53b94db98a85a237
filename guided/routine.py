"""Exercises, steps and routines: what to do, as the files state it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from guided.method import Method, read_method
from guided.pose import Drawing, Pose, read_drawing
from guided.reading import LONGEST_TEXT, Table

POSITIONS = ("standing", "seated", "supine", "prone", "side-lying", "half-kneeling", "kneeling", "quadruped")
REGIONS = tuple(
    "hip-front thigh-front hip-outer thigh-inner thigh-back buttock hip knee calf ankle foot low-back spine"
    " side upper-back neck chest shoulder elbow wrist core whole-body breath".split()
)
SIDES = ("none", "each", "alternate")
STEP_SIDES = ("left", "right", "each", "alternate", "none")
ORDERS = ("side-first", "set-first")
LIMBS = ("leg", "arm", "side", "hip", "foot", "hand", "knee", "shoulder")
EQUIPMENT = (
    "mat",
    "cushion",
    "pillow",
    "chair",
    "strap",
    "towel",
    "wall",
    "block",
    "step",
    "doorway",
    "bolster",
    "bed",
    "desk",
)

LONGEST_ROUTINE_MS = 6 * 60 * 60 * 1000
MOST_STEPS = 200

_ACROSS = "@other"  # after a muscle that works on the side that does not move


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of it: None and empty where the method decides. Holds in milliseconds, first and last rep.

    `left` and `right` are the reps of a side that has others than `reps`; `hold_breaths` is the hold
    counted in breaths instead; `effort` the share of full strength a contraction asks for.
    """

    reps: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    sets: int | None = None
    hold_ms: tuple[int, ...] = ()
    hold_breaths: float = 0.0
    effort: tuple[float, ...] = ()
    rest_ms: int | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Exercise:
    """One movement: its words, what it is good for, when to stop, and how it is drawn.

    `lengthens` and `works` are ids of muscles; those of `works` that are in `across` work on the side that
    does not move.
    `care` has the codes that ask for care in it, `leave_out` those for which it is better left out, each
    with the exercise (id) to take in its place. `press` goes on after "Press" where the method contracts
    what is held: "the heel into the floor".
    """

    id: str
    name: str
    region: str
    position: str
    method: str
    drawing: Drawing
    also: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    sides: str = "none"
    limb: str = "side"
    lengthens: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    press: str = ""
    cues: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    stop_if: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    leave_out: Mapping[str, str] = field(default_factory=dict)
    easier: str | None = None
    harder: str | None = None
    easier_by: str = ""
    harder_by: str = ""
    goals: tuple[str, ...] = ()
    dose: Dose = Dose()

    @property
    def both(self) -> bool:
        """Whether both sides of the body do the same at once."""
        return self.sides == "none"


@dataclass(frozen=True, slots=True)
class Step:
    """An exercise in a routine, and what the routine says differently about it.

    `first` is the side that begins, None as the person likes it; with `self_paced` every phase waits
    for the person. `round` is which one of how many when it is part of a circuit. `where` is its
    place in the file, as errors name it.
    """

    exercise: str
    method: str | None = None
    dose: Dose = Dose()
    sides: str | None = None
    first: str | None = None
    prepare_ms: int | None = None
    wait: bool = False
    self_paced: bool = False
    fill_ms: int = 0
    rest_after_ms: int = 0
    depth: tuple[float, float] = (1.0, 1.0)
    note: str = ""
    round: tuple[int, int] = (1, 1)
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Routine:
    """Steps in order, and the exercises and methods the file brings along; `source` is the file's table."""

    id: str
    name: str
    steps: tuple[Step, ...]
    goal: str = ""
    for_whom: str = ""
    regions: tuple[str, ...] = ()
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict)


def read_exercise(table: Table, exercise_id: str, bases: Mapping[str, Pose]) -> Exercise:
    """An exercise as its file states it; mistakes are noted in the table."""
    works = table.texts("works", longest=60)
    exercise = Exercise(
        id=exercise_id,
        name=table.text("name"),
        also=table.texts("also", longest=120),
        region=table.word("region", REGIONS),
        position=table.word("position", POSITIONS),
        equipment=table.words("equipment", EQUIPMENT),
        method=table.text("method", longest=60),
        methods=table.texts("methods", longest=60),
        sides=table.word("sides", SIDES),
        limb=table.word("limb", LIMBS, "side"),
        lengthens=table.texts("lengthens", longest=60),
        works=tuple(_muscle(name) for name in works),
        across=tuple(_muscle(name) for name in works if name.endswith(_ACROSS)),
        start=table.text("start", longest=LONGEST_TEXT),
        end=table.text("end", longest=LONGEST_TEXT),
        press=table.text("press", "", longest=60),
        cues=table.texts("cues"),
        mistakes=table.texts("mistakes"),
        stop_if=table.texts("stop_if"),
        care=table.texts("care", longest=60),
        leave_out=_read_leave_out(table.table("leave_out")),
        easier=table.text("easier", "", longest=60) or None,
        harder=table.text("harder", "", longest=60) or None,
        easier_by=table.text("easier_by", "", longest=LONGEST_TEXT),
        harder_by=table.text("harder_by", "", longest=LONGEST_TEXT),
        goals=table.texts("goals", longest=60),
        dose=_read_exercise_dose(table.table("dose")),
        drawing=read_drawing(table.table("figure"), bases),
    )
    for code in exercise.leave_out:
        if code in exercise.care:
            table.note(
                f"leave_out.{code}", "it is in care as well: name it once, here if leaving out is better"
            )
    if not exercise.stop_if:
        table.note("stop_if", "missing, every exercise says when to stop")
    table.unknown_keys()
    return exercise


def _muscle(name: str) -> str:
    """A muscle's id without its side."""
    return name.removesuffix(_ACROSS)


def _read_leave_out(table: Table) -> dict[str, str]:
    return {code: table.text(code, longest=60) for code in table.names(20)}


def read_routine(table: Table, routine_id: str, bases: Mapping[str, Pose]) -> Routine:
    """A routine as its file states it; mistakes are noted in the table."""
    exercises, methods = table.table("exercises"), table.table("methods")
    routine = Routine(
        id=routine_id,
        name=table.text("name"),
        goal=table.text("goal", "", longest=LONGEST_TEXT),
        for_whom=table.text("for", "", longest=LONGEST_TEXT),
        regions=table.words("regions", REGIONS),
        steps=read_steps(table),
        exercises={
            name: read_exercise(exercises.table(name), name, bases) for name in exercises.names(MOST_STEPS)
        },
        methods={name: read_method(methods.table(name), name) for name in methods.names(MOST_STEPS)},
        source=table.data,
    )
    table.unknown_keys()
    return routine


def read_steps(table: Table, fewest: int = 1) -> tuple[Step, ...]:
    """The steps in playing order, circuits written out round by round; mistakes are noted in the table."""
    steps: list[Step] = []
    for row in table.tables("step", fewest, MOST_STEPS):
        steps += _read_circuit(row) if "step" in row else [_read_step(row)]
    if len(steps) > MOST_STEPS:
        table.note("step", f"{len(steps)} of them with every round, at most {MOST_STEPS} are allowed")
    return tuple(steps[:MOST_STEPS])


def _read_circuit(table: Table) -> list[Step]:
    """Steps that are played one after the other, and that over again, with a rest between the rounds."""
    rounds = table.whole("rounds", 2, 20)
    rest_ms = round(1000 * table.number("rest", 0, 1200, 0.0))
    once = [_read_step(row) for row in table.tables("step", 1, MOST_STEPS)]
    table.unknown_keys()
    steps = []
    for number in range(1, rounds + 1):
        steps += [replace(step, round=(number, rounds)) for step in once]
        if once and number < rounds:
            steps[-1] = replace(steps[-1], rest_after_ms=max(rest_ms, steps[-1].rest_after_ms))
    return steps


def read_dose(table: Table) -> Dose:
    """How much of it, out of the keys of a dose or a step; other keys are left to the caller."""
    reps = _read_reps(table, "reps")
    sets = table.whole("sets", 1, 20, 0) or None
    if sets and len(reps) > 1 and sets != len(reps):
        table.note("sets", f"{sets} sets, but reps lists {len(reps)}: leave sets out or make them agree")
    rest = table.number("rest", 0, 1200, -1.0)
    hold = tuple(round(1000 * seconds) for seconds in table.numbers("hold", 0.5, 1200, (1, 2)))
    breaths = table.number("breaths", 0.5, 60, 0.0)
    if hold and breaths:
        table.note("breaths", "give a hold in seconds or in breaths, not both")
    return Dose(
        reps=reps,
        sets=sets,
        hold_ms=hold,
        hold_breaths=breaths,
        effort=table.numbers("effort", 0.05, 1.0, (1, 2)),
        rest_ms=None if rest < 0 else round(1000 * rest),
        order=table.word("order", ORDERS, "") or None,
    )


def _read_reps(table: Table, key: str) -> tuple[int, ...]:
    reps = table.numbers(key, 1, 100, (1, 20))
    if any(not float(n).is_integer() for n in reps):
        table.note(key, "use whole numbers from 1 to 100")
    return tuple(int(n) for n in reps)


def _read_exercise_dose(table: Table) -> Dose:
    dose = read_dose(table)
    table.unknown_keys()
    return dose


def _read_step(table: Table) -> Step:
    prepare = table.number("prepare", 0, 600, -1.0)
    depth = table.numbers("depth", 0.1, 1.0, (1, 2), (1.0,))
    step = Step(
        exercise=table.text("exercise", longest=60),
        method=table.text("method", "", longest=60) or None,
        dose=replace(read_dose(table), left=_read_reps(table, "left"), right=_read_reps(table, "right")),
        sides=table.word("sides", STEP_SIDES, "") or None,
        first=table.word("first", ("left", "right"), "") or None,
        prepare_ms=None if prepare < 0 else round(1000 * prepare),
        wait=table.flag("wait"),
        self_paced=table.flag("self_paced"),
        fill_ms=round(1000 * table.number("fill", 1, 21_600, 0.0)),
        rest_after_ms=round(1000 * table.number("rest_after", 0, 1200, 0.0)),
        depth=(depth[0], depth[-1]),
        note=table.text("note", "", longest=LONGEST_TEXT),
        where=table.where,
    )
    if step.fill_ms and "reps" in table.data:
        table.note("fill", "give the number of reps or a time to fill, not both: leave out reps or fill")
    table.unknown_keys()
    return step
