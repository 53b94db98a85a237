"""From lines to files: what each is taken for, what becomes one's own, and all of it or nothing on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guided.files import load, load_own
from guided.imports.drafts import Draft, draft, made, save
from guided.imports.lines import NotImported
from guided.library import Library
from guided.matching import SURE
from guided.paths import assets
from guided.settings import Settings
from guided.timeline import length_ms
from tests.imports.reading import found

LIBRARY = load(assets())
MAIL = """Subject: Your hips

Hi Anna,
1. Hip flexor stretch kneeling 3 x 30 s each side
2. Bridges 3x10, hold 5 s
3. Crab walks with a band 3x15 L+R
4. Crab walks with a band 1x20 L+R
Best wishes
"""


def drafted(text: str, library: Library = LIBRARY) -> Draft:
    return draft(found(text).reads[0], library)


def test_each_line_is_matched_and_talk_is_left_out() -> None:
    one = drafted(MAIL)
    assert [row.exercise for row in one.rows] == ["half-kneeling-hip-flexor", "bridge", "", ""]
    assert [out.original for out in one.left_out] == ["Hi Anna,", "Best wishes"]


def test_a_line_without_a_dose_is_taken_only_if_it_surely_names_an_exercise() -> None:
    one = drafted("Bridge\nSomething about bridges in the countryside\nBird dog x 5")
    assert [row.exercise for row in one.rows] == ["bridge", "bird-dog"]


@pytest.mark.parametrize(
    ("above", "name", "exercises"),
    [
        ("Hi, here is the routine from my physio:\n\nLower back and hips\n", "Lower back and hips", []),
        ("My physio plan\n", "My physio plan", []),
        ("Daily back routine\n", "Daily back routine", []),
        ("High Street Physio\nHip mobility\n", "Hip mobility", []),
        ("Hi Anna,\nGood luck with it!\n", "mail", []),
        ("Cat cow\n", "mail", ["cat-and-cow"]),
        ("Hips\nCat cow\nThe others\n", "Hips", ["cat-and-cow"]),
        ("Subject: Your hips\n\nHips\n", "Your hips", []),
        ("Hip mobility\nMonday\n", "Hip mobility", []),
        ("Hip mobility\nThe long way\n", "Hip mobility", []),
        ("Tom Smith\nPhysio\n", "Tom Smith", []),
        ("Physio\n", "mail", []),
        ("Monday\n", "mail", []),
        ("Mon and Thu\n", "mail", []),
        ("Monday:\n", "mail", []),
        ("Please do these\n", "mail", []),
        ("Please do these:\n", "mail", []),
        ("Keep breathing\n", "mail", []),
        ("See you Monday\n", "mail", []),
        ("Best wishes from the team\n", "mail", []),
        ("Glute squeeze every hour\n", "mail", []),
        ("Neck and shoulders\n", "Neck and shoulders", []),
    ],
)
def test_a_line_above_the_first_exercise_is_the_title_unless_it_is_the_name_of_one(
    above: str, name: str, exercises: list[str]
) -> None:
    one = draft(found(f"{above}Dead bug 2 x 8 each side", "mail.txt").reads[0], LIBRARY)
    assert one.name == name
    assert [row.exercise for row in one.rows] == [*exercises, "dead-bug"]
    assert name not in [out.original for out in one.left_out]


def test_exercises_without_any_dose_have_no_title_above_them() -> None:
    one = draft(found("Hips back to heels\nBridge\nCat cow", "mail.txt").reads[0], LIBRARY)
    assert one.name == "mail"
    assert [row.exercise for row in one.rows] == ["hips-back-to-heels", "bridge", "cat-and-cow"]


def test_the_days_exercises_are_for_name_none_of_them() -> None:
    one = draft(found("Monday\nBridge\nTuesday\nBird dog 2 x 8", "mail.txt").reads[0], LIBRARY)
    assert (one.name, [row.exercise for row in one.rows]) == ("mail", ["bridge", "bird-dog"])
    assert [out.original for out in one.left_out] == ["Monday", "Tuesday"]


@pytest.mark.parametrize("place", ["Shoulders", "Hip flexors", "Lower back", "Hips & knees", "Glutes"])
def test_a_place_above_exercises_is_none(place: str) -> None:
    one = drafted(f"Neck\nChin tucks 10x\n{place}\nShoulder blade squeezes 10x")
    assert one.name == "Neck"
    assert [row.exercise for row in one.rows] == ["chin-tuck", "shoulder-blade-squeeze"]
    assert [out.original for out in one.left_out] == [place]


@pytest.mark.parametrize("often", ["twice a day", "three times a day – as we said"])
def test_of_a_line_that_is_not_taken_all_is_told(often: str) -> None:
    one = drafted(f"Bridge 3x10\nPlease walk and squat slowly {often}\nBird dog x 5, twice a day")
    assert [(out.number, out.original) for out in one.left_out] == [
        (2, f"Please walk and squat slowly {often}"),
        (3, "twice a day"),
    ]
    assert one.left_out[0].why.endswith("No exercise was seen in it.")


def test_a_line_is_left_out_once() -> None:
    one = drafted("Bridge x 10\nDo it every evening!\nLove, Anna")
    assert [out.number for out in one.left_out] == [2, 3]
    assert one.left_out[0].why.startswith("How often a day")


@pytest.mark.parametrize(
    ("line", "exercise", "is_sure"),
    [
        ("knee to chest 3x20s L and R", "single-knee-to-chest", True),
        ("knee to chest 3x20s each leg", "single-knee-to-chest", True),
        ("knee to chest both legs 3x20s", "both-knees-to-chest", True),
        ("bridges 3x10 L and R", "bridge", False),
        ("heel raises 2x10 each leg", "slow-heel-raise", False),
        ("heel raises 2x10 both legs", "slow-heel-raise", True),
    ],
)
def test_what_has_a_side_is_no_movement_of_both_at_once_for_sure(
    line: str, exercise: str, is_sure: bool
) -> None:
    row = drafted(line).rows[0]
    assert row.exercise == exercise
    assert (row.sureness >= SURE) == is_sure


def test_what_the_library_has_not_is_an_exercise_of_ones_own_with_its_words() -> None:
    whole = made(drafted(MAIL), LIBRARY)
    assert list(whole.exercises) == ["crab-walks-with-a-band"]
    own = whole.library.exercises["crab-walks-with-a-band"]
    assert (own.name, own.sides, own.drawing.words) == ("Crab walks with a band", "each", own.name)
    assert [step.exercise for step in whole.routine.steps][2:] == [own.id] * 2


def test_where_it_lies_and_what_it_is_for_is_taken_from_its_words() -> None:
    whole = made(drafted("Side-lying hip wobbles x 10\nSeated neck nods x 5"), LIBRARY)
    assert [(one["position"], one["region"]) for one in whole.exercises.values()] == [
        ("side-lying", "hip"),
        ("seated", "neck"),
    ]


def test_a_changed_row_is_what_is_made() -> None:
    one = drafted(MAIL)
    one = one.with_row(0, replace(one.rows[0], exercise="split-stance-hip-flexor")).without(3)
    assert one.left_out[-2].why == "You left it out."
    steps = made(replace(one, name="Mine"), LIBRARY).routine.steps
    assert [step.exercise for step in steps] == [
        "split-stance-hip-flexor",
        "bridge",
        "crab-walks-with-a-band",
    ]


def test_it_is_saved_as_files_that_are_read_again(tmp_path: Path) -> None:
    whole = made(drafted(MAIL), LIBRARY)
    path = save(whole, tmp_path)
    library = load_own(LIBRARY, tmp_path)
    assert not library.broken
    assert path == tmp_path / "routines" / "your-hips.guided"
    again = library.routines["your-hips"]
    assert again.to_table() == whole.routine.to_table()
    assert length_ms(again, library, Settings()) > 60_000
    twice = made(drafted(MAIL, library), library)
    assert twice.routine.id == "your-hips-2"
    assert not twice.exercises  # the library has the movement by now


def test_a_circuit_goes_round(tmp_path: Path) -> None:
    text = '{"title": "C", "sets": [{"repetitions": 3, "exercises": [{"name": "Bridge", "duration": 30},'
    text += '{"name": "Bird dog", "duration": 30}, {"name": "Rest", "duration": 20}]}]}'
    whole = made(drafted(text), LIBRARY)
    assert [step.round for step in whole.routine.steps] == [(n, 3) for n in (1, 1, 2, 2, 3, 3)]
    save(whole, tmp_path)
    assert len(load_own(LIBRARY, tmp_path).routines["c"].steps) == 6


def test_where_one_file_cannot_be_written_none_is_there(tmp_path: Path) -> None:
    whole = made(drafted(MAIL), LIBRARY)
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "your-hips.guided").mkdir()
    with pytest.raises(OSError, match="your-hips"):
        save(whole, tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_past_a_routines_bounds_is_refused_in_a_sentence() -> None:
    one = drafted("\n".join(["Plank 20 x 20 min, rest 20 min"] * 20))
    with pytest.raises(NotImported, match="6 hours"):
        made(one, LIBRARY)
    with pytest.raises(NotImported):
        made(Draft("Nothing", ()), LIBRARY)
