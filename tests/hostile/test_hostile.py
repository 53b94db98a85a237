"""No file can hold the program up, end it, or hide another."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guided.files import load, load_file
from guided.library import Library
from guided.reading import FileError
from tests.hostile.files import HEAD, Hostile, every
from tests.samples import FILES, write

EVERY = list(every())
MOST_S = 1.0  # of its own time, or a busy machine would fail a test; the figure is 0.2 s


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load(write(tmp_path_factory.mktemp("shipped"), FILES))


@pytest.mark.parametrize("hostile", EVERY, ids=lambda hostile: hostile.name)
def test_it_is_refused_in_no_time_with_file_and_reason(
    hostile: Hostile, library: Library, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path = tmp_path / "hostile.toml"
    hostile.make(path)
    start = time.process_time()
    with pytest.raises(FileError) as raised:
        load_file(path, library)
    took = time.process_time() - start
    record_property("ms", round(1000 * took, 1))
    told = str(raised.value)
    assert hostile.told in told
    assert all(line.startswith(str(path)) for line in told.splitlines())
    assert all(character.isprintable() or character == "\n" for character in told)
    assert len(told) < 20_000
    assert len(raised.value.problems) <= 51
    assert took < MOST_S


@pytest.mark.parametrize("kind", ["methods", "exercises", "routines"])
def test_a_folder_full_of_them_hides_no_good_file(kind: str, tmp_path: Path) -> None:
    shipped, own = write(tmp_path / "shipped", FILES), tmp_path / "own"
    (own / kind).mkdir(parents=True)
    for number, hostile in enumerate(EVERY):
        hostile.make(own / kind / f"hostile-{number}.toml")
    write(own, {"routines/good.toml": HEAD.decode()})
    library = load(shipped, own)
    there = {path.stem for path in (own / kind).iterdir()} - {"good"}
    assert {broken.id for broken in library.broken} == there
    assert len(there) >= len(EVERY) - 1  # one of them is that there is no file
    assert set(library.routines) == {"release", "good"}
    assert {*library.exercises, *library.methods} == {"kneeling-opener", "standing-opener", "short", "static"}
