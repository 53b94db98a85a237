"""The menu bar and the menus at the pointer, made from the table of actions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from guided.qt.actions import ACTIONS, Act, Action, Actions, Menu
from guided.qt.theme import Look, follow
from guided.qt.widgets.icons import icon

_ICON = 18  # px at 100 %

Recent = Callable[[], Sequence[tuple[str, Act]]]
"""What was opened lately, the last one first: its name, and what opens it again."""


class Menus(QObject):
    """A window's menu bar, made when it is first to be seen.

    But on a Mac it is out of sight until Alt asks for it, alone or with the first letter of a menu, or until
    it is kept.
    """

    def __init__(
        self, look: Look, window: QMainWindow, actions: Actions, platform: str = sys.platform
    ) -> None:
        super().__init__(window)
        self._is_mac = platform == "darwin"
        self._hears_shift_f10 = platform not in (
            "darwin",
            "win32",
        )  # Windows takes it for the menu key itself
        self._look, self._window, self._actions = look, window, actions
        self._recent: Recent = tuple
        self._stays = self._alt = False
        self._bar: QMenuBar | None = None
        self._menus: dict[Menu, QMenu] = {}
        self._recent_menu = QMenu("Open recent", window)
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self._before: QWidget | None = None  # had the focus before the menu bar
        self._letters = [] if self._is_mac else [self._letter(menu) for menu in Menu if menu.value]
        if self._is_mac:
            self.keep(True)
        window.installEventFilter(self)

    def _letter(self, menu: Menu) -> QShortcut:
        """Alt and its first letter for a menu, while the bar is out of sight and does not hear it itself."""
        key = QShortcut(QKeySequence(f"Alt+{menu.value[0]}"), self._window)
        key.activated.connect(lambda: self._open(menu))
        return key

    @property
    def focused(self) -> QWidget | None:
        """What has the focus in the window, or had it before the menu bar."""
        focused: QWidget | None = self._window.focusWidget()
        if focused is None or focused is not self._bar:
            return focused
        return self._before if self._before is not None and isValid(self._before) else None

    @property
    def bar(self) -> QMenuBar:
        """The menu bar."""
        if self._bar is None:
            self._bar = bar = QMenuBar(self._window)
            # Elsewhere than on a Mac that asks the session bus, and waits for an answer.
            bar.setNativeMenuBar(self._is_mac)
            bar.setAccessibleName("Menu bar")
            bar.hide()
            self._window.setMenuBar(bar)
            bar.installEventFilter(self)
            for menu in (one for one in Menu if one.value and (self._is_mac or one is not Menu.WINDOW)):
                made = self._menus[menu] = bar.addMenu(f"&{menu.value}")
                made.aboutToShow.connect(self._allow)
                made.aboutToHide.connect(self._hidden)
            self._actions.changed.connect(self._fill)
            self._fill()
            follow(self._look, self._restyle)
        return self._bar

    def give_recent(self, recent: Recent) -> None:
        """What the menu of what was opened lately is made from."""
        self._recent = recent

    def keep(self, stays: bool) -> None:
        """Whether it stays in sight."""
        self._stays = stays or self._is_mac
        if self._stays or self._bar is not None:
            self._show(self._stays)

    def toggle(self) -> None:
        """Alt: shows it with its first menu marked but not open, or hides it."""
        if self.bar.isVisible() and not self._stays:
            self._show(False)
            return
        self._before = self.focused
        self._show(True)
        self.bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        _mark(self.bar, self.bar.actions()[0])

    def _open(self, menu: Menu) -> None:
        self._alt = False
        self._show(True)
        self.bar.setActiveAction(self._menus[menu].menuAction())

    def _show(self, shown: bool) -> None:
        before = self.focused
        self.bar.setVisible(shown)
        for letter in self._letters:
            letter.setEnabled(not shown)
        if not shown and before is not None and before is not self._window.focusWidget():
            before.setFocus(Qt.FocusReason.MenuBarFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._bar and kind in (QEvent.Type.FocusOut, QEvent.Type.KeyRelease):
            QTimer.singleShot(0, self._hide_if_left)
        if watched is self._window and isinstance(event, QKeyEvent):
            self._see_key(event)
        if watched is self._window and isinstance(event, QContextMenuEvent):
            return self._point(event.globalPos())
        return False

    def _point(self, at: QPoint) -> bool:
        """Open a session's menu where nothing there has one of its own; whether there is one."""
        rows = [row for row in self._actions.rows.values() if row.menu is Menu.PLAYBACK]
        doing = self._actions.doing
        offers = {row.id: doing[row.id] for row in rows if row.id in doing}
        if offers:
            popup(self._look, offers, at, self._window, rows)
        return bool(offers)

    def _see_key(self, event: QKeyEvent) -> None:
        """Have the menu bar come or go when Alt went down and up and no other key came between."""
        is_alt = event.key() == Qt.Key.Key_Alt
        if event.type() == QEvent.Type.KeyPress:
            self._alt = is_alt and not event.isAutoRepeat()
            shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            if shift and event.key() == Qt.Key.Key_F10 and self._hears_shift_f10:
                _ask_for_menu(QApplication.focusWidget())
        elif event.type() == QEvent.Type.KeyRelease:
            if is_alt and self._alt and not self._is_mac:
                self.toggle()
            self._alt = False

    def _hide_if_left(self) -> None:
        if not self._stays and self.bar.activeAction() is None and not self._is_open:
            self._show(False)

    @property
    def _is_open(self) -> bool:
        return any(menu.isVisible() for menu in (*self._menus.values(), self._recent_menu))

    def _hidden(self) -> None:
        # A moment later: the command that was chosen is yet to come, and is one that was allowed.
        QTimer.singleShot(0, lambda: self._actions.show_possible(self._is_open))
        QTimer.singleShot(0, self._hide_if_left)

    def _allow(self) -> None:
        """Greys out what cannot be done now."""
        self._actions.show_possible(True)
        self._recent_menu.setEnabled(bool(self._recent()))

    def _fill(self) -> None:
        for menu, made in self._menus.items():
            made.clear()
            rows = [row for row in self._actions.rows.values() if row.menu is menu]
            for row in sorted(rows, key=lambda row: not row.id.startswith("page:")):
                if row.parted and not made.isEmpty():
                    made.addSeparator()
                if row.id == "recent":
                    made.addMenu(self._recent_menu)
                else:
                    made.addAction(self._actions.made[row.id])

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for name, act in self._recent():
            action = self._recent_menu.addAction(plain(name))
            action.triggered.connect(lambda _=False, act=act: act())

    def _restyle(self) -> None:
        font, ink, side = self._look.font("body"), self._look.theme.ink2, self._look.px(_ICON)
        if self._bar is not None:
            self._bar.setFont(font)
        for menu in (*self._menus.values(), self._recent_menu):
            menu.setFont(font)
        for row in self._actions.rows.values():
            if row.icon:
                self._actions.made[row.id].setIcon(icon(row.icon, ink, side))


