"""Programmes: sessions in order over days or weeks, and which one is next.

Everything is a function of the programme, the sessions done so far and today's date. A missing answer
never holds anyone up, and a day without a session is rest, never a failure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from guided import messages, words
from guided.reading import ID_RULE, LONGEST_TEXT, Table, is_id
from guided.routine import MOST_STEPS, Change, Dose, Routine, Step, read_dose, read_steps

MOST_SESSIONS = 200
ANSWERS = ("better", "same", "worse", "sore")
"""How the day after was; "sore" means sore for over a day."""

ASKED_FOR_DAYS = 3  # so long after a session one still knows how the day after was
AWAY_DAYS = 7  # past the day that was planned: then a short one comes first

_WORST = 10  # the highest discomfort there is
_VERSIONS = ("easier", "harder")


@dataclass(frozen=True, slots=True, eq=False)
class PlannedSession:
    """A session of a programme; `number` counts from 1.

    It plays `routine` (an id), or else `steps` of the programme's own. `changes` maps an exercise id to
    what the session changes about it, and "" to changes for all. `days` counts from this session to the
    next; `stage` names its stage, such as "Week 1"; `measures` are the measures (ids) to take with it.
    """

    number: int
    name: str
    days: int
    routine: str = ""
    steps: tuple[Step, ...] = ()
    goal: str = ""
    why: str = ""
    stage: str = ""
    measures: tuple[str, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)

    def change(self, exercise_id: str) -> Change:
        """The change to an exercise; one of its own takes precedence over one for all."""
        of_all, own = self.changes.get("", Change()), self.changes.get(exercise_id, Change())
        counted = own.more_reps or own.dose.reps or own.dose.sets
        usual = replace(of_all.dose, reps=(), sets=None) if counted else of_all.dose
        if own.dose.hold_ms or own.dose.hold_breaths:
            usual = replace(usual, hold_ms=(), hold_breaths=0.0)
        told = {key.name: getattr(own.dose, key.name) for key in fields(Dose)}
        dose = replace(usual, **{key: value for key, value in told.items() if value not in (None, (), 0.0)})
        return Change(
            version=own.version or of_all.version,
            method=own.method or of_all.method,
            dose=dose,
            more_reps=own.more_reps if counted else of_all.more_reps,
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for moving on and stepping back.

    On: at least `done` percent of the planned reps, discomfort of at most `after` (0 to 10) afterwards
    and, with `not_worse`, no worse the next day. Back: discomfort up by `rise` in a session (0: never)
    or, with `sore`, soreness for over a day. `most` steps back within `within` days are a reason to see
    someone.
    """

    done: int = words.ENOUGH
    after: int = 3
    not_worse: bool = True
    rise: int = 2
    sore: bool = True
    most: int = 3
    within: int = 14


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Sessions in order; `tiers` are the counts of sessions after which it makes sense to stop.

    `routines` are the file's own; `then` says what to do after the last session.
    """

    id: str
    name: str
    sessions: tuple[PlannedSession, ...]
    goal: str = ""
    for_whom: str = ""
    then: str = ""
    tiers: tuple[int, ...] = ()
    rules: Rules = Rules()
    routines: Mapping[str, Routine] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """The days from the first session to the last."""
        return 1 + sum(session.days for session in self.sessions[:-1])

    def session(self, number: int) -> PlannedSession:
        """A session by its number; the last one for any number past the end."""
        return self.sessions[min(number, len(self.sessions)) - 1]

    def stage(self, number: int) -> range:
        """The numbers of the sessions in the same stage; a session without one is a stage by itself."""
        label = self.session(number).stage
        first = last = self.session(number).number
        while label and first > 1 and self.session(first - 1).stage == label:
            first -= 1
        while label and last < len(self.sessions) and self.session(last + 1).stage == label:
            last += 1
        return range(first, last + 1)

    @property
    def ends(self) -> tuple[int, ...]:
        """The counts of sessions one can set out for: each tier, and all."""
        return tuple(sorted({*self.tiers, len(self.sessions)}))


# ---------------------------------------------------------------- the file


def read_programme(table: Table, programme_id: str) -> Programme:
    """A programme from its file; mistakes are noted in the table."""
    routines = table.table("routines")
    days = table.whole("days", 1, 30, 2)
    rows = table.tables("session", 1, MOST_SESSIONS)
    programme = Programme(
        id=programme_id,
        name=table.text("name"),
        goal=table.text("goal", "", longest=LONGEST_TEXT),
        for_whom=table.text("for", "", longest=LONGEST_TEXT),
        then=table.text("then", "", longest=LONGEST_TEXT),
        tiers=_read_tiers(table, len(rows)),
        rules=_read_rules(table.table("move_on"), table.table("step_back")),
        routines={name: _read_carried(routines.table(name), name) for name in routines.names(MOST_SESSIONS)},
        sessions=tuple(_read_session(row, number, days) for number, row in enumerate(rows, 1)),
    )
    table.unknown_keys()
    return programme


def _read_tiers(table: Table, sessions: int) -> tuple[int, ...]:
    tiers = table.numbers("tiers", 1, MOST_SESSIONS, (1, 10))
    rising = all(one < other for one, other in pairwise(tiers))
    if not rising or any(not tier.is_integer() or tier > sessions for tier in tiers):
        table.note("tiers", f"use rising whole numbers of sessions, up to {sessions}")
        return ()
    return tuple(int(tier) for tier in tiers)


def _read_rules(move_on: Table, step_back: Table) -> Rules:
    usual = Rules()
    rules = Rules(
        done=move_on.whole("done", 0, 100, usual.done),
        after=move_on.whole("after", 0, 10, usual.after),
        not_worse=move_on.flag("not_worse", usual.not_worse),
        rise=step_back.whole("rise", 0, 10, usual.rise),
        sore=step_back.flag("sore", usual.sore),
        most=step_back.whole("most", 1, 20, usual.most),
        within=step_back.whole("within", 1, 365, usual.within),
    )
    move_on.unknown_keys()
    step_back.unknown_keys()
    return rules


def _read_carried(table: Table, routine_id: str) -> Routine:
    routine = Routine(
        id=routine_id,
        name=table.text("name"),
        goal=table.text("goal", "", longest=LONGEST_TEXT),
        steps=read_steps(table, 1),
    )
    table.unknown_keys()
    return routine


def _read_session(table: Table, number: int, days: int) -> PlannedSession:
    routine = table.text("routine", "", longest=60)
    steps = read_steps(table, 0 if "routine" in table else 1)
    if routine and steps:
        table.note("step", "leave either routine or step out, a session plays one of them")
    doses = table.table("doses")
    rows = {"": table.table("dose"), **{name: doses.table(name) for name in doses.names(MOST_STEPS)}}
    changes = {name: change for name, row in rows.items() if (change := _read_change(row)) != Change()}
    session = PlannedSession(
        number=number,
        name=table.text("name", ""),
        goal=table.text("goal", "", longest=LONGEST_TEXT),
        why=table.text("why", "", longest=LONGEST_TEXT),
        stage=table.text("stage", ""),
        days=table.whole("days", 1, 30, days),
        routine=routine,
        steps=steps,
        measures=table.texts("measures", longest=60),
        changes=changes,
    )
    if "step" in table and not session.name:
        table.note("name", "missing, a session with steps of its own needs one")
    for measure in session.measures:
        if not is_id(measure):
            table.note("measures", ID_RULE)
    table.unknown_keys()
    return session


def _read_change(table: Table) -> Change:
    """A session's change to a step, from its file; mistakes are noted in the table."""
    change = Change(
        version=table.word("version", _VERSIONS, "") or None,
        method=table.text("method", "", longest=60) or None,
        dose=read_dose(table),
        more_reps=table.whole("more_reps", -50, 50, 0),
    )
    if change.more_reps and "reps" in table:
        table.note("more_reps", "leave either reps or more_reps out")
    table.unknown_keys()
    return change


