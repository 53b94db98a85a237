"""Errors of a history.

GuidedError
├── NotSaved      not on disk; what was played waits in memory for the next call that writes
├── Refused       contradicts what is kept, or is out of bounds; asking again would not help
├── NoSession     no session has that id
└── Unreadable    the file, or a session in it, is not what was written
"""

from __future__ import annotations

from guided.reading import GuidedError


class NotSaved(GuidedError):
    """Not on disk. Reps and finished sessions wait in memory and are written by the next call that can."""


class Refused(GuidedError):
    """Contradicts what is kept, or is out of bounds; not kept anywhere."""


class NoSession(GuidedError):
    """No session has that id."""


class Unreadable(GuidedError):
    """The file, or a session in it, is not what was written."""


class Corrupt(Exception):
    """The file is damaged, or is no history."""


class Newer(Exception):
    """The file's schema is newer than this version knows."""
