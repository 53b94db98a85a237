"""The one thing to do today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided import words
from guided.changes import programme_routine
from guided.files import load
from guided.library import Library, counted_as, meant, reached
from guided.paths import assets
from guided.prescribed import Prescribed
from guided.programme import Done, Followed
from guided.routine import Routine, kit_of
from guided.safety import GENTLE, at_a_desk, helped, left_out, matching, way_around
from guided.settings import Settings
from guided.timeline import length_ms
from guided.today import SHORT_MINUTES, Person, Played, Shelf, is_done, short_ones, today, usual_minutes, why
from guided.words import minutes

MORNING = datetime(2026, 11, 2, 8, 0)
DAY = timedelta(days=1)
DESK = {"standing", "seated"}


@cache
def library() -> Library:
    return load(assets())


@cache
def shelf() -> Shelf:
    unspoken = Settings(speech="none")
    return Shelf(
        library(), {one.id: length_ms(one, library(), unspoken) for one in library().routines.values()}
    )


def played(routine: str, days_ago: float = 1, after: int | None = None, ms: int = 600_000) -> Played:
    return Played(MORNING - timedelta(days=days_ago), routine, ms, after)


def prescribing(asked: dict[str, int], given: date = date(2026, 11, 2)) -> Shelf:
    """The shelf with some routines prescribed on so many days a week, for a week."""
    routines = dict(library().routines)
    for name, days in asked.items():
        one = Prescribed("Jo Doe", days, given, given + 6 * DAY)
        routines[name] = replace(routines[name], prescribed=one)
    return replace(shelf(), library=replace(library(), routines=routines))


def test_what_is_prescribed_comes_first_and_counts_the_week() -> None:
    three = prescribing({"psoas-release": 3})
    programme = library().programmes["feet-to-head"]
    followed = [(programme, Followed(programme.id, date(2026, 11, 1)))]
    found = today(three, [], followed, Person(), MORNING)
    assert (found.reason.kind, found.routine_id) == ("prescribed", "psoas-release")
    assert why(found) == "From Jo Doe: 0 of 3 days done this week."
    wednesday = MORNING + 2 * DAY
    found = today(three, [played("psoas-release", 0)], [], Person(), wednesday)
    assert why(found) == "From Jo Doe: 1 of 3 days done this week."


def test_between_two_days_of_it_there_is_one_off_and_the_next_is_told() -> None:
    found = today(
        prescribing({"psoas-release": 3}), [played("psoas-release", 0)], [], Person(), MORNING + DAY
    )
    assert (found.reason.kind, found.due) == ("between", date(2026, 11, 4))
    assert why(found).startswith("What Jo Doe asks for has a day off today.")
    assert minutes(shelf().lengths_ms[found.routine_id]) <= 6


def test_once_done_it_is_enough_for_the_day() -> None:
    found = today(prescribing({"psoas-release": 7}), [played("psoas-release", 0.01)], [], Person(), MORNING)
    assert (found.reason.kind, found.due) == ("done", date(2026, 11, 3))


def test_too_little_of_it_does_not_count() -> None:
    begun = replace(played("psoas-release", 0.01), share=79)
    found = today(prescribing({"psoas-release": 7}), [begun], [], Person(), MORNING)
    assert found.reason.kind == "prescribed"


def test_it_ends_with_its_last_day() -> None:
    six = prescribing({"psoas-release": 7}, date(2026, 10, 27))
    assert why(today(six, [], [], Person(), MORNING)).endswith("Today is its last day.")
    assert today(six, [], [], Person(), MORNING + DAY).reason.kind == "first"


def test_what_a_care_code_warns_of_is_not_suggested_though_it_is_prescribed() -> None:
    careful = next(code for code in library().care if not suits(library().routines["psoas-release"], (code,)))
    found = today(prescribing({"psoas-release": 7}), [], [], Person(careful_with=(careful,)), MORNING)
    assert found.reason.kind == "unsuited"
    assert found.routine_id not in ("", "psoas-release")
    assert why(found).startswith("What Jo Doe asks for has something you are careful with: ask them")


def test_a_followed_programme_comes_first() -> None:
    programme = library().programmes["feet-to-head"]
    found = today(shelf(), [], [(programme, Followed(programme.id, date(2026, 11, 1)))], Person(), MORNING)
    assert (found.programme_id, found.number, found.reason.kind) == (programme.id, 1, "programme")
    assert why(found) == f"{found.reason.position} of your programme."


def test_a_planned_day_off_is_one() -> None:
    programme = library().programmes["feet-to-head"]
    done = Done("one", 1, date(2026, 11, 1), 10, 10)
    following = Followed(programme.id, date(2026, 11, 1), (done,))
    found = today(shelf(), [played("feet-and-ankles")], [(programme, following)], Person(), MORNING)
    assert found.reason.kind == "rest"
    assert found.due == date(2026, 11, 1) + programme.session(1).days * DAY
    assert minutes(shelf().lengths_ms[found.routine_id]) <= 6


def test_after_the_days_session_there_is_no_more_than_a_short_one() -> None:
    found = today(shelf(), [played("psoas-release", 0.01)], [], Person(), MORNING)
    assert found.reason.kind == "done"
    assert minutes(shelf().lengths_ms[found.routine_id]) <= 6


def test_what_was_broken_off_is_offered_again_and_not_called_done() -> None:
    half = replace(played("psoas-release", 0.01), share=52)
    found = today(shelf(), [half], [], Person(), MORNING)
    assert (found.reason.kind, found.routine_id) == ("begun", "psoas-release")
    assert why(found).startswith("You did 52 % of it.")
    whole = played("gentle-back-day", 0.02)
    assert today(shelf(), [half, whole], [], Person(), MORNING).reason.kind == "done"
    assert today(shelf(), [whole, half], [], Person(), MORNING).reason.kind == "done"
    a_little = replace(half, played_ms=60_000, share=8)
    assert today(shelf(), [a_little], [], Person(), MORNING).reason.share == 8
    assert today(shelf(), [replace(half, after=4)], [], Person(), MORNING).reason.kind == "done"
    a_break = replace(played("two-minute-stand-up", 0.01, ms=60_000), share=50)
    assert today(shelf(), [a_break], [], Person(), MORNING).reason.kind != "begun"


def test_what_was_played_to_its_end_is_done_whatever_was_skipped() -> None:
    skipped = replace(played("psoas-release", 0.01), share=52, complete=True)
    assert today(shelf(), [skipped], [], Person(), MORNING).reason.kind == "done"


def test_a_programmes_session_that_was_broken_off_is_offered_again() -> None:
    programme = library().programmes["four-week-hip-flexors"]
    half = Done("x", 1, MORNING.date(), 52, 100)
    following = [(programme, Followed(programme.id, MORNING.date(), (half,)))]
    found = today(shelf(), [replace(played("", 0.01), share=52)], following, Person(), MORNING)
    assert (found.reason.kind, found.reason.share) == ("begun", 52)
    assert (found.programme_id, found.number) == (programme.id, 1)
    again = replace(half, session_id="y", reps_done=100)
    following = [(programme, Followed(programme.id, MORNING.date(), (half, again)))]
    assert today(shelf(), [played("", 0.01)], following, Person(), MORNING).reason.kind == "done"


def test_what_was_left_at_that_is_one_session_and_no_other_of_the_day() -> None:
    programme = library().programmes["neck-week"]
    done = Done("later", 1, MORNING.date(), 30, 100)
    following = [(programme, Followed(programme.id, MORNING.date(), (done,)))]
    earlier = replace(played("psoas-release", 0.02), share=30, left=True, id="earlier")
    later = replace(played("", 0.01), share=30, id="later")
    found = today(shelf(), [earlier, later], following, Person(), MORNING)
    assert (found.reason.kind, found.programme_id, found.begun) == ("begun", programme.id, "later")
    found = today(shelf(), [earlier, replace(later, left=True)], following, Person(), MORNING)
    assert (found.reason.kind, found.begun) == ("done", "")


def test_a_high_discomfort_leads_to_something_gentle_the_next_day_only() -> None:
    gentle = today(shelf(), [played("psoas-release", after=7)], [], Person(), MORNING)
    assert (gentle.reason.kind, gentle.routine_id) == ("gentle", GENTLE[0])
    assert (
        today(shelf(), [played("psoas-release", 3, after=7)], [], Person(), MORNING).reason.kind != "gentle"
    )


def test_two_sore_days_have_two_gentle_routines() -> None:
    past = [played("psoas-release", 2, after=7), played(GENTLE[0], 1, after=7)]
    found = today(shelf(), past, [], Person(), MORNING)
    assert (found.reason.kind, found.routine_id) == ("gentle", GENTLE[1])


def test_a_session_of_today_that_left_one_sore_is_enough() -> None:
    found = today(shelf(), [played("psoas-release", 0.01, after=7)], [], Person(), MORNING)
    assert found.reason.kind == "settle"
    assert found.routine_id in ("", *GENTLE)
    assert found.is_gentle


def test_after_a_sharp_pain_nothing_is_offered_that_day() -> None:
    stopped = replace(played("psoas-release", 0.01), share=15, stopped=True)
    later = played("psoas-release", 0.005)
    for past in ([stopped], [stopped, later]):
        found = today(shelf(), past, [], Person(), MORNING)
        assert (found.reason.kind, found.routine_id, found.is_gentle) == ("stopped", "", True)
        assert is_done(past, MORNING)
    assert why(found) == "You stopped because it was sharp. Leave it for today."
    assert today(
        shelf(), [replace(stopped, at=MORNING - timedelta(days=1))], [], Person(), MORNING
    ).routine_id


def test_two_minutes_at_the_desk_are_not_the_days_session() -> None:
    a_break = played("two-minute-stand-up", 0.01, ms=120_000)
    assert today(shelf(), [a_break], [], Person(), MORNING).reason.kind not in ("done", "settle")
    always = [played("two-minute-stand-up", days, ms=120_000) for days in (4, 3, 2)]
    assert today(shelf(), [*always, a_break], [], Person(), MORNING).reason.kind == "done"


def test_a_session_played_for_oneself_does_not_take_the_place_of_the_programmes() -> None:
    programme = library().programmes["feet-to-head"]
    following = [(programme, Followed(programme.id, date(2026, 11, 1)))]
    found = today(shelf(), [played("psoas-release", 0.01)], following, Person(), MORNING)
    assert (found.reason.kind, found.number) == ("programme", 1)


def test_a_day_of_a_clock_set_back_is_not_the_last_one() -> None:
    tomorrow = played("psoas-release", -1, after=8)
    assert today(shelf(), [tomorrow], [], Person(), MORNING).reason.kind == "first"


def test_after_weeks_away_one_picks_up_again_with_a_short_one() -> None:
    found = today(shelf(), [played("psoas-release", 20)], [], Person(), MORNING)
    assert why(found).startswith("Picking up again?")
    assert minutes(shelf().lengths_ms[found.routine_id]) <= 10


def test_a_favourite_may_come_two_days_running() -> None:
    two = {name: library().routines[name] for name in ("deep-hip", "feet-and-ankles")}
    only = replace(library(), routines=two)
    few = Shelf(only, {name: shelf().lengths_ms[name] for name in only.routines})
    past = [played("feet-and-ankles", 2), played("deep-hip", 1)]
    person = Person(sore=("buttock", "hip"))
    assert today(few, past, [], person, MORNING).routine_id == "feet-and-ankles"
    asked = replace(person, favourites=("deep-hip",))
    assert today(few, past, [], asked, MORNING).routine_id == "deep-hip"


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("hour", [8, 20])
def test_what_is_for_a_case_of_its_own_is_suggested_to_nobody_else(place: str, hour: int) -> None:
    now, past = MORNING.replace(hour=hour), list[Played]()
    for _ in range(40):
        found = today(shelf(), past, [], Person(place=place), now)
        suggest = library().routines[found.routine_id].suggest
        assert suggest in ("always", "morning" if hour < 12 else "evening"), found.routine_id
        if place == "desk":
            routine = library().routines[found.routine_id]
            assert {library().exercises[step.exercise].position for step in routine.steps} <= DESK
        past.append(Played(now, found.routine_id, 600_000, 0))
        now += DAY


def test_what_hurts_is_seen_to_and_said() -> None:
    found = today(shelf(), [played("feet-and-ankles")], [], Person(sore=("hip-front",)), MORNING)
    assert "hip-front" in library().routines[found.routine_id].regions
    assert why(found) == "For your hip flexors."


def test_what_was_moved_today_is_not_said_to_be_of_yesterday() -> None:
    found = today(shelf(), [played("two-minute-stand-up", 0.05, ms=150_000)], [], Person(), MORNING)
    assert found.reason.yesterday == ()


def test_another_part_has_its_turn_the_day_after() -> None:
    found = today(shelf(), [played("feet-and-ankles")], [], Person(), MORNING)
    assert found.routine_id != "feet-and-ankles"
    assert why(found).startswith("Yesterday: feet and ankles. Today: ")


def test_at_a_desk_it_is_something_for_a_chair() -> None:
    found = today(shelf(), [], [], Person(place="desk"), MORNING)
    positions = {library().exercises[s.exercise].position for s in library().routines[found.routine_id].steps}
    assert positions <= DESK


def test_what_hurts_right_beside_what_a_routine_is_for_is_not_named() -> None:
    found = today(shelf(), [], [], Person(sore=("elbow",), place="desk"), MORNING)
    assert "wrist" in library().routines[found.routine_id].regions
    assert why(found) == "A good one to begin with."


def test_a_first_session_at_a_desk_needs_no_mat() -> None:
    for sore in (("low-back", "hip-front", "hip-outer"), ("neck",), ()):
        found = today(shelf(), [], [], Person(sore, place="desk"), MORNING)
        assert at_a_desk(library(), library().routines[found.routine_id]), sore


PLACES = [one for one in words.SORE_PLACES if one not in ("spine", "whole-body", "breath")]
HURTING = [(), *combinations(PLACES, 1), *combinations(PLACES, 2)]
"""Where it can hurt, in one or two places."""


def kit_for(routine: Routine) -> set[str]:
    """What a routine needs, a mat aside."""
    return {*kit_of(library().exercise(routine, step.exercise) for step in routine.steps)} - {"mat"}


@pytest.mark.parametrize("hour", [8, 15, 20])
@pytest.mark.parametrize("place", ["desk", "floor"])
def test_a_first_session_takes_ten_minutes_and_what_everybody_has_and_is_for_what_hurts(
    place: str, hour: int
) -> None:
    for sore in HURTING:
        found = today(shelf(), [], [], Person(sore, place=place), MORNING.replace(hour=hour))
        routine = library().routines[found.routine_id]
        assert 4 <= minutes(shelf().lengths_ms[routine.id]) <= 10, (sore, routine.id)
        assert len(kit_for(routine)) <= 2, (sore, routine.id)
        assert kit_for(routine) <= {"chair", "wall", "doorway", "pillow", "cushion"}, (sore, routine.id)
        assert place == "floor" or at_a_desk(library(), routine), (sore, routine.id)
        assert routine.suggest == "always"
        for region in sore:
            # Unless nothing that short is for either, and it is for the place right beside.
            assert meant(sore) & {*routine.regions} or not for_it(region, place), (sore, routine.id)
        assert {*found.reason.regions} == {one for one in sore if meant((one,)) & {*routine.regions}}


def for_it(region: str, place: str, careful_with: tuple[str, ...] = ()) -> list[str]:
    """Every routine (id) for a region that a beginner could be given."""
    return [
        one.id
        for one in library().routines.values()
        if meant((region,)) & {*one.regions} and one.suggest == "always" and len(kit_for(one)) <= 2
        if kit_for(one) <= {"chair", "wall", "doorway", "pillow", "cushion", "towel", "bed", "desk"}
        if minutes(shelf().lengths_ms[one.id]) <= 10
        if place == "floor" or at_a_desk(library(), one)
        if suits(one, careful_with) and not is_mostly_left_out(one, careful_with)
    ]


def is_mostly_left_out(routine: Routine, careful_with: tuple[str, ...]) -> bool:
    """Whether half of a routine or more is better left out."""
    exercises = [library().exercise(routine, step.exercise) for step in routine.steps]
    return 2 * sum(left_out(one, careful_with, library()) is not None for one in exercises) >= len(exercises)


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("code", list(library().care))
def test_nobody_begins_with_what_is_mostly_left_out(code: str, place: str) -> None:
    for sore in HURTING:
        found = today(shelf(), [], [], Person(sore, (code,), place), MORNING)
        assert not is_mostly_left_out(library().routines[found.routine_id], (code,)), sore


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("code", list(library().care))
def test_whoever_is_careful_is_not_given_a_longer_one_to_begin_with_while_a_short_one_is_for_it(
    code: str, place: str
) -> None:
    for sore in [(), *combinations(PLACES, 1), ("low-back", "hip"), ("low-back", "hip-front")]:
        found = today(shelf(), [], [], Person(sore, (code,), place), MORNING.replace(hour=15))
        routine = library().routines[found.routine_id]
        short = any(for_it(region, place, (code,)) for region in sore)
        most = 10 if short or not sore else 15
        assert minutes(shelf().lengths_ms[routine.id]) <= most, (sore, routine.id)
        assert suits(routine, (code,)), (sore, routine.id)
        assert len(kit_for(routine)) <= 2, (sore, routine.id)
        assert place == "floor" or at_a_desk(library(), routine), (sore, routine.id)
        assert meant(sore) & {*routine.regions} or not short, (sore, routine.id)


@pytest.mark.parametrize("hour", [8, 15, 20])
@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("code", ["", *library().care])
def test_whoever_named_two_places_begins_with_what_is_for_both_wherever_anything_so_short_is(
    code: str, place: str, hour: int
) -> None:
    careful = (code,) if code else ()
    there = {region: {*for_it(region, place, careful)} for region in PLACES}
    for one, other in combinations(PLACES, 2):
        person = Person((one, other), careful, place)
        found = today(shelf(), [], [], person, MORNING.replace(hour=hour)).routine_id
        both, either = there[one] & there[other], there[one] | there[other]
        assert found in (both or either) or not either, (one, other, found)


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("code", ["", *library().care])
def test_what_strengthens_the_core_is_no_first_answer_to_another_place(code: str, place: str) -> None:
    careful = (code,) if code else ()
    for sore in HURTING:
        found = today(shelf(), [], [], Person(sore, careful, place), MORNING).routine_id
        if sore and "core" not in sore and library().routines[found].regions[0] == "core":
            others = {name for region in sore for name in for_it(region, place, careful)} - {found}
            assert {library().routines[name].regions[0] for name in others} <= {"core"}, (sore, found)


@pytest.mark.parametrize(
    ("sore", "place", "routine_id"),
    [
        (("low-back", "hip"), "desk", "back-and-hips-at-a-chair"),
        (("low-back", "hip-front"), "desk", "back-and-hips-at-a-chair"),
        (("low-back", "hip-front"), "floor", "hips-and-back-on-a-mat"),
        (("low-back", "hip"), "floor", "hips-and-back-on-a-mat"),
        (("hip",), "floor", "hips-and-back-on-a-mat"),
        (("low-back",), "floor", "gentle-back-day"),
        (("hip-front",), "floor", "psoas-release-short"),
        (("neck", "shoulder"), "desk", "neck-and-shoulders-short"),
        (("knee",), "desk", "legs-at-a-chair"),
        (("core",), "floor", "core-to-begin-with"),
    ],
)
def test_the_first_session_is_what_one_would_be_given_for_it(
    sore: tuple[str, ...], place: str, routine_id: str
) -> None:
    assert today(shelf(), [], [], Person(sore, place=place), MORNING).routine_id == routine_id


def test_on_the_floor_it_is_on_a_mat_wherever_one_so_short_is_for_as_much_of_what_hurts() -> None:
    for sore in HURTING:
        found = today(shelf(), [], [], Person(sore), MORNING)
        on_a_mat = [
            name
            for region in sore
            for name in for_it(region, "floor")
            if not at_a_desk(library(), library().routines[name])
            if len(helped(library().routines[name], sore)) >= len(found.reason.regions)
        ]
        if on_a_mat or not sore:
            assert not at_a_desk(library(), library().routines[found.routine_id]), sore


@pytest.mark.parametrize("place", ["desk", "floor"])
def test_what_is_suggested_for_where_it_hurts_has_minutes_there(place: str) -> None:
    for sore in HURTING:
        found = today(shelf(), [], [], Person(sore, place=place), MORNING)
        minutes_there = reached_by(library().routines[found.routine_id])
        counted = {counted_as(region, sore) for region in minutes_there}
        assert {*found.reason.regions} <= counted, sore


def test_every_routine_reaches_what_it_is_for() -> None:
    for routine in library().routines.values():
        assert {*routine.regions} <= reached_by(routine) | {"whole-body"}, routine.id


def reached_by(routine: Routine) -> set[str]:
    """The regions that have minutes after it."""
    exercises = [library().exercise(routine, step.exercise) for step in routine.steps]
    return {region for one in exercises for region in reached(one, library().muscles)}


@pytest.mark.parametrize("past", [[], [played("desk-five", 0.05, ms=140_000)]])
def test_what_hurts_comes_first_at_a_desk_too(past: list[Played]) -> None:
    person = Person(sore=("low-back",), place="desk")
    assert "low-back" in library().routines[today(shelf(), past, [], person, MORNING).routine_id].regions


def test_the_time_there_usually_is_at_this_hour_is_kept_to() -> None:
    past = [played("two-minute-stand-up", days, ms=150_000) for days in (9, 8, 7)]
    assert usual_minutes(past, MORNING) == 2.5
    assert usual_minutes(past, MORNING.replace(hour=20)) == 12
    assert minutes(shelf().lengths_ms[today(shelf(), past, [], Person(), MORNING).routine_id]) <= 5


def test_short_ones_fill_two_five_and_eight_minutes() -> None:
    found = short_ones(shelf(), Person())
    assert len(set(found)) == 3
    for name, most in zip(found, SHORT_MINUTES, strict=True):
        assert minutes(shelf().lengths_ms[name]) <= most + 1


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("region", PLACES)
def test_what_is_short_stays_with_what_hurts(region: str, place: str) -> None:
    person = Person((region,), place=place)
    first = today(shelf(), [], [], person, MORNING).routine_id
    found = short_ones(shelf(), person, (first,))
    for_another = [
        name
        for name in found
        if not helped(library().routines[name], person.sore)
        and library().routines[name].regions[0] not in ("whole-body", "breath")
    ]
    of_it = {name for name in for_it(region, place) if minutes(shelf().lengths_ms[name]) <= 9} - {first}
    assert len(of_it & {*found}) >= min(len(of_it), len(found) - 1), "none of two minutes is for it"
    assert not for_another or len(found) == len(SHORT_MINUTES), "only where there is nothing else"


def test_what_is_short_after_the_days_session_is_for_what_hurts_too() -> None:
    for region in ("neck", "low-back", "wrist"):
        for days in range(7):
            now = MORNING + days * DAY
            past = [Played(now - timedelta(hours=1), "strong-hips", 600_000, 1)]
            found = today(shelf(), past, [], Person((region,)), now)
            assert found.reason.kind == "done"
            assert helped(library().routines[found.routine_id], (region,)), (region, found.routine_id)


@pytest.mark.parametrize("under", [1, 3, 7, 9])
def test_what_is_short_is_shorter_than_the_days_session(under: int) -> None:
    found = short_ones(shelf(), Person(), under=under)
    assert all(minutes(shelf().lengths_ms[name]) < under for name in found)
    assert bool(found) == (under > 1)


def test_there_are_three_short_ones_though_the_shortest_is_what_is_suggested() -> None:
    for place in ("desk", "floor"):
        person = Person(place=place)
        shortest = short_ones(shelf(), person)[0]
        found = short_ones(shelf(), person, but=(shortest,))
        assert len(set(found)) == 3
        assert shortest not in found
        lengths = [shelf().lengths_ms[name] for name in found]
        assert lengths == sorted(lengths)
        assert minutes(lengths[-1]) <= SHORT_MINUTES[-1] + 1


codes = st.lists(st.sampled_from(sorted(library().care)), max_size=5, unique=True).map(tuple)
regions = st.lists(
    st.sampled_from(["low-back", "hip-front", "neck", "foot", "wrist"]), max_size=3, unique=True
)


asked = st.dictionaries(st.sampled_from(sorted(library().routines)), st.integers(1, 7), max_size=2)


@given(
    codes,
    regions.map(tuple),
    st.sampled_from(["desk", "floor"]),
    st.integers(0, 23),
    st.integers(0, 10),
    asked,
)
def test_nothing_is_suggested_that_a_care_code_warns_of_without_a_way_round(
    careful: tuple[str, ...],
    sore: tuple[str, ...],
    place: str,
    hour: int,
    after: int,
    asked: dict[str, int],
) -> None:
    person, prescribed = Person(sore, careful, place), prescribing(asked)
    past: list[Played] = []
    now = MORNING.replace(hour=hour)
    for _ in range(4):
        found = today(prescribed, past, [], person, now)
        for name in (found.routine_id, *short_ones(prescribed, person)):
            if name:
                assert suits(library().routines[name], careful)
        if found.reason.kind == "prescribed":
            assert found.routine_id in asked
        if found.routine_id:
            before = past[-1].routine_id if past and now - past[-1].at <= DAY else ""
            others = {one for one in GENTLE if suits(library().routines[one], careful)} - {before}
            free = found.reason.kind not in ("only", "prescribed", "between", "unsuited")
            if free and (others or found.reason.kind != "gentle"):
                assert found.routine_id != before, "never the same two days running"
            if before:
                assert (after >= 6) == (found.reason.kind == "gentle")
            past.append(Played(now, found.routine_id, 600_000, after))
        now += DAY


@given(codes, st.sampled_from(sorted(library().programmes)), st.integers(0, 6), st.booleans())
def test_a_programme_comes_first_unless_a_care_code_warns_of_its_session(
    careful: tuple[str, ...], name: str, done: int, played_today: bool
) -> None:
    programme, long_ago = library().programmes[name], date(2026, 10, 1)
    so_far = tuple(Done(str(n), n, long_ago, 10, 10, next_day="same") for n in range(1, done + 1))
    past = [played("feet-and-ankles", 0.01)] if played_today else []
    following = [(programme, Followed(name, long_ago, so_far))]
    found = today(shelf(), past, following, Person(careful_with=careful), MORNING)
    routine = programme_routine(library(), programme, found.number or done + 1)
    assert (found.programme_id == name) == suits(routine, careful)
    if not found.programme_id and found.routine_id:
        assert suits(library().routines[found.routine_id], careful)
    assert why(found)


def suits(routine: Routine, careful: tuple[str, ...]) -> bool:
    """Whether nothing in it is warned of, or there is a way round it."""
    exercises = [library().exercise(routine, step.exercise) for step in routine.steps]
    return all(
        not matching(one, careful, library().care) or way_around(one, careful, library()) is not None
        for one in exercises
    )
