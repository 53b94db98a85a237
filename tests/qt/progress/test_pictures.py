"""A chart on its own, as each kind of file."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.charts.table import CHARTS
from guided.charts.table import Chart as Kind
from guided.qt.progress.chart import Chart
from guided.qt.progress.pictures import chart_as, on_paper
from guided.qt.theme import Look
from tests.charts.samples import material
from tests.charts.test_motion import MEASURES, taken
from tests.qt.progress.test_chart import REGIONS, SESSIONS


@pytest.fixture(params=CHARTS, ids=lambda kind: kind.id)
def chart(request: pytest.FixtureRequest, look: Look, qtbot: QtBot) -> Chart:
    kind: Kind = request.param
    chart = Chart(look, kind.title)
    qtbot.addWidget(chart)
    chart.resize(600, 220)
    made = material(SESSIONS, measured=(taken(1, "wall", left=8.0),), measures=MEASURES, regions=REGIONS)
    with qtbot.waitSignal(chart.drawn, timeout=20_000):
        chart.show()
        chart.show_series(kind.series(made))
    return chart


def test_a_picture_shows_it_sharply(chart: Chart, look: Look) -> None:
    image = QImage.fromData(chart_as(".png", chart))
    assert image.width() == 2 * (600 + 48)
    assert image.pixelColor(4, 4) == look.theme.surface
    colours = {
        image.pixelColor(x, y).name() for x in range(60, 1200, 3) for y in range(60, image.height(), 7)
    }
    assert len(colours) > 3, "not empty"


def test_a_drawing_is_svg_with_its_title_and_summary(chart: Chart) -> None:
    assert chart.series is not None
    root = ElementTree.fromstring(chart_as(".svg", chart))
    texts = "".join(root.itertext())
    assert chart.title in texts
    assert chart.series.summary in texts
    assert len(list(root.iter())) > 15
    assert not list(root.iter("{http://www.w3.org/2000/svg}image")), "sharp at any size"


def test_a_table_has_every_row(chart: Chart) -> None:
    assert chart.series is not None
    rows = list(csv.reader(io.StringIO(chart_as(".csv", chart).decode())))
    assert len(rows) == 1 + len(chart.series.rows)


def test_on_paper_it_is_drawn_on_white_whatever_the_theme(qapp: QApplication) -> None:
    image = QImage.fromData(on_paper(CHARTS[0].series(material(SESSIONS)), QSize(400, 150)))
    assert image.width() == 1600
    colours = {image.pixelColor(x, y).name() for x in range(0, 1600, 8) for y in range(0, 600, 8)}
    assert "#ffffff" in colours
    assert "#14605a" in colours
