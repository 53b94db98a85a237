"""The one thing to do today."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.programme import Done, Followed
from guided.safety import GENTLE, matching, way_around
from guided.settings import Settings
from guided.timeline import length_ms
from guided.today import Person, Played, Shelf, short_ones, today, usual_minutes, why
from guided.words import minutes

MORNING = datetime(2026, 11, 2, 8, 0)
DAY = timedelta(days=1)


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
    assert (found.reason.kind, found.programme_id) == ("rest", "")
    assert minutes(shelf().lengths_ms[found.routine_id]) <= 6


def test_after_the_days_session_there_is_no_more_than_a_short_one() -> None:
    found = today(shelf(), [played("psoas-release", 0.01)], [], Person(), MORNING)
    assert found.reason.kind == "done"
    assert minutes(shelf().lengths_ms[found.routine_id]) <= 6


def test_a_high_discomfort_leads_to_something_gentle_the_next_day_only() -> None:
    gentle = today(shelf(), [played("psoas-release", after=7)], [], Person(), MORNING)
    assert (gentle.reason.kind, gentle.routine_id) == ("gentle", GENTLE[0])
    assert (
        today(shelf(), [played("psoas-release", 3, after=7)], [], Person(), MORNING).reason.kind != "gentle"
    )


def test_what_hurts_is_seen_to_and_said() -> None:
    found = today(shelf(), [played("feet-and-ankles")], [], Person(sore=("hip-front",)), MORNING)
    assert "hip-front" in library().routines[found.routine_id].regions
    assert why(found) == "For where it hurts: hip flexors."


def test_another_part_has_its_turn_the_day_after() -> None:
    found = today(shelf(), [played("feet-and-ankles")], [], Person(), MORNING)
    assert found.routine_id != "feet-and-ankles"
    assert why(found).startswith("Yesterday: feet and ankles. Today: ")


def test_at_a_desk_it_is_something_for_a_chair() -> None:
    found = today(shelf(), [], [], Person(place="desk"), MORNING)
    positions = {library().exercises[s.exercise].position for s in library().routines[found.routine_id].steps}
    assert positions <= {"standing", "seated"}


def test_the_time_there_usually_is_at_this_hour_is_kept_to() -> None:
    past = [played("two-minute-stand-up", days, ms=150_000) for days in (9, 8, 7)]
    assert usual_minutes(past, MORNING) == 2.5
    assert usual_minutes(past, MORNING.replace(hour=20)) == 12
    assert minutes(shelf().lengths_ms[today(shelf(), past, [], Person(), MORNING).routine_id]) <= 5


def test_short_ones_fill_two_five_and_eight_minutes() -> None:
    found = short_ones(shelf(), Person())
    assert len(set(found)) == 3
    for name, most in zip(found, (2, 5, 8), strict=True):
        assert minutes(shelf().lengths_ms[name]) <= most


codes = st.lists(st.sampled_from(sorted(library().care)), max_size=5, unique=True).map(tuple)
regions = st.lists(
    st.sampled_from(["low-back", "hip-front", "neck", "foot", "wrist"]), max_size=3, unique=True
)


@given(codes, regions.map(tuple), st.sampled_from(["desk", "floor"]), st.integers(0, 23), st.integers(0, 10))
def test_nothing_is_suggested_that_a_care_code_warns_of_without_a_way_round(
    careful: tuple[str, ...], sore: tuple[str, ...], place: str, hour: int, after: int
) -> None:
    person = Person(sore, careful, place)
    past: list[Played] = []
    now = MORNING.replace(hour=hour)
    for _ in range(4):
        found = today(shelf(), past, [], person, now)
        for name in (found.routine_id, *short_ones(shelf(), person)):
            for step in library().routines[name].steps if name else ():
                exercise = library().exercises[step.exercise]
                warned = matching(exercise, careful, library().care)
                assert not warned or way_around(exercise, careful, library()) is not None
        if found.routine_id:
            yesterday = past and now - past[-1].at <= DAY
            if yesterday and found.reason.kind not in ("only", "gentle"):
                assert found.routine_id != past[-1].routine_id, "never the same two days running"
            past.append(Played(now, found.routine_id, 600_000, after))
        now += DAY
