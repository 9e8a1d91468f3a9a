// Lists of layers that are filled after they became an attribute.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::cell_lists_test {
namespace {

TEST(CellList, IsFilledBeforeItBecomesAnAttribute) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.blocks = nn.ModuleList([])

        for i in range(n):
            self.blocks.append(nn.Linear(i, len(self.blocks)))

        self.size = len(self.blocks)
)py"),
            gives(R"py(
from mindspore import mint, nn


class Net(nn.Cell):
    def __init__(self, n):
        super().__init__()
        blocks = []

        for i in range(n):
            blocks.append(mint.nn.Linear(i, len(blocks)))
        self.blocks = nn.CellList(blocks)

        self.size = len(self.blocks)
)py"));
}

TEST(CellList, IsNoValueOfADictionary) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self, names):
        super().__init__()
        self.a = nn.ModuleDict({name: nn.ModuleList([nn.Linear(1, 1)]) for name in names})
        self.b = nn.ModuleDict({"x": nn.Linear(1, 1), "y": nn.Sequential(nn.Linear(1, 1))})
        self.b["z"] = nn.ModuleDict()
        self.b["w"] = nn.Linear(1, 1)
)py"),
            gives(R"py(
from mindspore import mint, nn


class Net(nn.Cell):
    def __init__(self, names):
        super().__init__()
        self.a = nn.CellDict({name: nn.CellList([mint.nn.Linear(1, 1)]) for name in names})
        self.b = nn.CellDict({"x": mint.nn.Linear(1, 1), "y": nn.SequentialCell(mint.nn.Linear(1, 1))})
        self.b["z"] = nn.CellDict()
        self.b["w"] = mint.nn.Linear(1, 1)
)py",
                  {"unmapped 7 torch.nn.ModuleDict", "unmapped 8 torch.nn.ModuleDict",
                   "unmapped 9 torch.nn.ModuleDict"}));
}

TEST(CellList, TakesAList) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self, a, n):
        super().__init__()
        self.a = nn.ModuleList(a.values())
        self.b = nn.ModuleList(map(make, range(n)))
        self.c = nn.ModuleList((nn.Linear(1, 1), nn.Linear(1, 2)))
        self.d = nn.ModuleList(a)
)py"),
            gives(R"py(
from mindspore import mint, nn


class Net(nn.Cell):
    def __init__(self, a, n):
        super().__init__()
        self.a = nn.CellList(list(a.values()))
        self.b = nn.CellList(list(map(make, range(n))))
        self.c = nn.CellList([mint.nn.Linear(1, 1), mint.nn.Linear(1, 2)])
        self.d = nn.CellList(a)
)py"));
}

TEST(CellList, NoneInItIsReported) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        norms = []
        for i in range(n):
            norms.append(None)
        self.a = nn.ModuleList(norms)
        self.b = nn.ModuleList([None] * n)
        self.c = nn.ModuleList([make(None)])
)py"),
            gives(R"py(
from mindspore import nn


class Net(nn.Cell):
    def __init__(self, n):
        super().__init__()
        norms = []
        for i in range(n):
            norms.append(None)
        self.a = nn.CellList(norms)
        self.b = nn.CellList([None] * n)
        self.c = nn.CellList([make(None)])
)py",
                  {"difference 10 torch.nn.ModuleList", "difference 11 torch.nn.ModuleList"}));
}

TEST(CellList, KeepsWhatItBeginsWithAndANameThatIsTaken) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self, up, layers):
        super().__init__()
        if up:
            self.net = nn.ModuleList([nn.Linear(1, 1)])
            self.net.append(nn.Linear(1, 2))  # wider
        else:
            self.net = None
        self.layers = nn.ModuleList()
        self.layers.extend(layers)
        self.twins = nn.ModuleList(nn.Linear(1, 1) for _ in layers)
)py"),
            gives(R"py(
from mindspore import mint, nn


class Net(nn.Cell):
    def __init__(self, up, layers):
        super().__init__()
        if up:
            net = [mint.nn.Linear(1, 1)]
            net.append(mint.nn.Linear(1, 2))  # wider
            self.net = nn.CellList(net)
        else:
            self.net = None
        self.layers = []
        self.layers.extend(layers)
        self.layers = nn.CellList(self.layers)
        self.twins = nn.CellList([mint.nn.Linear(1, 1) for _ in layers])
)py"));
}

TEST(CellList, ListsThatAreCompleteOrFilledElsewhereStay) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)
        self.later = nn.ModuleList()
        self.read = nn.ModuleList()
        self.count()
        self.read.append(blocks[0])

    def add(self, block):
        self.later.append(block)

    def count(self):
        return len(self.read)
)py"),
            gives(R"py(
from mindspore import nn


class Net(nn.Cell):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.CellList(blocks)
        self.later = nn.CellList()
        self.read = nn.CellList()
        self.count()
        self.read.append(blocks[0])

    def add(self, block):
        self.later.append(block)

    def count(self):
        return len(self.read)
)py",
                  {"difference 8 torch.nn.ModuleList", "difference 9 torch.nn.ModuleList"}));
}

TEST(CellList, HasNoSum) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.ModuleList([])
        self.b = nn.ModuleList([])
        self.n = [1]
        self.all = self.a + self.b

    def forward(self, x):
        for block in self.a + self.b:
            x = block(x)
        for n in self.n + [2]:
            x = x * n
        return x
)py"),
            gives(R"py(
from mindspore import nn


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = nn.CellList([])
        self.b = nn.CellList([])
        self.n = [1]
        self.all = self.a + self.b

    def construct(self, x):
        for block in [*self.a, *self.b]:
            x = block(x)
        for n in self.n + [2]:
            x = x * n
        return x
)py",
                  {"unmapped 10 torch.nn.ModuleList"}));
}

TEST(CellList, MembersThatCellsLack) {
  EXPECT_EQ(convert_text(R"py(
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(1, 2))
        self.net.append(nn.Linear(2, 2))
        self.net.insert(0, nn.Linear(1, 1))
        self.names = []
        self.names.insert(0, "a")
)py"),
            gives(R"py(
from mindspore import mint, nn


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.net = nn.SequentialCell(mint.nn.Linear(1, 2))
        self.net.append(mint.nn.Linear(2, 2))
        self.net.insert(0, mint.nn.Linear(1, 1))
        self.names = []
        self.names.insert(0, "a")
)py",
                  {"unmapped 9 torch.nn.Sequential.insert"}));
}

}  // namespace
}  // namespace mintport::rules::cell_lists_test
