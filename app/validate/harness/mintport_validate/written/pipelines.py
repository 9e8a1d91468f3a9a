"""Writes the test of a pipeline in the form of the port's: a file with pipeline_config, get_dummy_components, get_dummy_inputs and
a comparison. It runs once, in a folder beside the tests, before it is written."""

import re
import shutil
import tempfile
from pathlib import Path

from .. import noise, pipelines, test_methods, upstream_pipelines
from ..cases import shrink, tests_folder
from . import NotWritten, locked, must_pass, python_text, save

HELPER = "def get_pipeline_components"  # the port's tests make the components of both sides with it
DROPPED = ("model_type", "transformers_version", "architectures")  # what a configuration sets by itself
TEMPLATE = '''"""Test of {name}, with the components of the original's own test. Written by mintport validate."""

import unittest

import numpy as np
import torch
from ddt import data, ddt, unpack
{imports}
import mindspore as ms

from ..{helper} import (
    THRESHOLD_FP32,
    PipelineTesterMixin,
    get_module,
    get_pipeline_components,
)

test_cases = [
    {{"mode": ms.PYNATIVE_MODE, "dtype": "float32"}},
]


@ddt
class {name}FastTests(PipelineTesterMixin, unittest.TestCase):
    pipeline_config = {config}

    def get_dummy_components(self):
        components = {{
            key: None
            for key in {keys}
        }}

        return get_pipeline_components(components, self.pipeline_config)

    def get_dummy_inputs(self, seed=0):
        inputs = {inputs}
        return inputs

    @data(*test_cases)
    @unpack
    def test_inference(self, mode, dtype):
        ms.set_context(mode=mode)

        pt_components, ms_components = self.get_dummy_components()
        pt_pipe_cls = get_module("{theirs}")
        ms_pipe_cls = get_module("{ours}")

        pt_pipe = pt_pipe_cls(**pt_components)
        ms_pipe = ms_pipe_cls(**ms_components)

        pt_pipe.set_progress_bar_config(disable=None)
        ms_pipe.set_progress_bar_config(disable=None)

        inputs = self.get_dummy_inputs()

        torch.manual_seed(0)
        pt_output = pt_pipe(**inputs)
        torch.manual_seed(0)
        ms_output = ms_pipe(**inputs)

        pt_array = np.asarray(pt_output[0])
        ms_array = np.asarray(ms_output[0])
        assert np.linalg.norm(pt_array - ms_array) / np.linalg.norm(pt_array) < THRESHOLD_FP32
'''


def write(climb, tiny):
    """Writes the file of a Climb that passed. Returns it, from the folder of tests. Raises NotWritten."""
    folder = Path(climb.request["tests"])
    with locked(folder):
        helper = helper_in(folder)
        place = helper.parent / snake(climb.file.split("/")[-2]) / f"test_{snake(climb.name)}.py"
        if place.exists() or any(True for _ in tests_folder.files_with(folder, [f'.{climb.name}"'])):
            raise NotWritten("the port's tests have a test of it")
        text = text_of(climb, tiny, helper.stem)
        run(climb, folder, helper, text)
        place.parent.mkdir(parents=True, exist_ok=True)
        (place.parent / "__init__.py").touch()
        save(place, text)
    return place.relative_to(folder).as_posix()


def helper_in(folder):
    for file in tests_folder.files_with(folder, [HELPER]):
        return file
    raise NotWritten("no file of the folder has get_pipeline_components, with which the port's tests make components")


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def text_of(climb, tiny, helper):
    module = climb.of_class()["module"].rpartition(".")[0]  # the package, as the port's tests name a pipeline
    source, port = climb.settings["source_package"], climb.settings["port_package"]
    imports, rows = set(), []
    for one in tiny.components:
        if one.theirs is not None:
            rows.append(row(climb, one, imports))
    inputs = {key: plain(value) for key, value in tiny.inputs().items() if not is_generator(value)}
    keys = "[" + ", ".join(f'"{one.name}"' for one in tiny.components) + "]"
    return TEMPLATE.format(
        name=climb.name,
        helper=helper,
        imports="".join(f"from transformers import {name}\n" for name in sorted(imports)),
        config="[\n" + "".join(rows) + "    ]",
        keys=keys,
        inputs=python_text.of(inputs, {}, 8),
        theirs=f"{source}.{module}.{climb.name}",
        ours=f"{port}.{module}.{climb.name}",
    )


def row(climb, component, imports):
    """[name, the original's class, the port's class, arguments]."""
    cls = type(component.theirs)
    theirs = f"{cls.__module__}.{cls.__name__}"
    ours = upstream_pipelines.place_in_port(climb, cls) or theirs
    named = component.arguments
    if not named and ours == theirs:
        raise NotWritten(f"the component {component.name} is of {cls.__name__}, which a test cannot make")
    if "config" in named and not isinstance(named["config"], dict):
        kind = type(named["config"]).__name__
        imports.add(kind)
        values = {key: one for key, one in named["config"].to_diff_dict().items() if key not in DROPPED}
        text = "config=" + call(kind, values, 16)
        inner = f"            dict(\n                {text},\n            ),\n"
    else:
        inner = f"            {call('dict', changed(component.theirs, named), 12)},\n"
    return f'        [\n            "{component.name}",\n            "{theirs}",\n            "{ours}",\n{inner}        ],\n'


def changed(value, arguments):
    """The arguments that are not the constructor's defaults."""
    given, _ = shrink.defaults(type(value))
    return {
        key: one for key, one in arguments.items() if given.get(key, shrink.EMPTY) is shrink.EMPTY or given[key] != one
    }


def call(name, values, indent):
    inner = " " * (indent + 4)
    items = [f"{key}={python_text.of(plain(one), {}, indent + 4)}" for key, one in values.items()]
    line = f"{name}({', '.join(items)})"
    if len(line) + indent < python_text.WIDTH - 4 and "\n" not in line:
        return line
    return f"{name}(\n" + "".join(f"{inner}{item},\n" for item in items) + " " * indent + ")"


def is_generator(value):
    import torch

    return isinstance(value, torch.Generator)


def plain(value):
    """A value that has a text. Raises NotWritten."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return (
            type(value)(plain(one) for one in value) if type(value) in (list, tuple) else [plain(one) for one in value]
        )
    raise NotWritten(f"a test cannot have a {type(value).__name__}")


def run(climb, folder, helper, text):
    """Runs the method of the text once, as a file beside the others. Raises NotWritten if it does not pass."""
    place = Path(tempfile.mkdtemp(prefix="mintport_", dir=helper.parent))
    try:
        with must_pass():
            (place / "__init__.py").touch()
            file = place / "test_written.py"
            file.write_text(text, encoding="utf-8")
            module = tests_folder.imported(folder, file)
            tester = getattr(module, f"{climb.name}FastTests")
            own_noise = vars(tests_folder.imported(folder, helper)).get("randn_tensor")
            modules = noise.modules_of(climb.settings["port_package"])
            replaced = [
                (one, "randn_tensor", own_noise) for one in modules if own_noise and "randn_tensor" in vars(one)
            ]
            [(_, function, given)] = list(test_methods.methods(tester, climb.name))
            pipelines.seed()
            with noise.replaced(replaced):
                test_methods.run(tester, function, given)
    finally:
        shutil.rmtree(place, ignore_errors=True)
