"""What one can do in the window: one table, from which keys, menus and the list of commands are made.

An act is done by whoever can: the window itself, or the page that is shown, whose `offers` say what it can
do now. What nobody offers is greyed out in a menu and not in the list of commands.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum, Flag, auto
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from guided.qt.widgets.pressable import Pressable

Act = Callable[[], object]


class Menu(Enum):
    """A menu of the menu bar, by its title."""

    ROUTINE = "Routine"
    EDIT = "Edit"
    VIEW = "View"
    PLAYBACK = "Playback"
    WINDOW = "Window"
    """Only on a Mac."""
    HELP = "Help"
    POINTER = ""
    """Only in the menu at the pointer."""


class Where(Flag):
    """Where an action can be taken: on the pages, or while a session has the window."""

    PAGES = auto()
    SESSION = auto()


ANYWHERE = Where.PAGES | Where.SESSION


class Action(NamedTuple):
    """Something one can do: its name, its menu, its keys, and where it can be done.

    The first key is the one that menus show. `shown` stands for keys that are not the window's: the player
    hears those itself. A `parted` one begins a new part of its menu.
    """

    id: str
    text: str
    menu: Menu
    keys: tuple[str, ...] = ()
    icon: str = ""
    where: Where = Where.PAGES
    parted: bool = False
    shown: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


# The field that has the focus hears these keys itself; a Mac knows them by their names, in dialogs too.
_OF_A_FIELD = QAction.MenuRole.TextHeuristicRole

ACTIONS = (
    Action("new", "New routine", Menu.ROUTINE, ("Ctrl+N",), "plus"),
    Action("go-on", "Go on with today’s session", Menu.ROUTINE, (), "player-play"),
    Action("start", "Start", Menu.ROUTINE, ("Ctrl+Return",), "player-play"),
    Action("show", "Show", Menu.ROUTINE, (), "list"),
    Action("favourite", "Add to favourites, or remove", Menu.ROUTINE, ("Ctrl+D",), "star"),
    Action("edit", "Edit", Menu.ROUTINE, ("Ctrl+E",), "pencil", parted=True),
    Action("duplicate", "Make a copy and edit it", Menu.ROUTINE, (), "copy"),
    Action("save", "Save", Menu.ROUTINE, ("Ctrl+S",), "check"),
    Action("rename", "Rename…", Menu.ROUTINE, ("F2",)),
    Action("folder", "Put into a folder…", Menu.ROUTINE, (), "list"),
    Action("trash", "Delete", Menu.ROUTINE, (), "trash", shown=native("Delete")),
    Action("sheet", "Print…", Menu.ROUTINE, ("Ctrl+P",), "printer", parted=True),
    Action("audio", "Save as audio…", Menu.ROUTINE, ("Ctrl+Shift+S",), "volume"),
    Action("video", "Save as video…", Menu.ROUTINE, (), "player-play"),
    Action("share", "Share as a file…", Menu.ROUTINE, (), "upload"),
    Action("text", "Copy as text", Menu.ROUTINE, (), "copy"),
    Action("export", "Export…", Menu.ROUTINE, (), "upload"),
    Action("prescribe", "Ask somebody to do it…", Menu.ROUTINE, (), "message-circle"),
    Action("open", "Open a file…", Menu.ROUTINE, ("Ctrl+O",), "download", parted=True),
    Action("import", "Import a routine…", Menu.ROUTINE, ("Ctrl+I",), "download"),
    Action("recent", "Open recent", Menu.ROUTINE),
    Action("sessions", "Past sessions", Menu.ROUTINE, (), "list", parted=True),
    Action("elsewhere", "Add a session done elsewhere…", Menu.ROUTINE, (), "plus"),
    Action("measure", "Measure how far you move", Menu.ROUTINE, (), "ruler-measure"),
    Action("report", "Report for a practitioner", Menu.ROUTINE, (), "printer"),
    Action("results", "Send results…", Menu.ROUTINE, (), "upload"),
    Action("clients", "Results of clients", Menu.ROUTINE, (), "list"),
    Action("movement", "New exercise…", Menu.ROUTINE, (), "plus", parted=True),
    Action("movements", "Your exercises", Menu.ROUTINE, (), "body-scan"),
    Action("close", "Close the window", Menu.ROUTINE, ("Ctrl+W",), parted=True),
    Action("quit", "Quit Guided", Menu.ROUTINE, ("Ctrl+Q",), where=ANYWHERE, role=QAction.MenuRole.QuitRole),
    Action("undo", "Undo", Menu.EDIT, ("Ctrl+Z",), "arrow-back-up", ANYWHERE),
    Action("redo", "Redo", Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "arrow-forward-up"),
    Action("cut", "Cut", Menu.EDIT, where=ANYWHERE, parted=True, shown=native("Ctrl+X"), role=_OF_A_FIELD),
    Action("copy", "Copy", Menu.EDIT, where=ANYWHERE, shown=native("Ctrl+C"), role=_OF_A_FIELD),
    Action("paste", "Paste", Menu.EDIT, where=ANYWHERE, shown=native("Ctrl+V"), role=_OF_A_FIELD),
    Action("select", "Select all", Menu.EDIT, where=ANYWHERE, shown=native("Ctrl+A"), role=_OF_A_FIELD),
    Action("play-step", "Play or stop the step", Menu.EDIT, ("Ctrl+Space",), "player-play"),
    Action("search", "Search the routines", Menu.EDIT, ("Ctrl+F", "/"), "search", parted=True),
    Action("commands", "Go to anything…", Menu.EDIT, ("Ctrl+K",), "search", ANYWHERE),
    Action("back", "Back", Menu.VIEW, ("Esc",), "arrow-left", parted=True),
    Action("larger", "Larger text", Menu.VIEW, ("Ctrl+=", "Ctrl++"), "text-size", ANYWHERE, parted=True),
    Action("smaller", "Smaller text", Menu.VIEW, ("Ctrl+-",), "text-size", ANYWHERE),
    Action("usual", "Text at its usual size", Menu.VIEW, ("Ctrl+0",), "text-size", ANYWHERE),
    Action("keys", "Keys", Menu.HELP, ("F1", "?"), "keyboard", ANYWHERE),
    Action("help", "When to get help", Menu.HELP, ("Shift+F1",), "help-circle", ANYWHERE),
    Action("find", "Find help", Menu.HELP, (), "message-circle", ANYWHERE),
    Action(
        "about", "About Guided", Menu.HELP, (), "info-circle", parted=True, role=QAction.MenuRole.AboutRole
    ),
)
"""All but the places, which a window adds, what is done in a session, which the player's keys say, and what
differs from one platform to another."""

OF_A_STEP = (
    Action("how", "How it goes", Menu.POINTER, icon="list"),
    Action("easier", "Easier version", Menu.POINTER, icon="stretching-2", parted=True),
    Action("harder", "Harder version", Menu.POINTER, icon="trending-up"),
    Action("written", "As written", Menu.POINTER, icon="arrow-back-up"),
    Action("mine", "Make it mine…", Menu.POINTER, icon="pencil", parted=True),
)
OF_A_DRAFT_STEP = (
    Action("step-up", "Move up", Menu.POINTER, ("Alt+Up",), "chevron-up"),
    Action("step-down", "Move down", Menu.POINTER, ("Alt+Down",), "chevron-down"),
    Action("step-join", "In a circuit with the step before", Menu.POINTER, ("Ctrl+G",), "history"),
    Action("step-alone", "Out of the circuit", Menu.POINTER, ("Ctrl+Shift+G",)),
    Action("step-other", "Another exercise…", Menu.POINTER, ("Ctrl+R",), "search", parted=True),
    Action("step-easier", "Easier version", Menu.POINTER, icon="stretching-2"),
    Action("step-harder", "Harder version", Menu.POINTER, icon="trending-up"),
    Action("step-mine", "Make it mine…", Menu.POINTER, icon="pencil"),
    Action("step-change", "Change this exercise…", Menu.POINTER, icon="pencil"),
    Action("step-twice", "Once more", Menu.POINTER, ("Ctrl+D",), "copy", parted=True),
    Action("step-out", "Take it out", Menu.POINTER, ("Delete",), "trash"),
)
OF_A_SESSION = (
    Action("look", "Look at it", Menu.POINTER, icon="list"),
    Action("mark", "Mark or unmark", Menu.POINTER, icon="check"),
    Action("delete", "Delete", Menu.POINTER, icon="trash", parted=True),
)
OF_A_PROGRAMME = (
    Action("session", "Start today’s session", Menu.POINTER, icon="player-play"),
    Action("open", "Show", Menu.POINTER, icon="list"),
    Action("copy", "Make a copy and edit it", Menu.POINTER, icon="copy"),
    Action("pause", "Pause it", Menu.POINTER, icon="player-pause", parted=True),
    Action("resume", "Go on with it", Menu.POINTER, icon="player-play", parted=True),
)
OF_A_CHART = (
    Action("numbers", "Show the numbers", Menu.POINTER, icon="list"),
    Action("drawing", "Show the chart", Menu.POINTER, icon="chart-bar"),
    Action("save", "Save…", Menu.POINTER, icon="download"),
)
OF_A_WEEK = (Action("progress", "See it in Progress", Menu.POINTER, icon="chart-bar"),)
OF_A_ROUTINE = (
    *("start", "show", "favourite", "duplicate", "folder"),
    *("sheet", "audio", "video", "share", "text", "export", "prescribe"),
)
"""What can be done with a routine that is not open."""
OF_AN_OWN_ROUTINE = ("edit", "rename", "trash")
"""What can be done besides with one of the person's own."""


