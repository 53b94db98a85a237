"""What every test gets: no screen, and a home folder of its own."""

import os
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import pytest

# Before anything imports Qt, which reads them once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("LC_ALL", "C.UTF-8")  # another language may be given, and all holds in it too

# The core does without Qt, and so do its tests.
WITH_QT = [
    "qt",
    "test_qt_deletion.py",
    "test_qt_refcount.py",
    "packaging/test_figure_shots.py",
    "packaging/test_lint.py",
    "packaging/test_rep_shot.py",
    "packaging/test_shots.py",
]
collect_ignore = [] if find_spec("PySide6") and find_spec("pytestqt") else WITH_QT

# How fast a machine is must not decide a test; on CI neither must chance.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder: no test reads or writes the person's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)  # or Qt warns about it
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    return folder
