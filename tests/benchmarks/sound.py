"""The sound of a session: how fast it is mixed, what the clips hold, how soon the first of it is heard."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from guided.clips import Clips
from guided.files import load
from guided.mixer import pieces, render_window
from guided.paths import assets
from guided.settings import Levels, Settings
from guided.speech import heard
from guided.timeline import compile_routine
from tests.benchmarks.figures import Figure
from tests.qt.sound.live import TOOLS

_LOUDEST = Levels(bed=1.0)  # with everything there is to hear


def figures(scratch: Path) -> Iterator[Figure]:
    """All shipped routines with their words; the first sound only where a sound server is installed."""
    library, settings = load(assets()), Settings()
    voice = library.voice(settings.voice)
    clips = Clips(voice)
    sound_ms, begin = 0, time.process_time()
    for routine in library.routines.values():
        timeline = compile_routine(routine, library, settings)
        cues = heard(timeline, settings.speech, voice)
        sound_ms += timeline.length_ms
        for start_ms, end_ms in pieces(timeline.length_ms):
            render_window(cues, start_ms, end_ms, levels=_LOUDEST, said=clips, voicing="bowls")
    took_ms = 1000 * (time.process_time() - begin)
    yield Figure("an hour of sound mixed, with words and the chord", took_ms / sound_ms * 3600, "s", 36, 12)
    yield Figure("memory of clips after every routine", clips._bytes / 1e6, "MB", 16, 12.5)
    if all(shutil.which(tool) for tool in TOOLS):
        yield Figure("first sound after Start, of a null sink", _first_sound_ms(), "ms", 300, 150)


def _first_sound_ms() -> float:
    """From the call of `start` until the device plays, the first time in a process."""
    command = [sys.executable, "-m", "tests.qt.sound.live", "--seconds", "5", "--within", "1000"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"first sound after (\d+) ms", run.stdout)
    if found is None:
        raise RuntimeError(run.stdout + run.stderr)
    return float(found[1])
