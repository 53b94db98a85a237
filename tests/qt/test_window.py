"""The window: where one is, where the keys go, what still fits when text is large."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided import safety
from guided.library import Library
from guided.qt.context import Context
from guided.qt.pages import PAGES, Place
from guided.qt.play.keys import listed
from guided.qt.progress.page import ProgressPage
from guided.qt.routines.detail import DetailPage
from guided.qt.routines.page import RoutinesPage
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.help import HelpDialog
from guided.qt.widgets.keys import KeysDialog
from guided.qt.widgets.message import Notice, Toast
from guided.qt.widgets.questionbar import QuestionBar
from guided.qt.widgets.text import Text
from guided.qt.widgets.tip import Tip
from guided.qt.window import Window
from guided.qt.you.asks import Asks
from guided.qt.you.settings import SettingsPage
from guided.settings import Settings
from guided.timeline import compile_routine
from tests.qt.hostile import MARKUP, ROUTINE
from tests.qt.progress.test_page import material
from tests.qt.progress.test_sessions import sessions
from tests.qt.seen import beyond, clipped, nameless, rich, tip_of

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(context: Context, look: Look, qtbot: QtBot, library: Library) -> Window:
    """The window with its pages and something on each of them."""
    window = context.window
    routines = RoutinesPage(look)
    routines.show_library(library)
    progress = ProgressPage(look)
    shown = sessions(30)
    progress.show_material(material(shown))
    settings = SettingsPage(context, Asks())
    pages = {"routines": routines, "progress": progress, "settings": settings}
    for place in PAGES:
        if place.id in pages:
            window.add_page(place)
    window.fill_pages(lambda place: pages[place.id])
    for page in pages.values():
        qtbot.addWidget(page)  # those that no test goes to belong to nobody else
    window.show_page("routines")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def detail(look: Look, library: Library) -> Callable[[], DetailPage]:
    """Makes a routine's page."""

    def make() -> DetailPage:
        page = DetailPage(look, library, compile_routine(library.routines[ROUTINE], library))
        page.show_times_done(6)
        return page

    return make


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    """Presses a key wherever the keyboard is."""
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(window if focused is None else focused, key, modifier)


def test_keys_go_to_pages(window: Window) -> None:
    for key, page in (
        (Qt.Key.Key_2, ProgressPage),
        (Qt.Key.Key_Comma, SettingsPage),
        (Qt.Key.Key_1, RoutinesPage),
    ):
        press(window, key)
        assert isinstance(window.page, page)


def test_the_sidebar_goes_to_pages_and_marks_where_one_is(window: Window, qtbot: QtBot) -> None:
    item = next(item for item in window.sidebar.findChildren(QWidget) if item.accessibleName() == "Progress")
    with qtbot.waitSignal(window.page_shown):
        QTest.mouseClick(item, Qt.MouseButton.LeftButton)
    assert window.sidebar.current == "progress"


def test_the_keyboard_walks_the_sidebar(window: Window) -> None:
    item = next(item for item in window.sidebar.findChildren(QWidget) if item.accessibleName() == "Routines")
    item.setFocus()
    QTest.keyClick(item, Qt.Key.Key_Down)
    assert isinstance(window.page, ProgressPage)
    assert window.sidebar.isAncestorOf(window.focusWidget())


def test_who_types_after_a_click_in_the_sidebar_types_into_the_page(window: Window) -> None:
    items = {item.accessibleName(): item for item in window.sidebar.findChildren(QWidget)}
    window.show_page("progress")
    QTest.mouseClick(items["Routines"], Qt.MouseButton.LeftButton)
    for letter in "neck":
        QTest.keyClicks(window.focusWidget(), letter)
    assert isinstance(window.page, RoutinesPage)
    assert window.page.search.text() == "neck"
    assert window.page.shown()[0] == "neck-and-shoulders"
    QTest.mouseClick(items["Progress"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(items["Progress"], "n")  # a page without a search leaves it at that
    assert window.focusWidget() is items["Progress"]


def test_escape_leaves_a_page_over_another(window: Window, detail: Callable[[], DetailPage]) -> None:
    window.push(detail())
    assert isinstance(window.page, DetailPage)
    press(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert isinstance(window.page, RoutinesPage)
    press(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert isinstance(window.page, RoutinesPage)


def test_going_elsewhere_leaves_a_page_over_another(window: Window, detail: Callable[[], DetailPage]) -> None:
    window.push(detail())
    window.show_page("progress")
    window.show_page("routines")
    assert isinstance(window.page, RoutinesPage)


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F, CONTROL), (Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier)]
)
def test_search_is_asked_for(
    window: Window, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window.show_page("progress")
    with qtbot.waitSignal(window.search_asked):
        press(window, key, modifier)


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Equal, 1), (Qt.Key.Key_Minus, -1), (Qt.Key.Key_0, 0)])
def test_text_size_is_asked_for(window: Window, qtbot: QtBot, key: Qt.Key, step: int) -> None:
    with qtbot.waitSignal(window.text_size_asked) as asked:
        press(window, key)
    assert asked.args == [step]


