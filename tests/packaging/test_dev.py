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

PYPROJECT = """
[project]
dependencies = ["PySide6>=6.10.1,<6.12", "numpy>=1.26; python_version > '3'"]
[project.optional-dependencies]
media = ["av>=16"]
test = ["pytest-qt"]
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with nothing in it but what says what to install."""
    root = tmp_path / "checkout"
    (root / "packaging").mkdir(parents=True)
    (root / "pyproject.toml").write_text(PYPROJECT)
    (root / "packaging/constraints.txt").write_text("numpy==2.4.6\n")
    stand_in(root, monkeypatch)
    return root


def stand_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the script work in this checkout."""
    monkeypatch.setattr(dev, "ROOT", root)
    monkeypatch.setattr(dev, "VENV", root / ".venv")
    monkeypatch.setattr(dev, "NEWEST", root / ".venv-newest")


@pytest.fixture
def commands(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """What is asked of other programs; making an environment makes its Python, and all else is in order."""
    given: Commands = []

    def give(command: list[str], **_: object) -> int:
        given.append(command)
        if "venv" in command:
            make_python(Path(command[-1]))
        return 0

    monkeypatch.setattr(subprocess, "check_call", give)
    monkeypatch.setattr(dev, "missing_libraries", lambda venv: [])
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(dev, "find_spec", lambda name: name)
    return given


def make_python(venv: Path) -> Path:
    """Put what passes for a Python into an environment; its path."""
    python = dev.python_of(venv)
    python.parent.mkdir(parents=True)
    python.touch()
    return python


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
    monkeypatch.setattr(dev, "missing_libraries", lambda venv: pytest.fail("asked again"))
    dev.install()
    dev.provide_libraries()
    assert commands == []


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/constraints.txt"])
def test_what_is_asked_for_anew_is_installed_into_the_same_environment(
    checkout: Path, commands: Commands, name: str
) -> None:
    dev.install()
    (checkout / name).write_text("# another version")
    dev.install()
    assert (environments(commands), installs(commands)) == (1, 2)


def test_the_versions_are_those_that_were_tested(checkout: Path, commands: Commands) -> None:
    dev.install()
    [command] = [command for command in commands if "--editable" in command]
    assert command[command.index("--constraint") + 1] == "packaging/constraints.txt"


def test_the_newest_releases_are_tried_elsewhere_and_without_bounds(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def fail(steps: dict[str, list[str]], venv: Path) -> int:
        ran.extend(steps)
        return 3 if "Types" in steps else 0

    monkeypatch.setattr(dev, "carry_out", fail)
    monkeypatch.setattr(subprocess, "check_output", lambda *_, **__: "numpy==2.4.6\nPySide6==6.12.0\n")
    assert dev.test(["--newest"]) == 3
    assert [command[-3:] for command in commands if "install" in command] == [
        ["PySide6", "numpy", "pytest-qt"],
        ["--no-deps", "--editable", "."],
    ]
    assert ran == [*dev.CHECKS, "Tests"]
    assert "constraints.txt:\nPySide6==6.12.0\n" in capsys.readouterr().err
    assert not dev.VENV.exists()


def test_the_oldest_releases_that_are_allowed_are_tried_elsewhere(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "OLDEST", checkout / ".venv-oldest")
    ran: list[dict[str, list[str]]] = []

    def carry_out(steps: dict[str, list[str]], _: Path) -> int:
        ran.append(steps)
        return 0

    monkeypatch.setattr(dev, "carry_out", carry_out)
    assert dev.test(["--oldest", "tests/test_mixer.py"]) == 0
    [command] = [command for command in commands if "pytest-qt" in command]
    assert command[-4:] == ["PySide6==6.10.1", "numpy==1.26; python_version > '3'", "av==16", "pytest-qt"]
    assert ran == [{"Tests": ["pytest", "tests/test_mixer.py"]}]
    assert not dev.VENV.exists()


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
    stand_in(checkout.rename(checkout.with_name("moved")), monkeypatch)
    dev.install()
    assert (environments(commands), installs(commands)) == (2, 2)


def test_an_environment_made_by_other_means_is_kept(checkout: Path, commands: Commands) -> None:
    make_python(dev.VENV)
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

    make_python(dev.VENV)
    monkeypatch.setattr(subprocess, "check_call", fail)
    with pytest.raises(SystemExit, match="Is there a network connection"):
        dev.install()


@pytest.mark.parametrize(
    ("there", "start"),
    [
        ({"uv", "pip", "ensurepip"}, ["uv", "pip", "install"]),
        ({"pip", "ensurepip"}, [".venv/bin/python", "-m", "pip", "install"]),
        ({"pip"}, [sys.executable, "-m", "pip", "--python"]),
    ],
)
def test_it_installs_with_what_there_is(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch, there: set[str], start: list[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(dev, "find_spec", lambda name: name if name in there else None)
    found = [part.removeprefix(f"{checkout}/") for part in dev.find_installer(dev.python_of(dev.VENV))]
    assert found[: len(start)] == start


def test_without_anything_to_install_with_it_says_what_to_get(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="needs pip or uv"):
        dev.find_installer(dev.python_of(dev.VENV))


def test_an_old_python_is_told_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        dev.main(["run"])


LACKING = ["libGL.so.1", "libglib-2.0.so.0", "libgssapi_krb5.so.2", "libgthread-2.0.so.0"]


@pytest.fixture
def bare_debian(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian 13 without Qt's libraries, as seen by a plain user."""
    known = "libgl1 - GL\nlibglib2.0-0t64 - GLib\nlibgssapi-krb5-2 - Kerberos\n"
    dev.VENV.mkdir()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "missing_libraries", lambda venv: LACKING)
    monkeypatch.setattr(subprocess, "check_output", lambda *_, **__: known)


