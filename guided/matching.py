"""Somebody else's words for a movement, matched with the library's exercises, and how sure that is.

The words are looked for as the search looks for them. Each weighs by how rare it is: "bridge" says which
exercise is meant, "stretch" hardly anything.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from guided import search, words
from guided.library import Library
from guided.routine import Exercise

SURE, LIKELY, FAINT = 0.75, 0.5, 0.36
"""From here on a match is one; from there on it is likely; below the last it is none."""

_NAME, _ALSO, _PLACE, _LENGTHENS, _NEEDS, _WORKS = range(6)  # where a word was found
_PLACE_WORTH = (1.0, 1.0, 0.75, 0.8, 0.7, 0.5)
_WAY_WORTH = (1.0, 0.9, 0.97, 0.5, 0.6)  # exact, beginning, another form, within, mistyped
_LEADING = 1.1  # times, what the first of the muscles is worth
_IDLE = search.IDLE | frozenset(
    "by into from is it your this these that each both one two no while using against over under"
    " keep slowly slow gentle gently easy light simple basic good exercise exercises movement movements pose"
    " position hold holds holding out off long".split()
)
_SAYS_LITTLE = frozenset(
    "stretch stretches stretching strengthening strengthener mobility mobilisation mobilization release"
    " lift lifts raise raises activation active left right side sides floor mat".split()
)
_WHERE = (
    _IDLE
    | _SAYS_LITTLE
    | frozenset(
        "front back middle base part lower upper inner outer deep small broad above below between beneath"
        " internal external inside outside major minor whole body muscle muscles lifter floor".split()
    )
)
_AND = re.compile(r"[,/&+]|\band\b", re.IGNORECASE)
_PLACES = frozenset(
    tuple(map(search.stem, search.tokens(name)))
    for names in (
        words.REGIONS,
        words.REGIONS.values(),
        words.PLACES.values(),
        "back abs glutes quads".split(),
    )
    for name in names
)
"""The names of parts of the body, by the stems of their words."""
_TIE = 0.02
_MOST_OF_A_NAME = 0.6  # of its weight, from which on one word says a name
_SHORT = 4  # letters
_ELSEWHERE = 0.8  # times, what is left of the sureness where another part of the body was named
_SCORE = 0.64  # of the sureness is what was found of the words, the rest what was said of a name
_COMMON = 0.75  # of the weight of a word that every exercise has is lost
_MEANT = 0.95  # what a word is worth that only stands for the one that was said
_MOST_WORDS = 12
_LITTLE = 0.25  # of the weight of another word as rare
_UNKNOWN = 1.0  # the weight of a word that nothing has

_MEANS: Mapping[str, str] = {
    "abs": "abdominis",
    "achilles": "calf",
    "adductor": "adductors",
    "butt": "buttock",
    "bottom": "buttock",
    "calves": "calf",
    "cervical": "neck",
    "chair": "seated",
    "glute": "buttock gluteus",
    "glutes": "buttock gluteus",
    "groin": "adductors",
    "gluteal": "buttock gluteus",
    "gluteals": "buttock gluteus",
    "hams": "hamstring",
    "hammy": "hamstring",
    "itb": "tensor",
    "lat": "latissimus",
    "lats": "latissimus",
    "lumbar": "lowback",
    "lying": "back supine",
    "pec": "pectoralis",
    "pecs": "pectoralis",
    "pectoral": "pectoralis",
    "quad": "rectusfemoris",
    "quads": "rectusfemoris",
    "quadricep": "rectusfemoris",
    "quadriceps": "rectusfemoris",
    "quadruped": "fours",
    "scap": "shoulderblade",
    "scapula": "shoulderblade",
    "scapular": "shoulderblade",
    "sitting": "seated",
    "sit": "seated",
    "spinal": "spine",
    "ta": "transversus",
    "tva": "transversus",
    "thoracic": "upperback",
    "towel": "strap",
    "band": "strap",
    "belt": "strap",
    "trap": "trapezius",
    "traps": "trapezius",
    "twist": "turn",
    "rotation": "turn",
    "rotations": "turn",
    "tummy": "abdominal",
    "ups": "up",
}
"""What practitioners write, in the library's words; any of those may stand for it."""


