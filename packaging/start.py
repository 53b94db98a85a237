"""Where a bundle begins: what `python -m guided` does."""

from guided.__main__ import main

main()
