"""The animated figure: an exercise's drawing, in any stance, as a picture.

`paint` draws a picture into a rectangle and is what most callers need; `placement` gives its scale and
position there; `frame` is the picture as data. Figure units are percent
of body height, y up from the floor.
"""

from guided.qt.figure.operations import Box, Fill, Operation, Photo, Stroke
from guided.qt.figure.painter import (
    WHOLE,
    Fit,
    Placement,
    close_up_in,
    covered,
    head_in,
    paint,
    placement,
    rounded,
    rounded_breath,
)
from guided.qt.figure.scene import frame
from guided.qt.figure.skins import skin_of
from guided.qt.figure.solve import solve

__all__ = [
    "WHOLE",
    "Box",
    "Fill",
    "Fit",
    "Operation",
    "Photo",
    "Placement",
    "Stroke",
    "close_up_in",
    "covered",
    "frame",
    "head_in",
    "paint",
    "placement",
    "rounded",
    "rounded_breath",
    "skin_of",
    "solve",
]
