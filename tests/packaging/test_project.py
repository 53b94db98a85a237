"""What is shipped beside the code: licences, icons, fonts, and a reason for each dependency."""

import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, GROUPS = SETTINGS["project"], SETTINGS["dependency-groups"]
DRAWINGS = {"app-icon.svg", "logo.svg"}
ICONS = sorted(path for path in (ROOT / "assets/icons").glob("*.svg") if path.name not in DRAWINGS)


def requirements() -> list[str]:
    lines = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"], *GROUPS["release"]]
    return sorted({re.split(r"[^\w-]", line)[0] for line in lines})


@pytest.mark.parametrize("name", requirements())
def test_each_dependency_is_accounted_for(name: str) -> None:
    assert f"| {name} |" in (ROOT / "packaging/DEPENDENCIES.md").read_text(encoding="utf-8")


def test_pyside_is_held_below_the_release_that_crashes() -> None:
    assert "PySide6>=6.10.1,<6.12" in PROJECT["dependencies"]


@pytest.mark.parametrize("name", PROJECT["license-files"])
def test_each_licence_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_current_colour_on_a_grid_of_24(path: Path) -> None:
    drawing = ET.parse(path).getroot()
    assert (drawing.get("viewBox"), drawing.get("width"), drawing.get("height")) == ("0 0 24 24", "24", "24")
    assert drawing.get("class") is None
    if path.stem.endswith("-filled"):
        assert (drawing.get("fill"), drawing.get("stroke")) == ("currentColor", "none")
    else:
        assert (drawing.get("stroke"), drawing.get("stroke-width")) == ("currentColor", "1.9")


def test_the_versions_with_checksums_are_those_that_were_tested() -> None:
    lines = (ROOT / "packaging/constraints.txt").read_text().splitlines()
    tested = {line.lower().replace("_", "-") for line in lines if "==" in line}
    text = (ROOT / "packaging/requirements.txt").read_text()
    parts = re.findall(
        r"^([\w.-]+==[\w.]+)[^\n]*\\\n((?: +--hash=sha256:[0-9a-f]{64}[ \\]*\n?)+)", text, re.MULTILINE
    )
    found = {name for name, _ in parts}
    assert found <= tested
    assert {name.lower() for name in runtime()} <= {name.partition("==")[0] for name in found}
    assert len(parts) == text.count("==")


def runtime() -> list[str]:
    return [re.split(r"[^\w-]", line)[0] for line in PROJECT["dependencies"]]
