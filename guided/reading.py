"""Files a person may have written: read within bounds, every mistake named at once.

GuidedError
└── FileError      a file that cannot be used: its path and every problem in it
"""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

Shape = Mapping[str, Any]
"""What a value may be, in the words of JSON Schema."""

LARGEST_FILE = 1024 * 1024  # bytes
PICTURES_BELOW = b"\n# Pictures, which are read as well:"
"""The line in a file below which there is no TOML but pictures."""
LONGEST_NAME = 120  # characters
LONGEST_TEXT = 2_000  # characters
MOST_PROBLEMS = 50  # that an error lists

# A TOML parser's time can grow with the square of a key's dots and with the depth of its brackets,
# so the shape of a file is looked at before it is parsed.
_MOST_TOKENS = 20_000
_MOST_BARE = 256 * 1024  # characters outside texts and comments
_LONGEST_QUOTE = 4 * LONGEST_TEXT  # a text may be written in escapes
_MOST_KEY_PARTS = 8
_DEEPEST = 32
# Neither pattern may try the same stretch twice: a quote without an end reaches to the end of the
# line or text, and a key is tried from its first letter alone.
_QUOTED = re.compile(
    r'''"""(?:\\.?|[^\\])*?(?:"{3,5}|\Z)|\'{3}.*?(?:\'{3,5}|\Z)'''
    r"""|"(?:\\.|[^"\\\n])*"?|\'[^\'\n]*\'?|\#[^\n]*""",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[\[?)([\w. -]+)\]")
_KEY = re.compile(r"\s*([\w.-]+)\s*=")
_DOTTED = re.compile(rf'(?<![\w"-])(?:[\w"-]++[ \t]*+\.[ \t]*+){{{_MOST_KEY_PARTS}}}')

ID_RULE = "not an id, use small letters, digits and single hyphens"
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
_ID = re.compile(ID_PATTERN[1:-1])
_LONGEST_ID = 60  # characters
# Latin letters that Unicode does not take apart.
_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th"}
)

