"""A release: whether all that names the version agrees, its checksums, its parts, and what is left to do.

python3 packaging/dev.py release [--tag v0.1.0]     after build, bundle and packages
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import uuid
import xml.etree.ElementTree as ET
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import bundle
import packages

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"

LEFT = """
Left for a person:
 - Put a real address in the place of guided.example: packaging/linux (control, metainfo, nfpm.yaml).
 - Put the screenshots that the metainfo names at that address: dev.py shots makes them.
 - Own the domain of the id app.guided.Guided, or choose another id.
 - Try the packages for Windows and macOS, and sign them: packaging/README.md says what that takes.
 - Tag the commit, push the tag, and publish what is in dist, with SHA256SUMS signed.
"""


def main() -> int:
    """Checks and writes; 0 when everything agrees."""
    asked = argparse.ArgumentParser(prog="release.py", description=__doc__.splitlines()[0])
    asked.add_argument("--tag", help="the tag of this version, as git has it")
    chosen = asked.parse_args()
    wrong = disagreements(ROOT, chosen.tag)
    for line in wrong:
        print(f"! {line}")
    DIST.mkdir(exist_ok=True)
    parts = json.dumps(sbom(bundle.version(), packages.released()), indent=1)
    (DIST / f"guided-{bundle.version()}.cdx.json").write_text(parts + "\n", encoding="utf-8")
    (DIST / "SHA256SUMS").write_text(sums(DIST), encoding="utf-8")
    print((DIST / "SHA256SUMS").read_text(encoding="utf-8") + LEFT)
    return 1 if wrong else 0


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
    metainfo = root / "packaging/linux" / f"{packages.ID}.metainfo.xml"
    release = ET.parse(metainfo).find("releases/release")
    if release is None or (release.get("version"), release.get("date")) != (version, day):
        wrong.append(f"{metainfo.name} does not begin with {version} of {day}")
    return wrong


def sums(folder: Path) -> str:
    """The SHA-256 of every file in a folder, as sha256sum reads them."""
    files = [one for one in sorted(folder.iterdir()) if one.is_file() and one.name != "SHA256SUMS"]
    return "".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files)


def sbom(version: str, day: str) -> dict[str, Any]:
    """What is inside a bundle, in CycloneDX 1.5; the same for the same version and packages."""
    parts = [component(one) for one in bundle.inside()]
    python = ".".join(map(str, sys.version_info[:3]))
    parts.append(
        {
            "type": "platform",
            "name": "Python",
            "version": python,
            "licenses": [{"license": {"id": "PSF-2.0"}}],
        }
    )
    name = json.dumps([version, parts], sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}",
        "version": 1,
        "metadata": {
            "timestamp": f"{day}T00:00:00Z",
            "component": {"type": "application", "bom-ref": "guided", "name": "guided", "version": version},
        },
        "components": parts,
    }


def component(package: Distribution) -> dict[str, Any]:
    """A package of Python as a part."""
    about = package.metadata
    licence = about["License-Expression"] or about["License"] or "see its licence file"
    place = f"pkg:pypi/{bundle.name_in(package.name)}@{package.version}"
    return {
        "type": "library",
        "bom-ref": place,
        "name": package.name,
        "version": package.version,
        "purl": place,
        "licenses": [{"license": {"name": licence.splitlines()[0]}}],
    }


if __name__ == "__main__":
    sys.exit(main())
