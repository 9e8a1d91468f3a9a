"""Pairs torch's weights with the port's parameters, and copies them."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Pairing:
    pairs: list = field(default_factory=list)  # (torch's name, the port's name, function of the array)
    missing: list = field(default_factory=list)  # torch's weights without a parameter
    extra: list = field(default_factory=list)  # parameters without a weight
    shapes: list = field(default_factory=list)  # "name: [2, 3] instead of [3, 2]"
    notes: list = field(default_factory=list)

    @property
    def ok(self):
        return not (self.missing or self.extra or self.shapes)

    def summary(self):
        return {"pairs": len(self.pairs), "missing": self.missing, "extra": self.extra, "shapes": self.shapes}

    def message(self):
        said = []
        for what, names in (
            ("{} weights of the original have no parameter in the port", self.missing),
            ("{} parameters of the port have no weight in the original", self.extra),
            ("{} shapes differ", self.shapes),
        ):
            if names:
                shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
                said.append(what.format(len(names)) + f" ({shown})")
        return "; ".join(said)


def insert_height(array):
    """A weight of a convolution in one dimension: MindSpore's nn.Conv1d keeps it in two."""
    return np.expand_dims(array, -2)


def same(array):
    return array


# Kind of cell in mindspore.nn (not mint.nn, whose names are torch's) -> torch's name of a weight: (its name there, change).
RENAMED = {
    "Conv1d": {"weight": ("weight", insert_height)},
    "Conv1dTranspose": {"weight": ("weight", insert_height)},
    "Embedding": {"weight": ("embedding_table", same)},
    "LayerNorm": {"weight": ("gamma", same), "bias": ("beta", same)},
    "GroupNorm": {"weight": ("gamma", same), "bias": ("beta", same)},
}
_BATCH_NORM = {
    "weight": ("gamma", same),
    "bias": ("beta", same),
    "running_mean": ("moving_mean", same),
    "running_var": ("moving_variance", same),
}
RENAMED.update(dict.fromkeys(("BatchNorm1d", "BatchNorm2d", "BatchNorm3d"), _BATCH_NORM))


def kind_of(cell):
    """The class of mindspore.nn that a cell is, or None."""
    for base in type(cell).__mro__:
        if base.__module__.startswith("mindspore.nn.layer") and base.__name__ in RENAMED:
            return base.__name__
    return None


def renamed(cells):
    """torch's name -> (the port's name, change), for what is named otherwise. `cells` are pairs of name and cell."""
    found = {}
    for prefix, cell in cells:
        start = prefix + "." if prefix else ""
        for theirs, (ours, change) in RENAMED.get(kind_of(cell), {}).items():
            found[start + theirs] = (start + ours, change)
        if "weight_norm_cell" in prefix:  # the weight norm of mindone wraps the convolution
            outer = start.replace(".weight_norm_cell", "")
            change = insert_height if kind_of(cell) in ("Conv1d", "Conv1dTranspose") else same
            found[outer + "bias"] = (start + "bias", same)
            for part, old in (("weight_g", "original0"), ("weight_v", "original1")):
                found[outer + part] = found[f"{outer}parametrizations.weight.{old}"] = (outer + part, change)
    return found


def follows(name):
    """Whether a parameter is computed from others: the weight in a cell of mindone's weight norm."""
    return "weight_norm_cell." in name and name.endswith(".weight")


def pair(weights, buffers, cells, parameters, frozen=()):
    """Pairs torch's state (name -> array) with parameters (name -> shape). `buffers` are the names that need no partner,
    `frozen` those of parameters that are not trained: mint's norms have a weight even where they were made without one."""
    names, result, used = renamed(cells), Pairing(), set()
    for theirs, array in weights.items():
        ours, change = names.get(theirs, (theirs, same))
        if ours not in parameters:
            if theirs in buffers:
                result.notes.append(f"the buffer {theirs} has no parameter in the port")
            else:
                result.missing.append(theirs)
            continue
        used.add(ours)
        shape, wanted = list(change(array).shape), list(parameters[ours])
        if shape == wanted:
            result.pairs.append((theirs, ours, change))
        else:
            result.shapes.append(f"{theirs}: {wanted} instead of {shape}")
    result.extra = [name for name in parameters if name not in used and name not in buffers and not follows(name)]
    result.notes += [f"{name} is not trained, and the original has none" for name in result.extra if name in frozen]
    result.extra = [name for name in result.extra if name not in frozen]
    result.notes = result.notes[:3]
    return result


def pair_with(model, state, buffers):
    """Pairs torch's state with the parameters of a model of the port."""
    parameters = model.parameters_dict()
    shapes = {name: tuple(parameter.shape) for name, parameter in parameters.items()}
    frozen = {name for name, parameter in parameters.items() if not getattr(parameter, "requires_grad", True)}
    return pair(state, buffers, list(model.cells_and_names()), shapes, frozen)


def copy(library, model, pairing, state):
    """Gives a model of the port the arrays that are paired."""
    parameters = model.parameters_dict()
    for theirs, ours, change in pairing.pairs:
        value = library.tensor(change(state[theirs]))
        parameters[ours].set_data(value.astype(parameters[ours].dtype))
