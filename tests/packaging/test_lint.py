"""The tools that read what is shipped: which of them are not here, and what they complain of."""

from pathlib import Path

import pytest

import lint


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tool that a test writes, and the only one there is."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs / "shellcheck"


def write(tool: Path, script: str) -> None:
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)


CHECK = lint.Check("shellcheck", ("--strict",), "guided.bash", made=True)


def test_a_complaint_is_told_with_the_file(
    tool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "guided.bash").touch()
    write(tool, 'echo "wrong: $*"; exit 1')
    assert lint.carry_out(CHECK, tmp_path) == f"wrong: --strict {tmp_path}/guided.bash\n"
    assert capsys.readouterr().out.startswith("FAILED  shellcheck: guided.bash\nwrong: ")
    write(tool, "exit 0")
    assert lint.carry_out(CHECK, tmp_path) == ""


def test_man_complains_only_by_what_it_says(tool: Path, tmp_path: Path) -> None:
    (tmp_path / "guided.1").touch()
    write(tool.with_name("man"), "echo warning >&2")
    assert lint.carry_out(lint.Check("man", ("-l",), "guided.1", made=True), tmp_path) == "warning\n"


def test_what_is_not_here_is_named_as_debian_calls_it_and_is_no_complaint(
    tool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lint.carry_out(CHECK, tmp_path) == ""
    assert "guided.bash was not looked at" in capsys.readouterr().out
    assert {"desktop-file-utils", "appstream", "man-db", "lintian", "shellcheck"} <= set(lint.lacking())
    write(tool, "exit 0")
    assert "shellcheck" not in lint.lacking()


def test_every_file_that_is_shown_to_a_tool_is_there(tmp_path: Path) -> None:
    lint.prepare(tmp_path)
    for check in lint.CHECKS:
        if check.file not in (".ci/run", "guided.deb"):  # neither is in an sdist or on every system
            assert ((tmp_path if check.made else lint.ROOT) / check.file).exists(), check
