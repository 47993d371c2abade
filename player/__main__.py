"""The program's entry: `minusone`, and `python -m player`."""

import multiprocessing
import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    multiprocessing.freeze_support()
    from player.cli.main import run  # late: child processes import this module too

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
