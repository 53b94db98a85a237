"""What a sheet says, and that its pages keep whole exercises inside their margins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided import safety, words
from guided.files import load
from guided.library import Library
from guided.method import Method, Phase
from guided.muscles import Muscle
from guided.paths import assets
from guided.pose import STANDING, Drawing, KeyPose
from guided.routine import Dose, Exercise, Routine, Step
from guided.settings import Settings
from guided.sheet import (
    LAYOUTS,
    PAPERS,
    ROWS,
    STYLES,
    Box,
    Figure,
    Hill,
    Item,
    Line,
    Page,
    Paper,
    Sheet,
    Style,
    Text,
    paginate,
    sheet,
)
from guided.timeline import compile_routine

SHORT = Method(
    "short",
    "Short hold",
    "",
    (
        Phase("ease", "out", ms=2000, to="end"),
        Phase("hold", "out", ms=2000),
        Phase("release", "in", ms=2000, to="start"),
        Phase("rest", "in", ms=1000),
    ),
)
FLOW = Method(
    "flow",
    "Flow",
    "",
    (Phase("move", "in", breaths=0.5, to="alt"), Phase("move", "out", breaths=0.5, to="end")),
    reps=6,
)
LONG = Method(
    "long",
    "Long",
    "",
    (
        Phase("ease", "out", ms=4000, to="end"),
        Phase("hold", "free", breaths=5),
        Phase("release", "in", ms=3000, to="start"),
    ),
    reps=1,
)
PRESS = Method(
    "press",
    "Press",
    "",
    (
        Phase("ease", "out", ms=4000, to="end"),
        Phase("hold", "free", ms=10_000),
        Phase("contract", "free", ms=6000, effort=(0.2, 0.5)),
        Phase("release", "in", ms=4000, to="start"),
    ),
    reps=2,
)
POSES = {name: KeyPose(STANDING) for name in ("start", "end", "alt")}
OPENER = Exercise(
    id="opener",
    name="Kneeling opener",
    region="hip-front",
    position="half-kneeling",
    method="short",
    drawing=Drawing(POSES),
    equipment=("mat", "strap"),
    sides="each",
    limb="leg",
    lengthens=("iliopsoas",),
    start="Kneel on a cushion.",
    end="Glide forward.",
    cues=("Glide, do not arch", "Breathe"),
    stop_if=("the knee hurts", "the groin pinches", "the thigh tingles"),
)
LIBRARY = Library(
    {method.id: method for method in (SHORT, FLOW, LONG, PRESS)},
    {"opener": OPENER},
    {},
    muscles={"iliopsoas": Muscle("iliopsoas", "Hip flexors")},
)


def sheet_of(
    *steps: Step, exercises: Sequence[Exercise] = (), settings: Settings | None = None, name: str = "Opening"
) -> Sheet:
    settings = settings or Settings()
    routine = Routine("hip-opening", name, steps, exercises={one.id: one for one in exercises})
    timeline = compile_routine(routine, LIBRARY, settings)
    return sheet(timeline, LIBRARY, settings, printed_on="24 November 2026")


def test_a_sheet_tells_how_hard_to_press() -> None:
    usual, light = Step("opener", "press"), Step("opener", "press", dose=Dose(effort=(0.3,)))
    told = sheet_of(usual).method[2]
    assert (told.name, told.breath) == ("3. Press, 6 s", "20 to 50 % effort, keep breathing")
    assert sheet_of(light).method[2].breath == "30 % effort, keep breathing"
    both = sheet_of(usual, light)
    assert both.method[2].breath == "Breathe normally"  # they do not agree on it
    assert [block.dose for block in both.blocks] == [
        "2 each side, 10 s hold",
        "2 each side, 10 s hold, 30 % effort",
    ]


def measure(text: str, style: Style, width: float) -> float:
    """Lines of letters that are all half as wide as high."""
    size = style.size * 25.4 / 72
    return ceil(len(text) / max(int(width / size * 2), 1)) * size * 1.2


def pages_of(paper: str, *blocks_: str, cue: str = "Breathe", stop_if: str = "it hurts") -> tuple[Page, ...]:
    exercises = [
        replace(OPENER, id=f"opener-{i}", name=name, start="", end="", cues=(cue,), stop_if=(stop_if,))
        for i, name in enumerate(blocks_)
    ]
    made = sheet_of(*(Step(one.id, dose=Dose(reps=(1,))) for one in exercises), exercises=exercises)
    return paginate(made, PAPERS[paper], measure)


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text)]


def rules(page: Page) -> list[float]:
    """The lines across the page, above and below each row."""
    paper = page.paper
    return [i.y for i in page.items if isinstance(i, Line) and (i.x, i.to_x) == (paper.left, paper.right)]


def bounds(item: Item) -> tuple[float, float, float, float]:
    if isinstance(item, Line):
        return (*sorted((item.x, item.to_x)), *sorted((item.y, item.to_y)))  # type: ignore[return-value]
    height = measure(item.text, item.style, item.width) if isinstance(item, Text) else item.height
    return item.x, item.x + item.width, item.y, item.y + height


def assert_inside_margins(pages: Sequence[Page]) -> None:
    for page in pages:
        paper = page.paper
        for item in page.items:
            left, right, top, bottom = bounds(item)
            assert left >= paper.left - 1e-6, item
            assert right <= paper.right + 1e-6, item
            assert top >= paper.edge - 1e-6, item
            assert bottom <= paper.bottom + 1e-6, item


def test_a_sheet_says_what_to_do_how_often_and_when_to_stop() -> None:
    made = sheet_of(Step("opener"), Step("opener", method="flow"))
    assert (made.title, made.file) == ("Opening", "hip-opening.pdf")
    assert made.subtitle == "4 minutes of stretching. You need a mat and a strap or towel."
    block = made.blocks[0]
    assert (block.number, block.name, block.dose) == (1, "Kneeling opener", "10 each side, 2 s hold")
    assert block.how == "Kneel on a cushion. Glide forward. Glide, do not arch."
    assert block.stop_if == "Stop if the knee hurts, the groin pinches or the thigh tingles"
    assert block.marked == "Marked on the figure: Hip flexors"
    assert made.blocks[1].dose == "6 each side"
    assert made.safety == (words.STOP_IF, words.GET_HELP)
    assert made.safety[1].startswith(safety.EMERGENCY.title)
    assert (made.printed, made.caution) == ("Guided. Printed 24 November 2026", words.NOT_A_DIAGNOSIS)


def test_the_own_practitioner_is_on_the_sheet_where_there_is_one() -> None:
    own = Settings(practitioner="Jo Doe", practitioner_phone="555 0100")
    made = sheet_of(Step("opener"), settings=own)
    assert made.safety == (words.STOP_IF, words.GET_HELP, "Your practitioner: Jo Doe, 555 0100.")


def test_a_routine_that_needs_nothing_says_so() -> None:
    bare = replace(OPENER, id="bare", equipment=(), stop_if=("you feel dizzy",))
    made = sheet_of(Step("bare", fill_ms=60_000, method="flow"), exercises=[bare])
    assert made.subtitle.endswith("You need no equipment.")
    assert made.blocks[0].dose == "60 s each side"
    assert made.blocks[0].stop_if == "Stop if you feel dizzy"


def test_a_step_for_one_side_names_and_draws_that_side() -> None:
    left, right, both = sheet_of(
        Step("opener", sides="left"), Step("opener", sides="right"), Step("opener")
    ).blocks
    assert left.dose == "Left leg, 10 reps, 2 s hold"
    assert right.dose == "Right leg, 10 reps, 2 s hold"
    assert [block.end.mirrored for block in (left, right, both)] == [True, False, False]


def test_a_steps_own_note_stands_in_for_the_cue() -> None:
    block = sheet_of(Step("opener", note="Only as far as last week!")).blocks[0]
    assert block.how == "Kneel on a cushion. Glide forward. Only as far as last week!"


def test_from_paper_one_can_do_every_shipped_exercise() -> None:
    library = load(assets())
    steps = tuple(Step(name) for name in library.exercises)
    timeline = compile_routine(Routine("all", "All", steps), library)
    for block, part in zip(
        sheet(timeline, library, Settings(), printed_on="").blocks, timeline.parts, strict=True
    ):
        exercise = part.exercise
        assert exercise.start
        assert exercise.end
        assert block.how.startswith(f"{exercise.start} {exercise.end}")


def test_what_one_does_first_goes_on_under_the_boxes_and_touches_none() -> None:
    (page,) = pages_of("a4", "Bridge " * 12)
    said = {item.style: item for item in page.items if isinstance(item, Text)}
    how, dose = said[STYLES["how"]], said[STYLES["dose"]]
    boxes = [item for item in page.items if isinstance(item, Box) and item.width < 10]
    row = [box for box in boxes if box.y < how.y]
    assert len(row) == 14
    assert dose.x + dose.width < min(box.x for box in row)
    assert max(box.y + box.height for box in row) <= how.y
    assert how.x + how.width == page.paper.right


@pytest.mark.parametrize(
    ("cues", "how"),
    [
        ((), "Kneel on a cushion. Glide forward."),
        (("glide forward",), "Kneel on a cushion. Glide forward."),
        (("On a cushion", "Stay tall"), "Kneel on a cushion. Glide forward. Stay tall."),
    ],
)
def test_a_cue_says_more_than_how_an_exercise_begins_and_ends(cues: tuple[str, ...], how: str) -> None:
    told = replace(OPENER, id="told", cues=cues)
    assert sheet_of(Step("told"), exercises=[told]).blocks[0].how == how


def test_the_strip_explains_the_method_most_steps_have() -> None:
    made = sheet_of(Step("opener", method="flow"), Step("opener"), Step("opener"))
    assert [(stage.name, stage.breath) for stage in made.method] == [
        ("1. Ease in, 2 s", "Breathe out"),
        ("2. Hold, 2 s", "Keep breathing out"),
        ("3. Release, 2 s", "Breathe in"),
        ("4. Rest, 1 s", "Breathe in"),
    ]
    assert [(stage.low, stage.high) for stage in made.method] == [(0, 1), (1, 1), (1, 0), (0, 0)]
    assert sum(stage.share for stage in made.method) == pytest.approx(1)
    assert made.method[0].share == pytest.approx(2 / 7)


@pytest.mark.parametrize(
    ("methods", "told"),
    [
        (("short", "short"), ""),
        (("short", "flow", "short", "short"), "For exercises 1, 3 and 4"),
        (("flow", "short", "short", "short", "long", "short"), "For exercises 2 to 4 and 6"),
        (("short", "flow"), "For exercise 1"),
    ],
)
def test_the_strip_says_which_exercises_it_holds_for(methods: Sequence[str], told: str) -> None:
    made = sheet_of(*(Step("opener", method=method) for method in methods))
    assert made.method
    assert made.method_of == told
    page = paginate(made, PAPERS["a4"], measure)[0]
    assert ("For exercise" in page.words) == bool(told)
    assert_inside_margins([page])
    # No row has less room for it.
    assert rules(page) == rules(paginate(replace(made, method_of=""), PAPERS["a4"], measure)[0])


def test_where_no_method_leads_there_is_no_strip() -> None:
    made = sheet_of(*(Step("opener", method=method) for method in ("short", "flow", "long")))
    assert made.method == ()
    page = paginate(made, PAPERS["a4"], measure)[0]
    assert "Ease in" not in page.words
    assert not any(isinstance(item, Hill) for item in page.items)
    assert_inside_margins([page])


def test_even_the_shortest_phase_has_room_for_its_number_on_the_hill() -> None:
    step = Step("opener", dose=Dose(reps=(1,), hold_ms=(120_000,)))
    assert min(stage.share for stage in sheet_of(step).method) > 0.07


def test_the_strip_keeps_to_the_persons_pace() -> None:
    assert sheet_of(Step("opener"), settings=Settings(pace=1.5)).method[0].name == "1. Ease in, 3 s"


def test_the_strip_has_the_hold_the_steps_agree_on_and_none_where_they_differ() -> None:
    five, eight = (Step("opener", dose=Dose(hold_ms=(ms,))) for ms in (5000, 8000))
    growing = Step("opener", dose=Dose(hold_ms=(5000, 8000)))
    assert sheet_of(five, five).method[1].name == "2. Hold, 5 s"
    assert sheet_of(growing).method[1].name == "2. Hold, 5 to 8 s"
    assert sheet_of(five, eight).method[1].name == "2. Hold"


def test_the_strip_has_the_words_of_the_exercises_where_they_are_the_same() -> None:
    lunge, glide = replace(OPENER, called={"ease": "forward", "release": "back"}), replace(OPENER, id="glide")
    one, other = Step("opener"), Step("glide")
    assert [stage.name.partition(",")[0] for stage in sheet_of(one, exercises=[lunge]).method[::2]] == [
        "1. Forward",
        "3. Back",
    ]
    both = sheet_of(one, other, exercises=[lunge, glide]).method
    assert [stage.name.partition(",")[0] for stage in both[::2]] == ["1. Ease in", "3. Release"]


def test_the_strip_counts_breaths_and_comes_down_where_no_phase_does() -> None:
    flow = sheet_of(Step("opener", method="flow")).method
    assert [stage.name for stage in flow] == ["1. Move, half a breath", "2. Move, half a breath"]
    assert [(stage.low, stage.high) for stage in flow] == [(0, 1), (1, 0)]
    assert sheet_of(Step("opener", method="long")).method[1].name == "2. Hold, 5 breaths"


@pytest.mark.parametrize("vocabulary", ["stretching", "lengthening", "range"])
def test_no_vocabulary_is_contradicted(vocabulary: str) -> None:
    made = sheet_of(Step("opener"), settings=Settings(vocabulary=vocabulary))
    pages = paginate(made, PAPERS["a4"], measure)
    assert any("stretch" in page.words.lower() for page in pages) == (vocabulary == "stretching")
    assert any(f"minutes of {words.activity(vocabulary)}" in page.words for page in pages)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [1, 7, 8, 9, 16, 17, 200])
def test_every_exercise_is_whole_on_one_page_and_inside_the_margins(paper: str, count: int) -> None:
    names = [f"Exercise number {i}" for i in range(1, count + 1)]
    pages = pages_of(paper, *names)
    assert len(pages) == ceil(count / ROWS)
    assert_inside_margins(pages)
    found = []
    for page in pages:
        said = texts(page)
        here = [name for name in names if name in said]
        found += here
        assert said.count("1 each side, 2 s hold") == said.count("Stop if it hurts") == len(here)
        assert sum(isinstance(item, Figure) for item in page.items) == 2 * len(here)
    assert found == names


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_has_the_heading_the_warning_and_its_number(paper: str) -> None:
    pages = pages_of(paper, *("Bridge",) * 12)
    for number, page in enumerate(pages, 1):
        said = texts(page)
        assert {"Opening", "1. Ease in, 2 s", words.STOP_IF, words.GET_HELP, words.NOT_A_DIAGNOSIS} < set(
            said
        )
        assert f"Guided. Printed 24 November 2026. Page {number} of 2" in said
    assert ["Discomfort after, 0 to 10" in texts(page) for page in pages] == [False, True]


def test_one_page_has_no_number() -> None:
    (page,) = pages_of("a4", "Bridge")
    assert "Guided. Printed 24 November 2026" in texts(page)


def test_there_is_a_box_for_each_day_of_two_weeks() -> None:
    (page,) = pages_of("a4", "Bridge", "Plank")
    small = [item for item in page.items if isinstance(item, Box) and item.width < 10]
    assert len(small) == (2 + 1) * 14  # one of them for the discomfort


@pytest.mark.parametrize("paper", PAPERS)
def test_rows_are_about_24_mm_high_and_grow_with_their_words(paper: str) -> None:
    (page,) = pages_of(paper, *("Bridge",) * 8)
    heights = [below - above for above, below in zip(rules(page), rules(page)[1:], strict=False)]
    assert len(heights) == 8
    assert all(22 <= height <= 26 for height in heights)
    grown = pages_of(paper, *("Bridge",) * 8, cue="Breathe and go slowly. " * 12)
    assert len(grown) == 2
    assert_inside_margins(grown)
    assert min(b - a for a, b in zip(rules(grown[0]), rules(grown[0])[1:], strict=False)) > 27


@pytest.mark.parametrize("paper", PAPERS)
def test_texts_as_long_as_a_file_may_have_stay_on_the_page(paper: str) -> None:
    pages = pages_of(paper, *("W" * 120,) * 3, cue="go on " * 333, stop_if="no " * 600)
    assert len(pages) == 3
    assert_inside_margins(pages)
    for page in pages:
        said = texts(page)
        assert "W" * 120 in said
        assert any(text.startswith("Stop if no no") for text in said)
        assert any(text.endswith("…") for text in said)


def test_when_to_stop_is_kept_where_how_it_goes_is_cut() -> None:
    (page,) = pages_of("a4", "Bridge", cue="go on " * 333, stop_if="no " * 800)
    assert "Stop if " + "no " * 800 in texts(page)
    assert any(text.startswith("go on") and text.endswith("…") for text in texts(page))


@given(
    st.lists(st.integers(1, 2000), min_size=1, max_size=12),
    st.integers(1, 2000),
    st.integers(1, 120),
    st.sampled_from(list(PAPERS.values())),
)
def test_no_length_of_words_leaves_the_margins(
    lengths: list[int], stop: int, name: int, paper: Paper
) -> None:
    exercises = [
        replace(OPENER, id=f"e{i}", name="n" * name, cues=("c" * length,), stop_if=("s" * stop,))
        for i, length in enumerate(lengths)
    ]
    made = sheet_of(
        *(Step(one.id, dose=Dose(reps=(1,))) for one in exercises), exercises=exercises, name="T" * name
    )
    for layout in LAYOUTS:
        pages = paginate(made, paper, measure, layout)
        assert_inside_margins(pages)
        pictures = [item for page in pages for item in page.items if isinstance(item, Figure)]
        assert len(pictures) == 2 * len(lengths)
        for page in pages:
            heights = [b - a for a, b in zip(rules(page), rules(page)[1:], strict=False)]
            assert all(height >= 22 for height in heights)


def styles_of(pages: Sequence[Page]) -> set[str]:
    used = [item.style for page in pages for item in page.items if isinstance(item, Text)]
    return {name for name in ("how", "tight") if any(style is STYLES[name] for style in used)}


def test_words_are_smaller_where_that_saves_a_page_and_nowhere_else() -> None:
    cue = "Go on. " * 28
    eight = pages_of("a4", *("Bridge",) * 8, cue=cue)
    assert (len(eight), styles_of(eight)) == (1, {"tight"})
    assert styles_of(pages_of("a4", *("Bridge",) * 5, cue=cue)) == {"how"}
    assert styles_of(pages_of("a4", *("Bridge",) * 12, cue=cue)) == {"how"}  # on two pages either way


def test_words_are_smaller_before_any_is_cut() -> None:
    cue = next(
        "go on " * n
        for n in range(1, 2000)
        if "…" in pages_of("a4", "Bridge", cue="go on " * (n + 1))[0].words
    )
    assert styles_of(pages_of("a4", "Bridge", cue=cue)) == {"tight"}


def test_where_words_are_small_it_still_stands_out_when_to_stop() -> None:
    style, text = STYLES["tight"], "Go on. Stop if it hurts"
    ((start, length),) = style.leads_in(text)
    assert text[start : start + length] == "Stop if"
    assert style.leads_in("Do not stop. Never Stop if it is fine") == []
    assert STYLES["how"].leads_in(text) == []


def test_a_page_reads_in_order_and_names_what_only_the_picture_shows() -> None:
    (page,) = pages_of("a4", "Bridge")
    lines = page.words.split("\n")
    wanted = ["Opening", "1. Ease in, 2 s", "Marked on the figure: Hip flexors", "Bridge", words.STOP_IF]
    assert [line for line in lines if line in wanted] == wanted


def test_from_paper_one_knows_what_to_press_against() -> None:
    against = replace(OPENER, id="against", press="the knee into the cushion")
    pressed, usual = sheet_of(Step("against", "press"), Step("against"), exercises=[against]).blocks
    assert pressed.how.endswith("Press the knee into the cushion, with 20 to 50 % effort.")
    assert "Press" not in usual.how
