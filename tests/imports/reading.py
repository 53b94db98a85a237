"""What the tests of the importers share: reading a text as if it were a file."""

from __future__ import annotations

import json
from typing import Any

from guided.imports.formats import Found, read
from guided.imports.lines import Read


def found(data: bytes | str | Any, name: str = "a file") -> Found:
    """What is in bytes, in a text, or in anything else as JSON."""
    if isinstance(data, bytes):
        return read(data, name)
    return read((data if isinstance(data, str) else json.dumps(data)).encode(), name)


def only(data: bytes | str | Any, format_id: str) -> Read:
    """The one routine in something of a format."""
    there = found(data)
    assert there.format.id == format_id
    (one,) = there.reads
    return one


def doses(one: Read) -> list[tuple[str, dict[str, Any]]]:
    """Each line's name with what its dose says."""
    return [
        (line.name, {key: value for key in line.asked.__slots__ if (value := getattr(line.asked, key))})
        for line in one.lines
    ]
