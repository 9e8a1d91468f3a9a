#!/usr/bin/env python3
"""What an upgrade left to do, and what it lost; see run.

Lines left: added plus deleted lines (git diff --minimal) from a result to the later port, both formatted alike
(ruff format, 120 columns), over the files that stand in all four trees. Hand-made lines: those of ours that the
conversion of the old upstream has not. One is lost when the result with its conflicts marked has none of: the
line itself, its words in one statement in the newer spelling, or its words in one conflict.
"""
import argparse, ast, io, json, os, re, shutil, subprocess, sys, tempfile, tokenize
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MOST_LINES, MOST_CONFLICTS, MOST_SECONDS = 20000, 400, 10.0


def formatted(root, rels, into):
    for rel in rels:
        target = into / rel
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(root) / rel, target)
    subprocess.run(["ruff", "format", "-q", "--isolated", "--line-length", "120", str(into)], capture_output=True)


def unparsable(root, rels):
    broken = []
    for rel in rels:
        try:
            ast.parse((Path(root) / rel).read_text(encoding="utf-8"))
        except SyntaxError:
            broken.append(rel)
    return broken


def distance(a, b):
    out = subprocess.run(["git", "diff", "--no-index", "--minimal", "--numstat", str(a), str(b)],
                         capture_output=True, text=True).stdout
    added, deleted = out.split("\t")[:2] if out.strip() else (0, 0)
    return int(added) + int(deleted)


def lines_left(result, port, rels):
    with tempfile.TemporaryDirectory() as tmp:
        tmp = Path(tmp)
        formatted(result, rels, tmp / "result")
        formatted(port, rels, tmp / "port")
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return sum(pool.map(lambda rel: distance(tmp / "result" / rel, tmp / "port" / rel), rels))


def merge_file(a, rels, into):
    """git merge-file on the conversions, ours on conflict; the number of conflicts."""
    conflicts = 0
    for rel in rels:
        sides = [f"{a.ours}/{rel}", f"{a.base}/{rel}", f"{a.theirs}/{rel}"]
        count = subprocess.run(["git", "merge-file", "-p", "-q", *sides], capture_output=True).returncode
        conflicts += count if count < 128 else 0
        target = Path(into) / rel
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(subprocess.run(["git", "merge-file", "-p", "-q", "--ours", *sides], capture_output=True).stdout)
    return conflicts


def spellings():
    lines = Path("mappings/upgrade/spellings.txt").read_text().split("\n")
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def words_of(text, spelled):
    return {spelled.get(w, w) for w in re.findall(r"\w+", text)}


def lost_lines(a, rels):
    spelled, lost = spellings(), []
    for rel in rels:
        base = {l.strip() for l in (Path(a.base) / rel).read_text().split("\n")}
        base_flat = re.sub(r"[\s,()]", "", (Path(a.base) / rel).read_text())
        marked = (Path(a.marked) / rel).read_text()
        there = {re.sub(r"^# ?", "", l.strip()) for l in marked.split("\n")}
        flat = re.sub(r"[\s,()]", "", marked)
        known = words_of(marked, spelled)
        for number, line in enumerate((Path(a.ours) / rel).read_text().split("\n"), 1):
            bare = line.strip()
            joined = re.sub(r"[\s,()]", "", bare)
            if len(re.findall(r"\w", bare)) < 2 or bare in base or joined in base_flat:
                continue  # not made by hand: the conversion has it, layout aside
            if bare in there or joined in flat:
                continue
            new = words_of(bare, spelled) - words_of((Path(a.base) / rel).read_text(), spelled)
            new = {w for w in new if not re.fullmatch(r"(19|20)\d\d", w)}  # of a licence the later year stays
            if new - known:
                lost.append(f"{rel}:{number}: {bare}")
    return lost


def main():
    p = argparse.ArgumentParser()
    for name in ("old", "new", "base", "theirs", "ours", "port", "result", "marked", "report"):
        p.add_argument("--" + name, required=True)
    p.add_argument("--seconds", type=float, required=True)
    a = p.parse_args()
    rels = [str(f.relative_to(a.port)) for f in sorted(Path(a.port).rglob("*.py"))]
    rels = [r for r in rels if all((Path(t) / r).exists() for t in (a.old, a.new, a.ours, a.result))]
    totals = json.load(open(a.report))["totals"]
    every = [str(f.relative_to(a.result)) for f in Path(a.result).rglob("*.py")]
    broken = unparsable(a.result, every) + unparsable(a.marked, every)
    lost = lost_lines(a, rels)
    with tempfile.TemporaryDirectory() as tmp:
        conflicts = merge_file(a, rels, tmp)
        plain = lines_left(tmp, a.port, rels)
    left = lines_left(a.result, a.port, rels)
    print(f"{len(rels)} files stand in all four trees")
    print(f"{'':34} lines left  conflicts")
    print(f"{'doing nothing':34} {lines_left(a.ours, a.port, rels):10}")
    print(f"{'git merge-file on the conversions':34} {plain:10} {conflicts:10}")
    print(f"{'mintport upgrade':34} {left:10} {totals['conflicts']:10}")
    print(f"unparsable {len(broken)}; hand-made lines that are nowhere {len(lost)}; {a.seconds:.1f} s")
    for what in (broken + lost)[:20]:
        print("   ", what)
    bad = left > MOST_LINES or totals["conflicts"] > MOST_CONFLICTS or broken or a.seconds > MOST_SECONDS
    sys.exit(1 if bad else 0)


main()
