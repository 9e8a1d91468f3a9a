"""What an error says, and where in the port it happened."""

import os
import traceback

MESSAGE_LENGTH = 600


class NoCase(Exception):
    """Nobody has a case for the class, and the search found none."""


class BadCase(Exception):
    """A file of the project holds a case with an error."""


class OriginalFailed(Exception):
    """The original fails with this case: nothing is known about the port."""


UNDECIDED = (NoCase, BadCase, OriginalFailed)  # they say nothing about the port


class Differs(Exception):
    """The outputs differ. `place` is the file and the line in the port, if known."""

    def __init__(self, message, place=(None, None)):
        super().__init__(message)
        self.place = place


class Timeout(BaseException):
    """Time is over. No `except Exception` in the code under test swallows it."""


def chain(error):
    """The error and its causes: lazy packages raise a new error for a failed import."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def message(error):
    """The lines of the error without the rulers and the stack of C++ that MindSpore adds."""
    lines = []
    for line in str(error).splitlines():
        line = line.strip()
        if line.startswith("- C++ Call Stack") or line.startswith("- The Traceback of Net Construct Code"):
            break
        if line and not set(line) <= set("-="):
            lines.append(line.removeprefix("- "))
    return " ".join(lines)[:MESSAGE_LENGTH]


def describe(error, root, file=None):
    """The error as the report has it. `root` is the folder of the port; a place in `file`, relative to it, is preferred."""
    errors = list(chain(error))
    if isinstance(error, UNDECIDED):
        return {"type": type(error).__name__, "message": message(error), "file": None, "line": None}
    if isinstance(error, Differs):
        return {"type": "Differs", "message": message(error), "file": error.place[0], "line": error.place[1]}
    root = os.path.realpath(root) + os.sep
    chosen, place = errors[-1], (None, None)
    for one in reversed(errors):
        within = places(one, root)
        preferred = [at for at in within if at[0] == file]
        if within:
            chosen, place = one, (preferred or within)[-1]
            if preferred:
                break
    if isinstance(error, Timeout):
        chosen = error
    kind = {"MemoryError": "OutOfMemory"}.get(type(chosen).__name__, type(chosen).__name__)
    return {"type": kind, "message": message(chosen), "file": place[0], "line": place[1]}


def places(error, root):
    """(file relative to root, line) of each frame under root, outermost first. A syntax error has its own place."""
    found = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        found.append((error.filename, error.lineno))
    found = [(os.path.realpath(name), line) for name, line in found]
    return [(name[len(root) :].replace(os.sep, "/"), line) for name, line in found if name.startswith(root)]
