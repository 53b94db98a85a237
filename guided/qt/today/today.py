"""Today's suggestion, kept up to date with the history, the choices and the time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import inf

from PySide6.QtCore import QObject, QTimer, Signal

from guided import messages, prescribed, safety, words
from guided import programme as programmes
from guided.changes import session_name
from guided.choices import all_played, played_session
from guided.history.records import Summary, days_done, lately, local_start
from guided.library import Library
from guided.measures import NOTHING_ASKED, Asked, Taken
from guided.part import Part
from guided.programme import Followed, Programme
from guided.progress import monday, this_week
from guided.qt.context import Changed, Context
from guided.qt.today.hero import Offer
from guided.qt.today.page import Short, TodayPage
from guided.qt.widgets.routine_hills import lengths_ms, names
from guided.reminders import FAR, minutes_until, time_in_words
from guided.resuming import TakenUp, ended_early
from guided.routine import Exercise, Routine, kit_of
from guided.timeline import Timeline
from guided.today import Person, Reason, Shelf, Suggestion, greeting, shelf_of, short_ones, today, why

_LOOK_EVERY_MS = 60_000  # while it is in sight, for the hour of the day and the minutes to a break
_AT_REST = "legs-up-rest"  # the exercise (id) that stands for a day off

_LISTED = Changed.LIBRARY | Changed.CHOICES | Changed.SETTINGS
_SHOWN = _LISTED | Changed.MEASURES | Changed.FAVOURITES | Changed.HISTORY | Changed.PROGRAMMES | Changed.DAY

_HEADINGS = {
    "prescribed": "Prescribed for you",
    "gentle": "Something gentle",
    "first": "Your first session",
    "again": "Welcome back",
    "begun": "Begun today",
}


class Today(QObject):
    """The controller of today's page: what it shows, and what it asks for."""

    start_asked = Signal(str)
    """Play a routine (id)."""
    session_asked = Signal(str, int, bool)
    """Play a programme's session: the programme's id, the session's number, whether the short version."""
    look_asked = Signal(str, int, bool)
    """Show one: the same arguments."""
    measure_asked = Signal(object)
    """Take the measures that go with the day's session, as Asked."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._page: TodayPage | None = None
        self._shelf: Shelf | None = None
        self._suggestion, self._asked = Suggestion(Reason("only")), NOTHING_ASKED
        self._left: TakenUp | None = None
        self._hour = -1
        self._read = self._stale = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        context.changed.connect(self._take_changed)

    @property
    def page(self) -> TodayPage:
        """The page; until the history has been read it has only a greeting."""
        if self._page is None:
            context = self._context
            self._page = page = TodayPage(context.look)
            page.hero.started.connect(self._start)
            page.hero.began_again.connect(self._begin)
            page.hero.looked.connect(self._look_at)
            page.hero.left.connect(self._leave)
            page.hero.measure_asked.connect(lambda: self.measure_asked.emit(self._asked))
            page.hero.help_asked.connect(context.window.show_help)
            page.hero.short_started.connect(lambda: self.start_asked.emit(self._suggestion.routine_id))
            page.short_started.connect(self.start_asked)
            page.help_asked.connect(context.window.show_help)
            page.find_asked.connect(context.window.find_help)
            page.routine_asked.connect(context.routine_asked)
            page.progress_asked.connect(lambda: context.window.show_page("progress"))
            page.seen.connect(self._take_seen)
            page.next_break.started.connect(lambda: context.window.acts.act("reminders:break"))
            page.next_break.put_off.connect(lambda: context.window.acts.act("reminders:later"))
            page.next_break.put_far_off.connect(lambda: context.window.acts.act("reminders:longer"))
            self._greet(context.wall())
            self._read = self._stale = context.store.readable
        return self._page

    def look(self) -> None:
        """Show what has changed with time."""
        self.show_break()
        if self._read and self._context.wall().hour != self._hour:
            self.show()

    def show_break(self) -> None:
        """Show when the next break is."""
        if self._page is None:
            return
        at, now = self._context.next_break(), self._context.wall()
        if at is None:
            self._page.show_break(None)
        elif at <= now:
            self._page.show_break(0, self._break)
        elif at - now > FAR:
            self._page.show_break(None, time_in_words(at, now))
        else:
            time = words.say(messages.AT_TIME, time=time_in_words(at, now))
            self._page.show_break(minutes_until(at, now), time)

    def show(self) -> None:
        """Show what there is to do now."""
        page, context = self.page, self._context
        now, past, shelf = context.wall(), context.past, self._considered()
        day = now.date()
        self._hour, self._read, self._stale = now.hour, True, False
        followed = self._followed()
        settings, favourites = context.settings, context.choices.favourites
        person = Person(settings.sore, settings.careful_with, settings.place, favourites)
        found = self._suggestion = today(
            shelf, lately(past.sessions, day, past.stopped, past.left), followed, person, now
        )
        self._left = self._left_off(found)
        self._greet(now)
        offer = self._offer(found, followed, day)
        self._asked = _to_measure(shelf.library, found, past.measured, day) if offer.start else NOTHING_ASKED
        leave = "Leave it for today" if found.reason.kind == "begun" else ""
        measures = _measures_in_words(shelf.library, self._asked)
        page.show_offer(replace(offer, measures=measures, leave=leave))
        week = this_week(past.played_ms, day, _planned(shelf.library, followed, past.sessions, day))
        page.week.show_week(week, day, first=not past.sessions)
        is_free = not found.is_gentle and found.due is None and found.reason.kind != "done"
        under = words.minutes(sum(offer.lengths_ms)) if offer.lengths_ms else inf
        ids = short_ones(shelf, person, (found.routine_id,), under) if is_free else ()
        page.show_short([_short(shelf, one) for one in ids])
        page.show_practitioner(context.window.own_practitioner())
        self.show_break()
        page.show_all()

    # ------------------------------------------------------------ what is said

    def _greet(self, now: datetime) -> None:
        self.page.greet(words.day(now, "%A %d %B"), greeting(now.hour))

    def _offer(self, found: Suggestion, followed: list[tuple[Programme, Followed]], day: date) -> Offer:
        """The offer for a suggestion."""
        reason, library = found.reason, self._considered().library
        if reason.kind in ("done", "settle", "stopped", "rest", "between"):
            return self._rest(found, day)
        if found.programme_id:
            programme, how_far = next(one for one in followed if one[0].id == found.programme_id)
            plan = programmes.today(programme, how_far, day)
            routine = played_session(library, programme, found.number, self._context.choices, found.short)
            name = session_name(library, programme, found.number)
            if reason.kind == "begun":
                said = " ".join((self._why(found), _next(library, programme, plan.number, plan.due, day)))
                return self._session(_HEADINGS["begun"], name, said, routine)
            back = programmes.headline(programme, plan, day) if found.short else ""
            said = " ".join(filter(None, (back, why(found), programmes.why(programme, how_far, plan))))
            return self._session(programme.name, name, said, routine)
        if found.routine_id:
            routine = library.routines[found.routine_id]
            heading = _HEADINGS.get(reason.kind, "For today")
            return self._session(heading, routine.name, self._why(found), routine)
        if reason.kind == "gentle":
            return Offer("For today", "A day off", why(found), exercise=self._at_rest)
        said = "Nothing here suits all that you are careful with. Have a look at what you would like to do."
        return Offer("For today", "Choose for yourself", said, start="See the routines")

    def _why(self, found: Suggestion) -> str:
        """Why a session is suggested, and where it goes on if it was begun."""
        if self._left is None:
            return why(found)
        if found.reason.kind == "begun":
            return words.say(messages.BROKEN_OFF_AT, share=found.reason.share, place=self._left.place)
        return words.say(messages.GOES_ON_AT, why=why(found), place=self._left.place)

    def _session(self, heading: str, title: str, said: str, routine: Routine) -> Offer:
        if self._left is not None:
            left = self._left.timeline.parts[self._left.step :]
            return _going_on(
                self._left, Offer(heading, title, said, care=self._care_in(left), kit=_kit(left))
            )
        timeline = self._context.compiled(routine)
        if timeline is None:
            return Offer(heading, title, said)
        return Offer(
            heading,
            title,
            said,
            minutes=words.session(timeline.length_ms),
            exercises=words.say(messages.EXERCISES, n=len(routine.steps)),
            exercise=_leading(self._context.library, routine),
            lengths_ms=lengths_ms(timeline),
            names=names(timeline),
            care=self._care_in(timeline.parts),
            kit=_kit(timeline.parts),
            start="Start",
            look="Preview",
        )

    def _care_in(self, parts: Sequence[Part]) -> str:
        return safety.care_line(parts, self._context.settings.careful_with, self._considered().library)

    def _rest(self, found: Suggestion, day: date) -> Offer:
        """The offer once the day's session is done, and on a day off."""
        library, past = self._considered().library, self._context.past
        programme = library.programmes.get(found.programme_id)
        said = why(found)
        if programme is not None and found.due is not None:
            said = " ".join((said, _next(library, programme, found.number, found.due, day)))
        elif found.due is not None:
            on = programmes.day_in_words(found.due, day)
            said = " ".join((said, words.say(messages.NEXT_DUE, day=on)))
        short = library.routines.get(found.routine_id)
        offered = ""
        if short is not None:
            minutes = words.minutes(self._considered().lengths_ms[short.id])
            offered = words.say(messages.NAME_MIN, name=short.name, n=minutes)
        reason = found.reason.kind
        if reason in ("rest", "between"):
            heading = programme.name if programme is not None else ""
            return Offer(heading, "A day off", said, exercise=self._at_rest, short=offered)
        if reason == "stopped":
            return Offer(
                "Done for today",
                safety.STOPPED.title,
                safety.STOPPED.sentence,
                exercise=self._at_rest,
                help=True,
            )
        last = past.sessions[0]
        played = words.minutes_in_all(past.played_ms.get(day, (last.played_ms,)))
        routine = library.routines.get(last.routine_id)
        timeline = self._context.compiled(routine) if routine is not None else None
        return Offer(
            "Done for today",
            words.say(messages.MINUTES_TODAY, minutes=words.say(messages.MIN, n=played)),
            said,
            exercise=_leading(self._context.library, routine) if routine is not None else self._at_rest,
            lengths_ms=lengths_ms(timeline) if timeline is not None else (),
            names=names(timeline) if timeline is not None else (),
            done=_steps_done(self._context, last, timeline),
            short=offered,
        )

    @property
    def _break(self) -> str:
        """What a break is, as the person wants it."""
        routine = self._context.library.routines.get(self._context.settings.break_routine)
        return "Stand up and walk a few steps" if routine is None else routine.name

    @property
    def _at_rest(self) -> Exercise | None:
        return self._context.library.exercises.get(_AT_REST)

    # ------------------------------------------------------------ what it goes by

    def _considered(self) -> Shelf:
        """The routines as the person plays them, and their lengths."""
        if self._shelf is None:
            context = self._context
            library = all_played(context.library, context.choices)
            self._shelf = shelf_of(library, context.settings, context.choices.favourites)
        return self._shelf

    def _followed(self) -> list[tuple[Programme, Followed]]:
        library = self._context.library
        return [
            (library.programmes[one.programme_id], one)
            for one in self._context.past.followed
            if one.programme_id in library.programmes and not one.paused
        ]

    def _left_off(self, found: Suggestion) -> TakenUp | None:
        """What a suggestion goes on with, if it was begun today."""
        if found.due is not None or found.is_gentle or found.reason.kind == "done":
            return None
        if found.programme_id:
            return self._context.left_off_of(found.programme_id, found.number, found.short)
        return self._context.left_off(found.routine_id)

    def _take_changed(self, what: Changed) -> None:
        if what & (_LISTED | Changed.FAVOURITES):
            self._shelf = None
        if what & Changed.BREAK:
            self.show_break()
        if self._page is None or not what & _SHOWN:
            return
        self._stale = True
        self._read = self._read or bool(what & Changed.HISTORY)
        if self._read and self._page.isVisible():
            self.show()

    def _take_seen(self, seen: bool) -> None:
        if not seen:
            self._timer.stop()
            return
        self._timer.start()
        if self._read and self._stale:
            self.show()
        else:
            self.look()

    # ------------------------------------------------------------ what is asked for

    def _start(self) -> None:
        if self._left is not None:
            self._context.go_on_asked.emit(self._left.record.id)
        else:
            self._begin()

    def _begin(self) -> None:
        found = self._suggestion
        if found.programme_id:
            self.session_asked.emit(found.programme_id, found.number, found.short)
        elif found.routine_id:
            self.start_asked.emit(found.routine_id)
        else:
            self._context.window.show_page("routines")

    def _leave(self) -> None:
        """Leave what was begun today, and is suggested again, at that."""
        begun = self._suggestion.begun
        self._context.store.change(
            Changed.HISTORY, lambda history: history.edit(history.session(begun).left_at_that())
        )

    def _look_at(self) -> None:
        found = self._suggestion
        if found.programme_id:
            self.look_asked.emit(found.programme_id, found.number, found.short)
        else:
            self._context.routine_asked.emit(found.routine_id)


