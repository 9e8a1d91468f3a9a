"""The public classes of a file that can be validated. Reads the code; imports nothing."""

import ast
import re
from pathlib import Path

KINDS = {"ModelMixin": "model", "SchedulerMixin": "scheduler", "DiffusionPipeline": "pipeline", "Cell": "block"}
ORDER = ["model", "scheduler", "pipeline", "block"]


def listed(port_root, file):
    """[{"class", "kind", "line"}] in the order of the file. Raises OSError and SyntaxError."""
    reader = Reader(Path(port_root))
    tree = reader.tree(file)
    found = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in KINDS:
            kind = reader.kind(file, node.name)
            if kind and (kind not in ("model", "block") or reader.runs(file, node.name)):
                found.append({"class": node.name, "kind": kind, "line": node.lineno})
    return found


class Reader:
    def __init__(self, root):
        self.root, self._trees, self._kinds = root, {}, {}

    def tree(self, file):
        if file not in self._trees:
            self._trees[file] = ast.parse((self.root / file).read_text(encoding="utf-8"), filename=file)
        return self._trees[file]

    def kind(self, file, name):
        """What the bases of a class lead to, in this file and through imports within the root."""
        if (file, name) in self._kinds:
            return self._kinds[file, name]
        self._kinds[file, name] = None  # for a cycle
        defined = self._defined(file, name)
        if defined is None:
            kinds = [self.kind(*place) for place in self._imported(file, name)]
        else:
            kinds = [self._kind_of_base(file, base) for base in defined.bases]
        self._kinds[file, name] = next((kind for kind in ORDER if kind in kinds), None)
        return self._kinds[file, name]

    def runs(self, file, name, seen=()):
        """Whether a class, or one of its bases, says what it computes: a mixin does not."""
        defined = self._defined(file, name)
        if defined is None:
            places = [place for place in self._imported(file, name) if place not in seen]
            return any(self.runs(*place, (*seen, place)) for place in places)
        if any(isinstance(node, ast.FunctionDef) and node.name == "construct" for node in defined.body):
            return True
        layers = [base for base in defined.bases if isinstance(base, ast.Attribute) and base.attr != "Cell"]
        names = [base.id for base in defined.bases if isinstance(base, ast.Name) and (file, base.id) not in seen]
        return bool(layers) or any(self.runs(file, base, (*seen, (file, base))) for base in names)

    def _defined(self, file, name):
        """The definition of a class in a file, or None."""
        return next((node for node in self._body(file) if isinstance(node, ast.ClassDef) and node.name == name), None)

    def _body(self, file):
        try:
            return self.tree(file).body
        except (OSError, SyntaxError):
            return []

    def _kind_of_base(self, file, base):
        name = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", None)
        if name in KINDS:
            return KINDS[name]
        if isinstance(base, ast.Attribute):  # nn.Conv2d
            return "block" if re.fullmatch(r"(mint\.)?nn\.\w+|mindspore\.nn\.\w+", ast.unparse(base)) else None
        return self.kind(file, name) if name else None

    def _imported(self, file, name):
        """(file, name) where an import of the file leads."""
        for node in ast.walk(ast.Module(self._body(file), [])):
            if not isinstance(node, ast.ImportFrom):
                continue
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    parts = file.split("/")[: -node.level] if node.level else []
                    parts = parts + (node.module or "").split(".") if node.module else parts
                    for there in ("/".join(parts) + ".py", "/".join([*parts, "__init__.py"])):
                        if (self.root / there).exists():
                            yield there, alias.name
