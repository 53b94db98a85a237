#!/usr/bin/env python3
"""The package on a Debian with nothing else on it, from its installation to its removal, for a plain user.

    python3 packaging/clean_debian.py bookworm dist/guided_0.1.0-1_amd64.deb [--tree DIR] [--pictures DIR]

It needs root, debootstrap, unshare, Xvfb and xdotool. The bare system is made once, in build/trees or DIR,
and left as it is: all that happens is written over it. Steps are told like those of smoke.py, one of which is
the smoke test itself.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import smoke

ROOT = Path(__file__).resolve().parent.parent
MOUNTED = "--mounted"
GUEST = "guest"
ENTRY = "usr/share/applications/guided.desktop"
# What a desktop has, and a bare system has not.
DESKTOP = "desktop-file-utils shared-mime-info xdg-utils libfile-mimeinfo-perl"
TRYING = "python3 xvfb xdotool strace procps"
SOON_S = 20  # for a start that hands over to the window that is there
RECOMMENDED = {"libcups.so.2", "libwayland-client.so.0", "libwayland-cursor.so.0"}


def main() -> int:
    """Tries it; 0 when all of it works."""
    asked = argparse.ArgumentParser(prog="clean_debian.py", description=__doc__.splitlines()[0])
    asked.add_argument("suite", help="bookworm, trixie, ...")
    asked.add_argument("package", type=Path, help="the .deb")
    asked.add_argument("--tree", type=Path, metavar="DIR", help="a bare system; made if it is not there")
    asked.add_argument("--pictures", type=Path, metavar="DIR", help="keep what was on the screen")
    asked.add_argument(MOUNTED, action="store_true", help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    tree = chosen.tree or ROOT / "build" / "trees" / chosen.suite
    if not (tree / "bin").exists():
        subprocess.check_call(["debootstrap", "--variant=minbase", chosen.suite, str(tree)])
    if not chosen.mounted:  # what is mounted from here on is gone with the last process that sees it
        command = ["unshare", "--mount", "--propagation", "private", sys.executable, __file__, MOUNTED]
        return subprocess.call([*command, *sys.argv[1:]])
    with tempfile.TemporaryDirectory(prefix="guided-") as name:
        system = System(tree, Path(name))
        try:
            return try_all(Guest(system, Path(name) / "guest"), chosen.package, chosen.pictures)
        finally:
            system.leave()


class System:
    """A bare Debian to be written over."""

    def __init__(self, tree: Path, scratch: Path) -> None:
        self.root = scratch / "root"
        for name in ("upper", "work", "root"):
            (scratch / name).mkdir()
        # Not over the disk's own file system, which may itself be of layers.
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", str(scratch / "upper")])
        for name in ("changed", "work"):
            (scratch / "upper" / name).mkdir()
        layers = f"lowerdir={tree},upperdir={scratch}/upper/changed,workdir={scratch}/upper/work"
        self._mounted = [scratch / "upper"]
        self._mount("-t", "overlay", "-o", layers, "overlay", self.root)
        self._mount("-t", "proc", "proc", self.root / "proc")
        self._mount("--rbind", "/dev", self.root / "dev")
        for name in ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt"):
            if Path("/", name).exists():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(f"/{name}", self.root / name)
        self.run("useradd", "-m", GUEST, user="root")

    def leave(self) -> None:
        """Take everything away that was mounted."""
        for place in reversed(self._mounted):
            subprocess.call(["umount", "--lazy", str(place)])

    def command(self, *command: str, user: str = GUEST, display: str = "") -> list[str]:
        """What runs a command in it, with nothing of this system around it but a screen."""
        home = "/root" if user == "root" else f"/home/{user}"
        around = [f"HOME={home}", f"USER={user}", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
        around += [f"DISPLAY={display}", f"XDG_RUNTIME_DIR={home}/run"] if display else []
        around += ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
        inside = f"cd {home}; exec {shlex.join(command)}"
        who = [f"--userspec={user}:{user}"]
        return ["chroot", *who, str(self.root), "env", "-i", *around, "sh", "-c", inside]

    def run(self, *command: str, user: str = GUEST) -> str:
        """What a command says. Raises Failed when it does not succeed."""
        ran = subprocess.run(
            self.command(*command, user=user), capture_output=True, text=True, check=False, errors="replace"
        )
        if ran.returncode:
            raise smoke.Failed(f"{shlex.join(command)} ended with {ran.returncode}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def programs(self) -> list[int]:
        """The processes in it that are Guided, whoever started them."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # gone meanwhile
                if Path(os.readlink(place / "exe")).name == "guided" and os.readlink(place / "root") == str(
                    self.root
                ):
                    found.append(int(place.name))
        return found

    def install(self, *names: str) -> str:
        """Install packages, and nothing that they only recommend."""
        self.run("apt-get", "update", "-qq", user="root")
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *names, user="root")
        return " ".join(names)

    def _mount(self, *arguments: str | Path) -> None:
        subprocess.check_call(["mount", *map(str, arguments)])
        self._mounted.append(Path(arguments[-1]))


