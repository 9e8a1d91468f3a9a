"""Shared by both tests: sets up MindSpore on the CPU, and prints a line of JSON per class for drop.py."""

import json
import os
import time
import traceback

import mindspore as ms
import numpy as np
import torch

from mintport_validate import kernels

TOLERANCE = {"rtol": 1e-3, "atol": 1e-3, "equal_nan": True}


def prepare():
    """Call before importing the port."""
    ms.set_context(mode=ms.PYNATIVE_MODE, device_target="CPU")
    ms.runtime.launch_blocking()  # raise errors at the operation that causes them
    torch.set_grad_enabled(False)
    kernels.install()


def same(expected, given):
    """Whether the lists of arrays are equal, and the largest difference."""
    if len(expected) != len(given) or any(a.shape != b.shape for a, b in zip(expected, given)):
        return False, None
    worst = max((float(np.max(np.abs(a - b))) for a, b in zip(expected, given) if a.size), default=0.0)
    return all(np.allclose(a, b, **TOLERANCE) for a, b in zip(expected, given)), worst


def report(name, test):
    """Runs test(name), which returns (equal, worst difference, more), and prints the result."""
    started = time.time()
    try:
        equal, worst, more = test(name)
        result = {"ok": bool(equal), "worst": worst, **more}
    except Exception as error:  # any error of the converted file is a result
        result = {"ok": False, **failure(error)}
    print(json.dumps({"name": name, **result, "seconds": round(time.time() - started, 1)}), flush=True)


def first_line(error):
    lines = [line for line in str(error).splitlines() if line.strip() and not line.startswith("---")]
    return type(error).__name__ + ": " + (lines[0][:140] if lines else "")


def chain(error):
    """The error and its causes: lazy packages raise a new error for a failed import."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def failure(error):
    """The first error, and its place in the converted file (PARITY_FILE), else in diffusers or the port."""
    converted = "mindone/diffusers/" + os.environ.get("PARITY_FILE", "")
    errors = list(chain(error))
    for one in reversed(errors):
        frames = [f for f in traceback.extract_tb(one.__traceback__) if f.filename.endswith(converted)]
        if frames:
            return {"error": first_line(one), "at": place(frames[-1])}
    frames = traceback.extract_tb(errors[-1].__traceback__)
    return {"error": first_line(errors[-1]), "at": place(([f for f in frames if "diffusers" in f.filename] or frames)[-1])}


def place(frame):
    """FILE:LINE TEXT"""
    path = frame.filename.split("site-packages/")[-1].split("mindone/diffusers/")[-1]
    return f"{path}:{frame.lineno} {frame.line[:90]}"
