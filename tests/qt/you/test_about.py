"""What the settings say about the program itself."""

from datetime import date

from guided import __released__
from guided.qt.you.sections.about import version_told


def test_the_age_of_the_version_and_the_way_to_a_newer_one_are_told() -> None:
    released = date.fromisoformat(__released__)
    told = version_told(released.replace(year=released.year + 2))
    assert ", 2 years ago. " in told
    assert "It came from a checkout of the source. To update, run: git pull" in told