class Match(NamedTuple):
    """An exercise that words may mean, and how sure that is, from 0 to 1."""

    exercise: str
    sureness: float

    @property
    def said(self) -> str:
        """The sureness in a word."""
        return "sure" if self.sureness >= SURE else "likely" if self.sureness >= LIKELY else "a guess"


@dataclass(frozen=True, eq=False)
class Names:
    """The exercises of a library, to be matched."""

    index: search.Index
    named: tuple[tuple[frozenset[str], ...], ...]
    """The stems of the words of each exercise's names, in the index's order."""
    leading: tuple[frozenset[str], ...]
    """The words of the muscle that leads."""
    body: frozenset[str]
    """The stems of words for a part of the body."""


class _Word(NamedTuple):
    """A word that was said: how well it says each exercise (by number), and what it weighs."""

    worths: Mapping[int, float]
    weight: float
    says_little: bool
    is_body: bool


def names_of(library: Library) -> Names:
    """What a library's exercises are called, where they are, and what they lengthen and work."""
    exercises = [exercise for _, exercise in sorted(library.exercises.items())]
    places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, exercise in enumerate(exercises):
        for word in _words(library, exercise):
            places[word].append(number)
    return Names(
        search.index_of(tuple(exercise.id for exercise in exercises), places),
        tuple(tuple(map(_stems, (one.name, one.id, *one.also))) for one in exercises),
        tuple(frozenset(search.tokens(_muscles(library, one.lengthens[:1]))) for one in exercises),
        _body(library),
    )


def matches(names: Names, said: str, most: int = 6) -> tuple[Match, ...]:
    """The exercises that words may mean, the surest first; none below a faint likeness."""
    asked = _asked(names, said)
    stems = frozenset(map(search.stem, asked))
    found = [_worths(names, word) for word in _joined(names, asked)]
    is_place = _is_place(said)
    made = [
        Match(
            names.index.ids[number],
            _sureness(score, _covered(names.named[number], stems), found, number, is_place),
        )
        for number, score in _scores(found).items()
    ]
    made.sort(key=lambda match: (-match.sureness, match.exercise))
    if _is_tied(made):
        made[:2] = (match._replace(sureness=min(match.sureness, SURE - 0.01)) for match in made[:2])
    return tuple(match for match in made[:most] if match.sureness >= FAINT)


def _is_place(said: str) -> bool:
    """Whether all that is said is parts of the body, as what stands above the exercises for them does."""
    return all(tuple(map(search.stem, search.tokens(part))) in _PLACES for part in _AND.split(said))


def _asked(names: Names, said: str) -> list[str]:
    """The words that say something, or all of them if none does; of numbers only those in a name."""
    spoken = [word for word in search.tokens(said) if not word.isdigit() or word in names.index.found_in]
    return ([word for word in spoken if word not in _IDLE] or spoken)[:_MOST_WORDS]


def _scores(found: Iterable[_Word]) -> Mapping[int, float]:
    """How much of what was asked for each exercise (by number) has, 0 to 1."""
    total = sum(word.weight for word in found) or 1.0
    scores: defaultdict[int, float] = defaultdict(float)
    for word in found:
        for number, worth in word.worths.items():
            scores[number] += word.weight * worth / total
    return scores


def _sureness(score: float, covered: float, found: Iterable[_Word], number: int, is_place: bool) -> float:
    """A score, less what of the exercise's best name was not said.

    It is not sure where a word says what the exercise (by number) has not, nor by one word of a longer name
    that others have as well, nor by a place alone.
    """
    telling = [word for word in found if not word.says_little]
    left = [word for word in telling if number not in word.worths]
    elsewhere = _ELSEWHERE if any(word.is_body for word in left) else 1.0
    sureness = min(score * (_SCORE + (1 - _SCORE) * covered), 1.0) * elsewhere
    is_vague = len(telling) == 1 < len(telling[0].worths) and covered < _MOST_OF_A_NAME
    return round(min(sureness, _unsure(sureness)) if left or is_vague or is_place else sureness, 3)


def _unsure(sureness: float) -> float:
    """A sureness below what is sure, in the same order."""
    return SURE - 0.05 + 0.04 * sureness


def _covered(named: Iterable[frozenset[str]], stems: frozenset[str]) -> float:
    """How much of the best of an exercise's names was said."""
    return max(_share(name, stems) for name in named)


