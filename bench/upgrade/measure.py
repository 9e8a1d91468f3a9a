#!/usr/bin/env python3
"""Measures the work that an upgrade leaves, and the work that it loses; see run.

Lines left: added plus deleted lines (git diff --minimal) from a result to the later port, both formatted
with ruff (120 columns), over the files in all four trees. Hand-made lines: statements of ours that the conversion of the
old upstream lacks; lost_lines defines when one is lost.
"""
import argparse, ast, collections, difflib, io, json, os, re, subprocess, sys, tempfile, tokenize
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fidelity"))
from closeness import distance, formatted

MOST_LINES, MOST_CONFLICTS, MOST_SECONDS = 20000, 400, 10.0


def unparsable(root, rels):
    broken = []
    for rel in rels:
        try:
            ast.parse((Path(root) / rel).read_text(encoding="utf-8"))
        except SyntaxError:
            broken.append(rel)
    return broken


def lines_left(result, port, rels):
    """`port` is formatted."""
    with tempfile.TemporaryDirectory() as tmp:
        tmp = Path(tmp)
        formatted(result, rels, tmp)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return sum(pool.map(lambda rel: distance(tmp / rel, port / rel), rels))


def merge_file(a, rels, into):
    """Runs git merge-file on the conversions, with ours on conflict. Returns the number of conflicts."""
    conflicts = 0
    for rel in rels:
        sides = [f"{a.ours}/{rel}", f"{a.base}/{rel}", f"{a.theirs}/{rel}"]
        count = subprocess.run(["git", "merge-file", "-p", "-q", *sides], capture_output=True).returncode
        conflicts += count if count < 128 else 0
        target = Path(into) / rel
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(subprocess.run(["git", "merge-file", "-p", "-q", "--ours", *sides], capture_output=True).stdout)
    return conflicts


def prose(line):
    """The words of a comment; without the year of a licence, because the later year stays."""
    words = re.findall(r"\w+|[^\w\s]", line)
    return tuple(w for w in words if not ("Copyright" in words and re.fullmatch(r"(19|20)\d\d", w)))


def statements(text):
    """[(line, words)] of each statement and comment, without layout: no blanks, no comma before a bracket."""
    out, words, line = [], [], 0
    skip = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.ENCODING)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            out.append((token.start[0], prose(token.string)))
        elif token.type == tokenize.NEWLINE:
            out.append((line, tuple(words)))
            words = []
        elif token.type not in skip:
            line = line if words else token.start[0]
            if token.string in ")]}" and words and words[-1] == ",":
                words.pop()
            if token.type == tokenize.STRING and token.string.count("\n"):
                if words:
                    words.append(token.string)
                else:  # a docstring: line by line
                    lines = token.string.split("\n")
                    out += [(token.start[0] + i, prose(l)) for i, l in enumerate(lines) if l.strip()]
            else:
                words.append(token.string)
    return out + ([(line, tuple(words))] if words else [])


def by_hand(ours, base):
    """The statements of ours that base lacks, by index, with the words that base has instead."""
    match = difflib.SequenceMatcher(None, [w for _, w in base], [w for _, w in ours], autojunk=False)
    for kind, b, b_end, o, o_end in match.get_opcodes():
        if kind in ("insert", "replace"):
            for i in range(o, o_end):
                yield i, [w for _, w in base[b:b_end]]


def added_words(words, near):
    """The words added by hand to the nearest statement of base."""
    shared = [(sum((collections.Counter(words) & collections.Counter(other)).values()), other) for other in near]
    nearest = max(shared, default=(0, ()), key=lambda pair: pair[0])[1]
    return collections.Counter(words) - collections.Counter(nearest)


def marks_of(report):
    """The report's entries about ours, by file: respelled statements, removed imports, updated blocks."""
    marks = {}
    for file in report["files"]:
        old = file.get("old_path", file["path"])
        respelled = [w for r in file.get("respellings", []) for _, w in statements_of_part(r["before"])]
        marks[old] = (respelled, {i["name"] for i in file.get("imports_gone", [])})
    return marks


