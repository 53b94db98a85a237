"""The library: what a routine means by an id."""

from __future__ import annotations

from pathlib import Path

import pytest

from guided.files import (
    load,
    load_file,
)
from guided.library import Library, carried
from guided.timeline import compile_routine
from tests.samples import (
    FILES,
    WHOLE,
    write,
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(write(tmp_path / "shipped", FILES))


def test_a_shared_routine_brings_what_the_library_has_not(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "whole.guided"
    path.write_text(WHOLE)
    with_it = load_file(path, library)
    routine = with_it.routines["whole"]
    part = with_it.parts(routine)[0]
    assert (part.exercise.name, part.method.name) == ("Standing opener", "Short hold")
    assert "carried" not in with_it.exercises
    assert "quick" not in with_it.methods
    assert list(carried(with_it, routine)) == [("exercises", "carried"), ("methods", "quick")]
    assert compile_routine(routine, with_it).segments
