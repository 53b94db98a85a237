"""Articles: read whole, refused with every reason, careful in what they say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from guided.files import load
from guided.learn import (
    FOLDER,
    STRENGTHS,
    Article,
    for_sore,
    is_article,
    lesson_of,
    load_article,
    load_articles,
    moving,
)
from guided.library import Library
from guided.paths import assets
from guided.pose import at_pose
from guided.reading import FileError

LIBRARY = load(assets())
ARTICLES, BROKEN = load_articles(assets() / FOLDER, LIBRARY)

GOOD = """
title = "A title"
order = 1
minutes = 2

[[section]]
paragraphs = ["Words."]
"""


def read(tmp_path: Path, text: str, library: Library = LIBRARY) -> Article:
    path = tmp_path / "an-article.toml"
    path.write_text(text, "utf-8")
    return load_article(path, library)


def problems(tmp_path: Path, text: str) -> str:
    with pytest.raises(FileError) as error:
        read(tmp_path, text)
    return str(error.value)


def test_every_shipped_article_can_be_read_in_its_order() -> None:
    assert [str(broken.error) for broken in BROKEN] == []
    assert [article.order for article in ARTICLES] == list(range(1, len(ARTICLES) + 1))
    assert len(ARTICLES) == 9
    assert all(is_article(path) for path in (assets() / FOLDER).iterdir())
    assert not is_article(assets() / "muscles.toml")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_an_article_rests_on_something_and_promises_nothing(article: Article) -> None:
    claims = [claim for section in article.sections for claim in section.claims]
    assert claims
    for claim in claims:
        assert claim.source
        assert claim.strength_in_words == STRENGTHS[claim.strength]
    texts = [article.title, *(text for s in article.sections for text in (s.title, *s.paragraphs, *s.phases))]
    texts += [text for claim in claims for text in (claim.says, claim.source)]
    texts += [lead.why for section in article.sections for lead in section.leads]
    for text in texts:
        assert not re.search(
            r"stretch|\b(cures?|fix(es)?|treat\w*|heals?|healing|guarantee\w*|permanent\w*|for good)\b"
            r"|\b(detox|toxins?)\b|!",
            text,
            re.IGNORECASE,
        ), text
    assert len(article.title) <= 40
    assert all(line.isprintable() for text in texts for line in text.split("\n"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_its_minutes_are_those_of_a_calm_reader(article: Article) -> None:
    said = [text for section in article.sections for text in section.paragraphs]
    said += [f"{c.says} {c.source}" for section in article.sections for c in section.claims]
    said += [f"{lead.name} {lead.why}" for section in article.sections for lead in section.leads]
    count = len(" ".join(said).split())
    assert count / 250 <= article.minutes <= count / 100 + 0.5


def test_what_one_does_all_day_leads_to_three_routines_and_says_why() -> None:
    (fits,) = [article for article in ARTICLES if article.id == "what-fits-you"]
    _, *situations = fits.sections
    assert len(situations) >= 10
    titles = " ".join(section.title.lower() for section in situations)
    for word in ("sit", "drive", "stand", "run", "dance", "back", "hip", "neck", "feet", "pregnant"):
        assert word in titles
    for section in situations:
        assert len({lead.routine for lead in section.leads}) == 3, section.title
        for lead in section.leads:
            assert lead.name == LIBRARY.routines[lead.routine].name
            assert lead.why


def test_a_lead_goes_to_a_routine_that_there_is(tmp_path: Path) -> None:
    lead = '[[section.lead]]\nroutine = "psoas-relaese"\nwhy = "So."\n'
    told = problems(tmp_path, GOOD + lead)
    assert 'section[1].lead[1].routine: no routine is called "psoas-relaese", did you mean' in told
    told = problems(tmp_path, GOOD + '[[section.lead]]\nwhy = "So."\n')
    assert "section[1].lead[1].routine: missing" in told


@pytest.mark.parametrize(
    ("article_id", "told"),
    [
        ("where-the-psoas-is", "to teenagers and in every decade after"),
        ("where-the-psoas-is", "Too much exercise, the way one walks and stands, and long sitting"),
        ("where-the-psoas-is", "the rectus femoris"),
        ("where-the-psoas-is", "ASIS"),
        ("locked-short-locked-long", "between the shoulder blades"),
        ("locked-short-locked-long", "the piriformis may be short as well"),
        ("locked-short-locked-long", "with poise and grace"),
        ("core-without-strain", "back muscles that tire soon"),
        ("core-without-strain", "while the hamstrings lengthen"),
        ("why-two-seconds", "teaches nerve and muscle at once"),
        ("feet-to-head", "There are three ways"),
        ("feet-to-head", "sessions of about an hour"),
        ("feet-to-head", "Look for the directory"),
        ("feet-to-head", "a first level and offer a short series of 3 sessions, others a second level and 6"),
        ("feet-to-head", "steps at 3, 6 and 12"),
    ],
)
def test_what_the_pattern_of_short_hip_flexors_is_said_to_be_is_all_there(article_id: str, told: str) -> None:
    (article,) = [one for one in ARTICLES if one.id == article_id]
    assert told in " ".join(text for section in article.sections for text in section.paragraphs)


def test_no_claim_is_stronger_than_its_source() -> None:
    claims = [c for article in ARTICLES for section in article.sections for c in section.claims]
    for claim in claims:
        if "NG59" in claim.source:
            assert "trunk" not in claim.says
        if "NG65" in claim.source and claim.strength == "guideline":
            assert "stiff" not in claim.says.lower()
        if "protects the back" in claim.says or "eases off" in claim.says:
            assert claim.strength in ("practice", "reasoning")
    (hatefi,) = [claim for claim in claims if "Hatefi" in claim.source]
    assert "30 women" in hatefi.source
    assert "still holds" in hatefi.says


def test_the_three_lessons_are_shown_by_the_figure() -> None:
    lessons = {article.id: article.lesson for article in ARTICLES}
    psoas, rep, core = (
        lessons[name] for name in ("where-the-psoas-is", "why-two-seconds", "core-without-strain")
    )
    assert psoas is not None
    assert psoas.see_through
    assert psoas.close
    assert [beat.stance_to for beat in psoas.beats][-1] == at_pose("start")
    assert rep is not None
    assert [(beat.kind, beat.ms) for beat in rep.beats] == [
        ("ease", 2000),
        ("hold", 2000),
        ("release", 2000),
        ("rest", 1000),
    ]
    assert rep.beats[0].says == "Ease in. Breathe out"
    assert core is not None
    assert core.length_ms == 8000


def test_a_lesson_goes_round_without_a_jump() -> None:
    for article in ARTICLES:
        if article.lesson is None:
            continue
        beats = article.lesson.beats
        for before, after in zip(beats, (*beats[1:], beats[0]), strict=True):
            assert before.stance_to == after.stance_from, article.id
        beat, gone = article.lesson.at(article.lesson.length_ms)
        assert (beat, gone) == (beats[0], 0)
        beat, gone = article.lesson.at(beats[0].ms - 1)
        assert (beat, gone) == (beats[0], beats[0].ms - 1)


def test_what_is_breathed_is_said_once() -> None:
    breathing = LIBRARY.exercises["belly-and-rib-breathing"]
    lesson = lesson_of(breathing, LIBRARY.methods[breathing.method])
    assert {beat.says for beat in lesson.beats} <= {"Breathe in", "Breathe out", "Keep"}


def test_a_lesson_calls_a_phase_what_the_body_does() -> None:
    walk = LIBRARY.exercises["walk-tall"]
    step, other = lesson_of(walk, LIBRARY.methods[walk.method]).beats
    assert (step.says, other.says) == ("Step. Breathe normally", "Other foot. Breathe normally")


def test_a_small_file_is_an_article(tmp_path: Path) -> None:
    article = read(tmp_path, GOOD)
    assert (article.id, article.title, article.order, article.minutes) == ("an-article", "A title", 1, 2)
    assert article.lesson is None
    assert article.routine is None
    assert not article.helps


def test_a_file_that_cannot_be_used_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD)
    (tmp_path / "bad.toml").write_text("title = 1")
    articles, broken = load_articles(tmp_path, LIBRARY)
    assert [article.id for article in articles] == ["good"]
    assert [one.id for one in broken] == ["bad"]
    assert load_articles(tmp_path / "none", LIBRARY) == ((), ())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('title = "A title"', "title: missing"),
        ("minutes = 2", "minutes: missing"),
        ('paragraphs = ["Words."]', "section[1].paragraphs: missing"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, change: str, said: str) -> None:
    assert said in problems(tmp_path, GOOD.replace(change, ""))


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (
            '[[section.claim]]\nsays = "So."\nstrength = "proven"\nsource = "Me"',
            "section[1].claim[1].strength",
        ),
        ('[[section.claim]]\nsays = "So."\nstrength = "guideline"', "section[1].claim[1].source: missing"),
        ('method = "ai"', 'no method is called "ai"'),
        ('method = "ais"\nphases = ["One."]', "1 sentences, 3 are needed"),
        ("colour = 1", "section[1].colour: unknown key"),
        ('[figure]\nexercise = "half-kneeling-hip-flexo"', "half-kneeling-hip-flexor"),
        ('[figure]\nname = "A"', "figure.drawing"),
        (
            '[figure]\nname = "A"\n[figure.drawing]\nstart = {}\nend = {}\n'
            '[[figure.beat]]\nto = "ends"\nseconds = 2\nsay = "x"',
            "figure.beat[1].to",
        ),
        (
            '[figure]\nname = "A"\n[figure.drawing]\nstart = {}\nend = {}\n'
            '[[figure.beat]]\nto = "end"\nseconds = 21\nsay = "x"',
            "figure.beat[1].seconds",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, added: str, said: str) -> None:
    assert said in problems(tmp_path, f"{GOOD}\n{added}")


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ('muscles = ["psoas"]', "muscles"),
        ('routine = "psoas-releas"', "psoas-release"),
        ("order = 0", "order"),
        ("colour = 1", "colour: unknown key"),
        ("help = 1", "help"),
        ('title = "\\u202eevil"', "title"),
    ],
)
def test_wrong_words_at_the_top_are_named(tmp_path: Path, first: str, said: str) -> None:
    key = first.split(" ")[0]
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{key} "))
    assert said in problems(tmp_path, f"{first}\n{text}")


def test_a_wrong_word_is_told_with_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD.replace("order = 1", "order = 0")).endswith("(at line 3)")


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    said = problems(tmp_path, 'title = 1\norder = "x"\n[[section]]\nparagraphs = []')
    assert all(key in said for key in ("title", "order", "minutes", "section[1].paragraphs"))


def test_a_library_with_nothing_in_it_still_reads(tmp_path: Path) -> None:
    nothing = replace(LIBRARY, methods={}, exercises={}, routines={}, muscles={})
    assert read(tmp_path, GOOD, nothing).title == "A title"
    with pytest.raises(FileError, match="no exercise is called"):
        read(tmp_path, f'{GOOD}\n[figure]\nexercise = "bridge"', nothing)


def test_rests_are_no_part_of_a_rhythm() -> None:
    assert [phase.do for phase in moving(LIBRARY.methods["ais"])] == ["ease", "hold", "release"]


def test_the_article_in_the_authors_guide_can_be_used_and_every_strength_is_told(tmp_path: Path) -> None:
    guide = (assets() / "README.md").read_text("utf-8")
    section = guide.partition("## An article")[2].partition("\n## ")[0]
    article = read(tmp_path, section.partition("```toml\n")[2].partition("```")[0])
    assert article.lesson is not None
    assert article.sections[0].method is LIBRARY.methods["ais"]
    assert all(f"`{strength}`" in section for strength in STRENGTHS)


def test_what_is_for_the_places_that_hurt_comes_right_after_the_first_section() -> None:
    article = next(one for one in ARTICLES if one.id == "what-fits-you")
    assert article.order == 1, "whoever is new starts from themselves"
    assert for_sore(article, ()).sections == article.sections
    mine = for_sore(article, ("neck", "foot"))
    assert [section.title for section in mine.sections[1:3]] == [
        "Your neck is stiff",
        "Your feet or heels hurt",
    ]
    assert mine.sections[0] == article.sections[0]
    assert set(mine.sections) == set(article.sections)
    assert for_sore(article, ("low-back",)).sections[1].title == "Your back is sore"
