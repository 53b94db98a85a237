"""What the settings ask of other parts of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Asks(QObject):
    """Requests that a section of the settings cannot meet by itself, and the answers to them."""

    question = Signal(str)
    """Ask one question of the first run once more: `welcome.SORE` or `welcome.CAREFUL`."""
    export = Signal(str)
    """Write everything that was recorded, as JSON, to this path."""
    bring = Signal(str)
    """Add what is new in the file at this path."""
    erase = Signal()
    """Delete everything that was recorded, for good."""
    hear = Signal(str)
    """Play an example of a kind of sound: `preview.WORDS` or one of `preview.EXAMPLES`."""
    beat = Signal()
    """In an example of what should come together, this is the moment to be seen."""
    list_backups = Signal()
    """Tell which backups there are."""
    backups = Signal(object)
    """The backups there are, newest first: each a Backup and its Contents, None if it cannot be read."""
    restore = Signal(object)
    """Put a Backup in the place of everything that was recorded."""
    bring_back = Signal(object)
    """Take something that was Thrown away out of the trash."""
    sync_now = Signal()
    """Compare with the folder that several computers have in common, now."""
    synced = Signal(str)
    """How that went, and when."""
    list_devices = Signal()
    """Tell which sound devices there are."""
    devices = Signal(object)
    """The sound devices there are: a tuple of ids and names."""
