"""Exercises, steps and routines: what to do, as the files state it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from guided import words
from guided.method import VERBS, Method, read_method
from guided.pose import Drawing, Pose, in_words, read_drawing
from guided.prescribed import Prescribed, read_prescribed
from guided.reading import ID_RULE, LONGEST_TEXT, Table, is_id

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
    "band",
    "roll",
    "bed",
    "desk",
)

SUGGEST = ("always", "morning", "evening", "never")
"""When a routine may be suggested; "never" is for routines meant for a special case only."""

LONGEST_ROUTINE_MS = 6 * 60 * 60 * 1000
MOST_STEPS = 200
MOST_ROUNDS = 20

MOST_PICTURES = 3  # of a movement: its start, perhaps half-way, its end

_ACROSS = "@other"  # after a muscle of the side that does not move


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose as written: None or empty where the method decides. Holds in ms, of the first and the last rep.

    `left` and `right` are the reps of a side if other than `reps`; `hold_breaths` is the hold in breaths
    instead; `effort` the share of full strength of a contraction.
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
    """One exercise: its words, what it is good for, when to stop, and its drawing.

    `lengthens` and `works` are ids of muscles; those in `across` work, and those in `lengthens_across`
    lengthen, on the side that does not move.
    `care` has its care codes, `leave_out` those for which it should be left out, each with the exercise (id)
    to do instead. `press` completes "Press" if the method contracts what is held: "the heel into the floor".
    `pictures` are ids of pictures of the person's own, from start to end, shown instead of the figure.
    `side_is` says which side is meant where the limb alone does not, with {side} and {other} for left and
    right; `called` has the verbs in place of a method's where those are not what the body does.
    `once` has the methods it is no longer played by, each with the one that took its place.
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
    once: Mapping[str, str] = field(default_factory=dict)
    sides: str = "none"
    limb: str = "side"
    side_is: str = ""
    called: Mapping[str, str] = field(default_factory=dict)
    lengthens: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    lengthens_across: tuple[str, ...] = ()
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
    pictures: tuple[str, ...] = ()
    dose: Dose = Dose()

    def method_for(self, name: str | None) -> str:
        """The method a step means by a name: itself, or what took its place; the usual one by None."""
        if name is None:
            return self.method
        return name if name in (self.method, *self.methods) else self.once.get(name, name)

    def is_played_by(self, name: str | None) -> bool:
        """Whether a step may name that method, or none."""
        return self.method_for(name) in (self.method, *self.methods)

    @property
    def both(self) -> bool:
        """Whether both sides of the body do the same at the same time."""
        return self.sides == "none"


@dataclass(frozen=True, slots=True)
class Step:
    """An exercise in a routine, with what the routine changes about it.

    `first` is the side that begins, None for the person's choice; with `self_paced` every phase waits for the
    person. `round` is its round and the number of rounds in a circuit. `where` is its place in the file, as
    errors name it.
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


@dataclass(frozen=True, slots=True)
class Circuit:
    """Steps that are done in order, all of them `rounds` times, with a rest between two rounds."""

    steps: tuple[Step, ...]
    rounds: int = 1
    rest_ms: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A change to a step; whatever is None, empty or 0 stays as it is.

    `exercise` is the id of another one, `version` the easier or harder of the step's own. `dose` has the
    numbers that change, `more_reps` is added to each set, and `half` leaves one set of about half the reps,
    or half the time to fill.
    """

    exercise: str | None = None
    version: str | None = None
    method: str | None = None
    dose: Dose = Dose()
    more_reps: int = 0
    half: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Routine:
    """Steps in order, the rounds of a circuit written out and all alike.

    `suggest` says when it may be suggested unasked: one of SUGGEST.
    `exercises` and `methods` are those its file defines, and `carried` has their tables by kind and id.
    `prescribed` is how often a practitioner wants it done; it goes to nobody else with the routine.
    """

    id: str
    name: str
    steps: tuple[Step, ...]
    goal: str = ""
    for_whom: str = ""
    regions: tuple[str, ...] = ()
    suggest: str = "always"
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    carried: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    prescribed: Prescribed | None = None

    def to_table(self) -> dict[str, Any]:
        """The routine as a table for a file, without what is `prescribed`; read again, it is the same."""
        told = {"name": self.name, "goal": self.goal, "for": self.for_whom, "regions": list(self.regions)}
        told |= {"suggest": self.suggest} if self.suggest != "always" else {}
        return {
            **{key: value for key, value in told.items() if value},
            "step": _rows(self.steps),
            **self.carried,
        }


