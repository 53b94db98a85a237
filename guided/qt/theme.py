"""How everything looks: colours, type and size, and the one `Look` that widgets follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QScrollBar,
    QSlider,
    QToolTip,
    QWidget,
)

from guided.paths import assets
from guided.settings import Settings

WIDE = 1120  # px of the window's width at 100 % text size: sidebar and side columns
FAMILIES = ("Figtree", "Noto Sans")

_WEIGHTS: Mapping[int, QFont.Weight] = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
    800: QFont.Weight.ExtraBold,
}


class Type(NamedTuple):
    """A role of the type scale: sizes in px at 100 %, tracking in percent of the size."""

    size: int
    line: int
    weight: int
    tracking: float = 0.0
    tabular: bool = True


TYPES: Mapping[str, Type] = {
    "caption": Type(14, 20, 400),
    "caption_medium": Type(14, 20, 500),
    "caption_strong": Type(14, 20, 600),
    "body": Type(16, 24, 400),
    "body_medium": Type(16, 24, 500),
    "body_strong": Type(16, 24, 600),
    "reading": Type(18, 28, 400),
    "card_title": Type(18, 24, 600),
    "section": Type(20, 28, 700, -0.5),
    "page_title": Type(32, 40, 700, -1.5),
    "stat": Type(56, 60, 700, -2.0, tabular=False),
}


class PhaseColours(NamedTuple):
    """The colours of a kind of phase; `dome_max` is the dome's outer ghost."""

    word: QColor
    track: QColor
    past: QColor
    stage: QColor
    dome: QColor
    dome_max: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour for every use; the names are those of the design's tokens."""

    name: str
    flat: bool  # without shadows
    canvas: QColor
    surface: QColor
    sunken: QColor
    raised: QColor
    line: QColor
    line2: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    primary: QColor
    primary_hover: QColor
    primary_press: QColor
    on_primary: QColor
    primary_soft: QColor
    on_primary_soft: QColor
    ease: QColor
    ease_soft: QColor
    ease_track: QColor
    ease_past: QColor
    ease_stage: QColor
    ease_dome: QColor
    hold: QColor
    hold_soft: QColor
    hold_track: QColor
    hold_past: QColor
    hold_stage: QColor
    hold_dome: QColor
    release: QColor
    release_soft: QColor
    release_track: QColor
    release_past: QColor
    release_stage: QColor
    release_dome: QColor
    rest: QColor
    rest_soft: QColor
    rest_track: QColor
    rest_past: QColor
    rest_stage: QColor
    rest_dome: QColor
    success: QColor
    warn: QColor
    warn_soft: QColor
    danger: QColor
    danger_soft: QColor
    focus: QColor
    muscle: QColor
    moon: QColor
    body: QColor
    body_line: QColor
    hill_up: QColor
    hill_up_line: QColor
    shape: QColor
    heat1: QColor
    heat2: QColor
    heat3: QColor

    def colour(self, name: str) -> QColor:
        """The colour a token names."""
        value = getattr(self, name)
        assert isinstance(value, QColor), name
        return value

    def phase(self, kind: str) -> PhaseColours:
        """The colours of ease, hold, release or rest."""
        dome = self.colour(f"{kind}_dome")
        return PhaseColours(
            word=self.colour(kind),
            track=self.colour(f"{kind}_track"),
            past=self.colour(f"{kind}_past"),
            stage=self.colour(f"{kind}_stage"),
            dome=dome,
            dome_max=faded(dome, 0.45),
        )


