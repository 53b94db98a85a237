"""The word the person chose: in the other two vocabularies nothing on screen or paper says "stretch"."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from guided.cli import main
from guided.display import display, spoken, subtitle
from guided.history.exports import export_csv, export_json, export_measured_csv
from guided.history.store import open_readonly
from guided.measures import Taken
from guided.paths import home_in
from guided.qt.app import make_window
from guided.qt.context import Changed, Clocks
from guided.qt.desk import Desk, Given
from guided.qt.paper.printing import measure
from guided.qt.play.keys import Do
from guided.qt.progress.measure import MeasurePage
from guided.settings import CHOICES, Settings, save
from guided.sheet import PAPERS, paginate, sheet
from tests.fakes import Clock, Sink
from tests.qt.running import Quiet
from tests.qt.seen import tip_of
from tests.qt.shipped import library, timeline

NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)
OTHERS = [name for name in CHOICES["vocabulary"] if name != "stretching"]


def said(widget: QWidget) -> set[str]:
    """Everything a widget and those in it show, tell in a tip, or tell a screen reader."""
    found: set[str] = {widget.windowTitle()}
    for one in (widget, *widget.findChildren(QWidget)):
        found |= {tip_of(one), one.accessibleName(), one.accessibleDescription()}
        for name in ("text", "placeholderText", "toPlainText"):
            if callable(tell := getattr(one, name, None)):
                found.add(str(tell()))
        if isinstance(one, QAbstractItemView) and (model := one.model()) is not None:
            roles = (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.AccessibleTextRole,
                Qt.ItemDataRole.ToolTipRole,
            )
            for row in range(model.rowCount()):
                found |= {str(model.data(model.index(row, 0), role)) for role in roles}
    return found


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A program in the vocabulary the test asks for, with a measure in its history."""
    settings = Settings(theme="light", motion="reduced", vocabulary=request.param)
    home = home_in(tmp_path / "home")
    window = make_window(qapp, home, settings)
    given = Given(Sink(), Quiet(), library())  # type: ignore[arg-type]
    made = Desk(window, home, settings, Clocks(Clock(), lambda: NOW), given, threaded=False)
    made.window.show()
    made.settle()
    tight = Taken("1", "tightness", "2026-11-23T07:00:00Z", 0, value=3, about="Hip")
    made.diary.store.change(Changed.MEASURES, lambda history: history.measured.add(tight))
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    made.look.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(desk: Desk) -> set[str]:
    QApplication.processEvents()
    return said(desk.window)


def a_whole_session(desk: Desk) -> set[str]:
    """What is to be read from getting ready to the summary."""
    desk.start("after-a-run")
    found, player, page = shown(desk), desk.sessions.player, desk.sessions.page
    assert player is not None
    assert page is not None
    page.toggle()
    page.act(Do.LIST)
    found |= shown(desk)
    page.act(Do.LIST)
    clock = desk.context.now
    assert isinstance(clock, Clock)
    while not player.session.ended:
        clock.advance(900)
        player.tick()
    QApplication.processEvents()
    if desk.sessions.page is not None:
        desk.sessions.end()
    return found | shown(desk)


@pytest.mark.parametrize("desk", OTHERS, indirect=True)
def test_no_page_says_it(desk: Desk) -> None:
    found: set[str] = set()
    for place in ("routines", "programmes", "progress", "learn", "settings"):
        desk.window.show_page(place)
        found |= shown(desk)
    for routine_id in library().routines:
        desk.shelf.open(routine_id)
        found |= shown(desk)
    desk.diary.open_measures()
    page = desk.window.page
    assert isinstance(page, MeasurePage)
    for name in library().measures:
        page.choose(name)
        found |= shown(desk)
    desk.window.show_keys()
    desk.window.show_help()
    found |= shown(desk)
    found |= a_whole_session(desk)
    desk.window.show_page("progress")
    found |= shown(desk)
    with open_readonly(desk.home.history) as history:
        found |= {export_csv(history), export_json(history), export_measured_csv(history, library().measures)}
    assert len(found) > 300
    assert [text for text in found if "stretch" in text.casefold()] == []


@pytest.mark.parametrize("desk", ["stretching"], indirect=True)
def test_who_wants_the_word_has_it(desk: Desk) -> None:
    desk.window.show_page("settings")
    assert "Stretching" in shown(desk)


@pytest.mark.parametrize("vocabulary", OTHERS)
@pytest.mark.parametrize("routine_id", sorted(library().routines))
def test_no_moment_and_no_sheet_says_it(routine_id: str, vocabulary: str, qapp: QApplication) -> None:
    line = timeline(routine_id)
    found = set()
    for index, segment in enumerate(line.segments):
        now = display(line, index, {})
        found |= {now.word, now.cue, now.label, *subtitle(line, segment)}
        found.add(spoken(now, segment, line.parts[segment.step], vocabulary))
    made = sheet(line, library(), Settings(vocabulary=vocabulary), printed_on="24 November 2026")
    found |= {made.file, *(page.words for page in paginate(made, PAPERS["a4"], measure))}
    assert [text for text in found if "stretch" in text.casefold()] == []


@pytest.mark.parametrize("vocabulary", OTHERS)
def test_no_command_says_it(vocabulary: str, tmp_path: Path) -> None:
    home = home_in(tmp_path)
    save(home.settings, Settings(vocabulary=vocabulary))
    out = io.StringIO()
    with redirect_stdout(out):
        main(["--home", str(tmp_path), "list"])
        main(["--home", str(tmp_path), "timeline", "psoas-release"])
        for command in ([], ["list"], ["play"], ["check"], ["history"]):
            with pytest.raises(SystemExit):
                main([*command, "--help"])
    assert len(out.getvalue()) > 2000
    assert "stretch" not in out.getvalue().casefold()
