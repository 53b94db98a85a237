"""How this copy was installed, and so how to update it: Guided itself never asks a network."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from guided.paths import assets


class Origin(NamedTuple):
    """A way to install the program: its name, and a sentence on how to update."""

    name: str
    update: str


_DOWNLOAD = "To update, download the newer one and install it over this one."

ORIGINS: Mapping[str, Origin] = {
    "checkout": Origin("a checkout of the source", "To update, run: git pull"),
    "pip": Origin("pip", "To update, run: pip install --upgrade guided"),
    "pipx": Origin("pipx", "To update, run: pipx upgrade guided"),
    "uv": Origin("uv", "To update, run: uv tool upgrade guided"),
    "deb": Origin("a Debian package", _DOWNLOAD),
    "rpm": Origin("an RPM package", _DOWNLOAD),
    "arch": Origin("a package for Arch Linux", "To update, build and install the newer package."),
    "flatpak": Origin("a Flatpak", "Your software centre updates it, or run: flatpak update"),
    "appimage": Origin("an AppImage", "To update, download the newer one in place of this file."),
    "installer": Origin("the installer for Windows", _DOWNLOAD),
    "app": Origin("the app for macOS", "To update, drag the newer one to Applications in place of this one."),
    "folder": Origin("a folder of its own", "To update, put the newer folder in place of this one."),
}


def origin(
    environment: Mapping[str, str] = os.environ,
    bundle: Path | None = None,
    prefix: Path | None = None,
    shipped: Path | None = None,
) -> str:
    """The one of `ORIGINS` that this copy is from.

    `bundle` is the folder of a frozen program, None if a separate Python runs it; `prefix` is that Python's
    environment, and `shipped` the folder of the shipped files.
    """
    bundle = bundle or _bundle()
    prefix, shipped = prefix or Path(sys.prefix), shipped or assets()
    if environment.get("FLATPAK_ID"):
        return "flatpak"
    if bundle is not None:
        return _of_bundle(bundle, environment)
    if shipped.name == "assets":
        return "checkout"
    if (prefix / "uv-receipt.toml").is_file():
        return "uv"
    if (prefix / "pipx_metadata.json").is_file():
        return "pipx"
    told = _told(shipped.parent)
    return told if told in ORIGINS else "pip"


def _bundle() -> Path | None:
    """The folder of a frozen program's files."""
    inside = getattr(sys, "_MEIPASS", "") if getattr(sys, "frozen", False) else ""
    return Path(inside) if inside else None


def _of_bundle(bundle: Path, environment: Mapping[str, str]) -> str:
    told = _told(bundle)
    if told in ORIGINS:
        return told
    if environment.get("APPIMAGE") and environment.get("APPDIR"):
        return "appimage"
    if sys.platform == "darwin" and any(part.endswith(".app") for part in bundle.parts):
        return "app"
    if sys.platform == "win32" and any(bundle.parent.glob("unins*.exe")):
        return "installer"
    return "folder"


def _told(folder: Path) -> str:
    """The origin that a package's maker left in a file."""
    try:
        return (folder / "origin").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
