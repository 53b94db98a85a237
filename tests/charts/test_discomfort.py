"""Whether it helps, as far as that can be told."""

from guided.charts.discomfort import discomfort, shift
from guided.charts.series import Trend
from tests.charts.samples import ago, material, session


def test_each_week_has_its_means_and_the_middle_half_of_what_it_was_after() -> None:
    sessions = [session(ago(day), before=5, after=after) for day, after in ((7, 1), (8, 2), (9, 4), (0, 3))]
    marks = discomfort(material(sessions)).marks
    assert isinstance(marks, Trend)
    assert marks.befores == (None, None, 5, 5)
    assert [round(one, 2) for one in marks.afters if one is not None] == [2.33, 3]
    assert (marks.lows[2], marks.highs[2]) == (1.5, 3)


def test_over_a_longer_time_a_week_is_drawn_with_its_neighbours_and_listed_on_its_own() -> None:
    sessions = [session(ago(7 * week), before=4, after=after) for week, after in ((1, 0), (2, 3), (3, 9))]
    series = discomfort(material(sessions, 12))
    assert isinstance(series.marks, Trend)
    assert series.marks.afters[-3] == 4
    assert series.data[-3].cells[2] == "3.0"


def test_of_few_sessions_nothing_is_said() -> None:
    few = discomfort(material([session(ago(day), before=6, after=2) for day in range(3)]))
    assert few.summary == "Too few sessions to tell."
    assert few.headline == "Too few to tell"
    none = discomfort(material([session(ago(1))]))
    assert none.marks is None
    assert none.summary == "No session in this time has an answer yet."


def test_a_fall_that_stands_out_is_told_and_one_that_does_not_may_be_chance() -> None:
    falling = [session(ago(day), before=2 + day // 6, after=1 + day // 6) for day in range(28)]
    series = discomfort(material(falling, 5))
    assert series.good
    assert series.headline.startswith("Down 2")
    assert "1.0 points lower on average" in series.summary
    assert "probably more than chance" in series.summary
    noisy = [session(ago(day), before=3 + day % 4, after=3 + (day + 1) % 4) for day in range(28)]
    series = discomfort(material(noisy, 5))
    assert series.headline == "No clear change"
    assert "which may be chance" in series.summary
    assert "about the same as before" in series.summary
    assert not series.good


def test_a_rise_is_told_as_plainly() -> None:
    rising = [session(ago(day), before=6 - day // 6, after=8 - day // 6) for day in range(28)]
    series = discomfort(material(rising, 5))
    assert series.headline.startswith("Up 2")
    assert "higher on average; smaller movements may help" in series.summary
    assert not series.good


def test_a_shift_needs_enough_on_both_sides() -> None:
    assert shift([5] * 3, [1] * 9) is None
    found = shift([5] * 4, [1] * 4)
    assert found == (-4, True)
