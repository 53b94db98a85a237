"""The sound of a session through a real sound server, recorded and compared with the plan.

    python -m tests.qt.sound.live --seconds 300 --load busy
    python -m tests.qt.sound.live --fault kill

It needs pulseaudio, pactl and parec, and starts a server of its own with a null sink. The session
is played from an event loop that `--load` holds up for 200 ms at random: `sleep` blocks the thread,
`busy` holds the interpreter too. What the server's monitor gives is recorded by a process of its
own with the time of each piece, since the null sink's clock is not the computer's. Printed are, in
ms, how far the onsets lie from the plan once the constant part (the recorder's latency, a block or
two) is taken off, the worst error of a distance between neighbours, and the drift.

`--fault` takes the sound away for a while: `kill` ends the server, `stop` holds it, `suspend` the device,
`unload` removes the device, `default` makes another the default. It ends with 1 if sound is not back.
It is never there again with `hang`, which holds the server, `dead`, which ends it, `absent`, which starts
without one, and `library`, without libpulse.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import nan
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QTimer

from guided.cues import BREATHS, Cue, cues
from guided.files import load
from guided.mixer import render_window
from guided.paths import assets
from guided.qt.sound.sink import DeviceSink
from guided.qt.sound.stream import WAKE_MS
from guided.settings import Settings
from guided.timeline import compile_routine

Floats = npt.NDArray[np.float64]

TOOLS = ("pulseaudio", "pactl", "parec")
SINK = ("module-null-sink", "sink_name=test", "rate=48000")
LASTING = ("hang", "dead", "absent", "library")
FAULTS = ("none", "kill", "stop", "suspend", "unload", "default", *LASTING)
BLOCK_MS = 200
FAULT_MS, REPAIR_MS = 4_500, 6_000
SOUGHT_MS, TONE_MS = 150, 150  # how far around its time a tone is looked for, and how much of it
ALIKE = 0.8  # of 1
BEGINS_MS = 10_000  # of the timeline: a few seconds before the first repetition


def main() -> int:
    """Plays, records and prints; 1 when an onset is missing or out by more than `--within`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--load", choices=("none", "sleep", "busy"), default="none")
    parser.add_argument("--fault", choices=FAULTS, default="none")
    parser.add_argument("--within", type=float, default=20, help="ms an onset may be out by")
    parser.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.record:
        return record(chosen.record)
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        print("not installed:", *missing)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_RUNTIME_DIR=folder, HOME=folder, PULSE_RUNTIME_PATH=folder)
        os.environ["QT_LOGGING_RULES"] = "qt.multimedia.*=false"
        if chosen.fault == "absent":
            return play(chosen, folder, None)
        with server(folder) as pid:
            return play(chosen, folder, pid)


@contextmanager
def server(folder: str) -> Iterator[int]:
    """A sound server with a null sink."""
    with serve() as process:
        try:
            while not pactl("info"):
                time.sleep(0.05)
            yield process.pid
        finally:
            process.kill()


