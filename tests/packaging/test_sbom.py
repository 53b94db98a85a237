"""The list of what is inside a bundle."""

import json
from pathlib import Path

import sbom


def test_every_package_of_the_bundle_is_in_the_list_of_parts() -> None:
    made = sbom.sbom("0.1.0", "2026-11-28", ["libsqlite3.so.0"])
    assert made == json.loads(json.dumps(made))
    named = {part["name"].lower() for part in made["components"]}
    assert {"pyside6", "shiboken6", "numpy", "soundfile", "cffi", "python", "libsqlite3.so.0"} <= named
    assert not named & {"pytest", "ruff", "guided"}
    assert sbom.UNKNOWN not in json.dumps(made), "each says under which licence it is"
    assert all(part["licenses"] for part in made["components"] if "version" in part)


def test_the_list_is_the_same_for_the_same_parts_and_another_for_others() -> None:
    made = sbom.sbom("0.1.0", "2026-11-28", [])
    assert made == sbom.sbom("0.1.0", "2026-11-28", [])
    assert made["serialNumber"] != sbom.sbom("0.1.0", "2026-11-28", ["libbz2.so.1.0"])["serialNumber"]


def test_of_the_systems_libraries_those_in_the_bundle_are_listed(tmp_path: Path) -> None:
    inside = tmp_path / "_internal"
    inside.mkdir()
    for name in ("libsqlite3.so.0", "libpython3.11.so.1.0", "libQt6Core.so.6"):
        (inside / name).touch()
    assert sbom.brought(tmp_path) == ["libsqlite3.so.0"]
