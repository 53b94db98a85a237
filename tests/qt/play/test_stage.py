"""The stage's figure: it breathes while it stands still; one fades into the next by the timeline's time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from statistics import median

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.pose import at_pose
from guided.qt.play.figure_layer import KEY_POSE_MS, TRANSITION_MS, TURN_MS, FigureLayer, Placed
from guided.qt.play.stage import Stage
from guided.qt.theme import Look
from guided.routine import Dose, Step
from guided.settings import Settings
from guided.timeline import Moment, Segment, Timeline, compile_routine

Shot = Callable[[int], NDArray[np.int16]]

SMALL = (560, 360)  # px
STEP_MS = 60
FLOOR = 0.25  # of the mean difference of two frames, in 255ths

FULL = Settings(theme="light", motion="full")


@pytest.fixture
def timeline(library: Library) -> Timeline:
    return compile_routine(library.routines["psoas-release"], library, FULL)


@pytest.fixture
def shot(look: Look, timeline: Timeline, qtbot: QtBot) -> Shot:
    """The figure's part of the stage at a time of the timeline, every fade of the words over."""
    look.use(FULL)
    return shots_of(look, timeline, qtbot)


def shots_of(look: Look, timeline: Timeline, qtbot: QtBot) -> Shot:
    now = [0]
    stage = Stage(look, lambda: now[0])
    qtbot.addWidget(stage)
    stage.resize(640, 400)
    stage.show_timeline(timeline)

    def take(t_ms: int) -> NDArray[np.int16]:
        image = QImage(640, 400, QImage.Format.Format_RGB32)
        stage.show_moment(timeline.at(t_ms), {})
        for _ in range(3):
            now[0] += 1_000
            with QPainter(image) as painter:
                stage.paint(painter)
        assert len(stage._figures._kept) <= 3
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(400, 640, 4)[:, :, :3]
        area = stage.layout_now().figure.toAlignedRect()
        return pixels[area.top() : area.bottom(), area.left() : area.right()].astype(np.int16)

    return take


def changes(timeline: Timeline) -> list[int]:
    """When another exercise or side begins."""
    return [b.start_ms for a, b in pairwise(timeline.segments) if (a.step, a.side) != (b.step, b.side)]


