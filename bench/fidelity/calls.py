"""Calls of a project's own functions that do not fit their signatures: an unknown keyword, too many positional arguments,
or a missing argument. Detects an interface that was changed without its callers. Only checks callees that are certain:

  f(...), Class(...)      defined in the same file, or imported from a module or folder of the package
  self.f(...)             defined once in the enclosing class or its bases
  super().f(...)          defined in a base
  self.x(...)             if __init__ assigns Class(...) to self.x, or lists of Class(...) that a loop iterates over

    misfits(folder, package="diffusers") -> {relative path: [Misfit]}
"""

import ast
import collections
from dataclasses import dataclass, field
from pathlib import Path

CALLED = ("construct", "forward", "__call__")  # the methods that run when an instance is called
LISTS = {"ModuleList", "CellList", "Sequential", "SequentialCell"}


@dataclass
class Function:
    node: ast.AST
    bound: bool  # Python passes the first parameter
    places: set  # (file, line) of its header; for a constructor also of its class

    def misfit(self, call):
        """The part of the call that does not fit, or None."""
        a = self.node.args
        given = call.args
        if any(isinstance(one, ast.Starred) for one in given) or any(k.arg is None for k in call.keywords):
            given, open_end = [], True
        else:
            open_end = False
        by_place = [one.arg for one in a.posonlyargs + a.args][1 if self.bound else 0 :]
        named = set(by_place) | {one.arg for one in a.kwonlyargs}
        for keyword in call.keywords:
            if keyword.arg is not None and keyword.arg not in named and a.kwarg is None:
                return f"no parameter {keyword.arg}"
        if len(given) > len(by_place) and a.vararg is None:
            return f"{len(given)} values by place, {len(by_place)} taken"
        if open_end:
            return None
        needed = by_place[: len(by_place) - min(len(a.defaults), len(by_place))]
        needed = needed[len(given) :] + [p.arg for p, default in zip(a.kwonlyargs, a.kw_defaults) if default is None]
        missing = set(needed) - {keyword.arg for keyword in call.keywords}
        return f"{', '.join(sorted(missing))} not given" if missing else None


@dataclass
class Misfit:
    line: int
    callee: str
    what: str
    places: set  # places that a finding may have: the lines of the call, and the headers of the callee


@dataclass
class Class:
    name: str
    bases: list
    file: object
    methods: dict = field(default_factory=dict)  # name -> Function; None: several, or changed by a decorator
    held: dict = field(default_factory=dict)  # attribute -> names of the classes that __init__ assigns


@dataclass
class File:
    rel: str
    tree: ast.AST
    functions: dict = field(default_factory=dict)
    classes: dict = field(default_factory=dict)
    imported: dict = field(default_factory=dict)  # bound name -> name in the package
    bound: collections.Counter = field(default_factory=collections.Counter)


def last(node):
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def header(node, rel):
    ends = [one.end_lineno for one in ast.walk(node.args) if hasattr(one, "end_lineno")]
    return {(rel, line) for line in range(node.lineno, max([node.lineno, *ends]) + 1)}


