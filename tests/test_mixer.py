from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.cues import BREATHS, KINDS, WORD, Cue, cues
from guided.files import load, routine_from
from guided.mixer import (
    PER_MS,
    SOUNDS,
    Floats,
    faded_in,
    gain,
    render,
    render_window,
    sound,
    sounds_until_ms,
    with_silence,
)
from guided.paths import assets
from guided.settings import Levels
from guided.timeline import Timeline, compile_routine

TONES = [kind for kind in KINDS if kind not in BREATHS]
KNOCKS = ("tick", "half-way")
LENGTH_MS = 4000

# The two breaths are the same air, told apart by which way they go; a test of their own says so.
PAIRS = [pair for pair in combinations(KINDS, 2) if pair != BREATHS]

some_cues = st.lists(
    st.builds(Cue, st.integers(0, 6000), st.sampled_from(TONES))
    | st.builds(
        Cue, st.integers(0, 6000), st.sampled_from(BREATHS), st.integers(1, 3).map(lambda s: 1000 * s)
    ),
    max_size=12,
).map(lambda found: tuple(sorted(found)))


def small_timeline(reps: int = 3) -> Timeline:
    """A few reps a side of a hip-flexor stretch, with everything there is to hear in it."""
    library = load(assets())
    step = {"exercise": "half-kneeling-hip-flexor", "method": "ais", "reps": reps, "sets": 2}
    return compile_routine(
        routine_from({"name": "Small", "goal": "Hips.", "step": [step]}, "small", library), library
    )


def db(value: float) -> float:
    return float(20 * np.log10(value))


def rms(made: npt.NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(np.square(made))))


def centroid_hz(made: npt.NDArray[np.float32]) -> float:
    power = np.abs(np.fft.rfft(made)) ** 2
    return float((power * np.fft.rfftfreq(made.size, 1 / 48_000)).sum() / power.sum())


# ---------------------------------------------------------------- each sound