def _leading(library: Library, routine: Routine) -> Exercise:
    """The longest exercise of a routine, drawn for it."""
    return max(library.parts(routine), key=lambda part: part.length_ms()).exercise


def _short(shelf: Shelf, routine_id: str) -> Short:
    """The words and picture of a short routine."""
    library, routine = shelf.library, shelf.library.routines[routine_id]
    things = kit_of(library.exercise(routine, step.exercise) for step in routine.steps)
    kit = words.listed([words.KIT[thing] for thing in things])
    facts = words.joined(words.session(shelf.lengths_ms[routine_id]), kit or "nothing to fetch")
    return Short(routine_id, routine.name, facts, _leading(library, routine))


def _steps_done(context: Context, last: Summary, timeline: Timeline | None) -> Collection[int]:
    """The steps of the last session that were done: all, unless it was ended early."""
    record = next((one for one in context.past.left_off if one.id == last.id), None)
    left = ended_early(record, context.library)
    if left is not None:
        return left.steps_done
    return range(len(timeline.parts)) if timeline is not None else ()


def _kit(parts: Sequence[Part]) -> str:
    """What one needs, in a sentence; empty for nothing."""
    things = [words.KIT[thing] for thing in kit_of(part.exercise for part in parts)]
    return words.say(messages.YOU_NEED, things=words.listed(things)) if things else ""


