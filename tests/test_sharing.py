"""Sharing: what goes out comes in whole, and what comes in is known before it is taken."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided import pictures
from guided.choices import Choices, played, with_method
from guided.files import load, load_own
from guided.library import Library
from guided.paths import assets
from guided.reading import FileError
from guided.sharing import (
    NotOffered,
    free_id,
    read_offer,
    share,
    share_text,
    take_in,
    to_toml,
)
from guided.timeline import compile_routine
from tests.samples import EASIER, EXERCISE, FILES, METHOD, PNG, ROUTINE, changed, write

MINE = changed(EXERCISE, "Kneeling opener", "Mine").replace('"standing-opener"', '"mine-easier"')
MINE = MINE.replace('"short"', '"slow"')


@pytest.fixture
def shipped(tmp_path: Path) -> Library:
    return load(write(tmp_path / "shipped", FILES))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with an exercise and a method of one's own, and a routine that needs them."""
    files = {
        "methods/slow.toml": changed(METHOD, "Short hold", "Slow hold"),
        "exercises/mine.toml": MINE,
        "exercises/mine-easier.toml": EASIER,
        "exercises/not-needed.toml": EASIER,
        "routines/ours.toml": 'name = "Ours"\n[[step]]\nexercise = "mine"\n'
        '[[step]]\nexercise = "standing-opener"\nreps = [3, 2]\nnote = "Say \\"ah\\".\\nSlowly."\n',
    }
    return write(tmp_path / "own", files)


def laid_out(library: Library, name: str) -> list[tuple[Any, ...]]:
    """A routine in time, to compare."""
    line = compile_routine(library.routines[name], library)
    return [tuple(segment) for segment in line.segments]


def test_what_is_shared_is_whole_in_itself(shipped: Library, own: Path, tmp_path: Path) -> None:
    here = load_own(shipped, own)
    text = share_text(here, here.routines["ours"])
    path = tmp_path / "mail" / "ours.guided"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    offer = read_offer(path, shipped)
    assert (offer.kind, offer.id, offer.name, offer.taken) == ("routines", "ours", "Ours", "")
    take_in(offer, shipped, tmp_path / "theirs", offer.id)
    there = load_own(shipped, tmp_path / "theirs")
    assert there.broken == ()
    assert laid_out(there, "ours") == laid_out(here, "ours")
    routine = there.routines["ours"]
    assert set(routine.exercises) == {"mine", "mine-easier"}
    assert set(routine.methods) == {"slow"}
    assert there.exercise(routine, "mine").easier == "mine-easier"
    assert there.exercise(routine, "mine").leave_out == {"hip": "mine-easier"}


def test_shared_again_it_is_the_same_file(shipped: Library, own: Path, tmp_path: Path) -> None:
    here = load_own(shipped, own)
    text = share_text(here, here.routines["ours"])
    path = tmp_path / "ours.guided"
    path.write_text(text, encoding="utf-8")
    offer = read_offer(path, shipped)
    assert offer.routine is not None
    assert share_text(offer.library, offer.routine) == text


def test_of_what_is_shipped_nothing_is_carried() -> None:
    library = load(assets())
    for routine in library.routines.values():
        table = tomllib.loads(share_text(library, routine))
        assert table == routine.to_table()
        assert "exercises" not in table or routine.exercises


def test_what_one_plays_otherwise_is_shared_as_it_is_played(shipped: Library, tmp_path: Path) -> None:
    routine = shipped.routines["release"]
    chosen = with_method(Choices(), routine, routine.steps[0], "static")
    table = tomllib.loads(share_text(shipped, played(routine, chosen.of("release"), shipped)))
    assert table["step"][0]["method"] == "static"


