"""As much of JSON Schema (draft 2020-12) as the schemas of Guided's files use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

Schema = Any
_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str | date),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
_SAID = {
    "$schema",
    "$defs",
    "title",
    "default",
    "format",
    "then",
    "else",
}  # no rules, or of those beside them


def refused(value: Any, schema: Schema, whole: Schema, where: str = "") -> list[str]:
    """Where a value breaks a schema, and the rule it breaks there."""
    if isinstance(schema, bool):
        return [] if schema else [f"{where}: nothing may be here"]
    return [
        one
        for rule in schema.keys() - _SAID
        for one in _CHECKS[rule](value, schema[rule], schema, whole, where)
    ]


def _ok(value: Any, schema: Schema, whole: Schema) -> bool:
    return not refused(value, schema, whole)


def _says(rule: str, holds: Callable[[Any, Any], bool]) -> Any:
    def check(value: Any, told: Any, _: Schema, __: Schema, where: str) -> Iterator[str]:
        if not holds(value, told):
            yield f"{where}: {rule} {told}"

    return check


def _properties(value: Any, told: Schema, _: Schema, whole: Schema, where: str) -> Iterator[str]:
    for key in told.keys() & value.keys() if isinstance(value, dict) else ():
        yield from refused(value[key], told[key], whole, f"{where}/{key}")


def _patterns(value: Any, told: Schema, _: Schema, whole: Schema, where: str) -> Iterator[str]:
    for pattern, rule in told.items():
        for key in value if isinstance(value, dict) else ():
            if re.search(pattern, key):
                yield from refused(value[key], rule, whole, f"{where}/{key}")


def _others(value: Any, told: Schema, schema: Schema, whole: Schema, where: str) -> Iterator[str]:
    patterns = schema.get("patternProperties", ())
    for key in value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ():
        if not any(re.search(pattern, key) for pattern in patterns):
            yield from refused(value[key], told, whole, f"{where}/{key}")


def _items(value: Any, told: Schema, schema: Schema, whole: Schema, where: str) -> Iterator[str]:
    for i, one in enumerate(value if isinstance(value, list) else ()):
        if i >= len(schema.get("prefixItems", ())):
            yield from refused(one, told, whole, f"{where}/{i}")


def _first_items(value: Any, told: Schema, _: Schema, whole: Schema, where: str) -> Iterator[str]:
    for one, rule in zip(value if isinstance(value, list) else (), told, strict=False):
        yield from refused(one, rule, whole, f"{where}/0")


def _contains(value: Any, told: Schema, schema: Schema, whole: Schema, where: str) -> Iterator[str]:
    many = sum(_ok(one, told, whole) for one in (value if isinstance(value, list) else ()))
    if isinstance(value, list) and not 1 <= many <= schema["maxContains"]:
        yield f"{where}: contains {told}"


def _any(value: Any, told: Schema, _: Schema, whole: Schema, where: str) -> Iterator[str]:
    if not any(_ok(value, one, whole) for one in told):
        yield f"{where}: none of several ways"


def _all(value: Any, told: Schema, _: Schema, whole: Schema, where: str) -> Iterator[str]:
    for one in told:
        yield from refused(value, one, whole, where)


def _if(value: Any, told: Schema, schema: Schema, whole: Schema, where: str) -> list[str]:
    return refused(value, schema["then" if _ok(value, told, whole) else "else"], whole, where)


def _ref(value: Any, told: str, _: Schema, whole: Schema, where: str) -> list[str]:
    return refused(value, whole["$defs"][told.removeprefix("#/$defs/")], whole, where)


def _same(value: Any, one: Any) -> bool:
    return type(value) is type(one) and value == one


_CHECKS: Mapping[str, Any] = {
    "type": _says("is no", lambda value, told: _TYPES[told](value)),
    "enum": _says("is none of", lambda value, told: any(_same(value, one) for one in told)),
    "minimum": _says("is under", lambda value, told: not _TYPES["number"](value) or value >= told),
    "maximum": _says("is over", lambda value, told: not _TYPES["number"](value) or value <= told),
    "minLength": _says("is under", lambda value, told: not isinstance(value, str) or len(value) >= told),
    "maxLength": _says("is over", lambda value, told: not isinstance(value, str) or len(value) <= told),
    "pattern": _says(
        "is not like", lambda value, told: not isinstance(value, str) or bool(re.search(told, value))
    ),
    "minItems": _says("has under", lambda value, told: not isinstance(value, list) or len(value) >= told),
    "maxItems": _says("has over", lambda value, told: not isinstance(value, list) or len(value) <= told),
    "maxProperties": _says("has over", lambda value, told: not isinstance(value, dict) or len(value) <= told),
    "required": _says("needs", lambda value, told: not isinstance(value, dict) or value.keys() >= set(told)),
    "properties": _properties,
    "patternProperties": _patterns,
    "additionalProperties": _others,
    "items": _items,
    "prefixItems": _first_items,
    "contains": _contains,
    "maxContains": lambda *_: (),
    "anyOf": _any,
    "allOf": _all,
    "if": _if,
    "$ref": _ref,
}
