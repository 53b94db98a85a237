"""Programmes: which there are, what is in one, how far one is."""
