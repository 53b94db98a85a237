"""A practitioner's own words: an exercise a line, with its dose before, behind or below its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from guided import words
from guided.imports.lines import Asked, LeftOut, Line, Read, ms_of, note_of, reps_of, sets_of, text_of
from guided.imports.source import Source

_MOST_LINES = 2_000
_NEAR = 3  # lines between an exercise and its dose
_LONGEST_LINE = 1_000  # characters
_FEW_IN_BRACKETS = 3  # words that belong to the name
_FEW_WORDS = 5  # of a name with a comma in it that is a name to its end
_MOST_WORDS = 10  # of a name
_MOST_OF_TITLE = 7  # words
_PART = "\x1f"  # where a part of the dose stood

_PLAINER = str.maketrans(
    {
        "×": "x",
        "✕": "x",
        "✖": "x",
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
        "’": "'",
        "“": '"',
        "”": '"',
        "½": "0.5",
        "\t": " ",
    }
)
_COUNTED = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "sixty": "60"}
_SPELLED = re.compile(
    rf"\b({'|'.join(_COUNTED)})(?=\s+(?:sets?|reps?|repetitions?|times|x\b|seconds?|secs?|minutes?|mins?|breaths?"
    r"|(?:slow|deep|easy|long|calm|full)\s+breaths?))",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\s*(?:[-*•·▪◦‣●○✓]+|\(?\d{1,2}[.)]|[a-z][.)])\s+|^\s*\d{1,2}\s*[.)]\s*(?=[A-Za-z])")
_ALL = re.compile(
    r"\b(?:repeat|do|rest|go)\b.*\b(?:all|whole|everything|circuit|sequence|exercises|programme?)\b",
    re.IGNORECASE,
)
_DAILY = re.compile(r"\bdaily\s+(?=\w)", re.IGNORECASE)  # which may be a part of a title
_HEADING = re.compile(r"[^\d.,:;!?]+")
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:day|week)\s*\d{1,2}"
)
_WHEN = re.compile(
    rf"^\s*(?:{_WEEKDAY})(?:\s*(?:[/,&+-]|and)\s*(?:{_WEEKDAY}))*\s*(?:[:.)]\s*|-\s+)(?=\S)", re.IGNORECASE
)
_PER_SIDE = re.compile(
    r"(\d\s*(?:x|reps?|times|s|secs?|seconds?|mins?|minutes?|breaths?)?\.?)\s*/\s*"
    r"(?=(?:side|leg|arm|foot|hand|knee|hip|way|direction|ankle|shoulder|wrist)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^(?:\s*>)+\s?")

_N = r"(\d{1,4}(?:[.,]\d{1,2})?)(?:\s*(?:-|to|bis)\s*\d{1,4}(?:[.,]\d{1,2})?)?"
_S = r"(?:s|secs?|seconds?|sek|sekunden|\")(?![\w])"
_M = r"(?:m|mins?|minutes?|minuten)(?!\w)"
_UNIT = rf"({_S}|{_M})"
_REPS = r"(?:reps?|repetitions?|repeats?|times|wdh|wiederholungen)\b\.?"
_BREATHS = r"(?:(?:slow|deep|easy|long|calm|full|gentle)\s+)*breaths?\b"
_SIDED = (
    r"(?:(?:on|to|for)\s+)?(?:each|every|either|both|per|je)\s+(?:sides?|legs?|arms?|foot|feet|hands?|knees?|hips?|ways?"
    r"|directions?|ankles?|shoulders?|wrists?|seite|bein)\b(?!\s+to\b)"
    r"|\b(?:l|left)\s*(?:\+|/|&|and|und)\s*(?:r|right)\b(?:\s+sides?|\s+legs?)?"
    r"|\b(?:r|right)\s*(?:\+|/|&|and)\s*(?:l|left)\b(?:\s+sides?|\s+legs?)?"
)
_MANNER = r"slow|slowly|gentle|gently|easy|smooth|controlled|light|each|per|on"  # behind a number of reps
_NUMBERED = r"".join(
    rf"(?<!\b{word})"
    for word in "figure level phase week stage day part exercise number no step grade".split()
)  # before a number that is none of reps
_AT_ONCE = (
    r"(?:(?:on|with)\s+)?\bboth\s+(?:legs?|arms?|foot|feet|hands?|knees?|hips?|ankles?|shoulders?|wrists?)\b(?!\s+to\b)"
    r"|\bbilat(?:eral)?(?:ly)?\b|\b[bu]/l\b"
)
_DAY = r"(?:days?|daily|week|weekly|hours?|mornings?|evenings?|nights?|tag|täglich|woche)"
_OFTEN = (
    rf"(?:\b\d{{1,2}}(?:\s*(?:-|to)\s*\d{{1,2}})?\s*(?:x|times)?|\bx\s*\d{{1,2}}|\b(?:once|twice|three\s+times|two\s+times))"
    rf"\s*(?:/|per\b|an?\b|every\b|each\b|pro\b|x\b)?\s*(?:day|daily|week|weekly|hour|tag|täglich|woche|d\b)\b"
    rf"|\b(?:every|each)\s+(?:other\s+|second\s+|single\s+)?{_DAY}\b|\bdaily\b|\bam\s*(?:and|&|/|\+)\s*pm\b"
)
_NO_TITLE = re.compile(
    r"(?!\s*(?:subject|betreff):)(?:[\s#]*(?:hi|hello|dear|hey|hallo|liebe|good\s+(?:morning|evening|luck)|please|see"
    r"|keep|thanks?|best(?:\s*$|\s+wishes|\s+regards|\s+of\s+luck)|(?:kind|warm)(?:est)?\s+regards|regards|cheers"
    r"|take\s+care|yours|do|don'?t|try|call|ring|remember|make|avoid|enjoy|let|any|bitte|danke)\b"
    rf"|[\s#]*(?:{_WEEKDAY})(?:\s*(?:[/,&+-]|and)\s*(?:{_WEEKDAY}))*(?:\s+(?:mornings?|evenings?|nights?))?[\s:]*$"
    rf"|.*(?:{_OFTEN})|(?:[^#:]*\s)?(?:physio(?:therap(?:ist|y))?|clinic)\s*$)",
    re.IGNORECASE,
)
"""What greets, asks for something or takes leave; a day, how often, and the trade of who wrote it."""


def recognises(source: Source) -> bool:
    """Whether it is text, and none that is meant for a program."""
    text = source.text[:10_000].lstrip()
    return "\0" not in source.text and not text.startswith(("<", "{", "[{")) and any(map(str.isalpha, text))


def read(source: Source) -> tuple[Read, ...]:
    """Its lines as the steps of one routine."""
    mail = _Mail()
    for number, row in enumerate(source.text.split("\n")[:_MOST_LINES], 1):
        for part in _parts(_QUOTED.sub("", row[:_LONGEST_LINE])):
            if original := text_of(part, 400):
                mail.take(part, original, number)
    return (Read(mail.name, tuple(_with_headings(mail)), tuple(mail.left_out)),)


class _Mail:
    """What has been read so far."""

    def __init__(self) -> None:
        self.name = ""
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []

    def take(self, part: str, original: str, number: int) -> None:
        """Take a line: a title, an exercise, or a dose for the one above."""
        line, more = _line(part, original, number)
        self.left_out += more
        if _ALL.search(part):
            self.leave_out(line, "It is about all of them, not about one exercise.")
        elif line.name:
            self.take_named(part, line)
        elif line.asked != Asked() and self.is_near(number):
            self.lines[-1] = _with_dose(self.lines[-1], line)
        elif not more:
            self.leave_out(line, "It names no exercise.")

    def take_named(self, part: str, line: Line) -> None:
        """Take an exercise, or a title before the first one."""
        title = "" if self.name or any(one.certain for one in self.lines) else _title(part)
        if title:
            self.name = title
        else:
            self.lines.append(line)

    def leave_out(self, line: Line, why: str) -> None:
        """Note a line that cannot be taken."""
        self.left_out.append(LeftOut(line.original, line.number, why))

    def is_near(self, number: int) -> bool:
        """Whether an exercise stands close above a line."""
        return any(line.number >= number - _NEAR for line in self.lines[-1:])


def _parts(row: str) -> list[str]:
    """A row's exercises, where several with a dose each stand in it."""
    parts = row.split(";")
    return parts if len(parts) > 1 and all(any(c.isdigit() for c in part) for part in parts) else [row]


