"""The stage's layout keeps what is read from afar large enough and apart, in every window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from guided.qt.play.layout import LEAST_RING, StageLayout, stage_layout

SIZES = [
    (1280, 800),
    (960, 600),
    (800, 560),
    (1920, 1080),
    (2560, 1440),
    (1024, 768),
    (3440, 1440),
    (700, 1000),
]


def rectangles(layout: StageLayout) -> dict[str, QRectF]:
    names = ("name", "chips", "figure", "hills", "word", "cue", "ring", "up_next")
    return {name: getattr(layout, name) for name in names}


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_and_all_is_on_the_stage(size: tuple[int, int], full: bool) -> None:
    layout = stage_layout(*size, full)
    found = rectangles(layout)
    room = QRectF(0, 0, size[0], size[1] - layout.bottom).adjusted(-1, -1, 1, 1)
    for name, box in found.items():
        assert box.width() > 0, name
        assert box.height() > 0, name
        assert room.contains(box), name
    names = list(found)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            crossing = found[one].intersected(found[other])
            assert min(crossing.width(), crossing.height()) <= 1, f"{one} covers {other}"


@pytest.mark.parametrize("size", [s for s in SIZES if s[0] > s[1]])
def test_the_ring_and_the_figure_are_large(size: tuple[int, int]) -> None:
    layout = stage_layout(*size)
    width, height = size
    assert layout.ring.height() >= min(0.36 * height, 0.36 * 1.6 * 800)
    assert layout.figure.width() >= 0.5 * width


def test_in_a_low_window_larger_text_leaves_the_figure_its_height() -> None:
    usual, large = stage_layout(800, 560), stage_layout(800, 560, text_scale=1.5)
    assert large.figure.height() > 0.82 * usual.figure.height()
    assert large.figure.height() > 0.38 * 560
    assert large.ring.height() > 0.23 * 560


def test_a_narrow_window_puts_the_ring_above_the_figure() -> None:
    layout = stage_layout(700, 1000)
    assert layout.portrait
    assert layout.ring.bottom() <= layout.figure.top()


@pytest.mark.parametrize("size", [(640, 400), (800, 560)])
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("caption", [0.0, 42.0])
def test_in_a_low_window_the_next_card_goes_before_the_ring(
    size: tuple[int, int], text_scale: float, caption: float
) -> None:
    layout = stage_layout(*size, text_scale=text_scale, caption=caption)
    whole = stage_layout(1280, 800)
    assert layout.up_next.height() in (0, 80 * layout.unit)
    if layout.up_next.height():
        assert layout.ring.width() >= LEAST_RING * layout.unit
    assert layout.ring.width() > 50, "the count is seen at every size"
    assert whole.up_next.height() == 80
    assert whole.cue.height() == 46
