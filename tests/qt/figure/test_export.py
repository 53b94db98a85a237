"""Pictures as files: SVG is what is painted, and the command writes both kinds without a screen."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from guided.cli import main
from guided.picture import Picture, Style
from guided.qt.figure.export import svg
from guided.qt.figure.skins import THEMES
from tests.qt.figure.samples import END, NAMES, canvas, painted, pixels, samples

SVG = "{http://www.w3.org/2000/svg}"


def text_of(name: str, style: Style, mirrored: bool = False) -> str:
    sample = samples()[name]
    picture = Picture(sample.drawing, END, style, sample.lengthens, both=sample.both, mirrored=mirrored)
    return svg("A <title> & more", picture, 240)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("theme", THEMES)
def test_svg_looks_as_painted(theme: str, mirrored: bool) -> None:
    for name in ("half-kneel", "seated-figure-four", "straight-leg-strap"):
        renderer = QSvgRenderer(QByteArray(text_of(name, Style(theme), mirrored).encode()))
        assert renderer.isValid()
        image = canvas(240, 240)
        with QPainter(image) as painter:
            renderer.render(painter)
        difference = np.abs(pixels(image) - painted(name, END, Style(theme), mirrored=mirrored))
        assert difference.mean() < 0.3


@pytest.mark.parametrize("name", NAMES)
def test_svg_is_small_and_its_groups_are_named(name: str) -> None:
    text = text_of(name, Style(arrow=True))
    assert len(text) < 45_000
    root = ET.fromstring(text)
    assert root.findtext(f"{SVG}title") == "A <title> & more"
    ids = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")]
    assert {"legL", "legR", "armL", "armR", "torso", "neck", "head"} <= set(ids)
    assert len(ids) == len(set(ids))
    defined = {one.get("id") for one in root.iter() if one.tag.endswith("Gradient")}
    assert set(re.findall(r"url\(#(\w+)\)", text)) == defined
    assert "nan" not in text
    assert "inf" not in text.replace("line", "")


def run(home: Path, *arguments: object) -> int:
    return main(["--home", str(home), "figure", *map(str, arguments)])


def test_the_command_writes_svg_and_png(tmp_path: Path) -> None:
    assert run(tmp_path, "bridge", "-o", tmp_path / "a.svg", "--pose", "start", "--theme", "print") == 0
    assert ET.parse(tmp_path / "a.svg").getroot().tag == f"{SVG}svg"
    assert run(tmp_path, "bridge", "-o", tmp_path / "a.png", "--pose", "0.5", "--size", "120") == 0
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (120, 120)
    assert image.pixelColor(0, 0).alpha() == 0
    assert run(tmp_path, "bridge", "-o", tmp_path / "left.png", "--side", "left") == 0
    assert run(tmp_path, "bridge", "-o", tmp_path / "right.png") == 0
    assert QImage(str(tmp_path / "left.png")) != QImage(str(tmp_path / "right.png"))


def test_the_command_takes_a_file(tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[3] / "assets" / "exercises" / "bridge.toml"
    mine = tmp_path / "my-bridge.toml"
    mine.write_text(source.read_text("utf-8"), "utf-8")
    assert run(tmp_path / "home", mine, "-o", tmp_path / "mine.svg") == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("brige", "-o", "a.svg"), 'no exercise is called "brige", did you mean "bridge"'),
        (("bridge", "-o", "a.svg", "--pose", "top"), '"top" is no pose of bridge, use start, end or'),
        (("bridge", "-o", "a.svg", "--pose", "1.5"), '"1.5" is no pose'),
        (("bridge", "-o", "a.pdf"), "end it in .svg or .png"),
        (("bridge", "-o", "no/such/folder/a.svg"), "No such file or directory"),
        (("bridge", "-o", "no/such/folder/a.png"), "no/such/folder/a.png: No such file or directory"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    arguments: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, *arguments) == 1
    printed = capsys.readouterr().err
    assert told in printed
    assert printed.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="there are no devices among the files")
@pytest.mark.parametrize(("ending", "begins"), [(".svg", b"<svg"), (".png", b"\x89PNG")])
def test_a_picture_written_through_a_link_leaves_the_link(tmp_path: Path, ending: str, begins: bytes) -> None:
    for name, to in (("nowhere", Path(os.devnull)), ("link", tmp_path / "file")):
        link = tmp_path / f"{name}{ending}"
        link.symlink_to(to)
        assert run(tmp_path, "bridge", "-o", link) == 0
        assert link.readlink() == to
    assert (tmp_path / "file").read_bytes().startswith(begins)


def test_the_command_needs_no_screen(tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    command = [sys.executable, "-m", "guided", "--home", str(tmp_path), "figure", "bridge", "-o", str(out)]
    done = subprocess.run(
        command, env={"PATH": "", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert out.stat().st_size > 1000
