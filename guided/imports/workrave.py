"""Workrave: the exercises of its breaks, each with pictures that take turns for a while."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from guided import messages, words
from guided.imports.lines import Asked, LeftOut, Line, NotImported, Read, ms_of, note_of, text_of
from guided.imports.source import Source

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCUMENT_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(r"<exercises[\s>/]")


def recognises(source: Source) -> bool:
    """Whether it is an XML of exercises."""
    head = source.text[:20_000].lstrip()
    return head.startswith("<") and _ROOT.search(head) is not None


def read(source: Source) -> tuple[Read, ...]:
    """All of its exercises as one routine. Raises NotImported."""
    exercises = _parsed(source).findall("exercise")
    named = [(text_of(_english(one, "title")), one) for one in exercises]
    lines = tuple(_line(name, one) for name, one in named if name)
    return (Read("", lines, (LeftOut("", 0, "An exercise without a title."),) * (len(named) > len(lines))),)


def _parsed(source: Source) -> ElementTree.Element:
    refused = NotImported(words.say(messages.NOT_WHOLE, file=source.name, what="Workrave"))
    # What a document type may declare can grow without end, and no such file needs one.
    if _DOCUMENT_TYPE.search(source.data):
        raise refused
    try:
        return ElementTree.fromstring(source.data)
    except (ElementTree.ParseError, ValueError, RecursionError, LookupError) as error:
        raise refused from error


def _line(name: str, exercise: ElementTree.Element) -> Line:
    """An exercise whose pictures take turns; with a mirrored one the time is that of both sides together."""
    images = exercise.findall("sequence/image")
    is_mirrored = any(image.get("mirrorx") == "yes" for image in images)
    sequence = exercise.find("sequence")
    ms = 0 if sequence is None else ms_of(_number(sequence.get("duration", "")))
    note = note_of(_english(exercise, "description"))
    asked = Asked(time_ms=ms, note=note)
    if is_mirrored:
        asked = Asked(time_ms=ms // 2, note=note, sides="each")
    return Line(name, words.say(messages.STEP_FOR, name=name, time=words.exactly(ms)), 0, asked)


def _english(exercise: ElementTree.Element, tag: str) -> str:
    """The text of a tag that names no language, which is the English one."""
    found = next((one for one in exercise.findall(tag) if _LANGUAGE not in one.attrib), None)
    return "" if found is None else "".join(found.itertext())


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