@pytest.mark.parametrize("place", [one for one in PAGES if one.id in ("routines", "progress", "settings")])
def test_f1_says_what_the_page_is_for(window: Window, place: Place) -> None:
    window.show_page(place.id)
    press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    said = [label.text() for label in window.findChildren(KeysDialog)[0].findChildren(Text)]
    assert said[1:3] == [place.title, place.about]


def test_the_way_back_is_called_what_it_leads_to(window: Window, detail: Callable[[], DetailPage]) -> None:
    window.show_page("progress")
    first, second = detail(), detail()
    window.push(first)
    assert (first.way_back, window.sidebar.current) == ("Progress", "progress")
    window.push(second)
    assert second.way_back == "Back", "not the place, which is further away"
    window.back()
    window.back()
    window.show_page("routines")
    third = detail()
    window.push(third)
    assert third.way_back == "Routines"


def test_f1_lists_the_keys(window: Window, qtbot: QtBot) -> None:
    window.list_keys("In a session", listed())
    with qtbot.waitSignal(window.help_shown):  # for whoever has something to pause
        press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    dialog = window.findChildren(KeysDialog)[0]
    assert dialog.isVisible()
    assert not nameless(dialog)
    said = [label.text() for label in dialog.findChildren(Text)]
    assert [
        title for title in said if title in ("Everywhere", "In a session", "In lists and on the scale")
    ] == [
        "Everywhere",
        "In a session",
        "In lists and on the scale",
    ]
    assert "that hurts: stop now" in said
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def help_shown(window: Window) -> list[HelpDialog]:
    """The dialogs on when to get help that are open."""
    return [dialog for dialog in window.findChildren(HelpDialog) if dialog.isVisible()]