def _planned(
    library: Library, followed: list[tuple[Programme, Followed]], past: Sequence[Summary], day: date
) -> set[date] | None:
    """The days to come of this week with something planned; None where nobody plans anything."""
    asked = [one for one in library.routines.values() if one.prescribed is not None]
    if not followed and not asked:
        return None
    last = monday(day) + timedelta(days=6)
    planned = {
        one
        for programme, how_far in followed
        for one in programmes.planned_days(programme, how_far, day, last)
    }
    for routine in asked:
        if routine.prescribed is not None:
            done = days_done(past, routine.id, monday(day))
            planned.update(prescribed.due_days(routine.prescribed, done, day, last))
    return planned


def _to_measure(library: Library, found: Suggestion, past: Sequence[Taken], day: date) -> Asked:
    """The measures that go with a programme's session and were not taken on that day yet."""
    programme = library.programmes.get(found.programme_id)
    if programme is None:
        return NOTHING_ASKED
    taken = {one.measure for one in past if local_start(one.taken, one.offset_min).date() == day}
    asked = programme.session(found.number).measures
    return Asked(tuple(one for one in asked if one in library.measures and one not in taken), programme.name)


def _measures_in_words(library: Library, asked: Asked) -> str:
    if not asked.measures:
        return ""
    names = [library.measures[name].name for name in asked.measures]
    return words.say(messages.MEASURE_BEFORE, measures=words.names_listed(names))


def _next(library: Library, programme: Programme, number: int, due: date, day: date) -> str:
    """When a programme's next session is, and what it is called."""
    on = programmes.day_in_words(due, day)
    return words.say(messages.NEXT_SESSION_ON, day=on, name=session_name(library, programme, number))


def _going_on(left: TakenUp, offer: Offer) -> Offer:
    """An offer of what is left of a session."""
    return replace(
        offer,
        minutes=words.say(messages.MIN_LEFT, n=words.minutes(left.left_ms)),
        exercises=words.say(messages.EXERCISES_LEFT, n=len(left.timeline.parts) - left.step),
        exercise=left.exercise,
        side=left.side,
        lengths_ms=lengths_ms(left.timeline),
        names=names(left.timeline),
        done=left.steps_done,
        start="Go on",
        again="From the beginning",
        look="Preview",
    )
