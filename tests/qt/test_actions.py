"""What one can do, by keys, menus and the list of commands, all from one table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from guided import words
from guided.qt.actions import ACTIONS, Actions, native, of_platform, place_action
from guided.qt.commands import CommandsDialog
from guided.qt.context import Changed
from guided.qt.editing import of_field
from guided.qt.menus import Menus
from guided.qt.pages import PAGES
from guided.qt.paper.printing import SheetPreview
from guided.qt.play.keys import KEYS, Do, State
from guided.qt.progress.adding import AddDialog
from guided.qt.progress.chartcard import ChartCard
from guided.qt.progress.listpage import SessionsPage
from guided.qt.progress.measure import MeasurePage
from guided.qt.progress.reportpage import ReportPage
from guided.qt.progress.sessions import SessionList
from guided.qt.routines.detail import DetailPage
from guided.qt.routines.dragging import file_of, label_of
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.field import TextArea
from guided.qt.widgets.keys import KeysDialog
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text
from guided.qt.you.rows import Row
from guided.settings import load
from guided.sharing import read_offer
from tests.history.samples import record
from tests.qt.running import Running, Starter
from tests.qt.seen import rich

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def one(start: Starter) -> Running:
    """A program in its window, the routines in sight."""
    one = start()
    one.desk.window.activateWindow()
    one.desk.window.show_page("routines")
    QApplication.processEvents()
    return one


def press(one: Running, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    focused: QWidget | None = one.desk.window.focusWidget()
    QTest.keyClick(one.desk.window if focused is None else focused, key, modifier)
    QApplication.processEvents()


def texts(menu: QMenu) -> list[str]:
    return [one.text().split("\t")[0] for one in menu.actions() if not one.isSeparator()]


def commands(one: Running) -> CommandsDialog:
    press(one, Qt.Key.Key_K)
    (dialog,) = one.desk.window.findChildren(CommandsDialog)
    return dialog


def names(dialog: CommandsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


# ---------------------------------------------------------------- the table


def test_no_key_means_two_things_in_one_place(one: Running) -> None:
    heard: dict[tuple[str, str], str] = {}
    for name, row in one.desk.window.acts.rows.items():
        for key in row.keys:
            for where in row.where:
                assert heard.setdefault((key, str(where)), name) == name
    assert len(heard) > 30


def test_every_action_of_a_session_has_a_name_and_a_key() -> None:
    assert {row.id for row in ACTIONS} & {"quit", "undo", "commands", "keys", "help", "about"}
    listed = {key.do for key in KEYS if key.words}
    assert {Do.TOGGLE, Do.HURTS, Do.EASIER, Do.NEXT, Do.LEAVE} <= listed


def test_print_finds_the_sheet_of_every_routine_and_first_that_of_the_open_one(one: Running) -> None:
    name = one.desk.context.library.routines["desk-five"].name
    dialog = commands(one)
    dialog.field.setText("print")
    assert f"Print the sheet of {name}" in names(dialog)
    dialog.field.setText(f"print {name}")
    dialog.take()
    (preview,) = one.desk.window.findChildren(SheetPreview)
    assert preview.isVisible()
    preview.close()
    one.desk.shelf.open("desk-five")
    one.desk.window.commands_asked.emit()
    again = one.desk.window.findChildren(CommandsDialog)[-1]
    again.field.setText("print")
    assert names(again)[0] == "Print…"


def test_the_list_of_keys_has_every_key_there_is(one: Running) -> None:
    press(one, Qt.Key.Key_F1, NONE)
    (dialog,) = one.desk.window.findChildren(KeysDialog)
    shown = " ".join(w.text() for w in dialog.findChildren(QWidget) if hasattr(w, "text"))
    for row in one.desk.window.acts.rows.values():
        if row.keys:
            assert row.text[1:].removesuffix("…") in shown, row.id
    assert not list(rich(dialog))


def test_the_sidebar_leads_to_anything_and_its_tip_has_the_key(one: Running) -> None:
    [item] = [
        each for each in one.desk.window.sidebar.findChildren(Pressable) if each.words == "Go to anything"
    ]
    assert item.property("tip") == f"Go to anything ({native('Ctrl+K')})"
    QTest.mouseClick(item, Qt.MouseButton.LeftButton)
    (dialog,) = one.desk.window.findChildren(CommandsDialog)
    assert dialog.isVisible()
    assert one.desk.window.sidebar.current == "routines"


def test_in_a_low_window_all_that_the_sidebar_has_is_as_high(one: Running) -> None:
    window = one.desk.window
    one.desk.context.choose(text_size=150)
    window.resize(800, 560)
    QApplication.processEvents()
    heights = {item.height() for item in window.sidebar.findChildren(Pressable)}
    assert max(heights) - min(heights) <= 1
    assert min(heights) >= 44


def test_in_a_session_its_own_keys_are_listed_first(one: Running) -> None:
    def first() -> str:
        one.desk.window.show_keys()
        dialog = one.desk.window.findChildren(KeysDialog)[-1]
        titles = [text.text() for text in dialog.findChildren(Text)]
        dialog.close()
        return next(title for title in titles if title in ("Everywhere", "In a session"))

    assert first() == "Everywhere"
    one.desk.start("desk-five")
    assert first() == "In a session"


# ---------------------------------------------------------------- the menu bar


@pytest.mark.skipif(sys.platform == "darwin", reason="there it is always in sight")
def test_alt_alone_brings_the_menu_bar_and_takes_it_away(one: Running) -> None:
    window, menus = one.desk.window, one.desk.window.menus
    assert not menus.bar.isVisible()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert menus.bar.isVisible()
    titles = [one.text() for one in menus.bar.actions()]
    assert titles == ["&Routine", "&Edit", "&View", "&Playback", "&Help"]
    assert QApplication.activePopupWidget() is None, "the first menu would cover the names of the others"
    assert menus.bar.activeAction() is menus.bar.actions()[0]
    QTest.keyClick(menus.bar, Qt.Key.Key_Right)
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(menus.bar, Qt.Key.Key_Down)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    assert opened.title() == "&Edit"
    opened.close()
    QApplication.processEvents()
    assert not menus.bar.isVisible()
    menus.toggle()
    menus.toggle()
    assert not menus.bar.isVisible()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyPress(window, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert not menus.bar.isVisible(), "Alt was part of another key"


@pytest.mark.skipif(sys.platform == "darwin", reason="there it is always in sight")
def test_alt_and_a_letter_opens_a_menu_of_the_hidden_bar(one: Running) -> None:
    window, menus, page = one.desk.window, one.desk.window.menus, one.desk.shelf.page
    page.focus_search()
    QTest.keyClicks(page.search, "hip")
    press(one, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == "&View"
    assert menus.bar.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    press(one, Qt.Key.Key_Escape, NONE)
    assert not menus.bar.isVisible()
    assert page.search.text() == "hip"
    one.desk.start("desk-five")
    press(one, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Pause or go on" in texts(menu)
    menu.close()
    assert window.is_taken


@pytest.mark.skipif(sys.platform == "darwin", reason="there it is always in sight")
def test_the_menu_bar_gives_the_focus_back(one: Running) -> None:
    page, menus = one.desk.shelf.page, one.desk.window.menus
    page.focus_search()
    menus.toggle()
    assert menus.focused is page.search, "what is edited is the field one came from"
    menus.toggle()
    QApplication.processEvents()
    assert one.desk.window.focusWidget() is page.search


@pytest.mark.skipif(sys.platform == "darwin", reason="there it is always in sight")
def test_the_next_menu_is_greyed_out_as_well(one: Running) -> None:
    menus = one.desk.window.menus
    one.desk.window.show_page("progress")
    press(one, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    QApplication.processEvents()
    edit = QApplication.activePopupWidget()
    assert isinstance(edit, QMenu)
    assert edit.title() == "&Edit"
    greyed = {one.text().split("\t")[0] for one in edit.actions() if not one.isEnabled()}
    assert {"Undo", "Cut", "Copy", "Paste", "Select all"} <= greyed
    edit.close()
    menus.bar.hide()


def test_on_a_mac_the_window_has_a_menu_and_edit_its_roles(qtbot: QtBot, look: Look) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    acts = Actions(window, dict, "darwin")
    acts.add([place_action("settings", "Settings", "settings", "Ctrl+,")])
    bar = Menus(look, window, acts, "darwin").bar
    menus = {one.text(): texts(one.menu()) for one in bar.actions()}  # type: ignore[arg-type]
    assert [*menus] == ["&Routine", "&Edit", "&View", "&Playback", "&Window", "&Help"]
    assert menus["&Window"] == ["Minimise", "Zoom"]
    assert "Show or hide the menu bar" not in menus["&View"]
    keys = [key for row in acts.rows.values() for key in row.keys]
    assert len(set(keys)) == len(keys)
    assert acts.rows["minimise"].keys == ("Ctrl+M",)
    assert "F11" not in keys, "the system has it"
    roles = {name: acts.made[name].menuRole() for name in ("quit", "about", "page:settings", "copy")}
    assert roles == {
        "quit": QAction.MenuRole.QuitRole,
        "about": QAction.MenuRole.AboutRole,
        "page:settings": QAction.MenuRole.PreferencesRole,
        "copy": QAction.MenuRole.TextHeuristicRole,
    }


def test_a_window_is_minimised_and_zoomed_by_its_menu(start: Starter) -> None:
    window = start().desk.window
    window.acts.add(of_platform("darwin"))
    before = window.isMaximized()
    assert window.acts.act("zoom")
    assert window.isMaximized() is not before
    assert window.acts.act("minimise")
    assert window.isMinimized()


@pytest.mark.skipif(sys.platform == "darwin", reason="there it is always in sight")
def test_the_menu_bar_stays_where_that_was_chosen(one: Running) -> None:
    press(one, Qt.Key.Key_M)
    assert one.desk.window.menus.bar.isVisible()
    assert load(one.desk.home.settings).menu_bar


def test_a_menu_greys_out_what_cannot_be_done_now(one: Running) -> None:
    window = one.desk.window
    menus = {menu.title(): menu for menu in window.menus.bar.findChildren(QMenu)}
    routine, _, view = (menus[action.text()] for action in window.menus.bar.actions()[:3])
    assert texts(view)[:3] == ["Today", "Routines", "Programmes"]

    def enabled(menu: QMenu) -> set[str]:
        menu.aboutToShow.emit()
        found = {one.text().split("\t")[0] for one in menu.actions() if one.isEnabled()}
        menu.aboutToHide.emit()
        QApplication.processEvents()
        return found

    window.show_page("progress")
    assert "Back" not in enabled(view)
    assert "Print…" not in enabled(routine)
    one.desk.shelf.open("psoas-release")
    assert "Back" in enabled(view)
    assert {"Print…", "Start", "Share as a file…"} <= enabled(routine)
    press(one, Qt.Key.Key_Escape, NONE)
    assert "Back" not in enabled(view), "and the key was heard though its entry had been grey"


def test_a_session_is_paused_by_its_menu(one: Running) -> None:
    one.desk.start("psoas-release")
    one.play(20_000)
    page = one.desk.sessions.page
    assert page is not None
    assert one.desk.window.acts.act("play:toggle")
    assert page.state is State.PAUSED
    assert not one.desk.window.acts.act("search")


def test_what_was_played_can_be_opened_again(one: Running) -> None:
    one.desk.start("desk-five")
    one.play(60_000)
    assert one.desk.sessions.page is not None
    one.desk.sessions.end()
    one.desk.window.show_page("routines")
    one.desk.diary.settle()
    QApplication.processEvents()
    menu = one.desk.window.menus
    menu.bar.actions()[0].menu().aboutToShow.emit()  # type: ignore[attr-defined]
    recent = next(sub for sub in one.desk.window.findChildren(QMenu) if sub.title() == "Open recent")
    recent.aboutToShow.emit()
    assert texts(recent) == [one.desk.context.library.routines["desk-five"].name]


def test_the_edit_menu_is_about_the_field_one_types_in(one: Running) -> None:
    acts, field = one.desk.window.acts, one.desk.shelf.page.search
    assert not {"cut", "copy", "paste", "select", "undo"} & {*acts.doing}, "there is no field"
    field.setFocus()
    assert {"cut", "copy", "select"}.isdisjoint(acts.doing), "there is nothing in it"
    QTest.keyClicks(field, "hip")
    for name, text in (("select", "hip"), ("cut", ""), ("paste", "hip"), ("undo", "")):
        assert acts.act(name), name
        assert field.text() == text, name


def test_the_edit_menu_is_about_a_note_as_well(qtbot: QtBot, look: Look) -> None:
    area = TextArea(look, "Note")
    qtbot.addWidget(area)
    QTest.keyClicks(area, "Fine")
    assert set(of_field(area)) == {"undo", "paste", "select"}
    of_field(area)["select"]()
    of_field(area)["cut"]()
    assert area.toPlainText() == ""
    of_field(area)["paste"]()
    assert area.toPlainText() == "Fine"
    area.setReadOnly(True)
    area.selectAll()
    assert set(of_field(area)) == {"copy", "select"}
    assert of_field(None) == {}


# ---------------------------------------------------------------- keys and menus at the pointer


def test_ctrl_p_prints_the_routine_shown(one: Running) -> None:
    one.desk.window.show_page("progress")
    press(one, Qt.Key.Key_P)
    assert not one.desk.window.findChildren(SheetPreview)
    one.desk.shelf.open("psoas-release")
    press(one, Qt.Key.Key_P)
    assert len(one.desk.window.findChildren(SheetPreview)) == 1


def test_the_menu_of_a_card_does_what_it_says(one: Running) -> None:
    page = one.desk.shelf.page
    grid = page.grid
    middle = grid.visualRect(grid.model().index(0, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, grid.viewport().mapToGlobal(middle))
    QApplication.sendEvent(grid.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert texts(menu) == [
        "Start",
        "Show",
        "Add to favourites, or remove",
        "Make a copy and edit it",
        "Put into a folder…",
        "Print…",
        "Save as audio…",
        "Save as video…",
        "Share as a file…",
        "Copy as text",
        "Export…",
        "Ask somebody to do it…",
    ]
    entry = page.shown()[0]
    menu.actions()[2].trigger()
    menu.close()
    assert entry in one.desk.shelf.choices.favourites


def test_the_menu_key_is_for_the_card_that_is_marked(one: Running) -> None:
    grid = one.desk.shelf.page.grid
    grid.setCurrentIndex(grid.model().index(1, 0))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(grid, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert one.desk.sessions.player is not None
    assert one.desk.sessions.player.timeline.routine.id == one.desk.shelf.page.shown()[1]


def test_what_is_suggested_has_a_menu(one: Running) -> None:
    one.desk.window.show_page("today")
    QApplication.processEvents()
    page = one.desk.window.page
    assert page is not None
    menu = asked_of(page, QPoint(300, 300))
    assert texts(menu)[0] == "Start"
    menu.actions()[0].trigger()
    menu.close()
    assert one.desk.sessions.player is not None


def test_a_programme_has_a_menu_by_mouse_and_by_key(one: Running) -> None:
    window, programmes = one.desk.window, one.desk.programmes
    window.show_page("programmes")
    card = programmes.page.cards["feet-to-head"]
    menu = asked_of(card, QPoint(20, 20))
    assert texts(menu) == ["Show", "Make a copy and edit it"], "it is not followed"
    menu.close()
    programmes.follow("feet-to-head", 12)
    QApplication.processEvents()
    card = programmes.page.cards["feet-to-head"]
    menu = asked_of(card, card.rect().center(), QContextMenuEvent.Reason.Keyboard)
    assert texts(menu) == ["Start today’s session", "Show", "Make a copy and edit it", "Pause it"]
    menu.actions()[-1].trigger()
    menu.close()
    QApplication.processEvents()
    menu = asked_of(programmes.page.cards["feet-to-head"], QPoint(20, 20))
    assert texts(menu) == ["Show", "Make a copy and edit it", "Go on with it"]
    menu.actions()[-1].trigger()
    menu.close()
    QApplication.processEvents()
    menu = asked_of(programmes.page.cards["feet-to-head"], QPoint(20, 20))
    menu.actions()[0].trigger()
    menu.close()
    assert one.desk.sessions.player is not None


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the system hears it, or there is none")
def test_shift_f10_is_the_menu_key(one: Running) -> None:
    grid = one.desk.shelf.page.grid
    grid.setCurrentIndex(grid.model().index(1, 0))
    grid.setFocus()
    press(one, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert texts(menu)[:2] == ["Start", "Show"]
    menu.close()


def test_short_ones_and_the_week_have_menus(one: Running) -> None:
    window = one.desk.window
    window.show_page("today")
    QApplication.processEvents()
    page = one.desk.today.page
    menu = asked_of(page.week, QPoint(40, 40))
    assert texts(menu) == ["See it in Progress"]
    menu.actions()[0].trigger()
    menu.close()
    assert window.page is one.desk.diary.page
    window.show_page("today")
    menu = asked_of(page.cards[1], QPoint(20, 20), QContextMenuEvent.Reason.Keyboard)
    assert texts(menu) == ["Start", "Show"]
    menu.actions()[1].trigger()
    menu.close()
    shown = window.page
    assert isinstance(shown, DetailPage)
    menu = asked_of(shown, QPoint(5, 300))
    assert {"Start", "Add to favourites, or remove", "Print…"} <= {*texts(menu)}
    menu.close()


def test_a_chart_has_a_menu(one: Running) -> None:
    one.desk.start("desk-five")
    one.play(60_000)
    one.desk.sessions.end()
    one.desk.window.show_page("progress")
    one.desk.diary.settle()
    QApplication.processEvents()
    page = one.desk.window.page
    assert page is not None
    card = page.findChildren(ChartCard)[0]
    card.make()
    menu = asked_of(card, QPoint(20, 20))
    assert texts(menu)[0] == "Show the numbers"
    menu.actions()[0].trigger()
    menu.close()
    menu = asked_of(card, QPoint(20, 20))
    assert texts(menu)[0] == "Show the chart"
    menu.close()


def test_a_session_has_its_menu_at_the_pointer(one: Running) -> None:
    one.desk.start("psoas-release")
    one.play(20_000)
    page = one.desk.sessions.page
    assert page is not None
    menu = asked_of(page, QPoint(300, 300))
    assert "Easier version" in texts(menu)
    menu.actions()[0].trigger()
    menu.close()
    assert page.state is State.PAUSED


def test_a_step_and_a_session_have_menus_too(one: Running) -> None:
    one.desk.start("desk-five")
    one.play(60_000)
    one.desk.sessions.end()
    one.desk.shelf.open("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    menu = asked_of(page.rows[1], QPoint(20, 20))
    assert texts(menu)[0] == "How it goes"
    menu.actions()[0].trigger()
    menu.close()
    assert page.rows[1].head.isChecked()
    one.desk.window.show_page("progress")
    one.desk.diary.settle()
    QApplication.processEvents()
    (listed,) = one.desk.window.page.findChildren(SessionList)  # type: ignore[union-attr]
    menu = asked_of(listed.viewport(), QPoint(20, 20))
    assert texts(menu) == ["Look at it", "Mark or unmark", "Delete"]
    menu.actions()[1].trigger()
    menu.close()
    (name,) = listed.marks
    listed._mark({"another"})
    deleted: list[tuple[str, ...]] = []
    listed.delete_asked.connect(deleted.append)
    asked_of(listed.viewport(), QPoint(20, 20)).actions()[-1].trigger()
    assert deleted == [(name,)], "the menu is about the session at the pointer, whatever is marked"


def asked_of(
    widget: QWidget, at: QPoint, reason: QContextMenuEvent.Reason = QContextMenuEvent.Reason.Mouse
) -> QMenu:
    """The menu that a right click brings, or the menu key."""
    event = QContextMenuEvent(reason, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_card_is_dragged_out_as_its_file(one: Running, tmp_path: Path) -> None:
    library = one.desk.context.library
    data = file_of(library, library.routines["psoas-release"], tmp_path)
    (url,) = data.urls()
    offer = read_offer(Path(url.toLocalFile()), library)
    assert offer.name == library.routines["psoas-release"].name


def test_its_name_goes_with_the_pointer(look: Look) -> None:
    short, long = (label_of(look, name, ratio=2.0) for name in ("Hips", "A name without an end " * 9))
    assert short.deviceIndependentSize().width() < long.deviceIndependentSize().width() <= 320
    assert short.height() == long.height()
    colours = {short.toImage().pixelColor(x, short.height() // 2).name() for x in range(short.width())}
    assert look.theme.ink.name() in colours, "it is written there"


def test_a_dragged_file_is_there_until_the_program_ends(
    one: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Path] = []

    def drop(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
        offered.extend(Path(url.toLocalFile()) for url in drag.mimeData().urls())
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", drop)
    one.desk.shelf.page.gestures.dragged.emit("psoas-release")
    (path,) = offered
    assert path.exists(), "whoever took it may copy it later"
    one.desk.shelf.close()
    assert not path.parent.exists()


# ---------------------------------------------------------------- the list of commands


def test_ctrl_k_finds_a_routine_though_mistyped_and_opens_it(one: Running) -> None:
    dialog = commands(one)
    QTest.keyClicks(dialog.field, "psoas relese")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    page = one.desk.window.page
    assert page is not None
    assert hasattr(page, "offers")
    assert "sheet" in one.desk.window.acts.doing


def test_what_is_called_just_that_comes_first(one: Running) -> None:
    dialog = commands(one)
    QTest.keyClicks(dialog.field, "psoas release")
    assert names(dialog)[:2] == ["Psoas release", "Psoas release, short"]


def test_ctrl_k_has_pages_actions_programmes_and_exercises(one: Running) -> None:
    dialog = commands(one)
    for query, found in (
        ("progress", "Progress"),
        ("larger", "Larger text"),
        ("desk break", None),
        ("bird dog", None),
    ):
        dialog.field.setText(query)
        assert names(dialog), query
        if found is not None:
            assert names(dialog)[0] == found
    dialog.field.setText("qqqq")
    assert names(dialog) == []
    assert not list(rich(dialog))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("text size", "Text size"),
        ("dark", "Colours"),
        ("captions", "Captions"),
        ("breaks from sitting", "Breaks from sitting"),
        ("letter", "Paper size"),
    ],
)
def test_ctrl_k_leads_to_a_setting_with_the_keyboard_on_it(one: Running, typed: str, title: str) -> None:
    dialog = commands(one)
    QTest.keyClicks(dialog.field, typed)
    for _ in range(names(dialog).index(title)):
        QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert one.desk.window.page is one.desk.person.page
    focused = one.desk.window.focusWidget()
    assert focused is not None
    row = next(row for row in one.desk.person.page.findChildren(Row) if row.isAncestorOf(focused))
    assert row.title == title
    assert not focused.visibleRegion().isEmpty()


def choose(one: Running, typed: str) -> None:
    dialog = commands(one)
    QTest.keyClicks(dialog.field, typed)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "page"),
    [("past sessions", SessionsPage), ("report", ReportPage), ("how far", MeasurePage)],
)
def test_ctrl_k_leads_to_what_is_kept_and_back_from_there_to_progress(
    one: Running, typed: str, page: type[QWidget]
) -> None:
    choose(one, typed)
    assert isinstance(one.desk.window.page, page)
    one.desk.window.acts.act("back")
    assert one.desk.window.page is one.desk.diary.page


def test_ctrl_k_adds_a_session_done_elsewhere(one: Running) -> None:
    choose(one, "elsewhere")
    (dialog,) = one.desk.window.findChildren(AddDialog)
    QTest.keyClicks(dialog.name, "Swimming")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert [kept.routine_name for kept in one.history.sessions()] == ["Swimming"]


def users(one: Running, exercise_id: str) -> set[str]:
    """The names of the routines that have an exercise."""
    routines = one.desk.context.library.routines.values()
    return {
        routine.name for routine in routines if any(step.exercise == exercise_id for step in routine.steps)
    }


def take_exercise(one: Running, name: str) -> None:
    dialog = commands(one)
    dialog.field.setText(name)
    for _ in range(names(dialog).index(name)):
        QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def assert_opened_at(one: Running, exercise_name: str) -> DetailPage:
    """Assert that a routine's page is there, with an exercise opened at the top and no other."""
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    (row,) = (row for row in page.rows if row.head.isChecked())
    assert exercise_name in row.head.accessibleName()
    assert one.desk.window.focusWidget() is row.head
    bar = page.area.verticalScrollBar()
    assert row.mapTo(page.area, QPoint(0, 0)).y() == 0 or bar.value() == bar.maximum()
    return page


