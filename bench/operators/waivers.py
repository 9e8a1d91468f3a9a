"""Differences that no finding and no rewrite follows from, and why: mappings/verified/waived.json.

A waiver names what it is for: the entries (`names`, with *), the kind of outcome (`outcome`), the condition (`when`), the
reason (`why`), the shortest case (`example`), and what decides (`by`: see summary.decided_by). Condition, reason and case
are regular expressions. The first waiver that fits counts."""

import functools
import json
import re
from fnmatch import fnmatchcase

from entries import MAPPINGS


@functools.cache
def waivers():
    return json.loads((MAPPINGS / "verified" / "waived.json").read_text())


def fits(waiver, name, kind, group, by):
    return (
        any(fnmatchcase(name, pattern) for pattern in waiver.get("names", ["*"]))
        and waiver.get("outcome", kind) == kind
        and by in waiver.get("by", [by])
        and re.search(waiver.get("when", ""), group["when"]) is not None
        and all(re.search(waiver.get(key, ""), group[key]) is not None for key in ("why", "example"))
    )


def waived(name, kind, group, by):
    """The waiver's name; None: the difference needs a consequence."""
    return next((key for key, waiver in waivers().items() if fits(waiver, name, kind, group, by)), None)
