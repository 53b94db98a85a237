"""Cards of routines, painted only where they are seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QWidget,
)

from guided import messages, words
from guided.learn import Lesson
from guided.library import Broken, Library
from guided.part import Part
from guided.picture import picture_of
from guided.qt.theme import Look, follow
from guided.qt.widgets.card import RADIUS, paint_card, paint_shadow, shadow_area
from guided.qt.widgets.chip import TAG_HEIGHT, paint_tag, tag_width
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.message import announce
from guided.qt.widgets.motion import Motion, movement
from guided.qt.widgets.picture import (
    LARGEST_SCALE,
    Thumbnail,
    dome_colour,
    figure_style,
    ground_colour,
    kept_pixmap,
    on_the_line,
    paint_dome,
    picture_at,
    pixmap_of,
)
from guided.qt.widgets.tip import about_point, hide_tip, show_tip
from guided.routine import Exercise, Routine
from guided.settings import Settings
from guided.timeline import length_ms

_PICTURE = 152  # px, the figure's size does not follow the text's
_SIGN = 108  # px, what a file that cannot be used has in the place of a picture
_WORDS = 144  # px at 100 %, the card below its picture
_PADDING = 20
_STAYS_MS = 700
_SPARE = 40  # px at 100 % free under the tags
_TAG_GAP = 6
_BUTTON = 40  # px of the buttons in the picture's corners
_PLAY, _STAR = "play", "star"

_Index = QModelIndex | QPersistentModelIndex


class Entry:
    """A routine as the page lists it; what takes long to work out is worked out when it is needed."""

    def __init__(
        self, library: Library, routine: Routine, settings: Settings, own: bool, favourite: bool = False
    ) -> None:
        self._library, self._settings = library, settings
        self.routine = routine
        self.id = routine.id
        self.name = routine.name
        self.own = own
        self.favourite = favourite

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """What it is made of, in order."""
        return tuple(self._library.exercise(self.routine, step.exercise) for step in self.routine.steps)

    @cached_property
    def length_ms(self) -> int:
        """How long it lasts with the settings chosen."""
        return length_ms(self.routine, self._library, self._settings)

    @cached_property
    def _longest(self) -> Part:
        return max(self._library.parts(self.routine), key=lambda part: part.length_ms())

    @property
    def leading(self) -> Exercise:
        """The exercise that stands for it: the one that lasts longest."""
        return self._longest.exercise

    @cached_property
    def movement(self) -> Lesson:
        """How that one moves."""
        return movement(self._longest.exercise, self._longest.method)

    @cached_property
    def at_the_desk(self) -> bool:
        """Whether nobody has to get down for it."""
        return all(
            exercise.position in ("standing", "seated") and "mat" not in exercise.equipment
            for exercise in self.exercises
        )

    @property
    def minutes(self) -> int:
        """How long it lasts, in whole minutes."""
        return words.minutes(self.length_ms)

    @property
    def summary(self) -> str:
        """Its length and how many exercises it has."""
        return words.joined(
            words.session(self.length_ms), words.say(messages.EXERCISES, n=len(self.routine.steps))
        )

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """What is good to know before opening it."""
        regions = [words.REGIONS[region] for region in self.routine.regions[:1]]
        kit = [words.sentence(thing) for thing in kit_of(self.exercises)]
        return (*(["Yours"] if self.own else []), *regions, *kit)


def _width(look: Look, tags: Sequence[str], shown: int) -> int:
    """How wide a card's tags are when so many are shown and the others counted."""
    named = [*tags[:shown], *([f"+{len(tags) - shown}"] if shown < len(tags) else [])]
    return sum(tag_width(look, tag) for tag in named) + _TAG_GAP * (len(named) - 1)


