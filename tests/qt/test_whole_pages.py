"""Every page in the program as a whole: walked by Tab as one reads it, and nothing on it cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from guided.measures import Asked
from guided.paths import home_in
from guided.qt.actions import hint, hint_of, native
from guided.qt.pages import PAGES as PLACES
from guided.qt.play.keys import KEYS
from guided.qt.routines.detail import DetailPage
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.stops import one_stop_of
from guided.settings import Settings
from tests.qt.running import NOW, Running
from tests.qt.seen import beyond, clipped, spoken_name

FEET, ROUTINE = "feet-to-head", "psoas-release"


def _settled() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _detail(one: Running) -> None:
    one.desk.window.show_page("routines")
    one.desk.shelf.open(ROUTINE)
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    page.rows[1].head.click()


def _session(one: Running) -> None:
    one.desk.programmes.open(FEET)
    one.desk.open_session(FEET, 2)


def _new_programme(one: Running) -> None:
    one.desk.window.show_page("programmes")
    one.press("New programme")


def _at(place: str) -> Callable[[Running], object]:
    return lambda one: one.desk.window.show_page(place)


PAGES: dict[str, Callable[[Running], object]] = {
    **{place.id: _at(place.id) for place in PLACES},
    "routine": _detail,
    "programme": lambda one: one.desk.programmes.open(FEET),
    "another programme": lambda one: one.desk.programmes.open("four-week-hip-flexors"),
    "session": _session,
    "new programme": _new_programme,
    "new routine": lambda one: one.desk.editor.new(),
    "edited routine": lambda one: one.desk.editor.duplicate(ROUTINE),
    "measures": lambda one: one.desk.diary.open_measures(Asked(("sit-and-reach",)), "Feet to head"),
}


@pytest.fixture
def one(qapp: QApplication, tmp_path: Path) -> Iterator[Running]:
    """A program somebody has used: a programme is followed, its first session was yesterday."""
    home = home_in(tmp_path / "one")
    before = Running(qapp, home, NOW - timedelta(days=1))
    before.desk.programmes.follow(FEET, 12)
    before.desk.programmes.start(FEET, 1)
    before.play(60_000)
    before.leave()
    one = Running(qapp, home)
    one.desk.window.setWindowState(Qt.WindowState.WindowNoState)  # whatever the screen's size
    one.desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(one.desk.window)
    yield one
    for running in (one, before):
        running.leave()
        running.desk.window.deleteLater()
        running.desk.look.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _Windows(QObject):
    """Writes down what opens in a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_flashes_up_as_a_window(one: Running, qapp: QApplication) -> None:
    windows = _Windows()
    qapp.installEventFilter(windows)
    for show in PAGES.values():
        show(one)
        _settled()
    qapp.removeEventFilter(windows)
    assert windows.opened == []


def _tips_that_disagree(one: Running) -> Iterator[tuple[str, str]]:
    """Buttons in sight whose tip is not that of the action they do, or has a key that does none."""
    acts = one.desk.window.acts
    doing = {acts.rows[name].text.removesuffix("…"): acts.rows[name] for name in acts.doing}
    keys = {native(key) for row in acts.rows.values() for key in row.keys} | {key.short for key in KEYS}
    for button in one.desk.window.findChildren(Pressable):
        if not button.isVisible():
            continue
        tip = str(button.property("tip") or "")
        row, found = doing.get(button.words), re.search(r" \((.+)\)$", tip)
        if row is not None and row.keys and not row.id.startswith("page:") and tip != hint_of(row):
            yield button.words, tip
        if found is not None and found[1] not in keys:
            yield button.words, tip


@pytest.mark.parametrize("page", [*PAGES, "getting ready", "a question", "the scale"])
def test_tips_say_what_the_table_of_actions_says(one: Running, page: str) -> None:
    acts = one.desk.window.acts
    if page in PAGES:
        PAGES[page](one)
        _settled()
        places = {f"page:{place.id}" for place in PLACES}
        tips = {str(button.property("tip")) for button in one.desk.window.sidebar.findChildren(Pressable)}
        assert {hint_of(acts.rows[name]) for name in (*places, "commands", "help")} == tips
        if "back" in acts.doing and one.desk.window.page is not None:
            linked = [
                b for b in one.desk.window.page.findChildren(Pressable) if b.property("tip") == hint("back")
            ]
            assert len(linked) == 1
    else:
        one.desk.start(ROUTINE)
        if page != "getting ready":
            one.play(30_000)
            assert acts.act("play:hurts" if page == "a question" else "play:feel")
    _settled()
    assert list(_tips_that_disagree(one)) == []


