"""A voice as its folder states it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guided.voice import MANIFEST, SILENT, Clip, load_voice


def folder_with(tmp_path: Path, clips: Any, **more: Any) -> Path:
    (tmp_path / MANIFEST).write_text(json.dumps({"format": 1, "clips": clips, **more}), "utf-8")
    return tmp_path


def test_a_voice_knows_its_texts_their_lengths_and_their_files(tmp_path: Path) -> None:
    voice = load_voice(folder_with(tmp_path, {"Hold": {"file": "hold.opus", "ms": 640, "heard": "Hold."}}))
    assert voice.clips == {"Hold": Clip("hold.opus", 640)}
    assert voice.ms("Hold") == 640
    assert voice.path("Hold") == tmp_path / "hold.opus"
    assert voice.ms("Never recorded") == 0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 2, "clips": {}}', '{"format": 1, "clips": 3}'])
def test_a_damaged_manifest_is_a_silent_voice(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    assert not load_voice(tmp_path).clips


def test_no_folder_is_a_silent_voice(tmp_path: Path) -> None:
    assert load_voice(tmp_path / "nowhere") is SILENT


@pytest.mark.parametrize(
    "row",
    [
        3,
        {},
        {"file": "a.opus"},
        {"file": "../a.opus", "ms": 5},
        {"file": "a.opus", "ms": 0},
        {"file": "a", "ms": 10**9},
    ],
)
def test_a_row_that_cannot_be_is_a_text_that_is_not_said(tmp_path: Path, row: Any) -> None:
    voice = load_voice(folder_with(tmp_path, {"Hold": row, "Rest": {"file": "rest.opus", "ms": 500}}))
    assert list(voice.clips) == ["Rest"]
