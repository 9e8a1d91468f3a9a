// Devices passed from function to function: the callees that the code identifies, and the findings about
// others.

#include <gtest/gtest.h>

#include <string>

#include "core/names/signatures.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::device_arguments_test {
namespace {

// With the signatures of another file of the project.
std::string beside(std::string_view other, std::string_view text) {
  SignatureIndex index;
  index.add(headers_in(other, "diffusers.models.b", false));
  return conversion_of(std::string(text), {.path = "models/a.py", .signatures = &index}).text;
}

TEST(DeviceArguments, OfModulesThatInitMakes) {
  EXPECT_EQ(convert_text(R"py(
import torch
from torch import nn


class Rope(nn.Module):
    def forward(self, sizes, device: torch.device, theta=1.0):
        return torch.arange(sizes, device=device) * theta


class Model(nn.Module):
    def __init__(self, n, wide):
        super().__init__()
        self.rope = Rope() if wide else None
        self.ropes = nn.ModuleList([Rope() for _ in range(n)])

    def forward(self, x, sizes):
        a = self.rope(sizes, device=x.device)
        b = self.rope(sizes, x.device, 2.0)
        for rope in self.ropes:
            b = b + rope(sizes, device=x.device)
        return a, b
)py"),
            gives(R"py(
from mindspore import mint, nn


class Rope(nn.Cell):
    def construct(self, sizes, theta=1.0):
        return mint.arange(sizes) * theta


class Model(nn.Cell):
    def __init__(self, n, wide):
        super().__init__()
        self.rope = Rope() if wide else None
        self.ropes = nn.CellList([Rope() for _ in range(n)])

    def construct(self, x, sizes):
        a = self.rope(sizes)
        b = self.rope(sizes, 2.0)
        for rope in self.ropes:
            b = b + rope(sizes)
        return a, b
)py"));
}

TEST(DeviceArguments, NoneAtTheirPlace) {
  EXPECT_EQ(convert_text(R"py(
class A:
    def __init__(self, n):
        self.steps(n, None, n)
        n.steps(n, None, n)

    def steps(self, n, device=None, m=None):
        return n, m
)py"),
            gives(R"py(
class A:
    def __init__(self, n):
        self.steps(n, n)
        n.steps(n, None, n)

    def steps(self, n, m=None):
        return n, m
)py"));
}

TEST(DeviceArguments, WhateverStandsAtTheirPlace) {
  EXPECT_EQ(convert_text(R"py(
import torch


def zeros(n, device, scale=1):
    return torch.zeros(n, device=device) * scale


def told(n, options, chosen):
    a = zeros(n, options["device"], 2)
    b = zeros(n, chosen)
    c = zeros(n, options.pop("device"))
    return zeros(a), b, c
)py"),
            gives(R"py(
from mindspore import mint


def zeros(n, scale=1):
    return mint.zeros(n) * scale


def told(n, options, chosen):
    a = zeros(n, 2)
    b = zeros(n)
    c = zeros(n, options.pop("device"))
    return zeros(a), b, c
)py",
                  {"device-check 11 options.pop(\"device\")"}));
}

TEST(DeviceArguments, OtherPlacesStay) {
  EXPECT_EQ(convert_text(R"py(
def ones(n, device):
    return n


def told(self, chosen, options):
    return ones(*chosen, options["n"]), ones(chosen), self.ones(1, chosen)
)py"),
            gives(R"py(
def ones(n):
    return n


def told(self, chosen, options):
    return ones(*chosen, options["n"]), ones(chosen), self.ones(1, chosen)
)py"));
}

TEST(DeviceArguments, PassedOnByOptionsOrToUnknownFunctions) {
  EXPECT_EQ(convert_text(R"py(
def inner(n, device=None):
    return n


def outer(n, **kwargs):
    return inner(n, **kwargs)


def use(n, x, f):
    options = {"n": n}
    options["device"] = x.device
    inner(**options)
    f(n, device=x.device)
    return outer(n, device=x.device)
)py"),
            gives(R"py(
def inner(n):
    return n


def outer(n, **kwargs):
    return inner(n, **kwargs)


def use(n, x, f):
    options = {"n": n}
    options["device"] = x.device
    inner(**options)
    f(n, device=x.device)
    return outer(n, device=x.device)
)py",
                  {"device-check 11 \"device\"", "device-check 13 device=x.device",
                   "device-check 14 device=x.device"}));
}

TEST(DeviceArguments, OfClassesOfOtherLibrariesThatShareAName) {
  EXPECT_EQ(convert_text(R"py(
import transformers


class Encoder:
    def __init__(self, cfg, device):
        self.cfg = cfg

    def forward(self, x, device):
        return x

    def make(self, x, device):
        return x


class B(transformers.Encoder):
    def forward(self, x, mask):
        return super().forward(x, mask)

    def other(self, x, mask):
        return self.make(x, mask)


class D(Encoder):
    def forward(self, x, mask):
        return super().forward(x, mask)


def use(cfg, hidden):
    a = transformers.Encoder(cfg, hidden)
    return a.forward(cfg, hidden), a(cfg, hidden), D(cfg, hidden), transformers.Encoder(cfg, device="cpu")
)py"),
            gives(R"py(
import transformers


class Encoder:
    def __init__(self, cfg):
        self.cfg = cfg

    def forward(self, x):
        return x

    def make(self, x):
        return x


class B(transformers.Encoder):
    def forward(self, x, mask):
        return super().forward(x, mask)

    def other(self, x, mask):
        return self.make(x, mask)


class D(Encoder):
    def forward(self, x, mask):
        return super().forward(x)


def use(cfg, hidden):
    a = transformers.Encoder(cfg, hidden)
    return a.forward(cfg, hidden), a(cfg, hidden), D(cfg), transformers.Encoder(cfg, device="cpu")
)py",
                  {"difference 16 forward", "maybe-tensor 30 .forward"}));
}

TEST(DeviceArguments, OfWhatOtherFilesDefine) {
  constexpr std::string_view kOther = R"py(class Encoder:
    def __init__(self, cfg, device):
        pass

    def forward(self, x, device):
        pass


class Transformer:
    def forward(self, x, device):
        pass
)py";
  EXPECT_EQ(beside(kOther, R"py(from .b import Encoder as E


def f(cfg, x, where):
    made = E(cfg, where)
    return made(x, where)
)py"),
            R"py(from .b import Encoder as E


def f(cfg, x, where):
    made = E(cfg)
    return made(x)
)py");
  constexpr std::string_view kOutside = R"py(from transformers import Encoder


class B(Encoder):
    def __init__(self, cfg, t):
        self.t = Encoder(cfg, t)

