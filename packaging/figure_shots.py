"""Contact sheets of the figure: every exercise, every prop and view, every muscle, and a naming test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from guided.library import Library
from guided.picture import Picture, Style, picture_of
from guided.pose import STANDING, Drawing, KeyPose, Pose, Prop, at_pose, blend
from guided.qt.figure import paint
from guided.qt.theme import Type, font_of, load_fonts
from guided.routine import Exercise

_CELL, _LABEL, _GAP = 220, 34, 10
_ROWS = 7
_GROUNDS = {"light": "#FBF4E8", "dark": "#2A2523", "hc": "#FFFFFF", "print": "#FFFFFF", "tint": "#FFFFFF"}
_START, _END = at_pose("start"), at_pose("end")


Entry = tuple[str, tuple[Picture, ...]]
"""Pictures side by side, and the words below them."""


def write_figures(folder: Path, library: Library) -> int:
    """Writes every sheet into a folder; returns how many there are."""
    load_fonts()
    exercises = sorted(library.exercises.values(), key=lambda one: (one.region, one.name))
    sheets: dict[str, Sequence[Entry]] = {}
    for theme in ("light", "print"):
        entries = [_of_exercise(one, Style(theme)) for one in exercises]
        sheets |= _numbered(f"figures-{theme}", entries, _ROWS * 4)
    shuffled = sorted(exercises, key=lambda one: sha256(one.id.encode()).hexdigest())
    unnamed = [
        (str(i), tuple(picture_of(one, stance, Style()) for stance in (_START, _END)))
        for i, one in enumerate(shuffled, 1)
    ]
    sheets |= _numbered("figures-unnamed", unnamed, _ROWS * 5)
    sheets["figures-props-and-views.png"] = [*_views(), *_props()]
    sheets["figures-muscles.png"] = list(_muscles(library))
    sheets["figures-skins.png"] = list(_skins(library))
    for name, shown in sheets.items():
        _draw(shown).save(str(folder / name))
    key = "".join(f"{i} {one.name}\n" for i, one in enumerate(shuffled, 1))
    (folder / "figures-unnamed-key.txt").write_text(key, encoding="utf-8")
    return len(sheets)


def _numbered(name: str, entries: Sequence[Entry], most: int) -> dict[str, Sequence[Entry]]:
    return {f"{name}-{i // most + 1}.png": entries[i : i + most] for i in range(0, len(entries), most)}


def _draw(entries: Sequence[Entry]) -> QImage:
    """Entries in rows of about 2700 px, each with its words below."""
    across = len(entries[0][1])
    wide = across * _CELL + _GAP
    columns = max(1, 2700 // wide)
    rows = -(-len(entries) // columns)
    image = QImage(columns * wide + _GAP, rows * (_CELL + _LABEL + _GAP) + _GAP, QImage.Format.Format_RGB32)
    image.fill(QColor("#8C8C8C"))
    with QPainter(image) as painter:
        painter.setFont(font_of(Type(17, 0, 600)))
        for i, (words, pictures) in enumerate(entries):
            x, y = _GAP + i % columns * wide, _GAP + i // columns * (_CELL + _LABEL + _GAP)
            ground = QColor(_GROUNDS[pictures[0].style.theme])
            area = QRectF(x, y, wide - _GAP, _CELL + _LABEL)
            painter.fillRect(area, ground)
            painter.setPen(QColor("#FFFFFF" if ground.lightness() < 128 else "#1D2A2B"))
            painter.drawText(area.adjusted(8, _CELL, -8, 0), Qt.AlignmentFlag.AlignVCenter, words)
            for j, one in enumerate(pictures):
                painter.save()
                cell = QRectF(x + j * _CELL, y, _CELL, _CELL)
                painter.setClipRect(cell)
                paint(painter, cell, one)
                painter.restore()
    return image


def _of_exercise(exercise: Exercise, style: Style) -> Entry:
    stances = (_START, blend(_START, _END, 0.5), _END)
    return exercise.name, tuple(picture_of(exercise, stance, style) for stance in stances)


# ---- props and views


def _still(pose: Pose, **how: Any) -> Drawing:
    """A drawing of one pose."""
    return Drawing({"start": KeyPose(pose), "end": KeyPose(pose)}, **how)


_ARMS_OUT = STANDING._replace(shL=(0.0, 22.0, 0.0), shR=(0.0, 22.0, 0.0))
_SITTING = STANDING._replace(
    hipL=(82.0, 6.0, 0.0),
    hipR=(82.0, 6.0, 0.0),
    kneeL=82.0,
    kneeR=82.0,
    shL=(30.0, 8.0, 0.0),
    shR=(30.0, 8.0, 0.0),
)
_SUPINE = STANDING._replace(
    pitch=-92.0, neck=(14.0, 0.0, 0.0), head=(6.0, 0.0, 0.0), hipL=(20.0, 0.0, 0.0), hipR=(20.0, 0.0, 0.0),
    kneeL=40.0, kneeR=40.0,
)  # fmt: skip
_FOLDED = STANDING._replace(
    pitch=88.0, hipL=(88.0, 0.0, 0.0), hipR=(88.0, 0.0, 0.0), shL=(84.0, 0.0, 0.0), shR=(84.0, 0.0, 0.0)
)


def _views() -> Iterator[Entry]:
    for view in (0, 30, 60, 90, 120, 150, 180, -150, -120, -90, -60, -30):
        yield f"standing, view {view}", (Picture(_still(_ARMS_OUT, view=float(view)), _START, Style()),)
    for view in (0, 40, 90, 140, 180):
        seated = _still(
            _SITTING, view=float(view), elev=8.0, ground=(("seat", 25.0),), props=(Prop("chair", (25.0,)),)
        )
        yield f"on a chair, view {view}", (Picture(seated, _START, Style()),)


def _props() -> Iterator[Entry]:
    on_back: dict[str, Any] = {"ground": (("back", 0.0),), "anchor": "root"}
    both_hands = ("footL", "footR", "handL", "handR")
    shown = {
        "mat, pillow": _still(
            _SUPINE, props=(Prop("mat", (-56.0, 58.0)), Prop("pillow", (), ("head",))), **on_back
        ),
        "bolster, roll": _still(
            _SUPINE, props=(Prop("bolster", (), ("kneeR",)), Prop("roll", (), ("neck",))), **on_back
        ),
        "bed": _still(
            _SUPINE, props=(Prop("bed", (-62.0, 50.0, 30.0)),), ground=(("back", 30.0),), anchor="root"
        ),
        "band round the knees": _still(_ARMS_OUT, view=0.0, props=(Prop("band", (), ("kneeL", "kneeR")),)),
        "band from foot to hand": _still(
            STANDING._replace(elbR=90.0), props=(Prop("band", (), ("footR", "handR")),)
        ),
        "chair beside": _still(
            STANDING, view=82.0, hold=("footL", "footR", "handL"), props=(Prop("chair-beside", (4.0,)),)
        ),
        "chair facing": _still(
            _SUPINE._replace(hipL=(90.0, 0.0, 0.0), hipR=(90.0, 0.0, 0.0), kneeL=89.0, kneeR=89.0),
            props=(Prop("chair-facing", (10.0, 27.4)),),
            **on_back,
        ),
        "wall behind": _still(_ARMS_OUT, view=0.0, props=(Prop("wall-behind", (-40.0, 40.0)),)),
        "cushion": _still(
            STANDING._replace(hipL=(88.0, 3.0, 0.0), kneeL=85.0, kneeR=80.0, ankR=-74.0),
            view=82.0,
            ground=(("kneeR", 3.0),),
            hold=("footL",),
            props=(Prop("cushion", (), ("kneeR",)),),
        ),
        "tucked toes": _still(
            STANDING._replace(hipL=(88.0, 3.0, 0.0), kneeL=85.0, kneeR=98.0, ankR=10.0, toeR=75.0),
            view=82.0,
            ground=(("kneeR", 0.0),),
            hold=("footL", "footR"),
        ),
        "chair ahead": _still(
            _FOLDED._replace(pitch=50.0), view=82.0, hold=both_hands, props=(Prop("chair-ahead", (24.0,)),)
        ),
        "desk": _still(
            _FOLDED._replace(pitch=50.0), view=82.0, hold=both_hands, props=(Prop("desk", (24.0,)),)
        ),
        "wall": _still(
            STANDING._replace(shL=(85.0, 0.0, 0.0), shR=(85.0, 0.0, 0.0)),
            view=82.0,
            hold=both_hands,
            props=(Prop("wall", (30.0,)),),
        ),
        "block": _still(_FOLDED, view=82.0, hold=both_hands, props=(Prop("block", (30.0, 24.0)),)),
        "step": _still(
            STANDING._replace(hipR=(40.0, 0.0, 0.0), kneeR=50.0, ankR=8.0),
            view=82.0,
            ground=(("footL", 0.0),),
            anchor="ankL",
            hold=("footL", "footR"),
            props=(Prop("step", (4.0, 30.0, 9.0)),),
        ),
        "doorway": _still(
            STANDING._replace(shL=(0.0, 85.0, 0.0), shR=(0.0, 85.0, 0.0), elbL=90.0, elbR=90.0),
            view=180.0,
            props=(Prop("doorway", (-25.0, 25.0)),),
        ),
        "footprints": _still(
            STANDING._replace(hipL=(24.0, 4.0, 0.0), hipR=(-16.0, 5.0, -35.0)),
            props=(Prop("footprints", (45.0, 15.0)),),
        ),
        "strap": _still(
            _SUPINE._replace(
                hipR=(80.0, 0.0, 0.0),
                kneeR=5.0,
                shL=(52.0, 0.0, 0.0),
                shR=(52.0, 0.0, 0.0),
                elbL=60.0,
                elbR=60.0,
            ),
            props=(Prop("strap", (), ("footR", "handR", "handL")),),
            hands="hold",
            **on_back,
        ),
        "towel": _still(
            STANDING._replace(shL=(90.0, 60.0, 0.0), shR=(90.0, 60.0, 0.0), elbL=130.0, elbR=130.0),
            view=82.0,
            props=(Prop("towel", (), ("head",)),),
        ),
    }
    for words, drawing in shown.items():
        yield words, (Picture(drawing, _START, Style()),)


# ---- muscles and skins


def _muscles(library: Library) -> Iterator[Entry]:
    """Each muscle from the front, the side and the back, and working."""
    pose = STANDING._replace(shL=(10.0, 40.0, 0.0), shR=(10.0, 40.0, 0.0))
    for muscle in library.muscles.values():
        shown = [
            Picture(_still(pose, view=view), _END, Style(), lengthens=(muscle.id,), both=True)
            for view in (0.0, 82.0, 180.0)
        ]
        best = {"front": 0.0, "back": 180.0}.get(muscle.view, 82.0)
        shown.append(Picture(_still(pose, view=best), _END, Style(), works=(muscle.id,), both=True))
        yield f"{muscle.name} ({muscle.latin})", tuple(shown)


def _skins(library: Library) -> Iterator[Entry]:
    exercise = library.exercises["half-kneeling-hip-flexor"]
    for theme in _GROUNDS:
        for build in ("slender", "sturdy"):
            for tone, hair in (("fair", "up"), ("tan", "short"), ("deep", "none")):
                style = Style(theme, tone=tone, build=build, hair=hair)
                upright = _still(_ARMS_OUT, view=0.0)
                yield (
                    f"{theme}, {build}, {tone}, hair {hair}",
                    (
                        picture_of(exercise, _END, style),
                        Picture(upright, _START, style),
                    ),
                )
    for theme in _GROUNDS:
        style = Style(theme, see_through=True)
        yield f"{theme}, see-through", tuple(picture_of(exercise, stance, style) for stance in (_START, _END))
