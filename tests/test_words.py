"""The words people read: every key has one, and numbers read as people say them."""

import errno
import locale
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided import messages, words
from guided.method import VERBS
from guided.routine import LIMBS, POSITIONS, REGIONS
from guided.settings import CHOICES


@given(st.lists(st.integers(0, 7_200_000), max_size=8))
def test_what_is_shown_of_each_length_adds_up_to_what_is_shown_of_all(lengths: list[int]) -> None:
    shown = [int(words.session(ms).removesuffix(" min")) for ms in lengths]
    assert words.minutes_in_all(lengths) == sum(shown)


def test_every_verb_position_region_limb_and_vocabulary_has_its_word() -> None:
    assert set(words.PHASES) == set(VERBS)
    assert set(words.POSITIONS) == set(POSITIONS)
    assert set(words.REGIONS) == set(words.PLACES) == set(REGIONS)
    assert {limb for _, limb in words.LIMBS} == set(LIMBS)
    assert set(words.VOCABULARIES) == set(CHOICES["vocabulary"])


@pytest.mark.parametrize(
    ("name", "equipment", "told"),
    [
        ("seated", ("chair", "wall"), "On the chair"),
        ("seated", ("mat", "strap"), "Sitting on the floor"),
        ("seated", (), "Sitting"),
        ("supine", ("mat",), "On your back"),
    ],
)
def test_who_sits_is_sent_to_a_chair_only_where_there_is_one(
    name: str, equipment: tuple[str, ...], told: str
) -> None:
    assert words.position(name, equipment) == told


@pytest.mark.parametrize(
    ("vocabulary", "held", "activity"),
    [
        ("stretching", "Hold the stretch", "stretching"),
        ("lengthening", "Hold the length", "lengthening"),
        ("range", "Hold the range", "range of motion"),
    ],
)
def test_the_vocabulary_chosen_is_spoken(vocabulary: str, held: str, activity: str) -> None:
    assert (words.held(vocabulary), words.activity(vocabulary)) == (held, activity)


def test_a_session_is_told_with_what_it_is() -> None:
    assert words.session(840_000) == "14 min"


def test_only_the_chosen_vocabulary_says_stretch() -> None:
    texts = [*words.PHASES.values(), *words.POSITIONS.values(), *words.REGIONS.values()]
    texts += [words.STOP_IF, words.GET_HELP, words.NOT_A_DIAGNOSIS]
    assert not [text for text in texts if "stretch" in text.casefold()]


@pytest.mark.parametrize(
    ("way", "kind", "ms", "told"),
    [
        ("out", "ease", 2000, "Breathe out"),
        ("out", "hold", 2000, "Keep breathing out"),
        ("out", "hold", 3000, "Breathe normally"),  # nobody breathes out that long
        ("in", "release", 2000, "Breathe in"),
        ("hold", "hold", 4000, "Keep the breath"),
        ("free", "hold", 30_000, "Breathe normally"),
    ],
)
def test_the_breath_is_told_as_it_can_be_breathed(way: str, kind: str, ms: int, told: str) -> None:
    assert words.breath(way, kind, ms) == told


@pytest.mark.parametrize(
    ("effort", "told"),
    [
        ((0.2, 0.5), "20 to 50 % effort, keep breathing"),
        ((0.3,), "30 % effort, keep breathing"),
        ((0.29, 0.29), "29 % effort, keep breathing"),
    ],
)
def test_a_contraction_tells_how_hard_to_press_and_to_go_on_breathing(
    effort: tuple[float, ...], told: str
) -> None:
    assert words.breath("free", "hold", 6000, effort) == told


@pytest.mark.parametrize(
    ("reps", "each_side", "fill_ms", "told"),
    [
        ((10,), True, 0, "10 each side"),
        ((10,), False, 0, "10 reps"),
        ((1,), False, 0, "1 rep"),
        ((3, 2, 1), True, 0, "3 sets of 3, 2 and 1 each side"),
        ((10, 10), False, 0, "2 × 10 reps"),
        ((10,), False, 60_000, "60 s"),
        ((10,), True, 300_000, "5 min each side"),
    ],
)
def test_how_many(reps: tuple[int, ...], each_side: bool, fill_ms: int, told: str) -> None:
    assert words.count(reps, each_side, fill_ms) == told


@pytest.mark.parametrize(
    ("ms", "breaths", "told"),
    [
        (2000, 0, "2 s hold"),
        (2500, 0, "2.5 s hold"),
        (0, 0, ""),
        (0, 5, "5 breaths"),
        (0, 1, "1 breath"),
    ],
)
def test_how_long_it_is_held(ms: int, breaths: float, told: str) -> None:
    assert words.hold(ms, breaths) == told


@pytest.mark.parametrize(
    ("ms", "told"),
    [
        (0, "0 s"),
        (44_001, "45 s"),
        (89_000, "89 s"),
        (89_001, "2 min"),
        (89_999, "2 min"),
        (149_000, "2 min"),
        (150_000, "3 min"),
        (14 * 60_000, "14 min"),
    ],
)
def test_a_length_at_a_glance(ms: int, told: str) -> None:
    assert words.duration(ms) == told


