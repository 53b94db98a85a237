"""A routine on paper: what a sheet says, and where on its pages; nothing here paints.

A layout turns a sheet into pages of items, each with its place in mm from the paper's top left corner.
A painter needs to know only the items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from guided import messages, prescribed, words
from guided.library import Library
from guided.method import Phase
from guided.part import Part, breath_of, mostly_lengthens
from guided.picture import Picture
from guided.picture import Style as FigureStyle
from guided.pose import at_pose, standing_still
from guided.practitioners import own_practitioner
from guided.prescription import how_held, how_many
from guided.routine import EQUIPMENT, Exercise, Routine
from guided.settings import Settings
from guided.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase in the method strip: its `share` of the hill's width; all shares add up to 1.

    The hill goes from `low` to `high` in it, 0 at the foot and 1 at the top.
    """

    name: str
    breath: str
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One exercise on a sheet: its words, its start and its end.

    `how` says how to get into position, what to do then and what to mind, so that paper alone is enough; what
    the routine's author says of this very step stands in for the cue. `marked` names the muscles marked at
    the end, for those who cannot see the picture.
    """

    number: int
    name: str
    dose: str
    how: str
    stop_if: str
    marked: str
    start: Picture
    end: Picture


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Everything a printed routine says; `file` is the name offered for its PDF.

    `method` is how a rep goes in most exercises, empty where no method leads; `method_of` says in which
    exercises, empty where it is all of them.
    """

    file: str
    title: str
    subtitle: str
    method: tuple[Stage, ...]
    method_of: str
    blocks: tuple[Block, ...]
    safety: tuple[str, ...]
    printed: str
    caution: str
    weeks: tuple[str, ...] = ("1", "2")
    days: tuple[str, ...] = ("M", "T", "W", "T", "F", "S", "S")
    after: str = "Discomfort after, 0 to 10"


def sheet(timeline: Timeline, library: Library, settings: Settings, *, printed_on: str) -> Sheet:
    """A routine's sheet; `printed_on` is the day in words: "24 November 2026"."""
    routine = timeline.routine
    parts = [part for part in timeline.parts if part.step.round[0] == 1]
    leading = _leading(parts)
    minutes = words.say(messages.MINUTES, n=words.minutes(timeline.length_ms))
    style = FigureStyle("print", build=settings.body, hair=settings.hair)
    activity = words.activity(settings.vocabulary) if mostly_lengthens(timeline.parts) else ""
    length = words.say(messages.LENGTH_OF, minutes=minutes, activity=activity) if activity else minutes
    return Sheet(
        file=f"{routine.id}.pdf",
        title=routine.name,
        subtitle=" ".join((f"{length}. {_kit(timeline.parts)}", *_prescribed(routine))),
        method=_strip([parts[place] for place in leading], settings) if leading else (),
        method_of=_places_in_words(leading) if len(leading) < len(parts) else "",
        blocks=tuple(_block(number, part, library, style) for number, part in enumerate(parts, 1)),
        safety=tuple(filter(None, (words.STOP_IF, words.GET_HELP, own_practitioner(settings)))),
        printed=words.say(messages.PRINTED, day=printed_on),
        caution=words.NOT_A_DIAGNOSIS,
    )


def _prescribed(routine: Routine) -> tuple[str, ...]:
    """What a practitioner prescribed with the routine, and what is to be minded."""
    one = routine.prescribed
    return (prescribed.in_words(one), *filter(None, (one.notes,))) if one is not None else ()


_GHOST = 0.16  # of the start behind the end


def _kit(parts: Sequence[Part]) -> str:
    used = {thing for part in parts for thing in part.exercise.equipment}
    things = [words.KIT[thing] for thing in EQUIPMENT if thing in used]
    return words.say(messages.YOU_NEED, things=words.listed(things)) if things else "You need no equipment."


