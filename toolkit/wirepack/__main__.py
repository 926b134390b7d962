"""`python -m wirepack` and the console script are the same command."""

import sys


def main() -> None:
    """Run the command line; whoever interrupts it, even while it is loaded, gets no traceback."""
    try:
        from wirepack.cli import main as run  # noqa: PLC0415 - so that it can be interrupted

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # wirepack.cli.shell.INTERRUPTED, which may not be loaded yet


if __name__ == "__main__":  # worker processes import this module under another name
    main()
