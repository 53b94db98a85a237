"""Packages for Linux: they ask the system for what the bundle in them needs."""

import shutil
import subprocess
from pathlib import Path

import pytest

import packages

LISTED = "depends:\n  - glibc >= 2.36\n  - libEGL.so.1()(64bit)\nrecommends:\n  - libcups.so.2()(64bit)\n"


def test_a_library_that_no_package_names_is_found() -> None:
    assert packages.unnamed({"libEGL.so.1", "libcups.so.2"}, LISTED) == []
    assert packages.unnamed({"libEGL.so.1", "libexpat.so.1"}, LISTED) == ["libexpat.so.1"]


def test_a_bundle_needs_what_its_files_ask_for_and_it_has_not(tmp_path: Path) -> None:
    compiler = shutil.which("gcc")
    if compiler is None or shutil.which("objdump") is None:
        pytest.skip("there is no compiler")
    source = tmp_path / "one.c"
    source.write_text("int one(void) { return 1; }")

    def library(name: str, *links: str) -> None:
        made = [str(tmp_path / link) for link in links]
        subprocess.check_call(
            [compiler, "-shared", f"-Wl,--no-as-needed,-soname,{name}", "-o", tmp_path / name, source, *made]
        )

    library("libouter.so.1")
    library("libinner.so.1", "libouter.so.1")
    library("libplugin.so", "libinner.so.1", "libouter.so.1")
    (tmp_path / "libouter.so.1").unlink()
    assert packages.needed(tmp_path) == {"libouter.so.1"}
