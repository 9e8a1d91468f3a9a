"""One row of the results: how many cases of an entry were the same, and of the others when, and how it shows."""

import re
from collections import defaultdict

from entries import symbols
from waivers import waived

TORCH = symbols("torch-*.txt")
KINDS = {"differs": "differs", "refused": "refused", "crash": "refused"}
MOST = 5  # groups of a kind in a row; what is left is counted
# What a person would blame first, of conditions that hold for the same cases.
ORDER = [
    r"^(out=|written into|changed in place)$", r"^several ", r"as a (list|tuple|tensor)$", r" as an? (int|float)$", r"=", r" negative$",
    r" empty$", r"^arguments by", r"^(empty|of 0 dimensions|complex|element types differ|broadcast)$", r"^without ", r"^all ",
    r" first$", r"by keyword$", r"^of \d", r" given$", r"",
]  # fmt: skip


# Conditions about tensors, which a call's text does not show.
OF_TENSORS = re.compile(
    r"^(all |of \d|empty$|complex$|broadcast$|element types differ$)| first$| of 0 dimensions$| as a tensor$"
    r"|(^| )(f32|f64|f16|bf16|i64|i32|i16|i8|u8|bool|c64|c128)$"
)

UNUSUAL = {
    "empty", "of 0 dimensions", "broadcast", "element types differ", "complex",
    *("all " + kind for kind in ("f16", "bf16", "f64", "i64", "i32", "bool")),
}  # fmt: skip


def row_of(entry, cases, outcomes, told):
    """A dictionary, as it stands in the results."""
    row = {"name": entry.name, "target": entry.target}
    if entry.not_run:
        return {**row, "not run": entry.not_run}
    ran = []
    for number, case in enumerate(cases):
        outcome = outcomes.get(number)
        if outcome is not None and outcome["outcome"] != "invalid":
            first, last = case["lines"]
            ran.append({**case, **outcome, "told": any(line in told for line in range(first, last + 1))})
    if not ran:
        return {**row, "not run": "no case is known" if entry.name in TORCH else "torch has no such name"}
    row["cases"] = len(ran)
    row["same"] = sum(one["outcome"] == "same" for one in ran)
    for kind in ("differs", "refused"):
        groups = grouped(entry.name, ran, kind)
        if groups:
            row[kind] = groups
    without = [one for one in ran if one["outcome"] == "no kernel"]
    if without:
        row["no kernel"] = {
            "when": condition(without, [one for one in ran if one not in without]),
            "cases": len(without),
        }
    return row


def grouped(name, ran, kind):
    """Cases of a kind that have a reason in common: when they occur, an example, and whether mintport tells."""
    by_reason = defaultdict(list)
    for one in ran:
        if KINDS.get(one["outcome"]) == kind:
            by_reason[general(one["why"])].append(one)
    same = [one for one in ran if one["outcome"] == "same"]
    groups = []
    for members in by_reason.values():
        rest = [one for one in ran if one["outcome"] != "no kernel" and one not in members]
        shortest = min(members, key=lambda one: (one["told"], len(one["shown"])))
        silent = [one for one in members if not one["told"]]
        group = {
            "when": condition(members, rest), "cases": len(members), "silent": len(silent), "example": shortest["shown"],
            "why": shortest["why"],
        }  # fmt: skip
        if silent and (reason := waived(name, kind, group, decided_by(silent, same))):
            group["waived"] = reason
        groups.append(group)
    groups.sort(key=lambda group: ("waived" in group, -group["silent"], -group["cases"], group["when"]))
    waivers = {group.get("waived") for group in groups[MOST - 1 :]}
    if len(groups) > MOST and len(waivers) == 1:
        groups[MOST - 1 :] = [together(groups[MOST - 1 :])]
    return groups


def decided_by(members, same):
    """What tells the members from the cases that are the same: "arguments", the text of the call; "tensors", which the
    text does not show; "either"; "both" of them together; or "unknown"."""
    others = [set(one["said"]) for one in same]

    def explain(of, count=1):
        for one in members:
            known = sorted(said for said in one["said"] if of(said))
            pairs = [{a} for a in known] + ([{a, b} for a in known for b in known if a < b] if count > 1 else [])
            if not any(not any(pair <= other for other in others) for pair in pairs):
                return False
        return True

    tensors = explain(lambda said: OF_TENSORS.search(said) is not None, 2)
    arguments = explain(lambda said: OF_TENSORS.search(said) is None)
    if tensors != arguments:
        return "tensors" if tensors else "arguments"
    # Tensors of an unusual kind in each of them are the nearest reason.
    if all(UNUSUAL & set(one["said"]) for one in members):
        return "tensors"
    if tensors:
        return "either"
    return "both" if explain(lambda said: True, 2) else "unknown"


def together(groups):
    first = groups[0]
    cases, silent = (sum(group[key] for group in groups) for key in ("cases", "silent"))
    return {**first, "when": f"{first['when']}, and {len(groups) - 1} more", "cases": cases, "silent": silent}


def general(why):
    """A reason without the numbers, shapes and names of its case."""
    why = re.sub(r"\[[\d, ]*\]|\([\d, ]*\)", "[]", why)
    why = re.sub(r"'[^']*'|\"[^\"]*\"|`[^`]*`", "''", why)
    why = re.sub(r"\b(float|int|uint|bfloat|complex)\d+\b|\bbool\b", "T", why, flags=re.I) if "Error" in why else why
    return re.sub(r"\d+", "0", why)[:90] if "torch" not in why else re.sub(r"\[\]", "", why)


def rank(condition):
    return next(i for i, pattern in enumerate(ORDER) if re.search(pattern, condition))


def condition(members, rest):
    """What members have in common and none of the rest has: up to three conditions, of which each holds for some."""
    if not rest:
        return "always"
    parts, left = [], list(members)
    while left and len(parts) < 3:
        best = best_condition(left, rest)
        if best is None:
            break
        covered = [one for one in left if set(best) <= set(one["said"])]
        if parts and len(covered) == 1:
            break
        parts.append(" and ".join(best))
        left = [one for one in left if one not in covered]
    if not parts:
        return f"in {len(members)} of {len(members) + len(rest)} cases"
    return " or ".join(parts) + (f", and in {len(left)} cases more" if left else "")


def best_condition(members, rest):
    """One condition, or two together, that no case of the rest meets and most members do."""
    candidates = {(said,) for one in members for said in one["said"] if said != "written out"}
    found = best_of(candidates, members, rest)
    if found is None:
        told = sorted({said for (said,) in candidates if rank(said) < len(ORDER) - 2})
        pairs = {(a, b) for a in told for b in told if a < b}
        found = best_of(pairs, members, rest)
    return found


def best_of(candidates, members, rest):
    known = [set(one["said"]) for one in members]
    others = [set(one["said"]) for one in rest]
    fitting = [c for c in candidates if not any(set(c) <= said for said in others)]
    if not fitting:
        return None
    held = {c: sum(set(c) <= said for said in known) for c in fitting}
    best = min(fitting, key=lambda c: (-held[c], sum(map(rank, c)), sum(map(len, c)), c))
    return best if held[best] else None
