"""Finding a routine by words: its name, exercises, regions, equipment and purpose.

An index maps every word of the library to its routines. Sets of routines are integers with a bit for each, so
that a search over thousands is a handful of ANDs and ORs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from itertools import accumulate, compress, count
from operator import or_

from guided import words
from guided.library import Library
from guided.routine import Exercise, Routine

_NAME, _EXERCISE, _PLACE, _MUSCLE, _NEEDS, _TEXT = range(6)  # where a word was found, best first
_PLACES = 6
_EXACT, _BEGINS, _AKIN, _WITHIN, _TYPO = range(5)  # how it was found, best first
WAYS = 5
"""In how many ways a word may be found, besides the place."""

_SHORTEST_WITHIN = 3  # letters, for a word to be looked for inside of others
_SHORTEST_TYPO = 4  # letters, for a word to be taken for a mistyped one
_SHORT_TYPO = 3  # letters, for one among others to be taken for a mistyped word of as many or one more
_TWO_TYPOS = 8  # letters, for two mistakes in it
_MOST_WORDS = 12  # of a query that are looked at
IDLE = frozenset(
    "a an and at for in my of on or the to with"
    " ache aches aching hurt hurting hurts pain painful pains sore soreness stiff stiffness tense tight"
    " tightness".split()
)
"""Words that find nothing beside others: little ones, and that it hurts, where it matters what does."""

_KINDS = ("stret", "exerc")
"""How words begin that say of which kind all of it is, stretches or exercises: these only sort equals."""

_ENDINGS = ("ings", "ing", "ers", "er", "es", "ed", "s", "e")
_SHORTEST_STEM = 3  # letters
_ALSO: Mapping[str, tuple[str, ...]] = {"sit": ("desk",)}
"""Synonyms, by the stem of the word searched for."""

_NAMES_OF: Mapping[str, tuple[str, ...]] = {
    "hip-front": ("front of the hip", "iliopsoas"),
    "low-back": ("back", "lumbar"),
}
"""What people call a region besides its own name."""
_TIER = 1000  # more than the ranks of any query add up to

_WORD = re.compile(r"[^\W_]+")
# Thai to Khmer, Han and Kana, which are written without spaces: a letter there is a word or a part of one.
_RUN_ON = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
_ONES = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The words of a library's routines; `ids` are in the order of the routines' names.

    Routines are bits, by their number in that order.
    """

    ids: tuple[str, ...]
    tokens: tuple[str, ...]
    found_in: Mapping[str, tuple[tuple[int, int], ...]]
    about: Mapping[tuple[str, ...], tuple[int, ...]] = field(default_factory=dict)
    """By the words of a region's name: the routines for it alone, those for it above all, and for it too."""
    called: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    """By the words of each name of an exercise: the routines that have it."""
    kinds: tuple[str, ...] = ()
    """How words begin that say what all of them are."""
    _row: str = field(init=False, repr=False)
    _begins: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_row", " ".join(self.tokens))
        lengths = (len(token) + 1 for token in self.tokens)
        object.__setattr__(self, "_begins", tuple(accumulate(lengths, initial=0)))

    def beginning(self, word: str) -> Iterator[str]:
        """The words that begin with `word`, itself first."""
        begin = bisect_left(self.tokens, word)
        return iter(self.tokens[begin : bisect_left(self.tokens, word + "\U0010ffff")])

    def holding(self, word: str) -> Iterator[str]:
        """The words that contain `word`, but do not begin with it."""
        at = self._row.find(word)
        while at >= 0:
            number = bisect_right(self._begins, at) - 1
            if at > self._begins[number]:
                yield self.tokens[number]
                at = self._row.find(word, self._begins[number + 1])
            else:
                at = self._row.find(word, at + 1)


def index(library: Library) -> Index:
    """The search index of a library's routines."""
    routines = sorted(library.routines.values(), key=lambda one: (words.collation_key(one.name), one.id))
    places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    users: defaultdict[Exercise, list[int]] = defaultdict(list)
    texts: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, routine in enumerate(routines):
        for text, place in _texts_of(routine):
            texts[text, place].append(number)
        for name in {step.exercise for step in routine.steps}:
            users[library.exercise(routine, name)].append(number)
    for (text, place), numbers in texts.items():
        for token in tokens(text):
            places[token, place] += numbers
    for exercise, numbers in users.items():
        for token, place in {
            (token, place) for text, place in _texts_of_exercise(library, exercise) for token in tokens(text)
        }:
            places[token, place] += numbers
    called: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for exercise, numbers in users.items():
        for name in (exercise.name, *exercise.also):
            called[_asked(name)] |= _bits(numbers, len(routines))
    made = index_of(tuple(routine.id for routine in routines), places)
    return replace(made, about=_about(routines), called=called, kinds=_KINDS)


