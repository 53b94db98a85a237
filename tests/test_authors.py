"""A file to begin with: accepted as it is and with all that is offered, and word of every change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guided.authors import SKELETONS, Seen, changes, refuse_to_replace, seen_in, skeleton
from guided.files import Stamp, load, load_file, stamp_of
from guided.paths import assets
from guided.reading import GuidedError
from guided.settings import Settings
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


def seen(path: Path, text: str) -> Seen:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return seen_in(path, LIBRARY, Settings())


def test_what_is_seen_of_a_file_are_its_steps(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    routine = (assets() / "routines" / "desk-five.toml").read_text()
    assert len(seen(path, routine).parts) == len(LIBRARY.routines["desk-five"].steps)
    exercise = seen(path, (assets() / "exercises" / "bridge.toml").read_text())
    assert [part.exercise.id for part in exercise.parts] == ["mine"]
    method = seen(path, (assets() / "methods" / "contract-relax.toml").read_text())
    assert [part.method.id for part in method.parts] == ["mine"]
    assert method.parts[0].exercise.drawing.poses.keys() >= {"deep"}


def test_of_some_files_nothing_moves(tmp_path: Path) -> None:
    article = assets() / "learn" / "sitting.toml"
    for path, text in (
        (tmp_path / "learn" / "sitting.toml", article.read_text()),
        (tmp_path / "plan.toml", (assets() / "programmes" / "neck-week.toml").read_text()),
        (tmp_path / "care.toml", (assets() / "care.toml").read_text()),
    ):
        assert (seen(path, text).parts, seen(path, text).problems) == ((), ())


def test_a_file_that_is_half_written_is_told_with_its_lines(tmp_path: Path) -> None:
    path, whole = tmp_path / "mine.toml", skeleton("exercise", "mine")
    for cut in range(0, len(whole), 61):
        found = seen(path, whole[:cut])
        assert bool(found.parts) is not bool(found.problems)
    assert seen(path, "name = 3\n").problems[0].line == 1
    path.unlink()
    assert [str(one) for one in seen_in(path, LIBRARY, Settings()).problems] == ["there is no such file"]


def test_a_routine_that_is_too_long_is_told(tmp_path: Path) -> None:
    steps = '[[step]]\nexercise = "bridge"\nfill = 21600\nsets = 2\n'
    found = seen(tmp_path / "mine.toml", f'name = "Long"\n{steps}')
    assert "6 hours" in str(found.problems[0])
