#!/usr/bin/env python3
"""Whether a copy of the program does what it is for: the same test for every form it is handed out in.

    python3 packaging/smoke.py PATH [--pictures DIR]

PATH is a checkout, a wheel, an sdist, the folder of a bundle, a package for Linux, which is unpacked and
not installed, or the program itself, such as guided where a package was installed. On Linux it needs Xvfb,
xdotool and strace, and watches that nothing is written outside a person's own folders and that nobody is
called over a network. It needs nothing but Python.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TOOLS = ("Xvfb", "xdotool", "strace")
WAIT_S = 120
SPEED = 60
# What a program may open for writing that is no file of anybody's.
NO_FILES = ("/dev/", "/proc/self/", "/sys/", "pipe:", "socket:", "anon_inode", "memfd:")
CHANGES = re.compile(
    r'^\d+ +(?:openat\(AT_FDCWD, "(?P<opened>[^"]*)", [^)]*O_(?:WRONLY|RDWR|CREAT)'
    r'|(?:creat|mkdir|unlink|rmdir|rename|truncate|symlink|link)(?:at)?\((?:AT_FDCWD, )?"(?P<changed>[^"]*)")'
    r".* = (?!-1)"
)
CALLS = re.compile(r"^\d+ +(?:connect|sendto|bind)\(.*sa_family=AF_INET")
# The system's own printing service answers at this computer's address.
PRINTERS = re.compile(r'htons\(631\).*"(?:127\.0\.0\.1|::1)"')


# A routine as somebody shares it.
SHARED = (
    'name = "Two minutes for the hips"\ngoal = "Undo an hour of sitting."\n\n'
    '[[step]]\nexercise = "split-stance-hip-flexor"\nreps = 5\n'
)

# How a package for Linux is unpacked into the folder that a shell is in; $1 is the package.
UNPACKED_BY = {
    ".deb": 'dpkg-deb -x "$1" .',
    ".rpm": 'rpm2archive - <"$1" | tar -xz',  # of the package rpm
    ".xz": 'tar -xJf "$1" --strip-components=1',
    ".AppImage": '"$1" --appimage-extract >/dev/null; mv squashfs-root/* .',
}


class Failed(Exception):
    """What is not as it has to be."""


class Trial:
    """A copy of the program in a home of its own."""

    def __init__(self, command: list[str], scratch: Path, folder: Path | None = None) -> None:
        self.command, self.scratch, self.folder = command, scratch, folder
        self.home = scratch / "home"
        self.trace = scratch / "trace"
        for place in (self.home, self.home / "tmp", self.trace, self.runtime):
            place.mkdir(mode=0o700)
        self.environment = {
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "XDG_RUNTIME_DIR": str(self.runtime),
            # There is none: one that Qt started along would be watched, and outlive the program.
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.runtime}/bus",
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self._number = 0

    @property
    def runtime(self) -> Path:
        """Where sockets are."""
        return self.scratch / "runtime"

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Starts the program, watched where there is something to watch with."""
        watch: list[str] = []
        if on_linux():
            self._number += 1
            trace = self.trace / str(self._number)
            watch = ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=%file,%network", "-o", str(trace)]
        return subprocess.Popen(
            [*watch, *self.command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **self.environment, **more}
            if os.name == "nt"
            else {**self.environment, **more},
            cwd=self.folder or self.home,
        )

    def run(self, *arguments: str) -> str:
        """What a command prints. Raises Failed when it does not succeed."""
        process = self.start(*arguments)
        told, complained = process.communicate(timeout=WAIT_S)
        if process.returncode:
            raise Failed(f"guided {' '.join(arguments)} ended with {process.returncode}: {told}{complained}")
        return told


# ---- what is tried


def version(trial: Trial) -> str:
    """The program says which version it is."""
    told = trial.run("--version").strip()
    if not re.fullmatch(r"guided \d+\.\d+\.\d+\w*", told):
        raise Failed(told)
    return told


def parts(trial: Trial) -> str:
    """Icons, typeface, a clip of the voice, the sound's module, a chart and a sheet are all there."""
    told = trial.run("doctor")
    found = dict(re.findall(r"^[ !] (\w+) +(.*)$", told, re.MULTILINE))
    wrong = [line for line in told.splitlines() if line.startswith("!") or "fails:" in line]
    lacking = {"Drawings", "Voice", "Sound", "Chart", "Sheet", "Desktop"} - set(found)
    if wrong or lacking:
        raise Failed(f"{wrong} {lacking}")
    return f"{found['Guided']}; {found['Voice']}; sound {found['Sound']}; chart {found['Chart']}"


def sheet(trial: Trial) -> str:
    """A sheet is written as a PDF."""
    place = trial.home / "sheet.pdf"
    trial.run("sheet", "psoas-release", "-o", str(place))
    if not place.read_bytes().startswith(b"%PDF-"):
        raise Failed("the sheet is no PDF")
    return f"{place.stat().st_size // 1000} kB"


