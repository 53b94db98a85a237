"""The set-up script: what it does once, what it does not do twice, and what it says when it cannot."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dev

Commands = list[list[str]]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with nothing in it but a pyproject.toml."""
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\nname = 'guided'\n")
    monkeypatch.setattr(dev, "ROOT", root)
    monkeypatch.setattr(dev, "VENV", root / ".venv")
    monkeypatch.setattr(dev, "PYTHON", root / ".venv/bin/python")
    monkeypatch.setattr(dev, "INSTALLED", root / ".venv/guided-installed")
    monkeypatch.setattr(dev, "LIBRARIES", root / ".venv/guided-libraries")
    return root


@pytest.fixture
def commands(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """What is asked of other programs; making an environment makes its Python, and all else is in order."""
    given: Commands = []

    def give(command: list[str], **_: object) -> int:
        given.append(command)
        if "venv" in command:
            dev.PYTHON.parent.mkdir(parents=True)
            dev.PYTHON.touch()
        return 0

    monkeypatch.setattr(subprocess, "check_call", give)
    monkeypatch.setattr(dev, "missing_library", lambda: "")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(dev, "find_spec", lambda name: name)
    return given


def installs(commands: Commands) -> int:
    return sum("--editable" in command for command in commands)


def environments(commands: Commands) -> int:
    return sum("venv" in command for command in commands)


def test_a_second_start_asks_nothing_of_anyone(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.install()
    dev.provide_libraries()
    assert (environments(commands), installs(commands)) == (1, 1)
    commands.clear()
    monkeypatch.setattr(dev, "missing_library", lambda: pytest.fail("asked again"))
    dev.install()
    dev.provide_libraries()
    assert commands == []


def test_a_changed_pyproject_is_installed_into_the_same_environment(
    checkout: Path, commands: Commands
) -> None:
    dev.install()
    (checkout / "pyproject.toml").write_text("[project]\nname = 'guided'\ndependencies = ['more']\n")
    dev.install()
    assert (environments(commands), installs(commands)) == (1, 2)


def test_another_python_makes_another_environment(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.install()
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    dev.install()
    assert (environments(commands), installs(commands)) == (2, 2)


def test_a_moved_checkout_makes_another_environment(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.install()
    moved = checkout.rename(checkout.with_name("moved"))
    for name in ("VENV", "PYTHON", "INSTALLED", "LIBRARIES"):
        monkeypatch.setattr(dev, name, moved / getattr(dev, name).relative_to(checkout))
    monkeypatch.setattr(dev, "ROOT", moved)
    dev.install()
    assert (environments(commands), installs(commands)) == (2, 2)


def test_an_environment_made_by_other_means_is_kept(checkout: Path, commands: Commands) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    dev.install()
    assert (environments(commands), installs(commands)) == (0, 1)


@pytest.mark.parametrize("why", [KeyboardInterrupt(), subprocess.CalledProcessError(1, "pip")])
def test_what_an_unfinished_installation_left_is_thrown_away(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch, why: BaseException
) -> None:
    def fail(command: list[str], **_: object) -> int:
        if "--editable" in command:
            (dev.VENV / "half").touch()
            raise why
        return give(command)

    give: Callable[[list[str]], int] = subprocess.check_call
    with monkeypatch.context() as broken:
        broken.setattr(subprocess, "check_call", fail)
        with pytest.raises((KeyboardInterrupt, SystemExit)):
            dev.install()
    assert (dev.VENV / "half").exists()
    dev.install()
    assert not (dev.VENV / "half").exists()
    assert (environments(commands), installs(commands)) == (2, 1)


def test_without_a_network_it_says_so_in_one_sentence(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str], **_: object) -> int:
        raise subprocess.CalledProcessError(1, command)

    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    monkeypatch.setattr(subprocess, "check_call", fail)
    with pytest.raises(SystemExit, match="Is there a network connection"):
        dev.install()


@pytest.mark.parametrize(
    ("there", "start"),
    [
        ({"uv", "pip", "ensurepip"}, ["uv", "pip", "install"]),
        ({"pip", "ensurepip"}, [sys.executable, "-m", "pip", "--python"]),
        ({"ensurepip"}, [".venv/bin/python", "-m", "pip", "install"]),
    ],
)
def test_it_installs_with_what_there_is(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch, there: set[str], start: list[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(dev, "find_spec", lambda name: name if name in there else None)
    found = [part.removeprefix(f"{checkout}/") for part in dev.find_installer()]
    assert found[: len(start)] == start


def test_without_anything_to_install_with_it_says_what_to_get(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="needs pip or uv"):
        dev.find_installer()


def test_an_old_python_is_told_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        dev.main(["run"])


@pytest.fixture
def bare_debian(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian without Qt's libraries."""
    dev.VENV.mkdir()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "missing_library", lambda: "libGL.so.1: cannot open shared object file")


@pytest.mark.usefixtures("bare_debian")
def test_a_plain_user_gets_the_line_to_enter(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libglib2.0-0 "
    with pytest.raises(SystemExit, match=line):
        dev.provide_libraries()
    assert commands == []
    assert not dev.LIBRARIES.exists()


@pytest.mark.usefixtures("bare_debian")
def test_root_gets_the_libraries(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    answers = iter(["libGL.so.1: cannot open shared object file", ""])
    monkeypatch.setattr(dev, "missing_library", lambda: next(answers))
    dev.provide_libraries()
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert f"Running: {' '.join(commands[1])}" in capsys.readouterr().err
    assert dev.LIBRARIES.exists()


@pytest.mark.usefixtures("bare_debian")
def test_another_system_is_told_and_not_held_up(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    dev.provide_libraries()
    assert "libGL.so.1" in capsys.readouterr().err
    assert commands == []
    assert not dev.LIBRARIES.exists()


@pytest.mark.skipif(os.name != "posix", reason="starts shell scripts")
def test_steps_stop_at_the_first_that_fails(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    for name, line in {"good": "echo fine", "bad": "exit 3", "killed": "kill -9 $$"}.items():
        script = dev.PYTHON.parent / name
        script.write_text(f"#!/bin/sh\n{line}\n")
        script.chmod(0o755)
    assert dev.carry_out({"First": ["good"], "Second": ["good"]}) == 0
    assert dev.carry_out({"Killed": ["killed"]}) == 128 + 9
    capfd.readouterr()
    assert dev.carry_out({"First": ["good"], "Second": ["bad", "word"], "Third": ["good"]}) == 3
    printed = capfd.readouterr()
    assert printed.out == "\n=== First: good\nfine\n\n=== Second: bad word\n"
    assert "Second failed with exit code 3" in printed.err


def test_an_unknown_command_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["rum"]) == 2
    printed = capsys.readouterr()
    assert "dev.py run" in printed.out
    assert "rum" in printed.err


def test_help_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == dev.main(["--help"]) == 0
    assert "dev.py test" in capsys.readouterr().out
