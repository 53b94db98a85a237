"""Speed and size, measured and printed beside what they may be: `python3 packaging/dev.py bench`."""
