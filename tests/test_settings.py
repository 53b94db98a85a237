"""Choices: kept between starts, and never worse than the defaults."""

import json
import os
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.settings import BOUNDS, CHOICES, LONGEST, Levels, Settings, changed, load, save

NOTHING: Any = None


def test_choices_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    chosen = Settings(
        theme="dark",
        text_size=130,
        vocabulary="range",
        muted=True,
        pace=1.5,
        breath_out=6.0,
        bed_volume=0.5,
        breath_voicing="bowls",
        sound_device="alsa_output.usb-headset",
        practitioner="Jo Doe",
        practitioner_phone="+49 30 555 0100",
        sound_offset_ms=-150,
        sore=("low-back", "neck"),
        careful_with=("sore-knee-bend",),
        introduced=True,
    )
    save(path, chosen)
    assert load(path) == chosen
    save(path, Settings())
    assert load(path) == Settings()


def test_a_sore_knee_of_earlier_versions_is_one_to_kneel_on_and_one_to_bend(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"careful_with": ["sore-knee", "balance"]}', encoding="utf-8")
    assert load(path).careful_with == ("sore-knee-kneel", "sore-knee-bend", "balance")
    path.write_text('{"careful_with": [["sore-knee"], 3]}', encoding="utf-8")
    assert load(path) == Settings()


def test_only_the_person_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    save(path, Settings())
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "1",
        "null",
        '"x"',
        "[" * 100_000,
        '{"unknown": 1}',
        '{"settings": 1}',
        '{"theme": "pink"}',
    ],
)
def test_a_damaged_file_is_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert load(path) == Settings()


def test_a_file_that_cannot_be_read_is_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Settings()
    assert load(tmp_path) == Settings()
    (tmp_path / "settings.json").write_bytes(b"\xff\xfe")
    assert load(tmp_path / "settings.json") == Settings()


def test_one_wrong_choice_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "pace": 99, "volume": "loud", "muted": 1, "text_size": 115}')
    assert load(path) == Settings(theme="dark", text_size=115)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", ["dark"]),
        ("text_size", True),
        ("text_size", 101),
        ("volume", 1.01),
        ("volume", -0.01),
        ("volume", float("nan")),
        ("volume", True),
        ("pace", "1"),
        ("pace", NOTHING),
        ("breath_in", 1.9),
        ("breath_out", float("inf")),
        ("muted", 1),
        ("nothing", 1),
        ("sore", "low-back"),
        ("sore", [1]),
        ("careful_with", ["Sore Knee"]),
        ("careful_with", ["<b>"]),
        ("careful_with", [f"code-{i}" for i in range(41)]),
        ("introduced", 1),
        ("place", "roof"),
    ],
)
def test_what_is_not_allowed_changes_nothing(name: str, value: Any) -> None:
    assert changed(Settings(), **{name: value}) == Settings()


def test_bounds_themselves_are_allowed() -> None:
    for name, bounds in BOUNDS.items():
        for value in bounds:
            assert getattr(changed(Settings(), **{name: value}), name) == value
    for name, choices in CHOICES.items():
        for value in choices:
            assert getattr(changed(Settings(), **{name: value}), name) == value


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("volume", 0.0, 1.0), ("pace", 0.75, 1.5), ("breath_in", 2.0, 10.0), ("breath_out", 2.0, 10.0)],
)
def test_numbers_have_these_bounds(name: str, least: float, most: float) -> None:
    assert BOUNDS[name] == (least, most)


def test_without_a_choice_nothing_is_changed_about_a_routine() -> None:
    chosen = Settings()
    assert (chosen.pace, chosen.breath_in, chosen.breath_out, chosen.first_side) == (1.0, 4.0, 4.0, "left")
    assert (chosen.muted, chosen.breath_sound, chosen.vocabulary) == (False, True, "stretching")


def test_every_default_is_a_choice_one_could_make() -> None:
    assert {field.name for field in fields(Settings)} >= {*BOUNDS, *CHOICES}
    other = Settings(
        theme="dark",
        text_size=150,
        first_side="right",
        volume=0.1,
        muted=True,
        phase_volume=2.0,
        breath_in=9.0,
    )
    assert changed(other, **asdict(Settings())) == Settings()


def test_every_class_of_sound_has_a_volume_and_each_volume_is_of_one() -> None:
    volumes = {one.name for one in fields(Settings) if one.name.endswith("_volume")}
    assert volumes == {f"{one}_volume" for one in Levels._fields}
    for one in Levels._fields:
        levels = changed(Settings(), **{f"{one}_volume": 0.25}).levels
        assert levels == Settings().levels._replace(**{one: 0.25})
    assert Settings(breath_sound=False).levels == Levels()._replace(breath=0)


def test_what_is_named_twice_is_kept_once_and_in_order() -> None:
    assert changed(Settings(), sore=["neck", "hip", "neck"]).sore == ("neck", "hip")


@given(st.dictionaries(st.sampled_from([field.name for field in fields(Settings)]), st.from_type(object)))
def test_no_choice_whatever_makes_settings_that_could_not_be_saved(choices: dict[str, Any]) -> None:
    chosen = changed(Settings(), **choices)
    assert changed(Settings(), **json.loads(json.dumps(asdict(chosen)))) == chosen


def test_two_windows_keep_what_each_of_them_changed(tmp_path: Path) -> None:
    path, begin = tmp_path / "settings.json", Settings()
    save(path, begin)
    save(path, changed(begin, text_size=130), begin)
    save(path, changed(begin, paper="letter", volume=0.3), begin)
    save(path, changed(begin, volume=0.5), begin)
    assert load(path) == changed(begin, text_size=130, paper="letter", volume=0.5)


def test_what_a_later_version_keeps_there_stays(tmp_path: Path) -> None:
    path, begin = tmp_path / "settings.json", Settings()
    path.write_text('{"voice": "calm", "text_size": 115}')
    save(path, changed(begin, paper="letter"), begin)
    assert json.loads(path.read_text()) == {"voice": "calm", "text_size": 115, "paper": "letter"}


@pytest.mark.parametrize("there", [None, "", "[]", "{"])
def test_all_is_written_where_nothing_can_be_read(tmp_path: Path, there: str | None) -> None:
    path, begin = tmp_path / "settings.json", changed(Settings(), text_size=130)
    if there is not None:
        path.write_text(there)
    after = changed(begin, paper="letter")
    save(path, after, begin)
    assert load(path) == after


def test_what_a_setting_may_be_stands_beside_it() -> None:
    assert CHOICES["skin"] == ("fair", "tan", "deep")
    assert BOUNDS["pace"] == (0.75, 1.5)
    begin = Settings()
    assert all(getattr(begin, name) in values for name, values in CHOICES.items())
    assert all(low <= getattr(begin, name) <= high for name, (low, high) in BOUNDS.items())


@pytest.mark.parametrize(("stored", "captions"), [(True, "always"), (False, "silent"), ("never", "never")])
def test_captions_somebody_had_turned_on_stay_on(tmp_path: Path, stored: object, captions: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"captions": stored}))
    assert load(path).captions == captions


@pytest.mark.parametrize("name", sorted(LONGEST))
def test_a_text_is_of_one_line_and_of_a_length(name: str) -> None:
    for value in ("a" * (LONGEST[name] + 1), "two\nlines", "\ud800", 7, None):
        assert changed(Settings(), **{name: value}) == Settings()
    assert getattr(changed(Settings(), **{name: "a" * LONGEST[name]}), name)
