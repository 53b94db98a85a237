"""Pictures of a person's own: found, kept once, and travelling below a text within bounds."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from guided.pictures import (
    MOST_BYTES,
    below,
    ending_of,
    found,
    id_of,
    is_name,
    keep,
    read,
    taken_apart,
)
from guided.reading import GuidedError, read_toml
from tests.samples import PNG

JPEG = b"\xff\xd8\xff" + bytes(200)


def test_one_is_kept_once_under_a_name_that_says_what_is_in_it(tmp_path: Path) -> None:
    one = keep(PNG, tmp_path / "pictures")
    assert keep(PNG, tmp_path / "pictures") == one == id_of(PNG)
    assert keep(JPEG, tmp_path / "pictures") != one
    assert [path.name for path in found(tmp_path / "pictures", ["gone", one])] == [f"{one}.png"]
    assert (tmp_path / "pictures" / f"{one}.png").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name", ["../one.png", "a/one.png", "..\\one.png", "one.svg", ".png", "One.png", "one", "/one.png"]
)
def test_a_name_is_no_path(name: str) -> None:
    assert not is_name(name)
    assert is_name("one-2.jpg")


def test_pictures_travel_below_a_text_that_is_read_without_them(tmp_path: Path) -> None:
    text = 'name = "Evening"\n[[step]]\nexercise = "bridge"\n'
    whole = below(text, [PNG, JPEG])
    assert whole.startswith(text)
    for sent in (whole, whole.replace("\n", "\r\n")):  # as some mail programs leave it
        apart, pictures = taken_apart(sent.encode())
        assert apart.replace(b"\r\n", b"\n") == text.encode()
        assert pictures == {id_of(PNG): PNG, id_of(JPEG): JPEG}
        path = tmp_path / "evening.guided"
        path.write_bytes(sent.encode())
        assert read_toml(path)["name"] == "Evening"
    assert below(text, []) == text


@pytest.mark.parametrize(
    "line",
    [
        b"#: ../../evil " + b64encode(PNG),
        b"#: picture-0000000000000000 " + b64encode(PNG),
        f"#: {id_of(PNG)} ".encode() + b64encode(JPEG),
        f"#: {id_of(PNG)} ".encode() + b"not base64!",
        f"#: {id_of(b'MZ program')} ".encode() + b64encode(b"MZ program"),
        f"#: {id_of(PNG + bytes(MOST_BYTES))} ".encode() + b64encode(PNG + bytes(MOST_BYTES)),
        b"#: " * 1000,
        b"\0" * 1000,
    ],
)
def test_what_is_not_what_it_says_is_left_out(line: bytes) -> None:
    whole = below('name = "A"\n', [PNG]).encode() + line + b"\n"
    text, pictures = taken_apart(whole)
    assert text == b'name = "A"\n'
    assert pictures == {id_of(PNG): PNG}


def test_what_cannot_go_along_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(PNG + bytes(MOST_BYTES))
    with pytest.raises(GuidedError, match=r"large\.png cannot go with it: it is larger than 4 MB"):
        read(path)
    (tmp_path / "page.png").write_bytes(b"<html>")
    with pytest.raises(GuidedError, match="neither PNG nor JPEG"):
        read(tmp_path / "page.png")
    assert ending_of(b"") == ""


def test_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guided.pictures.MOST_TOGETHER", 100)
    with pytest.raises(GuidedError, match="larger than"):
        below("", [JPEG])
