"""What is to be verified: the entries of the mapping tables that have a target; the methods that torch.Tensor and
mindspore.Tensor (or Module and Cell) share under one name without an entry; and the in-place methods without a target
that mintport writes as x.copy_(x.mul(2))."""

import json
from dataclasses import dataclass
from pathlib import Path

MAPPINGS = Path(__file__).resolve().parents[2] / "mappings"
SHARED = {"torch.Tensor.": "mindspore.Tensor.", "torch.nn.Module.": "mindspore.nn.Cell."}
# Nothing that a case could call on this machine.
NOT_RUN = {
    "device-check": "it asks for a device of torch, which decides on the machine",
    "constant": "the answer is a constant, and no call is left",
}
NO_CASES = {
    "torchvision.": "torchvision is not part of the interpreter",
    "torchaudio.": "torchaudio is not part of the interpreter",
    "torchtext.": "torchtext is not part of the interpreter",
    "torch_npu.": "torch_npu needs an NPU",
    "torch.distributed.": "it needs several processes",
    "torch.cuda.": "it needs CUDA",
    "torch.utils.data.": "it loads files",
    "safetensors.": "it loads files",
}


@dataclass(frozen=True)
class Entry:
    name: str
    target: str
    category: str
    not_run: str | None = None


def symbols(pattern):
    """The names of a list of targets/."""
    path = next((MAPPINGS / "targets").glob(pattern))
    return {line.split(" ", 1)[0] for line in path.read_text().splitlines() if not line.startswith("#")}


def reason_not_to_run(name, category):
    if category in NOT_RUN:
        return NOT_RUN[category]
    return next((why for start, why in NO_CASES.items() if name.startswith(start)), None)


def entries():
    """By name."""
    tables = [json.loads(path.read_text()) for path in sorted(MAPPINGS.glob("*.json")) if path.name != "schema.json"]
    known, found = set(), {}
    for table in tables:
        for entry in table.get("entries", ()):
            name, category = entry["source"], entry.get("category", table.get("category"))
            known.add(name)
            if entry["target"] is not None:
                found[name] = Entry(name, entry["target"], category, reason_not_to_run(name, category))
    torch, mindspore = symbols("torch-*.txt"), symbols("mindspore-*.txt")
    for name in known - set(found):
        target = name.replace("torch.Tensor.", "mindspore.Tensor.").removesuffix("_")
        if name.startswith("torch.Tensor.") and name.endswith("_") and target in mindspore:
            found[name] = Entry(name, target, "method")
    for start, there in SHARED.items():
        for name in torch:
            target = there + name[len(start) :]
            if name.startswith(start) and name not in known and target in mindspore:
                found[name] = Entry(name, target, "method" if "Tensor" in start else "module")
    return dict(sorted(found.items()))