# ---------------------------------------------------------------- what was done


@dataclass(frozen=True, slots=True)
class Done:
    """A programme's session that was played; scores and answer are None if not given.

    A `short` one has about half the reps, for coming back after a while; a `complete` one was played to its
    end, whatever was skipped.
    """

    session_id: str
    number: int
    day: date
    reps_done: int
    reps_planned: int
    before: int | None = None
    after: int | None = None
    next_day: str | None = None
    short: bool = False
    complete: bool = False

    @property
    def share(self) -> int:
        """The percent of it that was done."""
        return words.percent_done(self.reps_done, self.reps_planned)

    @property
    def counts(self) -> bool:
        """Whether enough of it was done to count as done."""
        return words.counts(self.share)


@dataclass(frozen=True, slots=True)
class Followed:
    """Progress in a programme: the sessions done, oldest first.

    `until` is the number of sessions set out for. `chosen` is the session the person picked to do next,
    valid as long as `chosen_after` is still the number of sessions done.
    """

    programme_id: str
    started: date
    done: tuple[Done, ...] = ()
    until: int = MOST_SESSIONS
    paused: bool = False
    chosen: int | None = None
    chosen_after: int = 0
    run: int = 0


class For(NamedTuple):
    """What a session is played for: the run of a programme in history, and the session's number."""

    run: int
    number: int
    short: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The move after the last session: start, on, repeat, back or chosen.

    `number` is the next session, one past the last when all are done. `reasons` are the rules that were
    not met: done, after, not_worse, rise, sore or short.
    """

    move: str
    number: int
    reasons: tuple[str, ...] = ()


def judge(programme: Programme, done: Sequence[Done]) -> Verdict:
    """The next move by the programme's rules.

    At the end of a stage the rules apply to all of it: the reps of all its sessions and the latest
    answers. Stepping back is judged after every session.
    """
    if not done:
        return Verdict("start", 1)
    last, rules = done[-1], programme.rules
    stage = programme.stage(last.number)
    back = []
    if rules.rise and last.before is not None and last.after is not None:
        back += ["rise"] if last.after - last.before >= rules.rise else []
    if rules.sore and last.next_day == "sore":
        back.append("sore")
    if back:
        return Verdict("back", programme.stage(max(stage.start - 1, 1)).start, tuple(back))
    if last.short:
        return Verdict("repeat", programme.session(last.number).number, ("short",))
    if last.number < stage[-1]:
        return Verdict("on", last.number + 1)
    unmet = _unmet(programme, _attempt(programme, done))
    if unmet:
        return Verdict("repeat", stage.start, unmet)
    return Verdict("on", stage.stop)


def share_done(programme: Programme, done: Sequence[Done]) -> int:
    """Percent (0 to 100) of the planned reps done in the current stage; 100 if none were planned."""
    attempt = _attempt(programme, done)
    planned = sum(one.reps_planned for one in attempt)
    return words.percent_done(sum(one.reps_done for one in attempt), planned)


def _attempt(programme: Programme, done: Sequence[Done]) -> list[Done]:
    """The sessions of the last one's stage, since that stage was last begun."""
    whole = [one for one in done if not one.short]
    attempt = whole[-1:]
    stage = programme.stage(attempt[0].number) if attempt else range(0)
    for one in reversed(whole[:-1]):
        if one.number not in stage or one.number >= attempt[0].number:
            break
        attempt.insert(0, one)
    return attempt


