"""Sheets: painted, previewed, printed."""
