// Results of autoencoders' encode, and retrieve_latents.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::latents_test {
namespace {

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, "models/autoencoders/x.py");
}

TEST(Latents, DefinitionAndCallers) {
  expect(
      "def retrieve_latents(out, generator=None, sample_mode=\"sample\"):\n"
      "    if hasattr(out, \"latent_dist\") and sample_mode == \"sample\":\n"
      "        return out.latent_dist.sample(generator)\n"
      "    elif hasattr(out, \"latent_dist\") and sample_mode == \"argmax\":\n"
      "        return out.latent_dist.mode()\n"
      "    elif hasattr(out, \"latents\"):\n"
      "        return out.latents\n"
      "    else:\n"
      "        raise AttributeError(\"no latents\")\n\n\n"
      "def f(self, x, g):\n    return retrieve_latents(self.vae.encode(x[0:1]), generator=g[0])\n",
      "def retrieve_latents(vae, out, generator=None, sample_mode=\"sample\"):\n"
      "    if sample_mode == \"sample\":\n"
      "        return vae.diag_gauss_dist.sample(out, generator=generator)\n"
      "    elif sample_mode == \"argmax\":\n"
      "        return vae.diag_gauss_dist.mode(out)\n"
      "    else:\n"
      "        return out\n\n\n"
      "def f(self, x, g):\n    return retrieve_latents(self.vae, self.vae.encode(x[0:1])[0], "
      "generator=g[0])\n");
}

TEST(Latents, ThePortKeepsTheOtherBranchAsAComment) {
  EXPECT_EQ(convert_by_habit(R"py(
def retrieve_latents(out, generator=None):
    if hasattr(out, "latent_dist"):
        return out.latent_dist.sample(generator)
    elif hasattr(out, "latents"):
        return out.latents
    else:
        raise AttributeError("no latents")
)py",
                             "hooks/a.py"),
            gives(R"py(
def retrieve_latents(vae, out, generator=None):
    if hasattr(vae, "diag_gauss_dist"):
        return vae.diag_gauss_dist.sample(out, generator=generator)
    # This branch is not needed because the encoder_output type is ms.Tensor as per AutoencoderKLOutput change
    # elif hasattr(out, "latents"):
    #     return out.latents
    else:
        return out
)py"));
}

TEST(Latents, AnotherFunctionOfThatNameStays) {
  expect("def retrieve_latents(out):\n    return out\n\n\nx = retrieve_latents(vae.encode(y))\n",
         "def retrieve_latents(out):\n    return out\n\n\nx = retrieve_latents(vae.encode(y))\n");
}

TEST(Latents, DrawnFromDirectly) {
  expect("a = self.vae.encode(x).latent_dist.sample(g)\nb = vae.encode(x).latent_dist.mode()\n",
         "a = self.vae.diag_gauss_dist.sample(self.vae.encode(x)[0], g)\n"
         "b = vae.diag_gauss_dist.mode(vae.encode(x)[0])\n");
  expect("m = vae.encode(m)[0]\nm = m.mode()\nn = other.sample(g)\n",
         "m = vae.encode(m)[0]\nm = vae.diag_gauss_dist.mode(m)\nn = other.sample(g)\n");
}

TEST(Latents, TheMeanIsTheMode) {
  expect(
      "a = vae.encode(x).latent_dist.mean\nb = vae.encode(x)[\"latent_dist\"].mean * 2\n"
      "c = vae.cpu().encode(x).latent_dist.mean\nd = vae.encode(x)[\"latent_dist\"].sample(g)\n",
      "a = vae.diag_gauss_dist.mode(vae.encode(x)[0])\nb = vae.diag_gauss_dist.mode(vae.encode(x)[0]) * 2\n"
      "c = vae.diag_gauss_dist.mode(vae.encode(x)[0])\nd = vae.diag_gauss_dist.sample(vae.encode(x)[0], "
      "g)\n");
  expect("def f(x):\n    p = vae.encode(x).latent_dist\n    return p.mean, p.mode(), q.mean\n",
         "def f(x):\n    p = vae.encode(x)[0]\n    return vae.diag_gauss_dist.mode(p), "
         "vae.diag_gauss_dist.mode(p), q.mean\n");
}

TEST(Latents, OtherPartsOfTheDistributionAreReported) {
  EXPECT_EQ(convert_text(R"py(
def f(x):
    p = vae.encode(x).latent_dist
    return p.std, vae.encode(x).latent_dist.std, get(vae).encode(x).latent_dist.mean, x["latent_dist"]
)py"),
            gives(R"py(
def f(x):
    p = vae.encode(x)[0]
    return p.std, vae.encode(x).latent_dist.std, get(vae).encode(x).latent_dist.mean, x["latent_dist"]
)py",
                  {"difference 3 latent_dist", "difference 3 latent_dist", "difference 3 latent_dist"}));
}

