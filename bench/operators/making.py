"""The cases of a torch name: calls that torch's samples and written.py begin with, and what differs from them in one respect.
Valid is what torch runs."""

import json
import warnings

import torch

import values
from calls import Call, NoText, case_of
from samples import base
from variations import all_of, described
from net import NET

BASE = 10  # calls to start from, of each of which all variations are made
KEPT = {"base": 10, "spelled": 6, "defaults": 8, "values": 16, "types": 12, "shapes": 9, "scalars": 8, "effects": 3}


def is_valid(case):
    try:
        return values.run(case, NET) is not None
    except Exception:  # whatever torch refuses is no case
        return False


def cases_of(name):
    """[(case, what can be said of it)], each text once."""
    seen, kept = set(), {kind: [] for kind in KEPT}

    def add(kind, call):
        if len(kept[kind]) >= KEPT[kind]:
            return False
        try:
            case = case_of(call) if isinstance(call, Call) else call
        except NoText:
            return False
        if case.shown in seen:
            return False
        seen.add(case.shown)
        if not is_valid(case):
            return False
        kept[kind].append((case, described(call) if isinstance(call, Call) else ["written out"]))
        return True

    start = [call for call in base(name, KEPT["base"]) if add("base", call)]
    calls = [call for call in start if isinstance(call, Call)][:BASE]
    # One variation of each call before the next: what is kept spreads over the calls.
    streams = [all_of(call, turn) for turn, call in enumerate(calls)]
    for kind in KEPT:
        waiting = [stream[kind] for stream in streams if kind in stream]
        while waiting and len(kept[kind]) < KEPT[kind]:
            waiting = [stream for stream in waiting if step(stream, lambda call: add(kind, call))]
    return [pair for kind in KEPT for pair in kept[kind]]


def step(stream, add):
    """Takes variations until one is kept; False: no more."""
    for call in stream:
        if add(call):
            return True
    return False


def source_of(name, cases):
    """The file, and of each case its first and last line."""
    lines = [f"# Cases of {name}.", "import torch", "", ""]
    if any("Net()" in line for case in cases for line in case.lines):
        lines += [*NET.splitlines(), "", ""]
    spans = []
    for number, case in enumerate(cases):
        first = len(lines) + 1
        if case.make is not None:
            lines += [f"def make_{number}():", f"    return {case.make}", "", ""]
        parameters = [f"{tensor}: torch.Tensor" for tensor in case.tensors]
        if case.make is not None:
            parameters = ["layer: torch.nn.Module", *parameters]
        lines += [f"def case_{number}({', '.join(parameters)}):", *("    " + line for line in case.lines)]
        spans.append((first, len(lines)))
        lines += ["", ""]
    return "\n".join(lines[:-2]) + "\n", spans


def file_of(name):
    return name.replace(".", "__") + ".py"


def write(out, name):
    """OUT/torch/NAME.py, which mintport converts; OUT/cases/NAME.pt, the tensors, and NAME.json, what can be said of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = cases_of(name)
    source, spans = source_of(name, [case for case, _ in found])
    told = [{"shown": case.shown, "lines": span, "said": said} for (case, said), span in zip(found, spans)]
    (out / "cases" / f"{name}.json").write_text(json.dumps(told))
    (out / "torch" / file_of(name)).write_text(source)
    torch.save([(case.make is not None, case.tensors) for case, _ in found], out / "cases" / f"{name}.pt")
