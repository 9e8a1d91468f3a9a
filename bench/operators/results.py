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
    tell(rows, entries)


def tell(rows, entries):
    """The coverage by kind, as it stands in docs/manual/operators.md, and what is without consequence."""
    lines = [("kind", "entries", "with cases", "cases", "same", "differs", "refused", "no kernel", "not run")]
    kinds = sorted({entry.category for entry in entries.values()})
    for kind in [*kinds, "all"]:
        chosen = [row for row in rows if kind in ("all", entries[row["name"]].category)]
        ran = [row for row in chosen if "cases" in row]
        unlike = [sum(group["cases"] for row in ran for group in row.get(key, ())) for key in ("differs", "refused")]
        lines.append((
            kind, len(chosen), len(ran), *(sum(row[key] for row in ran) for key in ("cases", "same")), *unlike,
            sum(row["no kernel"]["cases"] for row in ran if "no kernel" in row), len(chosen) - len(ran),
        ))  # fmt: skip
    for line in lines:
        print("| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in line) + " |")
    for row in rows:
        for kind in ("differs", "refused"):
            for group in row.get(kind, ()):
                if group["silent"] and "waived" not in group:
                    print(f"without consequence: {row['name']} {kind} when {group['when']}: {group['example']}: {group['why']}")
