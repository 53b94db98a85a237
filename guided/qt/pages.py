"""The places in the sidebar, in their order. A page is added with its file and a line here."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where one can go: its name and icon in the sidebar, and where its page comes from.

    `page` is "module:callable", called with the Context for the page when somebody first goes there, or
    the name of a part of the Desk that has it as its `page`. A place at the top is reached by Ctrl and
    its number, one at the foot by a `key` of its own. `about` is what it is for, in a sentence or two.
    """

    id: str
    title: str
    icon: str
    page: str
    at_foot: bool = False
    key: str = ""
    about: str = ""


PAGES = (
    Place(
        "today",
        "Today",
        "sun",
        "today",
        about="One routine that suits you now, with the reason, and how your week goes.",
    ),
    Place(
        "routines",
        "Routines",
        "stretching",
        "shelf",
        about="Every routine there is, and your own. Open one to see its exercises, change it, print it or"
        " start it.",
    ),
    Place(
        "programmes",
        "Programmes",
        "calendar",
        "programmes",
        about="Sessions planned over weeks. Follow one, and Today says which comes next.",
    ),
    Place(
        "progress",
        "Progress",
        "chart-bar",
        "diary",
        about="What you have done and measured. Click in a chart to see the sessions behind it.",
    ),
    Place(
        "learn",
        "Learn",
        "book",
        "guided.qt.learn.page:learn_page",
        about="Short articles: why it is done this way, and what may fit you.",
    ),
    Place(
        "settings",
        "Settings",
        "settings",
        "person",
        at_foot=True,
        key="Ctrl+,",
        about="Everything you can change. It takes effect at once. What hurts is here too.",
    ),
)
