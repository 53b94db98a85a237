"""The manual and the completions: every command is in each, and who reads them has no complaint."""

from pathlib import Path

import pytest

import manual

KINDS = {"guided.1": "man", "guided.bash": "bash", "_guided": "zsh", "guided.fish": "fish"}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    manual.write_all(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", KINDS)
def test_every_command_and_option_is_in_it(written: Path, name: str) -> None:
    text = (written / name).read_text().replace("\\-", "-")
    for command in manual.commands():
        assert all(word in text for word in command.words)
        for option in command.options:
            longest = max(option.names, key=len)
            assert longest in text or f"-l {longest.lstrip('-')}" in text or f"-s {longest[1:]}" in text


def test_nothing_that_is_hidden_is_in_it(written: Path) -> None:
    assert "speed" not in "".join((written / name).read_text() for name in KINDS)