def kit_of(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """All the equipment that exercises need, each item once, in the order it is first needed."""
    return tuple(dict.fromkeys(item for exercise in exercises for item in exercise.equipment))


def read_exercise(table: Table, exercise_id: str, bases: Mapping[str, Pose]) -> Exercise:
    """The exercise in a table, which notes its mistakes; without a figure its name is shown in words."""
    name = table.text("name")
    lengthens, works = (table.texts(role, longest=60) for role in ("lengthens", "works"))
    figure = table.table("figure")
    exercise = Exercise(
        id=exercise_id,
        name=name,
        also=table.texts("also", longest=120),
        region=table.word("region", REGIONS),
        position=table.word("position", POSITIONS),
        equipment=table.words("equipment", EQUIPMENT),
        method=table.text("method", longest=60),
        methods=table.texts("methods", longest=60),
        once=_read_texts(table.table("once")),
        sides=table.word("sides", SIDES),
        limb=table.word("limb", LIMBS, "side"),
        side_is=_read_side_is(table),
        called=_read_called(table.table("called")),
        lengthens=tuple(_muscle(name) for name in lengthens),
        works=tuple(_muscle(name) for name in works),
        across=_of_other_side(works),
        lengthens_across=_of_other_side(lengthens),
        start=table.text("start", longest=LONGEST_TEXT),
        end=table.text("end", longest=LONGEST_TEXT),
        press=table.text("press", "", longest=60),
        cues=table.texts("cues"),
        mistakes=table.texts("mistakes"),
        stop_if=table.texts("stop_if"),
        care=table.texts("care", longest=60),
        leave_out=_read_texts(table.table("leave_out")),
        easier=table.text("easier", "", longest=60) or None,
        harder=table.text("harder", "", longest=60) or None,
        easier_by=table.text("easier_by", "", longest=LONGEST_TEXT),
        harder_by=table.text("harder_by", "", longest=LONGEST_TEXT),
        goals=table.texts("goals", longest=60),
        pictures=_read_pictures(table),
        dose=_read_exercise_dose(table.table("dose")),
        drawing=read_drawing(figure, bases) if "figure" in table else in_words(name),
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


def _of_other_side(names: Iterable[str]) -> tuple[str, ...]:
    """The ids of those muscles that are on the side that does not move."""
    return tuple(_muscle(name) for name in names if name.endswith(_ACROSS))


def _read_side_is(table: Table) -> str:
    told = table.text("side_is", "")
    if told and words.on_side(told, "left") == words.on_side(told, "right"):
        table.note("side_is", "the same on both sides, write {side} or {other} for left or right")
    return told


def _read_called(table: Table) -> dict[str, str]:
    """The verbs in place of a method's, which must be verbs themselves."""
    return {name: table.word(name, VERBS) for name in table.keys_of(VERBS, "no phase is called that")}


def _read_pictures(table: Table) -> tuple[str, ...]:
    ids = table.texts("pictures", longest=60, most=MOST_PICTURES)
    for one in ids:
        if not is_id(one):
            table.note("pictures", ID_RULE)
    return tuple(one for one in ids if is_id(one))


def _read_texts(table: Table) -> dict[str, str]:
    """Ids, each with another."""
    return {name: table.text(name, longest=60) for name in table.names(20)}


def read_routine(table: Table, routine_id: str, bases: Mapping[str, Pose]) -> Routine:
    """The routine in a table, which notes its mistakes."""
    exercises, methods = table.table("exercises"), table.table("methods")
    routine = Routine(
        id=routine_id,
        name=table.text("name"),
        goal=table.text("goal", "", longest=LONGEST_TEXT),
        for_whom=table.text("for", "", longest=LONGEST_TEXT),
        regions=table.words("regions", REGIONS),
        suggest=table.word("suggest", SUGGEST, "always"),
        steps=read_steps(table),
        exercises={
            name: read_exercise(exercises.table(name), name, bases) for name in exercises.names(MOST_STEPS)
        },
        methods={name: read_method(methods.table(name), name) for name in methods.names(MOST_STEPS)},
        carried={kind: table.data[kind] for kind in ("exercises", "methods") if kind in table.data},
        prescribed=read_prescribed(table.table("prescription")) if "prescription" in table else None,
    )
    table.unknown_keys()
    return routine


def read_steps(table: Table, fewest: int = 1) -> tuple[Step, ...]:
    """The steps in playing order, circuits written out round by round; the table notes mistakes."""
    steps: list[Step] = []
    for row in table.tables("step", fewest, MOST_STEPS):
        steps += _read_circuit(row) if "step" in row else [_read_step(row)]
    if len(steps) > MOST_STEPS:
        table.note("step", f"{len(steps)} of them with every round, at most {MOST_STEPS} are allowed")
    return tuple(steps[:MOST_STEPS])


def _read_circuit(table: Table) -> list[Step]:
    """The steps of a circuit: all of them in order, round after round, with a rest between rounds."""
    rounds = table.whole("rounds", 2, MOST_ROUNDS)
    rest_ms = round(1000 * table.number("rest", 0, 1200, 0.0))
    once = tuple(_read_step(row) for row in table.tables("step", 1, MOST_STEPS))
    table.unknown_keys()
    return written_out(Circuit(once, rounds, rest_ms))


def written_out(circuit: Circuit) -> list[Step]:
    """The steps of a circuit as they are played, round by round."""
    if circuit.rounds == 1:
        return list(circuit.steps)
    steps: list[Step] = []
    for number in range(1, circuit.rounds + 1):
        steps += [replace(step, round=(number, circuit.rounds)) for step in circuit.steps]
        if circuit.steps and number < circuit.rounds:
            steps[-1] = replace(steps[-1], rest_after_ms=max(circuit.rest_ms, steps[-1].rest_after_ms))
    return steps


def circuits_of(steps: Sequence[Step]) -> list[Circuit]:
    """The steps as a file has them: those of a circuit once, every other by itself in one round."""
    found, at = [], 0
    while at < len(steps):
        rounds = steps[at].round[1]
        if rounds == 1:
            found.append(Circuit((steps[at],)))
            at += 1
            continue
        many = sum(1 for _ in takewhile(lambda step: step.round[0] == 1, steps[at:]))
        at += many * rounds
        # A rest between the rounds stands after the last step of each but the last of them.
        last, rest_ms = steps[at - many : at], steps[at - many * (rounds - 1) - 1].rest_after_ms
        once = tuple(replace(step, round=(1, 1)) for step in last)
        found.append(Circuit(once, rounds, rest_ms if rest_ms > last[-1].rest_after_ms else 0))
    return found


def _rows(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The steps as rows of a file, those of a circuit once with the number of rounds."""
    rows = []
    for circuit in circuits_of(steps):
        if circuit.rounds == 1:
            rows += [row_of(step) for step in circuit.steps]
        else:
            rest = {"rest": _seconds(circuit.rest_ms)} if circuit.rest_ms else {}
            rows.append({"rounds": circuit.rounds, **rest, "step": [row_of(step) for step in circuit.steps]})
    return rows


def row_of(step: Step) -> dict[str, Any]:
    """A step as a row of a file: only what it changes."""
    dose = step.dose
    told = {
        "method": step.method,
        "reps": _one_or_list(dose.reps),
        "left": _one_or_list(dose.left),
        "right": _one_or_list(dose.right),
        "sets": dose.sets,
        "hold": _one_or_list([_seconds(ms) for ms in dose.hold_ms]),
        "breaths": dose.hold_breaths or None,
        "effort": _one_or_list(dose.effort),
        "rest": None if dose.rest_ms is None else _seconds(dose.rest_ms),
        "order": dose.order,
        "sides": step.sides,
        "first": step.first,
        "prepare": None if step.prepare_ms is None else _seconds(step.prepare_ms),
        "wait": step.wait or None,
        "self_paced": step.self_paced or None,
        "fill": _seconds(step.fill_ms) or None,
        "rest_after": _seconds(step.rest_after_ms) or None,
        "depth": None if step.depth == (1.0, 1.0) else list(step.depth),
        "note": step.note or None,
    }
    return {"exercise": step.exercise, **{key: value for key, value in told.items() if value is not None}}


def _seconds(ms: int) -> float:
    return ms / 1000 if ms % 1000 else ms // 1000


def _one_or_list(values: Sequence[float]) -> float | list[float] | None:
    return list(values) if len(values) > 1 else values[0] if values else None


def read_dose(table: Table) -> Dose:
    """The dose in the keys of a dose or a step; other keys are left to the caller."""
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
