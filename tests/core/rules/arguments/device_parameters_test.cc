// Devices as parameters of the project's functions.

#include <gtest/gtest.h>

#include <string>

#include "core/names/signatures.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::device_parameters_test {
namespace {

TEST(DeviceParameters, ParametersThatStayGoBehindAllGivenByPlace) {
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

TEST(DeviceParameters, OverridesAndTheirBases) {
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

TEST(DeviceParameters, ParametersThatStayGoBehindTheOthers) {
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

TEST(DeviceParameters, ParametersOfOwnFunctions) {
  EXPECT_EQ(convert_text(R"py(
import torch


def make(n, device, dtype):
    return torch.zeros(n, device=device, dtype=dtype)


def use(x: torch.Tensor):
    return make(2, x.device, x.dtype), make(2, device=x.device, dtype=x.dtype)
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import mint


def make(n, dtype):
    return mint.zeros(n, dtype=dtype)


def use(x: ms.Tensor):
    return make(2, x.dtype), make(2, dtype=x.dtype)
)py"));
}

TEST(DeviceParameters, BothSidesOfAnInterface) {
  EXPECT_EQ(convert_text(R"py(
from ...utils.torch_utils import randn_tensor


class A:
    def prepare(self, shape, dtype, device, generator):
        return randn_tensor(shape, generator=generator, device=device, dtype=dtype)

    def run(self, shape, dtype, device, g):
        return self.prepare(shape, dtype, device, g)
)py",
                         "pipelines/x/a.py"),
            gives(R"py(
from ...utils.mindspore_utils import randn_tensor


class A:
    def prepare(self, shape, dtype, generator):
        return randn_tensor(shape, generator=generator, dtype=dtype)

    def run(self, shape, dtype, g):
        return self.prepare(shape, dtype, g)
)py"));
}

}  // namespace
}  // namespace mintport::rules::device_parameters_test