class Guest(smoke.Trial):
    """The program in it, with the home of a plain user, for whom it is not the first start."""

    def __init__(self, system: System, scratch: Path) -> None:
        scratch.mkdir()
        super().__init__(["guided"], scratch)
        self.system, self.home = system, system.root / "home" / GUEST
        system.run("mkdir", "-p", "-m", "700", "run", ".config/guided")
        system.run("sh", "-c", """echo '{"introduced": true}' >.config/guided/settings.json""")

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Starts the program, not watched."""
        return self.begin("guided", *arguments, display=more.get("DISPLAY", ""))

    def begin(self, *command: str, display: str) -> subprocess.Popen[str]:
        """Starts whatever leads to it."""
        command = tuple(self.system.command(*command, display=display))
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def try_all(guest: Guest, package: Path, pictures: Path | None) -> int:
    """From the installation to the removal; 1 where a step fails, and the others are tried all the same."""
    system = guest.system
    for file in (package, ROOT / "packaging" / "smoke.py"):
        shutil.copyfile(file, guest.home / file.name)
    steps: dict[str, Callable[[], str]] = {
        "installed": lambda: system.install(f"/home/{GUEST}/{package.name}"),
        "nothing is missing": lambda: libraries(system),
        "what it finds": lambda: system.run("env", "QT_QPA_PLATFORM=offscreen", "guided", "doctor"),
        "tools to try it with": lambda: system.install(*DESKTOP.split(), *TRYING.split()),
        "smoke test": lambda: "\n" + system.run("python3", "smoke.py", "guided"),
        "a session": lambda: smoke.session(guest, pictures),
        "from the desktop": lambda: from_the_desktop(guest, pictures),
        "a double click": lambda: double_click(guest, pictures),
        "removed": lambda: removed(system, guest.home),
    }
    return max([smoke.tried(what, step) for what, step in steps.items()])


def libraries(system: System) -> str:
    """Every library that the program links is there, but for those that are only recommended."""
    find = "find /usr/lib/guided -type f -name '*.so*' ! -name 'libqgtk3*' -exec ldd {} + 2>/dev/null"
    told = system.run("env", "LD_LIBRARY_PATH=/usr/lib/guided/_internal", "sh", "-c", f"{find} || true")
    missing = set(re.findall(r"^\s*(\S+) => not found", told, re.MULTILINE))
    if wrong := missing - RECOMMENDED:
        raise smoke.Failed(f"not found: {', '.join(sorted(wrong))}")
    return f"{told.count(' => ')} links, of which only recommended: {', '.join(sorted(missing)) or 'none'}"


@contextmanager
def started(guest: Guest, display: str, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A program while it runs; it is ended as a system that shuts down ends it."""
    process = guest.begin(*command, display=display)
    try:
        yield process
    finally:
        for number in guest.system.programs():
            os.kill(number, signal.SIGTERM)
        process.communicate(timeout=SOON_S)


def from_the_desktop(guest: Guest, pictures: Path | None) -> str:
    """The entry starts a window, and its actions are done in that one."""
    system = guest.system
    lines = (system.root / ENTRY).read_text(encoding="utf-8").splitlines()
    entry, *actions = [
        shlex.split(line.removeprefix("Exec=").replace("%f", ""))
        for line in lines
        if line.startswith("Exec=")
    ]
    with smoke.screen(guest) as (display, frame), started(guest, display, *entry) as process:
        smoke.await_(lambda: smoke.colours(frame) > 50, "a window", process)
        for number, action in enumerate(actions):
            time.sleep(4)
            smoke.save_picture(frame, pictures, f"desktop-{number}")
            subprocess.check_call(system.command(*action, display=display), timeout=SOON_S)
        time.sleep(4)
        smoke.save_picture(frame, pictures, "desktop-last")
        if len(system.programs()) != 1:
            raise smoke.Failed("there is not one window")
        return f"{shlex.join(entry)}; in the same window: {', '.join(map(shlex.join, actions))}"


def double_click(guest: Guest, pictures: Path | None) -> str:
    """A file that was shared is of a kind of its own, and opens with the program."""
    system = guest.system
    system.run("sh", "-c", f"printf %s {shlex.quote(smoke.SHARED)} >two.guided")
    kind = system.run("xdg-mime", "query", "filetype", "two.guided").strip()
    opens = system.run("xdg-mime", "query", "default", kind).strip()
    if (kind, opens) != ("application/x-guided", "guided.desktop"):
        raise smoke.Failed(f"it is {kind} and opens with {opens or 'nothing'}")
    with (
        smoke.screen(guest) as (display, frame),
        started(guest, display, "xdg-open", "two.guided") as process,
    ):
        smoke.await_(lambda: smoke.colours(frame) > 50, "a window", process)
        time.sleep(4)
        smoke.save_picture(frame, pictures, "double-click")
    return f"{kind} opens with {opens}"


def removed(system: System, home: Path) -> str:
    """Nothing of the package is left, and all that is the person's."""
    data = home / ".local/share/guided"
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    system.run("apt-get", "purge", "-y", "-qq", "guided", user="root")
    found = "find / -xdev -iname '*guided*' ! -path '/home/*' ! -path '/proc/*' ! -path '/var/cache/apt/*'"
    if left := system.run("sh", "-c", found, user="root"):
        raise smoke.Failed(f"left behind: {left}")
    if not before or before != {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}:
        raise smoke.Failed("the person's data is not as it was")
    return f"nothing is left of it, and {len(before)} files of the person are as they were"


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