def statements_of_part(text):
    """The words of a statement, or of a header without its block."""
    try:
        return statements(text + "\n")
    except tokenize.TokenError:
        return [(1, tuple(text.split()))]


def is_somewhere(added, bags):
    """Whether a statement contains all these words, ignoring punctuation."""
    added = collections.Counter({word: n for word, n in added.items() if re.search(r"\w", word)})
    return not added or any(not added - bag for bag in bags)


def lost_lines(a, rels, report):
    """Hand-made statements that are neither in the result, nor in a conflict, nor in the report. One that both sides
    changed may be in the result in another shape: then a statement there holds all words that the hand added."""
    marks, lost, made, listed = marks_of(report), [], 0, 0
    for rel in rels:
        base, ours, result = (statements((Path(t) / rel).read_text()) for t in (a.base, a.ours, a.marked))
        there = [words for _, words in result]
        left = collections.Counter(there)
        bags = [collections.Counter(words) for words in left]
        respelled, names = marks.get(rel, ([], set()))
        respelled = collections.Counter(respelled)
        match = difflib.SequenceMatcher(None, there, [w for _, w in ours], autojunk=False)
        placed = {i for block in match.get_matching_blocks() for i in range(block.b, block.b + block.size)}
        left.subtract(ours[i][1] for i in placed)
        for i, near in by_hand(ours, base):
            line, words = ours[i]
            made += 1
            if i in placed:
                continue
            if left[words] > 0:
                left[words] -= 1
            elif respelled[words] > 0:
                respelled[words] -= 1
                listed += 1
            else:
                added = added_words(words, near)
                for name in names & set(added):
                    del added[name]
                if not is_somewhere(added, bags):
                    lost.append(f"{rel}:{line}: {' '.join(words)[:160]}")
    return made, listed, lost


def main():
    p = argparse.ArgumentParser()
    for name in ("old", "new", "base", "theirs", "ours", "port", "result", "marked", "report"):
        p.add_argument("--" + name, required=True)
    p.add_argument("--seconds", type=float, required=True)
    a = p.parse_args()
    rels = [str(f.relative_to(a.port)) for f in sorted(Path(a.port).rglob("*.py"))]
    rels = [r for r in rels if all((Path(t) / r).exists() for t in (a.old, a.new, a.ours, a.result))]
    report = json.load(open(a.report))
    totals = report["totals"]
    every = [str(f.relative_to(a.result)) for f in Path(a.result).rglob("*.py")]
    broken = unparsable(a.result, every) + unparsable(a.marked, every)
    made, listed, lost = lost_lines(a, rels, report)
    with tempfile.TemporaryDirectory() as tmp:
        plainly, port = Path(tmp) / "plainly", Path(tmp) / "port"
        formatted(a.port, rels, port)
        conflicts = merge_file(a, rels, plainly)
        plain, left, nothing = (lines_left(result, port, rels) for result in (plainly, a.result, a.ours))
    print(f"{len(rels)} files stand in all four trees")
    print(f"{'':34} lines left  conflicts")
    print(f"{'doing nothing':34} {nothing:10}")
    print(f"{'git merge-file on the conversions':34} {plain:10} {conflicts:10}")
    print(f"{'mintport upgrade':34} {left:10} {totals['conflicts']:10}")
    print(f"unparsable {len(broken)}; {a.seconds:.1f} s")
    print(f"{made} statements made by hand: {listed} respelled and listed in the report, {len(lost)} lost without a mark")
    for what in (broken + lost)[:20]:
        print("   ", what)
    bad = bool(lost) or left > MOST_LINES or totals["conflicts"] > MOST_CONFLICTS or broken or a.seconds > MOST_SECONDS
    sys.exit(1 if bad else 0)


main()
