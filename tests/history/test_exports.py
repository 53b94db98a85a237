"""A history as files for other programs."""

import csv
import io
import json
from dataclasses import replace

import pytest

from guided.history.exports import export_csv, export_json, export_measured_csv
from guided.history.store import History
from guided.measures import Measure, Taken
from guided.session import Record, SetDone
from tests.history.samples import ANKLE, TIGHT, record


def test_measures_are_in_the_exports(history: History) -> None:
    history.measured.add(replace(TIGHT, about="=front"))
    history.measured.add(ANKLE)
    exported = json.loads(export_json(history))["measured"]
    assert [Taken(**one) for one in exported] == [ANKLE, replace(TIGHT, about="=front")]
    known = {
        "knee-to-wall": Measure(
            "knee-to-wall", "Knee to wall", "", (), "cm", "higher", 0, 30, 1, "knee-to-wall-rocks", both=True
        )
    }
    rows = list(csv.reader(io.StringIO(export_measured_csv(history, known))))
    assert rows[1] == ["2026-11-24", "11:00", "Knee to wall", "", "", "9.0", "10.5", "cm", "Cold"]
    assert rows[2] == ["2026-11-25", "11:00", "tightness", "'=front", "3.0", "", "", "", ""]


def test_the_json_has_everything_a_record_has(history: History) -> None:
    history.add(record("b"))
    history.add(record("a", started="2026-11-20T10:00:00+00:00", before=None))
    history.add(record("gone"))
    history.delete("gone")
    exported = json.loads(export_json(history))
    assert exported["format"] == 1
    assert exported["damaged"] == []
    again = [
        Record(
            **one
            | {
                "sets": tuple(SetDone(**done) for done in one["sets"]),
                "swaps": tuple(map(tuple, one["swaps"])),
            }
        )
        for one in exported["sessions"]
    ]
    assert again == [history.session("a"), history.session("b")]
    assert list(exported["sessions"][0]) == sorted(exported["sessions"][0])


def test_an_empty_history_exports_to_empty_files(history: History) -> None:
    assert json.loads(export_json(history)) == {
        "format": 1,
        "damaged": [],
        "measured": [],
        "sessions": [],
    }
    assert len(export_csv(history).splitlines()) == 1


def test_the_table_has_a_row_a_session_in_plain_words(history: History) -> None:
    history.add(record(after=None, note='He said "stop"'))
    header, row = csv.reader(io.StringIO(export_csv(history)))
    assert dict(zip(header, row, strict=True)) == {
        "Date": "2026-11-24",
        "Time": "11:00",
        "Routine": "Hips, “gently”",
        "Minutes played": "9.0",
        "Repetitions done": "17",
        "Repetitions planned": "18",
        "Finished": "yes",
        "Discomfort before (0 to 10)": "4",
        "Discomfort after (0 to 10)": "",
        "Note": 'He said "stop"',
        "Exercises": "hip-flexor (ais) left 9 of 10; dead-bug (core) 8 of 8",
    }


def test_what_fills_a_time_is_told_in_seconds_and_is_no_reps(history: History) -> None:
    steps = [{"exercise": "hip-flexor"}, {"exercise": "dead-bug", "fill": 60}]
    routine = json.dumps({"name": "Hips", "step": steps})
    sets = (
        SetDone(0, "hip-flexor", "ais", 1, "left", 10, 9),
        SetDone(1, "dead-bug", "core", 1, "left", 8, 8),
        SetDone(1, "dead-bug", "core", 1, "right", 8, 4),
    )
    history.add(record(routine=routine, sets=sets))
    _, row = csv.reader(io.StringIO(export_csv(history)))
    assert row[4:6] == ["9", "10"]
    assert row[-1] == "hip-flexor (ais) left 9 of 10; dead-bug (core) 45 of 60 s"


def test_a_routine_that_is_none_is_told_in_reps(history: History) -> None:
    history.add(record(routine="[1]"))
    _, row = csv.reader(io.StringIO(export_csv(history)))
    assert row[4:6] == ["17", "18"]


def test_texts_are_quoted_and_numbers_are_not(history: History) -> None:
    history.add(record(note="fine"))
    assert ',9.0,17,18,"yes",4,2,"fine",' in export_csv(history)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_text_starts_a_formula(history: History, start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    sets = (SetDone(0, text, "ais", 1, "left", 1, 1),)
    history.add(record(routine_name=text, note=text, sets=sets))
    _, row = csv.reader(io.StringIO(export_csv(history), newline=""))
    assert [cell for cell in row if "HYPER" in cell] == [f"'{text}", f"'{text}", f"'{text} (ais) left 1 of 1"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Hips;=1+1;x", "Hips;'=1+1;x"),
        ("Hips, =1", "Hips,' =1"),
        ("Hips\t@x", "Hips\t'@x"),
        ("  =1", "'  =1"),
        ("left-right = fine + well", "left-right = fine + well"),
    ],
)
def test_no_text_starts_a_formula_behind_what_may_divide_cells(
    history: History, text: str, cell: str
) -> None:
    history.add(record(note=text))
    _, row = csv.reader(io.StringIO(export_csv(history), newline=""))
    assert cell in row