def _about(routines: Sequence[Routine]) -> dict[tuple[str, ...], tuple[int, ...]]:
    """The routines for each region, by the words of each of its names."""
    numbers: defaultdict[str, tuple[list[int], ...]] = defaultdict(lambda: ([], [], []))
    for number, routine in enumerate(routines):
        for place, region in enumerate(routine.regions):
            numbers[region][0 if len(routine.regions) == 1 else min(place, 1) + 1].append(number)
    named = {
        region: (words.REGIONS[region], region, *_NAMES_OF.get(region, ()))
        for region in numbers
        if region in words.REGIONS
    }
    return {
        _telling(name): tuple(_bits(found, len(routines)) for found in numbers[region])
        for region, names in named.items()
        for name in names
    }


def index_of_names(named: Mapping[str, Sequence[str]]) -> Index:
    """The index of things by what each is called: its id and its names, the usual one first."""
    places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, names in enumerate(named.values()):
        for place, name in zip((_NAME, *(_EXERCISE for _ in names[1:])), names, strict=True):
            for token in tokens(name):
                places[token, place].append(number)
    return index_of(tuple(named), places)


def index_of_exercises(library: Library, exercises: Mapping[str, Exercise]) -> Index:
    """The index of exercises by all that is known of them, in the order of their names."""
    ordered = sorted(exercises.values(), key=lambda one: (words.collation_key(one.name), one.id))
    places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, exercise in enumerate(ordered):
        texts = ((exercise.name, _NAME), *_texts_of_exercise(library, exercise))
        for token, place in {(token, place) for text, place in texts for token in tokens(text)}:
            places[token, place].append(number)
    return replace(index_of(tuple(exercise.id for exercise in ordered), places), kinds=_KINDS)


def index_of(ids: tuple[str, ...], places: Mapping[tuple[str, int], Sequence[int]]) -> Index:
    """The index of things by their ids: which of them, by number, have a word in a place, 0 the best."""
    found_in: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for (token, place), numbers in sorted(places.items()):
        found_in[token].append((place, _bits(numbers, len(ids))))
    return Index(ids, tuple(found_in), {token: tuple(found) for token, found in found_in.items()})


def found(index: Index, query: str) -> list[str]:
    """The ids of the routines that match every word of a query, the best match first.

    A word may match the beginning of one, another form of it, a part of it or, if nothing else fits, a
    typo of it. A match in the name ranks above one in an exercise's name, then region and goal, muscle,
    equipment, description. If a region is called by its name, routines with all of the query in theirs come
    first, then those for that region, alone or above all. An empty query finds all, by name, and so does
    "stretch"; what is called so comes before its equals.
    """
    asked = _asked(query, index.kinds)
    found_ranks = [ranked(index, word, len(asked) > 1) for word in asked[:_MOST_WORDS]]
    everywhere = (1 << len(index.ids)) - 1
    for ranks in found_ranks:
        everywhere &= _any(ranks.values())
    scores: list[float] = [0] * len(index.ids)
    for ranks in found_ranks:
        left = everywhere
        for rank in sorted(ranks):
            for number in members(ranks[rank] & left) if rank else ():
                scores[number] += rank
            left &= ~ranks[rank]
    for tier, bits in enumerate(_tiers(index, asked, found_ranks)):
        for number in members(bits & everywhere):
            scores[number] += tier * _TIER
    for number in members(_of_kind(index, query)):
        scores[number] -= 0.5  # less than any rank: before its equals alone
    # Sorting is stable, so that equals stay in the order of their names.
    return [index.ids[number] for number in sorted(members(everywhere), key=scores.__getitem__)]


def _of_kind(index: Index, query: str) -> int:
    """What has a word in it that says of which kind it is, as a query does."""
    said = _kinds_in(query, index.kinds)
    return _any(bits for word in said for bits in ranked(index, word).values())


def _any(sets: Iterable[int]) -> int:
    """What is in any of some bit sets."""
    return reduce(or_, sets, 0)


