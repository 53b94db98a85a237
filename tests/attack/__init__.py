"""Attacks on what is kept, as `python -m tests.attack`: kills, failing disks, power cuts, damage, fuzz."""
