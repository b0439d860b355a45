"""`python -m cms`."""

import sys


def run() -> int:
    """Run the command line; to stop it while its modules load is to interrupt it, too."""
    try:
        from cms.cli import main  # noqa: PLC0415 - see above

        return main()
    except KeyboardInterrupt:
        from cms.cli import interrupted  # noqa: PLC0415 - see above

        return interrupted()


if __name__ == "__main__":
    sys.exit(run())
