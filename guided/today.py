"""One session to suggest today, from what was done, what is planned and what hurts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import inf
from statistics import median
from typing import NamedTuple

from guided import messages, prescribed, words
from guided import programme as programmes
from guided.changes import programme_routine
from guided.library import Library
from guided.prescribed import Prescribed
from guided.programme import Done, Followed, Programme
from guided.reading import GuidedError
from guided.routine import Exercise, Routine, kit_of
from guided.safety import (
    GENTLE,
    STOP_FROM,
    STOPPED_TODAY,
    at_a_desk,
    fit,
    helped,
    left_out,
    matching,
    may_go_on,
    way_around,
)
from guided.settings import Settings
from guided.timeline import length_ms

SHORT_MINUTES = (2, 5, 8)
"""Lengths in minutes offered to somebody short of time."""

_USUAL_MINUTES = 12  # of a session, for somebody about whom nothing is known
_AROUND = timedelta(hours=2)  # sessions within it of the hour tell how much time there usually is
_FEW = 3  # sessions that are too few to tell it
_LATELY_DAYS = 7  # a region not moved for so long has waited long enough
_REST_AFTER_DAYS = 1  # so long a high discomfort asks for something gentle
_SHORT_OF_IT_MINUTES = 6  # what is offered after the day's session is no longer
_BREAK_MINUTES = 3  # what is no longer is a break, not the session of the day
_OVER_MINUTES = 1  # that a short one may take longer than the time there is
_AWAY_DAYS = 7  # after so long without a session one picks up again, with no more than this:
_AGAIN_MINUTES = 8
_FIRST_MINUTES, _FIRST_AT_MOST = 10, 15  # a first session is short, and never longer than the second
_FIRST_KIT = 2  # things it needs at most, a mat aside, and each is one of these:
_AT_HAND = {"chair", "wall", "doorway", "desk", "bed", "pillow", "cushion", "towel"}
_NO_PLACE = {"whole-body", "breath"}  # regions that are all of it, and so good for whatever hurts
_PER_THING = 0.05  # of the fit, what each takes away
_MOST_CONSIDERED = 300  # routines; whoever has thousands of their own is not kept waiting
_FIRST: Mapping[str, tuple[str, ...]] = {
    "desk": ("desk-five", "back-and-hips-at-a-chair", "five-quiet-minutes", "two-minute-stand-up"),
    "floor": ("gentle-back-day", "core-to-begin-with", "deep-hip", "five-quiet-minutes"),
}
"""By place, the routines anybody may begin with; the one that asks for the least care is taken."""
_ASKED = ("prescribed", "done", "between", "unsuited")  # kinds of what is prescribed, the first one first
_HOURS = {"always": range(24), "morning": range(4, 12), "evening": range(18, 24), "never": range(0)}


@dataclass(frozen=True, slots=True)
class Played:
    """A past session: its local start, routine (id), ms played, and the discomfort after (0 to 10).

    `share` is how many percent of it were done, `complete` whether it was played to its end, whatever was
    skipped, `stopped` whether it hurt so that the person stopped for the day, `left` whether they left what
    they had begun at that for the day.
    """

    at: datetime
    routine_id: str
    played_ms: int
    after: int | None = None
    share: int = 100
    complete: bool = False
    stopped: bool = False
    left: bool = False
    id: str = ""

    @property
    def counts(self) -> bool:
        """Whether enough of it was done to count as done."""
        return words.counts(self.share)

    @property
    def broken_off(self) -> bool:
        """Whether it was ended too early to count."""
        return not (self.complete or self.counts)


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

    The kinds are prescribed (a practitioner asks for it), between (what they ask for has a day off),
    unsuited (what they ask for is not for this person), programme, rest (a day off that was planned),
    done (today's was played), begun (it was broken off at `share` percent), settle (it was played, and
    left a high discomfort), stopped (it hurt so that the person stopped for the day), gentle (the session
    of the day before did), instead (the programme's is not for this person), first (nothing was played
    yet), again (nothing was for a while), sore, turn (the regions were not moved for a while, those of
    `yesterday` were) and only (there is nothing else). `by` is the practitioner, who asks for `days` days
    this week, of which `kept` were.
    """

    kind: str
    regions: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    position: str = ""
    by: str = ""
    kept: int = 0
    days: int = 0
    last_day: bool = False
    share: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A routine, or a programme's session by its number, and the reason; a day off if neither is set.

    With `due` the session is planned for that day, and the routine is a short one for the time until then.
    `begun` is the id of the session of today that was broken off and is suggested again.
    """

    reason: Reason
    routine_id: str = ""
    programme_id: str = ""
    number: int = 0
    short: bool = False
    due: date | None = None
    begun: str = ""

    @property
    def is_gentle(self) -> bool:
        """Whether it is a gentle day, on which nothing else is offered."""
        return self.reason.kind in ("gentle", "settle", "stopped")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The routines to choose from, and the length of each in ms as this person plays it."""

    library: Library
    lengths_ms: Mapping[str, int]


