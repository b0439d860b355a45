"""SIGTERM, as `timeout`, CI and systemd send it, as an interruption: what was begun is cleaned up before the end."""

from __future__ import annotations

import signal
from types import FrameType, TracebackType
from typing import Self


class Termination:
    """While this is open, SIGTERM raises KeyboardInterrupt, once; whatever it makes fail ends here without a word.

    Nothing is done where somebody else looks after the signal, or where signals don't arrive: outside the main thread.
    """

    def __init__(self) -> None:
        self.came = False
        self._is_ours = False

    def __enter__(self) -> Self:
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            try:
                signal.signal(signal.SIGTERM, self._interrupt)
            except ValueError:  # not in the main thread
                return self
            self._is_ours = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if self._is_ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
        return self.came

    def _interrupt(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - what Python gives
        """Interrupt what is running. `timeout` signals the group as well: the second time must not disturb the end."""
        signal.signal(number, signal.SIG_IGN)
        self.came = True
        raise KeyboardInterrupt