def _block(number: int, part: Part, library: Library, style: FigureStyle) -> Block:
    exercise = part.exercise
    side = part.sides[0] if len(part.sides) == 1 else "none"
    muscles = exercise.lengthens or exercise.works
    names = [library.muscles[muscle].name for muscle in muscles if muscle in library.muscles]
    rounds = words.say(messages.ROUNDS, n=part.step.round[1]) if part.step.round[1] > 1 else ""
    start = Picture(standing_still(exercise.drawing), at_pose("start"), style, mirrored=side == "left")
    return Block(
        number=number,
        name=exercise.name,
        dose=words.joined(words.limb(side, exercise.limb), how_many(part.dose), how_held(part.dose), rounds),
        how=_in_sentences(exercise.start, exercise.end, part.step.note or _cue(exercise), part.press),
        stop_if=words.say(messages.STOP_IF, signs=words.listed(exercise.stop_if, messages.LIST_OR)),
        marked=words.say(messages.MARKED, muscles=", ".join(names)) if names else "",
        start=start,
        end=replace(
            start,
            stance=at_pose("end"),
            style=replace(style, ghost=_GHOST, arrow=True),
            lengthens=muscles,
            both=exercise.both,
        ),
    )


def _cue(exercise: Exercise) -> str:
    """The first cue that says more than how the exercise begins and ends, "" if none does."""
    said = f"{exercise.start} {exercise.end}".casefold()
    return next((cue for cue in exercise.cues if cue.casefold() not in said), "")


def _in_sentences(*texts: str) -> str:
    """Texts joined, each ended like a sentence."""
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in texts if text)


def _leading(parts: Sequence[Part]) -> list[int]:
    """The places, from 0, of the exercises with the most frequent method; empty if that has under half."""
    method, count = Counter(part.method.id for part in parts).most_common(1)[0]
    return [place for place, part in enumerate(parts) if part.method.id == method and 2 * count >= len(parts)]


def _places_in_words(places: Sequence[int]) -> str:
    """Which exercises a rep goes like that in, by their numbers: "For 1, 3 to 5 and 8"; empty for none."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    named = []
    for run in runs:
        first, last = run[0] + 1, run[-1] + 1
        if last - first > 1:
            named.append(words.say(messages.RANGE, least=first, most=last))
        else:
            named += [str(place + 1) for place in run]
    return words.say(messages.FOR_PLACES, n=len(places), places=words.listed(named)) if named else ""


def _strip(played: Sequence[Part], settings: Settings) -> tuple[Stage, ...]:
    """The phases of the method that steps share, with the words, holds and efforts they agree on."""
    phases = played[0].method.phases
    called = _called(phases, played)
    one_effort = len({part.effort for part in played}) == 1
    alike = len({(part.hold_ms, part.hold_breaths) for part in played}) == 1
    breath = breath_of(settings)
    lengths = [played[0].phase_ms(phase, breath, settings.pace) for phase in phases]
    # Wide enough for its number however short the phase is.
    widths = [max(length, sum(lengths) / 9) for length in lengths]
    heights = _heights(phases)
    stages = []
    for number, (phase, name, length) in enumerate(zip(phases, called, lengths, strict=True), 1):
        said = _length(phase, length, played[0]) if alike or phase.do != "hold" else ""
        effort = played[0].effort_in(phase) if one_effort else ()
        stages.append(
            Stage(
                name=words.joined(words.say(messages.PHASE_NUMBER, number=number, phase=name), said),
                breath=words.breath(phase.breath, phase.kind, length, effort),
                share=widths[number - 1] / sum(widths),
                low=heights[number - 1],
                high=heights[number],
            )
        )
    return tuple(stages)


def _called(phases: Sequence[Phase], played: Sequence[Part]) -> tuple[str, ...]:
    """The words for phases: those of all exercises that are played by them, else the method's own."""
    words_of = {tuple(words.phase(phase.do, part.exercise.called) for phase in phases) for part in played}
    return words_of.pop() if len(words_of) == 1 else tuple(words.phase(phase.do, {}) for phase in phases)


def _length(phase: Phase, length_ms: int, part: Part) -> str:
    """The length of a phase in words."""
    if phase.do == "hold" and part.hold_breaths:
        return words.hold(0, part.hold_breaths)
    if phase.do == "hold" and part.hold_ms:
        return _seconds(part.hold_ms)
    if phase.breaths == 0.5:
        return "half a breath"
    return words.hold(0, phase.breaths) if phase.breaths else _seconds((length_ms,))


def _seconds(lengths_ms: Sequence[int]) -> str:
    """A length in words, or the first and the last of several: "2 s", "15 to 30 s"."""
    first, last = lengths_ms[0] / 1000, lengths_ms[-1] / 1000
    seconds = words.say(messages.RANGE, least=first, most=last) if first != last else f"{first:g}"
    return words.say(messages.SECONDS, n=seconds)


