"""A generator for each hostile file: how it is made, and what a reader has to say of it."""

from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024
HEAD = b'name = "Good"\n[[step]]\nexercise = "kneeling-opener"\n'


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file by its name, the function that makes it at a path, and a part of the right answer."""

    name: str
    make: Callable[[Path], object]
    told: str


def holding(name: str, raw: bytes, told: str) -> Hostile:
    """A hostile file that is hostile by what is in it."""
    return Hostile(name, lambda path: path.write_bytes(raw), told)


def filled(part: bytes, size: int = MIB) -> bytes:
    """As many of a part as fit in a size."""
    return part * (size // len(part))


def numbered(pattern: str, size: int = MIB) -> bytes:
    """Lines with a number each, as many as fit in a size."""
    return "".join(pattern.format(i) for i in range(size // (len(pattern) + 4))).encode()


def every() -> Iterator[Hostile]:
    """Every hostile file there is."""
    yield from shapes()
    yield from bytes_that_are_no_text()
    yield from toml_that_is_no_routine()
    yield from numbers_and_texts()
    yield from things_that_are_no_file()


def shapes() -> Iterator[Hostile]:
    """What makes a parser slow or deep."""
    yield holding("dotted key 60 kB", b".".join([b"a"] * 30_000) + b" = 1", "dotted parts")
    yield holding("dotted header 60 kB", b"[" + b".".join([b"a"] * 30_000) + b"]", "dotted parts")
    yield holding("dotted quoted key", b".".join([b'"a"'] * 15_000) + b" = 1", "dotted parts")
    yield holding("dotted key, spaced", b"a" + filled(b" . a", 60_000) + b" = 1", "dotted parts")
    yield holding("dotted key in a table", b"x = {" + b".".join([b"a"] * 30_000) + b" = 1}", "dotted parts")
    yield holding("lists in lists", b"a = " + b"[" * 100_000, "nested deeper than 32")
    yield holding("lists closed again", b"a = " + b"[" * 5000 + b"]" * 5000, "nested deeper than 32")
    yield holding("tables in tables", b"a = " + filled(b"{a = ", 50_000), "nested deeper than 32")
    yield holding("tables and lists", b"a = " + filled(b"[{a = ", 60_000), "nested deeper than 32")
    yield holding("1 MiB of keys", numbered("k{} = 1\n"), "more than 20000")
    yield holding("1 MiB of headers", numbered("[t{}]\n"), "more than 20000")
    yield holding("1 MiB of lists of tables", filled(b"[[step]]\n"), "more than 20000")
    yield holding("1 MiB list", b"a = [" + filled(b"1,", MIB - 10) + b"]", "more than 20000")
    yield holding("1 MiB of newlines", filled(b"\n"), "more than 20000")
    yield holding("1 MiB of windows newlines", filled(b"\r\n"), "more than 20000")
    yield holding("1 MiB of carriage returns", filled(b"\r"), "too long")
    yield holding("1 MiB of comments", filled(b"#\n"), "more than 20000")
    yield holding(
        "1 MiB comment", b"#" + b"x" * (MIB - 1), "a text or comment of over 8000 characters (at line 1)"
    )
    yield holding("1 MiB text", b'name = "' + b"x" * (MIB - 9) + b'"', "of over 8000 characters (at line 1)")
    yield holding("1 MiB of spaces", b" " * MIB, "too long")
    yield holding("1 MiB of spaces and dots", b"a" + filled(b" .", MIB - 8) + b"= 1", "too long")
    yield holding("1 MiB bare key", b"a" * MIB, "too long")
    yield holding("1 MiB of dashes", b"-" * MIB, "too long")
    yield holding("1 MiB of zeros", b"a = " + b"0" * (MIB - 4), "too long")
    yield holding("1 MiB of digits", b"a = " + b"9" * (MIB - 4), "too long")
    yield holding("1 MiB of ones apart", b"a = 1" + filled(b"_1", MIB - 8), "too long")
    yield holding("1 MiB of quotes", b"a = " + filled(b'"', MIB - 4), "")
    yield holding("quotes escaped, no end", b'a = "' + filled(b'\\"', MIB - 8), "text or comment of over")
    yield holding("long quotes escaped, no end", b'a = """' + filled(b'\n\\"""', 90_000), "of over 8000")
    yield holding("short texts, 1 MiB", filled(b"a = '" + b"x" * 7000 + b"'\n"), "not TOML")
    yield holding("escapes, 1 MiB", filled(b'a = "' + b"\\\\" * 3500 + b'"\n'), "not TOML")
    yield holding("256 KiB of spaces", b" " * 262_000, "step: 0 of them")
    yield holding("256 KiB of digits", b"a = " + b"9" * 262_000, "not TOML")
    yield holding("256 KiB hexadecimal", HEAD + b"reps = 0x" + b"f" * 262_000, "thousands of digits")
    yield holding("inline keys twice", b"a = {" + b"b" * 7000 + b" = 1," + b"b" * 7000 + b"=1}", "not TOML")
    yield holding("key hidden by quotes", b"a='''x''''#'\"\"\"\n" + filled(b"a.", 60_000), "dotted parts")


def bytes_that_are_no_text() -> Iterator[Hostile]:
    """What is not UTF-8, or not text."""
    yield holding("NUL", b"\x00" * 100, "not TOML")
    yield holding("NUL in a text", b'name = "a\x00b"', "not TOML")
    yield holding("invalid UTF-8", HEAD + b'note = "\xc3\x28"', "not UTF-8 text (at line 4)")
    yield holding("lone surrogate", HEAD + b'note = "\xed\xa0\x80"', "not UTF-8 text (at line 4)")
    yield holding("overlong UTF-8", HEAD + b'note = "\xc0\xaf"', "not UTF-8 text (at line 4)")
    yield holding("escaped surrogate", HEAD + b'note = "\\ud800"', "not TOML")
    yield holding("byte-order mark twice", b"\xef\xbb\xbf" * 2 + HEAD, "not TOML")
    yield holding("UTF-16", HEAD.decode().encode("utf-16"), "not UTF-8 text (at line 1)")
    yield holding("random bytes", random.Random(7).randbytes(100_000), "not UTF-8")
    yield Hostile("zip renamed", zipped, "not")


def toml_that_is_no_routine() -> Iterator[Hostile]:
    """Good TOML that is something else."""
    yield holding("empty", b"", "step: 0 of them")
    yield holding("only a comment", b"# nothing\n", "step: 0 of them")
    yield holding("JSON", b'{"name": "x"}', "not TOML")
    yield holding("duplicate key", HEAD + b"reps = 1\nreps = 2\n\n", "at line 5")
    yield holding("duplicate table", HEAD + b"[methods.a]\n[methods.a]\n\n", "at line 5")
    yield holding("step is a number", b'name = "x"\nstep = 1', "step: not a list of tables")
    yield holding("step is a table", b'name = "x"\n[step]\nexercise = "a"', "step: not a list of tables")
    yield holding("step is mixed", b'name = "x"\nstep = [1, {exercise = "a"}]', "step: not a list of tables")
    yield holding("exercises is a text", b'exercises = "x"\n' + HEAD, "exercises: ")
    yield holding("exercise is a list", b"exercises.a = []\n" + HEAD, "exercises.a: [] is not allowed")
    yield holding("dates", b"name = 2026-01-01\n" + HEAD[14:], 'name: "2026-01-01" is not allowed')
    yield holding("times", HEAD + b"hold = 07:32:00", 'step[1].hold: "07:32:00" is not allowed')
    yield holding("mixed list", HEAD + b'reps = [1, "2", [3]]', "step[1].reps: ")
    yield holding("thousands of unknown keys", HEAD + numbered("k{} = 1\n", 100_000), "more problems like")
    yield holding("thousands of bad props", b"[figure]\nprops = [" + filled(b"1,", 30_000) + b"]", "figure")
    yield holding("thousands of poses", b"[figure]\n" + numbered("p{}={{}}\n", 100_000), "figure: ")
    yield holding("thousands of phases", numbered("[[phase]]\n#{}\n", 150_000), "phase: ")
    yield holding("thousands of steps", filled(HEAD[14:], 200_000), "step: ")
    yield holding("hundreds of wrong steps", filled(b'[[step]]\nexercise = "kneling"\n', 6000), "kneeling-op")
    yield holding("a thousand methods", HEAD + numbered("[methods.m{}]\n", 18_000), "methods: ")
    yield holding("huge key", HEAD + b'"' + b"x" * 7000 + b'" = 1', "step[1].xxxx")
    yield holding("key with controls", HEAD + b'"\\u202e\\u0000" = 1', "step[1].��: unknown key")
    yield holding("huge id", HEAD + b"[methods." + b"x" * 7000 + b"]", "methods.xxx")


def numbers_and_texts() -> Iterator[Hostile]:
    """Values past every bound."""
    yield holding("not a number", HEAD + b"hold = nan", "step[1].hold: NaN is not allowed")
    yield holding("infinite", HEAD + b"hold = -inf", "step[1].hold: -Infinity is not allowed")
    yield holding("1e400", HEAD + b"hold = 1e400", "step[1].hold: Infinity is not allowed")
    yield holding("a billion reps", HEAD + b"reps = 1000000000", "step[1].reps: 1000000000 is not allowed")
    yield holding("number of 4,000 digits", HEAD + b"reps = " + b"9" * 4000, "step[1].reps: 999")
    yield holding("number of 5,000 digits", HEAD + b"reps = " + b"9" * 5000, "too long")
    yield holding("hexadecimal, 7,000 digits", HEAD + b"reps = 0x" + b"f" * 7000, "thousands of digits")
    yield holding("hexadecimal, 1 MiB", HEAD + b"reps = 0x" + b"f" * 1_000_000, "too long")
    yield holding("hexadecimal hold", HEAD + b"hold = 0x" + b"f" * 7000, "step[1].hold: a number of thous")
    yield holding("hexadecimal prop", b"[figure]\nprops = [['mat', 0x" + b"f" * 7000 + b", 1]]", "figure.pro")
    yield holding("text for a number", HEAD + b'reps = "10"', 'step[1].reps: "10" is not allowed')
    yield holding("true for a number", HEAD + b"reps = true", "step[1].reps: true is not allowed")
    yield holding("control in a name", b'name = "a\\u0000b"\n' + HEAD[14:], "name: ")
    yield holding("bidi in a name", "name = 'a\u202eb'\n".encode() + HEAD[14:], "name: ")
    yield holding("name of 121", b'name = "' + b"x" * 121 + b'"\n' + HEAD[14:], "name: ")
    yield holding("tower of accents", "name = 'e{}'\n".format("\u0301" * 100).encode() + HEAD[14:], "name: ")
    yield holding("over six hours", HEAD + b"reps = 100\nsets = 20\nhold = 1200", "step[1]: with this step")
    yield holding("path for an id", HEAD[:23] + b'exercise = "../../etc/passwd"', 'called "../../etc/passwd"')


def things_that_are_no_file() -> Iterator[Hostile]:
    """What lies in a folder under the name of a file, and is none."""
    yield Hostile("100 MB sparse", sparse, "larger than 1 MiB")
    yield Hostile("1 MiB and a byte", lambda path: path.write_bytes(b"\n" * (MIB + 1)), "larger than 1 MiB")
    yield Hostile("folder", lambda path: path.mkdir(), "not a file")
    yield Hostile("missing", lambda path: None, "there is no such file")
    if hasattr(os, "mkfifo"):
        yield Hostile("pipe", os.mkfifo, "not a file")
        yield Hostile("link to itself", lambda path: path.symlink_to(path), "there is no such file")
        yield Hostile("link to nothing", lambda path: path.symlink_to("nowhere"), "there is no such file")
        yield Hostile("link to a device", lambda path: path.symlink_to("/dev/zero"), "not a file")


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("routine.toml", HEAD)