# token: light, dark, high contrast; @ is followed by the share of opacity
_TOKENS: Mapping[str, tuple[str, str, str]] = {
    "canvas": ("#F6F2EA", "#121A1B", "#FFFFFF"),
    "surface": ("#FFFDF9", "#1A2425", "#FFFFFF"),
    "sunken": ("#EEE8DC", "#0D1415", "#F2F2F2"),
    "raised": ("#FFFFFF", "#223031", "#FFFFFF"),
    "line": ("#E2D9CA", "#2C3A3B", "#5A5A5A"),
    "line2": ("#8A8172", "#75847F", "#1A1A1A"),
    "ink": ("#1D2A2B", "#F1EDE4", "#000000"),
    "ink2": ("#47534F", "#C3C8C1", "#1F1F1F"),
    "ink3": ("#616A66", "#9BA5A0", "#333333"),
    "primary": ("#14605A", "#6FC4B4", "#003F3A"),
    "primary_hover": ("#0F504B", "#85D2C3", "#002E2A"),
    "primary_press": ("#0B403C", "#9BDDD0", "#001F1C"),
    "on_primary": ("#FFFFFF", "#0B2623", "#FFFFFF"),
    "primary_soft": ("#DCEAE4", "#1E3C39", "#D9F0EB"),
    "on_primary_soft": ("#0F4D48", "#A9E0D5", "#00332F"),
    "ease": ("#23508F", "#7CB0F0", "#002F7A"),
    "ease_soft": ("#DFE8F2", "#18293D", "#E6EFFA"),
    "ease_track": ("#C3D3E6", "#274468", "#B4CCEA"),
    "ease_past": ("#8BA6C9", "#4A70A2", "#5E86B8"),
    "ease_stage": ("#DFE8F2", "#131D28", "#FFFFFF"),
    "ease_dome": ("#FFFDF9", "#22344A", "#E4E4E4"),
    "hold": ("#B0490F", "#F0985A", "#8A3300"),
    "hold_soft": ("#FBEADC", "#3A2518", "#FFEDE0"),
    "hold_track": ("#F3CFB4", "#653C1F", "#F3BE98"),
    "hold_past": ("#D79A72", "#9C663F", "#B8733F"),
    "hold_stage": ("#FBEADC", "#221914", "#FFFFFF"),
    "hold_dome": ("#FFFDF9", "#43301F", "#E4E4E4"),
    "release": ("#2C7847", "#B2DE8B", "#0A5B2A"),
    "release_soft": ("#E2F0E3", "#22301C", "#E4F5E6"),
    "release_track": ("#BFDDC6", "#3C5530", "#A8D8B2"),
    "release_past": ("#86B593", "#6F8F57", "#4C8A5E"),
    "release_stage": ("#E2F0E3", "#151E18", "#FFFFFF"),
    "release_dome": ("#FFFDF9", "#2A3C26", "#E4E4E4"),
    "rest": ("#4A433B", "#C4B7AD", "#2A241C"),
    "rest_soft": ("#EBE4D8", "#2B2926", "#F0EDE7"),
    "rest_track": ("#D6CCBC", "#46413B", "#C8BFB0"),
    "rest_past": ("#D6CCBC", "#46413B", "#C8BFB0"),
    "rest_stage": ("#EBE4D8", "#191B1B", "#FFFFFF"),
    "rest_dome": ("#FFFDF9", "#302E2B", "#E4E4E4"),
    "success": ("#2C6E3F", "#86CB95", "#0B4F1E"),
    "warn": ("#7A5200", "#E9BE62", "#5C3D00"),
    "warn_soft": ("#FBEED0", "#38301A", "#FFF1CC"),
    "danger": ("#A2342C", "#F0958A", "#8A1810"),
    "danger_soft": ("#F9E3DE", "#43211E", "#FFE5E0"),
    "focus": ("#1D5FBF", "#8DB8FF", "#0038A8"),
    "muscle": ("#B8500F", "#F0924F", "#A83C00"),
    "moon": ("#FCEBD3", "#1F2E2F", "#FFF3E2"),
    "body": ("#D8C6AE", "#44524F", "#E4DCD0"),
    "body_line": ("#8D7A61", "#8C9A94", "#3A332A"),
    "hill_up": ("#1D2A2B@0.13", "#FFFFFF@0.14", "#FFFFFF"),
    "hill_up_line": ("#000000@0", "#000000@0", "#1A1A1A"),
    "shape": ("#C9DCD3", "#2C4A45", "#9CC4B8"),
    "heat1": ("#A9CDBF", "#2F5F58", "#8DBBAE"),
    "heat2": ("#4F9384", "#4C978A", "#2F7A6D"),
    "heat3": ("#14605A", "#86D3C5", "#003F3A"),
}


def faded(colour: QColor, share: float) -> QColor:
    """A colour with its opacity multiplied."""
    result = QColor(colour)
    result.setAlphaF(colour.alphaF() * share)
    return result


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour `share` of the way from one to the other."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * share,
        one.greenF() * keep + other.greenF() * share,
        one.blueF() * keep + other.blueF() * share,
        one.alphaF() * keep + other.alphaF() * share,
    )


def _colour(token: str) -> QColor:
    value, _, opacity = token.partition("@")
    return faded(QColor(value), float(opacity or 1))


def _theme(name: str, column: int) -> Theme:
    colours = {token: _colour(row[column]) for token, row in _TOKENS.items()}
    return Theme(name=name, flat=column > 0, **colours)


