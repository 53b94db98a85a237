"""The commands that take routines from other programs and hand them over: what they print and write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from guided import messages, words
from guided.exports.formats import Format, export
from guided.imports.drafts import Draft, Made, Row, draft, made, save
from guided.imports.formats import Found, read
from guided.imports.lines import LeftOut, NotImported
from guided.library import Library
from guided.matching import names_of
from guided.part import Part
from guided.paths import replacing
from guided.prescription import in_a_line
from guided.routine import Routine
from guided.settings import Settings
from guided.sharing import ENDING, to_toml
from guided.terminal import complain, hand_out, say
from guided.timeline import length_ms

_LESS_SURE = 3  # other exercises that are named


class Saved(NamedTuple):
    """Where routines are saved; nowhere without a `folder`.

    `own` says that it is the person's folder; else each routine is one file there, whole in itself.
    """

    folder: Path | None
    own: bool = True

    def save(self, whole: Made) -> Path | None:
        """Save a routine, and return where. Raises OSError."""
        if self.folder is None:
            return None
        return save(whole, self.folder) if self.own else _save_whole(whole, self.folder)


def export_routine(
    library: Library, routine: Routine, settings: Settings, known: Format, out: Path | None
) -> None:
    """Write a routine in a format to a file, or print it, and say what the format has no place for.

    Raises GuidedError and OSError.
    """
    if out is None:
        hand_out(known.write(library, routine, settings))
    else:
        export(library, routine, settings, known, out)
        say(words.say(messages.IS_IN_FILE, name=routine.name, file=out))
    if known.lacks:
        complain(known.lacks)


def import_routines(
    data: bytes, name: str, library: Library, settings: Settings, saved: Saved, as_json: bool
) -> None:
    """Take the routines in a file, save each and print what became of every line of it.

    Raises NotImported, before anything is saved, and OSError.
    """
    found = read(data, name)
    rows = [
        _told(one, whole, length_ms(whole.routine, whole.library, settings), saved.save(whole))
        for one, whole in _all_made(found, name, library)
    ]
    if as_json:
        say(json.dumps({"format": found.format.id, "routines": rows}, indent=1, ensure_ascii=False))
    else:
        for line in (line for row in rows for line in _lines(row)):
            say(line)


def _all_made(found: Found, name: str, library: Library) -> list[tuple[Draft, Made]]:
    """Every routine of a file, each with the library that has those before it. Raises NotImported."""
    names, pairs = names_of(library), list[tuple[Draft, Made]]()
    for one in (draft(each, library, names) for each in found.reads):
        if one.rows:
            pairs.append((one, made(one, pairs[-1][1].library if pairs else library)))
    if not pairs:
        raise NotImported(words.say(messages.NOTHING_TO_IMPORT, file=name))
    return pairs


def _save_whole(made: Made, folder: Path) -> Path:
    """Write a routine with the movements it needs as one file. Raises OSError."""
    carried = {"exercises": dict(made.exercises)} if made.exercises else {}
    folder.mkdir(parents=True, exist_ok=True)
    names = (f"{made.routine.id}{ending}{ENDING}" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
    path = next(path for path in map(folder.__truediv__, names) if not path.exists())
    with replacing(path) as file:
        file.write(to_toml({**made.table, **carried}).encode())
    return path


def _told(one: Draft, whole: Made, length: int, path: Path | None) -> dict[str, Any]:
    """What became of a routine: each line's exercise, how sure that is, and what was left out."""
    parts = (part for part in whole.library.parts(whole.routine) if part.step.round[0] == 1)
    return {
        "id": whole.routine.id,
        "name": whole.routine.name,
        "length": words.session(length),
        "length_ms": length,
        "saved": str(path) if path else None,
        "steps": list(map(_step_told, one.rows, parts)),
        "left_out": list(map(_left_out_told, one.left_out)),
    }


def _left_out_told(out: LeftOut) -> dict[str, Any]:
    return {"line": out.number, "original": out.original, "why": out.why}


def _step_told(row: Row, part: Part) -> dict[str, Any]:
    return {
        "line": row.line.number,
        "original": row.line.original,
        "exercise": part.exercise.id,
        "name": part.exercise.name,
        "own": not row.exercise,
        "sureness": row.sureness,
        "method": part.method.id,
        "dose": in_a_line(part.dose),
        "rounds": part.step.round[1],
        "others": [match._asdict() for match in row.found if match.exercise != row.exercise][:_LESS_SURE],
    }


def _lines(row: dict[str, Any]) -> Iterator[str]:
    """What became of a routine, to be read."""
    many = words.say(messages.EXERCISES, n=len(row["steps"]))
    yield f"{row['name']} ({row['id']}), {words.joined(row['length'], many)}"
    for step in row["steps"]:
        yield from _lines_of_step(step)
    for out in row["left_out"]:
        yield words.say(messages.LEFT_OUT_LINE, line=out["line"] or "-", text=out["original"], why=out["why"])
    yield words.say(messages.SAVED_AS, file=row["saved"]) if row["saved"] else "Nothing was saved."


def _lines_of_step(step: dict[str, Any]) -> Iterator[str]:
    """What was written, and below it what it is taken for and how sure that is."""
    sure = "own" if step["own"] else words.say(messages.SHARE, share=round(100 * step["sureness"]))
    yield f"{step['line'] or '':>5}  {step['original']}"
    rounds = words.say(messages.ROUNDS, n=step["rounds"]) if step["rounds"] > 1 else ""
    yield f"{sure:>12}  {step['name']}: {words.joined(*filter(None, (step['dose'], rounds)))}"
