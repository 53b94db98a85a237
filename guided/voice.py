"""A voice: which texts it can say, how long each lasts, and where its sound is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

MANIFEST = "voice.json"
VOICES: Mapping[str, str] = MappingProxyType({"af_heart": "Woman, American", "am_michael": "Man, American"})
"""The voices that are shipped, each with the name a person chooses it by."""

_FORMAT = 1
_LONGEST_MS = 20_000


@dataclass(frozen=True, slots=True)
class Clip:
    """One text as it was recorded: its file's name, or path, and its length in milliseconds."""

    file: str
    ms: int


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """What can be said: a clip for each text, all in one folder."""

    id: str = ""
    folder: Path = field(default_factory=Path)
    clips: Mapping[str, Clip] = field(default_factory=dict)

    def ms(self, text: str) -> int:
        """How long a text lasts; 0 when it cannot be said."""
        clip = self.clips.get(text)
        return clip.ms if clip else 0

    def path(self, text: str) -> Path:
        """Where the sound of a text is. Raises KeyError when it cannot be said."""
        return self.folder / self.clips[text].file


SILENT = Voice()
"""The voice that says nothing."""


@lru_cache(maxsize=4)
def load_voice(folder: Path) -> Voice:
    """The voice in a folder, read once; a silent one where its manifest is missing or damaged."""
    try:
        stored = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return SILENT
    if not isinstance(stored, dict) or stored.get("format") != _FORMAT:
        return SILENT
    rows = stored.get("clips")
    clips = (
        {text: clip for text, row in rows.items() if (clip := _clip(row))} if isinstance(rows, dict) else {}
    )
    return Voice(folder.name, folder, MappingProxyType(clips))


@lru_cache(maxsize=4)
def with_more(voice: Voice, more: Voice) -> Voice:
    """A voice that says what it has no clip of with another's; silent where it has none of its own."""
    if not voice.clips or not more.clips:
        return voice
    others = {text: Clip(str(more.folder / clip.file), clip.ms) for text, clip in more.clips.items()}
    return Voice(voice.id, voice.folder, MappingProxyType({**others, **voice.clips}))


def _clip(row: Any) -> Clip | None:
    """A row of the manifest, if it names a file beside it and a length that can be."""
    if not isinstance(row, dict):
        return None
    file, ms = row.get("file"), row.get("ms")
    if not isinstance(file, str) or Path(file).name != file or not isinstance(ms, int):
        return None
    return Clip(file, ms) if 0 < ms <= _LONGEST_MS else None
