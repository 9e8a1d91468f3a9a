#!/usr/bin/env python3
"""Measures the value of each rule, and how often people made the same change.

    rules.py --program MINTPORT --hf DIR --port DIR [--rule RULE]... [--table FILE]

Converts the tree once with all rules and once without each rule (`convert --without RULE`). Formats all trees as
closeness.py does. For each rule:

  worth      remaining lines without the rule minus remaining lines with it
  changed    lines that differ without the rule: those that it wrote, and those that it removed
  precision  the share of these on which the port agrees: it has a written line, or lacks a removed one

A rule that changes nothing (it only reports, or its case does not occur) has a row of zeros. --table writes the result
into a Markdown file, between its marker comments.
"""
import argparse, json, re, subprocess, tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import closeness

RULES = Path(__file__).resolve().parents[2] / "docs/rules.md"
HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", re.M)


def hunks(a, b):
    """The numbers of the lines that are only in a, and of those that are only in b, as sets."""
    out = subprocess.run(["git", "diff", "--no-index", "--minimal", "-U0", str(a), str(b)],
                         capture_output=True, text=True).stdout
    gone, new = set(), set()
    for match in HUNK.finditer(out):
        a_at, a_count, b_at, b_count = (int(g) if g is not None else 1 for g in match.groups())
        gone.update(range(a_at, a_at + a_count))
        new.update(range(b_at, b_at + b_count))
    return gone, new


class Trees:
    def __init__(self, args, work):
        self.args, self.work = args, work
        self.rels = [str(path.relative_to(args.port)) for path in sorted(Path(args.port).rglob("*.py"))
                     if (Path(args.hf) / path.relative_to(args.port)).exists()]
        closeness.formatted_copy(args.port, self.rels, work / "port")
        self.whole = self.convert([], work / "whole")
        closeness.formatted_copy(self.whole, self.rels, work / "whole.f")

    def convert(self, options, into):
        subprocess.run([self.args.program, "convert", "--src-root", self.args.hf, "--dst-root", into / "tree",
                        "--report", "json", "--report-file", into.with_suffix(".json"), *options],
                       stdout=subprocess.DEVNULL, check=False)
        return into / "tree"

    def rules(self):
        report = json.loads((self.work / "whole.json").read_text())
        changing = {change["rule"] for file in report["files"] for change in file["changes"]}
        known = re.findall(r"^\| `([a-z0-9-]+)` \|", RULES.read_text(encoding="utf-8"), re.M)
        return sorted(changing), sorted(set(known) - changing)

    def measure(self, rule):
        tree = self.convert(["--without", rule], self.work / rule)
        other = [r for r in self.rels if (tree / r).read_bytes() != (self.whole / r).read_bytes()]
        closeness.formatted_copy(tree, other, self.work / (rule + ".f"))
        with ThreadPoolExecutor() as pool:
            parts = list(pool.map(lambda rel: self.file(rule, rel), other))
        worth, changed, same = (sum(part[i] for part in parts) for i in range(3))
        return {"rule": rule, "worth": worth, "changed": changed, "same": same, "files": len(other)}

    def file(self, rule, rel):
        whole, without, port = self.work / "whole.f" / rel, self.work / (rule + ".f") / rel, self.work / "port" / rel
        removed, written = hunks(without, whole)
        left, missing = hunks(whole, port)
        left_without, missing_without = hunks(without, port)
        worth = len(left_without) + len(missing_without) - len(left) - len(missing)
        return worth, len(removed) + len(written), len(written - left) + len(removed & left_without)


def table(rows):
    out = ["| rule | lines of the port | lines changed | as people did | files |", "| --- | ---: | ---: | ---: | ---: |"]
    for row in rows:
        share = f"{100 * row['same'] / row['changed']:.0f} %" if row["changed"] else ""
        out.append(f"| `{row['rule']}` | {row['worth']} | {row['changed']} | {share} | {row['files']} |")
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("program", "hf", "port"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--rule", action="append")
    parser.add_argument("--table", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        trees = Trees(args, Path(work))
        changing, others = (args.rule, []) if args.rule else trees.rules()
        rows = sorted((trees.measure(rule) for rule in changing), key=lambda row: -row["worth"])
        rows += [{"rule": rule, "worth": 0, "changed": 0, "same": 0, "files": 0} for rule in others]
    text = table(rows)
    print(text, end="")
    if args.table:
        old = args.table.read_text(encoding="utf-8")
        head, tail = old.split("<!-- rules: made by bench/fidelity/rules.py -->\n", 1)
        tail = tail.split("<!-- rules: end -->", 1)[1]
        args.table.write_text(f"{head}<!-- rules: made by bench/fidelity/rules.py -->\n{text}<!-- rules: end -->{tail}",
                              encoding="utf-8")


if __name__ == "__main__":
    main()
