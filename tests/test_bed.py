import numpy as np
import pytest

from guided.bed import CHORDS_HZ, bed
from guided.cues import Cue, cues
from guided.mixer import render
from guided.samples import RATE
from guided.settings import Levels, Settings
from tests.test_mixer import db, rms, small_timeline

SESSION = (
    Cue(0, "prepare"),
    Cue(3000, "ease"),
    Cue(7000, "hold"),
    Cue(11_000, "release"),
    Cue(15_000, "rest"),
    Cue(20_000, "finish"),
)


def test_each_phase_has_its_chord_and_what_lies_between_is_silent() -> None:
    made = bed(SESSION, 0, 22_000)
    for kind, start_ms in (("ease", 3000), ("hold", 7000), ("release", 11_000)):
        part = made[48 * start_ms : 48 * (start_ms + 4000)]
        power = np.abs(np.fft.rfft(part * np.hanning(part.size)))
        loudest = np.flatnonzero(
            (power[1:-1] > power[:-2]) & (power[1:-1] > power[2:]) & (power[1:-1] > power.max() / 4)
        )
        assert tuple((loudest + 1) * RATE / part.size) == pytest.approx(CHORDS_HZ[kind], abs=0.5)
    assert not made[: 48 * 3000].any()
    assert not made[48 * 15_000 :].any()


def test_it_swells_with_the_breath() -> None:
    breaths = (Cue(0, "breath-in", 4000), Cue(0, "hold"), Cue(4000, "breath-out", 4000), Cue(8000, "finish"))
    made = bed(breaths, 0, 8000)
    low, high, end = (rms(made[48 * at : 48 * (at + 400)]) for at in (1000, 3800, 6600))
    assert high > 1.4 * low
    assert high > 1.4 * end


def test_it_is_quiet_has_no_clicks_and_a_window_is_a_slice_of_the_whole() -> None:
    made = bed(SESSION, 0, 22_000)
    assert db(np.abs(made).max()) < -34
    assert np.abs(np.diff(made)).max() < 0.06 * np.abs(made).max()
    assert np.array_equal(bed(SESSION, 5_123, 12_777), made[48 * 5_123 : 48 * 12_777])


def test_it_is_off_until_it_is_asked_for_and_changes_nothing_in_a_rest() -> None:
    found = cues(small_timeline(1))
    plain = render(found, 30_000, levels=Settings().levels)
    assert np.array_equal(plain, render(found, 30_000, levels=Levels()))
    with_bed = render(found, 30_000, levels=Settings(bed_volume=1.0).levels)
    first = next(cue.at_ms for cue in found if cue.kind == "ease")
    assert np.array_equal(with_bed[: 48 * first], plain[: 48 * first])
    assert not np.array_equal(with_bed, plain)
