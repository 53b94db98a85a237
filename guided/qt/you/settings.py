"""What the person can choose, in groups; a choice takes effect at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import __version__, messages, safety, words
from guided.paths import Home
from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chiprow import ChipRow
from guided.qt.widgets.choice import Segmented, Slider, Switch
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.line import Line
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.stops import OneStop
from guided.qt.widgets.text import Text
from guided.qt.you.portraits import Portraits
from guided.settings import BOUNDS, Settings, changed
from guided.voice import VOICES

_NOT_RESET = ("sore", "careful_with", "introduced")
_SECTIONS_WIDTH, _PANEL_WIDTH = 200, 760

_LICENCES = (
    "The program is under the Apache License 2.0, its routines and exercises under CC BY 4.0, the"
    " typeface Figtree under the SIL Open Font License 1.1, the Tabler icons under the MIT License."
    " Qt and PySide6 are under the LGPL 3."
)


class SettingsPage(ScrollPage):
    """Every choice; `changed` has all settings with the new one in them."""

    changed = Signal(object)
    introduction_asked = Signal()
    export_asked = Signal(str)
    """A copy of everything that was recorded, as JSON to this path."""
    erase_asked = Signal()
    """Everything that was recorded is to go for good."""
    """The questions of the first run once more."""

    def __init__(self, look: Look, settings: Settings, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._settings = settings
        self._before_reset: Settings | None = None
        self._shows: list[Callable[[Settings], None]] = []
        self._titles: dict[str, Text] = {}
        self._marks: dict[str, tuple[_Section, Chip]] = {}
        self.header.addWidget(Text(look, "Settings", "page_title"))
        self._chips = ChipRow(look, "Sections")
        self.header.addSpacing(12)
        self.header.addWidget(self._chips)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(4)
        self._panel = QVBoxLayout()
        self._panel.setSpacing(12)
        self.section_list = _Sections()
        self.section_list.setLayout(self._sections)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self.set_aside(self.section_list)
        self._panel_frame = QWidget()
        self._panel_frame.setLayout(self._panel)
        self._panel.setContentsMargins(0, 0, 0, 0)
        self._fill(home)
        self.body.addWidget(self._panel_frame)
        self.body.addStretch(1)
        self._asked = ""
        self.area.verticalScrollBar().valueChanged.connect(lambda _: self._mark())
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._mark())
        self.wide_changed.connect(self._arrange)
        follow(look, self._arrange)
        self._mark()

    @property
    def section(self) -> str:
        """The title of the section one is in: the one that was gone to, or the one seen at the top."""
        bar = self.area.verticalScrollBar()
        if self._asked and bar.value() == min(self._top_of(self._asked), bar.maximum()):
            return self._asked  # though the page ends before it is at the top
        if bar.value() == bar.maximum() > 0:
            return next(reversed(self._titles))
        seen = bar.value() + self.area.viewport().height() // 4 if bar.value() else 0
        first = next(iter(self._titles))
        return next((title for title in reversed(self._titles) if self._top_of(title) <= seen), first)

    def show_settings(self, settings: Settings) -> None:
        """Shows what is chosen now, without telling of it."""
        self._settings = settings
        for show in self._shows:
            show(settings)

    # ------------------------------------------------------------ what there is to choose

    def _fill(self, home: Home) -> None:
        answer = Button(self.look, "Change", size="small")
        answer.setAccessibleName("Change what hurts and what to be careful with")
        answer.clicked.connect(self.introduction_asked)
        self._about_you = _Row(self.look, "What hurts, what to be careful with", "-", answer)
        self._shows.append(lambda settings: self._about_you.say(_health(settings)))
        self._about_you.say(_health(self._settings))
        self._group(
            "You",
            "body-scan",
            self._about_you,
            self._choice(
                "place",
                "Where the laptop stands",
                "We suggest routines to suit",
                (("desk", "On a desk"), ("floor", "On the floor")),
            ),
        )
        self._group(
            "Sound",
            "volume",
            self._switch("muted", "Sound", "Without it, the words on the screen guide you", inverted=True),
            self._slider("volume", "Volume", "", 100, 5, _percent),
            self._choice(
                "speech",
                "What the voice says",
                "V changes it while you play",
                (("full", "Everything"), ("brief", "A little"), ("none", "Nothing")),
            ),
            self._choice("voice", "Voice", "", tuple(VOICES.items())),
            self._slider("word_volume", "Voice volume", "", 100, 5, _loudness),
            self._switch("captions", "Captions", "Show what is said at the top of the player"),
            self._slider("phase_volume", "Movement", "Ease in, hold, release, rest", 100, 5, _loudness),
            self._slider("signal_volume", "Signals", "Get ready, switch side, finished", 100, 5, _loudness),
            self._switch(
                "breath_sound", "Breath sound", "A soft rise on the in-breath, a fall on the out-breath"
            ),
            self._slider("breath_volume", "Breath volume", "", 100, 5, _loudness),
        )
        self._group(
            "Pace and breath",
            "lungs",
            self._slider("pace", "Pace", "Move slower or quicker. Holds keep their length", 100, 5, _pace),
            self._slider("breath_in", "In-breath", "", 2, 1, _seconds),
            self._slider("breath_out", "Out-breath", "", 2, 1, _seconds),
            self._choice(
                "first_side", "First side", "The side you start on", (("left", "Left"), ("right", "Right"))
            ),
        )
        self._group(
            "Look",
            "palette",
            self._choice(
                "theme",
                "Colours",
                "",
                (("system", "System"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast")),
            ),
            self._choice(
                "text_size",
                "Text size",
                "Ctrl+= and Ctrl+− change it anywhere",
                ((100, "100 %"), (115, "115 %"), (130, "130 %"), (150, "150 %")),
            ),
            self._choice(
                "motion",
                "Motion",
                "Reduced turns most movement off",
                (("system", "System"), ("full", "Full"), ("reduced", "Reduced")),
            ),
        )
        self._group(
            "Figure",
            "stretching",
            self._portraits("skin", "Skin", (("fair", "Fair"), ("tan", "Tan"), ("deep", "Deep"))),
            self._portraits("body", "Body", (("slender", "Slender"), ("sturdy", "Sturdy"))),
            self._portraits("hair", "Hair", (("up", "Up"), ("short", "Short"), ("none", "None"))),
        )
        self._group(
            "Words",
            "language",
            self._choice(
                "vocabulary",
                "Words for the movement",
                "Used on the screen and on printed sheets",
                tuple((name, words.sentence(activity)) for name, (_, activity) in words.VOCABULARIES.items()),
                usual="stretching",
            ),
        )
        self._group(
            "Paper",
            "printer",
            self._choice("paper", "Paper size", "For printed sheets", (("a4", "A4"), ("letter", "Letter"))),
        )
        copy = Button(self.look, "Copy", "text", "small", "copy")
        copy.setAccessibleName("Copy the path of your data")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(home.data)))
        self._reset = Button(self.look, "Reset", size="small")
        self._reset.clicked.connect(self._reset_all)
        self._group(
            "About",
            "info-circle",
            _Row(self.look, "Where your data is", str(home.data), copy),
            _Row(
                self.look,
                "Your sessions and measures",
                "Export a copy of everything, or delete it all from this computer.",
                self._make_data_buttons(),
            ),
            _Row(
                self.look,
                "Reset settings",
                "Your sessions, your routines and what you said about your health stay.",
                self._reset,
            ),
            _Row(self.look, "General information, not medical advice", safety.ABOUT, None),
            _Row(self.look, "When to stop", f"{safety.STOP_AT} {words.GET_HELP}", None),
            _Row(self.look, words.say(messages.VERSION, version=__version__), _LICENCES, None),
        )

    def _make_data_buttons(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        export, erase = (
            Button(self.look, "Export", size="small"),
            Button(self.look, "Delete all", size="small"),
        )
        export.clicked.connect(self._ask_where)
        erase.clicked.connect(self.ask_erase)
        row.addWidget(export)
        row.addWidget(erase)
        return buttons

    def _ask_where(self) -> None:
        dialog = ask_where(self, "Export everything", "guided", {"json": "Everything"})
        dialog.fileSelected.connect(self.export_asked)

    def ask_erase(self) -> None:
        """Asks whether all that was recorded is to be deleted."""
        dialog = ConfirmDialog(
            self.look,
            "Delete all sessions and measures?",
            "They will be gone for good, with your place in each programme and the copies Guided made."
            " Your own routines and your settings stay.",
            "Delete all",
            "Keep them",
            self,
        )
        dialog.accepted.connect(self.erase_asked)
        dialog.open()

    def _group(self, title: str, icon: str, *rows: QWidget) -> None:
        look = self.look
        words = Text(look, title, "section")
        self._titles[title] = words
        if len(self._titles) > 1:
            self._panel.addSpacing(12)
        self._panel.addWidget(words)
        card = Card(look, padding=0)
        for number, row in enumerate(rows):
            if number:
                card.body.addWidget(Line(look))
            card.body.addWidget(row)
        self._panel.addWidget(card)
        section = _Section(look, title, icon)
        self._sections.addWidget(section)
        chip = Chip(look, title)
        self._chips.add(chip)
        self._marks[title] = (section, chip)
        for mark in (section, chip):
            mark.clicked.connect(lambda: self._go_to(title))

    def _switch(self, name: str, title: str, sentence: str, inverted: bool = False) -> QWidget:
        switch = Switch(self.look, title, bool(getattr(self._settings, name)) != inverted)
        switch.clicked.connect(lambda on: self._choose(name, on != inverted))
        self._shows.append(lambda settings: switch.setChecked(bool(getattr(settings, name)) != inverted))
        return _Row(self.look, title, sentence, switch)

    def _choice(
        self,
        name: str,
        title: str,
        sentence: str,
        choices: Sequence[tuple[object, str]],
        usual: object = None,
    ) -> QWidget:
        """A choice of a few; `usual` is one whose word is not shown once another is chosen."""
        segmented = Segmented(self.look, title, choices, getattr(self._settings, name))
        segmented.chosen.connect(lambda value: self._choose(name, value))
        named = dict(choices)

        def show(settings: Settings) -> None:
            segmented.choose(getattr(settings, name))
            if usual is not None:
                is_usual = getattr(settings, name) == usual
                segmented.set_words(usual, named[usual] if is_usual else "Usual word")

        show(self._settings)
        self._shows.append(show)
        return _Row(self.look, title, sentence, segmented)

    def _portraits(self, name: str, title: str, choices: Sequence[tuple[str, str]]) -> QWidget:
        portraits = Portraits(self.look, title, name, choices, getattr(self._settings, name))
        portraits.chosen.connect(lambda value: self._choose(name, value))
        self._shows.append(lambda settings: portraits.choose(getattr(settings, name)))
        return _Row(self.look, title, "", portraits)

    def _slider(
        self, name: str, title: str, sentence: str, steps: int, page: int, said: Callable[[float], str]
    ) -> QWidget:
        """A slider over a setting's bounds, in so many steps a unit."""
        low, high = BOUNDS[name]
        value = float(getattr(self._settings, name))
        slider = Slider(self.look, title, round(low * steps), round(high * steps), round(value * steps))
        slider.setSingleStep(page)
        slider.setPageStep(2 * page)
        control = _Sliding(self.look, slider, said(value))

        def moved(position: int) -> None:
            control.say(said(position / steps))
            # While it is dragged there would be a change for every px.
            if not slider.isSliderDown():
                self._choose(name, position / steps)

        def show(settings: Settings) -> None:
            slider.blockSignals(True)
            slider.setValue(round(float(getattr(settings, name)) * steps))
            slider.blockSignals(False)
            control.say(said(slider.value() / steps))

        slider.valueChanged.connect(moved)
        slider.sliderReleased.connect(lambda: self._choose(name, slider.value() / steps))
        self._shows.append(show)
        return _Row(self.look, title, sentence, control)

    # ------------------------------------------------------------

    def _choose(self, name: str, value: Any) -> None:
        self._set(changed(self._settings, **{name: value}))
        self._before_reset = None
        self._reset.set_words("Reset")

    def _reset_all(self) -> None:
        if self._before_reset is None:
            before, self._before_reset = self._settings, self._settings
            # How the window looks and sounds is reset, not what somebody has to be careful with.
            kept = {name: getattr(before, name) for name in _NOT_RESET}
            self._set(changed(Settings(), **kept))
            self._before_reset = before
            self._reset.set_words("Undo")
        else:
            self._set(self._before_reset)
            self._before_reset = None
            self._reset.set_words("Reset")

    def _set(self, settings: Settings) -> None:
        if settings != self._settings:
            self.show_settings(settings)
            self.changed.emit(settings)

    def _go_to(self, title: str) -> None:
        self._asked = title
        self.area.verticalScrollBar().setValue(self._top_of(title))
        self._mark()

    def _top_of(self, title: str) -> int:
        return self._titles[title].mapTo(self.sheet, QPoint(0, 0)).y()

    def _mark(self) -> None:
        """Marks the section one is in."""
        here = self.section
        for title, marks in self._marks.items():
            for mark in marks:
                mark.setChecked(title == here)
        self._chips.ensureWidgetVisible(self._marks[here][1], 40, 0)

    def _arrange(self) -> None:
        self.section_list.setFixedWidth(self.look.px(_SECTIONS_WIDTH))
        self._panel_frame.setMaximumWidth(self.look.px(_PANEL_WIDTH))
        self.section_list.setHidden(not self.wide)
        self._chips.setHidden(self.wide)
        self._set_margins()


