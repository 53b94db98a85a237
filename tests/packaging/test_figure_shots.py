"""The contact sheets show everything there is."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import figure_shots
from guided.files import load
from guided.paths import assets
from guided.pose import PROPS


def test_every_sheet_is_written(qapp: QApplication, tmp_path: Path) -> None:
    library = load(assets())
    few = library.exercises["bridge"], library.exercises["half-kneeling-hip-flexor"]
    muscles = {name: library.muscles[name] for name in ("hamstrings", "iliopsoas")}
    small = replace(library, exercises={one.id: one for one in few}, muscles=muscles)
    count = figure_shots.write_figures(tmp_path, small)
    sheets = sorted(tmp_path.glob("*.png"))
    assert len(sheets) == count == 6
    assert all(not QImage(str(sheet)).isNull() for sheet in sheets)
    key = (tmp_path / "figures-unnamed-key.txt").read_text("utf-8").splitlines()
    assert sorted(line.split(" ", 1)[1] for line in key) == sorted(one.name for one in few)


def test_every_prop_is_on_a_sheet() -> None:
    shown = {
        prop.kind for _, pictures in figure_shots._props() for one in pictures for prop in one.drawing.props
    }
    seated = {
        prop.kind for _, pictures in figure_shots._views() for one in pictures for prop in one.drawing.props
    }
    assert shown | seated == set(PROPS)
