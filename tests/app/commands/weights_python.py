"""weights_python.py WHAT PROGRAM: checks in the current folder that PROGRAM and a library agree.

Ends with 77 and a reason on stderr when the library is not there."""
import importlib
import json
import subprocess
import sys

import numpy as np


def need(name):
    try:
        return importlib.import_module(name)
    except ImportError as error:
        print(f"{name} is not there ({error}); set MINTPORT_TEST_PYTHON to an interpreter that has it", file=sys.stderr)
        sys.exit(77)


def mintport(*arguments):
    done = subprocess.run([sys.argv[2], "weights", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def convert(task, safetensors, ckpt, *more):
    mintport("convert", "--task", task, "--weight_safetensors", safetensors, "--weight_ms", ckpt, *more)


def same_bytes(a, b):
    with open(a, "rb") as x, open(b, "rb") as y:
        assert x.read() == y.read(), f"{a} and {b} differ"


def arrays():
    random = np.random.default_rng(7)
    numbers = {f"x.{t}": random.standard_normal((3, 4)).astype(t) for t in ("float64", "float32", "float16")}
    for t in ("int64", "int32", "int16", "int8", "uint8"):
        numbers[f"x.{t}"] = random.integers(0, 100, (5,)).astype(t)
    numbers["x.bool"] = np.array([True, False, True])
    numbers["norm.weight"] = np.arange(4, dtype=np.float32)
    numbers["norm.bias"] = np.arange(4, dtype=np.float32)
    numbers["token_embedding.weight"] = random.standard_normal((6, 2)).astype(np.float32)
    numbers["scalar"] = np.array(2.5, dtype=np.float32)
    return numbers


def check_safetensors():
    library = need("safetensors.numpy")
    numbers = arrays()
    library.save_file(numbers, "a.safetensors", metadata={"format": "pt"})
    library.save_file(numbers, "b.safetensors", metadata={"made by": "a test", "ü": "\n"})
    for name in ("a", "b"):
        convert("st_to_ms", f"{name}.safetensors", f"{name}.ckpt", "--verify")
        convert("ms_to_st", f"{name}2.safetensors", f"{name}.ckpt", "--verify")
        same_bytes(f"{name}.safetensors", f"{name}2.safetensors")
        back = library.load_file(f"{name}2.safetensors")
        assert set(back) == set(numbers)
        assert all(back[k].dtype == v.dtype and np.array_equal(back[k], v) for k, v in numbers.items())
    shown = json.loads(mintport("show", "--json", "a.safetensors"))
    assert {t["name"]: tuple(t["shape"]) for t in shown["tensors"]} == {k: v.shape for k, v in numbers.items()}
    # A sharded checkpoint that was not made from safetensors, read by the library.
    convert("ms_to_st", "m.safetensors.index.json", "a.ckpt", "--max_shard_size", "200")
    with open("m.safetensors.index.json") as file:
        places = json.load(file)["weight_map"]
    assert len(set(places.values())) > 1
    for name, shard in places.items():
        assert np.array_equal(library.load_file(shard)[name], numbers[name]), name


def torch_tensors(torch):
    tensors = {k: torch.from_numpy(np.array(v)) for k, v in arrays().items()}
    tensors["x.bfloat16"] = torch.randn(3, 5).bfloat16()
    tensors["x.float8_e4m3fn"] = torch.randn(7).to(torch.float8_e4m3fn)
    tensors["x.float8_e5m2"] = torch.randn(7).to(torch.float8_e5m2)
    return tensors


def equal(torch, a, b):
    return a.dtype == b.dtype and a.shape == b.shape and torch.equal(a.contiguous().view(torch.uint8) if a.dim() else a, b.contiguous().view(torch.uint8) if b.dim() else b)


def check_torch():
    torch = need("torch")
    library = need("safetensors.torch")
    tensors = torch_tensors(torch)
    tensors["view"] = torch.randn(4, 6).t()
    tensors["part"] = torch.randn(10)[3:7]
    tensors["parameter"] = torch.nn.Parameter(torch.randn(3))
    torch.save(tensors, "a.bin")
    torch.save({"state_dict": tensors, "epoch": 3}, "b.ckpt")
    for name in ("a.bin", "b.ckpt"):
        convert("st_to_ms", name, "a.ckpt")
        convert("ms_to_st", "a.safetensors", "a.ckpt")
        back = library.load_file("a.safetensors")
        assert set(back) == set(tensors)
        assert all(equal(torch, back[k], v.detach()) for k, v in tensors.items())
        mintport("compare", name, "a.safetensors", "--rtol", "0", "--atol", "0")
    # The other direction: an archive written by mintport.
    library.save_file({"q.weight": torch.ones(2, 2)}, "w.safetensors")
    library.save_file({"q.lora_A.weight": torch.full((1, 2), 2.0), "q.lora_B.weight": torch.full((2, 1), 3.0)}, "l.safetensors")
    mintport("merge-lora", "--weight_lora", "l.safetensors", "--weight_pretrained", "w.safetensors", "--weight_merged", "m.pt")
    assert torch.equal(torch.load("m.pt", weights_only=True)["state_dict"]["q.weight"], torch.full((2, 2), 7.0))
    mintport("merge-lora", "--weight_lora", "l.safetensors", "--weight_pretrained", "w.safetensors", "--weight_merged", "m.ckpt")
    torch.save({k: v for k, v in tensors.items()} | {"q.weight": torch.ones(2, 2)}, "all.pt")
    mintport("merge-lora", "--weight_lora", "l.safetensors", "--weight_pretrained", "all.pt", "--weight_merged", "all2.pt")
    back = torch.load("all2.pt", weights_only=True)["state_dict"]
    assert all(equal(torch, back[k], v.detach()) for k, v in tensors.items())


def check_mindspore():
    mindspore = need("mindspore")
    library = need("safetensors.numpy")
    numbers = arrays()
    library.save_file(numbers, "a.safetensors", metadata={"format": "pt"})
    names = {"norm.weight": "norm.gamma", "norm.bias": "norm.beta", "token_embedding.weight": "token_embedding.embedding_table"}
    for more in ([], ["--crc_check"]):
        convert("st_to_ms", "a.safetensors", "a.ckpt", *more)
        loaded = mindspore.load_checkpoint("a.ckpt", crc_check=bool(more))
        assert set(loaded) == {names.get(k, k) for k in numbers}, set(loaded)
        for name, value in numbers.items():
            there = loaded[names.get(name, name)].asnumpy()
            assert there.dtype == value.dtype and there.shape == value.shape and np.array_equal(there, value), name
    saved = [{"name": names.get(k, k), "data": mindspore.Tensor(np.array(v))} for k, v in numbers.items()]
    half = mindspore.Tensor(np.arange(6).reshape(2, 3), mindspore.bfloat16)
    saved.append({"name": "x.bfloat16", "data": half})
    mindspore.save_checkpoint(saved, "m.ckpt", append_dict={"epoch": 3, "text": "grüße"}, crc_check=True)
    convert("ms_to_st", "m.safetensors", "m.ckpt")
    convert("st_to_ms", "m.safetensors", "m2.ckpt")
    same_bytes("m.ckpt", "m2.ckpt")
    shown = {t["name"]: t for t in json.loads(mintport("show", "--json", "m.safetensors"))["tensors"]}
    assert shown["x.bfloat16"]["dtype"] == "BF16" and shown["x.bfloat16"]["shape"] == [2, 3]
    back = mindspore.load_checkpoint("m2.ckpt")
    assert np.array_equal(back["x.bfloat16"].float().asnumpy(), np.arange(6).reshape(2, 3))
    mindspore.save_checkpoint(saved, "e.ckpt", enc_key=b"0123456789abcdef", enc_mode="AES-GCM")
    refused = subprocess.run([sys.argv[2], "weights", "show", "e.ckpt"], capture_output=True, text=True)
    assert refused.returncode == 3 and "encrypted (AES-GCM)" in refused.stderr, refused
    # Longer than a block: both use the same blocks.
    large = np.zeros((3, 200_000_000), np.uint8)
    large[2, -1] = 7
    mindspore.save_checkpoint([{"name": "large", "data": mindspore.Tensor(large)}], "l.ckpt")
    convert("ms_to_st", "l.safetensors", "l.ckpt")
    convert("st_to_ms", "l.safetensors", "l2.ckpt")
    same_bytes("l.ckpt", "l2.ckpt")


{"safetensors": check_safetensors, "torch": check_torch, "mindspore": check_mindspore}[sys.argv[1]]()
