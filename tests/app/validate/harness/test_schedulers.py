import importlib
import unittest

import numpy as np
from standin import Numpy, files
from mintport_validate import schedulers
from mintport_validate.cases import scheduler_search
from mintport_validate.failure import NoCase

EULER = """
    import numpy as np
    class Euler:
        init_noise_sigma = 2.0
        def __init__(self, power=1.0, flip=False, kind="linear"):
            self.power, self.flip, self.kind = power, flip, kind
            if kind == "broken":
                raise ValueError("not this one")
        def set_timesteps(self, num_inference_steps, device=None):
            self.sigmas = np.linspace(1, 0, num_inference_steps + 1) ** self.power
            self.timesteps = self.sigmas[:-1] * 10
        def scale_model_input(self, sample, timestep):
            return sample / (1 + timestep)
        def step(self, model_output, timestep, sample, generator=None, return_dict=True):
            assert not return_dict
            index = int(np.argmin(abs(self.timesteps - timestep)))
            if self.kind in ("cosine", "broken"):
                model_output = np.cos(model_output)
            step = self.sigmas[index + 1] - self.sigmas[index]
            return (sample + model_output * (-step if self.flip else step) + 0 * generator.standard_normal(sample.shape),)
        def add_noise(self, original_samples, noise, timesteps):
            return original_samples + noise * timesteps[0]
    """
TOKENS = """
    import numpy as np
    class Tokens:
        def __init__(self, mask_token_id):
            self.mask_token_id = mask_token_id
        def set_timesteps(self, num_inference_steps):
            if num_inference_steps > 5:
                raise ValueError("at most 5")
            self.timesteps = np.arange(num_inference_steps)[::-1]
        def step(self, model_output, timestep, sample, return_dict=True):
            if sample.shape != (1, 8, 8) or self.mask_token_id != 15:
                raise ValueError("a grid of tokens, please")
            return (np.where(timestep % 2, sample, model_output.argmax(1)).view(type(model_output)),)
    """


def cls(text, name):
    with files(original__scheduler=text):
        return getattr(importlib.import_module("original.scheduler"), name)


class SearchTest(unittest.TestCase):
    def runs(self, text, name):
        with files(original__scheduler=text):
            found = getattr(importlib.import_module("original.scheduler"), name)
            return scheduler_search.find(Numpy(), found, 20)["runs"]

    def test_a_plan_and_a_run_for_each_option_that_changes_the_code_path(self):
        runs = self.runs(EULER, "Euler")
        self.assertEqual([one["name"] for one in runs], ["", "flip=True", "kind=cosine"])
        self.assertEqual(runs[0]["plan"]["extras"], ["add_noise"])
        self.assertEqual(runs[0]["plan"]["set"], {"num_inference_steps": 10})

    def test_tokens_and_fewer_steps(self):
        plan = self.runs(TOKENS, "Tokens")[0]["plan"]
        self.assertEqual(
            (plan["kind"], plan["init"], plan["set"]), ("token_grid", {"mask_token_id": 15}, {"num_inference_steps": 5})
        )

    def test_a_scheduler_that_nothing_can_drive(self):
        text = "class Bad:\n    def __init__(self): pass\n    def set_timesteps(self, num_inference_steps): raise OSError('why')\n    def step(self, x): pass\n"
        with self.assertRaisesRegex(NoCase, "no loop was found that the original runs: OSError: why"):
            self.runs(text, "Bad")


class DriveTest(unittest.TestCase):
    def test_both_sides_draw_the_same_numbers_and_faults_show(self):
        plan = {
            "init": {},
            "set": {"num_inference_steps": 3},
            "kind": "image",
            "timestep": "each",
            "extras": ["add_noise"],
        }
        euler, flipped = (
            cls(EULER, "Euler"),
            cls(EULER.replace("self.sigmas[index + 1] - ", "self.sigmas[index + 1] + "), "Euler"),
        )
        results = []
        for one in (euler, euler, flipped):
            library = Numpy()
            with library.shared_noise():
                results.append(schedulers.drive(library, one, plan))
        names = [name for name, _ in results[0]]
        self.assertEqual(names, ["timesteps", "sigmas", "scaled input", "step 0", "step 1", "step 2", "add_noise"])
        for (_, a), (_, b) in zip(results[0], results[1]):
            np.testing.assert_array_equal(a, b)
        self.assertFalse(np.allclose(results[0][3][1], results[2][3][1]))


if __name__ == "__main__":
    unittest.main()
