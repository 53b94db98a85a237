"""When to take care, when to do less, when to stop, and when to get help."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from guided import messages, words
from guided.library import PARTS, Care, Library, meant, reached
from guided.method import Method
from guided.part import Part
from guided.routine import Exercise, Routine


class Signs(NamedTuple):
    """Signs that ask for help, with how soon and where to get it."""

    title: str
    where: str
    signs: tuple[str, ...]


# The wording follows what services publish for people with back pain; a clinician checks it before release.
# The first signs are those of `words.GET_HELP`, which stands where there is room for one sentence only.
EMERGENCY = Signs(
    words.EMERGENCY,
    "Call your emergency number or go to the emergency department. Do not exercise.",
    (
        "Numbness or tingling between the legs: around the genitals, the buttocks or the back passage,"
        " or less feeling when you wipe or have sex",
        "Trouble starting or stopping urine, or not feeling it pass",
        "Loss of control of the bladder or the bowel",
        "Pain, tingling, weakness or numbness in both legs",
        "New weakness in one leg, such as a foot that drops or drags",
        "A new change in sexual function, such as trouble with an erection or less feeling during sex",
        "Pain that began with a serious accident; with weak bones, long use of steroids or in later life,"
        " even with a small fall",
        "Chest pain, sudden breathlessness or coughing up blood, above all with a swollen calf",
        "Sudden tearing pain in the back or the belly, above all over 60",
        "A sudden headache, the worst you have ever had",
        "A high temperature with a stiff neck",
        "Loss of feeling or strength on one side of the face or the body",
        "With neck pain: fainting, falling without warning, double vision, a drooping eyelid, slurred"
        " speech, trouble swallowing, a numb face, tingling in both arms or unsteady walking",
    ),
)
SAME_DAY = Signs(
    "Ask for an appointment today",
    "Call your doctor, in pregnancy your maternity unit, or the advice line for urgent questions.",
    (
        "A high temperature, or feeling ill",
        "Groin or hip pain with a high temperature, or so bad that you cannot stand on the leg",
        "Groin pain that gets worse the more you run or walk, and hurts at night",
        "A lump in the groin that hurts",
        "New or changed back pain when you have or have had cancer",
        "New back pain with a weak immune system, after injecting drugs or after a recent infection",
        "Pain in the side of the back, under the ribs, with a high temperature",
        "In pregnancy: bleeding, leaking fluid, a baby that moves less, a bad headache, regular painful"
        " tightenings",
        "A hot, swollen joint",
        "Losing weight without trying",
        "A lump, a swelling or a new shape of the back",
        "Pain that is much worse at night or lying down and does not ease with rest",
        "Pain high in the back, between the shoulder blades",
        "Pain that is worse when you cough, sneeze or open the bowels",
        "Pain like a band round the trunk",
        "Walking that becomes unsteady",
        "A calf that suddenly swells, is hot or hurts, after sitting or lying for long",
    ),
)
SOON = Signs(
    "See a doctor or a physiotherapist soon",
    "Make an appointment in the next days. Stop what makes it worse until then.",
    (
        "No change for the better in 2 to 6 weeks",
        "Pain so strong that you cannot move or sleep",
        "New pain or pins and needles in one leg for over a week",
        "New back pain with weak bones or long use of steroids",
        "Back pain in pregnancy",
        "Stiffness for over 30 minutes after waking, waking in the second half of the night, better with"
        " movement: most of all under 45 and for over 3 months",
    ),
)
SIGNS = (EMERGENCY, SAME_DAY, SOON)

ABOUT = (
    "Guided shows general movement routines. It gives information, not medical advice, and it cannot see"
    " how you move. If you have an illness, an injury, weak bones or recent surgery, if you are pregnant,"
    " under 18 or unsure, ask a doctor or a physiotherapist first."
)
STOP_AT = (
    "Stop if you feel sharp or shooting pain, tingling, numbness, dizziness, chest pain or unusual"
    " breathlessness."
)
IN_SESSION = "Keep it mild. Breathe. Stop for sharp pain, tingling or dizziness."
RULES = (
    "Discomfort out of 10: up to 3, carry on. 4 or 5, do less; it should settle within a day."
    " 6 or more, stop that exercise, and rest or choose something gentle."
)

LESS_FROM, STOP_FROM = 4, 6  # of 10
GENTLE = ("gentle-back-day", "five-quiet-minutes")
"""Routines for a day on which the planned one is too much, in order of preference."""


class Advice(NamedTuple):
    """Advice for a discomfort: `level` is "less" or "stop"."""

    level: str
    title: str
    sentence: str


def before_session(discomfort: int | None, gentle: bool = False) -> Advice | None:
    """The advice for a discomfort, 0 to 10, before a session; None if there is none.

    `gentle` says that the session is meant for such a day.
    """
    match _level(discomfort):
        case "stop" if gentle:
            return Advice("less", "Go gently", "Only what feels good. End it whenever you like.")
        case "stop":
            sentence = "At 6 or more, rest or choose something gentle. You may go on if you know this pain."
            return Advice("stop", "Not today", sentence)
        case "less":
            sentence = (
                "Make each movement smaller and slower, and do fewer reps."
                " In the session, E takes an easier version, or says how."
            )
            return Advice("less", "Go gently", sentence)
    return None


STOPPED = Advice(
    "stop",
    "Leave it for today",
    "You stopped because it was sharp. If it does not go away, or anything tingles or feels numb, read when"
    " to get help.",
)
"""The advice after a session that hurt so that the person stopped for the day."""

STOPPED_TODAY = "You stopped because it was sharp. Leave it for today."
"""What is said of it for the rest of the day."""


def after_session(before: int | None, after: int | None) -> Advice | None:
    """The advice for the discomfort after a session, and its change; None if there is none."""
    match _level(after):
        case "stop":
            sentence = (
                "Rest from this routine until it settles. If it does not settle within a day, ask for advice."
            )
            return Advice("stop", "That is a lot", sentence)
        case "less":
            sentence = "It should settle within a day. Next time make it smaller and slower, with fewer reps."
            return Advice("less", "Do less next time", sentence)
    if before is not None and after is not None and after - before >= 2:
        sentence = "Take the easier versions next time, and fewer reps."
        return Advice("less", words.say(messages.MORE_THAN_BEFORE, n=after - before), sentence)
    return None


def may_go_on(after: int | None, stopped: bool = False) -> bool:
    """Whether a session ended early may be gone on with that day, by what it left (0 to 10).

    `stopped` says that it hurt so that the person stopped for the day.
    """
    return not stopped and _level(after) == ""


def _level(discomfort: int | None) -> str:
    if discomfort is None or discomfort < LESS_FROM:
        return ""
    return "stop" if discomfort >= STOP_FROM else "less"


def matching(
    exercise: Exercise,
    careful_with: Container[str],
    care: Mapping[str, Care],
    method: Method | None = None,
) -> tuple[Care, ...]:
    """The care codes of an exercise and its method that apply to a person."""
    codes = dict.fromkeys((*exercise.leave_out, *exercise.care, *(method.care if method else ())))
    return tuple(care[code] for code in codes if code in careful_with and code in care)


class LeftOut(NamedTuple):
    """Why a person should leave an exercise out, and what to do instead; None if nothing fits."""

    because: tuple[Care, ...]
    instead: Exercise | None

    @property
    def sentence(self) -> str:
        """The reason in a sentence: "Better left out after a hip replacement"."""
        return words.say(messages.LEFT_OUT, when=words.listed([care.when for care in self.because]))


def left_out(exercise: Exercise, careful_with: Container[str], library: Library) -> LeftOut | None:
    """Whether and why a person should leave an exercise out; it is never blocked.

    It is replaced by the one that the exercise names, or else an easier one: the one that asks for the least
    care, and never one to be left out too.
    """
    because = tuple(
        library.care[code] for code in exercise.leave_out if code in careful_with and code in library.care
    )
    if not because:
        return None
    names = [*(exercise.leave_out[care.id] for care in because), exercise.easier or ""]
    fit = [
        other
        for other in filter(None, map(library.exercises.get, names))
        if not any(code in careful_with for code in other.leave_out)
    ]
    fit.sort(key=lambda other: len(matching(other, careful_with, library.care)))
    return LeftOut(because, fit[0] if fit else None)


def may_be_harder(exercise: Exercise, careful_with: Container[str], library: Library) -> bool:
    """Whether to offer a person a harder version of an exercise: not if a care code advises against it."""
    return not matching(exercise, careful_with, library.care)


def caution(
    exercise: Exercise,
    careful_with: Container[str],
    library: Library,
    method: Method | None = None,
    key: str = "",
) -> str:
    """What to mind in an exercise with a method, and its alternative; empty if nothing.

    A `key` that takes the alternative is named.

    "Sore knee: use a cushion, or take the easier one, Split-stance hip-flexor opener."
    "Better left out after a hip replacement. Instead: Bridge."
    """
    applies = matching(exercise, careful_with, library.care, method)
    if not applies:
        return ""
    out = left_out(exercise, careful_with, library)
    minded = [care for care in applies if care.id not in exercise.leave_out]
    text = ". ".join(map(_advice, minded))
    sentence = words.say(messages.CARE_SENTENCE, care=text) if text else ""
    if out is not None:
        instead = ""
        if out.instead:
            message = messages.PRESS_FOR_INSTEAD if key else messages.INSTEAD
            instead = words.say(message, key=key, exercise=out.instead.name)
        return " ".join(filter(None, (out.sentence, instead, sentence)))
    easier = way_around(exercise, careful_with, library)
    return words.say(messages.CARE_OR_EASIER, care=text, exercise=easier.name) if easier else sentence


def minded(
    exercise: Exercise,
    careful_with: Container[str],
    library: Library,
    method: Method | None = None,
) -> Advice | None:
    """The `caution` about an exercise as advice: "stop" if it should be left out; None if there is none."""
    sentence = caution(exercise, careful_with, library, method)
    level = "stop" if left_out(exercise, careful_with, library) else "less"
    return Advice(level, "", sentence) if sentence else None


def way_around(exercise: Exercise, careful_with: Container[str], library: Library) -> Exercise | None:
    """The alternative to an exercise: its replacement if it should be left out, or if it asks for care
    the easier one, if fewer care codes apply to that.
    """
    if out := left_out(exercise, careful_with, library):
        return out.instead
    easier = library.exercises.get(exercise.easier or "")
    applies = matching(exercise, careful_with, library.care)
    if easier is None or not applies:
        return None
    # An easier one with the same codes would be no way around them.
    left = matching(easier, careful_with, library.care)
    return easier if len(left) < len(applies) and not left_out(easier, careful_with, library) else None


def _advice(care: Care) -> str:
    """What to do about a condition, else the first sentence of what to avoid, without a full stop."""
    name = care.short or care.name
    if care.instead:
        return words.say(messages.CARE, name=name, advice=care.instead)
    return words.say(messages.CARE_AVOID, name=name, what=care.avoid.partition(". ")[0].rstrip("."))


def cautions(parts: Iterable[Part], careful_with: Container[str], library: Library) -> dict[str, str]:
    """The cautions of a routine's exercises, by the exercise's id, in order.

    Alternatives have cautions of their own. Of an exercise with several, as by several methods, it is the
    longest.
    """
    found: dict[str, str] = {}
    for part in parts:
        told = caution(part.exercise, careful_with, library, part.method, _INSTEAD_KEY)
        found[part.exercise.id] = max(found.get(part.exercise.id, ""), told, key=len)
        other = way_around(part.exercise, careful_with, library)
        if other is not None:
            found.setdefault(other.id, caution(other, careful_with, library, key=_INSTEAD_KEY))
    return {exercise: sentence for exercise, sentence in found.items() if sentence}


_INSTEAD_KEY = "E"  # takes the easier version in a session, or what is better for the person
_MOST_NAMED = 3  # exercises in one line


def in_short(parts: Sequence[Part], careful_with: Container[str], library: Library) -> str:
    """The cautions of a routine in one line; empty if there are none.

    "Better left out: Bridge. In the session, E takes what suits you instead. Take care with Plank: Heart."
    """
    exercises = {part.exercise.id: part.exercise for part in parts}
    out = [one.name for one in exercises.values() if left_out(one, careful_with, library)]
    marked: dict[str, dict[str, Care]] = {}
    for part in parts:
        if not left_out(part.exercise, careful_with, library):
            applies = matching(part.exercise, careful_with, library.care, part.method)
            marked.setdefault(part.exercise.id, {}).update({care.id: care for care in applies})
    codes = dict.fromkeys(care.short or care.name for ones in marked.values() for care in ones.values())
    asking = [one for one in exercises.values() if marked.get(one.id)]
    told = []
    if out:
        told.append(words.say(messages.BETTER_LEFT_OUT, exercises=_few(out, messages.EXERCISES)))
    if asking:
        many = messages.MORE_EXERCISES if out else messages.EXERCISES
        names = _few([one.name for one in asking], many)
        told.append(words.say(messages.TAKE_CARE, exercises=names, codes=", ".join(codes)))
    if asking and not out:
        told.append(_E_DOES[frozenset(one.easier in library.exercises for one in asking)])
    return " ".join(told)


def _few(names: Sequence[str], many: messages.Plural | str) -> str:
    """Names listed, or how many they are if that would be a long line."""
    return words.listed(names) if len(names) <= _MOST_NAMED else words.say(many, n=len(names))


def care_line(parts: Sequence[Part], careful_with: Collection[str], library: Library) -> str:
    """What of a routine asks for care, or that nothing does, in one line; empty for who has named nothing."""
    if not careful_with:
        return ""
    return in_short(parts, careful_with, library) or _NOTHING_NEEDS_CARE


_NOTHING_NEEDS_CARE = "Nothing in it needs the care you named."
_E_DOES: Mapping[frozenset[bool], str] = {
    frozenset({True}): "In the session, E makes it easier.",
    frozenset({False}): "In the session, E says how to make it easier.",
    frozenset({True, False}): "In the session, E makes it easier, or says how.",
}
"""What E does for exercises, by whether they have an easier one to take their place."""


def first_to_try(
    library: Library, sore: Container[str], careful_with: Container[str], place: str
) -> Exercise | None:
    """The exercise to try first at a place, desk or floor; None if each asks for care."""
    for region, names in _TRIES[place].items():
        if region and region not in sore:
            continue
        for exercise in filter(None, map(library.exercises.get, names)):
            if not matching(exercise, careful_with, library.care):
                return exercise
    return None


_TRIES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "desk": {
        "hip-front": ("split-stance-hip-flexor", "split-stance-toes-in"),
        "thigh-front": ("split-stance-hip-flexor", "standing-heel-to-seat"),
        "neck": ("look-over-the-shoulder", "chin-tuck"),
        "shoulder": ("desk-lean-back", "wall-angels", "shoulder-circles"),
        "upper-back": ("seated-trunk-turn", "wall-angels", "shoulder-blade-squeeze"),
        "chest": ("doorway-chest-opener",),
        "elbow": ("hand-open-and-close", "shoulder-circles"),
        "wrist": ("hand-open-and-close",),
        "side": ("standing-side-reach",),
        "core": ("standing-march",),
        "low-back": ("seated-trunk-turn", "standing-march"),
        "hip": ("standing-hip-circles", "standing-march"),
        "hip-outer": ("crossed-leg-side-lean", "standing-hip-circles"),
        "buttock": ("seated-figure-four",),
        "thigh-inner": ("leg-swing-side",),
        "thigh-back": ("chair-hamstring-hinge",),
        "knee": ("seated-trunk-turn", "standing-side-reach"),
        "calf": ("slow-heel-raise", "seated-trunk-turn"),
        "ankle": ("knee-to-wall-rocks", "ankle-circles"),
        "foot": ("short-foot-arch-lift",),
        "": ("seated-trunk-turn", "standing-side-reach", "standing-march", "ankle-circles"),
    },
    "floor": {
        "hip-front": ("knee-hug-leg-press", "half-kneeling-hip-flexor", "heel-slide", "legs-up-rest"),
        "thigh-front": ("side-lying-thigh-draw-back", "half-kneeling-hip-flexor"),
        "neck": ("look-over-the-shoulder", "chin-tuck"),
        "shoulder": ("side-lying-open-book", "wall-angels", "shoulder-circles"),
        "upper-back": ("side-lying-open-book", "thread-the-needle"),
        "chest": ("side-lying-open-book",),
        "elbow": ("hand-open-and-close", "knee-rolls"),
        "wrist": ("hand-open-and-close",),
        "side": ("knee-rolls",),
        "core": ("heel-slide", "supine-march", "navel-draw-in"),
        "low-back": ("knee-rolls", "single-knee-to-chest", "heel-slide", "pelvic-tilt"),
        "hip": ("heel-slide", "knee-rolls"),
        "hip-outer": ("supine-figure-four",),
        "buttock": ("single-knee-to-chest", "supine-figure-four"),
        "thigh-inner": ("seated-soles-together",),
        "thigh-back": ("bent-leg-hamstring-unfold",),
        "knee": ("heel-slide", "legs-up-rest"),
        "calf": ("seated-calf-draw",),
        "ankle": ("knee-to-wall-rocks", "ankle-circles"),
        "foot": ("short-foot-arch-lift",),
        "": ("single-knee-to-chest", "heel-slide", "standing-side-reach", "belly-and-rib-breathing"),
    },
}
"""By place, what to try with a sore region, and what anybody may try.

