"""What was tried and what was lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """How often something was tried, how often something was lost or went wrong, and an example of that."""

    attack: str
    what: str
    tried: int
    bad: int
    example: str = ""


def table(rows: Iterable[Row]) -> str:
    """The rows in columns."""
    lines = [f"{'attack':<14}{'what':<44}{'tried':>8}{'bad':>6}"]
    for row in rows:
        lines.append(f"{row.attack:<14}{row.what:<44}{row.tried:>8}{row.bad:>6}")
        if row.example:
            lines.append(f"              for example {row.example}")
    return "\n".join(lines)
