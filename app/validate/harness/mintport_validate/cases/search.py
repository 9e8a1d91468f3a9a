"""Finds a case for a model or a block that nobody has described: guesses small arguments and inputs, and asks the original.

A guess that fails is judged by how far the original came: the number of its operations that ran. Each round changes the one
argument or input that brings it furthest. The case is the first that runs, gives finite numbers that vary, and takes less than a second."""

import itertools
import time
from dataclasses import dataclass, field

import numpy as np

from .. import compare, entries, models
from ..failure import NoCase
from ..values import decode, make
from . import inputs, parts, shrink
from .ways import Ways, is_array

MOST_PARAMETERS = 40_000_000
MOST_SECONDS = 2.0
ROUNDS = 30
MOST_OPTIONS, MOST_GUESSES_OF_OPTION = 5, 8
MOST_SECONDS_OF_CHECK = 60.0
MOST_SECONDS_OF_EXTRAS = 30.0
MOST_REPAIRS, MOST_PAIRS = 4, 30
NO_TENSOR = "the original returns no tensor"


def find(library, cls, seconds):
    """The case. Raises NoCase."""
    return Search(library, cls, seconds).case()


def check(library, cls, case, arrays):
    """Adds further ways to run a case of somebody else's: with optional inputs that it leaves out, and the entry points of an
    autoencoder. Raises what the original raises, or NoCase for an output that proves nothing."""
    search = Search(library, cls, MOST_SECONDS_OF_CHECK)
    model = models.build_original(library, cls, case, arrays)
    with library.shared_noise():
        output = entries.call(library, model, case, {"name": "forward"}, arrays)
    against = search.against(output, 0.0)
    if against:
        raise NoCase(against)
    search.deadline = time.time() + MOST_SECONDS_OF_EXTRAS
    case["entries"] += search.extras(model, case, arrays)


@dataclass
class Try:
    """What became of a guess: how far it came, and what stopped it."""

    progress: int = 0
    error: str = ""
    output: object = None
    ok: bool = False
    given: dict = field(default_factory=dict)


