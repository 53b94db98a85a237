"""Rows of the settings page: a title, a sentence and a control bound to one setting by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from guided.qt.context import Changed, Context
from guided.qt.theme import Look, follow
from guided.qt.widgets.choice import Segmented, Slider, Switch
from guided.qt.widgets.field import LineField
from guided.qt.widgets.nest import nested
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.stops import one_stop_of, stops
from guided.qt.widgets.text import Text
from guided.qt.you.portraits import Portraits
from guided.settings import BOUNDS, LONGEST, Settings


class Row(QWidget):
    """A title and a sentence, with a control beside them or, where there is little room, below."""

    def __init__(self, look: Look, title: str, sentence: str, control: QWidget | None = None) -> None:
        super().__init__()
        self.title = title
        self._look, self._control = look, control
        self._beside: QWidget | None = None
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(24, 14, 24, 14)
        texts = nested(self._line, QVBoxLayout(), 1)
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(Text(look, title, "body_strong"))
        self.told, self._reason = sentence, ""
        self._sentence = Text(look, sentence, "caption", "ink2")
        texts.addWidget(self._sentence)
        self._sentence.setHidden(not sentence)
        texts.addStretch()
        self._ends = nested(self._line, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        if control is not None:
            self._ends.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        follow(look, self._arrange)

    def say(self, sentence: str) -> None:
        """Replace the sentence."""
        self.told = sentence
        self.hold(self._reason)

    def hold(self, reason: str) -> None:
        """Switch the row off and say the reason instead of the sentence; without a reason, switch it on."""
        self._reason = reason
        for widget in (self._control, self._beside):
            if widget is not None:
                widget.setEnabled(not reason)
        self._sentence.setText(reason or self.told)
        self._sentence.setHidden(not self._sentence.text())

    @property
    def names(self) -> tuple[str, ...]:
        """What it is found by besides its title: its sentence and what there is to choose."""
        segments = (one.words for one in self.findChildren(Pressable) if one_stop_of(one) is not None)
        return tuple(filter(None, (self.told, *segments)))

    def take_focus(self) -> None:
        """Give the keyboard to the control, as Tab would."""
        for stop in stops(self):
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def put_beside(self, widget: QWidget) -> None:
        """Put something else at the end, after the control."""
        self._beside = widget
        widget.setEnabled(not self._reason)
        self._ends.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        ends = sum(one.sizeHint().width() for one in (self._control, self._beside) if one is not None)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        fits = self.width() >= ends + self._look.px(220) + 72 or isinstance(self._control, Switch)
        self._line.setDirection(across if fits else down)
        beside = fits or self.width() >= ends + 72
        self._ends.setDirection(across if beside else down)
        self._ends.setSpacing(24 if beside else 8)
        if isinstance(self._control, _Sliding):
            self._control.put_first(not fits)
        self._line.setSpacing(24 if fits else 8)


class SettingRow(Row):
    """A row that shows the current settings, wherever they were changed."""

    def __init__(
        self,
        context: Context,
        title: str,
        sentence: str,
        control: QWidget,
        show: Callable[[Settings], None],
    ) -> None:
        """`show` brings the control up to date without telling of it."""
        super().__init__(context.look, title, sentence, control)
        self._context, self._show_settings = context, show
        context.changed.connect(self._follow)

    def _follow(self, what: Changed) -> None:
        if what & Changed.SETTINGS:
            self._show_settings(self._context.settings)


def heed(row: Row, context: Context, what: Changed, then: Callable[[], None]) -> None:
    """Call a function now and whenever something of a kind has changed, as long as there is the row."""
    _Heed(row, context, what, then)
    then()


class _Heed(QObject):
    """Goes with its row, as a function that the context itself would call does not."""

    def __init__(self, row: Row, context: Context, what: Changed, then: Callable[[], None]) -> None:
        super().__init__(row)
        self._what, self._then = what, then
        context.changed.connect(self._take)

    def _take(self, what: Changed) -> None:
        if what & self._what:
            self._then()


def held(context: Context, row: Row, why: Callable[[Settings], str]) -> Row:
    """A row that is switched off while there is a reason `why`."""
    heed(row, context, Changed.SETTINGS, lambda: row.hold(why(context.settings)))
    return row


def switch_row(context: Context, name: str, title: str, sentence: str = "", inverted: bool = False) -> Row:
    """A switch for a setting that is true or false; `inverted` is on where the setting is false."""
    switch = Switch(context.look, title, bool(getattr(context.settings, name)) != inverted)
    switch.clicked.connect(lambda on: context.choose(**{name: on != inverted}))

    def show(settings: Settings) -> None:
        switch.setChecked(bool(getattr(settings, name)) != inverted)

    return SettingRow(context, title, sentence, switch, show)


def text_row(context: Context, name: str, title: str, sentence: str = "") -> Row:
    """A line of text, kept once it is written."""
    field = LineField(context.look, title)
    field.setMaxLength(LONGEST[name])
    field.setText(getattr(context.settings, name))
    field.editingFinished.connect(lambda: context.choose(**{name: field.text()}))

    def show(settings: Settings) -> None:
        if field.text() != getattr(settings, name):
            field.setText(getattr(settings, name))

    return SettingRow(context, title, sentence, field, show)


def choice_row(
    context: Context,
    name: str,
    title: str,
    sentence: str,
    choices: Sequence[tuple[object, str]],
    usual: object = None,
) -> Row:
    """A choice among a few (value, word); `usual` reads "Usual word" once another value is chosen."""
    segmented = Segmented(context.look, title, choices, getattr(context.settings, name))
    segmented.chosen.connect(lambda value: context.choose(**{name: value}))
    named = dict(choices)

    def show(settings: Settings) -> None:
        value = getattr(settings, name)
        segmented.choose(value)
        if usual is not None:
            segmented.set_words(usual, named[usual] if value == usual else "Usual word")

    show(context.settings)
    return SettingRow(context, title, sentence, segmented, show)


def portraits_row(context: Context, name: str, title: str, choices: Sequence[tuple[str, str]]) -> Row:
    """A choice of how one part of the figure looks, as pictures of it."""
    portraits = Portraits(context.look, title, name, choices, getattr(context.settings, name))
    portraits.chosen.connect(lambda value: context.choose(**{name: value}))
    return SettingRow(
        context, title, "", portraits, lambda settings: portraits.choose(getattr(settings, name))
    )


def slider_row(
    context: Context,
    name: str,
    title: str,
    sentence: str,
    steps: float,
    page: int,
    said: Callable[[float], str],
) -> Row:
    """A slider over a setting's bounds, in `steps` a unit; an arrow key moves it by `page` of them.

    `said` puts a value into words.
    """
    low, high = BOUNDS[name]
    is_whole = isinstance(getattr(context.settings, name), int)
    value = float(getattr(context.settings, name))
    slider = Slider(context.look, title, round(low * steps), round(high * steps), round(value * steps))
    slider.setSingleStep(page)
    slider.setPageStep(2 * page)
    control = _Sliding(context.look, slider, said(value))

    def choose() -> None:
        value = slider.value() / steps
        context.choose(**{name: round(value) if is_whole else value})

    def moved(position: int) -> None:
        control.say(said(position / steps))
        # While it is dragged there would be a change for every px.
        if not slider.isSliderDown():
            choose()

    def show(settings: Settings) -> None:
        slider.blockSignals(True)
        slider.setValue(round(float(getattr(settings, name)) * steps))
        slider.blockSignals(False)
        control.say(said(slider.value() / steps))

    slider.valueChanged.connect(moved)
    slider.sliderReleased.connect(choose)
    return SettingRow(context, title, sentence, control, show)


class _Sliding(QWidget):
    """A slider with its value in words beside it."""

    def __init__(self, look: Look, slider: Slider, said: str) -> None:
        super().__init__()
        self._look, self._slider = look, slider
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(16)
        self._text = Text(look, said, "body", "ink2", wrap=False, align=Qt.AlignmentFlag.AlignRight)
        self._line.addWidget(self._text)
        self._line.addWidget(slider)
        self.say(said)
        follow(look, self._restyle)

    def put_first(self, slider: bool) -> None:
        """Put the slider before its words, where it begins a line."""
        right, left = QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(right if slider else left)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft if slider else Qt.AlignmentFlag.AlignRight)

    def say(self, said: str) -> None:
        self._text.setText(said)
        self._slider.setAccessibleDescription(said)

    def _restyle(self) -> None:
        self._text.setFixedWidth(self._look.px(104))
        self._slider.setFixedWidth(self._look.px(200))
