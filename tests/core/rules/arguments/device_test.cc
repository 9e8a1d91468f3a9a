// Devices, and code that only serves them.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::device_test {
namespace {

TEST(DeviceRules, ToADevice) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, device):
    x = x.to(device)
    y = x.to(device=device, dtype=torch.float16)
    z = x.to(x.device, x.dtype)
    return x.to("cuda"), y.to(torch.float32), z.to(device, non_blocking=True)
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    y = x.to(dtype=ms.float16)
    z = x.to(x.dtype)
    return x, y.to(ms.float32), z
)py"));
}

TEST(DeviceRules, ToAnotherTensor) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor, y: torch.Tensor):
    return x.to(y)
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor, y: ms.Tensor):
    return x.to(y.dtype)
)py"));
}

TEST(DeviceRules, ToSomethingUnknown) {
  constexpr std::string_view kText = R"py(
def f(x, place):
    return x.to(place)
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"maybe-tensor 2 .to"}));
}

TEST(DeviceRules, TypeAmongOthers) {
  EXPECT_EQ(convert_text(R"py(
import torch

LACKS = {torch.float64: frozenset({"mps", "npu"})}


def fitting(dtype: torch.dtype, device: torch.device) -> torch.dtype:
    lacks = LACKS.get(dtype)
    return torch.float32 if lacks and device.type in lacks else dtype


def f(x: torch.Tensor):
    if x.device.type in {"mps", "npu"}:
        x = x.float()
    if x.device.type not in ("mps",):
        x = x.contiguous()
    return x.to(fitting(torch.float64, x.device))
)py"),
            gives(R"py(
import mindspore as ms

LACKS = {ms.float64: frozenset({"mps", "npu"})}


def fitting(dtype: ms.Type) -> ms.Type:
    lacks = LACKS.get(dtype)
    return ms.float32 if lacks and "npu" in lacks else dtype


def f(x: ms.Tensor):
    x = x.float()
    x = x.contiguous()
    return x.to(fitting(ms.float64))
)py"));
  constexpr std::string_view kText = R"py(
def f(node, kinds, x: "ms.Tensor"):
    if node.type in kinds:
        return 1
    return 2
)py";
  EXPECT_EQ(convert_text(kText), stays(kText));
}

TEST(DeviceRules, CudaAndCpu) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    x = x.cuda()
    x.cpu()
    return x.cpu().tolist()
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    return x.tolist()
)py"));
}

TEST(DeviceRules, AvailabilityIsTold) {
  constexpr std::string_view kText = R"py(
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
)py";
  EXPECT_EQ(convert_text(kText),
            stays(kText, {"unmapped 1 torch", "device-check 3 torch.cuda.is_available"}));
}

TEST(DeviceRules, DeviceObjects) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(device: Optional[torch.device] = None):
    return torch.device("cpu")
)py"),
            gives(R"py(
import torch


def f():
    return torch.device("cpu")
)py",
                  {"unmapped 1 torch", "device-check 5 torch.device"}));
}

TEST(DeviceRules, AStatementThatDidNothingElse) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(model: torch.nn.Module, device):
    if device is not None:
        model.to(device)
    return model
)py"),
            gives(R"py(
from mindspore import nn


def f(model: nn.Cell):
    return model
)py"));
}

TEST(DeviceRules, ACommentOnTheMoveGoesWithIt) {
  EXPECT_EQ(convert_text(R"py(
import torch


class A:
    def f(self, x: torch.Tensor):
        self.s = x.to("cpu")  # to avoid too much CPU/GPU communication
        self.t = x.to("cpu")  # the noise
)py"),
            gives(R"py(
import mindspore as ms


class A:
    def f(self, x: ms.Tensor):
        self.s = x
        self.t = x  # the noise
)py"));
}

}  // namespace
}  // namespace mintport::rules::device_test
