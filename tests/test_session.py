"""A session: what is credited, counted and heard, whatever the clock and the person do."""

from __future__ import annotations

import random
import tomllib
import uuid
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from guided import words
from guided.cues import between, cues
from guided.part import Part
from guided.plan import Repace, Swap
from guided.session import (
    SLEPT_MS,
    STALLED_MS,
    Playhead,
    Record,
    Rep,
    Session,
    SetDone,
    Span,
    Tick,
    next_side,
    phase_times,
    played_by_kind,
    played_ms,
    record_of,
    rep_of,
    rep_start,
    resume_at,
    sets_done,
    step_start,
    uuid7,
    with_reps,
)
from guided.timeline import Timeline
from tests.fakes import Clock
from tests.routines import planned, timeline, timelines
from tests.samples import EASIER, METHOD

SWING = 'name = "Swing"\nsummary = "Out and back."\n[[phase]]\ndo = "move"\nseconds = 10\n'


def line_of(steps: str) -> Timeline:
    exercise = tomllib.loads(EASIER)
    return timeline(
        {
            "name": "R",
            "exercises": {"a": exercise, "b": {**exercise, "position": "supine", "methods": ["swing"]}},
            "methods": {"short": tomllib.loads(METHOD), "swing": tomllib.loads(SWING)},
            **tomllib.loads(steps),
        }
    )


# Left reps from 5 s and 12 s, a change of sides from 19 s, right reps from 25 s and 32 s; then a
# step that waits from 39 s on, with one rep from 42 s to 49 s. Holds are the third and fourth second.
LINE = line_of(
    '[[step]]\nexercise = "a"\nreps = 2\nprepare = 5\n'
    '[[step]]\nexercise = "b"\nreps = 1\nprepare = 3\nwait = true\nsides = "left"\n'
)
REPS = [Rep(0, 1, "left", 1), Rep(0, 1, "left", 2), Rep(0, 1, "right", 1), Rep(0, 1, "right", 2)]
REPS += [Rep(1, 1, "left", 1)]
HOLDS = dict(zip(REPS, [7000, 14_000, 27_000, 34_000, 44_000], strict=True))
WAITS_AT = 41_999


def every_rep(line: Timeline) -> set[Rep]:
    return {rep_of(segment) for segment in line.segments if segment.rep}


def run(session: Session, clock: Clock, ms: int, step_ms: int = 100) -> list[Tick]:
    """Lets time pass with a look at the clock every so often."""
    return [session.tick(clock.advance(min(step_ms, ms - gone))) for gone in range(0, ms, step_ms)]


def started(line: Timeline = LINE, at_ms: int = 0) -> tuple[Session, Clock]:
    session, clock = Session(planned(line)), Clock()
    session.seek(clock(), at_ms)
    session.play(clock())
    return session, clock


def to_the_end(session: Session, clock: Clock, chance: random.Random) -> list[Tick]:
    """Plays on to the end at any pace of ticks; a step that waits is released after a while."""
    ticks = []
    while not session.ended:
        session.play(clock())
        ticks.append(session.tick(clock.advance(chance.randint(1, STALLED_MS))))
        if ticks[-1].waiting:
            clock.advance(chance.randint(0, 10**7))
    return ticks


def test_the_sample_is_what_the_tests_say_it_is() -> None:
    assert LINE.length_ms == 49_000
    assert [s.start_ms for s in LINE.segments if s.phase == "hold"] == list(HOLDS.values())
    assert [(s.start_ms, s.end_ms) for s in LINE.segments if s.wait] == [(39_000, WAITS_AT + 1)]


# ---------------------------------------------------------------- any routine, any clock


@given(timelines, st.integers())
def test_however_the_ticks_fall_a_whole_session_is_every_rep_and_every_millisecond(
    line: Timeline, seed: int
) -> None:
    session, clock = started(line)
    ticks = to_the_end(session, clock, random.Random(seed))
    assert session.spans == [Span(0, line.length_ms)]
    assert set(session.done) == every_rep(line)
    assert sum(phase_times(line, session.spans).values()) == line.length_ms
    assert [rep for tick in ticks for rep in tick.finished] == list(session.done)
    sounds = cues(line)
    assert tuple(cue for tick in ticks for cue in between(sounds, *tick.heard)) == sounds


