"""A machine of a person with several: what they do there, and everything that it then shows.

As a process it does one thing after another, with a round after each, until it is killed; a line says the
id of each session that was acknowledged.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from guided.choices import Choices, StepChoice, load, save, with_favourite
from guided.history.store import History, open_history
from guided.measures import Taken
from guided.paths import Home, home_in, write_private
from guided.sync.person import collect
from guided.sync.round import Done, sync
from tests.history.samples import TODAY, record

DAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Machine:
    """A home and the folder that it has in common with the others."""

    home: Home
    folder: Path

    def round(self, today: date = DAY) -> Done:
        """Does one round."""
        with self.history() as history:
            return sync(self.home, self.folder, lambda do: do(history), today)

    def history(self) -> History:
        return open_history(self.home.history, TODAY)

    def favour(self, routine: str, on: bool = True) -> None:
        before = load(self.home.choices)
        save(self.home.choices, with_favourite(before, routine, on), before)

    def choose(self, routine: str, reps: int | None) -> None:
        """Chooses reps for the first step of a routine, or takes the choice back."""
        before = load(self.home.choices)
        others = {name: one for name, one in before.routines.items() if name != routine}
        chosen = {routine: {"0": StepChoice("lunge", reps=reps)}} if reps else {}
        save(self.home.choices, Choices({**others, **chosen}, before.favourites), before)

    def file(self, name: str) -> Path:
        return self.home.data / "routines" / f"{name}.toml"

    def write(self, name: str, text: str) -> None:
        write_private(self.file(name), text)

    def content(self) -> dict[str, Any]:
        """Everything it shows and keeps."""
        with self.history() as history:
            assert history.note is None
            return {
                "facts": sorted(history.merging.facts()),
                "programmes": history.merging.values(),
                "shown": [(one, history.session(one.id)) for one in history.sessions()],
                "measured": history.measured.all(),
                "followed": [replace(one, run=0) for one in history.programmes.followed()],
                "person": collect(self.home, ()),
            }


def machine(root: Path, name: str) -> Machine:
    """A new machine with a home of its own under `root`, where the folder is as well."""
    (root / "folder").mkdir(parents=True, exist_ok=True)
    return Machine(home_in(root / name), root / "folder")


def settled(*machines: Machine) -> list[dict[str, Any]]:
    """The content of each, once rounds bring nothing new; that takes a few at most."""
    for _ in range(8):
        if not sum(one.round().went for one in machines):
            return [one.content() for one in machines]
    raise AssertionError("there is always something new")


def act(one: Machine, chance: random.Random) -> str:
    """Does something at random; the id of the session that was added, if one was."""
    number, name = chance.randrange(1000), f"r-{chance.randrange(3)}"
    with one.history() as history:
        there = [row.id for row in history.sessions()]
        runs = [row.run for row in history.programmes.followed()]
        measured = [row.id for row in history.measured.all()]
        match chance.randrange(10):
            case 0 | 1:
                added = f"s-{chance.getrandbits(40):x}"
                history.add(record(added, note=str(number)))
                return added
            case 2 if there:
                old = history.session(chance.choice(there))
                history.edit(replace(old, note=str(number), version=old.version + 1))
            case 3 if there:
                history.delete(chance.choice(there))
            case 4:
                taken = Taken(
                    f"m-{chance.getrandbits(40):x}", "knee-to-wall", "2026-11-24T10:00:00+00:00", 60, 9
                )
                history.measured.add(taken)
            case 5 if measured:
                history.measured.delete(chance.choice(measured))
            case 6:
                run = history.programmes.follow(f"p-{chance.randrange(2)}", DAY, 12)
                if there:
                    history.programmes.begin_for(chance.choice(there), run, 1)
            case 7 if runs:
                chance.choice((history.programmes.pause, history.programmes.resume))(chance.choice(runs))
    match chance.randrange(4):
        case 0:
            one.favour(name, chance.random() < 0.6)
        case 1:
            one.choose(name, chance.choice((None, 8, 10)))
        case 2:
            one.write(name, f"# {number}\n")
        case 3:
            one.file(name).unlink(missing_ok=True)
    return ""


def main() -> None:
    """Acts and does rounds for ever."""
    root, name, seed = sys.argv[1:]
    one, chance = machine(Path(root), name), random.Random(seed)
    print("ready", flush=True)
    while True:
        if added := act(one, chance):
            print(added, flush=True)
        one.round()


if __name__ == "__main__":
    main()
