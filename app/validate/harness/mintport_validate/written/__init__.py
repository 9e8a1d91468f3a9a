"""Tests in the style of the port's own, for classes that passed."""

import contextlib
import fcntl
import os


class NotWritten(Exception):
    """Why there is no test."""


@contextlib.contextmanager
def locked(folder):
    """Several workers write to one list."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def must_pass():
    """Raises NotWritten for an error in the block."""
    try:
        yield
    except NotWritten:
        raise
    except Exception as error:
        raise NotWritten(f"it does not pass: {type(error).__name__}: {str(error)[:200]}") from error


def save(file, text):
    """Writes a file whole or not at all."""
    scratch = file.with_name(file.name + ".mintport")
    scratch.write_text(text, encoding="utf-8")
    os.replace(scratch, file)
