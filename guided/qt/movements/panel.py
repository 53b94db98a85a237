"""What is beside the figure: the part of the body that is posed, with its angles, and what is around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.pose import PROPS as KINDS
from guided.pose import SIDES, STANDING, Drawing, KeyPose
from guided.qt.movements.fields import NumberField, Pick
from guided.qt.movements.joints import (
    CARRIERS,
    FREE,
    GAZE_WORDS,
    HAND_SHAPES,
    KNEELS,
    LEAVES,
    ON_TOES,
    PARTS,
    PROPS,
    SLIDES,
    STAYS,
    VIEWS,
    joint_words,
    resting_places,
    ways_of,
)
from guided.qt.movements.posing import limits, turned_to
from guided.qt.movements.work import Work
from guided.qt.theme import Look
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text


class PosePanel(QWidget):
    """One part of the body, or what is around it; `pose_chosen` has the key pose with another angle."""

    pose_chosen = Signal(object, str)

    def __init__(self, look: Look, work: Work) -> None:
        super().__init__()
        self._look, self._work = look, work
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None
        self._shape: object = None
        self._fields: dict[tuple[str, int], NumberField] = {}
        self._key: KeyPose | None = None
        self.part = "body"

    def show_pose(self, part: str, name: str, key: KeyPose) -> None:
        """Show a part of the body in a key pose."""
        self.part, self._name, self._key = part, name, key
        shape = self._shape_of(part)
        if shape != self._shape:
            self._shape = shape
            self._rebuild()
        for (joint, turn), field in self._fields.items():
            field.show_value(_angle(key, joint, turn))

    def _shape_of(self, part: str) -> object:
        """What it is made from: with another of these it is made anew."""
        figure = self._work.movement.table.get("figure", {})
        around = {
            name: figure.get(name) for name in ("hold", "lift", "slide", "ground", "props", "view", "elev")
        }
        key = self._key._replace(pose=STANDING) if self._key is not None else None
        return part, repr(around), self._name, key

    def _rebuild(self) -> None:
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        old, self._fields = self._shown, {}
        self._shown = shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if self.part == "scene":
            _Scene(self._look, self._work, column)
        else:
            self._add_joints(column)
            if self.part[:-1] in ("arm", "leg"):
                self._add_limb(column)
            elif self.part == "head":
                self._add_pick(
                    column, "Looks", GAZE_WORDS, self._key.gaze if self._key else "", self._look_at
                )
        column.addStretch()
        self._column.addWidget(shown)
        shown.show()
        if old is not None:
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        again = shown.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_joints(self, column: QVBoxLayout) -> None:
        look = self._look
        for joint in PARTS[self.part][1]:
            title, turns = joint_words(joint)
            column.addWidget(Text(look, title, "body_strong"))
            grid = nested(column, QGridLayout())
            grid.setSpacing(4)
            for turn, called in enumerate(turns):
                low, high = limits((joint, turn))
                field = NumberField(look, words.joined(title, called), low, high)
                field.setObjectName(f"{joint} {turn}")
                field.set_to.connect(partial(self._turn, joint, turn))
                self._fields[joint, turn] = field
                grid.addWidget(field, 0, turn)
                alone = len(turns) == 1
                align = Qt.AlignmentFlag.AlignLeft if alone else Qt.AlignmentFlag.AlignHCenter
                caption = Text(look, called, "caption", "ink2", align=align)
                grid.addWidget(caption, 1, turn, 1, 3 if alone else 1)
            for turn in range(len(turns), 3):
                grid.setColumnStretch(turn, 1)
            for turn in range(len(turns)):
                grid.setColumnStretch(turn, 1)

    def _turn(self, joint: str, turn: int, degrees: float) -> None:
        if self._key is not None:
            self._key = self._key._replace(pose=turned_to(self._key.pose, (joint, turn), degrees))
            self.pose_chosen.emit(self._key, f"{joint} {turn}")

    def _add_limb(self, column: QVBoxLayout) -> None:
        """What a hand or foot does while one moves, and where a hand rests."""
        look, part, side = self._look, self.part, self.part[-1]
        drawing = self._work.drawing
        column.addWidget(Text(look, "While it moves", "body_strong"))
        ways = ways_of(part)
        pick = Pick(look, "While it moves", ways, way_of(drawing, part))
        pick.setObjectName("way")
        pick.picked.connect(lambda way: put_way(self._work, part, str(way)))
        column.addWidget(pick)
        if part[:-1] == "arm" and self._key is not None:
            number = SIDES.index(side)
            self._add_pick(column, "Rests on", resting_places(), self._key.reach[number], self._rest)
            self._add_pick(column, "Hand", HAND_SHAPES, self._key.hands[number], self._shape_hand)

    def _add_pick(
        self,
        column: QVBoxLayout,
        name: str,
        choices: tuple[tuple[object, str], ...],
        value: object,
        act: Callable[[Any], None],
    ) -> None:
        column.addWidget(Text(self._look, name, "body_strong"))
        pick = Pick(self._look, name, choices, value)
        pick.setObjectName(name)
        pick.picked.connect(act)
        column.addWidget(pick)

    def _rest(self, place: str | None) -> None:
        if self._key is not None:
            self.pose_chosen.emit(self._key._replace(reach=self._on_side(self._key.reach, place)), "")

    def _shape_hand(self, shape: str | None) -> None:
        if self._key is not None:
            self.pose_chosen.emit(self._key._replace(hands=self._on_side(self._key.hands, shape)), "")

    def _look_at(self, gaze: str) -> None:
        if self._key is not None:
            self.pose_chosen.emit(self._key._replace(gaze=gaze), "")

    def _on_side(self, both: Sequence[str | None], new: str | None) -> tuple[str | None, str | None]:
        """What both sides have, with something new on the side of the part."""
        left, right = (new if side == self.part[-1] else old for side, old in zip(SIDES, both, strict=True))
        return left, right


def _angle(key: KeyPose, joint: str, turn: int) -> float:
    value = getattr(key.pose, joint)
    return float(value[turn] if isinstance(value, tuple) else value)


def way_of(drawing: Drawing, part: str) -> str:
    """What a limb does during the movement."""
    end, side = ("hand" if part[:-1] == "arm" else "foot"), part[-1]
    for way, limbs in (
        (STAYS, drawing.hold),
        (LEAVES, drawing.lift),
        (SLIDES, drawing.slide),
    ):
        if f"{end}{side}" in limbs:
            return way
    if f"toes{side}" in drawing.hold:
        return ON_TOES
    return KNEELS if f"shin{side}" in drawing.hold and part[:-1] == "leg" else FREE


def put_way(work: Work, part: str, way: str) -> None:
    """Have a limb stay, leave, slide, or move as it is posed."""
    side, ends = part[-1], _ENDS[part[:-1]]
    own = {f"{end}{side}" for end in ends}
    figure = dict(work.movement.table.get("figure", {}))
    lists = {
        key: [limb for limb in figure.pop(key, []) if limb not in own] for key in (STAYS, LEAVES, SLIDES)
    }
    if way != FREE:
        lists[way if way in lists else STAYS].append(f"{way if way in ends else ends[0]}{side}")
    figure |= {key: limbs for key, limbs in lists.items() if limbs}
    called = dict(ways_of(part))[way]
    work.put("figure", figure, words.say(messages.PART_DOES, part=PARTS[part][0], what=called))


_ENDS: Mapping[str, tuple[str, ...]] = {"arm": ("hand",), "leg": ("foot", ON_TOES, KNEELS)}


class _Scene:
    """The view, what carries the body, and what stands or lies round it."""

    def __init__(self, look: Look, work: Work, column: QVBoxLayout) -> None:
        self._look, self._work = look, work
        drawing = work.drawing
        column.addWidget(Text(look, "Seen from", "body_strong"))
        view = Segmented(look, "Seen from", VIEWS, round(drawing.view))
        view.chosen.connect(lambda value: self._put("view", value, "Another view"))
        column.addWidget(view)
        grid = nested(column, QGridLayout())
        grid.setSpacing(4)
        for i, (key, name, low, high, value) in enumerate(
            (("view", "turned", -180, 180, drawing.view), ("elev", "from above", -30, 90, drawing.elev))
        ):
            field = self._number(name, low, high, value, partial(self._put_number, key, "Another view"))
            field.setObjectName(key)
            grid.addWidget(field, 0, i)
            grid.addWidget(Text(look, name, "caption", "ink2", align=Qt.AlignmentFlag.AlignHCenter), 1, i)
        column.addWidget(Text(look, "Carried by", "body_strong"))
        ground = work.movement.value("figure.ground") or ["feet"]
        carried = Pick(look, "Carried by", _carriers(ground), tuple(ground))
        carried.picked.connect(self._carry)
        column.addWidget(carried)
        column.addWidget(Text(look, "With", "body_strong"))
        rows = work.movement.value("figure.props")
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            self._add_prop(column, number, row)
        kinds = [(kind, name) for kind, (name, _, _) in PROPS.items()]
        add = Pick(look, "Add something", kinds, None, "soft")
        add.picked.connect(self._add)
        column.addWidget(add)

    def _number(self, name: str, low: float, high: float, value: float, act: Any) -> NumberField:
        field = NumberField(self._look, name, low, high, value)
        field.set_to.connect(act)
        return field

    def _add_prop(self, column: QVBoxLayout, number: int, row: Sequence[Any]) -> None:
        name, _, numbers = PROPS.get(row[0], (str(row[0]), [], ()))
        line = nested(column, QHBoxLayout())
        line.setSpacing(4)
        line.addWidget(Text(self._look, name, "body"), 1)
        for i, called in enumerate(numbers[: KINDS[row[0]][0]] if row[0] in KINDS else (), 1):
            field = self._number(
                words.joined(name, called), -200, 200, float(row[i]), partial(self._move, number, i)
            )
            field.setObjectName(f"prop {number} {i}")
            field.setMaximumWidth(self._look.px(64))
            line.addWidget(field)
        out = IconButton(self._look, "x", words.say(messages.TAKE_OUT, name=name), size=40, icon_size=18)
        out.clicked.connect(partial(self._take_out, number))
        line.addWidget(out)

    # ------------------------------------------------------------ changes

    def _put(self, key: str, value: object, said: str) -> None:
        self._work.put(f"figure.{key}", value, said, joins=True)

    def _put_number(self, key: str, said: str, value: float) -> None:
        self._put(key, int(value) if value == int(value) else value, said)

    def _carry(self, contact: tuple[str, ...]) -> None:
        figure: dict[str, Any] = dict(self._work.movement.table.get("figure", {}))
        carriers = _carriers(())
        figure["ground"] = list(contact)
        anchor = _ANCHORS.get(contact[0])
        figure.pop("anchor", None)
        if anchor:
            figure["anchor"] = anchor
        self._work.put("figure", figure, words.say(messages.CARRIED_BY, what=dict(carriers).get(contact, "")))

    def _rows(self) -> list[list[Any]]:
        rows = self._work.movement.value("figure.props")
        return [list(row) for row in rows] if isinstance(rows, list) else []

    def _add(self, kind: object) -> None:
        name, first, _ = PROPS[str(kind)]
        rows = [*self._rows(), [kind, *first]]
        self._work.put("figure.props", rows, words.say(messages.ADD, name=name))

    def _take_out(self, number: int) -> None:
        rows = self._rows()
        row = rows.pop(number)
        name = PROPS.get(row[0], (row[0], [], ()))[0]
        self._work.put("figure.props", rows or None, words.say(messages.TAKE_OUT, name=name))

    def _move(self, number: int, place: int, value: float) -> None:
        rows = self._rows()
        rows[number][place] = int(value) if value == int(value) else value
        name = PROPS[rows[number][0]][0]
        said = words.say(messages.IS_MOVED, name=name)
        self._work.put("figure.props", rows, said, joins=True)


def _carriers(ground: Sequence[str]) -> tuple[tuple[object, str], ...]:
    """What can carry the body, in words, with what does now."""
    known: dict[object, str] = {(contact,): name for contact, name in CARRIERS}
    if ground and tuple(ground) not in known:
        plain = {str(contact).partition("@")[0]: name for contact, name in CARRIERS}
        known[tuple(ground)] = words.listed([plain.get(one.partition("@")[0], one) for one in ground])
    return tuple(known.items())


_ANCHORS: Mapping[str, str] = {
    "footL": "ankL",
    "footR": "ankR",
    "kneeL": "kneeL",
    "kneeR": "kneeR",
    "knees": "kneeR",
}
"""The joint that does not wander, by what carries the body."""