def _with_headings(mail: _Mail) -> Iterator[Line]:
    """The lines, with those marked that may be the title where nothing else gives one."""
    is_above = not mail.name and any(line.certain for line in mail.lines)
    for line in mail.lines:
        is_above = is_above and not line.certain
        yield replace(line, heading=is_above and _is_heading(line.original))


def _is_heading(row: str) -> bool:
    """Whether a line is as short as a title, and neither a sentence nor anything else that is none."""
    is_short = len(row.split()) <= _MOST_OF_TITLE
    return is_short and _HEADING.fullmatch(row) is not None and not _is_no_title(row)


def _is_no_title(row: str) -> bool:
    """Whether a line greets, asks for something or takes leave, or is a day, how often or a trade."""
    return _NO_TITLE.match(_DAILY.sub("", row)) is not None


def _title(row: str) -> str:
    """The name of a routine that a heading gives, before the first exercise."""
    found = re.match(r"\s*(?:#+\s*(.+)|(?:subject|betreff):\s*(.+)|([^:]{3,60}):\s*)$", row, re.IGNORECASE)
    if not found or _is_no_title(row):
        return ""
    title = text_of(found[1] or found[2] or found[3])
    if title[:1].islower():  # the end of a sentence, such as "as discussed, your exercises:"
        title = words.sentence(title.rpartition(",")[2].strip())
    return title if len(title.split()) <= _MOST_OF_TITLE else ""


