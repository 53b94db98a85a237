"""When somebody is called back: the day's session, breaks from sitting, and when there is silence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from guided import autostart, messages, words
from guided.qt.context import Changed, Context
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.choice import Switch
from guided.qt.you.asks import Asks
from guided.qt.you.rows import Row, SettingRow, choice_row, heed, held, slider_row, switch_row
from guided.settings import WEEKDAYS, WORD_ONLY, Settings

_QUARTERS = 4  # of an hour, the steps of a time of day
_TOLD = "Five minutes away from the keyboard count as a break"
_NOT_TOLD = (
    "Nothing on this desktop says whether somebody is at the keyboard: as long as the screen is not locked,"
    " it counts as sitting"
)

BREAKS = (
    ("two-minute-stand-up", "2 min"),
    ("calm-at-the-desk", "4 min, calm"),
    ("desk-five", "5 min"),
    (WORD_ONLY, "Just a reminder"),
)
"""What a break may be: a routine (id) with its length, or a word."""


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The session, breaks, when there is silence, and what goes on without a window."""
    every = slider_row(
        context, "break_every", "Time until a break", "How long you sit before a break is due", 1, 5, _minutes
    )
    what = choice_row(
        context, "break_routine", "What a break is", "A short routine, or only a word to get up", BREAKS
    )
    only = switch_row(context, "programme_days", "Only when a programme has a session")
    return (
        choice_row(
            context,
            "session_reminder",
            "Reminder of the day’s session",
            "After work means from six on, once you have been sitting for a while",
            (("off", "Off"), ("time", "At a time"), ("after_work", "After work")),
        ),
        held(context, _time_row(context, "session_at", "Time of the reminder"), _no_time),
        held(context, _days_row(context, "session_days", "Days for the reminder"), _no_session),
        held(context, only, _no_session),
        _breaks_row(context),
        *(
            held(context, row, partial(_no_breaks, row))
            for row in (
                every,
                what,
                _time_row(context, "work_from", "Breaks from", "No breaks before this"),
                _time_row(context, "work_until", "Breaks until", "No breaks after this"),
                _days_row(context, "work_days", "Days for breaks", "No breaks on other days"),
            )
        ),
        held(context, _time_row(context, "quiet_from", "No reminders from"), _nothing),
        held(context, _time_row(context, "quiet_until", "No reminders until"), _nothing),
        choice_row(
            context,
            "stays",
            "When the window is closed",
            "",
            (("ask", "Ask me"), ("yes", "Go on reminding"), ("no", "End")),
        ),
        _start_row(context),
    )


def _no_breaks(row: Row, settings: Settings) -> str:
    """What the row is for: that breaks are off is plain from the switch above."""
    return "" if settings.breaks else row.told


def _no_session(settings: Settings) -> str:
    return "" if settings.session_reminder != "off" else "The reminder is off"


def _no_time(settings: Settings) -> str:
    return "" if settings.session_reminder == "time" else "Only for a reminder at a time"


def _nothing(settings: Settings) -> str:
    return "" if settings.breaks or not _no_session(settings) else "Nothing reminds you"


def _breaks_row(context: Context) -> Row:
    row = switch_row(context, "breaks", "Breaks from sitting", _TOLD)

    def show() -> None:
        row.say(_NOT_TOLD if context.knows_who_is_there() is False else _TOLD)

    heed(row, context, Changed.BREAK, show)
    return row


def _time_row(context: Context, name: str, title: str, sentence: str = "") -> Row:
    return slider_row(context, name, title, sentence, _QUARTERS, 1, _clock)


def _days_row(context: Context, name: str, title: str, sentence: str = "") -> Row:
    days = _Days(context, name, title)
    return SettingRow(context, title, sentence, days, days.show_settings)


def _start_row(context: Context) -> Row:
    """A switch for what stands elsewhere; it says where it wrote it."""
    switch = Switch(context.look, "Start with the computer")
    row = Row(context.look, "Start with the computer", "Without a window", switch)

    def tell() -> None:
        on = autostart.starts()
        switch.setChecked(on)
        where = words.say(messages.STARTS_BY, place=autostart.place())
        row.say(where if on else "Without a window, to remind you")

    def choose(on: bool) -> None:
        try:
            if on:
                autostart.start(autostart.command(context.home))
            else:
                autostart.stop()
        except OSError as error:
            context.tell(words.say(messages.NOT_SWITCHED, why=words.refusal(error)))
        except ValueError:
            context.tell("Not switched: no desktop can start a program with such a path.")
        tell()

    switch.clicked.connect(choose)
    tell()
    return row


class _Days(ChipFlow):
    """A chip for each day of the week, those chosen checked."""

    def __init__(self, context: Context, name: str, title: str) -> None:
        super().__init__(title)
        self._context, self._name = context, name
        self._chips = {day: Chip(context.look, words.sentence(day[:3])) for day in WEEKDAYS}
        for chip in self._chips.values():
            self.add(chip)
            chip.clicked.connect(self._choose)
        self.show_settings(context.settings)

    def show_settings(self, settings: Settings) -> None:
        """Check the days that are chosen."""
        for day, chip in self._chips.items():
            chip.setChecked(day in getattr(settings, self._name))

    def _choose(self) -> None:
        chosen = tuple(day for day, chip in self._chips.items() if chip.isChecked())
        self._context.choose(**{self._name: chosen})


def _minutes(value: float) -> str:
    return words.say(messages.MIN, n=round(value))


def _clock(hours: float) -> str:
    minutes = round(hours * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
