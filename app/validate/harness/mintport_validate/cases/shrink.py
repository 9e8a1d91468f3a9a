"""Small arguments for a constructor that nobody has described, from the names, values and annotations of its parameters.

All widths become WIDTH, which is HEADS x HEAD_SIZE: so a context, a caption and a pooled embedding fit wherever they go. Names
are read as words that every model uses (layers, heads, channels); no class is known."""

import inspect
import re

WIDTH, HEADS, HEAD_SIZE, GROUPS, LAYERS, SPATIAL, FRAMES, TABLE = 32, 2, 16, 8, 2, 16, 9, 1024
CONTEXT = 7  # tokens of a text
SMALL = 16  # whole numbers up to this mean a factor, a patch or a kernel, not a width
EMPTY = inspect.Parameter.empty

COUNT = re.compile(
    r"(^|_)(num_|n_)?(\w*layers?|depth|res_?blocks?|resnets?|repeats?|\w+_blocks)($|_per_)|layers_per|blocks_repeat|num_\w*(layer|block)s?"
)
HEAD_COUNT = re.compile(r"heads($|_)|num_\w*head(s|$)|_head$")
HEAD_WIDTH = re.compile(r"head_?(dim|size|width)|dim_?head|^d_kv$")
GROUP_COUNT = re.compile(r"groups")
PLACE = re.compile(r"sample_size|resolution|(^|_)(height|width|image_size)$|sample_(height|width)")
FRAME_COUNT = re.compile(r"frames$|video_length|sample_frames")
CHANNELS = re.compile(r"channels?($|_)|z_dim|_ch$")
ENDS = re.compile(r"(^|_)(in|out|input|output|latents?|z|audio|cond|conditioning|image)_(channels|dims?)$")
TEXT_LENGTH = re.compile(r"text\w*_(len|length)(_|$)")
TABLE_SIZE = re.compile(
    r"vocab|codebook|num_embed|max_|_max|_len(s|gth)?($|_)|seq|timesteps|positions|lens$|n_positions|num_classes|class_embeds|sampling_rate|theta|pad_token|base$|time$|_id$"
)
AXES = re.compile(r"(axes|rope).*dim|dim.*(axes|rope)")


