"""A file to begin with: accepted as it is and with all that is offered, and word of every change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guided.authors import SKELETONS, changes, refuse_to_replace, skeleton
from guided.files import Stamp, load, load_file, stamp_of
from guided.paths import assets
from guided.reading import GuidedError
from guided.timeline import compile_routine

LIBRARY = load(assets())
OFFERED = re.compile(r"^# (?=\[|\w+ = )", re.MULTILINE)


@pytest.mark.parametrize("kind", SKELETONS)
@pytest.mark.parametrize("offered", [False, True])
def test_it_can_be_used_as_it_is_and_with_all_that_is_offered(
    kind: str, offered: bool, tmp_path: Path
) -> None:
    path, text = tmp_path / "my-own-hips.toml", skeleton(kind, "my-own-hips")
    if offered:
        text = OFFERED.sub("", text)
        assert not re.search(r"^#.*=", text.replace("#:schema", ""), re.MULTILINE)
    path.write_text(text)
    added = load_file(path, LIBRARY)
    assert added.advice == LIBRARY.advice
    assert getattr(added, f"{kind}s")["my-own-hips"].name == "My own hips"
    if kind == "routine":
        assert compile_routine(added.routines["my-own-hips"], added).length_ms > 60_000


def test_what_is_no_id_is_refused_with_one_that_is() -> None:
    with pytest.raises(GuidedError, match=r'"My Hip" is not an id.*: "my-hip"'):
        skeleton("exercise", "My Hip")


def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    refuse_to_replace(tmp_path / "a")
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        refuse_to_replace(tmp_path / "a")


def test_every_change_is_told_once_and_between_two_looks_there_is_a_pause(tmp_path: Path) -> None:
    file, looks = tmp_path / "a.toml", list[Stamp]()
    edits = iter(["a = 1", None, None, "a = 12", None, ""])

    def edit() -> None:
        text = next(edits)
        if text == "":
            file.unlink()
        elif text:
            file.write_text(text)

    def look() -> Stamp:
        looks.append(stamp_of([tmp_path]))
        return looks[-1]

    told = changes(look, edit)
    for many in (2, 5, 7):
        next(told)
        assert len(looks) == many
    assert looks[-1] == ()
