"""Lines of JSON on two streams."""

import json
import math
import os
import sys


class Channel:
    """Reads objects from one text stream and writes them to another."""

    def __init__(self, incoming, outgoing):
        self._incoming, self._outgoing = incoming, outgoing

    def receive(self):
        """The next object, None at the end. Raises ValueError for a line that is no JSON object."""
        for line in self._incoming:
            if not line.strip():
                continue
            value = json.loads(line)
            if not isinstance(value, dict):
                raise ValueError("not a JSON object")
            return value
        return None

    def send(self, **fields):
        self._outgoing.write(json.dumps(plain(fields), ensure_ascii=False, allow_nan=False) + "\n")
        self._outgoing.flush()


def claim():
    """Takes stdin and stdout of this process for a Channel. Prints go to stderr, and reads of stdin end at once."""
    incoming = os.fdopen(os.dup(0), "r", encoding="utf-8")
    outgoing = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return Channel(incoming, outgoing)


def plain(value):
    """The value as JSON can have it: numbers of numpy become Python's, infinities and NaN become strings."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if hasattr(value, "item"):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    return str(value)
