"""Keeping several machines alike through a folder that something else carries between them.

What there is to know is a set of facts that never change: versions of sessions, marks of what was deleted,
measures, and values under keys. Two machines that know the same facts show the same, and merging what two
know is the union of both, in whatever order and however often.
"""
