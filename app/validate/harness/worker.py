"""Validates a port: `PYTHON worker.py` with the interpreter that has MindSpore. docs/validate-protocol.md has the protocol."""

from mintport_validate import protocol

channel = protocol.claim()  # before any library is imported

from mintport_validate import quiet  # noqa: E402, F401
from mintport_validate.worker import serve  # noqa: E402

raise SystemExit(serve(channel))
