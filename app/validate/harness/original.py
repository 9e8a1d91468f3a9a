"""Runs the original for worker.py: `PYTHON original.py` with the interpreter that has torch."""

from mintport_validate import protocol

channel = protocol.claim()  # before any library is imported

from mintport_validate import quiet  # noqa: E402, F401
from mintport_validate.original import serve  # noqa: E402

raise SystemExit(serve(channel))
