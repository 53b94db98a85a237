"""One window for a home: a second start hands over what it was asked, from wherever it was started."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.paths import home_in
from guided.qt import instance
from guided.qt.instance import Asked, Instance, _place, _socket
from guided.qt.routines.offer import OfferDialog
from tests.qt.running import Running, Starter

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the folders are those of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "there"


@pytest.fixture
def first(qapp: QApplication, folder: Path) -> Iterator[Instance]:
    """The window that is open already."""
    made = Instance(home_in(folder))
    assert not made.hand_over(Asked())
    made.listen()
    yield made
    made.close()


def second(*arguments: str, home: str, cwd: Path) -> subprocess.Popen[str]:
    """A second start, by the command line."""
    command = [sys.executable, "-m", "guided", "--home", home, *arguments]
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    return subprocess.Popen(command, cwd=cwd, env=environment, text=True, stderr=subprocess.PIPE)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code and what was told on the terminal; a start that does not end is ended."""
    try:
        told = process.communicate(timeout=20)[1]
    finally:
        process.kill()
    return process.returncode, told


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], Asked()),
        (["--page", "today"], Asked(page="today")),
        (["play", "desk-five"], Asked("desk-five")),
        (["play", "files/mine.guided"], Asked(None, Path("files/mine.guided"))),
        (["files/mine.guided"], Asked(None, Path("files/mine.guided"))),
    ],
)
def test_a_second_start_hands_over_what_it_was_asked(
    first: Instance, folder: Path, tmp_path: Path, qtbot: QtBot, arguments: list[str], asked: Asked
) -> None:
    where = tmp_path / "elsewhere"
    where.mkdir()
    with qtbot.waitSignal(first.asked, timeout=20_000) as told:
        process = second(*arguments, home="../there", cwd=where)
    if asked.file is not None:
        asked = Asked(None, where / asked.file)
    assert told.args == [asked]
    assert ended(process) == (0, "")


def test_another_home_has_a_window_of_its_own(first: Instance, tmp_path: Path) -> None:
    other = Instance(home_in(tmp_path / "other"))
    assert not other.hand_over(Asked())
    other.close()


