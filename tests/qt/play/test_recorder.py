"""The recorder: wherever a session is cut off, it comes back as it was played."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from guided.files import routine_from
from guided.history.records import Unfinished
from guided.history.store import open_readonly
from guided.plan import Swap, from_json
from guided.qt.play.player import Player
from guided.qt.play.recorder import Recorder
from guided.qt.store import Store
from guided.session import Record, Session, record_of, rep_of, resume_at, with_reps
from tests.fakes import Clock, Sink
from tests.qt.shipped import library, plan

NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)

Act = Callable[["Kept"], object]


class Kept:
    """A session that is played and kept, and what an ordinary end would have made of it at the last write."""

    def __init__(self, store: Store, session: Session) -> None:
        self.clock, self.store = Clock(), store
        self.player = Player(session, library(), Sink(), self.clock, self.clock.slept)
        self.recorder = Recorder(store, lambda: NOW, lambda: 7)
        self.ended: Record | None = None
        self.begun: Record | None = None
        self.player.rep_finished.connect(self.recorder.finish_rep)
        self.player.rep_finished.connect(self.see)
        self.player.changed.connect(self.recorder.keep)
        self.player.changed.connect(self.see)

    def begin(self) -> None:
        self.recorder.begin(self.player.session, 3)
        unfinished = on_disk(self.store)
        assert unfinished is not None
        self.begun = unfinished.record
        self.see()

    def go_on(self, begun: Record) -> None:
        self.recorder.resume(self.player.session, begun)
        self.begun = begun
        self.see()

    def see(self, _: object = None) -> None:
        """What an ordinary end would make of it now."""
        assert self.begun is not None
        self.ended = record_of(self.player.session, self.begun)

    def run(self, ms: int) -> None:
        for _ in range(ms // 500):
            if not self.player.playing:
                self.player.play()
            self.clock.advance(500)
            self.player.tick()

    def method(self, which: int) -> None:
        methods = self.player.options.methods
        self.player.take_method(methods[which % len(methods)].id)


acts: st.SearchStrategy[Act] = st.one_of(
    st.integers(1, 60).map(lambda n: lambda kept: kept.run(n * 1_000)),
    st.integers(1, 60).map(lambda n: lambda kept: kept.run(n * 1_000)),
    st.sampled_from(
        [
            lambda kept: kept.player.take_easier(),
            lambda kept: kept.player.take_harder(),
            lambda kept: kept.player.take_fewer(),
            lambda kept: kept.player.take(kept.player.options.another),
            lambda kept: kept.player.next_step(),
            lambda kept: kept.player.previous_step(),
            lambda kept: kept.player.switch_side(),
            lambda kept: kept.player.repeat_rep(),
            lambda kept: kept.player.pause(),
            lambda kept: kept.clock.sleep(10**6),
            lambda kept: kept.clock.advance(10**6),
        ]
    ),
    st.integers(0, 5).map(lambda n: lambda kept: kept.method(n)),
    st.sampled_from([0.8, 0.95, 1.1, 1.3]).map(lambda by: lambda kept: kept.player.change_pace(by)),
    st.integers(0, 8).map(lambda n: lambda kept: undone(kept, n)),
)


def undone(kept: Kept, seconds: int) -> None:
    """An easier version, or fewer reps, taken back a little later."""
    from_ms = kept.player.position_ms
    if (kept.player.take_fewer if seconds % 2 else kept.player.take_easier)() is not None:
        kept.run(seconds * 1_000)
        kept.player.take_back(from_ms)


@contextmanager
def store_in(folder: Path) -> Iterator[Store]:
    store = Store(folder / "history.db", "2026-11-24", threaded=False)
    store.open()
    yield store
    assert store.close()


def on_disk(store: Store) -> Unfinished | None:
    with open_readonly(store.path) as history:
        return history.unfinished()


def come_back(store: Store) -> tuple[Session, Record]:
    """What a new start makes of what is on disk, and the record of it as far as it went."""
    unfinished = on_disk(store)
    assert unfinished is not None
    record = unfinished.record
    routine = routine_from(json.loads(record.routine), record.routine_id, library())
    back = from_json(unfinished.plan_json, routine, library(), unfinished.reps)
    record = with_reps(record, unfinished.reps, unfinished.phase_ms)
    session = Session(
        back,
        done=dict.fromkeys(unfinished.reps),
        earlier_ms=record.phase_ms,
        skips=record.skips,
        events=[one for one in record.events if one.kind != "swap"],
    )
    session.seek(0, resume_at(back, session.timeline, unfinished.reps))
    return session, record


def same(session: Session, other: Session) -> bool:
    """Whether there is the same to play, and the same was done."""
    return session.timeline.segments == other.timeline.segments and list(session.done) == list(other.done)


def goes_on_at(session: Session) -> int:
    """After the last rep, or where what was swapped in or jumped to since begins, found by each segment."""
    change = next((one for one in reversed(session.plan.changes) if isinstance(one, Swap)), None)
    segments, done = session.timeline.segments, list(session.done)
    at_ms = max((s.end_ms for s in segments if done and rep_of(s) == done[-1]), default=0)
    jump = session.plan.jump
    if (
        jump is not None
        and jump.done == len(done)
        and (change is None or change in session.plan.changes[: jump.changes])
    ):
        to = segments[jump.index]
        swapped = [c.index for c in session.plan.changes if isinstance(c, Swap) and c.index < jump.index]
        here = [s for s in segments[max(swapped, default=-1) + 1 :] if s.step == to.step]
        if to.rep:
            return min(s.start_ms for s in here if s.rep and rep_of(s) == rep_of(to))
        before = any(s.rep and s.start_ms < to.start_ms for s in here)
        return to.start_ms if before else here[0].start_ms
    if change is not None and list(change.done) == done:
        at_ms = segments[change.index].end_ms
    return min(at_ms, session.timeline.length_ms - 1)


@given(st.lists(acts, max_size=14), st.lists(acts, max_size=8))
@settings(max_examples=60, deadline=None)
def test_cut_off_anywhere_it_comes_back_as_an_ordinary_end_and_goes_on_as_it_was_played(
    first: list[Act], second: list[Act]
) -> None:
    with tempfile.TemporaryDirectory() as folder, store_in(Path(folder)) as store:
        kept = Kept(store, Session(plan("desk-five")))
        kept.begin()
        for acts_ in (first, second):
            for act in acts_:
                act(kept)
                if kept.player.session.ended:
                    return
            session, record = come_back(store)
            assert record == kept.ended
            assert same(session, kept.player.session)
            assert session.plan.settings_now == kept.player.settings
            assert session.playhead.position_ms == goes_on_at(kept.player.session)
            kept = Kept(store, session)
            kept.go_on(replace(record, version=1))


def test_a_swap_is_on_disk_before_a_rep_follows_and_goes_on_with_what_was_swapped_in(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with store_in(tmp_path) as store:
        kept = Kept(store, Session(plan("psoas-release")))
        kept.begin()
        player = kept.player
        step = next(n for n, part in enumerate(player.timeline.parts) if part.exercise.easier)
        exercise = player.timeline.parts[step].exercise
        player.seek(player.timeline.step_span(step)[0])
        player.play()
        while not player.session.done:
            kept.run(500)
        while player.timeline.at(player.position_ms).segment.phase != "ease":
            kept.run(500)
        done = len(player.session.done)
        assert done
        player.take_easier()
        session, record = come_back(store)
        assert record.swaps == ((exercise.id, exercise.easier),)
        assert (record.reps_done, record.planned_ms) == (done, player.timeline.length_ms)
        assert {one.exercise for one in record.sets if one.step == step} >= {exercise.easier}
        here = session.timeline.at(session.playhead.position_ms).segment
        assert (here.exercise, here.phase) == (exercise.easier, "prepare")


def test_cut_off_after_a_skip_it_goes_on_in_the_exercise_skipped_to_and_with_all_its_time(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with store_in(tmp_path) as store:
        kept = Kept(store, Session(plan("evening-wind-down")))
        kept.begin()
        kept.player.play()
        kept.player.seek(kept.player.timeline.step_span(1)[0])
        while not kept.player.session.done:
            kept.run(500)
        kept.player.next_step()
        kept.run(3_000)
        session, record = come_back(store)
        assert session.timeline.at(session.playhead.position_ms).segment.step == 2
        assert session.playhead.position_ms == session.timeline.step_span(2)[0]
        assert record.skips == 1
        again = Kept(store, session)  # left at once, it is still there
        again.go_on(record)
        assert come_back(store)[0].playhead.position_ms == session.playhead.position_ms


def test_cut_off_after_a_jump_into_a_rep_it_goes_on_with_all_of_that_rep(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with store_in(tmp_path) as store:
        kept = Kept(store, Session(plan("evening-wind-down")))
        kept.begin()
        line = kept.player.timeline
        index = next(
            n for n, s in enumerate(line.segments) if s.step == 2 and s.rep == 1 and s.kind == "hold"
        )
        kept.player.seek(line.segments[index].start_ms + 700)
        at_ms = come_back(store)[0].playhead.position_ms
        assert at_ms == line.segments[index - 1].start_ms < line.segments[index].start_ms


def test_a_plan_changed_before_the_session_begins_is_begun_as_changed(qtbot: QtBot, tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        kept = Kept(store, Session(plan("desk-five")))
        kept.player.changed.disconnect(kept.see)
        kept.player.change_pace(1.3)
        assert on_disk(store) is None
        kept.begin()
        session, _ = come_back(store)
        assert session.plan.settings_now.pace == 1.3
