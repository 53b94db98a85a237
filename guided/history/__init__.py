"""Past sessions in an SQLite file of the person's own, and the one under way in a log beside it.

A session is kept as the JSON of its record, compressed, with a SHA-256 digest of it, every version for
ever. Beside that stands one row of columns for the newest version, which is what lists and charts are
made of. Compressed, since the whole file is checked at every start: that makes it a tenth.

The log's first value is what was begun, every other a rep. Were they in the database, each rep would
wait for the disk five times. A log whose session is in the database is one that could not be removed.
"""
