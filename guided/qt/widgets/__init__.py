"""The widgets that pages are made of; none knows another, each follows the `Look` it is given.

Each is loaded when it is first asked for: the first window needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guided.qt.widgets.advice import AdviceBox
    from guided.qt.widgets.button import Button, IconButton
    from guided.qt.widgets.card import Card, CardButton, Sheet, paint_card, paint_shadow
    from guided.qt.widgets.chip import Chip, Tag
    from guided.qt.widgets.choice import Segmented, Slider, Switch
    from guided.qt.widgets.field import SearchField, TextArea
    from guided.qt.widgets.focus import FocusRing
    from guided.qt.widgets.icon import Icon
    from guided.qt.widgets.message import Notice, Toast, announce
    from guided.qt.widgets.page import ScrollPage
    from guided.qt.widgets.pressable import Pressable
    from guided.qt.widgets.scale import DiscomfortScale
    from guided.qt.widgets.text import Text
    from guided.qt.widgets.tile import DomeDrawing, EmptyState, StatTile

__all__ = [
    "AdviceBox",
    "Button",
    "Card",
    "CardButton",
    "Chip",
    "DiscomfortScale",
    "DomeDrawing",
    "EmptyState",
    "FocusRing",
    "Icon",
    "IconButton",
    "Notice",
    "Pressable",
    "ScrollPage",
    "SearchField",
    "Segmented",
    "Sheet",
    "Slider",
    "StatTile",
    "Switch",
    "Tag",
    "Text",
    "TextArea",
    "Toast",
    "announce",
    "paint_card",
    "paint_shadow",
]

_MODULES = {
    "advice": ("AdviceBox",),
    "button": ("Button", "IconButton"),
    "card": ("Card", "CardButton", "Sheet", "paint_card", "paint_shadow"),
    "chip": ("Chip", "Tag"),
    "choice": ("Segmented", "Slider", "Switch"),
    "field": ("SearchField", "TextArea"),
    "focus": ("FocusRing",),
    "icon": ("Icon",),
    "message": ("Notice", "Toast", "announce"),
    "page": ("ScrollPage",),
    "pressable": ("Pressable",),
    "scale": ("DiscomfortScale",),
    "text": ("Text",),
    "tile": ("DomeDrawing", "EmptyState", "StatTile"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
