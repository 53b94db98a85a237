"""The favourites, the choices, the own files and the pictures of a person as plain values under keys."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from guided import pictures
from guided.choices import Choices, StepChoice, load, save
from guided.files import KINDS, is_ours
from guided.paths import Home, read_file, write_private
from guided.reading import LARGEST_FILE, is_id
from guided.sync.facts import Value

FAVOURITE, CHOICE, FILE, PICTURE = "favourite/", "choice/", "file/", "picture/"
"""The beginnings of the keys."""

_CHOSEN = ("of", "exercise", "method", "reps")


def collect(home: Home, known: Iterable[str]) -> dict[str, Any]:
    """What there is by key, and None for what is gone of the keys `known`.

    What cannot be read is left out, and so is everything where the file or the folder that it would be in is
    missing: that is no deletion.
    """
    found: dict[str, Any] = {}
    if home.choices.is_file():
        choices = load(home.choices)
        found |= {FAVOURITE + name: True for name in choices.favourites}
        for name, chosen in choices.routines.items():
            for where, one in chosen.items():
                found[f"{CHOICE}{name}/{where}"] = [asdict(one)[part] for part in _CHOSEN]
        if choices != Choices():  # one that is damaged reads as an empty one
            found |= {key: None for key in known if key.startswith((FAVOURITE, CHOICE)) and key not in found}
    for kind in KINDS:
        folder = home.data / kind
        if not folder.is_dir():
            continue
        for path in folder.iterdir():
            if _place(home, f"{FILE}{kind}/{path.name}"):
                with suppress(OSError, UnicodeDecodeError):
                    found[f"{FILE}{kind}/{path.name}"] = read_file(path, LARGEST_FILE).decode()
        places = {key: _place(home, key) for key in known if key.startswith(f"{FILE}{kind}/")}
        found |= {key: None for key, place in places.items() if place and not place.exists()}
    found |= _pictures(home, [text for key, text in found.items() if key.startswith(FILE) and text])
    return {key: value for key, value in found.items() if _is_text(key)}


def _pictures(home: Home, texts: Iterable[str]) -> dict[str, str]:
    """The pictures that files speak of, in letters; one that no file has any more says nothing."""
    folder, whole = home.data / pictures.FOLDER, "\n".join(texts)
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else ()
    found = {}
    for name in names:
        if pictures.is_name(name) and f'"{Path(name).stem}"' in whole:
            with suppress(OSError):
                found[PICTURE + name] = b64encode(read_file(folder / name, pictures.MOST_BYTES)).decode()
    return found


def take_in(
    home: Home, here: Mapping[str, Any], values: Mapping[str, Value], disputed: Iterable[str]
) -> bool:
    """Make choices and files what the keys stand for; whether anything changed. Raises OSError.

    `here` is what was collected: a file that was changed since is left for the next time. One that is
    `disputed` was changed on two machines at once, and stays under another name beside what holds.
    """
    differing = {key: one.value for key, one in values.items() if here.get(key) != one.value}
    disputed = set(disputed)
    changed = _take_choices(home, differing)
    for key, value in differing.items():
        if key.startswith(PICTURE):
            changed |= _take_picture(home, key.removeprefix(PICTURE), value, key in here)
            continue
        path = _place(home, key)
        if path is None or _text(path) != here.get(key) or not isinstance(value, str | None):
            continue
        if key in disputed and isinstance(here.get(key), str):
            write_private(beside(path, here[key]), here[key])
        if value is None:
            path.unlink(missing_ok=True)
        else:
            write_private(path, value)
        changed = True
    return changed


def _take_picture(home: Home, name: str, value: Any, known: bool) -> bool:
    """Write a picture, unless one is there that was not collected; whether that was done."""
    path = home.data / pictures.FOLDER / name
    if not isinstance(value, str) or not pictures.is_name(name) or (path.exists() and not known):
        return False
    try:
        data = b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
    if len(data) > pictures.MOST_BYTES or not pictures.ending_of(data):
        return False
    pictures.write(data, path)
    return True


def beside(path: Path, text: str) -> Path:
    """The name under which a file is kept beside another, the same on every machine."""
    mark = f"-{sha256(text.encode()).hexdigest()[:6]}"
    return path.with_name(f"{path.stem[: 60 - len(mark)]}{mark}{path.suffix}")


def _take_choices(home: Home, differing: Mapping[str, Any]) -> bool:
    """Change the file of choices; whether that was needed."""
    before = load(home.choices)
    favourites = dict.fromkeys(before.favourites)
    routines = {name: dict(chosen) for name, chosen in before.routines.items()}
    for key, value in differing.items():
        if key.startswith(FAVOURITE) and is_id(name := key.removeprefix(FAVOURITE)):
            favourites.pop(name, None)
            if value is True:
                favourites[name] = None
        elif key.startswith(CHOICE):
            name, _, where = key.removeprefix(CHOICE).partition("/")
            routines.setdefault(name, {}).pop(where, None)
            if is_id(name) and (chosen := _choice(value)):
                routines[name][where] = chosen
    after = Choices({name: chosen for name, chosen in routines.items() if chosen}, tuple(favourites))
    if after == before:
        return False
    save(home.choices, after, before)
    return True


def _choice(value: Any) -> StepChoice | None:
    match value:
        case [str(of), str() | None as exercise, str() | None as method, int() | None as reps]:
            return StepChoice(of, exercise, method, reps if reps and 1 <= reps <= 100 else None)
    return None


def _place(home: Home, key: str) -> Path | None:
    """Where the file of a key is; None for a key that is not of a file that may be there."""
    match key.split("/"):
        case ["file", kind, name] if kind in KINDS and is_ours(name) and is_id(Path(name).stem):
            return home.data / kind / name
    return None


def _text(path: Path) -> str | None:
    try:
        return read_file(path, LARGEST_FILE).decode()
    except (OSError, UnicodeDecodeError):
        return None


def _is_text(key: str) -> bool:
    """Whether a key can be written: half a surrogate pair cannot."""
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True
