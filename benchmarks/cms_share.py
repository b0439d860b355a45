"""Run `cms`, and write to a file the CPU seconds of the processes that it started.

Called with the file and the arguments of cms. A process that cms kills once it has its answers counts, too: a wrapper
around `git` would be killed with it.
"""

from __future__ import annotations

import resource
import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    answer = Path(sys.argv.pop(1))
    try:
        runpy.run_module("cms", run_name="__main__", alter_sys=True)
    finally:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        answer.write_text(str(used.ru_utime + used.ru_stime))
