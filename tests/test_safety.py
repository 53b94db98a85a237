"""When to take care: which warnings meet whom, what a discomfort asks for, and what is said."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guided import safety, words
from guided.choices import options
from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.routine import REGIONS, Exercise, Routine, Step

LIBRARY = load(assets())
EVERY_CODE = tuple(LIBRARY.care)


@pytest.mark.parametrize(
    ("discomfort", "level"),
    [(None, ""), (0, ""), (3, ""), (4, "less"), (5, "less"), (6, "stop"), (10, "stop")],
)
def test_three_four_and_six_are_the_bounds_before_and_after(discomfort: int | None, level: str) -> None:
    before = safety.before_session(discomfort)
    after = safety.after_session(discomfort, discomfort)
    assert (before.level if before else "") == level
    assert (after.level if after else "") == level


def test_a_gentle_session_is_not_advised_against() -> None:
    advice = safety.before_session(9, gentle=True)
    assert advice is not None
    assert advice.level == "less"
    assert safety.before_session(3, gentle=True) is None


@pytest.mark.parametrize(
    ("before", "after", "told"), [(0, 1, False), (0, 2, True), (1, 3, True), (3, 1, False), (None, 3, False)]
)
def test_two_more_than_before_is_worth_a_word(before: int | None, after: int, told: bool) -> None:
    advice = safety.after_session(before, after)
    assert (advice is not None) is told
    if advice:
        assert advice.title == f"{after - (before or 0)} more than before"


def test_a_caution_names_the_easier_one_where_that_helps() -> None:
    kneeling = LIBRARY.exercises["half-kneeling-hip-flexor"]
    assert safety.caution(kneeling, ("sore-knee-kneel",), LIBRARY) == (
        "Kneeling hurts: use a cushion, or take the easier one, Split-stance hip-flexor opener."
    )
    assert safety.caution(kneeling, (), LIBRARY) == ""
    assert safety.caution(kneeling, ("sore-wrist", "nothing-has-this"), LIBRARY) == ""


def test_an_easier_one_with_the_same_code_is_no_way_out() -> None:
    found = 0
    for exercise in LIBRARY.exercises.values():
        easier = LIBRARY.exercises.get(exercise.easier or "")
        for code in exercise.care:
            sentence = safety.caution(exercise, (code,), LIBRARY)
            assert sentence.startswith(LIBRARY.care[code].short)
            offered = easier is not None and code not in (*easier.care, *easier.leave_out)
            assert ("easier one" in sentence) is offered
            found += offered
    assert found


def test_every_code_has_a_few_words_for_the_session() -> None:
    for care in LIBRARY.care.values():
        assert 0 < len(care.short) <= 24
        assert 0 < len(care.instead) <= 70
        assert not care.instead.endswith(".")
        assert re.match(r"(with|after|in|when) [a-z A]+[a-z]$", care.when), care.when


def test_a_code_without_short_words_is_told_in_its_long_ones() -> None:
    knee = replace(LIBRARY.care["sore-knee-kneel"], short="", instead="")
    library = replace(LIBRARY, care={"sore-knee-kneel": knee})
    sentence = safety.caution(LIBRARY.exercises["half-kneeling-hip-flexor"], ("sore-knee-kneel",), library)
    assert sentence.startswith("Knee that hurts to kneel on. Avoid: Kneeling on a hard floor")


def test_one_line_on_all_of_a_routine() -> None:
    parts = LIBRARY.parts(LIBRARY.routines["psoas-release"])
    marked = safety.cautions(parts, ("sore-knee-kneel",), LIBRARY)
    assert "half-kneeling-hip-flexor" in marked
    assert safety.in_short(parts, ("sore-knee-kneel",), LIBRARY) == (
        "Take care with Half-kneeling hip-flexor opener and Half-kneeling side reach: Kneeling hurts."
        " In the session, E makes it easier."
    )
    assert safety.in_short(parts, (), LIBRARY) == ""
    assert safety.cautions(parts, (), LIBRARY) == {}


# ---------------------------------------------------------------- better left out

REPLACED = ("hip-replacement-back",)


@pytest.mark.parametrize("code", EVERY_CODE)
def test_what_e_is_said_to_do_it_does(code: str) -> None:
    for routine in LIBRARY.routines.values():
        for part in LIBRARY.parts(routine):
            said = safety.in_short([part], (code,), LIBRARY)
            if "Take care" not in said or "left out" in said:
                continue
            changes = options(LIBRARY, routine, part, (code,)).easier is not None
            assert ("E makes it easier." in said) == changes, part.exercise.id
            assert ("E says how to make it easier." in said) == (not changes), part.exercise.id
        asking = [
            part.exercise
            for part in LIBRARY.parts(routine)
            if safety.matching(part.exercise, (code,), LIBRARY.care, part.method)
        ]
        if "E makes it easier." in safety.in_short(LIBRARY.parts(routine), (code,), LIBRARY):
            assert all(one.easier for one in asking), routine.id


@pytest.mark.parametrize("place", ["desk", "floor"])
@pytest.mark.parametrize("code", ["", *EVERY_CODE])
def test_the_first_thing_to_try_shows_the_whole_body_but_for_what_is_small(code: str, place: str) -> None:
    small = {"neck", "elbow", "wrist", "ankle", "foot"}
    for region in ("", *(one for one in REGIONS if one not in small)):
        tried = safety.first_to_try(LIBRARY, (region,), (code,), place)
        assert tried is not None, region
        assert tried.drawing.crop == "none", (region, tried.id)


def test_what_cannot_be_made_safe_is_better_left_out_and_something_else_offered() -> None:
    across = LIBRARY.exercises["knee-to-opposite-shoulder"]
    out = safety.left_out(across, REPLACED, LIBRARY)
    assert out is not None
    assert out.instead is LIBRARY.exercises["bridge"]
    assert safety.way_around(across, REPLACED, LIBRARY) is out.instead
    assert safety.caution(across, REPLACED, LIBRARY) == (
        "Better left out after a hip replacement. Instead: Bridge."
    )
    assert safety.left_out(across, ("pregnancy",), LIBRARY) is None
    assert safety.left_out(across, (), LIBRARY) is None


def test_what_else_asks_for_care_is_said_too() -> None:
    across = LIBRARY.exercises["knee-to-opposite-shoulder"]
    assert safety.caution(across, (*REPLACED, "pregnancy"), LIBRARY) == (
        "Better left out after a hip replacement. Instead: Bridge."
        " Pregnancy: keep it small and change position often."
    )


def test_two_reasons_are_said_in_one_sentence() -> None:
    fold = LIBRARY.exercises["seated-forward-fold"]
    assert safety.caution(fold, ("osteoporosis", "hip-replacement-back"), LIBRARY).startswith(
        "Better left out with osteoporosis and after a hip replacement. Instead: "
    )


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=LIBRARY.exercises)
def test_what_comes_instead_is_itself_never_better_left_out(exercise: Exercise) -> None:
    for code in exercise.leave_out:
        out = safety.left_out(exercise, (code,), LIBRARY)
        assert out is not None
        assert out.instead is not None
    out = safety.left_out(exercise, EVERY_CODE, LIBRARY)
    assert out is None or out.instead is None or not out.instead.leave_out


def test_two_that_stand_in_for_each_other_end_with_nothing_in_their_place() -> None:
    bridge = LIBRARY.exercises["bridge"]
    one = replace(bridge, id="one", leave_out={"balance": "two"}, care=(), easier=None)
    two = replace(bridge, id="two", leave_out={"balance": "one"}, care=(), easier=None)
    library = replace(LIBRARY, exercises={"one": one, "two": two})
    assert safety.caution(one, ("balance",), library) == "Better left out when you are unsteady."


def test_before_a_session_what_is_better_left_out_is_named_first() -> None:
    parts = LIBRARY.parts(LIBRARY.routines["deep-hip"])
    assert safety.in_short(parts, ("sore-knee-bend", "hip-pinch"), LIBRARY) == (
        "Better left out: Knee to opposite shoulder and Seated 90/90 turns."
        " In the session, E takes what suits you instead."
        " Take care with Figure four on the back: Hip that pinches, Knee hurts to bend."
    )


def test_more_than_three_are_counted() -> None:
    parts = LIBRARY.parts(LIBRARY.routines["after-a-run"])
    assert safety.in_short(parts, ("osteoporosis", "pregnancy"), LIBRARY).startswith(
        "Take care with 6 exercises: "
    )
    parts = LIBRARY.parts(LIBRARY.routines["chair-only"])
    assert " Take care with 4 more: " in safety.in_short(parts, ("osteoporosis", "pregnancy"), LIBRARY)


def test_whoever_has_named_something_is_told_where_nothing_needs_it_and_nobody_else_is() -> None:
    for routine in LIBRARY.routines.values():
        parts = LIBRARY.parts(routine)
        assert safety.care_line(parts, (), LIBRARY) == ""
        for code in EVERY_CODE:
            marked = safety.in_short(parts, (code,), LIBRARY)
            assert bool(marked) is any(
                safety.matching(one.exercise, (code,), LIBRARY.care, one.method) for one in parts
            )
            assert safety.care_line(parts, (code,), LIBRARY) == (
                marked or "Nothing in it needs the care you named."
            )


@pytest.mark.parametrize("methods", [("static", "ais"), ("ais", "static")])
def test_an_exercise_played_twice_asks_for_what_either_of_its_methods_does(methods: tuple[str, str]) -> None:
    steps = tuple(Step("wall-calf-straight-knee", method=method) for method in methods)
    parts = LIBRARY.parts(Routine(id="mine", name="Mine", steps=steps))
    codes = {code for part in parts for code in part.method.care}
    apart = {code for code in codes if not all(code in part.method.care for part in parts)}
    assert apart
    for code in apart:
        assert safety.care_line(parts, (code,), LIBRARY).startswith(
            "Take care with Wall calf, knee straight: "
        )
        assert "wall-calf-straight-knee" in safety.cautions(parts, (code,), LIBRARY)


def test_in_a_session_the_key_is_named_and_what_it_brings_has_its_own_warning() -> None:
    parts = LIBRARY.parts(LIBRARY.routines["deep-hip"])
    told = safety.cautions(parts, (*REPLACED, "arching-hurts"), LIBRARY)
    assert told["knee-to-opposite-shoulder"] == (
        "Better left out after a hip replacement. Press E for Bridge instead."
    )
    assert told["bridge"].startswith("Arching hurts: ")


def test_a_method_asks_for_care_whatever_is_played_by_it() -> None:
    hinge = LIBRARY.exercises["chair-hamstring-hinge"]
    pressed = LIBRARY.methods["contract-relax"]
    told = "Blood pressure: keep breathing and press lightly."
    assert safety.caution(hinge, ("blood-pressure",), LIBRARY, pressed) == told
    assert safety.caution(hinge, ("blood-pressure",), LIBRARY, LIBRARY.methods["ais"]) == ""


def test_what_is_better_left_out_counts_more_against_a_routine_than_what_asks_for_care() -> None:
    plain = LIBRARY.routines["deep-hip"]
    bare = {name: replace(one, leave_out={}, care=()) for name, one in LIBRARY.exercises.items()}
    asks = {name: replace(one, care=("balance",)) for name, one in bare.items()}
    out = {name: replace(one, leave_out={"balance": "bridge"}) for name, one in bare.items()}
    rated = [
        safety.fit(replace(LIBRARY, exercises=exercises), plain, ("buttock",), ("balance",))
        for exercises in (bare, asks, out)
    ]
    assert rated[0] > rated[1] > rated[2] > 0


def fits(library: Library, sore: tuple[str, ...], careful: tuple[str, ...] = ()) -> dict[str, float]:
    return {r.id: safety.fit(library, r, sore, careful) for r in library.routines.values()}


def test_routines_for_what_is_sore_come_first() -> None:
    assert safety.suggested(LIBRARY, (), ()) == []
    for region in ("hip-front", "core"):
        best = safety.suggested(LIBRARY, (region,), ())[0]
        assert region in best.regions
    assert all(0 <= fit <= 1 for fit in fits(LIBRARY, REGIONS, EVERY_CODE).values())


@pytest.mark.parametrize("part", ["hip-front", "hip-outer", "buttock"])
def test_who_named_hips_has_what_is_for_a_part_of_them_counted_for_them(part: str) -> None:
    only = replace(LIBRARY.routines["psoas-release"], regions=(part,))
    assert safety.helped(only, ("hip", "neck")) == ("hip",)
    assert safety.helped(replace(only, regions=("hip",)), (part,)) == (), "but not the other way round"
    hips, neck = (safety.fit(LIBRARY, only, (one,), ()) for one in ("hip", "neck"))
    assert hips > 0 == neck
    of_it = [one for one in LIBRARY.routines.values() if one.regions == (part,)]
    assert safety.share_for(LIBRARY, of_it, ("hip",)) >= safety.share_for(LIBRARY, of_it, (part,))


def test_what_asks_for_care_comes_later_but_is_not_hidden() -> None:
    plain, careful = fits(LIBRARY, ("hip-front",)), fits(LIBRARY, ("hip-front",), ("sore-knee-kneel",))
    assert 0 < careful["psoas-release"] < plain["psoas-release"]


def test_a_region_itself_counts_more_than_one_next_to_it() -> None:
    fit = fits(LIBRARY, ("foot",))
    assert fit["feet-and-ankles"] > fit["before-a-run"] > 0
    assert "foot" in safety.suggested(LIBRARY, ("foot",), (), "desk")[0].regions


def test_where_the_computer_stands_decides_between_two_that_fit() -> None:
    at_desk = safety.suggested(LIBRARY, ("hip-front", "upper-back"), (), "desk")[0]
    positions = {LIBRARY.exercise(at_desk, step.exercise).position for step in at_desk.steps}
    assert positions <= {"standing", "seated"}
    on_floor = safety.suggested(LIBRARY, ("hip-front",), (), "floor")[0]
    positions = {LIBRARY.exercise(on_floor, step.exercise).position for step in on_floor.steps}
    assert not positions <= {"standing", "seated"}


@pytest.mark.parametrize("place", ["", "desk", "floor"])
@pytest.mark.parametrize("sore", [("hip-front",), ("hip-front", "thigh-front")])
def test_a_sore_front_of_the_hip_gets_the_psoas_release_first(sore: tuple[str, ...], place: str) -> None:
    assert safety.suggested(LIBRARY, sore, (), place)[0].id in ("psoas-release", "psoas-release-short")


def test_a_routine_that_a_sore_region_leads_comes_before_one_it_is_only_among() -> None:
    neck = [routine.id for routine in safety.suggested(LIBRARY, ("neck",), (), "desk")]
    assert neck.index("neck-and-shoulders") < neck.index("desk-five") < len(neck)


def test_the_backs_of_the_thighs_are_left_alone_where_the_front_of_the_hip_is_sore() -> None:
    front, both = fits(LIBRARY, ("hip-front",)), fits(LIBRARY, ("hip-front", "thigh-back"))
    elsewhere = {
        name: replace(one, lengthens=tuple(muscle for muscle in one.lengthens if muscle != "hamstrings"))
        for name, one in LIBRARY.exercises.items()
    }
    without = fits(replace(LIBRARY, exercises=elsewhere), ("hip-front",))
    assert front["contract-relax-hips"] < without["contract-relax-hips"]
    assert both["after-a-run"] == max(both.values())


def test_a_routine_that_names_no_region_suits_nobody_more_than_others() -> None:
    nowhere = replace(LIBRARY.routines["psoas-release"], regions=())
    assert safety.fit(LIBRARY, nowhere, ("hip-front",), ()) == 0


@pytest.mark.parametrize("place", ["desk", "floor"])
def test_every_movement_to_try_first_is_there_and_can_be_done_there(place: str) -> None:
    for names in safety._TRIES[place].values():
        for name in names:
            assert place == "floor" or LIBRARY.exercises[name].position in ("standing", "seated")
            assert name in LIBRARY.exercises


def test_what_is_tried_first_asks_for_no_care_the_person_has_to_take() -> None:
    careful = tuple(LIBRARY.care)
    plain = safety.first_to_try(LIBRARY, ("hip-front",), (), "floor")
    gentle = safety.first_to_try(LIBRARY, ("hip-front",), careful, "floor")
    assert plain is LIBRARY.exercises["knee-hug-leg-press"]
    assert gentle is None or not safety.matching(gentle, careful, LIBRARY.care)
    assert gentle is not plain


def test_the_signs_are_in_plain_words_and_name_what_must_not_be_missed() -> None:
    said = " ".join(sign for signs in safety.SIGNS for sign in signs.signs)
    for word in ("bladder", "bowel", "genitals", "both legs", "accident", "Chest pain", "temperature"):
        assert word in said
    texts = [safety.ABOUT, safety.STOP_AT, safety.IN_SESSION, safety.RULES, said]
    texts += [text for signs in safety.SIGNS for text in (signs.title, signs.where)]
    for text in texts:
        assert not re.search(r"\b(cure|fix|treat|heal|guarantee|permanent)|stretch|!", text, re.IGNORECASE)
    assert safety.SIGNS[0] is safety.EMERGENCY


def test_the_emergency_is_worded_once_and_says_now() -> None:
    assert words.GET_HELP.startswith(f"{safety.EMERGENCY.title} for ")
    assert safety.EMERGENCY.title.endswith("now")
    # What the one sentence names is among the signs of the emergency, and is never put off to a later day.
    emergency = " ".join(safety.EMERGENCY.signs).lower()
    later = " ".join(sign for signs in (safety.SAME_DAY, safety.SOON) for sign in signs.signs).lower()
    for sign in ("between the legs", "bladder", "bowel", "new weakness in one leg"):
        assert sign in words.GET_HELP
        assert sign in emergency
    for sign in ("between the legs", "bladder", "in the legs", "both legs", "weakness", "foot that drops"):
        assert sign not in later
    assert "today" not in words.GET_HELP


@pytest.mark.parametrize(
    ("signs", "named"),
    [
        (safety.EMERGENCY, "Pain, tingling, weakness or numbness in both legs"),
        (safety.EMERGENCY, "A new change in sexual function, such as"),
        (safety.EMERGENCY, "tearing pain in the back or the belly"),
        (safety.EMERGENCY, "sudden breathlessness or coughing up blood"),
        (safety.EMERGENCY, "headache, the worst you have ever had"),
        (safety.EMERGENCY, "a drooping eyelid, slurred speech, trouble swallowing"),
        (safety.EMERGENCY, "one side of the face or the body"),
        (safety.EMERGENCY, "high temperature with a stiff neck"),
        (safety.SAME_DAY, "you have or have had cancer"),
        (safety.SAME_DAY, "weak immune system, after injecting drugs or after a recent infection"),
        (safety.SAME_DAY, "hip pain with a high temperature, or so bad that you cannot stand on the leg"),
        (safety.SAME_DAY, "Groin pain that gets worse the more you run or walk, and hurts at night"),
        (safety.SAME_DAY, "A lump in the groin that hurts"),
        (safety.SAME_DAY, "In pregnancy: bleeding, leaking fluid, a baby that moves less, a bad headache"),
        (safety.SAME_DAY, "A hot, swollen joint"),
        (safety.EMERGENCY, "New weakness in one leg, such as a foot that drops"),
    ],
)
def test_each_sign_stands_where_it_is_acted_on_in_time(signs: safety.Signs, named: str) -> None:
    assert named in " ".join(signs.signs)


def test_what_is_for_a_case_of_its_own_is_not_suggested_to_whoever_is_sore() -> None:
    for sore in (("core", "low-back"), ("spine",), ("whole-body",)):
        names = {routine.id for routine in safety.suggested(LIBRARY, sore, (), "floor")}
        assert not names & {"pregnancy-at-ease", "after-birth"}
