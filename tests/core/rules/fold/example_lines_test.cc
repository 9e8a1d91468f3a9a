// Code examples in docstrings.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::example_lines_test {
namespace {

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

TEST(ExampleRules, WhatIsFoundInThemIsTold) {
  EXPECT_EQ(convert_text(R"py(
def f():
    """
    >>> import torch
    >>> a = torch.no_such(1)
    """
)py"),
            gives(R"py(
def f():
    """
    >>> import torch
    >>> a = torch.no_such(1)
    """
)py",
                  {"unmapped 3 torch", "unknown 4 torch.no_such"}));
}

}  // namespace
}  // namespace mintport::rules::example_lines_test
