"""The results as a file of the repository: an entry a line, so that a change of one is a change of one line."""

import json
import os
import subprocess

VERSIONS = "import mindspore, torch; print('VERSIONS', mindspore.__version__, torch.__version__)"


def read(path):
    """{name: row}"""
    return {row["name"]: row for row in json.loads(path.read_text())["entries"]} if path.exists() else {}


def versions(python):
    said = subprocess.run([python, "-c", VERSIONS], capture_output=True, text=True, check=True).stdout
    return next(line.split()[1:] for line in said.splitlines() if line.startswith("VERSIONS"))


def write(path, rows, entries, python):
    """`rows`, and those that stand in the file of entries that there are still."""
    rows = {**read(path), **rows}
    rows = [
        rows.get(name) or {"name": name, "target": entries[name].target, "not run": "not tried yet"} for name in entries
    ]
    mindspore, torch = versions(python)
    head = {"mindspore": mindspore, "torch": torch.split("+")[0], "device": os.environ.get("OPERATORS_DEVICE", "CPU")}
    lines = [json.dumps(row) for row in rows]
    text = json.dumps(head)[:-1] + ', "entries": [\n' + ",\n".join(lines) + "\n]}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    tell(rows)


def tell(rows):
    ran = [row for row in rows if "cases" in row]
    cases, same = (sum(row[key] for row in ran) for key in ("cases", "same"))
    kernels = sum(row["no kernel"]["cases"] for row in ran if "no kernel" in row)
    print(f"{len(rows)} entries, {len(ran)} with cases; {cases} cases, {same} the same, {kernels} without a kernel")
    for kind in ("differs", "refused"):
        groups = [group for row in ran for group in row.get(kind, ())]
        print(f"{kind}: {sum(g['cases'] for g in groups)} cases, {sum(g['silent'] for g in groups)} of them silent")
