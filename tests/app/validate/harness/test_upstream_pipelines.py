"""Pipelines with the components of the original's own tests."""

import types
import unittest

import standin  # noqa: F401 (the path of the harness)
from mintport_validate import upstream_pipelines


class Part:
    def __init__(self, **attributes):
        vars(self).update(attributes)


class SettingsTest(unittest.TestCase):
    def test_what_a_test_changed_is_set_in_the_port_too(self):
        theirs = {"": Part(use_tiling=True, tile=8, training=False, name="net", extra=3), "inner": Part(scale=0.5)}
        fresh = {"": Part(use_tiling=False, tile=8, training=True, name="net"), "inner": Part(scale=1.0)}
        settings = upstream_pipelines.changed(theirs, fresh)
        self.assertEqual(settings, {("", "use_tiling"): True, ("inner", "scale"): 0.5})
        ours = {"": Part(use_tiling=False, tile=16, training=False), "other": Part(scale=1.0)}
        upstream_pipelines.set_alike(ours, settings)
        self.assertEqual(
            {name: vars(part) for name, part in ours.items()},
            {"": {"use_tiling": True, "tile": 16, "training": False}, "other": {"scale": 1.0}},
        )

    def test_a_part_that_a_test_added_has_nothing_to_compare(self):
        self.assertEqual(upstream_pipelines.changed({"new": types.SimpleNamespace(flag=True)}, {}), {})


if __name__ == "__main__":
    unittest.main()
