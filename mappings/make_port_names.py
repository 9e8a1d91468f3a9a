#!/usr/bin/env python3
"""Make targets/mindone-*.txt: the names that each module of the port defines.

Usage: make_port_names.py WHEEL_OR_FOLDER VERSION OUT.txt

WHEEL_OR_FOLDER is the mindone wheel or the unpacked folder with mindone/ in it; nothing of it is run. A line of the
output is "module name name ...". An __init__ offers what it imports or lists in _import_structure; any other module
what it defines at its top level, and "Class.member" of an enumeration. Names with a leading underscore are listed only
where an __init__ imports them.
"""

import ast
import pathlib
import re
import sys
import zipfile

PACKAGES = ("mindone/diffusers/", "mindone/transformers/", "mindone/peft/", "mindone/safetensors/")


def sources(path):
    if path.is_dir():
        for file in sorted(path.rglob("*.py")):
            yield file.relative_to(path).as_posix(), file.read_text()
    else:
        with zipfile.ZipFile(path) as wheel:
            for name in sorted(wheel.namelist()):
                if name.endswith(".py"):
                    yield name, wheel.read(name).decode()


def top_level(body):
    """Statements that run when the module is imported, including those in if, try and with."""
    for node in body:
        yield node
        for field in ("body", "orelse", "finalbody"):
            if not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                yield from top_level(getattr(node, field, []))
        for handler in getattr(node, "handlers", []):
            yield from top_level(handler.body)


def strings(node):
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def listed(node):
    """Names in `_import_structure = {...}`, `_import_structure["a"] = [...]` and `.extend([...])` of one of them."""
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name) and target.id == "_import_structure" and isinstance(node.value, ast.Dict):
            return set().union(*(strings(v) for v in node.value.values))
        if isinstance(target, ast.Subscript) and getattr(target.value, "id", "") == "_import_structure":
            return strings(node.value)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        base = node.value.func.value
        if isinstance(base, ast.Subscript) and getattr(base.value, "id", "") == "_import_structure":
            return set().union(*(strings(a) for a in node.value.args)) if node.value.args else set()
    return set()


def members(node):
    """Class.member of an enumeration, with the attributes that all members have."""
    bases = {ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases}
    kinds = {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"}
    if not bases & kinds or bases - kinds - {"str", "int"}:
        return set()
    names = {"name", "value"}
    for part in node.body:
        if isinstance(part, ast.Assign):
            names.update(t.id for t in part.targets if isinstance(t, ast.Name))
        elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names.add(part.name)
    return {f"{node.name}.{name}" for name in names if not name.startswith("_")}


def offered(name, text):
    names = set()
    for node in top_level(ast.parse(text).body):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            names.add(node.name)
            if isinstance(node, ast.ClassDef):
                names |= members(node)
        elif isinstance(node, ast.ImportFrom) and name.endswith("__init__.py"):
            if node.level:
                names.update(a.asname or a.name for a in node.names)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names.update(t.id for t in targets if isinstance(t, ast.Name))
        names |= listed(node)
    private = name.endswith("__init__.py")
    fit = {n for n in names if n.replace(".", "").isidentifier() and (private or not n.startswith("_"))}
    return fit - {"_import_structure"}


def main():
    root, version, out_file = sys.argv[1:]
    lines = []
    diffusers = ""
    for name, text in sources(pathlib.Path(root)):
        if not name.startswith(PACKAGES):
            continue
        if name == "mindone/diffusers/__init__.py":  # the release that the port follows
            diffusers = re.search(r'^__version__ = "(.+)"', text, re.MULTILINE)[1]
        module = name[:-3].replace("/", ".").removesuffix(".__init__")
        names = offered(name, text)
        if names:
            lines.append(" ".join([module, *sorted(names)]))
    with open(out_file, "w") as out:
        out.write(f"# mindone {version} with diffusers {diffusers}: module name name ...; made by make_port_names.py\n")
        out.write("".join(line + "\n" for line in sorted(lines, key=lambda l: l.split(" ")[0].encode())))


if __name__ == "__main__":
    main()
