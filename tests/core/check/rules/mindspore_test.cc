// The rules on what MindSpore wants of a cell.
#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

TEST(CellList, ReportsPlainListsOfCells) {
  EXPECT_EQ(found("cell-list", R"(
from mindspore import mint, nn


class Block(nn.Cell):
    pass


class A(nn.Cell):
    def __init__(self):
        self.one = [Block() for _ in range(3)]
        self.two = [mint.nn.Linear(1, 2)]
        self.three = nn.CellList([Block()])
        self.four = [1, 2, len("x")]
        blocks = [Block()]
        self.five = nn.CellList(blocks)


class B:
    def __init__(self):
        self.one = [Block()]
)"),
            (Findings{"10 cell-list self.one", "11 cell-list self.two"}));
}

TEST(UnnamedParameter, GivesParametersTheirNames) {
  const SmallPort port(Texts{{"a.py", R"(
import mindspore as ms
from mindspore import Parameter, mint


class A:
    def __init__(self):
        self.one = ms.Parameter(mint.ones(1))
        self.two = Parameter(mint.ones(1), requires_grad=False)
        self.three = ms.Parameter(mint.ones(1), name="three")
        self.four = ms.Parameter(mint.ones(1), "four")
        self.five = [ms.Parameter(mint.ones(1))]
        local = ms.Parameter(mint.ones(1))
)"}});
  EXPECT_EQ(port.findings("a.py"),
            (Findings{"7 unnamed-parameter self.one", "8 unnamed-parameter self.two"}));
  const std::string fixed = port.fixed("unnamed-parameter").at("a.py");
  EXPECT_NE(fixed.find("self.one = ms.Parameter(mint.ones(1), name=\"one\")\n"), fixed.npos) << fixed;
  EXPECT_NE(fixed.find("self.two = Parameter(mint.ones(1), requires_grad=False, name=\"two\")\n"), fixed.npos)
      << fixed;
}

TEST(ConstructRules, ReportWhatGraphModeDoesNotTake) {
  EXPECT_EQ(SmallPort(Texts{{"a.py", R"(
class A:
    def construct(self, x):
        self.last = x
        try:
            y = x.asnumpy()
        except ValueError:
            y = x.numpy()
        del x
        return y.numpy(1)
)"}}).findings("a.py"),
            (Findings{"3 construct-state self.last", "4 construct-statement try", "5 construct-host .asnumpy",
                      "7 construct-host .numpy", "8 construct-statement del"}));
}

TEST(ConstructRules, LeaveOtherMethodsAlone) {
  EXPECT_EQ(SmallPort(Texts{{"a.py", R"(
class A:
    def __init__(self, x):
        self.last = x.asnumpy()

    def construct(self, x):
        last = x
        return [last]

    def step(self, x):
        try:
            self.last = x
        finally:
            yield x
)"}}).findings("a.py"),
            Findings{});
}

TEST(LibraryContext, ReportsSettingsOfTheProcess) {
  EXPECT_EQ(found("library-context", R"(
import mindspore as ms
from mindspore import context

ms.set_context(mode=0)


class A:
    def construct(self):
        context.set_context(mode=0)
        ms.set_seed(1)

    def __enter__(self):
        ms.set_context(mode=0)


def enable_graph_mode():
    ms.set_context(mode=0)


if __name__ == "__main__":
    ms.set_context(mode=0)
)"),
            (Findings{"4 library-context mindspore.set_context",
                      "9 library-context mindspore.context.set_context"}));
}

}  // namespace
}  // namespace mintport::testing
