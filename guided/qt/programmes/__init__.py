"""Programmes: the page of all, a page for each, and following them."""
