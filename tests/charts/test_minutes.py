"""Minutes each week."""

from datetime import date

from guided.charts.minutes import minutes_each_week
from guided.charts.series import Bars
from tests.charts.samples import ago, material, session


def bars(*args: object, **others: object) -> Bars:
    marks = minutes_each_week(material(*args, **others)).marks  # type: ignore[arg-type]
    assert isinstance(marks, Bars)
    return marks


def test_a_week_runs_from_monday_to_sunday() -> None:
    sunday, next_monday = date(2026, 11, 22), date(2026, 11, 23)
    assert bars([session(sunday, 10), session(next_monday, 5)]).values == (0, 0, 10, 5)


def test_this_week_is_last_named_and_highlighted() -> None:
    marks = bars([])
    assert marks.labels == ("2 Nov", "9 Nov", "16 Nov", "This week")
    assert marks.highlighted == 3
    assert marks.goal is None


def test_the_average_leaves_out_the_weeks_before_the_first_session_and_counts_empty_ones_after() -> None:
    assert (
        minutes_each_week(material([session(ago(14), 30), session(ago(0), 15)], 12)).headline
        == "15 min average"
    )
    assert (
        minutes_each_week(material([session(ago(400), 30), session(ago(0), 8)])).headline == "2 min average"
    )
    assert minutes_each_week(material()).headline == ""


def test_of_one_week_there_is_no_average() -> None:
    series = minutes_each_week(material([session(ago(0), 17)], 12))
    assert series.headline == ""
    assert series.summary == "Minutes each week, the last 12 weeks. This week 17 minutes, your first."


def test_an_average_of_the_whole_period_says_no_more() -> None:
    found = minutes_each_week(material([session(ago(100), 5), session(ago(0), 8)]))
    assert "On average 2 a week. The most" in found.summary


def test_a_day_that_has_not_come_yet_is_not_counted() -> None:
    assert bars([session(ago(-1)), session(ago(-30))]).values == (0, 0, 0, 0)


def test_the_summary_says_what_the_bars_show_and_a_goal_that_was_reached() -> None:
    sessions = [session(ago(14), 30), session(ago(0), 1)]
    assert minutes_each_week(material(sessions)).summary == (
        "Minutes each week, the last 4 weeks. This week 1 minute. On average 10 a week"
        " in the 3 weeks since you began. The most was 30, in the week of 9 November."
    )
    series = minutes_each_week(material(sessions, goal=30))
    assert series.summary.endswith("You reached your goal of 30 minutes in 1 week.")
    assert "goal" not in minutes_each_week(material(sessions, goal=60)).summary, "nobody is scolded"
    assert bars(sessions, goal=60).goal == 60
    assert minutes_each_week(material()).summary.endswith("There were no sessions.")


def test_each_bar_leads_to_the_sessions_it_was_made_of() -> None:
    one, other, older = session(ago(0), hour=7), session(ago(1), hour=9), session(ago(8))
    series = minutes_each_week(material([one, other, older]))
    assert [datum.sessions for datum in series.data] == [(), (), (older.id,), (one.id, other.id)]
    assert series.data[-1].said == "This week: 20 minutes"
    assert series.rows[0].cells == ("This week", "20"), "a table has the newest first"


def test_a_week_has_the_minutes_that_are_shown_of_its_sessions() -> None:
    assert bars([session(ago(0), 17.6, hour=7), session(ago(0), 4.4, hour=9)]).values[-1] == 18 + 4
    assert bars([session(ago(0), 17.5, hour=7), session(ago(0), 4.5, hour=9)]).values[-1] == 18 + 5