def _unmet(programme: Programme, attempt: Sequence[Done]) -> tuple[str, ...]:
    rules = programme.rules
    after = next((one.after for one in reversed(attempt) if one.after is not None), 0)
    next_day = next((one.next_day for one in reversed(attempt) if one.next_day is not None), "same")
    return tuple(
        reason
        for reason, met in (
            ("done", share_done(programme, attempt) >= rules.done),
            ("after", after <= rules.after),
            ("not_worse", not rules.not_worse or next_day in ("better", "same")),
        )
        if not met
    )


# ---------------------------------------------------------------- today


@dataclass(frozen=True, slots=True)
class Today:
    """What a programme has for a day.

    `kind` is session, rest (a planned day off), done (today's session was played), paused or finished.
    `verdict` says which session is next and why, on `due` at the earliest. `ask` is the session whose
    next-day answer is missing, `away` whether it has been a while, `see_someone` whether there were too
    many steps back, and `share` the percent of the last session's reps that were done.
    """

    kind: str
    verdict: Verdict
    due: date
    ask: Done | None = None
    away: bool = False
    see_someone: bool = False
    share: int = 100

    @property
    def number(self) -> int:
        """The number of the next session."""
        return self.verdict.number


def today(programme: Programme, followed: Followed, day: date) -> Today:
    """What the programme has for a day, at this point of it."""
    done = followed.done
    verdict = judge(programme, done)
    if followed.chosen is not None and followed.chosen_after == len(done):
        verdict = Verdict("chosen", programme.session(followed.chosen).number)
    last = done[-1] if done else None
    due = last.day + timedelta(days=programme.session(last.number).days) if last else day
    ask = last if last and last.next_day is None and 1 <= (day - last.day).days <= ASKED_FOR_DAYS else None
    finished = verdict.number > min(followed.until, len(programme.sessions))
    if finished:
        kind = "finished"
    elif followed.paused:
        kind = "paused"
    elif last and last.day >= day:
        kind = "done"
    else:
        kind = "rest" if day < due else "session"
    away = last is not None and kind == "session" and (day - due).days >= AWAY_DAYS
    share = last.share if last else 100
    return Today(kind, verdict, due, ask, away, _see_someone(programme, done, day), share)


def planned_days(programme: Programme, followed: Followed, day: date, last: date) -> tuple[date, ...]:
    """The days from `day` to `last` with a planned session, if each is done on its day."""
    found = today(programme, followed, day)
    until = min(followed.until, len(programme.sessions))
    due, number, days = max(found.due, day), found.number, []
    if found.kind == "paused":
        return ()
    while due <= last and number <= until:
        days.append(due)
        due += timedelta(days=programme.session(number).days)
        number += 1
    return tuple(days)


def _see_someone(programme: Programme, done: Sequence[Done], day: date) -> bool:
    rules = programme.rules
    lately = [i for i, one in enumerate(done) if (day - one.day).days < rules.within]
    return sum(judge(programme, done[: i + 1]).move == "back" for i in lately) >= rules.most