    def forward(self, x, mask):
        return super().forward(x, mask), self.t(x, mask), B(x, mask)
)py";
  EXPECT_EQ(beside(kOther, kOutside), kOutside);
  EXPECT_NE(beside(kOther, R"py(from torch import nn


class C(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.t = nn.Transformer(n)

    def forward(self, a, b):
        return self.t.forward(a, b), self.t(a, b)
)py")
                .find("(a, b), self.t(a, b)"),
            std::string::npos);
}

TEST(DeviceArguments, OfMethodsWhoseFirstParameterHasAnotherName) {
  EXPECT_EQ(convert_text(R"py(
class Store:
    @classmethod
    def load(klass, path, device):
        return klass(path)

    def use(self, path, where):
        return self.load(path, where)
)py"),
            gives(R"py(
class Store:
    @classmethod
    def load(klass, path):
        return klass(path)

    def use(self, path, where):
        return self.load(path, where)
)py"));
}

TEST(DeviceArguments, OfObjectsWhateverTheyAreCalled) {
  EXPECT_EQ(convert_text(R"py(
class Net:
    def forward(self, x, device):
        return x


class Outer:
    def __init__(self):
        self.net = Net()

    def run(self, x, where):
        made = Net()
        return self.net(x, where), made(x, where), x(x, where)
)py"),
            gives(R"py(
class Net:
    def forward(self, x):
        return x


class Outer:
    def __init__(self):
        self.net = Net()

    def run(self, x, where):
        made = Net()
        return self.net(x), made(x), x(x, where)
)py"));
}

TEST(DeviceArguments, KeysThatNameADeviceAmongOthers) {
  EXPECT_EQ(convert_text(R"py(
def make(n, device, m=1):
    return n


def use(x, n, i, t):
    return x.f.make(n, t[f"device{i}"]), x.f.make(n, t["device", "dtype"]), x.f.make(n, t["device"])
)py"),
            gives(R"py(
def make(n, m=1):
    return n


def use(x, n, i, t):
    return x.f.make(n, t[f"device{i}"]), x.f.make(n, t["device", "dtype"]), x.f.make(n)
)py"));
}

TEST(DeviceArguments, OfOtherLibrariesStay) {
  constexpr std::string_view kText = R"py(
import numpy as np
from safetensors import safe_open


def f(path):
    return safe_open(path, device="cpu"), np.zeros(2, device="cpu")
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

}  // namespace
}  // namespace mintport::rules::device_arguments_test
