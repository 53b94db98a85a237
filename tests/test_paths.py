"""Folders: where things go, who may read them, and files that are replaced whole."""

import os
from pathlib import Path

import pytest

from guided.paths import (
    assets,
    home_in,
    home_of_user,
    make_private,
    open_file,
    read_file,
    replacing,
    write_private,
)

posix = pytest.mark.skipif(os.name != "posix", reason="modes are the system's own there")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_home_is_one_folder(tmp_path: Path) -> None:
    home = home_in(tmp_path / "guided")
    for path in (home.data, home.config, home.cache, home.history, home.settings, home.catalogue):
        assert path.is_relative_to(tmp_path / "guided")
    assert len({home.data, home.config, home.cache}) == 3
    assert not (tmp_path / "guided").exists()


def test_the_persons_home_follows_the_system(home: Path) -> None:
    pytest.importorskip("platformdirs")
    theirs = home_of_user()
    assert theirs.history.is_relative_to(home)
    assert theirs.settings.is_relative_to(home)
    assert theirs.catalogue.is_relative_to(home)


def test_the_shipped_files_are_found() -> None:
    assert (assets() / "care.toml").is_file()
    assert (assets() / "methods" / "ais.toml").is_file()


@posix
def test_new_folders_are_the_persons_alone_and_old_ones_stay_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private(tmp_path / "a" / "b" / "c")
    make_private(tmp_path / "a" / "b")
    assert mode(tmp_path) == 0o755
    assert {mode(tmp_path / name) for name in ("a", "a/b", "a/b/c")} == {0o700}


@posix
def test_a_written_file_is_the_persons_alone_whatever_it_was(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "new é")
    assert path.read_text("utf-8") == "new é"
    assert mode(path) == 0o600


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.json"
    write_private(path, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(path, "new")
    assert path.read_text() == "old"
    assert [left.name for left in tmp_path.iterdir() if left.is_file()] == ["file.json"]


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        write_private(tmp_path / "file" / "settings.json", "x")


@posix
def test_a_link_goes_on_pointing_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    file, link = tmp_path / "there" / "file", tmp_path / "link"
    link.symlink_to(file)
    for text in (b"first", b"second"):
        with replacing(link) as out:
            out.write(text)
        assert link.readlink() == file
        assert file.read_bytes() == text
    assert [left.name for left in file.parent.iterdir()] == ["file"]


@posix
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with replacing(pipe) as out:
            out.write(b"all of it")
        assert os.read(reader, 100) == b"all of it"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["no/such/file", ".", "link"])
def test_what_cannot_be_written_is_told_by_the_name_that_was_asked_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "file")
    with pytest.raises(OSError, match=r"\w") as told, replacing(tmp_path / name) as out:
        out.write(b"x")
    assert told.value.filename == str(tmp_path / name)
    assert ".new" not in str(told.value)


def test_a_name_as_long_as_a_disk_takes_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * os.pathconf(tmp_path, "PC_NAME_MAX") if hasattr(os, "pathconf") else "x" * 255)
    with replacing(path) as out:
        out.write(b"all of it")
    assert path.read_bytes() == b"all of it"


@posix
@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "link to a pipe"])
def test_what_is_no_file_is_neither_read_nor_written_nor_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "settings.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        os.mkfifo(tmp_path / "pipe" if kind == "link to a pipe" else path)
        if kind == "link to a pipe":
            path.symlink_to("pipe")
    with pytest.raises(OSError, match=r"\w"):
        read_file(path, 100)
    with pytest.raises(OSError, match=r"\w"):
        open_file(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with pytest.raises(OSError, match=r"\w") as told:
        write_private(path, "x")
    assert told.value.filename == str(path)


@posix
def test_a_pipe_that_nobody_reads_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="pipe"), replacing(tmp_path / "pipe") as out:
        out.write(b"x")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_file(path, 5) == b"12345"
    with pytest.raises(OSError, match="too large"):
        read_file(path, 4)
