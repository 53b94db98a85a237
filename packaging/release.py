"""A release, from a clean checkout to what is handed out: dist/ with its checksums and a list of its parts.

    python3 packaging/dev.py release [--tag v0.1.0] [--previous WHEEL]

It sees that all that names the version agrees, makes everything this system can make, tries each with the
same test, and says what is left for a person. It ends with 0 only when all of it went well.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
METAINFO = "app.guided.Guided.metainfo.xml"

ENDINGS = (".whl", ".tar.gz", ".tar.xz", ".deb", ".rpm", ".AppImage")

LEFT = """
Left for a person:
 - Put a real address in the place of guided.example, everywhere in packaging/linux.
 - Put the screenshots that the metainfo names at that address: dev.py shots DIR --store makes them.
 - Own the domain of the id app.guided.Guided, or choose another id.
 - Try the packages for Windows and macOS, and sign them: packaging/README.md says what that takes.
 - Tag the commit, push the tag, and publish what is in dist, with SHA256SUMS signed.
"""


def main() -> int:
    """Checks, makes, tries and lists; 0 when everything is as it has to be."""
    asked = argparse.ArgumentParser(prog="release.py", description=__doc__.splitlines()[0])
    asked.add_argument("--tag", help="the tag of this version, as git has it")
    asked.add_argument(
        "--previous", type=Path, metavar="WHEEL", help="the last version, to be followed by this"
    )
    chosen = asked.parse_args()
    if wrong := [*disagreements(ROOT, chosen.tag), *unfinished(ROOT)]:
        print("".join(f"! {line}\n" for line in wrong))
        return 1
    shutil.rmtree(DIST, ignore_errors=True)  # what an earlier one left is none of this
    for verb in ("lint", *made_by(sys.platform), "lint"):  # the second time with the packages
        if code := run("dev.py", verb):
            return code
    artefacts = [one for one in sorted(DIST.iterdir()) if one.name.endswith(ENDINGS)]
    tried = [tell(one) for one in (ROOT, ROOT / "build/bundle/guided", *artefacts)]
    if chosen.previous is not None:
        tried.append(follow(chosen.previous))
    (DIST / "SHA256SUMS").write_text(sums(DIST), encoding="utf-8")
    print(f"\n{(DIST / 'SHA256SUMS').read_text(encoding='utf-8')}")
    print("| artefact | MB | smoke test |\n|---|---|---|")
    print("\n".join(row for row, _ in tried))
    print(LEFT)
    return 0 if all(works for _, works in tried) else 1


def made_by(platform: str) -> list[str]:
    """What dev.py makes on a system, in order; the installers of Windows and macOS are made of the bundle."""
    return ["build", "bundle", *(["packages"] if platform.startswith("linux") else []), "sbom"]


def run(program: str, *arguments: str) -> int:
    """Run one of the programs here with the Python that runs this; its exit code."""
    return subprocess.call([sys.executable, str(ROOT / "packaging" / program), *arguments], cwd=ROOT)


def tell(artefact: Path) -> tuple[str, bool]:
    """Try an artefact; its line in the table, and whether it works."""
    print(f"\n=== Smoke test: {artefact.name}", flush=True)
    begin = time.monotonic()
    works = run("smoke.py", str(artefact)) == 0
    name, size = ("checkout", "") if artefact == ROOT else (artefact.name, f"{weight(artefact) / 1e6:.1f}")
    how = f"{'passed' if works else 'FAILED'} in {time.monotonic() - begin:.0f} s"
    return f"| {name} | {size} | {how} |", works


def follow(previous: Path) -> tuple[str, bool]:
    """Try this version on what the last one left; its line in the table, and whether it works."""
    print(f"\n=== Upgrade from {previous.name}", flush=True)
    [wheel] = DIST.glob("*.whl")
    works = run("upgrade.py", str(previous.absolute()), str(wheel)) == 0
    return f"| upgrade from {previous.name} | | {'passed' if works else 'FAILED'} |", works


def weight(artefact: Path) -> int:
    """How many bytes a file has, or all those of a folder."""
    files = artefact.rglob("*") if artefact.is_dir() else [artefact]
    return sum(one.stat().st_size for one in files if one.is_file() and not one.is_symlink())


def disagreements(root: Path, tag: str | None = None) -> list[str]:
    """What does not say the version, or the day of it, that guided/__init__.py says: a line each."""
    text = (root / "guided/__init__.py").read_text(encoding="utf-8")
    said = dict(re.findall(r'^__(\w+)__ = "(.+?)"', text, re.MULTILINE))
    version, day = said["version"], said["released"]
    wrong = []
    if tag is not None and tag != f"v{version}":
        wrong.append(f"the tag is {tag}, and the version {version}")
    changelog = (root / "packaging/CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d.*?)\] - (\S+)$", changelog, re.MULTILINE)
    if newest is None or newest.groups() != (version, day):
        wrong.append(f"packaging/CHANGELOG.md does not begin with [{version}] - {day}")
    release = ET.parse(root / "packaging/linux" / METAINFO).find("releases/release")
    if release is None or (release.get("version"), release.get("date")) != (version, day):
        wrong.append(f"{METAINFO} does not begin with {version} of {day}")
    if f"pkgver={version}\n" not in (root / "packaging/linux/PKGBUILD").read_text(encoding="utf-8"):
        wrong.append(f"PKGBUILD is not of {version}")
    return wrong


def unfinished(root: Path) -> list[str]:
    """What is not committed, and so would be in no tag: a line each; nothing where there is no git."""
    if not (root / ".git").exists() or shutil.which("git") is None:
        return []
    told = subprocess.check_output(["git", "status", "--porcelain"], cwd=root, text=True)
    return [f"not committed: {line[3:]}" for line in told.splitlines()]


def sums(folder: Path) -> str:
    """The SHA-256 of every file in a folder, as sha256sum reads them."""
    files = [one for one in sorted(folder.iterdir()) if one.is_file() and one.name != "SHA256SUMS"]
    return "".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files)


if __name__ == "__main__":
    sys.exit(main())
