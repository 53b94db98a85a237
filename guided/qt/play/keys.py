"""The states of the player, and what each key does in each.

`KEYS` is the one table: the page acts by it, and the list of keys, the tool tips and the hints at the foot
are made from it. A button does nothing in a state in which its key does nothing.
"""

from __future__ import annotations

import sys
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from guided.qt.actions import Action, Menu, Where

_K = Qt.Key


class State(Enum):
    """The state of the player."""

    EMPTY = auto()  # no session
    READY = auto()  # getting ready
    PLAYING = auto()
    WAITING = auto()  # a step waits for the person
    PAUSED = auto()
    LISTING = auto()  # the list of exercises, while it stands still
    CHANGING = auto()  # what the exercise may be instead
    HURT = auto()  # what kind of pain it is
    ENDING = auto()  # whether to end
    FEELING = auto()  # how much discomfort there is
    ENDED = auto()


QUESTIONS = frozenset({State.CHANGING, State.HURT, State.ENDING, State.FEELING})
"""States in which a question is open, and nothing else is done."""

_UNDER_WAY = frozenset({State.PLAYING, State.WAITING, State.PAUSED, State.LISTING})
_ANY = _UNDER_WAY | {State.READY}


class Do(Enum):
    """An action in the player."""

    TOGGLE = auto()
    CONFIRM = auto()
    NEXT = auto()
    PREVIOUS = auto()
    SIDE = auto()
    REPEAT = auto()
    ON = auto()
    BACK = auto()
    EASIER = auto()
    CHANGE = auto()
    HURTS = auto()
    FEEL = auto()
    QUICKER = auto()
    SLOWER = auto()
    MUTE = auto()
    BREATH = auto()
    SPEECH = auto()
    LIST = auto()
    FULL = auto()
    LEAVE = auto()
    END = auto()  # by the mouse alone, and so
    JUMP = auto()  # to an exercise


class Key(NamedTuple):
    """A row of the table: keys, with Shift or without, their action and its states.

    `short` is the key's name in hints and tool tips, `shown` names all keys; a row without words is not
    listed.
    """

    do: Do
    codes: tuple[Qt.Key, ...]
    short: str
    shown: str
    words: str
    states: frozenset[State] = _UNDER_WAY
    shift: bool = False


KEYS = (
    Key(
        Do.TOGGLE,
        (_K.Key_Space, _K.Key_MediaPlay, _K.Key_MediaTogglePlayPause, _K.Key_MediaPause),
        "Space",
        "Space, Enter, media Play",
        "start, pause and resume",
        _ANY,
    ),
    # In a panel Enter presses the button that has the focus.
    Key(
        Do.CONFIRM,
        (_K.Key_Return, _K.Key_Enter),
        "Enter",
        "",
        "",
        frozenset({State.READY, State.PLAYING, State.WAITING}),
    ),
    Key(
        Do.NEXT,
        (_K.Key_Right, _K.Key_PageDown, _K.Key_MediaNext),
        "Right",
        "→, Page Down, media Next",
        "next exercise",
    ),
    Key(
        Do.PREVIOUS,
        (_K.Key_Left, _K.Key_PageUp, _K.Key_MediaPrevious),
        "Left",
        "←, Page Up, media Previous",
        "restart this exercise; again within 2 s: the one before",
    ),
    Key(Do.SIDE, (_K.Key_S,), "S", "S", "switch side; while resting: start now"),
    Key(Do.REPEAT, (_K.Key_R,), "R", "R", "repeat this rep"),
    Key(Do.ON, (_K.Key_Right,), "Shift+Right", "Shift+→", "10 s on", shift=True),
    Key(Do.BACK, (_K.Key_Left,), "Shift+Left", "Shift+←", "10 s back", shift=True),
    Key(Do.EASIER, (_K.Key_E,), "E", "E", "easier version"),
    Key(Do.CHANGE, (_K.Key_C,), "C", "C", "another version or method"),
    Key(Do.HURTS, (_K.Key_H,), "H", "H", "that hurts: stop now"),
    Key(Do.FEEL, (_K.Key_D,), "D", "D", "discomfort: tell how much there is"),
    Key(Do.QUICKER, (_K.Key_Plus, _K.Key_Equal), "+", "+", "pace 10 % quicker"),
    Key(Do.SLOWER, (_K.Key_Minus,), "−", "−", "pace 10 % slower"),
    Key(Do.MUTE, (_K.Key_M,), "M", "M", "sound off or on", _ANY),
    Key(Do.BREATH, (_K.Key_B,), "B", "B", "sound of the breath off or on", _ANY),
    Key(Do.SPEECH, (_K.Key_V,), "V", "V", "voice: more, less, sounds only", _ANY),
    Key(Do.LIST, (_K.Key_L,), "L", "L", "list of exercises"),
    Key(Do.FULL, (_K.Key_F, _K.Key_F11), "F", "F  or  F11", "full screen", _ANY),
    Key(
        Do.LEAVE,
        (_K.Key_Escape,),
        "Esc",
        "Esc",
        "leave full screen, then end the session",
        _ANY | QUESTIONS,
    ),
    Key(Do.END, (), "", "", "", _ANY),
    Key(Do.JUMP, (), "", "", ""),
)

