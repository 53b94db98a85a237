"""The widgets that pages are made of; none knows another, each follows the `Look` it is given."""

from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card, CardButton, Sheet, paint_card, paint_shadow
from guided.qt.widgets.chip import Chip, Tag
from guided.qt.widgets.choice import Segmented, Slider, Switch
from guided.qt.widgets.field import SearchField, TextArea
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.message import Notice, Toast, announce
from guided.qt.widgets.page import ScrollPage, is_wide
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text, plain_tip, set_tip
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
    "is_wide",
    "paint_card",
    "paint_shadow",
    "plain_tip",
    "set_tip",
]
