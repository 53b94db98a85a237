from datetime import date
from pathlib import Path

from guided.sync.facts import Value, value_fact
from guided.sync.folder import append, is_as_left, own_file, read

ONE, TWO = (value_fact(f"favourite/{name}", Value(1, True)) for name in ("one", "two"))
NAME = own_file("0123abcd", date(2026, 11, 24))


def test_a_device_has_a_file_of_its_own_for_each_month_that_only_grows(tmp_path: Path) -> None:
    append(tmp_path, NAME, {ONE})
    before = (tmp_path / NAME).read_bytes()
    append(tmp_path, NAME, {TWO})
    assert [file.name for file in tmp_path.glob("*.jsonl")] == ["guided-0123abcd-2026-11.jsonl"]
    assert (tmp_path / NAME).read_bytes().startswith(before)
    assert read(tmp_path) == {ONE, TWO}


def test_what_follows_a_line_that_was_cut_off_can_be_read(tmp_path: Path) -> None:
    append(tmp_path, NAME, {ONE})
    file = tmp_path / NAME
    file.write_bytes(file.read_bytes()[:-5])
    append(tmp_path, NAME, {TWO})
    assert read(tmp_path) == {TWO}


def test_copies_of_conflicts_are_read_and_other_files_are_not(tmp_path: Path) -> None:
    append(tmp_path, "guided-0123abcd-2026-11.sync-conflict-20261124-101010-ABCDEFG.jsonl", {ONE})
    append(tmp_path, "notes.jsonl", {TWO})
    (tmp_path / "guided-photo.jpg").write_bytes(b"\xff")
    assert read(tmp_path) == {ONE}


def test_a_file_with_more_than_was_left_was_written_by_another(tmp_path: Path) -> None:
    own = append(tmp_path, NAME, {ONE})
    assert is_as_left(tmp_path, own)
    append(tmp_path, NAME, {TWO})
    assert not is_as_left(tmp_path, own)
    (tmp_path / NAME).unlink()
    assert is_as_left(tmp_path, own)
