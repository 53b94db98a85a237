"""Pictures of one's own for what the figure cannot show: kept small, without what a camera adds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guided import messages, words
from guided.pictures import ENDINGS, FOLDER, MOST_BYTES, found, keep
from guided.qt.figure.photos import read_photo
from guided.qt.movements.work import Work
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.message import announce
from guided.qt.widgets.savefile import ask_which
from guided.qt.widgets.text import Text
from guided.reading import GuidedError, printable
from guided.routine import MOST_PICTURES

_TILE = QSize(200, 150)  # px at 100 %
_REFUSED: Mapping[str, str] = {
    "missing": messages.PICTURE_MISSING,
    "large": messages.PICTURE_TOO_LARGE,
    "kind": messages.PICTURE_OF_NO_KIND,
    "pixels": messages.PICTURE_TOO_MANY,
    "broken": messages.PICTURE_BROKEN,
}


def taken(path: Path) -> QImage:
    """The picture in a file somebody chose. Raises GuidedError with one sentence."""
    try:
        return read_photo(path)
    except ValueError as error:
        raise GuidedError(words.say(_REFUSED[str(error)], file=printable(path.name, 60))) from error


def kept(image: QImage, folder: Path) -> str:
    """Write a picture into the person's folder and return its id. Raises OSError.

    It is made anew: where and when it was taken, and with what, is left out.
    """
    plain = QImage(image)
    for key in plain.textKeys():
        plain.setText(key, "")
    data = _coded(plain, "PNG") if plain.hasAlphaChannel() else _coded(plain, "JPG")
    if len(data) > MOST_BYTES:  # a photo in a form made for drawings
        data = _coded(plain.convertToFormat(QImage.Format.Format_RGB32), "JPG")
    return keep(data, folder / FOLDER)


def _coded(image: QImage, form: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    quality = 90 if form == "JPG" else 0  # which is how little a PNG is packed
    image.save(buffer, form, quality)  # type: ignore[call-overload]  # its stub knows only the name as bytes
    return bytes(buffer.data().data())


class PicturesSection(QWidget):
    """Up to three pictures, from the start to the end; files may be dropped on it."""

    refused = Signal(str)

    def __init__(self, look: Look, work: Work, folder: Path) -> None:
        super().__init__()
        self._look, self._work, self._folder = look, work, folder
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 24)
        column.setSpacing(12)
        column.addWidget(
            Text(
                look,
                "For what the figure cannot show: two or three pictures, the start first. They are shown "
                "instead of the figure, in the session, on cards and on paper. They leave this computer only "
                "in a routine that you share, or where you keep several computers alike.",
                "body",
                "ink2",
            )
        )
        self._tiles = Flow(16, 16)
        column.addWidget(self._tiles)
        self.add_button = Button(look, "Add pictures…", "soft", icon="plus")
        self.add_button.clicked.connect(self._ask)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._told = Text(look, "", "body", "danger")
        self._told.hide()
        column.addWidget(self._told)
        column.addStretch()
        self._shown: tuple[str, ...] | None = None
        work.changed.connect(self.show_work)
        self.show_work()

    @property
    def ids(self) -> tuple[str, ...]:
        """The pictures it has."""
        ids = self._work.movement.table.get("pictures", ())
        return tuple(map(str, ids)) if isinstance(ids, list) else ()

    def show_work(self) -> None:
        """Show the movement as it is now."""
        if self.ids == self._shown:
            return
        self._shown = self.ids
        for old in self._tiles.findChildren(_Tile, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        for place, name in enumerate(self.ids):
            tile = _Tile(self._look, self._path(name), place)
            tile.out.clicked.connect(lambda _=False, place=place: self._take_out(place))
            tile.earlier.clicked.connect(lambda _=False, place=place: self._move(place))
            self._tiles.add(tile)
        self.add_button.set_available(len(self.ids) < MOST_PICTURES, "Three pictures are the most")

    def add(self, paths: list[Path]) -> None:
        """Add pictures from files; what cannot be one is told in a sentence."""
        self._told.hide()
        ids = list(self.ids)
        for path in paths[: MOST_PICTURES - len(ids)]:
            try:
                ids.append(kept(taken(path), self._folder))
            except GuidedError as error:
                self._refuse(str(error))
            except OSError as error:
                self._refuse(words.say(messages.NOT_SAVED, why=words.refusal(error)))
        if tuple(ids) != self.ids:
            self._work.put("pictures", ids, "Pictures")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _refuse(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.show()
        announce(self, sentence)
        self.refused.emit(sentence)

    def _ask(self) -> None:
        dialog = ask_which(self, "Add pictures", ("Pictures (*.png *.jpg *.jpeg)",))
        dialog.filesSelected.connect(lambda paths: self.add([Path(path) for path in paths]))

    def _take_out(self, place: int) -> None:
        ids = list(self.ids)
        del ids[place]
        self._work.put("pictures", ids or None, "A picture taken out")

    def _move(self, place: int) -> None:
        ids = list(self.ids)
        ids.insert(max(place - 1, 0), ids.pop(place))
        self._work.put("pictures", ids, "Pictures in another order")

    def _path(self, name: str) -> Path:
        there = found(self._folder / FOLDER, [name])
        return there[0] if there else self._folder / FOLDER / f"{name}{ENDINGS[0]}"


class _Tile(QWidget):
    """A picture with its place in the order, and what can be done with it."""

    def __init__(self, look: Look, path: Path, place: int) -> None:
        super().__init__()
        self._picture = QPixmap()
        try:
            image = read_photo(path)
            self._picture = QPixmap.fromImage(
                image.scaled(
                    _TILE * 2, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )
        except ValueError:
            pass  # it is gone: an empty frame says so
        self._look = look
        side = look.px(40)
        self.setFixedSize(look.px(_TILE.width()), look.px(_TILE.height()) + side)
        name = "The start" if place == 0 else words.say(messages.PICTURE_NUMBER, n=place + 1)
        self.setAccessibleName(name)
        self.earlier = IconButton(look, "arrow-left", "Earlier", size=40, icon_size=18, parent=self)
        self.out = IconButton(look, "trash", "Take this picture out", size=40, icon_size=18, parent=self)
        self.earlier.set_available(place > 0, "It is the first")
        title = Text(look, name, "caption", "ink2", wrap=False, parent=self)
        high = look.px(_TILE.height())
        title.setGeometry(0, high, self.width() - 2 * side, side)
        self.earlier.setGeometry(self.width() - 2 * side, high, side, side)
        self.out.setGeometry(self.width() - side, high, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.rect().adjusted(0, 0, 0, -self._look.px(40))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setPen(self._look.theme.line)
            painter.setBrush(self._look.theme.sunken)
            painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), 12, 12)
            if not self._picture.isNull():
                size = self._picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
                left, top = area.center().x() - size.width() // 2, area.center().y() - size.height() // 2
                painter.drawPixmap(left, top, size.width(), size.height(), self._picture)
