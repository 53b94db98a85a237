"""Attacks what is kept and prints what was tried and what was lost; exits with 1 when anything was."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests.attack.tables import table

ATTACKS = ("calls", "cuts", "play", "damage", "fuzz", "days", "sync")


def main() -> int:
    """Does the attacks named, or all."""
    reader = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    reader.add_argument(
        "attacks", nargs="*", metavar="ATTACK", help=f"of {', '.join(ATTACKS)}; all of them if none"
    )
    reader.add_argument("--count", type=int, default=100, help="how often each is tried (%(default)s)")
    reader.add_argument("--seed", type=int, default=1, help="where chance begins (%(default)s)")
    chosen = reader.parse_args()
    unknown = set(chosen.attacks) - set(ATTACKS)
    if unknown:
        reader.error(f"no such attack: {', '.join(sorted(unknown))}")
    bad = 0
    for name in chosen.attacks or ATTACKS:
        with tempfile.TemporaryDirectory(dir=os.environ.get("GUIDED_SCRATCH")) as scratch:
            attack = import_module(f"tests.attack.{name}").attack
            rows = attack(chosen.count, random.Random(f"{chosen.seed} {name}"), Path(scratch))
        print(table(rows), flush=True)
        bad += sum(row.bad for row in rows)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