def track(trial: Trial) -> str:
    """The sound of a session is mixed, the voice decoded and all encoded."""
    place = trial.home / "track.opus"
    trial.run("track", shortest(trial)[0], "-o", str(place))
    if not place.read_bytes().startswith(b"OggS"):
        raise Failed("the track is no Opus file")
    return f"{place.stat().st_size // 1000} kB"


def session(trial: Trial, pictures: Path | None, sessions: int = 1) -> str:
    """A session is played to its end in a window, and is in the history then."""
    name, length_s = shortest(trial)
    with screen(trial) as (display, frame):
        process = trial.start("--speed", str(SPEED), "play", name, DISPLAY=display)
        try:
            await_(lambda: colours(frame) > 50, "a window", process)
            save_picture(frame, pictures, "session")  # it begins by itself, as soon as one lies down
            time.sleep(length_s / SPEED + 10)
            press(display, "Return")  # what is said of it at the end is saved
            await_(lambda: recorded(trial) >= sessions, "a record", process)
            save_picture(frame, pictures, "summary")
        finally:
            end(process)
    return f"on record: {recorded(trial)}"


def recorded(trial: Trial) -> int:
    """How many sessions are in the history."""
    return len(json.loads(trial.run("history", "export", "--format", "json"))["sessions"])


def double_click(trial: Trial, pictures: Path | None) -> str:
    """A file that was shared is shown to be added."""
    file = trial.home / "two-minutes.guided"
    file.write_text(SHARED, encoding="utf-8")
    introduce(trial)
    with screen(trial) as (display, frame):
        process = trial.start(str(file), DISPLAY=display)
        try:
            await_(lambda: colours(frame) > 50, "a window", process)
            time.sleep(4)
            save_picture(frame, pictures, "file")
        finally:
            end(process)
    return "shown"


def introduce(trial: Trial) -> None:
    """The first run is over, and its questions are answered."""
    settings = trial.home / ".config/guided/settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"introduced": true}', encoding="utf-8")


def nothing_else(trial: Trial) -> str:
    """No file was written outside the person's own folders, and nobody was called."""
    calls, changes, lines = [], [], 0
    for trace in sorted(trial.trace.iterdir()):
        for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
            lines += 1
            if CALLS.match(line) and not PRINTERS.search(line):
                calls.append(line)
            if (found := CHANGES.match(line)) and not is_own(found["opened"] or found["changed"], trial):
                changes.append(line)
    if calls or changes:
        raise Failed("\n".join([*calls, *changes][:10]))
    return f"{lines} calls of the system"


def is_own(name: str, trial: Trial) -> bool:
    """Whether a place is one that the program may write to."""
    if name.startswith(NO_FILES) or not name:
        return True
    place = os.path.normpath(os.path.join(trial.folder or trial.home, name))
    return any(place.startswith(str(own)) for own in (trial.home, trial.runtime))


# ---- the world around it


def on_linux() -> bool:
    """Whether there is X11 to show windows on and strace to watch with."""
    return sys.platform.startswith("linux")


def shortest(trial: Trial) -> tuple[str, float]:
    """The routine that takes least, and how many seconds it takes."""
    routines = json.loads(trial.run("list", "routines", "--json"))
    length_ms, name = min((one["length_ms"], one["id"]) for one in routines)
    return name, length_ms / 1000


@contextmanager
def screen(trial: Trial) -> Iterator[tuple[str, Path]]:
    """A screen of its own: its name, and the file that holds what is on it."""
    folder = Path(tempfile.mkdtemp(dir=trial.scratch))
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-fbdir", str(folder)],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise Failed("Xvfb did not start")
        yield f":{number}", folder / "Xvfb_screen0"
    finally:
        server.terminate()
        server.wait()


def pixels(frame: Path) -> tuple[int, int, bytes]:
    """Width, height and the pixels of a screen, four bytes each in the order blue, green, red, nothing."""
    content = frame.read_bytes()
    head = struct.unpack(">25I", content[:100])
    size, width, height, in_line, entries = head[0], head[4], head[5], head[12], head[19]
    start = size + entries * 12
    lines = (content[start + y * in_line :][: width * 4] for y in range(height))
    return width, height, b"".join(lines)


def colours(frame: Path) -> int:
    """How many colours are on a screen; one, before there is a window."""
    if not frame.exists():
        return 0
    _, _, found = pixels(frame)
    return len({found[i : i + 3] for i in range(0, len(found), 4 * 7)})