def _line(row: str, original: str, number: int) -> tuple[Line, list[LeftOut]]:
    """An exercise with its dose, either of which may be missing, and what of it is left out."""
    text = plainer(row)
    listed = _LISTED.match(text)
    text, left_out = _without_others(_WHEN.sub("", _LISTED.sub("", text, count=1)), number)
    asked, text = dose_in(text)
    name, note = _name_and_note(text)
    certain = _is_short(name) and (listed is not None or asked != Asked())
    return Line(name, original, number, replace(asked, note=note), certain=certain), left_out


def plainer(row: str) -> str:
    """A row with plain signs, and with figures for numbers."""
    return _SPELLED.sub(lambda word: _COUNTED[word[1].casefold()], row.translate(_PLAINER))


def _without_others(text: str, number: int) -> tuple[str, list[LeftOut]]:
    """A text without what has no place in a routine, and that."""
    left_out = []
    for pattern, why in _NOT_TAKEN:
        if found := pattern.search(text):
            left_out.append(LeftOut(found[0].strip(), number, why))
            text = pattern.sub(_PART, text)
    return text, left_out


def dose_in(text: str) -> tuple[Asked, str]:
    """The dose in a line, and the line without it."""
    asked, text = Asked(), _PER_SIDE.sub(r"\1 per ", text)
    for pattern, take in _RULES:
        found = pattern.search(text)
        taken = take(asked, found) if found else None
        if found and taken:
            asked, text = taken, f"{text[: found.start()]}{_PART}{text[found.end() :]}"
    return asked, text


def _is_short(name: str) -> bool:
    return len(name.split()) <= _MOST_WORDS


def _with_dose(above: Line, line: Line) -> Line:
    """A line with what the dose below it says and it does not."""
    said = {
        key: value for key in _DOSE if (value := getattr(line.asked, key)) and not getattr(above.asked, key)
    }
    original = f"{above.original} / {line.original}"
    asked = replace(above.asked, **said)
    return replace(above, original=original, asked=asked, certain=above.certain or _is_short(above.name))


_DOSE = ("sets", "reps", "hold_ms", "breaths", "time_ms", "rest_ms", "sides")


# ---------------------------------------------------------------- the dose


def _number(text: str | None) -> float:
    return float((text or "0").replace(",", "."))


def _time(number: str | None, unit: str | None) -> int:
    return ms_of(_number(number), 60_000 if (unit or "").casefold().startswith("m") else 1000)


def _take_hold(asked: Asked, found: re.Match[str]) -> Asked | None:
    if "breath" in found[0].casefold():
        return _take_breaths(asked, found)
    ms = _time(found[1], found[2])
    return replace(asked, hold_ms=ms) if ms else None


def _take_breaths(asked: Asked, found: re.Match[str]) -> Asked | None:
    number = _number(found[1])
    return replace(asked, breaths=number) if 0.5 <= number <= 60 else None


def _take_rest(asked: Asked, found: re.Match[str]) -> Asked | None:
    ms = _time(found[1], found[2])
    return replace(asked, rest_ms=ms) if ms else None


def _take_sets_of_time(asked: Asked, found: re.Match[str]) -> Asked | None:
    sets, ms = sets_of(_number(found[1])), _time(found[2], found[3])
    return replace(asked, sets=sets, time_ms=ms) if sets and ms else None


