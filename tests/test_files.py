"""Files: whose file wins, what is read again, and what stays usable when a file is not."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from guided.files import (
    files_in,
    load,
    load_files,
    load_own,
    own_stamp,
    routine_from,
)
from guided.library import Library
from guided.reading import FileError
from tests.samples import (
    EASIER,
    FILES,
    METHOD,
    PROGRAMME,
    ROUTINE,
    STEP,
    changed,
    write,
)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return write(tmp_path / "shipped", FILES)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def library(shipped: Path) -> Library:
    return load(shipped)


def broken(library: Library) -> dict[str, str]:
    """What is told of each broken file, by its id."""
    return {one.id: str(one.error) for one in library.broken}


def test_a_library_is_read_whole(library: Library) -> None:
    assert library.broken == ()
    assert library.advice == ()
    assert library.own == {}
    assert set(library.methods) == {"short", "static"}
    assert set(library.exercises) == {"kneeling-opener", "standing-opener"}
    assert set(library.routines) == {"release"}
    assert library.muscles["iliopsoas"].latin == "Iliopsoas"
    assert library.care["sore-knee"].avoid == "Kneeling."
    assert library.bases["kneel"].kneeL == 85.0
    assert library.measures["knee-to-wall"].unit == "cm"


def test_a_folder_with_nothing_in_it_is_a_library_with_nothing_in_it(tmp_path: Path) -> None:
    library = load(tmp_path / "nowhere", tmp_path / "nowhere either")
    assert (dict(library.methods), dict(library.exercises), dict(library.routines)) == ({}, {}, {})
    assert set(broken(library)) == {"bases", "muscles", "care", "measures"}


def test_a_broken_file_hides_no_other(shipped: Path) -> None:
    write(
        shipped, {"exercises/broken.toml": "name = 1", "methods/b.toml": "[", "routines/c.toml": "step = 1"}
    )
    library = load(shipped)
    assert set(broken(library)) == {"broken", "b", "c"}
    assert set(library.routines) == {"release"}
    assert set(library.exercises) == {"kneeling-opener", "standing-opener"}


def test_an_exercise_outlives_its_broken_easier_one(shipped: Path) -> None:
    write(shipped, {"exercises/standing-opener.toml": "name = 1", "routines/release.toml": STEP})
    library = load(shipped)
    assert set(broken(library)) == {"standing-opener"}
    assert library.exercises["kneeling-opener"].easier is None
    assert library.exercises["kneeling-opener"].leave_out == {"hip": ""}  # still better left out
    assert set(library.routines) == {"release"}


def test_exercises_may_name_each_other_in_any_order(shipped: Path) -> None:
    write(shipped, {"exercises/standing-opener.toml": 'harder = "kneeling-opener"\n' + EASIER})
    library = load(shipped)
    assert library.broken == ()
    assert library.exercises["kneeling-opener"].easier == "standing-opener"
    assert library.exercises["standing-opener"].harder == "kneeling-opener"


def test_a_files_name_is_an_id(shipped: Path) -> None:
    write(shipped, {"routines/My Routine.toml": ROUTINE})
    assert "the file's name is not an id" in broken(load(shipped))["My Routine"]


def test_an_own_file_takes_the_place_of_a_shipped_one_and_says_so(shipped: Path, own: Path) -> None:
    write(own, {"routines/release.toml": changed(ROUTINE, "Release", "Mine"), "routines/other.toml": ROUTINE})
    library = load(shipped, own)
    assert library.routines["release"].name == "Mine"
    assert library.own == {
        ("routines", name): own / "routines" / f"{name}.toml" for name in ("other", "release")
    }
    assert [(advice.file, str(advice)) for advice in library.advice] == [
        (own / "routines" / "release.toml", "takes the place of the shipped routine")
    ]


def test_own_files_are_read_again_without_the_shipped_ones(library: Library, own: Path) -> None:
    assert own_stamp(own) == ()
    write(own, {"routines/mine.toml": ROUTINE})
    before = own_stamp(own)
    assert set(load_own(library, own).routines) == {"release", "mine"}
    write(own, {"routines/mine.toml": changed(ROUTINE, "Release", "Mine now")})
    assert own_stamp(own) != before
    before = own_stamp(own)
    write(own, {"pictures/knee.jpg": "a picture", "pictures/notes.txt": "none"})
    assert len(own_stamp(own)) == len(before) + 1
    (own / "pictures" / "knee.jpg").unlink()
    assert load_own(library, own).routines["mine"].name == "Mine now"
    (own / "routines" / "mine.toml").unlink()
    assert own_stamp(own) == ()
    assert set(load_own(library, own).routines) == {"release"}


def test_a_broken_file_names_the_line_of_each_mistake(shipped: Path, own: Path) -> None:
    text = changed(ROUTINE, "reps = 12", "reps = 0").replace('name = "Release"\n', "")
    write(own, {"routines/release.toml": text, "routines/syntax.toml": 'name = "A"\nstep = = 1\n'})
    told = broken(load(shipped, own))
    lines = text.split("\n")
    assert f"(at line {lines.index('reps = 0') + 1})" in told["release"]
    assert "name: missing" in told["release"]
    assert "line 2" in told["syntax"]


def test_an_own_file_that_cannot_be_used_leaves_the_shipped_one(shipped: Path, own: Path) -> None:
    write(own, {"routines/release.toml": changed(ROUTINE, "reps = 12", "reps = 0")})
    library = load(shipped, own)
    assert library.routines["release"].steps[0].dose.reps == (12,)
    assert "release.toml: step[1].reps: 0 is not allowed" in broken(library)["release"]


def test_own_files_of_every_folder_and_both_endings_are_read(shipped: Path, own: Path) -> None:
    write(
        own,
        {
            "methods/mine.toml": METHOD,
            "exercises/mine.toml": changed(EASIER, '"short"', '"mine"'),
            "routines/mine.toml": changed(STEP, "kneeling-opener", "mine"),
            "routines/shared.guided": STEP,
            "routines/loud.TOML": STEP,
            "routines/sent.Guided": STEP,
            "routines/.hidden.toml": "[",
            "routines/notes.txt": "[",
        },
    )
    library = load(shipped, own)
    assert library.broken == ()
    assert set(library.routines) == {"release", "mine", "shared", "loud", "sent"}
    assert library.parts(library.routines["mine"])[0].method.id == "mine"


def test_two_own_files_with_one_id_are_told(shipped: Path, own: Path) -> None:
    write(own, {"routines/mine.guided": STEP, "routines/mine.toml": changed(STEP, '"R"', '"S"')})
    library = load(shipped, own)
    assert library.routines["mine"].name == "R"
    assert 'another routine of yours is called "mine" too' in broken(library)["mine"]


def test_the_kind_of_a_file_shows_in_its_keys(library: Library, tmp_path: Path) -> None:
    write(tmp_path, {"a.toml": STEP, "b.toml": EASIER, "c.toml": METHOD})
    with_them = load_files([tmp_path / name for name in ("a.toml", "b.toml", "c.toml")], library)
    assert with_them.broken == ()
    assert ("a" in with_them.routines, "b" in with_them.exercises, "c" in with_them.methods) == (True,) * 3


def test_one_bad_file_of_many_is_told_and_the_others_are_there(library: Library, tmp_path: Path) -> None:
    write(tmp_path, {"a.toml": "[", "b.toml": STEP})
    with_them = load_files([tmp_path / "a.toml", tmp_path / "b.toml"], library)
    assert set(broken(with_them)) == {"a"}
    assert "b" in with_them.routines


def test_every_file_in_a_folder_is_found(shipped: Path) -> None:
    assert {path.relative_to(shipped).as_posix() for path in files_in(shipped)} == set(FILES)
    assert files_in(shipped / "care.toml") == [shipped / "care.toml"]


def test_a_routine_comes_back_from_its_own_table(library: Library) -> None:
    routine = library.routines["release"]
    assert routine_from(routine.to_table(), "release", library).steps == routine.steps
    with pytest.raises(FileError, match="release: step: 0 of them"):
        routine_from({"name": "x"}, "release", library)


def test_a_catalogue_gives_the_same_library_and_saves_reading_the_files(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "cache" / "catalogue.json"
    first = load(shipped, catalogue=catalogue)
    assert catalogue.is_file()

    def never(path: Path) -> None:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr("guided.files.read_toml", never)
    again = load(shipped, catalogue=catalogue)
    assert again.methods == first.methods
    assert again.routines["release"].steps == first.routines["release"].steps
    assert again.broken == ()


def test_a_changed_file_is_read_again(shipped: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.json"
    load(shipped, catalogue=catalogue)
    write(
        shipped, {"routines/release.toml": changed(ROUTINE, "Release", "Another"), "routines/new.toml": STEP}
    )
    library = load(shipped, catalogue=catalogue)
    assert library.routines["release"].name == "Another"
    assert "new" in library.routines


@pytest.mark.parametrize("stored", ["", "[", "[]", "{}", '[["stamp"], "digest"]\n[]', "\x00", "[" * 100_000])
def test_a_damaged_catalogue_is_written_anew(shipped: Path, tmp_path: Path, stored: str) -> None:
    catalogue = tmp_path / "catalogue.json"
    load(shipped, catalogue=catalogue)
    whole = catalogue.read_bytes()
    catalogue.write_text(stored)
    assert set(load(shipped, catalogue=catalogue).routines) == {"release"}
    assert catalogue.read_bytes() == whole


def test_no_flipped_bit_in_a_catalogue_is_believed(shipped: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.json"
    load(shipped, catalogue=catalogue)
    whole = catalogue.read_bytes()
    for at in range(0, len(whole), 97):
        catalogue.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        library = load(shipped, catalogue=catalogue)
        assert library.broken == ()
        assert library.routines["release"].to_table() == tomllib.loads(ROUTINE)
        assert catalogue.read_bytes() == whole


def test_a_shipped_file_that_is_broken_in_the_catalogue_alone_is_read_again(
    shipped: Path, tmp_path: Path
) -> None:
    catalogue = tmp_path / "catalogue.json"
    path = write(shipped, {"routines/release.toml": changed(ROUTINE, "Long sitters.", "\\u0007 sitters.")})
    load(shipped, catalogue=catalogue)
    status = (path / "routines" / "release.toml").stat()
    write(shipped, {"routines/release.toml": changed(ROUTINE, "Long sitters.", "Steady sitters.")})
    os.utime(path / "routines" / "release.toml", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert load(shipped, catalogue=catalogue).routines["release"].for_whom == "Steady sitters."


def test_a_catalogue_that_cannot_be_written_is_done_without(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    library = load(shipped, catalogue=tmp_path / "file" / "catalogue.json")
    assert set(library.routines) == {"release"}


def test_a_broken_shipped_file_is_told_at_every_start(shipped: Path, tmp_path: Path) -> None:
    write(shipped, {"routines/broken.toml": "["})
    for _ in range(2):
        assert set(broken(load(shipped, catalogue=tmp_path / "catalogue.json"))) == {"broken"}


def test_an_own_programme_is_read_and_a_broken_one_listed(shipped: Path, own: Path) -> None:
    write(own, {"programmes/up.toml": PROGRAMME, "programmes/bad.toml": "[[session]]"})
    library = load(shipped, own)
    assert set(library.programmes) == {"up"}
    assert ("programmes", "up") in library.own
    assert [(one.kind, one.id) for one in library.broken] == [("programmes", "bad")]
