"""Whether Guided starts with the session, hidden: a file on Linux and macOS, a value in Windows' registry.

What stands there is the truth, since a desktop's own settings change it as well.
"""

from __future__ import annotations

import os
import plistlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from guided.paths import Home, home_of_user, write_private

_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_NAME = "Guided"


def command(home: Home, environment: Mapping[str, str] = os.environ) -> list[str]:
    """What starts Guided hidden, with the home that is used now."""
    program = [sys.executable, "-m", "guided"]
    if getattr(sys, "frozen", False):
        # What runs of an AppImage is in a place that is gone when it ends; the image itself stays.
        program = [environment.get("APPIMAGE") or sys.executable]
    chosen = [] if home == home_of_user() else ["--home", str(home.data.parent)]
    return [*program, *chosen, "--hidden"]


def place(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> str:
    """Where it is written down: the path of a file, or the name of a value in the registry."""
    if platform == "win32":
        return rf"HKEY_CURRENT_USER\{_RUN}\{_NAME}"
    home = Path(environment.get("HOME") or Path.home())
    if platform == "darwin":
        return str(home / "Library/LaunchAgents/guided.plist")
    config = environment.get("XDG_CONFIG_HOME", "")
    return str((Path(config) if os.path.isabs(config) else home / ".config") / "autostart/guided.desktop")


def starts(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether Guided starts with the session."""
    if platform == "win32":
        return _value() is not None
    try:
        data = Path(place(platform, environment)).read_bytes()
        if platform == "darwin":
            return bool(plistlib.loads(data).get("RunAtLoad"))
        lines = [line.partition("=") for line in data.decode("utf-8").splitlines()]
    except (OSError, ValueError, AttributeError, ExpatError):
        return False
    keys = {key.strip(): value.strip().lower() for key, _, value in lines}
    return keys.get("Hidden") != "true" and keys.get("X-GNOME-Autostart-enabled") != "false"


def start(
    words: Sequence[str], platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> None:
    """Have a command started with the session. Raises OSError, or ValueError if no desktop could start it."""
    if platform == "win32":
        _set_value(" ".join(f'"{word}"' for word in words))
        return
    if platform == "darwin":
        agent = {"Label": "guided", "ProgramArguments": list(words), "RunAtLoad": True}
        text = plistlib.dumps(agent).decode("utf-8")
    else:
        text = _desktop_entry(words)
    write_private(Path(place(platform, environment)), text)


def stop(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> None:
    """Have nothing started any more. Raises OSError."""
    if platform == "win32":
        _set_value(None)
    else:
        Path(place(platform, environment)).unlink(missing_ok=True)


def _desktop_entry(words: Sequence[str]) -> str:
    if "%" in words[0]:  # a field code to whoever looks for the program, however it is written
        raise ValueError(words[0])
    lines = {
        "Type": "Application",
        "Name": _NAME,
        "Comment": "Reminds you to get up",
        "Icon": "guided",
        "Exec": " ".join(_quoted(word) for word in words),
        "Terminal": "false",
        "StartupNotify": "false",
        "X-GNOME-Autostart-enabled": "true",
    }
    return "\n".join(["[Desktop Entry]", *(f"{key}={value}" for key, value in lines.items()), ""])


def _quoted(word: str) -> str:
    """A word of Exec: escaped as an argument, then as a string; % begins a field code."""
    if "\n" in word:
        raise ValueError(word)
    inner = "".join("\\" + sign if sign in '"`$\\' else sign for sign in word).replace("%", "%%")
    return '"' + inner.replace("\\", "\\\\") + '"'


if sys.platform == "win32":
    import winreg

    def _value() -> str | None:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                return str(winreg.QueryValueEx(key, _NAME)[0])
        except OSError:
            return None

    def _set_value(value: str | None) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
            if value is not None:
                winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, value)
            elif _value() is not None:
                winreg.DeleteValue(key, _NAME)

else:

    def _value() -> str | None:
        return None

    def _set_value(value: str | None) -> None:
        raise OSError("no registry")
