#!/usr/bin/env python3
"""Make outputs.json: the results of the port's transformers models if no object is requested.

Usage: make_outputs.py WHEEL_OR_FOLDER OUT.json

WHEEL_OR_FOLDER is the mindone wheel or the unpacked folder with mindone/ in it; nothing of it is run. Listed are the
classes that mindone.transformers offers whose `construct` has `return_dict` with the default False, with the fields of
the class that its annotation names, in the order of that dataclass. Models whose default asks their configuration give
an object there as in transformers, and are not listed.
"""

import ast
import json
import pathlib
import sys

from make_port_names import offered, sources

PACKAGE = "mindone/transformers/"


def fields(body):
    return [n.target.id for n in body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)]


def gives_tuple(function):
    arguments = function.args.args
    defaults = dict(zip([a.arg for a in arguments[len(arguments) - len(function.args.defaults):]], function.args.defaults))
    value = defaults.get("return_dict")
    return isinstance(value, ast.Constant) and value.value is False


def main(path, out):
    trees = {name: ast.parse(text) for name, text in sources(path) if name.startswith(PACKAGE)}
    public = offered(PACKAGE + "__init__.py", ast.unparse(trees[PACKAGE + "__init__.py"]))
    classes = {
        (name, node.name): node for name, tree in trees.items() for node in tree.body if isinstance(node, ast.ClassDef)
    }
    shared = {
        node.name: fields(node.body) for (name, _), node in classes.items() if name == PACKAGE + "modeling_outputs.py"
    }
    made = {}
    for (name, class_name), node in classes.items():
        own = {n: fields(c.body) for (file, n), c in classes.items() if file == name}
        for function in node.body:
            if not (isinstance(function, ast.FunctionDef) and function.name == "construct" and gives_tuple(function)):
                continue
            named = [n.id for n in ast.walk(function.returns or ast.Pass()) if isinstance(n, ast.Name)]
            found = [own.get(n) or shared.get(n) for n in named if own.get(n) or shared.get(n)]
            if class_name in public and len(found) == 1:
                made["transformers." + class_name] = found[0]
    lines = [f"    {json.dumps(name)}: {json.dumps(made[name])}" for name in sorted(made)]
    with open(out, "w") as file:
        file.write('{\n  "description": "What models give when return_dict is not said: the fields of a tuple, in order. '
                   'Made by make_outputs.py from the port\'s wheel.",\n')
        file.write('  "model_outputs": {\n' + ",\n".join(lines) + "\n  }\n}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
