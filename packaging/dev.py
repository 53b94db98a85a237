#!/usr/bin/env python3
"""Everything a checkout needs, with nothing but Python: set it up, start it, check it.

    python3 packaging/dev.py run   [arguments of Guided]    start the program
    python3 packaging/dev.py test  [arguments of pytest]    every check and every test, or just these tests
    python3 packaging/dev.py test --newest [as above]       the same with the newest release of every package
    python3 packaging/dev.py test --oldest [as above]       the same with the oldest releases allowed
    python3 packaging/dev.py check                          every check, no tests
    python3 packaging/dev.py bench                          the benchmarks
    python3 packaging/dev.py shots DIR [--figures]          a picture of each page, or of each figure
    python3 packaging/dev.py shots DIR [--store | --rep]    those for software centres, or one rep as it moves
    python3 packaging/dev.py shots DIR --home               a home with a history until now, to start in
    python3 packaging/dev.py build                          the wheel and the sdist, into dist/
    python3 packaging/dev.py bundle                         the program with its own Python, into build/
    python3 packaging/dev.py packages                       packages for Linux of that bundle, into dist/
    python3 packaging/dev.py lint                           what systems read, seen by the tools that know it
    python3 packaging/dev.py release [--tag TAG]            all of a release: made, tried, listed

The first start makes an environment in .venv and fills it with the versions in constraints.txt; later
ones only compare a stamp.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NEWEST = ROOT / ".venv-newest"
OLDEST = ROOT / ".venv-oldest"
RELEASE = ROOT / ".venv-release"
NEWEST_ASKED, OLDEST_ASKED = "--newest", "--oldest"
PYPROJECT, CONSTRAINTS = "pyproject.toml", "packaging/constraints.txt"

# A stamp holds the fingerprint that its step was finished for. There are two, so that a missing
# system library does not cost installing everything else once more.
INSTALLED, LIBRARIES = "guided-installed", "guided-libraries"
UNFINISHED = "unfinished"

# What Guided and its tests load of Qt, in the folder of PySide6.
QT_MODULES = "Core DBus Gui Multimedia Network Pdf PrintSupport Svg Test Widgets".split()
QT_PLUGINS = ["platforms/libqxcb.so", "multimedia/libffmpegmediaplugin.so"]

# Libraries that share a package on Debian, and what that is called after.
SHARED = {r"lib(glib|gio|gmodule|gobject|gthread)-2\.0": "libglib2.0", r"libbrotli\w+": "libbrotli"}

# What an environment holds, in the form of constraints.txt.
VERSIONS = """
from importlib.metadata import distributions
for one in distributions():
    if one.name not in ("guided", "pip"):
        print(f"{one.name}=={one.version}")
