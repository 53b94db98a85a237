"""What a kind of files may hold, as JSON Schema: written down by asking the kind's own reader.

The reader is given a table that is empty and notes what it is asked for. Where a reader asks whether a key is
there, it reads once more as if it were, so that both ways are in the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guided.files import reader_of
from guided.learn import read_article
from guided.library import Library
from guided.reading import (
    ABSENT,
    ID_PATTERN,
    LONGEST_NAME,
    LONGEST_TEXT,
    Absent,
    Problem,
    Shape,
    Table,
    fits,
)

KINDS = {
    "exercise": "exercises",
    "routine": "routines",
    "method": "methods",
    "programme": "programmes",
    "article": "learn",
    "bases": "bases",
    "muscles": "muscles",
    "care": "care",
    "measures": "measures",
}
"""The kinds of files, each with its folder, or the name of the only file of the kind."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ANY = "any-id"  # stands for whatever id a file may have there

_Point = tuple[str, str]
"""A table, by its path, and a key that a reader asks whether it is there."""


@dataclass(slots=True)
class _Node:
    """What is asked of one table: its keys with their rules, and which of them are needed.

    A rule with a path under `$table` is that table's. `most` is how many keys of any id it may have (0: as
    many as one likes); `closed` says that other keys are refused.
    """

    rules: dict[str, Shape] = field(default_factory=dict)
    needed: set[str] = field(default_factory=set)
    most: int = 0
    closed: bool = False


@dataclass(slots=True)
class _Run:
    """One reading: what is taken to be `there`, what was asked whether it is, and every table by its path."""

    there: frozenset[_Point]
    asked: dict[_Point, None] = field(default_factory=dict)
    nodes: dict[str, _Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, path: str) -> frozenset[str]:
        """The keys of a table that are taken to be there."""
        return frozenset(key for at, key in self.there if at == path)


def schema(kind: str, library: Library) -> dict[str, Any]:
    """The JSON Schema of a kind of KINDS; what files of other kinds define is looked up in a library."""
    folder = KINDS[kind]
    if kind == "article":
        runs = _runs(lambda table: read_article(table, _ANY, library))
    else:
        runs = _runs(reader_of(folder, library))
    written = _Written(runs)
    whole = written.table("")
    return {"$schema": _DRAFT, "title": kind, **whole, "$defs": written.tables}


def _runs(read: Callable[[Table], object]) -> list[_Run]:
    """Every reading it takes to see what is asked for whatever is there."""
    todo, known, runs = [frozenset[_Point]()], set[_Point](), list[_Run]()
    for there in todo:
        run = _Run(there)
        read(_Asking(run, ""))
        runs.append(run)
        new = [point for point in run.asked if point not in known]
        known.update(new)
        todo += [there | {point} for point in new]
    return runs


