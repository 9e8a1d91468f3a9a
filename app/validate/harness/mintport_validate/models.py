"""Builds a model or a block on each side, gives both the same weights and inputs, and compares what they return."""

import inspect

import numpy as np

from . import compare, entries, gradients, layers, weights
from .failure import Differs, describe
from .values import decode

SPREAD = 0.2  # of the noise in weights that would hide faults


# ---- the original's side


def build_original(library, cls, case, arrays):
    """The original with random weights. Weights that start as one value get noise, because they would hide faults."""
    import torch

    torch.manual_seed(0)
    np.random.seed(0)
    model = cls(
        *decode(case.get("arguments_in_order", []), library, arrays), **decode(case["arguments"], library, arrays)
    )
    model = model.eval().float()
    generator = torch.Generator().manual_seed(1)
    for parameter in model.parameters():
        if parameter.numel() == 0:
            continue
        finite = bool(torch.isfinite(parameter).all())
        constant = parameter.numel() == 1 or not finite or float(parameter.std()) == 0
        if constant or float(parameter.abs().max()) > 1e4:  # torch.empty leaves anything
            base = torch.nan_to_num(parameter, 0.0, 0.0, 0.0).clamp(-10, 10)
            parameter.copy_(base + SPREAD * torch.randn(parameter.shape, generator=generator))
    return model


def run_original(library, cls, request, out):
    """Writes weights, outputs and, if asked, what each layer returned. Answers with their names."""
    case = request["case"]
    arrays = np.load(case["arrays"]) if case.get("arrays") else {}
    model = build_original(library, cls, case, arrays)
    state = model.state_dict()
    saved = {f"weight/{name}": library.array(value) for name, value in state.items()}
    parameters = {name for name, _ in model.named_parameters()}
    buffers = sorted({name for name, _ in model.named_buffers()} | (set(state) - parameters))
    dtype = request.get("dtype") or "float32"
    if dtype != "float32":
        model = library.cast(model, dtype)
    names, recorded = [], []
    for index, entry in enumerate(case["entries"]):
        recorder = layers.Recorder(library, list(model.named_modules())) if request.get("layers") else None
        with library.shared_noise():
            output = entries.call(library, model, case, entry, arrays, dtype)
        flat = compare.flatten(output, library)
        names.append([name for name, _ in flat])
        saved.update({f"output/{index}/{n}": array for n, (_, array) in enumerate(flat)})
        if recorder is not None:
            recorder.remove()
            recorded.append([(name, kind, [part for part, _ in parts]) for name, kind, parts, _ in recorder.records])
            for n, (_, _, parts, _) in enumerate(recorder.records):
                saved.update({f"layer/{index}/{n}/{m}": array for m, (_, array) in enumerate(parts)})
    if request.get("gradients"):
        saved.update(gradients.of_original(library, model, case, arrays))
    np.savez(out, **saved)
    return {"names": names, "buffers": buffers, "layers": recorded}


# ---- the port's side


def climb(self, cls, case):
    """The rungs of a model, on a Climb."""
    library, request = self.library, self.request
    arrays = np.load(case["arrays"]) if case.get("arrays") else {}
    model = cls(
        *decode(case.get("arguments_in_order", []), library, arrays), **decode(case["arguments"], library, arrays)
    )
    model.set_train(False)
    self.passed("builds")
    self.fields["rung"] = "weights"
    dtype = request.get("dtype") or "float32"
    ask = dict(do="run", **self.of_class(), case=case, dtype=dtype, gradients=bool(request.get("gradients")))
    answer = self.child.ask(**ask)
    saved = np.load(answer["out"])
    pairs = copy_weights(self, model, saved, set(answer["buffers"]))
    self.passed("weights")
    self.fields["rung"] = "equal"
    if dtype != "float32":
        library.cast(model, dtype)
    if request.get("mode") == "graph":
        library.compile(model)
    wrong = [
        error
        for index in range(len(case["entries"]))
        if (error := one_entry(self, model, case, index, answer, saved, arrays))
    ]
    if len(self.fields["runs"]) == 1:
        self.fields["runs"] = []
    if request.get("layers") or any(isinstance(error, Differs) for error, _ in wrong):
        index = next((index for error, index in wrong if isinstance(error, Differs)), 0)
        difference = compare_layers(self, model, case, index, ask, arrays)
        if wrong and isinstance(wrong[0][0], Differs) and difference is not None:
            wrong[0][0].place = difference
    if wrong:
        raise wrong[0][0]
    self.passed("equal")
    if request.get("gradients"):
        self.fields["rung"] = "gradients"
        gradients.check(self, model, case, saved, pairs, arrays)
        self.passed("gradients")