def _health(settings: Settings) -> str:
    """What was answered in the first run, in a sentence."""
    sore = ", ".join(words.REGIONS[one] for one in settings.sore if one in words.REGIONS)
    many = len(settings.careful_with)
    careful = words.say(messages.CAREFUL_WITH, n=many) if many else "Nothing to be careful with"
    return words.say(messages.WHAT_HURTS, places=sore or "Nothing hurts", careful=careful)


def _loudness(value: float) -> str:
    return _percent(value) if value else "Off"


def _percent(value: float) -> str:
    return f"{round(value * 100)} %"


def _seconds(value: float) -> str:
    return f"{value:g} s"


def _pace(value: float) -> str:
    """Over 1 is slower."""
    percent = round(abs(value - 1) * 100)
    return "As written" if not percent else f"{percent} % {'slower' if value > 1 else 'quicker'}"


class _Row(QWidget):
    """A choice: its name, a sentence, and its control beside them or, with little room, below."""

    def __init__(self, look: Look, title: str, sentence: str, control: QWidget | None) -> None:
        super().__init__()
        self._look, self._control = look, control
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(24, 14, 24, 14)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(Text(look, title, "body_strong"))
        self._sentence = Text(look, sentence, "caption", "ink2")
        texts.addWidget(self._sentence)
        if not sentence:
            self._sentence.hide()
        texts.addStretch()
        self._line.addLayout(texts, 1)
        if control is not None:
            self._line.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        follow(look, self._arrange)

    def say(self, sentence: str) -> None:
        """Says something else in its sentence."""
        self._sentence.setText(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = self._look.px(220) + 72
        if self._control is not None:
            needed += self._control.sizeHint().width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        fits = self.width() >= needed or isinstance(self._control, Switch)
        self._line.setDirection(across if fits else down)
        if isinstance(self._control, _Sliding):
            self._control.put_first(not fits)
        self._line.setSpacing(24 if fits else 8)


class _Sliding(QWidget):
    """A slider with what it stands at in words."""

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
        """Puts the slider before its words, where it begins a line."""
        right, left = QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(right if slider else left)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft if slider else Qt.AlignmentFlag.AlignRight)

    def say(self, said: str) -> None:
        self._text.setText(said)
        self._slider.setAccessibleDescription(said)

    def _restyle(self) -> None:
        self._text.setFixedWidth(self._look.px(104))
        self._slider.setFixedWidth(self._look.px(200))


class _Sections(QWidget):
    """The list of sections, one stop for the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.one_stop = OneStop(self)
        self.setAccessibleName("Sections")


class _Section(Pressable):
    """A section's name in the list beside the panel, marked where one is."""

    radius = 12.0

    def __init__(self, look: Look, title: str, icon: str) -> None:
        super().__init__(look, title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        self._icon = Icon(look, icon, "ink2", 20)
        self._title = Text(look, title, "body_strong", "ink2", wrap=False)
        row.addWidget(self._icon)
        row.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        self.toggled.connect(lambda on: self._show_mark(icon, "on_primary_soft" if on else "ink2"))

    def _show_mark(self, icon: str, colour: str) -> None:
        self._icon.show_icon(icon, colour)
        self._title.set_colour(colour)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(_SECTIONS_WIDTH), self.look.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        clear = faded(theme.line, 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            rest = theme.primary_soft if self.isChecked() else clear
            hover = theme.primary_soft if self.isChecked() else faded(theme.primary_soft, 0.7)
            painter.setBrush(self.shade(rest, hover, theme.primary_soft))
            painter.drawRoundedRect(QRectF(self.rect()), self.radius, self.radius)