def of_platform(platform: str = sys.platform) -> tuple[Action, ...]:
    """The actions that differ: a Mac's menu bar is never hidden, and its windows have a menu and a key."""
    if platform == "darwin":
        return (
            Action("full", "Full screen", Menu.VIEW, ("Ctrl+Meta+F",), "maximize", parted=True),
            Action("minimise", "Minimise", Menu.WINDOW, ("Ctrl+M",), where=ANYWHERE),
            Action("zoom", "Zoom", Menu.WINDOW, where=ANYWHERE),
        )
    return (
        Action("full", "Full screen", Menu.VIEW, ("F11",), "maximize", parted=True),
        Action("bar", "Show or hide the menu bar", Menu.VIEW, ("Ctrl+M",)),
    )


def place_action(place: str, title: str, icon: str, key: str) -> Action:
    """Going to a place in the sidebar, by its id; a Mac has a place of its own for the settings."""
    roles = QAction.MenuRole
    role = roles.PreferencesRole if place == "settings" else roles.NoRole
    return Action(f"page:{place}", title, Menu.VIEW, (key,), icon, role=role)


def listed(rows: Iterable[Action]) -> tuple[tuple[str, str], ...]:
    """The keys of actions and what they do, to be read."""
    return tuple((_OR.join(map(native, row.keys)), _begun(row.text)) for row in rows if row.keys)


