"""A choice on a routine's page, with every page open that shows what it changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication

from guided import choices
from guided.files import load
from guided.library import Library
from guided.paths import assets, home_in
from guided.qt.app import make_window
from guided.qt.context import Clocks
from guided.qt.desk import Desk, Given
from guided.qt.routines.detail import DetailPage
from guided.settings import Settings
from tests.benchmarks.figures import Figure, cpu_ms, wall_ms

_SETTINGS = Settings(theme="light", motion="reduced", introduced=True)


def figures(scratch: Path) -> Iterator[Figure]:
    """What one waits for after a click, with choices in every routine, and what the core takes of it."""
    library, home = load(assets()), home_in(scratch / "choice")
    chosen = in_every_routine(library)
    yield Figure(
        "every routine played as it is chosen",
        wall_ms(lambda: choices.all_played(library, chosen), 50),
        "ms",
        10,
        5,
    )
    home.config.mkdir(parents=True)
    choices.save(home.choices, chosen)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    now = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)
    window = make_window(app, home, _SETTINGS)
    desk = Desk(window, home, _SETTINGS, Clocks(lambda: 0, lambda: now), Given(library=library))
    window.resize(1280, 800)
    window.show()
    for place in ("routines", "programmes"):
        window.show_page(place)
        app.processEvents()
    desk.shelf.open("psoas-release")
    app.processEvents()
    page, reps = window.page, cycle(choices.REPS)
    assert isinstance(page, DetailPage)
    took = cpu_ms(lambda: page.rows[0].reps_chosen.emit(next(reps)), 50)
    yield Figure("a choice with Programmes open and choices in every routine", took, "ms", 33, 16)
    window.close()
    desk.close()


def in_every_routine(library: Library) -> choices.Choices:
    """Choices with other reps and another method somewhere in each routine."""
    chosen = choices.Choices()
    for routine in library.routines.values():
        chosen = choices.with_reps(chosen, routine, routine.steps[0], 9)
        for step, part in zip(routine.steps, library.parts(routine), strict=True):
            others = choices.options(library, routine, part).methods[1:]
            if others:
                chosen = choices.with_method(chosen, routine, step, others[0].id)
                break
    return chosen
