"""Short articles: what is known, how certain it is, and a figure that shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from guided import words
from guided.breath import Breath
from guided.library import Broken, Library, meant
from guided.method import Method, Phase
from guided.muscles import Muscle
from guided.pose import Drawing, Stance, at_pose, read_drawing
from guided.reading import ID_RULE, FileError, Problem, Table, is_id, located, read_toml
from guided.routine import Exercise

FOLDER = "learn"
"""The folder of articles among the shipped files."""

STRENGTHS: Mapping[str, str] = {
    "guideline": "Guideline",
    "review": "Many trials taken together",
    "trial": "One trial",
    "small-trial": "One small trial",
    "mixed": "Few trials, mixed results",
    "measured": "Measured in one group",
    "textbook": "Textbook knowledge",
    "reasoning": "Reasoning of the method",
    "practice": "What practitioners report",
}
"""The strength of the evidence for a claim, in words."""

MOST_SECTIONS, MOST_BEATS = 12, 12
LONGEST_BEAT_S = 20.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its source, and the strength of that evidence (see STRENGTHS)."""

    says: str
    strength: str
    source: str

    @property
    def strength_in_words(self) -> str:
        """The strength of the evidence in words."""
        return STRENGTHS[self.strength]


@dataclass(frozen=True, slots=True)
class Lead:
    """A routine that an article leads to: id, name and reason."""

    routine: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an article; a `method` has its rhythm shown, with a sentence on each phase in `phases`.

    `sore` are the places it is for where they hurt.
    """

    title: str
    paragraphs: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    leads: tuple[Lead, ...] = ()
    method: Method | None = None
    phases: tuple[str, ...] = ()
    sore: tuple[str, ...] = ()


class Beat(NamedTuple):
    """A phase of a lesson: from one stance to another in `ms`, with what is said meanwhile.

    `kind` is ease, hold, release or rest, as in a timeline.
    """

    ms: int
    kind: str
    stance_from: Stance
    stance_to: Stance
    says: str


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A movement shown in a loop; `see_through` shows the deep hip flexors inside the body.

    `close` is the height a close-up is centred on, in percent of body height; without it the whole body
    is shown.
    """

    drawing: Drawing
    beats: tuple[Beat, ...]
    name: str
    lengthens: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    lengthens_across: tuple[str, ...] = ()
    both: bool = True
    see_through: bool = False
    close: float | None = None

    @property
    def length_ms(self) -> int:
        """The length of one pass, in ms."""
        return sum(beat.ms for beat in self.beats)

    def at(self, t_ms: int) -> tuple[Beat, int]:
        """The beat at a time, and the ms since it began; time wraps around at the end."""
        left = t_ms % self.length_ms
        for beat in self.beats:
            if left < beat.ms:
                return beat, left
            left -= beat.ms
        raise AssertionError  # the beats add up to the length


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """An article; `routine` is the id of one that puts it to use.

    `muscles` are its subject, `also` others it mentions; with `helps` it leads to when to get help.
    """

    id: str
    title: str
    order: int
    minutes: int
    sections: tuple[Section, ...]
    muscles: tuple[Muscle, ...] = ()
    also: tuple[Muscle, ...] = ()
    lesson: Lesson | None = None
    routine: str | None = None
    helps: bool = False


def for_sore(article: Article, sore: Collection[str]) -> Article:
    """An article with what is for the places that hurt right after its first section."""
    first, *others = article.sections
    others.sort(key=lambda section: meant(sore).isdisjoint(section.sore))
    return replace(article, sections=(first, *others))


def load_articles(folder: Path, library: Library) -> tuple[tuple[Article, ...], tuple[Broken, ...]]:
    """The articles of a folder in order, and the unusable files with the reason."""
    articles, broken = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            articles.append(load_article(path, library))
        except FileError as error:
            broken.append(Broken(FOLDER, path.stem, error))
    return tuple(
        sorted(articles, key=lambda article: (article.order, words.collation_key(article.title)))
    ), tuple(broken)


def load_article(path: Path, library: Library) -> Article:
    """The article in a file. Raises FileError with all its mistakes."""
    problems: list[Problem] = []
    article = read_article(Table(read_toml(path), problems), path.stem, library)
    if problems:
        raise FileError(path, located(problems, path.read_text("utf-8", "replace")))
    return article


def is_article(path: Path) -> bool:
    """Whether a file is an article, by its folder."""
    return path.parent.name == FOLDER


def read_article(table: Table, article_id: str, library: Library) -> Article:
    """The article in a table, which notes its mistakes."""
    if not is_id(article_id):
        table.note("", f"the file's name is {ID_RULE}")
    article = Article(
        id=article_id,
        title=table.text("title"),
        order=table.whole("order", 1, 100),
        minutes=table.whole("minutes", 1, 30),
        sections=tuple(_read_section(row, library) for row in table.tables("section", 1, MOST_SECTIONS)),
        muscles=_muscles(table, "muscles", library),
        also=_muscles(table, "also", library),
        lesson=_read_lesson(table.table("figure"), library) if "figure" in table else None,
        routine=_one_of(table, "routine", library.routines, "routine"),
        helps=table.flag("help"),
    )
    table.unknown_keys()
    return article


