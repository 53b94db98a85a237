"""The person's own files: a change shows by itself, a file comes in when asked for, and goes out whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided import messages, words
from guided.files import KINDS, load
from guided.library import Library
from guided.paths import replacing
from guided.qt.routines.offer import OfferDialog, facts_of
from guided.qt.routines.ownfiles import OwnFiles
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.text import Text
from guided.qt.window import Window
from guided.settings import Settings
from guided.sharing import read_offer
from tests.disks import full_disk
from tests.qt.hostile import MARKUP
from tests.qt.seen import clipped, nameless, rich
from tests.samples import EASIER, FILES, ROUTINE, changed, write

TODAY = date(2026, 11, 24)
MINE = 'name = "Mine"\n[[step]]\nexercise = "my-opener"\nreps = 5\n'


THEIRS = changed(ROUTINE, "Long sitters.", "Others.")


class Heard:
    """What was read and said."""

    def __init__(self, own: OwnFiles) -> None:
        self.library: Library | None = None
        self.said: list[tuple[str, str]] = []
        own.read.connect(self.take)
        own.said.connect(lambda text, name: self.said.append((text, name)))

    def take(self, library: Library) -> None:
        self.library = library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def shipped(tmp_path: Path) -> Library:
    return load(write(tmp_path / "shipped", FILES))


@pytest.fixture
def own(look: Look, window: QWidget, folder: Path, shipped: Library) -> Iterator[OwnFiles]:
    files = OwnFiles(look, window, folder, shipped, shipped)
    files.watch()
    yield files
    files.close()


@pytest.fixture
def heard(own: OwnFiles) -> Heard:
    return Heard(own)


def dropped(path: Path, text: str) -> None:
    """Put a file there whole: it may be read at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(text.encode())


# ---------------------------------------------------------------- what changes there


def test_a_file_and_its_exercise_appear_soon(own: OwnFiles, heard: Heard, folder: Path, qtbot: QtBot) -> None:
    dropped(folder / "exercises" / "my-opener.toml", EASIER)
    dropped(folder / "routines" / "mine.toml", MINE)
    qtbot.waitUntil(lambda: heard.library is not None and "mine" in heard.library.routines, timeout=2000)
    assert heard.library is not None
    assert set(heard.library.own) == {("exercises", "my-opener"), ("routines", "mine")}


def test_a_change_in_a_file_and_its_end_show(own: OwnFiles, heard: Heard, folder: Path, qtbot: QtBot) -> None:
    path = folder / "routines" / "mine.guided"
    dropped(path, ROUTINE)
    qtbot.waitUntil(lambda: heard.library is not None)
    assert heard.said == [("Release is among your own now", "mine")]
    dropped(path, changed(ROUTINE, "Release", "Another"))
    qtbot.waitUntil(lambda: heard.library is not None and heard.library.routines["mine"].name == "Another")
    path.unlink()
    qtbot.waitUntil(lambda: heard.library is not None and "mine" not in heard.library.routines)


def test_a_broken_file_is_listed_with_the_reason_and_the_line(
    own: OwnFiles, heard: Heard, folder: Path, qtbot: QtBot
) -> None:
    dropped(folder / "routines" / "mine.toml", MINE)
    qtbot.waitUntil(lambda: heard.library is not None)
    assert heard.library is not None
    (broken,) = heard.library.broken
    assert (broken.kind, broken.id) == ("routines", "mine")
    assert 'no exercise is called "my-opener"' in str(broken.error)
    assert "(at line 3)" in str(broken.error)
    assert heard.said[0][0].startswith(
        "mine.toml cannot be used. Line 3: step[1].exercise: no exercise is called"
    )
    dropped(folder / "exercises" / "my-opener.toml", EASIER)
    qtbot.waitUntil(lambda: heard.library is not None and not heard.library.broken)


def test_a_file_put_there_unseen_is_found_when_one_comes_back(
    look: Look, window: QWidget, folder: Path, shipped: Library, qtbot: QtBot
) -> None:
    own = OwnFiles(look, window, folder, shipped, shipped)
    heard = Heard(own)
    dropped(folder / "routines" / "mine.toml", ROUTINE)
    own.look_again()
    qtbot.waitUntil(lambda: heard.library is not None)
    own.look_again()
    assert len(heard.said) == 1
    own.close()


def test_while_a_session_is_played_nothing_is_read(
    own: OwnFiles, heard: Heard, folder: Path, qtbot: QtBot
) -> None:
    own.hold(True)
    dropped(folder / "routines" / "mine.toml", ROUTINE)
    own.look_again()
    assert heard.library is None
    own.hold(False)
    qtbot.waitUntil(lambda: heard.library is not None)


