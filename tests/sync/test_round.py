import random
import shutil
from base64 import b64encode
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guided import pictures
from guided.history.errors import NotSaved
from guided.paths import write_private
from guided.sync import folder
from guided.sync.facts import Value, lines_of, value_fact
from guided.sync.folder import NotSynced
from guided.sync.person import beside
from tests.history.samples import record
from tests.samples import PNG
from tests.sync.machine import Machine, act, machine, settled


@pytest.fixture
def one(tmp_path: Path) -> Machine:
    return machine(tmp_path, "one")


@pytest.fixture
def two(tmp_path: Path) -> Machine:
    return machine(tmp_path, "two")


def test_what_is_on_one_machine_is_on_the_other_after_a_round_of_each(one: Machine, two: Machine) -> None:
    with one.history() as history:
        history.add(record())
        run = history.programmes.follow("up", date(2026, 11, 24), 12)
        history.programmes.begin_for("one", run, 3)
        history.programmes.answer_next_day("one", "better")
    one.favour("hips")
    one.choose("hips", 8)
    one.write("mine", 'name = "Mine"\n')
    one.round()
    two.round()
    assert two.content() == one.content()
    assert two.file("mine").read_text() == 'name = "Mine"\n'
    with two.history() as history:
        assert history.session("one") == record()
        assert [done.number for done in history.programmes.followed()[0].done] == [3]


def pictured(machine: Machine, *names: str) -> Path:
    """Writes a movement with pictures of these names; the folder that they are in."""
    text = f'name = "Mine"\npictures = {[*names]}\n'.replace("'", '"')
    write_private(machine.home.data / "exercises" / "mine.toml", text)
    return machine.home.data / pictures.FOLDER


def test_pictures_go_along_with_the_movements_that_have_them(one: Machine, two: Machine) -> None:
    here = pictured(one, "start", "end")
    pictures.write(PNG, here / "start.png")
    pictures.write(PNG, here / "of-nothing.png")
    pictures.write(PNG + bytes(pictures.MOST_BYTES), here / "end.png")
    settled(one, two)
    there = two.home.data / pictures.FOLDER
    assert (there / "start.png").read_bytes() == PNG
    assert [path.name for path in there.iterdir()] == ["start.png"]
    assert not two.round().changed
    pictures.write(PNG + b"another", there / "start.png")
    settled(two, one)
    assert (here / "start.png").read_bytes() == PNG + b"another"
    assert not one.round().changed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("../exercises/evil.png", b64encode(PNG).decode()),
        ("evil.toml", b64encode(PNG).decode()),
        ("page.png", b64encode(b"<html>").decode()),
        ("not.png", "not base64"),
        ("number.png", 7),
        ("large.png", b64encode(PNG + bytes(pictures.MOST_BYTES)).decode()),
    ],
)
def test_what_is_no_picture_is_not_written(one: Machine, name: str, value: object) -> None:
    one.folder.mkdir(exist_ok=True)
    folder.append(one.folder, "guided-other-2026-11.jsonl", {value_fact(f"picture/{name}", Value(1, value))})
    one.round()
    assert not [path for path in one.home.data.rglob("*") if path.suffix == ".png" or path.stem == "evil"]


def test_an_edit_on_one_machine_and_a_deletion_on_the_other_end_alike(one: Machine, two: Machine) -> None:
    with one.history() as history:
        history.add(record())
    settled(one, two)
    with one.history() as history:
        history.edit(record(version=2, note="edited"))
    with two.history() as history:
        history.delete("one")
    first, second = settled(one, two)
    assert first == second
    assert first["shown"] == []
    with one.history() as history:
        history.undelete("one")
    first, second = settled(one, two)
    assert first == second
    assert first["shown"][0][1].note == "edited"


def test_two_edits_of_one_session_are_both_kept_and_the_same_is_shown(one: Machine, two: Machine) -> None:
    with one.history() as history:
        history.add(record())
    settled(one, two)
    for each in (one, two):
        with each.history() as history:
            history.edit(record(version=2, note=each.home.data.parent.name))
    first, second = settled(one, two)
    assert first == second
    assert len(first["facts"]) == 3
    with two.history() as history:
        shown = history.session("one")
        history.edit(replace(shown, version=3, note="both"))
    assert [found["shown"][0][1].note for found in settled(one, two)] == ["both", "both"]


def test_a_favourite_that_was_taken_back_does_not_return(one: Machine, two: Machine) -> None:
    one.favour("hips")
    one.favour("feet")
    settled(one, two)
    two.favour("hips", on=False)
    first, second = settled(one, two)
    assert first == second
    assert first["person"] == {"favourite/feet": True}
    one.favour("hips")
    assert "favourite/hips" in settled(one, two)[1]["person"]


def test_a_machine_that_joins_takes_what_holds_and_gives_what_only_it_has(one: Machine, two: Machine) -> None:
    one.choose("hips", 8)
    one.favour("hips")
    one.round()
    two.choose("hips", 12)
    two.favour("feet")
    first, second = settled(two, one)
    assert first == second
    assert first["person"]["choice/hips/0"][-1] == 8
    assert {"favourite/hips", "favourite/feet"} <= first["person"].keys()