def shelf_of(library: Library, settings: Settings, favourites: Sequence[str] = ()) -> Shelf:
    """What to choose from in a library as the person plays it, what is prescribed and `favourites` first."""
    prescribed_ones = [one.id for one in library.routines.values() if one.prescribed is not None]
    names = dict.fromkeys([*prescribed_ones, *favourites, *library.routines])
    there = [library.routines[one] for one in names if one in library.routines][:_MOST_CONSIDERED]
    return Shelf(library, {one.id: length_ms(one, library, settings) for one in there})


def today(
    shelf: Shelf,
    past: Sequence[Played],
    followed: Sequence[tuple[Programme, Followed]],
    person: Person,
    now: datetime,
) -> Suggestion:
    """The one suggestion at `now`, in local time.

    `past` runs from the oldest session; four weeks suffice, if they hold at least the last session. Who
    stopped for the day because it hurt is asked to do nothing more. Else what a practitioner prescribed comes
    first, then a followed programme. Nobody who has played today or has a rest day is pressed; two minutes at
    the desk count as a break, not as the day's session, and one that was broken off is offered again.
    Otherwise the best fit by sore regions, regions not moved lately, the usual length at this hour, and the
    place; yesterday's routines are left out unless they are favourites. High discomfort leads to something
    gentle. No exercise that one of the person's care codes warns of is suggested, unless there is a way round
    it.
    """
    day = now.date()
    past = [one for one in past if one.at.date() <= day]  # a clock may have been set back
    lately = {one.routine_id for one in past if (day - one.at.date()).days <= 1}
    todays = [one for one in past if one.at.date() == day]
    if any(one.stopped for one in todays):
        return Suggestion(Reason("stopped"))
    if past and (past[-1].after or 0) >= STOP_FROM and (day - past[-1].at.date()).days <= _REST_AFTER_DAYS:
        gentle = [name for name in GENTLE if name in shelf.library.routines and _may(shelf, name, person)]
        if todays:
            short = [name for name in gentle if _is_short(shelf, name) and name not in lately]
            return Suggestion(Reason("settle"), routine_id=short[0] if short else "")
        other = [name for name in gentle if name not in lately] or gentle
        return Suggestion(Reason("gentle"), routine_id=other[0] if other else "")
    done = is_done(past, now)
    short_one, left = _short_one(shelf, person, day, lately), _left_off(shelf, todays, person)
    wanted = asked(shelf.library, past, person, day)
    if wanted is not None and wanted.reason.kind == "prescribed":
        return wanted
    kind, left_at_that = "", {one.id for one in todays if one.left}
    for programme, how_far in followed:
        found = programmes.today(programme, how_far, day)
        position, number = programmes.position(programme, found.number), found.number
        if found.kind == "done" and how_far.done[-1].session_id not in left_at_that:
            left = _begun_of(shelf, programme, how_far.done[-1], person) or left
        if found.kind in ("done", "rest") and left is not None:
            return left
        if found.kind in ("done", "rest"):
            reason = Reason("done" if done else found.kind, position=position)
            return Suggestion(reason, short_one, programme.id, number, due=found.due)
        if found.kind == "session" and _session_may(shelf, programme, number, person):
            reason = Reason("programme", position=position)
            return Suggestion(reason, programme_id=programme.id, number=number, short=found.away)
        kind = "instead" if found.kind == "session" else kind
    if left is not None:
        return left
    if wanted is not None and wanted.reason.kind in ("done", "between"):
        reason = Reason("done") if done else wanted.reason
        return Suggestion(reason, short_one, due=wanted.due)
    if done:
        return Suggestion(Reason("done"), short_one)
    free = _free(shelf, past, person, now, kind)
    return free if wanted is None else replace(free, reason=wanted.reason)


