"""The window: a sidebar and a stack of pages, or one widget that fills it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QPoint,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from guided.qt.actions import Act, Actions, Offering, Where, hint, hint_of, listed, place_action
from guided.qt.editing import of_field
from guided.qt.geometry import USUAL, fit
from guided.qt.menus import Menus
from guided.qt.notices import Notices
from guided.qt.pages import Place
from guided.qt.returning import Returns
from guided.qt.theme import Look, follow
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.sidebar import Sidebar
from guided.qt.widgets.stops import ReadingOrder

if TYPE_CHECKING:
    from guided.qt.widgets.message import Notice, Toast

_CROSSING_MS = 160
_LOOK_MS = 250  # so often it is seen to that a message goes
_RISE = 8  # px
_NAMED = 840  # px at 100 % from which on the sidebar has names: a page needs no more beside them


class Window(ReadingOrder, QMainWindow):
    """Stacks pages and shows messages over them; it only emits what keys ask for.

    A page put over another one with `push` belongs to the place it came from; `back` returns there.
    """

    page_shown = Signal()
    """Another page is shown."""
    search_asked = Signal()
    commands_asked = Signal()
    """What one can do or go to is to be found by typing."""
    text_size_asked = Signal(int)  # 1 larger, -1 smaller, 0 the usual
    help_shown = Signal()
    """Something to read is about to be shown over whatever there is."""
    files_dropped = Signal(object)
    """The paths of files dropped on the window, as a list."""
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._toast: Toast | None = None
        self._places: dict[str, Place] = {}
        self._make: Callable[[Place], QWidget] | None = None
        self._pages: dict[str, QWidget] = {}
        self._pushed: list[QWidget] = []
        self._player: QWidget | None = None
        self._returns = Returns(self)
        self._placed: QWidget | None = None  # has the focus, and the person has pressed nothing since
        self._may_close: Callable[[], bool] = lambda: True
        self.own_practitioner: Callable[[], str] = lambda: ""  # the line for the person's own
        self.setWindowTitle("Guided")
        self.setAcceptDrops(True)
        fit(self)
        self.resize(USUAL)
        self.sidebar = Sidebar(look)
        self.sidebar.chosen.connect(partial(self.show_page, stay=True))
        self.sidebar.typed.connect(partial(_type_into_page, self))
        self._stack = _Stack()
        self._frame = frame = QWidget()
        self._bars = Notices(look)
        self.setCentralWidget(frame)
        across = QHBoxLayout(frame)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        column = nested(across, QVBoxLayout(), 1)
        column.setSpacing(0)
        column.addWidget(self._bars)
        column.addWidget(self._stack, 1)
        self._crossing = _Crossing(look, self._stack)
        self._ring = FocusRing(look, self)
        self._ring.used.connect(self._forget_placed)
        self._listed: list[tuple[str, Sequence[tuple[str, str]]]] = []
        self.acts = Actions(self, self._offers)
        self.menus = Menus(look, self, self.acts)
        _give_acts(self)
        _add_asked(self)
        follow(look, self._arrange)

    # ------------------------------------------------------------ pages

    def add_page(self, place: Place) -> None:
        """Add a place to the sidebar, the first one marked, with its key."""
        number = sum(not one.at_foot for one in (*self._places.values(), place))
        row = place_action(place.id, place.title, place.icon, place.key or f"Ctrl+{number}")
        self.sidebar.add(place.id, place.title, place.icon, place.at_foot, hint_of(row))
        if not self._places:
            self.sidebar.show_current(place.id)
        self._places[place.id] = place
        self.acts.add([row], {row.id: partial(self.show_page, place.id)})

    def fill_pages(self, make: Callable[[Place], QWidget]) -> None:
        """Set what makes the page of a place, on the first visit."""
        self._make = make

    @property
    def page(self) -> QWidget | None:
        """The page shown."""
        return self._stack.currentWidget()

    def show_page(self, place: str, stay: bool = False) -> None:
        """Go to a place, leaving pushed pages. With `stay` the focus stays where it is."""
        if self._make is None:
            return  # the window is there before what is behind it
        self._pass_on()
        pushed, self._pushed = self._pushed, []
        self.sidebar.show_current(place)
        self._returns.begin(self._current_page())
        self._go(self._current_page(), stay)
        for page in pushed:
            self._drop(page)

    def push(self, page: QWidget) -> None:
        """Push a page over the current one, until `back`."""
        self._pass_on()
        if isinstance(page, ScrollPage):
            _name_way_back(page, not self._pushed, self._places, self.sidebar.current)
        self._returns.leave(self.page)
        self._stack.addWidget(page)
        self._pushed.append(page)
        self._go(page)

    def back(self) -> None:
        """Return from a pushed page to the one below it."""
        if not self._pushed:
            return
        self._pass_on()
        page = self._pushed.pop()
        self._go(self._current_page())
        self._drop(page)

    @property
    def is_taken(self) -> bool:
        """Whether one widget fills the window."""
        return self._player is not None

    def come_forward(self) -> None:
        """Bring the window to the front, as far as the system allows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_player(self, player: QWidget) -> None:
        """Give a widget the whole window, and most keys."""
        self._returns.leave(self.page)
        self._player = player
        self._stack.addWidget(player)
        if self._toast is not None:
            self._toast.hide()
        self._go(player)

    def leave_player(self) -> None:
        """Return from the player to the page below it, and drop the player."""
        player, self._player = self._player, None
        if player is None:
            return
        self._go(self._current_page())
        self._drop(player)

    # ------------------------------------------------------------ messages

    def toast(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a message until there was time to read it; `action` names a button that calls `act`."""
        if self._toast is None:
            from guided.qt.widgets.message import Toast

            self._toast = toast = Toast(self.look, self._frame)
            looks = QTimer(toast)
            looks.setInterval(_LOOK_MS)
            looks.timeout.connect(lambda: toast.pass_time(_LOOK_MS))
            looks.start()
        self._toast.say(text, action, act)

    def notice(self, text: str, icon: str = "info-circle") -> Notice:
        """Show a notice, once, in a bar that stays until it is closed."""
        return self._bars.say(text, icon)

    def add_bar(self, bar: QWidget) -> None:
        """Add a bar beside the notices; it goes when it is deleted.

        Enter means its main answer, if it has one, until the person moves the focus.
        """
        self._bars.add(bar)
        bar.destroyed.connect(lambda: QTimer.singleShot(0, self._fill_focus))
        untouched = self._player is None and _is_where_it_was_put(self.focusWidget(), self._placed)
        if untouched and bar.focusProxy() is not None:
            bar.setFocus(Qt.FocusReason.OtherFocusReason)
            self._placed = self.focusWidget()

    def list_keys(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        """Add keys and their meanings to the list of keys, under a title."""
        self._listed.append((title, keys))

    def show_keys(self) -> None:
        """Show the list of keys over everything, first those for where one is."""
        self.help_shown.emit()
        here = None if self.is_taken else self._places.get(self.sidebar.current)
        everywhere = ("Everywhere", listed(self.acts.rows.values()))
        groups = (*self._listed, everywhere) if self.is_taken else (everywhere, *self._listed)
        _open_keys(self, groups, here)

    def show_help(self) -> None:
        """Show when to get help over everything."""
        self._open_help()

    def find_help(self) -> None:
        """Show how to find somebody who helps, over everything."""
        self._open_help(find=True)

    def _open_help(self, find: bool = False) -> None:
        from guided.qt.widgets.help import open_help  # hardly ever needed, and then not in a hurry

        self.help_shown.emit()
        open_help(self.look, self, self.own_practitioner(), find)

    # ------------------------------------------------------------ its end

    def ask_before_closing(self, may_close: Callable[[], bool]) -> None:
        """Set the question asked before closing; if it says no, `close_at_once` closes later."""
        self._may_close = may_close

    def close_at_once(self) -> None:
        """Close without a question."""
        may_close, self._may_close = self._may_close, lambda: True
        self.close()
        self._may_close = may_close

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from_here = event.source() is not None
        if self._player is None and not from_here and _files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        fit(self)  # it may be on another screen now

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)

    # ------------------------------------------------------------

    def _offers(self) -> Mapping[str, Act]:
        """What can be done where one is."""
        page: object = self.page
        toast = self._toast
        offers: dict[str, Act] = {}
        if self._pushed and self._player is None:
            offers["back"] = self.back
        if toast is not None and toast.isVisible() and toast.offers:
            offers["undo"] = toast.take_back
        return {
            **offers,
            **(page.offers() if isinstance(page, Offering) else {}),
            **of_field(self.menus.focused),
        }

    def _pass_on(self) -> None:
        """Hide a message without an action, as it was about the page being left."""
        if self._toast is not None and not self._toast.offers:
            self._toast.hide()

    def _arrange(self) -> None:
        in_player = self._player is not None
        self.sidebar.setVisible(not in_player)
        self._bars.setVisible(not in_player)
        self.sidebar.show_rail(self.width() < _NAMED * self.look.scale)
        if in_player:
            self.acts.allow(Where.SESSION, ("undo",))  # which the player hears itself
        else:
            # A field may have a use for Esc where there is nowhere to go back to.
            self.acts.allow(Where.PAGES, () if self._pushed else ("back",))

    def _current_page(self) -> QWidget:
        """The page of the marked place, or what was pushed over it."""
        return self._pushed[-1] if self._pushed else self._page_at(self.sidebar.current)

    def _page_at(self, place: str) -> QWidget:
        if place not in self._pages:
            assert self._make is not None
            self._pages[place] = self._make(self._places[place])
            self._stack.addWidget(self._pages[place])
        return self._pages[place]

    def _go(self, page: QWidget, stay: bool = False) -> None:
        before = self._stack.currentWidget()
        self._stack.setCurrentWidget(page)
        self._arrange()
        self.page_shown.emit()
        if not stay and self.isVisible():
            self._placed = self._returns.come_to(page)
        if before is not page and self.isVisible():
            self._crossing.cross_to(page)

    def _forget_placed(self) -> None:
        self._placed = None

    def _fill_focus(self) -> None:
        """Give the page the focus if the focused widget is gone."""
        if isValid(self) and self.focusWidget() is None and self.page is not None:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, page: QWidget) -> None:
        self._stack.removeWidget(page)
        page.deleteLater()


def _is_where_it_was_put(focused: QWidget | None, placed: QWidget | None) -> bool:
    """Whether nobody moved the focus; a page may itself hand it on once it is filled."""
    if focused is None or placed is None or not isValid(placed):
        return focused is None
    return focused in (placed, placed.focusProxy())


class _Stack(QStackedWidget):
    """Pages of which only the one shown is asked for its size: those unseen are laid out when they come."""

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        return False


class _Crossing(QWidget):
    """The new page fading in from a few px below, over the stack."""

    def __init__(self, look: Look, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self.look = look
        self._picture = QPixmap()
        self._share = QVariantAnimation(self)
        self._share.setDuration(_CROSSING_MS)
        self._share.setStartValue(0.0)
        self._share.setEndValue(1.0)
        self._share.valueChanged.connect(self.update)
        self._share.finished.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cross_to(self, page: QWidget) -> None:
        if self.look.reduced_motion:
            return
        self._share.stop()
        self.hide()
        # A new page is laid out by and by; its picture is wanted now.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._picture = page.grab()
        self.setGeometry(page.geometry())
        self.show()
        self.raise_()
        self._share.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        share = 1 - (1 - float(self._share.currentValue() or 0.0)) ** 3
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.look.theme.canvas)
            painter.setOpacity(share)
            painter.drawPixmap(QPoint(0, round(_RISE * (1 - share))), self._picture)


def _add_asked(window: Window) -> None:
    """Let the sidebar open what lies over the page: all there is to go to, and when to get help."""
    for action, name, icon in (
        ("commands", "Go to anything", "search"),
        ("help", "When to get help", "help-circle"),
    ):
        window.sidebar.add_asked(action, name, icon, hint(action))
    window.sidebar.asked.connect(window.acts.act)


def _type_into_page(window: Window, event: QKeyEvent) -> None:
    """Let the page have what is typed in the sidebar, as there may be a search in it."""
    if window.page is not None:
        window.page.keyPressEvent(event)


def _open_keys(
    window: Window, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], here: Place | None
) -> None:
    """Show what a place is for, and the keys."""
    from guided.qt.widgets.keys import KEYS, KeysDialog

    about = (here.title, here.about) if here is not None else None
    dialog = KeysDialog(window.look, (*groups, *KEYS), window, about)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.help_asked.connect(window.show_help)
    dialog.open()


def _name_way_back(page: ScrollPage, is_first: bool, places: Mapping[str, Place], current: str) -> None:
    """Name where a page leads back to: the current place if it is the first over it."""
    if is_first and places:
        page.name_way_back(places[current].title)
    elif page.way_back in {one.title for one in places.values()}:  # which it took for granted
        page.name_way_back("Back")


def _give_acts(window: Window) -> None:
    """Let menus and keys do what the window does by itself."""
    full_screen, largest = Qt.WindowState.WindowFullScreen, Qt.WindowState.WindowMaximized
    window.acts.give(
        {
            "search": window.search_asked.emit,
            "commands": window.commands_asked.emit,
            "larger": partial(window.text_size_asked.emit, 1),
            "smaller": partial(window.text_size_asked.emit, -1),
            "usual": partial(window.text_size_asked.emit, 0),
            "full": lambda: window.setWindowState(window.windowState() ^ full_screen),
            "minimise": window.showMinimized,
            "zoom": lambda: window.setWindowState(window.windowState() ^ largest),
            "keys": window.show_keys,
            "help": window.show_help,
            "find": window.find_help,
            "close": window.close,
        }
    )


def _files_in(data: QMimeData) -> list[Path]:
    """The local files being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
