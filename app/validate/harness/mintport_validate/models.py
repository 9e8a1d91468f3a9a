"""Builds a model or a block on each side, gives both the same weights and inputs, and compares what they return."""

import inspect
import os

import numpy as np

from . import compare, entries, gradients, layers, weights
from .failure import Differs
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
    return vary(model.eval().float())


def is_network(value):
    return is_network_class(type(value))


def is_network_class(cls):
    """Whether a class of the original is a module of torch."""
    import torch

    return issubclass(cls, torch.nn.Module)


def vary(model):
    """The model with noise in weights that are one value."""
    import torch

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
    dtype = request.get("dtype") or "float32"
    saved = {}

    def prepared(case, prefix):
        """A model and the names of its buffers; its weights are saved under the prefix."""
        model = build_original(library, cls, case, arrays)
        saved.update({prefix + name: library.array(value) for name, value in model.state_dict().items()})
        buffers = buffers_of(model)
        return model if dtype == "float32" else library.cast(model, dtype), buffers

    main, buffers = prepared(case, "weight/")
    names, recorded, others = [], [], {}
    for index, entry in enumerate(case["entries"]):
        model = main
        if "arguments" in entry:
            model, others[index] = prepared({**case, "arguments": entry["arguments"]}, f"weight.{index}/")
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
        saved.update(gradients.of_original(library, main, case, arrays))
    np.savez(out, **saved)
    return {"names": names, "buffers": buffers, "layers": recorded, "others": others}


def buffers_of(model):
    """The names of what a model keeps beside parameters."""
    parameters = {name for name, _ in model.named_parameters()}
    return sorted({name for name, _ in model.named_buffers()} | (set(model.state_dict()) - parameters))


# ---- the port's side


def rungs(climb, cls, case):
    """The rungs of a model, of a Climb."""
    library, request = climb.library, climb.request
    arrays = np.load(case["arrays"]) if case.get("arrays") else {}
    model = build_port(library, cls, case, arrays)
    climb.passed("builds")
    climb.fields["rung"] = "weights"
    dtype = request.get("dtype") or "float32"
    differentiated = bool(request.get("gradients")) and dtype == "float32"  # the sum of a loss needs its precision
    ask = dict(do="run", **climb.of_class(), case=case, dtype=dtype, gradients=differentiated)
    answer = climb.child.ask(**ask)
    saved = np.load(answer["out"])
    pairs = copy_weights(climb, model, saved, set(answer["buffers"]))
    climb.passed("weights")
    climb.fields["rung"] = "equal"
    set_as_asked(climb, model)
    errors = [one_entry(climb, model, case, index, answer, saved, arrays) for index in range(len(case["entries"]))]
    if len(climb.fields["runs"]) == 1:
        climb.fields["runs"] = []
    differs = [index for index, error in enumerate(errors) if isinstance(error, Differs)]
    if request.get("layers") or differs:
        place = compare_layers(climb, model, case, (differs or [0])[0], ask, arrays)
        if differs and place is not None:
            errors[differs[0]].place = place
    first = next((error for error in errors if error is not None), None)
    if first is not None:
        raise first
    climb.passed("equal")
    if differentiated:
        climb.fields["rung"] = "gradients"
        gradients.check(climb, model, case, saved, pairs, arrays)
        climb.passed("gradients")
    climb.write_test(case, arrays)


def build_port(library, cls, case, arrays):
    model = cls(
        *decode(case.get("arguments_in_order", []), library, arrays), **decode(case["arguments"], library, arrays)
    )
    model.set_train(False)
    return model


def other_model(climb, model, case, index, answer, saved, arrays):
    """The model of an entry: that of the case, or one that is made for it."""
    if "arguments" not in case["entries"][index]:
        return model
    made = {**case, "arguments": case["entries"][index]["arguments"]}
    other = build_port(climb.library, type(model), made, arrays)
    copy_weights(climb, other, saved, set(answer["others"][str(index)]), f"weight.{index}/")
    set_as_asked(climb, other)
    return other


def set_as_asked(climb, model):
    """Gives a model of the port the precision and the mode of the request."""
    dtype = climb.request.get("dtype") or "float32"
    if dtype != "float32":
        climb.library.cast(model, dtype)
    if climb.request.get("mode") == "graph":
        climb.library.compile(model)


def copy_weights(climb, model, saved, buffers, prefix="weight/"):
    """Returns the pairs; those of the first model are in the result. Raises Differs if the weights do not pair."""
    state = {key.removeprefix(prefix): saved[key] for key in saved.files if key.startswith(prefix)}
    pairing = weights.pair_with(model, state, buffers)
    if climb.fields["weights"] is None:
        climb.fields["weights"] = pairing.summary()
        climb.fields["notes"] += pairing.notes
    if not pairing.ok:
        raise Differs(pairing.message(), (climb.file, climb.class_line()))
    weights.copy(climb.library, model, pairing, state)
    return pairing.pairs


def one_entry(climb, model, case, index, answer, saved, arrays):
    """Runs one entry. Returns its error, or None."""
    entry, dtype = case["entries"][index], climb.request.get("dtype") or "float32"
    expected = [(name, saved[f"output/{index}/{n}"]) for n, name in enumerate(answer["names"][index])]

    def run():
        made = other_model(climb, model, case, index, answer, saved, arrays)
        return compare.flatten(entries.call(climb.library, made, case, entry, arrays, dtype), climb.library)

    return climb.measure(entry["name"], expected, run)


def compare_layers(climb, model, case, index, ask, arrays):
    """Runs an entry again with hooks on both sides. Fills `layers` and `layer`. Returns the place of the first difference."""
    answer = climb.child.ask(**{**ask, "layers": True})
    saved = np.load(answer["out"])
    expected = [
        (name, kind, [(part, saved[f"layer/{index}/{n}/{m}"]) for m, part in enumerate(parts)], None)
        for n, (name, kind, parts) in enumerate(answer["layers"][index])
    ]
    model = other_model(climb, model, case, index, answer, saved, arrays)
    recorder = layers.Recorder(climb.library, list(model.cells_and_names()), climb.settings["port_root"])
    try:
        with climb.library.shared_noise():
            entries.call(
                climb.library, model, case, case["entries"][index], arrays, climb.request.get("dtype") or "float32"
            )
    finally:
        recorder.remove()
    rows = layers.rows(expected, recorder.records, climb.rtol, climb.atol)
    climb.fields["layers"] = rows
    row = layers.first_difference(rows)
    if row is None:  # all layers are equal: the code between them parts the sides
        return own_place(model, climb.settings["port_root"])
    climb.fields["layer"] = row["name"]
    inside = [one for one in layers.inner_rows(rows, row) if one["ok"] is not None]
    if inside:  # all of them are equal: the layer's own code parts them
        layer = dict(model.cells_and_names())[row["name"].split("#")[0]]
        return own_place(layer, climb.settings["port_root"]) or (row["file"], row["line"])
    return row["file"], row["line"]


def own_place(layer, root):
    """Where the port defines what a layer does."""
    root = os.path.realpath(root) + os.sep
    try:
        file, line = inspect.getsourcefile(type(layer)), inspect.getsourcelines(type(layer).construct)[1]
    except (OSError, TypeError):
        return None
    file = os.path.realpath(file or "")
    return (file[len(root) :], line) if file.startswith(root) else None
