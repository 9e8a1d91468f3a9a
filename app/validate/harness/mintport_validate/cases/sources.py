"""Asks each source of cases in turn."""

from ..failure import NoCase
from . import file, port, scheduler_search, search, upstream

ORDER = (("file", file.find), ("upstream", upstream.find), ("port", port.find))


def find(original, cls, request):
    """{"case", "by", "name"}. Raises NoCase with what each source says."""
    said = []
    for by, source in ORDER:
        try:
            found = source(original, cls, request)
        except NoCase as error:
            said.append(str(error))
            continue
        if found is not None:
            return {"by": by, "name": None, "notes": [], **found}
    try:
        finder = scheduler_search if request["kind"] == "scheduler" else search
        case = finder.find(original.library, cls, request.get("search_seconds") or 60)
    except NoCase as error:
        raise NoCase("; ".join([*said, str(error)])) from error
    return {"by": "search", "name": None, "notes": [], "case": case}