def _tiers(index: Index, asked: Sequence[str], found_ranks: Sequence[Mapping[int, int]]) -> Iterator[int]:
    """The routines of each tier, best first, where a query calls an exercise or regions by name, else none.

    First those with all of it in their names, then the others; before these those with the exercise, or
    within both those for the regions alone, above all, too, and not at all.
    """
    regions = _called(index, asked)
    is_region = any(len(used) == len(asked) for used, _ in regions)
    users = 0 if is_region else _with_exercise(index, asked)
    if not regions and not users:
        return
    named = ~0
    for ranks in found_ranks:
        in_name = 0
        for rank, bits in ranks.items():
            in_name |= bits if rank < WAYS else 0
        named &= in_name
    if users:
        yield from (named, users & ~named, ~users & ~named)
        return
    for among in (named, ~named):
        for place in range(3):
            fitting = 0
            for _, region in regions:
                fitting |= region[place]
            yield fitting & among
            among &= ~fitting
        yield among


def _with_exercise(index: Index, asked: Sequence[str]) -> int:
    """The routines with an exercise in whose name a query of several words is."""
    count = len(asked)
    found = 0
    for name, routines in index.called.items() if count > 1 else ():
        runs = (name[at : at + count] for at in range(len(name) - count + 1))
        if any(all(map(str.startswith, run, asked)) for run in runs):
            found |= routines
    return found


def _called(index: Index, asked: Sequence[str]) -> list[tuple[frozenset[str], tuple[int, ...]]]:
    """The words that call a region by its whole name, or by a longer one around that, and its routines."""
    meant = {}
    for name, routines in index.about.items():
        by = [frozenset(word for word in asked if _means(word, part)) for part in name]
        if all(by):
            meant[name] = frozenset().union(*by), routines
    return [one for one in meant.values() if not any(one[0] < other for other, _ in meant.values())]


def _means(word: str, part: str) -> bool:
    """Whether a word of a query stands for one of a name: as it is, begun, in another form or mistyped."""
    if _spells(word, part):
        return True
    return len(word) >= _SHORTEST_TYPO and word[0] == part[0] and _typos(word, part, 1) <= 1


def _spells(word: str, part: str) -> bool:
    """Whether a word of a query is one of a name: as it is, begun or in another form."""
    if len(word) < _SHORTEST_WITHIN:
        return word == part
    return part.startswith(word) or stem(word) == stem(part)


def says(texts: Iterable[str], query: str, means: Callable[[str, str], bool] = _means) -> bool:
    """Whether texts have something for every word of a query: one that it `means`, or is in."""
    there = {token for text in texts for token in tokens(text)}
    return all(any(means(word, token) or word in token for token in there) for word in _asked(query))


def exercise_with(library: Library, exercises: Iterable[Exercise], query: str) -> Exercise | None:
    """The first exercise with the query for a name, or in one, or about which all of it is known.

    It is taken for mistyped if nothing else fits; None without one.
    """
    listed = tuple(exercises)
    return _likest(library, listed, query, _spells) or _likest(library, listed, query, _means)


def _likest(
    library: Library, exercises: Iterable[Exercise], query: str, means: Callable[[str, str], bool]
) -> Exercise | None:
    ordered = sorted(exercises, key=partial(_unlikeness, query, means))
    about = ((one, [text for text, _ in _texts_of_exercise(library, one)]) for one in ordered)
    return next((one for one, texts in about if says(texts, query, means)), None)


def _unlikeness(query: str, means: Callable[[str, str], bool], one: Exercise) -> tuple[bool, bool]:
    """Whether an exercise has no name that is a query, and whether none that it is in."""
    called = (one.name, *one.also)
    return tokens(query) not in map(tokens, called), not says(called, query, means)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, case-folded and without accents, each once."""
    plain = words.folded(text)
    if not plain.isascii():
        # The vowels of Thai and Hindi are marks, which do not end a word.
        plain = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)
        return tuple(dict.fromkeys(plain.split()))
    return tuple(dict.fromkeys(_WORD.findall(plain)))


def _telling(text: str) -> tuple[str, ...]:
    """The words of a text without the idle ones."""
    return tuple(word for word in tokens(text) if word not in IDLE)


def _asked(query: str, kinds: tuple[str, ...] = _KINDS) -> tuple[str, ...]:
    """The words to look for: none where all that a query says is of which kind it is."""
    of_kind = _kinds_in(query, kinds)
    telling = tuple(word for word in _telling(query) if word not in of_kind)
    return telling or (() if of_kind else tokens(query))


def _kinds_in(query: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a query that begin as those for kinds do."""
    return tuple(word for word in tokens(query) if word.startswith(kinds))


def _texts_of(routine: Routine) -> Iterator[tuple[str, int]]:
    yield routine.name, _NAME
    yield routine.id, _NAME
    for region in routine.regions:
        yield f"{region} {words.REGIONS[region]}", _PLACE
    yield routine.goal, _TEXT
    yield routine.for_whom, _TEXT


