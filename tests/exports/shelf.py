"""What the tests of the exports share: the shipped routines, and one read back from a text."""

from __future__ import annotations

from guided.exports.formats import FORMATS
from guided.files import load
from guided.imports.drafts import Made, draft, made
from guided.imports.formats import read
from guided.matching import names_of
from guided.paths import assets
from guided.routine import Routine
from guided.settings import Settings

LIBRARY, SETTINGS = load(assets()), Settings()
_NAMES = names_of(LIBRARY)
ROUTINES = tuple(LIBRARY.routines.values())


def exported(routine: Routine, format_id: str) -> str:
    """A routine of the shipped library in a format."""
    known = next(one for one in FORMATS if one.id == format_id)
    return known.write(LIBRARY, routine, SETTINGS)


def read_back(text: str, format_id: str) -> Made:
    """The routine that the importer makes of a text, of which nothing is left out."""
    found = read(text.encode(), "a file")
    assert found.format.id == format_id
    (one,) = found.reads
    drafted = draft(one, LIBRARY, _NAMES)
    assert not drafted.left_out
    return made(drafted, LIBRARY)
