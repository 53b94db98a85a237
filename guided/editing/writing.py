"""A draft written into the text of its file: what was not changed stays as somebody wrote it.

The text is cut into blocks at the headers of its tables. A step's block goes where its card goes, with the
comment right above it; in it, and in the words of the routine, TOML Kit changes the keys that changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from guided.editing.draft import Draft, draft_of, routine_of, runs_of, table_of
from guided.reading import Table, without_texts
from guided.routine import read_routine, row_of
from guided.sharing import to_toml

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w. -]+?)\s*\]")
_STEP, _INNER = "step", "step.step"
_WORDS = ("name", "goal", "for", "regions", "suggest")
_OF_A_ROUTINE = (*_WORDS, "step", "exercises", "methods")
_MARK = "\ufeff"


@dataclass(slots=True)
class _Block:
    """The lines of a table: comments right above its header, the header, the keys, and what follows them."""

    name: str
    lead: str = ""
    header: str = ""
    body: str = ""
    tail: str = ""

    @property
    def text(self) -> str:
        return self.lead + self.header + self.body + self.tail


def written(draft: Draft, text: str, before: Draft) -> str:
    """The text of a file, with a draft in place of the one `before` that was read from it.

    An empty text is written anew, and so is one whose form leaves no way to change only what changed.
    """
    if draft == before and text:
        return text
    mark, text = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
    windows = "\r\n" in text and "\n" not in text.replace("\r\n", "")
    made = _rewritten(draft, text.replace("\r\n", "\n") if windows else text, before) if text.strip() else ""
    if not _says(made, draft):
        made = to_toml({**_others(text), **table_of(draft)})
    return mark + (made.replace("\n", "\r\n") if windows else made)


def _others(text: str) -> dict[str, Any]:
    """What a file says besides a routine, such as who prescribed it."""
    import tomllib  # as the reader of files has it

    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in table.items() if key not in _OF_A_ROUTINE}


def _says(text: str, draft: Draft) -> bool:
    """Whether a text reads as the draft."""
    import tomllib  # as the reader of files has it

    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return False
    read = draft_of(read_routine(Table(table, []), "draft", {}))
    return _content(read) == _content(draft)


def _content(draft: Draft) -> tuple[object, ...]:
    """All that a draft says, whatever its keys."""
    words = (draft.name, draft.goal, draft.for_whom, draft.regions, draft.suggest)
    return (*words, routine_of(draft).steps, dict(draft.carried))


def _rewritten(draft: Draft, text: str, before: Draft) -> str:
    """The text with what changed; empty where the steps are written in a form that has no blocks."""
    head, *blocks = _blocks(text)
    steps = [block for block in blocks if block.name in (_STEP, _INNER)]
    rounds, cards = _of_cards(steps, before)
    if len(cards) != len(before.cards) or len(rounds) != len(before.circuits):
        return ""
    _set_keys(head, _words_of(before), _words_of(draft))
    here = {card.key: card for card in before.cards}
    for card in draft.cards:
        if card.key in cards:
            _set_keys(cards[card.key], row_of(here[card.key].step), row_of(card.step))
    for number, block in rounds.items():
        if number in draft.circuits:
            _set_keys(block, _rounds_of(before, number), _rounds_of(draft, number))
    if [(c.key, c.circuit) for c in draft.cards] == [(c.key, c.circuit) for c in before.cards]:
        return "".join(block.text for block in (head, *blocks))
    first = blocks.index(steps[0])
    others = [block for block in blocks[first:] if block.name not in (_STEP, _INNER)]
    order = [head, *blocks[:first], *_in_order(draft, rounds, cards), *others]
    _keep_comments(order, [head, *blocks])
    return _joined(order, [head, *blocks])


# ---------------------------------------------------------------- blocks


def _blocks(text: str) -> list[_Block]:
    """The head of a text and its tables, one after the other; together they are the text."""
    lines, bare = text.splitlines(keepends=True), without_texts(text).splitlines()
    found = [number for number, line in enumerate(bare) if _HEADER.match(line)]
    blocks, lead_from = [], 0
    for number, (start, end) in enumerate(zip([-1, *found], [*found, len(lines)], strict=True)):
        keys_end = end
        while keys_end > start + 1 and _is_trivia(lines[keys_end - 1]):
            keys_end -= 1
        next_lead = end
        while end < len(lines) and next_lead > keys_end and lines[next_lead - 1].strip():
            next_lead -= 1
        match = _HEADER.match(bare[start]) if number else None
        name = match[2].replace(" ", "") if match and match[1] == "[[" else ""
        blocks.append(
            _Block(
                name,
                "".join(lines[lead_from:start]) if number else "",
                lines[start] if number else "",
                "".join(lines[start + 1 : keys_end]),
                "".join(lines[keys_end:next_lead]),
            )
        )
        lead_from = next_lead
    return blocks


def _is_trivia(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _of_cards(steps: Sequence[_Block], draft: Draft) -> tuple[dict[int, _Block], dict[int, _Block]]:
    """The block of each circuit of a draft, and that of each card, by number and key."""
    heads = [block for block, after in pairwise(steps) if block.name == _STEP and after.name == _INNER]
    bodies = [block for block in steps if not any(block is head for head in heads)]
    if len(bodies) != len(draft.cards) or len(heads) != len(draft.circuits):
        return {}, {}
    rounds = dict(zip(sorted(draft.circuits), heads, strict=True))
    return rounds, {card.key: block for card, block in zip(draft.cards, bodies, strict=True)}


def _in_order(draft: Draft, rounds: Mapping[int, _Block], cards: Mapping[int, _Block]) -> list[_Block]:
    """The blocks of a draft's steps; new ones for new cards."""
    blocks = []
    for circuit, group in runs_of(draft):
        if circuit:
            blocks.append(rounds.get(circuit) or _new(_STEP, _rounds_of(draft, circuit)))
        for card in group:
            name = _INNER if circuit else _STEP
            blocks.append(
                _named(cards[card.key], name) if card.key in cards else _new(name, row_of(card.step))
            )
    return blocks


