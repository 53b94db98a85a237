"""A log on a real disk: cut off, damaged, full."""

import errno
import io
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from guided.history import log as module
from guided.history.log import Log, read_log, remove_log, save_log
from tests.disks import full_disk

VALUES = ({"id": "one", "plan": "ä日\u2028\n"}, [0, 1, "left", 1], [0, 1, "right", 1], 3)

unix = pytest.mark.skipif(sys.platform == "win32", reason="file modes and limits of Unix")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "a.jsonl"


@pytest.fixture
def log(path: Path) -> Log:
    """A log of all the values, each appended by itself."""
    log = Log(path)
    for number in range(1, len(VALUES) + 1):
        log = save_log(log, VALUES[:number])
    return log


def values(path: Path) -> tuple[Any, ...]:
    log = read_log(path)
    assert log is not None
    return log.values


def test_what_was_saved_is_read(log: Log) -> None:
    assert log.values == VALUES
    assert read_log(log.path) == log
    assert log.length == log.path.stat().st_size


def test_where_there_is_no_file_there_is_no_log(path: Path) -> None:
    assert read_log(path) is None


def test_a_line_is_json_behind_its_checksum(path: Path) -> None:
    save_log(Log(path), [{"b": 1, "a": "ä"}])
    assert path.read_text("utf-8") == '507aab815f2bdfce {"a":"ä","b":1}\n'


def test_it_does_not_matter_how_much_is_saved_at_once(log: Log, tmp_path: Path) -> None:
    other = save_log(save_log(Log(tmp_path / "b.jsonl"), VALUES[:1]), VALUES)
    assert other.path.read_bytes() == log.path.read_bytes()
    whole = save_log(Log(tmp_path / "c.jsonl"), VALUES)
    assert whole.path.read_bytes() == log.path.read_bytes()


def test_other_values_replace_the_file(log: Log) -> None:
    changed = save_log(log, ("other", *VALUES[1:]))
    assert read_log(log.path) == changed
    assert changed.values == ("other", *VALUES[1:])
    fewer = save_log(changed, ["other"])
    assert read_log(log.path) == fewer
    assert os.listdir(log.path.parent) == [log.path.name]


def test_a_removed_log_is_gone_and_can_be_removed_again(log: Log) -> None:
    assert remove_log(remove_log(log)) == Log(log.path)
    assert read_log(log.path) is None


@unix
def test_only_this_person_can_read_it(path: Path) -> None:
    before = os.umask(0)
    try:
        save_log(save_log(Log(path), VALUES[:1]), VALUES)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


# ---------------------------------------------------------------- cut off and damaged


def test_cut_off_at_any_byte_it_has_the_whole_lines_and_can_go_on(log: Log) -> None:
    data = log.path.read_bytes()
    for length in range(len(data)):
        log.path.write_bytes(data[:length])
        left = read_log(log.path)
        assert left is not None
        assert left.values == VALUES[: data[:length].count(b"\n")]
        longer = save_log(left, (*left.values, "more"))
        assert read_log(log.path) == longer


def test_a_flipped_bit_anywhere_costs_its_line_and_those_behind_it_and_none_before(log: Log) -> None:
    data = log.path.read_bytes()
    with open(log.path, "r+b", buffering=0) as file:
        for place, byte in enumerate(data):
            for bit in range(8):
                file.seek(place)
                file.write(bytes([byte ^ 1 << bit]))
                assert values(log.path) == VALUES[: data[:place].count(b"\n")]
            file.seek(place)
            file.write(bytes([byte]))


def test_lines_out_of_order_left_out_or_of_another_log_do_not_count(log: Log, tmp_path: Path) -> None:
    first, second, third, fourth = log.path.read_bytes().splitlines(keepends=True)
    other = save_log(Log(tmp_path / "b.jsonl"), ("other", *VALUES[1:]))
    foreign = other.path.read_bytes().splitlines(keepends=True)[1]
    for lines, count in (
        ((second, first), 0),
        ((first, third, second), 1),
        ((first, second, fourth), 2),
        ((first, second, second, third), 2),
        ((first, foreign), 1),
        ((first, bytes(512), second), 1),
    ):
        log.path.write_bytes(b"".join(lines))
        assert values(log.path) == VALUES[:count]


