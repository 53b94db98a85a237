"""The draft in the window: whatever is edited, all of it can be taken back and done again."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from guided.editing.writing import written
from guided.part import Part
from guided.qt.editor.document import Document
from guided.settings import Settings
from tests.editing.random_edits import Ask, asks, made
from tests.editing.test_writing import LIBRARY, TEXTS, read

FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@given(st.sampled_from(TEXTS), asks)
@FEW
def test_any_edits_undone_give_the_file_byte_for_byte_and_done_again_the_same(
    qapp: QApplication, text: str, asked: list[Ask]
) -> None:
    before, base = read(text)
    document = Document(before, base, LIBRARY, Settings())
    for ask in asked:
        document.make(made(document.draft, ask, LIBRARY, base))
    after, at = document.draft, document.current
    while document.stack.canUndo():
        assert document.stack.undoText()
        document.stack.undo()
    assert document.draft == before
    assert written(document.draft, text, before) == text
    while document.stack.canRedo():
        document.stack.redo()
    assert document.draft == after
    assert document.current == at


def _plain(part: Part) -> tuple[object, ...]:
    return part.step, part.exercise.id, part.method.id, part.reps, part.hold_ms, part.sides, part.rest_ms


@given(st.sampled_from(TEXTS), asks)
@FEW
def test_what_is_kept_of_an_edit_is_what_it_comes_to_from_the_start(
    qapp: QApplication, text: str, asked: list[Ask]
) -> None:
    before, base = read(text)
    document = Document(before, base, LIBRARY, Settings())
    for ask in asked:
        document.make(made(document.draft, ask, LIBRARY, base))
    anew = Document(document.draft, base, LIBRARY, Settings())
    assert {key: _plain(part) for key, part in document.parts.items()} == {
        key: _plain(part) for key, part in anew.parts.items()
    }
    assert document.lengths_ms == anew.lengths_ms
    assert document.totals == anew.totals
    assert (document.checked.at, document.checked.advice) == (anew.checked.at, anew.checked.advice)
    assert document.checked.elsewhere == anew.checked.elsewhere
