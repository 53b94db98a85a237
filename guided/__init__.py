"""Guided: mobility and core routines, one breath at a time."""

__version__ = "0.1.0"
