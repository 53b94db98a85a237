"""The moving picture: readable where pictures that move are not known, and no larger than what changes."""

import struct
import zlib
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from rep_shot import FRAME_MS, write_apng

ROOT = Path(__file__).resolve().parent.parent.parent


def chunks(path: Path) -> list[tuple[bytes, bytes]]:
    content, found, at = path.read_bytes(), [], 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        (told,) = struct.unpack(">I", content[at + 8 + length : at + 12 + length])
        assert told == zlib.crc32(kind + body)
        found.append((kind, body))
        at += 12 + length
    return found


def test_a_frame_holds_only_what_changed_and_the_first_is_a_plain_picture(tmp_path: Path) -> None:
    first = np.full((40, 60, 3), 100, np.uint8)
    second = first.copy()
    second[10:15, 20:30] = 200
    file = tmp_path / "moves.png"
    write_apng(file, [first, second, second])
    found = chunks(file)
    assert [kind for kind, _ in found] == [
        *(b"IHDR", b"acTL", b"fcTL", b"IDAT", b"fcTL", b"fdAT", b"fcTL", b"fdAT", b"IEND")
    ]
    places = [struct.unpack(">IIIIIHH", body[:24]) for kind, body in found if kind == b"fcTL"]
    assert places[1] == (1, 10, 5, 20, 10, FRAME_MS, 1000)
    assert [place[0] for place in places] == [0, 1, 3]
    numbers = [struct.unpack(">I", body[:4])[0] for kind, body in found if kind == b"fdAT"]
    assert numbers == [2, 4]
    image = QImage(str(file))
    assert (image.width(), image.height()) == (60, 40)
    assert image.pixelColor(25, 12).red() == 100


def test_the_picture_of_the_readme_is_small_enough_to_be_loaded() -> None:
    assert (ROOT / "packaging/pictures/rep.png").stat().st_size < 1_500_000
