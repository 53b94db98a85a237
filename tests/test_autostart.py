"""Starting with the session: what is written, and read again where a desktop changed it."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guided import autostart
from guided.paths import home_in, home_of_user

COMMAND = ["/opt/Guided 2/guided", "--home", '/a "b" $c \\d 50 %', "--hidden"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_it_is_switched_on_and_off_in_a_file_of_its_own(platform: str, environment: dict[str, str]) -> None:
    assert not autostart.starts(platform, environment)
    autostart.start(COMMAND, platform, environment)
    path = Path(autostart.place(platform, environment))
    assert path.is_file()
    assert autostart.starts(platform, environment)
    autostart.stop(platform, environment)
    autostart.stop(platform, environment)
    assert not path.exists()
    assert not autostart.starts(platform, environment)


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_a_desktop_switched_off_is_off(line: str, environment: dict[str, str]) -> None:
    autostart.start(COMMAND, "linux", environment)
    path = Path(autostart.place("linux", environment))
    path.write_text(f"{path.read_text()}{line}\n")
    assert not autostart.starts("linux", environment)


def test_a_mac_is_given_the_words_of_the_command(environment: dict[str, str]) -> None:
    autostart.start(COMMAND, "darwin", environment)
    agent = plistlib.loads(Path(autostart.place("darwin", environment)).read_bytes())
    assert agent["ProgramArguments"] == COMMAND
    assert agent["RunAtLoad"]


def test_windows_has_a_value_in_its_registry() -> None:
    assert (
        autostart.place("win32") == r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run\Guided"
    )


def test_a_program_that_no_desktop_could_start_is_refused(environment: dict[str, str]) -> None:
    for word in ("/opt/50%/guided", "/opt/a\nb"):
        with pytest.raises(ValueError, match=word):
            autostart.start([word, "--hidden"], "linux", environment)
    assert not autostart.starts("linux", environment)


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"<plist", b"[Desktop Entry]\nHidden=true"])
def test_a_file_that_says_nothing_is_off_on_a_mac(junk: bytes, environment: dict[str, str]) -> None:
    path = Path(autostart.place("darwin", environment))
    path.parent.mkdir(parents=True)
    path.write_bytes(junk)
    assert not autostart.starts("darwin", environment)


def test_the_command_keeps_the_home_that_is_used(tmp_path: Path) -> None:
    assert autostart.command(home_of_user()) == [sys.executable, "-m", "guided", "--hidden"]
    assert autostart.command(home_in(tmp_path))[-3:] == ["--home", str(tmp_path), "--hidden"]


def test_an_image_is_started_and_not_what_is_mounted_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    image = {"APPIMAGE": "/opt/Guided.AppImage"}
    assert autostart.command(home_of_user(), image)[0] == sys.executable, "of another image that started it"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert autostart.command(home_of_user(), image) == ["/opt/Guided.AppImage", "--hidden"]
    assert autostart.command(home_of_user(), {}) == [sys.executable, "--hidden"]


@pytest.mark.skipif(shutil.which("gio") is None, reason="there is no gio")
def test_a_desktop_starts_it_with_each_word_whole(tmp_path: Path, environment: dict[str, str]) -> None:
    program, told = tmp_path / 'with $blanks and "quotes"', tmp_path / "told"
    os.mkfifo(told)
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\n')
    program.chmod(0o755)
    autostart.start([str(program), *COMMAND[1:]], "linux", environment)
    subprocess.run(["gio", "launch", autostart.place("linux", environment)], check=True, timeout=20)
    assert told.read_text().splitlines() == COMMAND[1:]
