"""Reps done of those planned."""

from guided.charts.reps import reps_each_week
from guided.charts.series import Bars
from tests.charts.samples import ago, material, session


def test_done_stands_against_planned_in_each_week() -> None:
    sessions = [session(ago(0), reps=(30, 40)), session(ago(1), reps=(10, 10)), session(ago(9), reps=(5, 10))]
    series = reps_each_week(material(sessions))
    assert isinstance(series.marks, Bars)
    assert series.marks.values == (0, 0, 5, 40)
    assert series.marks.planned == (0, 0, 10, 50)
    assert series.headline == "75 % done"
    assert series.data[-1].said == "This week: 40 of 50 reps"


def test_without_reps_there_is_nothing_to_draw() -> None:
    assert reps_each_week(material([session(ago(0), reps=(0, 0))])).marks is None
