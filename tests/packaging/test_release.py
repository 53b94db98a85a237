"""What a release is made with: one version everywhere, all of it committed, and checksums."""

import hashlib
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
        "packaging/linux/PKGBUILD",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def test_all_that_names_the_version_agrees(checkout: Path) -> None:
    assert release.disagreements(checkout) == []


@pytest.mark.parametrize("name", ["guided/__init__.py", "packaging/CHANGELOG.md", "packaging/linux/PKGBUILD"])
def test_a_version_that_only_one_file_names_is_found(checkout: Path, name: str) -> None:
    file = checkout / name
    file.write_text(file.read_text().replace("0.1.0", "0.2.0"))
    assert release.disagreements(checkout)


def test_a_tag_of_another_version_is_found(checkout: Path) -> None:
    assert release.disagreements(checkout, "v0.1.0") == []
    assert release.disagreements(checkout, "v0.1.1") == ["the tag is v0.1.1, and the version 0.1.0"]


def test_what_is_not_committed_is_told(tmp_path: Path) -> None:
    assert release.unfinished(tmp_path) == []
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not here")
    subprocess.check_call([git, "init", "--quiet"], cwd=tmp_path)
    (tmp_path / "note").touch()
    assert release.unfinished(tmp_path) == ["not committed: note"]


def test_packages_for_linux_are_made_there_alone() -> None:
    assert release.made_by("linux") == ["build", "bundle", "packages", "sbom"]
    assert release.made_by("win32") == release.made_by("darwin") == ["build", "bundle", "sbom"]


def test_a_bundle_weighs_what_its_files_do(tmp_path: Path) -> None:
    (tmp_path / "guided").write_bytes(b"x" * 30)
    (tmp_path / "link").symlink_to("guided")
    assert release.weight(tmp_path) == release.weight(tmp_path / "guided") == 30


def test_the_checksums_are_those_of_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "guided.deb").write_bytes(b"a package")
    told = release.sums(tmp_path)
    assert told == f"{hashlib.sha256(b'a package').hexdigest()}  guided.deb\n"
    (tmp_path / "SHA256SUMS").write_text(told)
    if tool := shutil.which("sha256sum"):
        subprocess.check_call([tool, "--quiet", "--check", "SHA256SUMS"], cwd=tmp_path)
