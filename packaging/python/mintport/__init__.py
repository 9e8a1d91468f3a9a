"""mintport converts Hugging Face diffusers code from PyTorch to MindSpore.

The package holds a program, not a library: pip installs it as `mintport`. `python -m mintport` runs the same program.
"""

import os
import sys
import sysconfig


def program():
    """Returns the path of the program that pip installed with this package."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folders = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", scheme=f"{os.name}_user"),
        os.path.join(package, "bin"),  # pip install --target
    ]
    for folder in folders:
        path = os.path.join(folder, "mintport")
        # A file that starts with "#!" is a script of another package, or a wrapper around this module.
        if os.path.isfile(path) and os.access(path, os.X_OK) and not _is_script(path):
            return path
    raise FileNotFoundError(f"mintport: error: the program is not in {', '.join(folders)}; install mintport again")


def _is_script(path):
    with open(path, "rb") as file:
        return file.read(2) == b"#!"


def main():
    try:
        path = program()
    except FileNotFoundError as error:
        sys.exit(str(error))
    os.execv(path, [path, *sys.argv[1:]])
