"""Past sessions in an SQLite file of the person's own, and the one under way in a log beside it.

A session is kept as the JSON of its record, compressed, with a SHA-256 digest of it, every version for
ever. Beside that stands one row of columns for the newest version, which is what lists and charts are
made of. Compressed, since the whole file is checked at every start: that makes it a tenth.

The log's first value is what was begun, every other a rep. Were they in the database, each rep would
wait for the disk five times. A log whose session is in the database is one that could not be removed.
What the database does not take, since another program has it or it is damaged, is kept in a second log
and goes in as soon as it can: so whatever befalls the database, what is played is on disk.

Each change of the database is such that making it twice is as good as once. When the disk fails in the
middle of one, the file is asked whether it is there.
"""