@pytest.mark.parametrize("length", [None, 0, 10])
def test_a_file_that_was_taken_away_or_cut_short_meanwhile_is_written_anew(
    log: Log, length: int | None
) -> None:
    if length is None:
        log.path.unlink()
    else:
        os.truncate(log.path, length)
    save_log(log, (*VALUES, "more"))
    assert values(log.path) == (*VALUES, "more")


# ---------------------------------------------------------------- a disk that does not take it


@unix
def test_a_line_that_a_full_disk_took_a_part_of_is_cut_back(log: Log) -> None:
    before = log.path.read_bytes()
    more = (*VALUES, "more")
    for room in range(20):
        with full_disk(len(before) + room), pytest.raises(OSError, match="large"):
            save_log(log, more)
        assert log.path.read_bytes() == before
    save_log(log, more)
    assert values(log.path) == more


@unix
def test_a_file_that_a_full_disk_does_not_take_leaves_the_old_one(log: Log) -> None:
    before = log.path.read_bytes()
    with full_disk(30), pytest.raises(OSError, match="large"):
        save_log(log, ("other", *VALUES))
    assert log.path.read_bytes() == before
    assert os.listdir(log.path.parent) == [log.path.name]


class Stuck(io.FileIO):
    """A file that cannot be cut."""

    def truncate(self, size: int | None = None) -> int:
        raise OSError(errno.EIO, "stuck")


def test_what_could_not_be_cut_back_is_cut_before_the_next_line(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "no answer")

    before = log.path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(module, "_DATA_SYNC", refuse)
        with pytest.raises(OSError, match="no answer"):
            save_log(log, (*VALUES, "more"))
        assert log.path.read_bytes() == before
        patched.setattr(module, "open", lambda path, mode, buffering: Stuck(path, mode), raising=False)
        with pytest.raises(OSError, match="no answer"):
            save_log(log, (*VALUES, "more"))
        assert log.path.read_bytes() != before
        with pytest.raises(OSError, match="stuck"):  # and not one line behind what is not sound
            save_log(log, (*VALUES, "else"))
    save_log(log, (*VALUES, "else"))
    assert values(log.path) == (*VALUES, "else")


# ---------------------------------------------------------------- what is on disk when


@unix
def test_a_new_file_is_on_disk_before_it_gets_its_name_and_the_name_before_it_counts(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []

    def note(handle: int) -> None:
        mode = os.fstat(handle).st_mode
        synced.append(("folder" if stat.S_ISDIR(mode) else os.fstat(handle).st_size, path.exists()))

    monkeypatch.setattr(os, "fsync", note)
    log = save_log(Log(path), VALUES)
    assert synced == [(log.length, False), ("folder", True)]
    remove_log(log)
    assert synced[2:] == [("folder", False)]


def test_a_line_that_is_appended_costs_one_wait_for_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = save_log(Log(path), VALUES[:1])
    synced: list[int] = []
    monkeypatch.setattr(module, "_DATA_SYNC", lambda handle: synced.append(os.fstat(handle).st_size))
    for number in range(2, len(VALUES) + 1):
        log = save_log(log, VALUES[:number])
        assert len(synced) == number - 1
        assert synced[-1] == log.length


@pytest.mark.parametrize(
    ("cut", "damaged"),
    [(slice(0, -5), False), (slice(0, None), False), (slice(40, None), True)],
    ids=["cut off", "whole", "begins later"],
)
def test_a_log_tells_damage_from_a_write_that_was_cut_off(log: Log, cut: slice, damaged: bool) -> None:
    log.path.write_bytes(log.path.read_bytes()[cut])
    left = read_log(log.path)
    assert left is not None
    assert left.damaged is damaged


@unix
def test_a_pipe_is_no_log(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(OSError, match="not a file"):
        read_log(path)