class Search(Ways):
    def __init__(self, library, cls, seconds):
        self.library, self.cls, self.deadline = library, cls, time.time() + seconds
        self.best = Try()
        self.tries = 0
        self.before = []  # methods that a model wants called before it runs
        self.arrays = {}  # that inputs name
        self.inner = None  # the class of the model that this one wraps, and a case of it

    def case(self):
        first = {**shrink.small(self.cls), **self.parts()}
        for arguments in self.arguments(first):
            if self.late():
                break
            found = self.with_arguments(arguments)
            if found is not None:
                return found
        raise NoCase(f"no case was found in {self.tries} tries: {self.best.error or 'time is over'}")

    def parts(self):
        """Arguments that are models, each with the arguments of a case of its own."""
        made = {}
        for name, (inner, several) in parts.found(self.cls, self.library.Module).items():
            case = Search(self.library, inner, (self.deadline - time.time()) / 2).case()
            self.inner = self.inner or (inner, case)
            one = parts.spec(inner, case["arguments"], self.library.package)
            made[name] = [one] * parts.NETWORKS if several else one
        for name, default in parts.defaults(self.cls).items():
            made[name] = parts.spec(default, {}, self.library.package)
        return made

    def late(self):
        return time.time() > self.deadline

    def arguments(self, first):
        """Guesses of the constructor's arguments that build, the likeliest first."""
        seen = []
        queue = [first]
        model, error = self.build(first)
        if model is None:
            self.best.error = self.best.error or error
            queue = self.building(first)
        for values in queue:
            yield values
            seen.append(values)
            yield from self.repaired(values, seen)
        for values in queue[:1]:
            for other in shrink.variants(self.cls, values):
                if other not in seen:
                    seen.append(other)
                    yield other

    def repaired(self, values, seen):
        """Guesses that the numbers in the last error suggest, as long as they bring the original further."""
        for _ in range(MOST_REPAIRS):
            further = None
            for other in self.suggested(values):
                if other in seen or self.late():
                    continue
                seen.append(other)
                before = self.best.progress
                yield other
                if self.best.progress > before:
                    further = other
                    break
            if further is None:
                return
            values = further

    def suggested(self, values):
        if self.best.error == NO_TENSOR:  # a model of two layers may have none between its first and its last
            return shrink.deeper(values)
        return shrink.fitted(self.cls, values, self.best.error)

    def building(self, first):
        """Variants, and variants of variants, that build."""
        found = [values for values in shrink.variants(self.cls, first) if self.build(values)[0] is not None]
        if found:
            return found
        for values in shrink.variants(self.cls, first):
            for other in shrink.variants(self.cls, values):
                if self.late():
                    return []
                if self.build(other)[0] is not None:
                    return [other]
        return []

    def build(self, values):
        """(the model, None) or (None, the error)."""
        import torch

        self.tries += 1
        case = {"arguments": as_specs(values)}
        try:
            with torch.device("meta"):
                count = sum(
                    parameter.numel() for parameter in self.cls(**decode(case["arguments"], self.library)).parameters()
                )
            if count > MOST_PARAMETERS:
                return None, f"{count} parameters are too many"
        except Exception:  # some constructors compute with values; the next attempt tells
            pass
        try:
            return models.build_original(self.library, self.cls, case, {}), None
        except Exception as error:  # whatever a wrong guess causes
            return None, f"{type(error).__name__}: {str(error)[:200]}"

    def with_arguments(self, values):
        """The case with these arguments of the constructor, or None."""
        model, error = self.build(values)
        if model is None:
            return None
        config = dict(getattr(model, "config", None) or {})
        given, _ = shrink.defaults(self.cls)
        config = {**{k: v for k, v in given.items() if v is not shrink.EMPTY}, **values, **config}
        self.options = inputs.candidates(self.cls, model, config, inner=self.inner)
        self.before = []
        chosen = self.climb(model, {name: 0 for name in self.options})
        if chosen is None and "tiling" in self.best.error and hasattr(model, "enable_tiling"):
            self.before, self.best = ["enable_tiling"], Try()
            chosen = self.climb(model, {name: 0 for name in self.options})
        if chosen is None:
            return None
        specs = self.specs(chosen)
        arguments = as_specs(values)
        case = {"arguments": arguments, "inputs": specs, "entries": [self.forward()]}
        case["entries"] += (
            self.with_options(model, chosen) + self.more_entries(model, case) + self.fused(model, case, {})
        )
        case["entries"] += self.with_flags(case, {})
        return case

    def with_options(self, model, chosen):
        """An entry for each optional input that changes what the original returns, on top of those before it: a context and its mask."""
        now, found = self.attempt(model, chosen), []
        given = [make(spec, self.arrays) for spec in self.specs(chosen).values() if is_array(spec)]
        for name, index in chosen.items():
            if "mask" in name and self.options[name][index] is inputs.OMITTED:
                self.options[name] = inputs.beside(name, self.options[name], given)
                chosen = {**chosen, name: 0}
        for name, options in self.options.items():
            if options[chosen[name]] is not inputs.OMITTED or len(found) == MOST_OPTIONS:
                continue
            for index in range(1, min(len(options), MOST_GUESSES_OF_OPTION)):
                if self.late():
                    return found
                other = {**chosen, name: index}
                result = self.attempt(model, other)
                if result.ok and not self.same(now.output, result.output):
                    now, chosen = result, other
                    found.append({**self.forward(), "name": f"forward with {name}", "inputs": self.specs(other)})
                    break
        return found

    def same(self, one, other):
        pairs = zip(compare.flatten(one, self.library), compare.flatten(other, self.library))
        return all(a.shape == b.shape and np.array_equal(a, b) for (_, a), (_, b) in pairs)

    def forward(self):
        return {"name": "forward", **({"before": self.before} if self.before else {})}

    def specs(self, chosen):
        picked = {name: self.options[name][index] for name, index in chosen.items()}
        return {name: spec for name, spec in picked.items() if spec is not inputs.OMITTED}

    def climb(self, model, chosen):
        """Changes one input at a time, and goes on from the choice that came furthest. The choice that runs, or None."""
        start = self.attempt(model, chosen)
        if start.ok:
            return chosen
        queue, seen = [(start, chosen)], []
        for _ in range(ROUNDS):
            if not queue or self.late():
                return None
            queue.sort(key=lambda one: (-one[0].progress, sum(one[1].values())))
            now, chosen = queue.pop(0)
            for result, other in self.better(model, now, chosen):
                if result.ok:
                    return other
                if other not in seen:
                    seen.append(other)
                    queue.append((result, other))
        return None

    def better(self, model, now, chosen):
        """For each input the first and the best change that brings the original further. The last one runs, if any does."""
        found = []
        for names in self.groups(now, chosen):
            for name in names:
                first, best = None, None
                for index in range(len(self.options[name])):
                    if index == chosen[name] or self.late():
                        continue
                    other = {**chosen, name: index}
                    result = self.attempt(model, other)
                    if result.ok:
                        return [(result, other)]
                    if result.progress > now.progress:
                        first = first or (result, other)
                        best = (result, other) if best is None or result.progress > best[0].progress else best
                found += [one for one in (first, best) if one is not None]
            if found:
                return found
        return self.fitted(model, now, chosen) or self.together(model, now, chosen)

    def fitted(self, model, now, chosen):
        """Inputs of which one side becomes a number that the error holds it against."""
        found, said = [], shrink.numbers_in(now.error)
        for name, index in chosen.items():
            shape = self.options[name][index].get("$normal", []) if isinstance(self.options[name][index], dict) else []
            for place, side in enumerate(shape):
                for wanted in shrink.held_against(side, said) if place else ():
                    spec = {**self.options[name][index], "$normal": [*shape[:place], wanted, *shape[place + 1 :]]}
                    if spec in self.options[name] or self.late():
                        continue
                    self.options[name].append(spec)
                    other = {**chosen, name: len(self.options[name]) - 1}
                    result = self.attempt(model, other)
                    if result.ok:
                        return [(result, other)]
                    if result.progress > now.progress:
                        found.append((result, other))
        return found

    def together(self, model, now, chosen):
        """Several left out inputs at once, where each alone brings nothing: two masks that the original concatenates."""
        omitted = [name for name, index in chosen.items() if self.options[name][index] is inputs.OMITTED]
        pairs = list(itertools.combinations(omitted, 2)) if "None" in now.error else []
        found = []
        for names in [*pairs[:MOST_PAIRS], *([omitted] if len(omitted) > 2 else [])]:
            for index in (1, 2):
                other = {**chosen, **{name: min(index, len(self.options[name]) - 1) for name in names}}
                result = self.attempt(model, other)
                if result.ok:
                    return [(result, other)]
                if result.progress > now.progress:
                    found.append((result, other))
                    break
        return found

    def groups(self, now, chosen):
        """Inputs in the order in which to change them: what is left out first, when the original misses something."""
        omitted = [name for name, index in chosen.items() if self.options[name][index] is inputs.OMITTED]
        given = [name for name in chosen if name not in omitted]
        return [omitted, given] if "None" in now.error else [given, omitted]

    def attempt(self, model, chosen):
        from .torch_progress import Progress

        self.tries += 1
        case = {"arguments": {}, "inputs": self.specs(chosen)}
        progress, started = Progress(), time.time()
        try:
            with self.library.shared_noise(), progress:
                output = entries.call(self.library, model, case, self.forward(), self.arrays)
            result = Try(progress.count, output=output)
            result.error = self.against(output, time.time() - started)
            result.ok = not result.error
        except Exception as error:  # whatever a wrong guess causes
            result = Try(progress.count, f"{type(error).__name__}: {str(error)[:200]}")
        if result.progress >= self.best.progress:
            self.best = result
        return result

    def against(self, output, seconds):
        """What speaks against an output, or nothing."""
        arrays = [array for _, array in compare.flatten(output, self.library) if array.size]
        if not arrays:
            return NO_TENSOR
        if not all(np.isfinite(array).all() for array in arrays):
            return "the original returns infinities or NaN"
        if all(float(np.std(array)) == 0 for array in arrays):
            return "the original returns one number everywhere"
        return f"the original takes {seconds:.1f} s" if seconds > MOST_SECONDS else ""


def as_specs(values):
    """Tuples keep their kind in JSON."""
    if isinstance(values, dict):
        return {key: as_specs(one) for key, one in values.items()}
    if isinstance(values, tuple):
        return {"$tuple": [as_specs(one) for one in values]}
    return [as_specs(one) for one in values] if isinstance(values, list) else values
