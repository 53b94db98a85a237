"""Drafts on disk: kept whole, through a crash, and never taken from whoever edits them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from guided.editing import edits
from guided.editing.draft import draft_of, read_draft
from guided.editing.drafts import Origin, Place, keep, kept_text, new_path, waiting
from guided.editing.writing import written
from guided.files import load
from guided.paths import assets
from tests.editing.test_writing import BY_HAND

LIBRARY = load(assets())


def test_a_draft_comes_back_with_its_comments_and_keys(tmp_path: Path) -> None:
    file = tmp_path / "routines" / "mine.toml"
    before, _ = read_draft(BY_HAND, LIBRARY, file)
    draft = edits.moved(edits.with_note(before, 2, "Zwölf\n脚").draft, 3, 0, "It").draft
    path = new_path(tmp_path, "mine")
    keep(path, kept_text(Origin("mine", file, BY_HAND), draft))
    [found] = waiting(tmp_path)
    assert (found.draft, found.origin) == (draft, Origin("mine", file, BY_HAND))
    assert found.draft.keys == draft.keys
    assert written(found.draft, BY_HAND, before) == written(draft, BY_HAND, before)


def test_one_that_is_being_edited_does_not_wait(tmp_path: Path) -> None:
    path = new_path(tmp_path, "")
    place = Place(path)
    keep(path, kept_text(Origin(), draft_of(LIBRARY.routines["desk-five"])))
    code = (
        "from pathlib import Path\nfrom guided.editing.drafts import waiting\n"
        f"print([*waiting(Path({str(tmp_path)!r}))])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert [*waiting(tmp_path)] == []
    place.leave()
    assert len([*waiting(tmp_path)]) == 1
    Place(path).drop()
    assert [*tmp_path.glob("new-*")] == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"table": {}, "cards": [], "keys": 1}', '{"table": 3}', "\0" * 300]
)
def test_a_damaged_one_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "new-0.json"
    path.write_text(text)
    assert [*waiting(tmp_path)] == []
    assert path.read_text() == text


def test_one_without_a_name_or_steps_is_kept_as_well(tmp_path: Path) -> None:
    before, _ = read_draft(BY_HAND, LIBRARY, Path("mine.toml"))
    draft = edits.renamed(before, "").draft
    for key in (1, 2, 3, 4, 5):
        draft = edits.removed(draft, key, "It").draft
    keep(tmp_path / "new-1.json", kept_text(Origin(), draft))
    [found] = waiting(tmp_path)
    assert found.draft == draft


@pytest.mark.skipif(sys.platform == "win32", reason="a kill that nobody hears of")
def test_a_kill_leaves_a_draft_that_is_whole_and_free_to_be_taken(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from guided.editing import edits
from guided.editing.draft import draft_of
from guided.editing.drafts import Origin, Place, keep, kept_text
from guided.files import load
from guided.paths import assets
draft = draft_of(load(assets()).routines["psoas-release"])
path = Path({str(tmp_path)!r}) / "psoas-release-1.json"
place = Place(path)
for n in range(100_000):
    keep(path, kept_text(Origin(), edits.with_note(draft, 1, f"{{n}} " * (n % 300)).draft))
    if n in (1, 50):
        print(n, flush=True)
"""
    for written_once in (True, False):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(1 if written_once else 2):
                process.stdout.readline()
            process.kill()
        [found] = waiting(tmp_path)
        assert len(found.draft.cards) == len(LIBRARY.routines["psoas-release"].steps)
