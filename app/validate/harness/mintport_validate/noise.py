"""The same random numbers on both sides: while a context is open, the random functions of a library draw from a stream."""

import contextlib
import sys

import numpy as np


class Stream:
    """Random numbers of a kind do not depend on those of other kinds that are drawn in between."""

    def __init__(self, seed=0):
        self._normal, self._uniform, self._whole = (np.random.RandomState(seed + n) for n in range(3))

    def normal(self, shape):
        return np.asarray(self._normal.randn(*whole(shape)), np.float32)

    def uniform(self, shape, low=0.0, high=1.0):
        return np.asarray(low + (high - low) * self._uniform.rand(*whole(shape)), np.float32)

    def integers(self, low, high, shape):
        return np.asarray(self._whole.randint(int(low), int(min(high, 2**62)), whole(shape), dtype=np.int64))

    def permutation(self, n):
        return self._whole.permutation(int(n)).astype(np.int64)

    def pick(self, weights, count=1):
        """Indices for each row of weights, as multinomial draws them."""
        rows = np.asarray(weights, np.float64).reshape(-1, weights.shape[-1])
        at = self._uniform.rand(len(rows), int(count))
        sums = np.cumsum(rows, axis=1) / rows.sum(axis=1, keepdims=True)
        taken = np.stack([np.searchsorted(line, where) for line, where in zip(sums, at)])
        return taken.reshape(weights.shape[:-1] + (int(count),)).clip(0, weights.shape[-1] - 1)


class Generator:
    """Has the methods of numpy.random.Generator that a port calls."""

    def __init__(self, stream):
        self.stream = stream

    def standard_normal(self, size=None, dtype=None, out=None):
        return self.stream.normal(size or ())

    def normal(self, loc=0.0, scale=1.0, size=None):
        return loc + scale * self.stream.normal(np.broadcast(loc, scale).shape if size is None else size)

    def uniform(self, low=0.0, high=1.0, size=None):
        return self.stream.uniform(
            np.broadcast(low, high).shape if size is None else size, np.asarray(low), np.asarray(high)
        )

    def random(self, size=None, dtype=None, out=None):
        return self.stream.uniform(size or ())

    def integers(self, low, high=None, size=None, dtype=np.int64, endpoint=False):
        low, high = (0, low) if high is None else (low, high)
        return self.stream.integers(low, high + endpoint, size or ())

    def permutation(self, x):
        order = self.stream.permutation(x if isinstance(x, int) else len(x))
        return order if isinstance(x, int) else np.asarray(x)[order]


class BrownianPath:
    """Replaces torchsde.BrownianInterval and the port's own: its tree is random."""

    stream, tensor = None, None

    def __init__(self, t0=0.0, t1=1.0, size=None, dtype=None, **_):
        self.size, self.dtype = size, dtype

    def __call__(self, t0, t1=None, **_):
        step = np.sqrt(abs(float(t1) - float(t0)))
        made = self.tensor(np.asarray(step * self.stream.normal(self.size), np.float32))
        return made if self.dtype is None else made.to(self.dtype)


def whole(shape):
    """A shape as a tuple of Python's numbers."""
    if isinstance(shape, (int, np.integer)):
        return (int(shape),)
    return tuple(int(n) for n in shape)


def sizes(given, named):
    """The shape in f(2, 3), f((2, 3)) and f(size=(2, 3))."""
    if not given:
        return named.get("size") or named.get("shape") or ()
    return given[0] if isinstance(given[0], (tuple, list)) else given


@contextlib.contextmanager
def replaced(replacements):
    """Sets attributes, given as (object, name, value), and restores them at the end. Skips names that an object lacks."""
    before = []
    try:
        for owner, name, value in replacements:
            if hasattr(owner, name):
                own = name in vars(owner) if hasattr(owner, "__dict__") else True
                before.append((owner, name, getattr(owner, name), own))
                setattr(owner, name, value)
        yield
    finally:
        for owner, name, value, own in reversed(before):
            if own:
                setattr(owner, name, value)
            else:
                delattr(owner, name)


def modules_of(package):
    return [
        module
        for name, module in list(sys.modules.items())
        if (name == package or name.startswith(package + ".")) and hasattr(module, "__dict__")
    ]


def brownian_paths(package, path):
    """Replacements for the class that makes Brownian paths, in torchsde and where a module of the package has its own."""
    modules = modules_of(package) + modules_of("torchsde")
    return [(module, "BrownianInterval", path) for module in modules if "BrownianInterval" in vars(module)]


def imported_names(package, replacements):
    """The replacements again for each module of the package that imported such a function by its name."""
    by_identity = {id(getattr(owner, name, None)): value for owner, name, value in replacements if hasattr(owner, name)}
    return [
        (module, name, by_identity[id(value)])
        for module in modules_of(package)
        for name, value in list(vars(module).items())
        if callable(value) and id(value) in by_identity
    ]
