import numpy as np
import pytest

from guided.breath_sounds import VOICINGS, breath
from guided.cues import BREATHS, Cue
from guided.mixer import render
from guided.samples import RATE, Floats
from guided.settings import AIR, CHOICES, Settings
from tests.test_mixer import centroid_hz, db, rms


def strongest_hz(made: Floats) -> float:
    return float(np.abs(np.fft.rfft(made)).argmax() * RATE / made.size)


def flatness(made: Floats) -> float:
    """1 for white noise, 0 for one tone, between 100 and 2000 Hz."""
    hertz = np.fft.rfftfreq(made.size, 1 / RATE)
    power = np.square(np.abs(np.fft.rfft(made)))[(hertz > 100) & (hertz < 2000)] + 1e-12
    return float(np.exp(np.log(power).mean()) / power.mean())


def test_every_voicing_can_be_chosen_and_no_other() -> None:
    assert CHOICES["breath_voicing"] == tuple(VOICINGS)


@pytest.mark.parametrize("voicing", VOICINGS)
@pytest.mark.parametrize("length_ms", [2000, 4000, 10_000])
def test_an_in_breath_rises_and_an_out_breath_falls_without_a_click(voicing: str, length_ms: int) -> None:
    for kind, way in zip(BREATHS, (1, -1), strict=True):
        made = breath(kind, length_ms, voicing)
        first, last = made[: made.size // 2], made[made.size // 2 : -made.size // 10]
        assert way * (centroid_hz(last) - centroid_hz(first)) > 20
        assert way * db(rms(last) / rms(first)) > 3
        assert max(abs(made[0]), abs(made[-1]), *np.abs(made[-480:])) < 1e-4
        assert np.abs(np.diff(made)).max() < 0.26 * np.abs(made).max()


@pytest.mark.parametrize("voicing", VOICINGS)
def test_each_lies_beneath_the_tones_and_is_as_loud_as_the_others(voicing: str) -> None:
    for kind in BREATHS:
        assert db(rms(breath(kind, 4000, voicing))) == pytest.approx(-40, abs=3)


def test_air_is_noise_a_sine_one_tone_and_bowls_a_fifth() -> None:
    made = {voicing: breath("breath-in", 8000, voicing) for voicing in VOICINGS}
    assert flatness(made["air"]) > 0.1
    assert max(flatness(made["sine"]), flatness(made["bowls"])) < 0.01
    thirds = np.array_split(made["bowls"], 4)
    assert strongest_hz(thirds[0]) == pytest.approx(196, abs=2)
    assert strongest_hz(thirds[-1]) == pytest.approx(294, abs=2)


def test_what_is_chosen_is_heard_in_the_mix_and_air_is_where_nothing_is() -> None:
    one = (Cue(0, "breath-in", 4000),)
    air, bowls, sine = (render(one, 4000, voicing=voicing) for voicing in VOICINGS)
    assert not np.array_equal(air, bowls)
    assert not np.array_equal(bowls, sine)
    assert np.array_equal(air, render(one, 4000))
    assert Settings().breath_voicing == AIR
