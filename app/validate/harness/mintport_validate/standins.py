"""Stand-ins for what a library wants and the interpreter lacks, where validation does not use it."""

import unittest.mock

HUB = ("huggingface_hub", "huggingface_hub.errors", "huggingface_hub.utils", "huggingface_hub.constants")


def lend_names_of_hub():
    """A newer diffusers imports names that an older huggingface_hub lacks; nothing is loaded from a hub, so mocks will do."""
    import importlib

    for name in HUB:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue

        def lacking(missing, before=getattr(module, "__getattr__", None)):
            if missing.startswith("__"):
                raise AttributeError(missing)
            if before is not None:
                try:
                    return before(missing)
                except AttributeError:
                    pass
            return (
                type(missing, (Exception,), {}) if missing.endswith("Error") else unittest.mock.MagicMock(name=missing)
            )

        module.__getattr__ = lacking
