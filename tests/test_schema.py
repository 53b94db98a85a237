"""The schemas of the files, held against their readers: neither may know what the other does not."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from guided.authors import SKELETONS
from guided.files import load, reader_of
from guided.learn import read_article
from guided.paths import assets
from guided.reading import Problem, Table, read_toml
from guided.schema import KINDS, schema
from tests.schemas import refused

LIBRARY = load(assets())
FILES = [
    (kind, path)
    for kind, place in KINDS.items()
    for path in (sorted((assets() / place).glob("*.toml")) or [assets() / f"{place}.toml"])
]
FEW = [next(path for kind, path in FILES if kind == one) for one in KINDS]
FILES += [(kind, assets() / "skeletons" / f"{kind}.toml") for kind in SKELETONS]
ONE_OF_EACH = list(zip(KINDS, FEW, strict=True)) + [
    (kind, path)
    for kind, path in FILES
    if path.stem in ("half-kneeling-hip-flexor", "neck-week", "where-the-psoas-is")
]


@cache
def schema_of(kind: str) -> dict[str, Any]:
    return schema(kind, LIBRARY)


def read(kind: str, table: dict[str, Any]) -> list[Problem]:
    problems: list[Problem] = []
    if kind == "article":
        read_article(Table(table, problems), "any", LIBRARY)
    else:
        reader_of(KINDS[kind], LIBRARY)(Table(table, problems))
    return problems


def tables_in(plain: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The path to each table of a file; of those with the same keys at the same depth to one alone."""
    paths = {(len(path), *at(plain, path)): path for path in _all_tables_in(plain)}
    return list(paths.values())


def _all_tables_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        yield path
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, dict) or (isinstance(one, list) and any(isinstance(each, dict) for each in one)):
            yield from _all_tables_in(one, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda one: getattr(one, "stem", one))
def test_every_shipped_file_is_as_its_schema_says(kind: str, path: Path) -> None:
    assert refused(read_toml(path), schema_of(kind), schema_of(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_plain_json_and_says_of_which_draft(kind: str) -> None:
    plain = json.loads(json.dumps(schema_of(kind)))
    assert plain["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "any-id" not in json.dumps(plain)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_that_a_reader_asks_for_is_in_its_schema(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, list[str]]] = []
    usual = Table.unknown_keys

    def spy(table: Table) -> None:
        asked.append((table.where, list(table._asked)))
        usual(table)

    monkeypatch.setattr(Table, "unknown_keys", spy)
    whole = schema_of(kind)
    tables = [whole, *whole["$defs"].values()]
    for path in [path for one, path in FILES if one == kind]:
        read(kind, read_toml(path))
    assert asked or kind == "bases"
    for where, keys in asked:
        fitting = [one for one in tables if one["properties"].keys() >= set(keys) or _any_key(one)]
        assert fitting, f"{where}: {keys}"


def _any_key(table: dict[str, Any]) -> bool:
    return isinstance(table.get("additionalProperties"), dict)


@pytest.mark.parametrize(("kind", "path"), ONE_OF_EACH, ids=lambda one: getattr(one, "stem", one))
def test_an_unknown_key_is_refused_by_both(kind: str, path: Path) -> None:
    plain = read_toml(path)
    for where in tables_in(plain):
        other = copy.deepcopy(plain)
        at(other, where)["no_such_key"] = 1
        assert read(kind, other), where
        assert refused(other, schema_of(kind), schema_of(kind)), where


@pytest.mark.parametrize(("kind", "path"), ONE_OF_EACH, ids=lambda one: getattr(one, "stem", one))
@pytest.mark.parametrize("value", [[[[]]], 1e9, "", None], ids=["list", "number", "text", "missing"])
def test_what_the_schema_refuses_the_reader_refuses(kind: str, path: Path, value: Any) -> None:
    """And what is of another type altogether, or missing though it is needed, both do."""
    plain = read_toml(path)
    for where in tables_in(plain):
        for key in at(plain, where):
            other = copy.deepcopy(plain)
            if value is None:
                del at(other, where)[key]
            else:
                at(other, where)[key] = value
            by_schema = refused(other, schema_of(kind), schema_of(kind))
            by_reader = read(kind, other)
            assert not by_schema or by_reader, (where, key, by_schema)
            if value is not None:
                assert by_schema, (where, key)


@pytest.mark.parametrize(
    ("kind", "table", "told"),
    [
        ("routine", {"name": "R"}, "needs ['name', 'step']"),
        ("exercise", {"name": "E"}, "'stop_if'"),
        ("routine", {"name": "R", "step": [{"reps": 1}]}, "/step/0: needs ['exercise']"),
        (
            "routine",
            {"name": "R", "step": [{"exercise": "bridge", "rounds": 2}]},
            "rounds: nothing may be here",
        ),
        ("routine", {"name": "R", "step": [{"rounds": 2, "step": []}]}, ""),
        ("programme", {"name": "P", "session": [{"name": "S"}]}, "/session/0: needs ['step']"),
        ("programme", {"name": "P", "session": [{"step": [{"exercise": "bridge"}]}]}, "needs ['name']"),
        ("programme", {"name": "P", "session": [{"routine": "desk-five"}]}, ""),
    ],
)
def test_what_is_needed_may_depend_on_what_is_there(kind: str, table: dict[str, Any], told: str) -> None:
    found = refused(table, schema_of(kind), schema_of(kind))
    assert any(told in one for one in found) if told else found == []
