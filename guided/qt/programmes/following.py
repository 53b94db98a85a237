"""Following programmes: their pages, and what is asked for there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from guided import messages, words
from guided.changes import programme_routine, session_name
from guided.choices import played_session
from guided.library import Broken, Library
from guided.measures import Asked
from guided.part import Part
from guided.programme import Followed, For, Programme, SessionOf, position, today
from guided.qt.context import Changed, Context
from guided.qt.programmes.detail import ProgrammePage
from guided.qt.programmes.instead import paused_by, switch
from guided.qt.programmes.nextday import NextDayBar
from guided.qt.programmes.own import OwnProgrammes
from guided.qt.programmes.page import Entry, ProgrammesPage
from guided.reading import GuidedError
from guided.routine import Routine
from guided.safety import share_for
from guided.timeline import length_ms

if TYPE_CHECKING:
    from guided.history.store import History

_PLAYED = Changed.LIBRARY | Changed.CHOICES | Changed.SETTINGS


class Programmes(QObject):
    """The programmes of the library, and the person's progress in them.

    `play` asks to play a Routine For a programme; `saved` says that the person's own file was written.
    `measure_asked` leads to measures, as Asked; `look_asked` to the
    contents of a session, with the programme's id, the session's number, and whether it is the short one.
    """

    play = Signal(object, object)
    saved = Signal()
    measure_asked = Signal(object)
    look_asked = Signal(str, int, bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._look, self.window = context, context.look, context.window
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._opened: tuple[ProgrammePage, str] | None = None
        self._stale = False
        self._bar: NextDayBar | None = None
        self.own = OwnProgrammes(context, self._length)
        self.own.saved.connect(partial(_show_new, self))
        self.own.gone.connect(partial(_show_gone, self))
        context.changed.connect(self._show_changed)

    @cached_property
    def page(self) -> ProgrammesPage:
        """The page of all programmes, made when somebody first goes there."""
        page = ProgrammesPage(self._look)
        page.chosen.connect(self.open)
        page.asked.connect(lambda action, programme_id: self._acts[action](programme_id))
        page.new_asked.connect(self.own.begin)
        page.problems_asked.connect(self._show_problems)
        page.seen.connect(self._freshen)
        page.show_entries(self._entries(), _broken(self._library))
        return page

    @property
    def _acts(self) -> Mapping[str, Callable[[str], object]]:
        """The acts on a programme (id), by the action's id."""
        return {
            "session": self._start_next,
            "open": self.open,
            "pause": self.pause,
            "resume": self.resume,
            "copy": self.own.copy,
        }

    def _start_next(self, programme_id: str) -> None:
        followed = self._followed(programme_id)
        if followed is not None:
            found = today(self._library.programmes[programme_id], followed, self._context.today())
            self.start(programme_id, found.number, found.away)

    @property
    def _library(self) -> Library:
        return self._context.library

    @property
    def opened_id(self) -> str:
        """The programme whose page is open, "" for none."""
        return self._opened[1] if self._opened else ""

    # ------------------------------------------------------------ what shows

    def _show_changed(self, what: Changed) -> None:
        if what & _PLAYED:
            self._lengths = {}
        if what & (_PLAYED | Changed.HISTORY | Changed.PROGRAMMES | Changed.DAY):
            self._stale = True
            self._freshen()

    def _freshen(self) -> None:
        """Show what changed once somebody looks at it."""
        pages = filter(None, (vars(self).get("page"), self._opened and self._opened[0]))
        if self._stale and any(page.isVisible() for page in pages):
            self.show()

    def show(self) -> None:
        """Show the history on every page it concerns."""
        self._stale = False
        entries = self._entries()
        if "page" in vars(self):
            self.page.show_entries(entries, _broken(self._library))
        if self._opened is not None:
            page, name = self._opened
            entry = next((entry for entry in entries if entry.programme.id == name), None)
            if entry is not None:
                page.show_entry(entry, self._parts(entry))

    def open(self, programme_id: str) -> None:
        """Show a programme's page."""
        entry = next((one for one in self._entries() if one.programme.id == programme_id), None)
        if entry is None:
            return
        if entry.today is not None and entry.today.ask is not None:
            self._close_bar()  # its page asks the same
        page = ProgrammePage(self._look)
        page.seen.connect(self._freshen)
        page.back.connect(self.window.back)
        page.started.connect(lambda number, short: self.start(programme_id, number, short))
        page.begun.connect(lambda until: self.follow(programme_id, until))
        page.paused.connect(lambda: self.pause(programme_id))
        page.resumed.connect(lambda: self.resume(programme_id))
        page.left.connect(lambda: self.leave(programme_id))
        page.answered.connect(self.answer)
        page.session_chosen.connect(lambda number: self._choose(programme_id, number))
        name = entry.programme.name
        page.measure_asked.connect(lambda measures: self.measure_asked.emit(Asked(tuple(measures), name)))
        page.look_asked.connect(lambda number, short: self.look_asked.emit(programme_id, number, short))
        page.until_chosen.connect(lambda until: self._set_out_for(programme_id, until))
        page.edit_asked.connect(lambda: self.own.edit(programme_id))
        page.copy_asked.connect(lambda: self.own.copy(programme_id))
        page.trash_asked.connect(lambda: self.own.trash(programme_id))
        page.destroyed.connect(lambda: self._forget(page))
        page.show_entry(entry, self._parts(entry))
        self._opened = (page, programme_id)
        self.window.push(page)

    def ask_next_day(self) -> None:
        """Ask in a bar how the day after the last session was, unless already answered."""
        for entry in self._entries():
            ask = entry.today.ask if entry.today and entry.today.kind != "paused" else None
            if ask is None or self._bar is not None:
                continue
            self._bar = bar = NextDayBar(self._look, f"{entry.programme.name}: {entry.name(ask.number)}")
            session_id = ask.session_id
            bar.answered.connect(lambda answer, id=session_id: self.answer(id, answer))
            bar.closed.connect(self._close_bar)
            self.window.add_bar(bar)

    # ------------------------------------------------------------ what is asked for

    def start(self, programme_id: str, number: int, short: bool = False) -> None:
        """Play a session of a followed programme."""
        followed = self._followed(programme_id)
        routine = self.routine(programme_id, number, short) if followed else None
        if followed and routine:
            self.play.emit(routine, For(followed.run, number, short))

    def begin_with(self, programme_id: str, number: int, short: bool = False) -> None:
        """Play a session, and follow its programme from now on if it is not followed or is paused."""
        followed = self._followed(programme_id)

        def start() -> None:
            self.start(programme_id, number, short)

        if followed is None:
            self.follow(programme_id, self._library.programmes[programme_id].ends[-1], start)
        elif followed.paused:
            self.resume(programme_id, start)
        else:
            start()

    def routine(self, programme_id: str, number: int, short: bool = False) -> Routine | None:
        """The routine of a session; None, with the person told, if it cannot be played."""
        try:
            return self._routine(self._library.programmes[programme_id], number, short)
        except GuidedError as error:
            self._context.tell(str(error))
            return None

    def session(self, programme_id: str, number: int, fixed: bool) -> SessionOf:
        """The words about a session besides its contents."""
        programme, followed = self._library.programmes[programme_id], self._followed(programme_id)
        following = today(programme, followed, self._context.today()).number if followed else 1
        start = "Start" if followed else "Follow and start"
        return SessionOf(
            programme=programme.name,
            position=position(programme, number),
            start="Resume and start" if followed and followed.paused else start,
            note=_note(self._context, programme_id, goes_on=number != following),
            fixed=fixed,
        )

    def start_again(self, played: For) -> None:
        """Play a session once more."""
        for followed in self._context.past.followed:
            if followed.run == played.run and followed.programme_id in self._library.programmes:
                self.start(followed.programme_id, played.number, played.short)

    def follow(self, programme_id: str, until: int, then: Callable[[], None] = lambda: None) -> None:
        """Begin a programme in place of any other; it can be undone, unless this one is begun again."""
        day, again = self._context.today(), self._followed(programme_id) is not None

        def follow(history: History) -> int:
            return history.programmes.follow(programme_id, day, until)

        switch(self._context, programme_id, follow, then, undo=not again)

    def pause(self, programme_id: str) -> None:
        """Pause a programme; it can be undone."""
        followed = self._followed(programme_id)
        if followed:
            self._change(
                lambda history: history.programmes.pause(followed.run),
                lambda: self.window.toast("Programme paused", "Undo", lambda: self._take_up(followed)),
            )

    def resume(self, programme_id: str, then: Callable[[], None] = lambda: None) -> None:
        """Resume a paused programme; any other followed one is paused, as when one is begun."""
        followed = self._followed(programme_id)
        if followed:
            switch(self._context, programme_id, lambda history: history.programmes.resume(followed.run), then)

    def leave(self, programme_id: str) -> None:
        """Leave a programme; its sessions stay, and it can be undone."""
        followed = self._followed(programme_id)
        if followed:
            text = "Programme left. Your sessions stay."
            self._change(
                lambda history: history.programmes.leave(followed.run),
                lambda: self.window.toast(text, "Undo", lambda: self._take_up(followed)),
            )

    def answer(self, session_id: str, answer: str) -> None:
        """Record how the day after a session was."""
        self._close_bar()
        back = partial(self._change, lambda history: history.programmes.answer_next_day(session_id, None))
        self._change(
            lambda history: history.programmes.answer_next_day(session_id, answer),
            lambda: self.window.toast("Noted", "Undo", back),
        )

    # ------------------------------------------------------------ inside

    def _entries(self) -> list[Entry]:
        day, sore = self._context.today(), self._context.settings.sore
        followed = {one.programme_id: one for one in self._context.past.followed}
        return [
            _entry(self._context, one, followed.get(one.id), day, self._lengths_of(one), sore)
            for one in self._library.programmes.values()
        ]

    def _routine(self, programme: Programme, number: int, short: bool = False) -> Routine:
        """The routine of a session, with the person's choices unless it has its own dose."""
        return played_session(self._library, programme, number, self._context.choices, short)

    def _lengths_of(self, programme: Programme) -> tuple[int, ...]:
        if programme.id not in self._lengths:
            lengths = []
            for session in programme.sessions:
                try:
                    lengths.append(self._length(self._routine(programme, session.number)))
                except GuidedError:
                    lengths.append(0)
            self._lengths[programme.id] = tuple(lengths)
        return self._lengths[programme.id]

    def _length(self, routine: Routine) -> int:
        return length_ms(routine, self._library, self._context.settings)

    def _parts(self, entry: Entry) -> tuple[Part, ...]:
        number = entry.today.number if entry.today else 1
        try:
            return self._library.parts(self._routine(entry.programme, number))
        except GuidedError:
            return ()

    def _followed(self, programme_id: str) -> Followed | None:
        return next((one for one in self._context.past.followed if one.programme_id == programme_id), None)

    def _choose(self, programme_id: str, number: int | None) -> None:
        followed = self._followed(programme_id)
        if followed:
            run, done, until = followed.run, len(followed.done), followed.until
            self._change(lambda history: history.programmes.choose(run, number, done, until))

    def _set_out_for(self, programme_id: str, until: int) -> None:
        followed = self._followed(programme_id)
        if followed:
            run, chosen, after = followed.run, followed.chosen, followed.chosen_after
            self._change(lambda history: history.programmes.choose(run, chosen, after, until))

    def _take_up(self, followed: Followed) -> None:
        """Undo that a programme was paused or left."""
        run, paused = followed.run, followed.paused
        self._change(lambda history: (history.programmes.pause if paused else history.programmes.resume)(run))

    def _change(self, act: Callable[[History], object], then: Callable[[], None] = lambda: None) -> None:
        """Change the history, emit that, and continue with `then`; tell the person of a refusal."""
        self._context.store.change(Changed.PROGRAMMES, act, lambda _: then())

    def _close_bar(self) -> None:
        bar, self._bar = self._bar, None
        if bar is not None:
            bar.hide()
            bar.deleteLater()

    def _forget(self, page: ProgrammePage) -> None:
        if self._opened is not None and self._opened[0] is page:
            self._opened = None

    def _show_problems(self, broken: Broken) -> None:
        from guided.qt.routines.page import ProblemsDialog

        dialog = ProblemsDialog(self._look, broken, self.page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _note(context: Context, programme_id: str, goes_on: bool) -> str:
    """What playing a session of a programme now does besides."""
    paused = paused_by(context, programme_id)
    pauses = words.say(messages.PAUSES, name=paused) if paused else ""
    return " ".join(
        filter(None, ("If you do it now, the programme goes on from here." if goes_on else "", pauses))
    )


def _broken(library: Library) -> list[Broken]:
    """The programmes' files that cannot be used."""
    return [one for one in library.broken if one.kind == "programmes"]


def _show_new(programmes: Programmes, programme_id: str, name: str) -> None:
    """Show a programme that was saved, on the page it was changed from if there is one."""
    programmes.saved.emit()
    programmes.window.back()
    if programmes.opened_id != programme_id:
        programmes.open(programme_id)
    programmes.window.toast(words.say(messages.IS_SAVED, name=name))


def _show_gone(programmes: Programmes, programme_id: str) -> None:
    """Leave the page of a programme that is in the trash."""
    if programmes.opened_id == programme_id:
        programmes.window.back()
    programmes.saved.emit()


def _suits(library: Library, programme: Programme, sore: Collection[str]) -> float:
    """The share of a programme's exercises that are for what hurts."""
    routines = []
    for session in programme.sessions:
        with suppress(GuidedError):
            routines.append(programme_routine(library, programme, session.number))
    return share_for(library, routines, sore)


def _entry(
    context: Context,
    programme: Programme,
    followed: Followed | None,
    day: date,
    lengths_ms: tuple[int, ...],
    sore: Collection[str],
) -> Entry:
    """A programme as it is shown on a day."""
    library = context.library
    numbers = range(1, len(programme.sessions) + 1)
    return Entry(
        programme=programme,
        day=day,
        names=tuple(session_name(library, programme, number) for number in numbers),
        lengths_ms=lengths_ms,
        followed=followed,
        today=today(programme, followed, day) if followed else None,
        own=("programmes", programme.id) in library.own,
        suits=_suits(library, programme, sore) if sore else 0.0,
        measures={name: measure.name for name, measure in library.measures.items()},
        pauses=paused_by(context, programme.id),
    )