def test_every_kind_of_cue_has_a_sound() -> None:
    assert {*SOUNDS, *BREATHS} == {*KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_begins_and_ends_in_silence(kind: str) -> None:
    made = sound(kind, LENGTH_MS)
    assert abs(made[0]) < 1e-6
    assert abs(made[-1]) < 1e-6
    # The steepest step of a full-scale 2 kHz tone is 0.26: anything sharper is a click.
    assert np.abs(np.diff(made)).max() < 0.26 * np.abs(made).max()


@pytest.mark.parametrize("kind", TONES)
def test_a_tone_is_heard_within_a_millisecond(kind: str) -> None:
    made = sound(kind, 0)
    assert np.abs(made[:48]).max() > 0.15 * np.abs(made[:4800]).max()


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_two_kinds_sound_alike(one: str, other: str) -> None:
    a, b = sound(one, LENGTH_MS), sound(other, LENGTH_MS)
    length = min(a.size, b.size)
    a, b = a[:length], b[:length]
    spectra = [np.abs(np.fft.rfft(made)) for made in (a, b)]
    alike = float(np.dot(*spectra) / np.linalg.norm(spectra[0]) / np.linalg.norm(spectra[1]))
    apart = abs(np.log2(centroid_hz(a) / centroid_hz(b)))
    assert alike < 0.75 or apart > 0.5


@pytest.mark.parametrize("length_ms", [500, 3000, 4000, 10_000])
def test_an_in_breath_rises_and_an_out_breath_falls(length_ms: int) -> None:
    for kind, way in (("breath-in", 1), ("breath-out", -1)):
        made = sound(kind, length_ms)
        first, last = made[: made.size // 2], made[made.size // 2 : -made.size // 10]
        assert way * (centroid_hz(last) - centroid_hz(first)) > 50, kind
        assert way * db(rms(last) / rms(first)) > 3, kind


def test_the_tones_are_of_one_loudness_and_the_breath_lies_beneath() -> None:
    tones = {kind: db(rms(sound(kind, 0))) for kind in TONES if kind not in KNOCKS}
    assert max(tones.values()) - min(tones.values()) < 4
    assert all(db(np.abs(sound(kind, 0)).max()) < -10 for kind in TONES)
    quietest = min(tones.values())
    assert all(db(rms(sound(kind, 0))) < quietest - 6 for kind in KNOCKS)
    assert all(db(rms(sound(kind, LENGTH_MS))) < quietest - 9 for kind in BREATHS)


def test_a_breath_of_minutes_is_heard_for_its_first_half_minute() -> None:
    assert sound("breath-in", 1_200_000).size == sound("breath-in", 30_000).size


# ---------------------------------------------------------------- the mix


@given(some_cues, st.integers(0, 9000), st.integers(0, 9000), st.booleans())
def test_a_window_is_a_slice_of_the_whole(found: tuple[Cue, ...], a: int, b: int, breath: bool) -> None:
    start, end = sorted((a, b))
    whole = render(found, 9000, levels=Levels(breath=float(breath)))
    window = render_window(found, start, end, levels=Levels(breath=float(breath)))
    assert np.array_equal(window, whole[48 * start : 48 * end])


def test_windows_meet_without_a_seam_where_pieces_do() -> None:
    found = tuple(
        sorted(Cue(at, kind, 4000) for at in range(0, 24_000, 900) for kind in ("hold", "breath-in"))
    )
    whole = render(found, 26_000)
    assert np.array_equal(render_window(found, 8_000, 22_000), whole[48 * 8_000 : 48 * 22_000])


def test_nothing_is_heard_where_nothing_is_said() -> None:
    assert not render((), 1000).any()
    assert not render_window((Cue(500, "ease"),), 0, 500).any()
    assert sounds_until_ms(()) == 0


def test_many_sounds_at_once_are_bent_and_never_wrap_around() -> None:
    one = sound("hold", 0)
    mixed = render(tuple(Cue(0, "hold") for _ in range(40)), 1000).astype(np.float64)
    assert np.abs(mixed).max() <= 32767
    loud = np.abs(one[:48_000]) > 0.01
    assert np.array_equal(np.sign(mixed[loud]), np.sign(one[:48_000][loud]))


def test_without_the_breath_only_the_tones_are_left() -> None:
    tones = (Cue(0, "ease"), Cue(2000, "hold"))
    with_breath = tuple(sorted((*tones, Cue(0, "breath-out", 4000))))
    assert np.array_equal(render(with_breath, 5000, levels=Levels(breath=0)), render(tones, 5000))
    assert not np.array_equal(render(with_breath, 5000), render(tones, 5000))


def test_half_a_level_is_twelve_decibels_less_and_none_is_silence() -> None:
    found = (Cue(0, "finish"),)
    loud, half = (int(np.abs(render(found, 3000, levels=Levels(signal=v))).max()) for v in (1.0, 0.5))
    assert db(half / loud) == pytest.approx(-12, abs=0.1)
    assert not render(found, 3000, levels=Levels(signal=0.0)).any()
    assert (gain(0.0), gain(1.0)) == (0.0, 1.0)


# ---------------------------------------------------------------- a whole session


def test_no_sample_of_a_session_is_bent() -> None:
    timeline = small_timeline()
    assert np.abs(render(cues(timeline), timeline.length_ms).astype(int)).max() < 0.8 * 32767


# ---------------------------------------------------------------- more silence, and less


@given(some_cues, st.integers(-900, 300))
def test_silence_is_added_and_taken_where_nothing_sounds(found: tuple[Cue, ...], by_ms: int) -> None:
    samples = render_window(found, 0, 3000)
    other, done_ms = with_silence(samples, by_ms)
    assert other.size == samples.size + 48 * done_ms
    assert 0 <= done_ms / by_ms <= 1 if by_ms else done_ms == 0
    assert np.array_equal(other[other != 0], samples[samples != 0])


def test_silence_is_taken_whole_where_there_is_enough_of_it() -> None:
    samples = render_window((Cue(0, "tick"), Cue(1000, "ease")), 0, 2000)
    shorter, by_ms = with_silence(samples, -200)
    assert by_ms == -200
    assert np.array_equal(shorter[48 * 800 :], samples[48 * 1000 :])
    assert with_silence(np.ones(480, np.int16), -5)[1] == 0


def test_a_beginning_in_the_midst_of_a_sound_does_not_click() -> None:
    samples = render_window((Cue(0, "hold"),), 300, 400)
    begun = faded_in(samples)
    assert begun[0] == 0
    assert np.array_equal(begun[96:], samples[96:])
    assert np.abs(np.diff(begun.astype(int))).max() <= 1.2 * np.abs(np.diff(samples.astype(int))).max()


# ---------------------------------------------------------------- words

SPEECH = np.full(1_000 * PER_MS, 0.3, np.float32)


def said(_: str) -> Floats:
    return SPEECH


def test_a_word_begins_where_it_is_planned_to_the_sample() -> None:
    samples = render((Cue(1_000, WORD, 1_000, "Hold"),), 3_000, said=said)
    assert np.flatnonzero(samples)[0] == 1_000 * PER_MS
    assert np.flatnonzero(samples)[-1] == 2_000 * PER_MS - 1


def test_breath_and_tones_go_down_9_db_under_a_word_and_come_back_in_300_ms() -> None:
    breath = Cue(0, "breath-in", 8_000)
    alone = render((breath,), 6_000)
    under = render(
        (breath, Cue(3_000, WORD, 1_000, "Hold")), 6_000, said=lambda _: np.zeros(48_000, np.float32)
    )

    def share(at_ms: int) -> float:
        part = slice(at_ms * PER_MS, (at_ms + 20) * PER_MS)
        return float(np.abs(under[part]).sum() / np.abs(alone[part]).sum())

    assert share(2_900) == pytest.approx(1, abs=0.01)
    assert db(share(3_500)) == pytest.approx(-9, abs=0.3)
    assert db(share(3_000)) == pytest.approx(-9, abs=0.3)
    assert -9 < db(share(4_150)) < -0.5
    assert share(4_310) == pytest.approx(1, abs=0.01)


@given(st.integers(0, 5_000), st.integers(0, 3_000))
def test_a_window_with_words_is_a_slice_of_the_whole(start_ms: int, length_ms: int) -> None:
    mixed = tuple(sorted([Cue(0, "breath-in", 6_000), Cue(500, "ease"), Cue(2_000, WORD, 1_000, "Hold")]))
    whole = render(mixed, 8_000, said=said)
    window = render_window(mixed, start_ms, start_ms + length_ms, said=said)
    np.testing.assert_array_equal(window, whole[start_ms * PER_MS : (start_ms + length_ms) * PER_MS])


def test_words_have_a_level_of_their_own_and_none_leaves_the_rest_as_it_is() -> None:
    mixed = (Cue(0, "ease"), Cue(100, WORD, 1_000, "Hold"))
    np.testing.assert_array_equal(
        render(mixed, 2_000, levels=Levels(word=0.0), said=said), render(mixed[:1], 2_000)
    )


def test_a_session_sounds_until_its_last_word_is_said() -> None:
    assert sounds_until_ms((Cue(0, "tick"), Cue(5_000, WORD, 1_000, "Hold"))) == 6_000


def test_nothing_comes_within_a_decibel_of_the_largest_sample() -> None:
    loudest = np.full(48_000, 2.0, np.float32)
    everything = tuple(sorted([*(Cue(0, kind) for kind in TONES), Cue(0, WORD, 1_000, "Hold")]))
    samples = render(everything, 1_000, levels=Levels(bed=1.0), said=lambda _: loudest)
    assert db(np.abs(samples.astype(int)).max() / 32767) == pytest.approx(-1, abs=0.01)
