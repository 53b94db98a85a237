"""The sound of a session through a real sound server, recorded and compared with the plan.

    python -m tests.qt.sound.live --seconds 300 --load busy
    python -m tests.qt.sound.live --fault kill

It needs pulseaudio, pactl and parec, and starts a server of its own with a null sink. The session
is played from an event loop that `--load` holds up for 200 ms at random: `sleep` blocks the thread,
`busy` holds the interpreter too. What the server's monitor gives is recorded by a process of its
own with the time of each piece, since the null sink's clock is not the computer's. Printed are, in
ms, how far the onsets of tones and words lie from the plan once the constant part (the recorder's
latency, a block or two) is taken off, the worst error of a distance between neighbours, the drift,
and in how many of the moments in the midst of a sound hardly anything was heard.

`--fault` takes the sound away for a while: `kill` ends the server, `stop` holds it, `suspend` the
device, `unload` removes the device, `away` one that was chosen and is not the default, `default` makes
another the default. It ends with 1 if sound is not back. It is never there again with `hang`, which
holds the server, `dead`, which ends it, `absent`, which starts without one, and `library`, without
libpulse. Printed are when each was told, and for how long the event loop, in which the picture would
move, ever stood still.
"""

from __future__ import annotations

import argparse
import faulthandler
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
from functools import partial
from math import nan
from pathlib import Path
from threading import Thread

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, QTimerEvent

from guided.clips import Clips
from guided.cues import BREATHS
from guided.files import load
from guided.mixer import render_window
from guided.paths import assets
from guided.qt.sound.sink import DeviceSink
from guided.settings import Settings
from guided.speech import heard
from guided.timeline import compile_routine

Floats = npt.NDArray[np.float64]

TOOLS = ("pulseaudio", "pactl", "parec")
SINK = ("module-null-sink", "sink_name=test", "rate=48000")
AWAKE = "norewinds=1"  # a null sink that wakes within 50 ms instead of 2 s, but takes as much at a time
OTHER = ("module-null-sink", "sink_name=other", "rate=48000", AWAKE)
LASTING = ("hang", "dead", "absent", "library")
FAULTS = ("none", "kill", "stop", "suspend", "unload", "away", "default", *LASTING)
BLOCK_MS = 200
LONGEST_S = 50  # a run that is held up says where, and ends
SETTLE_MS, POLL_MS, FAULT_MS, REPAIR_MS = 500, 50, 1_000, 1_000  # before it plays, is broken, is mended
SOUGHT_MS, TONE_MS = 150, 150  # how far around its time a tone or a word is looked for, and how much of it
MOMENT_MS, QUIET = 100, 0.004  # the moments in which something is heard, and how soft nothing is
ALIKE = 0.8  # of 1
WAKES_MS = 2_500  # the first beginning of all is late by 50 ms and more, until the first silence
BEGINS_MS = 10_000  # of the timeline: a few seconds before the first repetition


