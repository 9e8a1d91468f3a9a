#!/usr/bin/env python3
"""Make a compact list of names (targets/*.txt) from the introspection of a library.

Usage: make_targets.py torch|mindspore FACTS.json OUT.txt

FACTS.json is {"version": "2.10.0", "symbols": {"mindspore.mint.cat": {"kind": "function", "signature": "(...)"}}},
where a kind is function, method, class, module, value or property, and a signature is Python's own text; overloads
are separated by " | ". A line of the output is "name kind signature": kind is one letter, and the signature keeps only
what a caller can see: "(input,dim=,*,out=)". "=" says that there is a default. A name without a signature has none known.
Overloads are merged: every parameter of any of them, optional where one of them does without it.
"""

import json
import re
import sys

KINDS = {"function": "f", "method": "m", "class": "c", "module": "o", "value": "v", "property": "p"}

# Names that ports may use. The others are internal.
KEEP_MINDSPORE = re.compile(
    r"mindspore(\.[A-Za-z_]\w*|\.mint\..+|\.ops\.[A-Za-z]\w*|\.nn\.[A-Za-z]\w*|\.nn\.Cell\.\w+|\.Tensor\.\w+"
    r"|\.Parameter\.\w+|\.amp\.\w+|\.numpy\.\w+|\.runtime\.\w+|\.hal\.\w+|\.communication\..+|\.context\.\w+"
    r"|\.common\.dtype\.\w+|\.common\.initializer\.\w+|\.dataset\.\w+|\.dataset\.(vision|transforms)\.\w+"
    r"|\.ops\.function\.nn_func\.multi_head_attention_forward|\.train\.\w+|\.parallel\.\w+|\.device_context\.\w+)$"
)
DROP = {
    "mindspore": re.compile(r"\.(absolute_import|annotations)$|\.mint\.(.*\.)?(mindspore|ops|validator|F)$"),
    "torch": re.compile(r"\.(TYPE_CHECKING|annotations|Any|Callable|Optional|Union|Iterable|Literal|TypeVar|ParamSpec)$"),
}

# Signatures that introspection does not find.
KNOWN = {"torch.nn.Parameter": "(data=None, requires_grad=True)"}


def split_top(text, separator):
    """Parts of `text` at separators that are outside brackets and string literals."""
    parts, depth, quote, start = [], 0, None, 0
    for i, c in enumerate(text):
        if quote:
            if c == quote and text[i - 1] != "\\":
                quote = None
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif depth == 0 and text.startswith(separator, i):
            parts.append(text[start:i])
            start = i + len(separator)
    parts.append(text[start:])
    return parts


def inside(signature):
    """The text between the parentheses, without the return type; None if there are none."""
    signature = signature.strip()
    if not signature.startswith("("):
        return None
    depth, quote = 0, None
    for i, c in enumerate(signature):
        if quote:
            if c == quote:
                quote = None
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
            if depth == 0:
                return signature[1:i]
    return None


def parse(signature):
    """[(name, kind, has_default)]; kind: "/" positional only, "" ordinary, "*" keyword only, "args", "kwargs"."""
    text = inside(signature)
    if text is None:
        return None
    out, kind = [], ""
    for part in split_top(text, ","):
        part = part.strip()
        if not part:
            continue
        if part == "/":
            out = [(n, "/" if k == "" else k, d) for n, k, d in out]
        elif part == "*":
            kind = "*"
        else:
            match = re.match(r"(\*{0,2})([A-Za-z_]\w*)", part)
            if not match:
                return None
            stars, name = match.groups()
            if stars:
                out.append((name, "args" if stars == "*" else "kwargs", False))
                if stars == "*":
                    kind = "*"
            else:
                out.append((name, kind, len(split_top(part, "=")) > 1))
    return out


def merge(overloads):
    """One parameter list that accepts what any of the overloads accepts."""
    first = overloads[0]
    if len(overloads) == 1:
        return first
    names = {}
    for overload in overloads:
        for name, kind, default in overload:
            names.setdefault(name, []).append((kind, default))
    order = {"/": 0, "": 1, "args": 2, "*": 3, "kwargs": 4}
    out = []
    for name, seen in names.items():
        kind = "" if any(k in ("", "/") for k, _ in seen) else seen[0][0]
        optional = len(seen) < len(overloads) or any(d for _, d in seen)
        out.append((name, kind, optional and kind not in ("args", "kwargs")))
    out.sort(key=lambda p: order[p[1]])
    return out


def compact(signature, bound):
    overloads = []
    for text in split_top(signature, " | ("):
        parsed = parse(text if text.lstrip().startswith("(") else "(" + text)
        if parsed is None:
            return ""
        if bound and parsed and parsed[0][0] == "self":
            parsed = parsed[1:]
        overloads.append(parsed)
    plain = [o for o in overloads if [p[1] for p in o] != ["args", "kwargs"]]
    if not plain:
        return ""
    out, state = [], "/"
    for name, kind, default in merge(plain):
        if state == "/" and kind != "/" and out:
            out.append("/")
        if state != "*" and kind == "*":
            out.append("*")
        state = {"args": "*", "kwargs": "*"}.get(kind, kind)
        out.append({"args": "*", "kwargs": "**"}.get(kind, "") + name + ("=" if default else ""))
    if state == "/" and out:
        out.append("/")
    if out[:1] == ["/"]:
        out = out[1:]
    return "(" + ",".join(out) + ")"


def main():
    library, facts_file, out_file = sys.argv[1:]
    facts = json.load(open(facts_file))
    lines = []
    for name, fact in facts["symbols"].items():
        if library == "mindspore" and not KEEP_MINDSPORE.match(name):
            continue
        if DROP[library].search(name):
            continue
        signature = fact.get("signature", "") or KNOWN.get(name, "")
        bound = fact["kind"] in ("class", "method")
        short = compact(signature, bound) if signature else ""
        lines.append(" ".join(filter(None, (name, KINDS[fact["kind"]], short))))
    version = facts["version"].split("+")[0]
    with open(out_file, "w") as out:
        out.write(f"# {library} {version}: name kind signature; made by make_targets.py\n")
        out.write("".join(line + "\n" for line in sorted(lines, key=lambda l: l.split(" ")[0].encode())))


main()
