"""The animated figure: an exercise's drawing, in any stance, as a picture.

`paint` puts a picture into a rectangle and is what most callers need, `thumbnail` a small one of the
end; `placement` says where things are in it; `frame` is the picture as data. Figure units are percent
of body height, y up from the floor.
"""

from guided.qt.figure.operations import Box, Fill, Operation, Stroke
from guided.qt.figure.painter import Placement, covered, paint, placement, rounded_breath, thumbnail
from guided.qt.figure.scene import Style, frame
from guided.qt.figure.solve import solve

__all__ = [
    "Box",
    "Fill",
    "Operation",
    "Placement",
    "Stroke",
    "Style",
    "covered",
    "frame",
    "paint",
    "placement",
    "rounded_breath",
    "solve",
    "thumbnail",
]
