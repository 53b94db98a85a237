#!/usr/bin/env python3
"""Everything a checkout needs, with nothing but Python: set it up, start it, check it.

    python3 packaging/dev.py run   [arguments of Guided]    start the program
    python3 packaging/dev.py test  [arguments of pytest]    every check and every test, or just these tests
    python3 packaging/dev.py check                          every check, no tests
    python3 packaging/dev.py bench                          the benchmarks
    python3 packaging/dev.py shots DIR                      a picture of each page, into DIR

The first start makes an environment in .venv and fills it; later ones only compare a stamp.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# A stamp holds the fingerprint that its step was finished for. There are two, so that a missing
# system library does not cost installing everything else once more.
INSTALLED = VENV / "guided-installed"
LIBRARIES = VENV / "guided-libraries"
UNFINISHED = "unfinished"

APT_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]
APT_PACKAGES = [
    *["libglib2.0-0", "libegl1", "libgl1", "libfontconfig1"],  # Qt itself
    *["libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"],  # X11
    *["libpulse0", "libxrandr2"],  # sound, and the FFmpeg that Qt plays it with
]

# Names the library that is really missing; Qt would name another one, and abort.
PROBE = """
import ctypes, pathlib, sys
try:
    import PySide6.QtWidgets, PySide6.QtMultimedia
    plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins"
    ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    ctypes.CDLL(str(plugins / "multimedia" / "libffmpegmediaplugin.so"))
except (ImportError, OSError) as why:
    sys.exit(str(why))
"""

# Steps: a heading, and a command of the environment.
CHECKS = {
    "Lint": ["ruff", "check"],
    "Format": ["ruff", "format", "--check"],
    "Types": ["mypy"],
    "Imports": ["lint-imports"],
}


def main(arguments: list[str]) -> int:
    """Carry out one command; the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever Python there is
        stop(f"Guided needs Python 3.11 or newer, and this is {sys.version.split()[0]}.")
    verb, *rest = arguments or ["help"]
    if verb in COMMANDS:
        return COMMANDS[verb](rest)
    print(__doc__)
    if verb in ("help", "-h", "--help"):
        return 0
    say(f"There is no command {verb}.")
    return 2


