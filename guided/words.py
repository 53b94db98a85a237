"""The words people read and hear: phases, breath, sides, doses, times, and the chosen vocabulary.

Composed sentences are messages of `messages`, filled in by `say`.
"""

from __future__ import annotations

import errno
import math
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from guided import messages
from guided.locales import ENGLISH
from guided.messages import Plural

if TYPE_CHECKING:
    from datetime import date

PHASES: Mapping[str, str] = {
    "ease": "Ease in",
    "lift": "Lift",
    "reach": "Reach",
    "slide": "Slide",
    "deepen": "Go deeper",
    "up": "Up",
    "move": "Move",
    "circle": "Circle",
    "step": "Step",
    "forward": "Forward",
    "open": "Open",
    "inhale": "Breathe in",
    "hold": "Hold",
    "contract": "Press",
    "pause": "Pause",
    "keep": "Keep",
    "release": "Release",
    "lower": "Lower",
    "relax": "Let go",
    "down": "Down",
    "back": "Back",
    "bring-back": "Bring back",
    "other-foot": "Other foot",
    "close": "Close",
    "exhale": "Breathe out",
    "rest": "Rest",
    "prepare": "Get ready",
    "switch": "Switch",
}

POSITIONS: Mapping[str, str] = {
    "standing": "Standing",
    "seated": "On the chair",
    "supine": "On your back",
    "prone": "Face down",
    "side-lying": "On your side",
    "half-kneeling": "One knee down",
    "kneeling": "Kneeling",
    "quadruped": "On hands and knees",
}

REGIONS: Mapping[str, str] = {
    "neck": "Neck",
    "shoulder": "Shoulders",
    "upper-back": "Upper back",
    "chest": "Chest",
    "elbow": "Elbows",
    "wrist": "Wrists",
    "side": "Sides",
    "core": "Core",
    "low-back": "Lower back",
    "spine": "Spine",
    "hip": "Hips",
    "hip-front": "Hip flexors",
    "hip-outer": "Outer hip",
    "buttock": "Buttocks",
    "thigh-front": "Front of the thigh",
    "thigh-inner": "Inner thigh",
    "thigh-back": "Hamstrings",
    "knee": "Knees",
    "calf": "Calves",
    "ankle": "Ankles",
    "foot": "Feet",
    "whole-body": "Whole body",
    "breath": "Breath",
}

PLACES: Mapping[str, str] = {
    "neck": "neck",
    "shoulder": "shoulders",
    "upper-back": "upper back",
    "chest": "chest",
    "elbow": "elbows",
    "wrist": "wrists",
    "side": "sides",
    "core": "core",
    "low-back": "lower back",
    "spine": "spine",
    "hip": "hips",
    "hip-front": "hip flexors",
    "hip-outer": "outer hip",
    "buttock": "buttocks",
    "thigh-front": "front of the thigh",
    "thigh-inner": "inner thigh",
    "thigh-back": "hamstrings",
    "knee": "knees",
    "calf": "calves",
    "ankle": "ankles",
    "foot": "feet",
    "whole-body": "whole body",
    "breath": "breath",
}
"""The regions as in a sentence."""

SORE_PLACES: Mapping[str, str] = {**PLACES, "core": "belly"}
"""The regions as places that hurt: nobody's core hurts."""

CARE_GROUPS: Mapping[str, str] = {
    "back": "Back and neck",
    "legs": "Hips and legs",
    "arms": "Shoulders and wrists",
    "bones": "Bones and joints",
    "heart": "Heart and breath",
    "balance": "Balance and feeling",
    "birth": "Pregnancy and birth",
}
"""What things to be careful with have to do with, in the order they are asked."""

KIT: Mapping[str, str] = {
    "mat": "a mat",
    "cushion": "a cushion",
    "pillow": "a pillow",
    "chair": "a stable chair",
    "strap": "a strap or towel",
    "towel": "a towel",
    "wall": "a free wall",
    "block": "a block",
    "step": "a step",
    "doorway": "a doorway",
    "bolster": "a rolled blanket",
    "band": "an elastic band",
    "roll": "a foam roll",
    "bed": "a bed",
    "desk": "a desk or table",
}
"""The equipment as in a sentence."""

