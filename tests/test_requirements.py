"""What a way to exercise must be able to say: a test each, with a routine laid out that says it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from guided import words
from guided.breath import Breath
from guided.changes import other_part, programme_routine
from guided.choices import options
from guided.cues import cues
from guided.files import load, load_files, routine_from
from guided.method import VERBS
from guided.mixer import render, sound
from guided.paths import assets
from guided.plan import Swap
from guided.pose import at_pose
from guided.prescription import how_many
from guided.programme import Done, Followed, judge, today
from guided.reading import FileError
from guided.safety import cautions
from guided.session import Playhead, Record, Session, next_side, record_of, rep_start, sets_done, step_start
from guided.settings import Levels, Settings
from guided.sheet import sheet
from guided.timeline import Segment, Timeline, breaths, compile_routine, repaced
from tests.fakes import Clock
from tests.routines import planned

LIBRARY = load(assets())


def laid_out(text: str, **settings: object) -> Timeline:
    """A routine of one step, or of the steps a text has, in time."""
    rows = text if "[[step]]" in text else f"[[step]]\n{text}"
    table = tomllib.loads(f'name = "Sample"\n{rows}')
    return compile_routine(routine_from(table, "sample", LIBRARY), LIBRARY, Settings(**settings))  # type: ignore[arg-type]


def phases(line: Timeline, *names: str) -> list[Segment]:
    """The segments of reps that do any of these things."""
    return [s for s in line.segments if s.rep and s.phase in names]


def once(line: Timeline) -> list[Segment]:
    """The first rep."""
    first = next(s for s in line.segments if s.rep)
    return [s for s in line.segments if (s.step, s.set, s.side, s.rep) == (0, 1, first.side, 1)]


def test_01_a_rep_is_an_ordered_list_of_phases() -> None:
    """Contract and relax, and then the opposite muscle works: phases no shipped method has in that order."""
    method = """
    [methods.crac]
    name = "Contract, relax, draw"
    summary = "Press, let go, draw in further with the other side."
    phase = [
        {do = "ease", seconds = 4, breath = "out", to = "end"},
        {do = "contract", seconds = 6, effort = [0.2, 0.5]},
        {do = "relax", seconds = 2, breath = "out"},
        {do = "deepen", seconds = 4, breath = "out", to = "deep", effort = 0.3},
        {do = "release", seconds = 3, breath = "in", to = "start"},
    ]
    """
    exercise = (assets() / "exercises" / "supine-figure-four.toml").read_text("utf-8")
    table = {
        "name": "Sample",
        "step": [{"exercise": "four", "method": "crac", "reps": 1}],
        "exercises": {"four": {**tomllib.loads(exercise), "method": "crac"}},
        **tomllib.loads(method),
    }
    line = compile_routine(routine_from(table, "sample", LIBRARY), LIBRARY)
    assert [s.phase for s in once(line)] == ["ease", "contract", "relax", "deepen", "release"]
    assert set(VERBS.values()) == {"ease", "hold", "release", "rest"}


def test_02_a_length_is_seconds_breaths_counts_or_until_one_is_ready() -> None:
    growing = laid_out('exercise = "legs-up-rest"\nreps = 3\nhold = [15, 30]')
    assert [s.length_ms for s in phases(growing, "hold")] == [15_000, 22_500, 30_000]
    in_breaths = laid_out('exercise = "hips-back-to-heels"\nreps = 1\nbreaths = 5')
    assert [s.length_ms for s in phases(in_breaths, "hold")] == [40_000]
    up = {"name": "Counted", "summary": "Up on five.", "phase": [{"do": "up", "counts": 5, "to": "end"}]}
    bridge = tomllib.loads((assets() / "exercises" / "bridge.toml").read_text("utf-8"))
    table = {
        "name": "Sample",
        "step": [{"exercise": "own", "method": "counted"}],
        "methods": {"counted": up},
        "exercises": {"own": {**bridge, "method": "counted"}},
    }
    counted = compile_routine(routine_from(table, "sample", LIBRARY), LIBRARY)
    assert phases(counted, "up")[0].length_ms == 5_000
    waiting = laid_out('exercise = "bridge"\nwait = true')
    assert waiting.segments[0].wait


def test_03_a_breath_may_go_on_over_two_phases() -> None:
    line = laid_out('exercise = "bridge"\nmethod = "ais-strength"\nreps = 1\nsets = 1')
    lift, hold = phases(line, "lift", "hold")
    assert any((b.way, b.start_ms, b.end_ms) == ("out", lift.start_ms, hold.end_ms) for b in breaths(line))


def test_04_the_persons_breath_decides_how_long_breaths_last() -> None:
    text = 'exercise = "cat-and-cow"\nreps = 6'
    usual, slow = laid_out(text), laid_out(text, breath_in=5.0, breath_out=6.0)
    assert slow.length_ms - usual.length_ms == 6 * 3_000
    assert Breath().whole_ms == 8_000


def test_05_a_contraction_has_its_effort_its_muscle_and_free_breath() -> None:
    text = 'exercise = "straight-leg-raise-with-strap"\nmethod = "contract-relax"\n'
    contract = phases(laid_out(text), "contract")[0]
    assert (contract.effort, contract.breath) == ((0.2, 0.5), "free")
    assert LIBRARY.exercises[contract.exercise].lengthens
    assert phases(laid_out(f"{text}effort = 0.2"), "contract")[0].effort == (0.2,)


def test_06_reps_are_a_number_one_a_set_or_as_many_as_fit() -> None:
    assert phases(laid_out('exercise = "bridge"\nreps = 12\nsets = 1'), "hold")[-1].rep == 12
    sets = laid_out('exercise = "bird-dog"\nreps = [5, 3, 1]\nsides = "left"')
    assert [s.set for s in phases(sets, "hold")] == [1] * 5 + [2] * 3 + [3]
    filled = laid_out('exercise = "even-slow-breathing"\nfill = 60')
    assert sum(s.length_ms for s in filled.segments if s.rep) == 5 * 11_000
    assert phases(laid_out('exercise = "four-seven-eight-breathing"'), "keep")[-1].rep == 4


def test_07_each_rep_goes_a_little_further_and_a_third_pose_is_deeper() -> None:
    line = laid_out('exercise = "half-kneeling-hip-flexor"\nreps = 4\nsides = "left"\ndepth = [0.85, 1.0]')
    reached = [s.stance_to.share("end") for s in phases(line, "ease")]
    assert reached == pytest.approx([0.85, 0.9, 0.95, 1.0])
    deep = laid_out('exercise = "half-kneeling-hip-flexor"\nmethod = "contract-relax"')
    assert phases(deep, "deepen")[0].stance_to == at_pose("deep")


def test_08_sides_are_none_each_alternate_or_one_and_one_may_have_more() -> None:
    def sides(text: str, **settings: object) -> list[str]:
        line = laid_out(f'exercise = "knee-hug-leg-press"\nreps = 2\n{text}', **settings)
        return [s.side for s in phases(line, "ease")]

    assert sides("") == ["left"] * 2 + ["right"] * 2
    assert sides("", first_side="right") == sides('first = "right"') == ["right"] * 2 + ["left"] * 2
    assert sides('sides = "alternate"') == ["left", "right"] * 2
    assert sides('sides = "right"') == ["right"] * 2
    assert sides("left = [2, 2]\nrest = 0") == ["left"] * 4 + ["right"] * 2
    assert {s.side for s in laid_out('exercise = "bridge"').segments} == {"none"}


def test_09_sets_have_a_rest_between_and_an_order_of_sides() -> None:
    text = 'exercise = "bird-dog"\nreps = [2, 1]\nrest = 30\n'

    def runs(order: str) -> list[tuple[int, str]]:
        line = laid_out(f'{text}order = "{order}"')
        return list(dict.fromkeys((s.set, s.side) for s in line.segments if s.rep))

    assert runs("set-first") == [(1, "left"), (1, "right"), (2, "left"), (2, "right")]
    assert runs("side-first") == [(1, "left"), (2, "left"), (1, "right"), (2, "right")]
    rests = [s for s in laid_out(text).segments if s.phase == "rest" and not s.rep]
    assert [s.length_ms for s in rests] == [30_000]


def test_10_getting_into_position_takes_what_the_change_takes_or_what_the_step_says() -> None:
    names = ("bridge", "supine-march", "bird-dog", "wall-stand-tall")
    steps = "".join(f"[[step]]\nexercise = '{name}'\n" for name in names)
    line = laid_out(f"{steps}prepare = 40", speech="none")
    prepared = [s.length_ms for s in line.segments if s.phase == "prepare"]
    assert prepared == [15_000, 5_000, 9_000, 40_000]


def test_11_a_step_may_have_a_rest_after_it_and_the_total_is_worked_out() -> None:
    plain, rested = (laid_out(f'exercise = "bridge"\nreps = 1\n{more}') for more in ("", "rest_after = 45"))
    assert rested.length_ms - plain.length_ms == 45_000
    assert rested.segments[-1].phase == "rest"
    with pytest.raises(FileError, match="unknown key"):
        laid_out('exercise = "bridge"\nminutes = 5')


def test_12_a_movement_goes_through_named_poses_and_back_the_other_way() -> None:
    line = laid_out('exercise = "ankle-circles"\nreps = 1\nsides = "left"')
    there, back = ([s.stance_to for s in phases(line, "circle") if s.rep == rep] for rep in (1, 2))
    assert there == [at_pose(name) for name in ("mid1", "end", "mid2", "start")]
    assert back == [at_pose(name) for name in ("mid2", "end", "mid1", "start")]
    cow = laid_out('exercise = "cat-and-cow"\nreps = 1')
    assert [s.stance_to for s in cow.segments if s.rep] == [at_pose("alt"), at_pose("end")]


def test_13_a_hold_is_not_frozen_it_breathes() -> None:
    hold = phases(laid_out('exercise = "standing-heel-to-seat"\nreps = 1'), "hold")[0]
    assert [b.way for b in hold.breaths] == ["in", "out"] * (len(hold.breaths) // 2)
    assert len(hold.breaths) >= 6


def test_14_every_moment_knows_rep_set_side_and_seconds_left() -> None:
    line = laid_out('exercise = "bird-dog"\nreps = [2, 1]')
    hold = phases(line, "hold")[1]
    moment = line.at(hold.start_ms + 3_000)
    here = moment.segment
    assert (here.rep, here.reps, here.set, here.sets, here.side) == (2, 2, 1, 2, "left")
    assert (moment.elapsed_ms, moment.left_ms) == (3_000, 5_000)


def test_15_there_is_a_cue_at_every_phase_half_way_and_before_one_moves() -> None:
    line = laid_out('exercise = "standing-heel-to-seat"\nreps = 1')
    found = [(cue.at_ms, cue.kind) for cue in cues(line)]
    hold = phases(line, "hold")[0]
    assert (hold.start_ms, "hold") in found
    assert (hold.start_ms + 15_000, "half-way") in found
    assert [(hold.end_ms, "release")] == [one for one in found if one[0] == hold.end_ms and one[1] != "tick"][
        -1:
    ]
    assert len(LIBRARY.exercises["standing-heel-to-seat"].cues) >= 2


def test_16_every_kind_of_phase_sounds_its_own_way_and_breath_apart_from_it() -> None:
    line = laid_out('exercise = "bridge"\nreps = 1\nsets = 1')
    kinds = {cue.kind for cue in cues(line)}
    assert {"ease", "hold", "release", "rest", "prepare", "finish", "breath-in", "breath-out"} <= kinds
    loud = {kind: np.abs(sound(kind, 4_000)).max() for kind in kinds}
    assert min(loud.values()) > 0
    assert loud["breath-in"] < loud["ease"]  # in the background, and a choice of its own
    assert (Settings().breath_sound, Settings().muted) == (True, False)
    whole = render(cues(line), line.length_ms)
    for silent, kept in (("phase", "signal"), ("signal", "breath"), ("breath", "phase")):
        without = render(cues(line), line.length_ms, levels=Levels()._replace(**{silent: 0.0}))
        alone = render(cues(line), line.length_ms, levels=Levels(0, 0, 0)._replace(**{kept: 0.5}))
        assert 0 < np.abs(alone).sum() < np.abs(without).sum() < np.abs(whole).sum()


def test_17_a_step_can_be_played_at_ones_own_pace_and_reps_still_count() -> None:
    line = laid_out('exercise = "bridge"\nreps = 2\nsets = 1\nself_paced = true')
    clock, session = Clock(), Session(planned(line))
    session.play(clock())
    waited = 0
    while not session.ended:
        if session.tick(clock.advance(500)).waiting:
            waited += 1
            clock.advance(60_000)  # as long as it takes
            session.play(clock())
    assert waited == 2 * 4
    assert len(session.done) == 2


def test_18_pause_back_skip_redo_and_swap_leave_what_was_done() -> None:
    line = laid_out('exercise = "knee-hug-leg-press"\nreps = 3\n')
    clock = Clock()
    first = phases(line, "ease")[0]
    session = Session(planned(line), Playhead(first.start_ms))
    session.play(clock())
    for _ in range(8):
        session.tick(clock.advance(1_000))
    assert len(session.done) == 1
    session.pause(clock())
    for position in (
        rep_start(line, first.start_ms + 8_000),
        next_side(line, first.start_ms),
        step_start(line, 0),
        10_000,
    ):
        session.seek(clock(), position)
    part, easier = line.parts[0], LIBRARY.exercises["pelvic-tilt"]
    method = LIBRARY.methods[easier.method]
    other = other_part(LIBRARY, line.routine, part, easier, method, "left")
    session.change(Swap(line.at(10_000).index, 0, other, tuple(session.done)))
    assert len(session.done) == 1
    assert session.timeline.segments[-1].exercise == "pelvic-tilt"


@pytest.mark.parametrize("method", ["ais", "static", "contract-relax", "breaths"])
def test_19_one_exercise_is_played_by_any_of_its_methods(method: str) -> None:
    line = laid_out(f'exercise = "half-kneeling-hip-flexor"\nmethod = "{method}"')
    assert line.parts[0].method.id == method
    assert line.parts[0].sides == ("left", "right")
    offered = options(LIBRARY, line.routine, line.parts[0]).methods
    assert method in [one.id for one in offered]


def test_20_pace_has_floors_and_leaves_holds_alone() -> None:
    line = laid_out('exercise = "half-kneeling-hip-flexor"\nmethod = "contract-relax"\nreps = 1')
    quick = repaced(line, 0, Settings(pace=0.5))
    assert [s.length_ms for s in phases(quick, "hold")] == [s.length_ms for s in phases(line, "hold")]
    assert min(s.length_ms for s in phases(quick, "contract")) >= 4_000
    short = repaced(laid_out('exercise = "bridge"\nreps = 1'), 0, Settings(pace=0.5))
    assert min(s.length_ms for s in phases(short, "lift", "lower")) >= 1_500


@pytest.mark.parametrize(
    ("step", "advice"),
    [
        ('exercise = "half-kneeling-hip-flexor"\nhold = 3', "longer than 2.5 s"),
        ('exercise = "standing-heel-to-seat"\nhold = 61', "longer than 60 s"),
        ('exercise = "bird-dog"\nhold = 11', "longer than 10 s"),
        ('exercise = "four-seven-eight-breathing"\nreps = 5', "more than 4 reps"),
    ],
)
def test_21_each_method_says_how_much_is_enough(
    step: str, advice: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("own") / "sample.toml"
    path.write_text(f'name = "Sample"\n[[step]]\n{step}', encoding="utf-8")
    with_it = load_files([path], LIBRARY)
    assert [str(one) for one in with_it.advice if advice in one.text]
    assert "sample" in with_it.routines  # it is advice, no more


def test_22_a_circuit_plays_its_steps_round_by_round_with_a_rest_between() -> None:
    line = laid_out(
        """
        [[step]]
        rounds = 3
        rest = 60
        [[step.step]]
        exercise = "bridge"
        reps = 5
        sets = 1
        [[step.step]]
        exercise = "supine-march"
        reps = 5
        note = "Neck soft."
        """
    )
    assert [part.exercise.id for part in line.parts] == ["bridge", "supine-march"] * 3
    assert [s.length_ms for s in line.segments if s.phase == "rest" and not s.rep] == [60_000] * 2
    assert sheet(line, LIBRARY, Settings(), printed_on="").blocks[1].dose.endswith("3 rounds")


def test_23_breathing_runs_for_cycles_or_a_time_and_ends_on_a_whole_cycle() -> None:
    for step, cycles in (("reps = 6", 6), ("fill = 100", 6)):
        line = laid_out(f'exercise = "box-breathing"\n{step}')
        played = [s for s in line.segments if s.rep]
        assert [s.phase for s in played[:4]] == ["inhale", "keep", "exhale", "keep"]
        assert len(played) == 4 * cycles


def test_24_a_step_can_be_a_time_without_a_count() -> None:
    line = laid_out('exercise = "walk-tall"\nfill = 60')
    assert sum(s.length_ms for s in line.segments if s.rep) == pytest.approx(60_000, abs=3_000)
    assert how_many(line.parts[0].dose) == "60 s"


def test_25_a_step_can_ask_before_it_begins_and_stops_are_said() -> None:
    line = laid_out('exercise = "bridge"\nwait = true\nnote = "Is the neck soft?"')
    assert line.segments[0].wait
    assert line.parts[0].step.note == "Is the neck soft?"
    assert all(exercise.stop_if for exercise in LIBRARY.exercises.values())
    assert {"before", "after"} <= set(Record.__dataclass_fields__)


def test_26_a_session_can_ask_for_measures_with_sides_and_units() -> None:
    programme = LIBRARY.programmes["feet-to-head"]
    asked = [name for session in programme.sessions for name in session.measures]
    assert asked
    assert compile_routine(programme_routine(LIBRARY, programme, 1), LIBRARY).length_ms > 0
    measure = LIBRARY.measures["knee-to-wall"]
    assert (measure.unit, measure.both) == ("cm", True)


def test_27_doses_change_over_sessions_and_rules_say_when_to_go_on_or_back() -> None:
    programme = LIBRARY.programmes["four-week-hip-flexors"]
    firsts = [compile_routine(programme_routine(LIBRARY, programme, n), LIBRARY) for n in (1, 11)]
    early, late = (
        max(r for part in line.parts if part.method.id == "ais" for r in part.reps) for line in firsts
    )
    assert early < late
    day = date(2026, 3, 2)
    good = Done("a", 1, day, 90, 100, 2, 2, "same")
    twelve = LIBRARY.programmes["feet-to-head"]
    assert judge(twelve, [good]).move == "on"
    assert judge(twelve, [replace(good, reps_done=50)]).move == "repeat"
    assert judge(twelve, [good, Done("b", 2, day, 90, 100, 1, 5)]).move == "back"
    assert today(twelve, Followed(twelve.id, day, (good,)), day).number == 2


def test_28_exercises_carry_what_asks_for_care_and_an_easier_way() -> None:
    line = laid_out('exercise = "half-kneeling-hip-flexor"')
    found = cautions(line.parts, ("sore-knee-kneel",), LIBRARY)
    assert set(found) == {"half-kneeling-hip-flexor"}
    assert options(LIBRARY, line.routine, line.parts[0]).easier is not None


def test_29_what_to_fetch_is_known_for_all_and_for_what_is_next() -> None:
    line = laid_out("[[step]]\nexercise = 'bridge'\n[[step]]\nexercise = 'straight-leg-raise-with-strap'")
    assert "strap" in line.parts[1].exercise.equipment
    assert "a strap or towel" in sheet(line, LIBRARY, Settings(), printed_on="").subtitle


@pytest.mark.parametrize(("vocabulary", "word"), [("stretching", "stretch"), ("range", "range")])
def test_30_the_word_for_it_is_chosen_when_it_is_shown(vocabulary: str, word: str) -> None:
    line = laid_out('exercise = "half-kneeling-hip-flexor"')
    made = sheet(line, LIBRARY, Settings(vocabulary=vocabulary), printed_on="")
    assert f"of {words.activity(vocabulary)}" in made.subtitle
    assert words.held(vocabulary) == f"Hold the {word}"


def test_31_what_was_done_is_on_record_also_when_it_was_cut_short() -> None:
    line = laid_out('exercise = "knee-hug-leg-press"\nreps = 3')
    clock, session = Clock(), Session(planned(line))
    session.play(clock())
    for _ in range(30):
        session.tick(clock.advance(1_000))
    session.skips += 1
    begun = Record("1", "sample", "Sample", "{}", "2026-03-02T08:00:00Z", 0, 0, 0, sets_done(line, ()), {})
    record = record_of(session, begun, after=3)
    assert 0 < record.reps_done < record.reps_planned == 6
    assert [(one.side, one.method, one.planned) for one in record.sets] == [
        ("left", "ais", 3),
        ("right", "ais", 3),
    ]
    assert (record.skips, record.after, record.complete) == (1, 3, False)
    assert record.phase_ms["hold"] > 0


def test_32_what_is_out_of_bounds_is_told_with_its_place() -> None:
    with pytest.raises(FileError) as told:
        laid_out('exercise = "brigde"\nreps = 0\nhold = -1\nsize = 3')
    text = str(told.value)
    assert 'step[1].exercise: no exercise is called "brigde", did you mean "bridge"?' in text
    assert "step[1].reps: 0 is not allowed, use a number from 1 to 100" in text
    assert "step[1].hold: -1 is not allowed" in text
    assert "step[1].size: unknown key" in text


def test_33_a_dose_and_a_rep_are_told_on_paper() -> None:
    line = laid_out('exercise = "half-kneeling-hip-flexor"\nreps = 10')
    made = sheet(line, LIBRARY, Settings(), printed_on="")
    assert made.blocks[0].dose == "10 each side, 2 s hold"
    assert [stage.name for stage in made.method] == [
        "1. Ease in, 2 s",
        "2. Hold, 2 s",
        "3. Release, 2 s",
        "4. Rest, 1 s",
    ]
    assert [stage.breath for stage in made.method][:2] == ["Breathe out", "Keep breathing out"]


def test_34_whatever_sounds_is_a_word_too() -> None:
    line = laid_out("[[step]]\nexercise = 'bird-dog'\n[[step]]\nexercise = 'box-breathing'\nreps = 1")
    for before, after in pairwise(line.segments):
        assert words.PHASES[after.phase]
        assert words.breath(after.breath, after.kind, after.length_ms)
        assert before.end_ms == after.start_ms
    assert set(VERBS) <= set(words.PHASES)
