"""One card of the page of routines: where its parts are, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QTextOption

from guided import messages, words
from guided.library import Broken
from guided.picture import picture_of
from guided.pose import Stance
from guided.qt.routines.entries import Entry, said
from guided.qt.theme import Look
from guided.qt.widgets.card import RADIUS, paint_card
from guided.qt.widgets.chip import TAG_HEIGHT, paint_tag, tag_width
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.picture import (
    LARGEST_SCALE,
    Thumbnail,
    dome_colour,
    figure_style,
    ground_colour,
    on_the_line,
    paint_dome,
    picture_at,
)
from guided.qt.widgets.tip import about_point

PLAY, STAR = "play", "star"
PICTURE = 152  # px, the figure's size does not follow the text's

_SIGN = 108  # px, what a file that cannot be used has in the place of a picture
_WORDS = 144  # px at 100 %, the card below its picture
_PADDING = 20
_SPARE = 40  # px at 100 % free under the tags
_TAG_GAP = 6
_BUTTON = 40  # px of the buttons in the picture's corners


class Card(NamedTuple):
    """An entry and what the mouse and the keyboard do to its card.

    `over` is the button under the mouse, "" for none; `stance` where the figure is while it moves.
    """

    entry: Entry | Broken
    hovered: bool = False
    pressed: bool = False
    focused: bool = False
    over: str = ""
    stance: Stance | None = None


class Tag(NamedTuple):
    """A tag's place and text; `hidden` are the tags that it counts for want of room."""

    place: QRectF
    text: str
    hidden: Sequence[str] = ()


def height(look: Look) -> int:
    """The height of every card, in px."""
    return PICTURE + look.px(_WORDS)


def button_area(area: QRect, button: str) -> QRectF:
    """Where a button is on a card: the star in the upper corner of the picture, play in the lower."""
    top = area.top() + (8 if button == STAR else PICTURE - _BUTTON - 10)
    return QRectF(area.right() - _BUTTON - 8, top, _BUTTON, _BUTTON)


def button_at(area: QRect, point: QPointF) -> str:
    """The button at a point of a card, "" for none."""
    return next((button for button in (STAR, PLAY) if button_area(area, button).contains(point)), "")


def placed_tags(look: Look, area: QRect, tags: Sequence[str]) -> list[Tag]:
    """The tags on a card as far as there is room; the last one counts the rest."""
    left, room = float(area.left() + _PADDING), float(area.width() - 2 * _PADDING)
    top = area.top() + PICTURE + look.px(32) + look.line("card_title") + look.line("body")
    shown = len(tags)
    while shown and _width(look, tags, shown) > room:
        shown -= 1
    placed: list[Tag] = []
    for text in _named(tags, shown):
        wide = tag_width(look, text)
        placed.append(Tag(QRectF(left, top, wide, look.px(TAG_HEIGHT)), text))
        left += wide + _TAG_GAP
    if shown < len(tags):
        placed[-1] = placed[-1]._replace(hidden=tags[shown:])
    return placed


def tip(look: Look, area: QRect, entry: Entry | Broken, point: QPoint) -> tuple[QRect, str]:
    """The part of a card that is at a point, and what a tip says of it."""
    if isinstance(entry, Broken):
        return about_point(point), "\n".join(problem.line_first for problem in entry.error.problems[:3])
    button = button_at(area, QPointF(point))
    if button == PLAY:
        return button_area(area, PLAY).toRect(), words.say(messages.START, name=entry.name)
    if button == STAR:
        text = "No longer a favourite" if entry.favourite else "Make it a favourite"
        return button_area(area, STAR).toRect(), text
    for tag in placed_tags(look, area, entry.tags):
        if tag.hidden and tag.place.contains(QPointF(point)):
            return tag.place.toRect(), words.joined(*tag.hidden)
    return area.adjusted(0, 0, 0, -look.px(_SPARE)), entry.routine.goal or entry.name


def _named(tags: Sequence[str], shown: int) -> list[str]:
    return [*tags[:shown], *([f"+{len(tags) - shown}"] if shown < len(tags) else [])]


def _width(look: Look, tags: Sequence[str], shown: int) -> int:
    named = _named(tags, shown)
    return sum(tag_width(look, tag) for tag in named) + _TAG_GAP * (len(named) - 1)