THINGS: Mapping[str, str] = {
    **dict(zip(KIT, KIT, strict=True)),
    "band": "elastic band",
    "bolster": "rolled blanket",
    "roll": "foam roll",
}
"""The equipment as in a list."""

STOP_IF = (
    "Stop if you feel sharp or shooting pain, tingling or numbness, or if pain moves further down the leg."
    " Mild pulling that fades when you release is fine."
)
EMERGENCY = "Get emergency help now"
GET_HELP = (
    "Get emergency help now for numbness between the legs, trouble with bladder or bowel,"
    " or new weakness in one leg or both."
)
"""The emergency in one sentence, the same on screen, on paper and in speech; `safety` has the signs."""
NOT_A_DIAGNOSIS = "General guidance, not a diagnosis. If unsure, ask a doctor or a physiotherapist."

VOCABULARIES: Mapping[str, tuple[str, str]] = {
    "stretching": ("Hold the stretch", "stretching"),
    "lengthening": ("Hold the length", "lengthening"),
    "range": ("Hold the range", "range of motion"),
}
"""For each vocabulary, what is held and the name of the activity."""

LIMBS: Mapping[tuple[str, str], str] = {
    ("left", "leg"): "Left leg",
    ("right", "leg"): "Right leg",
    ("left", "arm"): "Left arm",
    ("right", "arm"): "Right arm",
    ("left", "side"): "Left side",
    ("right", "side"): "Right side",
    ("left", "hip"): "Left hip",
    ("right", "hip"): "Right hip",
    ("left", "foot"): "Left foot",
    ("right", "foot"): "Right foot",
    ("left", "hand"): "Left hand",
    ("right", "hand"): "Right hand",
    ("left", "knee"): "Left knee",
    ("right", "knee"): "Right knee",
    ("left", "shoulder"): "Left shoulder",
    ("right", "shoulder"): "Right shoulder",
}

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_REFUSALS: Mapping[int, str] = {
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "there is no such folder",
    errno.EACCES: "this program may not write there",
    errno.EPERM: "this program may not write there",
    errno.EROFS: "that disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EFBIG: "the disk is full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "the disk is full",
    errno.EISDIR: "that is a folder",
    errno.EINVAL: "that is no file",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reports an error",
}

_WITH_EFFORT: Mapping[str, str] = {
    "Breathe in": messages.EFFORT_BREATHE_IN,
    "Breathe out": messages.EFFORT_BREATHE_OUT,
    "Keep breathing out": messages.EFFORT_KEEP_OUT,
    "Keep the breath": messages.EFFORT_KEEP,
    "Breathe normally": messages.EFFORT_BREATHE,
}

_LONG_HOLD_MS = 3000  # from here on "keep breathing out" is more than one breath has


def say(message: str | Plural, **places: object) -> str:
    """A message with its places filled in; a plural depends on the number at {n}."""
    if isinstance(message, Plural):
        message = message.one if places["n"] == 1 else message.more
    shown = {name: f"{value:g}" if isinstance(value, float) else value for name, value in places.items()}
    return message.format(**shown)


def position(name: str, equipment: Container[str]) -> str:
    """A body position, such as "On your back"; whether sitting needs a chair depends on the equipment."""
    if name != "seated" or "chair" in equipment:
        return POSITIONS[name]
    return "Sitting on the floor" if "mat" in equipment else "Sitting"


def held(vocabulary: str) -> str:
    """The word for a hold: "Hold the stretch", or its counterpart in another vocabulary."""
    return VOCABULARIES[vocabulary][0]


def activity(vocabulary: str) -> str:
    """The activity: stretching, lengthening or range of motion."""
    return VOCABULARIES[vocabulary][1]


def session(ms: int) -> str:
    """The length of a session: "14 min"."""
    return say(messages.MIN, n=minutes(ms))


def breath(way: str, kind: str, length_ms: int, effort: Sequence[float] = ()) -> str:
    """What to do with the breath in a phase, in two to four words, after the effort of a contraction."""
    if effort:
        return say(_WITH_EFFORT[breath(way, kind, length_ms)], share=share(effort))
    if way == "out":
        if kind != "hold":
            return "Breathe out"
        return "Keep breathing out" if length_ms < _LONG_HOLD_MS else "Breathe normally"
    if way == "in":
        return "Breathe in"
    return "Keep the breath" if way == "hold" else "Breathe normally"