@given(timelines, st.integers())
@settings(max_examples=50)
def test_two_hundred_pauses_change_neither_the_reps_nor_the_time_played(line: Timeline, seed: int) -> None:
    chance, session, clock = random.Random(seed), Session(planned(line)), Clock()
    longest = min(max(line.length_ms // 200, 1), STALLED_MS)
    for _ in range(200):
        session.play(clock())
        clock.advance(chance.randint(0, longest))
        session.pause(clock())
        clock.advance(chance.randint(0, 10**7))
    to_the_end(session, clock, chance)
    assert session.spans == [Span(0, line.length_ms)]
    assert set(session.done) == every_rep(line)
    assert sum(phase_times(line, session.spans).values()) == line.length_ms


ages = st.integers(0, 30 * 24 * 3600 * 1000)


@given(st.integers(), ages.map(lambda ms: ms + SLEPT_MS + 1), st.integers(0, STALLED_MS))
def test_a_sleep_pauses_at_the_last_tick_and_is_credited_to_nobody(seed: int, slept: int, gap: int) -> None:
    chance, (session, clock) = random.Random(seed), started()
    run(session, clock, chance.randint(1, 30_000), 500)
    position, spans, done = session.playhead.at(clock()), list(session.spans), dict(session.done)
    tick = session.tick(clock.advance(gap), slept)
    assert (tick.slept, tick.stalled, session.playing) == (True, False, False)
    assert session.playhead.position_ms == tick.moment.t_ms == position
    assert (session.spans, session.done) == (spans, done)
    assert tick.heard.start_ms == tick.heard.end_ms
    to_the_end(session, clock, chance)
    assert session.spans == [Span(0, LINE.length_ms)]


@given(st.integers(), ages.map(lambda ms: ms + STALLED_MS + 1), st.integers(0, SLEPT_MS))
def test_a_stall_is_gone_over_from_where_it_was_last_seen(seed: int, gap: int, slept: int) -> None:
    chance, (session, clock) = random.Random(seed), started()
    run(session, clock, chance.randint(1, 30_000), 500)
    position, spans, done = session.playhead.at(clock()), list(session.spans), dict(session.done)
    tick = session.tick(clock.advance(gap), slept)
    assert (tick.slept, tick.stalled, session.playing) == (False, True, True)
    assert session.playhead.at(clock()) == tick.moment.t_ms == position
    assert (session.spans, session.done) == (spans, done)
    assert tick.heard.start_ms == tick.heard.end_ms
    to_the_end(session, clock, chance)
    assert session.spans == [Span(0, LINE.length_ms)]
    assert set(session.done) == every_rep(LINE)


@pytest.mark.parametrize("do", [Session.pause, lambda session, now: session.seek(now, 30_000)])
def test_what_one_does_after_a_stall_is_done_where_it_was_last_seen(do: object) -> None:
    assert callable(do)
    session, clock = started()
    run(session, clock, 10_000)
    tick = do(session, clock.advance(60_000))
    assert (tick.moment.t_ms, tick.finished) == (10_000, ())
    assert session.spans == [Span(0, 10_000)]


class AnySession(RuleBasedStateMachine):
    """A session beside the plainest model of one: a mark on every millisecond that was played."""

    def __init__(self) -> None:
        super().__init__()
        self.clock, self.session = Clock(), Session(planned(LINE))
        self.position, self.playing, self.ready = 0, False, False
        self.marks = bytearray(LINE.length_ms)
        self.total = 0
        self.finished: list[Rep] = []
        self.since_jump, self.heard = 0, Span(0, 0)

    def pass_time(self, gap: int) -> None:
        """The model's own tick."""
        self.clock.advance(gap)
        if not self.playing:
            return
        if gap > STALLED_MS:
            return
        to = self.position + gap
        if not self.ready and self.position <= WAITS_AT <= to:
            to, self.playing = WAITS_AT, False
        if to >= LINE.length_ms:
            to, self.playing = LINE.length_ms, False
        self.marks[self.position : to] = b"\1" * (to - self.position)
        self.total += to - self.position
        self.position = to

    def see(self, tick: Tick) -> None:
        self.finished += tick.finished

    gaps = st.one_of(st.integers(0, STALLED_MS), st.integers(0, 50), st.integers(STALLED_MS + 1, 10**8))

    @rule(gap=gaps)
    def tick(self, gap: int) -> None:
        before, was_playing = self.position, self.playing
        self.pass_time(gap)
        tick = self.session.tick(self.clock())
        self.see(tick)
        assert tick.stalled == (was_playing and gap > STALLED_MS)
        assert tick.heard == Span(before, self.position + tick.ended)
        assert tick.moment.t_ms == min(self.position, LINE.length_ms - 1)

    @rule(times=st.integers(1, 30), gap=st.integers(1, STALLED_MS))
    def ticks(self, times: int, gap: int) -> None:
        for _ in range(times):
            self.tick(gap)

    @rule()
    def play(self) -> None:
        self.session.play(self.clock())
        if not self.playing and self.position < LINE.length_ms:
            self.ready = self.ready or self.position == WAITS_AT
            self.playing = True

    @rule(gap=gaps)
    def pause(self, gap: int) -> None:
        self.pass_time(gap)
        self.see(self.session.pause(self.clock()))
        self.playing = False

    @rule(gap=gaps, to=st.integers(-5000, 60_000))
    def seek(self, gap: int, to: int) -> None:
        self.pass_time(gap)
        self.see(self.session.seek(self.clock(), to))
        self.position, self.ready = min(max(to, 0), LINE.length_ms - 1), False

    @rule(key=st.sampled_from([rep_start, next_side, lambda line, t: step_start(line, 1)]))
    def jump(self, key: object) -> None:
        assert callable(key)
        self.seek(0, key(LINE, self.position))

    @rule()
    def hold_wholly(self) -> None:
        self.seek(0, LINE.segments[2].start_ms - 10)
        self.play()
        self.ticks(3, 1000)

    @invariant()
    def agrees(self) -> None:
        assert self.session.playing == self.playing
        assert self.session.playhead.at(self.clock()) == self.position
        counted = {rep for rep, at in HOLDS.items() if sum(self.marks[at : at + 2000]) >= 1800}
        assert set(self.session.done) == counted
        assert Counter(self.finished) == Counter(counted)
        assert sum(phase_times(LINE, self.session.spans).values()) == self.total
        assert played_ms(self.session.spans, 0, LINE.length_ms) == sum(self.marks)


AnySession.TestCase.settings = settings(max_examples=200, stateful_step_count=50)
TestAnySession = AnySession.TestCase


# ---------------------------------------------------------------- when a rep counts


@pytest.mark.parametrize(("played", "done"), [(1799, []), (1800, REPS[:1]), (2000, REPS[:1])])
def test_a_rep_counts_when_nine_tenths_of_its_hold_were_played(played: int, done: list[Rep]) -> None:
    session, clock = started(at_ms=7000)
    run(session, clock, played)
    session.pause(clock())
    assert list(session.done) == done


def test_two_halves_of_a_hold_are_a_hold_and_the_same_half_twice_is_not() -> None:
    session, clock = started(at_ms=7000)
    session.seek(clock.advance(1000), 7000)
    session.seek(clock.advance(1000), 8000)
    assert not session.done
    session.pause(clock.advance(1000))
    assert list(session.done) == REPS[:1]


def test_a_rep_that_holds_nothing_counts_when_nine_tenths_of_it_were_played() -> None:
    line = line_of('[[step]]\nexercise = "b"\nmethod = "swing"\nreps = 1\nprepare = 0\nsides = "left"')
    session, clock = started(line)
    run(session, clock, 8900)
    assert not session.done
    run(session, clock, 100)
    assert list(session.done) == [Rep(0, 1, "left", 1)]


def test_a_skipped_rep_is_not_done_and_a_replayed_one_is_done_once() -> None:
    session, clock = started()
    run(session, clock, 10_000)
    session.seek(clock(), 12_000)
    session.seek(clock(), step_start(LINE, 0))
    run(session, clock, 10_000)
    session.seek(clock(), 25_000)
    run(session, clock, 7000)
    assert list(session.done) == [REPS[0], REPS[2]]
    assert sets_done(LINE, session.done) == (
        SetDone(0, "a", "short", 1, "left", 2, 1),
        SetDone(0, "a", "short", 1, "right", 2, 1),
        SetDone(1, "b", "short", 1, "left", 1, 0),
    )


def test_what_is_played_again_is_time_but_no_second_rep() -> None:
    session, clock = started(at_ms=5000)
    for _ in range(3):
        run(session, clock, 7000)
        session.seek(clock(), 5000)
    assert phase_times(LINE, session.spans) == {"ease": 6000, "hold": 6000, "release": 6000, "rest": 3000}
    assert list(session.done) == REPS[:1]


# ---------------------------------------------------------------- a step that waits


def test_a_step_that_waits_stands_still_until_the_person_is_ready() -> None:
    session, clock = started(at_ms=38_000)
    ticks = run(session, clock, 6000)
    assert [tick.waiting for tick in ticks].count(True) == 1
    assert (session.playhead.position_ms, session.playing) == (WAITS_AT, False)
    run(session, clock, 3_600_000, 1000)
    assert session.playhead.position_ms == WAITS_AT
    session.play(clock())
    run(session, clock, 1000)
    assert session.playhead.at(clock()) == WAITS_AT + 1000
    assert session.spans == [Span(38_000, WAITS_AT + 1000)]


def test_no_tick_jumps_over_a_step_that_waits() -> None:
    line = line_of(
        '[[step]]\nexercise = "a"\nreps = 2\nprepare = 0\n[[step]]\nexercise = "b"\nprepare = 0\nwait = true'
    )
    waits = next(segment for segment in line.segments if segment.wait)
    session, clock = started(line, waits.start_ms + 100)
    tick = session.tick(clock.advance(STALLED_MS))
    assert tick.waiting
    assert session.playhead.position_ms == waits.end_ms - 1


def test_a_jump_back_makes_the_step_wait_again() -> None:
    session, clock = started(at_ms=WAITS_AT)
    session.tick(clock())
    session.play(clock())
    run(session, clock, 3000)
    session.seek(clock(), 39_000)
    assert run(session, clock, 3000)[-1].waiting


# ---------------------------------------------------------------- playing


def test_playing_twice_hides_no_sleep() -> None:
    session, clock = started()
    run(session, clock, 1000)
    session.play(clock(), 3_600_000)
    assert session.tick(clock(), 3_600_000).slept
    assert session.playhead.position_ms == 1000


def test_the_end_is_told_once_and_nothing_plays_past_it() -> None:
    session, clock = started(at_ms=48_500)
    ticks = run(session, clock, 1000, 250)
    assert [tick.ended for tick in ticks] == [False, True, False, False]
    assert session.ended
    session.play(clock())
    assert not session.playing
    assert session.spans == [Span(48_500, 49_000)]
    session.seek(clock(), 0)
    session.play(clock())
    assert session.playing


def test_a_session_resumed_credits_nothing_before_its_place() -> None:
    clock = Clock()
    session = Session(
        planned(LINE), Playhead(30_000), done={REPS[0]: None}, earlier_ms={"hold": 500, "ease": 100}
    )
    session.play(clock())
    run(session, clock, 1500)
    assert session.spans == [Span(30_000, 31_500)]
    assert played_by_kind(session) == {"hold": 500, "ease": 100, "release": 1000, "rest": 500}
    assert list(session.done) == REPS[:1]


def test_a_playhead_is_a_value() -> None:
    head = Playhead(100)
    running = head.play(1000)
    assert (head.at(5000), running.at(1500), running.at(900)) == (100, 600, 100)
    assert running.play(9000) is running
    assert running.pause(1500) == Playhead(600)
    assert running.seek(1500, 7) == Playhead(7, 1500)
    assert head.seek(1500, 7) == Playhead(7)


# ---------------------------------------------------------------- another plan


def swap(session: Session, part: Part, at_ms: int) -> Swap:
    """The rest of the first step as another part."""
    return Swap(session.timeline.at(at_ms).index, 0, part, tuple(session.done))


def test_what_was_played_before_a_jump_back_is_no_rep_of_what_is_swapped_in() -> None:
    session, clock = started()
    run(session, clock, 25_000)
    session.seek(clock(), 6000)
    session.done.clear()  # as if nothing had counted, so that all of it is still to come
    easier = replace(LINE.parts[0], exercise=LINE.parts[1].exercise)
    before = Counter(played_by_kind(session))
    session.change(swap(session, easier, 6000))
    other = session.timeline
    assert Counter(played_by_kind(session)) == before
    assert session.spans == [Span(0, 7000)]
    run(session, clock, min(s.start_ms for s in other.segments if s.phase == "hold") - 6000)
    assert not session.done
    to_the_end(session, clock, random.Random(1))
    assert set(session.done) == every_rep(other)


def test_a_rep_that_a_swap_cuts_short_does_not_count() -> None:
    session, clock = started()
    run(session, clock, 6900)
    easier = replace(LINE.parts[0], exercise=LINE.parts[1].exercise)
    session.change(swap(session, easier, 6900))
    run(session, clock, 2000)
    assert not session.done


def test_another_pace_later_keeps_what_was_played_and_done() -> None:
    session, clock = started()
    run(session, clock, 20_000)
    session.change(Repace(LINE.at(20_000).index, 2.0))
    slower = session.timeline
    to_the_end(session, clock, random.Random(1))
    assert session.spans == [Span(0, slower.length_ms)]
    assert set(session.done) == set(REPS)


def test_a_change_that_is_taken_back_leaves_nothing_but_the_time() -> None:
    session, clock = started()
    run(session, clock, 6500)
    session.change(swap(session, replace(LINE.parts[0], exercise=LINE.parts[1].exercise), 6500))
    assert record_of(session, BEGUN).swaps == (("a", "b"),)
    session.seek(clock(), 7000)
    run(session, clock, 2000)
    session.take_back()
    session.seek(clock(), 6500)
    assert session.timeline.segments == LINE.segments
    assert sum(played_by_kind(session).values()) == 8500
    assert record_of(session, BEGUN).swaps == ()
    to_the_end(session, clock, random.Random(1))
    assert set(session.done) == every_rep(LINE)


def test_pauses_skips_and_hurts_are_noted_with_their_step_and_swaps_are_those_of_the_plan() -> None:
    session, clock = started(at_ms=6000)
    session.pause(clock.advance(100))
    session.pause(clock.advance(100))
    session.happened("hurt")
    session.play(clock())
    session.seek(clock.advance(100), step_start(LINE, 1))
    session.happened("skip")
    session.happened("skip")
    session.seek(clock(), 6000)
    session.change(swap(session, replace(LINE.parts[0], exercise=LINE.parts[1].exercise), 6000))
    begun = record_of(session, BEGUN)
    assert begun.events == (("hurt", 0), ("pause", 0), ("skip", 1), ("swap", 0))


def test_a_pause_is_where_it_began_and_one_that_ends_the_session_is_none() -> None:
    session, clock = started()
    run(session, clock, step_start(LINE, 1) + 500)
    session.pause(clock())
    session.seek(clock(), 0)
    session.play(clock.advance(100))
    assert session.events == [("pause", 1)]
    run(session, clock, step_start(LINE, 1) + 500)
    session.happened("skip")
    session.pause(clock())
    assert record_of(session, BEGUN).events == (("pause", 1), ("skip", 1))


def test_a_session_cut_off_after_a_swap_goes_on_with_what_was_swapped_in() -> None:
    session, clock = started()
    run(session, clock, 12_500)
    session.change(swap(session, replace(LINE.parts[0], exercise=LINE.parts[1].exercise), 12_500))
    at_ms = resume_at(session.plan, session.timeline, session.done)
    here = session.timeline.at(at_ms).segment
    assert (here.start_ms, here.phase, here.exercise) == (at_ms, "prepare", "b")
    session.seek(clock(), at_ms)
    run(session, clock, here.length_ms + 7000)
    assert len(session.done) == 2
    last = session.timeline.at(resume_at(session.plan, session.timeline, session.done) - 1).segment
    assert rep_of(last) == list(session.done)[-1]


def test_reps_done_before_a_swap_stay_in_the_record() -> None:
    session, clock = started()
    run(session, clock, 39_000)
    session.seek(clock(), 12_000)
    session.change(swap(session, LINE.parts[0], 12_000))
    other = session.timeline
    assert {(one.side, one.planned, one.done) for one in sets_done(other, session.done) if one.step == 0} == {
        ("left", 2, 2),
        ("right", 2, 2),
    }


# ---------------------------------------------------------------- where the keys jump to


@pytest.mark.parametrize(
    ("at_ms", "to_ms"),
    [
        (5000, 5000),
        (11_999, 5000),
        (12_000, 12_000),
        (22_000, 12_000),
        (0, 0),
        (40_000, 32_000),
        (48_999, 42_000),
    ],
)
def test_a_rep_begins_where_it_begins_and_between_reps_the_last_one_does(at_ms: int, to_ms: int) -> None:
    assert rep_start(LINE, at_ms) == to_ms


@pytest.mark.parametrize(
    ("at_ms", "to_ms"),
    [(0, 5000), (6000, 19_000), (20_000, 25_000), (26_000, 39_000), (40_000, 42_000), (43_000, 48_999)],
)
def test_the_other_side_is_past_the_reps_of_this_one(at_ms: int, to_ms: int) -> None:
    assert next_side(LINE, at_ms) == to_ms


def test_a_step_begins_with_getting_into_position() -> None:
    assert [step_start(LINE, step) for step in (0, 1, 2)] == [0, 39_000, 48_999]


# ---------------------------------------------------------------- what is kept


def test_what_was_played_twice_is_covered_once() -> None:
    spans = [Span(10, 30), Span(0, 20), Span(25, 40), Span(90, 95)]
    assert played_ms(spans, 0, 100) == 45
    assert played_ms(spans, 15, 28) == 13
    assert played_ms([], 0, 100) == 0


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted), max_size=8))
def test_coverage_is_the_number_of_milliseconds_in_any_span(pairs: list[list[int]]) -> None:
    spans = [Span(a, b) for a, b in pairs]
    assert played_ms(spans, 20, 70) == len({t for a, b in spans for t in range(a, b) if 20 <= t < 70})


