"""What Guided finds on a computer: one screen, nothing private, and no check that ends the others."""

from pathlib import Path

import pytest

from guided.history.store import open_history
from guided.paths import Home, home_in
from guided.qt import doctor
from guided.qt.doctor import Finding, told
from tests.history.samples import record


def examined(home: Home) -> list[Finding]:
    return doctor.examine(home, lambda: 1_000.0)


@pytest.fixture
def of_person(home: Path) -> Home:
    """The home of somebody who has a name, health and a history."""
    found = home_in(home / "anna")
    found.config.mkdir(parents=True)
    found.settings.write_text('{"sore": ["knee"], "careful_with": ["disc"]}')
    with open_history(found.history, "2026-11-28") as history:
        history.add(record(note="the knee again"))
    return found


@pytest.mark.usefixtures("qapp")
def test_it_is_one_screen_and_nothing_in_it_is_private(of_person: Home) -> None:
    text = told(examined(of_person))
    assert len(text.splitlines()) <= 24
    assert not any(word in text for word in ("knee", "disc", "again", str(Path.home())))
    assert "~/anna/data" in text
    assert "History   can be read" in text


@pytest.mark.usefixtures("qapp")
def test_everything_that_is_needed_is_found(tmp_path: Path) -> None:
    home = tmp_path / "anew"
    wrong = [one for one in examined(home_in(home)) if not one.good]
    assert not wrong
    assert not home.exists(), "it only looks"


@pytest.mark.usefixtures("qapp")
def test_a_history_that_cannot_be_read_is_told(of_person: Home) -> None:
    of_person.history.write_bytes(b"no database at all" * 1000)
    [history] = [one for one in examined(of_person) if one.label == "History"]
    assert not history.good


@pytest.mark.usefixtures("qapp")
def test_what_fails_is_told_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> str:
        raise ImportError("libpulse.so.0")

    monkeypatch.setattr(doctor, "CHECKS", {"Sound": fail, "Python": doctor.CHECKS["Python"]})
    sound, python = examined(home_in(tmp_path))
    assert sound == Finding("Sound", "fails: ImportError", False)
    assert python.good
    assert told([sound]) == "! Sound     fails: ImportError"
