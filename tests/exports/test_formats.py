"""Every shipped routine in every format, read back by the importers as far as the format goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from guided.exports.formats import FORMATS, export, format_for
from guided.exports.stints import timed
from guided.files import routine_from
from guided.imports.formats import read
from guided.reading import GuidedError, parse_toml
from guided.routine import Routine
from tests.exports.shelf import LIBRARY, ROUTINES, SETTINGS, exported, read_back

FOR_OTHERS = [one.id for one in FORMATS if one.id != "toml"]


@pytest.mark.parametrize("format_id", FOR_OTHERS)
@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.id)
def test_a_routine_read_back_has_its_exercises_sets_and_sides_in_order(
    routine: Routine, format_id: str
) -> None:
    back = read_back(exported(routine, format_id), format_id)
    assert not back.exercises
    names = [one.name for one in timed(LIBRARY, routine, SETTINGS).stints]
    assert [one.name for one in timed(back.library, back.routine, SETTINGS).stints] == names


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.id)
def test_a_routine_read_back_from_its_own_text_is_the_same(routine: Routine) -> None:
    table = parse_toml(exported(routine, "toml").encode(), Path("a"))
    assert routine_from(table, routine.id, LIBRARY).to_table() == routine.to_table()


@pytest.mark.parametrize("format_id", FOR_OTHERS)
def test_what_a_format_has_no_place_for_is_one_sentence(format_id: str) -> None:
    lacks = next(one.lacks for one in FORMATS if one.id == format_id)
    assert lacks.endswith(".")
    assert lacks.count(". ") == 0


def test_the_format_is_known_by_its_name_or_by_the_ending() -> None:
    assert format_for("jawt", Path("a.csv")).id == "jawt"
    assert [format_for(None, Path(f"a.{ending}")).id for ending in ("csv", "CSV", "guided", "toml")] == [
        "csv",
        "csv",
        "toml",
        "toml",
    ]
    assert format_for(None, None).id == "toml"


@pytest.mark.parametrize(("name", "told"), [("a.json", "jawt, openhiit"), ("a.pdf", "toml, jawt")])
def test_an_ending_that_says_too_little_is_asked_about(name: str, told: str) -> None:
    with pytest.raises(GuidedError, match=f"--format {told}"):
        format_for(None, Path(name))


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    there = tmp_path / "a.json"
    there.write_text("mine")

    def fails(*_: object) -> str:
        raise GuidedError("no")

    with pytest.raises(GuidedError):
        export(LIBRARY, ROUTINES[0], SETTINGS, FORMATS[1]._replace(write=fails), there)
    with pytest.raises(OSError, match=r"a\.csv"):
        export(LIBRARY, ROUTINES[0], SETTINGS, FORMATS[-1], tmp_path / "no folder" / "a.csv")
    assert there.read_text() == "mine"
    assert [one for one in tmp_path.iterdir() if one.is_file()] == [there]


def test_a_name_that_a_spreadsheet_would_run_is_read_back_as_it_was() -> None:
    step = {"exercise": "own", "reps": 5, "note": "+1 each week"}
    own = {
        "name": "=Hips, -open",
        "region": "core",
        "position": "standing",
        "method": "dynamic",
        "sides": "none",
        "start": "Stand.",
        "end": "Turn.",
        "stop_if": ["it hurts"],
    }
    table = {"name": "R", "step": [step], "exercises": {"own": own}}
    text = exported(routine_from(table, "r", LIBRARY), "csv")
    assert "\"'=Hips,' -open\"" in text
    assert "'+1 each week" in text
    (one,) = read(text.encode(), "a").reads
    assert (one.lines[0].name, one.lines[0].asked.note) == ("=Hips, -open", "+1 each week")
