"""A limit of time that raises in the main thread."""

import contextlib
import signal

from .failure import Timeout


@contextlib.contextmanager
def seconds(limit):
    """Raises Timeout in the block after `limit` seconds, where Python runs. Limits nest: the nearest counts."""

    def over(*_):
        raise Timeout(f"not done after {limit:g} s")

    if not limit or limit <= 0:
        yield
        return
    handler = signal.signal(signal.SIGALRM, over)
    remaining, _ = signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, remaining)  # an outer limit grows by this block's time, at most
        signal.signal(signal.SIGALRM, handler)