def main() -> int:
    """Plays and prints; 1 when an onset is missing or out by more than allowed, or sound not back."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--load", choices=("none", "sleep", "busy"), default="none")
    parser.add_argument("--fault", choices=FAULTS, default="none")
    parser.add_argument("--within", type=float, default=20, help="ms an onset may be out by")
    parser.add_argument("--gaps", type=int, default=0, help="moments in which nothing may be heard")
    parser.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.record:
        return record(chosen.record)
    faulthandler.dump_traceback_later(chosen.seconds + LONGEST_S, exit=True)
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        print("not installed:", *missing)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_RUNTIME_DIR=folder, HOME=folder, PULSE_RUNTIME_PATH=folder)
        os.environ["QT_LOGGING_RULES"] = "qt.multimedia.*=false"
        if chosen.fault == "none":
            with server(""):
                return play(chosen, Path(folder) / "recording.raw")
        if chosen.fault == "absent":
            return survive(chosen, 0)
        with server(AWAKE) as pid:
            return survive(chosen, pid)


@contextmanager
def server(how: str) -> Iterator[int]:
    """A sound server with a null sink."""
    with serve(how) as process:
        try:
            while not pactl("info"):
                time.sleep(0.05)
            yield process.pid
        finally:
            process.kill()


def serve(how: str = AWAKE) -> subprocess.Popen[bytes]:
    """Begins a server, which needs a moment."""
    command = ["pulseaudio", "--daemonize=no", "--exit-idle-time=60", "-n", "--log-level=error"]
    command += ["--load=module-native-protocol-unix auth-anonymous=1", f"--load={' '.join(SINK)} {how}"]
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


class Run:
    """A session in a sink, and the event loop it is played from."""

    def __init__(self) -> None:
        library, settings = load(assets()), Settings()
        self.voice = library.voice(settings.voice)
        timeline = compile_routine(library.routines["psoas-release"], library, settings)
        self.planned = heard(timeline, "full", self.voice)
        self.app = QCoreApplication([])
        self.still = Still(self.app)
        self.sink = DeviceSink(now_ms)
        self.sink.set_voice(self.voice)
        self.sink.trouble.connect(lambda why: say("trouble:", why))
        self.sink.back.connect(lambda what: say("back:", what))
        self.began = now_ms()
        self.slowest_ms = 0.0

    def start(self) -> None:
        """Plays from a few seconds before the first repetition."""
        self.began, self.still.longest_ms = now_ms(), 0.0
        before = time.perf_counter()
        self.sink.start(self.planned, BEGINS_MS, self.began)
        self.slowest_ms = max(self.slowest_ms, 1000 * (time.perf_counter() - before))

    def end(self) -> None:
        """Falls silent, and says how it went for the event loop."""
        say("available" if self.sink.available() else "not available")
        self.sink.stop()
        say(f"slowest call {self.slowest_ms:.2f} ms, event loop still for {self.still.longest_ms:.0f} ms")


def now_ms() -> int:
    """The clock of the session and of the recording."""
    return round(time.monotonic() * 1000)


BEGAN = time.monotonic()


def say(*what: object) -> None:
    """Prints it with the time."""
    print(f"{time.monotonic() - BEGAN:7.3f} s ", *what, flush=True)


def play(chosen: argparse.Namespace, recording: Path) -> int:
    """Plays a session of so many seconds from an event loop under load, and measures it."""
    command = [sys.executable, "-m", "tests.qt.sound.live", "--record", str(recording)]
    with subprocess.Popen(command) as recorder:
        while not recording.exists() or not recording.stat().st_size:
            time.sleep(0.05)
        run = Run()
        QTimer.singleShot(1000, run.start)
        if chosen.load != "none":
            hold_up(chosen.load, random.Random(1), run.app)
        QTimer.singleShot(round(1000 * chosen.seconds) + 1000, run.app.quit)
        run.app.exec()
        run.end()
        recorder.terminate()
    return compare(recording, run, chosen)


def survive(chosen: argparse.Namespace, pid: int) -> int:
    """Plays while sound is taken away, until it is back or told to be gone."""
    servers: list[subprocess.Popen[bytes]] = []
    if chosen.fault == "library":
        sys.modules["PySide6.QtMultimedia"] = None  # type: ignore[assignment]
    if chosen.fault in ("default", "away"):
        pactl("load-module", *OTHER)
        pactl("set-default-sink", "test" if chosen.fault == "default" else "other")
    run = Run()
    if chosen.fault == "away":
        run.sink.set_device("test")
    steps, told = story(chosen.fault, pid, servers, run.start), [0]

    def go_on() -> None:
        waits_ms = next(steps, None)
        if waits_ms is None:
            run.app.quit()
        elif waits_ms:
            QTimer.singleShot(waits_ms, go_on)
        else:
            hear(-1)

    def hear(by: int) -> None:
        told[0] += by
        if told[0] == 0:
            go_on()

    run.sink.trouble.connect(lambda _: hear(1))
    run.sink.back.connect(lambda _: hear(1))
    go_on()
    QTimer.singleShot(round(1000 * chosen.seconds), lambda: run.app.exit(1))
    late = run.app.exec()
    run.end()
    for another in servers:
        another.kill()
        another.wait()
    return int(late or run.sink.available() == (chosen.fault in LASTING))


def story(
    fault: str, pid: int, servers: list[subprocess.Popen[bytes]], start: Callable[[], None]
) -> Iterator[int]:
    """What happens, each time so many ms later; for 0, when the sink has told something.

    A server begun again is one of `servers`.
    """
    yield SETTLE_MS
    start()
    if fault not in ("absent", "library"):
        while not devices_heard():  # Qt aborts the process where a server hangs before its first stream
            yield POLL_MS
        yield FAULT_MS
        do(f"{fault}: broken", breaks(fault, pid))
        if fault == "default":
            yield REPAIR_MS
            say("heard from:", *devices_heard())
            return
        if fault == "away":  # the server goes on elsewhere by itself, until the next beginning
            yield REPAIR_MS
            start()
    yield 0
    yield REPAIR_MS
    if fault not in LASTING:
        do(f"{fault}: mended", mends(fault, pid, servers))
        yield 0
        yield REPAIR_MS


def do(what: str, action: Callable[[], object]) -> None:
    """Says and does it, while the event loop goes on."""
    say(what)
    Thread(target=action).start()


def breaks(fault: str, pid: int) -> Callable[[], object]:
    """What takes the sound away."""
    ways: dict[str, Callable[[], object]] = {
        "kill": lambda: kill(pid),
        "dead": lambda: kill(pid),
        "stop": lambda: os.kill(pid, signal.SIGSTOP),
        "hang": lambda: os.kill(pid, signal.SIGSTOP),
        "suspend": lambda: pactl("suspend-sink", "test", "1"),
        "unload": lambda: pactl("unload-module", SINK[0]),
        "away": lambda: pactl("unload-module", first_module()),
        "default": lambda: pactl("set-default-sink", "other"),
    }
    return ways[fault]


def mends(fault: str, pid: int, servers: list[subprocess.Popen[bytes]]) -> Callable[[], object]:
    """What makes sound possible again."""
    ways: dict[str, Callable[[], object]] = {
        "kill": lambda: servers.append(serve()),
        "stop": lambda: os.kill(pid, signal.SIGCONT),
        "suspend": lambda: pactl("suspend-sink", "test", "0"),
        "unload": lambda: pactl("load-module", *SINK, AWAKE),
        "away": lambda: pactl("load-module", *SINK, AWAKE),
    }
    return ways[fault]


def first_module() -> str:
    """The number of the module that made the device "test"."""
    return next(line[0] for line in listed("modules") if SINK[1] in line[2:])


def devices_heard() -> set[str]:
    """The names of the devices that something plays on."""
    names = {line[0]: line[1] for line in listed("sinks")}
    return {names[line[1]] for line in listed("sink-inputs")}


def listed(what: str) -> list[list[str]]:
    """What the server has of a kind, each in its fields."""
    done = subprocess.run(["pactl", "list", "short", what], capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


class Still(QObject):
    """How long an event loop ever stands still."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self._last = time.monotonic()
        self.startTimer(2, Qt.TimerType.PreciseTimer)

    def timerEvent(self, event: QTimerEvent) -> None:
        now = time.monotonic()
        self.longest_ms = max(self.longest_ms, 1000 * (now - self._last))
        self._last = now


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


