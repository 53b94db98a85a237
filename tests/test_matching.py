"""Practitioners' words, and the movement of the library that each of them means."""

from __future__ import annotations

import pytest

from guided.files import load
from guided.matching import FAINT, LIKELY, SURE, matches, names_of
from guided.paths import assets

LIBRARY = load(assets())
NAMES = names_of(LIBRARY)

MEANT = {
    "Clamshells with band": "clamshell",
    "Sit to stand": "sit-to-stand",
    "Seated row with theraband": "band-row",
    "Eccentric heel drops": "heel-drop",
    "Tandem stand": "heel-to-toe-stand",
    # the hips
    "hip flexor stretch kneeling": "half-kneeling-hip-flexor",
    "Half kneeling hip flexor stretch": "half-kneeling-hip-flexor",
    "psoas stretch in half-kneeling": "half-kneeling-hip-flexor",
    "Standing hip flexor stretch": "split-stance-hip-flexor",
    "hip flexor stretch off edge of bed": "edge-of-bed-thigh-drop",
    "Thomas stretch": "edge-of-bed-thigh-drop",
    "Piriformis stretch lying": "supine-figure-four",
    "Figure 4 stretch": "supine-figure-four",
    "figure four in sitting": "seated-figure-four",
    "seated piriformis stretch": "seated-figure-four",
    "knee to opposite shoulder": "knee-to-opposite-shoulder",
    "ITB stretch": "crossed-leg-side-lean",
    "butterfly stretch": "seated-soles-together",
    "adductor rock backs": "all-fours-side-rock",
    "90/90 hip switches": "seated-turns-90-90",
    "hip CARs standing": "standing-hip-circles",
    # the legs
    "Hamstring stretch with towel": "straight-leg-raise-with-strap",
    "supine hamstring stretch w/ strap": "straight-leg-raise-with-strap",
    "Hamstring stretch sitting on chair": "chair-hamstring-hinge",
    "quad stretch standing": "standing-heel-to-seat",
    "Standing quadriceps stretch": "standing-heel-to-seat",
    "prone quad stretch with belt": "face-down-heel-to-seat",
    "couch stretch": "half-kneeling-heel-to-seat",
    "Calf stretch against wall": "wall-calf-straight-knee",
    "gastroc stretch": "wall-calf-straight-knee",
    "soleus stretch at the wall": "wall-calf-bent-knee",
    "calf stretch w/ towel in long sitting": "seated-calf-draw",
    "heel raises": "slow-heel-raise",
    "Calf raises, slow": "slow-heel-raise",
    "knee to wall": "knee-to-wall-rocks",
    "ankle circles": "ankle-circles",
    "plantar fascia stretch": "big-toe-and-sole",
    "short foot": "short-foot-arch-lift",
    "leg swings front to back": "leg-swing-front",
    # the back
    "Cat/cow": "cat-and-cow",
    "cat camel": "cat-and-cow",
    "Child's pose": "hips-back-to-heels",
    "childs pose": "hips-back-to-heels",
    "Single knee to chest": "single-knee-to-chest",
    "double knee to chest": "both-knees-to-chest",
    "knee rolls side to side": "knee-rolls",
    "lumbar rotations": "knee-rolls",
    "Pelvic tilts lying on your back": "pelvic-tilt",
    "posterior pelvic tilts": "pelvic-tilt",
    "Sphinx": "prone-on-elbows",
    "prone on elbows": "prone-on-elbows",
    "open books": "side-lying-open-book",
    "side lying thoracic rotation": "side-lying-open-book",
    "Thread the needle": "thread-the-needle",
    "thoracic extensions over back of chair": "upper-back-lean",
    "seated trunk rotation": "seated-trunk-turn",
    # the core
    "bridges": "bridge",
    "Glute bridges": "bridge",
    "gluteal bridging": "bridge",
    "Bird dog": "bird-dog",
    "birddogs": "bird-dog",
    "Deadbug": "dead-bug",
    "dead bugs": "dead-bug",
    "Side plank (knees)": "side-bridge",
    "plank on knees": "forearm-plank-on-knees",
    "heel slides": "heel-slide",
    "TA activation": "navel-draw-in",
    "marching lying": "supine-march",
    "SLR": "active-straight-leg-raise",
    "straight leg raise": "active-straight-leg-raise",
    "curl ups": "small-curl-up",
    "superman": "face-down-opposite-lift",
    # the neck, shoulders and arms
    "Chin tucks": "chin-tuck",
    "neck retractions": "chin-tuck",
    "upper trap stretch": "ear-to-shoulder",
    "levator scap stretch": "nose-to-armpit",
    "neck rotations": "look-over-the-shoulder",
    "Pec stretch in doorway": "doorway-chest-opener",
    "doorway stretch": "doorway-chest-opener",
    "scapular squeezes": "shoulder-blade-squeeze",
    "Shoulder blade squeezes": "shoulder-blade-squeeze",
    "shoulder rolls": "shoulder-circles",
    "Wall angels": "wall-angels",
    "cross body shoulder stretch": "arm-across-the-chest",
    "wrist flexor stretch": "wrist-flexor-draw",
    "wrist extensor stretch": "wrist-extensor-draw",
    "tendon glides": "hand-open-and-close",
    # the breath
    "Diaphragmatic breathing": "belly-and-rib-breathing",
    "box breathing": "box-breathing",
    "4-7-8 breathing": "four-seven-eight-breathing",
}

