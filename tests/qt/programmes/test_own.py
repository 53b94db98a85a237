"""Programmes of one's own: what their files are called."""

from __future__ import annotations

import pytest

from guided.qt.programmes.own import new_id


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Hips & Core", "hips-core"),
        ("Up", "up-2"),
        ("日本", "programme"),
        ("a" * 120, "a" * 50),
        ("-- ", "programme"),
    ],
)
def test_an_id_is_made_of_the_name(name: str, made: str) -> None:
    assert new_id(name, {"up"}) == made