"""

# Steps: a heading, and a command of the environment.
CHECKS = {
    "Lint": ["ruff", "check"],
    "Format": ["ruff", "format", "--check"],
    "Types": ["mypy"],
    "Imports": ["lint-imports"],
    "Packages": ["python", "packaging/lint.py"],
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
    command = [str(python_of(VENV)), "-P", "-m", "guided", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def test(arguments: list[str]) -> int:
    """Run every check and then every test; with arguments, only pytest with them."""
    bounds = [one for one in arguments if one in (NEWEST_ASKED, OLDEST_ASKED)]
    chosen = [one for one in arguments if one not in bounds]
    tests = {"Tests": ["pytest", *chosen]}
    steps = tests if chosen else {**CHECKS, **tests}
    if NEWEST_ASKED in bounds:
        return try_newest(steps)
    if OLDEST_ASKED in bounds:
        install_oldest()
        provide_libraries(OLDEST)
        return carry_out(tests, OLDEST)
    install()
    provide_libraries()
    return carry_out(steps)


def try_newest(steps: dict[str, list[str]]) -> int:
    """Run all steps with the newest releases, whatever fails; the highest exit code."""
    install_newest()
    provide_libraries(NEWEST)
    found = subprocess.check_output([python_of(NEWEST), "-c", VERSIONS], text=True)
    code = max(carry_out({heading: step}, NEWEST) for heading, step in steps.items())
    other = sorted(set(found.split()) - set((ROOT / CONSTRAINTS).read_text().split()))
    say(f"This was tried with versions that are not in {CONSTRAINTS}:\n" + "\n".join(other))
    return code


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
    """Paint each page, or each figure, into the folder named, with no screen needed."""
    if not arguments:
        stop("Say where the pictures go: python3 packaging/dev.py shots DIR")
    install()
    provide_libraries()
    folder, *rest = arguments
    # A step runs in ROOT, but the folder is meant as seen from where the person stands.
    return carry_out({"Shots": ["python", "packaging/shots.py", str(Path(folder).resolve()), *rest]})


def make(verb: str, arguments: list[str]) -> int:
    """Run one of the programs that make a release, in an environment with just what goes into it."""
    install_release()
    provide_libraries(RELEASE)
    return carry_out({verb.capitalize(): ["python", f"packaging/{verb}.py", *arguments]}, RELEASE)


def release(arguments: list[str]) -> int:
    """Make and try all that is handed out, with the Python that runs this."""
    return subprocess.call([sys.executable, str(ROOT / "packaging/release.py"), *arguments], cwd=ROOT)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "shots": shots,
    **{verb: partial(make, verb) for verb in ("build", "bundle", "packages", "sbom", "lint")},
    "release": release,
}


def carry_out(steps: dict[str, list[str]], venv: Path | None = None) -> int:
    """Run one step after the other, up to the first that fails; its exit code, or 0."""
    programs = python_of(venv or VENV).parent
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if venv == RELEASE:
        environment["PYTHONPATH"] = str(ROOT)  # there the program itself is not installed
    for heading, (program, *arguments) in steps.items():
        print(f"\n=== {heading}: {' '.join([program, *arguments])}", flush=True)
        code = subprocess.call([str(programs / program), *arguments], cwd=ROOT, env=environment)
        if code:
            say(f"{heading} failed with exit code {code}.")
            return code if code > 0 else 128 - code  # ended by a signal: told as a shell tells it
    return 0


def give(command: list[str], **how: Any) -> None:
    """Run a command that the rest depends on; stop if it fails."""
    try:
        subprocess.check_call(command, **how)
    except subprocess.CalledProcessError:
        stop("Not set up, for the reason above. Is there a network connection? Starting again is safe.")


# ---- the environment


def python_of(venv: Path) -> Path:
    """The Python of an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install() -> None:
    """Make and fill the environment, unless its stamp says that this was finished."""
    stamp, wanted = read(VENV / INSTALLED), fingerprint()
    there = python_of(VENV).exists()
    if stamp == wanted and there:
        return
    say("Installing into .venv; the first time this takes a few minutes (about 300 MB).")
    # An environment made by other means has no stamp, and is kept.
    if not there or (stamp and not stamp.startswith(identity())):
        create_environment(VENV)
    (VENV / INSTALLED).write_text(UNFINISHED)
    install_packages(VENV, ["--constraint", CONSTRAINTS, "--editable", ".[test]"])
    (VENV / INSTALLED).write_text(wanted)


