"""An edit of a routine of two hundred steps, with all that the editor shows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication

from guided.editing import edits
from guided.files import load
from guided.paths import assets, home_in
from guided.qt.app import make_window
from guided.qt.context import Clocks
from guided.qt.desk import Desk, Given
from guided.qt.editor.page import EditorPage
from guided.routine import MOST_STEPS, Dose, Routine, Step
from guided.settings import Settings
from tests.benchmarks.figures import Figure, cpu_ms

_SETTINGS = Settings(theme="light", motion="reduced", introduced=True, careful_with=("sore-knee",))
_LIMIT, _SHOULD = 16, 12  # ms


def figures(scratch: Path) -> Iterator[Figure]:
    """What one waits for after each kind of edit."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    library, home = load(assets()), home_in(scratch / "editor")
    now = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)
    window = make_window(app, home, _SETTINGS)
    desk = Desk(window, home, _SETTINGS, Clocks(lambda: 0, lambda: now), Given(library=library))
    window.resize(1280, 800)
    window.show()
    names = cycle(library.exercises)
    steps = tuple(Step(next(names), dose=Dose(reps=(2,))) for _ in range(MOST_STEPS - 5))
    desk.editor.make_of(Routine("long", "Long", steps))
    app.processEvents()
    page = desk.editor.page
    assert page is not None
    page.document.go_to(page.document.draft.cards[100].key)
    for name, act in _acts(page).items():

        def shown(act: Callable[[], object] = act) -> None:
            act()
            app.processEvents()

        yield Figure(f"200 steps: {name}, shown", cpu_ms(shown, 20), "ms", _LIMIT, _SHOULD)
    window.close()
    desk.close()


def _acts(page: EditorPage) -> dict[str, Callable[[], object]]:
    """Kinds of edits; every second one takes the first back, so that the draft stays as long."""
    document, by = page.document, cycle((1, -1))
    sides, keys = cycle(("left", "each")), document.draft.cards
    there = cycle((20, 180))

    def move() -> None:
        edit = edits.moved(document.draft, keys[100].key, next(there), "It")
        document.make(edit)

    def round_by_round() -> None:
        if document.draft.circuits:
            page.undo()
        else:
            document.make(edits.joined(document.draft, keys[100].key))

    def add_and_undo() -> None:
        if document.stack.undoText().endswith("added"):
            page.undo()
        else:
            page.add("bridge")

    return {
        "one rep more or less": lambda: page.dose.numbers["reps"].stepBy(next(by)),
        "a side": lambda: page.dose.choices["sides"].chosen.emit(next(sides)),
        "a card over half the list": move,
        "a step added or taken back": add_and_undo,
        "a letter of the name": lambda: page.name.textEdited.emit("a" * (5 + next(by))),
        "into a circuit or out of it": round_by_round,
        "another step": lambda: document.go_to(keys[100 + 10 * next(by)].key),
    }
