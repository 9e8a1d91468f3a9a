"""Cases of the original's own tests: their classes say how to make a small model and its inputs. They run; they are not parsed."""

import inspect
from pathlib import Path

import numpy as np

from ..failure import NoCase
from ..values import encode
from . import search, tests_folder

MAKERS = (("get_init_dict", "get_dummy_inputs"), ("prepare_init_args_and_inputs_for_common", None))


def find(original, cls, request):
    """The first test class for this model that makes a case that runs; None if no test is about it. Raises NoCase."""
    if request["kind"] == "scheduler":
        return None
    folder, said = original.settings.get("source_tests"), None
    for file in tests_folder.files_with(folder, [request["class"]]):
        if not file.name.startswith("test_") or "model_class" not in file.read_text(encoding="utf-8"):
            continue
        module, failed = tests_folder.try_import(folder, file)
        said = failed or said
        for tester in testers(module, cls) if module else ():
            try:
                return made(original, cls, request, tester, Path(folder), file)
            except Exception as error:  # the next test class may do
                said = f"{file.name}: {type(error).__name__}: {error}"
    if said:
        raise NoCase(said)
    return None


def testers(module, cls):
    for tester in list(vars(module).values()):
        if (
            inspect.isclass(tester)
            and tester.__module__ == module.__name__
            and any(hasattr(tester, init) for init, _ in MAKERS)
        ):
            try:
                if getattr(instance(tester), "model_class", None) is cls:
                    yield tester
            except Exception:  # a class that cannot be made is for others to use
                continue


def instance(tester):
    return (
        tester("run")
        if hasattr(tester, "runTest") or hasattr(tester, "assertEqual") and hasattr(tester, "id")
        else tester()
    )


def made(original, cls, request, tester, folder, file):
    """The case of a test class. Raises what the test or the model raises."""
    import torch

    torch.manual_seed(0)
    np.random.seed(0)
    test = instance(tester)
    if hasattr(test, "get_init_dict"):
        arguments, inputs = test.get_init_dict(), called(test.get_dummy_inputs)
    else:
        arguments, inputs = test.prepare_init_args_and_inputs_for_common()
    arrays = {}
    case = {
        "arguments": encode(dict(arguments), original.library, arrays),
        "inputs": {
            key: value for key, value in encode(dict(inputs), original.library, arrays).items() if key != "return_dict"
        },
        "entries": [{"name": "forward"}],
    }
    path = original.scratch / f"{request['class']}.inputs.npz"
    np.savez(path, **arrays)
    case["arrays"] = str(path)
    search.check(original.library, cls, case, arrays)
    return {"case": case, "name": f"{file.relative_to(folder).as_posix()}: {tester.__name__}"}


def called(method):
    return method() if callable(method) else method
