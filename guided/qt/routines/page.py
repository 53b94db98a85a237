"""All routines as cards: searched as one types, filtered by chips."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import (
    QEvent,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from guided import messages, safety, search, words
from guided.library import Broken, Library, meant
from guided.qt.actions import OF_A_ROUTINE, OF_AN_OWN_ROUTINE, Act, does, hint
from guided.qt.menus import popup
from guided.qt.routines.cards import CardGrid
from guided.qt.routines.entries import Entry, Sought, broken_title
from guided.qt.routines.gestures import Gestures
from guided.qt.routines.order import FOR_YOU, SORTS, ask_for_order, in_order
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chiprow import ChipRow
from guided.qt.widgets.field import SearchField, is_typing
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage, page_padding
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text
from guided.qt.widgets.tile import EmptyState
from guided.qt.widgets.tip import set_tip
from guided.settings import Settings

SHORT_MIN = 10
AT_THE_DESK, UNDER_TEN, FAVOURITES, YOURS = (
    "At the desk",
    words.say(messages.UNDER_MINUTES, n=SHORT_MIN),
    "Favourites",
    "Yours",
)
_SEARCH_LEAST = 220  # px at 100 % across
INDEX_SOON_MS = 400  # after the page was shown


def filters_of(entries: Sequence[Entry], sore: Collection[str] = ()) -> tuple[str, ...]:
    """The chips there is a use for: favourites, the person's own, `sore` regions, then the others."""
    used = {region for entry in entries for region in entry.regions}
    regions = sorted((region for region in words.REGIONS if region in used), key=lambda one: one not in sore)
    named = [words.REGIONS[region] for region in regions]
    desk = [AT_THE_DESK] if any(entry.at_the_desk for entry in entries) else []
    starred = [FAVOURITES] if any(entry.favourite for entry in entries) else []
    folders = sorted({entry.folder for entry in entries if entry.folder}, key=words.collation_key)
    own = [*([YOURS] if any(entry.own for entry in entries) else []), *map(folder_chip, folders)]
    return (*starred, *own, *named, *desk, UNDER_TEN)


def folder_chip(name: str) -> str:
    """The chip of a folder of the person's own, which may be called as a region is."""
    return words.say(messages.FOLDER, name=name)


def passing(entries: Iterable[Entry], filters: Sequence[str]) -> list[Entry]:
    """The entries that pass the filters; of regions any one will do, and so will a part of it."""
    regions = meant(region for region, name in words.REGIONS.items() if name in filters)
    desk, short, starred = AT_THE_DESK in filters, UNDER_TEN in filters, FAVOURITES in filters
    folders = {name for name in filters if name.startswith(folder_chip("")[:1])}
    return [
        entry
        for entry in entries
        if (not regions or not regions.isdisjoint(entry.regions))
        and (not desk or entry.at_the_desk)
        and (not short or entry.minutes < SHORT_MIN)
        and (not starred or entry.favourite)
        and (YOURS not in filters or entry.own)
        and (not folders or folder_chip(entry.folder) in folders)
    ]


def seeking(entries: Sequence[Entry], sought: Sought) -> list[Entry]:
    """The entries told what is looked for; unless by words, those for all of the regions come first."""
    for entry in entries:
        entry.sought = sought
    return sorted(entries, key=lambda entry: 0 if sought.words else -len(entry.asked_for))


def regions_in(filters: Sequence[str]) -> tuple[str, ...]:
    """The regions among the chips that are on."""
    return tuple(region for region, name in words.REGIONS.items() if name in filters)


def count_of(found: int, sought: Sought) -> str:
    """How many were found, that of several regions any one will do, and which then come first."""
    count, regions = words.say(messages.ROUTINES, n=found), sought.regions
    if len(regions) < 2:
        return count
    places = words.listed([words.REGIONS[region].lower() for region in regions], messages.LIST_OR)
    told = words.say(messages.FOR_ANY_OF, routines=count, places=places)
    first = "Those for both come first." if len(regions) == 2 else "Those for most of them come first."
    return told if sought.words else f"{told} {first}"


