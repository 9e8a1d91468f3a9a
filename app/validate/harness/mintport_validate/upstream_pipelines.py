"""Pipelines with the components and inputs of the original's own tests: the port's components are made from the configurations
of the original's, and get their weights."""

import importlib
import inspect
from dataclasses import dataclass

from . import models, weights
from .cases import tests_folder, upstream
from .failure import Differs, NoCase, message


@dataclass
class Component:
    """One component, as a test of the port names it."""

    name: str
    theirs: object
    arguments: dict  # of both constructors; "pretrained_model_name_or_path" for from_pretrained


@dataclass
class Tiny:
    """A pipeline's components, and what makes its inputs."""

    components: list
    inputs: object  # a function without arguments, for the original
    name: str  # of the case


def find(climb, original, hub):
    """The first test of the original about the pipeline whose components can be made. Raises NoCase."""
    folder, said = climb.settings.get("source_tests"), "the original's tests have no components for it"
    for file in tests_folder.files_with(folder, [climb.name]):
        if not file.name.startswith("test_") or "get_dummy_components" not in file.read_text(encoding="utf-8"):
            continue
        module, failed = tests_folder.try_import(folder, file)
        said = failed or said
        for tester in list(vars(module).values()) if module else ():
            if not inspect.isclass(tester) or getattr(tester, "pipeline_class", None) is not original:
                continue
            if tester.__module__ != module.__name__ or not hasattr(tester, "get_dummy_inputs"):
                continue
            try:
                return tiny(upstream.instance(tester), hub, f"{file.relative_to(folder).as_posix()}: {tester.__name__}")
            except Exception as error:  # the next test class may do
                said = f"{file.name}: {type(error).__name__}: {message(error)}"
    raise NoCase(said)


def tiny(test, hub, name):
    made = [Component(key, value, arguments(value, hub)) for key, value in test.get_dummy_components().items()]
    for component in made:
        if models.is_network(component.theirs):
            models.vary(component.theirs)
    return Tiny(made, lambda: inputs_of(test), name)


def inputs_of(test):
    """The inputs; arrays of numpy are what both libraries can return."""
    takes = inspect.signature(test.get_dummy_inputs).parameters
    given = dict(test.get_dummy_inputs(**({"device": "cpu"} if "device" in takes else {})))
    return {**given, **({"output_type": "np"} if given.get("output_type") == "pt" else {})}


def arguments(value, hub):
    """What made a component: the id that a hub has it by, or its configuration."""
    if id(value) in hub.origins:
        return {"pretrained_model_name_or_path": hub.origins[id(value)][1]}
    config = getattr(value, "config", None)
    if config is None:
        return {}
    if isinstance(config, dict):
        accepted = inspect.signature(type(value).__init__).parameters
        return {key: one for key, one in config.items() if key in accepted}
    return {"config": config}


def ported(climb, component, theirs):
    """The port's side of a component. Raises what the port raises, and Differs where weights do not pair."""
    value = component.theirs
    place = place_in_port(climb, type(value))
    if place is None:
        return value
    module, name = place.rsplit(".", 1)
    cls = getattr(importlib.import_module(module), name)
    given = {key: value for key, value in component.arguments.items() if key != "pretrained_model_name_or_path"}
    made = cls(**(given or {"config": value.config}))
    if models.is_network(value):
        made.set_train(False)
        copy(climb, component.name, value, made, theirs)
        fresh = type(value)(**(given or {"config": value.config}))
        settings = changed(dict(value.named_modules()), dict(fresh.named_modules()))
        set_alike(dict(made.cells_and_names()), settings)
    return made


def changed(parts, fresh):
    """Plain attributes that a test set after it made a component, as enable_tiling does: (name of the part, attribute) -> value.
    `parts` are by name, `fresh` those of a component that nobody changed."""
    return {
        (name, key): value
        for name, part in parts.items()
        for key, value in vars(part).items()
        if isinstance(value, (bool, int, float, str))
        and key != "training"
        and name in fresh
        and vars(fresh[name]).get(key, value) != value
    }


def set_alike(parts, settings):
    """Sets the attributes that the port's parts have too."""
    for (name, key), value in settings.items():
        if name in parts and key in vars(parts[name]):
            setattr(parts[name], key, value)


def place_in_port(climb, cls):
    """Where the port has a class of the original or of transformers' models; None for what both sides share."""
    source, port = climb.settings["source_package"], climb.settings["port_package"]
    module = cls.__module__
    if module == source or module.startswith(source + "."):
        return f"{port}{module[len(source) :]}.{cls.__name__}"
    if module.startswith("transformers.") and models.is_network_class(cls):
        return f"{port.split('.')[0]}.{module}.{cls.__name__}"
    return None


def copy(climb, name, source, made, theirs):
    state = {key: theirs.array(value) for key, value in source.state_dict().items()}
    pairing = weights.pair_with(made, state, set(models.buffers_of(source)))
    if not pairing.ok:
        raise Differs(f"{name}: {pairing.message()}", (climb.file, climb.class_line()))
    weights.copy(climb.library, made, pairing, state)


def for_port(climb, value, theirs):
    """An input of the original as the port takes it."""
    if theirs.is_tensor(value):
        return climb.library.tensor(theirs.array(value))
    if theirs.is_generator(value):
        return climb.library.generator(0)
    if isinstance(value, dict):
        return {key: for_port(climb, one, theirs) for key, one in value.items()}
    if type(value) in (list, tuple):
        return type(value)(for_port(climb, one, theirs) for one in value)
    return value
