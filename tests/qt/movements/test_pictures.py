"""Pictures of one's own: what is none is refused in a sentence, what is one is kept small and plain."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.movements import begun
from guided.qt.movements.pictures import PicturesSection, kept, taken
from guided.qt.movements.work import Work
from guided.qt.theme import Look
from guided.reading import GuidedError


def painted(path: Path, width: int = 300, height: int = 200, colour: int = 0xFF336699) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    assert image.save(str(path))
    return path


def bomb(path: Path) -> Path:
    """A PNG of a few hundred bytes that says it is 60,000 by 60,000 px."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 60_001)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b""))
    return path


def truncated(path: Path) -> Path:
    painted(path, 400, 400)
    path.write_bytes(path.read_bytes()[:60])
    return path


def text(path: Path) -> Path:
    path.write_text("no picture at all")
    return path


def vector(path: Path) -> Path:
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    return path


def huge(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(50 << 20)
    return path


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (bomb, "a.png has more than 60 million pixels. Save it smaller and try again."),
        (truncated, "a.png is damaged and cannot be shown."),
        (text, "a.png is neither a PNG nor a JPEG picture."),
        (vector, "a.png is neither a PNG nor a JPEG picture."),
        (huge, "a.png is larger than 40 MB. Save it smaller and try again."),
        (lambda path: path, "There is no picture a.png."),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(
    qapp: QApplication, tmp_path: Path, make: object, told: str
) -> None:
    path = make(tmp_path / "a.png")  # type: ignore[operator]
    with pytest.raises(GuidedError) as error:
        taken(path)
    assert str(error.value) == told


def test_a_picture_is_kept_small_under_a_name_of_its_own_without_what_was_written_in_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    image = QImage(2400, 1200, QImage.Format.Format_ARGB32)
    image.fill(0x80FF0000)
    image.setText("Comment", "at home, by the window")
    assert image.save(str(tmp_path / "a.png"))
    name = kept(taken(tmp_path / "a.png"), tmp_path / "own")
    path = tmp_path / "own" / "pictures" / f"{name}.png"
    again = QImage(str(path))
    assert (again.width(), again.height()) == (1600, 800)
    assert b"window" not in path.read_bytes()
    assert name == kept(taken(tmp_path / "a.png"), tmp_path / "own"), "the same picture is kept once"


def test_a_jpeg_is_known_by_what_is_in_it_whatever_its_name(qapp: QApplication, tmp_path: Path) -> None:
    painted(tmp_path / "a.jpg").rename(tmp_path / "a.png")
    name = kept(taken(tmp_path / "a.png"), tmp_path / "own")
    assert (tmp_path / "own" / "pictures" / f"{name}.jpg").is_file()


def test_pictures_are_put_in_order_and_taken_out(
    qtbot: QtBot, look: Look, library: Library, tmp_path: Path
) -> None:
    work = Work(begun("stand"), library)
    section = PicturesSection(look, work, tmp_path / "own")
    work.setParent(section)
    qtbot.addWidget(section)
    section.show()
    told: list[str] = []
    section.refused.connect(told.append)
    section.add([painted(tmp_path / "a.png"), text(tmp_path / "b.png"), painted(tmp_path / "c.png", 90, 90)])
    assert told == ["b.png is neither a PNG nor a JPEG picture."]
    first, second = section.ids
    section._move(1)
    assert section.ids == (second, first)
    section.add([painted(tmp_path / "d.png", 80, 80, 0xFF000000), painted(tmp_path / "e.png", 70, 70)])
    assert len(section.ids) == 3
    assert not section.add_button.isEnabled()
    section._take_out(0)
    assert section.ids[0] == first
    work.undo()
    assert section.ids[0] == second
    assert section.childAt(QPoint(20, 20)) is not None