def save_picture(frame: Path, folder: Path | None, name: str) -> None:
    """Writes what is on a screen as a PNG, where somebody wants to look."""
    if folder is None:
        return
    width, height, found = pixels(frame)
    rows = bytearray()
    for y in range(height):
        line = found[y * width * 4 : (y + 1) * width * 4]
        row = bytearray(width * 3)
        row[0::3], row[1::3], row[2::3] = line[2::4], line[1::4], line[0::4]
        rows += b"\0" + row
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(bytes(rows), 6)),
            (b"IEND", b""),
        ):
            file.write(
                struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
            )


def press(display: str, key: str) -> None:
    """Presses a key in the window that is shown."""
    environment = {**os.environ, "DISPLAY": display}
    found = subprocess.check_output(
        ["xdotool", "search", "--onlyvisible", "--name", "Guided"], env=environment, text=True
    ).split()
    subprocess.check_call(["xdotool", "windowfocus", "--sync", found[0], "key", key], env=environment)


def await_(happened: Callable[[], bool], what: str, process: subprocess.Popen[str]) -> None:
    """Waits for something. Raises Failed when the program ends before, or it takes too long."""
    until = time.monotonic() + WAIT_S
    while not happened():
        if process.poll() is not None:
            raise Failed(f"it ended with {process.returncode} before {what}: {process.communicate()[1]}")
        if time.monotonic() > until:
            raise Failed(f"there is no {what} after {WAIT_S} s")
        time.sleep(0.5)


def end(process: subprocess.Popen[str]) -> None:
    """Ends the program as a system that shuts down does, which it survives."""
    if process.poll() is not None:
        return
    watched = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()
    for number in watched or [str(process.pid)]:
        os.kill(int(number), signal.SIGTERM)
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise Failed("it does not end when it is asked to") from None


# ---- the copy


def command_for(path: str, scratch: Path) -> tuple[list[str], Path | None]:
    """What starts a copy, and the folder to start it in if that matters; installs a wheel or an sdist.

    A package for Linux is unpacked into the scratch folder.
    """
    place = Path(path)
    if (place / "pyproject.toml").is_file():
        made = [place / name / "bin/python" for name in (".venv", ".venv-release")]
        python = next((one for one in made if one.exists()), Path(sys.executable))
        return [str(python.absolute()), "-m", "guided"], place.absolute()
    if place.suffix == ".whl" or place.name.endswith(".tar.gz"):
        return [str(installed(place.absolute(), scratch))], None
    if unpack := UNPACKED_BY.get(place.suffix):
        if subprocess.call(["sh", "-euc", unpack, "sh", str(place.absolute())], cwd=scratch):
            sys.exit(f"{path} could not be unpacked by: {unpack}")
        found = [scratch / one for one in ("AppRun", "usr/lib/guided/guided", "guided")]
        return [str(next(one for one in found if one.is_file()))], None
    if (place / "guided").is_file():
        return [str((place / "guided").absolute())], None
    program = shutil.which(path)
    if program is None:
        sys.exit(f"{path} is no copy of Guided.")
    return [program], None


def installed(package: Path, scratch: Path) -> Path:
    """The program of a wheel or an sdist, in an environment that had nothing in it."""
    place = scratch / "environment"
    subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", str(place)])
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", str(package)]
    told = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if told.returncode:
        sys.exit(told.stderr)
    return python.with_name("guided-cli.exe" if os.name == "nt" else "guided")


def main() -> int:
    """Tries everything there is to try; 0 when all of it works."""
    asked = argparse.ArgumentParser(prog="smoke.py", description=__doc__.splitlines()[0])
    asked.add_argument(
        "path", help="a checkout, a wheel, an sdist, a bundle's folder, a package, or a program"
    )
    asked.add_argument("--pictures", type=Path, metavar="DIR", help="keep what was on the screen")
    chosen = asked.parse_args()
    if on_linux() and (lacking := [tool for tool in TOOLS if shutil.which(tool) is None]):
        sys.exit(f"Lacking: {', '.join(lacking)}.")
    with tempfile.TemporaryDirectory(prefix="guided-") as name:
        scratch = Path(name)
        trial = Trial(*arranged(chosen.path, scratch))
        steps: dict[str, Callable[[], str]] = {
            "version": lambda: version(trial),
            "parts": lambda: parts(trial),
            "sheet": lambda: sheet(trial),
            "track": lambda: track(trial),
        }
        if on_linux():
            steps |= {
                "session": lambda: session(trial, chosen.pictures),
                "file": lambda: double_click(trial, chosen.pictures),
                "nothing else": lambda: nothing_else(trial),
            }
        return max([tried(what, step) for what, step in steps.items()])


def arranged(path: str, scratch: Path) -> tuple[list[str], Path, Path | None]:
    """A command, the scratch folder, and the folder to start it in."""
    command, folder = command_for(path, scratch)
    return command, scratch, folder


def tried(what: str, step: Callable[[], str]) -> int:
    """Whether a step failed, with a line on it."""
    try:
        print(f"ok      {what}: {step()}", flush=True)
    except (Failed, OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
        print(f"FAILED  {what}: {error}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
