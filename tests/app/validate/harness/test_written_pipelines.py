"""The text of a pipeline's test, from the components of the original's own test."""

import ast
import importlib
import sys
import types
import unittest
from pathlib import Path

from standin import files
from mintport_validate import upstream_pipelines
from mintport_validate.written import NotWritten, pipelines

THEIRS = """
    import torch.nn as nn

    class Net(nn.Module):
        def __init__(self, width=8, depth=2):
            self.config = {"width": width, "depth": depth, "other": 1}

    class Scheduler:
        def __init__(self, beta=0.1):
            self.config = {"beta": beta}
    """


class TextTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = str(Path(__file__).resolve().parent / "frameworks")
        sys.path.insert(0, folder)
        cls.addClassCleanup(sys.path.remove, folder)
        if not importlib.util.find_spec("torch").origin.startswith(folder):
            raise unittest.SkipTest("the real torch is in front")

    def climb(self):
        return types.SimpleNamespace(
            name="NetPipeline",
            file="ours/kit/pipelines/net/pipeline_net.py",
            settings={"source_package": "theirs", "port_package": "ours.kit"},
            of_class=lambda: {"module": "pipelines.net.pipeline_net"},
        )

    def tiny(self, module, **inputs):
        hub = types.SimpleNamespace(origins={})
        tokenizer = types.SimpleNamespace()
        hub.origins[id(tokenizer)] = (tokenizer, "someone/tiny-tokenizer")
        made = {"net": module.Net(width=4), "scheduler": module.Scheduler(), "tokenizer": tokenizer, "none": None}
        components = [
            upstream_pipelines.Component(name, value, upstream_pipelines.arguments(value, hub))
            for name, value in made.items()
        ]
        return upstream_pipelines.Tiny(components, lambda: inputs, "test_net.py: NetTests")

    def test_the_configuration_in_the_form_of_the_port(self):
        with files(theirs__net=THEIRS):
            tiny = self.tiny(importlib.import_module("theirs.net"), prompt="a cat", num_inference_steps=2)
            text = pipelines.text_of(self.climb(), tiny, "pipeline_test_utils")
        tree = ast.parse(text)
        [cls] = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        self.assertEqual(cls.name, "NetPipelineFastTests")
        rows = [[ast.unparse(part) for part in row.elts] for row in cls.body[0].value.elts]
        self.assertEqual(
            rows,
            [
                ["'net'", "'theirs.net.Net'", "'ours.kit.net.Net'", "dict(width=4)"],
                ["'scheduler'", "'theirs.net.Scheduler'", "'ours.kit.net.Scheduler'", "dict()"],
                [
                    "'tokenizer'",
                    "'types.SimpleNamespace'",
                    "'types.SimpleNamespace'",
                    "dict(pretrained_model_name_or_path='someone/tiny-tokenizer')",
                ],
            ],
        )
        self.assertIn('["net", "scheduler", "tokenizer", "none"]', text)
        self.assertIn('inputs = {"prompt": "a cat", "num_inference_steps": 2}', text)
        self.assertIn('get_module("ours.kit.pipelines.net.NetPipeline")', text)

    def test_an_input_that_has_no_text(self):
        with files(theirs__net=THEIRS):
            tiny = self.tiny(importlib.import_module("theirs.net"), image=object())
            with self.assertRaisesRegex(NotWritten, "cannot have a object"):
                pipelines.text_of(self.climb(), tiny, "helper")

    def test_names_of_files(self):
        self.assertEqual(
            [pipelines.snake(name) for name in ("NetPipeline", "SDXLNet2Img")], ["net_pipeline", "sdxl_net2_img"]
        )


if __name__ == "__main__":
    unittest.main()