def _take_time_by_sets(asked: Asked, found: re.Match[str]) -> Asked | None:
    sets, ms = sets_of(_number(found[3])), _time(found[1], found[2])
    return replace(asked, sets=sets, time_ms=ms) if sets and ms else None


def _take_sets_of_breaths(asked: Asked, found: re.Match[str]) -> Asked | None:
    sets, breaths = sets_of(_number(found[1])), _number(found[2])
    return replace(asked, sets=sets, breaths=breaths) if sets and 0.5 <= breaths <= 60 else None


def _take_sets_of_reps(asked: Asked, found: re.Match[str]) -> Asked | None:
    sets, reps = _number(found[1]), _number(found[2])
    if sets > 6 and reps <= 5:  # ten times, three sets
        sets, reps = reps, sets
    taken = sets_of(sets), reps_of(reps)
    return replace(asked, sets=taken[0], reps=taken[1]) if all(taken) else None


def _take_sets(asked: Asked, found: re.Match[str]) -> Asked | None:
    sets = sets_of(_number(found[1] or found[2]))
    return replace(asked, sets=sets) if sets and not asked.sets else None


def _take_reps(asked: Asked, found: re.Match[str]) -> Asked | None:
    reps = reps_of(_number(next(filter(None, found.groups()), None)))
    if not reps or asked.reps:
        return None
    # Held or timed and so many times over: those are its sets.
    return (
        replace(asked, sets=sets_of(reps)) if asked.time_ms and not asked.sets else replace(asked, reps=reps)
    )


def _take_time(asked: Asked, found: re.Match[str]) -> Asked | None:
    ms = _time(found[1], found[2])
    return replace(asked, time_ms=ms) if ms and not asked.time_ms and not asked.hold_ms else None


def _take_twice(asked: Asked, found: re.Match[str]) -> Asked | None:
    times = 2 if found[0].casefold().endswith("twice") else 1
    return replace(asked, sets=times) if not asked.sets and not asked.reps else None


def _alternating(asked: Asked, _: re.Match[str]) -> Asked:
    return replace(asked, sides="alternate")


def _each_side(asked: Asked, _: re.Match[str]) -> Asked:
    return replace(asked, sides=asked.sides or "each")


def _both_sides(asked: Asked, _: re.Match[str]) -> Asked:
    return replace(asked, sides=asked.sides or "both")


def _take_reps_of_sets(asked: Asked, found: re.Match[str]) -> Asked | None:
    reps, sets = reps_of(_number(found[1])), sets_of(_number(found[2]))
    return replace(asked, sets=sets, reps=reps) if sets and reps else None


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NOT_TAKEN = (
    (_rule(_OFTEN), "How often a day or a week is not part of a routine. Settings can remind you."),
    (_rule(r"@?\s*\b\d{1,3}(?:[.,]\d)?\s*(?:kg|kgs|lbs?|pounds)\b"), "Weights are not counted here."),
)
"""What has no place in a routine, and why."""