def test_pictures_that_a_routine_needs_go_with_it_and_no_others(
    shipped: Library, own: Path, tmp_path: Path
) -> None:
    pictured = own / "exercises" / "mine.toml"
    pictured.write_text(f'pictures = ["at-home", "gone"]\n{pictured.read_text("utf-8")}', "utf-8")
    for name, data in (("at-home", PNG), ("not-needed", PNG + b"x")):
        pictures.write(data, own / "pictures" / f"{name}.png")
    here = load_own(shipped, own)
    path = tmp_path / "ours.guided"
    path.write_text(share(here, here.routines["ours"]), encoding="utf-8")
    assert path.read_bytes().count(b"#: picture-") == 1
    offer = read_offer(path, shipped)
    assert offer.pictures == {pictures.id_of(PNG): PNG}
    theirs = tmp_path / "theirs"
    pictures.write(b"their own", theirs / "pictures" / "at-home.png")
    take_in(offer, shipped, theirs, offer.id)
    there = load_own(shipped, theirs)
    routine = there.routines["ours"]
    (photo,) = there.exercise(routine, "mine").drawing.photos
    assert photo.read_bytes() == PNG
    assert photo.parent == theirs / "pictures"
    assert b"#: picture" not in (theirs / "routines" / "ours.guided").read_bytes()
    again = share(there, routine)
    assert again.count("#: picture-") == 1
    assert not there.advice


def test_a_file_it_needs_that_is_gone_is_told(shipped: Library, own: Path) -> None:
    here = load_own(shipped, own)
    (own / "exercises" / "mine.toml").unlink()
    with pytest.raises(FileError, match="no such file"):
        share_text(here, here.routines["ours"])


def test_every_shipped_file_reads_the_same_when_written_again() -> None:
    for path in assets().rglob("*.toml"):
        table = tomllib.loads(path.read_text("utf-8"))
        assert tomllib.loads(to_toml(table)) == table, path


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**53), 2**53), st.floats(-1e9, 1e9), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=12,
)


@given(st.dictionaries(texts, values, max_size=4))
def test_any_table_is_written_as_toml(table: dict[str, Any]) -> None:
    assert tomllib.loads(to_toml(table)) == table


# ---------------------------------------------------------------- what comes in


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (changed(ROUTINE, "Long sitters.", "Others."), "routines", "Release"),
        (EXERCISE, "exercises", "Kneeling opener"),
        (METHOD, "methods", "Short hold"),
    ],
)
def test_an_offer_says_what_it_is(shipped: Library, tmp_path: Path, text: str, kind: str, name: str) -> None:
    path = tmp_path / "From a Friend (2).toml"
    path.write_text(text, encoding="utf-8")
    offer = read_offer(path, shipped)
    assert (offer.kind, offer.id, offer.name, offer.taken) == (kind, "from-a-friend-2", name, "")


def test_an_id_that_is_taken_is_told(shipped: Library, own: Path, tmp_path: Path) -> None:
    here = load_own(shipped, own)
    ours = own / "routines" / "ours.toml"
    for name, text, taken, same, may_replace in (
        ("release", ROUTINE, "shipped", True, False),
        ("release", changed(ROUTINE, "Long sitters.", "Others."), "shipped", False, True),
        ("release", changed(ROUTINE, "Release", "Other"), "shipped", False, False),
        ("ours", changed(ours.read_text("utf-8"), "[3, 2]", "[4, 2]"), "yours", False, True),
        ("ours", changed(ROUTINE, "Release", "Other"), "yours", False, False),
        ("ours", ours.read_text("utf-8"), "yours", True, False),
    ):
        path = tmp_path / f"{name}.guided"
        path.write_text(text, encoding="utf-8")
        offer = read_offer(path, here)
        assert (offer.taken, offer.same, offer.may_replace) == (taken, same, may_replace)
        assert offer.taken_name == here.routines[name].name
        assert offer.free == f"{name}-2"


