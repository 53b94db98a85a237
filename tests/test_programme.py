"""Programmes: what a file may say, and what is next for somebody who did so much and felt like that."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.programme import (
    ANSWERS,
    Done,
    Followed,
    PlannedSession,
    Programme,
    Rules,
    Today,
    day_in_words,
    headline,
    judge,
    length_in_words,
    planned_days,
    position,
    read_programme,
    rules_in_words,
    share_done,
    today,
    why,
)
from guided.reading import Table
from guided.routine import Change

DAY = date(2026, 11, 24)  # a Tuesday

FILE = """\
name = "Up"
goal = "From below."
for = "Anyone."
then = "Keep it up."
days = 3
tiers = [1, 2]

[move_on]
done = 70
after = 4
not_worse = false

[step_back]
rise = 3
sore = false
most = 2
within = 7

[routines.a]
name = "A"

[[routines.a.step]]
exercise = "bridge"

[[session]]
routine = "a"
why = "First."
measures = ["hip-drop"]

[[session]]
name = "Own"
stage = "Week 1"
days = 1

[session.dose]
reps = 8

[session.doses.bridge]
more_reps = 2
version = "easier"

[[session.step]]
exercise = "bridge"
reps = 5
"""


def read(text: str) -> tuple[Programme, list[str]]:
    problems: list[Any] = []
    programme = read_programme(Table(tomllib.loads(text), problems), "up")
    return programme, [str(problem) for problem in problems]


def test_a_file_is_read_whole() -> None:
    programme, problems = read(FILE)
    assert problems == []
    first, second = programme.sessions
    assert (programme.name, programme.then, programme.tiers) == ("Up", "Keep it up.", (1, 2))
    assert programme.rules == Rules(70, 4, False, 3, False, 2, 7)
    assert (first.routine, first.days, first.why, first.measures) == ("a", 3, "First.", ("hip-drop",))
    assert (second.name, second.stage, second.days) == ("Own", "Week 1", 1)
    assert [step.dose.reps for step in second.steps] == [(5,)]
    assert second.changes["bridge"] == Change(version="easier", more_reps=2)
    assert programme.routines["a"].name == "A"
    assert programme.ends == (1, 2)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("days = 3", "days = 0", "days: 0 is not allowed, use a whole number from 1 to 30"),
        ("tiers = [1, 2]", "tiers = [2, 1]", "tiers: use rising whole numbers of sessions, up to 2"),
        ("tiers = [1, 2]", "tiers = [3]", "tiers: use rising whole numbers of sessions, up to 2"),
        ("done = 70", "done = 101", "move_on.done: 101 is not allowed"),
        ("after = 4", "afte = 4", "move_on.afte: unknown key, known here are done, after, not_worse, did"),
        ("rise = 3", 'rise = "a"', 'step_back.rise: "a" is not allowed'),
        ('why = "First."', 'whi = "First."', "session[1].whi: unknown key"),
        ('why = "First."', "[[session.step]]\nexercise = 'bridge'", "session[1].step: leave either routine"),
        ('routine = "a"\n', "", "session[1].step: 0 of them, use [[step]] written 1 to 200 times"),
        ('name = "Own"\n', "", "session[2].name: missing, a session with steps of its own needs one"),
        ("reps = 8", "reps = 0", "session[2].dose.reps: 0 is not allowed"),
        ("reps = 8", "reps = 8\nmore_reps = 1", "session[2].dose.more_reps: leave either reps or more_reps"),
        ('version = "easier"', 'version = "easyer"', "session[2].doses.bridge.version: "),
        ("[session.doses.bridge]", "[session.doses.Bridge]", "session[2].doses.Bridge: not an id"),
        ('["hip-drop"]', '["Hip drop"]', "session[1].measures: not an id"),
        ('exercise = "bridge"\nreps = 5', "reps = 5", "session[2].step[1].exercise: missing"),
        ('name = "A"\n', "", "routines.a.name: missing"),
    ],
)
def test_a_mistake_is_told_with_its_key(old: str, new: str, told: str) -> None:
    assert old in FILE
    _, problems = read(FILE.replace(old, new, 1))
    assert any(problem.startswith(told) for problem in problems), problems


def test_every_mistake_is_told_at_once() -> None:
    _, problems = read('goal = 1\ndays = "x"\n[[session]]\nroutine = 3\n')
    keys = {problem.split(":")[0] for problem in problems}
    assert keys == {"days", "name", "goal", "session[1].routine"}


# ---------------------------------------------------------------- where what was done leads


def programme(stages: str = "", **rules: Any) -> Programme:
    """Four sessions two days apart, each its own stage or of the stage of its letter: "aabb"."""
    names = ("Feet", "Knees", "Hips", "Head")
    labels = stages or "    "
    sessions = tuple(
        PlannedSession(number, name, 2, why=f"{name} now.", stage=label.strip())
        for number, (name, label) in enumerate(zip(names, labels, strict=True), 1)
    )
    return Programme("up", "Up", sessions, tiers=(2,), rules=replace(Rules(), **rules))


def done(number: int, days_ago: int = 2, reps: int = 10, **answers: Any) -> Done:
    day = DAY - timedelta(days=days_ago)
    return Done(f"{number}-{days_ago}", number, day, reps, 10, **answers)


def at(*sessions: Done, of: Programme | None = None, **more: Any) -> Today:
    followed = Followed("up", DAY - timedelta(days=30), sessions, **more)
    return today(of or programme(), followed, DAY)


def told(*sessions: Done, of: Programme | None = None, **more: Any) -> str:
    of = of or programme()
    followed = Followed("up", DAY - timedelta(days=30), sessions, **more)
    return why(of, followed, today(of, followed, DAY))


def test_it_begins_with_the_first_session_on_the_same_day() -> None:
    found = at()
    assert (found.kind, found.number, found.due, found.verdict.move) == ("session", 1, DAY, "start")
    assert told() == "Feet now."


def test_a_session_that_went_well_leads_to_the_next() -> None:
    good = done(1, reps=8, before=4, after=3, next_day="same")
    assert (at(good).kind, at(good).number) == ("session", 2)
    assert told(good) == "Feet: done. Knees now."


@pytest.mark.parametrize(
    ("what", "reason", "sentence"),
    [
        ({"reps": 7}, "done", "You did 70 % of the reps. From 80 % on, you move on."),
        ({"after": 4}, "after", "Discomfort was over 3 afterwards. At 3 or less, you move on."),
        ({"next_day": "worse"}, "not_worse", "The day after was worse than before."),
    ],
)
def test_a_session_that_did_not_is_repeated(what: dict[str, Any], reason: str, sentence: str) -> None:
    found = at(done(2, **what))
    assert (found.number, found.verdict.move, found.verdict.reasons) == (2, "repeat", (reason,))
    assert told(done(2, **what)) == f"{sentence} So once more, smaller and at your own pace."


def test_what_was_not_answered_holds_nobody_up() -> None:
    assert at(done(1, before=None, after=None, next_day=None)).number == 2
    assert at(done(1, before=None, after=2)).number == 2


@pytest.mark.parametrize(
    ("answers", "reason"), [({"before": 1, "after": 3}, "rise"), ({"next_day": "sore"}, "sore")]
)
def test_discomfort_that_rises_or_lasts_is_one_step_back(answers: dict[str, Any], reason: str) -> None:
    found = at(done(3, **answers))
    assert (found.number, found.verdict.move, found.verdict.reasons) == (2, "back", (reason,))
    assert told(done(3, **answers)).endswith("So you go one session back, with smaller movements.")


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (
            {},
            (
                "You move on after a session that went well: at least 80 % of the reps done, discomfort of 3"
                " or less afterwards and no worse the next day. If not, the same session comes again.",
                "If discomfort rises by at least 2 points in a session or you are sore for over a day, you go"
                " one session back.",
            ),
        ),
        (
            {"done": 0, "after": 10, "not_worse": False, "rise": 0, "sore": False},
            ("You move on after each session.",),
        ),
    ],
)
def test_its_rules_are_told_as_they_are_kept(rules: dict[str, Any], told: tuple[str, ...]) -> None:
    assert rules_in_words(programme(**rules)) == told


def test_before_the_first_session_there_is_nothing_to_step_back_to() -> None:
    found = at(done(1, next_day="sore"))
    assert (found.number, found.verdict.move) == (1, "back")
    assert told(done(1, next_day="sore")).endswith("So once more, smaller and at your own pace.")


def test_a_rule_that_is_off_is_not_held_against_anybody() -> None:
    lax = programme(rise=0, sore=False, not_worse=False)
    assert at(done(1, before=0, after=3, next_day="sore"), of=lax).number == 2


def test_in_a_stage_the_rules_wait_for_its_end() -> None:
    weeks = programme("aabb")
    assert at(done(1, reps=1), of=weeks).number == 2
    assert at(done(1, 4, reps=6), done(2, reps=10), of=weeks).number == 3
    bad = at(done(1, 4, reps=5), done(2, reps=10), of=weeks)
    assert (bad.number, bad.verdict.reasons) == (1, ("done",))
    # The last answer counts, not the worst.
    assert at(done(1, 4, after=5), done(2, after=2), of=weeks).number == 3


def test_a_stage_that_is_repeated_is_judged_anew() -> None:
    weeks = programme("aabb")
    first = (done(1, 8, reps=2), done(2, 6, reps=2))
    assert at(*first, done(1, 4), done(2), of=weeks).number == 3
    assert share_done(weeks, [*first, done(1, 4)]) == 100


def test_a_step_back_in_a_stage_is_to_the_one_before() -> None:
    weeks = programme("aabb")
    found = at(done(4, next_day="sore"), of=weeks)
    assert found.number == 1


def test_three_steps_back_in_two_weeks_are_a_reason_to_see_someone() -> None:
    sore = [done(2, ago, next_day="sore") for ago in (9, 6, 3)]
    assert at(*sore).see_someone
    assert not at(*sore[:2]).see_someone
    assert not at(done(2, 30, next_day="sore"), *sore[1:]).see_someone


def test_somebody_may_see_it_otherwise() -> None:
    found = at(done(2, reps=1), chosen=3, chosen_after=1)
    assert (found.number, found.verdict.move) == (3, "chosen")
    assert told(done(2, reps=1), chosen=3, chosen_after=1) == "You chose it. Hips now."
    # It was meant for that one time.
    assert at(done(2, 4, reps=1), done(3), chosen=3, chosen_after=1).number == 4


# ---------------------------------------------------------------- what a day has


def test_a_day_between_is_a_planned_rest() -> None:
    found = at(done(1, 1))
    assert (found.kind, found.number, found.due) == ("rest", 2, DAY + timedelta(days=1))
    assert headline(programme(), found, DAY) == "Rest day, as planned"


def test_on_the_day_itself_it_is_done() -> None:
    assert at(done(1, 0)).kind == "done"
    assert at(done(1, -3)).kind == "done"  # a clock that was set back


def test_what_was_broken_off_is_told_by_its_share() -> None:
    weeks = programme("aabb")
    assert headline(weeks, at(done(1, 0, reps=5), of=weeks), DAY) == "50 % done today"
    assert headline(weeks, at(done(1, 0, reps=8), of=weeks), DAY) == "Done for today"
    assert told(done(1, reps=5), of=weeks) == "Feet: 50 % done. Knees now."


def test_the_day_after_is_asked_for_from_the_next_day_on_for_a_few_days() -> None:
    assert at(done(1, 0)).ask is None
    assert at(done(1, 1)).ask == done(1, 1)
    assert at(done(1, 3)).ask == done(1, 3)
    assert at(done(1, 4)).ask is None
    assert at(done(1, 1, next_day="same")).ask is None


def test_after_a_while_a_short_one_comes_first() -> None:
    found = at(done(1, 9))
    assert found.away
    assert headline(programme(), found, DAY) == "Picking up again? A short one is ready."
    assert not at(done(1, 8)).away
    short = at(done(1, 9), done(2, short=True))
    assert (short.number, short.verdict.reasons) == (2, ("short",))
    assert (
        told(done(1, 9), done(2, short=True))
        == "The short session was to get going again. Now comes the whole one."
    )


def test_a_paused_programme_stands_still() -> None:
    assert at(done(1, 5), paused=True).kind == "paused"
    assert at(done(1, 5), paused=True).number == 2


def test_the_end_is_that_of_the_programme_or_what_one_set_out_for() -> None:
    found = at(done(4))
    assert (found.kind, headline(programme(), found, DAY)) == ("finished", "All done")
    tier = at(done(2), until=2)
    assert (tier.kind, tier.number) == ("finished", 3)
    assert headline(programme(), tier, DAY) == "You did what you set out to do"
    assert at(done(2), until=4).kind == "session"


def test_where_one_is_and_how_long_it_is_in_words() -> None:
    assert position(programme(), 3) == "Session 3 of 4"
    assert position(programme("aabb"), 4) == "b, session 2 of 2"
    assert length_in_words(programme()) == "4 sessions, about 1 week"
    alone = replace(programme(), sessions=programme().sessions[:1])
    assert length_in_words(alone) == "1 session"
    weekly = replace(programme(), sessions=tuple(replace(s, days=7) for s in programme().sessions))
    assert length_in_words(weekly) == "4 sessions, about 3 weeks"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [(0, "today"), (1, "tomorrow"), (2, "on Thursday"), (6, "on Monday"), (7, "on 1 December")],
)
def test_a_day_to_come_as_one_says_it(ahead: int, said: str) -> None:
    assert day_in_words(DAY + timedelta(days=ahead), DAY) == said


class Sonntag(date):
    """A day as the C library names it where German is spoken."""

    def strftime(self, form: str) -> str:
        return super().strftime(form).replace("Sunday", "Sonntag").replace("December", "Dezember")


def test_a_day_to_come_is_named_in_the_language_of_the_page() -> None:
    day = Sonntag(2026, 12, 20)
    assert day_in_words(day, date(2026, 12, 18)) == "on Sunday"
    assert day_in_words(day, date(2026, 12, 1)) == "on 20 December"


# ---------------------------------------------------------------- whatever happens

sessions = st.builds(
    Done,
    session_id=st.just("x"),
    number=st.integers(1, 6),  # the file may have become shorter since
    day=st.dates(DAY - timedelta(days=40), DAY + timedelta(days=3)),
    reps_done=st.integers(0, 12),
    reps_planned=st.integers(0, 12),
    before=st.none() | st.integers(0, 10),
    after=st.none() | st.integers(0, 10),
    next_day=st.none() | st.sampled_from(ANSWERS),
    short=st.booleans(),
)
somebody = st.builds(
    Followed,
    programme_id=st.just("up"),
    started=st.just(DAY),
    done=st.lists(sessions, max_size=8).map(lambda done: tuple(sorted(done, key=lambda one: one.day))),
    until=st.integers(1, 200),
    paused=st.booleans(),
    chosen=st.none() | st.integers(1, 8),
    chosen_after=st.integers(0, 8),
)
programmes = st.sampled_from([programme(), programme("aabb"), programme("aaaa"), programme("abbb")])


@given(programmes, somebody)
def test_there_is_always_something_to_say(of: Programme, followed: Followed) -> None:
    found = today(of, followed, DAY)
    assert 1 <= found.number <= len(of.sessions) + 1
    assert (found.kind == "finished") == (found.number > min(followed.until, len(of.sessions)))
    assert why(of, followed, found)
    assert headline(of, found, DAY)
    if found.kind == "session":
        assert found.due <= DAY
    if found.kind == "rest":
        assert found.due > DAY


@given(programmes, somebody)
def test_a_step_is_one_stage_at_most(of: Programme, followed: Followed) -> None:
    verdict = judge(of, followed.done)
    if not followed.done:
        assert verdict.number == 1
        return
    stage = of.stage(followed.done[-1].number)
    before = of.stage(max(stage.start - 1, 1))
    assert before.start <= verdict.number <= stage.stop
    assert (verdict.number < stage.start) <= (verdict.move == "back")


@given(
    st.lists(st.integers(8, 10), min_size=4, max_size=4), st.lists(st.none() | st.integers(0, 3), min_size=4)
)
def test_whoever_does_most_of_it_and_feels_fine_gets_through(
    reps: list[int], after: list[int | None]
) -> None:
    of, sofar = programme(), list[Done]()
    for day in range(4):
        found = today(of, Followed("up", DAY, tuple(sofar)), DAY + timedelta(days=2 * day))
        assert (found.kind, found.number) == ("session", day + 1)
        day_done = DAY + timedelta(days=2 * day)
        sofar.append(Done("x", found.number, day_done, reps[day], 10, 3, after[day], "better"))
    assert judge(of, sofar).number == 5


def test_the_days_of_its_sessions_are_known_ahead_if_each_is_done_on_its_day() -> None:
    programme, _ = read(FILE)
    sunday = DAY + timedelta(days=5)
    begun = Followed(programme.id, DAY)
    assert planned_days(programme, begun, DAY, sunday) == (DAY, DAY + timedelta(days=3))
    late = DAY + timedelta(days=1)
    assert planned_days(programme, begun, late, sunday) == (late, late + timedelta(days=3))
    done = replace(begun, done=(Done("1", 1, DAY, 10, 10),))
    assert planned_days(programme, done, DAY, sunday) == (DAY + timedelta(days=3),)
    assert planned_days(programme, replace(begun, until=1), DAY, sunday) == (DAY,)
    assert planned_days(programme, replace(begun, paused=True), DAY, sunday) == ()
