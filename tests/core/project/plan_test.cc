#include "core/project/plan.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

FileFacts facts(const std::string& path, std::string_view text) {
  return facts_of(path, text, "pkg");
}

TEST(Facts, ImportsAndDefinitions) {
  const FileFacts out = facts("models/x.py",
                              "import torch\n"
                              "from typing import TYPE_CHECKING\n"
                              "from ..utils import thing\n"
                              "if TYPE_CHECKING:\n    from .y import Y\n"
                              "class A:\n    def f(self, x, y=1):\n        from .z import Z\n"
                              "def g():\n    pass\n");
  using When = ImportFact::When;
  EXPECT_EQ(out, (FileFacts{"models/x.py",
                            10,
                            {{"pkg.models.y", "Y", When::type_checking},
                             {"pkg.models.z", "Z", When::when_called},
                             {"pkg.utils", "thing", When::at_import},
                             {"torch", "", When::at_import},
                             {"typing", "TYPE_CHECKING", When::at_import}},
                            {"A", "A.f", "A.f(x)", "A.f(y)", "g"},
                            {}}));
}

TEST(Facts, BodiesOfFunctionsAreNoMatter) {
  EXPECT_EQ(
      facts("x.py",
            "def f(\n    a,\n    b=(1, 2),\n) -> int:\n    \"\"\"Text\ndef g(): no\n    \"\"\"\n    def "
            "inner(): pass\n"
            "    from a import (\n        b,\n    )\n\n\nclass C:\n    @property\n    def p(self): return 1\n"
            "    async def q(self): return 1\n\n\ntry:\n    import m\nexcept ImportError:\n    import n\n"),
      (FileFacts{"x.py",
                 23,
                 {{"a", "b", ImportFact::When::when_called},
                  {"m", "", ImportFact::When::at_import},
                  {"n", "", ImportFact::When::when_called}},
                 {"C", "C.p", "C.q", "f", "f(a)", "f(b)"},
                 {}}));
}

TEST(Facts, LazyExports) {
  EXPECT_EQ(facts("__init__.py",
                  "_import_structure = {\"models\": [\"A\"]}\n_import_structure[\"x\"].extend([\"B\"])\n"
                  "other = [\"C\"]\n")
                .exports,
            (std::vector<std::string>{"A", "B"}));
}

TEST(Categories, ByFolder) {
  EXPECT_EQ(category_of("models/unets/a.py"), Category::models);
  EXPECT_EQ(category_of("utils/a.py"), Category::utilities);
  EXPECT_EQ(category_of("configuration_utils.py"), Category::configurations);
  EXPECT_EQ(category_of("image_processor.py"), Category::utilities);
  EXPECT_EQ(category_of("hooks/a.py"), Category::others);
}

std::vector<FileFacts> small_package() {
  return {facts("__init__.py", ""),
          facts("models/__init__.py", "_import_structure = {\"a\": [\"A\"]}\n"),
          facts("models/a.py", "from ..utils import u\nclass A:\n    pass\n"),
          facts("models/b.py", "from .c import C\nclass B:\n    pass\n"),
          facts("models/c.py", "from .b import B\nclass C:\n    pass\n"),
          facts("pipelines/p.py", "from ..models import A\nfrom ..models.b import B\nclass P:\n    pass\n"),
          facts("utils/__init__.py", "from .u import u\n"),
          facts("utils/u.py", "def u():\n    pass\n")};
}

TEST(Graph, ANameOfAPackageLeadsToTheFileThatDefinesIt) {
  const ImportGraph graph = graph_of(small_package(), "pkg");
  EXPECT_EQ(graph.files[5], (ImportGraph::File{"pipelines/p.py", {2, 3}, {}}));
  EXPECT_EQ(graph.files[2], (ImportGraph::File{"models/a.py", {7}, {}}));
}

TEST(Graph, OrderAndCycles) {
  const ImportGraph graph = graph_of(small_package(), "pkg");
  EXPECT_EQ(order_of(graph, {5}), (Order{{7, 2, 3, 4, 5}, {{3, 4}}}));
}

TEST(Graph, Targets) {
  const auto files = small_package();
  EXPECT_EQ(files_of_target(files, "P"), (std::vector<std::size_t>{5}));
  EXPECT_EQ(files_of_target(files, "models/"), (std::vector<std::size_t>{1, 2, 3, 4}));
  EXPECT_EQ(files_of_target(files, "utils/u.py"), (std::vector<std::size_t>{7}));
  ASSERT_FALSE(files_of_target(files, "Nobody"));
  EXPECT_EQ(files_of_target(files, "Nobody").error().kind, ErrorKind::not_found);
}

PlanInput input(const std::string& path, std::string_view text, std::optional<std::string_view> port = {}) {
  PlanInput out{.source = facts(path, text), .converted = facts(path, text)};
  if (port) out.port = facts(path, *port);
  return out;
}

TEST(PlanOf, StatesPackagesAndUtilities) {
  const auto tables = Tables::embedded();
  ASSERT_TRUE(tables);
  std::vector<PlanInput> inputs = {
      input("models/a.py",
            "import torch\nimport os\nfrom ..utils.u import u\nclass A:\n    def f(self, x):\n        pass\n",
            "class A:\n    def f(self):\n        pass\n"),
      input("utils/u.py", "def u():\n    pass\n", "def u():\n    pass\n")};
  inputs[0].findings = {{.kind = FindingKind::unmapped}, {.kind = FindingKind::unmapped}};
  inputs[0].finding_lines = {4, 4};
  inputs[1].as_converted = true;
  const auto plan = make_plan(inputs, {"A"}, "pkg", *tables);
  ASSERT_TRUE(plan);
  const PlanFile utility{
      .path = "utils/u.py", .category = Category::utilities, .state = PortState::converted};
  const PlanFile model{.path = "models/a.py",
                       .category = Category::models,
                       .state = PortState::behind,
                       .missing = {"A.f(x)"},
                       .findings = {{FindingKind::unmapped, 2}},
                       .hand_lines = 1,
                       .utilities = {"utils/u.py: u"},
                       .packages = {{"torch", "mindspore"}},
                       .imports = {"utils/u.py"}};
  EXPECT_EQ(plan->files, (std::vector<PlanFile>{utility, model}));
}

TEST(SupportOf, RowsForWhatTheSourcesOffer) {
  const std::vector<PlanInput> inputs = {
      input("__init__.py", "_import_structure = {\"models\": [\"A\", \"B\", \"C\"]}\n"),
      input("models/a.py", "class A:\n    def f(self, x):\n        pass\nclass Private:\n    pass\n",
            "class A:\n    def f(self):\n        pass\n"),
      input("models/b.py", "class B:\n    pass\n", "class B:\n    pass\n"),
      input("models/c.py", "class C:\n    pass\n")};
  const std::vector<FileFacts> port = {*inputs[1].port, *inputs[2].port};
  EXPECT_EQ(support_of(inputs, port),
            (std::vector<SupportRow>{{Category::models, "A", "models/a.py", Support::behind, 1},
                                     {Category::models, "B", "models/b.py", Support::present, 0},
                                     {Category::models, "C", "models/c.py", Support::missing, 0}}));
}

}  // namespace
}  // namespace mintport