class _Asking(Table):
    """An empty table that writes down what it is asked for."""

    def __init__(self, run: _Run, path: str) -> None:
        super().__init__({}, run.problems)
        self._run, self._path = run, path
        self._node = run.nodes.setdefault(path, _Node())
        self._free: set[str] = set()

    def note(self, name: str, text: str) -> None:
        """Note a mistake; what is missing from an empty table is needed."""
        super().note(name, text)
        if text.startswith("missing") and name in self._node.rules.keys() - self._free:
            self._node.needed.add(name)

    def _asks(self, name: str, default: object, rule: Shape) -> None:
        is_one = isinstance(default, str | int | float) and fits(default, rule)
        told = {"default": default} if is_one else {}
        self._node.rules.setdefault(name, {**rule, **told})
        if isinstance(default, Absent) and name not in self._free:
            self._node.needed.add(name)

    def _below(self, name: str, item: str = "") -> _Asking:
        return _Asking(self._run, f"{self._path}/{name}{item}")

    def _is_there(self, name: str) -> bool:
        self._run.asked[self._path, name] = None
        return (self._path, name) in self._run.there

    def __contains__(self, name: str) -> bool:
        return self._is_there(name)

    def is_table(self, name: str) -> bool:
        return self._is_there(f"{name}/")

    def keys_of(self, known: Collection[str], told: str, but: Container[str] = ()) -> list[str]:
        self._free.update(known)
        self._node.closed = True
        return list(known)

    def tables_left(self, needed: Sequence[str]) -> list[str]:
        for name in needed:
            self._asks(name, ABSENT, {"$table": f"{self._path}/{name}"})
        return [*needed, _ANY]

    def names(self, most: int) -> list[str]:
        self._node.most, self._node.closed = most, True
        return [_ANY]

    def unknown_keys(self) -> None:
        self._node.closed = True

    def text(self, name: str, default: str | Absent = ABSENT, longest: int = LONGEST_NAME) -> str:
        self._asks(name, default, _text(longest))
        return super().text(name, default, longest)

    def texts(
        self, name: str, default: tuple[str, ...] | Absent = (), longest: int = LONGEST_TEXT, most: int = 20
    ) -> tuple[str, ...]:
        self._asks(name, default, {"type": "array", "items": _text(longest), "maxItems": most})
        return super().texts(name, default, longest, most)

    def word(self, name: str, known: Iterable[str], default: str | Absent = ABSENT) -> str:
        words = tuple(known)
        self._asks(name, default, _one_of(words))
        return super().word(name, words, default)

    def words(
        self, name: str, known: Iterable[str], default: tuple[str, ...] | Absent = ()
    ) -> tuple[str, ...]:
        words = tuple(known)
        self._asks(name, default, {"type": "array", "items": _one_of(words), "maxItems": 40})
        return super().words(name, words, default)

    def number(self, name: str, low: float, high: float, default: float | Absent = ABSENT) -> float:
        self._asks(name, default, _number(low, high))
        return super().number(name, low, high, default)

    def numbers(
        self,
        name: str,
        low: float,
        high: float,
        sizes: tuple[int, int],
        default: tuple[float, ...] | Absent = (),
    ) -> tuple[float, ...]:
        one, (least, most) = _number(low, high), sizes
        many = {"type": "array", "items": one, "minItems": least, "maxItems": most}
        self._asks(name, default, {"anyOf": [one, many]})
        return super().numbers(name, low, high, sizes, default)

    def whole(self, name: str, low: int, high: int, default: int | Absent = ABSENT) -> int:
        self._asks(name, default, {**_number(low, high), "type": "integer"})
        return super().whole(name, low, high, default)

    def day(self, name: str, first: date, last: date) -> date:
        self._asks(name, ABSENT, {"type": "string", "format": "date"})
        return super().day(name, first, last)

    def flag(self, name: str, default: bool = False) -> bool:
        self._asks(name, None, {"type": "boolean", "default": default})
        return super().flag(name, default)

    def shaped(self, name: str, shape: Shape, told: str) -> Any:
        self._asks(name, None, shape)
        return super().shaped(name, shape, told)

    def rows(self, name: str, shape: Shape, most: int) -> list[tuple[str, Any]]:
        self._asks(name, None, {"type": "array", "items": shape, "maxItems": most})
        return super().rows(name, shape, most)

    def table(self, name: str) -> Table:
        self._asks(name, None, {"$table": f"{self._path}/{name}"})
        return self._below(name)

    def tables(self, name: str, fewest: int, most: int) -> list[Table]:
        item = {"$table": f"{self._path}/{name}[]"}
        self._asks(name, ABSENT if fewest else None, {"type": "array", "items": item, "maxItems": most})
        return [self._below(name, "[]")]


