"""A way back to the usual settings, when to stop, what version it is, and the licences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from guided import __released__, __version__, messages, safety, words
from guided.origin import ORIGINS, origin
from guided.qt.context import Changed, Context
from guided.qt.reports import Examination, ReportDialog
from guided.qt.widgets.button import Button
from guided.qt.you.asks import Asks
from guided.qt.you.rows import Row
from guided.settings import Settings, changed

# How the window looks and sounds is reset, not what somebody has to be careful with.
_NOT_RESET = (
    "sore",
    "careful_with",
    "sore_told",
    "careful_told",
    "practitioner",
    "practitioner_phone",
    "own_name",
    "introduced",
    "sync",
    "sync_folder",
)

_LICENCES = (
    "The program is under the Apache License 2.0, its routines and exercises under CC BY 4.0, the"
    " typeface Figtree under the SIL Open Font License 1.1, the Tabler icons under the MIT License."
    " Qt and PySide6 are under the LGPL 3."
)


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The usual settings, then what there is to know."""
    look = context.look
    return (
        Row(
            look,
            "Reset settings",
            "Your sessions, your routines and what you said about your health stay.",
            _Reset(context),
        ),
        Row(look, "General information, not medical advice", safety.ABOUT),
        Row(look, "When to stop", f"{safety.STOP_AT} {words.GET_HELP}"),
        Row(
            look,
            "If something does not work",
            "What Guided finds on this computer and what went wrong lately, with nothing of what you told it."
            " It is sent nowhere; you can copy it for somebody who helps you.",
            _Report(context),
        ),
        Row(look, words.say(messages.VERSION, version=__version__), version_told(context.today())),
        Row(look, "Licences", _LICENCES),
    )


def version_told(today: date) -> str:
    """How old this version is, how it got here, and how a newer one would."""
    released, came = date.fromisoformat(__released__), ORIGINS[origin()]
    return words.say(
        messages.RELEASED,
        day=words.day(released, "%d %B %Y"),
        ago=words.ago((today - released).days),
        origin=came.name,
        update=came.update,
    )


class _Report(Button):
    """Show the report on this computer, which takes a moment to make."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, "Show report", size="small")
        self._examination = Examination(context.home, self)
        self.clicked.connect(self._examine)
        self._examination.found.connect(self._show)

    def _examine(self) -> None:
        self.setEnabled(False)
        self._examination.start()

    def _show(self, report: str) -> None:
        self.setEnabled(True)
        sentence = "Nothing in it is private: folders are told without your name, devices are only counted."
        ReportDialog(self.look, "Report on this computer", sentence, report, self.window()).open()


class _Reset(Button):
    """Back to the usual settings; pressed again before anything else is changed, it undoes that."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, "Reset", size="small")
        self._context = context
        self._before: Settings | None = None
        self.clicked.connect(self._toggle)
        context.changed.connect(self._follow)

    def _toggle(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            self._context.use(before)
        else:
            now = self._context.settings
            kept = {name: getattr(now, name) for name in _NOT_RESET}
            self._context.use(changed(Settings(), **kept))
            self._before = now
        self.set_words("Undo" if self._before else "Reset")

    def _follow(self, what: Changed) -> None:
        if what & Changed.SETTINGS:
            self._before = None
            self.set_words("Reset")
