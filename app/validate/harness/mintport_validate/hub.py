"""Local stand-ins for the tiny models and tokenizers that tests load by the id of a hub: made when a test asks for them.

Models have random weights and the configuration of their class, shrunk; tokenizers know bytes or a few pieces of text. What the
cache of the hub has is used as it is."""

import importlib
import inspect
import io
import json
from pathlib import Path

from .cases import shrink

VOCABULARY = 2000  # rows in the embeddings of a stand-in, more than any of its tokenizers has
PIECES = 1000


class Hub:
    """Patches from_pretrained of the base classes. `made` are the ids that have stand-ins, `origins` what was loaded by an id:
    by the object's own id, the object, which so lives on, and the name."""

    def __init__(self, folder):
        self.folder, self.made, self.origins = Path(folder), [], {}

    def install(self, *places):
        """Each place is "module:Class". What does not import is left out."""
        for place in places:
            module, name = place.split(":")
            try:
                owner = getattr(importlib.import_module(module), name)
            except (ImportError, AttributeError):
                continue
            self._patch(owner)

    def _patch(self, owner):
        method = vars(owner).get("from_pretrained")
        if method is None or hasattr(method, "_stand_in"):
            return
        original, hub = method.__func__, self

        def from_pretrained(cls, name=None, *given, **named):
            name = asked = named.pop("pretrained_model_name_or_path", name)
            subfolder = named.get("subfolder") or ""
            if isinstance(name, str) and not Path(name).is_dir() and not cached(name, subfolder):
                named.pop("revision", None)
                named.pop("variant", None)
                name = hub.local(cls, name, subfolder)
            made = original(cls, name, *given, **named)
            hub.origins[id(made)] = (made, asked)
            return made

        from_pretrained._stand_in = True
        owner.from_pretrained = classmethod(from_pretrained)

    def local(self, cls, name, subfolder):
        """The folder with the stand-in of an id, with what this class loads."""
        folder = self.folder / name.replace("/", "--")
        place = folder / subfolder
        place.mkdir(parents=True, exist_ok=True)
        maker = maker_of(cls, name)
        if maker is None:
            raise OSError(f"there is no stand-in for {name} ({cls.__name__})")
        maker(cls, place)
        if name not in self.made:
            self.made.append(name)
        return str(folder)


def cached(name, subfolder):
    """Whether the cache of the hub has a model or a tokenizer."""
    from huggingface_hub import try_to_load_from_cache

    prefix = f"{subfolder}/" if subfolder else ""
    files = ("config.json", "tokenizer_config.json", "preprocessor_config.json")
    return any(isinstance(try_to_load_from_cache(name, prefix + file), str) for file in files)


def maker_of(cls, name):
    import transformers

    kinds = {base.__name__ for base in cls.__mro__}
    if cls.__name__ in ("AutoTokenizer", "AutoProcessor"):
        guessed = tokenizer_by_words(name)
        return None if guessed is None else lambda _, place: make_tokenizer(guessed, place)
    if "PreTrainedTokenizerBase" in kinds:
        return make_tokenizer
    if "ProcessorMixin" in kinds:
        return lambda cls, place: make_processor(cls, place, name)
    if "PretrainedConfig" in kinds or "PreTrainedConfig" in kinds:
        return make_config
    if kinds & {"ImageProcessingMixin", "FeatureExtractionMixin"}:
        return lambda cls, place: (place / "preprocessor_config.json").exists() or cls().save_pretrained(place)
    if "PreTrainedModel" in kinds or "MSPreTrainedModel" in kinds:
        theirs = getattr(transformers, cls.__name__, None)
        if theirs is None:
            theirs = cls if cls.__module__.split(".")[0] not in ("mindone",) else None
        return None if theirs is None else lambda _, place: make_model(theirs, place)
    return None


def tokenizer_by_words(name):
    """The tokenizer of the model type whose name is in an id: tiny-random-t5, LlamaForCausalLM."""
    from transformers.models.auto.tokenization_auto import TOKENIZER_MAPPING_NAMES

    import transformers

    words = name.split("/")[-1].lower().replace("_", "").replace("-", " ")
    best = ""
    for kind in TOKENIZER_MAPPING_NAMES:
        plain = kind.replace("_", "").replace("-", "")
        if any(word.startswith(plain) for word in words.split()) and len(plain) > len(
            best.replace("_", "").replace("-", "")
        ):
            best = kind
    names = [one for one in TOKENIZER_MAPPING_NAMES.get(best) or () if one]
    return next((getattr(transformers, one) for one in names if not one.endswith("Fast")), None) if names else None


def make_model(cls, place):
    """A model of its class's configuration with small numbers."""
    if any(place.glob("*.safetensors")):
        return
    import torch

    torch.manual_seed(0)
    model = cls(small_config(cls.config_class))
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.numel() > 1 and float(parameter.std()) == 0:
                parameter.add_(0.1 * torch.randn(parameter.shape))
    model.eval().save_pretrained(place, safe_serialization=True)