def _begun_of(shelf: Shelf, programme: Programme, last: Done, person: Person) -> Suggestion | None:
    """A programme's last session again, if it was broken off and did not hurt."""
    if last.complete or last.counts or not may_go_on(last.after):
        return None
    if not _session_may(shelf, programme, last.number, person):
        return None
    reason = Reason("begun", position=programmes.position(programme, last.number), share=last.share)
    return Suggestion(
        reason, programme_id=programme.id, number=last.number, short=last.short, begun=last.session_id
    )


def _left_off(shelf: Shelf, todays: Sequence[Played], person: Person) -> Suggestion | None:
    """The day's last session again, if it was broken off and did not hurt, unless one of the day was whole.

    A routine that is no longer than a break is not offered again, nor what the person left at that.
    """
    whole = [one for one in todays if not one.broken_off and one.played_ms > _BREAK_MINUTES * 60_000]
    if whole or not todays or not todays[-1].broken_off or not may_go_on(todays[-1].after):
        return None
    if todays[-1].left:
        return None
    name = todays[-1].routine_id
    if shelf.lengths_ms.get(name, 0) <= _BREAK_MINUTES * 60_000 or not _may(shelf, name, person):
        return None
    return Suggestion(Reason("begun", share=todays[-1].share), name, begun=todays[-1].id)


def short_ones(
    shelf: Shelf, person: Person, but: Collection[str] = (), under: float = inf
) -> tuple[str, ...]:
    """The routines (ids) that best fill each of SHORT_MINUTES, without those in `but`, the shortest first.

    Each has fewer whole minutes than `under`, those of the day's session: short is what is shorter than that.
    In place of a length that none has, another one is short enough for the longest. For whoever hurts
    somewhere one for that comes first, then one for the whole body; one for another place comes last.
    """
    found: list[str] = []
    for at_most in (SHORT_MINUTES, SHORT_MINUTES[-1:] * len(SHORT_MINUTES)):
        for minutes, most in zip(SHORT_MINUTES, at_most, strict=True):
            fitting = [
                (
                    person.place == "desk" and not _is_there(shelf, name, person),
                    _beside_it(routine, person),
                    not _is_there(shelf, name, person),
                    abs(shelf.lengths_ms[name] / 60_000 - minutes),
                    name,
                )
                for name, routine in shelf.library.routines.items()
                if name not in found and name not in but and _may(shelf, name, person)
                if routine.suggest == "always"
                and words.minutes(shelf.lengths_ms[name]) < min(most + _OVER_MINUTES + 1, under)
            ]
            # Nobody gets down beside a desk; then the one that is for it, and the one that comes nearest.
            if fitting and len(found) < len(SHORT_MINUTES):
                found.append(min(fitting)[-1])
    return tuple(sorted(found, key=lambda name: (shelf.lengths_ms[name], name)))


def _beside_it(routine: Routine, person: Person) -> int:
    """How far a routine is from what hurts: 0 for it, 1 for no place above others, 2 for another place."""
    if not person.sore or helped(routine, person.sore):
        return 0
    return 1 if _NO_PLACE.issuperset(routine.regions[:1]) else 2


