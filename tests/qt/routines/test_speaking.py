"""The person's own words are made into clips ahead, where the system has a program that speaks."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.qt.routines.speaking import Speaking

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")

SCRIPT = f"""#!{sys.executable}
import math, struct, sys, wave
text = sys.stdin.read()
with wave.open(sys.argv[-1], "wb") as out:
    out.setparams((1, 2, 22050, 0, "NONE", ""))
    out.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 10))) for n in range(500 * len(text))))
"""


@pytest.fixture
def own(library: Library, tmp_path: Path) -> Library:
    """The shipped library and an exercise of one's own, with a folder for its clips."""
    mine = replace(library.exercises["bridge"], id="mine", name="My bridge")
    return replace(
        library,
        exercises={**library.exercises, "mine": mine},
        own={("exercises", "mine"): tmp_path / "mine.toml"},
        own_voice=tmp_path / "clips",
    )


def test_own_words_are_said_once_their_clips_are_made(
    own: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    program = tmp_path / "bin" / "espeak-ng"
    program.parent.mkdir()
    program.write_text(SCRIPT)
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent))
    speaking = Speaking(lambda: own, tmp_path / "clips")
    assert own.voice("am_michael").ms("My bridge") == 0
    with qtbot.waitSignal(speaking.made, timeout=20_000):
        speaking.look()
    assert own.voice("am_michael").ms("My bridge") > 0


def test_without_such_a_program_nothing_is_made(
    own: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    speaking = Speaking(lambda: own, tmp_path / "clips")
    with qtbot.assertNotEmitted(speaking.made):
        speaking.look()
        qtbot.waitUntil(lambda: speaking._thread is None, timeout=20_000)
    assert not (tmp_path / "clips").exists()
