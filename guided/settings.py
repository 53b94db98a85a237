"""The settings: one frozen value, kept as a small JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from guided.paths import read_file, write_private
from guided.reading import is_id

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORD_ONLY = "word"
"""What a break is that has no routine."""
MOST_NAMED = 40  # regions or care codes
LONGEST = {
    "sound_device": 1000,
    "sync_folder": 1000,
    "practitioner": 80,
    "practitioner_phone": 40,
    "own_name": 80,
}  # characters of a text
_LARGEST = 1 << 20  # bytes of a file


class Levels(NamedTuple):
    """The relative volume of each class of sound, 0 (silent) to 1: what `PlayedBy` has as `phase_volume` etc.

    `phase` are the tones of ease, hold, release and rest with their ticks, `signal` those of getting ready,
    changing sides and the end, `breath` the sound of breathing, `word` the voice, `bed` a chord beneath.
    """

    phase: float = 1.0
    signal: float = 1.0
    breath: float = 1.0
    word: float = 1.0
    bed: float = 0.0


FULL = Levels()
AIR = "air"
"""The default sound of the breath."""


def _one_of(*values: Any, default: Any = None) -> Any:
    """A setting with one of these values; the default is the first, unless given."""
    return field(default=values[0] if default is None else default, metadata={"values": values})


def _within(low: float, high: float, default: float) -> Any:
    """A numeric setting from `low` to `high`."""
    return field(default=default, metadata={"bounds": (low, high)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedBy:
    """The settings a session goes by: logged with its plan, so that one taken up again is as it was.

    Breaths are in seconds, pace over 1 is slower. `volume` is that of all sound, the other volumes are
    those of its classes (`Levels`) beside each other. `voice` is who speaks, `speech` how much: in full, in
    brief, or none but the sounds; `captions` is whether it is shown as well: where nothing can be heard,
    always or never. `breath_voicing` is what the breath sounds like. `careful_with` are the care codes
    that apply.
    """

    vocabulary: str = _one_of("stretching", "lengthening", "range")
    first_side: str = _one_of("left", "right")
    volume: float = _within(0.0, 1.0, default=0.8)
    muted: bool = False
    breath_sound: bool = True
    phase_volume: float = _within(0.0, 1.0, default=1.0)
    signal_volume: float = _within(0.0, 1.0, default=1.0)
    breath_volume: float = _within(0.0, 1.0, default=1.0)
    word_volume: float = _within(0.0, 1.0, default=1.0)
    bed_volume: float = _within(0.0, 1.0, default=0.0)
    breath_voicing: str = _one_of(AIR, "bowls", "sine")
    voice: str = _one_of("af_heart", "am_michael")
    speech: str = _one_of("full", "brief", "none")
    captions: str = _one_of("silent", "always", "never")
    pace: float = _within(0.75, 1.5, default=1.0)
    breath_in: float = _within(2.0, 10.0, default=4.0)
    breath_out: float = _within(2.0, 10.0, default=4.0)
    careful_with: tuple[str, ...] = ()

    @property
    def levels(self) -> Levels:
        """The volume of each class of sound."""
        levels = Levels(*(getattr(self, f"{name}_volume") for name in Levels._fields))
        return levels._replace(breath=levels.breath * self.breath_sound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(PlayedBy):
    """All settings with their defaults: those above, and what is the person's and no part of a plan.

    `sound_device` is the id of the device that is heard, empty for whichever is the system's default;
    `sound_offset_ms` is how much later than it says it is heard.

    `menu_bar` is whether it stays in sight; Alt shows it either way.

    `skin`, `body` and `hair` are those of the figure that shows the movements. `sore` has the regions
    that hurt; `sore_told` and `careful_told` say that this and what to be careful with was answered, be it
    with nothing. `place` is where one does routines, `introduced` whether the questions of the first run
    were shown. `weekly_goal` are minutes, 0 for none, `locale` is how days and numbers are written.

    `practitioner` and `practitioner_phone` are the person's own to call; `own_name` is under what is
    prescribed to others.

    `breaks` are reminders of a break, after `break_every` minutes at the keyboard, from `work_from` until
    `work_until` on `work_days`; a break is a routine, or only a word. `session_reminder` says when the
    day's session is called for: at `session_at`, or after work when a break would be due, on `session_days`,
    and where `programme_days`, on those alone on which a programme has one. Between `quiet_from` and
    `quiet_until` there is silence. Times of day are in hours after midnight. `stays` is whether reminders
    go on while the window is closed.
    """

    theme: str = _one_of("system", "light", "dark", "contrast")
    motion: str = _one_of("system", "full", "reduced")
    text_size: int = _one_of(100, 115, 130, 150)
    paper: str = _one_of("a4", "letter")
    sound_device: str = ""
    sound_offset_ms: int = _within(-200, 500, default=0)
    skin: str = _one_of("fair", "tan", "deep", default="tan")
    body: str = _one_of("slender", "sturdy", "larger", "older")
    hair: str = _one_of("up", "short", "none")
    sore: tuple[str, ...] = ()
    sore_told: bool = False
    careful_told: bool = False
    place: str = _one_of("desk", "floor")
    weekly_goal: float = _within(0.0, 300.0, default=0.0)
    locale: str = _one_of("system", "en", "de")
    breaks: bool = False
    break_every: float = _within(20, 120, default=50)
    break_routine: str = _one_of("two-minute-stand-up", "calm-at-the-desk", "desk-five", WORD_ONLY)
    work_from: float = _within(0.0, 23.75, default=9.0)
    work_until: float = _within(0.0, 23.75, default=17.0)
    work_days: tuple[str, ...] = WEEKDAYS[:5]
    quiet_from: float = _within(0.0, 23.75, default=22.0)
    quiet_until: float = _within(0.0, 23.75, default=7.0)
    practitioner: str = ""
    practitioner_phone: str = ""
    own_name: str = ""
    session_reminder: str = _one_of("off", "time", "after_work")
    session_at: float = _within(0.0, 23.75, default=18.5)
    session_days: tuple[str, ...] = WEEKDAYS
    programme_days: bool = False
    stays: str = _one_of("ask", "yes", "no")
    introduced: bool = False
    menu_bar: bool = False
    sync: bool = False
    sync_folder: str = ""


CHOICES: Mapping[str, tuple[Any, ...]] = {
    one.name: one.metadata["values"] for one in fields(Settings) if "values" in one.metadata
}
BOUNDS: Mapping[str, tuple[float, float]] = {
    one.name: one.metadata["bounds"] for one in fields(Settings) if "bounds" in one.metadata
}


_S = TypeVar("_S", bound=PlayedBy)


def changed(settings: _S, /, **choices: Any) -> _S:
    """The settings with some values changed; a value that is not allowed is ignored."""
    kept = {name: value for name, value in choices.items() if _allowed(name, value)}
    # JSON knows no tuples, and whoever names a thing twice means it once.
    for name in _NAMED & kept.keys():
        kept[name] = tuple(dict.fromkeys(kept[name]))
    return replace(settings, **kept)


def load(path: Path) -> Settings:
    """The settings in a file, with defaults for missing and invalid ones."""
    return changed(Settings(), **_renamed(_stored(path)))


def save(path: Path, settings: Settings, before: Settings | None = None) -> None:
    """Write the settings; with `before`, only those changed since. Raises OSError.

    What another process wrote in the meantime stays, except where it was changed here too.
    """
    now, stored = asdict(settings), _stored(path) if before else {}
    was = asdict(before) if before and stored else {}
    different = {name: value for name, value in now.items() if name not in was or value != was[name]}
    write_private(path, json.dumps({**stored, **different}, indent=1) + "\n")


def _stored(path: Path) -> dict[str, Any]:
    """The contents of a file, allowed or not; empty if it cannot be read."""
    try:
        stored = json.loads(read_file(path, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


_NAMED = frozenset({"sore", "careful_with", "work_days", "session_days"})

_DIVIDED = {"sore-knee": ("sore-knee-kneel", "sore-knee-bend")}
"""Care codes of earlier versions with the codes they were divided into."""


def _renamed(stored: dict[str, Any]) -> dict[str, Any]:
    """The values stored by an earlier version, in the current form."""
    now = dict(stored)
    if stored.get("captions") is True:
        now["captions"] = "always"  # off was the default, and so nobody's choice
    if isinstance(codes := stored.get("careful_with"), list):
        now["careful_with"] = [new for code in codes for new in _DIVIDED.get(str(code), (code,))]
    return now


def _allowed(name: str, value: Any) -> bool:
    kinds = {one.name: type(one.default) for one in fields(Settings)}
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
        kind = int if kinds[name] is int else int | float
        return isinstance(value, kind) and not isinstance(value, bool) and low <= value <= high
    if name in LONGEST:
        # What cannot be printed, such as half of a surrogate, could not be saved either.
        return isinstance(value, str) and len(value) <= LONGEST[name] and value.isprintable()
    return isinstance(value, kinds[name])