def nothing_found(query: str, filters: Sequence[str], hidden: int) -> tuple[str, str, str]:
    """What to say where nothing is listed: a title, a sentence, and the way on.

    `hidden` is how many routines match what is searched for but not the chips.
    """
    chips = words.listed([f"‘{name}’" for name in filters])
    if query and hidden:
        found = words.say(messages.MATCH_ELSEWHERE, n=hidden)
        nothing = words.say(messages.NOTHING_IN_MATCHES, chips=chips, query=query)
        return nothing, found, "Search all routines"
    if query:
        return (
            words.say(messages.NOTHING_MATCHES, query=query),
            "Try one word: a part of the body, a muscle, a place or a name.",
            "Show all routines",
        )
    nothing = words.say(messages.NOT_IN_ALL_CHIPS, chips=chips)
    return nothing, "Turn one of them off to see more.", "Show all routines"


class RoutinesPage(QWidget):
    """Every routine as a card; `chosen` opens one, `started` plays it at once.

    Typing anywhere on the page searches, and what matches best comes first unless another order was
    chosen than by name. Files that cannot be used are listed at the end.
    """

    chosen = Signal(str)
    started = Signal(str)
    starred = Signal(str)
    """A routine is to be a favourite, or no longer one."""
    new_asked = Signal()
    asked = Signal(str, str)
    """An action (id) is to be taken with a routine (id)."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._library = Library({}, {}, {})
        self._entries: dict[str, Entry] = {}
        self._favourites: Collection[str] = ()
        self._folders: Mapping[str, str] = {}
        self._index: search.Index | None = None
        self._index_timer = QTimer(self, singleShot=True, interval=INDEX_SOON_MS)
        self._index_timer.timeout.connect(self.index)
        self._uses: Mapping[str, int] = {}
        self._latest: Sequence[str] = ()
        self._fits: Mapping[str, float] = {}
        self._sore: Sequence[str] = ()
        self.sort = SORTS[0]
        self.search = _search_field(look)
        self.search.textChanged.connect(lambda: self._show_found())
        self.search.returnPressed.connect(self._open_first)
        self.search.installEventFilter(self)
        self._title = Text(look, "Routines", "page_title", wrap=False)
        self.chips: dict[str, Chip] = {}
        self._chip_row = ChipRow(look, "Filters")
        self._order = _order_button(look, self.sort)
        self._order.clicked.connect(self.ask_for_order)
        self.grid = CardGrid(look)
        self.grid.opened.connect(self._open)
        self.grid.play_pressed.connect(self.started)
        self.grid.star_pressed.connect(self.starred)
        self.grid.typed.connect(self._type)
        self.gestures = Gestures(self.grid)
        self.gestures.menu_asked.connect(lambda at: popup(look, self.offers(), at, self))
        self._nothing = EmptyState(look, "Nothing matches", "", "Show all routines")
        self._nothing.pressed.connect(self._widen)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._top = nested(self._column, QHBoxLayout())
        self._top.setSpacing(12)
        self._top.addWidget(self._title, 1)
        self._top.addWidget(self.search, 0)
        self.new = _new_button(look)
        self.new.clicked.connect(self.new_asked)
        self._ways = _movements_buttons(look, self.asked), _import_buttons(look, self.asked)
        for place, (wide, _) in enumerate(self._ways, 1):
            self._top.insertWidget(place, wide)
        self._top.addWidget(self.new, 0)
        self._column.addSpacing(20)
        self._filters = nested(self._column, QHBoxLayout())
        self._filters.setSpacing(12)
        for widget in (self._chip_row, self._order, *(small for _, small in self._ways)):
            self._filters.addWidget(widget, int(widget is self._chip_row))
        self.count = Text(look, "", "caption", "ink2")
        self._counted = nested(self._column, QHBoxLayout())
        self._counted.addWidget(self.count)
        self._stack = nested(self._column, QStackedLayout(), 1)
        nothing = QWidget()
        self._nothing_frame = _above(nothing, self._nothing)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(nothing)
        self.setFocusProxy(self.grid)
        follow(look, self._measure)

    def show_library(self, library: Library, settings: Settings | None = None) -> None:
        """List the routines of a library, and its broken files."""
        settings = settings or Settings()
        self._entries = {
            routine.id: Entry(
                library,
                routine,
                settings,
                own=("routines", routine.id) in library.own,
                favourite=routine.id in self._favourites,
                folder=self._folders.get(routine.id, ""),
            )
            for routine in library.routines.values()
        }
        if library is not self._library:
            self._library, self._index = library, None
            self._index_timer.start()
        self._take_fits(library, settings)
        self._make_chips()
        self._show_found(stay=True)

    def _take_fits(self, library: Library, settings: Settings) -> None:
        """How well each routine suits somebody who said what hurts."""
        had, sore = bool(self._fits), settings.sore
        self._sore = sore
        self._fits = {
            routine.id: safety.fit(library, routine, sore, settings.careful_with, settings.place)
            for routine in library.routines.values()
            if sore
        }
        if self._fits and not had:
            self.sort = FOR_YOU
        elif not self._fits and self.sort == FOR_YOU:
            self.sort = SORTS[0]
        self._order.set_words(self.sort)

    def show_favourites(self, favourites: Collection[str]) -> None:
        """Take over which routines are favourites, by their ids."""
        self._favourites = frozenset(favourites)
        for entry in self._entries.values():
            entry.favourite = entry.id in self._favourites
        self._make_chips()
        self._show_found(stay=True)

    def show_folders(self, folders: Mapping[str, str]) -> None:
        """Take over the folder of each routine that is in one, by its id."""
        self._folders = folders
        for entry in self._entries.values():
            entry.folder = folders.get(entry.id, "")
        self._make_chips()
        self._show_found(stay=True)

    def index(self) -> search.Index:
        """What a search looks in; made once there is time for it, or when it is first needed."""
        if self._index is None:
            self._index = search.index(self._library)
        return self._index

    def show_uses(self, uses: Mapping[str, int]) -> None:
        """Take over how often each routine was done, by its id."""
        self._uses = dict(uses)
        if self.sort == "Most used":
            self._show_found()

    def show_latest(self, latest: Sequence[str]) -> None:
        """Take over which of the person's own (ids) were made or played lately, the latest first."""
        self._latest = latest
        if self.sort == FOR_YOU:
            self._show_found(stay=True)

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """Take back the search and the filters."""
        self.search.clear()
        self._all_clicked()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Be at the first card."""
        self.grid.show_entries(self.grid.entries)

    @property
    def filters(self) -> tuple[str, ...]:
        """The chips that are on."""
        return tuple(name for name, chip in self.chips.items() if chip.isChecked())

    def shown(self) -> list[str]:
        """The ids of the routines listed now."""
        return [entry.id for entry in self.grid.entries if isinstance(entry, Entry)]

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        # Down leaves the search for the cards it found.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() != Qt.Key.Key_Down or not self.grid.entries:
            return False
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_typing(event):
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Delete:
            self.offers().get("trash", lambda: None)()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.asked.emit("paste", "")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        side = page_padding(self, self._look)
        self._column.setContentsMargins(0, 32 if side >= 40 else 20, 0, 0)
        self._top.setContentsMargins(side, 0, side, 0)
        self._filters.setContentsMargins(side, 0, side, 0)
        self._counted.setContentsMargins(side, 8, side, 0)
        self._nothing_frame.setContentsMargins(side, 24, side, 24)
        self.new.set_words("New routine" if side >= 40 else "New")
        taken = self._title.sizeHint().width() + self.new.sizeHint().width() + 36
        room = self.width() - 2 * side - taken
        for wide, small in reversed(self._ways):  # with words where the search can still be read
            needed = wide.sizeHint().width() + 12
            fits = room - needed >= self._look.px(_SEARCH_LEAST)
            wide.setVisible(fits)
            small.setVisible(not fits)
            room -= needed if fits else 0
        self.search.setFixedWidth(min(self._look.px(312), max(room, 120)))
        self.grid.set_padding(side)

    def _make_chips(self) -> None:
        names, on = filters_of(list(self._entries.values()), self._sore), self.filters
        if names == tuple(self.chips):
            return
        self._chip_row.clear()
        self.everything = Chip(self._look, "All")
        self.everything.clicked.connect(self._all_clicked)
        self._chip_row.add(self.everything)
        self.chips = {}
        for name in names:
            chip = Chip(self._look, name)
            chip.setChecked(name in on)
            chip.clicked.connect(lambda: self._show_found())
            self.chips[name] = chip
            self._chip_row.add(chip)

    def _all_clicked(self) -> None:
        for chip in self.chips.values():
            chip.setChecked(False)
        self._show_found()

    def _show_found(self, stay: bool = False) -> None:
        """List what is searched for, from the top or, with `stay`, from where one is."""
        filters = self.filters
        self.everything.setChecked(not filters)
        query = self.search.text().strip()
        found = search.found(self.index(), query) if query else self._entries
        hits = passing([self._entries[name] for name in found], filters)
        if not query or self.sort not in (SORTS[0], FOR_YOU):
            hits = in_order(hits, self.sort, self._uses, self._fits, self._latest)
        sought = Sought(query, regions_in(filters))
        listed: list[Entry | Broken] = [*seeking(hits, sought)]
        self.count.setText(count_of(len(hits), sought))
        self.count.setVisible(bool(hits) and bool(query or filters))
        if not query and not filters:
            listed += [broken for broken in self._library.broken if broken.kind != "programmes"]
        self.grid.show_entries(listed, stay)
        if not listed:
            hidden = len(search.found(self.index(), query)) if query else 0
            self._nothing.show_words(*nothing_found(query, filters, hidden))
        self._stack.setCurrentIndex(0 if listed else 1)

    def _widen(self) -> None:
        """Search all routines where only the chips hid what was found, else lists all of them."""
        query = self.search.text().strip()
        if not query or not self.filters or not search.found(self.index(), query):
            self.clear()
            return
        self._all_clicked()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.insert(text)

    def _open_first(self) -> None:
        if self.grid.entries:
            self._open(self.grid.entries[0])

    def _open(self, entry: object) -> None:
        if isinstance(entry, Entry):
            self.chosen.emit(entry.id)
        elif isinstance(entry, Broken):
            dialog = ProblemsDialog(self._look, entry, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def offers(self) -> Mapping[str, Act]:
        """What can be done with the routine that is marked."""
        index = self.grid.currentIndex()
        entry = self.grid.entries[index.row()] if index.isValid() else None
        if not isinstance(entry, Entry):
            return {}
        can = (*OF_A_ROUTINE, *OF_AN_OWN_ROUTINE) if entry.own else OF_A_ROUTINE
        return {name: partial(self.asked.emit, name, entry.id) for name in can}

    def ask_for_order(self) -> None:
        """Offer the orders in a menu."""
        sorts = (FOR_YOU, *SORTS) if self._fits else SORTS
        ask_for_order(self._order, sorts, self.sort, self.sort_by)

    def sort_by(self, sort: str) -> None:
        """List the routines in another order."""
        self.sort = sort
        self._order.set_words(sort)
        self._show_found()


def _above(frame: QWidget, widget: QWidget) -> QVBoxLayout:
    """The layout of a frame with a widget at its top."""
    column = QVBoxLayout(frame)
    column.addWidget(widget)
    column.addStretch()
    return column


def _search_field(look: Look) -> SearchField:
    field = SearchField(look, "Search by name, muscle or place")
    set_tip(field, hint("search"))
    return field


def _order_button(look: Look, sort: str) -> Button:
    button = Button(look, sort, "text", "small", "chevron-down")
    button.set_icon("chevron-down", after=True)
    button.setAccessibleDescription("Order of the routines")
    return button


def _import_buttons(look: Look, asked: SignalInstance) -> tuple[Button, Button]:
    """What takes a routine from elsewhere: beside New and, where there is less room, beside the order.

    It has its word in either place: what its icon stands for is easily mistaken.
    """
    buttons = (
        Button(look, "Import", "text", "normal", "download"),
        Button(look, "Import", "text", "small", "download"),
    )
    for button in buttons:
        button.setAccessibleName("Import a routine")
        button.clicked.connect(lambda: asked.emit("import", ""))
        does(button, "import")
    return buttons


def _movements_buttons(look: Look, asked: SignalInstance) -> tuple[Button, IconButton]:
    """What leads to the movements of one's own: with words, and, where there is less room, with an icon."""
    buttons = (
        Button(look, "Your exercises", "text", "normal", "body-scan"),
        IconButton(look, "body-scan", "Your exercises", size=40, icon_size=20),
    )
    for button in buttons:
        button.clicked.connect(lambda: asked.emit("movements", ""))
    return buttons


def _new_button(look: Look) -> Button:
    button = Button(look, "New routine", "secondary", icon="plus")
    does(button, "new")
    return button


class ProblemsDialog(ReadingOrder, QDialog):
    """Everything that is wrong with a file."""

    def __init__(self, look: Look, broken: Broken, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(broken_title(broken))
        page = ScrollPage(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.header.addWidget(Text(look, broken_title(broken), "section"))
        page.header.addWidget(Text(look, str(broken.error.path), "caption", "ink2"))
        page.body.setSpacing(12)
        for problem in broken.error.problems:
            page.body.addWidget(Text(look, str(problem)))
        page.body.addWidget(
            Text(look, "Correct the file and save it. Guided then reads it again.", "body", "ink2")
        )
        close = Button(look, "Close")
        close.clicked.connect(self.accept)
        page.body.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        page.body.addStretch()
        FocusRing(look, self)
        room = parent.window().size()
        self.resize(min(look.px(640), room.width() - 40), min(look.px(480), room.height() - 40))
