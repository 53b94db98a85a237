"""Days and numbers as a language writes them."""

from datetime import date, datetime

import pytest

from guided.locales import ENGLISH, GERMAN, locale_of


def test_a_day_and_a_number_are_written_as_the_language_does() -> None:
    assert ENGLISH.day(date(2026, 7, 28), "%a %d %b %Y") == "Tue 28 Jul 2026"
    assert GERMAN.day(date(2026, 7, 28), "%A, %d %B %Y") == "Dienstag, 28. Juli 2026"
    assert GERMAN.day(datetime(2026, 3, 1, 7, 5), "%d %b %H:%M") == "1. März 07:05"
    assert (ENGLISH.number(2.64, 1), GERMAN.number(2.64, 1)) == ("2.6", "2,6")
    assert (GERMAN.value(9.5), GERMAN.value(9.0)) == ("9,5", "9")


def test_less_than_nothing_has_a_true_minus_and_nothing_has_none() -> None:
    assert ENGLISH.number(-1.5, 1) == "−1.5"
    assert ENGLISH.number(-0.04, 1) == "0.0"
    assert ENGLISH.value(-2) == "−2"


@pytest.mark.parametrize(
    ("chosen", "system", "found"),
    [
        ("system", "de_AT", GERMAN),
        ("system", "fr_FR", ENGLISH),
        ("en", "de_DE", ENGLISH),
        ("de", "C", GERMAN),
    ],
)
def test_what_was_chosen_goes_before_what_the_system_says(chosen: str, system: str, found: object) -> None:
    assert locale_of(chosen, system) is found