def function_of(node, in_class, places):
    decorators = {last(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list}
    known = {"classmethod", "staticmethod", "torch_disable", "no_grad", "register_to_config", "replace_example_docstring"}
    known |= {"validate_hf_hub_args", "apply_forward_hook", "abstractmethod", "lru_cache", "_inference_mode", "contextmanager"}
    return Function(node, in_class and "staticmethod" not in decorators, places) if decorators <= known else None


def made_classes(value):
    """Names of the classes that the expression creates, or holds in a list."""
    if isinstance(value, ast.IfExp):
        return made_classes(value.body) | made_classes(value.orelse)
    if not isinstance(value, ast.Call):
        return {""} if not (isinstance(value, ast.Constant) and value.value is None) else set()
    name = last(value.func)
    if name in LISTS:
        inner = value.args[0] if len(value.args) == 1 else None
        if isinstance(inner, (ast.ListComp, ast.GeneratorExp)):
            return {"*" + one for one in made_classes(inner.elt)}
        return {""}
    return {name if isinstance(value.func, ast.Name) else ""}


class Project:
    def __init__(self, folder, package):
        self.files, self.classes, self.functions = [], collections.defaultdict(list), collections.defaultdict(list)
        self.folder = Path(folder)
        for path in sorted(Path(folder).rglob("*.py")):
            try:
                tree = ast.parse(path.read_text(encoding="utf-8"))
            except (SyntaxError, UnicodeDecodeError):
                continue
            self.add(File(path.relative_to(folder).as_posix(), tree), package)

    def add(self, file, package):
        self.files.append(file)
        for node in ast.walk(file.tree):
            if isinstance(node, ast.ImportFrom) and self.has(node, file, package):
                for one in node.names:
                    file.imported[one.asname or one.name] = one.name
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                file.bound[node.name] += 1
            if isinstance(node, ast.arg):
                file.bound[node.arg] += 1
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                file.bound[node.id] += 1
        for node in file.tree.body:
            if isinstance(node, ast.FunctionDef):
                file.functions[node.name] = function_of(node, False, header(node, file.rel))
                self.functions[node.name].append(file.functions[node.name])
            elif isinstance(node, ast.ClassDef):
                made = file.classes[node.name] = self.read_class(node, file)
                self.classes[node.name].append(made)

    def has(self, node, file, package):
        """Whether the imported module is a file or a folder of the project."""
        parts, around = (node.module or "").split("."), Path(file.rel).parts
        if node.level > len(around) or (not node.level and parts.pop(0) != package):
            return False
        place = self.folder.joinpath(*(around[: -node.level] if node.level else ()), *parts)
        return place.is_dir() or place.with_suffix(".py").is_file()

    @staticmethod
    def read_class(node, file):
        out = Class(node.name, [last(base) for base in node.bases], file)
        for part in node.body:
            if not isinstance(part, ast.FunctionDef):
                continue
            places = header(part, file.rel) | ({(file.rel, node.lineno)} if part.name == "__init__" else set())
            out.methods[part.name] = None if part.name in out.methods else function_of(part, True, places)
            if part.name != "__init__":
                continue
            for inner in ast.walk(part):
                if isinstance(inner, ast.Assign) and len(inner.targets) == 1:
                    target = inner.targets[0]
                    if isinstance(target, ast.Attribute) and last(target.value) == "self":
                        out.held.setdefault(target.attr, set()).update(made_classes(inner.value))
        if any(last(d.func if isinstance(d, ast.Call) else d) == "dataclass" for d in node.decorator_list):
            out.methods.setdefault("__init__", None)
        return out

    def class_named(self, name, file):
        """The only class with that name in the file."""
        if name in file.classes:
            return file.classes[name] if file.bound[name] == 1 else None
        found = self.classes.get(file.imported.get(name, ""), [])
        return found[0] if len(found) == 1 and not file.bound[name] else None

    def method(self, cls, name, own=True, seen=()):
        """The method of the class or its bases; None if a base is unknown."""
        if cls is None or cls in seen:
            return None
        if own and name in cls.methods:
            return cls.methods[name]
        for base in cls.bases:
            above = self.class_named(base, cls.file)
            if above is None:
                return None
            found = self.method(above, name, True, (*seen, cls))
            if found is not None:
                return found
        return None

    def called(self, name, file):
        """f(...) or Class(...)"""
        if file.bound[name] > 1:
            return None
        if name in file.functions:
            return file.functions[name]
        cls = self.class_named(name, file)
        if cls is not None:
            return self.method(cls, "__init__")
        found = self.functions.get(file.imported.get(name, ""), [])
        return found[0] if len(found) == 1 and not file.bound[name] else None

    def instances(self, held, star, file):
        """The functions that may run when an attribute with an instance of one of these classes is called."""
        out = []
        for name in held:
            if not name or name.startswith("*") != star:
                return []
            cls = self.class_named(name.lstrip("*"), file)
            found = next((f for f in (self.method(cls, one) for one in CALLED) if f is not None), None)
            if found is None:
                return []
            out.append(found)
        return out

    def callees(self, call, cls, loops, file):
        f = call.func
        if isinstance(f, ast.Name):
            if f.id in loops and cls is not None:
                return self.instances(cls.held.get(loops[f.id], ()), True, file)
            return [self.called(f.id, file)]
        if not isinstance(f, ast.Attribute) or cls is None:
            return []
        if isinstance(f.value, ast.Call) and last(f.value.func) == "super":
            return [self.method(cls, f.attr, own=False)]
        if isinstance(f.value, ast.Name) and f.value.id == "self":
            if f.attr in cls.held:
                return self.instances(cls.held[f.attr], False, file)
            return [self.method(cls, f.attr)]
        return []


def looped(function):
    """Variables of loops over self.x, enumerate(self.x): name -> x."""
    out = {}
    for node in ast.walk(function):
        if not isinstance(node, ast.For):
            continue
        target, source = node.target, node.iter
        if isinstance(source, ast.Call) and last(source.func) == "enumerate" and source.args:
            source, target = source.args[0], target.elts[1] if isinstance(target, ast.Tuple) else None
        if isinstance(target, ast.Name) and isinstance(source, ast.Attribute) and last(source.value) == "self":
            out[target.id] = source.attr if out.get(target.id, source.attr) == source.attr else ""
    return out


def calls(node, cls=None, loops=None):
    """Every call, with its enclosing class and loops."""
    for child in ast.iter_child_nodes(node):
        inner, names = cls, loops or {}
        if isinstance(child, ast.ClassDef):
            inner = child.name if cls is None else ""
        elif isinstance(child, ast.FunctionDef) and not names:
            names = looped(child)
        if isinstance(child, ast.Call):
            yield child, inner, names
        yield from calls(child, inner, names)


def misfits(folder, package="diffusers"):
    project, out = Project(folder, package), {}
    for file in project.files:
        for call, cls, loops in calls(file.tree):
            found = project.callees(call, file.classes.get(cls), loops, file)
            said = [one.misfit(call) if one is not None else None for one in found]
            if said and all(said):
                places = {(file.rel, line) for line in range(call.lineno, call.end_lineno + 1)}
                places.update(*(one.places for one in found))
                out.setdefault(file.rel, []).append(Misfit(call.lineno, ast.unparse(call.func), said[0], places))
    return out


if __name__ == "__main__":
    import sys

    for rel, rows in misfits(sys.argv[1]).items():
        for row in rows:
            print(f"{rel}:{row.line}: {row.callee}: {row.what}")
