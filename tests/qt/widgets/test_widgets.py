"""Widgets as a person meets them: pressed by key and mouse, named, plain."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.play.keys import listed
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card, CardButton
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.choice import Segmented, Slider, Switch
from guided.qt.widgets.field import SearchField, TextArea
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.keys import KEYS
from guided.qt.widgets.message import STAYS_MS, Notice, Toast, reading_ms
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text
from guided.qt.widgets.tile import EmptyState
from guided.settings import Settings
from tests.qt.seen import nameless, rich, spoken_name, tip_of

MARKUP = "<img src='/dev/zero'>"


Show = Callable[..., QWidget]


@pytest.fixture
def in_window(qtbot: QtBot) -> Show:
    """Shows widgets under each other in a window that has the keyboard."""
    windows = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)  # nothing else keeps it
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return show


def test_text_shows_markup_as_it_stands(look: Look, in_window: Show) -> None:
    text = Text(look, MARKUP)
    window = in_window(text)
    assert not list(rich(window))
    assert spoken_name(text) == MARKUP


def test_text_is_as_large_as_the_look_says_whatever_font_its_widget_has(look: Look, in_window: Show) -> None:
    text = Text(look, "Programmes", "page_title", wrap=False)
    in_window(text)
    before, wanted = text.grab().toImage(), text.sizeHint()
    larger = text.font()
    larger.setPixelSize(larger.pixelSize() * 3 // 2)
    text.setFont(larger)
    assert text.grab().toImage() == before
    assert text.sizeHint() == wanted


def test_text_grows_with_its_words_and_with_its_size(look: Look, qtbot: QtBot) -> None:
    text = Text(look, "Lie on your back, one knee hugged until your low back is flat.")
    qtbot.addWidget(text)
    assert text.heightForWidth(2000) == 24
    assert text.heightForWidth(200) >= 3 * 24
    look.use(Settings(text_size=150))
    assert text.heightForWidth(4000) == 36


def test_a_word_too_long_for_its_line_is_broken(look: Look, qtbot: QtBot) -> None:
    text = Text(look, "x" * 400)
    qtbot.addWidget(text)
    assert text.heightForWidth(200) > 24


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_press_a_button(look: Look, qtbot: QtBot, in_window: Show, key: Qt.Key) -> None:
    button = Button(look, "Start", "primary")
    in_window(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_button_says_an_ampersand(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Cat & camel")
    qtbot.addWidget(button)
    assert spoken_name(button) == "Cat & camel"
    assert button.shortcut().isEmpty()


def test_a_disabled_button_says_why(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Print sheet")
    qtbot.addWidget(button)
    button.set_tip("Ctrl+P")
    button.set_available(False, "There is no printer")
    assert "There is no printer" in tip_of(button)
    button.set_available(True)
    assert "Ctrl+P" in tip_of(button)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("kind", ["text", "secondary", "primary"])
def test_an_icon_that_does_nothing_now_looks_like_it(look: Look, qtbot: QtBot, theme: str, kind: str) -> None:
    look.use(Settings(theme=theme, motion="reduced"))
    button = IconButton(look, "x", "Close", kind=kind)
    qtbot.addWidget(button)

    def strongest() -> int:
        """How far anything in it stands off the page."""
        shown = button.grab().toImage()
        ground = look.theme.sunken.lightness()
        points = ((x, y) for x in range(shown.width()) for y in range(shown.height()))
        seen = [shown.pixelColor(x, y) for x, y in points]
        return max(abs(one.lightness() - ground) for one in seen if one.alpha() > 200)

    QTest.mouseMove(button)
    alive = strongest()
    button.setEnabled(False)
    assert strongest() < 0.75 * alive


def test_an_icon_is_named(look: Look, in_window: Show) -> None:
    button = IconButton(look, "x", MARKUP)
    window = in_window(button)
    assert spoken_name(button) == MARKUP
    assert not list(rich(window))


@pytest.mark.parametrize("text_size", [100, 150])
def test_controls_are_easy_to_hit(look: Look, qtbot: QtBot, text_size: int) -> None:
    look.use(Settings(text_size=text_size))
    scale = DiscomfortScale(look)
    controls: list[QWidget] = [
        Button(look, "A", size="small"),
        Button(look, "A"),
        Button(look, "A", size="large"),
        IconButton(look, "x", "Close", size=40),
        Chip(look, "Core"),
        Switch(look, "Sound"),
        SearchField(look, "Search"),
        Slider(look, "Volume", 0, 100, 50),
        *scale.findChildren(QWidget),
    ]
    for control in controls:
        qtbot.addWidget(control)
        size = control.sizeHint()
        assert min(size.width(), size.height()) >= 40, type(control).__name__


def test_a_card_is_one_stop_and_opens_by_mouse_and_key(look: Look, qtbot: QtBot, in_window: Show) -> None:
    card = CardButton(look, "Lower back reset")
    card.body.addWidget(Text(look, "14 min"))
    in_window(card)
    with qtbot.waitSignals([card.clicked, card.clicked]):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        QTest.keyClick(card, Qt.Key.Key_Return)


def test_a_chip_shows_a_check_mark_and_moves_nothing(look: Look, in_window: Show) -> None:
    look.use(Settings(theme="contrast", motion="reduced"))
    chip = Chip(look, "Core")
    in_window(chip)
    before, off = chip.sizeHint(), chip.grab().toImage()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert chip.sizeHint() == before

    def inked(image: QImage) -> int:
        """Columns with ink in them, where the word does not begin yet."""
        middle, left = range(8, image.height() - 8), range(8, 18)
        return sum(any(image.pixelColor(x, y).lightness() < 90 for y in middle) for x in left)

    assert inked(chip.grab().toImage()) > 4
    assert inked(off) == 0


def test_arrows_move_the_choice(look: Look, in_window: Show) -> None:
    segmented = Segmented(look, "Period", [(4, "4 weeks"), (12, "12 weeks"), (52, "Year")], 12)
    in_window(segmented)
    chosen: list[object] = []
    segmented.chosen.connect(chosen.append)
    middle = segmented.findChildren(QWidget)[1]
    middle.setFocus()
    QTest.keyClick(middle, Qt.Key.Key_Right)
    assert chosen == [52]
    segmented.choose(4)
    assert segmented.value == 4
    assert chosen == [52], "choosing for the person is not told as theirs"


def test_a_switch_is_a_check_box_to_a_screen_reader(look: Look, in_window: Show) -> None:
    switch = Switch(look, "Sound", on=True)
    in_window(switch)
    interface = QAccessible.queryAccessibleInterface(switch)
    assert interface.role() == QAccessible.Role.CheckBox
    assert interface.state().checked


def test_discomfort_by_number_keys(look: Look, in_window: Show) -> None:
    scale = DiscomfortScale(look)
    in_window(scale)
    chosen: list[int] = []
    scale.chosen.connect(chosen.append)
    first = scale.findChildren(QWidget)[0]
    for key in (Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_9):
        QTest.keyClick(first, key)
    QTest.keyClick(first, Qt.Key.Key_End)
    assert chosen == [3, 0, 9, 10]
    assert scale.value == 10


def test_what_discomfort_was_before_is_told(look: Look, in_window: Show) -> None:
    scale = DiscomfortScale(look)
    window = in_window(scale)
    scale.set_before(5)
    interface = QAccessible.queryAccessibleInterface(scale.findChildren(QWidget)[5])
    assert "before" in interface.text(QAccessible.Text.Description)
    assert not nameless(window)


def test_escape_clears_a_search(look: Look, in_window: Show) -> None:
    field = SearchField(look, "Search by name")
    in_window(field)
    QTest.keyClicks(field, "psoas")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_note_has_an_end(look: Look, qtbot: QtBot) -> None:
    area = TextArea(look, "Note")
    qtbot.addWidget(area)
    area.setPlainText("x" * 5000)
    assert len(area.toPlainText()) == 2000


def test_a_toast_undoes_once_and_goes(look: Look, in_window: Show) -> None:
    window = in_window()
    window.resize(600, 400)
    undone: list[bool] = []
    toast = Toast(look, window)
    toast.say("Session deleted", "Undo", lambda: undone.append(True))
    button = toast.findChildren(Button)[0]
    assert toast.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not toast.isVisible()


def test_a_toast_stays_as_long_as_it_takes_to_read_and_while_the_mouse_moves_on_it(
    look: Look, in_window: Show
) -> None:
    window = in_window()
    window.resize(600, 400)
    toast = Toast(look, window)
    toast.say("Session deleted")
    toast.pass_time(STAYS_MS - 1)
    for way in (0, 5):
        QTest.mouseMove(toast, toast.rect().center() + QPoint(way, 0))
        QApplication.processEvents()
    toast.pass_time(STAYS_MS - 1)
    assert toast.isVisible()
    toast.pass_time(1)
    assert not toast.isVisible()
    assert STAYS_MS == 6000 < reading_ms("word " * 20)


def test_a_notice_is_put_away(look: Look, qtbot: QtBot, in_window: Show) -> None:
    notice = Notice(look, MARKUP)
    window = in_window(notice)
    assert not list(rich(window))
    with qtbot.waitSignal(notice.closed):
        QTest.mouseClick(notice.findChildren(IconButton)[0], Qt.MouseButton.LeftButton)
    assert not notice.isVisible()


def test_an_empty_place_has_one_way_on(look: Look, qtbot: QtBot, in_window: Show) -> None:
    empty = EmptyState(look, "No sessions yet", "Two minutes is enough to begin.", "Choose a routine")
    window = in_window(empty)
    with qtbot.waitSignal(empty.pressed):
        QTest.mouseClick(empty.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert not nameless(window)


def test_the_ring_comes_with_keys_and_goes_with_the_mouse(look: Look, qtbot: QtBot, in_window: Show) -> None:
    one, other = Button(look, "One"), Button(look, "Other")
    window = in_window(one, other)
    ring = FocusRing(look, window)
    other.setFocus(Qt.FocusReason.OtherFocusReason)
    one.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not ring.isVisible()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    qtbot.waitUntil(other.hasFocus)
    assert ring.isVisible()
    around = other.geometry().adjusted(-6, -6, 6, 6)
    assert ring.geometry() == around
    other.move(other.pos() + QPoint(0, 10))
    assert ring.geometry() == around.translated(0, 10)
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not ring.isVisible()


class Place(ScrollPage):
    """A page that one came to from elsewhere."""

    back = Signal()


def test_the_way_back_of_a_page_says_where_it_leads_and_its_key(look: Look, qtbot: QtBot) -> None:
    page = Place(look)
    qtbot.addWidget(page)
    page.add_way_back("Progress", page.back)
    (link,) = page.findChildren(Button)
    assert (link.words, tip_of(link)) == ("Progress", "Back (Esc)")
    with qtbot.waitSignal(page.back):
        link.click()


def test_only_the_column_of_a_page_scrolls(look: Look, qtbot: QtBot) -> None:
    page = ScrollPage(look)
    qtbot.addWidget(page)
    page.header.addWidget(Text(look, "Progress", "page_title"))
    for number in range(40):
        card = Card(look)
        card.body.addWidget(Text(look, f"Card {number}"))
        page.body.addWidget(card)
    page.resize(900, 600)
    page.show()
    bar = page.area.verticalScrollBar()
    assert bar.maximum() > 0
    assert page.sheet.width() <= page.area.viewport().width()


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (640, False)])
def test_a_title_is_whole_and_what_has_no_room_beside_it_stands_below(
    look: Look, qtbot: QtBot, width: int, beside: bool
) -> None:
    look.use(Settings(theme="light", motion="reduced", text_size=150))
    page, button = ScrollPage(look), Button(look, "New programme", icon="plus")
    page.add_head("Programmes of one’s own", button)
    qtbot.addWidget(page)
    page.resize(width, 400)
    page.show()
    QApplication.processEvents()
    title = next(text for text in page.findChildren(Text) if text.text() == "Programmes of one’s own")
    assert title.width() >= title.sizeHint().width()
    assert (button.x() > title.x()) == beside
    assert page.rect().contains(button.geometry())


def test_every_key_of_a_row_is_told_apart() -> None:
    shown = [keys for _, rows in (*KEYS, ("In a session", listed())) for keys, _ in rows]
    assert not [keys for keys in shown if re.search(r"\s{2,}", keys.replace("  or  ", " or "))]


def test_the_second_of_two_clicks_presses_only_what_the_first_one_did(look: Look, in_window: Show) -> None:
    save, delete = Button(look, "Save"), Button(look, "Delete")
    window = in_window(save, delete)
    pressed = []
    for button in (save, delete):
        button.clicked.connect(lambda _=False, name=button.words: pressed.append(name))
    save.clicked.connect(delete.show)
    delete.hide()
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    click_again(delete)
    assert pressed == ["Save"]
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    click_again(delete)
    assert pressed == ["Save", "Delete", "Delete"]
    assert window.isVisible()


def click_again(widget: QWidget) -> None:
    """Click as the second of two clicks, wherever the first one went."""
    at = QPointF(widget.rect().center())
    left = Qt.MouseButton.LeftButton
    kind, held = QEvent.Type.MouseButtonDblClick, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QMouseEvent(kind, at, widget.mapToGlobal(at), left, left, held))
    QTest.mouseRelease(widget, left)
