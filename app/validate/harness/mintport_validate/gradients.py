"""Compares the gradients of one step: of a weighted sum of the outputs, by every weight, on both sides."""

import numpy as np

from . import compare, entries
from .failure import Differs


def weights_of(shapes):
    """The factors of the sum: fixed numbers, so that no output is favoured."""
    random = np.random.RandomState(5)
    return [random.randn(*shape).astype(np.float32) for shape in shapes]


def tensors(value, library):
    """The floating tensors in an output, in order."""
    if library.is_tensor(value):
        return [value] if value.is_floating_point() else []
    if isinstance(value, dict):
        value = list(value.values())
    return [one for item in value for one in tensors(item, library)] if isinstance(value, (list, tuple)) else []


def loss(library, model, case, arrays):
    """The sum. The caller differentiates it."""
    with library.shared_noise():
        found = tensors(entries.call(library, model, case, case["entries"][0], arrays), library)
    factors = weights_of([tuple(one.shape) for one in found])
    return sum((one * library.tensor(factor)).sum() for one, factor in zip(found, factors))


def of_original(library, model, case, arrays):
    """{"gradient/NAME": array} of the weights that the loss depends on."""
    import torch

    with torch.enable_grad():
        for parameter in model.parameters():
            parameter.requires_grad_(True)
        loss(library, model, case, arrays).backward()
    named = [(name, parameter.grad) for name, parameter in model.named_parameters() if parameter.grad is not None]
    return {f"gradient/{name}": library.array(gradient) for name, gradient in named}


def of_port(library, model, case, arrays):
    """{NAME: array} of the port's parameters."""
    parameters = list(model.parameters_dict().items())
    _, found = library.differentiate(lambda: loss(library, model, case, arrays), [one for _, one in parameters])
    return {name: library.array(gradient) for (name, _), gradient in zip(parameters, found)}


def check(climb, model, case, saved, pairs, arrays):
    """The rung `gradients` of a Climb. Raises Differs for the weight whose gradient differs most."""
    given = of_port(climb.library, model, case, arrays)
    worst, most = None, -1.0
    for theirs, ours, change in pairs:
        key = f"gradient/{theirs}"
        if key not in saved.files:
            continue
        found = compare.one(change(saved[key]), given[ours], climb.rtol, climb.atol)
        distance = float("inf") if found.max_abs is None or found.max_abs != found.max_abs else found.max_abs
        if not found.ok and distance > most:
            worst, most = theirs, distance
    if worst is not None:
        numpy_stand_ins = (
            " (stand-ins for kernels ran, and not all of them pass gradients on)" if climb.on_cpu() else ""
        )
        place = (climb.file, climb.class_line())
        raise Differs(f"the gradient of {worst} differs by {most:.3g}{numpy_stand_ins}", place)