def share(shares: Sequence[float]) -> str:
    """A share, or a range of shares: "30 %", "20 to 50 %"."""
    least, most = (round(100 * one) for one in (shares[0], shares[-1]))
    return say(messages.SHARE, share=least) if least == most else say(messages.SHARES, least=least, most=most)


ENOUGH = 80
"""Percent of a session from which on it counts as done."""


def counts(share: int) -> bool:
    """Whether a session of which so many percent were done counts as done."""
    return share >= ENOUGH


def done_share(done: int, planned: int) -> str:
    """The share of a session that was done in words: "80 % done"; empty if no reps were planned."""
    if not planned:
        return ""
    if done >= planned:
        return "all done"
    return say(messages.SHARE_DONE, share=percent_done(done, planned))


def percent_done(done: int, planned: int) -> int:
    """The whole percent of a session that was done, by its reps; a time to fill is as much as ten.

    It is 100 only for all and 0 only for none of them; 100 if none were planned.
    """
    return 100 if not planned else min(max(100 * done // planned, 1 if done else 0), 100)


def limb(side: str, part: str) -> str:
    """A side of the body: "Left leg"; empty without sides."""
    return LIMBS.get((side, part), "")


def on_side(text: str, side: str) -> str:
    """A text of an exercise for the side that works: {side} and {other} are left and right in it."""
    other = "right" if side == "left" else "left"
    return text.replace("{side}", side).replace("{other}", other)


def side_meant(side: str, part: str, side_is: str) -> str:
    """A side in an exercise's own words, "Left knee down", the last of several; without any, the limb."""
    own = [text.strip() for text in on_side(side_is, side).split(".") if text.strip()]
    return f"{own[-1][0].upper()}{own[-1][1:]}" if own else limb(side, part)


def phase(do: str, called: Mapping[str, str]) -> str:
    """The word for a phase by its verb; `called` has the verbs an exercise has in place of some."""
    return PHASES[called.get(do, do)]


def sets(reps: Sequence[int]) -> str:
    """The reps of each set: "10", "3 sets of 3, 2 and 1", "2 × 10"."""
    if len(reps) == 1:
        return str(reps[0])
    if len(set(reps)) > 1:
        return say(messages.SETS_IN_TURN, sets=len(reps), reps=listed([str(each) for each in reps]))
    return say(messages.SETS_OF, sets=len(reps), reps=reps[0])


def reps(reps: Sequence[int]) -> str:
    """The reps of each set with their noun: "1 rep", "3 sets of 3, 2 and 1 reps"."""
    return say(messages.REPS, n=reps[0]) if len(reps) == 1 else say(messages.MANY_REPS, reps=sets(reps))


def count(each: Sequence[int], each_side: bool, fill_ms: int = 0, each_way: bool = False) -> str:
    """The amount: "10 each side", "3 sets of 3, 2 and 1 each side", "2 × 10 reps", "3 each way", "90 s"."""
    many = exactly(fill_ms) if fill_ms else sets(each)
    if each_way and not fill_ms:
        return say(messages.EACH_WAY_EACH_SIDE if each_side else messages.EACH_WAY, reps=many)
    if each_side:
        return say(messages.EACH_SIDE, reps=many)
    return many if fill_ms else reps(each)


def hold(hold_ms: int, breaths: float = 0) -> str:
    """The hold: "2 s hold", "5 breaths"; empty if there is none."""
    if breaths:
        return say(messages.BREATHS, n=breaths)
    return say(messages.SECONDS_HOLD, n=hold_ms / 1000) if hold_ms else ""


def duration(ms: int) -> str:
    """A length of time at a glance: "45 s" under 90 s, else whole minutes: "14 min"."""
    seconds = math.ceil(ms / 1000)
    if seconds < 90:
        return say(messages.SECONDS, n=seconds)
    return say(messages.MIN, n=minutes(max(ms, 90_000)))


LONG_MS = 120_000
"""From here on a time that somebody set is told in minutes."""


def exactly(ms: int) -> str:
    """A time as somebody set it, nothing rounded: "45 s", "2.5 min", "10 min", "130 s"."""
    if ms >= LONG_MS and not ms % 30_000:
        return say(messages.MIN, n=f"{ms / 60_000:g}")
    return say(messages.SECONDS, n=f"{ms / 1000:g}")


def time_of(done_ms: int, planned_ms: int) -> str:
    """How much of a time was filled: "45 of 60 s", "4:20 of 10:00 min"."""
    if planned_ms >= LONG_MS:
        return say(messages.MINUTES_OF, done=clock(done_ms), planned=clock(planned_ms))
    return say(messages.SECONDS_OF, done=round(done_ms / 1000), planned=f"{planned_ms / 1000:g}")


def minutes(ms: int) -> int:
    """Whole minutes, rounded to the nearest, never 0."""
    return max(1, int(ms / 60_000 + 0.5))


def minutes_in_all(lengths_ms: Iterable[int]) -> int:
    """The sum of several lengths in ms, each in the whole minutes that are shown of it."""
    return sum(map(minutes, lengths_ms))


def clock(ms: int) -> str:
    """Elapsed minutes and seconds: "4:35"; with hours from the first on."""
    seconds = ms // 1000
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def left(ms: int) -> str:
    """Remaining minutes and seconds, rounded up: "9:26"."""
    return clock(math.ceil(ms / 1000) * 1000)


def joined(*facts: str) -> str:
    """Facts in a line, without empty ones: "10 each side, 2 s hold"."""
    return ", ".join(filter(None, facts))


def listed(names: Sequence[str], last: str = messages.LIST_AND) -> str:
    """Names as in a sentence: "a mat, a strap and a chair"; `last` joins the last one."""
    if len(names) < 2:
        return "".join(names)
    return say(last, first=", ".join(names[:-1]), last=names[-1])


def names_listed(names: Iterable[str]) -> str:
    """Names that begin with a capital, as in a sentence: "hip flexors and front of the thigh"."""
    return listed([name[:1].lower() + name[1:] for name in names])


def times(many: int, each_side: bool = False) -> str:
    """How often, to be read aloud: "Twice", "Ten times each side"."""
    often = {1: "Once", 2: "Twice"}.get(many) or say(messages.NUMBER_TIMES, number=sentence(spelled(many)))
    return say(messages.OFTEN_EACH_SIDE, often=often) if each_side else often


def times_each_way(many: int) -> str:
    """How often each way round, to be read aloud: "Three times each way, six in all"."""
    return say(messages.OFTEN_EACH_WAY, often=times(many), both=spelled(2 * many))


def spelled(n: int) -> str:
    """A number as it stands inside a sentence: "twenty-one"; from a hundred on in digits."""
    if n < 20:
        return _UP_TO_NINETEEN[n]
    if n > 99:
        return str(n)
    tens = _TENS[n // 10 - 2]
    return f"{tens}-{_UP_TO_NINETEEN[n % 10]}" if n % 10 else tens


def sentence(text: str) -> str:
    """A text with a capital first letter."""
    return text[:1].upper() + text[1:]


def ago(days: int) -> str:
    """How long ago a number of days is, in a natural unit: "3 months ago"."""
    if days < 1:
        return "today"
    for message, length, least in (
        (messages.YEARS_AGO, 365, 730),
        (messages.MONTHS_AGO, 30, 60),
        (messages.WEEKS_AGO, 7, 14),
    ):
        if days >= least:
            return say(message, n=days // length)
    return say(messages.DAYS_AGO, n=days)


def day(day: date, form: str) -> str:
    """A day in the language of the program, which strftime's would not be: "Friday", "20 December 2026".

    `form` has %A or %a for the weekday in full or short, %B or %b for the month, %d for the day without
    a zero before it, %Y for the year, and of a datetime %H and %M for hours and minutes in two digits.
    """
    return ENGLISH.day(day, form)


def refusal(error: OSError) -> str:
    """Why the system refused to write, in the language of the program: "the disk is full"."""
    return _REFUSALS.get(error.errno or 0, say(messages.SYSTEM_REFUSES, number=error.errno))


def folded(text: str) -> str:
    """A text without accents and capitals, to compare it with another."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def collation_key(name: str) -> tuple[str, str]:
    """The sort key of a name: Ä sorts with A, and after it if nothing else distinguishes them."""
    return folded(name), name
