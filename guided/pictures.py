"""Pictures of a person's own: their files, found by ids, and how they travel below the text of a routine."""

from __future__ import annotations

import binascii
import errno
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from guided import messages, words
from guided.paths import make_private, read_file, replacing
from guided.reading import PICTURES_BELOW, GuidedError, is_id, printable, without_pictures

FOLDER = "pictures"
"""The folder they are in, beside those of other own files."""

ENDINGS = (".jpg", ".png")
MOST_BYTES = 4 << 20  # of a picture that travels
MOST_TOGETHER = 64 << 20  # of a file with pictures in it

_KINDS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
_BEGIN = b"#: "


def found(folder: Path, ids: Iterable[str]) -> tuple[Path, ...]:
    """The files of pictures in a folder, as far as they are there."""
    paths = (folder / f"{one}{ending}" for one in ids for ending in ENDINGS)
    return tuple(path for path in paths if path.is_file())


def id_of(data: bytes) -> str:
    """The id of a picture, which says what is in it: equal ones have the same."""
    return f"picture-{hashlib.blake2b(data, digest_size=8).hexdigest()}"


def ending_of(data: bytes) -> str:
    """What the name of a picture's file ends in; "" if it is neither PNG nor JPEG."""
    return next((ending for begin, ending in _KINDS.items() if data.startswith(begin)), "")


def is_name(name: str) -> bool:
    """Whether a file may be a picture by its name."""
    path = Path(name)
    return path.name == name and path.suffix in ENDINGS and is_id(path.stem)


def keep(data: bytes, folder: Path) -> str:
    """Write a picture into a folder, unless it is there, and return its id. Raises OSError."""
    name = id_of(data)
    path = folder / f"{name}{ending_of(data)}"
    if not path.exists():
        write(data, path)
    return name


def write(data: bytes, path: Path) -> None:
    """Write a picture's file, whole or not at all, readable by this person only. Raises OSError."""
    make_private(path.parent)
    with replacing(path, 0o600) as file:
        file.write(data)


# ---------------------------------------------------------------- below a text


def read(path: Path) -> bytes:
    """What is in a picture's file, to go with a routine. Raises GuidedError where it cannot."""
    why = "it is neither PNG nor JPEG"
    try:
        data = read_file(path, MOST_BYTES)
        if ending_of(data):
            return data
    except OSError as error:
        large = error.errno == errno.EFBIG
        why = "it is larger than 4 MB" if large else words.refusal(error)
    raise GuidedError(words.say(messages.PICTURE_STAYS, file=printable(path.name), why=why))


def below(text: str, pictures: Iterable[bytes]) -> str:
    """A text of TOML with pictures below it, each in a comment. Raises GuidedError for too many."""
    lines = [f"{_BEGIN.decode()}{id_of(one)} {b64encode(one).decode()}\n" for one in pictures]
    if not lines:
        return text
    whole = f"{text}{PICTURES_BELOW.decode()}\n{''.join(lines)}"
    if len(whole) > MOST_TOGETHER:
        raise GuidedError(words.say(messages.PICTURES_TOO_LARGE, mib=MOST_TOGETHER >> 20))
    return whole


def taken_apart(raw: bytes) -> tuple[bytes, Mapping[str, bytes]]:
    """The text of a file and the pictures below it by their ids, without what those do not fit."""
    return without_pictures(raw), dict(_pictures_in(raw.partition(PICTURES_BELOW)[2]))


def _pictures_in(rest: bytes) -> Iterator[tuple[str, bytes]]:
    for line in rest.splitlines():
        name, _, coded = line.removeprefix(_BEGIN).partition(b" ")
        try:
            data = b64decode(coded, validate=True)
        except (binascii.Error, ValueError):
            continue
        if len(data) <= MOST_BYTES and ending_of(data) and id_of(data).encode() == name:
            yield id_of(data), data
