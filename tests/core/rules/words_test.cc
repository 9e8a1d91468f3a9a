// Texts that people read: words of the interface, entries of parameters that went, code examples.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(WordRules, AnInterfaceWordChangesInCodeKeysAndTexts) {
  EXPECT_EQ(convert_text(R"py(
def load(cls, torch_dtype=None, **kwargs):
    """Takes `torch_dtype`."""
    other = kwargs.pop("torch_dtype", None)  # no _set_torch_dtype here
    return cls.from_pretrained(torch_dtype=torch_dtype or other, f"{torch_dtype}")
)py"),
            gives(R"py(
def load(cls, mindspore_dtype=None, **kwargs):
    """Takes `mindspore_dtype`."""
    other = kwargs.pop("mindspore_dtype", None)  # no _set_torch_dtype here
    return cls.from_pretrained(mindspore_dtype=mindspore_dtype or other, f"{mindspore_dtype}")
)py"));
}

TEST(WordRules, LinksGoToWhatTheyNameNow) {
  EXPECT_EQ(convert_text(R"py(
def f(a):
    """
    Args:
        a: One or a list of [torch generator(s)](https://pytorch.org/docs/stable/generated/torch.Generator.html)
            or a [`torch.Generator`](https://pytorch.org/docs/stable/generated/torch.Generator.html).
    """
    return "https://pytorch.org/docs/stable/generated/torch.Generator.html"
)py"),
            gives(R"py(
def f(a):
    """
    Args:
        a: One or a list of [np.random.Generator(s)](https://numpy.org/doc/stable/reference/random/generator.html)
            or a [`np.random.Generator`](https://numpy.org/doc/stable/reference/random/generator.html).
    """
    return "https://pytorch.org/docs/stable/generated/torch.Generator.html"
)py"));
}

TEST(DocstringRules, EntriesGoWithTheirParameters) {
  EXPECT_EQ(convert_text(R"py(
class A:
    """
    A thing.

    Args:
        device (`str`):
            Where.
    """

    def __init__(self, device):
        self.n = 1

    def f(self, x, device=None):
        """Does it.

        Args:
            x: the device: here.
            device: (`torch.device`):
                the device,
                of all

            y: nothing
        """
        return x.to(device)

    def g(self, device):
        """
        Args:
            device: kept
        """
        return str(device)
)py"),
            gives(R"py(
class A:
    """
    A thing.
    """

    def __init__(self):
        self.n = 1

    def f(self, x):
        """Does it.

        Args:
            x: the device: here.

            y: nothing
        """
        return x

    def g(self, device=None):
        """
        Args:
            device: kept
        """
        return str(device)
)py",
                  {"device-check 19 device"}));
}

TEST(ExampleRules, AreConvertedAsCode) {
  EXPECT_EQ(convert_text(R"py(
EXAMPLE = """
    Examples:
        ```py
        >>> import torch
        >>> from diffusers import APipeline

        >>> pipe = APipeline.from_pretrained(
        ...     "a/b", torch_dtype=torch.float16
        ... ).to("cuda")
        >>> pipe.enable_model_cpu_offload()
        >>> pipe = pipe.to("cuda")
        >>> generator = torch.Generator(device="cuda").manual_seed(0)
        >>> image = pipe("torch.cat", generator=generator).images[0]
        >>> image.save("cat.png")
        ```
"""
)py"),
            gives(R"py(
EXAMPLE = """
    Examples:
        ```py
        >>> import mindspore as ms
        >>> import numpy as np
        >>> from mindone.diffusers import APipeline

        >>> pipe = APipeline.from_pretrained(
        ...     "a/b", mindspore_dtype=ms.float16
        ... )
        >>> generator = np.random.Generator(np.random.PCG64(0))
        >>> image = pipe("torch.cat", generator=generator)[0][0]
        >>> image.save("cat.png")
        ```
"""
)py"));
}

TEST(ExampleRules, InFencesWithoutPrompts) {
  EXPECT_EQ(convert_text(R"py(
def f():
    """
    Like this, with torch.zeros:

    ```python
    import torch

    a = torch.cat([b], dim=1)
    ```
    """
)py"),
            gives(R"py(
def f():
    """
    Like this, with mint.zeros:

    ```python
    from mindspore import mint

    a = mint.cat([b], dim=1)
    ```
    """
)py"));
}

}  // namespace
}  // namespace mintport
