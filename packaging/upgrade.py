#!/usr/bin/env python3
"""Whether what one version keeps is read by the next one, and what the older one says of it afterwards.

    python3 packaging/upgrade.py OLD NEW [DIR]     two wheels, or whatever else smoke.py takes

A session is played with the old one, and the new one reads it and adds to it. Then the old one looks at what
the new one has written, by the command line and in a window: it reads it, or says in one sentence why not,
and changes nothing. DIR keeps what was in that window.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path

import smoke

SETTLED_S = 10  # for the history to be opened, and what is said of it
HISTORY = ".local/share/guided/history.db"


def main() -> int:
    """Tries it; 0 when all is as it has to be."""
    if len(sys.argv) not in (3, 4):
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory(prefix="guided-") as name:
        old, new = (
            trial_of(path, Path(name) / which) for path, which in zip(sys.argv[1:3], "ab", strict=True)
        )
        new.home = old.home
        new.environment |= {"HOME": str(old.home), "TMPDIR": str(old.home / "tmp")}
        played = smoke.tried("the old one plays", lambda: smoke.session(old, None))
        read = smoke.tried("the new one reads it", lambda: kept(new))
        both = smoke.tried("the new one adds to it", lambda: smoke.session(new, None, sessions=2))
        pictures = Path(sys.argv[3]) if len(sys.argv) == 4 else None
        back = smoke.tried("the old one afterwards", lambda: looked_at(old))
        window = smoke.tried("its window", lambda: shown(old, pictures))
        return played or read or both or back or window


def trial_of(path: str, scratch: Path) -> smoke.Trial:
    """A copy of the program with a folder of its own."""
    scratch.mkdir()
    command, folder = smoke.command_for(path, scratch)
    return smoke.Trial(command, scratch, folder)


def kept(trial: smoke.Trial) -> str:
    """What the old one played is there, and the history is in order."""
    [session] = json.loads(trial.run("history", "export", "--format", "json"))["sessions"]
    if "History   can be read" not in trial.run("doctor"):
        raise smoke.Failed("the history cannot be read")
    return f"{session['routine_name']}, {session['played_ms'] // 1000} s"


def shown(trial: smoke.Trial, pictures: Path | None) -> str:
    """The old one's window opens, and the file is as it was."""
    file = trial.home / HISTORY
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    smoke.introduce(trial)
    with smoke.screen(trial) as (display, frame):
        process = trial.start(DISPLAY=display)
        try:
            smoke.await_(lambda: smoke.colours(frame) > 50, "a window", process)
            time.sleep(SETTLED_S)
            smoke.save_picture(frame, pictures, "afterwards")
        finally:
            smoke.end(process)
    if hashlib.sha256(file.read_bytes()).hexdigest() != before:
        raise smoke.Failed("the file was changed")
    return "opens, and the file is as it was"


def looked_at(trial: smoke.Trial) -> str:
    """The old one reads the history or says why not, in one line; the file is as it was."""
    file = trial.home / HISTORY
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    process = trial.start("history", "export", "--format", "json")
    told, complained = process.communicate(timeout=smoke.WAIT_S)
    if hashlib.sha256(file.read_bytes()).hexdigest() != before:
        raise smoke.Failed("the file was changed")
    lines = complained.strip().splitlines()
    if process.returncode == 0:
        return f"reads {len(json.loads(told)['sessions'])} sessions, changes nothing"
    if len(lines) != 1 or "Traceback" in complained:
        raise smoke.Failed(complained)
    return f"changes nothing and says: {lines[0]}"


if __name__ == "__main__":
    sys.exit(main())