STRANGE = (
    "Crab walks with band",
    "Nordic curl",
    "Farmer's carry",
    "Bulgarian split squats",
    "Bench press",
    "Pallof press",
    "Kettlebell swings",
    "Burpees",
    "Monster walks",
    "Reverse Nordic",
    "TKE with band",
    "Shoulder external rotation with yellow theraband",
    "Chin up",
    "Barbell deadlift",
    "Best wishes, Tom",
    "Here is your programme for the next six weeks",
    "Any problems give me a ring",
)


@pytest.mark.parametrize(("said", "meant"), MEANT.items(), ids=MEANT)
def test_a_practitioners_words_find_the_movement(said: str, meant: str) -> None:
    found = matches(NAMES, said)
    assert found, said
    assert found[0].exercise == meant, found
    assert found[0].sureness >= LIKELY, found


@pytest.mark.parametrize("said", STRANGE)
def test_of_what_the_library_has_not_nothing_is_likely(said: str) -> None:
    assert all(match.sureness < LIKELY for match in matches(NAMES, said)), matches(NAMES, said)


@pytest.mark.parametrize("name", LIBRARY.exercises)
def test_a_movements_own_name_is_sure(name: str) -> None:
    found = matches(NAMES, LIBRARY.exercises[name].name)
    assert found[0].exercise == name
    assert found[0].sureness >= SURE


UNSURE = {
    # a position or a thing that the movement is not done in or with
    "Seated cat cow": "cat-and-cow",
    "Standing pelvic tilts": "pelvic-tilt",
    "Standing chin tucks": "chin-tuck",
    "Shoulder blade squeezes with band": "shoulder-blade-squeeze",
    "Knee rolls with ball": "knee-rolls",
    # a word that many have
    "Toe stretch": "",
    "Lunge stretch": "",
    "Hip mobility": "",
}


@pytest.mark.parametrize(("said", "meant"), UNSURE.items(), ids=UNSURE)
def test_what_a_movement_leaves_unsaid_or_many_have_is_not_sure(said: str, meant: str) -> None:
    found = matches(NAMES, said)
    assert LIKELY <= found[0].sureness < SURE, found
    assert not meant or found[0].exercise == meant


@pytest.mark.parametrize("said", ["Foam roll quads", "Lat stretch with foam roller", "Single leg calf raise"])
def test_what_is_done_to_another_part_of_the_body_is_not_likely(said: str) -> None:
    assert all(match.sureness < LIKELY for match in matches(NAMES, said)), matches(NAMES, said)


def test_what_says_nothing_finds_nothing() -> None:
    assert matches(NAMES, "") == matches(NAMES, "3 x 10") == matches(NAMES, "???") == ()


def test_the_list_is_long_and_most_of_it_is_sure() -> None:
    assert len(MEANT) >= 60
    sure = [said for said in MEANT if matches(NAMES, said)[0].sureness >= SURE]
    assert len(sure) >= 0.9 * len(MEANT), sorted(set(MEANT) - set(sure))
    assert FAINT < LIKELY < SURE
