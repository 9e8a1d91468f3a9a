"""Seeds ten faults into a port, one at a time, and validates a class that runs the line: PYTHON faults.py PORT [TESTS]

PYTHON has MindSpore, torch and both libraries. PORT is the folder that holds mindone 0.5.0's package, TESTS its tests. Prints a
line for each fault, and ends with 1 if one was not found at its layer. One worker runs all of them, as in the workbench."""

import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "app" / "validate" / "harness"))
from session import Session  # noqa: E402

MODELS, SCHEDULERS = "mindone/diffusers/models/", "mindone/diffusers/schedulers/"


@dataclass
class Fault:
    name: str
    file: str  # that has the fault
    old: str
    new: str
    validated: str  # file of the class that runs it
    cls: str
    kind: str
    layer: str | None  # the first that differs, or a layer of it; None: a class without layers, found by its file


DIT = (MODELS + "transformers/dit_transformer_2d.py", "DiTTransformer2DModel", "model")
PRIOR = (MODELS + "transformers/prior_transformer.py", "PriorTransformer", "model")
DDIM = (SCHEDULERS + "scheduling_ddim.py", "DDIMScheduler", "scheduler")
EULER = (SCHEDULERS + "scheduling_euler_discrete.py", "EulerDiscreteScheduler", "scheduler")
FAULTS = [
    Fault("a dropped minus", DDIM[0], "(1 - alpha_prod_t_prev - std_dev_t**2) ** (0.5)", "(1 + alpha_prod_t_prev - std_dev_t**2) ** (0.5)", *DDIM, None),
    Fault("swapped axes", DIT[0], '"nhwpqc->nchpwq"', '"nhwpqc->nchqwp"', *DIT, None),
    Fault("a missing scale", MODELS + "attention_processor.py", "self.scale = dim_head**-0.5 if self.scale_qk else 1.0", "self.scale = 1.0", *DIT, "transformer_blocks.0.attn1"),
    Fault("a wrong eps", DIT[0], "norm_eps: float = 1e-5", "norm_eps: float = 1e-3", *DIT, "transformer_blocks.0.norm3"),
    Fault("an inverted mask", PRIOR[0], "(1 - attention_mask.to(hidden_states.dtype))", "(attention_mask.to(hidden_states.dtype))", *PRIOR, "transformer_blocks.0.attn1"),
    Fault("another kind of gelu", MODELS + "activations.py", "gelu(gate, approximate=self.approximate)", "gelu(gate)", *DIT, "transformer_blocks.0.ff.net.0"),
    Fault("half precision", MODELS + "activations.py", "        hidden_states = self.gelu(hidden_states)\n", "        hidden_states = self.gelu(hidden_states.to(ms.float16)).to(ms.float32)\n", *DIT, "transformer_blocks.0.ff.net.0"),
    Fault("a transposed weight", MODELS + "embeddings.py", "        sample = self.linear_2(sample)\n\n        if self.post_act", "        sample = mint.matmul(sample, self.linear_2.weight) + self.linear_2.bias\n\n        if self.post_act", *PRIOR, "time_embedding"),
    Fault("off by one in sigmas", EULER[0], "dt = self.sigmas[self.step_index + 1] - sigma_hat", "dt = self.sigmas[self.step_index] - sigma_hat", *EULER, None),
    Fault("a wrong default", DDIM[0], "beta_end: float = 0.02,", "beta_end: float = 0.012,", *DDIM, None),
]  # fmt: skip


def verdict(fault, result):
    """What is wrong with the result, or nothing."""
    if result["ok"] is not False:
        return f"not found: {result['error'] or 'the class passes'}"
    error = result["error"]
    if fault.layer is None:
        return "" if error["file"] == fault.file else f"found in {error['file']}"
    layer = result["layer"] or ""
    return "" if (layer + ".").startswith(fault.layer + ".") else f"found at layer {layer or 'none'}"


def main(port, tests=None):
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(Path(port) / "mindone", root / "mindone", ignore=shutil.ignore_patterns("__pycache__"))
        session = Session(sys.executable, root, port_tests=tests)
        for fault in FAULTS:
            path = root / fault.file
            text = path.read_text(encoding="utf-8")
            if fault.old not in text:
                sys.exit(f"{fault.file} has no {fault.old!r}: is it of mindone 0.5.0?")
            path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
            session.ask("reload", files=[fault.file])
            started = time.time()
            result = session.validate(fault.validated, fault.cls, fault.kind, tight=True)
            said = verdict(fault, result)
            wrong += bool(said)
            place = f"{(result['error'] or {}).get('file')}:{(result['error'] or {}).get('line')}"
            print(f"{'ok' if not said else 'MISSED':7} {fault.name:22} {fault.cls:26} {result['layer'] or '-':40} {place}  "
                  f"{time.time() - started:.1f} s  {said}", flush=True)  # fmt: skip
            path.write_text(text, encoding="utf-8")
            session.ask("reload", files=[fault.file])
        clean = 0
        for file, name, kind in dict.fromkeys((f.validated, f.cls, f.kind) for f in FAULTS):
            result = session.validate(file, name, kind, tight=True)
            if result["ok"] is not True:
                clean += 1
                print(f"WRONG   {name} differs without a fault: {result['error']}")
        session.close()
    print(f"{len(FAULTS) - wrong} of {len(FAULTS)} found at their places")
    return wrong + clean > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