def _in_its_area(widget: QWidget) -> QRect:
    """Where a widget is, as if nothing were scrolled."""
    at, parent = widget.mapTo(widget.window(), QPoint(0, 0)), widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            at += QPoint(parent.horizontalScrollBar().value(), parent.verticalScrollBar().value())
        parent = parent.parentWidget()
    return QRect(at, widget.size())


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def _walk(window: QWidget) -> list[QWidget]:
    """What Tab comes to, from the sidebar on and once round."""
    first = next(button for button in window.sidebar.findChildren(QAbstractButton) if button.isChecked())  # type: ignore[attr-defined]
    first.setFocus()
    walked = [first]
    for _ in range(200):
        QTest.keyClick(_focused(), Qt.Key.Key_Tab)
        if _focused() is first:
            return walked
        walked.append(_focused())
    raise AssertionError("it does not come round")


@pytest.mark.parametrize("width", [1280, 800])
@pytest.mark.parametrize("page", PAGES)
def test_tab_reads_the_page(one: Running, page: str, width: int) -> None:
    window = one.desk.window
    window.resize(width, 700)
    PAGES[page](one)
    _settled()
    walked = _walk(window)
    # It goes on to the right or further down, never back up and to the left.
    for before, after in pairwise(walked):
        a, b = _in_its_area(before), _in_its_area(after)
        into = before.isAncestorOf(after)  # from an article that scrolls to what is in it
        reads_on = into or b.top() >= a.bottom() or b.left() >= a.right()
        assert reads_on, (spoken_name(before), a, spoken_name(after), b)
    # Everything that can be pressed is on the way, or is in a group that is.
    groups = [group for group in map(one_stop_of, walked) if group is not None]
    assert len({id(group) for group in groups}) == len(groups), "a group is one stop"
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and button.focusPolicy() != Qt.FocusPolicy.NoFocus:
            group = one_stop_of(button)
            assert (group in groups) if group is not None else (button in walked), spoken_name(button)
    # And back the same way.
    QTest.keyClick(_focused(), Qt.Key.Key_Backtab)
    assert _focused() is walked[-1]


def test_tab_on_the_routines(one: Running) -> None:
    one.desk.window.show_page("routines")
    _settled()
    names = [spoken_name(widget) for widget in _walk(one.desk.window)]
    assert names[-7:] == [
        "Import a routine",
        "Search by name, muscle or place",
        "New",
        "All",
        "Name",
        "Your exercises",
        "Routines",
    ]


@pytest.mark.parametrize(
    ("width", "order"),
    [
        (1280, ["Make", "Make", "Share", "Save", "More", "Print", "Start"]),
        (800, ["Print", "Start", "Make", "Make", "Share", "Save", "More"]),
    ],
)
def test_tab_on_a_routine(one: Running, width: int, order: list[str]) -> None:
    one.desk.window.resize(width, 700)
    one.desk.shelf.open(ROUTINE)
    _settled()
    names = [spoken_name(widget) for widget in _walk(one.desk.window)]
    first = names.index("Today", 1)  # the way back, after the one in the sidebar
    after = [name.partition(" ")[0].rstrip(":") for name in names[first + 1 : first + 8]]
    assert after == order
    assert [name.partition(".")[0] for name in names[-2:]] == ["7", "8"]


def test_the_sidebar_is_entered_at_the_page_one_is_on(one: Running) -> None:
    window = one.desk.window
    for place, name in (("progress", "Progress"), ("learn", "Learn"), ("routines", "Routines")):
        window.show_page(place)
        _settled()
        for _ in range(100):
            QTest.keyClick(_focused(), Qt.Key.Key_Tab)
            if window.sidebar.isAncestorOf(_focused()):
                break
        assert spoken_name(_focused()) == name


def test_a_segmented_control_is_entered_at_what_is_chosen(one: Running) -> None:
    one.desk.context.choose(text_size=130)
    one.desk.window.show_page("settings")
    _settled()
    names = [spoken_name(widget) for widget in _walk(one.desk.window)]
    assert "130 %" in names
    assert "100 %" not in names


@pytest.mark.parametrize(("width", "height", "text_size"), [(800, 560, 150), (1280, 800, 100)])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off(one: Running, page: str, width: int, height: int, text_size: int) -> None:
    one.desk.context.use(Settings(theme="light", motion="reduced", text_size=text_size, introduced=True))
    window = one.desk.window
    window.resize(width, height)
    PAGES[page](one)
    _settled()
    assert list(clipped(window)) == []
    assert list(beyond(window)) == []
    assert list(_squeezed(window)) == []


def _squeezed(window: QWidget) -> Iterator[str]:
    """What scrolls up and down and has more across than it shows."""
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if not area.isVisible() or content is None or not area.widgetResizable():
            continue
        if getattr(area, "one_stop", None) is None and content.width() > area.viewport().width():
            yield f"{type(area.parentWidget()).__name__}: {content.width()} in {area.viewport().width()} px"
