"""free-exercise-db: descriptions of exercises, without a dose."""

from __future__ import annotations

from typing import Any

from guided.imports.lines import Asked, LeftOut, Line, Read, note_of, text_of
from guided.imports.source import Source, objects


def recognises(source: Source) -> bool:
    """Whether it has exercises with their instructions and muscles."""
    return any(_is_exercise(one) for one in _exercises(source.plain))


def read(source: Source) -> tuple[Read, ...]:
    """Its exercises, in their order, with their instructions as notes."""
    lines, left_out = [], []
    for one in _exercises(source.plain):
        name, told = text_of(one.get("name")), one.get("instructions")
        steps = " ".join(text for text in told if isinstance(text, str)) if isinstance(told, list) else ""
        if name and _is_exercise(one):
            lines.append(Line(name, name, 0, Asked(note=note_of(steps))))
        else:
            left_out.append(LeftOut(name, 0, "It has no name, or no instructions."))
    return (Read("", tuple(lines), tuple(left_out)),)


def _exercises(plain: object) -> list[dict[str, Any]]:
    return objects(plain) or objects([plain])


def _is_exercise(one: dict[str, Any]) -> bool:
    return isinstance(one.get("instructions"), list) and "primaryMuscles" in one
