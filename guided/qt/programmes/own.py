"""The person's own programmes: composed on a page, and saved as files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from guided import messages, words
from guided.files import programme_from
from guided.paths import write_private
from guided.programme import own_programme
from guided.qt.context import Context
from guided.qt.programmes.new import Choice, NewProgrammePage
from guided.reading import GuidedError, id_from
from guided.routine import Routine
from guided.sharing import free_id


class OwnProgrammes(QObject):
    """Makes programmes from the routines of the library; `length` gives a routine's length in ms."""

    saved = Signal(str, str)
    """A programme was saved: its id and its name."""

    def __init__(self, context: Context, length: Callable[[Routine], int]) -> None:
        super().__init__()
        self._context, self._length = context, length

    def begin(self) -> None:
        """Show the page on which a programme is composed."""
        page = NewProgrammePage(self._context.look, self._choices())
        page.back.connect(self._context.window.back)
        page.saved.connect(
            lambda name, routines, days, rounds: self._save(page, name, routines, days, rounds)
        )
        self._context.window.push(page)

    def _choices(self) -> list[Choice]:
        library = self._context.library
        own = {name for kind, name in library.own if kind == "routines"}
        choices = [
            Choice(routine.id, routine.name, words.minutes(self._length(routine)), routine.id in own)
            for routine in library.routines.values()
        ]
        return sorted(choices, key=lambda choice: (not choice.own, words.collation_key(choice.name)))

    def _save(
        self, page: NewProgrammePage, name: str, routines: Sequence[str], days: int, rounds: int
    ) -> None:
        library = self._context.library
        programme_id = free_id(library, "programmes", id_from(name))
        text = own_programme(name, routines, days, rounds)
        try:
            programme_from(tomllib.loads(text), programme_id, library)
            write_private(self._context.home.data / "programmes" / f"{programme_id}.toml", text)
        except GuidedError as error:
            page.refuse(str(error))
        except OSError as error:
            page.refuse(words.say(messages.NOT_SAVED, why=words.refusal(error)))
        else:
            self.saved.emit(programme_id, name)
