"""Where a copy of the program came from: About says so, and how that way brings a newer one."""

import sys
from pathlib import Path

import pytest

from guided.origin import ORIGINS, origin


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The files that come with a program which is installed for some Python."""
    shipped = tmp_path / "env/lib/guided/_assets"
    shipped.mkdir(parents=True)
    return shipped


def test_this_is_a_checkout() -> None:
    assert origin(environment={}) == "checkout"


@pytest.mark.parametrize(
    ("left", "found"),
    [("uv-receipt.toml", "uv"), ("pipx_metadata.json", "pipx"), ("pyvenv.cfg", "pip")],
)
def test_an_environment_is_known_by_what_made_it(
    tmp_path: Path, installed: Path, left: str, found: str
) -> None:
    (tmp_path / "env" / left).touch()
    assert origin({}, prefix=tmp_path / "env", shipped=installed) == found


@pytest.mark.parametrize("told", ["deb", "rpm", "arch"])
def test_a_package_says_of_itself_what_it_is(tmp_path: Path, installed: Path, told: str) -> None:
    (tmp_path / "origin").write_text(f"{told}\n")
    assert origin({}, bundle=tmp_path) == told
    (installed.parent / "origin").write_text(told)
    assert origin({}, prefix=tmp_path / "env", shipped=installed) == told


def test_what_nobody_knows_is_no_origin(tmp_path: Path) -> None:
    (tmp_path / "origin").write_bytes(b"\xff")
    assert origin({}, bundle=tmp_path) == "folder"
    (tmp_path / "origin").write_text("a shop")
    assert origin({}, bundle=tmp_path) == "folder"


def test_the_box_it_runs_in_counts_first(tmp_path: Path) -> None:
    (tmp_path / "origin").write_text("deb")
    assert origin({"FLATPAK_ID": "app.guided.Guided"}, bundle=tmp_path) == "flatpak"


def test_an_appimage_is_known_by_where_it_is_mounted(tmp_path: Path) -> None:
    environment = {"APPIMAGE": "Guided.AppImage", "APPDIR": str(tmp_path)}
    assert origin(environment, bundle=tmp_path / "usr") == "appimage"


def test_an_app_is_known_on_macos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert origin({}, bundle=tmp_path / "Guided.app/Contents/Frameworks") == "app"
    assert origin({}, bundle=tmp_path / "guided/_internal") == "folder"


def test_on_windows_the_uninstaller_tells_of_the_installer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    inside = tmp_path / "Guided/_internal"
    inside.mkdir(parents=True)
    assert origin({}, bundle=inside) == "folder"
    (inside.parent / "unins000.exe").touch()
    assert origin({}, bundle=inside) == "installer"


def test_every_origin_says_how_to_update() -> None:
    assert all(one.update.startswith(("To update, ", "Your software centre")) for one in ORIGINS.values())
