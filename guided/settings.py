"""What the person chose: one frozen value, kept as a small JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from guided.paths import write_private
from guided.reading import is_id

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
    "place": ("desk", "floor"),
}
BOUNDS: Mapping[str, tuple[float, float]] = {
    "volume": (0.0, 1.0),
    "phase_volume": (0.0, 1.0),
    "signal_volume": (0.0, 1.0),
    "breath_volume": (0.0, 1.0),
    "pace": (0.75, 1.5),
    "breath_in": (2.0, 10.0),
    "breath_out": (2.0, 10.0),
}
MOST_NAMED = 40  # regions or care codes


class Levels(NamedTuple):
    """How loud each class of sound is beside the others, 0 to 1; 0 is silent.

    `phases` are the tones of ease, hold, release and rest and the ticks in them, `signals` those of
    getting ready, changing sides and the end, `breath` what rises and falls beneath.
    """

    phases: float = 1.0
    signals: float = 1.0
    breath: float = 1.0


FULL = Levels()


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice with its default; breaths in seconds, volumes 0 to 1, pace over 1 is slower.

    `volume` is that of all sound, the other volumes are those of its classes beside each other.

    `skin`, `body` and `hair` are those of the figure that shows the movements. `sore` has the regions
    that hurt, `careful_with` the care codes that apply, `place` where the laptop stands; `introduced`
    is whether the questions of the first run were shown.
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
    phase_volume: float = 1.0
    signal_volume: float = 1.0
    breath_volume: float = 1.0
    pace: float = 1.0
    breath_in: float = 4.0
    breath_out: float = 4.0
    skin: str = "tan"
    body: str = "slender"
    hair: str = "up"
    sore: tuple[str, ...] = ()
    careful_with: tuple[str, ...] = ()
    place: str = "desk"
    introduced: bool = False

    @property
    def levels(self) -> Levels:
        """How loud each class of sound is."""
        return Levels(self.phase_volume, self.signal_volume, self.breath_volume * self.breath_sound)


def changed(settings: Settings, /, **choices: Any) -> Settings:
    """The settings with some choices changed; one that is not allowed keeps its old value."""
    kept = {name: value for name, value in choices.items() if _allowed(name, value)}
    # JSON knows no tuples, and whoever names a thing twice means it once.
    for name in _NAMED & kept.keys():
        kept[name] = tuple(dict.fromkeys(kept[name]))
    return replace(settings, **kept)


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


_NAMED = frozenset({"sore", "careful_with"})


def _allowed(name: str, value: Any) -> bool:
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    if name not in kinds:
        return False
    if name in CHOICES:
        return value in CHOICES[name] and not isinstance(value, bool)
    if name in _NAMED:
        # Which ids there are is the library's to know; one that nothing has matches nothing.
        named = isinstance(value, tuple | list) and len(value) <= MOST_NAMED
        return named and all(isinstance(one, str) and is_id(one) for one in value)
    if name in BOUNDS:
        low, high = BOUNDS[name]
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    return isinstance(value, kinds[name])
