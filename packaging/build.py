"""The wheel and the sdist, made twice: both must be equal to the byte.

python3 packaging/dev.py build     puts them into dist/
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import packages

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def main() -> int:
    """Makes both and puts them into dist; 1 where a second time made something else."""
    DIST.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        first, second = (make(Path(name) / again) for again in ("first", "second"))
        for one, other in zip(first, second, strict=True):
            if one.read_bytes() != other.read_bytes():
                print(f"! {one.name} is another one when it is made again")
                return 1
            shutil.copyfile(one, DIST / one.name)
            print(f"{one.stat().st_size / 1e6:6.1f} MB  dist/{one.name}")
    return 0


def make(folder: Path) -> list[Path]:
    """What hatchling makes of the checkout, as of the day of the version."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(packages.epoch(packages.released()))}
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.check_call(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return sorted(folder.iterdir())


if __name__ == "__main__":
    sys.exit(main())
