"""What is to be imported, as bytes and as what can be made of them, within bounds."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from guided import messages, words
from guided.imports.lines import NotImported

MOST_BYTES = 8 << 20

HANDED_IN, PASTED = "what was handed in", "what you pasted"
"""What is no file, as it is called in a sentence."""

_MOST_ROWS = 5_000
_LONGEST_CELL = 4_000  # characters
_MOST_CELLS = 60  # of a row
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Source:
    """Something to import: its bytes, and what to call it where it is told of."""

    data: bytes
    name: str

    def __post_init__(self) -> None:
        if len(self.data) > MOST_BYTES:
            raise NotImported(words.say(messages.TOO_LARGE_TO_IMPORT, file=self.name, mib=MOST_BYTES >> 20))

    @cached_property
    def _decoded(self) -> tuple[str, bool]:
        for bom, encoding in _BOMS:
            if self.data.startswith(bom):
                return self.data[len(bom) :].decode(encoding, "replace"), False
        try:
            return self.data.decode("utf-8"), False
        except UnicodeDecodeError:
            return self.data.decode("latin-1"), True

    @property
    def text(self) -> str:
        """The text, with lines that end in a line feed; read as Latin-1 if it is not UTF-8."""
        return self._decoded[0].replace("\r\n", "\n").replace("\r", "\n")

    @property
    def is_cut(self) -> bool:
        """Whether it is no UTF-8, so that letters beyond Latin-1 may have been lost when it was written."""
        return self._decoded[1]

    @cached_property
    def plain(self) -> Any:
        """What it is as JSON, or None."""
        text = self.text.lstrip()
        if not text.startswith(("{", "[")):
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError, MemoryError):
            return None

    @cached_property
    def rows(self) -> list[tuple[int, list[str]]]:
        """Its rows as a table with commas, semicolons or tabs, each with its line; none if it is no table."""
        text = self.text.lstrip()
        head = text.partition("\n")[0]
        delimiter = max(",;\t", key=head.count)
        if delimiter not in head or "\0" in text:
            return []
        try:
            return list(_rows(csv.reader(io.StringIO(text), delimiter=delimiter)))
        except csv.Error:
            return []


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, as far as they are looked at."""
    for row in islice(reader, _MOST_ROWS):
        if any(map(str.strip, row)):
            yield reader.line_num, [cell[:_LONGEST_CELL].strip() for cell in row[:_MOST_CELLS]]


def field(plain: object, *names: str) -> Any:
    """What is at the end of a path of keys through objects of JSON; None where one is missing."""
    for name in names:
        if not isinstance(plain, dict):
            return None
        plain = plain.get(name)
    return plain


def objects(plain: object) -> list[dict[str, Any]]:
    """The objects in a list of JSON; none of anything else."""
    return [one for one in plain if isinstance(one, dict)] if isinstance(plain, list) else []