def _heights(phases: Sequence[Phase]) -> list[float]:
    """The height of the hill at the start of each phase and at the end of the last, 0 to 1."""
    levels = [0]
    for phase in phases:
        back = phase.to == "start" or (phase.to and phase.kind == "release")
        levels.append(0 if back else levels[-1] + 1 if phase.to else levels[-1])
    if levels[-1] and len(levels) > 2:
        levels[-1] = 0  # every repetition ends where the next one begins
    return [level / max(*levels, 1) for level in levels]


# What stands on a page, and how. Lengths and places in mm, sizes in pt.


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size in pt, weight from 400 to 800, and whether it is grey.

    The opening of a sentence that is one of `leads` is set in bold.
    """

    size: float
    weight: int = 400
    grey: bool = False
    leads: tuple[str, ...] = ()

    def leads_in(self, text: str) -> list[tuple[int, int]]:
        """Where the leads of a text begin, and how long each is."""
        opening = "|".join(map(re.escape, self.leads))
        found = re.finditer(rf"(?:^|(?<=[.!?] ))(?:{opening})", text) if opening else ()
        return [(one.start(), one.end() - one.start()) for one in found]


STYLES: Mapping[str, Style] = {
    "title": Style(25, 700),
    "subtitle": Style(11.5, grey=True),
    "field": Style(9),
    "phase": Style(9.6, 700),
    "breath": Style(9, grey=True),
    "column": Style(8.2, 600),
    "number": Style(13, 700),
    "name": Style(11.5, 700),
    "dose": Style(9.6, 600),
    "how": Style(9),
    "stop_if": Style(8.2, leads=("Stop if",)),
    "tight": Style(8.2, leads=("Stop if",)),
    "safety": Style(9, leads=("Stop if", words.EMERGENCY)),
    "foot": Style(8.2, grey=True),
}

Measure = Callable[[str, Style, float], float]
"""The height in mm of a text in a style, broken into lines of a width in mm."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text broken into lines of `width`; `align` is left, center or right."""

    x: float
    y: float
    width: float
    text: str
    style: Style
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `weight` is its thickness in mm."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float = 0.2
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """An empty rectangle with round corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    weight: float = 0.2
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Hill:
    """The hill of a rep, on its base line."""

    x: float
    y: float
    width: float
    height: float
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A figure; all of a sheet are drawn at one scale. `words` name what is marked on it."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    words: str


Item = Text | Line | Box | Hill | Figure


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper size; margins are `side` mm left and right, `edge` mm top and bottom."""

    id: str
    name: str
    width: float
    height: float
    side: float
    edge: float

    @property
    def left(self) -> float:
        """The left edge of the printed area, in mm."""
        return self.side

    @property
    def right(self) -> float:
        """The right edge of the printed area, in mm."""
        return self.width - self.side

    @property
    def bottom(self) -> float:
        """The bottom of the printed area, in mm."""
        return self.height - self.edge


PAPERS: Mapping[str, Paper] = {
    "a4": Paper("a4", "A4", 210.0, 297.0, 15.0, 15.0),
    "letter": Paper("letter", "Letter", 215.9, 279.4, 15.0, 13.0),
}


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page: its number from 1, the number of pages, and its items."""

    number: int
    of: int
    paper: Paper
    items: tuple[Item, ...]

    @property
    def words(self) -> str:
        """All that the page says and shows, a text per line, in reading order."""
        texts = (
            item.text if isinstance(item, Text) else item.words if isinstance(item, Figure) else ""
            for item in self.items
        )
        return "\n".join(filter(None, texts))


def paginate(sheet: Sheet, paper: Paper, measure: Measure, layout: str = "two-weeks") -> tuple[Page, ...]:
    """A sheet's pages, laid out in one of the `LAYOUTS`; an exercise is never split between two."""
    return LAYOUTS[layout](sheet, paper, measure)


ROWS = 8  # on a page, at most
# Eight rows share what room there is, about 24 mm each; fewer get no more than the highest.
_LOWEST_ROW, _HIGHEST_ROW = 22.0, 27.0
_AIR = 0.75  # above and below a row's words and pictures
_GAP = 3.0  # between a page's parts