def is_done(past: Sequence[Played], now: datetime) -> bool:
    """Whether the day's session was played, rather than a break, or left at that, or the last one left a
    high discomfort.

    `past` has the oldest session first.
    """
    todays = [one for one in past if one.at.date() == now.date()]
    if not todays:
        return False
    longest = max(one.played_ms / 60_000 for one in todays)
    of_the_day = longest > 0 and longest >= min(_BREAK_MINUTES, usual_minutes(past, now) / 2)
    hurt = (todays[-1].after or 0) >= STOP_FROM or any(one.stopped for one in todays)
    return of_the_day or hurt or any(one.left for one in todays)


def greeting(hour: int) -> str:
    """The greeting for an hour of the day, 0 to 23."""
    if 4 <= hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= hour < 18 else "Good evening"


def usual_minutes(past: Iterable[Played], now: datetime) -> float:
    """The usual length in minutes of sessions around this hour; a default if there is too little history."""
    hour = timedelta(hours=now.hour, minutes=now.minute)
    played = [one.played_ms / 60_000 for one in past if _apart(one.at, hour) <= _AROUND]
    return median(played) if len(played) >= _FEW else _USUAL_MINUTES


def why(suggestion: Suggestion) -> str:
    """The reason in a sentence or two."""
    reason = suggestion.reason
    regions = words.listed([words.PLACES[one] for one in reason.regions])
    sore = words.listed([words.SORE_PLACES[one] for one in reason.regions])
    match reason.kind:
        case "prescribed":
            told = words.say(messages.PRESCRIBED_TODAY, by=reason.by, n=reason.days, done=reason.kept)
            return words.say(messages.PRESCRIBED_LAST_DAY, told=told) if reason.last_day else told
        case "between":
            return words.say(messages.PRESCRIBED_BETWEEN, by=reason.by)
        case "unsuited":
            return words.say(messages.PRESCRIBED_UNSUITED, by=reason.by)
        case "programme":
            return words.say(messages.OF_YOUR_PROGRAMME, position=reason.position)
        case "rest":
            return "A rest day, as planned. Moving a little is fine, and so is nothing at all."
        case "begun":
            return words.say(messages.BROKEN_OFF, share=reason.share)
        case "done":
            return "That is enough for today."
        case "settle":
            return "Today’s session left you sore. Let it settle: that was enough."
        case "stopped":
            return STOPPED_TODAY
        case "instead":
            return "Your programme’s next session has something you are careful with. This one suits you."
        case "again":
            return "Picking up again? This one is a good way back in."
        case "gentle":
            return "The last session left you sore. Something gentle today, and only what feels good."
        case "first":
            if not regions:
                return "A good one to begin with."
            return words.say(messages.GOOD_TO_BEGIN_WITH, places=sore)
        case "sore":
            return words.say(messages.FOR_YOUR_PLACES, places=sore)
        case "turn" if reason.yesterday:
            before = words.listed([words.PLACES[one] for one in reason.yesterday])
            return words.say(messages.HAD_A_TURN, before=before, places=regions)
        case "turn":
            return words.say(messages.NOTHING_LATELY, places=regions)
    return "It suits the time and the place you have."


# ---------------------------------------------------------------- what a practitioner asks for


def asked(library: Library, past: Sequence[Played], person: Person, day: date) -> Suggestion | None:
    """What is prescribed for a day: first what is due and ends soonest, last what does not suit.

    None if nothing is. Only what is due names its routine.
    """
    found = []
    for routine in library.routines.values():
        one = routine.prescribed
        if one is not None and one.holds(day):
            done = {each.at.date() for each in past if each.routine_id == routine.id and each.counts}
            suits = _suits(library, routine, person)
            found.append((one.until, routine.id, _of_the_day(routine.id, one, done, day, suits)))
    found.sort(key=lambda row: (_ASKED.index(row[2].reason.kind), *row[:2]))
    return found[0][2] if found else None