def compare(recording: Path, run: Run, chosen: argparse.Namespace) -> int:
    """Prints how the recorded onsets lie to the planned ones, and where something else was heard."""
    planned, started, render = run.planned, run.began, partial(render_window, said=Clips(run.voice))
    samples = np.fromfile(recording, np.int16)
    slope, base = clock_of(recording.with_suffix(".times"))

    def off_ms(at: float, length_ms: int) -> float:
        position = round(at - started) + BEGINS_MS
        tone = render(planned, position, position + length_ms).astype(np.float64)
        return slope * found_ms(samples, (at - base) / slope, tone)

    sounding = np.flatnonzero(samples[at_48(started, slope, base)[0] :])
    if sounding.size:
        print(f"first sound after {sounding[0] / 48:.0f} ms")
    begin, end = started + WAKES_MS, started + 1000 * chosen.seconds - 1000
    sharp = [cue for cue in planned if cue.kind not in BREATHS]
    wanted = np.unique([started + cue.at_ms - BEGINS_MS for cue in sharp])
    wanted = wanted[(wanted > begin) & (wanted < end)]
    off = np.array([off_ms(at, TONE_MS) for at in wanted])
    found = np.isfinite(off)
    if found.sum() < 2:
        print(f"{found.sum()} of {wanted.size} onsets heard")
        return 1
    latency = np.median(off[found])
    off, when = off[found] - latency, wanted[found]
    drift = np.polyfit(when / 60_000, off, 1)[0]
    apart = np.abs(np.diff(off)).max()
    low, high = np.percentile(off, (5, 95))
    moments = [float(at) for at in np.arange(begin, end, MOMENT_MS)]
    planned_rms = np.array([rms(render(planned, *span(at - started + BEGINS_MS))) for at in moments])
    heard_rms = np.array([rms(samples[slice(*at_48(at + latency, slope, base))]) for at in moments])
    # A moment in the midst of a sound: at its ends a few ms more or less are no gap.
    midst = np.minimum(planned_rms[1:-1], np.minimum(planned_rms[:-2], planned_rms[2:]))
    gaps = [moments[n + 1] for n in np.flatnonzero((midst > QUIET) & (heard_rms[1:-1] < midst / 4))]
    print(
        "load   seconds  onsets  found  latency     p5    p95    max"
        "  distance  drift/min  sink ppm  moments  gaps"
    )
    print(
        f"{chosen.load:6} {chosen.seconds:7.0f} {wanted.size:7} {found.sum():6} "
        f"{latency:8.1f} {low:6.1f} {high:6.1f} {np.abs(off).max():6.1f} "
        f"{apart:9.1f} {drift:10.2f} {1e6 * (1 / slope - 1):9.0f} {(midst > QUIET).sum():8} {len(gaps):5}"
    )
    for worst in np.flatnonzero(np.abs(off) > chosen.within):
        print(f"{off[worst]:+.1f} ms: the onset {(when[worst] - started) / 1000:.3f} s after the start")
    for at in gaps:
        print(f"not heard: what is planned {(at - started) / 1000:.1f} s after the start")
    return int(found.sum() < wanted.size or np.abs(off).max() > chosen.within or len(gaps) > chosen.gaps)


def span(at_ms: float) -> tuple[int, int]:
    """A moment from a millisecond on."""
    return round(at_ms), round(at_ms) + MOMENT_MS


def at_48(at_ms: float, slope: float, base: float) -> tuple[int, int]:
    """The samples of a recording that were heard in a moment of the computer's clock."""
    first = round((at_ms - base) / slope * 48)
    return first, first + 48 * MOMENT_MS


def rms(samples: npt.NDArray[np.int16]) -> float:
    """The loudness of samples, of 1."""
    return float(np.sqrt(np.mean(np.square(samples / 32768)))) if samples.size else 0.0


def clock_of(arrivals: Path) -> tuple[float, float]:
    """The line from a recording's ms to the computer's: a piece never comes early, so it lies under them."""
    times = np.loadtxt(arrivals)
    at, seconds = times[:, 1] / 2 / 48, 1000 * times[:, 0]
    slope, base = np.polyfit(at, seconds, 1)
    for _ in range(4):
        early = seconds - (base + slope * at) <= np.median(seconds - (base + slope * at))
        slope, base = np.polyfit(at[early], seconds[early], 1)
    return float(slope), float(base)


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
