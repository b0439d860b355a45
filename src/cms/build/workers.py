"""Chunks of work → their results in order, in other processes where there is enough of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from concurrent.futures import Executor

_AHEAD = 3
"""So many chunks wait for each worker: results must not pile up before whoever takes them."""
_M_ARENA_MAX = -8
"""The number of this setting in glibc's <malloc.h>."""


class Workers:
    """A pool that is started when there is work for it and ends when this is closed; somebody else's; or nobody.

    `start` makes the pool, of `count` workers; fewer than `least` items of work aren't worth it.
    """

    def __init__(
        self, start: Callable[[], Executor] | None = None, count: int = 1, least: int = 0, lent: Executor | None = None
    ) -> None:
        self._start = start
        self._count = count
        self._least = least
        self._executor = lent
        self._lent = lent is not None

    def map(self, function: Callable[..., Any], chunks: Iterable[tuple[Any, ...]], items: int) -> Iterator[Any]:
        """The results of a function for chunks of work (its arguments), `items` in all, in order."""
        if self._executor is None and self._start is not None and items >= self._least:
            self._executor = self._start()
        if self._executor is None or items < self._least:
            yield from (function(*chunk) for chunk in chunks)
            return
        left = iter(chunks)
        waiting = deque(self._executor.submit(function, *chunk) for chunk in islice(left, _AHEAD * self._count))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(self._executor.submit(function, *chunk) for chunk in islice(left, 1))

    def close(self) -> None:
        """End the pool, so that it takes no memory any more; another is started where there is more work."""
        if self._executor is not None and not self._lent:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


ALONE = Workers()
"""No pool: all work is done by the caller's process."""


def processes() -> Workers:
    """As many processes as there are cores for us, started for at least a thousand items."""
    import os  # noqa: PLC0415 - as the next

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Workers(lambda: _pool(cores), cores, 1_000) if cores > 1 else Workers()


def _pool(cores: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - 20 ms, where there is much to do

    _share_one_heap()
    return ProcessPoolExecutor(cores, initializer=_begin)


def _share_one_heap() -> None:
    """Let all threads take memory from the same heap, where the C library has one for each.

    Results arrive in a thread of the pool's: in a heap of its own, gaps between them are never used again. For 100,000
    posts that is 200 MB.
    """
    import ctypes  # noqa: PLC0415 - 3 ms, where there is much to do

    with suppress(AttributeError, OSError, TypeError):  # no glibc
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _begin() -> None:
    """A worker begins: who waits for it is interrupted, and ends it, or is no more, and it ends itself."""
    import gc  # noqa: PLC0415 - in workers
    import signal  # noqa: PLC0415 - likewise
    from threading import Thread  # noqa: PLC0415 - likewise

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # looking through what was there before would make copies of all of it
    gc.set_threshold(50_000, 20, 20)  # as the command line does: workers may not be copies of it
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until the process is gone that started this one, and end: nobody else would ever tell it."""
    import os  # noqa: PLC0415 - in workers
    from multiprocessing import parent_process  # noqa: PLC0415 - likewise
    from multiprocessing.connection import wait  # noqa: PLC0415 - likewise

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
