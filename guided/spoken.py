"""Numbers, counts, sets and lengths as they are said aloud."""

from __future__ import annotations

from guided import messages, words

_SHORT_MS = 97_500  # from here on a length is told in minutes


def number(n: int) -> str:
    """A whole number from 1 to 99 in words: "Twenty-one"; a larger one in digits."""
    return words.sentence(words.spelled(n))


def of(rep: int, reps: int) -> str:
    """A rep among its reps: "Eight of twelve"."""
    return words.say(messages.NUMBER_OF, number=number(rep), count=words.spelled(reps))


def sets(count: int) -> str:
    """How many sets, two or more: "Three sets"."""
    return words.say(messages.NUMBER_SETS, number=number(count))


def set_number(number: int) -> str:
    """A set as it begins: "Set two"."""
    return words.say(messages.SPOKEN_SET, number=words.spelled(number))


def set_of(number: int, sets: int) -> str:
    """A set among its sets: "Set two of three"."""
    return words.say(messages.SPOKEN_SET_OF, number=words.spelled(number), count=words.spelled(sets))


def breaths(count: int) -> str:
    """A number of breaths: "One breath", "Eighteen breaths"."""
    return "One breath" if count == 1 else words.say(messages.NUMBER_BREATHS, number=number(count))


def minutes(ms: int) -> str:
    """A length in whole minutes: "Fourteen minutes"; "One minute" at least."""
    many = words.minutes(ms)
    return words.say(messages.NUMBER_MINUTES, number=number(many)) if many > 1 else "One minute"


def length(ms: int) -> str:
    """A length to the nearest five seconds, a longer one in minutes: "Forty-five seconds", "Two minutes"."""
    seconds = 5 * max(round(ms / 5_000), 1)
    if ms >= _SHORT_MS or seconds == 60:
        return minutes(ms)
    return words.say(messages.NUMBER_SECONDS, number=number(seconds))


def begins(limb: str) -> str:
    """Which of two sides that alternate begins: "Left leg first"."""
    return words.say(messages.LIMB_FIRST, limb=limb)