def test_what_one_has_is_known_by_what_is_in_it_whatever_the_file_is_called(
    shipped: Library, own: Path, tmp_path: Path
) -> None:
    here = load_own(shipped, own)
    path = tmp_path / "mine.guided"
    for name in ("ours", "release"):
        path.write_text(share(here, here.routines[name]), encoding="utf-8")
        offer = read_offer(path, here)
        assert (offer.same, offer.id, offer.taken_name) == (True, name, here.routines[name].name)


def test_what_is_kept_beside_ones_own_by_its_name_has_a_number_and_is_known_again(
    shipped: Library, own: Path, tmp_path: Path
) -> None:
    here = load_own(shipped, own)
    ours = here.routines["ours"]
    path = tmp_path / "mine.guided"
    path.write_text(changed(share(here, ours), "[3, 2]", "[4, 2]"), encoding="utf-8")
    offer = read_offer(path, here)
    assert (offer.id, offer.may_replace, offer.there) == ("ours", True, ours)
    take_in(offer, here, own, offer.free)
    here = load_own(shipped, own)
    assert (here.routines["mine"].name, here.routines["ours"].name) == (f"{ours.name} 2", ours.name)
    offer = read_offer(path, here)
    assert (offer.same, offer.id, offer.taken_name) == (True, "mine", f"{ours.name} 2")


def test_taking_the_place_of_ones_own_leaves_one_file(shipped: Library, own: Path, tmp_path: Path) -> None:
    here = load_own(shipped, own)
    path = tmp_path / "ours.guided"
    path.write_text(changed(ROUTINE, "Release", "Other"), encoding="utf-8")
    take_in(read_offer(path, here), here, own, "ours")
    again = load_own(shipped, own)
    assert again.broken == ()
    assert again.routines["ours"].name == "Other"
    assert [one.name for one in (own / "routines").iterdir()] == ["ours.guided"]


def test_both_are_kept_under_a_free_id(shipped: Library, own: Path, tmp_path: Path) -> None:
    here = load_own(shipped, own)
    assert free_id(here, "routines", "new") == "new"
    assert free_id(here, "routines", "ours") == "ours-2"
    assert free_id(here, "routines", "a" * 60) == "a" * 60
    path = tmp_path / "ours.guided"
    path.write_text(ROUTINE, encoding="utf-8")
    take_in(read_offer(path, here), here, own, "ours-2")
    assert {"ours", "ours-2"} <= set(load_own(shipped, own).routines)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "r.guided is not a file from Guided, or only part of one"),
        (
            b"Dear all, here is the routine.",
            "r.guided is not a file from Guided, or only part of one",
        ),
        (b"name = 'A list of songs'", "r.guided is not a file from Guided, or only part of one"),
        (
            b"name = 'R'\n[[step]]\nexercise = 'brige'",
            "r.guided cannot be used: step[1].exercise: no exercise",
        ),
        (b"name = 'R'\nfoo = 1\nbar = 2\n[[step]]\nexercise = 'standing-opener'", ", and 1 more."),
        (b"name = 'R'\n[[step]]\nexercise = 3", "(at line 3)"),
        (b"#" * 1_100_000, "larger than 1 MiB"),
    ],
)
def test_a_wrong_file_gets_one_clear_sentence(
    shipped: Library, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "r.guided"
    path.write_bytes(content)
    with pytest.raises(NotOffered) as raised:
        read_offer(path, shipped)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_of_something_else_is_told_what_ends_how(shipped: Library, tmp_path: Path) -> None:
    (tmp_path / "r.png").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(NotOffered, match=r"is not a file from Guided. Open one that ends in \.guided"):
        read_offer(tmp_path / "r.png", shipped)


def test_a_file_that_is_not_there_or_is_a_folder_is_told(shipped: Library, tmp_path: Path) -> None:
    with pytest.raises(NotOffered, match="there is no such file"):
        read_offer(tmp_path / "nowhere.guided", shipped)
    with pytest.raises(NotOffered, match="not a file"):
        read_offer(tmp_path, shipped)