def _of_the_day(
    routine_id: str, one: Prescribed, done: Collection[date], day: date, suits: bool
) -> Suggestion:
    """What one prescription comes to on a day."""
    week = prescribed.week_of(one, done, day)
    due = prescribed.is_due(one, done, day)
    kind = "unsuited" if not suits else "prescribed" if due else "done" if day in done else "between"
    reason = Reason(kind, by=one.by, kept=week.done, days=week.planned, last_day=day == one.until)
    if kind == "prescribed":
        return Suggestion(reason, routine_id)
    return Suggestion(reason, due=prescribed.next_due(one, done, day))


# ---------------------------------------------------------------- choosing freely


def _free(shelf: Shelf, past: Sequence[Played], person: Person, now: datetime, kind: str) -> Suggestion:
    """The best fit when no programme has a session; `kind` is the kind of reason, if already known."""
    day, library = now.date(), shelf.library
    ago = {one.routine_id: (day - one.at.date()).days for one in past}
    lately = {name: days for name, days in ago.items() if days <= 1}
    may = [name for name, one in library.routines.items() if _may(shelf, name, person)]
    timely = [
        one for one in may if now.hour in _HOURS[library.routines[one].suggest] or one in person.favourites
    ]
    fresh = [name for name in timely if name not in lately or name in person.favourites]
    if person.place == "desk":
        here = [name for name in fresh if _is_there(shelf, name, person)]
        # What hurts comes first: where nothing at the desk is for it, elsewhere is as good.
        if not person.sore or any(helped(library.routines[name], person.sore) for name in here):
            fresh = here or fresh
    if not fresh:
        return Suggestion(Reason("only"), routine_id=min(timely, default=""))
    if not past:
        best = _first(shelf, fresh, person)
        kind = kind or "first"
    else:
        best = ""
        away = (day - past[-1].at.date()).days > _AWAY_DAYS
        kind = kind or ("again" if away else "")
    best = best or _best(shelf, fresh, past, person, now)
    regions = library.routines[best].regions[:2]
    hurting = helped(library.routines[best], person.sore)
    if kind or hurting:
        return Suggestion(Reason(kind or "sore", hurting), routine_id=best)
    yesterday = sorted(name for name, days in lately.items() if days == 1)
    moved = [one for name in yesterday for one in _regions(library, name)]
    told = tuple(dict.fromkeys(one for one in moved if one not in regions))[:2]
    return Suggestion(Reason("turn", regions, told), routine_id=best)


class _AsFirst(NamedTuple):
    """How a routine is as the first one, what weighs most first; of two, the one with less comes before."""

    left_out: bool  # half of it or more
    missed: int  # of the places that hurt, those it is not for; all of them if it is long
    not_short_beside_it: bool  # short and for one beside it
    missed_by_a_long_one: int
    long: bool
    strengthens: bool  # the core above all, which is no first answer to another place that hurts
    elsewhere: bool  # than where the person is: on the floor, that is on a mat
    unfit: float  # by what hurts, and with what is to be fetched
    not_for_anybody: bool  # those of _FIRST are
    asks: int  # exercises that ask for care
    name: str


def _first(shelf: Shelf, names: Iterable[str], person: Person) -> str:
    """The routine (id) to begin with, of what anybody can begin with; "" if there is none."""
    there = [_as_first(shelf, name, person) for name in names if _may_begin(shelf, name, person)]
    return min(there).name if there else ""


def _as_first(shelf: Shelf, name: str, person: Person) -> _AsFirst:
    library, routine = shelf.library, shelf.library.routines[name]
    suits = fit(library, routine, person.sore, person.careful_with, person.place)
    missed = len(person.sore) - len(helped(routine, person.sore))
    short = words.minutes(shelf.lengths_ms[name]) <= _FIRST_MINUTES
    exercises = _exercises(library, routine)
    out = sum(left_out(one, person.careful_with, library) is not None for one in exercises)
    return _AsFirst(
        left_out=2 * out >= len(exercises),
        missed=missed if short else len(person.sore),
        not_short_beside_it=not (short and suits),
        missed_by_a_long_one=missed,
        long=not short,
        strengthens=bool(person.sore) and "core" not in person.sore and routine.regions[:1] == ("core",),
        elsewhere=not _is_there(shelf, name, person),
        unfit=-suits * (1 - _PER_THING * len(_kit_to_fetch(library, routine))),
        not_for_anybody=name not in _FIRST[person.place],
        asks=sum(bool(matching(one, person.careful_with, library.care)) for one in exercises),
        name=name,
    )


