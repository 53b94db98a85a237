"""Two drafts next to each other."""

from __future__ import annotations

from guided.editing import edits
from guided.editing.comparing import side_by_side
from guided.editing.draft import draft_of
from guided.files import load
from guided.paths import assets

LIBRARY = load(assets())


def test_what_is_the_same_stands_side_by_side_and_what_differs_is_told() -> None:
    one = draft_of(LIBRARY.routines["psoas-release"])
    other = edits.renamed(edits.removed(one, 3, "It").draft, "Mine").draft
    pairs = side_by_side(one, other, LIBRARY)
    assert pairs[0] == ("Psoas release", "Mine")
    differing = [pair for pair in pairs if not pair.same]
    assert len(differing) == 2
    gone = LIBRARY.exercises[one.cards[2].step.exercise].name
    assert differing[1].one.startswith(gone)
    assert differing[1].other == ""
    assert all(pair.same for pair in side_by_side(one, one, LIBRARY))
