"""One programme is followed at a time: the one before is paused, which is told and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from guided import messages, words
from guided.programme import Followed
from guided.qt.context import Changed, Context

if TYPE_CHECKING:
    from guided.history.store import History


def switch(
    context: Context,
    programme_id: str,
    act: Callable[[History], int | None],
    then: Callable[[], None] = lambda: None,
    undo: bool = True,
) -> None:
    """Follow a programme by `act`, in place of the one that is followed now, and continue with `then`.

    `act` returns the run that Undo leaves again, None where there is none to leave. Without `undo` none is
    offered.
    """
    before = _before(context, programme_id)

    def followed(run: int | None) -> None:
        if before is not None:
            _tell(context, before, run, undo)
        then()

    context.store.change(Changed.PROGRAMMES, act, followed)


def paused_by(context: Context, programme_id: str) -> str:
    """The name of the programme that following this one pauses, "" for none."""
    followed = {one.programme_id for one in context.past.followed if not one.paused}
    before = None if programme_id in followed else _before(context, programme_id)
    return context.library.programmes[before.programme_id].name if before else ""


def _before(context: Context, programme_id: str) -> Followed | None:
    """The other programme that is followed now."""
    others = (one for one in context.past.followed if not one.paused and one.programme_id != programme_id)
    return next((one for one in others if one.programme_id in context.library.programmes), None)


def _tell(context: Context, before: Followed, run: int | None, undo: bool) -> None:
    """Say that a programme is paused, with Undo unless nothing can take that back."""

    def back(history: History) -> None:
        if run:
            history.programmes.leave(run)
        history.programmes.resume(before.run)

    def take_back() -> None:
        context.store.change(Changed.PROGRAMMES, back, lambda _: None)

    name = context.library.programmes[before.programme_id].name
    way_back = ("Undo", take_back) if undo else ()
    context.window.toast(words.say(messages.IS_PAUSED, name=name), *way_back)
