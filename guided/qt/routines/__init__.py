"""Routines to choose from, each on a page of its own, and the person's own files."""
