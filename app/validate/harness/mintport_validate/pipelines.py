"""Runs a pipeline end to end on both sides, with the tiny components and the inputs of the port's own tests.

Such a test makes the components of both sides at once and copies their weights, so both libraries live in the worker here."""

import importlib
import inspect
import unittest
from pathlib import Path

import numpy as np

from . import compare, noise
from .cases import tests_folder
from .failure import Differs, NoCase, OriginalFailed, describe, message
from .hub import Hub
from .reload import module_name

PRETRAINED = (
    "transformers:PreTrainedModel",
    "transformers:PreTrainedTokenizerBase",
    "transformers:AutoTokenizer",
    "transformers.image_processing_base:ImageProcessingMixin",
    "transformers.feature_extraction_utils:FeatureExtractionMixin",
)
PRETRAINED_IN_PORT = tuple("{}." + place for place in PRETRAINED[:1]) + (
    "{}.transformers.modeling_utils:PreTrainedModel",
    "{}.transformers.modeling_utils:MSPreTrainedModel",
    "{}.transformers.feature_extraction_utils:FeatureExtractionMixin",
)
_hub = None


def rungs(climb, cls):
    """The rungs of a pipeline, of a Climb."""
    try:
        import torch

        from .torch_side import Torch

        importlib.import_module(climb.settings["source_package"])
    except ImportError as error:
        raise NoCase(
            f"the port's tests of pipelines need torch and the original in the interpreter of MindSpore: {error}"
        ) from error
    torch.set_grad_enabled(False)
    theirs = Torch(climb.settings["source_package"])
    for tester, file in testers(climb):
        climb.fields["case"] = "port"
        climb.fields["case_name"] = f"{file}: {tester.__name__}"
        return compared(climb, cls, tester, theirs)
    raise NoCase("the port's tests have no components for it")


def testers(climb):
    """(test class, file) of the port's tests whose code names the pipeline."""
    folder = climb.settings.get("port_tests")
    for file in tests_folder.files_with(folder, [f'.{climb.name}"', f".{climb.name}'"]):
        module = tests_folder.imported(folder, file)
        for tester in list(vars(module).values()):
            if not (
                inspect.isclass(tester)
                and issubclass(tester, unittest.TestCase)
                and tester.__module__ == module.__name__
            ):
                continue
            if hasattr(tester, "get_dummy_components") and f'.{climb.name}"' in inspect.getsource(tester):
                yield tester, file.relative_to(folder).as_posix()


def compared(climb, cls, tester, theirs):
    """Builds and runs both pipelines. Raises what the port raises, and Differs."""
    hub = stand_ins(climb)
    seed()
    test = tester("run") if hasattr(tester, "runTest") else tester()
    components = unless_original_fails(climb, test.get_dummy_components)
    if not (isinstance(components, tuple) and len(components) == 2):
        raise NoCase("the port's test makes the components of one side only")
    if hub.made:
        climb.fields["notes"].append("stand-ins for models of a hub: " + ", ".join(hub.made))
    original = unless_original_fails(climb, lambda: original_class(climb)(**components[0]))
    port = cls(**components[1])
    climb.passed("builds")
    climb.passed("weights")  # the test copied them
    climb.fields["rung"] = "equal"
    inputs = []
    for _ in range(2):  # generators among them are used up by one run
        seed()
        given = test.get_dummy_inputs()
        inputs.append(given if isinstance(given, tuple) else (given, given))
    for pipeline in (original, port):
        if hasattr(pipeline, "set_progress_bar_config"):
            pipeline.set_progress_bar_config(disable=True)
    with theirs.shared_noise():
        output = unless_original_fails(climb, lambda: original(**inputs[0][0]))
    expected = compare.flatten(output, theirs)
    with climb.library.shared_noise() as stream, noise.replaced(randn_tensors(climb, stream)):
        given = compare.flatten(port(**inputs[1][1]), climb.library)
    found = compare.all_of(expected, given, climb.rtol, climb.atol)
    climb.fields["max_abs"], climb.fields["max_rel"] = found.max_abs, found.max_rel
    if not found.ok:
        raise Differs(found.message, (climb.file, climb.class_line()))
    climb.passed("equal")


def unless_original_fails(climb, function):
    """What the function returns. An error that has no place in the port says nothing about it: raises OriginalFailed."""
    try:
        return function()
    except Exception as error:
        if describe(error, climb.settings["port_root"])["file"] is None:
            raise OriginalFailed(f"{type(error).__name__}: {message(error)}") from error
        raise


def seed():
    import torch

    torch.manual_seed(0)
    np.random.seed(0)


def original_class(climb):
    module = module_name(climb.file).removeprefix(climb.settings["port_package"])
    return getattr(importlib.import_module(climb.settings["source_package"] + module), climb.name)


def randn_tensors(climb, stream):
    """The port's randn_tensor takes generators of numpy; the tests give it torch's. All draw from the stream."""

    def randn_tensor(shape, generator=None, dtype=None, **_):
        made = climb.library.tensor(stream.normal(shape))
        return made if dtype is None else made.astype(dtype)

    modules = noise.modules_of(climb.settings["port_package"])
    return [(module, "randn_tensor", randn_tensor) for module in modules if "randn_tensor" in vars(module)]


def stand_ins(climb):
    """Stand-ins for a hub, once for each worker."""
    global _hub
    if _hub is None:
        _hub = Hub(Path(climb.settings["scratch"]) / "hub")
    _hub.install(
        *PRETRAINED, *(place.format(climb.settings["port_package"].split(".")[0]) for place in PRETRAINED_IN_PORT)
    )
    return _hub
