"""Guesses of what a forward takes, from the names, annotations and documentation of its parameters, and from the configuration.

Each parameter gets a list of candidates, the likeliest first, as specifications of values.py."""

import inspect
import re

from . import parts
from .shrink import CONTEXT, EMPTY, FRAMES, HEAD_SIZE, SPATIAL, WIDTH, annotation

TOKENS, SIDE = 16, 4  # lengths: of an image as a sequence, and of the side of that image
IGNORED = ("self", "return_dict", "args", "kwargs")


def candidates(cls, model, config, doc="", inner=None):
    """Parameter -> candidates, for all that a forward takes. None is among those of an optional one, and comes first.
    `inner` is the class that this one wraps, and a case of it."""
    signature = inspect.signature(cls.forward)
    parameters = [
        p
        for p in signature.parameters.values()
        if p.name not in IGNORED and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    ]
    guess = Guess(model, config, doc or inspect.getdoc(cls.forward) or "", [p.name for p in parameters])
    found = {}
    for place, parameter in enumerate(parameters):
        given = parts.inputs(*inner, parameter.name, place) if inner else []
        given += guess.parameter(parameter, place)
        optional = parameter.default is not EMPTY
        found[parameter.name] = ([OMITTED] if optional else []) + given
    return {name: given for name, given in found.items() if given and given != [OMITTED]}


OMITTED = {"$omitted": True}


def beside(name, options, given):
    """Candidates of an optional input of a case that has the arrays `given`: of their batch, and masks of their lengths."""
    batch = given[0].shape[0] if given and given[0].ndim else 1
    lengths = list(dict.fromkeys(array.shape[1] for array in given if array.ndim == 3)) if "mask" in name else []
    masks = [
        {"$values": [[1] * (length - 1) + [0]] * batch, "dtype": kind}
        for length in lengths
        for kind in ("int64", "bool")
    ]
    return [OMITTED, *masks, *(batched(option, batch) for option in options if option is not OMITTED)]


def batched(spec, batch):
    """A candidate, which is of a batch of one, of another batch."""
    if not isinstance(spec, dict):
        return spec
    for kind in ("$normal", "$uniform", "$integers", "$full"):
        if spec.get(kind, [0])[0] == 1:
            return {**spec, kind: [batch, *spec[kind][1:]]}
    values = spec.get("$values")
    return {**spec, "$values": values * batch} if isinstance(values, list) and len(values) == 1 else spec


def normal(*shape):
    return {"$normal": list(shape)}


