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
from guided.history import export_csv, export_json, export_measured_csv
from guided.measures import Taken
from guided.paths import home_in
from guided.qt.app import make_window
from guided.qt.display import display, spoken, subtitle
from guided.qt.pages.measure import MeasurePage
from guided.qt.printing import measure
from guided.qt.program import Program
from guided.settings import CHOICES, Settings, save
from guided.sheet import PAPERS, paginate, sheet
from tests.fakes import Clock, Sink
from tests.qt.shipped import library, timeline

NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)
OTHERS = [name for name in CHOICES["vocabulary"] if name != "stretching"]


class Quiet:
    def hold(self) -> None: ...

    def release(self) -> None: ...


def said(widget: QWidget) -> set[str]:
    """Everything a widget and those in it show, tell in a tip, or tell a screen reader."""
    found: set[str] = {widget.windowTitle()}
    for one in (widget, *widget.findChildren(QWidget)):
        found |= {one.toolTip(), one.accessibleName(), one.accessibleDescription()}
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
def program(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Program]:
    """A program in the vocabulary the test asks for, with a measure in its history."""
    settings = Settings(theme="light", motion="reduced", vocabulary=request.param)
    home = home_in(tmp_path / "home")
    window = make_window(qapp, home, settings)
    made = Program(window, home, settings, Clock(), lambda: NOW, Sink(), Quiet(), library())  # type: ignore[arg-type]
    made.window.show()
    made.settle()
    made.history.add_measured(Taken("1", "tightness", "2026-11-23T07:00:00Z", 0, value=3, about="Hip"))
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    made.look.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(program: Program) -> set[str]:
    QApplication.processEvents()
    return said(program.window)


def a_whole_session(program: Program) -> set[str]:
    """What is to be read from getting ready to the summary."""
    program.start("after-a-run")
    found, player, page = shown(program), program.player, program.play_page
    assert player is not None
    assert page is not None
    page.show_steps()
    found |= shown(program)
    clock = program._now
    assert isinstance(clock, Clock)
    player.play()
    while not player.session.ended:
        clock.advance(1_500)
        player.tick()
    QApplication.processEvents()
    if program.play_page is not None:
        program._end_session()
    return found | shown(program)


@pytest.mark.parametrize("program", OTHERS, indirect=True)
def test_no_page_says_it(program: Program) -> None:
    found: set[str] = set()
    for place in ("routines", "programmes", "progress", "learn", "settings"):
        program.window.show_page(place)
        found |= shown(program)
    for routine_id in library().routines:
        program.open_routine(routine_id)
        found |= shown(program)
    program.open_measures()
    page = program.window.page
    assert isinstance(page, MeasurePage)
    for name in library().measures:
        page.choose(name)
        found |= shown(program)
    program.window.show_keys()
    program.window.show_help()
    found |= shown(program)
    found |= a_whole_session(program)
    program.window.show_page("progress")
    found |= shown(program)
    found |= {export_csv(program.history), export_json(program.history)}
    found.add(export_measured_csv(program.history, library().measures))
    assert len(found) > 300
    assert [text for text in found if "stretch" in text.casefold()] == []


@pytest.mark.parametrize("program", ["stretching"], indirect=True)
def test_who_wants_the_word_has_it(program: Program) -> None:
    program.open_routine("psoas-release")
    assert any(text.endswith("min of stretching") for text in shown(program))
    program.open_routine("core-without-strain")
    page = program.window.page
    assert page is not None
    assert not any("min of" in text for text in said(page))
    program.window.show_page("settings")
    assert "Stretching" in shown(program)


@pytest.mark.parametrize("vocabulary", OTHERS)
@pytest.mark.parametrize("routine_id", sorted(library().routines))
def test_no_moment_and_no_sheet_says_it(routine_id: str, vocabulary: str, qapp: QApplication) -> None:
    line = timeline(routine_id)
    found = set()
    for index, segment in enumerate(line.segments):
        now = display(line, index, {})
        found |= {now.word, now.cue, now.label, subtitle(line, segment)}
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
