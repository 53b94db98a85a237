"""Muscles: what their file says of where they are seen."""

import tomllib

import pytest

from guided.muscles import Muscle, Region, read_muscles, shipped_muscles
from guided.reading import Problem, Table


def read(text: str) -> tuple[dict[str, Muscle], list[str]]:
    problems: list[Problem] = []
    made = read_muscles(Table(tomllib.loads("[tibialis]\nname = 'Shin'\n" + text), problems))
    return made, [f"{one.key}: {one.text}" for one in problems]


def test_a_muscle_says_where_it_is_on_the_figure_and_on_the_map() -> None:
    made, problems = read("patches = [['leg', 2.1, 2.8, 20, 45], ['sole']]\nfront = [[44, 728], [70, 726]]\n")
    assert not problems
    (muscle,) = made.values()
    assert muscle.patches == (Region("leg", 2.1, 2.8, 20, 45), Region("sole", 0, 1, 0, 0))
    assert muscle.front == ((44, 728), (70, 726))
    assert muscle.back == ()


@pytest.mark.parametrize(
    "text",
    [
        "patches = 'leg'",
        "patches = [['wing', 0, 1, 0, 0]]",
        "patches = [['leg', 1]]",
        "front = [[1, 2, 3]]",
        "back = [[1, 'a']]",
    ],
)
def test_a_place_that_is_none_is_a_mistake(text: str) -> None:
    assert len(read(text)[1]) == 1


def test_every_shipped_muscle_is_on_the_figure_and_on_the_map() -> None:
    for muscle in shipped_muscles().values():
        assert muscle.region, muscle.id
        assert muscle.patches, muscle.id
        assert muscle.front or muscle.back, muscle.id
        assert muscle.view == "side" or getattr(muscle, muscle.view), muscle.id