def _is_tied(made: list[Match]) -> bool:
    """Whether another is as near, so that nothing is sure."""
    return len(made) > 1 and made[0].sureness < 1.0 and made[0].sureness - made[1].sureness < _TIE


def _worths(names: Names, word: str) -> _Word:
    """A word with its weight, and how well it says each exercise (by number)."""
    worths: defaultdict[int, float] = defaultdict(float)
    means = _MEANS.get(word, "").split()
    _find(names, word, 1.0, worths, exact=bool(means))
    for other in means:
        _find(names, other, _MEANT, worths)
    little = word in _SAYS_LITTLE
    is_body = not names.body.isdisjoint(map(search.stem, (word, *means)))
    if not worths:
        return _Word(worths, 0.0 if little else _UNKNOWN, little, is_body)
    many = sum(worth >= 0.5 for worth in worths.values())
    rare = 1.0 - _COMMON * math.log1p(many) / math.log1p(len(names.index.ids))
    return _Word(worths, rare * (_LITTLE if little else 1.0), little, is_body)


def _find(
    names: Names, word: str, part: float, worths: defaultdict[int, float], *, exact: bool = False
) -> None:
    """Note how well a word says each exercise.

    An abbreviation is no beginning of another word (`exact`), and no short word is taken for a mistyped one.
    """
    loosest = search.WAYS - (2 if len(word) <= _SHORT else 1)
    for rank, bits in search.ranked(names.index, word).items():
        place, way = divmod(rank, search.WAYS)
        if way > (0 if exact else loosest):
            continue
        worth = part * _PLACE_WORTH[place] * _WAY_WORTH[way]
        for number in search.members(bits):
            leads = place == _LENGTHENS and word in names.leading[number]
            worths[number] = max(worths[number], min(worth * (_LEADING if leads else 1.0), 1.0))


def _joined(names: Names, asked: list[str]) -> Iterator[str]:
    """The words, with two that are one in the library as that one: "fore arm"."""
    known, words_left = names.index.found_in, list(asked)
    while words_left:
        word = words_left.pop(0)
        both = f"{word}{words_left[0]}" if words_left and word not in known else ""
        if both in known:
            words_left.pop(0)
        yield both if both in known else word


def _share(name: frozenset[str], spoken: frozenset[str]) -> float:
    """How much of a name was said, by the weight of its words."""
    total = sum(map(_weight, name))
    return sum(map(_weight, name & spoken)) / total if total else 0.0


def _weight(stem: str) -> float:
    return _LITTLE if stem in _LITTLE_STEMS else 1.0


_LITTLE_STEMS = frozenset(map(search.stem, _SAYS_LITTLE))


def _stems(name: str) -> frozenset[str]:
    return frozenset(search.stem(word) for word in search.tokens(name) if word not in _IDLE)


def _words(library: Library, exercise: Exercise) -> set[tuple[str, int]]:
    """The words of an exercise, each with its place."""
    kit = " ".join(f"{one} {words.KIT[one]}" for one in exercise.equipment)
    texts = (
        *((name, _NAME) for name in (exercise.name, exercise.id)),
        *((name, _ALSO) for name in exercise.also),
        (f"{exercise.region} {words.REGIONS[exercise.region]}", _PLACE),
        (_muscles(library, exercise.lengthens), _LENGTHENS),
        (_muscles(library, exercise.works), _WORKS),
        (kit, _NEEDS),
        (f"{exercise.position} {words.position(exercise.position, exercise.equipment)}", _NEEDS),
    )
    return {(token, place) for text, place in texts for token in _tokens(text)}


def _body(library: Library) -> frozenset[str]:
    """The stems of the words for muscles and regions, but for those that only say where in one."""
    said = (_muscles(library, tuple(library.muscles)), *words.REGIONS, *words.REGIONS.values())
    return frozenset(search.stem(word) for text in said for word in _tokens(text) if word not in _WHERE)


def _muscles(library: Library, ids: tuple[str, ...]) -> str:
    """The ids and names of muscles."""
    known = filter(None, map(library.muscles.get, ids))
    return " ".join((*ids, *(f"{muscle.name} {muscle.latin}" for muscle in known)))


def _tokens(text: str) -> tuple[str, ...]:
    """The words of a text, and each two of them in one: "deadbug"."""
    said = search.tokens(text)
    return (*said, *map("".join, pairwise(said)))
