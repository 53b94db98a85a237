"""What the person says of themselves: the questions of the first run, and the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from guided import today
from guided.choices import all_played
from guided.history.records import lately
from guided.qt.context import Context
from guided.qt.sound.sink import Sink
from guided.qt.you.asks import Asks
from guided.qt.you.preview import Preview
from guided.qt.you.settings import Setting, SettingsPage
from guided.qt.you.welcome import WelcomePage
from guided.settings import CHOICES


class Person(QObject):
    """The page of settings and the questions of the first run."""

    start_asked = Signal(str)
    """A routine (id) is to be played."""

    def __init__(self, context: Context, sink: Callable[[], Sink]) -> None:
        """`sink` gives the one sessions are heard from."""
        super().__init__()
        self._context, self._sink = context, sink
        self._page: SettingsPage | None = None
        self.asks = Asks()
        self.asks.question.connect(self.introduce)

    @property
    def page(self) -> SettingsPage:
        """The page of settings."""
        if self._page is None:
            self._page = SettingsPage(self._context, self.asks)
            self._lend_sound()
        return self._page

    def _lend_sound(self) -> None:
        preview = Preview(self._context, self._sink)
        preview.setParent(self)
        self.asks.hear.connect(preview.play)
        preview.beat.connect(self.asks.beat)
        self.asks.list_devices.connect(lambda: self._sink().list_devices())
        self._sink().devices.connect(self.asks.devices.emit)

    def settings(self) -> tuple[Setting, ...]:
        """Every row of the settings; its way leads there from anywhere."""

        def way(setting: Setting) -> None:
            self._context.window.show_page("settings")
            setting.show()

        return tuple(one._replace(show=partial(way, one)) for one in self.page.settings)

    def show_section(self, title: str) -> None:
        """Go to a section of the settings."""
        self._context.window.show_page("settings")
        self.page.go_to(title)

    def introduce(self, only: str = "") -> None:
        """Ask the questions of the first run, or `only` one of them, over everything else."""
        context = self._context

        def suggested(person: today.Person) -> today.Suggestion:
            known = context.past
            past = lately(known.sessions, context.today(), known.stopped, known.left)
            shelf = today.shelf_of(all_played(context.library, context.choices), context.settings)
            return today.today(shelf, past, (), person, context.wall())

        page = WelcomePage(context.look, context.settings, context.library, context.now, suggested, only)
        page.cancelled.connect(context.window.leave_player)
        page.finished.connect(self._introduced)
        page.start_asked.connect(self.start_asked)
        page.routine_asked.connect(context.routine_asked)
        page.routines_asked.connect(lambda: context.window.show_page("routines"))
        page.help_asked.connect(context.window.show_help)
        context.window.show_player(page)

    def change_text_size(self, step: int) -> None:
        """The next larger text for 1, the next smaller for -1, the usual for 0."""
        sizes = CHOICES["text_size"]
        index = sizes.index(self._context.settings.text_size) + step if step else 0
        self._context.choose(text_size=sizes[min(max(index, 0), len(sizes) - 1)])

    def _introduced(self, answers: dict[str, object]) -> None:
        self._context.window.leave_player()
        if answers.get("place") == "floor" != self._context.settings.place:
            answers["volume"] = 1.0  # one is further away
        self._context.choose(**answers)