class _Written:
    """What was asked in several readings, as JSON Schema; every table but the whole is in `tables` once."""

    def __init__(self, runs: Iterable[_Run]) -> None:
        self.tables: dict[str, dict[str, Any]] = {}
        self._ways: dict[str, dict[frozenset[str], _Node]] = {}
        for run in runs:
            for path, node in run.nodes.items():
                ways, there = self._ways.setdefault(path, {}), run.of(path)
                # Of a table that is taken not to be there, nothing is asked.
                if there not in ways or len(node.rules) > len(ways[there].rules):
                    ways[there] = node

    def table(self, path: str) -> dict[str, Any]:
        """The schema of a table."""
        ways = self._ways[path]
        usual = ways.get(frozenset(), _Node())
        others = {key: node for there, node in ways.items() for key in there if len(there) == 1}
        nodes = (usual, *others.values())
        keys = dict.fromkeys(key for node in nodes for key in node.rules)
        rules = {key: self._rule([node.rules[key] for node in nodes if key in node.rules]) for key in keys}
        some = rules.pop(_ANY, None)
        needed = set.intersection(*(node.needed for node in nodes)) - {_ANY}
        written: dict[str, Any] = {"type": "object", "properties": rules}
        if some is not None and not rules:
            written["patternProperties"] = {ID_PATTERN: some}
        if usual.most:
            written["maxProperties"] = usual.most
        if usual.closed:
            written["additionalProperties"] = some if some and rules else False
        if needed:
            written["required"] = [key for key in keys if key in needed]
        if ifs := [one for key, node in others.items() for one in _if_there(key, node, usual)]:
            written["allOf"] = ifs
        return written

    def _rule(self, rules: Sequence[Shape]) -> dict[str, Any]:
        """The rule of a key: one of those that hold for it, where they differ."""
        different = [rule for i, rule in enumerate(rules) if rule not in rules[:i]]
        written = [self._resolved(rule) for rule in different]
        return written[0] if len(written) == 1 else {"anyOf": written}

    def _resolved(self, rule: Shape) -> dict[str, Any]:
        """A rule with the tables it names written out."""
        if "$table" in rule:
            return {"$ref": f"#/$defs/{self._named(rule['$table'])}"}
        written = dict(rule)
        if "items" in rule:
            written["items"] = self._resolved(rule["items"])
        if "anyOf" in rule:
            written["anyOf"] = [self._resolved(one) for one in rule["anyOf"]]
        if "prefixItems" in rule:
            # To editors that know no `prefixItems` any item may be one of the first, which are all alike; to
            # others no later one may.
            first, count = rule["prefixItems"][0], len(rule["prefixItems"])
            written |= {
                "items": {"anyOf": [first, written["items"]]},
                "contains": first,
                "maxContains": count,
            }
        return written

    def _named(self, path: str) -> str:
        """The name in `tables` of what a table may be: its own, or that of one that may be the same."""
        table = self.table(path)
        name = path.removesuffix(f"/{_ANY}").rpartition("/")[2].removesuffix("[]") or "table"
        names = (f"{name}{end}" for end in ("", *(f"-{n}" for n in range(2, 1000))))
        same = (other for other, there in self.tables.items() if there == table)
        free = next(same, None) or next(one for one in names if one not in self.tables)
        self.tables[free] = table
        return free


def _if_there(key: str, node: _Node, usual: _Node) -> Iterable[dict[str, Any]]:
    """What holds besides while a key is there, and while it is not."""
    then = _besides(node.needed - usual.needed - {key}, usual.rules.keys() - node.rules.keys())
    otherwise = _besides(usual.needed - node.needed, node.rules.keys() - usual.rules.keys() - {key})
    if (then or otherwise) and not key.endswith("/"):
        yield {"if": {"required": [key]}, "then": then, "else": otherwise}


def _besides(needed: Collection[str], refused: Collection[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"required": sorted(needed)} if needed else {}
    return {**told, "properties": dict.fromkeys(sorted(refused), False)} if refused else told


def _text(longest: int) -> Shape:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def _one_of(known: Sequence[str]) -> Shape:
    return {"type": "string", "pattern": ID_PATTERN} if _ANY in known else {"enum": list(known)}


def _number(low: float, high: float) -> Shape:
    return {"type": "number", "minimum": low, "maximum": high}
