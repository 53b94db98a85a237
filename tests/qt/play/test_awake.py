"""The screen that stays on: wished for without waiting, whatever the system does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event
from typing import Any, NamedTuple

import pytest

from guided.qt.play import awake
from guided.qt.play.awake import Awake

SOON_S = 10  # far more than a thread needs


class Mode(NamedTuple):
    active: bool


class System:
    """A system that keeps the screen on, refuses, or does not answer until it is let."""

    def __init__(self, grants: bool = True, hangs: bool = False) -> None:
        self.grants, self.asked = grants, 0
        self.heard, self.answers, self.on, self.off = Event(), Event(), Event(), Event()
        if not hangs:
            self.answers.set()

    def __call__(self) -> AbstractContextManager[Any]:
        return self.keep()

    @contextmanager
    def keep(self) -> Iterator[Mode]:
        self.asked += 1
        self.heard.set()
        self.answers.wait(SOON_S)
        self.on.set()
        try:
            yield Mode(self.grants)
        finally:
            self.off.set()


def test_the_screen_is_kept_on_and_let_go_again() -> None:
    system = System()
    screen = Awake(system)
    screen.hold()
    assert system.on.wait(SOON_S)
    assert not system.off.is_set()
    screen.release()
    assert system.off.wait(SOON_S)
    screen.close()


def test_a_system_that_does_not_answer_holds_nobody_up_and_is_given_up_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(awake, "CLOSE_S", 0.01)
    system = System(hangs=True)
    screen = Awake(system)
    screen.hold()
    assert system.heard.wait(SOON_S)
    for _ in range(20):
        screen.release()
        screen.hold()
    screen.close()
    assert (system.asked, system.on.is_set()) == (1, False)
    system.answers.set()
    assert system.off.wait(SOON_S), "what comes too late is taken back"


def test_who_was_refused_is_asked_again_in_the_next_session_only() -> None:
    system = System(grants=False)
    screen = Awake(system)
    screen.hold()
    assert system.on.wait(SOON_S)
    for _ in range(5):
        screen.release()
        screen.hold()
    screen.end()
    system.heard.clear()
    screen.hold()
    assert system.heard.wait(SOON_S)
    assert system.asked == 2
    screen.close()


def test_closing_lets_the_screen_go() -> None:
    system = System()
    screen = Awake(system)
    screen.hold()
    assert system.on.wait(SOON_S)
    screen.close()
    assert system.off.is_set()


def test_what_was_never_asked_for_is_closed_at_once() -> None:
    Awake(System()).close()
