"""The sounds of random routines: every one once, whatever windows they are asked for in."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from guided.cues import BREATHS, KINDS, between, cues
from guided.timeline import Timeline, breaths
from tests.routines import timelines


@given(timelines, st.data())
def test_windows_that_touch_give_every_cue_once(line: Timeline, data: st.DataObject) -> None:
    every = cues(line)
    at_cues = st.sampled_from([cue.at_ms for cue in every])
    edges = data.draw(st.lists(st.one_of(st.integers(0, line.length_ms), at_cues)))
    windows = pairwise([0, *sorted(edges), line.length_ms + 1])
    assert tuple(cue for a, b in windows for cue in between(every, a, b)) == every


@given(timelines)
def test_each_segment_and_each_breath_is_heard_at_its_start(line: Timeline) -> None:
    every = cues(line)
    assert list(every) == sorted(every)
    assert {cue.kind for cue in every} <= set(KINDS)
    phases = [cue.at_ms for cue in every if cue.kind not in (*BREATHS, "tick", "half-way", "finish")]
    assert phases == [segment.start_ms for segment in line.segments]
    heard = [(cue.at_ms, cue.at_ms + cue.length_ms, cue.kind) for cue in every if cue.kind in BREATHS]
    assert heard == [(half.start_ms, half.end_ms, f"breath-{half.way}") for half in breaths(line)]
