"""The poses of a movement: the figure with its handles, and beside it what one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.method import Method
from guided.movements import (
    Movement,
    begun,
    mirrored,
    with_moved_props,
    with_poses,
    with_value,
)
from guided.pose import KeyPose
from guided.qt.movements.canvas import Canvas, marks_of
from guided.qt.movements.fields import Pick
from guided.qt.movements.handles import NAMES
from guided.qt.movements.joints import PART_OF, PARTS, POSES
from guided.qt.movements.panel import PosePanel
from guided.qt.movements.work import Work
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.message import announce
from guided.qt.widgets.motion import movement as motion_of
from guided.qt.widgets.nest import nested
from guided.qt.widgets.scrolling import scroll_area
from guided.qt.widgets.text import Text
from guided.routine import Exercise
from guided.sides import mirrored_pose

_PANEL, _FIGURE, _GAP = 304, 300, 16  # px at 100 %: how wide they are beside each other
BASES = (
    ("stand", "Standing"),
    ("chair", "On a chair"),
    ("longsit", "Sitting on the floor"),
    ("quad", "On all fours"),
    ("kneel", "Half kneeling"),
    ("supine", "On the back"),
    ("crook", "On the back, knees bent"),
    ("prone", "Face down"),
)


_PART_WORDS: tuple[tuple[object, str], ...] = tuple((part, name) for part, (name, _) in PARTS.items())
_UNLIMITED = 16_777_215
_HOW = "Drag a ring, or use Tab and the arrow keys."
_SAME, _SWAP, _SWAP_ALL = "same", "swap", "swap-all"
_CHANGES: tuple[tuple[object, str], ...] = (
    (_SAME, "As the start"),
    (_SWAP, "Left and right changed over"),
    (_SWAP_ALL, "The same in all poses"),
)


class PosesSection(QWidget):
    """Key poses to choose from, the figure, and the angles of the part that is chosen.

    Where they do not fit side by side the angles are one press away, and the figure has the room.
    """

    def __init__(self, look: Look, work: Work) -> None:
        super().__init__()
        self._look, self._work = look, work
        self.pose, self.part = "start", "body"
        self.canvas = Canvas(look)
        self.panel = PosePanel(look, work)
        self._told = Text(look, _HOW, "caption", "ink2", wrap=False)
        self._names = Flow(6, 6)
        self._parts = Pick(look, "Part of the body", _PART_WORDS, self.part)
        self._parts.picked.connect(lambda part: self.choose_part(str(part)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._left = QWidget()
        row.addWidget(self._left, 1)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self._names)
        left.addWidget(self.canvas, 1)
        left.addWidget(self._told)
        left.addWidget(self._tools())
        self._side = self._make_side()
        row.addWidget(self._side)
        self._folds, self._is_unfolded = False, False
        self.canvas.held.connect(lambda key: self.panel.show_pose(self.part, self.pose, key))
        self.canvas.posed.connect(self._drawn)
        self.canvas.chosen.connect(self._choose_handle)
        self.canvas.refused.connect(self._refuse)
        self.panel.pose_chosen.connect(self._typed)
        work.changed.connect(self.show_work)
        work.returned.connect(self.canvas.reframe)
        self.canvas.motion.moved.connect(self._show_playing)
        follow(look, self._arrange)
        self.show_work()
        self.canvas.reframe()

    # ------------------------------------------------------------ what is shown

    def show_work(self) -> None:
        """Show the movement as it is now."""
        drawing = self._work.drawing
        if self.pose not in drawing.poses:
            self.pose = "start"
        exercise = self._work.checked.exercise
        roles = (
            {role: tuple(self._work.movement.table.get(role, ())) for role in ("lengthens", "works")}
            if exercise is None
            else {
                "lengthens": exercise.lengthens,
                "works": exercise.works,
                "across": exercise.across,
                "lengthens_across": exercise.lengthens_across,
            }
        )
        both = self._work.movement.table.get("sides", "none") == "none"
        known = self._work.library.muscles
        marks = {role: tuple(one for one in names if one in known) for role, names in roles.items()}
        self.canvas.show_drawing(marks_of(marks, drawing, both), self.pose, self._skins.isChecked())
        self._show_names()
        self._begin.setVisible(bool(drawing.words))
        for one in (self._play, self._change, self._skins):
            one.setVisible(not drawing.words)
        self._show_sides()
        if not drawing.words:
            self.panel.show_pose(self.part, self.pose, drawing.poses[self.pose])

    def choose_pose(self, name: str) -> None:
        """Show another key pose."""
        self.pose = name
        self.canvas.motion.stop()
        self.show_work()

    def choose_part(self, part: str) -> None:
        """Show another part of the body, or what is around it."""
        self.part = part
        self._parts.show_choices(_PART_WORDS, part)
        self.show_work()

    def _show_names(self) -> None:
        drawing = self._work.drawing
        names = [] if drawing.words else list(drawing.poses)
        if names != getattr(self, "_shown_names", None):
            self._shown_names = names
            self._make_names(names)
        for name, chip in self._pose_chips.items():
            chip.setChecked(name == self.pose)
        self._remove.setVisible(bool(names) and self.pose not in ("start", "end"))

    def _make_names(self, names: list[str]) -> None:
        for old in self._names.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        self._pose_chips: dict[str, Chip] = {}
        group = ChipFlow("Pose")
        for name in names:
            chip = self._pose_chips[name] = Chip(self._look, POSES.get(name, name), small=True)
            chip.setAutoExclusive(True)
            chip.clicked.connect(lambda _=False, name=name: self.choose_pose(name))
            group.add(chip)
        self._names.add(group)
        others = [(name, words_) for name, words_ in POSES.items() if name not in names]
        self._add = Pick(self._look, "Add", others, None, "text")
        self._add.setAccessibleName("Add a pose")
        self._add.picked.connect(self._add_pose)
        self._remove = IconButton(self._look, "trash", "Remove this pose", size=36, icon_size=18)
        self._remove.clicked.connect(self._remove_pose)
        for one in (self._add, self._remove):
            self._names.add(one)
        self._add.setVisible(bool(names and others))

    # ------------------------------------------------------------ what is done

    def _drawn(self, key: KeyPose, went: float, handle: str) -> None:
        """A handle was let go."""
        movement = self._with(key)
        if went:
            movement = with_moved_props(movement, -went)
        self._work.do(movement, words.say(messages.IS_POSED, name=NAMES[handle]), f"{self.pose} {handle}")

    def _typed(self, key: KeyPose, of: str) -> None:
        said = words.say(messages.IS_POSED, name=PARTS[self.part][0])
        self._work.do(self._with(key), said, f"{self.pose} {of}" if of else "")

    def _with(self, key: KeyPose) -> Movement:
        poses = {**self._work.drawing.poses, self.pose: key}
        return with_poses(self._work.movement, self._work.bases, poses)

    def _choose_handle(self, handle: str) -> None:
        if PART_OF[handle] != self.part:
            self.choose_part(PART_OF[handle])
        self._tell(words.say(messages.HANDLE_KEYS, name=NAMES[handle]))

    def _refuse(self, handle: str) -> None:
        said = words.say(messages.HANDLE_STAYS, name=NAMES[handle])
        self._tell(said)
        announce(self, said)

    def _add_pose(self, name: object) -> None:
        poses = dict(self._work.drawing.poses)
        poses[str(name)] = poses[self.pose]
        self._work.pose(poses, words.say(messages.ADD, name=POSES[str(name)]))
        self.choose_pose(str(name))

    def _remove_pose(self) -> None:
        gone, self.pose = self.pose, "end"
        poses = {name: key for name, key in self._work.drawing.poses.items() if name != gone}
        self._work.pose(poses, words.say(messages.TAKE_OUT, name=POSES.get(gone, gone)))

    def be_same(self) -> None:
        """Have this pose be as the start is."""
        poses = dict(self._work.drawing.poses)
        poses[self.pose] = poses["start"]
        self._work.pose(poses, "Same as the start")

    def mirror(self) -> None:
        """Change left and right over in this pose."""
        poses = dict(self._work.drawing.poses)
        poses[self.pose] = mirrored_pose(poses[self.pose])
        self._work.pose(poses, "Left and right changed over")

    def mirror_all(self) -> None:
        """Change left and right over in all poses and whatever carries them."""
        self._work.do(mirrored(self._work.movement, self._work.bases), "Sides changed over")
        self.canvas.reframe()

    def _begin_from(self, base: object) -> None:
        fresh = begun(str(base))
        changed = with_value(self._work.movement, "figure", fresh.table["figure"])
        changed = with_value(changed, "position", fresh.table["position"])
        self._work.do(changed, "A figure to pose")
        self.canvas.reframe()

    def play(self) -> None:
        """Show a rep in motion, or stop it."""
        if self.canvas.motion.stance is not None:
            self.canvas.motion.stop()
            return
        lesson = motion_of(self._stand_in(), self._method())
        self.canvas.play(lesson)

    def unfold(self, angles: bool) -> None:
        """Show the angles in the place of the figure, or the figure again."""
        self._is_unfolded = angles
        self._show_sides()
        (self._to_figure if angles else self._to_angles).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_playing(self) -> None:
        plays = self.canvas.motion.stance is not None
        self._play.set_icon("player-stop" if plays else "player-play")
        self._play.set_words("Stop" if plays else "Play")

    def _method(self) -> Method:
        methods, poses = self._work.library.methods, set(self._work.drawing.poses)
        method = methods.get(str(self._work.movement.table.get("method")))
        return method if method is not None and set(method.poses) <= poses else methods["ais"]

    def _stand_in(self) -> Exercise:
        table = self._work.movement.table
        return self._work.checked.exercise or Exercise(
            "movement", str(table.get("name", "")), "whole-body", "standing", "ais", self._work.drawing
        )

    # ------------------------------------------------------------ its widgets

    def _tools(self) -> QWidget:
        look = self._look
        self._play = Button(look, "Play", "soft", "small", "player-play")
        self._play.clicked.connect(self.play)
        self._change = Pick(look, "Change", _CHANGES, None, "text")
        self._change.picked.connect(lambda change: _DO[str(change)](self))
        self._skins = Chip(look, "Shadows", small=True)
        self._skins.setChecked(True)
        self._skins.set_tip("The other pose, and the way there")
        self._skins.toggled.connect(lambda _: self.show_work())
        self._to_angles = Button(look, "Angles", "text", "small")
        self._to_angles.clicked.connect(lambda: self.unfold(True))
        self._begin = Pick(look, "Draw it: begin from a position", BASES, None, "primary")
        self._begin.picked.connect(self._begin_from)
        tools = Flow(8, 4)
        for one in (self._play, self._skins, self._change, self._to_angles, self._begin):
            tools.add(one)
        if look.reduced_motion:
            self._play.set_available(False, "Reduced motion is chosen in Settings")
        return tools

    def _make_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = nested(column, QHBoxLayout())
        top.setSpacing(12)
        self._to_figure = Button(self._look, "Figure", "text", "small", "arrow-left")
        self._to_figure.clicked.connect(lambda: self.unfold(False))
        top.addWidget(self._to_figure)
        top.addWidget(self._parts, 1)
        self.panel.setContentsMargins(6, 0, 16, 0)
        column.addWidget(scroll_area(self.panel), 1)
        return side

    def _tell(self, said: str) -> None:
        self._told.setText(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._folds = self.width() < self._look.px(_PANEL + _FIGURE) + _GAP
        self._side.setMinimumWidth(0 if self._folds else self._look.px(_PANEL))
        self._side.setMaximumWidth(_UNLIMITED if self._folds else self._look.px(_PANEL))
        self._show_sides()

    def _show_sides(self) -> None:
        """Show figure and angles, or one of them where they do not fit; words alone have no angles."""
        has_angles = not self._work.drawing.words
        angles_only = self._folds and self._is_unfolded and has_angles
        self._left.setVisible(not angles_only)
        self._side.setVisible(has_angles and (angles_only or not self._folds))
        self._to_angles.setVisible(has_angles and self._folds)
        self._to_figure.setVisible(self._folds)


_DO: Mapping[str, Callable[[PosesSection], None]] = {
    _SAME: PosesSection.be_same,
    _SWAP: PosesSection.mirror,
    _SWAP_ALL: PosesSection.mirror_all,
}