def test_one_figure_fades_into_the_next(shot: Shot, timeline: Timeline) -> None:
    at = changes(timeline)[0]
    before, middle, after = shot(at), shot(at + TRANSITION_MS // 2), shot(at + TRANSITION_MS)
    assert np.abs(before - after).mean() > 1
    assert np.abs(before - middle).mean() > 0.5
    assert np.abs(after - middle).mean() > 0.5


def test_a_fade_stands_still_while_time_does(shot: Shot, timeline: Timeline) -> None:
    at = changes(timeline)[0] + TRANSITION_MS // 3
    assert (shot(at) == shot(at)).all()


def test_nothing_jumps_from_one_figure_to_the_next(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    look.use(replace(FULL, theme="contrast"))  # where every phase has one background
    shot = shots_of(look, timeline, qtbot)
    at = changes(timeline)[0]
    frames = [shot(t) for t in range(at - 60, at + TRANSITION_MS + 80, 20)]
    moved = [float(np.abs(a - b).mean()) for a, b in pairwise(frames)]
    assert max(moved) < 0.25 * sum(moved)


def test_reduced_motion_has_no_fade_between_figures(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    look.use(replace(FULL, motion="reduced"))
    shot = shots_of(look, timeline, qtbot)
    at = next(t for t in changes(timeline) if not timeline.at(t).segment.rep)
    assert np.abs(shot(at) - shot(at + TRANSITION_MS // 2)).mean() < 0.2


def test_no_change_of_a_shipped_routine_jumps(look: Look, qtbot: QtBot) -> None:
    look.use(replace(FULL, theme="contrast"))
    steps = [*range(0, TRANSITION_MS + 1, STEP_MS)]
    for told, segment, take in shipped_changes(look, qtbot):
        frames = [take(segment.start_ms + t) for t in steps]
        moved = [float(np.abs(a - b).mean()) for a, b in pairwise(frames)]
        for i, change in enumerate(moved):
            around = median(moved[max(0, i - 3) : i + 4])
            assert change <= 3 * around + FLOOR, f"{told}: {change:.2f} at {steps[i]} ms, near {around:.2f}"


def test_with_reduced_motion_a_shipped_routine_changes_at_once(look: Look, qtbot: QtBot) -> None:
    look.use(replace(FULL, theme="contrast", motion="reduced"))
    for told, segment, take in shipped_changes(look, qtbot):
        begin = KEY_POSE_MS if segment.rep else 0  # a rep goes from pose to pose
        end = min(TRANSITION_MS, segment.length_ms - 1)
        frames = [take(segment.start_ms + begin + (end - begin) * i // 4) for i in range(5)]
        moved = [float(np.abs(a - b).mean()) for a, b in pairwise(frames)]
        assert sum(change > FLOOR for change in moved) <= 1, f"{told}: {moved}"  # the dome takes one step


def in_turn(
    look: Look, library: Library, exercise: str, qtbot: QtBot
) -> Iterator[tuple[Moment, list[Placed]]]:
    """The figures of an exercise whose sides take turns, in its reps, a moment every 40 ms."""
    routine = library.routines["psoas-release"]
    timeline = compile_routine(replace(routine, steps=(Step(exercise, dose=Dose(reps=(2,))),)), library, FULL)
    stage = Stage(look, lambda: 0)
    qtbot.addWidget(stage)
    stage.resize(*SMALL)
    stage.show_timeline(timeline)
    begins = next(s.end_ms for s in timeline.segments if not s.rep) + TRANSITION_MS
    for t in range(begins, timeline.length_ms, 40):
        moment = timeline.at(t)
        yield moment, list(FigureLayer(look).at(stage.layout_now(), timeline, moment, 0.0))


@pytest.mark.parametrize("exercise", ["standing-march", "seated-march", "dead-bug"])
def test_who_takes_turns_faces_one_way_and_never_fades(
    look: Look, library: Library, exercise: str, qtbot: QtBot
) -> None:
    look.use(FULL)
    seen = list(in_turn(look, library, exercise, qtbot))
    assert {moment.segment.side for moment, _ in seen} == {"left", "right"}
    assert all([one.opacity for one in placed] == [1.0] for _, placed in seen)
    assert not any(placed[0].picture.mirrored for _, placed in seen)
    assert len({placed[0].picture.drawing for _, placed in seen}) == 2
    assert len({placed[0].area.left() for _, placed in seen}) == 1


def test_who_has_to_turn_round_does_so_quickly_at_the_end_of_a_rep(
    look: Look, library: Library, qtbot: QtBot
) -> None:
    look.use(FULL)
    turning = [moment for moment, placed in in_turn(look, library, "knee-rolls", qtbot) if len(placed) > 1]
    assert turning
    assert all(moment.left_ms < TURN_MS for moment in turning)
    assert {moment.segment.stance_to for moment in turning} == {at_pose("start")}


def shipped_changes(look: Look, qtbot: QtBot) -> Iterator[tuple[str, Segment, Shot]]:
    """Every change from an exercise and side to another that a shipped routine has, once."""
    library = load(assets())
    seen = set()
    for routine in library.routines.values():
        timeline = compile_routine(routine, library, FULL)
        take = small_shots_of(look, timeline, qtbot)
        for a, b in pairwise(timeline.segments):
            change = tuple((timeline.exercise(s).id, s.side) for s in (a, b))
            if change[0] != change[1] and change not in seen:
                seen.add(change)
                yield f"{routine.id}: {change}", b, take


def small_shots_of(look: Look, timeline: Timeline, qtbot: QtBot) -> Shot:
    """As `shots_of`, in a picture as small as it can be and still be drawn in detail."""
    now = [0]
    stage = Stage(look, lambda: now[0])
    qtbot.addWidget(stage)
    width, height = SMALL
    stage.resize(width, height)
    stage.show_timeline(timeline)
    area = stage.layout_now().figure.toAlignedRect()

    def take(t_ms: int) -> NDArray[np.int16]:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        stage.show_moment(timeline.at(t_ms), {})
        while True:
            now[0] += 1_000
            with QPainter(image) as painter:
                stage.paint(painter)
            if not stage.fading():
                break
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4)[:, :, :3]
        return pixels[area.top() : area.bottom(), area.left() : area.right()].astype(np.int16)

    return take


def test_a_figure_breathes_while_it_rests(shot: Shot, timeline: Timeline) -> None:
    rest = next(
        s for s in timeline.segments if not s.rep and s.stance_from == s.stance_to and s.length_ms > 6_000
    )
    low, high = shot(rest.start_ms + 800), shot(rest.start_ms + 4_000)
    assert np.abs(low - high).max() > 40


def test_the_figure_is_the_one_chosen(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    whole = next(step for step, part in enumerate(timeline.parts) if not part.exercise.drawing.close_up)
    pictures = []
    for skin, body, hair in (
        ("tan", "slender", "up"),
        ("deep", "slender", "up"),
        ("tan", "sturdy", "up"),
        ("tan", "slender", "none"),
    ):
        look.use(replace(FULL, skin=skin, body=body, hair=hair))
        pictures.append(shots_of(look, timeline, qtbot)(timeline.step_span(whole)[0] + 5_000))
    assert all(np.abs(picture - pictures[0]).max() > 40 for picture in pictures[1:])


def test_no_routine_no_picture(look: Look, qtbot: QtBot) -> None:
    stage = Stage(look, lambda: 0)
    qtbot.addWidget(stage)
    stage.resize(200, 100)
    assert not stage.grab().isNull()


def alike(one: QImage, other: QImage) -> bool:
    """Whether two pictures show the same, though the edges of large letters may differ by a shade."""
    there, here = (
        np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint8).astype(
            np.int16
        )
        for image in (one, other)
    )
    return bool(np.abs(there - here).max() < 32)


def test_a_step_that_waits_says_so_until_the_person_goes_on(
    look: Look, timeline: Timeline, qtbot: QtBot
) -> None:
    stage = Stage(look, lambda: 0)
    qtbot.addWidget(stage)
    stage.resize(1280, 800)
    stage.show_timeline(timeline)
    stage.show_moment(timeline.at(0), {})
    usual = stage.grab().toImage()
    stage.set_waiting()
    assert "Ready? Space when you are ready" in stage.accessibleDescription()
    place = stage.layout_now()
    waiting = stage.grab().toImage()
    lines = [line.toRect() for line in (place.word, place.cue)]
    assert not any(alike(waiting.copy(line), usual.copy(line)) for line in lines)
    stage.show_moment(timeline.at(0), {})
    after = stage.grab().toImage()
    assert all(alike(after.copy(line), waiting.copy(line)) for line in lines), "it lasts"
    stage.set_paused(False)
    after = stage.grab().toImage()
    assert all(alike(after.copy(line), usual.copy(line)) for line in lines)


def test_every_change_is_painted_and_little_else(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    """What was painted piece by piece is what a whole painting shows."""
    look.use(FULL)
    now = [0]
    stage = Stage(look, lambda: now[0])
    qtbot.addWidget(stage)
    stage.resize(1280, 800)
    stage.show_timeline(timeline)
    stage.show()
    qtbot.waitExposed(stage)
    watch = Painted(stage)
    rep = next(s for s in timeline.segments if s.kind == "hold" and s.rep == 2)
    above_the_bar = QRect(0, 0, 1280, int(800 - stage.layout_now().bottom))
    seen = stage.grab().toImage()
    shares = []
    moments = (
        *range(rep.start_ms - 700, rep.start_ms + 500, 90),
        *range(rep.end_ms - 300, rep.end_ms + 900, 90),
    )
    for t_ms in moments:
        now[0] += 400  # every fade is over
        region = watch.region_of(partial(stage.show_moment, timeline.at(t_ms), {}))
        box = region.boundingRect()
        shares.append(box.width() * box.height() / (1280 * 800))
        now[0] += 400
        shown = stage.grab().toImage()
        with QPainter(seen) as painter:
            painter.setClipRegion(region)
            painter.drawImage(0, 0, shown)
        assert seen.copy(above_the_bar) == shown.copy(above_the_bar), t_ms
    assert median(shares) < 0.6


class Painted(QObject):
    """What is painted of a widget while something is done."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget, self._region = widget, QRegion()
        widget.installEventFilter(self)

    def region_of(self, do: Callable[[], None]) -> QRegion:
        QCoreApplication.processEvents()
        self._region = QRegion()
        do()
        QCoreApplication.processEvents()
        return self._region

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self._region = self._region.united(event.region())
        return False


def test_a_second_that_passes_leaves_the_words_alone(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    look.use(FULL)
    now = [0]
    stage = Stage(look, lambda: now[0])
    qtbot.addWidget(stage)
    stage.resize(1280, 800)
    stage.show_timeline(timeline)
    stage.show()
    qtbot.waitExposed(stage)
    watch = Painted(stage)
    stage.show_moment(timeline.at(3_400), {})
    now[0] += 1_000
    region = watch.region_of(lambda: stage.show_moment(timeline.at(3_600), {}))
    place = stage.layout_now()
    assert region.contains(place.ring.toAlignedRect().center())
    for part in (place.name, place.word, place.up_next):
        assert not region.intersects(part.toAlignedRect().adjusted(4, 4, -4, -4))


def test_a_moment_that_looks_the_same_is_not_painted(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    look.use(FULL)
    now = [0]
    stage = Stage(look, lambda: now[0])
    qtbot.addWidget(stage)
    stage.resize(1280, 800)
    stage.show_timeline(timeline)
    stage.show()
    qtbot.waitExposed(stage)
    watch = Painted(stage)
    stage.show_moment(timeline.at(3_400), {})
    now[0] += 1_000
    stage.grab()
    assert watch.region_of(lambda: stage.show_moment(timeline.at(3_400), {})).isEmpty()


def test_frames_come_as_often_as_something_moves(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    stage = Stage(look, lambda: 0)
    qtbot.addWidget(stage)
    stage.show_timeline(timeline)

    def lasts(t_ms: int) -> int:
        stage.show_moment(timeline.at(t_ms), {})
        return stage.frame_ms

    rest = next(s for s in timeline.segments if not s.rep and s.length_ms > 3_000)
    move = next(s for s in timeline.segments if s.stance_from != s.stance_to)
    hold = next(s for s in timeline.segments if s.rep and s.stance_from == s.stance_to)
    middle = {s.kind: lasts(s.start_ms + s.length_ms // 2) for s in (rest, move, hold)}
    assert middle[move.kind] <= middle[hold.kind] < middle[rest.kind]
    assert lasts(rest.end_ms - 7) == 7, "a phase begins on time"
