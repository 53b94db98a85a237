"""The look of figures, apart from their stance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QPen

from guided.qt.figure.frames import smoothstep
from guided.qt.figure.operations import Canvas
from guided.qt.figure.polygons import Point
from guided.qt.figure.projection import FRONTAL
from guided.qt.figure.shading import LIGHT
from guided.qt.figure.skins import Palette, Theme, palettes, round_pen


@dataclass(frozen=True, slots=True)
class Look:
    """Theme, detail and light of a figure, and its marked muscles."""

    theme: Theme
    detail: int = 2
    """0 areas only, 1 with the shades that show when small, 2 with all shades, face, seams and folds."""
    hair: str = "up"
    """up (in a bun), short or none"""
    build: str = "slender"
    outline: float = 0.0
    """Width of the line round every part in figure units; 0 is none."""
    light: Point = LIGHT
    muscles: tuple[str, ...] = ()
    """Lengthened muscles (ids)."""
    works: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    """Those of the working muscles that are on the side that does not move."""
    lengthens_across: tuple[str, ...] = ()
    """Those of the lengthened muscles that are."""
    both: bool = False
    """Whether muscles are marked on both sides, or only on the right."""
    glow: float = 0.0
    """The glow of the muscles, 0 to 1; at 0 a thin line marks them."""

    def canvas(self) -> Canvas:
        """An empty picture in this look."""
        pen = _pen_round(self.theme.line, self.outline * 2) if self.outline else None
        return Canvas(
            pen,
            shaded=self.theme.shaded and self.detail > 0,
            grows=not self.theme.flat,
            apart=self.detail > 1,
        )

    @property
    def coarse(self) -> bool:
        """Whether the picture is small or plain: fewer points, no small shadows, plain muscles."""
        return self.detail < 2

    @property
    def drawn_lines(self) -> bool:
        """Whether seams, collars and other soft lines are drawn: not on paper, not when small."""
        return self.detail > 1 and not self.theme.flat

    def palettes(self, profile: float) -> tuple[Palette, Palette]:
        """The palettes of the near and the far half of a part; alike where it is seen from the front."""
        return palettes(self.theme, smoothstep(profile, FRONTAL, 0.95))


@lru_cache(maxsize=32)
def _pen_round(color: str, width: float) -> QPen:
    """The pen round every part of a picture, made once for all of its parts."""
    return round_pen(color, width)