OVERRIDING = frozenset(map(chr, (0x2028, 0x2029, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""What changes the direction of all that follows it, and could make a text read as another one.

Marks that give only their own place a direction are none of them.
"""
_TAGS = re.compile(
    "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f|[\U000e0000-\U000e007f]"
)
# Alone these show nothing: what joins or parts letters, and marks of no letter.
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and a pattern of Braille that are empty


# Up to Python 3.13 the parser of TOML says where a mistake is in its sentence alone.
_AT_LINE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)


class GuidedError(Exception):
    """An error the person can mend; its text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake at one key of a file, and what is allowed there; `line` is 0 if unknown.

    `kind` is "unreadable" for a file that cannot be opened or is past a bound, "syntax" for one that is not
    TOML, "content" for a mistake at a key, and "advice" for what is no mistake.
    """

    key: str
    text: str
    line: int = 0
    kind: str = "content"
    file: Path | None = None

    def __str__(self) -> str:
        told = f"{self.key}: {self.text}" if self.key else self.text
        return f"{told} (at line {self.line})" if self.line else told

    @property
    def line_first(self) -> str:
        """The problem with its line first, for where the end may be cut off: "Line 3: reps: …"."""
        return f"Line {self.line}: {replace(self, line=0)}" if self.line else str(self)


class FileError(GuidedError):
    """A file that cannot be used, with every problem found in it, or the first fifty of them."""

    def __init__(self, path: Path | str, problems: Iterable[Problem]) -> None:
        self.path = Path(path)
        found = tuple(replace(problem, file=self.path) for problem in problems)
        more = len(found) - MOST_PROBLEMS
        rest = (Problem("", f"and {more} more problems like these", file=self.path),) if more > 0 else ()
        self.problems = found[:MOST_PROBLEMS] + rest
        super().__init__(self.path, self.problems)

    def __str__(self) -> str:
        return "\n".join(f"{printable(str(self.path))}: {problem}" for problem in self.problems)


def read_toml(path: Path) -> dict[str, Any]:
    """The table in a TOML file, without what is below it.

    Raises FileError if the file cannot be read, is over 1 MiB, is not UTF-8, is not TOML, or is shaped to
    make a parser slow.
    """
    try:
        if not path.is_file():
            raise _unreadable(path, "there is no such file" if not path.exists() else "not a file")
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(path, f"cannot be read ({error.strerror or error})") from error
    return parse_toml(without_pictures(raw), path)


def without_pictures(raw: bytes) -> bytes:
    """What is above the pictures in a file, where there are any."""
    return raw.partition(PICTURES_BELOW)[0].removesuffix(b"\r")


def parse_toml(raw: bytes, path: Path) -> dict[str, Any]:
    """The table in a TOML text; `path` is for error messages. Raises FileError as `read_toml` does."""
    if len(raw) > LARGEST_FILE:
        raise _unreadable(path, "larger than 1 MiB, the most a file may hold")
    raw = raw.removeprefix(codecs.BOM_UTF8)  # some editors write one without asking
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileError(path, [Problem("", "not UTF-8 text", line, "syntax")]) from error
    _check_shape(text, path)
    import tomllib  # the shipped files are usually read from their catalogue

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(path, [_syntax_problem(error, text)]) from error
    except (RecursionError, ValueError, OverflowError, MemoryError) as error:
        why = "not TOML: a value is too long or nested too deeply"
        raise FileError(path, [Problem("", why, kind="syntax")]) from error


def _unreadable(path: Path, why: str) -> FileError:
    return FileError(path, [Problem("", why, kind="unreadable")])


def _syntax_problem(error: ValueError, text: str) -> Problem:
    told = _AT_LINE.fullmatch(str(error))
    why = printable(told[1] if told else str(error))
    if len(why) > 200:  # it quotes a long key
        why = f"{why[:100]}…{why[-60:]}"
    line = int(told[2] or text.rstrip("\n").count("\n") + 1) if told else 0
    return Problem("", f"not TOML: {why}", line, "syntax")


def _check_shape(text: str, path: Path) -> None:
    """Refuse, in time linear in its length, a text that would take a parser longer than that."""

    def refused(at: int, within: str, why: str) -> FileError:
        return FileError(path, [Problem("", why, within.count("\n", 0, at) + 1, "unreadable")])

    too_long = _unreadable(path, f"too long: more than {_MOST_TOKENS} lines, keys and values")
    if text.count("\n") > _MOST_TOKENS:
        raise too_long
    for quoted in _QUOTED.finditer(text):
        if quoted.end() - quoted.start() > _LONGEST_QUOTE:
            raise refused(quoted.start(), text, f"a text or comment of over {_LONGEST_QUOTE} characters")
    # From here on a quoted text is one quote for each of its lines, so that lines can be counted.
    bare = without_texts(text)
    if sum(map(bare.count, "=,\n")) > _MOST_TOKENS:
        raise too_long
    if len(bare) > _MOST_BARE:
        raise _unreadable(
            path, f"too long: more than {_MOST_BARE} characters that are neither text nor comment"
        )
    if long_key := _DOTTED.search(bare):
        why = f"a key of more than {_MOST_KEY_PARTS} dotted parts, none needs over 3"
        raise refused(long_key.start(), bare, why)
    depth = 0
    for bracket in re.finditer(r"[\[{\]}]", bare):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEPEST:
            raise refused(bracket.start(), bare, f"brackets nested deeper than {_DEEPEST}")


def located(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """The problems with their lines in a TOML text: of the key, or of the table that lacks it."""
    lines = _lines_of_keys(text)
    return tuple(replace(problem, line=_line_of(problem.key, lines)) for problem in problems)


def without_texts(text: str) -> str:
    """A TOML text with a quote for each quoted text and comment, and as many lines as before."""
    return _QUOTED.sub(lambda quoted: '"' + "\n" * quoted[0].count("\n"), text)


def _lines_of_keys(text: str) -> dict[str, int]:
    """The line of each table and key, by its full name as errors show it."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(without_texts(text).split("\n"), 1):
        if header := _HEADER.match(line):
            table = ""
            *above, last = header[2].replace(" ", "").split(".")
            for part in above:
                table = f"{table}.{part}" if table else part
                table += f"[{counts[table]}]" if table in counts else ""
            table = f"{table}.{last}" if table else last
            if header[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
                lines.setdefault(table, number)
                table += f"[{counts[table]}]"
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{key[1]}" if table else key[1], number)
    return lines


def _line_of(key: str, lines: Mapping[str, int]) -> int:
    while key:
        if key in lines:
            return lines[key]
        key = key[: max(key.rfind("."), key.rfind("["), 0)]
    return 0


def is_id(name: str) -> bool:
    """Whether a name can be an id: kebab-case, at most 60 characters."""
    return len(name) <= _LONGEST_ID and _ID.fullmatch(name) is not None


def id_from(name: str) -> str:
    """An id made from a name in any script: "Hüfte & Core" becomes hufte-core.

    If letters have no Latin equivalent or the name is too long, eight characters of a hash of the whole name
    keep ids from clashing by accident.
    """
    name = unicodedata.normalize("NFC", name).casefold()
    plain = unicodedata.normalize("NFKD", name.translate(_LATIN))
    kept = "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))
    lost = any(unicodedata.category(c)[0] in "LN" and not c.isascii() for c in plain)
    if kept and not lost and len(kept) <= _LONGEST_ID:
        return kept
    import hashlib  # rarely needed, and every start would wait for OpenSSL

    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{kept[: _LONGEST_ID - 9]}-{digest}".lstrip("-").replace("--", "-")


def is_number(value: object, low: float, high: float) -> bool:
    """Whether a value is a number between `low` and `high`; true, false, NaN and infinity are not."""
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def nearest(word: str, known: Iterable[str]) -> str:
    """`, did you mean "…"?` for a likely typo, else a full stop."""
    import difflib  # only for what went wrong

    close = difflib.get_close_matches(word[:LONGEST_NAME], list(known), n=1, cutoff=0.6)
    return f', did you mean "{close[0]}"?' if close else "."


def shown(value: object) -> str:
    """A value as error messages quote it: as in a file, short, on one line, nothing invisible."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:  # Python does not write out an integer of thousands of digits
        return "a number of thousands of digits"
    return printable(text, 40)


def printable(text: str, longest: int | None = None) -> str:
    """A text on one line, without invisible characters, shortened if necessary."""
    if longest and len(text) > longest:
        text = text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else "�" for c in text)


class Absent:
    """The default of a key that must be there."""


ABSENT = Absent()


class Table:
    """A table of a file for its reader: each key is asked for once, mistakes are noted, none is raised.

    Every reading method returns a usable value even after a mistake, so that one pass finds them all;
    `unknown_keys` then notes the keys nobody asked for. The notes are in `problems`.
    """

    def __init__(self, data: Mapping[str, Any], problems: list[Problem], where: str = "") -> None:
        self.data = data
        self._asked: dict[str, None] = {}
        self.problems = problems
        self.where = where

    def key(self, name: str) -> str:
        """The full name of a key, as errors show it: `step[3].hold`."""
        name = printable(name, 60)
        return f"{self.where}.{name}" if self.where else name

    def note(self, name: str, text: str) -> None:
        """Note a mistake at a key."""
        self.problems.append(Problem(self.key(name) if name else self.where, text))

    def note_unknown(self, name: str, text: str, word: str, known: Iterable[str]) -> None:
        """Note an unknown word, with the nearest known one."""
        # Looking for that one takes a while, and past the first problems nobody reads it.
        self.note(name, text + (nearest(word, known) if len(self.problems) < MOST_PROBLEMS else "."))

    def __contains__(self, name: str) -> bool:
        return name in self.data

    def keys(self) -> list[str]:
        """The keys of the table, in the file's order."""
        return list(self.data)

    def is_table(self, name: str) -> bool:
        """Whether a table is at a key that may have something else as well."""
        return isinstance(self.data.get(name), dict)

    def keys_of(self, known: Collection[str], told: str, but: Container[str] = ()) -> list[str]:
        """The keys that are there of those known; any other is noted with `told`, those of `but` are not."""
        for name in self.data:
            if name not in known and name not in but:
                self.note_unknown(name, told, name, known)
        return [name for name in self.data if name in known]

    def tables_left(self, needed: Sequence[str]) -> list[str]:
        """The keys of tables that nobody asked for, those `needed` first."""
        left = [name for name in self.data if name not in self._asked and self.is_table(name)]
        return [*(name for name in needed if name in left), *(name for name in left if name not in needed)]

    def names(self, most: int) -> list[str]:
        """The ids this table defines, at most `most`; those that are not kebab-case are noted."""
        if len(self.data) > most:
            self.note("", f"{len(self.data)} entries, at most {most} are allowed")
        for name in list(self.data)[:most]:
            if not is_id(name):
                self.note(name, ID_RULE)
        return [name for name in list(self.data)[:most] if is_id(name)]

    def _raw(self, name: str) -> Any:
        """The value as parsed, or None."""
        self._asked[name] = None
        return self.data.get(name)

    def shaped(self, name: str, shape: Shape, told: str) -> Any:
        """A value of a shape; None without one, or where `told` is noted as it has another shape."""
        value = self._raw(name)
        if value is None or fits(value, shape):
            return value
        self.note(name, told)
        return None

    def rows(self, name: str, shape: Shape, most: int) -> list[tuple[str, Any]]:
        """The items of a list, each with its key; whether one has the `shape` is for whoever reads it.

        What is no list is noted, and so are more than `most`.
        """
        value = self._raw(name)
        if value is not None and not isinstance(value, list):
            self.note(name, "use a list of lists")
            return []
        found = value or []
        if len(found) > most:
            self.note(name, f"{len(found)} of them, at most {most} are allowed")
        return [(f"{name}[{number}]", one) for number, one in enumerate(found[:most], 1)]

    def _value(
        self, name: str, default: T | Absent, allowed: str, check: Callable[[Any], T | None], empty: T
    ) -> T:
        value = self._raw(name)
        if value is None:
            if isinstance(default, Absent):
                self.note(name, f"missing, {allowed} is needed")
                return empty
            return default
        read = check(value)
        if read is None:
            self.note(name, f"{shown(value)} is not allowed, use {allowed}")
            return empty if isinstance(default, Absent) else default
        return read

    def text(self, name: str, default: str | Absent = ABSENT, longest: int = LONGEST_NAME) -> str:
        """A plain text of 1 to `longest` characters, without control or direction-override characters.

        Only a text that may be longer than a name may have several lines.
        """
        allowed = f"a text of 1 to {longest} characters, without control characters"
        return self._value(name, default, allowed, lambda v: _text(v, longest), "")

    def texts(
        self, name: str, default: tuple[str, ...] | Absent = (), longest: int = LONGEST_TEXT, most: int = 20
    ) -> tuple[str, ...]:
        """A list of plain texts."""
        allowed = f"a list of up to {most} texts of 1 to {longest} characters, without control characters"
        return self._value(name, default, allowed, lambda v: _list(v, lambda t: _text(t, longest), most), ())

    def word(self, name: str, known: Iterable[str], default: str | Absent = ABSENT) -> str:
        """One of the known words."""
        words = tuple(known)
        value = self.data.get(name)
        allowed = "one of " + ", ".join(words)
        if isinstance(value, str) and value not in words:
            self._asked[name] = None
            self.note_unknown(name, f"{shown(value)} is not known, use {allowed}", value, words)
            return words[0] if isinstance(default, Absent) else default
        return self._value(name, default, allowed, lambda v: v if v in words else None, words[0])

    def words(
        self, name: str, known: Iterable[str], default: tuple[str, ...] | Absent = ()
    ) -> tuple[str, ...]:
        """A list of known words."""
        words = tuple(known)
        value = self.data.get(name)
        if isinstance(value, list):
            unknown = [v for v in value if isinstance(v, str) and v not in words]
            if unknown:
                self._asked[name] = None
                self.note_unknown(name, f"{shown(unknown[0])} is not known", unknown[0], words)
                return ()
        allowed = "a list of words out of " + ", ".join(words)
        return self._value(
            name, default, allowed, lambda v: _list(v, lambda w: w if w in words else None, 40), ()
        )

    def number(self, name: str, low: float, high: float, default: float | Absent = ABSENT) -> float:
        """A number from `low` to `high`; NaN and infinity are not numbers here."""
        return self._value(
            name, default, f"a number from {low:g} to {high:g}", lambda v: _number(v, low, high), low
        )

    def numbers(
        self,
        name: str,
        low: float,
        high: float,
        sizes: tuple[int, int],
        default: tuple[float, ...] | Absent = (),
    ) -> tuple[float, ...]:
        """One number or a list of `sizes[0]` to `sizes[1]` numbers."""
        allowed = f"a number from {low:g} to {high:g}, or a list of {sizes[0]} to {sizes[1]} of them"

        def check(value: Any) -> tuple[float, ...] | None:
            read = _list(
                value if isinstance(value, list) else [value], lambda v: _number(v, low, high), sizes[1]
            )
            return (
                read if read is not None and (len(read) >= sizes[0] or not isinstance(value, list)) else None
            )

        return self._value(name, default, allowed, check, (low,))

    def whole(self, name: str, low: int, high: int, default: int | Absent = ABSENT) -> int:
        """A whole number from `low` to `high`."""
        return self._value(
            name, default, f"a whole number from {low} to {high}", lambda v: _whole(v, low, high), low
        )

    def day(self, name: str, first: date, last: date) -> date:
        """A day from `first` to `last`, as TOML writes one."""
        allowed = f"a day such as 2026-12-24, from {first} to {last}"
        return self._value(name, ABSENT, allowed, lambda v: _day(v, first, last), first)

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        return self._value(
            name, default, "true or false", lambda v: v if isinstance(v, bool) else None, False
        )

    def table(self, name: str) -> Table:
        """The table at a key; an empty one, and a note, if something else is there."""
        value = self._raw(name)
        if value is not None and not isinstance(value, dict):
            self.note(name, f"{shown(value)} is not allowed, use a table of keys and values")
        return Table(value if isinstance(value, dict) else {}, self.problems, self.key(name))

    def tables(self, name: str, fewest: int, most: int) -> list[Table]:
        """The list of tables at a key: `[[step]]` written `fewest` to `most` times."""
        value = self._raw(name)
        allowed = f"[[{name}]] written {fewest} to {most} times"
        if value is None:
            value = []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.note(name, f"not a list of tables, use {allowed}")
            return []
        if not fewest <= len(value) <= most:
            self.note(name, f"{len(value)} of them, use {allowed}")
        return [Table(one, self.problems, f"{self.key(name)}[{i + 1}]") for i, one in enumerate(value[:most])]

    def unknown_keys(self) -> None:
        """Note every key that no reader asked for, with the nearest one that was."""
        known = ", ".join(self._asked)
        for name in self.data:
            if name not in self._asked:
                self.note_unknown(name, f"unknown key, known here are {known}", name, self._asked)


def list_shape(sizes: tuple[int, int], items: Shape, *first: Shape) -> Shape:
    """The shape of a list of `sizes[0]` to `sizes[1]` items; the `first` ones have shapes of their own."""
    low, high = sizes
    begin = {"prefixItems": first} if first else {}
    return {"type": "array", "minItems": low, "maxItems": high, **begin, "items": items}


def fits(value: object, shape: Shape) -> bool:
    """Whether a number, a word or a list has a shape: `enum`, `anyOf`, bounds, and what is in a list."""
    if not shape:
        return True
    if "enum" in shape:
        return any(type(value) is type(one) and value == one for one in shape["enum"])
    if "anyOf" in shape:
        return any(fits(value, one) for one in shape["anyOf"])
    if shape["type"] in ("number", "integer"):
        return is_number(value, shape["minimum"], shape["maximum"])
    if not isinstance(value, list) or not shape["minItems"] <= len(value) <= shape["maxItems"]:
        return False
    first = shape.get("prefixItems", ())
    return all(fits(one, first[i] if i < len(first) else shape["items"]) for i, one in enumerate(value))


def _text(value: object, longest: int) -> str | None:
    if not isinstance(value, str) or len(value) > longest:
        return None
    value = unicodedata.normalize("NFC", value)
    lines = "\n" if longest > LONGEST_NAME else ""
    hidden = any((unicodedata.category(c) == "Cc" and c not in lines) or c in OVERRIDING for c in value)
    hidden = hidden or any(len(tags) == 1 for tags in _TAGS.findall(value))  # tags of no flag
    marks = sum(map(bool, map(unicodedata.combining, value)))
    fits = len(value) <= longest and 2 * marks <= len(value)
    return value if _seen(value) and fits and not hidden else None


def fitting(text: str, longest: int) -> str:
    """A text as a file may have it: on one line, shortened, with nothing hidden; "" if none of it is left."""
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    return _text("".join(filter(str.isprintable, plain))[:longest], longest) or ""


def _seen(text: str) -> bool:
    """Whether a text has anything visible: more than spaces, joiners and fillers."""
    return any(not c.isspace() and unicodedata.category(c) not in _UNSEEN and c not in _BLANK for c in text)


def _number(value: Any, low: float, high: float) -> float | None:
    return float(value) if is_number(value, low, high) else None


def _whole(value: object, low: int, high: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high else None


def _day(value: object, first: date, last: date) -> date | None:
    if not isinstance(value, date) or isinstance(value, datetime):
        return None
    return value if first <= value <= last else None


def _list(value: object, check: Callable[[Any], T | None], most: int) -> tuple[T, ...] | None:
    if not isinstance(value, list) or len(value) > most:
        return None
    read = [check(one) for one in value]
    return None if any(one is None for one in read) else tuple(one for one in read if one is not None)
