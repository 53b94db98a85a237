"""A report for a practitioner."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guided.charts.material import Material
from guided.locales import GERMAN
from guided.prescribed import Prescribed
from guided.programme import Done, Followed, PlannedSession, Programme
from guided.report import planned, report
from guided.routine import Routine
from tests.charts.samples import TODAY, ago, material, session
from tests.charts.test_motion import MEASURES, taken

PROGRAMME = Programme("feet", "Feet", tuple(PlannedSession(number, "", days=2) for number in range(1, 9)))


def noted(day: int, note: str) -> Material:
    kept = [session(ago(number), 12, before=6, after=5) for number in range(10)]
    kept[day] = replace(kept[day], note=note)
    measured = (taken(20, "wall", left=12.0), taken(2, "wall", left=9.5))
    return material(kept, measured=measured, measures=MEASURES)


def test_it_sums_up_the_period_in_plain_sentences() -> None:
    made = report(noted(1, "x"))
    assert made.period == "2 November 2026 to 25 November 2026"
    assert made.sessions == ("10 sessions on 10 days, 120 minutes in all.",)
    assert made.routines is not None
    assert made.routines.rows == (("Hips", "10", "120"),)
    assert made.discomfort.startswith("After a session it was 1.0 points lower")
    assert made.measures is not None
    assert made.measures.rows == (("Knee to wall, left", "9.5 cm to 12 cm, better"),)
    assert made.notes == ()


def test_only_the_notes_that_were_ticked_go_with_it() -> None:
    made = noted(1, "Sat all day.")
    ticked = report(made, noted=[made.sessions[1].id])
    assert ticked.notes == (("24 November 2026", "Hips: Sat all day."),)


def test_sessions_kept_stand_against_those_a_programme_planned() -> None:
    begun = date(2026, 11, 17)
    done = tuple(Done(str(day), day, date(2026, 11, 17 + day), 1, 1) for day in range(3))
    followed = Followed("feet", begun, done, until=4)
    assert planned(PROGRAMME, followed, begun, TODAY) == 4, "no more than one set out for"
    assert planned(PROGRAMME, followed, date(2026, 11, 20), TODAY) == 2
    made = report(noted(1, ""), programmes={"feet": PROGRAMME}, followed=[followed])
    assert made.sessions[1] == "Feet: 3 of 4 planned sessions were kept."


def test_a_day_that_is_not_over_and_a_programme_that_is_paused_have_nothing_missed() -> None:
    """One that was followed for a minute does not stand there as missed."""
    begun = Followed("feet", TODAY)
    long_ago = replace(begun, started=ago(15))
    given = {"feet": PROGRAMME}
    for followed in (begun, replace(begun, paused=True), replace(long_ago, paused=True)):
        assert len(report(noted(1, ""), programmes=given, followed=[followed]).sessions) == 1
    (_, told) = report(noted(1, ""), programmes=given, followed=[long_ago]).sessions
    assert told == "Feet: 0 of 8 planned sessions were kept."
    done = (Done("a", 1, ago(15), 1, 1), Done("b", 2, ago(11), 1, 1))
    paused = replace(long_ago, done=done, paused=True)
    (_, told) = report(noted(1, ""), programmes=given, followed=[paused]).sessions
    assert told == "Feet: 2 of 3 planned sessions were kept."


def test_what_was_played_to_its_end_but_mostly_skipped_is_not_done() -> None:
    played = material(
        [session(ago(3), reps=(8, 10)), session(ago(2), reps=(7, 10)), session(ago(1), reps=(0, 9))]
    )
    assert report(played).sessions[1] == "1 of 3 sessions were done, at least 80 % of each."


def test_days_that_were_prescribed_stand_against_those_on_which_it_was_done() -> None:
    asked = Prescribed("Jo Doe", 3, date(2026, 11, 16), date(2026, 12, 24))
    routines = [Routine("hips", "Hips", (), prescribed=asked), Routine("other", "Other", ())]
    played = material([session(ago(8)), session(ago(6)), session(ago(4), reps=(2, 10)), session(ago(1))])
    made = report(played, routines=routines)
    assert made.sessions[1:] == (
        "3 of 4 sessions were done, at least 80 % of each.",
        "Hips, asked for by Jo Doe: done on 3 of 4 days.",
    )
    ended = replace(routines[0], prescribed=replace(asked, given=date(2026, 1, 5), until=date(2026, 2, 5)))
    assert not any("Jo Doe" in told for told in report(played, routines=[ended]).sessions)


def test_it_says_what_it_is_and_whose() -> None:
    assert report(material()).title == "Movement report"
    assert report(material(), "Anna").title == "Movement report: Anna"


def test_without_anything_it_says_so() -> None:
    made = report(material())
    assert made.sessions == ("There were no sessions.",)
    assert made.measures is None
    assert made.discomfort == "Too few sessions to tell."


def test_days_and_numbers_follow_the_locale() -> None:
    made = report(replace(noted(1, ""), locale=GERMAN))
    assert made.period == "2. November 2026 to 25. November 2026"
    assert made.measures is not None
    assert made.measures.rows[0][1] == "9,5 cm to 12 cm, better"
