"""Import first. Makes the harness of `mintport validate` importable, and disables downloads, accelerators and log output."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "app" / "validate" / "harness"))

from mintport_validate import quiet  # noqa: E402, F401
