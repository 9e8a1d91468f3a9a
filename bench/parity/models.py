"""models.py CLASS...: checks that torch's and the port's models give the same outputs for the same weights and inputs."""

import harness  # noqa: F401  (first)

import sys

import mindspore as ms
import numpy as np
import torch

import compare
from model_cases import CASES

compare.prepare()
import diffusers
import mindone.diffusers


def mapped(value, convert):
    """Converts the arrays in dictionaries and tuples."""
    if isinstance(value, np.ndarray):
        return convert(value.copy())
    if isinstance(value, dict):
        return {key: mapped(one, convert) for key, one in value.items()}
    if isinstance(value, tuple) and value and isinstance(value[0], np.ndarray):
        return tuple(mapped(one, convert) for one in value)
    return value


def arrays(output):
    if isinstance(output, torch.Tensor):
        return [output.numpy()]
    if isinstance(output, ms.Tensor):
        return [output.asnumpy()]
    if isinstance(output, dict):
        output = list(output.values())
    return [a for one in output for a in arrays(one)] if isinstance(output, (list, tuple)) else []


def original(name):
    """Torch's model. Initial zeros and ones are replaced, because they would hide errors."""
    torch.manual_seed(0)
    model = getattr(diffusers, name)(**CASES[name].config).eval()
    generator = torch.Generator().manual_seed(1)
    for parameter in model.parameters():
        if parameter.numel() > 0 and (parameter.numel() == 1 or float(parameter.std()) == 0):
            parameter.add_(0.2 * torch.randn(parameter.shape, generator=generator))
    return model


def ported(name, weights):
    """The port's model with those weights, and the number of weights that it lacks."""
    model = getattr(mindone.diffusers, name)(**CASES[name].config)
    model.set_train(False)
    from mindone.diffusers.models.modeling_utils import _get_pt2ms_mappings

    names, places, missing = _get_pt2ms_mappings(model), model.parameters_dict(), 0
    for key, value in weights.items():
        to, reshape = names.get(key, (key, lambda x: x))
        tensor = reshape(ms.Tensor(value.numpy()))
        if to not in places or tuple(tensor.shape) != tuple(places[to].shape):
            missing += 1
            continue
        places[to].set_data(tensor.astype(places[to].dtype))
    return model, missing


def compared(name):
    case = CASES[name]
    named = {"return_dict": False} if case.takes_return_dict else {}
    torch_model = original(name)
    model, missing = ported(name, torch_model.state_dict())
    expected = torch_model(**mapped(case.inputs, torch.from_numpy), **named)
    given = model(**mapped(case.inputs, ms.Tensor), **named)
    equal, worst = compare.same(arrays(expected), arrays(given))
    return equal, worst, {"missing": missing}


def main():
    for name in sys.argv[1:]:
        compare.report(name, compared)


main()