Whatever shows the whole body comes first: one sees how to lie, sit or stand.
"""


def suggested(
    library: Library, sore: Sequence[str], careful_with: Container[str], place: str = ""
) -> list[Routine]:
    """The routines for the sore regions, the best fit first; see `fit`.

    Routines that are never suggested are left out.
    """
    rated = []
    for routine in library.routines.values():
        score = fit(library, routine, sore, careful_with, place)
        if score > 0 and routine.suggest != "never":
            rated.append((-score, words.collation_key(routine.name), routine))
    return [routine for *_, routine in sorted(rated, key=lambda one: one[:2])]


def fit(
    library: Library, routine: Routine, sore: Sequence[str], careful_with: Container[str], place: str = ""
) -> float:
    """How well a routine suits a person, 0 to 1.

    Mostly the share of the sore regions it is for, above all its leading one. It is better if the routine
    is for little else, has fewer exercises that ask for care or should be left out, and is done at the
    `place`, desk or floor. With a sore front of the hip, routines for the backs of the thighs count less.
    """
    if not sore or not routine.regions:
        return 0.0
    wanted = sum(_nearness(region, routine.regions) for region in sore) / len(sore)
    of_it = meant(sore)
    wanted *= 0.9 + 0.1 * sum(region in of_it for region in routine.regions) / len(routine.regions)
    exercises = [library.exercise(routine, step.exercise) for step in routine.steps]
    asks = sum(
        _LEFT_OUT if left_out(one, careful_with, library) else bool(matching(one, careful_with, library.care))
        for one in exercises
    ) / len(exercises)
    there = sum((one.position in _AT_A_DESK) == (place == "desk") for one in exercises) / len(exercises)
    behind = 0.0
    if "hip-front" in sore and "thigh-back" not in sore:
        behind = sum("hamstrings" in one.lengthens for one in exercises) / len(exercises)
    return wanted * (1 - asks / 2) ** 2 * (1 - behind / 2) * (1 - (1 - there) / 4 if place else 1)


def share_for(library: Library, routines: Iterable[Routine], sore: Iterable[str]) -> float:
    """The share, 0 to 1, of the exercises of several routines that are for what hurts."""
    of_it = meant(sore)
    exercises = [library.exercise(one, step.exercise) for one in routines for step in one.steps]
    return sum(any(region in of_it for region in reached(one, library.muscles)) for one in exercises) / (
        len(exercises) or 1
    )


def at_a_desk(library: Library, routine: Routine) -> bool:
    """Whether all of a routine is done standing or sitting, with what stands around a desk."""
    exercises = [library.exercise(routine, step.exercise) for step in routine.steps]
    return all(one.position in _AT_A_DESK and set(one.equipment) <= _DESK_KIT for one in exercises)


def helped(routine: Routine, sore: Iterable[str]) -> tuple[str, ...]:
    """The sore regions a routine is for: those it names itself or by a part, by which it is found."""
    return tuple(region for region in sore if not meant((region,)).isdisjoint(routine.regions))


_AT_A_DESK = ("standing", "seated")
_DESK_KIT = {"chair", "wall", "desk", "doorway"}
_LEFT_OUT = 1.5  # as much as so many exercises that ask for care

_NEAR: Mapping[str, tuple[str, ...]] = {
    "hip-front": ("hip",),
    "hip-outer": ("hip", "buttock"),
    "buttock": ("hip",),
    "thigh-front": ("hip-front",),
    "thigh-inner": ("hip",),
    "low-back": ("spine",),
    "upper-back": ("spine", "chest"),
    "chest": ("upper-back", "shoulder"),
    "neck": ("shoulder",),
    "shoulder": ("upper-back",),
    "elbow": ("wrist", "shoulder"),
    "foot": ("ankle",),
    "ankle": ("calf", "foot"),
    "calf": ("ankle",),
}


_ALSO = 0.75  # for a region that does not lead it
_NEARLY = 0.6  # for one next to the very region
_AS_GOOD = 0.85  # where what leads is a part of it, or for the front of the thigh the front of the hip:
_LED_BY: Mapping[str, tuple[str, ...]] = {**PARTS, "thigh-front": ("hip-front",)}  # a muscle spans both


def _nearness(region: str, regions: Sequence[str]) -> float:
    """How much a routine for `regions`, the first leading, is for a region, 0 to 1."""
    if region == regions[0]:
        return 1.0
    if regions[0] in _LED_BY.get(region, ()):
        return _AS_GOOD
    if not meant((region,)).isdisjoint(regions):
        return _ALSO
    return _NEARLY if any(near in regions for near in _NEAR.get(region, ())) else 0.0