def test_what_was_saved_is_not_undone_by_a_reading_that_began_before(
    look: Look, window: QWidget, folder: Path, shipped: Library
) -> None:
    own = OwnFiles(look, window, folder, shipped, shipped)
    heard, file = Heard(own), folder / "routines" / "mine.toml"
    dropped(file, ROUTINE.replace("Release", "Older"))
    own.look_again()
    QThreadPool.globalInstance().waitForDone()  # what it read waits to be taken
    dropped(file, ROUTINE.replace("Release", "Newer"))
    own.read_now()
    QApplication.processEvents()
    assert heard.library is not None
    assert heard.library.routines["mine"].name.startswith("Newer")
    own.close()


def test_the_folders_are_there_to_put_files_into(own: OwnFiles, folder: Path) -> None:
    for kind in KINDS:
        assert (folder / kind).stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_no_trouble(
    look: Look, window: QWidget, tmp_path: Path, shipped: Library
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    own = OwnFiles(look, window, blocked, shipped, shipped)
    own.watch()
    own.close()


def test_what_was_read_too_late_is_not_told(
    own: OwnFiles, heard: Heard, folder: Path, shipped: Library
) -> None:
    own.watch()
    own.close()
    own._came.emit(0, (), shipped)  # as a thread does that has just finished
    assert heard.library is None


# ---------------------------------------------------------------- to and from others


def asked(window: QWidget) -> OfferDialog:
    dialogs = [one for one in window.findChildren(OfferDialog) if one.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def press(dialog: OfferDialog, words: str) -> None:
    button = next(one for one in dialog.findChildren(Button) if one.words == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def buttons(dialog: OfferDialog) -> list[str]:
    return [one.words for one in dialog.findChildren(Button)]


def test_a_file_is_shown_and_added_when_one_says_so(
    own: OwnFiles, heard: Heard, folder: Path, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Evening.guided"
    dropped(path, THEIRS)
    own.offer(path, Settings(), TODAY)
    dialog = asked(window)
    told = [text.text() for text in dialog.findChildren(Text)]
    assert {"Release", "Lengthen the hip flexors.", "From the file Evening.guided"} <= set(told)
    assert any("min, 2 exercises" in text for text in told)
    assert not (folder / "routines" / "evening.guided").exists()
    press(dialog, "Add to your routines")
    qtbot.waitUntil(lambda: heard.library is not None)
    assert (folder / "routines" / "evening.guided").read_text("utf-8") == THEIRS
    assert heard.said == [("Release is among your own now", "evening")]


def test_not_now_leaves_everything_as_it_was(
    own: OwnFiles, folder: Path, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "evening.guided"
    dropped(path, THEIRS)
    own.offer(path, Settings(), TODAY)
    press(asked(window), "Not now")
    assert list((folder / "routines").iterdir()) == []


def test_an_id_that_is_taken_asks(
    own: OwnFiles, heard: Heard, folder: Path, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    dropped(folder / "routines" / "mine.toml", ROUTINE)
    qtbot.waitUntil(lambda: heard.library is not None)
    path = tmp_path / "mine.guided"
    dropped(path, changed(ROUTINE, "Long sitters.", "Nobody."))
    own.offer(path, Settings(), TODAY)
    assert buttons(asked(window)) == ["Keep both", "Replace mine", "Not now"]
    told = [text.text() for text in asked(window).findChildren(Text)]
    assert any(
        "The one you have is different: " in text and "this one is called Release 2." in text for text in told
    )
    press(asked(window), "Keep both")
    qtbot.waitUntil(lambda: heard.library is not None and "mine-2" in heard.library.routines)
    dropped(path, THEIRS)
    own.offer(path, Settings(), TODAY)
    press(asked(window), "Replace mine")
    qtbot.waitUntil(
        lambda: heard.library is not None and heard.library.routines["mine"].for_whom == "Others."
    )
    own.offer(path, Settings(), TODAY)
    assert buttons(asked(window)) == ["Show it", "Close"]
    press(asked(window), "Close")
    path = tmp_path / "release.guided"
    dropped(path, changed(ROUTINE, "Long sitters.", "All."))
    own.offer(path, Settings(), TODAY)
    assert buttons(asked(window)) == ["Keep both", "Use this one instead", "Not now"]
    press(asked(window), "Not now")


def test_what_one_has_already_is_said_and_shown(
    own: OwnFiles, heard: Heard, folder: Path, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    shown: list[str] = []
    own.show_asked.connect(shown.append)
    dropped(folder / "routines" / "mine.toml", THEIRS)
    qtbot.waitUntil(lambda: heard.library is not None)
    path = tmp_path / "From a mail (1).guided"
    dropped(path, THEIRS)
    own.offer(path, Settings(), TODAY)
    told = [text.text() for text in asked(window).findChildren(Text)]
    assert "You have this already: Release." in told
    press(asked(window), "Show it")
    assert shown == ["mine"]


def test_another_name_under_the_same_file_name_replaces_nothing(
    own: OwnFiles, heard: Heard, folder: Path, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    dropped(folder / "routines" / "mine.toml", ROUTINE)
    qtbot.waitUntil(lambda: heard.library is not None)
    path = tmp_path / "mine.guided"
    dropped(path, changed(ROUTINE, "Release", "Theirs"))
    own.offer(path, Settings(), TODAY)
    told = [text.text() for text in asked(window).findChildren(Text)]
    assert "Yours with this file name is called Release. It stays, and this one is added." in told
    assert buttons(asked(window)) == ["Add to your routines", "Not now"]
    press(asked(window), "Add to your routines")
    qtbot.waitUntil(lambda: heard.library is not None and "mine-2" in heard.library.routines)
    assert heard.library is not None
    assert heard.library.routines["mine"].name == "Release"


def test_a_wrong_file_is_one_sentence_and_the_next_one_is_shown(
    own: OwnFiles, heard: Heard, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    for name, text in (("a.guided", THEIRS), ("b.png", "not one"), ("c.guided", THEIRS)):
        dropped(tmp_path / name, text)
        own.offer(tmp_path / name, Settings(), TODAY)
    press(asked(window), "Not now")
    qtbot.waitUntil(lambda: heard.said == [(words.say(messages.NOT_OURS, file="b.png"), "")])
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(OfferDialog)))
    press(asked(window), "Not now")


def test_a_routine_is_written_for_others(
    own: OwnFiles, heard: Heard, shipped: Library, tmp_path: Path
) -> None:
    path = tmp_path / "out.guided"
    written: list[Path] = []
    own.shared.connect(written.append)
    own.share(shipped.routines["release"], path)
    assert written == [path]
    assert read_offer(path, shipped).name == "Release"
    own.share(shipped.routines["release"], tmp_path / "no folder" / "out.guided")
    assert written == [path]
    assert heard.said[0][0].startswith("Not written to out.guided: there is no such folder")


def test_markup_in_a_file_stays_text(look: Look, window: QWidget, shipped: Library, tmp_path: Path) -> None:
    path = tmp_path / "x.guided"
    dropped(path, changed(ROUTINE, 'name = "Release"', f'name = "{MARKUP}"'))
    dialog = OfferDialog(look, read_offer(path, shipped), Settings(), TODAY, window)
    dialog.show()
    assert not list(rich(dialog))
    assert not nameless(dialog)
    dialog.close()


@pytest.mark.parametrize("size", [100, 150])
def test_the_question_has_room_for_its_words(
    look: Look, window: QWidget, shipped: Library, tmp_path: Path, size: int
) -> None:
    look.use(Settings(text_size=size, motion="reduced"))
    path = tmp_path / "x.guided"
    dropped(path, ROUTINE)
    offer = read_offer(path, shipped)
    assert facts_of(offer, Settings()).startswith("Routine, ")
    dialog = OfferDialog(look, offer, Settings(), TODAY, window)
    dialog.show()
    QApplication.processEvents()
    assert not list(clipped(dialog))
    dialog.close()


def test_files_are_dropped_on_the_window(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    made = Window(look)
    qtbot.addWidget(made)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.guided")), QUrl("https://example.org/b.guided")])
    where, action = QPoint(10, 10), Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, action, data, button, keys)
    made.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(made.files_dropped) as heard:
        made.dropEvent(QDropEvent(where.toPointF(), action, data, button, keys))
    assert heard.args == [[tmp_path / "a.guided"]]
    text = QMimeData()
    text.setText("not a file")
    nothing = QDragEnterEvent(where, action, text, button, keys)
    nothing.ignore()
    made.dragEnterEvent(nothing)
    assert not nothing.isAccepted()


def test_sharing_on_a_full_disk_leaves_the_older_file_whole(
    own: OwnFiles, heard: Heard, shipped: Library, tmp_path: Path
) -> None:
    path = tmp_path / "mine.guided"
    path.write_text("the older one")
    with full_disk():
        own.share(shipped.routines["release"], path)
    assert "Not written to mine.guided" in heard.said[-1][0]
    assert path.read_text() == "the older one"