def test_the_same_home_by_another_name_is_the_same(first: Instance, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert _place(home_in(tmp_path / "link"), os.environ) == _place(home_in(folder), os.environ)


def be_killed(folder: Path) -> None:
    """Be the first window of a home, and killed."""
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from guided.paths import home_in; from guided.qt.instance import *;"
        "app = QCoreApplication([]); one = Instance(home_in(Path(sys.argv[1])));"
        "assert not one.hand_over(Asked()); one.listen(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=False)


def left_over_and_taken_over(folder: Path, qtbot: QtBot) -> Path:
    """Leave a socket behind as a crash does, and have a second start heard all the same; where they met."""
    be_killed(folder)
    place = _place(home_in(folder), os.environ)
    assert place is not None
    assert Path(_socket(place)).exists()
    first = Instance(home_in(folder))
    assert not first.hand_over(Asked())
    first.listen()
    with qtbot.waitSignal(first.asked, timeout=20_000):
        process = second(home=str(folder), cwd=folder.parent)
    assert ended(process) == (0, "")
    first.close()
    return place


def test_a_socket_that_is_left_over_is_taken_over(folder: Path, qtbot: QtBot) -> None:
    left_over_and_taken_over(folder, qtbot)


@pytest.mark.parametrize(
    "junk",
    [
        b"\n",
        b"x" * 70_000,
        b"[1]\n",
        b'{"routine": 1, "file": null, "page": null, "token": "", "id": "a"}\n',
        b'{"routine": null, "file": "a\\u0000b", "page": null, "token": "", "id": "a"}\n',
        b'{"routine": null, "file": null, "page": null, "token": "", "id": "a", "more": 1}\n',
        b'{"routine": null, "file": null, "page": "nowhere", "token": "", "id": "a"}\n',
        b"[" * 60_000 + b"\n",
    ],
    ids=range(8),
)
def test_rubbish_is_not_heard(first: Instance, folder: Path, qtbot: QtBot, junk: bytes) -> None:
    place = _place(home_in(folder), os.environ)
    assert place is not None
    caller = QLocalSocket()
    caller.connectToServer(_socket(place))
    with qtbot.assertNotEmitted(first.asked), qtbot.waitSignal(caller.disconnected):
        caller.write(junk)


def test_what_is_sent_twice_is_heard_once(first: Instance, folder: Path, qtbot: QtBot) -> None:
    place = _place(home_in(folder), os.environ)
    heard: list[Asked] = []
    assert place is not None
    first.asked.connect(heard.append)
    for _ in range(2):
        caller = QLocalSocket()
        caller.connectToServer(_socket(place))
        with qtbot.waitSignal(caller.readyRead):
            caller.write(b'{"routine": "a", "file": null, "page": null, "token": "", "id": "b"}\n')
        assert bytes(caller.readAll().data()) == b"ok\n"
    assert heard == [Asked("a")]


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files are, with a short name, on a system that has no folder for what runs."""
    with tempfile.TemporaryDirectory(prefix="g") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        monkeypatch.setattr(instance, "_RUNNING", "/nowhere")
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.delenv("XDG_RUNTIME_DIR")
        yield Path(folder)


@pytest.mark.parametrize("runtime", ["", "/nowhere", "too long"])
def test_windows_meet_where_the_system_names_no_place_for_it(
    qapp: QApplication, temporary: Path, folder: Path, tmp_path: Path, runtime: str
) -> None:
    (tmp_path / ("x" * 90)).mkdir()
    environment = {"XDG_RUNTIME_DIR": runtime if runtime != "too long" else str(tmp_path / ("x" * 90))}
    one, other = (Instance(home_in(folder), environment) for _ in range(2))
    elsewhere = Instance(home_in(tmp_path / "elsewhere"), environment)
    assert not one.hand_over(Asked())
    assert not other.is_alone()
    assert elsewhere.is_alone()
    assert (temporary / f"guided-{os.getuid()}").stat().st_mode & 0o077 == 0
    for made in (one, other, elsewhere):
        made.close()


def test_a_start_that_is_told_of_no_place_finds_the_window_that_was(
    qapp: QApplication, temporary: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = temporary / str(os.getuid())
    runtime.mkdir(mode=0o700)
    monkeypatch.setattr(instance, "_RUNNING", str(temporary))
    one = Instance(home_in(folder), {"XDG_RUNTIME_DIR": str(runtime)})
    assert one.is_alone()
    assert not Instance(home_in(folder), {}).is_alone()
    one.close()


def test_a_second_start_is_heard_without_such_a_place_also_where_a_socket_is_left_over(
    temporary: Path, folder: Path, qtbot: QtBot
) -> None:
    assert left_over_and_taken_over(folder, qtbot).is_relative_to(temporary)


@pytest.mark.parametrize("what", ["open to all", "a link", "a file"])
def test_without_a_folder_of_ones_own_each_start_is_for_itself(
    qapp: QApplication, temporary: Path, folder: Path, tmp_path: Path, what: str
) -> None:
    place = temporary / f"guided-{os.getuid()}"
    if what == "a file":
        place.touch(mode=0o600)
    elif what == "a link":
        (tmp_path / "theirs").mkdir(mode=0o700)
        place.symlink_to(tmp_path / "theirs")
    else:
        place.mkdir()
        place.chmod(0o755)
    for environment in ({}, {"XDG_RUNTIME_DIR": "/nowhere"}, {"XDG_RUNTIME_DIR": str(temporary)}):
        for _ in range(2):
            one = Instance(home_in(folder), environment)
            assert not one.hand_over(Asked())
            one.listen()


def test_only_this_person_can_open_it(first: Instance, folder: Path) -> None:
    place = _place(home_in(folder), os.environ)
    assert place is not None
    assert place.parent.stat().st_mode & 0o077 == 0
    for path in place.parent.iterdir():
        assert path.stat().st_mode & 0o077 == 0


# ---------------------------------------------------------------- what the window does with it


def test_a_routine_is_played_and_the_window_comes_forward(start: Starter, qtbot: QtBot) -> None:
    one = start()
    one.desk.window.setWindowState(Qt.WindowState.WindowMinimized)
    one.desk.take(Asked("desk-five"))
    assert not one.desk.window.isMinimized()
    assert one.desk.sessions.player is not None
    assert one.desk.sessions.player.timeline.routine.id == "desk-five"


def test_a_routine_that_is_not_there_is_told(start: Starter) -> None:
    one = start()
    one.desk.take(Asked("desk-fife"))
    assert any('no routine is called "desk-fife"' in notice for notice in one.notices)


def test_a_page_is_shown_whatever_was_open(start: Starter) -> None:
    one = start()
    one.desk.shelf.open("desk-five")
    one.desk.take(Asked(page="today"))
    assert one.desk.window.page is one.desk.today.page


def test_a_file_is_offered(start: Starter, tmp_path: Path) -> None:
    one = start()
    path = tmp_path / "mine.guided"
    one.desk.shelf.own_files.share(one.desk.context.library.routines["desk-five"], path)
    one.desk.take(Asked(None, path))
    (dialog,) = one.desk.window.findChildren(OfferDialog)
    dialog.close()


def under_way(one: Running) -> bool:
    player = one.desk.sessions.player
    return player is not None and player.playing and player.timeline.routine.id == "desk-five"


def test_a_session_goes_on_whatever_else_is_asked_for(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(5_000)
    one.desk.take(Asked("psoas-release"))
    for name, asked in (
        ("mine.guided", Asked(None, tmp_path / "mine.guided")),
        ("Today", Asked(page="today")),
    ):
        one.desk.take(asked)
        assert any(f"End what is open here first, then open {name} again." in said for said in one.notices)
    assert under_way(one)
    assert not one.desk.window.findChildren(OfferDialog)
