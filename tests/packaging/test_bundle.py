"""What goes into a bundle: what Guided uses and what came with its packages, with a licence each."""

import sysconfig
from pathlib import Path

import pytest

import bundle

WHEELS = f"{sysconfig.get_path('platlib')}/PySide6/Qt/lib"
QT = "PySide6/Qt"


@pytest.mark.parametrize(
    ("place", "source", "wanted"),
    [
        (f"{QT}/lib/libQt6Core.so.6", WHEELS, True),
        (f"{QT}/lib/libQt6OpenGLWidgets.so.6", WHEELS, True),  # a chart does not start without
        (f"{QT}/lib/libQt6Quick.so.6", WHEELS, False),
        (f"{QT}/lib/libavcodec.so.61", WHEELS, False),
        (f"{QT}/plugins/platforms/libqxcb.so", WHEELS, True),
        (f"{QT}/plugins/platforms/libqvnc.so", WHEELS, False),
        (f"{QT}/plugins/multimedia/libffmpegmediaplugin.so", WHEELS, False),
        (f"{QT}/plugins/tls/libqopensslbackend.so", WHEELS, False),
        (f"{QT}/plugins/printsupport/libcupsprintersupport.so", WHEELS, True),
        (f"{QT}/translations/qtbase_de.qm", WHEELS, False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", WHEELS, True),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu", True),
        ("libxcb-cursor.so.0", "/usr/lib/x86_64-linux-gnu", True),
        ("libgtk-3.so.0", "/usr/lib/x86_64-linux-gnu", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu", False),
        ("guided/_assets/voice/heart/one.opus", "assets", True),
    ],
)
def test_only_what_is_used_goes_in(place: str, source: str, wanted: bool) -> None:
    assert bundle.is_wanted(place, f"{source}/{Path(place).name}") is wanted


def test_every_module_of_the_program_goes_in() -> None:
    found = bundle.modules(bundle.ROOT)
    assert {"guided", "guided.cli", "guided.qt.play.page", "PySide6.QtOpenGL"} <= set(found)


def test_each_package_inside_has_a_licence_to_pass_on() -> None:
    packages = bundle.inside()
    assert {"PySide6", "numpy", "soundfile"} <= {one.name for one in packages}
    for package in packages:
        assert all(file.is_file() for file in bundle.licence_files(package)), package.name


def test_what_weighs_most_is_told_with_what_it_is_for(tmp_path: Path) -> None:
    for name, size in (("_internal/PySide6/Qt/lib/libicudata.so.73", 3_000_000), ("guided", 2_000_000)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    told = bundle.report(tmp_path).splitlines()
    assert told[0].startswith("5 MB")
    assert told[4:] == [
        "| libicudata.so.73 | 3.0 | Qt: letters, order and dates of all languages |",
        "| guided | 2.0 | the program and every Python module, compressed |",
    ]