class Guess:
    def __init__(self, model, config, doc, names):
        self.model, self.config, self.doc, self.names = model, config, doc, names
        self.channels = self._channels()
        kinds = {type(module).__name__ for module in model.modules()}
        self.dimensions = 3 if "Conv3d" in kinds else 2 if "Conv2d" in kinds else 1 if "Conv1d" in kinds else 0
        self.axes = max(
            (
                len(value)
                for key, value in config.items()
                if re.search("axes|rope", key) and isinstance(value, (list, tuple))
            ),
            default=3,
        )

    def _channels(self):
        """Channels of the main input: the configuration's, and those of the first layers."""
        found = [
            self.config.get(name)
            for name in (
                "in_channels",
                "input_channels",
                "audio_channels",
                "input_dims",
                "in_dim",
                "dim",
                "channels",
                "hidden_size",
                "embedding_dim",
            )
        ]
        found += [value for name, value in self.config.items() if re.search(r"in_channels|input_dim|in_features", name)]
        for module in self.model.modules():
            value = getattr(module, "in_channels", None) or getattr(module, "in_features", None)
            if isinstance(value, int) and not list(module.children()):
                found.append(value)
        found = [value for value in found if isinstance(value, int) and not isinstance(value, bool)]
        return list(dict.fromkeys(found))[:5] or [WIDTH]

    def parameter(self, parameter, place):
        name, kind = parameter.name, annotation(parameter)
        found = self.by_name(parameter, place, name, kind)
        if (
            not found
            or re.search("mask|time|_ids|label|scale|ind(ex|ices)|shapes", name)
            or not re.search("Tensor|^$", kind)
        ):
            return found
        return [found[0], *(spec for spec in self.described(name) if spec not in found), *found[1:]]

    def by_name(self, parameter, place, name, kind):
        for pattern, maker in RULES:
            if pattern.search(name):
                return listed(maker(self, name, kind), kind)
        if place == 0:
            return listed(self.main(), kind)
        if re.search(r"\bbool\b", kind) and "Tensor" not in kind:
            return []
        if re.search(r"\bint\b", kind) and "Tensor" not in kind:
            return [2, 1] if parameter.default is EMPTY else []
        if re.search(r"\bfloat\b", kind) and "Tensor" not in kind:
            return [1.0] if parameter.default is EMPTY else []
        if re.search(r"str\b|Callable|Generator|Dict", kind) and "Tensor" not in kind:
            return []
        return listed([*self.context(), *self.vectors(), *self.main(), *self.masks(name)[:3]], kind)

    def described(self, name):
        """Arrays of the shape that the documentation gives a parameter: name (`Tensor` of shape `(batch, channels, length)`)."""
        match = re.search(rf"\b{name}\b[^\n]*\bof shape\W*\(([^()]*)\)", self.doc)
        sides = [side.strip(" `") for side in match[1].split(",")] if match else []
        found = [[]]
        for place, side in enumerate(side for side in sides if side):
            found = [shape + [value] for shape in found for value in self.side(side, place)]
        return [normal(*shape) for shape in found if shape][:8]

    def side(self, words, place):
        """Numbers that a side of a described shape may be."""
        known = self.config.get(words.replace(" ", "_"))
        if place == 0 and not re.search("seq|token|len", words):
            return [1]
        if words.isdigit():
            return [int(words)]
        if type(known) is int:
            return [known]
        if re.search("channel|^c$", words):
            return self.channels[:2]
        if re.search("height|width|^[hw]$", words):
            return [SPATIAL]
        if re.search("frame|^[ft]$", words):
            return [5, FRAMES]
        if re.search("sample|length|audio|time", words):
            return [TOKENS, CONTEXT, 256 * TOKENS]
        return [TOKENS, CONTEXT] if re.search("seq|token", words) else [WIDTH]

    def main(self):
        """Latents, an image, a video, a sequence, in the layouts that models use."""
        words = self.doc.lower()[:4000]
        found = []
        for channels in self.channels:
            first = channels == self.channels[0]
            flat = [
                normal(1, channels, side, side)
                for side in ((SPATIAL, SPATIAL // 2, 2 * SPATIAL, 4 * SPATIAL) if first else (SPATIAL,))
            ]
            deep = [normal(1, channels, frames, SPATIAL, SPATIAL) for frames in (5, FRAMES, 3, 1)]
            deep += [normal(1, frames, channels, SPATIAL, SPATIAL) for frames in (3, 1)]
            deep += [normal(1, channels, 5, side, side) for side in (2 * SPATIAL, 4 * SPATIAL)] if first else []
            sides = deep + flat if self.dimensions == 3 or "frame" in words else flat + deep
            found.append((0 if self.dimensions >= 2 else 1, sides))
            line = [
                normal(1, TOKENS, channels),
                normal(1, channels, 2 * TOKENS),
                normal(1, channels),
                normal(1, 4 * TOKENS, channels),
                normal(1, channels, 256 * TOKENS),
            ]
            sequence_first = self.dimensions == 0 or any(re.search("_ids$|img_shapes", one) for one in self.names)
            found.append((-1 if sequence_first else 1, line))
        return [spec for _, group in sorted(found, key=lambda one: one[0]) for spec in group]

    def widths(self):
        known = [value for value in self.config.values() if type(value) is int and 4 < value <= 4096]
        return [WIDTH, *[value for value in dict.fromkeys(known) if value != WIDTH]][:8]

    def context(self):
        found = [normal(1, CONTEXT, width) for width in self.widths()]
        return found + [normal(1, 1, CONTEXT, WIDTH), {"$integers": [1, CONTEXT], "below": 9}, normal(1, TOKENS, WIDTH)]

    def vectors(self):
        return [normal(1, width) for width in self.widths()] + [normal(1, 1, WIDTH)]

    def times(self, kind):
        whole, real = {"$values": [7]}, {"$values": [0.0625]}
        scalar = {"$values": 7}
        order = [whole, real] if "Long" in kind or "num_embeds_ada_norm" in self.config else [real, whole]
        return [
            *order,
            {"$values": [[0.0625]]},
            scalar,
            {"$full": [1, FRAMES], "value": 7.0},
            {"$full": [1, 3], "value": 7.0},
            7,
        ]

    def masks(self, name):
        length = CONTEXT if re.search("encoder|text|prompt|caption|context", name) else TOKENS
        found = []
        for dtype in ("int64", "bool", "float32"):
            partly = [[1] * (length - 1) + [0]]
            found += [{"$values": partly, "dtype": dtype}, {"$full": [1, length], "value": 1, "dtype": dtype}]
        other = TOKENS if length == CONTEXT else CONTEXT
        found.append({"$full": [1, other], "value": 1, "dtype": "int64"})
        sides = [{"$full": [1, 1, side, side], "value": 1.0} for side in (SPATIAL, 8 * SPATIAL)]
        return (
            found
            + sides
            + [
                {"$full": [1, TOKENS + CONTEXT], "value": 1, "dtype": "bool"},
                *({"$full": [1, 1, frames, SPATIAL, SPATIAL], "value": 1.0} for frames in (FRAMES, 5)),
            ]
        )

    def pairs(self, name):
        """A list of what a name like encodings_and_masks says: one of each in a tuple."""
        first, second = name.split("_and_", 1)
        parts = [self.masks("text") if "mask" in one else self.context() for one in (first, second)]
        return [[{"$tuple": [one, other]}] for one in parts[0][:8] for other in parts[1][:2]]

    def places(self, name):
        """Positions: one row for each token, one column for each axis."""
        length = CONTEXT if re.search("txt|text", name) else TOKENS
        grid = (
            [[0] * (self.axes - 2) + [n // SIDE, n % SIDE] for n in range(length)]
            if self.axes >= 2
            else [[n] for n in range(length)]
        )
        found = [
            {"$values": grid, "dtype": "float32"},
            {"$values": [grid], "dtype": "float32"},
            {"$values": grid, "dtype": "int64"},
        ]
        return found + [
            {"$values": [list(range(length))], "dtype": "int64"},
            {"$values": [list(range(CONTEXT + TOKENS))], "dtype": "int64"},
        ]

    def rotary(self):
        pairs = [
            {"$tuple": [normal(length, HEAD_SIZE), normal(length, HEAD_SIZE)]}
            for length in (TOKENS, 4 * TOKENS, TOKENS + CONTEXT)
        ]
        return [*pairs, normal(1, 1, TOKENS, HEAD_SIZE), normal(TOKENS, HEAD_SIZE)]

    def conditions(self):
        channels = [
            self.config[name]
            for name in self.config
            if re.search("condition\\w*channels$", name) and type(self.config[name]) is int
        ]
        found = []
        for count in dict.fromkeys([*channels, 3, *self.channels]):
            found += [normal(1, count, side, side) for side in (8 * SPATIAL, SPATIAL)]
            found += [
                normal(1, TOKENS, count),
                normal(1, count, 5, SPATIAL, SPATIAL),
                normal(1, count, 5, 8 * SPATIAL, 8 * SPATIAL),
            ]
        return found

    def added(self):
        embeds, ids = normal(1, WIDTH), normal(1, 6)
        return [
            {"text_embeds": embeds, "time_ids": ids},
            {"image_embeds": embeds},
            {"text_embeds": embeds, "image_embeds": embeds},
            {"image_embeds": normal(1, CONTEXT, WIDTH)},
            {"image_embeds": embeds, "hint": normal(1, 3, 8 * SPATIAL, 8 * SPATIAL)},
            {"resolution": normal(1, 2), "aspect_ratio": normal(1, 1)},
        ]


def listed(specs, kind):
    """A parameter that is a list of tensors gets lists."""
    inner = [[spec] for spec in specs if isinstance(spec, dict)]
    if (
        re.search(r"(List|list|Sequence)\[\s*torch\.\w*[Tt]ensor", kind)
        and not kind.startswith("typing.Union[torch")
        and "Union" not in kind
    ):
        return inner + list(specs)
    return list(specs)


def rule(pattern, maker):
    return re.compile(pattern), maker


RULES = [
    rule(r"kwargs$", lambda g, name, kind: g.added() if name.startswith("added") else []),
    rule(r"_idx$|_indices$", lambda g, name, kind: [[0], [[0]], {"$values": [0]}]),
    rule(r"(^|_)dtype$", lambda g, name, kind: [{"$dtype": "float32"}]),
    rule(r"_and_", lambda g, name, kind: g.pairs(name)),
    rule(r"(^|_)generator$|sample_posterior|^return_", lambda g, name, kind: []),
    rule(r"rotary|freqs_cis|rope_emb|image_rope|pos_emb", lambda g, name, kind: g.rotary()),
    rule(r"original_size|target_size|crop_coords", lambda g, name, kind: [{"$values": [[16.0, 16.0]]}]),
    rule(r"mask", lambda g, name, kind: g.masks(name)),
    rule(
        r"^img_shapes$|image_shapes",
        lambda g, name, kind: [[{"$tuple": [1, SIDE, SIDE]}], [[{"$tuple": [1, SIDE, SIDE]}]]],
    ),
    rule(r"seq_lens|_lengths?$", lambda g, name, kind: [[CONTEXT], {"$values": [CONTEXT]}, CONTEXT]),
    rule(
        r"input_ids|token_ids|tokens$",
        lambda g, name, kind: [
            {"$integers": [1, CONTEXT], "below": 9},
            {"$integers": [1, SPATIAL, SPATIAL], "below": 9},
            {"$integers": [1, TOKENS], "below": 9},
            *g.main(),
        ],
    ),
    rule(r"(img|txt|image|text|position|pos)_ids|coords$", lambda g, name, kind: g.places(name)),
    rule(
        r"time_ids|micro_conds|meta_size",
        lambda g, name, kind: [normal(1, 6), normal(1, 5), normal(1, 3), normal(1, 1)],
    ),
    rule(
        r"class_labels|labels$|^style$",
        lambda g, name, kind: [{"$values": [1]}, {"$values": [0]}, *g.vectors()[:2], normal(1, 2)],
    ),
    rule(
        r"noise_time|timestep|timesteps|^t$|^sigmas?$|noise_level|^temb$|time_step|^ofs$",
        lambda g, name, kind: (g.vectors()[:3] if name in ("temb", "timestep_cond") else []) + g.times(kind),
    ),
    rule(
        r"^guidance$|^fps$|_scales?$",
        lambda g, name, kind: (
            ([1.0] if "scale" in name else [])
            + [{"$values": [3.0]}, {"$values": [1.0]}]
            + ([[1.0]] if "scale" in name else [])
        ),
    ),
    rule(
        r"pooled|global_states|text_embeds?$|image_embeds?$|proj_embedding|clip_text_pooled",
        lambda g, name, kind: g.vectors() + g.context(),
    ),
    rule(r"control\w*cond|condition\w*(image|cond)|^cond$|hint", lambda g, name, kind: g.conditions()),
    rule(r"block_samples|residuals?$|skip_layers|adapter_weights", lambda g, name, kind: []),
    rule(
        r"encoder_hidden_states|context|caption|prompt_embeds|text_states|text_embed|image_embeddings|id_cond",
        lambda g, name, kind: g.context() + g.vectors()[:2],
    ),
    rule(r"num_frames|^frames$", lambda g, name, kind: [1, 3, FRAMES]),
    rule(r"^(height|width)$", lambda g, name, kind: [SIDE, SPATIAL]),
    rule(
        r"^(hidden_states|sample|x|latents?|pixel_values|input|inputs|image|video)$|latents$",
        lambda g, name, kind: g.main(),
    ),
]
