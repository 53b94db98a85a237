"""Sheets as PDFs, on a printer and in the preview: all of it there, as text and lines, on the paper."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided import words
from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.qt.paper import printing
from guided.qt.paper.printing import NO_PRINTER, SheetPreview, pages_of, print_pages, write_pdf
from guided.qt.theme import Look
from guided.qt.widgets.pressable import Pressable
from guided.routine import Exercise, Routine, Step
from guided.settings import Settings
from guided.sheet import PAPERS, Figure, Page, Paper, Sheet, sheet
from guided.timeline import compile_routine

pytestmark = pytest.mark.usefixtures("qapp")

A4 = PAPERS["a4"]
MOST_BYTES = 150_000
TWELVE = (
    *("active-knee-draw", "active-straight-leg-raise", "bird-dog", "bridge", "chin-tuck", "heel-slide"),
    *("half-kneeling-hip-flexor", "half-kneeling-side-reach", "head-supported-half-curl"),
    *("knee-hug-leg-press", "navel-draw-in", "pelvic-tilt"),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load(assets())


@pytest.fixture(scope="module")
def twelve(library: Library) -> Sheet:
    return sheet_with(library, *(library.exercises[name] for name in TWELVE))


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(qapp)


@pytest.fixture
def preview(look: Look, twelve: Sheet, qtbot: QtBot) -> SheetPreview:
    dialog = SheetPreview(look, twelve, "a4")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def sheet_with(library: Library, *exercises: Exercise) -> Sheet:
    steps = tuple(Step(one.id) for one in exercises)
    routine = Routine("twelve", "Hips & back", steps, exercises={one.id: one for one in exercises})
    settings = Settings()
    timeline = compile_routine(routine, library, settings)
    return sheet(timeline, library, settings, printed_on="24 November 2026")


def opened(path: Path) -> QPdfDocument:
    document = QPdfDocument()
    assert document.load(str(path)) == QPdfDocument.Error.None_
    return document


def words_of(path: Path) -> str:
    """A PDF's text with every run of white space as one space."""
    document = opened(path)
    pages = range(document.pageCount())
    return " ".join(" ".join(document.getAllText(page).text().split()) for page in pages)


def painted(pages: tuple[Page, ...], number: int, dots_per_mm: int = 4) -> QImage:
    paper = pages[0].paper
    image = QImage(
        round(paper.width * dots_per_mm), round(paper.height * dots_per_mm), QImage.Format.Format_Grayscale8
    )
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.scale(dots_per_mm, dots_per_mm)
        printing.paint_sheet(painter, pages, number)
    return image


