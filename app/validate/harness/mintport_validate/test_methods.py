"""Runs a method of the port's tests up to where both pipelines have run, and keeps what they returned.

The method knows what its pipelines need beside components: tiling of the autoencoder, an adapter, another order of calls."""

import contextlib
import importlib
import inspect
import unittest

from . import compare, noise

MODES = {"dtype": "float32"}  # what such methods take, and how they run here


class BothRan(BaseException):
    """The rest of the method is of no use. No `except Exception` in the test swallows it."""


def methods(tester, name):
    """(name, function, arguments) of the methods that make the pipeline of this name, without those that only run on request."""
    if skipped(tester):
        return
    for method_name, method in inspect.getmembers(tester, inspect.isfunction):
        function = inspect.unwrap(method)
        if not method_name.startswith("test_") or skipped(method):
            continue
        if f'.{name}"' not in source_of(function) and f".{name}'" not in source_of(function):
            continue
        given = arguments(method, function)
        if given is not None:
            yield method_name, function, given


def skipped(test):
    """Whether a class or a method runs on request only, by unittest or by pytest."""
    marks = getattr(test, "pytestmark", [])
    return getattr(test, "__unittest_skip__", False) or any(
        mark.name == "skip" or (mark.name == "skipif" and mark.args[:1] == (True,)) for mark in marks
    )


def source_of(function):
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        return ""


def arguments(method, function):
    """The arguments of a method, in single precision and without compilation; None if they are not known."""
    closed = zip(method.__code__.co_freevars, method.__closure__ or ())  # ddt binds the arguments in a closure
    bound = {name: cell.cell_contents for name, cell in closed}
    given = dict(bound.get("kwargs") or {}) if function is not method else {}
    parameters = list(inspect.signature(function).parameters.values())[1:]
    given.update({p.name: MODES[p.name] for p in parameters if p.name in MODES})
    if any(p.name == "mode" for p in parameters):
        given["mode"] = importlib.import_module("mindspore").PYNATIVE_MODE
    required = [p.name for p in parameters if p.default is p.empty and p.kind == p.POSITIONAL_OR_KEYWORD]
    return given if all(name in given for name in required) else None


class Sides:
    """What the pipelines of both libraries return, in the block that watches them."""

    def __init__(self, original, port, theirs, ours, stand_ins):
        self._classes, self._libraries = {"original": original, "port": port}, {"original": theirs, "port": ours}
        self._stand_ins = stand_ins  # for functions of the port that draw random numbers, from a stream
        self.arrays, self._running, self.failed = {}, False, None

    @contextlib.contextmanager
    def watched(self):
        replacements = [(cls, "__call__", self._watching(side, cls)) for side, cls in self._classes.items()]
        with contextlib.suppress(ImportError):
            replacements.append((importlib.import_module("pytest"), "skip", lambda *_, **__: None))
        with noise.replaced(replacements):
            yield

    def _watching(self, side, cls):
        real, library = cls.__call__, self._libraries[side]

        def call(pipeline, *given, **named):
            if self._running:  # a pipeline within a pipeline
                return real(pipeline, *given, **named)
            self._running = True
            try:
                with library.shared_noise() as stream, noise.replaced(self._stand_ins(stream)):
                    output = real(pipeline, *given, **named)
            except Exception:
                self.failed = side
                raise
            finally:
                self._running = False
            self.arrays[side] = compare.flatten(output, library)
            if len(self.arrays) == len(self._classes):
                raise BothRan
            return output

        return call


def run(tester, function, given):
    """Runs a method up to its end, or until both pipelines have run. Raises what it raises."""
    test = tester("run") if issubclass(tester, unittest.TestCase) else tester()
    test.setUp()
    try:
        function(test, **given)
    except BothRan:
        pass