LIGHT = _theme("light", 0)
DARK = _theme("dark", 1)
CONTRAST = _theme("contrast", 2)
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}

_SCHEMES: Mapping[str, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "contrast": Qt.ColorScheme.Light,
}

_DRESSED = (QAbstractScrollArea, QLineEdit, QMenu, QMenuBar, QScrollBar, QSlider)


class Look(QObject):
    """The look: chosen colours, text size and motion, with what the system asks for.

    The application's style, palette and style sheet follow it. A widget that draws reads `theme`
    and the sizes when it draws, and is told of a change by `changed`.
    """

    changing = Signal()
    """It is about to change; everything is laid out as it was."""
    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings | None = None) -> None:
        super().__init__(app)
        load_fonts()
        self._app = app
        self._settings = settings or Settings()
        self._fonts: dict[tuple[Type, bool], QFont] = {}
        self.theme = LIGHT
        self.scale = 1.0
        self.reduced_motion = False
        self.person = ("", "", "")
        """The skin, body and hair of the figure, as settings name them."""
        self.vocabulary = ""
        """The word for what lengthens, as settings name it."""
        self._hints = app.styleHints()
        self._access = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._access.contrastPreferenceChanged.connect(self._system_changed)
        if hasattr(self._access, "motionPreferenceChanged"):  # from Qt 6.12 on
            self._access.motionPreferenceChanged.connect(self._system_changed)
        self.use(self._settings)

    def use(self, settings: Settings) -> None:
        """Adopt the visible part of the settings, and emit `changed` if anything differs."""
        self._settings = settings
        # Title bars and the system's own dialogs follow this; unknown is what the system says.
        self._hints.setColorScheme(_SCHEMES[settings.theme])
        theme = self._chosen_theme()
        scale = settings.text_size / 100
        reduced = settings.motion == "reduced" or (settings.motion == "system" and self._system_is_still())
        person = (settings.skin, settings.body, settings.hair)
        before = (self.theme, self.scale, self.reduced_motion, self.person, self.vocabulary)
        if (theme, scale, reduced, person, settings.vocabulary) == before and self._fonts:
            return
        resized = scale != self.scale or not self._fonts
        self.changing.emit()
        self.vocabulary = settings.vocabulary
        self.theme, self.scale, self.reduced_motion, self.person = theme, scale, reduced, person
        self._app.setPalette(palette(theme))
        if resized:
            self._dress()
        else:
            self._recolour()
        self.changed.emit()

    def px(self, size: float) -> int:
        """A length scaled with the text, in px: control heights, icons, and text itself."""
        return round(size * self.scale)

    def font(self, role: str) -> QFont:
        """The font of a role of the type scale."""
        return self.type(TYPES[role])

    def line(self, role: str) -> int:
        """The line height of a role of the type scale, in px."""
        return self.px(TYPES[role].line)

    def type(self, kind: Type, scaled: bool = True) -> QFont:
        """A font of any size; not `scaled` if the size follows the window rather than the text size."""
        font = self._fonts.get((kind, scaled))
        if font is None:
            meant = kind._replace(size=self.px(kind.size)) if scaled else kind
            font = self._fonts[kind, scaled] = font_of(meant)
        return font

    def is_wide(self, widget: QWidget) -> bool:
        """Whether a widget's window has room for a sidebar and side columns at this text size."""
        return widget.window().width() >= WIDE * self.scale

    def motion(self, ms: int) -> int:
        """The length of an interface animation in ms: 0 if motion is reduced."""
        return 0 if self.reduced_motion else ms

    def _dress(self) -> None:
        """Dress every widget in the sizes there are now."""
        self._fonts = {}
        self._app.setFont(self.font("body"))
        QToolTip.setFont(self.font("caption_medium"))
        # Taken away first: one sheet in the place of another dresses a widget anew for each it lies in.
        self._app.setStyleSheet("")
        self._app.setStyleSheet(style_sheet(self))

    def _recolour(self) -> None:
        """Let Qt's own widgets have the palette's colours; with a new sheet every other one would wait."""
        for widget in self._app.allWidgets():
            if isinstance(widget, _DRESSED):
                widget.style().polish(widget)

    def _chosen_theme(self) -> Theme:
        if self._settings.theme != "system":
            return THEMES[self._settings.theme]
        if self._access.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _system_is_still(self) -> bool:
        preference = getattr(self._access, "motionPreference", None)
        return preference is not None and preference().name == "ReducedMotion"

    def _system_changed(self, *_: object) -> None:
        self.use(self._settings)


