"""A process that does the workload with faults in it.

For each order that it reads it forks, and the fork says `.` for each step that was acknowledged and `x` for
each that was not, and then how many calls there were.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from guided.history.store import open_history
from tests.attack.workload import REFUSALS, TODAY, Step, perform


def run(order: dict[str, object]) -> None:
    """Does the workload in this process."""
    faults = ctypes.CDLL(os.environ["LD_PRELOAD"])
    faults.fault_count.restype = ctypes.c_long
    folder = str(order["folder"])
    log = os.open(str(order["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND) if order["log"] else -1
    faults.fault_begin(
        folder.encode(), str(order["fault"]).encode(), ctypes.c_long(int(str(order["at"]))), 0, log
    )

    def ask(step: Step, do: Callable[[], object]) -> None:
        try:
            do()
        except REFUSALS:
            said = b"x"
        else:
            said = b"."
        os.write(1, said)
        if log >= 0:
            os.write(log, b"ack\t\t\t0\t0\n" if said == b"." else b"not\t\t\t0\t0\n")

    history = open_history(Path(folder) / "history.db", TODAY)
    perform(history, ask)
    try:
        history.close()
    except REFUSALS:
        os.write(1, b"!")
    os.write(1, f" {faults.fault_count()}".encode())


def main() -> None:
    """Forks for every order."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                run(json.loads(line))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        os.write(1, b"\n")


if __name__ == "__main__":
    main()
