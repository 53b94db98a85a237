"""A draft written into the text of its file: what was not changed stays as somebody wrote it.

The text is cut into blocks at the headers of its tables. A step's block goes where its card goes, with the
comment right above it; in it, and in the words of the routine, TOML Kit changes the keys that changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
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


def _parsed(text: str) -> dict[str, Any]:
    """The table of a text; empty if it is none."""
    import tomllib  # as the reader of files has it

    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return {}


def _others(text: str) -> dict[str, Any]:
    """What a file says besides a routine, such as who prescribed it."""
    return {key: value for key, value in _parsed(text).items() if key not in _OF_A_ROUTINE}


def _says(text: str, draft: Draft) -> bool:
    """Whether a text reads as the draft."""
    read = draft_of(read_routine(Table(_parsed(text), []), "draft", {}))
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
    _set_steps(draft, before, rounds, cards)
    if _placed(draft) == _placed(before):
        return "".join(block.text for block in (head, *blocks))
    first = blocks.index(steps[0])
    others = [block for block in blocks[first:] if block.name not in (_STEP, _INNER)]
    order = [head, *blocks[:first], *_in_order(draft, rounds, cards), *others]
    _keep_comments(order, [head, *blocks])
    return _joined(order, [head, *blocks])


def _placed(draft: Draft) -> list[tuple[int, int]]:
    """Which cards there are, in order, each with its circuit."""
    return [(card.key, card.circuit) for card in draft.cards]


def _set_steps(
    draft: Draft, before: Draft, rounds: Mapping[int, _Block], cards: Mapping[int, _Block]
) -> None:
    """Change the keys of the steps and circuits that were there before and still are."""
    for card in draft.cards:
        if card.key in cards:
            _set_keys(cards[card.key], row_of(before.card(card.key).step), row_of(card.step))
    for number in rounds.keys() & draft.circuits.keys():
        _set_keys(rounds[number], _rounds_of(before, number), _rounds_of(draft, number))


# ---------------------------------------------------------------- blocks


def _blocks(text: str) -> list[_Block]:
    """The head of a text and its tables, one after the other; together they are the text."""
    lines, bare = text.splitlines(keepends=True), without_texts(text).splitlines()
    headers = [(number, found) for number, line in enumerate(bare) if (found := _HEADER.match(line))]
    ends = [*(number for number, _ in headers), len(lines)]
    head, lead = _cut("", [], [], lines[: ends[0]], len(headers) == 0)
    blocks = [head]
    for (start, found), end in zip(headers, ends[1:], strict=True):
        name = found[2].replace(" ", "") if found[1] == "[[" else ""
        block, lead = _cut(name, lead, lines[start : start + 1], lines[start + 1 : end], end == len(lines))
        blocks.append(block)
    return blocks


def _cut(
    name: str, lead: list[str], header: list[str], lines: list[str], last: bool
) -> tuple[_Block, list[str]]:
    """A block, and the comments at its end that belong to the header after it, if it is not the last one."""
    keys = len(lines) - len([*takewhile(_is_trivia, reversed(lines))])
    after = 0 if last else len([*takewhile(str.strip, reversed(lines[keys:]))])
    tail = len(lines) - after
    return (
        _Block(name, "".join(lead), "".join(header), "".join(lines[:keys]), "".join(lines[keys:tail])),
        lines[tail:],
    )


def _is_trivia(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _of_cards(steps: Sequence[_Block], draft: Draft) -> tuple[dict[int, _Block], dict[int, _Block]]:
    """The block of each circuit of a draft, and that of each card, by number and key."""
    heads = [one for one, after in pairwise(steps) if (one.name, after.name) == (_STEP, _INNER)]
    bodies = [block for block in steps if not any(block is head for head in heads)]
    if (len(bodies), len(heads)) != (len(draft.cards), len(draft.circuits)):
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
    gap = "\n" if _is_spaced(before) else ""
    texts = [_followed(block, gap, (id(block), id(after)) in beside).text for block, after in pairwise(order)]
    return "".join(texts) + _followed(order[-1], "", order[-1] is before[-1]).text


def _is_spaced(blocks: Sequence[_Block]) -> bool:
    """Whether somebody wrote blank lines between tables; where there is but one, they are."""
    lines = (line for block in blocks for line in block.tail.splitlines())
    return len(blocks) < 3 or any(not line.strip() for line in lines)


def _followed(block: _Block, gap: str, as_before: bool) -> _Block:
    """A block that ends with a line, and with a gap unless it is followed by what followed it before."""
    body = block.body if not block.body or block.body.endswith("\n") else f"{block.body}\n"
    if as_before:
        return replace(block, body=body)
    comment = f"{block.tail.rstrip()}\n" if block.tail.strip() else ""
    return replace(block, body=body, tail=comment + gap)


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
    for key in before.keys() - after.keys():
        if key in body:
            body.remove(key)
    for key, value in after.items():
        if before.get(key) != value:
            body[key] = value
    block.body = tomlkit.dumps(body)
