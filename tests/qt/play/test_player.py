"""The player: a clock in, moments, reps and sounds out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from guided.plan import Plan, compile_plan, from_json, to_json
from guided.qt.play.player import Player
from guided.session import Rep, Session, sets_done, swap_events
from guided.settings import Settings
from guided.timeline import Segment, Timeline
from tests.fakes import Clock, Sink
from tests.qt.shipped import library, plan


class Played:
    """A player with its fakes, and what it said."""

    def __init__(self, of: Plan | None = None) -> None:
        self.clock, self.sink = Clock(), Sink()
        self.player = Player(Session(of or plan()), library(), self.sink, self.clock, self.clock.slept)
        self.reps: list[Rep] = []
        self.said: list[str] = []
        self.player.rep_finished.connect(self.reps.append)
        self.player.slept.connect(lambda: self.said.append("slept"))
        self.player.waiting.connect(lambda: self.said.append("waiting"))
        self.player.finished.connect(lambda: self.said.append("finished"))

    def run(self, ms: int, step: int = 250) -> None:
        """Lets time pass in ticks."""
        for _ in range(ms // step):
            self.clock.advance(step)
            self.player.tick()
        if ms % step:
            self.clock.advance(ms % step)
            self.player.tick()

    @property
    def here(self) -> Segment:
        return self.player.timeline.at(self.player.position_ms).segment


def first_rep_of(timeline: Timeline, step: int) -> int:
    """When the first rep of a step begins, in ms: after getting ready, and after what is said meanwhile."""
    return next(segment.start_ms for segment in timeline.segments if segment.step == step and segment.rep)


@pytest.fixture
def played(qtbot: QtBot) -> Iterator[Played]:
    played = Played()
    yield played
    played.player.leave()


def test_every_rep_of_both_sides_is_counted_without_a_touch(played: Played) -> None:
    played.player.play()
    played.run(played.player.timeline.length_ms)
    assert played.said == ["finished"]
    planned = {(s.step, s.set, s.side, s.rep) for s in played.player.timeline.segments if s.rep}
    assert set(played.reps) == planned
    assert len(played.reps) == len(planned)


def test_a_rep_is_told_before_the_next_one_begins(played: Played) -> None:
    start = first_rep_of(played.player.timeline, 1)
    played.player.seek(start)
    played.player.play()
    played.run(6_999)
    assert played.reps == [Rep(1, 1, "left", 1)]


def test_sound_starts_where_the_picture_is_and_stops_with_it(played: Played) -> None:
    played.player.seek(70_000)
    played.player.play()
    assert played.sink.started[-1].position_ms == 70_000
    assert played.sink.started[-1].now_ms == played.clock.now_ms
    played.run(1_234)
    played.player.pause()
    assert played.sink.sounding is None
    played.player.play()
    assert played.sink.started[-1].position_ms == 71_234


def test_a_jump_while_paused_stays_silent(played: Played) -> None:
    played.player.seek(100_000)
    assert played.sink.started == []


def test_a_machine_that_slept_is_paused_where_it_was(played: Played) -> None:
    played.player.play()
    played.run(5_000)
    played.clock.sleep(3_600_000)
    played.player.tick()
    assert played.said == ["slept"]
    assert not played.player.playing
    assert played.player.position_ms == 5_000
    assert played.sink.sounding is None


def test_a_key_is_no_way_past_a_sleep(played: Played) -> None:
    played.player.play()
    played.run(5_000)
    played.clock.sleep(3_600_000)
    played.player.next_step()
    assert played.said == ["slept"]
    assert not played.player.playing
    assert played.sink.sounding is None


@pytest.mark.parametrize("stood_still", [1_500, 2_500, 60_000, 3_600_000])
def test_a_stall_goes_on_where_it_was_last_seen_and_so_does_the_sound(
    played: Played, stood_still: int
) -> None:
    start = first_rep_of(played.player.timeline, 1)
    played.player.seek(start)
    played.player.play()
    played.run(6_900)  # the hold is nearly over
    heard = list(played.reps)
    played.clock.advance(stood_still)
    played.player.tick()
    assert (played.said, played.reps) == ([], heard)
    assert played.player.playing
    assert played.player.position_ms == start + 6_900
    assert played.sink.seen_ms == played.clock.now_ms
    assert played.sink.sounding == played.sink.started[-1]
    assert played.sink.started[-1][1:] == (start + 6_900, played.clock.now_ms)


def test_next_goes_to_the_next_exercise_and_credits_nothing_jumped_over(played: Played) -> None:
    played.player.play()
    played.player.next_step()
    assert played.here.step == 1
    assert played.reps == []
    assert played.player.session.skips == 1


def test_next_on_the_last_exercise_ends_the_session(played: Played) -> None:
    last = len(played.player.timeline.parts) - 1
    played.player.seek(played.player.timeline.step_span(last)[0])
    played.player.play()
    played.player.next_step()
    assert played.said == ["finished"]


def test_previous_restarts_the_exercise_and_again_goes_to_the_one_before(played: Played) -> None:
    start, _ = played.player.timeline.step_span(2)
    played.player.seek(start + 30_000)
    played.player.previous_step()
    assert played.player.position_ms == start
    played.player.previous_step()
    assert played.player.position_ms == played.player.timeline.step_span(1)[0]


def test_switch_side_leaves_the_reps_of_this_one(played: Played) -> None:
    played.player.seek(first_rep_of(played.player.timeline, 1) + 5_000)
    assert played.here.side == "left"
    played.player.switch_side()
    assert (played.here.phase, played.here.side) == ("switch", "right")
    played.player.switch_side()
    assert (played.here.phase, played.here.side, played.here.rep) == ("ease", "right", 1)


def test_repeat_goes_back_to_the_start_of_the_rep_and_it_counts_once(played: Played) -> None:
    start = first_rep_of(played.player.timeline, 1)
    played.player.seek(start)
    played.player.play()
    played.run(6_500)
    played.player.repeat_rep()
    assert played.player.position_ms == start
    played.run(7_000)
    assert played.reps == [Rep(1, 1, "left", 1)]


def test_a_slower_pace_changes_what_is_to_come_and_not_what_was(played: Played) -> None:
    player = played.player
    before = player.timeline
    player.seek(before.step_span(1)[0] + 5_500)
    index = before.at(player.position_ms).index
    assert player.change_pace(1.25) == 1.25
    assert player.timeline.segments[: index + 1] == before.segments[: index + 1]
    assert player.timeline.length_ms > before.length_ms
    holds = [s.length_ms for s in player.timeline.segments if s.phase == "hold" and s.step == 1]
    assert set(holds) == {2_000}


def test_pace_has_an_end(played: Played) -> None:
    paces = [played.player.change_pace(1.1) for _ in range(20)]
    assert paces[-1] == 1.5
    assert paces[-1] == paces[-2]


def test_easier_plays_the_rest_as_the_easier_exercise_and_keeps_what_was_done(played: Played) -> None:
    player = played.player
    step = next(i for i, part in enumerate(player.timeline.parts) if part.exercise.easier)
    easier = player.timeline.parts[step].exercise.easier
    start, _ = player.timeline.step_span(step)
    player.seek(start)
    player.play()
    played.run(player.timeline.at(start).segment.length_ms + 3 * 7_000 + 500)
    done = list(played.reps)
    assert len(done) == 3
    name = player.take_easier()
    assert name == library().exercises[str(easier)].name
    assert played.here.exercise == easier
    assert played.here.phase == "prepare"
    left = [s for s in player.timeline.segments if s.exercise == easier and s.step == step and s.rep]
    assert not {Rep(s.step, s.set, s.side, s.rep) for s in left} & set(done)
    assert player.session.plan.swaps == ((player.timeline.routine.steps[step].exercise, easier),)


def test_easier_takes_what_suits_somebody_who_had_better_leave_the_exercise_out(qtbot: QtBot) -> None:
    careful = Settings(careful_with=("hip-replacement-back",))
    player = Played(replace(plan("deep-hip"), settings=careful)).player
    player.seek(player.timeline.segments[2].start_ms)
    assert player.part.exercise.id == "knee-to-opposite-shoulder"
    assert player.take_easier() == "Bridge"
    assert (player.part.exercise.id, player.part.sides) == ("bridge", ("none",))
    assert player.options.harder_by  # nothing speaks against a bridge
    assert player.options.instead is None
    player.leave()


def test_easier_says_when_there_is_none(played: Played) -> None:
    step = next(i for i, part in enumerate(played.player.timeline.parts) if not part.exercise.easier)
    played.player.seek(played.player.timeline.step_span(step)[0])
    assert played.player.take_easier() is None


def test_the_closing_sound_rings_out_when_the_session_is_left(played: Played) -> None:
    played.player.play()
    played.run(played.player.timeline.length_ms)
    played.player.leave()
    assert played.sink.sounding is not None
    assert [cue.kind for cue in played.sink.sounding.cues if cue.kind != "word"][-1] == "finish"


def test_leaving_in_the_middle_falls_silent(played: Played) -> None:
    played.player.play()
    played.run(5_000)
    played.player.leave()
    assert played.sink.sounding is None


def test_harder_is_there_as_well(played: Played) -> None:
    player = played.player
    step = next(i for i, part in enumerate(player.timeline.parts) if part.exercise.harder)
    harder = player.timeline.parts[step].exercise.harder
    player.seek(player.timeline.step_span(step)[0])
    assert player.take_harder() == library().exercises[str(harder)].name
    assert player.part.exercise.id == harder


def half_way(played: Played, reps: int = 10) -> tuple[int, int]:
    """Two reps into the first exercise of some reps each side: its step, and where that is."""
    player = played.player
    step = next(
        n for n, part in enumerate(player.timeline.parts) if part.reps == (reps,) and len(part.sides) == 2
    )
    player.seek(player.timeline.step_span(step)[0])
    player.play()
    while len(played.reps) < 2:
        played.run(500)
    return step, player.position_ms


def to_come(player: Player, step: int) -> dict[str, int]:
    """The reps of a step still to come on each side."""
    later = player.timeline.segments[player.timeline.at(player.position_ms).index :]
    found = {(one.side, one.rep) for one in later if one.step == step and one.rep}
    return dict(Counter(side for side, _ in found))


def test_fewer_is_half_of_what_is_left_on_each_side(qtbot: QtBot) -> None:
    played = Played(plan("strong-hips"))
    step, from_ms = half_way(played)
    player = played.player
    before = to_come(player, step)
    player.take_fewer()
    assert to_come(player, step) == {"left": 4, "right": 5}
    assert list(played.reps) == [Rep(step, 1, "left", 1), Rep(step, 1, "left", 2)]
    assert (player.session.plan.swaps, swap_events(player.session.plan)) == ((), ())
    player.take_back(from_ms)
    assert to_come(player, step) == before
    player.leave()


def test_fewer_taken_back_after_a_rep_of_it_leaves_the_rest_as_it_was(qtbot: QtBot) -> None:
    played = Played(plan("strong-hips"))
    step, from_ms = half_way(played)
    player = played.player
    player.take_fewer()
    while len(played.reps) < 3:
        played.run(500)
    player.take_back(from_ms)
    assert to_come(player, step) == {"left": 7, "right": 10}
    player.leave()


def reps_in_all(player: Player, step: int) -> tuple[int, int]:
    """The reps of a step that are done, and those planned."""
    sets = [one for one in sets_done(player.timeline, player.session.done) if one.step == step]
    return sum(one.done for one in sets), sum(one.planned for one in sets)


def play_reps(played: Played, many: int) -> None:
    """Play until so many more reps are done."""
    upto = len(played.reps) + many
    while len(played.reps) < upto:
        played.run(500)


def test_the_second_of_two_halves_taken_back_leaves_the_first(qtbot: QtBot) -> None:
    played = Played(plan("psoas-release"))
    player = played.player
    player.seek(player.timeline.step_span(1)[0])
    player.play()
    found = []
    for _ in range(2):
        play_reps(played, 1)
        from_ms = player.position_ms
        player.take_fewer()
        found.append(reps_in_all(player, 1))
    play_reps(played, 1)
    player.take_back(from_ms)
    assert found == [(1, 11), (2, 7)]
    assert reps_in_all(player, 1) == (3, 10)
    plan_now = player.session.plan
    again = from_json(to_json(plan_now), plan_now.routine, library(), tuple(player.session.done))
    assert compile_plan(again).segments == player.timeline.segments
    player.leave()


@pytest.mark.parametrize(
    ("exercise", "reps", "first", "then"), [("bridge", (10, 10), 10, 4), ("bird-dog", (3, 2, 1), 6, 1)]
)
def test_a_half_of_several_sets_taken_back_plays_nothing_twice(
    qtbot: QtBot, exercise: str, reps: tuple[int, ...], first: int, then: int
) -> None:
    played = Played(plan("core-without-strain"))
    player = played.player
    step = next(n for n, one in enumerate(player.timeline.parts) if one.exercise.id == exercise)
    part = player.timeline.parts[step]
    assert part.reps == reps
    planned = sum(reps) * len(part.sides)
    player.seek(player.timeline.step_span(step)[0])
    player.play()
    play_reps(played, first)
    from_ms = player.position_ms
    player.take_fewer()
    play_reps(played, then)
    player.take_back(from_ms)
    assert reps_in_all(player, step) == (first + then, planned)
    play_reps(played, planned - first - then)
    assert reps_in_all(player, step) == (planned, planned)
    player.leave()


def test_fewer_stays_so_with_the_easier_version(qtbot: QtBot) -> None:
    played = Played(plan())
    player = played.player
    step = next(n for n, one in enumerate(player.timeline.parts) if one.exercise.easier)
    player.seek(player.timeline.step_span(step)[0])
    before = player.part.reps
    player.take_fewer()
    player.take_easier()
    assert player.part.reps == (-(-before[0] // 2),)
    player.leave()


def test_another_method_goes_on_with_what_is_left_and_loses_nothing(played: Played) -> None:
    player = played.player
    step = next(i for i, part in enumerate(player.timeline.parts) if "static" in part.exercise.methods)
    exercise = player.timeline.parts[step].exercise
    start, _ = player.timeline.step_span(step)
    player.seek(start)
    player.play()
    played.run(player.timeline.at(start).segment.length_ms + 3 * 7_000 + 500)
    done = list(played.reps)
    assert len(done) == 3
    player.take_method("static")
    assert (played.here.exercise, played.here.phase, player.part.method.id) == (
        exercise.id,
        "prepare",
        "static",
    )
    played.run(player.timeline.at(player.position_ms).segment.length_ms + 5_000)
    assert played.here.phase == "hold"
    assert played.here.rep == 4  # it is numbered on from those that were done
    assert list(played.reps) == done
    assert player.session.plan.swaps == ((f"{exercise.id} (ais)", f"{exercise.id} (static)"),)
    player.take_method("static")
    assert len(player.session.plan.swaps) == 1


def swapped(played: Played) -> tuple[int, str]:
    """In the fourth rep of an exercise its easier version is taken: where, and what it was."""
    player = played.player
    step = next(i for i, part in enumerate(player.timeline.parts) if part.exercise.easier)
    exercise = player.timeline.parts[step].exercise.id
    start, _ = player.timeline.step_span(step)
    player.seek(start)
    player.play()
    played.run(player.timeline.at(start).segment.length_ms + 3 * 7_000 + 500)
    from_ms = player.position_ms
    assert player.take_easier() is not None
    return from_ms, exercise


def test_a_swap_taken_back_goes_on_where_it_was_made(played: Played) -> None:
    from_ms, exercise = swapped(played)
    played.run(3_000)
    played.player.take_back(from_ms)
    assert played.player.position_ms == from_ms
    assert played.here.exercise == exercise
    assert played.player.session.plan.swaps == ()
    played.run(7_000)
    assert played.reps[-1].rep == 4


def test_a_swap_taken_back_after_a_rep_of_it_keeps_that_rep_as_what_it_was(played: Played) -> None:
    from_ms, exercise = swapped(played)
    played.run(played.player.timeline.at(played.player.position_ms).segment.length_ms + 9_000)
    assert len(played.reps) == 4
    played.player.take_back(from_ms)
    assert played.here.exercise == exercise
    assert played.player.session.plan.swaps[0][0] == exercise
    assert len(played.player.session.plan.swaps) == 2
    assert len(played.reps) == 4


def test_each_change_and_each_skip_is_told_to_whoever_keeps_it(played: Played) -> None:
    told: list[tuple[int, int]] = []
    player = played.player
    player.changed.connect(lambda: told.append((len(player.session.plan.changes), player.session.skips)))
    player.play()
    player.change_pace(1.1)
    player.next_step()
    swapped(played)
    assert [*dict.fromkeys(told)] == [(1, 0), (1, 1), (2, 1)]