def _mark(bar: QMenuBar, action: QAction) -> None:
    """Mark a menu without opening it, as the mouse does: `setActiveAction` would open it."""
    middle = QPointF(bar.actionGeometry(action).center())
    none = Qt.MouseButton.NoButton
    move, there = QEvent.Type.MouseMove, bar.mapToGlobal(middle)
    QApplication.sendEvent(bar, QMouseEvent(move, middle, there, none, none, Qt.KeyboardModifier.NoModifier))


def _ask_for_menu(focused: QWidget | None) -> None:
    """Ask what has the focus for its menu, as the menu key does."""
    if focused is not None:
        middle = focused.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(focused, QContextMenuEvent(reason, middle, focused.mapToGlobal(middle)))


def asked_at(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint] | None:
    """What a menu in a list was asked for, current from now on, and where on the screen that is to open.

    With the keyboard it is for what is current. None where there is nothing.
    """
    by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
    index = view.indexAt(event.pos()) if by_mouse else view.currentIndex()
    if not index.isValid():
        return None
    view.setCurrentIndex(index)
    middle = view.viewport().mapToGlobal(view.visualRect(index).center())
    return index, event.globalPos() if by_mouse else middle


def popup(
    look: Look, offers: Mapping[str, Act], at: QPoint, parent: QWidget, rows: Iterable[Action] = ACTIONS
) -> QMenu:
    """Open a menu of what is offered at a place on the screen and return it; it deletes itself."""
    menu = QMenu(parent)
    menu.setFont(look.font("body"))
    for row in rows:
        if row.id not in offers:
            continue
        if row.parted and not menu.isEmpty():
            menu.addSeparator()
        action = QAction(f"{row.text}\t{row.shown}" if row.shown else row.text, menu)
        if row.icon:
            action.setIcon(icon(row.icon, look.theme.ink2, look.px(_ICON)))
        if row.keys:
            # Only to be read: the window's own action hears the key.
            action.setShortcut(QKeySequence(row.keys[0]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False, act=offers[row.id]: act())
        menu.addAction(action)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
    return menu


def plain(text: str) -> str:
    """A text for a menu, in which & stands for itself."""
    return text.replace("&", "&&")