# Where a row's parts begin, from the left margin; its boxes end at the right margin.
_START_AT, _END_AT, _WORDS_AT = 7.5, 41.5, 71.5
_PICTURE = 29.0  # its width
_BOX, _BOX_STEP = 4.4, 5.1
_BESIDE = ("name", "dose")  # the words that have the boxes beside them
_UNDER = 0.6  # between those and the words that go on under the boxes
_WEEK = 8.0  # the column before the boxes, with the number of the week

_HILL, _LOWEST_HILL = (46.0, 9.5), 6.0
_FIELDS = 50.0  # the width of "Name ______" and "First day ______"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The columns of a sheet on a paper, which every part keeps to."""

    sheet: Sheet
    paper: Paper
    measure: Measure

    @property
    def width(self) -> float:
        return self.paper.right - self.paper.left

    @property
    def boxes_at(self) -> float:
        return self.paper.right - (len(self.sheet.days) - 1) * _BOX_STEP - _BOX

    @property
    def boxes_height(self) -> float:
        return len(self.sheet.weeks) * _BOX_STEP - (_BOX_STEP - _BOX)

    def width_of(self, style: str) -> float:
        """The width of a row's words: name and dose stand beside the boxes, the rest runs on below them."""
        right = self.boxes_at - _WEEK - 1.0 if style in _BESIDE else self.paper.right
        return right - _WORDS_AT - self.paper.left

    def height(self, text: str, style: str, width: float) -> float:
        return self.measure(text, STYLES[style], width)


@dataclass(frozen=True, slots=True)
class _Row:
    """The row of an exercise: each text with style and height, and the row's least height.

    `beside` is the height of the part beside the boxes, `height` that of all words.
    """

    block: Block
    texts: tuple[tuple[str, str, float], ...]
    beside: float
    height: float
    least: float


def _two_weeks(sheet: Sheet, paper: Paper, measure: Measure) -> tuple[Page, ...]:
    """A row for each exercise, with a box for each day of two weeks."""
    frame = _Frame(sheet, paper, measure)
    head, top = _head(frame)
    safety_width = frame.boxes_at - _WEEK - 3.0 - paper.left
    foot_at = paper.bottom - frame.height(sheet.caution, "foot", frame.width)
    room = foot_at - 2.5 - _safety(frame, 0.0, safety_width)[1] - _GAP - top
    rows = [_row(frame, block, room) for block in sheet.blocks]
    # Words are as large as leaves the sheet on as few pages as it can be on.
    runs = min(_runs(rows, room), _runs([_tight(frame, row, room) for row in rows], room), key=len)
    pages = []
    for number, run in enumerate(runs, 1):
        items, y = list(head), top
        for row, height in zip(run, _row_heights(run, room), strict=True):
            items += _row_items(frame, row, y, height)
            y += height
            items.append(Line(paper.left, y, paper.right, y, grey=True))
        last = number == len(runs)
        items += _safety(frame, y + _GAP, safety_width if last else frame.width)[0]
        if last:
            items += _after(frame, y + _GAP)
        items += _foot(frame, foot_at, number, len(runs))
        pages.append(Page(number, len(runs), paper, tuple(items)))
    return tuple(pages)


LAYOUTS: Mapping[str, Callable[[Sheet, Paper, Measure], tuple[Page, ...]]] = {"two-weeks": _two_weeks}


def _head(frame: _Frame) -> tuple[list[Item], float]:
    """The head of every page, and where it ends."""
    paper, y = frame.paper, frame.paper.edge
    items: list[Item] = []
    beside = frame.width - _FIELDS - 5.0
    for style, text, width in (
        ("title", frame.sheet.title, beside),
        ("subtitle", frame.sheet.subtitle, frame.width),
    ):
        items.append(Text(paper.left, y, width, text, STYLES[style]))
        y += frame.height(text, style, width)
    for label, label_width, field_y in (("Name", 11.0, 0.0), ("First day", 16.0, 6.0)):
        x, line_y = paper.right - _FIELDS, paper.edge + field_y + 4.0
        items.append(Text(x, paper.edge + field_y, label_width, label, STYLES["field"]))
        items.append(Line(x + label_width, line_y, paper.right, line_y, grey=True))
    if frame.sheet.method:
        strip, y = _method_strip(frame, y + _GAP)
        items += strip
    y += 2.5
    column = STYLES["column"]
    for label, at in (("Start", _START_AT), ("End", _END_AT)):
        items.append(Text(paper.left + at, y, _PICTURE, label, column, "center"))
    items.append(Text(frame.boxes_at - 11.0, y, 10.0, "Week", column, "center"))
    for i, day in enumerate(frame.sheet.days):
        items.append(Text(frame.boxes_at + i * _BOX_STEP, y, _BOX, day, column, "center"))
    y += frame.height("Week", "column", 10.0) + 1.0
    items.append(Line(paper.left, y, paper.right, y, grey=True))
    return items, y