def test_help_is_one_click_or_one_key_away_on_every_page(window: Window, qtbot: QtBot) -> None:
    for place in ("routines", "progress", "settings"):
        window.show_page(place)
        item = next(
            item
            for item in window.sidebar.findChildren(QWidget)
            if item.accessibleName() == "When to get help"
        )
        with qtbot.waitSignal(window.help_shown):
            QTest.mouseClick(item, Qt.MouseButton.LeftButton)
        (dialog,) = help_shown(window)
        assert not nameless(dialog)
        assert not list(rich(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not help_shown(window)
        assert window.sidebar.current == place
    press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert help_shown(window)


def test_the_list_of_keys_leads_to_help_and_a_session_does_too(window: Window, qtbot: QtBot) -> None:
    window.show_player(QWidget())
    press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    keys = next(dialog for dialog in window.findChildren(KeysDialog) if dialog.isVisible())
    button = next(w for w in keys.findChildren(QWidget) if w.accessibleName() == "When to get help")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not keys.isVisible()
    (dialog,) = help_shown(window)
    dialog.close()
    press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert help_shown(window)


@pytest.mark.parametrize("text_size", [100, 150])
def test_help_says_every_sign_and_scrolls_one_way(
    window: Window, look: Look, qtbot: QtBot, text_size: int
) -> None:
    look.use(Settings(theme="light", text_size=text_size, motion="reduced"))
    window.resize(800, 560)
    window.show_help()
    (dialog,) = help_shown(window)
    said = " ".join(label.text() for label in dialog.findChildren(Text))
    for signs in safety.SIGNS:
        assert signs.title in said
        assert all(sign in said for sign in signs.signs)
    qtbot.waitUntil(lambda: not list(clipped(dialog)))
    assert dialog.area.horizontalScrollBar().maximum() == 0
    assert window.rect().width() >= dialog.width()
    QTest.keyClick(dialog.area, Qt.Key.Key_PageDown)
    assert dialog.area.verticalScrollBar().value() > 0


def test_the_player_has_the_window_and_most_keys(window: Window, qtbot: QtBot) -> None:
    player = QWidget()
    window.show_player(player)
    assert window.page is player
    assert not window.sidebar.isVisible()
    with qtbot.assertNotEmitted(window.search_asked):
        press(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier)
        press(window, Qt.Key.Key_2)
    assert window.page is player
    window.leave_player()
    assert window.sidebar.isVisible()
    assert isinstance(window.page, RoutinesPage)


def test_a_player_over_a_routine_returns_to_it(window: Window, detail: Callable[[], DetailPage]) -> None:
    page = detail()
    window.push(page)
    window.show_player(QWidget())
    window.leave_player()
    assert window.page is page


def test_the_rail_is_for_narrow_windows_and_large_text(window: Window, look: Look) -> None:
    window.resize(1280, 800)
    assert window.sidebar.width() == 216
    window.resize(830, 800)
    assert window.sidebar.width() == 72
    names = [tip for item in window.sidebar.findChildren(QWidget) if (tip := tip_of(item))]
    assert len(names) == 5
    look.use(Settings(text_size=150))
    window.resize(1270, 800)
    assert window.sidebar.width() == 324, "who needs large text reads the names where there is room"
    window.resize(1200, 800)
    assert window.sidebar.width() == 108


def test_a_name_that_is_not_there_is_told_as_soon_as_the_pointer_comes(window: Window) -> None:
    item = next(item for item in window.sidebar.findChildren(QWidget) if item.accessibleName() == "Progress")

    def told() -> list[str]:
        place = QPointF(item.rect().center())
        QApplication.sendEvent(item, QEnterEvent(place, place, item.mapToGlobal(place)))
        return [tip.text for tip in window.findChildren(Tip) if tip.isVisible()]

    window.resize(1280, 800)
    assert told() == []
    window.resize(830, 800)
    assert told() == [tip_of(item)]


def test_a_page_that_is_not_seen_is_not_asked_how_large_it_would_be(window: Window) -> None:
    class Asked(QWidget):
        times = 0

        def sizeHint(self) -> QSize:
            self.times += 1
            return super().sizeHint()

    below = Asked()
    window.push(below)
    window.push(QWidget())
    below.times = 0
    below.updateGeometry()
    QApplication.processEvents()
    assert below.times == 0


def test_messages_are_plain(window: Window, qtbot: QtBot) -> None:
    window.toast(MARKUP, "Undo", lambda: None)
    window.notice(MARKUP)
    assert window.findChildren(Toast)[0].isVisible()
    qtbot.waitUntil(window.findChildren(Notice)[0].isVisible)
    assert not list(rich(window))


def test_everything_the_keyboard_reaches_has_a_name(window: Window, detail: Callable[[], DetailPage]) -> None:
    assert not nameless(window)
    for place in ("progress", "settings", "routines"):
        window.show_page(place)
        assert not nameless(window), place
    window.push(detail())
    assert not nameless(window)


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("width", [800, 1280])
def test_no_words_are_cut_off(
    window: Window,
    look: Look,
    qtbot: QtBot,
    detail: Callable[[], DetailPage],
    theme: str,
    text_size: int,
    width: int,
) -> None:
    look.use(Settings(theme=theme, text_size=text_size, motion="reduced"))
    window.resize(width, 560 if width == 800 else 800)
    for place in ("routines", "progress", "settings"):
        window.show_page(place)
        qtbot.waitUntil(lambda: not list(clipped(window)))
        assert not list(beyond(window)), place
    page = detail()
    window.push(page)
    page.rows[0].head.click()
    qtbot.waitUntil(lambda: not list(clipped(window)))
    assert not list(beyond(window))
    assert page.area.horizontalScrollBar().maximum() == 0


def test_pages_come_without_what_takes_long_to_import() -> None:
    late = "numpy pyqtgraph PySide6.QtMultimedia PySide6.QtPrintSupport"
    modules = (
        "window routines.page routines.detail progress.page you.settings learn.page you.welcome widgets.help"
    )
    names = ", ".join(f"guided.qt.{name}" for name in modules.split())
    program = f"import sys, {names}; print(*set({late.split()!r}) & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=50)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == []


def test_enter_answers_a_question_though_the_page_has_handed_its_focus_on(window: Window) -> None:
    window.show_page("settings")
    page, own = window.page, Button(window.look, "Start")
    assert page is not None
    own.setParent(page)
    own.show()
    page.setFocusProxy(own)  # what the page is filled with comes after the page
    own.setFocus()
    answered: list[str] = []
    bar = QuestionBar(window.look, "history", "Go on with it?", "Resume", "End it")
    bar.accepted.connect(lambda: answered.append("resume"))
    window.add_bar(bar)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    assert answered == ["resume"]


def test_control_z_takes_back_what_a_message_tells_but_only_while_it_is_there(window: Window) -> None:
    undone = []
    window.toast("Session deleted", "Undo", lambda: undone.append(True))
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert undone == [True]
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    window.toast("Exported")
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert undone == [True]


def test_a_message_goes_with_the_page_it_was_about_unless_it_can_be_taken_back(
    window: Window, detail: Callable[[], DetailPage]
) -> None:
    moves: list[Callable[[], object]] = [
        lambda: window.push(detail()),
        window.back,
        lambda: window.show_page("settings"),
    ]
    for move in moves:
        window.toast("Measure saved")
        (toast,) = window.findChildren(Toast)
        assert toast.isVisible()
        move()
        assert not toast.isVisible()
    for move in moves:
        window.toast("Session deleted", "Undo", lambda: None)
        move()
        assert toast.isVisible()
