"""A picture of the figure as one value: its stance, marks and style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from guided.pose import Drawing, Stance, standing_still
from guided.sides import changed_over


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture is drawn.

    theme: light, dark, hc, print (line art in black and pine) or tint (pale line art); detail: 0 areas
    only, 1 with the shades that show when small, 2 with all shades, face and seams; hair: up (in a bun),
    short or none; tone: fair, tan or deep skin; build: slender, sturdy, larger or older; ghost: opacity of
    the start pose behind the body, 0 to 1; arrow: whether the movement's path is drawn; floor: whether its
    line is; see_through: a faint body with the deep hip flexors on their bones instead of muscles on its
    surface.
    """

    theme: str = "light"
    detail: int = 2
    hair: str = "up"
    tone: str = "tan"
    build: str = "slender"
    ghost: float = 0.0
    arrow: bool = False
    floor: bool = True
    see_through: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in a stance and a style, with its marked muscles; equal values look alike.

    `lengthens` and `works` are ids of muscles.toml, the leading ones first, on the right side unless `both`;
    on the left work those `across` and lengthen those `lengthens_across`. They glow from 0 to 1, by default
    as far as the stance is from the start. `breath` is how full the lungs are, -1 to 1: ribs and belly rise
    and fall with it. `mirrored` shows the left side.
    """

    drawing: Drawing
    stance: Stance
    style: Style = Style()
    lengthens: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    both: bool = False
    glow: float | None = None
    breath: float = 0.0
    mirrored: bool = False
    lengthens_across: tuple[str, ...] = ()

    @property
    def shown_glow(self) -> float:
        """The glow of its muscles, 0 to 1."""
        return 1.0 - self.stance.share("start") if self.glow is None else self.glow


class Subject(Protocol):
    """The subject of a picture: an exercise, a lesson, a measure."""

    @property
    def drawing(self) -> Drawing: ...
    @property
    def lengthens(self) -> tuple[str, ...]: ...
    @property
    def works(self) -> tuple[str, ...]: ...
    @property
    def across(self) -> tuple[str, ...]: ...
    @property
    def lengthens_across(self) -> tuple[str, ...]: ...
    @property
    def both(self) -> bool: ...


def picture_of(
    subject: Subject, stance: Stance, style: Style, side: str = "right", in_turn: bool = False
) -> Picture:
    """A picture of a subject in a stance; `side` is the working one: left, right or none.

    Where sides take turns the body stays as it is seen and moves the other limb, if it is drawn so that it
    can; else the picture is mirrored.
    """
    drawing, is_left = subject.drawing, side == "left"
    across, lengthens_across = subject.across, subject.lengthens_across
    other = changed_over(drawing) if in_turn and is_left else None
    if other:
        drawing = other
        across = _others(subject.works, across)
        lengthens_across = _others(subject.lengthens, lengthens_across)
    return Picture(
        standing_still(drawing) if style.arrow else drawing,
        stance,
        style,
        subject.lengthens,
        subject.works,
        across,
        subject.both,
        mirrored=is_left and other is None,
        lengthens_across=lengthens_across,
    )


def _others(names: tuple[str, ...], across: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in across)
