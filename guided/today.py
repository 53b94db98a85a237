"""One session to suggest today, from what was done, what is planned and what hurts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from guided import messages, words
from guided import programme as programmes
from guided.library import Library
from guided.programme import Followed, Programme
from guided.routine import Exercise, Routine
from guided.safety import GENTLE, STOP_FROM, fit, matching, way_around

SHORT_MINUTES = (2, 5, 8)
"""The times that somebody who is short of it may have."""

_USUAL_MINUTES = 12  # of a session, for somebody about whom nothing is known
_AROUND = timedelta(hours=2)  # sessions within it of the hour tell how much time there usually is
_FEW = 3  # sessions that are too few to tell it
_LATELY_DAYS = 7  # a region not moved for so long has waited long enough
_REST_AFTER_DAYS = 1  # so long a high discomfort asks for something gentle
_SHORT_OF_IT_MINUTES = 6  # what is offered after the day's session is no longer
_AT_A_DESK = ("standing", "seated")
_DESK_KIT = ("chair", "wall", "desk", "doorway")


@dataclass(frozen=True, slots=True)
class Played:
    """A session of the past: when it began on the person's clock, what it was, and how it left them."""

    at: datetime
    routine_id: str
    played_ms: int
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What a suggestion has to suit: sore regions, care codes, desk or floor, favourites."""

    sore: tuple[str, ...] = ()
    careful_with: tuple[str, ...] = ()
    place: str = "floor"
    favourites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason for a suggestion: its kind, and what its sentence names.

    The kinds are programme, rest (a day off that was planned), done (today's was played), gentle (the last
    session left a high discomfort), first (nothing was played yet), sore, turn (the regions were not moved
    for a while, those of `yesterday` were) and only (there is nothing else to suggest).
    """

    kind: str
    regions: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    position: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A routine, or a session of a programme by its number, and why; without either it is a day off."""

    reason: Reason
    routine_id: str = ""
    programme_id: str = ""
    number: int = 0
    short: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The routines to choose from and how long each lasts, in ms, as this person plays them."""

    library: Library
    lengths_ms: Mapping[str, int]


def today(
    shelf: Shelf,
    past: Sequence[Played],
    followed: Sequence[tuple[Programme, Followed]],
    person: Person,
    now: datetime,
) -> Suggestion:
    """The one thing to suggest at `now`, a time on the person's clock; `past` has the oldest session first.

    A followed programme comes first. Nothing is pushed on whoever played today, or has a rest day. Else it
    is what suits best of what was not played yesterday: what hurts, what was not moved lately, and the time
    there usually is at this hour. A high discomfort leads to something gentle. Nothing is suggested with
    an exercise that a care code of the person warns of, unless there is a way round it.
    """
    day = now.date()
    if past and past[-1].at.date() == day:
        return Suggestion(Reason("done"), routine_id=_short_one(shelf, person, day))
    if past and (past[-1].after or 0) >= STOP_FROM and (day - past[-1].at.date()).days <= _REST_AFTER_DAYS:
        gentle = [name for name in GENTLE if name in shelf.library.routines and _may(shelf, name, person)]
        return Suggestion(Reason("gentle"), routine_id=gentle[0] if gentle else "")
    for programme, how_far in followed:
        found = programmes.today(programme, how_far, day)
        if found.kind in ("session", "done", "rest"):
            position = programmes.position(programme, found.number)
            if found.kind != "session":
                short = _short_one(shelf, person, day)
                return Suggestion(Reason(found.kind, position=position), short)
            return Suggestion(
                Reason("programme", position=position),
                programme_id=programme.id,
                number=found.number,
                short=found.away,
            )
    return _free(shelf, past, person, now)


def short_ones(shelf: Shelf, person: Person, but: Collection[str] = ()) -> tuple[str, ...]:
    """For each of the short times the routine that fills it best, those of `but` left out."""
    found: list[str] = []
    for most in SHORT_MINUTES:
        fitting = [
            (-shelf.lengths_ms[name], not _is_there(shelf, name, person), name)
            for name in shelf.library.routines
            if name not in found and name not in but and _may(shelf, name, person)
            if words.minutes(shelf.lengths_ms[name]) <= most
        ]
        # The one done where the person is, then the longest that fits.
        if fitting:
            found.append(min(fitting, key=lambda one: (one[1], one[0], one[2]))[2])
    return tuple(found)


def usual_minutes(past: Iterable[Played], now: datetime) -> float:
    """The minutes usually played at this hour; a default where there is too little history."""
    hour = timedelta(hours=now.hour, minutes=now.minute)
    played = [one.played_ms / 60_000 for one in past if _apart(one.at, hour) <= _AROUND]
    return median(played) if len(played) >= _FEW else _USUAL_MINUTES