TITLES = {
    Do.TOGGLE: "Pause or go on",
    Do.PREVIOUS: "Restart this exercise, or the one before",
    Do.EASIER: "Easier version",
    Do.HURTS: "That hurts: stop now",
    Do.FEEL: "How much discomfort there is",
    Do.LEAVE: "End the session",
}
"""What is called otherwise in a menu than in the list of keys."""

_PARTED = frozenset({Do.SIDE, Do.EASIER, Do.QUICKER, Do.MUTE, Do.LIST})

_ROWS = {key.do: key for key in KEYS}
_BY_CODE = {(int(code), key.shift): key for key in KEYS for code in key.codes}


def may(do: Do, state: State) -> bool:
    """Whether an action is allowed in a state."""
    return state in _ROWS[do].states


def asked_by(code: int, shift: bool) -> Do | None:
    """The action of a key; with Shift, that of the key alone unless it has its own."""
    row = _BY_CODE.get((code, shift)) or _BY_CODE.get((code, False))
    return row.do if row is not None else None


def short(do: Do) -> str:
    """The name of an action's key, for hints."""
    return _ROWS[do].short


def tip(words: str, do: Do) -> str:
    """The words of a button with the key that does the same."""
    return f"{words} ({short(do)})"


def actions() -> tuple[Action, ...]:
    """What can be done in a session, for its menu; the player hears the keys itself."""
    return tuple(
        Action(
            action_id(key.do),
            TITLES.get(key.do) or f"{key.words[0].upper()}{key.words[1:]}",
            Menu.PLAYBACK,
            where=Where.SESSION,
            parted=key.do in _PARTED,
            shown=key.short,
        )
        for key in KEYS
        if key.words and key.do is not Do.FULL
    )


def action_id(do: Do) -> str:
    """What an action of the player is called in the table of actions."""
    return f"play:{do.name.lower()}"


def listed() -> tuple[tuple[str, str], ...]:
    """The keys of a session and what they do, for the list of keys."""
    return tuple((key.shown, key.words) for key in KEYS if key.words)


# ---------------------------------------------------------------- other layouts

# The keys of a US keyboard by their place: the first of each row as X11 and Wayland number it (evdev's
# number and 8 more), the first as Windows does (scan code set 1), and the keys that follow.
_PLACES = (
    (10, 0x02, "1234567890-="),
    (24, 0x10, "QWERTYUIOP"),
    (38, 0x1E, "ASDFGHJKL"),
    (52, 0x2C, "ZXCVBNM"),
)
# By the number macOS gives the place of a key (kVK_ANSI_A is 0); ? has none here.
_MAC = "ASDFHGZXCV?BQWERYT123465=97-80?OU?IP?LJ?K????NM"

_X11 = {first + n: key for first, _, row in _PLACES for n, key in enumerate(row)}
_WINDOWS = {first + n: key for _, first, row in _PLACES for n, key in enumerate(row)}
_ANSI = {n: key for n, key in enumerate(_MAC) if key != "?"}


def latin(event: QKeyEvent, platform: str = sys.platform) -> int:
    """The pressed key; if it prints no Latin letter, the one in its place on a US keyboard.

    So H is H under a Greek, Russian, Hebrew or Arabic layout too.
    """
    code = event.key()
    if code < 0x80 or code >= _K.Key_Escape:
        return code
    return _at_place(event, platform) or code


def digit(event: QKeyEvent, platform: str = sys.platform) -> int:
    """The pressed key; if one of the digit row prints something else, that digit."""
    code = event.key()
    if _K.Key_0 <= code <= _K.Key_9:
        return code
    place = _at_place(event, platform)
    return place if _K.Key_0 <= place <= _K.Key_9 else code


def _at_place(event: QKeyEvent, platform: str) -> int:
    """The key of a US keyboard in the place of the pressed one; 0 if unknown."""
    if platform == "darwin":
        found = _ANSI.get(event.nativeVirtualKey()) if event.text() else None
    else:
        found = (_WINDOWS if platform == "win32" else _X11).get(event.nativeScanCode())
    return ord(found) if found else 0
