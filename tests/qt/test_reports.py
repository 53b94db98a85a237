"""The dialogue that says that something went wrong, and the report on this computer."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.paths import Home, home_in
from guided.qt.faults import Faults
from guided.qt.reports import CRASHED, Examination, ReportDialog, Reports
from guided.qt.widgets.text import Text
from tests.qt.running import NOW, Running, Starter


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    return Faults(tmp_path / "guided.log", lambda: NOW)


def shown(program: Running) -> list[ReportDialog]:
    """The dialogues that are open, once all that was asked for has come."""
    QApplication.processEvents()
    return [one for one in program.desk.window.findChildren(ReportDialog) if one.isVisible()]


def test_a_fault_is_told_with_its_report_and_the_keyboard_goes_on(start: Starter, faults: Faults) -> None:
    program = start()
    Reports(program.desk.window, faults)
    faults.report("a fault")
    [dialog] = shown(program)
    assert dialog.shown.toPlainText() == "a fault"
    assert dialog.shown.isReadOnly()
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Go on"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert not shown(program)


def test_tab_leads_to_the_text_and_to_copying_it(start: Starter, faults: Faults) -> None:
    program = start()
    Reports(program.desk.window, faults)
    faults.report("a fault")
    [dialog] = shown(program)
    reached = set()
    for _ in range(5):
        focused = dialog.focusWidget()
        assert focused is not None
        reached.add(focused.accessibleName())
        if focused.accessibleName() == "Copy":
            QTest.keyClick(focused, Qt.Key.Key_Space)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached >= {"Report", "Go on", "Copy", "Save"}
    assert QGuiApplication.clipboard().text() == "a fault"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not shown(program)


def test_a_session_is_not_disturbed_and_kept(start: Starter, faults: Faults) -> None:
    program = start()
    Reports(program.desk.window, faults)
    program.desk.start("psoas-release")
    program.play(60_000)
    faults.report("a fault")
    faults.report("another")
    assert not shown(program)
    assert program.desk.sessions.player is not None
    program.desk.sessions.end()
    program.desk.window.leave_player()
    [dialog] = shown(program)
    assert dialog.shown.toPlainText() == "a fault\n\nanother"
    assert program.history.sessions()


def test_a_crash_is_told_without_a_question(start: Starter, faults: Faults) -> None:
    program = start()
    Reports(program.desk.window, faults).tell_of_crash()
    assert CRASHED in program.notices
    assert not shown(program)


def test_a_report_can_be_saved_and_says_so(start: Starter, tmp_path: Path) -> None:
    program = start()
    dialog = ReportDialog(program.desk.look, "A report", "For you.", "what is wrong", program.desk.window)
    dialog.open()
    dialog.save(str(tmp_path / "report.txt"))
    assert (tmp_path / "report.txt").read_text() == "what is wrong\n"
    dialog.save(str(tmp_path / "nowhere" / "report.txt"))
    assert "It could not be saved there." in [text.text() for text in dialog.findChildren(Text)]


def test_a_report_grows_with_the_text_around_it(start: Starter) -> None:
    program = start()

    def letters(size: int) -> int:
        program.desk.context.choose(text_size=size)
        dialog = ReportDialog(program.desk.look, "A report", "For you.", "it", program.desk.window)
        return dialog.shown.font().pixelSize()

    assert letters(150) == pytest.approx(1.5 * letters(100), abs=1)


def test_the_report_of_this_computer_comes_with_the_latest_faults(qtbot: QtBot, tmp_path: Path) -> None:
    home: Home = home_in(tmp_path)
    home.cache.mkdir()
    home.log.write_text("RuntimeError: the device is gone\n")
    examination = Examination(home, QApplication.instance())  # type: ignore[arg-type]
    with qtbot.waitSignal(examination.found, timeout=30_000) as found:
        examination.start()
    [report] = found.args or [""]
    assert report.startswith("  Guided  "), "its columns are in line"
    assert "Python" in report
    assert report.endswith("RuntimeError: the device is gone")