def defaults(cls):
    """Parameter -> default, or EMPTY, of a constructor, and parameter -> annotation as text."""
    parameters = list(inspect.signature(cls.__init__).parameters.values())[1:]
    parameters = [p for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    return {p.name: p.default for p in parameters}, {p.name: annotation(p) for p in parameters}


def annotation(parameter):
    if parameter.annotation is EMPTY:
        return ""
    return parameter.annotation if isinstance(parameter.annotation, str) else str(parameter.annotation)


def small(cls):
    """The first guess: parameter -> value."""
    given, kinds = defaults(cls)
    values = {}
    for name, value in given.items():
        if value is EMPTY:
            values[name] = required(name, kinds[name])
        elif not isinstance(value, (bool, str)) and value is not None:
            values[name] = shrunk(name, value, given)
        if name in values and values[name] is EMPTY:
            del values[name]
    for least, most in ((name, name.replace("min", "max")) for name in list(values)):
        if most != least and most in values and values[least] == values[most] and given[least] != given[most]:
            values[most] = 2 * values[least] if type(values[least]) is int else given[most]
    return {name: value for name, value in values.items() if given[name] is EMPTY or value != given[name]}


def shrunk(name, value, given):
    if isinstance(value, int):
        return whole(name, value, given)
    if isinstance(value, (list, tuple)) and value and all(type(one) is int for one in value):
        return type(value)(sequence(name, value, given))
    if isinstance(value, (list, tuple)) and value and all(isinstance(one, (list, tuple)) for one in value):
        return type(value)(shrunk(name, one, given) for one in value)
    return value


def whole(name, value, given=None):
    """One whole number."""
    if HEAD_WIDTH.search(name):
        return min(value, HEAD_SIZE)
    if HEAD_COUNT.search(name):
        return head_count(name, value, given or {})
    if GROUP_COUNT.search(name):
        return min(value, GROUPS)
    if COUNT.search(name):
        return min(value, LAYERS)
    if TEXT_LENGTH.search(name):
        return min(value, CONTEXT)
    if PLACE.search(name):
        return min(value, SPATIAL)
    if FRAME_COUNT.search(name):
        return min(value, FRAMES)
    if value <= SMALL:
        return value
    if TABLE_SIZE.search(name):
        return min(value, TABLE)
    if ENDS.search(name) and value <= 4 * WIDTH:
        return value
    return min(value, WIDTH)


def head_count(name, value, given):
    """Heads of keys and values keep their ratio to the heads of queries."""
    queries = given.get("num_attention_heads")
    if re.search(r"kv|key_value", name) and isinstance(queries, int) and queries > value:
        return max(1, HEADS * value // queries)
    return min(value, HEADS)


def sequence(name, value, given):
    if AXES.search(name):
        return split_evenly(HEAD_SIZE, len(value))
    if is_places_of_layers(name, value, given):
        return [one for one in value if one < LAYERS] or list(value[:1])
    if COUNT.search(name) and not CHANNELS.search(name):
        return [min(one, 1 if len(value) > 1 else LAYERS) for one in value]
    if CHANNELS.search(name) or re.search(r"channels|hidden_size|widths|dims$", name):
        first = value[0]
        return [one if max(value) <= SMALL else WIDTH if one <= first else 2 * WIDTH for one in value]
    return [whole(name, one, given) for one in value]


def is_places_of_layers(name, value, given):
    """[0, 5, 10] beside num_layers=12."""
    counts = [one for other, one in given.items() if COUNT.search(other) and type(one) is int]
    return (
        "layers" in name
        and len(set(value)) == len(value) > 2
        and sorted(value) == list(value)
        and max(value) < max(counts, default=0)
    )


def split_evenly(total, parts):
    """Even numbers with this sum, the larger ones last, as rotary embeddings of several axes have them."""
    half, rest = divmod(total // 2, parts)
    return [2 * (half + (index >= parts - rest)) for index in range(parts)]


def required(name, kind):
    """A value for a parameter without a default; EMPTY if only its author knows."""
    if "bool" in kind and "int" not in kind:
        return False
    if "float" in kind and "int" not in kind:
        return 1.0
    if re.search(r"^act(_|$)|activation|non_linearity", name) and ("str" in kind or not kind):
        return "silu"
    if "str" in kind or "Module" in kind or "Model" in kind:
        return EMPTY
    if re.search(r"[Tt]uple|[Ll]ist|Sequence", kind) and not re.search(r"\b(int|float)\b", kind):
        return EMPTY
    if re.search(r"[Tt]uple|[Ll]ist|Sequence", kind) and "Union" not in kind and "|" not in kind:
        return (
            tuple(split_evenly(HEAD_SIZE, 3)) if AXES.search(name) or re.search("axes|rope", name) else (WIDTH, WIDTH)
        )
    guesses = ((HEAD_WIDTH, HEAD_SIZE), (HEAD_COUNT, HEADS), (GROUP_COUNT, GROUPS), (COUNT, LAYERS), (PLACE, SPATIAL))
    for pattern, value in guesses:
        if pattern.search(name):
            return value
    if re.search(r"kernel", name):
        return 3
    if re.search(r"stride|factor|ratio|patch|scale|padding|expansion|mult", name):
        return 2
    if re.search(r"eps", name):
        return 1e-6
    if re.search(r"theta", name):
        return 10000.0
    return WIDTH


def variants(cls, values):
    """Other guesses near the first, the likeliest first: one parameter back at its default, then other sizes."""
    given, kinds = defaults(cls)
    for name in list(values):
        if given[name] is not EMPTY:
            yield {key: value for key, value in values.items() if key != name}
    sides = [name for name, value in given.items() if value is None and (PLACE.search(name) or "patch" in name)]
    ends = [
        name
        for name, value in given.items()
        if value is None and ENDS.search(name) and "list" not in kinds[name].lower()
    ]
    for names in (sides, ends[:1] + sides, ends + sides):
        if names:
            yield {**values, **{name: required(name, "int") for name in names}}
    places = [
        name for name, value in given.items() if value is None and re.search(r"(list|tuple)\[\W*int", kinds[name], re.I)
    ]
    if places:
        yield {**values, **{name: [0] for name in places}}
    for name, value in given.items():
        if value is None and name not in places and ("int" in kinds[name] or not kinds[name]):
            guess = required(name, "int")
            yield {**values, name: guess}
        if isinstance(value, bool):
            yield {**values, name: not value}
    for name, value in values.items():
        if type(value) is int and value > 2:
            yield {**values, name: value * 2}
            yield {**values, name: value // 2}


def numbers_in(error):
    """The sizes that an error names, each once."""
    said = [int(text) for text in re.findall(r"(?<![\d.])\d{1,4}(?!\.?\d)", error)]
    return list(dict.fromkeys(number for number in said if number > 1))


def held_against(side, said):
    """What a side of an input becomes so that two numbers of an error are equal: one of them, or the side in their ratio."""
    found = list(said) if side in said else []
    for one in said:
        found += [side * other // one for other in said if other != one and side * other % one == 0]
    return [number for number in dict.fromkeys(found) if 0 < number <= 8192 and number != side][:8]


def fitted(cls, values, error):
    """Guesses that make two numbers of an error equal: a width that does not fit becomes the one that it is held against."""
    said = numbers_in(error)
    given, _ = defaults(cls)
    whole = {name: value for name, value in {**given, **values}.items() if type(value) is int and value > 1}
    for factor in (1, 2, 4):
        for name, value in whole.items():
            for wanted in said:
                if value * factor in said and wanted != value * factor and wanted % factor == 0:
                    yield {**values, name: wanted // factor}


def deeper(values):
    """Guesses with more layers."""
    counts = {
        name: value
        for name, value in values.items()
        if type(value) is int and COUNT.search(name) and not HEAD_COUNT.search(name)
    }
    for factor in (2, 4):
        if counts:
            yield {**values, **{name: value * factor for name, value in counts.items()}}
