"""A programme being edited: sessions in an order, days of rest, re-tests, when to move on; and its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple, cast

import tomlkit
from tomlkit.items import AoT, Table

from guided import messages, words
from guided.programme import MOST_SESSIONS, PlannedSession, Programme, Rules

USUAL_DAYS = 2
LONGEST_DAYS = 30
WEEKS = (4, 6, 8, 12)
"""How long sessions may be repeated."""
ALWAYS_ON = replace(Rules(), done=0, after=10, not_worse=False)
"""The rules of a programme that goes on whatever happened."""

_MOVE_ON = ("done", "after", "not_worse")


class Planned(NamedTuple):
    """A session of a draft: what it plays, the days until the next one, and what is measured with it.

    `key` stays with it wherever it goes. One with steps of its own has no `routine`; it has a `name`, as has
    one that plays a routine of its own file. `place` is where it stands in the file, from 0; -1 if it is not
    in it yet.
    """

    key: int
    routine: str
    days: int = USUAL_DAYS
    measures: tuple[str, ...] = ()
    name: str = ""
    place: int = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme being edited. `keys` is how many keys were given out, so that none is given twice."""

    name: str = ""
    goal: str = ""
    sessions: tuple[Planned, ...] = ()
    rules: Rules = field(default_factory=Rules)
    keys: int = field(default=0, compare=False)

    def place(self, key: int) -> int:
        """The place of a session, counted from 0. Raises KeyError if it is not there."""
        for place, session in enumerate(self.sessions):
            if session.key == key:
                return place
        raise KeyError(key)

    @property
    def lasts_days(self) -> int:
        """The days from the first session to the last, both counted; 0 without any."""
        return 1 + sum(one.days for one in self.sessions[:-1]) if self.sessions else 0


class Change(NamedTuple):
    """A plan after a change, and the words for it, such as "Remove Deep hip"; "" if nothing could be done."""

    words: str
    plan: Plan


def plan_of(programme: Programme) -> Plan:
    """The plan of a programme as it stands."""
    sessions = tuple(
        Planned(place + 1, one.routine, one.days, one.measures, _name(programme, one), place)
        for place, one in enumerate(programme.sessions)
    )
    return Plan(programme.name, programme.goal, sessions, programme.rules, len(sessions))


def _name(programme: Programme, session: PlannedSession) -> str:
    """What a session is called that plays no routine of the library; "" for any other."""
    carried = programme.routines.get(session.routine)
    return session.name or (carried.name if carried else "")


# ---------------------------------------------------------------- edits


def added(plan: Plan, routine: str, name: str, days: int = USUAL_DAYS) -> Change:
    """A session more at the end, which plays a routine."""
    if len(plan.sessions) >= MOST_SESSIONS:
        return Change("", plan)
    made = Planned(plan.keys + 1, routine, plan.sessions[-1].days if plan.sessions else days)
    text = words.say(messages.STEP_ADDED, name=name)
    return Change(text, replace(plan, sessions=(*plan.sessions, made), keys=plan.keys + 1))


def removed(plan: Plan, key: int, name: str) -> Change:
    """Without a session."""
    kept = tuple(one for one in plan.sessions if one.key != key)
    return Change(words.say(messages.STEP_TAKEN_OUT, name=name), replace(plan, sessions=kept))


def moved(plan: Plan, key: int, by: int, name: str) -> Change:
    """With a session `by` places further down, or up if it is negative."""
    place = plan.place(key)
    to = place + by
    if not 0 <= to < len(plan.sessions):
        return Change("", plan)
    order = list(plan.sessions)
    order.insert(to, order.pop(place))
    return Change(
        words.say(messages.STEP_MOVED, name=name, number=to + 1), replace(plan, sessions=tuple(order))
    )


def repetitions(plan: Plan) -> tuple[Change, ...]:
    """What can be made of a plan by repeating its sessions: once more, and for so many weeks."""
    return (repeated(plan), *(for_weeks(plan, weeks) for weeks in WEEKS))


def repeated(plan: Plan) -> Change:
    """With all its sessions once more."""
    if 2 * len(plan.sessions) > MOST_SESSIONS:
        return Change("", plan)
    return _repeated(plan, len(_routines(plan)), "All of them once more")


def for_weeks(plan: Plan, weeks: int) -> Change:
    """With its sessions again and again, in their order, as long as they begin within so many weeks."""
    again, more = _routines(plan), 0
    day = sum(one.days for one in plan.sessions)  # on which the next one begins, from 0
    while again and day < 7 * weeks and len(plan.sessions) + more < MOST_SESSIONS:
        day += again[more % len(again)].days
        more += 1
    return _repeated(plan, more, words.say(messages.REPEATED_FOR, n=weeks))


def _routines(plan: Plan) -> list[Planned]:
    """What can be repeated: what is in the file with steps of its own stands there once."""
    return [one for one in plan.sessions if one.routine]