@pytest.mark.parametrize(
    ("ms", "gone", "to_go"),
    [
        (0, "0:00", "0:00"),
        (1, "0:00", "0:01"),
        (275_000, "4:35", "4:35"),
        (59_999, "0:59", "1:00"),
        (3_599_001, "59:59", "1:00:00"),
        (3_661_000, "1:01:01", "1:01:01"),
    ],
)
def test_the_running_second_counts_only_while_it_is_to_go(ms: int, gone: str, to_go: str) -> None:
    assert (words.clock(ms), words.left(ms)) == (gone, to_go)


@given(st.integers(0, 6 * 3600 * 1000))
def test_gone_and_to_go_never_differ_by_more_than_the_running_second(ms: int) -> None:
    assert words.left(ms) in (words.clock(ms), words.clock(ms + 1000))


def test_ten_minutes_are_no_six_hundred_seconds() -> None:
    assert [words.exactly(1000 * s) for s in (45, 90, 130, 150, 600)] == [
        "45 s",
        "90 s",
        "130 s",
        "2.5 min",
        "10 min",
    ]
    assert words.time_of(45_000, 60_000) == "45 of 60 s"
    assert words.time_of(260_000, 600_000) == "4:20 of 10:00 min"


def test_no_length_is_no_minutes() -> None:
    assert [words.minutes(ms) for ms in (0, 29_000, 90_000, 89_999)] == [1, 1, 2, 1]


@pytest.mark.parametrize(
    ("say", "told"),
    [
        (lambda: words.limb("left", "leg"), "Left leg"),
        (lambda: words.times(1), "Once"),
        (lambda: words.times(2, each_side=True), "Twice each side"),
        (lambda: words.phase("lower", {"lift": "lower", "lower": "bring-back"}), "Bring back"),
        (lambda: words.phase("hold", {"lift": "lower"}), "Hold"),
        (
            lambda: words.on_side("Lie on your {other} side. {side} leg up.", "left"),
            "Lie on your right side. left leg up.",
        ),
        (lambda: words.limb("none", "leg"), ""),
        (lambda: words.limb("right", "foot"), "Right foot"),
        (lambda: words.say(messages.EXERCISES, n=1), "1 exercise"),
        (lambda: words.say(messages.EXERCISES, n=8), "8 exercises"),
        (lambda: words.say(messages.BREATHS, n=2.5), "2.5 breaths"),
        (lambda: words.listed(["dizzy", "cold", "numb"], messages.LIST_OR), "dizzy, cold or numb"),
        (lambda: words.joined("a", "", "b"), "a, b"),
        (lambda: words.listed([]), ""),
        (lambda: words.listed(["a mat"]), "a mat"),
        (lambda: words.listed(["a mat", "a strap"]), "a mat and a strap"),
        (lambda: words.listed(["a mat", "a strap", "a chair"]), "a mat, a strap and a chair"),
        (lambda: words.sentence("the groin pinches"), "The groin pinches"),
        (lambda: words.sentence(""), ""),
    ],
)
def test_small_words(say: Callable[[], str], told: str) -> None:
    assert say() == told


@pytest.fixture(params=["de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8"])
def another_language(request: pytest.FixtureRequest) -> Iterator[None]:
    """The days of the C library in another language, as Qt sets them for the whole process."""
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, request.param)
    except locale.Error:
        pytest.skip(f"this system does not know {request.param}")
    yield
    locale.setlocale(locale.LC_TIME, before)


@pytest.mark.usefixtures("another_language")
def test_days_are_in_the_language_of_the_program_whatever_the_systems() -> None:
    assert words.day(date(2026, 12, 20), "on %A %d %B") == "on Sunday 20 December"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("%A %H:%M", "Saturday 07:05"),
        ("%a %d %b", "Sat 5 Dec"),
        ("%d %B %Y", "5 December 2026"),
        ("in the week of %d %B", "in the week of 5 December"),
    ],
)
def test_a_day_in_words(form: str, said: str) -> None:
    assert words.day(datetime(2026, 12, 5, 7, 5), form) == said


@pytest.mark.parametrize(
    ("done", "planned", "said"),
    [
        (0, 35, "0 % done"),
        (2, 35, "5 % done"),
        (1, 900, "1 % done"),
        (899, 900, "99 % done"),
        (35, 35, "all done"),
    ],
)
def test_how_much_of_a_session_was_done_is_one_number(done: int, planned: int, said: str) -> None:
    assert words.done_share(done, planned) == said


def test_where_nothing_was_planned_nothing_is_said() -> None:
    assert words.done_share(0, 0) == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "this program may not write there"),
        (None, "refuses"),
    ],
)
def test_why_the_system_refuses_is_in_the_language_of_the_program(number: int | None, said: str) -> None:
    assert said in words.refusal(OSError(number, "Kein Platz mehr"))
    assert "Platz" not in words.refusal(OSError(number, "Kein Platz mehr"))


def test_names_are_sorted_without_regard_to_accents_and_capitals() -> None:
    names = ["Zoë", "Äther", "ather", "Ather", "Über", "Uber", "Éa", "e"]
    assert sorted(names, key=words.collation_key) == [
        "Ather",
        "ather",
        "Äther",
        "e",
        "Éa",
        "Uber",
        "Über",
        "Zoë",
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (729, "24 months ago"),
        (730, "2 years ago"),
    ],
)
def test_how_long_ago_is_said_in_the_unit_one_would_use(days: int, said: str) -> None:
    assert words.ago(days) == said
