"""Editing a routine: the draft as a value, its edits, what is wrong in it, and the file it becomes."""