def _method_strip(frame: _Frame, y: float) -> tuple[list[Item], float]:
    """The hill of a rep with its phases in words beside it, and where they end."""
    paper, stages = frame.paper, frame.sheet.method
    columns = min(len(stages), 4)
    at = paper.left + _HILL[0] + 8.0
    step = (paper.right - 2.0 - at) / columns
    texts: list[Text] = []
    below = line_y = y + 3.5
    for i, stage in enumerate(stages):
        if i and i % columns == 0:
            line_y = below + 1.0
        text_y = line_y
        for style, text in (("phase", stage.name), ("breath", stage.breath)):
            texts.append(Text(at + i % columns * step, text_y, step - 2.0, text, STYLES[style]))
            text_y += frame.height(text, style, step - 2.0)
        below = max(below, text_y)
    # Which exercises it holds for stands over a hill that is lower, so that no row loses room.
    width, said = at - 4.0 - paper.left, frame.sheet.method_of
    label = frame.height(said, "column", width) if said else 0.0
    height = max(below + 3.5 - y, label + _LOWEST_HILL + 5.0, _HILL[1] + 6.0)
    hill_height = min(_HILL[1], height - label - 5.0) if said else _HILL[1]
    hill_y = y + (height - hill_height + label) / 2
    down = (y + height - 3.5 - below) / 2  # words lower than the hill stand at half its height
    return [
        Box(paper.left, y, frame.width, height, 3.5, grey=True),
        *([Text(paper.left + 4.0, y + 2.0, width, said, STYLES["column"])] if said else []),
        Hill(paper.left + 4.0, hill_y, _HILL[0], hill_height, stages),
        *(replace(text, y=text.y + down) for text in texts),
    ], y + height


def _row(frame: _Frame, block: Block, room: float) -> _Row:
    """The row of an exercise, its words smaller, or else shortened (`how` first), if a page has no room."""
    left, beside = room - 2 * _AIR, 0.0
    texts = {}
    for style in (*_BESIDE, "stop_if", "how"):
        text = _shortened(frame, getattr(block, style), style, left)
        texts[style] = (text, style, frame.height(text, style, frame.width_of(style)))
        left -= texts[style][2]
        if style == _BESIDE[-1]:
            beside = max(sum(height for _, _, height in texts.values()), frame.boxes_height) + _UNDER
            left = room - 2 * _AIR - beside
    shown = tuple(texts[style] for style in (*_BESIDE, "how", "stop_if"))
    height = beside + texts["how"][2] + texts["stop_if"][2]
    row = _Row(block, shown, beside, height, max(height + 2 * _AIR, _LOWEST_ROW))
    whole = (texts["how"][0], texts["stop_if"][0]) == (block.how, block.stop_if)
    return row if whole else _tight(frame, row, room)


def _tight(frame: _Frame, row: _Row, room: float) -> _Row:
    """A row in the smallest print, when to stop running on after how it goes.

    The row itself if a whole page has no room for that.
    """
    text = " ".join(filter(None, (row.block.how, row.block.stop_if)))
    text_height = frame.height(text, "tight", frame.width_of("tight"))
    height = row.beside + text_height
    if height + 2 * _AIR > room:
        return row
    texts = (*row.texts[: len(_BESIDE)], (text, "tight", text_height))
    return replace(row, texts=texts, height=height, least=max(height + 2 * _AIR, _LOWEST_ROW))


def _shortened(frame: _Frame, text: str, style: str, height: float) -> str:
    """As much of a text as fits, with an ellipsis if it was cut."""
    width = frame.width_of(style)
    if frame.height(text, style, width) <= height:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        half = (fits + over) // 2
        if frame.height(text[:half].rstrip() + "…", style, width) <= height:
            fits = half
        else:
            over = half
    return text[:fits].rstrip() + "…"