def test_a_record_adds_up_and_an_edit_is_a_new_version() -> None:
    sets = (SetDone(0, "a", "short", 1, "left", 10, 8), SetDone(0, "a", "short", 1, "right", 10, 10))
    record = Record("id", "r", "R", "{}", "2026-01-01T08:00:00", 60, 1000, 900, sets, {"hold": 900})
    assert (record.reps_planned, record.reps_done) == (20, 18)
    edited = record.edited(note="Good.")
    assert (edited.id, edited.version, edited.note, record.note) == ("id", 2, "Good.", "")


@pytest.mark.parametrize(
    ("done", "at_ms"),
    [
        ([], 0),
        (REPS[:1], 12_000),
        ([REPS[0], REPS[2]], 32_000),
        ([REPS[2], REPS[0]], 12_000),  # jumped ahead, then back
        (REPS, 48_999),
        ([Rep(7, 1, "left", 1)], 0),
        ([REPS[0], Rep(7, 1, "left", 1)], 12_000),
    ],
)
def test_a_session_that_was_cut_off_goes_on_after_the_rep_done_last(done: list[Rep], at_ms: int) -> None:
    assert resume_at(planned(LINE), LINE, done) == at_ms


BEGUN = Record("id", "r", "R", "{}", "2026-01-01T08:00:00", 60, LINE.length_ms, 0, sets_done(LINE, []), {})