def why(suggestion: Suggestion) -> str:
    """The reason in a sentence or two."""
    reason = suggestion.reason
    regions = words.listed([words.PLACES[one] for one in reason.regions])
    match reason.kind:
        case "programme":
            return words.say(messages.OF_YOUR_PROGRAMME, position=reason.position)
        case "rest":
            return "A rest day, as planned. Moving a little is fine, and so is nothing at all."
        case "done":
            return "Today's session is done. That is enough for today."
        case "gentle":
            return "The last session left you sore. Something gentle today, and only what feels good."
        case "first":
            if not regions:
                return "A good one to begin with."
            return words.say(messages.GOOD_TO_BEGIN_WITH, places=regions)
        case "sore":
            return words.say(messages.FOR_WHERE_IT_HURTS, places=regions)
        case "turn" if reason.yesterday:
            before = words.listed([words.PLACES[one] for one in reason.yesterday])
            return words.say(messages.HAD_A_TURN, before=before, places=regions)
        case "turn":
            return words.say(messages.HAS_BEEN_A_WHILE, places=regions)
    return "It suits the time and the place you have."


# ---------------------------------------------------------------- choosing freely


def _free(shelf: Shelf, past: Sequence[Played], person: Person, now: datetime) -> Suggestion:
    day = now.date()
    yesterday = {one.routine_id for one in past if (day - one.at.date()).days <= 1}
    may = [name for name in shelf.library.routines if _may(shelf, name, person)]
    fresh = [name for name in may if name not in yesterday]
    if not fresh:
        return Suggestion(Reason("only"), routine_id=min(may, default=""))
    minutes = usual_minutes(past, now)
    waited = _waited(shelf.library, past, day)
    last_played = {one.routine_id: (day - one.at.date()).days for one in past}

    def score(name: str) -> tuple[float, str]:
        routine = shelf.library.routines[name]
        suits = fit(shelf.library, routine, person.sore, person.careful_with, person.place)
        turn = sum(waited.get(one, _LATELY_DAYS) for one in routine.regions) / (len(routine.regions) or 1)
        over = abs(shelf.lengths_ms[name] / 60_000 - minutes) / minutes
        there = _is_there(shelf, name, person)
        again = max(1 - last_played.get(name, _LATELY_DAYS) / _LATELY_DAYS, 0)
        total = (
            2 * suits
            + turn / _LATELY_DAYS
            - min(over, 2)
            + 0.5 * there
            + 0.2 * (name in person.favourites)
            - again
        )
        return -total, name

    best = min(fresh, key=score)
    regions = shelf.library.routines[best].regions[:2]
    if not past:
        return Suggestion(
            Reason("first", tuple(one for one in regions if one in person.sore)), routine_id=best
        )
    hurting = tuple(one for one in regions if one in person.sore)
    if hurting:
        return Suggestion(Reason("sore", hurting), routine_id=best)
    moved = [one for name in sorted(yesterday) for one in _regions(shelf.library, name)]
    told = tuple(dict.fromkeys(one for one in moved if one not in regions))[:2]
    return Suggestion(Reason("turn", regions, told), routine_id=best)


def _short_one(shelf: Shelf, person: Person, day: date) -> str:
    """A routine of a few minutes, another one each day; none where there is none."""
    short = [
        name
        for name, length in sorted(shelf.lengths_ms.items())
        if words.minutes(length) <= _SHORT_OF_IT_MINUTES and _may(shelf, name, person)
    ]
    here = [name for name in short if _is_there(shelf, name, person)] or short
    return here[day.toordinal() % len(here)] if here else ""


def _may(shelf: Shelf, name: str, person: Person) -> bool:
    """Whether nothing in a routine is warned of by a care code of the person without a way round."""
    library = shelf.library
    if name not in shelf.lengths_ms:
        return False
    return all(
        not matching(one, person.careful_with, library.care)
        or way_around(one, person.careful_with, library) is not None
        for one in _exercises(library, library.routines[name])
    )


def _is_there(shelf: Shelf, name: str, person: Person) -> bool:
    """Whether a routine is done where the person is."""
    exercises = _exercises(shelf.library, shelf.library.routines[name])
    at_a_desk = all(one.position in _AT_A_DESK and set(one.equipment) <= set(_DESK_KIT) for one in exercises)
    return at_a_desk if person.place == "desk" else not at_a_desk


def _waited(library: Library, past: Iterable[Played], day: date) -> dict[str, int]:
    """For how many days each region was not moved, `_LATELY_DAYS` at the most."""
    waited: dict[str, int] = {}
    for one in past:
        days = min(max((day - one.at.date()).days, 0), _LATELY_DAYS)
        for region in _regions(library, one.routine_id):
            waited[region] = min(waited.get(region, _LATELY_DAYS), days)
    return waited


def _regions(library: Library, routine_id: str) -> tuple[str, ...]:
    routine = library.routines.get(routine_id)
    return routine.regions if routine else ()


def _exercises(library: Library, routine: Routine) -> list[Exercise]:
    return [library.exercise(routine, step.exercise) for step in routine.steps]


def _apart(at: datetime, hour: timedelta) -> timedelta:
    """How far a time of day is from another, the shorter way round the clock."""
    gap = abs(timedelta(hours=at.hour, minutes=at.minute) - hour)
    return min(gap, timedelta(days=1) - gap)
