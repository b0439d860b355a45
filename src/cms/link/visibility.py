"""When an entry is shown: at an instant, and for how long."""

from __future__ import annotations

import math

from cms.model import Entry, Owner, Visibility


def visibility_at(entry: Entry | Owner, at: int) -> Visibility:
    """What an entry is at an instant (seconds since 1970): the start is inclusive, the end exclusive."""
    if entry.draft:
        return "draft"
    if entry.expire_at is not None and at >= entry.expire_at:
        return "expired"
    if entry.publish_at is not None and at < entry.publish_at:
        return "scheduled"
    return "published"


def covers(target: Entry | Owner, referrer: Entry) -> bool:
    """Whether the target is shown as long as the referrer is."""
    start, end = _interval(referrer)
    if start >= end:
        return True
    target_start, target_end = _interval(target)
    return target_start <= start and end <= target_end


def _interval(entry: Entry | Owner) -> tuple[float, float]:
    if entry.draft:
        return math.inf, -math.inf
    start = -math.inf if entry.publish_at is None else entry.publish_at
    end = math.inf if entry.expire_at is None else entry.expire_at
    return start, end


def why_hidden(target: Entry | Owner) -> Visibility:
    """Why an entry isn't shown for ever, whatever the instant."""
    if target.draft:
        return "draft"
    return "expired" if target.expire_at is not None else "scheduled"