def copy_weights(self, model, saved, buffers):
    """Returns the pairs. Raises Differs if the weights do not pair."""
    state = {key.removeprefix("weight/"): saved[key] for key in saved.files if key.startswith("weight/")}
    parameters = model.parameters_dict()
    shapes = {name: tuple(parameter.shape) for name, parameter in parameters.items()}
    pairing = weights.pair(state, buffers, list(model.cells_and_names()), shapes)
    self.fields["weights"] = pairing.summary()
    self.fields["notes"] += pairing.notes
    if not pairing.ok:
        raise Differs(pairing.message(), (self.file, self.class_line()))
    for theirs, ours, change in pairing.pairs:
        value = self.library.tensor(change(state[theirs]))
        parameters[ours].set_data(value.astype(parameters[ours].dtype))
    return pairing.pairs


def one_entry(self, model, case, index, answer, saved, arrays):
    """Adds a run to the result. Returns (its error, its index), or None."""
    entry, names = case["entries"][index], answer["names"][index]
    row = {"name": entry["name"], "ok": False, "max_abs": None, "max_rel": None, "error": None}
    self.fields["runs"].append(row)
    expected = [(name, saved[f"output/{index}/{n}"]) for n, name in enumerate(names)]
    error = None
    try:
        with self.library.shared_noise():
            output = entries.call(self.library, model, case, entry, arrays, self.request.get("dtype") or "float32")
        found = compare.all_of(expected, compare.flatten(output, self.library), self.rtol, self.atol)
        row.update(ok=found.ok, max_abs=found.max_abs, max_rel=found.max_rel)
        for key in ("max_abs", "max_rel"):
            self.fields[key] = compare.larger(self.fields[key], row[key])
        if not found.ok:
            where = f"{entry['name']}: " if entry["name"] != "forward" else ""
            error = Differs(where + found.message, (self.file, self.class_line()))
    except Exception as wrong:  # whatever the code under test does
        error = wrong
    if error is None:
        return None

    row["error"] = describe(error, self.settings["port_root"], self.file)
    return error, index


def compare_layers(self, model, case, index, ask, arrays):
    """Runs an entry again with hooks on both sides. Fills `layers` and `layer`. Returns the place of the first difference."""
    answer = self.child.ask(**{**ask, "layers": True})
    saved = np.load(answer["out"])
    expected = [
        (name, kind, [(part, saved[f"layer/{index}/{n}/{m}"]) for m, part in enumerate(parts)], None)
        for n, (name, kind, parts) in enumerate(answer["layers"][index])
    ]
    recorder = layers.Recorder(self.library, list(model.cells_and_names()), self.settings["port_root"])
    try:
        with self.library.shared_noise():
            entries.call(
                self.library, model, case, case["entries"][index], arrays, self.request.get("dtype") or "float32"
            )
    finally:
        recorder.remove()
    rows = layers.rows(expected, recorder.records, self.rtol, self.atol)
    self.fields["layers"] = rows
    row = layers.first_difference(rows)
    if row is None:  # all layers are equal: the code between them parts the sides
        return own_place(model, self.settings["port_root"])
    self.fields["layer"] = row["name"]
    inside = [one for one in layers.inner_rows(rows, row) if one["ok"] is not None]
    if inside:  # all of them are equal: the layer's own code parts them
        layer = dict(model.cells_and_names())[row["name"].split("#")[0]]
        return own_place(layer, self.settings["port_root"]) or (row["file"], row["line"])
    return row["file"], row["line"]


def own_place(layer, root):
    """Where the port defines what a layer does."""
    import os

    root = os.path.realpath(root) + os.sep
    try:
        file, line = inspect.getsourcefile(type(layer)), inspect.getsourcelines(type(layer).construct)[1]
    except (OSError, TypeError):
        return None
    file = os.path.realpath(file or "")
    return (file[len(root) :], line) if file.startswith(root) else None