def thumbnail(look: Look, entry: Entry, width: int, ratio: float) -> Thumbnail:
    """The picture of an entry at rest, for a card of `width` px of `ratio` device pixels each."""
    figure = picture_at(entry.leading, "end", look)
    return Thumbnail(figure, width - 2, PICTURE, ratio, LARGEST_SCALE, dome_colour(look))


def paint(painter: QPainter, look: Look, area: QRect, card: Card, picture: QPixmap | None) -> None:
    """Paint a card; without a `picture` only its ground is there, as when it is not drawn yet."""
    theme, entry = look.theme, card.entry
    pressed = card.pressed and card.hovered and not card.over
    paint_card(
        painter, area, theme.sunken if pressed else theme.surface, theme.line2 if card.hovered else theme.line
    )
    if card.focused:
        painter.setPen(QPen(theme.focus, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area).adjusted(-4.5, -4.5, 4.5, 4.5), RADIUS + 4.5, RADIUS + 4.5)
    high = _SIGN if isinstance(entry, Broken) else PICTURE
    head = QRectF(area.left() + 1, area.top() + 1, area.width() - 2, high)
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
    painter.setClipPath(shape)
    painter.fillRect(head, ground_colour(look))
    if card.stance is not None and isinstance(entry, Entry):
        painter.setClipRect(head, Qt.ClipOperation.IntersectClip)
        _paint_moving(painter, look, head, entry, card.stance)
    painter.restore()
    if isinstance(entry, Broken):
        _paint_broken(painter, look, area, head, entry)
        return
    if card.stance is None and picture is not None:
        painter.drawPixmap(head.topLeft(), picture)
    _paint_words(painter, look, area, entry)
    _paint_play(painter, look, button_area(area, PLAY), card.hovered and card.over == PLAY)
    _paint_star(painter, look, button_area(area, STAR), entry.favourite, card.hovered and card.over == STAR)


def _paint_moving(painter: QPainter, look: Look, head: QRectF, entry: Entry, stance: Stance) -> None:
    """The figure where it is in its movement, as its picture has it at rest."""
    from guided.qt.figure import Fit, paint  # what draws figures is loaded when one is drawn

    lesson, fit = entry.movement, Fit(scale=LARGEST_SCALE)
    paint_dome(painter, head, dome_colour(look))
    picture = picture_of(lesson, stance, figure_style(look))
    paint(painter, on_the_line(head, lesson.drawing, fit), picture, fit)


def _paint_broken(painter: QPainter, look: Look, area: QRect, head: QRectF, broken: Broken) -> None:
    """A sign, and what is wrong with a file as far as there is room for it."""
    title, why = said(broken)
    side = 48
    sign = icon_pixmap("alert-triangle", look.theme.warn, side, _ratio(painter))
    painter.drawPixmap(QPointF(head.center().x() - side / 2, head.center().y() - side / 2), sign)
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


def _paint_words(painter: QPainter, look: Look, area: QRect, entry: Entry) -> None:
    left, width = area.left() + _PADDING, area.width() - 2 * _PADDING
    top = area.top() + PICTURE + look.px(16)
    for text, role, colour in (
        (entry.name, "card_title", look.theme.ink),
        (entry.summary, "body", look.theme.ink2),
    ):
        painter.setFont(look.font(role))
        painter.setPen(colour)
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(left, top, width, look.line(role)), Qt.AlignmentFlag.AlignVCenter, text)
        top += look.line(role) + look.px(4)
    for tag in placed_tags(look, area, entry.tags):
        paint_tag(painter, tag.place, tag.text, look)


def _paint_play(painter: QPainter, look: Look, area: QRectF, over: bool) -> None:
    theme = look.theme
    painter.setPen(Qt.PenStyle.NoPen if over else theme.line2)
    painter.setBrush(theme.primary if over else theme.surface)
    painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
    colour = theme.on_primary if over else theme.primary
    pixmap = icon_pixmap("player-play-filled", colour, 18, _ratio(painter))
    painter.drawPixmap(QPointF(area.center().x() - 8, area.center().y() - 9), pixmap)


def _paint_star(painter: QPainter, look: Look, area: QRectF, on: bool, over: bool) -> None:
    theme = look.theme
    if over:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.surface)
        painter.drawEllipse(area)
    colour = theme.hold if on else theme.ink2
    pixmap = icon_pixmap("star-filled" if on else "star", colour, 24, _ratio(painter))
    painter.drawPixmap(QPointF(area.center().x() - 12, area.center().y() - 12), pixmap)


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()