def run(arguments: list[str]) -> int:
    """Start Guided in place of this process."""
    install()
    provide_libraries()
    # -P: a folder that happens to be named guided where the person stands is not the program.
    command = [str(PYTHON), "-P", "-m", "guided", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def test(arguments: list[str]) -> int:
    """Run every check and then every test; with arguments, only pytest with them."""
    install()
    provide_libraries()
    tests = {"Tests": ["pytest", *arguments]}
    return carry_out(tests if arguments else {**CHECKS, **tests})


def check(_: list[str]) -> int:
    """Run the checks, which need none of the system's libraries."""
    install()
    return carry_out(CHECKS)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks."""
    install()
    provide_libraries()
    return carry_out({"Benchmarks": ["python", "-m", "tests.benchmarks", *arguments]})


def shots(arguments: list[str]) -> int:
    """Paint each page into the folder named, with no screen needed."""
    if not arguments:
        stop("Say where the pictures go: python3 packaging/dev.py shots DIR")
    install()
    provide_libraries()
    folder, *rest = arguments
    # A step runs in ROOT, but the folder is meant as seen from where the person stands.
    return carry_out({"Shots": ["python", "-m", "guided.qt.shots", str(Path(folder).resolve()), *rest]})


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "shots": shots,
}


def carry_out(steps: dict[str, list[str]]) -> int:
    """Run one step after the other, up to the first that fails; its exit code, or 0."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for heading, (program, *arguments) in steps.items():
        print(f"\n=== {heading}: {' '.join([program, *arguments])}", flush=True)
        code = subprocess.call([str(PYTHON.parent / program), *arguments], cwd=ROOT, env=environment)
        if code:
            say(f"{heading} failed with exit code {code}.")
            return code if code > 0 else 128 - code  # ended by a signal: told as a shell tells it
    return 0


def install() -> None:
    """Make and fill the environment, unless its stamp says that this was finished."""
    stamp, wanted = read(INSTALLED), fingerprint()
    if stamp == wanted and PYTHON.exists():
        return
    say("Installing into .venv; the first time this takes a few minutes (about 300 MB).")
    try:
        # An environment made by other means has no stamp, and is kept.
        if not PYTHON.exists() or (stamp and not stamp.startswith(identity())):
            create_environment()
        INSTALLED.write_text(UNFINISHED)
        subprocess.check_call([*find_installer(), "--editable", ".[test]"], cwd=ROOT)
    except subprocess.CalledProcessError:
        stop("Not installed, for the reason above. Is there a network connection? Starting again is safe.")
    INSTALLED.write_text(wanted)


def identity() -> str:
    """What an environment cannot outlive: the series of its Python, and its place on the disk."""
    return f"{sys.implementation.cache_tag} {VENV} "


def fingerprint() -> str:
    """What the environment depends on: where and what it is, and what pyproject.toml asks for."""
    return identity() + hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def create_environment() -> None:
    """Make an empty environment, with nothing left in it of an unfinished or outdated one."""
    if Path(sys.prefix) == VENV:
        stop("The environment in .venv has to be made again: start this with a Python from outside it.")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    INSTALLED.write_text(UNFINISHED)  # first, so that whatever interrupts the rest is noticed
    # Without pip, because Debian splits off what would put it there.
    subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", str(VENV)])


def find_installer() -> list[str]:
    """The command that installs into the environment: uv, this Python's pip, or the pip it can unpack."""
    # Progress is for a person to watch; in a log it is thousands of lines.
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", str(PYTHON), "--compile-bytecode", *quiet]
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *quiet]
    if not find_spec("ensurepip"):
        stop("Guided needs pip or uv to install what it uses; on Debian: sudo apt-get install python3-pip")
    subprocess.check_call([str(PYTHON), "-m", "ensurepip"], stdout=subprocess.DEVNULL)
    return [str(PYTHON), "-m", "pip", "install", *quiet]


def provide_libraries() -> None:
    """See that Qt finds the system's libraries, unless it did before: install them, or say how to."""
    if not sys.platform.startswith("linux") or read(LIBRARIES) == fingerprint():
        return
    if why := missing_library():
        say(f"Qt needs a system library: {why}")
        if not shutil.which("apt-get"):
            say("Install it with this system's package manager if Guided does not start.")
            return
        install_libraries()
    LIBRARIES.write_text(fingerprint())


def install_libraries() -> None:
    """Install what Qt needs with apt; stop with the command to give if that is not allowed."""
    command = [*APT_INSTALL, *APT_PACKAGES]
    if os.geteuid() != 0:
        stop(f"Install it with:\n\n    sudo apt-get update && sudo {' '.join(command)}\n\nand start again.")
    say(f"Running: {' '.join(command)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.check_call(["apt-get", "update", "-qq"])
        subprocess.check_call(command, env=environment, stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError:
        stop("The system's libraries are not installed, for the reason above. Is there a network connection?")
    if why := missing_library():
        stop(f"Qt still needs a system library: {why}")


def missing_library() -> str:
    """Why Qt cannot be loaded, or nothing if it can."""
    probe = subprocess.run([str(PYTHON), "-c", PROBE], capture_output=True, text=True)
    return probe.stderr.strip() if probe.returncode else ""


def read(stamp: Path) -> str:
    """What a stamp says: nothing if there is none."""
    return stamp.read_text() if stamp.exists() else ""


def say(line: str) -> None:
    """Tell the person what is going on, apart from what the program itself prints."""
    print(f"· {line}", file=sys.stderr, flush=True)


def stop(why: str) -> NoReturn:
    """End here, with the reason."""
    sys.exit(f"· {why}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
