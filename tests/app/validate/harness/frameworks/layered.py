"""What the stand-ins for torch and MindSpore share: tensors that are arrays of numpy, and modules that hold them."""

import numpy as np


class Tensor(np.ndarray):
    def astype(self, dtype, *given, **named):
        return np.asarray(self).astype(dtype).view(type(self))

    to = astype

    def is_floating_point(self):
        return self.dtype.kind == "f"


class Parameter(Tensor):
    pass


class Handle:
    def __init__(self, hooks, hook):
        self._hooks, self._hook = hooks, hook
        hooks.append(hook)

    def remove(self):
        self._hooks.remove(self._hook)


class Layered:
    """The common part of torch.nn.Module and mindspore.nn.Cell. Parameters and layers are attributes."""

    def own(self, kind):
        return [(name, value) for name, value in vars(self).items() if isinstance(value, kind)]

    def walk(self, prefix=""):
        yield prefix, self
        for name, layer in self.own(Layered):
            yield from layer.walk(f"{prefix}.{name}" if prefix else name)

    def named(self):
        for prefix, layer in self.walk():
            for name, value in layer.own(Parameter):
                yield f"{prefix}.{name}" if prefix else name, value

    def register_forward_hook(self, hook):
        return Handle(vars(self).setdefault("_hooks", []), hook)

    def run(self, method, given, named):
        output = method(*given, **named)
        for hook in list(vars(self).get("_hooks", ())):
            hook(self, given, output)
        return output


def parameter(*shape):
    return np.ones(shape, np.float32).view(Parameter)