def hint_of(row: Action, words: str = "") -> str:
    """The tip of a button that does what an action does: its name, or other words, and its key."""
    text = words or row.text.removesuffix("…")
    return f"{text} ({native(row.keys[0])})" if row.keys else text


def hint(name: str, words: str = "") -> str:
    """The same for an action of the table, by its id."""
    return hint_of(next(row for row in ACTIONS if row.id == name), words)


def does(button: Pressable, name: str) -> None:
    """Have a button's tip say which action of the table it does, unless it says no more than its words do."""
    tip = hint(name)
    button.set_tip("" if tip == button.words else tip)


_OR = "  or  "


def _begun(text: str) -> str:
    """A command in the middle of a list: no capital, no dots."""
    return f"{text[0].lower()}{text[1:]}".removesuffix("…")


@runtime_checkable
class Offering(Protocol):
    """A page that can do something of the table now."""

    def offers(self) -> Mapping[str, Act]:
        """What can be done now, by the action's id."""


class Actions(QObject):
    """The table as Qt's actions on a window, with what each of them does."""

    changed = Signal()
    """Something was added."""

    def __init__(
        self, window: QMainWindow, offers: Callable[[], Mapping[str, Act]], platform: str = sys.platform
    ) -> None:
        """`offers` tells what can be done at this moment besides what is `given`."""
        super().__init__(window)
        self._window, self._offers, self._platform = window, offers, platform
        self._given: dict[str, Act] = {}
        self.rows: dict[str, Action] = {}
        """All there are, by their id, in the order of the menus."""
        self.made: dict[str, QAction] = {}
        self._heard: set[str] = set()
        self._where = Where.PAGES
        self.add((*ACTIONS, *of_platform(platform)))

    def add(self, rows: Sequence[Action], acts: Mapping[str, Act] | None = None) -> None:
        """Add actions; `acts` has those that can always be done."""
        for row in rows:
            shown = f"\t{row.shown}" if row.shown else ""
            action = QAction(f"{row.text}{shown}", self._window)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.setMenuRole(row.role)  # a Mac has a place of its own for some
            action.setIconVisibleInMenu(self._platform != "darwin")
            action.triggered.connect(lambda _=False, name=row.id: self.act(name))
            self._window.addAction(action)
            self.rows[row.id], self.made[row.id] = row, action
        self.give(acts or {})
        self.changed.emit()

    def give(self, acts: Mapping[str, Act | None]) -> None:
        """What some of the actions do wherever one is."""
        for name, act in acts.items():
            if act is None:
                self._given.pop(name, None)
            else:
                self._given[name] = act

    @property
    def doing(self) -> Mapping[str, Act]:
        """All that can be done now, by its id."""
        can = {**self._given, **self._offers()}
        return {name: can[name] for name, row in self.rows.items() if name in can and row.where & self._where}

    def act(self, name: str) -> bool:
        """Do something, if it can be done now; whether it could."""
        act = self.doing.get(name)
        if act is not None:
            act()
        return act is not None

    def allow(self, where: Where, but: Sequence[str] = ()) -> None:
        """Only the keys of what can be taken there are heard, and not those of `but`."""
        self._where = where
        self._heard = {name for name, row in self.rows.items() if row.where & where} - set(but)
        self.show_possible(False)

    def show_possible(self, possible: bool) -> None:
        """While a menu is open, all that can be done now is enabled; else whatever has a key to be heard."""
        doing = self.doing if possible else {}
        for name, action in self.made.items():
            action.setEnabled(name in (doing if possible else self._heard))
