"""What reaches the terminal: nothing that steers it, and never a traceback over a character."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from guided import cli
from guided.cli import main
from guided.history.store import open_history
from guided.terminal import harmless
from tests.benchmarks.store import record
from tests.samples import STEP, changed

BRIDGE = changed(STEP, "kneeling-opener", "bridge")
STEERING = "\x1b[31m\x07\x9b2J\u202e"


@pytest.mark.parametrize(
    "text", ["", "Plain", "two\nlines", "Äü 腰 \u05d0\u200f", "می\u200cخواهم", "👩\u200d🦰"]
)
def test_what_steers_nothing_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_what_steers_a_terminal_is_replaced() -> None:
    assert harmless(f"a{STEERING}b\r\x7f\udcff") == "a�[31m��2J�b���"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", f"{{}}/{STEERING}.toml"],
        ["check", "{}/folder\x1b[1m"],
        ["timeline", "\x1b[31mnothing"],
        ["timeline", "{}/\x1b[31m.toml"],
        ["figure", "\x1b[31m", "-o", "{}/x.svg"],
        ["history", "export", "-o", "{}/\x1b[31m/x"],
        ["\x1b[31m"],
        ["list", "--\x1b[31m"],
    ],
)
def test_no_name_of_a_file_or_anything_else_steers_the_terminal(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder\x1b[1m"
    folder.mkdir()
    (folder / f"long{STEERING}.toml").write_text(BRIDGE + "reps = 40\n")
    (tmp_path / f"{STEERING}.toml").write_text(BRIDGE + "reps = 40\n")
    given = ["--home", str(tmp_path / "home"), *(one.format(tmp_path) for one in arguments)]
    with suppress(SystemExit):
        main(given)
    printed = capsys.readouterr()
    assert printed.err
    for line in (printed.out + printed.err).splitlines():
        assert "\x1b" not in line
        assert harmless(line) == line


def test_everything_the_command_line_prints_goes_through_the_door() -> None:
    source = ast.parse(Path(cli.__file__).read_text("utf-8"))
    called = [ast.unparse(node.func) for node in ast.walk(source) if isinstance(node, ast.Call)]
    assert not {"print", "sys.stdout.write", "sys.stderr.write"} & set(called)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_what_the_terminal_cannot_encode_is_printed_as_its_number(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(changed(BRIDGE, '"R"', '"腰のストレッチ"'), encoding="utf-8")
    done = _guided(tmp_path, encoding, "timeline", str(path))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(rb"\u8170\u306e")


def test_an_export_to_a_pipe_is_utf_8_under_any_locale(tmp_path: Path) -> None:
    with open_history(tmp_path / "home" / "data" / "history.db", "2026-11-24") as history:
        history.add(replace(record(1), note="Übung “gut” 腰"))
    for form in ("csv", "json"):
        done = _guided(tmp_path, "ascii", "history", "export", "--format", form)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Übung “gut” 腰" in done.stdout.decode("utf-8")


def _guided(tmp_path: Path, encoding: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "guided", "--home", str(tmp_path / "home"), *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(command, capture_output=True, check=False, env=environment, timeout=60)