def _may_begin(shelf: Shelf, name: str, person: Person) -> bool:
    """Whether a routine is not long, is done with what everybody has, and is seen from where it is done."""
    routine = shelf.library.routines[name]
    kit = _kit_to_fetch(shelf.library, routine)
    return (
        words.minutes(shelf.lengths_ms[name]) <= _FIRST_AT_MOST
        and len(kit) <= _FIRST_KIT
        and kit <= _AT_HAND
        and (person.place != "desk" or _is_there(shelf, name, person))
    )


def _kit_to_fetch(library: Library, routine: Routine) -> set[str]:
    """What a routine needs, a mat aside."""
    return {*kit_of(_exercises(library, routine))} - {"mat"}


def _best(shelf: Shelf, names: Iterable[str], past: Sequence[Played], person: Person, now: datetime) -> str:
    """The routine (id) that suits the person best now."""
    day, library = now.date(), shelf.library
    minutes = usual_minutes(past, now)
    if past and (day - past[-1].at.date()).days > _AWAY_DAYS:
        minutes = min(minutes, _AGAIN_MINUTES)
    waited = _waited(library, past, day)
    last_played = {one.routine_id: (day - one.at.date()).days for one in past}

    def score(name: str) -> tuple[float, str]:
        routine = library.routines[name]
        suits = fit(library, routine, person.sore, person.careful_with, person.place)
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

    return min(names, key=score)


def _short_one(shelf: Shelf, person: Person, day: date, but: Collection[str]) -> str:
    """A routine (id) of a few minutes that changes daily and is not in `but`; "" if there is none.

    It is as near to what hurts as there is one.
    """
    short = [
        name
        for name in sorted(shelf.lengths_ms)
        if _is_short(shelf, name) and name not in but and _may(shelf, name, person)
        if shelf.library.routines[name].suggest == "always"
    ]
    routines = shelf.library.routines
    nearest = min((_beside_it(routines[name], person) for name in short), default=0)
    short = [name for name in short if _beside_it(routines[name], person) == nearest]
    here = [name for name in short if _is_there(shelf, name, person)] or short
    return here[day.toordinal() % len(here)] if here else ""


def _is_short(shelf: Shelf, name: str) -> bool:
    return words.minutes(shelf.lengths_ms[name]) <= _SHORT_OF_IT_MINUTES


def _may(shelf: Shelf, name: str, person: Person) -> bool:
    """Whether every exercise is clear of the person's care codes or has a way round them."""
    return name in shelf.lengths_ms and _suits(shelf.library, shelf.library.routines[name], person)


def _session_may(shelf: Shelf, programme: Programme, number: int, person: Person) -> bool:
    """The same for a programme's session; False if the library can no longer play it."""
    try:
        routine = programme_routine(shelf.library, programme, number)
    except GuidedError:
        return False
    return _suits(shelf.library, routine, person)


def _suits(library: Library, routine: Routine, person: Person) -> bool:
    return all(
        not matching(one, person.careful_with, library.care)
        or way_around(one, person.careful_with, library) is not None
        for one in _exercises(library, routine)
    )


def _is_there(shelf: Shelf, name: str, person: Person) -> bool:
    """Whether a routine can be done where the person is."""
    there = at_a_desk(shelf.library, shelf.library.routines[name])
    return there if person.place == "desk" else not there


def _waited(library: Library, past: Iterable[Played], day: date) -> dict[str, int]:
    """The days since each region was last moved, at most `_LATELY_DAYS`."""
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
    """The time between two times of day, the shorter way round the clock."""
    gap = abs(timedelta(hours=at.hour, minutes=at.minute) - hour)
    return min(gap, timedelta(days=1) - gap)
