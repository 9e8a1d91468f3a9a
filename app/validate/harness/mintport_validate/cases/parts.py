"""Arguments of a constructor that are models themselves: a wrapper of several models says of which class they are."""

import inspect
import re
import sys

from . import shrink

NETWORKS = 2  # in a list of models; some wrappers refuse a list of one


def found(cls, base):
    """Parameter -> (class, whether it takes a list), for those that the annotations or the documentation of `cls` give a class
    below `base`, and that have no default."""
    given, kinds = shrink.defaults(cls)
    result = {}
    for name in [name for name, value in given.items() if value is shrink.EMPTY]:
        for text in (kinds[name], documented(cls, name)):
            named = [class_called(cls, word, base) for word in re.findall(r"[A-Za-z_][\w.]*", text)]
            named = [one for one in named if one is not None and one is not cls]
            if named:
                result[name] = (named[0], bool(re.search(r"[Ll]ist\b|[Tt]uple\b|Sequence\b", text)))
                break
    return result


def defaults(cls):
    """Parameter -> class, for those that are None unless somebody else sets the default that the class names: an attention's
    `processor` beside `_default_processor_cls`."""
    given, _ = shrink.defaults(cls)
    named = {name: getattr(cls, f"_default_{name}_cls", None) for name, value in given.items() if value is None}
    return {name: value for name, value in named.items() if inspect.isclass(value)}


def documented(cls, name):
    """What the documentation of a class says about the type of a parameter: name (`type`, *optional*)."""
    for doc in (cls.__doc__, cls.__init__.__doc__):
        match = re.search(rf"^\s*{name}\s*\((.*?)\)\s*:", doc or "", re.M)
        if match:
            return match[1]
    return ""


def class_called(cls, words, base):
    """The class of this name as the module of `cls` sees it, if it is below `base`."""
    value = vars(sys.modules[cls.__module__]).get(words.rpartition(".")[2])
    proper = inspect.isclass(value) and issubclass(value, base) and value.__module__.split(".")[0] != "torch"
    return value if proper else None


def spec(cls, arguments, package):
    """A model as a case says it."""
    where = f"{cls.__module__.removeprefix(package + '.')}:{cls.__name__}"
    return {"$class": where, "arguments": arguments}


def inputs(inner, case, name, place):
    """Guesses of an input of a wrapper, from the case of the class `inner` that it wraps: the same, one for each, or the first
    one under another name."""
    given = case["inputs"]
    if name in given:
        return [given[name], [given[name]] * NETWORKS]
    parameter = inspect.signature(inner.forward).parameters.get(name)
    if parameter is not None and type(parameter.default) in (int, float):
        return [[parameter.default] * NETWORKS]
    first = next(iter(given.values()), None)
    return [[first] * NETWORKS] if place == 0 and first is not None else []
