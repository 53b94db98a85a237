"""Small files in every format, each good as it stands, for tests to change one thing in."""

from __future__ import annotations

from pathlib import Path

METHOD = """\
name = "Short hold"
summary = "Out, hold two seconds, back."
reps = 10
sets = 1
longest_hold = 2.5

[[phase]]
do = "ease"
seconds = 2
breath = "out"
to = "end"

[[phase]]
do = "hold"
seconds = 2
breath = "out"

[[phase]]
do = "release"
seconds = 2
breath = "in"
to = "start"

[[phase]]
do = "rest"
seconds = 1
breath = "in"
"""

STATIC = """\
name = "Long hold"
summary = "Stay for half a minute."
reps = 2

[[phase]]
do = "ease"
breaths = 0.5
breath = "out"
to = "end"

[[phase]]
do = "hold"
seconds = 30

[[phase]]
do = "contract"
counts = 6
effort = [0.2, 0.5]

[[phase]]
do = "release"
seconds = 4
breath = "in"
to = "start"
"""

FLOW = """\
name = "Flow"
summary = "One movement a breath."
reps = 6

[[phase]]
do = "move"
breaths = 0.5
breath = "in"
to = "alt"

[[phase]]
do = "move"
breaths = 0.5
breath = "out"
to = "end"
"""

EXERCISE = """\
name = "Kneeling opener"
also = ["lunge"]
region = "hip-front"
position = "half-kneeling"
equipment = ["mat", "cushion"]
method = "short"
methods = ["static"]
sides = "each"
limb = "leg"
side_is = "{side} knee down"
called = {ease = "reach", release = "bring-back"}
lengthens = ["iliopsoas"]
works = ["gluteus-maximus"]
start = "Kneel."
end = "Glide forward."
press = "the knee down"
cues = ["Glide, do not arch"]
mistakes = ["Arching"]
stop_if = ["the groin pinches"]
care = ["sore-knee"]
leave_out = {hip = "standing-opener"}
easier = "standing-opener"
easier_by = "Glide less far."
goals = ["sit"]

[dose]
reps = 8
rest = 15
order = "side-first"

[figure]
base = "kneel"
view = 82
elev = 10
ground = ["kneeR@3"]
anchor = "kneeR"
hold = ["footL", "shinR"]
order = ["legL", "torso"]
hands = "hold"
fit_arms = "start"
wrap = 10
props = [["mat", -42, 46], ["cushion", "kneeR"]]
arrow = ["hipR", 0, -13.5, 3]
start = {pitch = 3, hipL = [88, 3], hipR = 3, reach = {L = "kneetopL", R = "hipfrontR"}}
end = {pitch = -5, lum = 2, hipR = -29}
"""

EASIER = """\
name = "Standing opener"
region = "hip-front"
position = "standing"
method = "short"
sides = "each"
start = "Stand."
end = "Tuck."
stop_if = ["the back hurts"]

[figure]
start = {}
end = {hipR = -10}
"""

ROUTINE = """\
name = "Release"
goal = "Lengthen the hip flexors."
for = "Long sitters."
regions = ["hip-front"]

[[step]]
exercise = "kneeling-opener"
method = "short"
reps = 12
sets = 1
hold = 2
sides = "each"
order = "side-first"
rest = 20
prepare = 10
wait = true
depth = [0.85, 1.0]
note = "Slowly."

[[step]]
exercise = "standing-opener"
fill = 60
"""

STEP = 'name = "R"\n[[step]]\nexercise = "kneeling-opener"\n'
"""A routine of one step, at the end of which more may be said of it."""

PROGRAMME = """\
name = "Up"

[routines.b]
name = "B"

[[routines.b.step]]
exercise = "standing-opener"
reps = [3, 2]

[[session]]
routine = "release"

[[session]]
routine = "release"
name = "More"

[session.dose]
reps = 5
hold = 2

[session.doses.kneeling-opener]
more_reps = 2

[[session]]
routine = "b"

[session.dose]
more_reps = 1

[[session]]
name = "Own"
goal = "Its own steps."

[[session.step]]
exercise = "kneeling-opener"
method = "short"
reps = 12
"""

BASES = "[stand]\n\n[kneel]\nhipL = 88\nkneeL = 85\nkneeR = 87\n"
MUSCLES = '[iliopsoas]\nname = "Hip flexors"\nlatin = "Iliopsoas"\n\n[gluteus-maximus]\nname = "Buttock"\n'
CARE = """\
[sore-knee]
name = "Knee that hurts"
avoid = "Kneeling."

[hip]
name = "New hip"
avoid = "Deep bends."
when = "with a new hip"
"""

MEASURES = """\
[knee-to-wall]
name = "Knee to wall"
what = "How far the ankle bends."
how = ["Knee to the wall, heel down.", "Measure."]
unit = "cm"
better = "higher"
both = true
least = 0
most = 30
step = 0.5
real = 1.5
about = "Which shoe"
stop_if = "Stop if the ankle pinches."
exercise = "kneeling-opener"
pose = "start"
"""

FILES = {
    "bases.toml": BASES,
    "muscles.toml": MUSCLES,
    "care.toml": CARE,
    "measures.toml": MEASURES,
    "methods/short.toml": METHOD,
    "methods/static.toml": STATIC,
    "exercises/kneeling-opener.toml": EXERCISE,
    "exercises/standing-opener.toml": EASIER,
    "routines/release.toml": ROUTINE,
}
"""A whole library, by path."""


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
"""A picture of one dot."""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Files into a folder; the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def changed(text: str, old: str, new: str) -> str:
    """A text with one thing in it changed, which must be there."""
    assert old in text, old
    return text.replace(old, new, 1)


CARRIED = changed(EASIER, "[figure]", "[exercises.carried.figure]").replace('"short"', '"quick"')
WHOLE = (
    f'name = "Whole"\n[[step]]\nexercise = "carried"\nmethod = "quick"\n[exercises.carried]\n{CARRIED}\n'
    f"[methods.quick]\n{METHOD.replace('[[phase]]', '[[methods.quick.phase]]')}"
)
"""A routine that brings along its exercise and its method."""
