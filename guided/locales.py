"""How a language writes days and numbers, whatever the language of the sentences around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_POINT = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(frozen=True, slots=True)
class Locale:
    """The names of weekdays and months, in full and short, and the signs in numbers.

    `ordinal` follows a day's number before a month: "28. Juli".
    """

    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    decimal: str = "."
    ordinal: str = ""

    def day(self, day: date, form: str) -> str:
        """A day or a time in a format of %A %a %B %b %d %Y %H %M; %d has no leading zero."""
        parts = {
            "%A": self.weekdays[day.weekday()],
            "%a": self.weekdays_short[day.weekday()],
            "%B": self.months[day.month - 1],
            "%b": self.months_short[day.month - 1],
            "%d": f"{day.day}{self.ordinal}",
            "%Y": str(day.year),
            "%H": f"{getattr(day, 'hour', 0):02d}",
            "%M": f"{getattr(day, 'minute', 0):02d}",
        }
        return re.sub("%[AaBbdYHM]", lambda found: parts[found[0]], form)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with so many decimals; never "-0"."""
        text = f"{value:.{digits}f}".replace(".", self.decimal)
        if not any(digit in text for digit in "123456789"):
            text = text.lstrip("-")
        return text.replace("-", "−")

    def decimals(self, text: str) -> str:
        """A text with the decimal points in it as the language has them."""
        return text if self.decimal == "." else _POINT.sub(self.decimal, text)

    def value(self, value: float) -> str:
        """A number with as few decimals as it needs."""
        return f"{value:g}".replace(".", self.decimal).replace("-", "−")


ENGLISH = Locale(
    weekdays=tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    weekdays_short=tuple("Mon Tue Wed Thu Fri Sat Sun".split()),
    months=tuple(
        "January February March April May June July August September October November December".split()
    ),
    months_short=tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
)
GERMAN = Locale(
    weekdays=tuple("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()),
    weekdays_short=tuple("Mo Di Mi Do Fr Sa So".split()),
    months=tuple(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
    ),
    months_short=tuple("Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.".split()),
    decimal=",",
    ordinal=".",
)
LOCALES: Mapping[str, Locale] = {"en": ENGLISH, "de": GERMAN}


def locale_of(chosen: str, system: str) -> Locale:
    """The locale chosen ("en", "de"), or else that of the system's language, such as "de_AT"."""
    return LOCALES.get(chosen) or LOCALES.get(system[:2]) or ENGLISH
