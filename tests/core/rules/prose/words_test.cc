// Texts that people read: words of the interface, entries of removed parameters, code examples.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::words_test {
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

TEST(WordRules, OptionsHaveTheFrameworksNameForTensors) {
  EXPECT_EQ(convert_text(R"py(
def f(x, output_type="pt", other="pt"):
    """Gives `"pt"` or `"np"`."""
    if output_type == "pt" or self.output_type not in ["np", "pt"] or other == "pt":
        return g(x, output_type="pt", framework="pt")
    return self.pt_to_numpy(x)
)py"),
            gives(R"py(
def f(x, output_type="ms", other="pt"):
    """Gives `"ms"` or `"np"`."""
    if output_type == "ms" or self.output_type not in ["np", "ms"] or other == "pt":
        return g(x, output_type="ms", framework="pt")
    return self.ms_to_numpy(x)
)py"));
}

TEST(WordRules, TextsAndMessagesNameTheFramework) {
  EXPECT_EQ(convert_text(R"py(
# Copied from diffusers.models.a
def f(x):
    """
    A Torch tensor, a pytorch
    tensor, or mytorch tensors, as in `torch.save`.
    """
    raise ValueError(f"`x` has to be a torch tensor of type `torch.Tensor`: use `from diffusers.a import b`, {x}")
    warn("Importing `b` from `diffusers.a` is deprecated.")
    return "torch.Tensor", x["torch tensor"]
)py"),
            gives(R"py(
# Copied from diffusers.models.a
def f(x):
    """
    A MindSpore tensor, a mindspore tensor, or mytorch tensors, as in `mindspore.save_checkpoint`.
    """
    raise ValueError(f"`x` has to be a mindspore tensor of type `ms.Tensor`: use `from mindone.diffusers.a import b`, {x}")
    warn("Importing `b` from `mindone.diffusers.a` is deprecated.")
    return "torch.Tensor", x["mindspore tensor"]
)py"));
}

TEST(WordRules, KeywordsGoWithWhatIsCalled) {
  EXPECT_EQ(convert_text(R"py(
class Loader:
    def load(self, path, torch_dtype=None):
        return path, torch_dtype

    def more(self, path, **kwargs):
        return self.load(path, **kwargs)


def f(model, path, t):
    a = model.from_pretrained(path, torch_dtype=t)
    b = Loader().load(path, torch_dtype=t), Loader().more(path, torch_dtype=t)
    return a, b, model.elsewhere(torch_dtype=t)
)py"),
            gives(R"py(
class Loader:
    def load(self, path, mindspore_dtype=None):
        return path, mindspore_dtype

    def more(self, path, **kwargs):
        return self.load(path, **kwargs)


def f(model, path, t):
    a = model.from_pretrained(path, mindspore_dtype=t)
    b = Loader().load(path, mindspore_dtype=t), Loader().more(path, mindspore_dtype=t)
    return a, b, model.elsewhere(torch_dtype=t)
)py",
                  {"convention 12 torch_dtype"}));
}

}  // namespace
}  // namespace mintport::rules::words_test
