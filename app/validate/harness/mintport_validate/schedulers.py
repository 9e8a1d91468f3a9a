"""Drives a scheduler through a whole loop; both sides run this with their own library, from the same plan and noise.

A plan: {"init": {…}, "set": {…}, "kind": KINDS, "timestep": "each|batch|index", "drop_last": bool, "extras": […],
"tensors": bool}: with tensors, a step also gets the tensors that it can do without."""

import inspect

import numpy as np

# (shape of the sample, shape of a model's output); None in the first: the sample is latents of the second's shape
KINDS = {
    "image": (None, (1, 4, 8, 8)),
    "video": (None, (1, 4, 3, 8, 8)),
    "sequence": (None, (1, 16, 8)),
    "token_grid": ((1, 8, 8), (1, 15, 8, 8)),
    "token_classes": ((1, 64), (1, 15, 64)),
    "token_logits": ((1, 8), (1, 8, 15)),
}
MASK = 15  # the token that stands for "not known yet"; there are 15 others
EXTRAS = ("add_noise", "scale_noise", "get_velocity")


def drive(library, cls, plan):
    """Timesteps, sigmas and every sample as (name, array)."""
    scheduler = cls(**plan["init"])
    set_up(scheduler, plan)
    loop = Loop(library, scheduler, plan)
    results = schedule(library, scheduler)
    timesteps = list(scheduler.timesteps)
    if plan.get("drop_last"):
        timesteps = timesteps[:-1]
    for index, timestep in enumerate(timesteps):
        results += loop.step(index, timestep, timesteps)
    for name in plan.get("extras", ()):
        results += loop.extra(name)
    return results


def set_up(scheduler, plan):
    for name, method in inspect.getmembers(type(scheduler), callable):
        parameters = list(inspect.signature(method).parameters)[1:] if name.startswith("set_") else []
        if parameters[:1] == ["num_inference_steps"] or name == "set_timesteps":
            given = {key: value for key, value in plan["set"].items() if key in parameters}
            method(scheduler, **given)


def schedule(library, scheduler):
    """What set_timesteps computed."""
    found = []
    for name in ("timesteps", "sigmas"):
        value = getattr(scheduler, name, None)
        if value is None or callable(value):
            continue
        numbers = [library.array(one) if library.is_tensor(one) else np.asarray(one) for one in value]
        found.append((name, np.asarray(numbers, np.float64)))
    return found


def step_methods(cls):
    if hasattr(cls, "step"):
        return ["step"]
    return sorted(name for name in dir(cls) if name.startswith("step_") and callable(getattr(cls, name)))


class Loop:
    """The state of one loop: the sample, and what the last step returned beside it."""

    def __init__(self, library, scheduler, plan):
        self.library, self.scheduler, self.plan = library, scheduler, plan
        self.random = np.random.RandomState(1)
        sample, self.output_shape = KINDS[plan["kind"]]
        self.tokens = sample is not None
        self.start = None if self.tokens else self.random.randn(*self.output_shape).astype(np.float32)
        self.sample = library.tensor(np.full(sample, MASK, np.int64) if self.tokens else self.start)
        if not self.tokens:
            sigma = getattr(scheduler, "init_noise_sigma", 1.0)
            self.sample = self.sample * (sigma.item() if hasattr(sigma, "item") else float(sigma))
        self.returned = {}

    def output(self):
        """What a model would say."""
        made = self.random.randn(*self.output_shape)
        if self.plan["kind"] == "token_classes":  # logarithms of probabilities
            made -= np.log(np.exp(made).sum(axis=1, keepdims=True))
        return self.library.tensor(made.astype(np.float32))

    def step(self, index, timestep, timesteps):
        results = []
        if hasattr(self.scheduler, "scale_model_input") and not self.tokens:
            scaled = self.scheduler.scale_model_input(self.sample, timestep)
            if index == 0:
                results.append(("scaled input", self.library.array(scaled)))
        for name in step_methods(type(self.scheduler)):
            method = getattr(self.scheduler, name)
            given = method(**self.arguments(method, index, timestep, timesteps))
            given = list(given) if isinstance(given, (tuple, list)) else [getattr(given, "prev_sample", given)]
            self.sample, self.returned = given[0], given[1:]
            results += [
                (f"{name} {index}" + (f" [{n}]" if n else ""), self.library.array(one))
                for n, one in enumerate(given)
                if self.library.is_tensor(one)
            ]
        return results

    def arguments(self, method, index, timestep, timesteps):
        """Arguments by the names and places of a step's parameters."""
        given = {}
        for place, (name, parameter) in enumerate(inspect.signature(method).parameters.items()):
            required = parameter.default is inspect.Parameter.empty
            if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                continue
            if place == 0:
                given[name] = self.output()
            elif name == "return_dict":
                given[name] = False
            elif name == "generator":
                given[name] = self.library.generator(0)
            elif required or self.wanted(name, parameter):
                given[name] = self.value(name, parameter, index, timestep, timesteps)
        return given

    def wanted(self, name, parameter):
        """Whether a step gets a parameter that has a default."""
        if name in ("sample", "timestep") or name.startswith("mask_token"):
            return True
        return bool(self.plan.get("tensors")) and "Tensor" in str(parameter.annotation)

    def value(self, name, parameter, index, timestep, timesteps):
        if name.startswith("mask_token"):
            return MASK
        if name.startswith("old_"):
            return self.returned[0] if self.returned else None
        if "sigmas" in name or "timesteps" in name:
            return self.scheduler.sigmas if "sigmas" in name else self.scheduler.timesteps
        if "step" in name and ("back" in name or "prev" in name):
            return timesteps[index - 1] if index else None
        if name.startswith("cur") or "index" in name:
            return index
        if name in ("timestep", "t") or "timestep" in name:
            if self.plan["timestep"] == "index":
                return index
            return timestep.reshape(1) if self.plan["timestep"] == "batch" else timestep
        if "mask" in name:
            return self.library.tensor((self.start > 0).astype(np.float32))
        if "image" in name or "original" in name:
            return self.library.tensor(self.start * np.float32(0.1))
        if parameter.annotation in (int, "int"):
            return index
        if parameter.annotation in (float, "float"):
            return 0.5
        return self.sample

    def extra(self, name):
        """Methods of training, with a batch of one."""
        method = getattr(self.scheduler, name)
        noise = self.library.tensor(np.random.RandomState(3).randn(*self.start.shape).astype(np.float32))
        at = self.scheduler.timesteps[1:2]
        by_name = {"timesteps": at, "timestep": at, "noise": noise}
        given = {}
        for place, (parameter, what) in enumerate(inspect.signature(method).parameters.items()):
            if what.default is inspect.Parameter.empty or place < 3:
                given[parameter] = by_name.get(parameter, self.library.tensor(self.start) if place == 0 else noise)
        return [(name, self.library.array(method(**given)))]
