"""Facts: what is known for ever, each as one canonical JSON text, and the lines of a file that hold them.

A line is a digest, a space and the fact. Lines do not depend on each other, so what a cut or a flipped byte
costs is the line it is in, and the next where it was the end of the line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple

from guided.history.records import to_json

Facts = Set[str]
"""A merge is a union of such sets."""

_DIGEST = 16  # bytes of a line, each a hexadecimal digit
LARGEST = 8_000_000  # bytes of a line


class Value(NamedTuple):
    """What a key stands for: the highest version holds, and of two such something before nothing.

    `value` is plain JSON; None says that there is nothing any more.
    """

    version: int
    value: Any


def rank(one: Value) -> tuple[int, bool, str]:
    """The order in which a key's values take precedence, the same on every machine."""
    return one.version, one.value is not None, to_json(one.value)


def value_fact(key: str, one: Value) -> str:
    return to_json({"key": key, "value": one.value, "version": one.version})


def values_in(facts: Iterable[str]) -> dict[str, list[Value]]:
    """All values of each key, in the order of their rank."""
    found: dict[str, list[Value]] = {}
    for fact in facts:
        if not fact.startswith('{"key":'):
            continue
        match json.loads(fact):
            case {"key": str(key), "version": int(version), "value": value} if version > 0:
                found.setdefault(key, []).append(Value(version, value))
    return {key: sorted(values, key=rank) for key, values in found.items()}


def winners(values: Mapping[str, list[Value]]) -> dict[str, Value]:
    """The value that holds for each key."""
    return {key: several[-1] for key, several in values.items()}


def announced(
    here: Mapping[str, Any], base: Mapping[str, Value], values: Mapping[str, list[Value]]
) -> dict[str, Value]:
    """The values that are new here: `here` differs from `base`, on which all agreed last.

    A key that `here` does not have says nothing; None says it is gone. A value that arrived or was announced
    since, though a crash kept that out of `base`, is not new. Where nothing was agreed yet, as on a machine
    that joins, what the others have holds.
    """
    new = {}
    for key, value in here.items():
        agreed, known = base.get(key), values.get(key, [])
        if agreed is None and (value is None or (known and known[-1].value is not None)):
            continue
        if agreed is not None and agreed.value == value:
            continue
        after = agreed.version if agreed else 0
        if any(one.version > after and one.value == value for one in known):
            continue
        if value is None and known and known[-1].version > after:
            continue  # deleted here, but changed elsewhere: what is there stays
        new[key] = Value(max(after, known[-1].version if known else 0) + 1, value)
    return new


# ---------------------------------------------------------------- lines


def lines_of(facts: Iterable[str]) -> bytes:
    """The facts as lines, in a fixed order."""
    return b"".join(_line(fact.encode("utf-8", "replace")) for fact in sorted(facts))


def facts_in(data: bytes) -> set[str]:
    """The facts of the sound lines of a file, however it was cut or damaged."""
    found = set()
    for line in data.split(b"\n"):
        text = line[_DIGEST + 1 :]
        if len(line) <= LARGEST and line + b"\n" == _line(text) and is_fact(text):
            found.add(text.decode())
    return found


def is_fact(text: bytes) -> bool:
    """Whether a line's text is the canonical JSON of an object."""
    try:
        fact = json.loads(text)
        return isinstance(fact, dict) and to_json(fact).encode() == text
    except (ValueError, RecursionError):
        return False


def _line(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:_DIGEST].encode() + b" " + text + b"\n"
