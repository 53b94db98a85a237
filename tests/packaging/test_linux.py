"""What a desktop is told of the program: its entry, its description, its kind of file."""

import configparser
import os
import plistlib
import re
import shlex
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from guided.cli import LAST, parser
from guided.sharing import ENDING

ROOT = Path(__file__).resolve().parent.parent.parent
LINUX = ROOT / "packaging/linux"
ID = "app.guided.Guided"
METAINFO = LINUX / f"{ID}.metainfo.xml"


def test_a_shared_routine_is_one_kind_of_file_everywhere() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / "guided.desktop")
    [kind] = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    declared = ET.parse(LINUX / "guided.xml").getroot()
    [mime] = declared.iter(f"{space}mime-type")
    [glob] = declared.iter(f"{space}glob")
    assert (mime.get("type"), glob.get("pattern")) == (kind, f"*{ENDING}")
    assert ET.parse(METAINFO).findtext("provides/mediatype") == kind
    told = plistlib.loads((ROOT / "packaging/macos/Info.plist").read_bytes())
    [declaration] = told["UTExportedTypeDeclarations"]
    tags = declaration["UTTypeTagSpecification"]
    assert tags == {"public.filename-extension": [ENDING[1:]], "public.mime-type": [kind]}
    [document] = told["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [declaration["UTTypeIdentifier"]]


def test_each_action_of_the_desktop_is_a_command() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / "guided.desktop")
    asked = {}
    for action in entry["Desktop Entry"]["Actions"].strip(";").split(";"):
        program, *arguments = shlex.split(entry[f"Desktop Action {action}"]["Exec"])
        assert program == "guided"
        asked[action] = parser().parse_args(arguments)
    assert asked["today"].page == "today"
    assert asked["last"].routine == LAST


def test_each_system_is_asked_for_every_package_that_is_needed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w-]", line)[0].lower() for line in project["dependencies"]}
    arch = re.search(r"^depends=\(([^)]*)\)", (LINUX / "PKGBUILD").read_text(encoding="utf-8"), re.MULTILINE)
    assert arch
    assert {name.removeprefix("python-") for name in arch[1].split()} >= names
    [installs] = [line for line in (LINUX / f"{ID}.yaml").read_text().splitlines() if "pip3 install" in line]
    assert set(installs.split()) >= names - {"pyside6"}  # which its base has


def test_the_box_has_no_network() -> None:
    told = (LINUX / "app.guided.Guided.yaml").read_text()
    assert "--socket=pulseaudio" in told
    assert "network" not in told.partition("finish-args:")[2].partition("modules:")[0]


def test_on_windows_a_person_installs_without_an_administrator_and_keeps_the_data() -> None:
    lines = (ROOT / "packaging/windows/guided.iss").read_text().splitlines()
    assert "PrivilegesRequired=lowest" in lines
    assert not [
        line for line in lines if "UninstallDelete" in line or "HKLM" in line or "userappdata" in line
    ]
    [opened] = [line for line in lines if r"shell\open\command" in line]
    assert opened.endswith('ValueData: """{app}\\guided.exe"" ""%1"""')
    assert any(rf'"Software\Classes\{ENDING}"' in line for line in lines)


def test_signing_says_what_it_lacks() -> None:
    script = ROOT / "packaging/macos/sign.sh"
    if sys.platform == "win32":
        pytest.skip("a script of a shell")
    ran = subprocess.run(
        ["sh", script], capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}
    )
    assert ran.returncode == 1
    assert "IDENTITY, a Developer ID Application certificate" in ran.stderr


def test_macos_is_asked_for_neither_microphone_nor_camera() -> None:
    told = plistlib.loads((ROOT / "packaging/macos/Info.plist").read_bytes())
    assert not [key for key in told if key.endswith("UsageDescription")]
    assert told["NSHighResolutionCapable"]
