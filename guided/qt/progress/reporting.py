"""Reports: put together from what is kept, shown, printed and saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from guided import messages, words
from guided.charts.discomfort import discomfort
from guided.charts.material import Material, since
from guided.qt.context import Context
from guided.qt.progress.gathering import gathered
from guided.qt.progress.leaves import as_pdf, images, layout_of, paint_pages
from guided.qt.progress.pictures import on_paper
from guided.qt.progress.reportpage import ReportPage
from guided.report import Report, report
from guided.report_html import to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

_TREND = QSize(480, 170)
_MOST_NOTES = 30  # offered
_WAIT_MS = 200  # after a letter


class Reporting(QObject):
    """Makes a report for a practitioner, and again whenever the person changes what is in it."""

    written = Signal(str, bytes)
    """A path, and what is to be written there."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._page: ReportPage | None = None
        self._made: Report | None = None
        self._trend: bytes | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._make)

    def open(self) -> None:
        """Show the page on which a report is put together."""
        context = self._context
        self._page = page = ReportPage(context.look, f"guided-report-{context.today().isoformat()}")
        page.back.connect(context.window.back)
        page.changed.connect(self._wait.start)
        page.print_asked.connect(self._print)
        page.save_asked.connect(self._save)
        page.destroyed.connect(self._forget)
        self._make()
        context.window.push(page)

    def _forget(self) -> None:
        self._page = None
        self._wait.stop()

    def _make(self) -> None:
        page, context = self._page, self._context
        if page is None:
            return
        material = replace(gathered(context), weeks=page.weeks)
        page.show_notes(_notes(material))
        library, name = context.library, page.name.text().strip()
        self._made = report(
            material,
            name,
            page.noted,
            library.programmes,
            context.past.followed,
            library.routines.values(),
        )
        series = discomfort(material)
        self._trend = on_paper(series, _TREND) if series.marks is not None else None
        said = " ".join((*self._made.sessions, self._made.discomfort))
        page.leaves.show_pages(images(self._made, self._trend, context.settings.paper), said)

    def _save(self, path: str) -> None:
        assert self._made is not None
        if Path(path).suffix.casefold() in (".html", ".htm"):
            self.written.emit(path, to_html(self._made, self._trend).encode())
        else:
            self.written.emit(path, as_pdf(self._made, self._trend, self._context.settings.paper))

    def _print(self) -> None:
        # Looking for printers loads a library and may ask the network, so not before it is wanted.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        context = self._context
        if not QPrinterInfo.availablePrinterNames():
            context.tell("This computer has no printer. Save it as a PDF instead.", "printer")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(layout_of(context.settings.paper))
        if QPrintDialog(printer, context.window).exec():
            assert self._made is not None
            try:
                paint_pages(printer, self._made, self._trend)
            except OSError as error:
                context.tell(words.say(messages.NOT_PRINTED, why=error), "printer")
            else:
                context.window.toast("Sent to the printer")


def _notes(material: Material) -> Sequence[tuple[str, str]]:
    """The notes of the period's sessions, newest first, each with its session's id."""
    noted = [(day, one) for day, one in since(material, material.mondays[0]) if one.note][:_MOST_NOTES]
    return [
        (one.id, words.say(messages.NOTE_OF, day=material.locale.day(day, "%d %b"), note=one.note))
        for day, one in noted
    ]
