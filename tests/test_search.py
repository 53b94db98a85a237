"""Searching: every way one may name a routine finds it, the best match first, at once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.search import (
    Index,
    exercise_with,
    found,
    index,
    index_of_exercises,
    index_of_names,
    tokens,
)
from tests.samples import FILES, changed, write


@pytest.fixture
def release(tmp_path: Path) -> Index:
    """The index of one routine, "Release": two openers for the hip flexors, the first kneeling."""
    return index(load(write(tmp_path / "shipped", FILES)))


@cache
def shipped() -> Library:
    return load(assets())


@cache
def shipped_index() -> Index:
    return index(shipped())


@pytest.mark.parametrize(
    "query",
    [
        "release",  # its name
        "kneeling opener",  # an exercise
        "lunge",  # another name of one
        "iliopsoas",  # a muscle in Latin
        "psoas",  # a part of that
        "buttock",  # a muscle in plain words
        "hip front",  # a place
        "flexors",  # a place in plain words
        "cushion",  # what it needs
        "sit",  # what it is good for
        "sitters",  # whom it is for
        "half-kneeling",  # how one is placed for it
        "RELEASE",
        "  rel   lung ",  # beginnings, in any order
        "lünge",
        "the release of the hip",  # words that say nothing
    ],
)
def test_it_is_found_by(release: Index, query: str) -> None:
    assert found(release, query) == ["release"]


@pytest.mark.parametrize(
    ("query", "place"),
    [("stiff neck", "neck"), ("back pain", "back"), ("my hips are tight", "hips are"), ("sore feet", "feet")],
)
def test_what_hurts_is_found_and_not_that_it_hurts(query: str, place: str) -> None:
    assert found(shipped_index(), query) == found(shipped_index(), place)
    assert found(shipped_index(), place)


@pytest.mark.parametrize(
    "query", ["relaese", "relase", "relesse", "releasee", "ilopsoas", "cushoin", "kneling"]
)
def test_it_is_found_with_a_typing_mistake_in(release: Index, query: str) -> None:
    assert found(release, query) == ["release"]


@pytest.mark.parametrize("query", ["release zebra", "zebra", "rxl", "xyzlease", "99"])
def test_it_is_not_found_by(release: Index, query: str) -> None:
    assert found(release, query) == []


@pytest.mark.parametrize("query", ["", "  ", "-", "!?"])
def test_nothing_to_look_for_finds_all(release: Index, query: str) -> None:
    assert found(release, query) == ["release"]


def test_a_muscle_with_a_letter_left_out_is_found_in_what_is_shipped() -> None:
    hits = found(shipped_index(), "hamstrng")
    assert hits == found(shipped_index(), "hamstring")
    assert hits


@pytest.mark.parametrize("query", ["psoas", "buttock", "gluteus", "low back", "mat", "chair"])
def test_what_people_ask_for_is_found_in_what_is_shipped(query: str) -> None:
    assert found(shipped_index(), query)


@pytest.mark.parametrize(
    ("mistyped", "meant"), [("lower bak", "lower back"), ("low bck", "low back"), ("hpi front", "hip front")]
)
def test_a_short_word_among_others_may_be_mistyped(mistyped: str, meant: str) -> None:
    found_so = found(shipped_index(), mistyped)
    assert found_so
    assert set(found_so) <= set(found(shipped_index(), meant))
    assert found(shipped_index(), f"{mistyped} zebra") == []


@pytest.mark.parametrize("query", ["bak", "bkc", "back xyz", "low xqz"])
def test_a_short_word_alone_or_like_no_other_is_taken_as_it_is(query: str) -> None:
    assert found(shipped_index(), query) == []


@pytest.mark.parametrize(
    ("query", "routine"),
    [
        ("sitting", "psoas-release"),  # for "People who sit a lot"
        ("sitting", "desk-five"),  # "Undo an hour of sitting"
        ("sitting", "neck-and-shoulders"),  # for desk workers
        ("sits", "psoas-release"),
        ("running", "before-a-run"),
        ("runs", "after-a-run"),
        ("dancing", "lift-and-lightness"),
        ("breathing", "five-quiet-minutes"),
        ("hips", "deep-hip"),
    ],
)
def test_another_form_of_a_word_finds_it(query: str, routine: str) -> None:
    assert routine in found(shipped_index(), query)


def test_the_word_itself_comes_before_another_form_of_it() -> None:
    assert found(shipped_index(), "run")[:2] == ["after-a-run", "before-a-run"]
    named = found(shipped_index(), "hips")
    assert named[0] == "contract-relax-hips"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hip flexors", ["psoas-release", "psoas-release-short"]),
        ("hip flexor", ["psoas-release", "psoas-release-short"]),
        ("hip flexer", ["psoas-release", "psoas-release-short"]),  # mistyped
        ("hip fle", ["psoas-release", "psoas-release-short"]),  # not typed to the end
        ("tight hip flexors", ["psoas-release", "psoas-release-short"]),
        ("front of the hip", ["psoas-release", "psoas-release-short"]),
        ("psoas", ["psoas-release", "psoas-release-short"]),
        ("iliopsoas", ["psoas-release", "psoas-release-short"]),
        ("lower back", ["gentle-back-day", "morning-back"]),
        ("low back", ["gentle-back-day", "morning-back"]),
        ("sore back", ["gentle-back-day", "back-and-hips-at-a-chair"]),
        ("upper back", ["between-the-blades"]),  # not the lower
        ("neck", ["neck-and-shoulders", "neck-and-shoulders-short", "whole-body-feet-to-neck"]),
        ("outer hip", ["outer-hip-and-side", "strong-hips"]),
    ],
)
def test_what_is_for_a_region_comes_first_where_that_is_called_by_name(query: str, first: list[str]) -> None:
    assert found(shipped_index(), query)[: len(first)] == first


def test_what_is_for_one_region_alone_comes_first_then_what_is_above_all_for_it() -> None:
    library = shipped()
    like = library.routines["psoas-release"]
    regions = {
        "too": ("core", "hip-front"),
        "not": ("core",),
        "most": ("hip-front", "core"),
        "alone": ("hip-front",),
    }
    routines = {
        name: replace(like, id=name, name="A routine", regions=those) for name, those in regions.items()
    }
    made = index(replace(library, routines=routines))
    assert found(made, "hip flexors") == ["alone", "most", "too", "not"]


def test_names_come_before_exercises_and_exercises_before_muscles(tmp_path: Path) -> None:
    muscle = "[[step]]\nexercise = 'kneeling-opener'\n"
    other = changed(FILES["exercises/standing-opener.toml"], "Standing opener", "Psoas opener")
    files = {
        **FILES,
        "exercises/standing-opener.toml": other,
        "routines/a.toml": f'name = "A"\n{muscle}',
        "routines/b.toml": 'name = "B"\n[[step]]\nexercise = "standing-opener"\n',
        "routines/c.toml": f'name = "Psoas first"\n{muscle}',
    }
    hits = found(index(load(write(tmp_path / "shipped", files))), "psoas")
    assert hits == ["c", "b", "release", "a"]


def test_the_exact_word_comes_first() -> None:
    routine = shipped().routines["psoas-release"]
    named = {f"r{n}": replace(routine, id=f"r{n}", name=name) for n, name in enumerate(("Backbone", "Back"))}
    assert found(index(replace(shipped(), routines=named)), "back") == ["r1", "r0"]


def test_a_routine_finds_the_exercises_its_file_brings_along(tmp_path: Path) -> None:
    library = load(write(tmp_path / "shipped", FILES))
    routine = library.routines["release"]
    carried = replace(library.exercises["kneeling-opener"], name="Zebra")
    with_it = replace(routine, exercises={"kneeling-opener": carried})
    assert found(index(replace(library, routines={"release": with_it})), "zebra") == ["release"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        *(("五分钟髋部拉伸", query) for query in ("拉伸", "髋部", "髋", "五分钟", "髋 拉")),
        *(("腰のストレッチ二分間", query) for query in ("二分", "ストレッチ", "腰", "間")),
        *(("ท่ายืดสะโพก", query) for query in ("ยืด", "สะโพก", "ท่า")),
        ("कूल्हे खोलना", "खोल"),
        ("골반 스트레칭", "스트레칭"),
    ],
)
def test_a_part_of_a_name_is_found_in_scripts_without_spaces(name: str, query: str) -> None:
    routine = replace(shipped().routines["psoas-release"], id="it", name=name)
    ready = index(replace(shipped(), routines={**shipped().routines, "it": routine}))
    assert found(ready, query) == ["it"]


def test_with_nothing_to_look_for_accents_do_not_move_a_name_to_the_end() -> None:
    routine = shipped().routines["psoas-release"]
    names = ("Zen", "Äußere Hüfte", "After a run", "aux", "École", "Easy")
    named = {name: replace(routine, id=name, name=name) for name in names}
    assert found(index(replace(shipped(), routines=named)), "") == [
        *("After a run", "Äußere Hüfte", "aux", "Easy", "École", "Zen"),
    ]


def test_an_empty_library_finds_nothing() -> None:
    assert found(index(Library({}, {}, {})), "psoas") == []


def test_words_are_those_one_would_type() -> None:
    assert tokens("Half-kneeling HIP flexor (left), café!") == (
        "half", "kneeling", "hip", "flexor", "left", "cafe",
    )  # fmt: skip


def test_exercises_are_found_by_name_muscle_and_position() -> None:
    library = shipped()
    ready = index_of_exercises(library, library.exercises)
    assert found(ready, "kneeling hip flexor")[0] == "half-kneeling-hip-flexor"
    assert "bridge" in found(ready, "buttock")
    assert len(found(ready, "")) == len(library.exercises)


def test_who_names_an_exercise_finds_the_routines_that_have_it_first() -> None:
    library = load(assets())
    called = {
        name
        for name, one in library.exercises.items()
        if any(
            text.casefold().endswith(("knee to chest", "knees to chest")) for text in (one.name, *one.also)
        )
    }
    having = {
        name
        for name, routine in library.routines.items()
        if called.intersection(step.exercise for step in routine.steps)
    }
    first = found(shipped_index(), "knee to chest")  # which has a region in it, the chest
    assert len(having) >= 5
    assert set(first[: len(having)]) == having


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("neck stretch", "neck"),
        ("Hamstring stretches", "hamstring"),
        ("stretching the calf", "calf"),
        ("calf stret", "calf"),
        ("exercise for hip", "hip"),
        ("stretch", ""),
        ("exercises", ""),
        ("the stretch", ""),
    ],
)
def test_that_it_is_a_stretch_or_an_exercise_hides_nothing(query: str, meant: str) -> None:
    ready = index_of_exercises(shipped(), shipped().exercises)
    for one in (shipped_index(), ready):
        assert sorted(found(one, query)) == sorted(found(one, meant))
        assert found(one, meant)


def test_what_is_called_a_stretch_is_found_by_that_before_its_equals() -> None:
    bridge = shipped().exercises["bridge"]
    own = replace(bridge, id="own", name="Zebra stretch", also=("Bridge stretch",))
    like = replace(bridge, id="like", name="Zebra", also=())
    ready = index_of_exercises(shipped(), {**shipped().exercises, "own": own, "like": like})
    assert found(ready, "stretch")[0] == "own"
    assert found(ready, "zebra stretch") == ["own", "like"]
    assert found(ready, "zebra") == ["like", "own"]
    assert exercise_with(shipped(), (bridge, own), "bridge stretch") is own


def test_among_other_things_an_exercise_is_a_word_like_any() -> None:
    ready = index_of_names({"exercise": ("New exercise",), "routine": ("New routine",)})
    assert found(ready, "exercise") == found(ready, "new exer") == ["exercise"]


@pytest.mark.parametrize(
    ("query", "listed", "meant"),
    [
        ("Dead bug", ("wall-press-heel-tap", "dead-bug"), "dead-bug"),
        ("bridge", ("side-bridge", "bridge"), "bridge"),
        ("squat", ("box-breathing", "sit-to-stand"), "sit-to-stand"),
        ("brigde", ("dead-bug", "bridge"), "bridge"),
        ("buttock", ("box-breathing", "bridge"), "bridge"),
        ("bridge", ("box-breathing",), None),
    ],
)
def test_the_exercise_that_has_what_is_sought_is_the_one_called_so(
    query: str, listed: tuple[str, ...], meant: str | None
) -> None:
    exercises = shipped().exercises
    has = exercise_with(shipped(), map(exercises.__getitem__, listed), query)
    assert (has and has.id) == meant
