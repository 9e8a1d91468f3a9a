"""Runs the tests of this folder: run.py [FOLDER WITH NUMPY]. Exits with 77 without numpy, which ctest counts as skipped."""

import os
import sys
import unittest
from pathlib import Path

if len(sys.argv) > 1:
    sys.path.append(os.path.abspath(sys.argv[1]))
    os.environ["PYTHONPATH"] = os.path.abspath(sys.argv[1])  # for the workers that tests start
try:
    import numpy  # noqa: F401
except ImportError:
    print("numpy is missing: run .ci/setup weights")
    sys.exit(77)
folder = Path(__file__).resolve().parent
sys.path.insert(0, str(folder))
tests = unittest.defaultTestLoader.discover(str(folder))
sys.exit(not unittest.TextTestRunner().run(tests).wasSuccessful())