def position(programme: Programme, number: int) -> str:
    """A session's position: "Session 3 of 12", "Week 1, session 2 of 5"."""
    stage = programme.session(number).stage
    if stage:
        numbers = programme.stage(number)
        place = numbers.index(programme.session(number).number) + 1
        return words.say(messages.STAGE_SESSION_OF, stage=stage, number=place, count=len(numbers))
    return words.say(messages.SESSION_OF, number=number, count=len(programme.sessions))


@dataclass(frozen=True, slots=True)
class SessionOf:
    """What a page says about a programme's session; `fixed` if its dose is the programme's own.

    `position` says which session it is, `start` labels the button that plays it, `note` explains that.
    """

    programme: str
    position: str
    start: str = "Start"
    note: str = ""
    fixed: bool = False


def why(programme: Programme, followed: Followed, found: Today) -> str:
    """The reason for the next session, in a sentence or two."""
    done, verdict, rules = followed.done, found.verdict, programme.rules
    if found.kind == "finished":
        return programme.then or "You have done all of it. Keep doing what helped you."
    session = programme.session(verdict.number)
    if verdict.move == "chosen":
        return words.say(messages.YOU_CHOSE_IT, why=session.why).strip()
    if verdict.move == "start":
        return session.why or "The first one. Take it easy and get to know it."
    last = done[-1]
    if verdict.move == "on":
        before = programme.session(last.number).name
        if not before:
            return session.why
        if found.share < rules.done:
            partly = messages.IS_PARTLY_DONE
            return words.say(partly, name=before, share=found.share, why=session.why).strip()
        return words.say(messages.IS_DONE, name=before, why=session.why).strip()
    told = {
        "done": words.say(messages.DONE_TOO_LITTLE, share=share_done(programme, done), least=rules.done),
        "after": words.say(messages.HURT_AFTER, most=rules.after),
        "not_worse": "The day after was worse than before.",
        "rise": words.say(messages.DISCOMFORT_ROSE, n=rules.rise),
        "sore": "You were sore for over a day.",
        "short": "The short session was to get going again. Now comes the whole one.",
    }
    reasons = " ".join(told[reason] for reason in verdict.reasons)
    if verdict.reasons == ("short",):
        return reasons
    if verdict.move == "back" and programme.stage(last.number).start > 1:
        return words.say(messages.ONE_BACK, reasons=reasons)
    return words.say(messages.ONCE_MORE, reasons=reasons)


def rules_in_words(programme: Programme) -> tuple[str, ...]:
    """When to move on and when to step back, a sentence or two each; all of it is said here alone."""
    rules, by_week = programme.rules, any(session.stage for session in programme.sessions)
    well = [
        *([words.say(messages.MOST_DONE, least=rules.done)] if rules.done else []),
        *([words.say(messages.LITTLE_DISCOMFORT, most=rules.after)] if rules.after < _WORST else []),
        *(["no worse the next day"] if rules.not_worse else []),
    ]
    back = [
        *([words.say(messages.DISCOMFORT_RISES, n=rules.rise)] if rules.rise else []),
        *(["you are sore for over a day"] if rules.sore else []),
    ]
    on = messages.MOVE_ON_WEEK if by_week else messages.MOVE_ON_SESSION
    signs = words.listed(back, messages.LIST_OR)
    told = words.say(on, well=words.listed(well)) if well else "You move on after each session."
    return (
        told,
        *([words.say(messages.BACK_WEEK if by_week else messages.BACK_SESSION, signs=signs)] if back else []),
    )


def headline(programme: Programme, found: Today, day: date) -> str:
    """Today in a few words; a day off is part of the plan."""
    if found.kind == "session":
        return "Picking up again? A short one is ready." if found.away else "Today"
    if found.kind == "finished":
        return "All done" if found.number > len(programme.sessions) else "You did what you set out to do"
    if found.kind == "paused":
        return "Paused"
    if found.kind == "done" and found.share < programme.rules.done:
        return words.say(messages.SHARE_TODAY, share=found.share)
    return "Done for today" if found.kind == "done" else "Rest day, as planned"


def day_in_words(day: date, today: date) -> str:
    """A coming day in words: "today", "tomorrow", "on Thursday", "on 3 December"."""
    ahead = (day - today).days
    if ahead <= 1:
        return "tomorrow" if ahead == 1 else "today"
    return words.day(day, "on %A" if ahead < 7 else "on %d %B")


def length_in_words(programme: Programme) -> str:
    """The length in words: "12 sessions, about 4 weeks"."""
    weeks = round(programme.days / 7)
    count = words.say(messages.SESSIONS, n=len(programme.sessions))
    if not weeks:
        return count
    return words.say(messages.SESSIONS_WEEKS, sessions=count, weeks=words.say(messages.WEEKS, n=weeks))