def serve() -> subprocess.Popen[bytes]:
    """Begins a server, which needs a moment."""
    command = ["pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "--log-level=error"]
    command += ["--load=module-native-protocol-unix auth-anonymous=1", f"--load={' '.join(SINK)}"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pactl(*arguments: str) -> bool:
    """Whether the server did what it was told."""
    return not subprocess.run(["pactl", *arguments], capture_output=True, check=False).returncode


def record(path: Path) -> int:
    """Writes what the null sink plays, and beside it when each piece came: seconds, bytes so far."""
    command = ["parec", "-d", "test.monitor", "--rate=48000", "--channels=1", "--format=s16le"]
    with (
        subprocess.Popen([*command, "--latency-msec=5"], stdout=subprocess.PIPE) as process,
        path.open("wb") as samples,
        path.with_suffix(".times").open("w") as times,
    ):
        assert process.stdout
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        while piece := os.read(process.stdout.fileno(), 65536):
            samples.write(piece)
            print(time.monotonic(), samples.tell(), file=times)
    return 0


def play(chosen: argparse.Namespace, folder: str, pid: int | None) -> int:
    """Plays a session of so many seconds from an event loop under load, and measures it."""
    app = QCoreApplication([])
    began = time.monotonic()
    library = load(assets())
    planned = cues(compile_routine(library.routines["psoas-release"], library, Settings(speech="none")))

    def now_ms() -> int:
        return round(time.monotonic() * 1000)

    def say(*what: object) -> None:
        print(f"{time.monotonic() - began:7.3f} s ", *what, flush=True)

    if chosen.fault == "library":
        sys.modules["PySide6.QtMultimedia"] = None  # type: ignore[assignment]
    recording = Path(folder) / "recording.raw"
    recorders: list[subprocess.Popen[bytes]] = []

    def begin_recording() -> None:
        recorders.append(
            subprocess.Popen([sys.executable, "-m", "tests.qt.sound.live", "--record", str(recording)])
        )

    if chosen.fault == "none":
        begin_recording()
    elif chosen.fault == "unload":  # a recorder ends with its device
        QTimer.singleShot(REPAIR_MS + 500, begin_recording)
    slowest: list[float] = []

    def timed(call: Callable[..., None], *told: object) -> None:
        before = time.perf_counter()
        call(*told)
        slowest.append(1000 * (time.perf_counter() - before))

    sink = DeviceSink(now_ms)
    sink.trouble.connect(lambda why: say("trouble:", why))
    sink.back.connect(lambda what: say("back:", what))
    started = now_ms() + 1000

    def start() -> None:
        nonlocal started
        started = now_ms()
        timed(sink.start, planned, BEGINS_MS, started)

    QTimer.singleShot(1000, start)
    chance = random.Random(1)
    if chosen.load != "none":
        hold_up(chosen.load, chance, app)
    servers: list[subprocess.Popen[bytes]] = []
    for at_ms, what, action in faults(chosen.fault, pid, servers):

        def happen(what: str = what, action: Callable[[], object] = action) -> None:
            say(what)
            action()

        QTimer.singleShot(at_ms, happen)
    QTimer.singleShot(round(1000 * chosen.seconds) + 1000, app.quit)
    app.exec()
    say("available" if sink.available() else "not available")
    timed(sink.stop)
    say(f"slowest call {max(slowest):.2f} ms")
    for recorder in recorders:
        recorder.terminate()
        recorder.wait()
    for another in servers:
        another.kill()
        another.wait()
    if not recorders:
        return int(sink.available() == (chosen.fault in LASTING))
    return compare(recording, planned, started, chosen)


def faults(
    fault: str, pid: int | None, servers: list[subprocess.Popen[bytes]]
) -> list[tuple[int, str, Callable[[], object]]]:
    """When what happens: what is said, and what does it; a server begun again is one of `servers`."""
    if fault == "default":
        pactl("load-module", "module-null-sink", "sink_name=other", "rate=48000")
        return [(FAULT_MS, "another default", lambda: pactl("set-default-sink", "other"))]
    if not pid:
        return []
    breaks: dict[str, Callable[[], object]] = {
        "kill": lambda: kill(pid),
        "dead": lambda: kill(pid),
        "stop": lambda: os.kill(pid, signal.SIGSTOP),
        "hang": lambda: os.kill(pid, signal.SIGSTOP),
        "suspend": lambda: pactl("suspend-sink", "test", "1"),
        "unload": lambda: pactl("unload-module", SINK[0]),
    }
    mends: dict[str, Callable[[], object]] = {
        "kill": lambda: servers.append(serve()),
        "stop": lambda: os.kill(pid, signal.SIGCONT),
        "suspend": lambda: pactl("suspend-sink", "test", "0"),
        "unload": lambda: pactl("load-module", *SINK),
    }
    happens = [(FAULT_MS, f"{fault}: broken", breaks[fault])] if fault in breaks else []
    return happens + ([(REPAIR_MS, f"{fault}: mended", mends[fault])] if fault in mends else [])


def kill(pid: int) -> None:
    """Ends a server, and waits: another does not begin beside it."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def hold_up(load: str, chance: random.Random, app: QCoreApplication) -> None:
    """Blocks the event loop for 200 ms, again and again."""

    def block() -> None:
        until = time.monotonic() + BLOCK_MS / 1000
        if load == "sleep":
            time.sleep(BLOCK_MS / 1000)
        while time.monotonic() < until:
            pass
        QTimer.singleShot(chance.randint(20, 800), app, block)

    QTimer.singleShot(chance.randint(20, 800), app, block)


def compare(recording: Path, planned: tuple[Cue, ...], started: int, chosen: argparse.Namespace) -> int:
    """Prints how the recorded onsets lie to the planned ones."""
    samples = np.fromfile(recording, np.int16)
    times = np.loadtxt(recording.with_suffix(".times"))
    # A piece never comes early: the line under the arrivals is the sink's clock.
    at, seconds = times[:, 1] / 2 / 48, 1000 * times[:, 0]
    slope, base = np.polyfit(at, seconds, 1)
    for _ in range(4):
        early = seconds - (base + slope * at) <= np.median(seconds - (base + slope * at))
        slope, base = np.polyfit(at[early], seconds[early], 1)
    tones = [cue for cue in planned if cue.kind not in BREATHS]
    wanted = np.unique([started + cue.at_ms - BEGINS_MS for cue in tones if cue.at_ms > BEGINS_MS + 500])
    woken = seconds[0] + (500 if chosen.fault == "none" else WAKE_MS + 1000)
    wanted = wanted[(wanted > woken) & (wanted < started + 1000 * chosen.seconds - 1000)]
    off = np.array(
        [
            slope * found_ms(samples, (at - base) / slope, sounded(planned, at - started + BEGINS_MS))
            for at in wanted
        ]
    )
    found = np.isfinite(off)
    if found.sum() < 2:
        print(f"{found.sum()} of {wanted.size} onsets heard")
        return 1
    latency = np.median(off[found])
    off, when = off[found] - latency, wanted[found]
    drift = np.polyfit(when / 60_000, off, 1)[0]
    apart = np.abs(np.diff(off)).max()
    low, high = np.percentile(off, (5, 95))
    print("load   seconds  onsets  found  latency     p5    p95    max  distance  drift/min  sink ppm")
    print(
        f"{chosen.load:6} {chosen.seconds:7.0f} {wanted.size:7} {found.sum():6} "
        f"{latency:8.1f} {low:6.1f} {high:6.1f} {np.abs(off).max():6.1f} "
        f"{apart:9.1f} {drift:10.2f} {1e6 * (1 / slope - 1):9.0f}"
    )
    for worst in np.flatnonzero(np.abs(off) > chosen.within):
        print(f"{off[worst]:+.1f} ms: the onset {(when[worst] - started) / 1000:.3f} s after the start")
    return int(found.sum() < wanted.size or np.abs(off).max() > chosen.within)


def sounded(planned: tuple[Cue, ...], at_ms: int) -> Floats:
    """What is to be heard in the moment from `at_ms` of the timeline on."""
    return render_window(planned, at_ms, at_ms + TONE_MS).astype(np.float64)


def found_ms(samples: npt.NDArray[np.int16], at_ms: float, tone: Floats) -> float:
    """How much later than at `at_ms` of a recording a tone is heard in it, NaN where it is not.

    Where what is heard around it is most like it: a breath may cover how it begins.
    """
    first = round((at_ms - SOUGHT_MS) * 48)
    around = samples[max(first, 0) : first + 2 * SOUGHT_MS * 48 + tone.size].astype(np.float64)
    if first < 0 or around.size <= tone.size:
        return nan
    power = np.cumsum(np.square(np.concatenate([[0.0], around])))
    alike = np.correlate(around, tone, "valid")
    alike /= np.sqrt((power[tone.size :] - power[: -tone.size]) * np.square(tone).sum()) + 1.0
    best = int(np.argmax(alike))
    return (first + best) / 48 - at_ms if alike[best] > ALIKE else nan


if __name__ == "__main__":
    sys.exit(main())
