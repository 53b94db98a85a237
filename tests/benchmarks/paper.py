"""A printed sheet of two pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from guided.files import load
from guided.paths import assets
from guided.qt.paper.printing import write_pdf
from guided.settings import Settings
from guided.sheet import PAPERS, sheet
from guided.timeline import compile_routine
from tests.benchmarks.figures import Figure, wall_ms


def figures(scratch: Path) -> Iterator[Figure]:
    """Time and size of a PDF of twelve exercises."""
    library = load(assets())
    steps = tuple(step for routine in library.routines.values() for step in routine.steps)[:12]
    routine = replace(library.routines["psoas-release"], steps=steps)
    made = sheet(compile_routine(routine, library), library, Settings(), printed_on="24 November 2026")
    out = scratch / "sheet.pdf"
    yield Figure(
        "a sheet of two pages", wall_ms(lambda: write_pdf(out, made, PAPERS["a4"]), 15), "ms", 60, 40
    )
    yield Figure("… its size", out.stat().st_size / 1000, "kB", 150, 100)
