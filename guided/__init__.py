"""Guided: mobility and core routines, one breath at a time."""

__version__ = "0.1.0"
__released__ = "2026-11-28"  # the day of that version; packaging/release.py holds the changelog against both
