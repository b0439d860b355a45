"""`python -m cms`."""

import sys

from cms.cli import main

if __name__ == "__main__":
    sys.exit(main())