@pytest.mark.parametrize("known", [False, True])
def test_a_file_changed_on_both_at_once_is_kept_in_both_versions(
    one: Machine, two: Machine, known: bool
) -> None:
    if known:
        one.write("mine", "# before\n")
        settled(one, two)
    one.write("mine", "# of one\n")
    two.write("mine", "# of two\n")
    first, second = settled(one, two)
    assert first == second
    assert set(first["person"].values()) == {"# of one\n", "# of two\n"}
    assert two.file("mine").read_text() == "# of one\n"
    assert beside(two.file("mine"), "# of two\n").exists()


def test_files_that_were_told_at_the_same_moment_are_both_kept(tmp_path: Path) -> None:
    one, two = machine(tmp_path / "1", "one"), machine(tmp_path / "2", "two")
    one.write("mine", "# of one\n")
    two.write("mine", "# of two\n")
    for _ in range(4):  # the folder of each reaches the other a round late
        one.round()
        two.round()
        for there, here in ((one, two), (two, one)):
            shutil.copytree(there.folder, here.folder, dirs_exist_ok=True)
    assert one.content() == two.content()
    assert set(one.content()["person"].values()) == {"# of one\n", "# of two\n"}


def test_a_file_that_was_deleted_is_gone_and_an_edit_outlives_a_deletion(one: Machine, two: Machine) -> None:
    one.write("mine", "# before\n")
    one.write("other", "# before\n")
    settled(one, two)
    one.file("mine").unlink()
    one.file("other").unlink()
    two.write("other", "# edited\n")
    first, second = settled(one, two)
    assert first == second
    assert first["person"] == {"file/routines/other.toml": "# edited\n"}


def test_what_is_missing_deletes_nothing(one: Machine, two: Machine) -> None:
    with one.history() as history:
        history.add(record())
    one.write("mine", "# mine\n")
    one.favour("hips")
    before, _ = settled(one, two)
    for file in one.folder.iterdir():
        file.unlink()
    shutil.rmtree(two.home.data / "routines")
    two.home.choices.write_text("no json")
    assert settled(two, one) == [before, before]


def test_a_folder_that_is_away_loses_nothing(one: Machine, two: Machine) -> None:
    one.favour("hips")
    away = one.folder.rename(one.folder.with_name("away"))
    with pytest.raises(NotSynced, match="no such folder"):
        one.round()
    assert not one.folder.exists()
    away.rename(one.folder)
    assert settled(one, two)[1]["person"] == {"favourite/hips": True}


def test_a_folder_that_cannot_be_written_is_read_and_makes_up_for_it(one: Machine, two: Machine) -> None:
    one.favour("hips")
    one.round()
    two.favour("feet")
    two.round()
    (own,) = (file for file in two.folder.iterdir() if b"feet" in file.read_bytes())
    own.unlink()
    own.mkdir()  # nobody may write it, not even the one who may write everything
    with pytest.raises(NotSynced):
        two.round()
    own.rmdir()
    assert settled(two, one)[1]["person"] == {"favourite/hips": True, "favourite/feet": True}


def test_a_cloned_profile_writes_under_a_name_of_its_own(one: Machine, two: Machine) -> None:
    one.favour("hips")
    one.round()
    shutil.copytree(one.home.data.parent, two.home.data.parent)
    one.favour("feet")
    two.favour("neck")
    one.round()
    two.round()
    assert len(list(one.folder.iterdir())) == 2
    assert len(settled(one, two)[1]["person"]) == 3


def test_a_history_that_another_program_has_open_is_said(one: Machine) -> None:
    with one.history(), pytest.raises(NotSaved):
        one.round()


def test_a_key_is_never_a_path(one: Machine, tmp_path: Path) -> None:
    keys = ("file/routines/../../x.toml", "file//x.toml", "file/routines/x.sh", "file/routines/a/b.toml")
    facts = [value_fact(key, Value(1, "name = 1")) for key in (*keys, "file/routines/ok.toml")]
    (one.folder / "guided-x-2026-11.jsonl").write_bytes(lines_of(facts))
    one.round()
    assert [file.name for file in tmp_path.rglob("*.toml")] == ["ok.toml"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_on_three_machines_they_end_alike(tmp_path: Path, seed: int) -> None:
    chance, machines = random.Random(seed), [machine(tmp_path, name) for name in ("a", "b", "c")]
    added = set()
    for _ in range(30):
        one = chance.choice(machines)
        added.add(act(one, chance))
        if chance.random() < 0.4:
            one.round()
    contents = settled(*machines)
    assert contents[1:] == contents[:-1]
    there = "".join(contents[0]["facts"])
    assert all(f'"id":"{id}"' in there for id in added - {""})


def test_a_folder_of_guided_itself_is_none_to_keep_alike(one: Machine) -> None:
    inside = replace(one, folder=one.home.data / "shared")
    inside.folder.mkdir(parents=True)
    with pytest.raises(NotSynced, match="where Guided keeps its own files"):
        inside.round()
    assert list(inside.folder.iterdir()) == []
