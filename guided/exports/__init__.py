"""Routines for other programs: a format a file."""
