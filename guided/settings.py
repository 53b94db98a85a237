"""What the person chose: one frozen value, kept as a small JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from guided.paths import write_private

CHOICES: Mapping[str, tuple[Any, ...]] = {
    "theme": ("system", "light", "dark", "contrast"),
    "motion": ("system", "full", "reduced"),
    "text_size": (100, 115, 130, 150),
    "vocabulary": ("stretching", "lengthening", "range"),
    "first_side": ("left", "right"),
    "paper": ("a4", "letter"),
    "skin": ("fair", "tan", "deep"),
    "body": ("slender", "sturdy"),
    "hair": ("up", "short", "none"),
}
BOUNDS: Mapping[str, tuple[float, float]] = {
    "volume": (0.0, 1.0),
    "pace": (0.5, 2.0),
    "breath_in": (2.0, 10.0),
    "breath_out": (2.0, 10.0),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice with its default; breaths in seconds, volume 0 to 1, pace over 1 is slower.

    `skin`, `body` and `hair` are those of the figure that shows the movements.
    """

    theme: str = "system"
    motion: str = "system"
    text_size: int = 100
    vocabulary: str = "stretching"
    first_side: str = "left"
    paper: str = "a4"
    volume: float = 0.8
    muted: bool = False
    breath_sound: bool = True
    pace: float = 1.0
    breath_in: float = 4.0
    breath_out: float = 4.0
    skin: str = "tan"
    body: str = "slender"
    hair: str = "up"


def changed(settings: Settings, /, **choices: Any) -> Settings:
    """The settings with some choices changed; one that is not allowed keeps its old value."""
    return replace(settings, **{name: value for name, value in choices.items() if _allowed(name, value)})


def load(path: Path) -> Settings:
    """The settings in a file; whatever is missing or not allowed is the default."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return changed(Settings(), **stored) if isinstance(stored, dict) else Settings()


def save(path: Path, settings: Settings) -> None:
    """Writes the settings. Raises OSError."""
    write_private(path, json.dumps(asdict(settings), indent=1) + "\n")


def _allowed(name: str, value: Any) -> bool:
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    if name not in kinds:
        return False
    if name in CHOICES:
        return value in CHOICES[name] and not isinstance(value, bool)
    if name in BOUNDS:
        low, high = BOUNDS[name]
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    return isinstance(value, kinds[name])
