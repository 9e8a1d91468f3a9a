"""Finds a plan to drive a scheduler that nobody has described: the first that the original can follow."""

import ast
import inspect
import itertools
import textwrap
import time

import numpy as np

from .. import schedulers
from ..failure import NoCase

STEPS = (10, 5, 2, 30)
MOST_RUNS = 24


def find(library, cls, seconds):
    """{"plan": …, "runs": [{"name", "plan"}]}: a plan with the defaults, and one for each option that changes the code path."""
    deadline = time.time() + seconds
    plan, error = None, None
    for attempt in attempts(cls):
        if time.time() > deadline:
            break
        found, error = works(library, cls, attempt), error
        if found is True:
            plan = attempt
            break
        error = error or found
    if plan is None:
        raise NoCase(f"no loop was found that the original runs: {error}")
    for name in schedulers.EXTRAS:
        if hasattr(cls, name) and works(library, cls, {**plan, "extras": plan.get("extras", []) + [name]}) is True:
            plan = {**plan, "extras": plan.get("extras", []) + [name]}
    runs = [{"name": "", "plan": plan}]
    for name, value in options(cls):
        if len(runs) >= MOST_RUNS or time.time() > deadline:
            break
        changed = {**plan, "init": {**plan["init"], name: value}}
        changed["set"] = with_shift(cls, changed)
        for _ in range(len(plan.get("extras", [])) + 1):
            if works(library, cls, changed) is True:
                runs.append({"name": f"{name}={value}", "plan": changed})
                break
            if not changed.get("extras"):
                break
            changed = {**changed, "extras": changed["extras"][:-1]}
    return {"runs": runs}


def attempts(cls):
    """Plans, the likeliest first."""
    required = required_arguments(cls)
    words = {name: [one for one in values if isinstance(one, str)] for name, values in comparisons(cls).items()}
    inits = [
        {name: (words.get(name) or [value])[0] for name in required}
        for value in ((schedulers.MASK, schedulers.MASK + 1) if required else (0,))
    ]
    for tensors, steps, drop, timestep, kind, init in itertools.product(
        (False, True), STEPS, (False, True), ("each", "batch", "index"), schedulers.KINDS, inits
    ):
        plan = {
            "init": init,
            "set": {"num_inference_steps": steps},
            "kind": kind,
            "timestep": timestep,
            "drop_last": drop,
            "extras": [],
            **({"tensors": True} if tensors else {}),
        }
        yield {**plan, "set": with_shift(cls, plan)}


def required_arguments(cls):
    parameters = list(inspect.signature(cls.__init__).parameters.values())[1:]
    return [p.name for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def with_shift(cls, plan):
    """Arguments of set_timesteps; a dynamic shift needs mu, a stage its number."""
    given = dict(plan["set"])
    defaults = {p.name: p.default for p in inspect.signature(cls.__init__).parameters.values()}
    parameters = inspect.signature(cls.set_timesteps).parameters
    if "mu" in parameters and plan["init"].get("use_dynamic_shifting", defaults.get("use_dynamic_shifting")):
        given["mu"] = 0.5
    for name, parameter in parameters.items():
        if name != "self" and name not in given and (parameter.default is parameter.empty or name.startswith("stage")):
            if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                given[name] = 1
    return given


def works(library, cls, plan):
    """True, or what the original says against it. Samples must be finite and change."""
    try:
        with library.shared_noise():
            results = schedulers.drive(library, cls, plan)
    except Exception as error:  # whatever a wrong guess causes
        return f"{type(error).__name__}: {str(error)[:160]}"
    samples = [array for name, array in results if name.startswith("step")]
    if not samples or not all(np.isfinite(one).all() for one in samples):
        return "its samples are not finite"
    return True if any(not np.array_equal(samples[0], one) for one in samples[1:]) else "its samples do not change"


def options(cls):
    """(parameter, value) for each switch of __init__, and for each constant that the code compares a parameter with."""
    parameters = dict(list(inspect.signature(cls.__init__).parameters.items())[1:])
    compared = comparisons(cls)
    for name, parameter in parameters.items():
        default = parameter.default
        if isinstance(default, bool):
            yield name, not default
        for value in compared.get(name, ()):
            if value != default and isinstance(value, (str, int)) and not isinstance(value, bool):
                yield name, value


def comparisons(cls):
    """Parameter -> constants that the class's code compares it, or its place in the configuration, with."""
    found = {}
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, SyntaxError):
        return found
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        name = node.left.attr if isinstance(node.left, ast.Attribute) else getattr(node.left, "id", None)
        for operator, right in zip(node.ops, node.comparators):
            values = right.elts if isinstance(right, (ast.List, ast.Tuple, ast.Set)) else [right]
            if isinstance(operator, (ast.Eq, ast.NotEq, ast.In, ast.NotIn)):
                constants = [value.value for value in values if isinstance(value, ast.Constant)]
                known = found.setdefault(name, [])
                known += [value for value in constants if value not in known]
    return found
