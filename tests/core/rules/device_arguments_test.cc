// Devices that go from function to function: who is called, by what the code says, and what is told where it
// does not say.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

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

TEST(DeviceArguments, ParametersThatStayGoBehindAllGivenByPlace) {
  EXPECT_EQ(convert_text(R"py(
def dispatch(device, table, *args, **kwargs):
    return table[device](*args, **kwargs)


def seed(device, n):
    return dispatch(device, TABLE, n)
)py"),
            gives(R"py(
def dispatch(table, *args, device=None, **kwargs):
    return table[device](*args, **kwargs)


def seed(n):
    return dispatch(TABLE, n)
)py",
                  {"device-check 1 device"}));
}

TEST(DeviceArguments, OverridesAndTheirBases) {
  EXPECT_EQ(convert_text(R"py(
class A:
    def make(self, n, device):
        return n


class B(A):
    def make(self, device, n):
        return super().make(n, device)

    def use(self, n, device):
        return self.make(device, n)


class C(B):
    def use(self, n, device):
        return self.make(device, n), super().use(n, device)
)py"),
            gives(R"py(
class A:
    def make(self, n):
        return n


class B(A):
    def make(self, n):
        return super().make(n)

    def use(self, n):
        return self.make(n)


class C(B):
    def use(self, n):
        return self.make(n), super().use(n)
)py"));
}

TEST(DeviceArguments, ParametersThatStayGoBehindTheOthers) {
  EXPECT_EQ(convert_text(R"py(
def place(n, device, m=1, *, k=0):
    return n, m, k, open(device)


def choose(device: str):
    if device not in TABLE:
        device = "default"
    return TABLE[device]


def use(n, device):
    return place(n, device, 2), choose(device)
)py"),
            gives(R"py(
def place(n, m=1, device=None, *, k=0):
    return n, m, k, open(device)


def choose(device: str = None):
    if device not in TABLE:
        device = "default"
    return TABLE[device]


def use(n):
    return place(n, 2), choose()
)py",
                  {"device-check 1 device", "device-check 5 device"}));
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
}  // namespace mintport
