"""The figure's colours: one theme for each place it is shown in, and the pens and brushes made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from guided.picture import Style

WARM = "#963C28"
"""The shade colour of skin."""
COOL = "#121828"
"""The shade colour of clothes and wood."""


class Clothes(NamedTuple):
    """The colours of a body, as #rrggbb."""

    skin: str
    hair: str
    top: str
    legs: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture as #rrggbb, and how it is drawn; widths in figure units."""

    near: Clothes
    far: Clothes
    muscle: str
    works: str
    """The colour of working muscles."""
    mat: str
    prop: str
    strap: str
    line: str
    floor: str
    floor_alpha: float
    ghost: str
    band: str = "#8C5A86"
    backing: str = "#FFFFFF"
    """The colour a wall behind a body fades toward."""
    sign: str = "#C8401F"
    """The colour of arrows and of the waves of a breath."""
    sign_halo: str = "#FFFFFF"
    shadow: str = "#26323F"
    shadow_alpha: float = 0.25
    mat_light: float = 0.5
    """Opacity of the light on a mat's edge."""
    pillow_tint: float = 0.45
    outline: float = 0.0
    """Width of the outline of every part in figure units; 0 is none."""
    hatch: str = "#FFFFFF"
    """The colour that the hatching of working muscles tends to."""
    shaded: bool = True
    """Whether light and shade are drawn, and lengthened muscles shine on their surroundings."""
    flat: bool = False
    """For paper: areas and lines only, since a PDF loses the transparency of gradients."""


LIGHT = Theme(
    near=Clothes("#B37650", "#3A2C25", "#598A81", "#2F5552"),
    far=Clothes("#96603F", "#2E231D", "#44726A", "#1F3D3B"),
    muscle="#FF7A35",
    works="#9BD7FF",
    hatch="#123A6B",
    mat="#DACFBB",
    prop="#B9A58E",
    strap="#C98A4B",
    line="#1D2A2B",
    floor="#26323F",
    floor_alpha=0.16,
    ghost="#1D2A2B",
)
DARK = Theme(
    near=Clothes("#BE815A", "#5A3D2F", "#7FB0A6", "#4F8784"),
    far=Clothes("#976648", "#463024", "#56867F", "#3C6966"),
    muscle="#FF8A4A",
    works="#10318F",
    band="#C79AC0",
    mat="#33413F",
    prop="#6E6255",
    strap="#C98A4B",
    line="#F1EDE4",
    floor="#FFFFFF",
    floor_alpha=0.10,
    ghost="#FFFFFF",
    backing="#2A2523",
    sign="#FFC08A",
    sign_halo="#1B1816",
    shadow="#000000",
    shadow_alpha=0.55,
    mat_light=0.08,
    pillow_tint=0.12,
)
HIGH_CONTRAST = Theme(
    near=Clothes("#B37650", "#1E1613", "#3F6F63", "#16302F"),
    far=Clothes("#96603F", "#1E1613", "#2C574C", "#0B1F1E"),
    muscle="#FF7A35",
    works="#9BD7FF",
    hatch="#123A6B",
    mat="#D8D8D8",
    prop="#8A8A8A",
    strap="#8A5A24",
    line="#000000",
    floor="#000000",
    floor_alpha=0.45,
    ghost="#000000",
    outline=0.34,
    shaded=False,
)
LINE_ART = Theme(
    near=Clothes("#FFFFFF", "#4A4A4A", "#FFFFFF", "#D3E6DF"),
    far=Clothes("#E9E9E9", "#3A3A3A", "#E9E9E9", "#A3C8BD"),
    muscle="#0F5C51",
    works="#6A6A6A",
    band="#444444",
    mat="#EDEDED",
    prop="#F4F4F4",
    strap="#555555",
    line="#222222",
    floor="#9C9C9C",
    floor_alpha=1.0,
    ghost="#222222",
    outline=0.32,
    shaded=False,
    flat=True,
)
TINTED_LINE_ART = Theme(
    near=Clothes("#F5DFD0", "#6E635C", "#D5E6E1", "#A9C9C3"),
    far=Clothes("#E6C9B6", "#5C524C", "#BAD3CC", "#86ADA6"),
    muscle="#D9562B",
    works="#2B66B1",
    mat="#F1ECE2",
    prop="#E2D7C9",
    strap="#8A6238",
    line="#34403F",
    floor="#9C9C9C",
    floor_alpha=1.0,
    ghost="#34403F",
    outline=0.22,
    shaded=False,
    flat=True,
)

THEMES: Mapping[str, Theme] = {
    "light": LIGHT,
    "dark": DARK,
    "hc": HIGH_CONTRAST,
    "print": LINE_ART,
    "tint": TINTED_LINE_ART,
}

# Near and far skin. A tone under 3:1 to what is behind it is outlined.
_TONES: Mapping[str, tuple[str, str]] = {"fair": ("#E9BC9F", "#CC9C86"), "deep": ("#7A4A31", "#603823")}
_OUTLINED_TONES = {("light", "fair"), ("dark", "deep")}


_GREY = {"light": ("#A9A49C", "#8F8A83"), "dark": ("#C9C4BC", "#A5A099"), "hc": ("#8C8780", "#77726B")}
_PALE = "#B9B9B9"  # grey hair on paper


