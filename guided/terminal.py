"""The one door to the terminal: nothing from a file can steer it, and nothing that it cannot show fails."""

from __future__ import annotations

import io
import sys
import unicodedata

from guided.reading import OVERRIDING

# Control characters, among them the escape that begins a command to the terminal, and halves of surrogates,
# which file names that are not UTF-8 come with.
_REFUSED = ("Cc", "Cs")


def harmless(text: str) -> str:
    """A text as a terminal may be given it; what could steer it is replaced, new lines stay."""
    if text.isprintable():
        return text
    return "".join("�" if _steers(c) else c for c in text)


def say(text: object = "") -> None:
    """Prints what was asked for."""
    print(harmless(str(text)))


def complain(text: object) -> None:
    """Prints what went wrong, to standard error."""
    print(harmless(str(text)), file=sys.stderr)


def hand_out(text: str) -> None:
    """Writes a file's content to standard output: UTF-8 to a pipe or a file, whatever the locale."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        say(text.removesuffix("\n"))
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8"))
    buffer.flush()


def escape_what_cannot_be_shown() -> None:
    """From now on a character that the terminal's encoding has not got is printed as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _steers(character: str) -> bool:
    return character != "\n" and (unicodedata.category(character) in _REFUSED or character in OVERRIDING)
