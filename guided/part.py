"""A step of a routine with everything decided: exercise, method, reps and lengths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from guided import messages, words
from guided.breath import Breath
from guided.method import Method, Phase
from guided.prescription import Prescription
from guided.routine import Dose, Exercise, Step
from guided.settings import PlayedBy

SWITCH_MS = 6_000  # to change sides
_REST_MS = 20_000  # between sets
_USUAL = Breath()


@dataclass(frozen=True, slots=True)
class Introduction:
    """What is said before a step, in full and in brief, and the ms of preparation it needs to be heard.

    A `known` exercise gets few words during it, too. What of it says how `often` is true at the start alone.
    """

    full: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    ms: int = 0
    known: bool = False
    often: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A step with its exercise and method found and every number decided.

    `reps` has one number per set, `reps_of` those of a side where they differ;
    `hold_ms` are the holds of the first and the last rep, empty if holds are counted in breaths
    (`hold_breaths`) or are the method's own. An empty `effort` is the method's own too.
    """

    step: Step
    exercise: Exercise
    method: Method
    reps: tuple[int, ...]
    hold_ms: tuple[int, ...]
    rest_ms: int
    sides: tuple[str, ...]
    alternate: bool
    set_first: bool
    reps_of: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    hold_breaths: float = 0.0
    effort: tuple[float, ...] = ()
    introduction: Introduction = Introduction()

    def reps_on(self, side: str) -> tuple[int, ...]:
        """The reps of each set on a side."""
        return self.reps_of.get(side, self.reps)

    def phase_ms(self, phase: Phase, breath: Breath, pace: float = 1.0, along: float = 1.0) -> int:
        """The length of a phase in ms, with the dose's hold; `along` goes from 0 to 1, first to last rep."""
        if phase.do == "hold" and self.hold_breaths:
            return breath.length_ms(self.hold_breaths, phase.breath)
        if phase.do == "hold" and self.hold_ms:
            return round(self.hold_ms[0] + (self.hold_ms[-1] - self.hold_ms[0]) * along)
        return phase.length_ms(breath, pace)

    def effort_in(self, phase: Phase) -> tuple[float, ...]:
        """The share of full strength a phase asks for; the dose's, if any, for a contraction."""
        return self.effort if phase.do == "contract" and self.effort else phase.effort

    @property
    def press(self) -> str:
        """What to press against and how hard, in a sentence; empty if nothing is."""
        pressed = next((phase for phase in self.method.phases if phase.do == "contract"), None)
        if pressed is None or not self.exercise.press:
            return ""
        effort = self.effort_in(pressed)
        if effort:
            return words.say(messages.PRESS_WITH, against=self.exercise.press, share=words.share(effort))
        return words.say(messages.PRESS, against=self.exercise.press)

    @property
    def longest_hold_ms(self) -> int:
        """The longest timed hold of any rep in ms; 0 if there is none."""
        if self.hold_breaths:
            return 0
        held = [phase.ms or 1000 * phase.counts for phase in self.method.phases if phase.do == "hold"]
        return max(self.hold_ms or held) if held else 0

    @property
    def lengthens(self) -> bool:
        """Whether it is meant to lengthen something, rather than to strengthen or to breathe."""
        exercise = self.exercise
        return bool(exercise.lengthens) and exercise.region not in ("core", "breath")

    @property
    def rounds(self) -> list[tuple[int, tuple[str, ...]]]:
        """Set and sides of each run of reps, in playing order; alternating sides share a run."""
        if self.alternate:
            return [(set_, self.sides) for set_ in range(1, len(self.reps) + 1)]
        runs: list[tuple[int, tuple[str, ...]]] = [
            (set_, (side,)) for side in self.sides for set_ in range(1, len(self.reps_on(side)) + 1)
        ]
        return sorted(runs, key=lambda run: run[0]) if self.set_first else runs

    def reps_in(self, set_: int, side: str, breath: Breath, pace: float = 1.0) -> int:
        """The reps of a set on a side: those of the dose, or as many whole ones as fit its time to fill."""
        if not self.step.fill_ms:
            return self.reps_on(side)[set_ - 1] * (2 if self.method.reverse else 1)
        turns = len(self.sides) if self.alternate else 1
        return max(2 * self.step.fill_ms // (sum(self._reps_ms(breath, pace)) * turns), 1)

    def length_ms(self, breath: Breath = _USUAL, pace: float = 1.0) -> int:
        """The length from the first rep on in ms, including rests and changes of side.

        Summed rather than laid out, since lists ask thousands of parts: if holds grow from rep to rep it
        may be off by a few ms.
        """
        first, one = self._reps_ms(breath, pace)
        two = first + one  # holds grow evenly, so any two take as long on average
        total = self.step.rest_after_ms
        before: tuple[int, tuple[str, ...]] | None = None
        for set_, sides in self.rounds:
            if before and before[0] < set_ and self.rest_ms:
                total += self.rest_ms
            elif before and before[1] != sides:
                total += SWITCH_MS
            reps = self.reps_in(set_, sides[0], breath, pace)
            total += (reps * two // 2 if reps > 1 else one) * len(sides)
            before = set_, sides
        return total

    def _reps_ms(self, breath: Breath, pace: float) -> tuple[int, int]:
        """The first and the last rep in ms, which differ where holds grow."""
        grow = len({*self.hold_ms}) > 1
        last = sum(self.phase_ms(phase, breath, pace) for phase in self.method.phases)
        first = sum(self.phase_ms(phase, breath, pace, 0.0) for phase in self.method.phases) if grow else last
        return first, last

    @property
    def holds_breaths(self) -> bool:
        """Whether its holds are counted in breaths."""
        own = any(phase.breaths for phase in self.method.phases if phase.kind == "hold")
        return bool(self.hold_breaths) or (own and not self.hold_ms)

    @property
    def by_breath(self) -> bool:
        """Whether each rep is a breath."""
        return any(phase.do == "inhale" for phase in self.method.phases)

    @property
    def dose(self) -> Prescription:
        """The reps and lengths, with the effort if it is not the method's own."""
        own = () if self.hold_ms else (p.breaths for p in self.method.phases if p.kind == "hold")
        presses = any(phase.do == "contract" for phase in self.method.phases)
        return Prescription(
            reps=self.reps,
            reps_of=self.reps_of,
            # A time to fill is that of both sides together where they alternate.
            each_side=len(self.sides) > 1 and not (self.alternate and self.step.fill_ms > 0),
            each_way=self.method.reverse,
            fill_ms=self.step.fill_ms,
            hold_ms=self.longest_hold_ms,
            breaths=self.hold_breaths or max(own, default=0),
            each_breath=self.by_breath,
            effort=self.effort if presses else (),
        )


def breath_of(settings: PlayedBy) -> Breath:
    """A calm breath of the person with these settings."""
    return Breath(round(1000 * settings.breath_in), round(1000 * settings.breath_out))


def decided(step: Step, exercise: Exercise, method: Method, first_side: str = "left") -> Part:
    """A step with its dose decided: the step's, else the exercise's, else the method's.

    `first_side` begins unless the step says which.
    """
    # What an exercise says of its dose is meant for its own method.
    usual = exercise.dose if method.id == exercise.method else Dose()
    dose = step.dose
    by_breath = bool(dose.hold_breaths or (usual.hold_breaths and not dose.hold_ms))
    rest_ms = usual.rest_ms if dose.rest_ms is None else dose.rest_ms
    return Part(
        step=step,
        exercise=exercise,
        method=method,
        reps=_reps(dose, usual, method),
        hold_ms=() if by_breath else dose.hold_ms or usual.hold_ms,
        rest_ms=_REST_MS if rest_ms is None else rest_ms,
        sides=_sides(step, exercise, first_side),
        alternate=(step.sides or exercise.sides) == "alternate",
        set_first=(dose.order or usual.order) == "set-first",
        reps_of={side: reps for side, reps in (("left", dose.left), ("right", dose.right)) if reps},
        hold_breaths=dose.hold_breaths or usual.hold_breaths if by_breath else 0.0,
        effort=dose.effort or usual.effort,
    )


def _reps(dose: Dose, usual: Dose, method: Method) -> tuple[int, ...]:
    """The reps of each set."""
    reps = dose.reps or usual.reps or (method.reps,)
    if len(reps) > 1:
        return reps
    return reps * (dose.sets or (1 if dose.reps else usual.sets) or method.sets)


def _sides(step: Step, exercise: Exercise, first_side: str) -> tuple[str, ...]:
    """The sides in the order in which they are played."""
    sides = step.sides or exercise.sides
    if sides not in ("each", "alternate"):
        return (sides,)
    return ("right", "left") if (step.first or first_side) == "right" else ("left", "right")


def mostly_lengthens(parts: Iterable[Part]) -> bool:
    """Whether over half of the time is spent lengthening."""
    times = [(part.length_ms(), part.lengthens) for part in parts]
    return 2 * sum(ms for ms, lengthens in times if lengthens) > sum(ms for ms, _ in times)
