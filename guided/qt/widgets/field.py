"""Text fields: a search, a name and a note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.icons import icon_pixmap

_HEIGHT, _ICON = 48, 20


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes a character that a search may begin with."""
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    keys |= Qt.KeyboardModifier.MetaModifier
    text = event.text()
    return bool(text) and text.isprintable() and not text.isspace() and not event.modifiers() & keys


class SearchField(QLineEdit):
    """A search line with a magnifier before and a cross after it; Esc clears it too."""

    radius = 14.0

    def __init__(self, look: Look, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setMaxLength(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._clear = IconButton(look, "x", "Clear the search", size=40, icon_size=18, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self.textChanged.connect(self._restyle)
        follow(look, self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(312), self._look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        # Esc clears it before it leads back from a page.
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._clear.sizeHint().width()
        self._clear.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._look.px(_ICON)
        with QPainter(self) as painter:
            pixmap = icon_pixmap("search", self._look.theme.ink2, side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(self._look.px(16), (self.height() - side) / 2), pixmap)

    def _restyle(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self.setFont(self._look.font("body"))
        self.setTextMargins(self._look.px(31), 0, self._look.px(30) if self.text() else 0, 0)
        self.updateGeometry()


class LineField(QLineEdit):
    """One line of plain text, such as a name."""

    radius = 14.0

    def __init__(self, look: Look, name: str, prompt: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setMaxLength(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(look, self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(312), self._look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(_HEIGHT))

    def _restyle(self) -> None:
        self.setFont(self._look.font("body"))
        self.updateGeometry()


class TitleField(LineField):
    """A title that can be written over: large, and with a frame only where one points or writes."""

    _role = "page_title"

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self._look.px(_HEIGHT + 8))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_frame()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_frame()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)
        self._show_frame()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            return
        side = self._look.px(_ICON)
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text() or self.placeholderText())
        left = min(self._look.px(15) + wide + self._look.px(16), self.width() - side - self._look.px(8))
        with QPainter(self) as painter:
            pixmap = icon_pixmap("pencil", self._look.theme.ink2, side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - side) / 2), pixmap)

    def show_role(self, role: str) -> None:
        """Write it in another role of the type scale."""
        if role != self._role:
            self._role = role
            self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._look.font(self._role))
        self.setTextMargins(0, 0, self._look.px(_ICON + 12), 0)  # for the pencil
        self._show_frame()
        self.updateGeometry()

    def _show_frame(self) -> None:
        framed = self.hasFocus() or self.underMouse()
        self.setStyleSheet("" if framed else "border-color: transparent; background: transparent;")


class TextArea(QPlainTextEdit):
    """A few lines of plain text, of no more than `longest` characters."""

    radius = 14.0
    longest = 2000

    def __init__(self, look: Look, name: str, prompt: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._keep_short)
        follow(look, self._restyle)

    def sizeHint(self) -> QSize:
        lines = 2 * QFontMetrics(self.font()).lineSpacing()
        return QSize(self._look.px(312), lines + self._look.px(42))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self.sizeHint().height())

    def _keep_short(self) -> None:
        text = self.toPlainText()
        if len(text) > self.longest:
            self.setPlainText(text[: self.longest])

    def _restyle(self) -> None:
        self.setFont(self._look.font("body"))
        self.updateGeometry()
