"""Terminal output: control sequences are replaced, unencodable characters never fail."""

from __future__ import annotations

import io
import sys
import unicodedata

from guided.reading import OVERRIDING

# Control characters, among them the escape that begins a command to the terminal, and halves of surrogates,
# which file names that are not UTF-8 come with.
_REFUSED = ("Cc", "Cs")


def harmless(text: str) -> str:
    """A text with its control characters replaced, except new lines."""
    if text.isprintable():
        return text
    return "".join("�" if _steers(c) else c for c in text)


def say(text: object = "") -> None:
    """Print to standard output."""
    print(harmless(str(text)))


def complain(text: object) -> None:
    """Print to standard error."""
    print(harmless(str(text)), file=sys.stderr)


def hand_out(text: str) -> None:
    """Write a file's content to standard output: UTF-8 to a pipe or a file, whatever the locale."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        say(text.removesuffix("\n"))
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8"))
    buffer.flush()


def show_share(share: float) -> bool:
    """Show progress, as a share from 0 to 1, on a terminal; True, since only Ctrl+C stops it."""
    if sys.stderr.isatty():
        print(f"\r{share:4.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
    return True


def escape_what_cannot_be_shown() -> None:
    """Make standard output and error escape characters their encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _steers(character: str) -> bool:
    return character != "\n" and (unicodedata.category(character) in _REFUSED or character in OVERRIDING)