def _texts_of_exercise(library: Library, exercise: Exercise) -> Iterator[tuple[str, int]]:
    yield from ((name, _EXERCISE) for name in (exercise.name, exercise.id, *exercise.also))
    yield f"{exercise.region} {words.REGIONS[exercise.region]}", _PLACE
    yield from ((goal, _PLACE) for goal in exercise.goals)
    for muscle_id in (*exercise.lengthens, *exercise.works):
        yield muscle_id, _MUSCLE
        if muscle := library.muscles.get(muscle_id):
            yield f"{muscle.name} {muscle.latin}", _MUSCLE
    yield from ((f"{kit} {words.KIT[kit]}", _NEEDS) for kit in exercise.equipment)
    yield f"{exercise.position} {words.position(exercise.position, exercise.equipment)}", _NEEDS
    yield exercise.method, _NEEDS


def members(bits: int) -> Iterator[int]:
    """The numbers in a bit set."""
    return compress(count(), f"{bits:b}"[::-1].encode().translate(_ONES))


def _bits(numbers: Collection[int], size: int) -> int:
    if len(numbers) < 8:
        return sum(1 << number for number in set(numbers))
    places = bytearray(b"0" * size)
    for number in numbers:
        places[size - 1 - number] = ord("1")
    return int(places, 2)


def stem(word: str) -> str:
    """The common stem of "sit", "sits", "sitting" and "sitters"."""
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:-1] if word[-1:] == word[-2:-1] and len(word) > _SHORTEST_STEM else word


def ranked(index: Index, word: str, among_others: bool = False) -> dict[int, int]:
    """What matches a word of a query, as bits, by the rank of the match, 0 the best: place * WAYS + way."""
    ranks: defaultdict[int, int] = defaultdict(int)
    for token, way in _matches(index, word):
        for place, bits in index.found_in[token]:
            ranks[place * WAYS + way] |= bits
    if not ranks and not word.isdigit():
        for token in _mistyped(index, word, among_others):
            for place, bits in index.found_in[token]:
                ranks[place * WAYS + _TYPO] |= bits
    return ranks


def _matches(index: Index, word: str) -> Iterator[tuple[str, int]]:
    """The words that match or relate to a word, and how."""
    for token in index.beginning(word):
        yield token, _EXACT if token == word else _BEGINS
    common = stem(word)
    if common != word:
        yield from ((token, _AKIN) for token in index.beginning(common) if stem(token) == common)
    yield from ((token, _AKIN) for token in _ALSO.get(common, ()) if token in index.found_in)
    if len(word) >= _SHORTEST_WITHIN or _RUN_ON.search(word):
        yield from ((token, _WITHIN) for token in index.holding(word))


def _mistyped(index: Index, word: str, among_others: bool) -> Iterable[str]:
    """The words that may have been meant, if nothing else fits."""
    if len(word) >= _SHORTEST_TYPO:
        return _near(index.tokens, word, 2 if len(word) >= _TWO_TYPOS else 1)
    if len(word) == _SHORT_TYPO and among_others:
        return [token for token in index.beginning(word[0]) if _a_letter_off(word, token)]
    return ()


def _a_letter_off(word: str, token: str) -> bool:
    """Whether a short word is another with a letter missing or two swapped."""
    if len(token) == len(word) + 1:
        return any(token[:i] + token[i + 1 :] == word for i in range(len(token)))
    return any(
        word == token[:i] + token[i + 1 : i + 2] + token[i : i + 1] + token[i + 2 :]
        for i in range(len(token) - 1)
    )


def _near(known: Iterable[str], word: str, most: int) -> list[str]:
    """The known words that begin like a mistyped one, with the fewest typos."""
    near: defaultdict[int, list[str]] = defaultdict(list)
    letters = set(word)
    for token in known:
        if len(token) < len(word) - most or len(missing := letters.difference(token)) > most:
            continue
        if sum(map(word.count, missing)) > most:
            continue
        typos = _typos(word, token, most)
        if typos <= most:
            near[typos].append(token)
    return near[min(near)] if near else []


def _typos(word: str, token: str, most: int) -> int:
    """The number of wrong, missing, extra or swapped letters in `word` as a beginning of `token`.

    Numbers over `most` may be too small. (Optimal string alignment against every beginning of `token`.)
    """
    token = token[: len(word) + most]
    before: list[int] = []
    row = list(range(len(token) + 1))
    for i, letter in enumerate(word, 1):
        two_before, before, row = before, row, [i]
        for j, other in enumerate(token, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == token[j - 2] and word[i - 2] == other:
                best = min(best, two_before[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[max(len(word) - most, 0) :])
