"""What is inside a bundle, as a list in CycloneDX 1.5 that a program can read.

python3 packaging/dev.py sbom     writes dist/guided-VERSION.cdx.json
"""

from __future__ import annotations

import json
import sys
import uuid
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import bundle
import packages

UNKNOWN = "see its licence file"
DIST = Path(__file__).resolve().parent.parent / "dist"


def main() -> int:
    """Writes the list beside the packages."""
    DIST.mkdir(exist_ok=True)
    version = bundle.version()
    text = json.dumps(sbom(version, packages.released(), brought(bundle.FOLDER)), indent=1)
    (DIST / f"guided-{version}.cdx.json").write_text(text + "\n", encoding="utf-8")
    return 0


def sbom(version: str, day: str, libraries: list[str]) -> dict[str, Any]:
    """The list, with the system's libraries that were taken along; the same for the same parts."""
    parts = [component(one) for one in bundle.inside()]
    python = ".".join(map(str, sys.version_info[:3]))
    licence = [{"license": {"id": "PSF-2.0"}}]
    parts.append({"type": "platform", "name": "Python", "version": python, "licenses": licence})
    parts += [{"type": "library", "name": name} for name in libraries]
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
    place = f"pkg:pypi/{bundle.name_in(package.name)}@{package.version}"
    if expression := about["License-Expression"]:
        licence: dict[str, Any] = {"expression": expression}
    else:
        classed = [one for one in about.get_all("Classifier", []) if one.startswith("License ::")]
        named = about["License"] or ", ".join(one.rpartition(" :: ")[2] for one in classed)
        licence = {"license": {"name": (named or UNKNOWN).splitlines()[0]}}
    return {
        "type": "library",
        "bom-ref": place,
        "name": package.name,
        "version": package.version,
        "purl": place,
        "licenses": [licence],
    }


def brought(folder: Path) -> list[str]:
    """The system's libraries that a bundle has with it, other than Python's own: libsqlite3.so.0, ..."""
    found = (
        file.name for file in (folder / "_internal").glob("lib*.so.*") if bundle.TAKEN_ALONG.match(file.name)
    )
    return sorted(name for name in found if not name.startswith("libpython"))


if __name__ == "__main__":
    sys.exit(main())
