"""Tests in the style of the port's own, for classes that passed."""


class NotWritten(Exception):
    """Why there is no test."""
