"""Finding one of five thousand routines: a keystroke, the filters, the first search of all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.qt.routines.page import UNDER_TEN, RoutinesPage
from guided.qt.theme import Look
from guided.routine import Step
from guided.search import found, index
from guided.settings import Settings
from tests.benchmarks.figures import Figure, wall_ms

_ROUTINES, _STEPS = 5_000, 8
_WORDS = "hip back neck morning evening desk release open loosen reset calm strong slow quick floor".split()
# As somebody types them, letter by letter: a muscle, a mistyped one, a few words, nothing there is.
_TYPED = ("psoas", "hamstrng", "hip back mat", "standing buttock chair neck", "relaese morning", "zzzzqqqq")


def many(library: Library) -> Library:
    """Five thousand routines of eight exercises each, all different."""
    chance = random.Random(1)
    names, shipped = list(library.exercises), list(library.routines.values())
    routines = {}
    for number in range(_ROUTINES):
        steps = tuple(Step(name) for name in chance.sample(names, _STEPS))
        name = f"{chance.choice(_WORDS)} {chance.choice(_WORDS)} {number}"
        like = shipped[number % len(shipped)]
        routines[f"routine-{number}"] = replace(like, id=f"routine-{number}", name=name, steps=steps)
    return replace(library, routines=routines)


def figures(scratch: Path) -> Iterator[Figure]:
    """What one waits for while typing and choosing."""
    library = many(load(assets()))
    yield Figure(
        "five thousand routines made ready to search", wall_ms(lambda: index(library), 3), "ms", 1000, 300
    )
    ready = index(library)
    queries = [text[: n + 1] for text in _TYPED for n in range(len(text))]
    slowest = max(wall_ms(lambda query=query: found(ready, query), 5) for query in queries)  # type: ignore[misc]
    yield Figure("… the slowest keystroke of a search in them", slowest, "ms", 16, 8)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look = Look(app, Settings(theme="light", motion="reduced"))
    page = RoutinesPage(look)
    page.resize(1280, 800)
    yield Figure("… listed", wall_ms(lambda: page.show_library(library), 1), "ms", 500, 100)
    page.index()
    keys = []
    for query in queries:
        keys.append(wall_ms(lambda query=query: page.search.setText(query), 1))  # type: ignore[misc]
    yield Figure("… the slowest keystroke with the cards it leaves", max(keys), "ms", 33, 16)
    page.search.clear()
    yield Figure('… the first "Under 10 min"', wall_ms(page.chips[UNDER_TEN].click, 1), "ms", 1000, 500)
    page.chips[UNDER_TEN].click()
    yield Figure('… "Shortest"', wall_ms(lambda: page.sort_by("Shortest"), 1), "ms", 1000, 100)
    page.deleteLater()
    look.deleteLater()
