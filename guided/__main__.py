"""`python -m guided`: the same as the command `guided`."""

from __future__ import annotations

import sys

from guided.terminal import complain, escape_what_cannot_be_shown


def main() -> None:
    """Run the command line or, without arguments, the window; say how to install a missing PySide6."""
    escape_what_cannot_be_shown()
    try:
        if len(sys.argv) > 1:
            from guided.cli import main as run_command

            code = run_command()
        else:
            from guided.paths import home_of_user
            from guided.qt.start import start

            code = start(home_of_user())
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("PySide6", "shiboken6", "platformdirs"):
            raise
        complain(f"guided: {error.name} is not installed; run: python3 packaging/dev.py run")
        code = 1
    sys.exit(code)


if __name__ == "__main__":
    main()
