"""Which device is heard: the chosen one, or the system's default if none is chosen or it is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice

ELSEWHERE = "The sound device you chose is not there, so the computer’s own choice is used."
RETURNED = "Sound comes from the device you chose again."


class Outputs:
    """The chosen device, its condition, and what was reported of it."""

    def __init__(self) -> None:
        self._wanted = ""  # an id, or none
        self._unheard = False  # though it is listed: Qt goes on listing a device that was taken away
        self._elsewhere = self._told_elsewhere = False

    def choose(self, device: str) -> bool:
        """Choose a device by id, or "" for the default; whether that is a change."""
        if device == self._wanted:
            return False
        self._wanted, self._unheard, self._told_elsewhere = device, False, False
        return True

    def device(self) -> QAudioDevice:
        """The device to use; null if there is none at all."""
        from PySide6.QtMultimedia import QMediaDevices

        wanted = (one for one in QMediaDevices.audioOutputs() if _id(one) == self._wanted)
        default = QMediaDevices.defaultAudioOutput()
        device = default if self._unheard else next(wanted, default)
        self._elsewhere = self._wanted not in ("", _id(device))
        return device

    def fall_back(self) -> bool:
        """Give up the silent chosen device for the default; False if they are the same."""
        from PySide6.QtMultimedia import QMediaDevices

        if self._wanted in ("", _id(QMediaDevices.defaultAudioOutput())) or self._unheard:
            return False
        self._unheard = True
        return True

    def try_again(self) -> bool:
        """Retry the chosen device; whether it had been given up."""
        was_unheard, self._unheard = self._unheard, False
        return was_unheard

    def news(self) -> str:
        """News that another device than the chosen one is heard, or no longer: once each."""
        if self._elsewhere == self._told_elsewhere:
            return ""
        self._told_elsewhere = self._elsewhere
        return ELSEWHERE if self._elsewhere else RETURNED


def listed() -> tuple[tuple[str, str], ...]:
    """The ids and names of all devices."""
    from PySide6.QtMultimedia import QMediaDevices

    return tuple((_id(one), one.description()) for one in QMediaDevices.audioOutputs())


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")
