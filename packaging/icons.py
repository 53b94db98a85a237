"""The program's icon in every form a system asks for, made from the one drawing in assets/icons.

python3 packaging/icons.py DIR
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)  # of freedesktop.org's icon themes
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_TYPES = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}


def write_all(folder: Path) -> None:
    """Writes a theme of icons as Linux has it, guided.ico for Windows and guided.icns for macOS."""
    app, document = (ROOT / "assets/icons/app-icon.svg", LINUX / "application-x-guided.svg")
    for drawing, kind, name in ((app, "apps", "guided"), (document, "mimetypes", "application-x-guided")):
        for size in SIZES:
            place = folder / "hicolor" / f"{size}x{size}" / kind / f"{name}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(png(drawing, size))
        scalable = folder / "hicolor" / "scalable" / kind / f"{name}.svg"
        scalable.parent.mkdir(parents=True, exist_ok=True)
        scalable.write_bytes(drawing.read_bytes())
    symbolic = folder / "hicolor" / "symbolic" / "apps" / "guided-symbolic.svg"
    symbolic.parent.mkdir(parents=True, exist_ok=True)
    symbolic.write_bytes((LINUX / "guided-symbolic.svg").read_bytes())
    (folder / "guided.ico").write_bytes(ico({size: png(app, size) for size in ICO_SIZES}))
    (folder / "guided.icns").write_bytes(icns({size: png(app, size) for size in ICNS_TYPES.values()}))


def png(drawing: Path, size: int) -> bytes:
    """A drawing as a square PNG of that many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(drawing.read_bytes())).render(painter, QRectF(0, 0, size, size))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' container: a header, a line for each picture, the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    lines, bodies = b"", b""
    for size, body in pictures.items():
        side = size % 256  # 256 is written as 0
        lines += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(body), at + len(bodies))
        bodies += body
    return head + lines + bodies


def icns(pictures: dict[int, bytes]) -> bytes:
    """macOS' container: a header, then each picture behind its type and length."""
    parts = [
        kind.encode() + struct.pack(">I", len(pictures[size]) + 8) + pictures[size]
        for kind, size in ICNS_TYPES.items()
    ]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    write_all(Path(sys.argv[1]))
