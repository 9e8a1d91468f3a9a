"""The harness with the real frameworks: MINTPORT_TEST_PYTHON names an interpreter with MindSpore, torch, diffusers and mindone."""

import os
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from session import Session

PYTHON = os.environ.get("MINTPORT_TEST_PYTHON")
FIND = "import importlib.util as u; print(u.find_spec('mindone').submodule_search_locations[0])"


@unittest.skipUnless(PYTHON, "MINTPORT_TEST_PYTHON names no interpreter")
class RealTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        said = subprocess.run([PYTHON, "-c", FIND], capture_output=True, text=True, cwd="/", check=True).stdout
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = Path(cls.folder.name)
        shutil.copytree(
            said.strip().splitlines()[-1], cls.root / "mindone", ignore=shutil.ignore_patterns("__pycache__")
        )
        os.environ.pop("PYTHONPATH", None)
        cls.session = Session(PYTHON, cls.root)

    @classmethod
    def tearDownClass(cls):
        cls.session.close()
        cls.folder.cleanup()

    def edit(self, file, old, new):
        path = self.root / file
        text = path.read_text()
        self.assertEqual(text.count(old), 1)
        path.write_text(text.replace(old, new))
        self.addCleanup(lambda: (path.write_text(text), self.session.ask("reload", files=[file])))
        self.session.ask("reload", files=[file])

    def test_starts(self):
        self.assertEqual(self.session.started["event"], "ready")

    def test_a_scheduler(self):
        file = "mindone/diffusers/schedulers/scheduling_ddim.py"
        result = self.session.validate(file, "DDIMScheduler", "scheduler")
        self.assertEqual((result["ok"], result["error"]), (True, None))
        self.assertGreater(len(result["runs"]), 5)
        self.edit(file, "+ pred_sample_direction\n", "- pred_sample_direction\n")
        result = self.session.validate(file, "DDIMScheduler", "scheduler")
        self.assertEqual((result["ok"], result["error"]["file"]), (False, file))

    def test_a_model_that_is_equal_and_one_with_a_fault(self):
        file = "mindone/diffusers/models/transformers/dit_transformer_2d.py"
        result = self.session.validate(file, "DiTTransformer2DModel", "model")
        self.assertEqual((result["ok"], result["error"], result["case"]), (True, None, "search"))
        self.edit(file, "shift, scale = self.proj_out_1", "scale, shift = self.proj_out_1")
        started = time.time()
        result = self.session.validate(file, "DiTTransformer2DModel", "model")
        self.assertLess(time.time() - started, 20)
        self.assertEqual((result["ok"], result["layer"], result["error"]["file"]), (False, "proj_out_2", file))


if __name__ == "__main__":
    unittest.main()
