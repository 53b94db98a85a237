"""What the charts are made of, out of what the window knows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from guided.charts.days import rest_days
from guided.charts.material import Material
from guided.locales import Locale, locale_of
from guided.qt.context import Context


def gathered(context: Context, regions: Mapping[str, Mapping[str, float]] | None = None) -> Material:
    """All of the history that is read, with what the charts need of the library and the settings.

    `regions` are those of each session (id), where they have been read.
    """
    past, library, settings = context.past, context.library, context.settings

    return Material(
        today=context.today(),
        sessions=past.sessions,
        measured=past.measured,
        measures=library.measures,
        regions=regions,
        rest=rest_days(library.programmes, past.followed, context.today()),
        sore=settings.sore,
        goal=round(settings.weekly_goal),
        locale=chosen_locale(context),
    )


def chosen_locale(context: Context) -> Locale:
    """How days and numbers are written."""
    return locale_of(context.settings.locale, QLocale.system().name())