def _runs(rows: Iterable[_Row], room: float) -> list[list[_Row]]:
    """The rows of each page, in order: as many as fit at their least height."""
    runs: list[list[_Row]] = [[]]
    for row in rows:
        if len(runs[-1]) == ROWS or (runs[-1] and sum(r.least for r in (*runs[-1], row)) > room):
            runs.append([])
        runs[-1].append(row)
    return runs


def _row_heights(rows: Sequence[_Row], room: float) -> list[float]:
    """The height of each row: towards the highest, as far as the room allows, shared evenly."""
    wanted = [max(_HIGHEST_ROW - row.least, 0.0) for row in rows]
    spare = room - sum(row.least for row in rows)
    share = min(spare / sum(wanted), 1.0) if any(wanted) else 0.0
    return [row.least + share * more for row, more in zip(rows, wanted, strict=True)]


def _row_items(frame: _Frame, row: _Row, y: float, height: float) -> list[Item]:
    block, left, middle = row.block, frame.paper.left, y + height / 2
    number, number_height = str(block.number), frame.height(str(block.number), "number", 8.0)
    items: list[Item] = [
        Text(left, middle - number_height / 2, 8.0, number, STYLES["number"], "center"),
        *_arrow(left + (_START_AT + _PICTURE + _END_AT) / 2, middle),
    ]
    picture_height = min(height, _HIGHEST_ROW) - 2 * _AIR
    for at, picture, marked in ((_START_AT, block.start, ""), (_END_AT, block.end, block.marked)):
        items.append(
            Figure(
                x=left + at,
                y=middle - picture_height / 2,
                width=_PICTURE,
                height=picture_height,
                picture=picture,
                words=marked,
            )
        )
    top = text_y = middle - row.height / 2
    for number_of, (text, style, text_height) in enumerate(row.texts):
        if number_of == len(_BESIDE):
            text_y = top + row.beside
        items.append(Text(left + _WORDS_AT, text_y, frame.width_of(style), text, STYLES[style]))
        text_y += text_height
    return items + _week_boxes(frame, top + (row.beside - _UNDER - frame.boxes_height) / 2)


def _arrow(x: float, y: float) -> list[Item]:
    """An arrow to the right, centred at `x`, `y`."""
    tip = x + 1.6
    return [Line(x - 1.6, y, tip, y, 0.35), *(Line(tip - 1.1, y + dy, tip, y, 0.35) for dy in (-1.1, 1.1))]


def _week_boxes(frame: _Frame, y: float) -> list[Item]:
    """A line of boxes for each week, from `y` down."""
    items: list[Item] = []
    for i, week in enumerate(frame.sheet.weeks):
        box_y = y + i * _BOX_STEP
        label_y = box_y + (_BOX - frame.height(week, "column", 4.0)) / 2
        items.append(Text(frame.boxes_at - _WEEK, label_y, 4.0, week, STYLES["column"], "center"))
        items += [
            Box(frame.boxes_at + day * _BOX_STEP, box_y, _BOX, _BOX, 0.8)
            for day in range(len(frame.sheet.days))
        ]
    return items


def _safety(frame: _Frame, y: float, width: float) -> tuple[list[Item], float]:
    """The box that says when to stop and when to get help, and its height."""
    items: list[Item] = []
    text_y = y + 2.5
    for text in frame.sheet.safety:
        items.append(Text(frame.paper.left + 4.0, text_y, width - 8.0, text, STYLES["safety"]))
        text_y += frame.height(text, "safety", width - 8.0)
    height = text_y + 2.5 - y
    return [Box(frame.paper.left, y, width, height, 3.0, 0.5), *items], height


def _after(frame: _Frame, y: float) -> list[Item]:
    """Boxe for the discomfort after each day's session."""
    x = frame.boxes_at - _WEEK
    height = frame.height(frame.sheet.after, "column", frame.paper.right - x)
    heading = Text(x, y, frame.paper.right - x, frame.sheet.after, STYLES["column"])
    return [heading, *_week_boxes(frame, y + height + 1.0)]


def _foot(frame: _Frame, y: float, number: int, of: int) -> list[Item]:
    printed = frame.sheet.printed
    if of > 1:
        printed = words.say(messages.PAGE_OF, printed=printed, number=number, count=of)
    return [
        Text(frame.paper.left, y, frame.width, text, STYLES["foot"], align)
        for text, align in ((printed, "left"), (frame.sheet.caution, "right"))
    ]
