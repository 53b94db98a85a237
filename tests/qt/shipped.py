"""The shipped content laid out in time, for tests of what plays and shows it."""

from __future__ import annotations

from functools import cache

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.plan import Plan, plan_of
from guided.settings import Settings
from guided.timeline import Timeline, compile_routine


@cache
def library() -> Library:
    """The shipped library."""
    return load(assets())


@cache
def timeline(routine: str = "psoas-release") -> Timeline:
    """A shipped routine with the settings as they come."""
    return compile_routine(library().routines[routine], library(), Settings())


@cache
def plan(routine: str = "psoas-release") -> Plan:
    """The plan of a shipped routine with the settings as they come."""
    return plan_of(library().routines[routine], library(), Settings())