@pytest.mark.parametrize("many", [True, False])
def test_an_exercise_is_shown_by_itself_and_leads_to_its_step_in_each_routine(
    one: Running, many: bool
) -> None:
    library = one.desk.context.library
    exercise = next(
        exercise
        for routine in library.routines.values()
        for step in routine.steps[-2:]  # below the fold
        if (len(users(one, (exercise := library.exercises[step.exercise]).id)) > 1) is many
    )
    take_exercise(one, exercise.name)
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    [row] = page.rows
    assert row.head.isChecked()
    assert exercise.name in row.head.accessibleName()
    assert {text.text() for text in row.findChildren(Text)} >= {"Cues", "Stop if"}
    buttons = [
        button.words for button in page.findChildren(Button) if button.words in users(one, exercise.id)
    ]
    assert buttons == sorted(users(one, exercise.id), key=words.collation_key)
    one.press(buttons[-1])
    QApplication.processEvents()
    page = assert_opened_at(one, exercise.name)
    assert library.routines[page.routine_id].name == buttons[-1]


def test_an_exercise_that_no_routine_has_is_shown_and_played_by_itself(one: Running) -> None:
    library = one.desk.context.library
    used = {step.exercise for routine in library.routines.values() for step in routine.steps}
    lone = next(exercise for exercise in library.exercises.values() if exercise.id not in used)
    dialog = commands(one)
    dialog.field.setText(lone.name)
    assert names(dialog)[0] == lone.name
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    assert lone.name in page.rows[0].head.accessibleName()
    assert "favourite" not in one.desk.window.acts.doing, "it is no routine of the library"
    one.desk.window.acts.act("start")
    one.play(3_000)
    player = one.desk.sessions.player
    assert player is not None
    assert {step.exercise for step in player.timeline.routine.steps} == {lone.id}


