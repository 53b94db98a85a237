"""The library that has system calls fail, and the process that plays with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = Path(__file__).with_name("faults.c")


def library(scratch: Path) -> Path | None:
    """The library, made in a folder; None where there is no compiler, or no Linux."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        return None
    made = scratch / "faults.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", made, SOURCE, "-ldl", "-lpthread"], check=True)
    return made


@dataclass
class Player:
    """The process that does the workload again and again."""

    process: subprocess.Popen[bytes]

    def play(self, folder: Path, fault: str = "", at: int = -1, log: Path | None = None) -> tuple[str, int]:
        """What it said of each step, and how many calls there were, 0 where it died."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"folder": str(folder), "fault": fault, "at": at, "log": str(log) if log else ""}
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        said, _, calls = self.process.stdout.readline().decode().strip("\n").partition(" ")
        return said, int(calls or 0)


@contextmanager
def player(made: Path) -> Iterator[Player]:
    """Starts the process."""
    command = [sys.executable, "-m", "tests.attack.player"]
    environment = os.environ | {"LD_PRELOAD": str(made)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:  # type: ignore[call-overload]
        yield Player(process)
        assert process.stdin is not None
        process.stdin.close()
