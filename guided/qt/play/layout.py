"""The layout of the player's stage for any window: pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF

TALL = 680  # px of height from which on nothing needs to be compact
PORTRAIT = 0.9  # of the height: a narrower window puts the ring above the figure
RIBBON = 34  # u of height of the ribbon in full screen
_TITLES = 52  # px at 100 % text size for the two lines of the top bar
LEAST_RING = 200  # u of a ring whose count is read from afar: for less, other things go first
SAID = 48  # px at 100 % text size, or u, for a line said in full screen, where there is no bar for it
FLOATING = 72  # px at 100 % text size for the bar that comes and goes under it


@dataclass(frozen=True, slots=True)
class StageLayout:
    """Rectangles in px, and `unit`, the scale of everything read from afar.

    `word` and `cue` are lines of text, `ring` a square, `figure` the room for figure and dome with
    the horizon at its foot, `hills` the row of reps. In a low window `up_next` has no height, and in a very
    low one `cue` has none either.
    """

    unit: float
    top: float
    bottom: float
    name: QRectF
    chips: QRectF
    figure: QRectF
    hills: QRectF
    word: QRectF
    cue: QRectF
    ring: QRectF
    up_next: QRectF
    portrait: bool


def unit(width: float, height: float) -> float:
    """The scale of what is read from afar: 1 at 1280 x 800."""
    return max(0.70, min(width / 1280, height / 800, 1.6))


def bar_heights(height: float, text_scale: float) -> tuple[float, float]:
    """The heights of top and bottom bar in px; full screen has only a ribbon."""
    top, bottom, grows = (72.0, 131.0, 0.6) if height >= TALL else (56.0, 113.0, 0.25)
    return max(top, _TITLES * text_scale), bottom * (1.0 + (text_scale - 1.0) * grows)


def said_height(width: float, height: float, text_scale: float) -> float:
    """The height in px kept for what is said in full screen, where there is no top bar."""
    return SAID * max(unit(width, height), text_scale)


@lru_cache(maxsize=16)
def stage_layout(
    width: float,
    height: float,
    full: bool = False,
    text_scale: float = 1.0,
    caption: float = 0.0,
    panel: float = 0.0,
) -> StageLayout:
    """The layout of a stage that fills a window of that size, its bars included.

    `caption` is the height of what is under the top bar, such as the captions, `panel` the room of an open
    panel: px of width at the right, or in a portrait window of height at the top. The figure keeps clear of
    both.
    """
    u = unit(width, height)
    top, bottom = bar_heights(height, text_scale)
    if full:
        # Above, room for what is said; at the foot the ribbon, and below it room for the bar: so nothing
        # moves when that comes.
        top, bottom = said_height(width, height, text_scale), RIBBON * u + FLOATING * text_scale
    top += caption + 2 * u * bool(caption)
    lower = height - bottom
    if width < PORTRAIT * height:
        return _portrait(width, u, top, bottom, lower, panel)
    margin, right = 40 * u, 32 * u
    column = QRectF(width - right - 424 * u, top, 424 * u, lower - top)
    left_width = min(column.left(), width - panel) - margin
    word = QRectF(column.left(), top - 2 * u, column.width(), 84 * u)
    cue = QRectF(column.left(), top + 86 * u, column.width(), 46 * u)
    up_next = QRectF(column.left(), lower - 96 * u, column.width(), 80 * u)
    if up_next.top() - 20 * u - cue.bottom() < LEAST_RING * u:
        up_next = QRectF(column.left(), lower - 4 * u, column.width(), 0)
        if up_next.top() - 20 * u - cue.bottom() < LEAST_RING * u:
            cue.setHeight(0)
    room = up_next.top() - 20 * u - cue.bottom()
    size = min(max(320 * u * (1.15 if full else 1.0), 0.36 * height), room, column.width())
    ring = QRectF(column.center().x() - size / 2, up_next.top() - 20 * u - size, size, size)
    ring.translate(0, -max(0.0, (room - size) / 2))
    name = QRectF(margin, top + 2 * u, left_width - 8 * u, 46 * u)
    chips = QRectF(margin, top + 58 * u, left_width, 56 * u)
    below = (100 if height >= TALL else 80) * u  # for the hills, and the mat under the figure
    figure = QRectF(margin, chips.bottom() + 2 * u, left_width, lower - below - chips.bottom())
    hills = QRectF(margin, lower - 46 * u, left_width - 8 * u, 30 * u)
    return StageLayout(u, top, bottom, name, chips, figure, hills, word, cue, ring, up_next, False)


def _portrait(width: float, u: float, top: float, bottom: float, lower: float, panel: float) -> StageLayout:
    margin = 24 * u
    inner = width - 2 * margin
    name = QRectF(margin, top + 2 * u, inner, 46 * u)
    chips = QRectF(margin, top + 54 * u, inner, 56 * u)
    word = QRectF(margin, chips.bottom() + 6 * u, inner, 84 * u)
    cue = QRectF(margin, word.bottom(), inner, 46 * u)
    up_next = QRectF(margin, lower - 88 * u, inner, 76 * u)
    hills = QRectF(margin, up_next.top() - 44 * u, inner, 30 * u)
    room = hills.top() - 24 * u - cue.bottom()
    size = min(320 * u, room * 0.46)
    ring = QRectF(width / 2 - size / 2, cue.bottom() + 8 * u, size, size)
    above = max(ring.bottom(), panel) + 8 * u
    figure = QRectF(margin, above, inner, max(hills.top() - 28 * u - above, 0.0))
    return StageLayout(u, top, bottom, name, chips, figure, hills, word, cue, ring, up_next, True)
