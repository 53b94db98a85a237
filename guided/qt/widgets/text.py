"""Plain text with the line height of the type scale."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from guided.qt.theme import TYPES, Look, follow

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_LINE_BREAK = "\u2028"
_WHOLE = "\u2060-\u2060"  # a hyphen at which no line ends
_WIDEST = 560  # px at 100 %, what a wrapped text asks for by itself


class Text(QLabel):
    """Plain text in a role and a colour of the theme; it wraps, or else elides.

    Laid out here, since Qt's label interprets markup and has no line height.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: str = "body",
        colour: str = "ink",
        *,
        wrap: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._role, self._colour = look, role, colour
        self.share = 1.0
        self._heights: dict[int, int] = {}  # by width: layouts ask again and again
        self._natural: int | None = None
        self._set_in: QFont | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setWordWrap(wrap)
        # A wrapped text may grow past its hint: in a narrow column it has more lines than it asks for.
        upright = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, upright)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)
        follow(look, self._restyle)

    def setText(self, text: str) -> None:
        self._heights.clear()
        self._natural = None
        super().setText(text)

    def set_colour(self, colour: str) -> None:
        """Set the colour, by its name in the theme."""
        self._colour = colour
        self.update()

    def set_share(self, share: float) -> None:
        """Set it in a share of its role's size."""
        if share != self.share:
            self.share = share
            self._restyle()

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay_out(width)[1]
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self.natural_width()
        if self.wordWrap():
            width = min(width, self._look.px(_WIDEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.natural_width(), self._look.px(48)), self._line())

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, height = self._lay_out(self.width())
        top = max((self.height() - height) / 2, 0.0)
        with QPainter(self) as painter:
            painter.setPen(self._look.theme.colour(self._colour if self.isEnabled() else "ink3"))
            layout.draw(painter, QPointF(0, top))

    def _restyle(self) -> None:
        font = self._font()
        # Other colours move nothing. Its own font does not tell: the window's may have reached it first.
        if font != self._set_in:
            self._set_in = font
            self._heights.clear()
            self._natural = None
            self.setFont(font)
            self.updateGeometry()
        self.update()

    def natural_width(self) -> int:
        """Its width in px where no line wraps."""
        if self._natural is None:
            metrics = QFontMetricsF(self._font())
            lines = self.text().split("\n")
            self._natural = max(math.ceil(metrics.horizontalAdvance(line)) + 1 for line in lines)
        return self._natural

    def _font(self) -> QFont:
        kind = TYPES[self._role]
        return self._look.type(kind._replace(size=self._look.px(kind.size * self.share)), scaled=False)

    def _line(self) -> int:
        return self._look.px(TYPES[self._role].line * self.share)

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        """The text broken into lines, and their height."""
        # Not the widget's own font, which is a copy: what is drawn is as large as the look says.
        font = self._font()
        text = _HYPHEN.sub(_WHOLE, self.text()).replace("\n", _LINE_BREAK)
        option = QTextOption(self.alignment())
        if self.wordWrap():
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        else:
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        return laid_out(text, font, option, width, self._line())


def laid_out(text: str, font: QFont, option: QTextOption, width: float, line: int) -> tuple[QTextLayout, int]:
    """A text broken into lines of a height, and the height of all of them."""
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(width, 1.0))
        row.setPosition(QPointF(0, height + (line - row.height()) / 2))
        height += line
    layout.endLayout()
    return layout, max(height, line)
