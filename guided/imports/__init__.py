"""Routines that somebody else wrote: programs' files and a practitioner's words, an importer a file."""