_RULES: tuple[tuple[re.Pattern[str], Callable[[Asked, re.Match[str]], Asked | None]], ...] = (
    (
        _rule(
            rf"\b(?:rest|pause|break)s?\s*(?:for|of|:|=)?\s*{_N}\s*{_UNIT}?"
            r"(?:\s*(?:in\s+)?between(?:\s+\w+)?)?"
        ),
        _take_rest,
    ),
    (
        _rule(rf"{_N}\s*-?{_UNIT}\s*(?:rest|pause|break)\b(?:\s*(?:in\s+)?between(?:\s+\w+)?)?"),
        _take_rest,
    ),
    (
        _rule(
            r"\b(?:hold(?:ing|s)?|held|keep|stay|halten)\s*(?:it|this|each|them|there|the\s+\w+|at\s+the\s+top|for|up\s+to|of|time"
            rf"|:|=|\s)*{_N}\s*(?:{_UNIT}|{_BREATHS})?(?:\s*each)?"
        ),
        _take_hold,
    ),
    (_rule(rf"{_N}\s*(?:x|sets?(?:\s+of)?|\*)\s*{_N}\s*{_BREATHS}"), _take_sets_of_breaths),
    (
        _rule(rf"{_N}\s*(?:x|sets?\s*(?:of|x|,)?|\*)\s*{_N}\s*-?{_UNIT}(?:\s*-?\s*holds?)?"),
        _take_sets_of_time,
    ),
    (
        _rule(rf"{_N}\s*{_UNIT}\s*-?\s*(?:holds?)?\s*,?\s*(?:x|\*)\s*(\d{{1,2}})\b(?:\s*(?:sets?|{_REPS}))?"),
        _take_time_by_sets,
    ),
    (_rule(rf"{_N}\s*-?\s*{_UNIT}\s*-?\s*(?:holds?|pause|halten|each\s+time|at\s+the\s+top)\b"), _take_hold),
    (_rule(rf"{_N}\s*{_BREATHS}"), _take_breaths),
    (
        _rule(rf"{_N}\s*(?:x|sets?\s*(?:of|x|,|@)?|\*)\s*{_N}(?:\s*x(?=\s|$))?(?:\s*{_REPS})?"),
        _take_sets_of_reps,
    ),
    (_rule(rf"{_N}\s*{_REPS}\s*(?:,|x|for|in)?\s*(\d{{1,2}})\s*sets?\b"), _take_reps_of_sets),
    (_rule(r"\bsets?\s*[:=]\s*(\d{1,2})|\b(\d{1,2})\s*(?:sets?|sätze|runden)\b"), _take_sets),
    (_rule(rf"\b(?:for\s+|about\s+|ca\.?\s*)?{_N}\s*-?{_UNIT}(?:\s*each(?!\s+\w))?"), _take_time),
    (
        _rule(
            rf"\breps?\s*[:=]\s*{_N}|(?:\brepeat\s+|\bdo\s+)?{_N}\s*{_REPS}|\bx\s*{_N}\b|\b{_N}\s*x(?=\W|$)"
        ),
        _take_reps,
    ),
    (_rule(r"^\s*(?:please\s+)?(?:do\s+)?(\d{1,3})\s+(?=[a-z])"), _take_reps),
    (
        _rule(
            rf"(?<=[a-z]){_NUMBERED}[\s,:]+(\d{{1,3}})(?:\s*-\s*\d{{1,3}})?"
            rf"(?=\s*(?:$|[,.;({_PART}]|(?:{_MANNER})\b))"
        ),
        _take_reps,
    ),
    (_rule(r"\b(?:repeat|do(?: this)?)\s+(?:once|twice)|\btwice\b"), _take_twice),
    (_rule(r"\balternat(?:e|es|ing|ely)\b(?:\s+(?:sides?|legs?|arms?|left\s+and\s+right))?"), _alternating),
    (_rule(_AT_ONCE), _both_sides),
    (_rule(_SIDED), _each_side),
    (_rule(rf"(?<={_PART})\s*,?\s*each(?=\s*(?:$|[,.;({_PART}]))"), _each_side),
)
"""Parts of a dose, the longer ones first, and what each says."""


# ---------------------------------------------------------------- the name

_FILLER = re.compile(
    r"^(?:please|then|and|also|next|now|do|try|perform|complete|of|some|the|your|my|exercise\s*\d*|with|for|x|set|sets|"
    r"reps?)\b[\s:.,]*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\b(?:of|for|with|and|x|then|at|to|on|a|per|do|repeat|by|the|up to)|[\s,;:.()\[\]/@|=~+*&-])+$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_COLON = re.compile(r":\s")
_BREAK = re.compile(r"\s-\s|[;:]\s|\.\s+(?=[A-Z])|,\s")


def _name_and_note(text: str) -> tuple[str, str]:
    """The first words between the parts of a dose, and what is said besides."""
    notes: list[str] = []

    def aside(found: re.Match[str]) -> str:
        words = found[1].replace(_PART, " ").strip(" ,;.")
        if len(words.split()) <= _FEW_IN_BRACKETS:
            return f" {found[1]} "
        notes.append(words)
        return _PART

    segments = [*filter(text_of, map(_trimmed, _ASIDE.sub(aside, text).split(_PART))), ""]
    name, more = _parted(segments[0])
    return text_of(name), note_of(". ".join(filter(text_of, [more, *segments[1:], *notes])))


def _parted(name: str) -> tuple[str, str]:
    """A name and what stands behind it; a comma is a part of a short one."""
    breaks = _BREAK if len(name.split()) > _FEW_WORDS else _COLON
    cut = breaks.search(name)
    return (_trimmed(name[: cut.start()]), name[cut.end() :]) if cut else (name, "")


def _trimmed(text: str) -> str:
    """Words without what led from or to a part of the dose."""
    text = text.strip(" ,;:.-–/|=~+*&()[]@\"'")
    while (shorter := _FILLER.sub("", text, count=1)) != text and shorter:
        text = shorter
    return _TRAILING.sub("", text).strip()
