"""The places in the sidebar, in their order. A page is added with its file and a line here."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where one can go: its name and icon in the sidebar, and where its page comes from.

    `page` is "module:callable", called with the Context for the page when somebody first goes there, or
    the name of a part of the Desk that has it as its `page`. A place at the top is reached by Ctrl and
    its number, one at the foot by a `key` of its own.
    """

    id: str
    title: str
    icon: str
    page: str
    at_foot: bool = False
    key: str = ""


PAGES = (
    Place("today", "Today", "sun", "today"),
    Place("routines", "Routines", "stretching", "shelf"),
    Place("programmes", "Programmes", "calendar", "programmes"),
    Place("progress", "Progress", "chart-bar", "diary"),
    Place("learn", "Learn", "book", "guided.qt.learn.page:learn_page"),
    Place("settings", "Settings", "settings", "person", at_foot=True, key="Ctrl+,"),
)