@lru_cache(maxsize=64)
def theme_in(name: str, tone: str, build: str = "slender") -> Theme:
    """A theme in one of the skin tones, with the hair of a build; line art has no tone."""
    theme = THEMES[name]
    if build == "older":
        near, far = _GREY.get(name, (_PALE, _PALE))
        theme = replace(theme, near=theme.near._replace(hair=near), far=theme.far._replace(hair=far))
    if theme.flat or tone not in _TONES:
        return theme
    near, far = _TONES[tone]
    outline = 0.22 if (name, tone) in _OUTLINED_TONES else theme.outline
    return replace(
        theme, near=theme.near._replace(skin=near), far=theme.far._replace(skin=far), outline=outline
    )


def skin_of(style: Style) -> tuple[QColor, QColor]:
    """The colour of a figure's skin in the light and in the shade."""
    theme = theme_in(style.theme, style.tone, style.build)
    return QColor(theme.near.skin), QColor(theme.far.skin)


def mixed(color: str, amount: float, other: str) -> QColor:
    """A colour mixed with a share (0 to 1) of another."""
    a, b = QColor(color), QColor(other)
    return QColor(
        round(a.red() + (b.red() - a.red()) * amount),
        round(a.green() + (b.green() - a.green()) * amount),
        round(a.blue() + (b.blue() - a.blue()) * amount),
    )


def faint(color: str | QColor, alpha: float) -> QColor:
    """A colour with an opacity from 0 to 1."""
    color = QColor(color)
    color.setAlphaF(max(0.0, min(1.0, alpha)))
    return color


def round_pen(color: str | QColor, width: float, round_corners: bool = False) -> QPen:
    """A pen with round caps. On lines of many short steps round joins only cost time."""
    corners = Qt.PenJoinStyle.RoundJoin if round_corners else Qt.PenJoinStyle.BevelJoin
    return QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, corners)


def fainter(pen: QPen, strength: float) -> QPen:
    """The pen at a share (0 to 1) of its opacity."""
    if strength >= 1.0:
        return pen
    pen = QPen(pen)
    pen.setColor(faint(pen.color(), pen.color().alphaF() * strength))
    return pen


@dataclass(frozen=True, slots=True)
class Palette:
    """The brushes and pens of the near or the far half of a body, made once."""

    skin: QBrush
    hair: QBrush
    top: QBrush
    legs: QBrush
    ear: QBrush
    waistband: QBrush
    skin_shade: QBrush
    top_shade: QBrush
    legs_shade: QBrush
    hem: QPen
    armhole: QPen
    shirt_fold: QPen
    eye: QPen
    brow: QPen
    mouth: QPen
    finger_line: QBrush
    eye_white: QBrush
    iris: QBrush
    fold: QPen
    hair_light: QPen


_STEPS = 64


def palettes(theme: Theme, separation: float) -> tuple[Palette, Palette]:
    """The near and the far palette; a separation of 0 makes them alike, 1 (in profile) most different."""
    return _palettes(theme, round(max(0.0, min(1.0, separation)) * _STEPS))


@lru_cache(maxsize=256)
def _palettes(theme: Theme, steps: int) -> tuple[Palette, Palette]:
    far = Clothes(*(mixed(a, steps / _STEPS, b).name() for a, b in zip(theme.near, theme.far, strict=True)))
    return _palette(theme, theme.near), _palette(theme, far)


def _palette(theme: Theme, clothes: Clothes) -> Palette:
    skin, hair, top, legs = clothes
    flat = theme.flat
    ink = theme.line if flat else "#3A2620"
    return Palette(
        skin=QBrush(QColor(skin)),
        hair=QBrush(QColor(hair)),
        top=QBrush(QColor(top)),
        legs=QBrush(QColor(legs)),
        ear=QBrush(QColor(skin) if flat else mixed(skin, 0.10, WARM)),
        waistband=QBrush(mixed(legs, 0.16, "#FFFFFF")),
        skin_shade=QBrush(mixed(skin, 0.14, WARM)),
        top_shade=QBrush(mixed(top, 0.16, COOL)),
        legs_shade=QBrush(mixed(legs, 0.225, COOL)),
        hem=QPen(faint(mixed(top, 0.5, COOL), 0.5), 0.28, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap),
        armhole=round_pen(faint(mixed(top, 0.6, COOL), 0.30), 0.24),
        shirt_fold=round_pen(faint(mixed(top, 0.7, COOL), 0.55), 0.3),
        eye=round_pen(faint(ink, 0.85), 0.32),
        brow=round_pen(faint(theme.line if flat else hair, 0.8), 0.34),
        mouth=round_pen(theme.line if flat else faint(mixed(skin, 0.75, "#7E2A22"), 0.9), 0.34),
        finger_line=QBrush(QColor(theme.line) if flat else mixed(skin, 0.40, WARM)),
        eye_white=QBrush(QColor("#FFFFFF") if flat else mixed("#FFFFFF", 0.12, skin)),
        iris=QBrush(QColor(ink)),
        fold=round_pen(
            faint(theme.line, 0.8) if flat else faint(mixed(legs, 0.8, COOL), 0.45), 0.26 if flat else 0.30
        ),
        hair_light=round_pen(faint(mixed(hair, 0.45, "#FFFFFF"), 0.35), 0.42),
    )
