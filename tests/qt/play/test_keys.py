"""The table of keys: each does one thing, and under other layouts the key at the same place does it."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from guided.qt.play.keys import KEYS, QUESTIONS, Do, State, asked_by, digit, latin, listed, may, tip

_K = Qt.Key
_PRESS, _NONE = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier


def pressed(key: int, text: str, scan: int = 0, virtual: int = 0) -> QKeyEvent:
    return QKeyEvent(_PRESS, key, _NONE, scan, virtual, 0, text)


def test_a_key_is_in_one_row_and_everything_one_can_do_in_one_too() -> None:
    codes = [(code, key.shift) for key in KEYS for code in key.codes]
    assert len(codes) == len(set(codes))
    assert sorted(key.do.name for key in KEYS) == sorted(do.name for do in Do)
    for key in KEYS:
        for code in key.codes:
            assert asked_by(code, key.shift) is key.do


def test_shift_changes_only_what_has_a_row_for_it() -> None:
    assert (asked_by(_K.Key_Right, True), asked_by(_K.Key_Right, False)) == (Do.ON, Do.NEXT)
    assert asked_by(_K.Key_H, True) is Do.HURTS
    assert asked_by(_K.Key_Z, False) is None


@pytest.mark.parametrize(("do", "state"), list(product(Do, QUESTIONS)))
def test_under_a_question_one_can_but_leave_it(do: Do, state: State) -> None:
    assert may(do, state) is (do is Do.LEAVE)


@pytest.mark.parametrize("state", [State.PLAYING, State.WAITING, State.PAUSED, State.LISTING])
def test_while_under_way_it_can_always_be_said_that_it_hurts(state: State) -> None:
    assert may(Do.HURTS, state)


@pytest.mark.parametrize("state", [State.EMPTY, State.ENDED])
def test_without_a_session_there_is_nothing_to_do(state: State) -> None:
    assert not any(may(do, state) for do in Do)


def test_the_list_has_every_key_once_and_in_words() -> None:
    shown = [key for key, _ in listed()]
    assert len(shown) == len(set(shown))
    assert all(words for _, words in listed())
    assert ("H", "that hurts: stop now") in listed()
    assert tip("Exercises", Do.LIST) == "Exercises (L)"


# X11 and Wayland number places as evdev does, and 8 more; Windows as scan code set 1.
PLACES = [
    *(("H", 43, 0x23, 4), ("F", 41, 0x21, 3), ("S", 39, 0x1F, 1), ("R", 27, 0x13, 15), ("E", 26, 0x12, 14)),
    *(("C", 54, 0x2E, 8), ("M", 58, 0x32, 46), ("B", 56, 0x30, 11), ("L", 46, 0x26, 37), ("D", 40, 0x20, 2)),
]
OTHERS = ["р", "ר", "η", "ا", "ㅗ", "ห"]  # what Russian, Hebrew, Greek, Arabic, Korean and Thai print there


@pytest.mark.parametrize("text", OTHERS)
@pytest.mark.parametrize(("letter", "x11", "windows", "mac"), PLACES)
def test_a_letter_of_another_alphabet_is_the_latin_one_at_its_place(
    text: str, letter: str, x11: int, windows: int, mac: int
) -> None:
    code = ord(text.upper())
    assert latin(pressed(code, text, scan=x11), "linux") == ord(letter)
    assert latin(pressed(code, text, scan=windows), "win32") == ord(letter)
    assert latin(pressed(code, text, scan=1, virtual=mac), "darwin") == ord(letter)


def test_a_latin_letter_is_what_it_prints_wherever_it_is() -> None:
    assert latin(pressed(_K.Key_A, "a", scan=24), "linux") == _K.Key_A  # at the place of Q, as in France
    assert latin(pressed(_K.Key_Left, "", scan=43), "linux") == _K.Key_Left
    assert latin(pressed(ord("Р"), "р"), "linux") == ord("Р")  # no place is known


@pytest.mark.parametrize(
    ("printed", "scan", "number"), [("&", 10, "1"), ("é", 11, "2"), ("-", 15, "6"), ("à", 19, "0")]
)
def test_the_row_of_digits_is_one_under_a_french_layout_too(printed: str, scan: int, number: str) -> None:
    event = pressed(ord(printed.upper()), printed, scan=scan)
    assert digit(event, "linux") == ord(number)
    assert digit(pressed(_K.Key_7, "7", scan=79), "linux") == _K.Key_7
    assert digit(pressed(_K.Key_H, "h", scan=43), "linux") == _K.Key_H
