"""Whom to see: said modestly, with nothing looked up, and the person's own by name."""

from __future__ import annotations

import re

from guided import practitioners
from guided.practitioners import own_practitioner
from guided.settings import Settings


def test_the_own_practitioner_is_a_line_of_what_there_is() -> None:
    assert own_practitioner(Settings()) == ""
    assert own_practitioner(Settings(practitioner=" Jo Doe ")) == "Your practitioner: Jo Doe."
    both = Settings(practitioner="Jo Doe", practitioner_phone="555 0100")
    assert own_practitioner(both) == "Your practitioner: Jo Doe, 555 0100."


def test_nothing_is_promised_and_no_address_is_given() -> None:
    kinds = [text for kind in practitioners.KINDS for text in kind]
    points = [
        line
        for one in (
            practitioners.DOCTOR_FIRST,
            practitioners.ASK,
            practitioners.BRING,
            practitioners.FIND,
        )
        for line in one.lines
    ]
    said = " ".join([*kinds, *points])
    assert not re.search(r"\b(cure|heal|fix|guarantee|always works)", said, re.IGNORECASE)
    assert not re.search(r"https?:|www\.|\.(com|org|net)\b|@", said)
    assert {kind.name for kind in practitioners.KINDS} == {
        "Physiotherapist",
        "Structural integration",
        "Myofascial work",
    }