def follow(look: Look, slot: Callable[[], None]) -> None:
    """Call a widget's method now and whenever the look changes, as long as there is the widget.

    Raises TypeError for any other function: the look would call it when the widget is long gone.
    """
    if not isinstance(getattr(slot, "__self__", None), QObject):
        raise TypeError(f"{slot} is no method of a widget")
    look.changed.connect(slot)
    slot()


@cache
def load_fonts() -> None:
    """Register the shipped fonts with Qt."""
    for path in sorted((assets() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def font_of(kind: Type) -> QFont:
    """A font at exactly the size given."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(max(kind.size, 1))
    font.setWeight(_WEIGHTS[kind.weight])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.size * kind.tracking / 100)
    # Said either way: what a font leaves open a widget takes from the application's.
    font.setFeature(QFont.Tag("tnum"), 1 if kind.tabular else 0)
    return font


def palette(theme: Theme) -> QPalette:
    """The palette of Qt's own widgets."""
    result = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, theme.canvas),
        (role.WindowText, theme.ink),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.sunken),
        (role.Text, theme.ink),
        (role.PlaceholderText, theme.ink3),
        (role.Button, theme.surface),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.danger),
        (role.Highlight, theme.primary),
        (role.HighlightedText, theme.on_primary),
        (role.Link, theme.on_primary_soft),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.ink),
        (role.Light, theme.raised),
        (role.Mid, theme.line),
        (role.Dark, theme.line2),
        (role.Accent, theme.primary),
        # What is left stands for colours of the style sheet that no role is meant for.
        (role.LinkVisited, theme.ink2),
        (role.Midlight, theme.primary_soft),
        (role.Shadow, mixed(theme.line, theme.line2, 0.5)),
    ):
        result.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, theme.ink3)
    return result


def style_sheet(look: Look) -> str:
    """The style sheet of Qt's own widgets, those of _DRESSED: its colours are the palette's."""
    px = look.px
    return f"""
QScrollArea, QAbstractScrollArea {{ background: transparent; border: none; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: palette(shadow); border-radius: 4px; margin: 2px; }}
QScrollBar::handle:hover {{ background: palette(dark); }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLineEdit, QPlainTextEdit {{
    background: palette(base); color: palette(text); border: 1px solid palette(dark);
    border-radius: 14px; padding: 0 {px(15)}px; placeholder-text-color: palette(placeholder-text);
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
}}
QLineEdit {{ padding-right: {px(8)}px; }}
QPlainTextEdit {{ padding: {px(8)}px {px(11)}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{
    background: palette(alternate-base); color: palette(placeholder-text);
}}
QHeaderView {{ background: palette(base); border: none; }}
QHeaderView::section {{
    background: palette(base); color: palette(link-visited); border: none;
    border-bottom: 1px solid palette(mid); padding: {px(8)}px 3px;
    font-size: {px(14)}px; font-weight: 600;
}}
QSlider {{ background: transparent; }}
QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: palette(mid); }}
QSlider::sub-page:horizontal {{ height: 6px; border-radius: 3px; background: palette(highlight); }}
QSlider::handle:horizontal {{
    width: 20px; height: 20px; margin: -9px 0; border-radius: 12px;
    background: palette(base); border: 2px solid palette(highlight);
}}
QSlider::handle:horizontal:hover {{ background: palette(midlight); }}
QSlider::sub-page:horizontal:disabled {{ background: palette(dark); }}
QSlider::handle:horizontal:disabled {{ border-color: palette(dark); }}
QMenuBar {{ background: palette(window); color: palette(text); padding: 2px 8px; }}
QMenuBar::item {{ padding: {px(6)}px {px(12)}px; border-radius: 8px; background: transparent; }}
QMenuBar::item:selected {{ background: palette(midlight); color: palette(link); }}
QMenu {{
    background: palette(light); color: palette(text); border: 1px solid palette(dark);
    padding: 6px;
}}
QMenu::item {{ padding: {px(10)}px {px(16)}px; border-radius: 8px; }}
QMenu::item:selected {{ background: palette(midlight); color: palette(link); }}
QMenu::item:disabled {{ color: palette(placeholder-text); }}
QMenu::separator {{ height: 1px; background: palette(mid); margin: 6px 8px; }}
QMenu::icon, QMenu::indicator {{ left: {px(8)}px; }}
"""
