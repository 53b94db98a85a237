"""Routines: the page of all, a page for each, and the person's own files."""