def install_newest() -> None:
    """Make another environment, with the newest release of all that pyproject.toml names, bounds or not."""
    import tomllib  # not for a Python that is too old to get here

    project = tomllib.loads((ROOT / PYPROJECT).read_text(encoding="utf-8"))["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = [re.split(r"[^\w-]", one)[0] for one in requirements]
    say(f"Installing the newest releases into {NEWEST.name}.")
    create_environment(NEWEST)
    install_packages(NEWEST, names)
    install_packages(NEWEST, ["--no-deps", "--editable", "."])


def install_oldest() -> None:
    """Make another environment, with the oldest releases that pyproject.toml lets Guided run with."""
    import tomllib  # not for a Python that is too old to get here

    project = tomllib.loads((ROOT / PYPROJECT).read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    allowed = [*project["dependencies"], *extras.get("media", [])]
    oldest = [re.sub(r">=([^,;]+)[^;]*", r"==\1", one) for one in allowed]
    say(f"Installing the oldest releases into {OLDEST.name}.")
    create_environment(OLDEST)
    install_packages(OLDEST, [*oldest, *extras["test"]])
    install_packages(OLDEST, ["--no-deps", "--editable", "."])


def install_release() -> None:
    """Make a third environment, with the tools of a release, unless its stamp says that this was finished."""
    import tomllib  # not for a Python that is too old to get here

    if read(RELEASE / INSTALLED) == fingerprint():
        return
    project = tomllib.loads((ROOT / PYPROJECT).read_text(encoding="utf-8"))
    say(f"Installing the tools of a release into {RELEASE.name}.")
    create_environment(RELEASE)
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["release"]]
    install_packages(RELEASE, ["--constraint", CONSTRAINTS, *wanted])
    (RELEASE / INSTALLED).write_text(fingerprint())


def identity() -> str:
    """What an environment cannot outlive: the series of its Python, and its place on the disk."""
    return f"{sys.implementation.cache_tag} {VENV} "


def fingerprint() -> str:
    """What the environment depends on: where and what it is, what is asked for and in which versions."""
    asked = b"".join((ROOT / name).read_bytes() for name in (PYPROJECT, CONSTRAINTS))
    return identity() + hashlib.sha256(asked).hexdigest()


def create_environment(venv: Path) -> None:
    """Make an empty environment, with nothing left in it of an unfinished or outdated one."""
    if Path(sys.prefix) == venv:
        stop(f"The environment {venv.name} has to be made again: start this with a Python from outside it.")
    shutil.rmtree(venv, ignore_errors=True)
    venv.mkdir()
    (venv / INSTALLED).write_text(UNFINISHED)  # first, so that whatever interrupts the rest is noticed
    # Without pip, because Debian splits off what would put it there.
    give([sys.executable, "-m", "venv", "--without-pip", str(venv)])


def install_packages(venv: Path, what: list[str]) -> None:
    """Install into an environment."""
    give([*find_installer(python_of(venv)), *what], cwd=ROOT)


def find_installer(python: Path) -> list[str]:
    """The command that installs for a Python: uv, the pip that it can unpack, or this Python's pip."""
    # Progress is for a person to watch; in a log it is thousands of lines.
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", str(python), "--compile-bytecode", *quiet]
    if find_spec("ensurepip"):
        give([str(python), "-m", "ensurepip"], stdout=subprocess.DEVNULL)
        return [str(python), "-m", "pip", "install", *quiet]
    if not find_spec("pip"):
        lacking = "Guided needs pip or uv to install what it uses."
        if not shutil.which("apt-get"):
            stop(lacking)
        say(lacking)
        apt_install(["python3-pip"])
        importlib.invalidate_caches()
    return [sys.executable, "-m", "pip", "--python", str(python), "install", *quiet]


# ---- the system's libraries


def provide_libraries(venv: Path | None = None) -> None:
    """See that Qt finds the system's libraries, unless it did before: install them, or say how to."""
    venv = venv or VENV
    if not sys.platform.startswith("linux") or read(venv / LIBRARIES) == fingerprint():
        return
    if missing := missing_libraries(venv):
        say(f"Qt needs libraries that this system lacks: {', '.join(missing)}")
        if not shutil.which("apt-get"):
            # Not a reason to stop: under Wayland Guided starts without X11's libraries.
            say(f"If Guided does not start, install them with {installer_of(missing)}")
            return
        apt_install([debian_package(library) for library in missing])
        if missing := missing_libraries(venv):
            stop(f"Qt still needs {', '.join(missing)}, for which no package is known.")
    (venv / LIBRARIES).write_text(fingerprint())


def missing_libraries(venv: Path) -> list[str]:
    """The files that the loader does not find for Qt, all at once: libEGL.so.1, ..."""
    if not shutil.which("ldd"):
        return []
    [qt] = venv.glob("lib/python3*/site-packages/PySide6")
    modules = [qt / f"Qt{name}.abi3.so" for name in QT_MODULES]
    plugins = [qt / "Qt/plugins" / name for name in QT_PLUGINS]
    told = subprocess.run(["ldd", *modules, *plugins], capture_output=True, text=True)
    return sorted(set(re.findall(r"^\s*(\S+) => not found", told.stdout, re.MULTILINE)))


def debian_package(library: str) -> str:
    """The package of a library by Debian's rule: libEGL.so.1 is in libegl1, libdbus-1.so.3 in libdbus-1-3."""
    name, version = library.lower().replace("_", "-").split(".so.")
    name = next((called for many, called in SHARED.items() if re.fullmatch(many, name)), name)
    return f"{name}-{version}" if name[-1].isdigit() else f"{name}{version}"


def apt_install(names: list[str]) -> None:
    """Install packages with apt; stop with the command to give if that is not allowed."""
    root = os.geteuid() == 0
    if root:
        give(["apt-get", "update", "-qq"])
    command = ["apt-get", "install", "-y", "--no-install-recommends", *called_here(names)]
    line = " ".join(command)
    if not root:
        stop(f"Install it with:\n\n    sudo apt-get update && sudo {line}\n\nand start again.")
    say(f"Running: {line}")
    give(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL)


def called_here(names: list[str]) -> list[str]:
    """The names that apt knows: since Debian 13 and Ubuntu 24.04 libglib2.0-0 is called libglib2.0-0t64."""
    pattern = f"^({'|'.join(re.escape(name) for name in names)})(t64)?$"
    told = subprocess.check_output(["apt-cache", "search", "--names-only", pattern], text=True)
    # A system that has never asked for the lists knows no names at all.
    return sorted(line.split()[0] for line in told.splitlines()) or sorted(set(names))


def installer_of(libraries: list[str]) -> str:
    """What installs libraries on a system without apt."""
    if shutil.which("dnf"):  # it finds the package by the file
        return "\n\n    sudo dnf install " + shlex.join(f"{library}()(64bit)" for library in libraries) + "\n"
    return "this system's package manager."


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