def test_a_record_says_what_was_done_and_what_was_left_out() -> None:
    session, clock = started()
    run(session, clock, 12_000)
    session.skips = 2
    record = record_of(session, BEGUN, after=3, note="Good.")
    assert (record.id, record.planned_ms, record.played_ms) == ("id", 49_000, 12_000)
    assert (record.reps_planned, record.reps_done, record.complete) == (5, 1, False)
    assert record.phase_ms == {"rest": 6000, "ease": 2000, "hold": 2000, "release": 2000}
    assert (record.skips, record.swaps, record.after, record.note) == (2, (), 3, "Good.")
    to_the_end(session, clock, random.Random(1))
    assert record_of(session, BEGUN).complete


def test_a_record_of_a_session_cut_off_is_what_was_written_down() -> None:
    record = with_reps(BEGUN, [REPS[0], REPS[0], REPS[3]], {"hold": 4000, "ease": 100})
    assert (record.reps_done, record.played_ms, record.complete) == (2, 4100, False)
    assert [(one.side, one.done) for one in record.sets] == [("left", 1), ("right", 1), ("left", 0)]


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**74 - 1))
def test_an_id_is_a_uuid_of_version_seven(wall_ms: int, bits: int) -> None:
    made = uuid.UUID(uuid7(wall_ms, bits))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == wall_ms
    assert str(made) == uuid7(wall_ms, bits)


def test_ids_sort_by_time_and_differ_by_chance() -> None:
    assert uuid7(1000, 2**74 - 1) < uuid7(1001, 0)
    assert len({uuid7(1000, bits) for bits in (0, 1, 2**62, 2**73)}) == 4


@pytest.mark.parametrize(
    ("steps", "done", "share"), [(0, 0, 50), (1, 1, 55), (330, 5, 75), (659, 9, 95), (660, 10, 100)]
)
def test_ten_minutes_of_walking_are_no_six_hundred_reps(steps: int, done: int, share: int) -> None:
    sets = (SetDone(0, "bridge", "ais", 1, "none", 10, 10), SetDone(1, "walk", "walk", 1, "none", 660, steps))
    routine = '{"name": "Back", "step": [{"exercise": "bridge"}, {"exercise": "walk", "fill": 600}]}'
    made = replace(BEGUN, routine=routine, sets=sets)
    assert made.fills == {1: 600_000}
    assert (made.reps_done, made.reps_planned) == (10 + done, 20)
    assert words.percent_done(made.reps_done, made.reps_planned) == share
    assert replace(made, routine=routine[1:]).reps_planned == 670, "where nobody can tell, each rep counts"