def inked(image: QImage, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether anything darker than paper is in a part of the image, in dots."""
    area = image.copy(round(left), round(top), round(right - left), round(bottom - top))
    return any(dot < 250 for dot in dots(area))


def dots(image: QImage) -> list[int]:
    """How light each dot is, 0 to 255."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, row = grey.width(), grey.bytesPerLine()
    every = bytes(grey.constBits())
    return [dot for y in range(grey.height()) for dot in every[y * row : y * row + wide]]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_pdf_says_everything_as_text(look: Look, twelve: Sheet, tmp_path: Path, paper: Paper) -> None:
    printing._font.cache_clear()  # made anew under the look, whose tabular figures have no text in a PDF
    path = tmp_path / twelve.file
    write_pdf(path, twelve, paper)
    said = words_of(path)
    for block in twelve.blocks:
        for text in (block.name, block.dose, block.how, block.stop_if):
            assert text in said
    for text in ("Hips & back", words.NOT_A_DIAGNOSIS, "Page 2 of 2", "Printed 24 November 2026"):
        assert text in said
    assert said.count(words.STOP_IF) == said.count(words.GET_HELP) == 2
    size = opened(path).pagePointSize(0)
    assert size.width() * 25.4 / 72 == pytest.approx(paper.width, abs=0.5)
    assert size.height() * 25.4 / 72 == pytest.approx(paper.height, abs=0.5)


def test_a_pdf_is_small_vector_and_brings_its_fonts(twelve: Sheet, tmp_path: Path) -> None:
    path = tmp_path / twelve.file
    write_pdf(path, twelve, A4)
    content = path.read_bytes()
    assert len(content) <= MOST_BYTES
    assert b"/Subtype /Image" not in content
    assert content.count(b"/FontFile2") == 3  # regular, semi-bold and bold
    document = opened(path)
    field = QPdfDocument.MetaDataField
    assert document.metaData(field.Title) == "Hips & back"
    assert document.metaData(field.Author) == document.metaData(field.Creator) == "Guided"


def test_a_pdf_looks_as_the_preview_does(twelve: Sheet, tmp_path: Path) -> None:
    path = tmp_path / twelve.file
    write_pdf(path, twelve, A4)
    preview = painted(pages_of(twelve, A4), 1)
    on_paper = QImage(preview.size(), QImage.Format.Format_RGB32)
    on_paper.fill(Qt.GlobalColor.white)
    with QPainter(on_paper) as painter:
        painter.drawImage(0, 0, opened(path).render(0, preview.size()))
    # Two renderers never agree on single dots, so on squares of 2 mm.
    small, smooth = QSize(105, 148), Qt.TransformationMode.SmoothTransformation
    one, other = (dots(image.scaled(small, mode=smooth)) for image in (preview, on_paper))
    assert max(abs(a - b) for a, b in zip(one, other, strict=True)) < 64
    assert max(one) - min(one) > 150


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_nothing_is_painted_in_the_margins(twelve: Sheet, paper: Paper) -> None:
    pages = pages_of(twelve, paper)
    for page in pages:
        image = painted(pages, page.number)
        side, edge, wide, high = (4 * mm for mm in (paper.side, paper.edge, paper.width, paper.height))
        assert not inked(image, 0, 0, side - 1, high)
        assert not inked(image, wide - side + 1, 0, wide, high)
        assert not inked(image, 0, 0, wide, edge - 1)
        assert not inked(image, 0, high - edge + 1, wide, high)


def test_both_pictures_of_every_exercise_are_drawn_in_their_places(twelve: Sheet) -> None:
    pages = pages_of(twelve, A4)
    assert sum(isinstance(item, Figure) for page in pages for item in page.items) == 24
    for page in pages:
        image = painted(pages, page.number)
        pictures = [item for item in page.items if isinstance(item, Figure)]
        for picture in pictures:
            left, top, right, bottom = (
                4 * mm for mm in (picture.x, picture.y, picture.x + picture.width, picture.y + picture.height)
            )
            assert inked(image, left, top, right, bottom)
            assert not inked(image, left - 2, top, left - 1, bottom)
            assert not inked(image, right + 1, top, right + 2, bottom)


def test_markup_in_a_file_is_printed_as_it_stands(library: Library, tmp_path: Path) -> None:
    bridge = library.exercises["bridge"]
    evil = replace(
        bridge,
        id="evil",
        name="<img src='/dev/zero'>",
        cues=("<b>&amp; %s {x}</b>",),
        stop_if=("<a href='x'>it hurts</a>",),
    )
    path = tmp_path / "evil.pdf"
    write_pdf(path, sheet_with(library, evil), A4)
    said = words_of(path)
    for text in ("<img src='/dev/zero'>", "<b>&amp; %s {x}</b>", "Stop if <a href='x'>it hurts</a>"):
        assert text in said


def test_the_longest_texts_are_printed_to_the_end(library: Library, tmp_path: Path) -> None:
    bridge = library.exercises["bridge"]
    wordy = replace(
        bridge,
        id="wordy",
        name="Bridge " * 16 + "at last",
        cues=("cue " * 590 + "ends here",),
        stop_if=("it hurts " * 100 + "at all",),
    )
    path = tmp_path / "wordy.pdf"
    write_pdf(path, sheet_with(library, wordy, bridge), A4)
    said = words_of(path)
    for text in ("Bridge at last", "ends here", "it hurts at all"):
        assert text in said
    assert opened(path).pageCount() == 2


def test_two_hundred_steps_are_all_printed(library: Library, tmp_path: Path) -> None:
    bridge = library.exercises["chin-tuck"]
    path = tmp_path / "long.pdf"
    many = [replace(bridge, id=f"chin-tuck-{i}", name=f"Tuck number {i}") for i in range(1, 201)]
    write_pdf(path, sheet_with(library, *many), A4)
    said = words_of(path)
    assert all(f"Tuck number {i} " in said for i in range(1, 201))
    assert "Page 25 of 25" in said


def test_a_failed_pdf_leaves_the_old_one(
    twelve: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.pdf"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(printing, "paint_sheet", fail)
    with pytest.raises(MemoryError):
        write_pdf(path, twelve, A4)
    assert path.read_text() == "old"
    assert list(tmp_path.glob("*.pdf*")) == [path]


def test_a_pdf_that_cannot_be_written_is_an_oserror(twelve: Sheet, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"\w"):
        write_pdf(tmp_path / "missing" / "sheet.pdf", twelve, A4)
    with pytest.raises(OSError, match=r"\w"):
        write_pdf(tmp_path, twelve, A4)


@pytest.mark.skipif(os.name != "posix", reason="there are no devices among the files")
def test_a_pdf_written_through_a_link_leaves_the_link(twelve: Sheet, tmp_path: Path) -> None:
    for name, to in (("nowhere.pdf", Path(os.devnull)), ("link.pdf", tmp_path / "file")):
        (tmp_path / name).symlink_to(to)
        write_pdf(tmp_path / name, twelve, A4)
        assert (tmp_path / name).readlink() == to
    assert (tmp_path / "file").read_bytes().startswith(b"%PDF")


def test_a_disk_that_fills_up_leaves_the_old_pdf(twelve: Sheet, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    path = tmp_path / "kept.pdf"
    path.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(OSError, match=re.escape(os.strerror(errno.EFBIG))):
            write_pdf(path, twelve, A4)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_text() == "old"
    assert list(tmp_path.glob("*.pdf*")) == [path]


def test_a_sheet_is_written_where_there_is_no_screen_and_no_application(tmp_path: Path) -> None:
    code = """
import sys
from datetime import date
from pathlib import Path
from guided.files import load
from guided.paths import assets
from guided.qt.paper.printing import write_sheet
from guided.settings import Settings
from guided.timeline import compile_routine
library = load(assets())
timeline = compile_routine(library.routines["psoas-release"], library)
write_sheet(Path(sys.argv[1]), timeline, library, Settings(), "letter", date(2026, 11, 4))
assert "PySide6.QtPrintSupport" not in sys.modules
"""
    environment = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    environment.pop("QT_QPA_PLATFORM")
    path = tmp_path / "psoas-release.pdf"
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], env=environment, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "Printed 4 November 2026" in words_of(path)


@pytest.mark.parametrize(("from_to", "pages"), [((0, 0), 2), ((2, 2), 1)])
def test_a_printer_gets_the_pages_asked_for(
    twelve: Sheet, tmp_path: Path, from_to: tuple[int, int], pages: int
) -> None:
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setFromTo(*from_to)
    print_pages(printer, pages_of(twelve, A4))
    document = opened(path)
    assert document.pageCount() == pages
    assert f"Page {3 - pages} of 2" in document.getAllText(0).text()


def test_the_preview_shows_the_pages_and_follows_the_paper(preview: SheetPreview, qtbot: QtBot) -> None:
    assert preview.windowTitle() == "Print Hips & back"
    leaves = preview.findChild(printing._Leaves)
    assert isinstance(leaves, printing._Leaves)
    assert leaves.accessibleName() == "Sheet, 2 pages"
    assert words.STOP_IF in leaves.accessibleDescription()
    narrow = leaves.heightForWidth(600)
    letter = next(one for one in preview.findChildren(Pressable) if one.words == "Letter")
    with qtbot.waitSignal(preview.paper_chosen) as chosen:
        QTest.mouseClick(letter, Qt.MouseButton.LeftButton)
    assert chosen.args == ["letter"]
    assert leaves.heightForWidth(600) < narrow  # Letter is wider for its height
    image = preview.grab().toImage()
    assert image.pixelColor(image.width() // 2, 60) == Qt.GlobalColor.white


def test_the_preview_saves_and_says_so(preview: SheetPreview, tmp_path: Path) -> None:
    preview.save(tmp_path / "twelve.pdf")
    assert preview.told == f"Saved as twelve.pdf in {tmp_path.name}."
    assert opened(tmp_path / "twelve.pdf").pageCount() == 2
    preview.save(tmp_path / "missing" / "twelve.pdf")
    assert preview.told == "Not saved: there is no such folder. Choose another place."


def test_without_a_printer_the_preview_offers_a_pdf(
    preview: SheetPreview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    QTest.keyClick(preview.print_button, Qt.Key.Key_Return)
    assert preview.told == NO_PRINTER
    qtbot.waitUntil(preview.save_button.hasFocus)


def test_escape_closes_the_preview(preview: SheetPreview, qtbot: QtBot) -> None:
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_the_first_routine_is_on_one_page(library: Library) -> None:
    timeline = compile_routine(library.routines["psoas-release"], library)
    assert len(pages_of(sheet(timeline, library, Settings(), printed_on=""), PAPERS["a4"])) == 1