TEST(Latents, DistributionsThatCannotBeFollowedAreReported) {
  constexpr std::string_view kText = R"py(
class A:
    def f(self, x):
        self.p = self.vae.encode(x).latent_dist
        kept.append(vae.encode(x).latent_dist)
        q = r = vae.encode(x).latent_dist
        return self.p.mean
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"difference 3 latent_dist", "difference 4 latent_dist",
                                               "difference 5 latent_dist"}));
}

TEST(Latents, ADistributionOrSomethingElseIsReported) {
  EXPECT_EQ(convert_text(R"py(
def f(x, q):
    p = vae.encode(x).latent_dist
    if p is None:
        p = q
    return p.mean, p.sample()


def g(x, p):
    if x:
        p = vae.encode(x).latent_dist
    return p.mean


def h(x, y, p):
    for part in x:
        y(p)
        p = vae.encode(part).latent_dist
        y(p.mean)
)py"),
            gives(R"py(
def f(x, q):
    p = vae.encode(x)[0]
    if p is None:
        p = q
    return p.mean, p.sample()


def g(x, p):
    if x:
        p = vae.encode(x)[0]
    return p.mean


def h(x, y, p):
    for part in x:
        y(p)
        p = vae.encode(part)[0]
        y(vae.diag_gauss_dist.mode(p))
)py",
                  {"difference 5 latent_dist", "difference 5 latent_dist", "difference 11 latent_dist",
                   "difference 16 latent_dist"}));
}

TEST(Latents, WhatANameHoldsForCertainIsFollowed) {
  expect(
      "def f(x, y, q):\n    p = None\n    if y:\n        p = vae.encode(x).latent_dist\n    else:\n"
      "        p = vae.encode(y).latent_dist\n    a = p.mean\n    p = q\n    return a, p.mean\n",
      "def f(x, y, q):\n    p = None\n    if y:\n        p = vae.encode(x)[0]\n    else:\n"
      "        p = vae.encode(y)[0]\n    a = vae.diag_gauss_dist.mode(p)\n    p = q\n    return a, p.mean\n");
  expect("p = vae.encode(x).latent_dist\na = p.mode()\np = q\nb = p.mode()\n",
         "p = vae.encode(x)[0]\na = vae.diag_gauss_dist.mode(p)\np = q\nb = p.mode()\n");
}

TEST(Latents, Autoencoder) {
  expect(
      "from .vae import DiagonalGaussianDistribution\n\n\n"
      "class A:\n"
      "    def __init__(self):\n        self.quant = Conv(1)\n        self.tile = 3\n\n"
      "    def encode(self, x):\n        h = self.enc(x)\n        posterior = "
      "DiagonalGaussianDistribution(h)\n"
      "        return (posterior,)\n\n"
      "    def call(self, x, g):\n        posterior = self.encode(x).latent_dist\n"
      "        return posterior.sample(generator=g)\n",
      "from .vae import DiagonalGaussianDistribution\n\n\n"
      "class A:\n"
      "    def __init__(self):\n        self.quant = Conv(1)\n"
      "        self.diag_gauss_dist = DiagonalGaussianDistribution()\n        self.tile = 3\n\n"
      "    def encode(self, x):\n        h = self.enc(x)\n        return (h,)\n\n"
      "    def call(self, x, g):\n        posterior = self.encode(x)[0]\n"
      "        return self.diag_gauss_dist.sample(posterior, generator=g)\n");
}

TEST(Latents, AnAutoencoderOfAnotherKindStays) {
  expect("class A:\n    def call(self, x):\n        return self.encode(x).latent_dist.mode()\n",
         "class A:\n    def call(self, x):\n        return self.encode(x).latent_dist.mode()\n");
}

TEST(Latents, OutputsHoldTheParametersOfTheDistribution) {
  EXPECT_EQ(convert_text(R"py(
from dataclasses import dataclass

import torch

from ..outputs import EncoderOutput
from .vae import DiagonalGaussianDistribution


@dataclass
class Output:
    """
    Args:
        latent_dist (`DiagonalGaussianDistribution`):
            What was encoded.
    """

    latent_dist: "DiagonalGaussianDistribution"


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = torch.nn.Linear(1, 1)

    def encode(self, x):
        posterior = DiagonalGaussianDistribution(x)
        return EncoderOutput(latent_dist=posterior)


def other(x):
    return EncoderOutput(latent_dist=x)
)py"),
            gives(R"py(
from dataclasses import dataclass

import mindspore as ms
from mindspore import mint, nn

from ..outputs import EncoderOutput
from .vae import DiagonalGaussianDistribution


@dataclass
class Output:
    """
    Args:
        latent (`ms.Tensor`):
            What was encoded.
    """

    latent: ms.Tensor


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.encoder = mint.nn.Linear(1, 1)
        self.diag_gauss_dist = DiagonalGaussianDistribution()

    def encode(self, x):
        return EncoderOutput(latent=x)


def other(x):
    return EncoderOutput(latent_dist=x)
)py",
                  {"difference 32 latent_dist"}));
}

