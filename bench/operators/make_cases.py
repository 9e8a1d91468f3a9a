"""make_cases.py OUT NAME...: writes the cases of torch names: OUT/torch/NAME.py, that mintport converts, and
OUT/cases/NAME.pt, their tensors, and NAME.json, what can be said of them. Valid is what torch runs."""

import quiet  # noqa: F401  (first)

import json
import sys
import traceback
import warnings
from pathlib import Path

import torch

import values
from calls import Call, NoText, case_of
from samples import base
from variations import all_of, described
from written_modules import NET

BASE = 10  # calls to start from, of each of which all variations are made
KEPT = {"base": 14, "spelled": 8, "defaults": 12, "values": 24, "types": 14, "shapes": 12, "scalars": 12, "effects": 3}


def valid(case):
    """What torch gives; None where it refuses."""
    try:
        return values.run(case, NET)
    except Exception:
        return None


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
        if valid(case) is None:
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


def write(out, name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = cases_of(name)
    source, spans = source_of(name, [case for case, _ in found])
    told = [{"shown": case.shown, "lines": span, "said": said} for (case, said), span in zip(found, spans)]
    (out / "cases" / f"{name}.json").write_text(json.dumps(told))
    torch.save([(case.make is not None, case.tensors) for case, _ in found], out / "cases" / f"{name}.pt")
    (out / "torch" / (name.replace(".", "__") + ".py")).write_text(source)
    return len(found)


def main():
    out, names = Path(sys.argv[1]), sys.argv[2:]
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    for name in names:
        try:
            print(name, write(out, name), flush=True)
        except Exception:
            print(f"no cases of {name}", traceback.format_exc(), sep="\n", flush=True)


if __name__ == "__main__":
    main()
