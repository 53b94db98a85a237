"""A report on paper."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from guided.qt.progress.leaves import as_pdf, images
from guided.qt.theme import load_fonts
from guided.report import Report, Table, report
from tests.test_report import noted


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


def long(rows: int) -> Report:
    table = Table(
        "First and latest", ("Measure", "Change"), tuple((str(row), "better") for row in range(rows))
    )
    return Report("", "November", "today", ("One session.",), None, "Better.", table, ())


@pytest.mark.parametrize(("paper", "size"), [("a4", (794, 1123)), ("letter", (816, 1056))])
def test_a_page_has_the_size_of_its_paper_and_something_on_it(paper: str, size: tuple[int, int]) -> None:
    (page,) = images(report(noted(1, "x")), None, paper)
    assert (page.width(), page.height()) == pytest.approx(size, abs=1)
    shades = {page.pixelColor(x, y).lightness() for x in range(60, 500, 2) for y in range(60, 300, 2)}
    assert min(shades) < 100
    assert page.pixelColor(5, 5) == QColor("white")


def test_what_is_longer_is_set_smaller_before_it_takes_a_third_page() -> None:
    def pages(rows: int) -> int:
        return len(images(long(rows), None, "a4"))

    assert pages(10) == 1
    assert pages(75) == 2
    assert pages(200) > 2, "nothing is left out for the sake of paper"


def test_a_pdf_has_as_many_pages_as_are_shown() -> None:
    data = as_pdf(long(60), None, "a4")
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == len(images(long(60), None, "a4")) == 2
