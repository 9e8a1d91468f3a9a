"""Cases that the project keeps: one JSON file for each class, written by hand or kept from a search."""

import json
from pathlib import Path

from ..failure import BadCase


def find(original, cls, request):
    """The case of CLASS.json in the folder of cases; None without one. Raises BadCase for a file with an error."""
    folder = original.settings.get("cases")
    path = Path(folder) / f"{request['class']}.json" if folder else None
    if path is None or not path.exists():
        return None
    try:
        case = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadCase(f"{path.name}{line} is no JSON: {getattr(error, 'msg', error)}") from error
    return {"case": checked(case, path, request), "name": path.name}


def checked(case, path, request):
    """The case with what may be left out. Raises BadCase."""
    if not isinstance(case, dict):
        raise BadCase(f"{path.name} must hold an object")
    if case.get("class", request["class"]) != request["class"]:
        raise BadCase(f"{path.name} is for the class {case['class']}")
    if request["kind"] == "scheduler":
        if not isinstance(case.get("runs"), list) or not all("plan" in run for run in case["runs"]):
            raise BadCase(f'{path.name} needs "runs", a list of objects with "plan"')
        return case
    for name in ("arguments", "inputs"):
        if not isinstance(case.setdefault(name, {}), dict):
            raise BadCase(f'"{name}" in {path.name} must be an object')
    case.setdefault("entries", [{"name": "forward"}])
    if case.get("arrays"):
        case["arrays"] = str(path.parent / case["arrays"])
    return case


def keep(folder, name, case):
    """Writes a case that a search found. Returns the name of the file."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder) / f"{name}.json"
    path.write_text(json.dumps({"class": name, **case}, indent=1) + "\n", encoding="utf-8")
    return path.name
