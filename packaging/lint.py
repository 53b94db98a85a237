"""What systems read of the program, shown to the tools that know how it has to be.

    python3 packaging/dev.py lint                   everything, and says which tools are not here
    python3 packaging/lint.py --lacking             only the Debian packages of the tools that are not here

Where no .deb was made yet, lintian is shown one with all that goes into it but the program itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
DIST = ROOT / "dist"

# The packages of Debian that tools are in, where these are called otherwise.
PACKAGES = {
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "man": "man-db",
    "update-mime-database": "shared-mime-info",
}


class Check(NamedTuple):
    """A file for a tool to read; `made` ones are in the folder that `prepare` fills."""

    tool: str
    arguments: tuple[str, ...]
    file: str
    made: bool = False


CHECKS = (
    Check("desktop-file-validate", (), "packaging/linux/guided.desktop"),
    Check("appstreamcli", ("validate", "--no-net"), "packaging/linux/app.guided.Guided.metainfo.xml"),
    Check("update-mime-database", ("-n",), "mime", made=True),
    Check("flatpak-builder", ("--show-manifest",), "packaging/linux/app.guided.Guided.yaml"),
    Check("shellcheck", (), "packaging/linux/AppRun"),
    Check("shellcheck", (), "packaging/linux/PKGBUILD"),
    Check("shellcheck", (), "packaging/macos/sign.sh"),
    Check("shellcheck", (), ".ci/run"),
    Check("shellcheck", (), "guided.bash", made=True),
    Check("bash", ("-n",), "guided.bash", made=True),
    Check("zsh", ("-n",), "_guided", made=True),
    Check("fish", ("-n",), "guided.fish", made=True),
    Check("man", ("-l", "--warnings"), "guided.1", made=True),
    Check("mandoc", ("-Tlint", "-Wwarning"), "guided.1", made=True),
    Check("lintian", ("--fail-on", "error,warning", "--no-tag-display-limit"), "guided.deb", made=True),
)


def main() -> int:
    """Shows everything to every tool that is here; 1 where one of them complains."""
    if "--lacking" in sys.argv[1:]:
        print(" ".join(lacking()))
        return 0
    with tempfile.TemporaryDirectory(prefix="guided-") as name:
        prepare(Path(name))
        complaints = [carry_out(check, Path(name)) for check in CHECKS]
    if names := lacking():
        print(f"Not all was looked at. What is lacking: apt-get install {' '.join(names)}")
    return 1 if any(complaints) else 0


def lacking() -> list[str]:
    """The packages of Debian with the tools that are not here."""
    tools = {check.tool for check in CHECKS if shutil.which(check.tool) is None}
    return sorted(PACKAGES.get(tool, tool) for tool in tools)


def carry_out(check: Check, folder: Path) -> str:
    """What a tool complains of, which is printed; "" for nothing, or if the tool is not here."""
    what, file = f"{check.tool}: {Path(check.file).name}", (folder if check.made else ROOT) / check.file
    tool = shutil.which(check.tool)
    if tool is None or not file.exists():
        print(f"-       {what} was not looked at", flush=True)
        return ""
    # In English, and at the width of a terminal: a page of the manual is laid out to be looked at.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
    command = [tool, *check.arguments, str(file)]
    # In that folder, since some leave there what they have worked out.
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=folder)
    complaint = "" if ran.returncode == 0 else ran.stdout + ran.stderr
    if check.tool == "man":
        complaint = ran.stderr  # it ends with 0 whatever it has to say
    print(f"FAILED  {what}\n{complaint}" if complaint else f"ok      {what}", flush=True)
    return complaint


def prepare(folder: Path) -> None:
    """Fills a folder with what is made from the checkout."""
    import manual  # the program itself, which is not needed to say what is lacking

    manual.write_all(folder)
    (folder / "mime" / "packages").mkdir(parents=True)
    shutil.copyfile(LINUX / "guided.xml", folder / "mime" / "packages" / "guided.xml")
    if made := sorted(DIST.glob("*.deb")):
        shutil.copyfile(made[-1], folder / "guided.deb")
    elif shutil.which("dpkg-deb"):
        make_deb(folder)


def make_deb(folder: Path) -> None:
    """Makes guided.deb with all that goes into the package, and nothing but a line for the program."""
    import bundle
    import icons
    import packages

    program = folder / "guided" / "guided"
    (folder / "guided" / "_internal").mkdir(parents=True)
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    icons.write_all(folder / "icons")
    packages.lay_out(folder / "tree", "deb", folder)
    packages.pack_deb(folder / "tree", folder / "guided.deb", bundle.version(), packages.released())


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
