"""A step of a routine with everything decided: which exercise, by which method, how often, how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from guided import words
from guided.breath import Breath
from guided.method import Method, Phase
from guided.routine import Exercise, Step


@dataclass(frozen=True, slots=True)
class Introduction:
    """What is said before a step: in full, in brief, and how long getting ready lasts at least to hear it.

    Of an exercise that is `known` little is said on the way too.
    """

    full: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    ms: int = 0
    known: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A step with everything it needs found and every number decided.

    `reps` has one number a set and those of one side are in `reps_of`, where they are others;
    `hold_ms` is the hold of the first and of the last rep, empty where it is counted in breaths
    (`hold_breaths`) or the method's own holds stand. So does its effort where `effort` is empty.
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
        """How long a phase lasts, the dose's hold in place of the method's; `along` is 0 in the first rep."""
        if phase.do == "hold" and self.hold_breaths:
            return breath.length_ms(self.hold_breaths, phase.breath)
        if phase.do == "hold" and self.hold_ms:
            return round(self.hold_ms[0] + (self.hold_ms[-1] - self.hold_ms[0]) * along)
        return phase.length_ms(breath, pace)

    def effort_in(self, phase: Phase) -> tuple[float, ...]:
        """The share of full strength a phase asks for, a contraction's from the dose where that has one."""
        return self.effort if phase.do == "contract" and self.effort else phase.effort

    @property
    def press(self) -> str:
        """What one presses against and how hard, in a sentence; empty where nothing is pressed."""
        pressed = next((phase for phase in self.method.phases if phase.do == "contract"), None)
        if pressed is None or not self.exercise.press:
            return ""
        effort = self.effort_in(pressed)
        hard = f", with {words.share(effort)} effort" if effort else ""
        return f"Press {self.exercise.press}{hard}."

    @property
    def longest_hold_ms(self) -> int:
        """The longest hold of any of its reps; 0 where nothing is held for a time of its own."""
        if self.hold_breaths:
            return 0
        held = [phase.ms or 1000 * phase.counts for phase in self.method.phases if phase.do == "hold"]
        return max(self.hold_ms or held) if held else 0

    @property
    def lengthens(self) -> bool:
        """Whether it is there to lengthen something, and not to strengthen or to breathe."""
        exercise = self.exercise
        return bool(exercise.lengthens) and exercise.region not in ("core", "breath")

    @property
    def least_ms(self) -> int:
        """What its reps and the rests between its sets last at the usual breath and pace.

        Getting into position and changing sides come on top of it.
        """
        # Holds grow evenly from the first rep to the last, so all of them are as long as these two.
        two = sum(self.phase_ms(p, Breath(), along=along) for p in self.method.phases for along in (0.0, 1.0))
        one = sum(self.phase_ms(phase, Breath()) for phase in self.method.phases)
        total = self.step.rest_after_ms
        for side in self.sides:
            for reps in self.reps_on(side):
                reps *= 2 if self.method.reverse else 1
                if self.step.fill_ms:
                    reps = max(2 * self.step.fill_ms // (two * (len(self.sides) if self.alternate else 1)), 1)
                total += round(reps * two / 2) if reps > 1 else one
        total += self.rest_ms * (max(len(self.reps_on(side)) for side in self.sides) - 1)
        return total

    @property
    def dose(self) -> tuple[str, str]:
        """The dose in words: how many, and the hold, with the effort where it is not the method's own."""
        own = () if self.hold_ms else (p.breaths for p in self.method.phases if p.kind == "hold")
        held = words.hold(self.longest_hold_ms, self.hold_breaths or max(own, default=0))
        if self.effort and any(phase.do == "contract" for phase in self.method.phases):
            held += f", {words.share(self.effort)} effort"
        if self.reps_of:
            many = (f"{side} {words.count(self.reps_on(side), False)}" for side in self.sides)
            return ", ".join(many), held
        # A time to fill is that of both sides together where they alternate.
        each_side = len(self.sides) > 1 and not (self.alternate and self.step.fill_ms)
        return words.count(self.reps, each_side, self.step.fill_ms, self.method.reverse), held


def mostly_lengthens(parts: Iterable[Part]) -> bool:
    """Whether over half of the time is spent on lengthening something."""
    times = [(part.least_ms, part.lengthens) for part in parts]
    return 2 * sum(ms for ms, lengthens in times if lengthens) > sum(ms for ms, _ in times)