TEST(Latents, AFunctionInsideAMethod) {
  expect(
      "class A:\n    def f(self, x):\n"
      "        def retrieve_latents(out):\n"
      "            if hasattr(out, \"latent_dist\"):\n                return out.latent_dist.mode()\n"
      "            elif hasattr(out, \"latents\"):\n                return out.latents\n"
      "            else:\n                raise AttributeError(\"no latents\")\n\n"
      "        return retrieve_latents(self.vae.encode(x))\n",
      "class A:\n    def f(self, x):\n"
      "        def retrieve_latents(vae, out):\n"
      "            if hasattr(vae, \"diag_gauss_dist\"):\n                return "
      "vae.diag_gauss_dist.mode(out)\n"
      "            else:\n                return out\n\n"
      "        return retrieve_latents(self.vae, self.vae.encode(x)[0])\n");
}

TEST(Latents, TheDistributionTakesItsParameters) {
  EXPECT_EQ(convert_text(R"py(
import torch

from ..utils import randn_tensor


class DiagonalGaussianDistribution(object):
    def __init__(self, parameters: torch.Tensor, deterministic: bool = False):
        self.parameters = parameters
        self.mean, self.logvar = torch.chunk(parameters, 2, dim=1)
        self.deterministic = deterministic
        self.std = torch.exp(0.5 * self.logvar)
        if self.deterministic:
            self.std = torch.zeros_like(self.mean, device=self.parameters.device, dtype=self.parameters.dtype)

    def sample(self, generator=None) -> torch.Tensor:
        sample = randn_tensor(
            self.mean.shape,
            generator=generator,
            device=self.parameters.device,
            dtype=self.parameters.dtype,
        )
        return self.mean + self.std * sample

    def kl(self, other: "DiagonalGaussianDistribution" = None) -> torch.Tensor:
        if self.deterministic:
            return torch.exp(other)
        else:
            if other is None:
                return torch.pow(self.mean, 2)
            else:
                return torch.pow(self.mean - other.mean, 2) / other.std

    def mode(self) -> torch.Tensor:
        """The mean."""
        return self.mean
)py",
                         "models/vae.py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint

from ..utils import randn_tensor


class DiagonalGaussianDistribution(object):
    def __init__(self, deterministic: bool = False):
        self.deterministic = deterministic

    def init(self, parameters: ms.Tensor):
        mean, logvar = mint.chunk(parameters, 2, dim=1)
        std = mint.exp(0.5 * logvar)
        if self.deterministic:
            std = mint.zeros_like(mean, dtype=parameters.dtype)
        return mean, logvar, std

    def sample(self, parameters: ms.Tensor, generator=None) -> ms.Tensor:
        mean, logvar, std = self.init(parameters)
        sample = randn_tensor(
            mean.shape,
            generator=generator,
            dtype=parameters.dtype,
        )
        return mean + std * sample

    def kl(self, parameters: ms.Tensor, other: ms.Tensor = None) -> ms.Tensor:
        mean, logvar, std = self.init(parameters)
        if self.deterministic:
            return mint.exp(other)
        else:
            if other is None:
                return mint.pow(mean, 2)
            else:
                other_mean, other_logvar, other_std = self.init(other)
                return mint.pow(mean - other_mean, 2) / other_std

    def mode(self, parameters: ms.Tensor) -> ms.Tensor:
        """The mean."""
        mean, logvar, std = self.init(parameters)
        return mean
)py"));
}

TEST(Latents, TheDistributionOfAnotherShapeIsReported) {
  constexpr std::string_view kKept = R"py(
class DiagonalGaussianDistribution:
    def __init__(self, parameters, deterministic=False):
        self.parameters = parameters
)py";
  EXPECT_EQ(convert_text(kKept), stays(kKept, {"difference 1 DiagonalGaussianDistribution"}));
  constexpr std::string_view kTaken = R"py(
class DiagonalGaussianDistribution:
    def __init__(self, parameters):
        self.mean = parameters[0]

    def mode(self, mean):
        return self.mean + mean
)py";
  EXPECT_EQ(convert_text(kTaken), stays(kTaken, {"difference 1 DiagonalGaussianDistribution"}));
  constexpr std::string_view kMadeHere = R"py(
class DiagonalGaussianDistribution:
    def __init__(self, parameters):
        self.mean = parameters[0]


x = DiagonalGaussianDistribution(y).mean
)py";
  EXPECT_EQ(convert_text(kMadeHere), stays(kMadeHere, {"difference 1 DiagonalGaussianDistribution"}));
  constexpr std::string_view kWithout = R"py(
class DiagonalGaussianDistribution:
    def __init__(self, deterministic=False):
        self.deterministic = deterministic
)py";
  EXPECT_EQ(convert_text(kWithout), stays(kWithout));
}

}  // namespace
}  // namespace mintport::rules::latents_test
