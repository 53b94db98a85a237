"""Whom to see when the body needs more than a routine: kinds of practitioners, what to ask, what to bring.

Nothing is looked up. The wording is general, and a clinician checks it before release.
"""

from __future__ import annotations

from typing import NamedTuple

from guided import messages, words
from guided.settings import Settings


class Kind(NamedTuple):
    """A kind of practitioner: what they do, whom that suits, and what to look for in one."""

    name: str
    does: str
    suits: str
    look_for: str


class Points(NamedTuple):
    """A title and what stands under it, one line each."""

    title: str
    lines: tuple[str, ...]


KINDS = (
    Kind(
        "Physiotherapist",
        "Looks at how you move, finds out what may be behind it, and gives you exercises of your own.",
        "The first to see for pain that stays, and after an injury or an operation.",
        "a state licence or registration. In many countries you need no referral.",
    ),
    Kind(
        "Structural integration",
        "Slow, deep work with the hands, over a series of about 3 to 12 sessions, from the feet up.",
        "May help with how you stand and move. There is little research on it.",
        "a full training, and membership of a professional body. Agree on a session after which you both"
        " check whether it is helping.",
    ),
    Kind(
        "Myofascial work",
        "Slow pressure on muscles and on the tissue around them, in single sessions.",
        "May ease a tight place for a while, and goes well with moving. Physiotherapists and massage"
        " therapists do it.",
        "a profession behind it that is registered or licensed where you live.",
    ),
)
ASK = Points(
    "What to ask",
    (
        "What do you think this is, and what makes you think so?",
        "What can I do for it myself?",
        "When will we check whether it is helping, and what will it have cost by then?",
        "How many people with this have you seen?",
        "What should make me stop, and call you?",
        "What did you train in, and who registers you?",
    ),
)
BRING = Points(
    "What to bring",
    (
        "The printed sheet of your routine, with the boxes you ticked",
        "Your numbers: discomfort before and after, and what you measured",
        "When it began, what eases it and what makes it worse",
        "What you take, and what you have had: illnesses, operations, weak bones, blood thinners, pregnancy",
        "Clothes to move in",
    ),
)
FIND = Points(
    "How to find one",
    (
        "Ask your doctor, and somebody who was helped.",
        "Look in the register of the profession in your country. Its list is better than a search.",
        "Guided looks up nothing: it has no network.",
    ),
)
DOCTOR_FIRST = Points(
    "See a doctor first for pain that",
    ("is new and strong", "wakes you at night", "goes down a leg", "is no better after 2 to 6 weeks"),
)


def own_practitioner(settings: Settings) -> str:
    """The line for the person's own practitioner: "Your practitioner: Jo Doe, 555 0100."; else empty."""
    named = words.joined(settings.practitioner.strip(), settings.practitioner_phone.strip())
    return words.say(messages.YOUR_PRACTITIONER, named=named) if named else ""
