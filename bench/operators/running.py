"""Runs the cases of a name with torch and, as mintport converted them, with MindSpore."""

import os
import re
import sys
import types

import mindspore as ms
import numpy as np
import torch

import values
from making import file_of
from random_names import RANDOM

# What MindSpore says where an operator exists, and has nothing that runs it on this device or for this type.
NO_KERNEL = re.compile(
    r"(?i)unsupported op|kernel \w+ unregistered|create kernelmod for op|unsupported data type|not support this kernel data type"
    r"|not support(ed)? on cpu|on CPU.{0,40}not support|kernel.{0,40}(not|un).{0,12}(regist|support|found|exist)"
    r"|unsupported (input |output )?(data )?type|cpu kernel.{0,60}(not|un)support|select (cpu |gpu )?(kernel|operator)"
    r"|not found op \w+ on device|not supported on this device|not implement exception|no branch to go|should not come here"
    r"|the cpu device is not supported|round only support decimals"
)
# Weights by their names in MindSpore.
WEIGHTS = {
    "gamma": "weight", "beta": "bias", "moving_mean": "running_mean", "moving_variance": "running_var",
    "embedding_table": "weight",
}  # fmt: skip


def prepare():
    ms.set_context(mode=ms.PYNATIVE_MODE, device_target=os.environ.get("OPERATORS_DEVICE", "CPU"))
    ms.runtime.launch_blocking()  # an error is raised where it is made
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)


def tensor_of(value):
    """torch's tensor as MindSpore's."""
    kept = value.detach().contiguous()
    if value.dtype is torch.bfloat16:
        return ms.Tensor(kept.float().numpy()).astype(ms.bfloat16)
    return ms.Tensor(np.array(kept.resolve_conj().numpy()))


def space_of(path, package):
    """The functions of a file, as a module of the package, into which relative imports lead."""
    module = types.ModuleType(package + ".cases")
    module.__package__, module.__file__ = package, str(path)
    sys.modules[module.__name__] = module
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    return module.__dict__


def set_weights(layer, source):
    """Gives a Cell the weights of a Module: by name, else in their order."""
    wanted = {k: v for k, v in source.state_dict().items() if not k.endswith("num_batches_tracked")}
    there = dict(layer.parameters_dict())
    renamed = {".".join(WEIGHTS.get(part, part) for part in name.split(".")): name for name in there}
    if set(wanted) <= set(renamed):
        pairs = [(there[renamed[name]], value) for name, value in wanted.items()]
    else:
        pairs = list(zip(there.values(), wanted.values()))
    for parameter, value in pairs:
        if parameter.size == value.numel():
            parameter.set_data(tensor_of(value.reshape(tuple(parameter.shape))).astype(parameter.dtype))


def first_line(error):
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.startswith("---")]
    return f"{type(error).__name__}: {lines[0][:160] if lines else ''}"


def no_kernel(error):
    return NO_KERNEL.search(str(error)) is not None


class Runner:
    """The cases of one name."""

    def __init__(self, out, name):
        self.random = name in RANDOM
        file = file_of(name)
        self.cases = torch.load(out / "cases" / f"{name}.pt", weights_only=False)
        self.torch = space_of(out / "torch" / file, "cases")
        try:
            self.mindspore, self.error = space_of(out / "mindspore" / file, "mindone.diffusers"), None
        except Exception as error:
            self.error = error

    def outcome(self, number):
        is_layer, inputs = self.cases[number]
        tensors = [values.copied(t) for t in inputs.values()]
        layer = None
        torch.manual_seed(number)
        try:
            if is_layer:
                layer = self.torch[f"make_{number}"]()
                layer = layer.eval() if isinstance(layer, torch.nn.Module) else layer
                expected = values.plain(self.torch[f"case_{number}"](layer, *tensors))
            else:
                expected = values.plain(self.torch[f"case_{number}"](*tensors))
        except Exception as error:
            return {"outcome": "invalid", "why": first_line(error)}
        if self.error is not None:
            return {"outcome": "refused", "why": "the converted file: " + first_line(self.error)}
        try:
            given = self.given(number, inputs, layer)
        except NotImplementedError as error:
            return {"outcome": "no kernel", "why": first_line(error)}
        except Exception as error:
            return {"outcome": "no kernel" if no_kernel(error) else "refused", "why": first_line(error)}
        why = values.difference(expected, given, self.random)
        return {"outcome": "differs", "why": why} if why else {"outcome": "same"}

    def given(self, number, inputs, original):
        tensors = [tensor_of(t) for t in inputs.values()]
        if original is None:
            return values.plain(self.mindspore[f"case_{number}"](*tensors))
        layer = self.mindspore[f"make_{number}"]()
        if hasattr(layer, "set_train"):
            layer.set_train(False)
            set_weights(layer, original)
        return values.plain(self.mindspore[f"case_{number}"](layer, *tensors))
