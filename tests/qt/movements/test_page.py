"""Making a movement on its page: by mouse, by keys, by typing; undone, kept, saved, found and deleted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from guided.files import load_own
from guided.library import Library
from guided.movements import Movement, begun, opened, written
from guided.paths import assets
from guided.pose import Drawing, at_pose
from guided.qt.commands import CommandsDialog
from guided.qt.movements.fields import NumberField, Pick
from guided.qt.movements.page import MovementPage
from guided.qt.movements.work import Work
from guided.qt.theme import Look
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.text import Text
from guided.settings import Settings
from tests.qt.running import Running, Starter
from tests.qt.seen import beyond, clipped, tip_of

HIP = "half-kneeling-hip-flexor"


def shipped(name: str) -> Movement:
    return opened((assets() / "exercises" / f"{name}.toml").read_text("utf-8"))


@pytest.fixture
def page(qtbot: QtBot, look: Look, library: Library, tmp_path: Path) -> MovementPage:
    work = Work(shipped(HIP), library)
    page = MovementPage(look, work, tmp_path)
    work.setParent(page)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def drawing(page: MovementPage) -> Drawing:
    return page.work.drawing


def draw(page: MovementPage, handle: str, by: QPoint) -> None:
    """Draw a handle by so many px, with real events."""
    ring = page.poses.canvas.rings[handle]
    at = ring.geometry().center()
    QTest.mousePress(ring, Qt.MouseButton.LeftButton, pos=ring.rect().center())
    for step in range(1, 11):
        QTest.mouseMove(ring, ring.mapFromParent(at + by * step / 10))
        page.poses.canvas._follow()
    for _ in range(20):
        page.poses.canvas._follow()
    QTest.mouseRelease(ring, Qt.MouseButton.LeftButton, pos=ring.rect().center())


def test_a_hand_is_drawn_somewhere_else_with_the_mouse(page: MovementPage) -> None:
    page.poses.choose_pose("end")
    before, ring = drawing(page).poses["end"], page.poses.canvas.rings["handR"]
    at = ring.geometry().center()
    draw(page, "handR", QPoint(30, -40))
    after = drawing(page).poses["end"]
    assert before.reach[1] == "hipsideR"
    assert after.reach[1] is None, "it has let go of the hip"
    assert after.pose.shR != before.pose.shR
    moved = ring.geometry().center() - at
    assert abs(moved.x() - 30) < 8
    assert abs(moved.y() + 40) < 8
    assert drawing(page).poses["start"] == page.work.checked.library.exercises[HIP].drawing.poses["start"]


@pytest.mark.parametrize("pose", ["start", "end", "deep"])
def test_a_handle_that_is_touched_changes_nothing_of_the_file(page: MovementPage, pose: str) -> None:
    page.poses.choose_pose(pose)
    before, shown = written(page.work.movement), page.poses.canvas.drawing
    for handle in page.poses.canvas.rings:
        draw(page, handle, QPoint(0, 0))
    assert written(page.work.movement) == before
    assert page.poses.canvas.drawing == shown
    assert not page.work.is_changed


def test_a_drawn_pelvis_leaves_the_knee_and_the_foot_where_they_are(page: MovementPage) -> None:
    rings = page.poses.canvas.rings
    before = {name: rings[name].geometry().center() for name in ("kneeR", "footL", "pelvis")}
    draw(page, "pelvis", QPoint(25, 0))
    after = {name: rings[name].geometry().center() for name in before}
    assert (after["pelvis"] - before["pelvis"]).x() > 15
    for name in ("kneeR", "footL"):
        assert (after[name] - before[name]).manhattanLength() <= 4, name
    mat = page.work.movement.value("figure.props")[0]
    assert mat[1] < -44, "the mat stays under the knee"


def test_a_planted_foot_does_not_follow_and_says_so(page: MovementPage) -> None:
    page.poses.choose_pose("end")
    before = page.work.movement
    draw(page, "footL", QPoint(30, -30))
    assert page.work.movement == before
    assert page.poses._told.text() == "Left foot: it stays where the start has it."


def test_handles_are_reached_by_tab_and_moved_by_arrows(page: MovementPage, qtbot: QtBot) -> None:
    ring = page.poses.canvas.rings["head"]
    ring.setFocus()
    assert page.poses.part == "head"
    before = ring.geometry().center()
    QTest.keyClick(ring, Qt.Key.Key_Right)
    QTest.keyClick(ring, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert ring.geometry().center().x() > before.x() + 10
    assert page.work.stack.count() == 1, "keys one after the other are undone at once"
    assert page.work.stack.undoText() == "Head posed"


def test_angles_are_typed_and_stepped_within_the_joints_limits(page: MovementPage) -> None:
    page.poses.choose_part("legL")
    knee = page.poses.panel.findChild(NumberField, "kneeL 0")
    assert knee is not None
    knee.setFocus()
    knee.selectAll()
    QTest.keyClicks(knee, "90.5")
    QTest.keyClick(knee, Qt.Key.Key_Return)
    assert drawing(page).poses["start"].pose.kneeL == 90.5
    QTest.keyClick(knee, Qt.Key.Key_Up)
    assert drawing(page).poses["start"].pose.kneeL == 91.5
    for _ in range(9):
        QTest.keyClick(knee, Qt.Key.Key_PageUp)
    assert drawing(page).poses["start"].pose.kneeL == 150.0


def test_everything_is_undone_byte_for_byte_and_said_in_words(page: MovementPage) -> None:
    text = written(page.work.movement)
    draw(page, "head", QPoint(12, 8))
    page.poses.choose_part("armL")
    rests = page.poses.panel.findChild(Pick, "Rests on")
    assert rests is not None
    rests.picked.emit("chestR")
    page.poses.mirror_all()
    page.muscles.toggle("hamstrings")
    page.words.name.setText("")
    QTest.keyClicks(page.words.name, "Stairs")
    assert page.work.movement.name == "Stairs"
    assert page.undo_button.words == "Undo: Name"
    said = []
    while page.work.stack.canUndo():
        said.append(page.work.stack.undoText())
        page.work.undo()
    assert said[-1] == "Head posed"
    assert written(page.work.movement) == text
    while page.work.stack.canRedo():
        page.work.redo()
    assert page.work.movement.name == "Stairs"


def test_poses_are_added_changed_over_and_removed(page: MovementPage) -> None:
    page.poses._add_pose("alt")
    assert page.poses.pose == "alt"
    before = drawing(page).poses["alt"].pose
    page.poses.mirror()
    after = drawing(page).poses["alt"].pose
    assert (after.hipL, after.kneeR) == (before.hipR, before.kneeL)
    page.poses.be_same()
    assert drawing(page).poses["alt"] == drawing(page).poses["start"]
    page.poses._remove_pose()
    assert "alt" not in drawing(page).poses


def test_what_is_around_is_seen_from_elsewhere_carried_and_put_there(page: MovementPage) -> None:
    page.poses.choose_part("scene")
    view = page.poses.panel.findChild(NumberField, "view")
    assert view is not None
    view.set_to.emit(30.0)
    assert drawing(page).view == 30.0
    picks = {pick._name: pick for pick in page.poses.panel.findChildren(Pick) if pick.isVisible()}
    picks["Add something"].picked.emit("wall")
    assert drawing(page).props[-1].kind == "wall"
    picks = {pick._name: pick for pick in page.poses.panel.findChildren(Pick) if pick.isVisible()}
    picks["Carried by"].picked.emit(("feet",))
    assert drawing(page).ground == (("feet", 0.0),)
    assert not page.work.checked.problems


def test_a_limb_stays_leaves_or_slides(page: MovementPage) -> None:
    page.poses.choose_part("legL")
    way = page.poses.panel.findChild(Pick, "way")
    assert way is not None
    assert way.value == "hold"
    way.picked.emit("slide")
    assert (drawing(page).hold, drawing(page).slide) == (("shinR",), ("footL",))
    page.work.undo()
    assert drawing(page).hold == ("footL", "shinR")


def test_muscles_are_picked_on_the_body(page: MovementPage) -> None:
    page.show_section("muscles")
    places: dict[str, QPoint] = {}
    for x in range(0, page.muscles.map.width(), 4):
        for y in range(0, page.muscles.map.height(), 4):
            places.setdefault(page.muscles.map.part_at(QPoint(x, y).toPointF()), QPoint(x, y))
    QTest.mouseClick(page.muscles.map, Qt.MouseButton.LeftButton, pos=places["hamstrings"])
    assert page.work.movement.table["lengthens"][-1] == "hamstrings"
    page.muscles.role.segment("works").click()  # type: ignore[attr-defined]
    QTest.mouseClick(page.muscles.map, Qt.MouseButton.LeftButton, pos=places["hamstrings"])
    assert "hamstrings" not in page.work.movement.table["lengthens"]
    assert page.work.movement.table["works"][-1] == "hamstrings"
    assert len(places) > 15


def test_a_new_movement_says_what_is_still_wanted(
    qtbot: QtBot, look: Look, library: Library, tmp_path: Path
) -> None:
    work = Work(begun("crook"), library)
    page = MovementPage(look, work, tmp_path)
    work.setParent(page)
    qtbot.addWidget(page)
    page.show()
    assert not page.save_button.isEnabled()
    assert tip_of(page.save_button) == "Give it a name first, under Words."
    assert "Give it a name first, under Words." in [text.text() for text in page.findChildren(Text)]
    QTest.keyClicks(page.words.name, "Hip lift")
    work.put("start", "Lie down.", "Start")
    work.put("end", "Lift the hips.", "End")
    assert page.save_button.isEnabled()


def test_a_movement_without_a_figure_gets_one(
    qtbot: QtBot, look: Look, library: Library, tmp_path: Path
) -> None:
    bare = shipped(HIP)
    work = Work(Movement("", {key: value for key, value in bare.table.items() if key != "figure"}), library)
    page = MovementPage(look, work, tmp_path)
    work.setParent(page)
    qtbot.addWidget(page)
    page.show()
    assert not page.poses.canvas.rings["head"].isVisible()
    page.poses._begin_from("quad")
    assert page.poses.canvas.rings["head"].isVisible()
    assert not work.drawing.words


def test_a_rep_is_played_without_handles_and_stopped(
    qapp: QApplication, qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    look = Look(qapp, Settings(theme="light", motion="full"))
    work = Work(shipped(HIP), library)
    page = MovementPage(look, work, tmp_path)
    work.setParent(page)
    qtbot.addWidget(page)
    page.show()
    canvas = page.poses.canvas
    page.poses.play()
    qtbot.waitUntil(lambda: canvas.motion.stance not in (None, at_pose("start")))
    assert not canvas.rings["head"].isVisible()
    page.poses.play()
    assert canvas.motion.stance is None
    assert canvas.rings["head"].isVisible()
    shiboken6.delete(page)
    shiboken6.delete(look)


# ---------------------------------------------------------------- in the program


@pytest.fixture
def running(start: Starter) -> Running:
    return start()


def page_of(running: Running) -> MovementPage:
    page = running.desk.window.page
    assert isinstance(page, MovementPage)
    return page


def saved(running: Running, name: str) -> Path:
    page = page_of(running)
    page.work.put("name", name, "Name")
    page.save_button.click()
    files = list((running.desk.home.data / "exercises").glob("*.toml"))
    return max(files, key=lambda path: path.stat().st_mtime_ns)


def test_a_shipped_movement_is_made_ones_own_and_found(running: Running) -> None:
    running.desk.context.movement_asked.emit(HIP)
    path = saved(running, "Stairs opener")
    assert path.name == "stairs-opener.toml"
    table = tomllib.loads(path.read_text("utf-8"))
    assert table["name"] == "Stairs opener"
    assert table["figure"] == shipped(HIP).table["figure"]
    library = running.desk.context.library
    assert library.exercises["stairs-opener"].name == "Stairs opener"
    assert not library.broken
    running.desk.window.commands_asked.emit()
    dialog = running.desk.window.findChild(CommandsDialog)
    assert dialog is not None
    dialog.field.setText("change stairs opener")
    dialog.take()
    assert page_of(running).work.exercise_id == "stairs-opener"


def test_a_draft_outlives_a_crash_and_goes_once_it_is_saved(running: Running, qtbot: QtBot) -> None:
    running.desk.context.movement_asked.emit(HIP)
    saved(running, "Mine")
    running.desk.context.movement_asked.emit("mine")
    page_of(running).work.put("name", "Mine, changed", "Name")
    draft = running.desk.home.data / "drafts" / "movements" / "mine.json"
    qtbot.waitUntil(draft.is_file)
    assert found(running, "Mine, changed") == []
    running.desk.window.show_page("today")
    qtbot.waitUntil(lambda: bool(found(running, "Mine, changed")))
    running.desk.context.movement_asked.emit("mine")
    assert page_of(running).work.movement.name == "Mine, changed"
    assert page_of(running).work.stack.canUndo()
    page_of(running).save_button.click()
    assert not draft.exists()


def found(running: Running, name: str) -> list[str]:
    """What is found under just that name by typing it."""
    running.desk.window.commands_asked.emit()
    dialog = running.desk.window.findChildren(CommandsDialog)[-1]
    dialog.field.setText(name)
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.reject()
    return [one for one in names if one == name]


def test_a_file_that_changed_meanwhile_is_not_overwritten_unasked(running: Running) -> None:
    running.desk.context.movement_asked.emit(HIP)
    path = saved(running, "Mine")
    running.desk.context.movement_asked.emit("mine")
    path.write_text(path.read_text("utf-8").replace('"Mine"', '"Theirs"'), "utf-8")
    page_of(running).work.put("name", "Ours", "Name")
    page_of(running).save_button.click()
    dialog = running.desk.window.findChild(ConfirmDialog)
    assert dialog is not None
    assert "Theirs" in path.read_text("utf-8")
    dialog.accept()
    assert "Ours" in path.read_text("utf-8")


def test_what_was_left_is_gone_on_with_though_the_file_changed(running: Running) -> None:
    running.desk.context.movement_asked.emit(HIP)
    path = saved(running, "Mine")
    running.desk.context.movement_asked.emit("mine")
    page_of(running).work.put("name", "Ours", "Name")
    running.desk.window.back()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    path.write_text(path.read_text("utf-8").replace('"Mine"', '"Theirs"'), "utf-8")
    running.desk.shelf.own_files.read_now()
    next(left for left in running.desk.movements.left() if left.name == "Ours").go_on()
    assert page_of(running).work.movement.name == "Ours"
    page_of(running).save_button.click()
    assert "Theirs" in path.read_text("utf-8")
    dialog = running.desk.window.findChild(ConfirmDialog)
    assert dialog is not None
    dialog.accept()
    assert "Ours" in path.read_text("utf-8")


def test_what_was_taken_back_is_no_draft(running: Running, qtbot: QtBot) -> None:
    running.desk.context.movement_asked.emit(HIP)
    saved(running, "Mine")
    running.desk.context.movement_asked.emit("mine")
    page = page_of(running)
    page.work.put("name", "Ours", "Name")
    draft = running.desk.home.data / "drafts" / "movements" / "mine.json"
    qtbot.waitUntil(draft.is_file)
    page.work.undo()
    running.desk.window.back()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not draft.exists()
    assert not list(running.desk.movements.left())


def test_a_new_one_stays_a_draft_when_what_came_later_is_taken_back(running: Running) -> None:
    running.desk.movements.begin("stand")
    page_of(running).work.put("name", "New one", "Name")
    running.desk.window.back()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    running.desk.movements.close()
    QApplication.processEvents()
    running.desk.movements.go_on()
    page_of(running).work.put("name", "Other one", "Name")
    page_of(running).work.undo()
    running.desk.window.back()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [left.name for left in running.desk.movements.left()] == ["New one"]


def test_a_deleted_movement_says_who_uses_it_and_comes_back(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(running.desk.home.cache))  # where the system's trash is
    running.desk.context.movement_asked.emit(HIP)
    path = saved(running, "Mine")
    routine = running.desk.home.data / "routines" / "evening.toml"
    routine.write_text('name = "Evening"\n[[step]]\nexercise = "mine"\n', "utf-8")
    running.desk.shelf.own_files.read_now()
    running.desk.context.movement_asked.emit("mine")
    page_of(running).delete_button.click()
    dialog = running.desk.window.findChild(ConfirmDialog)
    assert isinstance(dialog, QDialog)
    assert path.exists()
    dialog.accept()
    assert not path.exists()
    assert "mine" not in running.desk.context.library.exercises
    assert running.desk.window.acts.act("undo")
    assert path.exists()
    assert "mine" in running.desk.context.library.exercises


def test_a_step_can_be_made_ones_own(running: Running) -> None:
    running.desk.shelf.open("psoas-release")
    page = running.desk.window.page
    row = page.rows[0]  # type: ignore[union-attr]
    row.offers()["mine"]()
    assert page_of(running).work.movement.name.startswith("My ")


def test_the_menu_asks_what_to_begin_from(running: Running) -> None:
    running.desk.window.acts.act("movement")
    dialog = running.desk.window.findChild(CommandsDialog)
    assert dialog is not None
    dialog.field.setText("on all fours")
    dialog.take()
    assert page_of(running).work.drawing.ground == (("knees", 0.0),)


def test_what_is_written_is_what_the_check_accepts(running: Running) -> None:
    running.desk.context.movement_asked.emit(HIP)
    draw(page_of(running), "head", QPoint(10, 10))
    path = saved(running, "Mine")
    fresh = load_own(running.desk.shelf._shipped or running.desk.context.library, running.desk.home.data)
    assert not fresh.broken
    assert (
        fresh.exercises[path.stem].drawing.poses
        == running.desk.context.library.exercises[path.stem].drawing.poses
    )


def test_pictures_stand_in_the_figures_place(running: Running, tmp_path: Path) -> None:
    for name, colour in (("a", 0xFFCC0000), ("b", 0xFF0000CC)):
        image = QImage(400, 300, QImage.Format.Format_RGB32)
        image.fill(colour)
        image.save(str(tmp_path / f"{name}.png"))
    running.desk.context.movement_asked.emit(HIP)
    page_of(running).pictures.add([tmp_path / "a.png", tmp_path / "b.png"])
    path = saved(running, "Mine")
    exercise = running.desk.context.library.exercises[path.stem]
    assert len(exercise.drawing.photos) == 2
    assert all(photo.is_relative_to(running.desk.home.data / "pictures") for photo in exercise.drawing.photos)


def test_in_a_small_window_with_large_text_the_figure_has_the_room(page: MovementPage, look: Look) -> None:
    page.work.put("name", "Kneel", "Name")  # a long one would be cut short
    look.use(Settings(theme="light", text_size=150))
    page.resize(692, 560)
    QApplication.processEvents()
    poses = page.poses
    rings = poses.canvas.rings.values()
    assert poses.canvas.width() > 600
    assert all(page.rect().contains(QRect(one.mapTo(page, QPoint()), one.size())) for one in rings)
    assert {ring.width() < look.px(32) for ring in rings} == {True}
    assert [*clipped(page), *beyond(page)] == []
    poses._to_angles.click()
    QApplication.processEvents()
    assert poses.panel.isVisible()
    assert not poses.canvas.isVisible()
    assert [*clipped(page), *beyond(page)] == []
    poses._to_figure.click()
    assert poses.canvas.isVisible()


def test_play_says_stop_while_the_figure_moves(page: MovementPage, look: Look, qtbot: QtBot) -> None:
    look.use(Settings(theme="light", motion="full"))
    poses = page.poses
    poses._play.set_available(True)
    poses._play.click()
    qtbot.waitUntil(lambda: poses._play.words == "Stop")
    poses._play.click()
    assert poses._play.words == "Play"
