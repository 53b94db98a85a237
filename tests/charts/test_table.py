"""What holds of every chart."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.charts.series import Bars, Datum, Days, Lanes, Ranges, Series, Trend, as_csv
from guided.charts.table import CHARTS, PERIODS_WEEKS, Chart, in_rows
from guided.history.records import Summary
from guided.locales import ENGLISH, GERMAN
from tests.charts.samples import material, session

answers = st.none() | st.integers(0, 10)
some_sessions = st.builds(
    session,
    st.dates(date(2025, 6, 1), date(2026, 12, 5)),
    st.floats(0, 600),
    answers,
    answers,
    st.tuples(st.integers(0, 300), st.integers(0, 300)),
    st.integers(1, 23),
)


@pytest.mark.parametrize("weeks", PERIODS_WEEKS)
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
@given(sessions=st.lists(some_sessions, max_size=40), german=st.booleans())
def test_every_chart_reads_and_leads_to_its_sessions_whatever_there_is(
    chart: Chart,
    weeks: int,
    sessions: list[Summary],
    german: bool,
) -> None:
    made = material(
        sessions,
        weeks,
        regions={one.id: {"neck": 0.5, "knee": 0.5} for one in sessions},
        sore=("hip",),
        locale=GERMAN if german else ENGLISH,
    )
    series = chart.series(made)
    assert series.summary.endswith(".")
    known = {one.id for one in sessions}
    for datum in series.data:
        assert datum.said
        assert len(datum.cells) == len(series.heads)
        assert set(datum.sessions) <= known
    assert marks(series) <= len(series.data)


def marks(series: Series) -> int:
    """How many data are drawn."""
    match series.marks:
        case Bars(values, labels):
            assert len(values) == len(labels)
            return len(values)
        case Days() as days:
            return days.today + 1
        case Trend() as trend:
            assert len(trend.befores) == len(trend.afters) == len(trend.lows) == len(trend.highs)
            return len(trend.afters)
        case Ranges(ranges):
            return len(ranges)
        case Lanes(lanes):
            return len(lanes)
    return 0


def test_a_wide_chart_has_a_narrow_one_beside_it_wherever_they_are_in_the_table() -> None:
    one, two, three, beside, other = CHARTS[0], CHARTS[2], CHARTS[4], CHARTS[1], CHARTS[3]
    for mixed in (
        (one, beside, two, other, three),
        (one, two, three, beside, other),
        (beside, other, one, two, three),
    ):
        assert in_rows(mixed) == ((one, beside), (two, other), (three,))
    assert in_rows((beside, other, one)) == ((one, beside), (other,))


def test_ids_are_apart() -> None:
    assert len({chart.id for chart in CHARTS}) == len(CHARTS)


def test_a_table_for_a_spreadsheet_has_every_row_and_no_formula() -> None:
    data = (Datum(("first", "1,5"), ""), Datum(("=now()", "2"), ""))
    text = as_csv(Series("", ("What", "How much"), data, None, ""))
    assert list(csv.reader(io.StringIO(text))) == [["What", "How much"], ["'=now()", "2"], ["first", "1,5"]]