def _repeated(plan: Plan, more: int, said: str) -> Change:
    """With so many sessions more, those it has in their order."""
    again = _routines(plan)
    if not again or not more:
        return Change("", plan)
    copies = tuple(again[n % len(again)]._replace(key=plan.keys + n + 1, place=-1) for n in range(more))
    return Change(said, replace(plan, sessions=plan.sessions + copies, keys=plan.keys + more))


def with_days(plan: Plan, key: int, days: int) -> Change:
    """With another number of days from a session to the next, 1 to 30."""
    days = min(max(days, 1), LONGEST_DAYS)
    text = words.say(messages.THEN_DAYS, n=days)
    return Change(text, _with(plan, key, days=days))


def with_measures(plan: Plan, key: int, measures: tuple[str, ...], name: str) -> Change:
    """With other measures (ids) to take before a session."""
    return Change(words.say(messages.RETEST_WITH, name=name), _with(plan, key, measures=measures))


def with_rules(plan: Plan, rules: Rules) -> Change:
    """With other rules for moving on."""
    return Change("When to move on", replace(plan, rules=rules))


def renamed(plan: Plan, name: str) -> Change:
    """With another name."""
    return Change("Another name", replace(plan, name=name))


def _with(plan: Plan, key: int, **changed: Any) -> Plan:
    sessions = tuple(one._replace(**changed) if one.key == key else one for one in plan.sessions)
    return replace(plan, sessions=sessions)


# ---------------------------------------------------------------- its file


def written(plan: Plan, text: str = "", before: Plan | None = None) -> str:
    """The text of a programme's file: that of the plan `before`, with only what changed written otherwise.

    Without a text it is written anew.
    """
    before = before or Plan(rules=Rules())
    if text and plan == before:
        return text
    document = tomlkit.parse(text)
    for key, value, was in (("name", plan.name, before.name), ("goal", plan.goal, before.goal)):
        if value != was or (key == "name" and not text):
            document[key] = value
    usual = _usual_days(document, plan, text)
    _write_tiers(document, len(plan.sessions))
    _write_rules(document, plan.rules, before.rules)
    _write_sessions(document, plan, before, usual)
    return tomlkit.dumps(document)


def _usual_days(document: tomlkit.TOMLDocument, plan: Plan, text: str) -> int:
    """The days that a session has which says nothing; a new file says those of its first session."""
    if not text and plan.sessions:
        document["days"] = plan.sessions[0].days
    return int(cast(int, document.get("days", USUAL_DAYS)))


def _write_tiers(document: tomlkit.TOMLDocument, count: int) -> None:
    """Leave out where one may stop what lies beyond the end."""
    tiers = cast(list[int], document.get("tiers", []))
    kept = [tier for tier in tiers if tier <= count]
    if len(kept) < len(tiers):
        _set(document, "tiers", kept, left_out=not kept)


def _write_rules(document: tomlkit.TOMLDocument, rules: Rules, before: Rules) -> None:
    now, was = asdict(rules), asdict(before)
    changed = {key: now[key] for key in _MOVE_ON if now[key] != was[key]}
    if changed and "move_on" not in document:
        document["move_on"] = tomlkit.table()
    for key, value in changed.items():
        cast(Table, document["move_on"])[key] = value


def _write_sessions(document: tomlkit.TOMLDocument, plan: Plan, before: Plan, usual: int) -> None:
    """Put the tables of the sessions in order, those of the file with what changed in them."""
    there = list(cast(AoT, document["session"])) if "session" in document else []
    old = {one.key: one for one in before.sessions}
    rows = []
    for session in plan.sessions:
        row = there[session.place] if session.place >= 0 else tomlkit.table()
        was = old.get(session.key) if session.place >= 0 else None
        _write_session(row, session, was, usual)
        rows.append(row)
    if [one.place for one in plan.sessions] != list(range(len(there))):
        tables = tomlkit.aot()
        for row in rows:
            tables.append(row)
        document["session"] = tables


def _write_session(row: Table, session: Planned, was: Planned | None, usual: int) -> None:
    if was is None:
        row["routine"] = session.routine
    if session.days != (was.days if was else usual):
        _set(row, "days", session.days, left_out=session.days == usual)
    if session.measures != (was.measures if was else ()):
        _set(row, "measures", list(session.measures), left_out=not session.measures)


def _set(row: Table | tomlkit.TOMLDocument, key: str, value: Any, left_out: bool) -> None:
    """Write a key before the tables inside, or leave it out where it says nothing."""
    if left_out:
        row.pop(key, None)
    else:
        row[key] = value


def names_of(plan: Plan, routines: Mapping[str, str]) -> tuple[str, ...]:
    """The names of its sessions, where `routines` has those of the library by their ids."""
    return tuple(routines.get(one.routine, one.routine) or one.name for one in plan.sessions)
