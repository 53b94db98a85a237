"""What was done of what was planned."""

from guided import words
from guided.charts.done import done_of_planned
from guided.charts.series import Bars
from tests.charts.samples import ago, material, session


def test_each_week_has_the_share_that_was_done_against_all_that_was_planned() -> None:
    sessions = [session(ago(0), reps=(30, 40)), session(ago(1), reps=(10, 10)), session(ago(9), reps=(5, 10))]
    series = done_of_planned(material(sessions))
    assert isinstance(series.marks, Bars)
    assert series.marks.values == (0, 0, 50, 80)
    assert series.marks.planned == (0, 0, 100, 100)
    assert series.headline == "75 % done"
    assert series.data[-1].said == "This week: 80 % done"
    assert series.data[0].said == "2 Nov: no session"


def test_one_session_has_the_share_that_its_row_says() -> None:
    series = done_of_planned(material([session(ago(0), reps=(16, 35))]))
    assert series.headline == words.done_share(16, 35) == "45 % done"
    assert series.summary == "You did 45 % of the reps of the sessions you began."


def test_more_than_planned_in_one_session_makes_up_for_none_in_another() -> None:
    series = done_of_planned(material([session(ago(0), reps=(20, 10)), session(ago(1), reps=(0, 10))]))
    assert series.headline == "50 % done"


def test_without_reps_there_is_nothing_to_draw() -> None:
    assert done_of_planned(material([session(ago(0), reps=(0, 0))])).marks is None
