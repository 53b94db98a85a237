"""A process that plays in the real window until it is killed.

For each seed and home that it reads it forks, and the fork says its own number and then what the history
has on disk: `rep`, the session and the repetition; `end` and a session that ended; `gone` and one that was
forgotten.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from guided.history.store import History
from guided.paths import home_in
from guided.qt.desk import Desk
from guided.qt.play.resume import ResumeBar
from guided.qt.start import start

_ROUTINE = "desk-five"
_LOOK_MS = 10


def play(home: Path, seed: int) -> None:
    """Plays in that home, for ever."""
    chance = random.Random(seed)
    os.write(1, f"{os.getpid()}\n".encode())
    _tell_what_is_kept()
    desks: list[Desk] = []
    settle = Desk.settle

    def settled(desk: Desk) -> None:
        settle(desk)
        desks.append(desk)

    setattr(Desk, "settle", settled)  # noqa: B010
    timer = QTimer()
    ends = chance.random() < 0.35

    def look() -> None:
        for desk in desks:
            page, player = desk.sessions.page, desk.sessions.player
            if page is None or player is None:
                bars = desk.window.findChildren(ResumeBar)
                if bars:
                    bars[0].resumed.emit()
                elif desk.diary.store.readable:
                    desk.start(_ROUTINE)
            elif not player.playing:
                QTest.keyClick(page, Qt.Key.Key_Return)
            elif ends and len(player.session.done) > 5 and chance.random() < 0.05:
                page.ended.emit()

    def begin() -> None:
        timer.timeout.connect(look)
        timer.start(_LOOK_MS)

    QTimer.singleShot(0, begin)
    start(home_in(home), speed=chance.uniform(40, 150))


def _tell_what_is_kept() -> None:
    def telling(name: str, words: Callable[..., str]) -> None:
        method = getattr(History, name)

        def told(history: History, *given: Any) -> Any:
            answer = method(history, *given)
            os.write(1, f"{words(*given)}\n".encode())
            return answer

        setattr(History, name, told)

    telling("finish_rep", lambda id, rep, _: f"rep {id} {rep.step} {rep.set} {rep.side} {rep.rep}")
    telling("add", lambda record: f"end {record.id}")
    telling("discard", lambda id: f"gone {id}")


def main() -> None:
    """Forks for every home."""
    for line in sys.stdin:
        seed, _, home = line.rstrip("\n").partition(" ")
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            try:
                play(Path(home), int(seed))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        os.write(1, b"\n")


if __name__ == "__main__":
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    main()