def test_in_a_session_only_what_belongs_to_it_is_found_and_it_waits(one: Running) -> None:
    one.desk.start("psoas-release")
    one.play(20_000)
    page = one.desk.sessions.page
    assert page is not None
    dialog = commands(one)
    assert page.state is State.PAUSED
    dialog.field.setText("easier")
    assert names(dialog) == ["Easier version"]
    dialog.field.setText("psoas release")
    assert names(dialog) == []


def test_before_anything_is_typed_ctrl_k_in_a_session_has_what_steers_it_first_and_quits_last(
    one: Running,
) -> None:
    one.desk.start("psoas-release")
    one.play(20_000)
    dialog = commands(one)
    assert names(dialog)[:5] == [
        "Pause or go on",
        "That hurts: stop now",
        "Easier version",
        "Next exercise",
        "Restart this exercise, or the one before",
    ]
    assert names(dialog)[-1] == "Quit Guided"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    player = one.desk.sessions.player
    assert player is not None
    assert player.playing


def test_before_anything_is_typed_ctrl_k_has_the_pages_and_then_what_was_played_lately(one: Running) -> None:
    played = [
        record(f"s{number}", routine_id=routine, started=f"2026-11-2{number}T10:00:00Z")
        for number, routine in enumerate(("desk-five", "psoas-release"))
    ]
    one.desk.diary.store.change(Changed.HISTORY, lambda history: history.add_all(played, ()))
    dialog = commands(one)
    pages = [place.title for place in PAGES]
    assert names(dialog)[: len(pages) + 2] == [*pages, "Psoas release", "Desk break"]
    assert "Quit Guided" not in names(dialog)
    dialog.field.setText("quit")
    assert names(dialog)[0] == "Quit Guided"