def kit_of(exercises: Sequence[Exercise]) -> tuple[str, ...]:
    """Everything the exercises need, each thing once."""
    return tuple(dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment))


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes a character that a search may begin with."""
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    keys |= Qt.KeyboardModifier.MetaModifier
    text = event.text()
    return bool(text) and text.isprintable() and not text.isspace() and not event.modifiers() & keys


class _Model(QAbstractListModel):
    """The entries, for Qt and for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry | Broken] = []

    def set_entries(self, entries: list[Entry | Broken]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name if isinstance(entry, Entry) else broken_title(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(said(entry))
        return None


def broken_title(broken: Broken) -> str:
    """What to call a file that cannot be used."""
    return words.say(_CANNOT_BE_USED[broken.kind], name=broken.id)


_CANNOT_BE_USED: Mapping[str, str] = {
    "routines": messages.CANNOT_BE_USED,
    "programmes": messages.PROGRAMME_CANNOT_BE_USED,
    "exercises": messages.EXERCISE_CANNOT_BE_USED,
    "methods": messages.METHOD_CANNOT_BE_USED,
}


def said(entry: Entry | Broken) -> tuple[str, ...]:
    """All that a card says."""
    if isinstance(entry, Entry):
        return (entry.name, entry.summary, *entry.tags, *(["Favourite"] if entry.favourite else []))
    return (broken_title(entry), entry.error.problems[0].line_first)


class CardGrid(QAbstractItemView):
    """Cards in columns; only those in sight are painted, so there may be thousands."""

    opened = Signal(object)
    play_pressed = Signal(str)
    star_pressed = Signal(str)
    typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._padding = 40
        self._hovered = self._pressed = -1
        self._over = ""
        self._by_keys = False
        self._motion = Motion(look, self)
        self._motion.moved.connect(self._repaint_moving)
        self._moving = -1
        # A card that has the keyboard begins to move once it is clear that one stays there.
        self.stays = QTimer(self)
        self.stays.setSingleShot(True)
        self.stays.setInterval(_STAYS_MS)
        self.stays.timeout.connect(lambda: self._move(self.currentIndex().row()))
        # One new picture a paint, and none in the first: cards are there at once, pictures follow.
        self._may_draw = False
        self._draw_soon = QTimer(self)
        self._draw_soon.setSingleShot(True)
        self._draw_soon.setInterval(0)
        self._draw_soon.timeout.connect(self._draw_next)
        self._entries_model = _Model()
        self.setModel(self._entries_model)
        self.setAccessibleName("Routines")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        follow(look, self._restyle)

    @property
    def entries(self) -> list[Entry | Broken]:
        """What is listed."""
        return self._entries_model.entries

    def show_entries(self, entries: list[Entry | Broken], stay: bool = False) -> None:
        """Lists other entries, from the top or, with `stay`, from where one is."""
        row, height = (max(self.currentIndex().row(), 0), self.verticalOffset()) if stay else (0, 0)
        self._move(-1)
        self._entries_model.set_entries(entries)
        self._hovered = -1
        self.setCurrentIndex(self._entries_model.index(min(row, len(entries) - 1), 0))
        self.updateGeometries()
        self.verticalScrollBar().setValue(height)
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Has a screen reader say the card one comes to: cards are painted, there is no widget to read."""
        super().currentChanged(current, previous)
        text = ""
        if current.isValid():
            row, count = current.row(), len(self.entries)
            card = words.joined(*said(self.entries[row]))
            text = words.say(messages.CARD_OF, card=card, number=row + 1, count=count)
        self.setAccessibleDescription(text)
        if text and self.hasFocus():
            announce(self, text)
        if self._hovered < 0:
            self._move(-1)
            self._wait_to_move()

    def set_padding(self, padding: int) -> None:
        """Leaves so much free at either side."""
        self._padding = padding
        self.updateGeometries()
        self.viewport().update()

    @property
    def columns(self) -> int:
        """How many cards stand side by side."""
        width = self.window().width() / self._look.scale
        return 3 if width >= 1200 else 2 if width >= 800 else 1

    # ------------------------------------------------------------ where cards are

    def visualRect(self, index: _Index) -> QRect:
        return self._area(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return self._entries_model.index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        area, bar = self._area(index.row()), self.verticalScrollBar()
        top, bottom = area.top() - self._gap, area.bottom() + self._gap
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(bottom - self.viewport().height())

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count, move = len(self.entries), QAbstractItemView.CursorAction
        if not count:
            return QModelIndex()
        row, columns = self.currentIndex().row(), self.columns
        if row < 0:
            return self._entries_model.index(0, 0)
        page = max(self.viewport().height() // (self._card_size.height() + self._gap), 1) * columns
        target = {
            move.MoveUp: row - columns,
            move.MoveDown: row + columns,
            move.MoveLeft: row - 1,
            move.MoveRight: row + 1,
            move.MoveNext: row + 1,
            move.MovePrevious: row - 1,
            move.MoveHome: 0,
            move.MoveEnd: count - 1,
            move.MovePageUp: row - page,
            move.MovePageDown: row + page,
        }[action]
        if action == move.MoveUp and target < 0:
            target = row
        if action == move.MoveDown and target >= count:
            # From above a gap in the last row to the last card.
            target = count - 1 if row // columns < (count - 1) // columns else row
        return self._entries_model.index(min(max(target, 0), count - 1), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Nothing can be selected; the current card is enough."""

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion()

    def updateGeometries(self) -> None:
        rows = -(-len(self.entries) // self.columns)
        height = 24 + rows * (self._card_size.height() + self._gap) + 24
        bar = self.verticalScrollBar()
        bar.setRange(0, max(height - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._look.px(48))
        super().updateGeometries()

    # ------------------------------------------------------------ mouse and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keys = True
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if index.isValid():
                at_once = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                self._press(index.row(), _PLAY if at_once else "")
        elif is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reason = Qt.FocusReason
        if event.reason() in (reason.TabFocusReason, reason.BacktabFocusReason, reason.ShortcutFocusReason):
            self._by_keys = True
        self._wait_to_move()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.stays.stop()
        if self._hovered < 0:
            self._move(-1)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stays.stop()
        self._move(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keys = False
        row = self._row_at(event.position().toPoint())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(self._entries_model.index(row, 0))
        self._pressed = row
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, -1
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and pressed == self._row_at(point) >= 0:
            self._press(pressed, self._button_at(pressed, point))
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position().toPoint())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QPoint(-1, -1))
        if isinstance(event, QHelpEvent):
            self._show_tip(self._row_at(event.pos()), event.pos())
            return True
        return super().viewportEvent(event)

    def _show_tip(self, row: int, point: QPoint) -> None:
        button, part = self._button_at(row, point), about_point(point)
        entry = self.entries[row] if row >= 0 else None
        if isinstance(entry, Entry):  # under all that its card says
            area = self._area(row).translated(0, -self.verticalOffset())
            part = QRect(area.left(), area.top(), area.width(), area.height() - self._look.px(_SPARE))
        if button:
            part = self._button_area(row, button).toRect()
        elif (more := self._more_at(row, point)) is not None:
            part = more[0].toRect()
        near = range(row - self.columns - 1, row + self.columns + 2)
        clear = [self._area(n).translated(0, -self.verticalOffset()) for n in near if n != row]
        show_tip(self.viewport(), part, self._tip(row, point), clear)

    def _tip(self, row: int, point: QPoint) -> str:
        if row < 0:
            return ""
        entry = self.entries[row]
        if isinstance(entry, Broken):
            return "\n".join(problem.line_first for problem in entry.error.problems[:3])
        button = self._button_at(row, point)
        if button == _PLAY:
            return words.say(messages.START, name=entry.name)
        if button == _STAR:
            return "No longer a favourite" if entry.favourite else "Make it a favourite"
        more = self._more_at(row, point)
        return words.joined(*more[1]) if more else entry.routine.goal or entry.name

    def _more_at(self, row: int, point: QPoint) -> tuple[QRectF, Sequence[str]] | None:
        """The tag at a point that stands for those without room, and what they say."""
        entry = self.entries[row] if row >= 0 else None
        if not isinstance(entry, Entry):
            return None
        for place, _, hidden in self.tags(self._area(row).translated(0, -self.verticalOffset()), entry.tags):
            if hidden and place.contains(QPointF(point)):
                return place, hidden
        return None

    def _hover(self, point: QPoint) -> None:
        row = self._row_at(point)
        over = self._button_at(row, point)
        if (row, over) != (self._hovered, self._over):
            if row != self._hovered:
                self._move(row)
            self._hovered, self._over = row, over
            hide_tip(self.viewport())
            shape = Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    # ------------------------------------------------------------ the figure of one card in motion

    @property
    def moving(self) -> int:
        """The entry whose figure moves, -1 for none."""
        return self._moving if self._motion.stance is not None else -1

    def _wait_to_move(self) -> None:
        if self.hasFocus() and self._by_keys:
            self.stays.start()

    def _move(self, row: int) -> None:
        self.stays.stop()
        entry = self.entries[row] if 0 <= row < len(self.entries) else None
        self._motion.stop()
        self._moving = row if isinstance(entry, Entry) else -1
        if isinstance(entry, Entry):
            self._motion.start(entry.movement)

    def _repaint_moving(self) -> None:
        if self._moving >= 0:
            area = self._area(self._moving).translated(0, -self.verticalOffset())
            self.viewport().update(area.adjusted(0, 0, 0, _PICTURE - area.height()))

    def _press(self, row: int, button: str = "") -> None:
        entry = self.entries[row]
        if button == _PLAY and isinstance(entry, Entry):
            self.play_pressed.emit(entry.id)
        elif button == _STAR and isinstance(entry, Entry):
            self.star_pressed.emit(entry.id)
        else:
            self.opened.emit(entry)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        visible = event.rect()
        first = self._first_row_at(visible.top() + self.verticalOffset() - 40)
        last = self._first_row_at(visible.bottom() + self.verticalOffset() + 40) + self.columns
        rows = range(max(first, 0), min(last, len(self.entries)))
        areas = {row: self._area(row).translated(0, -self.verticalOffset()) for row in rows}
        ratio = self.devicePixelRatioF()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._look.theme.flat:
                for area in areas.values():
                    if shadow_area(area).intersects(visible):
                        paint_shadow(painter, area, ratio)
            for row, area in areas.items():
                self._paint(painter, row, area, ratio)

    def _paint(self, painter: QPainter, row: int, area: QRect, ratio: float) -> None:
        look, theme, entry = self._look, self._look.theme, self.entries[row]
        hovered = row == self._hovered
        fill = theme.sunken if row == self._pressed and hovered and not self._over else theme.surface
        paint_card(painter, area, fill, theme.line2 if hovered else theme.line)
        focused = self.hasFocus() and self._by_keys and row == self.currentIndex().row()
        if focused:
            painter.setPen(QPen(theme.focus, 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(-4.5, -4.5, 4.5, 4.5), RADIUS + 4.5, RADIUS + 4.5)
        high = _SIGN if isinstance(entry, Broken) else _PICTURE
        head = QRectF(area.left() + 1, area.top() + 1, area.width() - 2, high)
        painter.save()
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.setClipPath(shape)
        painter.fillRect(head, ground_colour(look))
        painter.restore()
        if isinstance(entry, Broken):
            side = 48
            place = QPointF(head.center().x() - side / 2, head.center().y() - side / 2)
            painter.drawPixmap(place, icon_pixmap("alert-triangle", theme.warn, side, ratio))
            self._paint_broken(painter, area, *said(entry))
            return
        if row == self.moving:
            painter.save()
            painter.setClipPath(shape)
            painter.setClipRect(head, Qt.ClipOperation.IntersectClip)
            self._paint_moving(painter, head, entry)
            painter.restore()
            self._paint_rest(painter, row, area, entry, hovered, ratio)
            return
        figure = picture_at(entry.leading, "end", look)
        thumbnail = Thumbnail(figure, area.width() - 2, _PICTURE, ratio, LARGEST_SCALE, dome_colour(look))
        picture = kept_pixmap(thumbnail)
        if picture is None and self._may_draw:
            picture = pixmap_of(thumbnail)
            self._may_draw = False
        elif picture is None:
            self._draw_soon.start()
        if picture is not None:
            painter.drawPixmap(head.topLeft(), picture)
        self._paint_rest(painter, row, area, entry, hovered, ratio)

    def _paint_rest(
        self, painter: QPainter, row: int, area: QRect, entry: Entry, hovered: bool, ratio: float
    ) -> None:
        self._paint_words(painter, area, entry.name, entry.summary, entry.tags)
        self._paint_play(painter, row, hovered, ratio)
        self._paint_star(painter, row, entry.favourite, hovered, ratio)

    def _paint_moving(self, painter: QPainter, head: QRectF, entry: Entry) -> None:
        """The figure where it is in its movement, as its picture has it at rest."""
        from guided.qt.figure import Fit, paint

        lesson, stance = entry.movement, self._motion.stance
        assert stance is not None
        paint_dome(painter, head, dome_colour(self._look))
        fit = Fit(scale=LARGEST_SCALE)
        picture = picture_of(lesson, stance, figure_style(self._look))
        paint(painter, on_the_line(head, lesson.drawing, fit), picture, fit)

    def _draw_next(self) -> None:
        self._may_draw = True
        self.viewport().update()

    def _paint_broken(self, painter: QPainter, area: QRect, title: str, why: str) -> None:
        """What is wrong with a file, as far as there is room; the picture leaves some of its own."""
        look = self._look
        left, width = area.left() + _PADDING, area.width() - 2 * _PADDING
        top, end = float(area.top() + _SIGN + look.px(12)), area.bottom() - look.px(8)
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        for text, role, colour, most in (
            (title, "card_title", look.theme.ink, 3),
            (why, "body", look.theme.ink2, 9),
        ):
            painter.setFont(look.font(role))
            painter.setPen(colour)
            line = painter.fontMetrics().lineSpacing()
            room = QRectF(left, top, width, line * min(most, int(end - top) // line))
            painter.drawText(room, text, wrapped)
            top += min(painter.boundingRect(room, text, wrapped).height(), room.height()) + look.px(4)

    def _paint_words(
        self, painter: QPainter, area: QRect, name: str, summary: str, tags: Sequence[str]
    ) -> None:
        look = self._look
        left, width = area.left() + _PADDING, area.width() - 2 * _PADDING
        top = area.top() + _PICTURE + look.px(16)
        align = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("card_title"))
        painter.setPen(look.theme.ink)
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(left, top, width, look.line("card_title")), align, name)
        top += look.line("card_title") + look.px(4)
        painter.setFont(look.font("body"))
        painter.setPen(look.theme.ink2)
        summary = painter.fontMetrics().elidedText(summary, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(left, top, width, look.line("body")), align, summary)
        for place, tag, _ in self.tags(area, tags):
            paint_tag(painter, place, tag, look)

    def tags(self, area: QRect, tags: Sequence[str]) -> list[tuple[QRectF, str, Sequence[str]]]:
        """Where the tags of a card go; the last one counts those that find no room, and has them."""
        look = self._look
        left, room = float(area.left() + _PADDING), float(area.width() - 2 * _PADDING)
        top = area.top() + _PICTURE + look.px(32) + look.line("card_title") + look.line("body")
        shown = len(tags)
        while shown and _width(look, tags, shown) > room:
            shown -= 1
        named = [*tags[:shown], *([f"+{len(tags) - shown}"] if shown < len(tags) else [])]
        placed: list[tuple[QRectF, str, Sequence[str]]] = []
        for tag in named:
            wide = tag_width(look, tag)
            placed.append((QRectF(left, top, wide, look.px(TAG_HEIGHT)), tag, ()))
            left += wide + _TAG_GAP
        if shown < len(tags):
            place, tag, _ = placed[-1]
            placed[-1] = (place, tag, tags[shown:])
        return placed

    def _paint_play(self, painter: QPainter, row: int, hovered: bool, ratio: float) -> None:
        theme, area = self._look.theme, self._button_area(row, _PLAY)
        over = hovered and self._over == _PLAY
        painter.setPen(Qt.PenStyle.NoPen if over else theme.line2)
        painter.setBrush(theme.primary if over else theme.surface)
        painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
        pixmap = icon_pixmap("player-play-filled", theme.on_primary if over else theme.primary, 18, ratio)
        painter.drawPixmap(QPointF(area.center().x() - 8, area.center().y() - 9), pixmap)

    def _paint_star(self, painter: QPainter, row: int, on: bool, hovered: bool, ratio: float) -> None:
        theme, area = self._look.theme, self._button_area(row, _STAR)
        if hovered and self._over == _STAR:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.surface)
            painter.drawEllipse(area)
        pixmap = icon_pixmap("star-filled" if on else "star", theme.hold if on else theme.ink2, 24, ratio)
        painter.drawPixmap(QPointF(area.center().x() - 12, area.center().y() - 12), pixmap)

    # ------------------------------------------------------------

    @property
    def _gap(self) -> int:
        return 24 if self._padding >= 40 else 16

    @property
    def _card_size(self) -> QSize:
        columns = self.columns
        room = self.width() - 2 * self._padding - self._gap * (columns - 1)
        return QSize(max(room // columns, 160), _PICTURE + self._look.px(_WORDS))

    def _area(self, row: int) -> QRect:
        size, gap, columns = self._card_size, self._gap, self.columns
        x = self._padding + row % columns * (size.width() + gap)
        return QRect(QPoint(x, 24 + row // columns * (size.height() + gap)), size)

    def _button_area(self, row: int, button: str) -> QRectF:
        """Where a button is: the star in the upper corner of the picture, play in the lower."""
        area = self._area(row).translated(0, -self.verticalOffset())
        top = area.top() + (8 if button == _STAR else _PICTURE - _BUTTON - 10)
        return QRectF(area.right() - _BUTTON - 8, top, _BUTTON, _BUTTON)

    def _button_at(self, row: int, point: QPoint) -> str:
        """The button of an entry at a point, "" for none."""
        if row < 0 or isinstance(self.entries[row], Broken):
            return ""
        for button in (_STAR, _PLAY):
            if self._button_area(row, button).contains(QPointF(point)):
                return button
        return ""

    def _first_row_at(self, y: int) -> int:
        """The first entry of the row of cards at a height."""
        return (y - 24) // (self._card_size.height() + self._gap) * self.columns

    def _row_at(self, point: QPoint) -> int:
        """The entry at a point, -1 for none."""
        if point.x() < 0:
            return -1
        first = self._first_row_at(point.y() + self.verticalOffset())
        for row in range(max(first, 0), min(first + self.columns, len(self.entries))):
            if self._area(row).translated(0, -self.verticalOffset()).contains(point):
                return row
        return -1

    def _restyle(self) -> None:
        self.updateGeometries()
        self.viewport().update()
