"""What a release is made with: one version everywhere, checksums, and a list of its parts."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import release

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What names the version, to be changed."""
    for name in (
        "guided/__init__.py",
        "packaging/CHANGELOG.md",
        "packaging/linux/app.guided.Guided.metainfo.xml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def test_version_changelog_and_metainfo_agree(checkout: Path) -> None:
    assert release.disagreements(checkout) == []


@pytest.mark.parametrize("name", ["guided/__init__.py", "packaging/CHANGELOG.md"])
def test_a_version_that_only_one_file_names_is_found(checkout: Path, name: str) -> None:
    file = checkout / name
    file.write_text(file.read_text().replace("0.1.0", "0.2.0"))
    assert release.disagreements(checkout)


def test_a_tag_of_another_version_is_found(checkout: Path) -> None:
    assert release.disagreements(checkout, "v0.1.0") == []
    assert release.disagreements(checkout, "v0.1.1") == ["the tag is v0.1.1, and the version 0.1.0"]


def test_the_checksums_are_those_of_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "guided.deb").write_bytes(b"a package")
    told = release.sums(tmp_path)
    assert told == f"{hashlib.sha256(b'a package').hexdigest()}  guided.deb\n"
    (tmp_path / "SHA256SUMS").write_text(told)
    if tool := shutil.which("sha256sum"):
        subprocess.check_call([tool, "--quiet", "--check", "SHA256SUMS"], cwd=tmp_path)


def test_every_package_of_the_bundle_is_in_the_list_of_parts() -> None:
    made = release.sbom("0.1.0", "2026-11-28")
    assert made == json.loads(json.dumps(made))
    named = {part["name"].lower() for part in made["components"]}
    assert {"pyside6", "shiboken6", "numpy", "soundfile", "cffi", "python"} <= named
    assert not named & {"pytest", "ruff", "guided"}
    assert made == release.sbom("0.1.0", "2026-11-28")