def _new(name: str, row: Mapping[str, Any]) -> _Block:
    return _Block(name, "", f"[[{name}]]\n", to_toml(row))


def _named(block: _Block, name: str) -> _Block:
    """A block with another header, in place: a step that joined a circuit, or left it."""
    if block.name != name:
        block.header = _HEADER.sub(lambda found: found[0].replace(found[2], name), block.header, count=1)
        block.name = name
    return block


def _keep_comments(order: Sequence[_Block], before: Sequence[_Block]) -> None:
    """Put comments that stand by themselves after what is gone behind what came before it."""
    there = {id(block) for block in order}
    last = before[0]
    for block in before:
        if id(block) in there:
            last = block
        elif block.tail.strip():
            above = last.tail.rstrip("\n") + "\n" if last.tail.strip() else ""
            last.tail = f"{above}\n{block.tail.strip()}\n\n"


def _joined(order: Sequence[_Block], before: Sequence[_Block]) -> str:
    """The text of blocks; where others are next to each other than before, a blank line is in between."""
    beside = {(id(one), id(other)) for one, other in pairwise(before)}
    spaced = len(before) < 3 or any(not line.strip() for one in before for line in one.tail.splitlines())
    texts = []
    for block, after in zip(order, [*order[1:], None], strict=True):
        made = copy(block)
        if made.body and not made.body.endswith("\n"):
            made.body += "\n"
        if after is None and block is not before[-1]:
            made.tail = made.tail.rstrip() + "\n" if made.tail.strip() else ""
        elif after is not None and (id(block), id(after)) not in beside:
            made.tail = (
                made.tail.rstrip("\n") + ("\n" if made.tail.strip() else "") + ("\n" if spaced else "")
            )
        texts.append(made.text)
    return "".join(texts)


# ---------------------------------------------------------------- keys


def _words_of(draft: Draft) -> dict[str, Any]:
    table = table_of(draft)
    return {key: table[key] for key in _WORDS if key in table}


def _rounds_of(draft: Draft, circuit: int) -> dict[str, Any]:
    rounds, rest_ms = draft.circuits[circuit]
    rest = rest_ms / 1000 if rest_ms % 1000 else rest_ms // 1000
    return {"rounds": rounds, **({"rest": rest} if rest_ms else {})}


def _set_keys(block: _Block, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Set the keys of a block that differ, and take away those that are gone."""
    if before == after:
        return
    import tomlkit

    body = tomlkit.parse(block.body)
    for key in before.keys() | after.keys():
        if key not in after:
            body.remove(key) if key in body else None
        elif key not in before or before[key] != after[key]:
            body[key] = after[key]
    block.body = tomlkit.dumps(body)