def small_config(cls):
    given = shrink.small(cls)
    for name in inspect.signature(cls.__init__).parameters:
        if name.endswith("vocab_size"):
            given[name] = VOCABULARY
    return cls(**{name: value for name, value in given.items() if not name.endswith("_token_id")})


def make_config(cls, place):
    if not (place / "config.json").exists():
        small_config(cls).save_pretrained(place)


def make_processor(cls, place, name):
    """The parts that a processor loads from the same place."""
    import transformers

    for attribute in cls.attributes:
        kinds = getattr(cls, f"{attribute}_class", None)
        for kind in kinds if isinstance(kinds, (list, tuple)) else [kinds]:
            part = getattr(transformers, kind or "", None)
            part = image_processor_by_words(name) if kind == "AutoImageProcessor" else part
            maker = maker_of(part, name) if part is not None else None
            if maker is not None:
                maker(part, place)
                break


def image_processor_by_words(name):
    """The image processor of the model type whose name is in an id."""
    from transformers.models.auto.image_processing_auto import IMAGE_PROCESSOR_MAPPING_NAMES

    import transformers

    words = name.split("/")[-1].lower().replace("_", "").replace("-", "")
    fitting = [kind for kind in IMAGE_PROCESSOR_MAPPING_NAMES if kind.replace("_", "").replace("-", "") in words]
    names = IMAGE_PROCESSOR_MAPPING_NAMES.get(max(fitting, key=len, default=""), ())
    return next((getattr(transformers, one) for one in names if one and not one.endswith("Fast")), None)


def make_tokenizer(cls, place):
    """The files that a tokenizer reads, by the names that it gives them."""
    files = vars_of(cls, "vocab_files_names")
    if any((place / file).exists() for file in files.values()):
        return
    slow = vars_of(cls, "slow_tokenizer_class")
    if slow:
        files = {**files, **vars_of(slow, "vocab_files_names")}
    vocabulary = files.get("vocab_file", "")
    settings = {"tokenizer_class": cls.__name__, "model_max_length": 77 if "merges_file" in files else 512}
    known = inspect.signature((slow or cls).__init__).parameters
    if "pad_token" not in known or known["pad_token"].default in (None, inspect.Parameter.empty):
        unknown = known["unk_token"].default if "unk_token" in known else None
        settings["pad_token"] = unknown if isinstance(unknown, str) else "<unk>"
    if vocabulary.endswith(".model"):
        (place / vocabulary).write_bytes(pieces(cls))
    elif vocabulary.endswith(".txt"):
        letters = [chr(code) for code in range(33, 127)]
        special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        (place / vocabulary).write_text("\n".join(special + letters + ["##" + one for one in letters]))
    else:
        special = special_tokens(cls)
        tokens = alphabet(ends_of_words="</w>" in inspect.getsource(slow or cls)) + special
        (place / vocabulary).write_text(json.dumps({token: index for index, token in enumerate(dict.fromkeys(tokens))}))
        (place / files["merges_file"]).write_text("#version: 0.2\n")
    (place / "tokenizer_config.json").write_text(json.dumps(settings))


def vars_of(cls, name):
    return getattr(cls, name, None) or {}


def special_tokens(cls):
    """Defaults of the parameters that name special tokens."""
    parameters = inspect.signature(cls.__init__).parameters
    return [p.default for p in parameters.values() if p.name.endswith("_token") and isinstance(p.default, str)]


def alphabet(ends_of_words):
    from transformers.models.gpt2.tokenization_gpt2 import bytes_to_unicode

    letters = list(bytes_to_unicode().values())
    return letters + [letter + "</w>" for letter in letters] if ends_of_words else letters


def pieces(cls):
    """A sentencepiece model, trained on the documentation of Python's own modules."""
    import sentencepiece
    import transformers

    folder = Path(transformers.__file__).parent / "models" / "clip"
    text = [
        line.strip() for file in sorted(folder.glob("*.py")) for line in file.read_text().splitlines() if line.strip()
    ]
    unigram = "Unigram" in inspect.getsource(cls) or "T5" in cls.__name__ or "XLM" in cls.__name__
    settings = (
        dict(model_type="unigram", vocab_size=PIECES)
        if unigram
        else dict(model_type="bpe", vocab_size=PIECES, byte_fallback=True)
    )
    special = [token for token in special_tokens(cls) if token.startswith("<")]
    if "<pad>" in special and special.index("<pad>") < 3:
        settings.update(
            pad_id=0, eos_id=1, unk_id=2, bos_id=-1 if "<bos>" not in special and "<s>" not in special else 3
        )
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text), model_writer=made, minloglevel=9, hard_vocab_limit=False, **settings
    )
    return made.getvalue()