@pytest.mark.usefixtures("bare_debian")
def test_a_plain_user_gets_the_line_to_enter(commands: Commands) -> None:
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends "
    with pytest.raises(SystemExit, match=f"{line}libgl1 libglib2.0-0t64 libgssapi-krb5-2\n"):
        dev.provide_libraries()
    assert commands == []
    assert not (dev.VENV / dev.LIBRARIES).exists()


@pytest.mark.usefixtures("bare_debian")
def test_root_gets_the_libraries(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    answers = iter([LACKING, []])
    monkeypatch.setattr(dev, "missing_libraries", lambda venv: next(answers))
    dev.provide_libraries()
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert f"Running: {' '.join(commands[1])}" in capsys.readouterr().err
    assert (dev.VENV / dev.LIBRARIES).exists()


@pytest.mark.usefixtures("bare_debian")
@pytest.mark.parametrize(
    ("there", "line"),
    [("dnf", "sudo dnf install 'libGL.so.1()(64bit)' 'libglib-2.0.so.0()(64bit)'"), ("", "package manager")],
)
def test_another_system_is_told_and_not_held_up(
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    there: str,
    line: str,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == there else None)
    dev.provide_libraries()
    assert line in capsys.readouterr().err
    assert commands == []
    assert not (dev.VENV / dev.LIBRARIES).exists()


@pytest.mark.usefixtures("bare_debian")
def test_pip_is_a_package_of_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(dev, "find_spec", lambda name: None)
    monkeypatch.setattr(subprocess, "check_output", lambda *_, **__: "")  # no lists of packages yet
    with pytest.raises(SystemExit, match="--no-install-recommends python3-pip\n"):
        dev.find_installer(dev.python_of(dev.VENV))


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libbrotlidec.so.1", "libbrotli1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_a_library_is_in_the_package_called_after_it(library: str, package: str) -> None:
    assert dev.debian_package(library) == package


@pytest.mark.skipif(not shutil.which("ldd"), reason="asks the loader of Linux")
def test_all_that_the_loader_lacks_is_found_at_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = checkout / "ldd"
    loader.write_text(
        "#!/bin/sh\n"
        "printf '\\tlibEGL.so.1 => not found\\n\\tlibc.so.6 => /lib/libc.so.6 (0x7f)\\n'\n"
        "printf '\\tlibpulse.so.0 => not found\\n\\tlibEGL.so.1 => not found\\n'\n"
    )
    loader.chmod(0o755)
    monkeypatch.setenv("PATH", str(checkout), prepend=os.pathsep)
    (dev.VENV / "lib/python3.11/site-packages/PySide6").mkdir(parents=True)
    assert dev.missing_libraries(dev.VENV) == ["libEGL.so.1", "libpulse.so.0"]


@pytest.mark.skipif(os.name != "posix", reason="starts shell scripts")
def test_steps_stop_at_the_first_that_fails(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    programs = make_python(dev.VENV).parent
    for name, line in {"good": "echo fine", "bad": "exit 3", "killed": "kill -9 $$"}.items():
        script = programs / name
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


def test_a_release_is_made_with_its_own_tools_and_nothing_that_tests(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "RELEASE", checkout / ".venv-release")
    (checkout / "pyproject.toml").write_text(f'{PYPROJECT}\n[dependency-groups]\nrelease = ["pyinstaller"]\n')
    steps: list[list[str]] = []

    def carry_out(wanted: dict[str, list[str]], _: Path) -> int:
        steps.extend(wanted.values())
        return 0

    monkeypatch.setattr(dev, "carry_out", carry_out)
    for _ in range(2):
        assert dev.main(["packages", "--quick"]) == 0
    assert steps == [["python", "packaging/packages.py", "--quick"]] * 2
    [command] = [command for command in commands if "install" in command]
    assert "pyinstaller" in command
    assert "pytest-qt" not in command
    assert "packaging/constraints.txt" in command
