"""Arguments and inputs of a case as JSON, which both interpreters read and people can write.

Besides JSON's own values:
    {"$normal": [1, 3, 16, 16]}         an array of normal numbers; "seed", "scale" and "dtype" may follow
    {"$uniform": [1, 3]}                an array of numbers from 0 to 1
    {"$integers": [1, 7], "below": 9}   an array of whole numbers
    {"$full": [1, 7], "value": 1}       an array of one value
    {"$values": [[0.5]]}                an array of these numbers
    {"$array": "name"}                  an array of the file of arrays beside the case
    {"$tuple": [...]}, {"$dtype": "float32"}, {"$generator": 0}, {"$dict": [[key, value], ...]}
    {"$object": "module:Class", "fields": {...}}   an object of the library; the module is relative to its package
    {"$class": "module:Class", "arguments": {...}} made by its constructor
"""

import numpy as np

MADE = ("$normal", "$uniform", "$integers", "$full", "$values", "$array")


def make(spec, arrays, default_seed=0):
    """The numpy array that one of MADE describes."""
    seed = spec.get("seed", default_seed)
    if "$array" in spec:
        return arrays[spec["$array"]]
    if "$values" in spec:
        array = np.array(spec["$values"])
        return array.astype(
            spec.get("dtype", "int64" if array.dtype.kind == "i" else "bool" if array.dtype.kind == "b" else "float32")
        )
    kind = next(key for key in MADE if key in spec)
    shape = tuple(spec[kind])
    if kind == "$full":
        return np.full(shape, spec["value"], spec.get("dtype", "float32"))
    random = np.random.RandomState((seed * 7919 + int(np.prod(shape)) + len(shape)) % 2**31)
    if kind == "$integers":
        return random.randint(0, spec["below"], shape).astype(spec.get("dtype", "int64"))
    array = random.randn(*shape) if kind == "$normal" else random.rand(*shape)
    return (np.asarray(array) * spec.get("scale", 1.0)).astype(spec.get("dtype", "float32"))


def decode(value, library, arrays=None):
    """The value of a case in a library: arrays become its tensors."""
    seeds = iter(range(1, 1 << 30))

    def walk(value):
        if isinstance(value, list):
            return [walk(one) for one in value]
        if not isinstance(value, dict):
            return value
        if any(key in value for key in MADE):
            return library.tensor(make(value, arrays or {}, next(seeds)))
        if "$tuple" in value:
            return tuple(walk(one) for one in value["$tuple"])
        if "$dtype" in value:
            return library.dtype(value["$dtype"])
        if "$generator" in value:
            return library.generator(value["$generator"])
        if "$dict" in value:
            return {walk(key): walk(one) for key, one in value["$dict"]}
        if "$object" in value:
            made = object.__new__(library.find(value["$object"]))
            vars(made).update(walk(value["fields"]))
            return made
        if "$class" in value:
            return library.find(value["$class"])(**walk(value.get("arguments", {})))
        return {key: walk(one) for key, one in value.items()}

    return walk(value)


def encode(value, library, arrays):
    """The reverse of decode: tensors go into the dictionary `arrays`. Raises TypeError for what no case can have."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if library.is_tensor(value) or isinstance(value, (np.ndarray, np.generic)):
        name = f"a{len(arrays)}"
        arrays[name] = library.array(value) if library.is_tensor(value) else np.asarray(value)
        return {"$array": name}
    dtype = library.dtype_name(value)
    if dtype:
        return {"$dtype": dtype}
    if isinstance(value, dict):
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {key: encode(one, library, arrays) for key, one in value.items()}
        return {"$dict": [[encode(k, library, arrays), encode(v, library, arrays)] for k, v in value.items()]}
    if isinstance(value, list):
        return [encode(one, library, arrays) for one in value]
    if isinstance(value, tuple):
        return {"$tuple": [encode(one, library, arrays) for one in value]}
    if library.is_generator(value):
        return {"$generator": 0}
    package = library.package + "."
    if type(value).__module__.startswith(package):
        where = f"{type(value).__module__[len(package) :]}:{type(value).__name__}"
        return {"$object": where, "fields": {key: encode(one, library, arrays) for key, one in vars(value).items()}}
    raise TypeError(f"a case cannot have a {type(value).__name__}")
