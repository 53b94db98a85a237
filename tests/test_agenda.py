"""What is planned, as a calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from guided.agenda import When, agenda, entries_of, events_of, prescribed_entries
from guided.prescribed import Prescribed
from guided.programme import Done, Followed, PlannedSession, Programme
from guided.routine import Routine

NOW = datetime(2026, 10, 20, 8, tzinfo=UTC)
DAY = date(2026, 10, 20)
PROGRAMME = Programme(
    "up",
    "Up, and down; again",
    (
        *(PlannedSession(number, "Hips", 2, "hips") for number in range(1, 5)),
        PlannedSession(5, "All of it", 3, "all", goal="Längeres Ziel, das in keine Zeile passt: " + "ä" * 40),
        PlannedSession(6, "Hips", 2, "hips"),
    ),
)
BERLIN = When(18 * 60 + 30, ZoneInfo("Europe/Berlin"))


def run(done: int = 0, until: int = 6, paused: bool = False) -> Followed:
    dones = tuple(
        Done(f"{n}", n, date(2026, 10, 2 * n), 10, 10, 1, 1, "same", False) for n in range(1, done + 1)
    )
    return Followed("up", date(2026, 10, 1), dones, until, paused, None, 0, 7)


def written(followed: Followed, when: When = BERLIN) -> str:
    return agenda(list(entries_of(PROGRAMME, followed, DAY, lambda _: 720_000)), when, NOW)


def lines(text: str, *names: str) -> list[str]:
    unfolded = text.replace("\r\n ", "").split("\r\n")
    return [line for line in unfolded if line.split(":")[0].split(";")[0] in names]


def test_sessions_alike_recur_and_others_stand_alone() -> None:
    events = [(one.number, one.day, one.count, one.days) for one in events_of(PROGRAMME, run(), DAY)]
    assert events == [
        (1, DAY, 4, 2),
        (5, date(2026, 10, 28), 1, 3),
        (6, date(2026, 10, 31), 1, 2),
    ]
    assert lines(written(run()), "RRULE") == ["RRULE:FREQ=DAILY;INTERVAL=2;COUNT=4"]


def test_an_event_keeps_its_id_however_far_one_is() -> None:
    ids = [lines(written(run(done)), "UID") for done in (0, 2, 4)]
    assert ids[0] == ["UID:up-7-1@guided", "UID:up-7-5@guided", "UID:up-7-6@guided"]
    assert ids[1] == ids[0]
    assert ids[2] == ids[0][1:]


def test_what_is_prescribed_recurs_on_the_same_days_of_every_week_until_it_ends() -> None:
    asked = Prescribed("Jo; Doe", 3, date(2026, 10, 1), date(2026, 11, 5))
    routine = Routine("psoas", "Psoas release", (), prescribed=asked)
    text = agenda(list(prescribed_entries(routine, DAY, lambda: 720_000)), BERLIN, NOW)
    assert lines(text, "RRULE") == ["RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=7"]
    assert "DTSTART;TZID=Europe/Berlin:20261021T183000" in lines(text, "DTSTART")
    assert lines(text, "UID") == ["UID:psoas-20261001@guided"]
    later = prescribed_entries(routine, date(2026, 11, 4), lambda: 720_000)
    (last,) = later
    assert (last.first, last.rule, last.uid) == (date(2026, 11, 4), "", "psoas-20261001")
    assert not list(prescribed_entries(routine, date(2026, 11, 6), lambda: 720_000))
    assert not list(prescribed_entries(Routine("own", "Own", ()), DAY, lambda: 720_000))
    begins = replace(routine, prescribed=replace(asked, given=date(2026, 11, 3), days_a_week=7))
    (soon,) = prescribed_entries(begins, DAY, lambda: 720_000)
    assert (soon.first, soon.rule) == (date(2026, 11, 3), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=3")


def test_times_are_in_the_zone_that_is_told_with_its_changes() -> None:
    text = written(run())
    assert "DTSTART;TZID=Europe/Berlin:20261020T183000" in lines(text, "DTSTART")
    assert "DTSTART:20261025T030000" in lines(text, "DTSTART")  # the clocks go back
    assert {"TZOFFSETTO:+0100", "TZOFFSETTO:+0200"} <= set(lines(text, "TZOFFSETTO"))


def test_without_a_zone_it_is_half_past_six_wherever_one_is() -> None:
    text = written(run(), When(18 * 60 + 30, None))
    assert lines(text, "DTSTART")[0] == "DTSTART:20261020T183000"
    assert "TZID" not in text


def test_no_line_is_too_long_and_what_divides_is_escaped() -> None:
    text = written(run())
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert r"SUMMARY:Up\, and down\; again: Hips" in lines(text, "SUMMARY")
    assert lines(text, "TRIGGER") == ["TRIGGER:-PT10M"] * 3
    assert lines(text, "DURATION") == ["DURATION:PT12M"] * 3


def test_what_is_paused_or_done_has_nothing_to_come() -> None:
    for followed in (run(paused=True), run(6), run(3, until=3)):
        assert lines(written(followed), "UID") == []