def _read_section(table: Table, library: Library) -> Section:
    method = _one_of(table, "method", library.methods, "method")
    section = Section(
        title=table.text("title", ""),
        paragraphs=table.texts("paragraphs", most=12),
        claims=tuple(_read_claim(row) for row in table.tables("claim", 0, 6)),
        leads=tuple(_read_lead(row, library) for row in table.tables("lead", 0, 6)),
        method=library.methods[method] if method else None,
        phases=table.texts("phases", most=MOST_BEATS, longest=200),
        sore=table.words("sore", words.SORE_PLACES),
    )
    wanted = len(moving(section.method)) if section.method else 0
    if section.phases and len(section.phases) != wanted:
        table.note(
            "phases", f"{len(section.phases)} sentences, {wanted} are needed: one a phase but the rests"
        )
    if not section.paragraphs:
        table.note("paragraphs", "missing, a section has something to read")
    table.unknown_keys()
    return section


def moving(method: Method) -> tuple[Phase, ...]:
    """The phases of a method without its rests."""
    return tuple(phase for phase in method.phases if phase.kind != "rest")


def _read_claim(table: Table) -> Claim:
    claim = Claim(
        says=table.text("says", longest=400),
        strength=table.word("strength", STRENGTHS),
        source=table.text("source", longest=200),
    )
    table.unknown_keys()
    return claim


def _read_lead(table: Table, library: Library) -> Lead:
    routine = _one_of(table, "routine", library.routines, "routine")
    if "routine" not in table:
        table.note("routine", "missing, a lead goes to a routine")
    name = library.routines[routine].name if routine else ""
    lead = Lead(routine or "", name, table.text("why", longest=200))
    table.unknown_keys()
    return lead


def _muscles(table: Table, key: str, library: Library) -> tuple[Muscle, ...]:
    return tuple(library.muscles[name] for name in table.words(key, library.muscles))


def _one_of(table: Table, key: str, known: Collection[str], what: str) -> str | None:
    """A known id; None if the key is missing, or noted as a mistake if the id is unknown."""
    name = table.text(key, "", longest=60)
    if not name or name in known:
        return name or None
    table.note_unknown(key, f'no {what} is called "{name}"', name, known)
    return None


def _read_lesson(table: Table, library: Library) -> Lesson | None:
    """A lesson of a shipped exercise, by its own method, or of the file's own drawing."""
    name = _one_of(table, "exercise", library.exercises, "exercise")
    if "exercise" in table:
        see_through = table.flag("see_through")
        table.unknown_keys()
        if name is None:
            return None
        exercise = library.exercises[name]
        return lesson_of(exercise, library.methods[exercise.method], see_through)
    drawing = read_drawing(table.table("drawing"), library.bases)
    lesson = Lesson(
        drawing=drawing,
        beats=_read_beats(table, drawing),
        name=table.text("name"),
        see_through=table.flag("see_through"),
        close=table.number("close", 1, 100, 0.0) or None,
        lengthens=table.words("lengthens", library.muscles),
        works=table.words("works", library.muscles),
    )
    table.unknown_keys()
    return lesson


def lesson_of(exercise: Exercise, method: Method, see_through: bool = False) -> Lesson:
    """One rep of an exercise, shown in a loop."""
    beats, here = [], at_pose("start")
    for phase in method.phases:
        there = at_pose(phase.to) if phase.to else here
        length = phase.length_ms(Breath())
        breath = words.breath(phase.breath, phase.kind, length, phase.effort)
        verb = words.phase(phase.do, exercise.called)
        # Where the phase is a breath there is no other one to tell of.
        says = verb if phase.do in ("inhale", "exhale", "keep") else f"{verb}. {breath}"
        beats.append(Beat(length, phase.kind, here, there, says))
        here = there
    return Lesson(
        drawing=exercise.drawing,
        beats=tuple(beats),
        name=exercise.name,
        lengthens=exercise.lengthens,
        works=exercise.works,
        across=exercise.across,
        lengthens_across=exercise.lengthens_across,
        both=exercise.both,
        see_through=see_through,
    )


def _read_beats(table: Table, drawing: Drawing) -> tuple[Beat, ...]:
    beats: list[Beat] = []
    rows = table.tables("beat", 1, MOST_BEATS)
    tos = [row.word("to", drawing.poses, "start") for row in rows]
    for i, (row, to) in enumerate(zip(rows, tos, strict=True)):
        before = at_pose(tos[i - 1])  # the last one leads back to the first
        seconds = row.number("seconds", 0.5, LONGEST_BEAT_S)
        kind = "hold" if before == at_pose(to) else "release" if to == "start" else "ease"
        beats.append(Beat(round(1000 * seconds), kind, before, at_pose(to), row.text("say", longest=200)))
        row.unknown_keys()
    return tuple(beats) or (Beat(1000, "hold", at_pose("start"), at_pose("start"), ""),)
