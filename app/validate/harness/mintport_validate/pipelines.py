"""Runs a pipeline end to end on both sides, as a method of the port's own tests does, or with the tiny components and inputs that it makes.

Such a test makes the components of both sides at once and copies their weights, so both libraries live in the worker here."""

import importlib
import inspect
import unittest
from pathlib import Path

import numpy as np

from . import compare, noise, test_methods, upstream_pipelines
from .cases import tests_folder
from .failure import Differs, NoCase, OriginalFailed, describe, message
from .hub import Hub
from .reload import module_name

PRETRAINED = (
    "transformers:PreTrainedModel",
    "transformers:PretrainedConfig",
    "transformers:ProcessorMixin",
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
    stand_ins(climb).origins.clear()  # of the class before
    theirs = Torch(climb.settings["source_package"])
    if climb.settings.get("source_tests"):
        try:
            return compared(climb, *by_upstream(climb, cls, theirs))
        except (NoCase, OriginalFailed) as error:
            climb.fields["notes"].append(f"the original's tests are of no use: {message(error)}")
            climb.fields["rung"] = "builds"
    said = "the port's tests have no components for it"
    for tester, file in testers(climb):
        climb.fields["case"] = "port"
        climb.fields["case_name"] = f"{file}: {tester.__name__}"
        try:
            sides = by_method(climb, cls, tester, theirs) or by_components(climb, cls, tester, theirs)
        except NoCase as error:
            said = message(error)
            continue
        finally:
            note_stand_ins(climb)
        return compared(climb, *sides)
    climb.fields["case"] = climb.fields["case_name"] = None
    raise NoCase(said)


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
            if f'.{climb.name}"' in inspect.getsource(tester):
                yield tester, file.relative_to(folder).as_posix()


def by_upstream(climb, cls, theirs):
    """The outputs of both sides with the components of the original's own tests."""
    hub, source = stand_ins(climb), original_class(climb)
    seed()
    tiny = upstream_pipelines.find(climb, source, hub)
    note_stand_ins(climb)
    climb.fields["case"], climb.fields["case_name"] = "upstream", tiny.name
    ours = {one.name: upstream_pipelines.ported(climb, one, theirs) for one in tiny.components}
    original = unless_original_fails(climb, lambda: source(**{one.name: one.theirs for one in tiny.components}))
    port = cls(**ours)
    without_bars(original, port)
    reached(climb, [original])
    seed()
    inputs = tiny.inputs()
    given = upstream_pipelines.for_port(climb, inputs, theirs)
    sides = run_both(climb, theirs, lambda: original(**inputs), lambda: port(**given))
    climb.tiny = tiny
    return sides


def note_stand_ins(climb):
    hub = stand_ins(climb)
    if hub.made:
        climb.fields["notes"].append("stand-ins for models of a hub: " + ", ".join(hub.made))
        hub.made = []


def by_method(climb, cls, tester, theirs):
    """The outputs of both sides in a method of the test; None if it has none that runs both."""
    stand_ins(climb)
    for name, function, given in test_methods.methods(tester, climb.name):
        seed()
        sides = test_methods.Sides(
            original_class(climb), cls, theirs, climb.library, lambda stream: randn_tensors(climb, stream)
        )
        try:
            with sides.watched():
                test_methods.run(tester, function, given)
        except Exception as error:
            if sides.failed == "original":
                raise OriginalFailed(f"{type(error).__name__}: {message(error)}") from error
            if sides.failed or sides.arrays:
                raise
            continue  # it stops before it calls one: the components alone tell more
        finally:  # also where time is over
            reached(climb, sides.arrays)
        if len(sides.arrays) == 2:
            climb.fields["case_name"] += f".{name}"
            return sides.arrays["original"], sides.arrays["port"]
    return None


def reached(climb, arrays):
    """The rungs below `equal`: the original ran, so the test had made both and copied the weights."""
    if arrays and climb.fields["rung"] == "builds":
        climb.passed("builds")
        climb.passed("weights")
        climb.fields["rung"] = "equal"


def by_components(climb, cls, tester, theirs):
    """The outputs of both sides with the components and the inputs of the test. Raises what the port raises."""
    if not hasattr(tester, "get_dummy_components"):
        raise NoCase("the port's tests have no components for it")
    seed()
    test = tester("run")
    components = unless_original_fails(climb, test.get_dummy_components)
    if not (isinstance(components, tuple) and len(components) == 2):
        raise NoCase("the port's test makes the components of one side only")
    original = unless_original_fails(climb, lambda: original_class(climb)(**components[0]))
    port = cls(**components[1])
    inputs = []
    for _ in range(2):  # generators among them are used up by one run
        seed()
        given = test.get_dummy_inputs()
        inputs.append(given if isinstance(given, tuple) else (given, given))
    without_bars(original, port)
    reached(climb, [original])
    return run_both(climb, theirs, lambda: original(**inputs[0][0]), lambda: port(**inputs[1][1]))


def without_bars(*both):
    """Pipelines that show no progress."""
    for pipeline in both:
        if hasattr(pipeline, "set_progress_bar_config"):
            pipeline.set_progress_bar_config(disable=True)


def run_both(climb, theirs, original, port):
    """The outputs of two functions that call a pipeline, with the same noise."""
    with theirs.shared_noise():
        expected = compare.flatten(unless_original_fails(climb, original), theirs)
    with climb.library.shared_noise() as stream, noise.replaced(randn_tensors(climb, stream)):
        given = compare.flatten(port(), climb.library)
    return expected, given


def compared(climb, expected, given):
    found = compare.all_of(expected, given, climb.rtol, climb.atol)
    climb.fields["max_abs"], climb.fields["max_rel"] = found.max_abs, found.max_rel
    if not found.ok:
        raise Differs(found.message, (climb.file, climb.class_line()))
    climb.passed("equal")
    climb.write_pipeline_test()


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
