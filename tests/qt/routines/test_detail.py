"""A routine's page: what it holds, what opens, what Enter and Ctrl+P do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from guided import words
from guided.choices import Choices, played
from guided.library import Library, leading_muscles
from guided.prescription import how_held, how_many
from guided.programme import SessionOf
from guided.qt.actions import ACTIONS
from guided.qt.routines.detail import DetailPage
from guided.qt.theme import Look
from guided.qt.widgets.body_map import BodyMap
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.motion import MovingPicture
from guided.qt.widgets.picture import ExercisePicture
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text
from guided.routine import Routine, Step
from guided.settings import Settings
from guided.timeline import compile_routine
from tests.qt.hostile import ROUTINE, hostile
from tests.qt.seen import clipped, nameless, rich, spoken_name

Open = Callable[..., DetailPage]
SIZES = [(1280, 800, 100), (1280, 800, 150), (800, 560, 100), (800, 560, 150)]


@pytest.fixture
def opened(look: Look, qtbot: QtBot, library: Library) -> Open:
    """Shows the page of the routine the tests use."""
    pages = []

    def open_page(of: Library = library, times_done: int = 6) -> DetailPage:
        page = DetailPage(look, of, compile_routine(of.routines[ROUTINE], of))
        page.show_times_done(times_done)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return open_page


def told(page: DetailPage) -> list[str]:
    """Every text in sight."""
    return [text.text() for text in page.findChildren(Text) if text.isVisible()]


def test_it_says_what_to_expect(opened: Open, library: Library) -> None:
    page = opened()
    shown = told(page)
    routine = library.routines[ROUTINE]
    assert routine.name in shown
    assert f"{len(routine.steps)} exercises" in shown
    assert "Done 6 times" in shown
    assert words.STOP_IF in shown
    assert words.GET_HELP in shown
    for part in library.parts(routine):
        assert part.exercise.name in shown
        assert how_many(part.dose) in shown


def test_a_routine_never_done_does_not_say_so(opened: Open) -> None:
    assert not any(text.startswith("Done") for text in told(opened(times_done=0)))


def test_what_to_mind_is_marked_and_the_easier_one_taken_with_a_click(
    look: Look, qtbot: QtBot, library: Library
) -> None:
    routine = library.routines[ROUTINE]
    timeline = compile_routine(routine, library)
    page = DetailPage(look, library, timeline, careful_with=("sore-knee-kneel",))
    qtbot.addWidget(page)
    page.show()
    kneeling = [n for n, part in enumerate(timeline.parts) if "sore-knee-kneel" in part.exercise.care]
    assert [n for n, row in enumerate(page.rows) if row.care.said] == kneeling
    number = next(n for n in kneeling if timeline.parts[n].exercise.easier == "split-stance-hip-flexor")
    row = page.rows[number]
    assert row.care.said == (
        "Kneeling hurts: use a cushion, or take the easier one, Split-stance hip-flexor opener."
    )
    page.chosen.connect(
        lambda choices: page.show_played(
            compile_routine(played(routine, choices.of(ROUTINE), library), library), choices
        )
    )
    button = next(b for b in row.care.findChildren(Button) if b.words == "Take the easier one")
    assert button.isVisible()
    button.click()
    assert row.care.said == ""
    assert "Split-stance hip-flexor opener" in told(page)


def test_what_is_better_left_out_says_so_and_its_place_is_taken_with_a_click(
    look: Look, qtbot: QtBot, library: Library
) -> None:
    routine = library.routines["deep-hip"]
    timeline = compile_routine(routine, library)
    page = DetailPage(look, library, timeline, careful_with=("hip-replacement-back",))
    qtbot.addWidget(page)
    page.show()
    row = page.rows[0]
    assert row.care.said == "Better left out after a hip replacement. Instead: Bridge."
    page.chosen.connect(
        lambda choices: page.show_played(
            compile_routine(played(routine, choices.of(routine.id), library), library), choices
        )
    )
    next(b for b in row.care.findChildren(Button) if b.words == "Take Bridge instead").click()
    assert row.care.said == ""
    part = page._timeline.parts[0]
    assert (part.exercise.id, part.sides) == ("bridge", ("none",))


def test_harder_ways_are_not_shown_to_whom_a_condition_speaks_against_them(
    look: Look, qtbot: QtBot, library: Library
) -> None:
    routine = library.routines["before-a-run"]
    timeline = compile_routine(routine, library)
    number = next(n for n, part in enumerate(timeline.parts) if part.exercise.id == "leg-swing-front")
    harder = timeline.parts[number].exercise.harder_by
    for codes, shown in (((), True), (("balance",), False)):
        page = DetailPage(look, library, timeline, careful_with=codes)
        qtbot.addWidget(page)
        page.show()
        page.rows[number].head.click()
        assert (harder in told(page)) is shown


def test_nothing_is_marked_for_somebody_without_a_care(opened: Open) -> None:
    page = opened()
    assert not any(row.care.said for row in page.rows)
    assert not any("care" in text.lower() for text in told(page))


@pytest.mark.parametrize(("wide", "high", "text_size"), SIZES)
def test_the_head_says_which_steps_need_care_and_follows_what_is_taken_instead(
    look: Look, qtbot: QtBot, library: Library, wide: int, high: int, text_size: int
) -> None:
    look.use(Settings(text_size=text_size))
    routine = library.routines["hip-and-back-balance"]
    page = DetailPage(look, library, compile_routine(routine, library), careful_with=("hip-pinch",))
    qtbot.addWidget(page)
    page.resize(wide, high)
    page.show()
    QApplication.processEvents()
    out = "Better left out: Knee to opposite shoulder. In the session, E takes what suits you instead."
    assert out in told(page)
    assert not list(clipped(page))
    page.chosen.connect(
        lambda choices: page.show_played(
            compile_routine(played(routine, choices.of(routine.id), library), library), choices
        )
    )
    row = next(row for row in page.rows if row.care.said)
    next(b for b in row.care.findChildren(Button) if b.words.startswith("Take ")).click()
    assert out not in told(page)
    assert "Nothing in it needs the care you named." in told(page)
    assert not any(row.care.said for row in page.rows)


def test_an_opened_step_says_what_one_presses_against(look: Look, qtbot: QtBot, library: Library) -> None:
    timeline = compile_routine(library.routines["contract-relax-hips"], library)
    page = DetailPage(look, library, timeline)
    qtbot.addWidget(page)
    page.show()
    number = next(n for n, part in enumerate(timeline.parts) if part.method.id == "contract-relax")
    page.rows[number].head.click()
    assert "Press the knee forward into the cushion, with 20 to 50 % effort." in told(page)


def test_a_step_opens_in_place(opened: Open, library: Library) -> None:
    page = opened()
    exercise = library.parts(library.routines[ROUTINE])[1].exercise
    stops = {words.sentence(line) for line in exercise.stop_if}
    assert stops.isdisjoint(told(page))
    QTest.mouseClick(page.rows[1].head, Qt.MouseButton.LeftButton)
    assert {exercise.start, exercise.end, *stops} <= set(told(page))
    QTest.keyClick(page.rows[1].head, Qt.Key.Key_Return)
    assert stops.isdisjoint(told(page))


def test_the_arrow_of_an_opened_step_points_up(opened: Open) -> None:
    QCursor.setPos(0, 0)  # wherever the mouse was left, it would be on the step that opens there
    head = opened().rows[0].head

    def arrow() -> QImage:
        QApplication.processEvents()  # rows below make room first
        return head.grab().toImage().copy(head.width() - 44, 0, 30, head.height())

    closed = arrow()
    head.setChecked(True)
    assert arrow() != closed
    head.setChecked(False)
    assert arrow() == closed


def test_an_opened_step_is_as_high_as_its_words(opened: Open, qtbot: QtBot) -> None:
    page = opened()
    row = page.rows[1]
    row.head.click()
    qtbot.waitUntil(lambda: row.height() >= row.heightForWidth(row.width()))


def test_enter_starts_and_a_sheet_is_offered(opened: Open, qtbot: QtBot) -> None:
    page = opened()
    page.setFocus()
    with qtbot.waitSignal(page.start) as started:
        QTest.keyClick(page.start_button, Qt.Key.Key_Return)
    assert started.args == [ROUTINE]
    with qtbot.waitSignal(page.print_sheet) as printed:
        page.offers()["sheet"]()
    assert printed.args == [ROUTINE]


@pytest.mark.parametrize("by_key", [True, False])
def test_more_has_all_that_the_menu_at_the_pointer_has(
    opened: Open, library: Library, tmp_path: Path, by_key: bool
) -> None:
    own = replace(library, own={("routines", ROUTINE): tmp_path / "mine.toml"})
    page = opened(own)
    [more] = [button for button in page.findChildren(Button) if button.words == "More"]
    if by_key:
        more.setFocus()
        QTest.keyClick(more, Qt.Key.Key_Space)
    else:
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    [menu] = page.findChildren(QMenu)
    said = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    rows = {row.id: row for row in ACTIONS}
    assert sorted(said) == sorted(rows[name].text for name in page.offers())
    assert {"Delete", "Rename…", "Put into a folder…", "Copy as text", "Export…"} <= set(said)
    menu.close()


def test_the_body_map_names_the_muscles(opened: Open, library: Library) -> None:
    page = opened()
    main, others = leading_muscles(library.parts(library.routines[ROUTINE]), library)
    assert main
    named = page.findChildren(BodyMap)[0].accessibleDescription()
    for muscle in (*main, *others):
        assert muscle.name in named


@pytest.mark.parametrize("routine", ["psoas-release", "desk-five"])
def test_what_is_lengthened_comes_first_and_apart_from_what_works(library: Library, routine: str) -> None:
    parts = library.parts(library.routines[routine])
    main, others = leading_muscles(parts, library)
    names = {id(muscle): name for name, muscle in library.muscles.items()}
    assert {names[id(muscle)] for muscle in main} <= {name for p in parts for name in p.exercise.lengthens}
    assert {names[id(muscle)] for muscle in others} <= {name for p in parts for name in p.exercise.works}


def test_a_muscle_that_is_lengthened_and_works_is_among_both(library: Library) -> None:
    both = [library.exercises[name] for name in ("bridge", "single-knee-to-chest")]
    assert both[0].works[0] in both[1].lengthens[:2]
    routine = Routine("back", "Back", tuple(Step(one.id) for one in both))
    main, others = leading_muscles(library.parts(routine), library)
    muscle = library.muscles[both[0].works[0]]
    assert muscle in main
    assert muscle in others


def test_the_page_says_which_are_lengthened_and_which_work(opened: Open) -> None:
    rows = [text for text in told(opened()) if text.startswith(("Lengthens: ", "Works: "))]
    assert [row.partition(":")[0] for row in rows] == ["Lengthens", "Works"]


def test_start_stays_in_sight_in_a_small_window(opened: Open) -> None:
    page = opened()
    page.resize(800, 560)
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    assert page.start_button.isVisible()
    assert not page.start_button.visibleRegion().isEmpty()


def test_markup_stays_text_and_everything_has_a_name(opened: Open, library: Library) -> None:
    page = opened(hostile(library))
    page.rows[0].head.click()
    page.grab()
    assert not list(rich(page))
    assert not nameless(page)


# ---------------------------------------------------------------- playing it otherwise


class Kept:
    """A page whose choices are taken over, as the program does."""

    def __init__(self, page: DetailPage, library: Library) -> None:
        self.page, self.library = page, library
        self.routine = library.routines[ROUTINE]
        self.choices = Choices()
        page.chosen.connect(self.take)

    def take(self, choices: Choices) -> None:
        self.choices = choices
        self.page.show_played(compile_routine(self.played, self.library), choices)

    @property
    def played(self) -> Routine:
        return played(self.routine, self.choices.of(ROUTINE), self.library)

    def press(self, step: int, name: str) -> None:
        """Clicks on one of the choices of an opened step."""
        QApplication.processEvents()
        row = self.page.rows[step]
        found = [w for w in row.findChildren(Pressable) if w.words.startswith(name) and w.isVisible()]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


@pytest.fixture
def kept(opened: Open, library: Library) -> Kept:
    return Kept(opened(), library)


def step_with(library: Library, **has: str) -> int:
    """The first step of the routine whose exercise has a method, an easier or a harder one."""
    for number, part in enumerate(library.parts(library.routines[ROUTINE])):
        if all(value in (getattr(part.exercise, name) or ()) for name, value in has.items()):
            return number
    raise AssertionError(f"no step has {has}")


def test_another_method_shows_at_once_in_dose_and_minutes(kept: Kept, library: Library) -> None:
    step = step_with(library, methods="contract-relax")
    before = told(kept.page)
    kept.page.rows[step].head.click()
    kept.press(step, library.methods["contract-relax"].name)
    part = library.parts(kept.played)[step]
    assert part.method.id == "contract-relax"
    assert {how_many(part.dose), how_held(part.dose)} - {""} <= set(told(kept.page))
    assert "Changed by you" in told(kept.page)
    length = compile_routine(kept.played, library).length_ms
    assert f"{words.minutes(length)} min" in told(kept.page)
    assert f"{words.minutes(length)} min" not in before
    kept.press(step, "As written")
    assert kept.choices == Choices()
    assert "Changed by you" not in told(kept.page)


def test_the_keyboard_stays_on_what_it_chose(kept: Kept, library: Library) -> None:
    step = step_with(library, methods="static")
    row = kept.page.rows[step]
    row.head.click()
    chip = next(w for w in row.findChildren(Pressable) if w.objectName() == "method static")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    focused = QApplication.focusWidget()
    assert focused is not chip
    assert focused is not None
    assert focused.objectName() == "method static"


def test_easier_takes_the_steps_place_and_can_be_taken_back(kept: Kept, library: Library) -> None:
    step = next(n for n, p in enumerate(library.parts(kept.routine)) if p.exercise.easier)
    easier = library.exercises[str(library.parts(kept.routine)[step].exercise.easier)]
    kept.page.rows[step].head.click()
    kept.press(step, "Easier")
    assert easier.name in told(kept.page)
    assert easier.start in told(kept.page)
    assert kept.played.steps[step].exercise == easier.id
    kept.press(step, "As written")
    assert kept.played is kept.routine


def test_reps_for_one_step_and_for_all(kept: Kept, library: Library) -> None:
    step = step_with(library, method="ais")
    kept.page.rows[step].head.click()
    kept.press(step, "8")
    assert library.parts(kept.played)[step].reps == (8,)
    for_all = next(w for w in kept.page.findChildren(Segmented) if w.accessibleName() == "How many reps")
    chosen = [for_all.value]
    assert spoken_name(for_all.segment("")) == "Your own"
    parts = library.parts(kept.routine)
    written = [sum(part.reps) for part in parts]
    for how, sign in (("more", 1), ("fewer", -1)):
        QTest.mouseClick(for_all.segment(how), Qt.MouseButton.LeftButton)
        chosen.append(for_all.value)
        reps = [sum(part.reps) for part in library.parts(kept.played)]
        changed = [(now > was) - (now < was) for now, was in zip(reps, written, strict=True)]
        assert changed == [0 if part.step.fill_ms else sign for part in parts]
    assert chosen == ["", "more", "fewer"]
    QTest.mouseClick(for_all.segment(""), Qt.MouseButton.LeftButton)
    assert spoken_name(for_all.segment("")) == "As written"
    assert kept.played == library.routines[ROUTINE]


@pytest.mark.parametrize(
    ("routine", "asked"),
    [
        *((name, [""]) for name in ("psoas-release", "gentle-back-day", "core-to-begin-with", "desk-five")),
        ("slow-holds-in-breaths", []),
    ],
)
def test_how_many_reps_is_asked_wherever_most_steps_have_several(
    look: Look, qtbot: QtBot, library: Library, routine: str, asked: list[str]
) -> None:
    page = DetailPage(look, library, compile_routine(library.routines[routine], library))
    qtbot.addWidget(page)
    page.show()
    found = [w for w in page.findChildren(Segmented) if w.accessibleName() == "How many reps"]
    assert [segmented.value for segmented in found if segmented.isVisible()] == asked


@pytest.mark.parametrize("reps", [6, 14])
def test_the_reps_a_step_is_written_with_are_chosen_in_its_row(
    opened: Open, library: Library, reps: int
) -> None:
    step, routine = step_with(library, method="ais"), library.routines[ROUTINE]
    steps = list(routine.steps)
    steps[step] = replace(steps[step], dose=replace(steps[step].dose, reps=(reps,)))
    page = opened(replace(library, routines={ROUTINE: replace(routine, steps=tuple(steps))}))
    page.rows[step].head.click()
    (row,) = page.rows[step].findChildren(Segmented)
    assert row.value == reps
    assert row.segment(8).isVisible()


def test_a_hold_that_is_too_long_says_so(opened: Open, library: Library) -> None:
    routine = library.routines[ROUTINE]
    steps = tuple(replace(step, dose=replace(step.dose, hold_ms=(6000,))) for step in routine.steps)
    page = opened(replace(library, routines={ROUTINE: replace(routine, steps=steps)}))
    assert any("6 s is long for" in text for text in told(page))


def test_the_star_and_the_file_are_asked_for(opened: Open, qtbot: QtBot) -> None:
    page = opened()
    star = next(b for b in page.findChildren(IconButton) if b.words == "Make it a favourite")
    with qtbot.waitSignal(page.starred) as starred:
        QTest.mouseClick(star, Qt.MouseButton.LeftButton)
    assert starred.args == [ROUTINE]
    page.show_favourite(True)
    assert star.words == "No longer a favourite"
    share = next(b for b in page.findChildren(Button) if b.words.startswith("Share"))
    QTest.mouseClick(share, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(page.share) as shared:
        dialog.fileSelected.emit("out.guided")
    assert shared.args == [ROUTINE, "out.guided"]
    dialog.close()


@pytest.mark.parametrize(("width", "size"), [(1280, 100), (960, 100), (800, 150)])
def test_an_opened_step_has_room_for_all_its_words(
    opened: Open, look: Look, library: Library, width: int, size: int
) -> None:
    look.use(Settings(text_size=size, motion="reduced"))
    page = opened()
    page.resize(width, 600)
    for step in (step_with(library, methods="static"), 0):
        page.rows[step].head.click()
    QApplication.processEvents()
    page.grab()
    assert not list(clipped(page))


def test_a_session_with_a_dose_of_its_own_marks_what_to_mind_and_offers_nothing_it_cannot_keep(
    look: Look, qtbot: QtBot, library: Library
) -> None:
    timeline = compile_routine(library.routines[ROUTINE], library)
    session = SessionOf("Feet to head", "Session 3 of 12", fixed=True)
    page = DetailPage(look, library, timeline, careful_with=("sore-knee-kneel",), session=session)
    qtbot.addWidget(page)
    page.show()
    for row in page.rows:
        row.head.click()
    visible = {button.words for button in page.findChildren(Pressable) if button.isVisible()}
    assert any(row.care.said for row in page.rows)
    assert not visible & {"Take the easier one", "8", "10", "12", "Make it a favourite"}
    assert not any(words.startswith(("Easier: ", "Harder: ", "Share")) for words in visible)


def test_the_figure_of_an_opened_step_moves_while_it_is_open(
    opened: Open, look: Look, library: Library, qtbot: QtBot
) -> None:
    look.use(Settings(theme="light", motion="full"))
    page = opened()
    row = page.rows[0]
    assert not row.findChildren(MovingPicture)
    row.head.click()
    (figure,) = row.findChildren(MovingPicture)
    qtbot.waitUntil(lambda: figure.motion.stance is not None)
    exercise = library.parts(library.routines[ROUTINE])[0].exercise
    assert {exercise.start, exercise.end} <= set(told(page))
    row.head.click()
    assert figure.motion.stance is None


def test_with_reduced_motion_an_opened_step_shows_its_two_ends(opened: Open) -> None:
    page = opened()
    page.rows[0].head.click()
    assert not page.rows[0].findChildren(MovingPicture)
    assert len([one for one in page.rows[0].findChildren(ExercisePicture) if one.height() > 100]) == 2
