"""Further ways to run a model of a case: with optional inputs, with flags of its constructor, and by the entry points of an autoencoder."""

import inspect
import time

from .. import compare, entries, models
from ..failure import NoCase
from ..values import MADE, make
from . import inputs, shrink

MOST_FLAGS = 6


class Ways:
    """The part of a search that adds entries. An entry is kept if the original runs it."""

    def extras(self, model, case, arrays):
        """Entries beside the forward of a case that is known."""
        config = dict(getattr(model, "config", None) or {})
        try:
            guessed = inputs.candidates(self.cls, model, config)
        except (TypeError, ValueError):  # a forward without a signature
            return []
        order = list(inspect.signature(self.cls.forward).parameters)[1:]
        given = {**dict(zip(order, case.get("inputs_in_order", []))), **case["inputs"]}
        shaped = [make(spec, arrays) for spec in given.values() if is_array(spec)]
        left_out = {  # masks are guessed where they are tried
            name: inputs.beside(name, options, shaped)
            if options[0] is inputs.OMITTED and "mask" not in name
            else options
            for name, options in guessed.items()
            if name not in given
        }
        self.options = {**{name: [spec] for name, spec in given.items()}, **left_out}
        self.arrays, self.before = arrays, []
        chosen = {name: 0 for name in self.options}
        if any(options[0] is not inputs.OMITTED for options in left_out.values()) or not self.attempt(model, chosen).ok:
            return []
        found, first = [], next(iter(given), None)
        if first is not None and is_array(given[first]):
            main = {"$normal": list(make(given[first], arrays).shape)}
            found += self.more_entries(model, {"inputs": {first: main}})
        joined = self.fused(model, case, arrays)
        named = [{"inputs_in_order": [], **entry} for entry in found + self.with_options(model, chosen)]
        return named + joined + self.with_tiles(model, case, named) + self.with_flags(case, arrays)

    def with_flags(self, case, arrays):
        """The forward of a model that a flag of the constructor makes otherwise: each side of an if has its own layers."""
        given, _ = shrink.defaults(self.cls)
        found = []
        for name, value in given.items():
            flag = case["arguments"].get(name, value)
            if not isinstance(flag, bool) or len(found) == MOST_FLAGS or self.late():
                continue
            other = {**case["arguments"], name: not flag}
            entry = {"name": f"forward, {name}={not flag}", "arguments": other}
            entry.update({"before": self.before} if self.before else {})
            try:
                model = models.build_original(self.library, self.cls, {**case, "arguments": other}, arrays)
            except Exception:  # the flag is not for this case
                continue
            if self.entry(model, case, entry, arrays) is not None:
                found.append(entry)
        return found

    def with_tiles(self, model, case, found):
        """Tiles of a model that the search makes, where that of the case is too small for them."""
        if not hasattr(model, "enable_tiling") or any("tiling" in entry["name"] for entry in found):
            return []
        if case.get("arguments_in_order"):
            return []
        try:
            other = type(self)(self.library, self.cls, self.deadline - time.time()).case()
        except NoCase:
            return []
        more = {"arguments": other["arguments"], "inputs_in_order": []}
        return [{**entry, **more} for entry in other["entries"] if "tiling" in entry["name"]]

    def fused(self, model, case, arrays):
        """The forward with layers joined, where a method joins them and another undoes it."""
        found = []
        for name in dir(type(model)):
            method = getattr(type(model), name)
            if (
                not name.startswith("fuse_")
                or not hasattr(model, entries.undoing(name))
                or len(inspect.signature(method).parameters) > 1
            ):
                continue
            entry = {"name": f"forward, {name}", "before": [*self.before, name]}
            if self.entry(model, case, entry, arrays) is not None:
                found.append(entry)
        return found

    def more_entries(self, model, case):
        """Encode, decode, sliced and tiled of an autoencoder, where the original can."""
        if not (hasattr(model, "encode") and hasattr(model, "decode")):
            return []
        found = []
        main = next(iter(case["inputs"]))
        spec = case["inputs"][main]
        encode = {"name": "encode", "method": "encode", "inputs": {first_parameter(model.encode): spec}}
        output = self.entry(model, case, encode)
        if output is None:
            return []
        found.append(encode)
        latents = self.latents(output, model)
        decode_entry = None
        for shape in latents:
            entry = {
                "name": "decode",
                "method": "decode",
                "inputs": {first_parameter(model.decode): {"$normal": shape}},
            }
            if self.entry(model, case, entry) is not None:
                decode_entry = entry
                found.append(entry)
                break
        for what in ("slicing", "tiling"):
            if not hasattr(model, f"enable_{what}"):
                continue
            for entry in [encode] + ([decode_entry] if decode_entry else []):
                inner = next(iter(entry["inputs"].values()))
                changed = grown(inner, what)
                tried = {
                    **entry,
                    "name": f"{entry['name']}, {what}",
                    "before": [f"enable_{what}"],
                    "inputs": {next(iter(entry["inputs"])): changed},
                }
                for tile in [None] if what == "slicing" else self.tiles(model, changed):
                    if tile:
                        tried["tile"] = tile
                    if self.entry(model, case, tried) is not None:
                        found.append(dict(tried))
                        break
        return found

    def tiles(self, model, spec):
        """Factors that make tiles smaller than the input."""
        largest = max(entries.tile_sizes(model).values(), default=0)
        side = spec["$normal"][-1]
        return [factor for factor in (largest // max(1, side // 2), largest // max(1, side)) if factor > 1] or [1]

    def latents(self, output, model):
        """Shapes of latents: what encode returned, and half its channels, because a distribution has two numbers for each."""
        shapes = [list(array.shape) for _, array in compare.flatten(output, self.library) if array.ndim >= 3]
        halves = [[one[0], one[1] // 2, *one[2:]] for one in shapes]
        return halves[:2] + shapes[:2]

    def entry(self, model, case, entry, arrays=None):
        if self.late():
            return None
        self.tries += 1
        try:
            with self.library.shared_noise():
                output = entries.call(self.library, model, case, entry, arrays or {})
        except Exception:  # this way of running is not for this model
            return None
        return None if self.against(output, 0.0) else output


def is_array(spec):
    return isinstance(spec, dict) and any(key in spec for key in MADE)


def first_parameter(method):
    return next(iter(inspect.signature(method).parameters))


def grown(spec, what):
    """The input with a batch of two for slices, with sides twice as long for tiles."""
    shape = list(spec["$normal"])
    if what == "slicing":
        shape[0] = 2
    else:
        shape[-2:] = [2 * shape[-2], 2 * shape[-1]]
    return {**spec, "$normal": shape}
