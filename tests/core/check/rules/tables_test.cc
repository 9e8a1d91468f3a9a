// The rules on tables beside the code: mappings by class name, dummy objects, the support list.
#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

CheckSettings only(std::string_view rule) {
  CheckSettings out;
  out.only.emplace(rule);
  return out;
}

SmallPort with_classes(const std::string& table) {
  return SmallPort(Texts{
      {"__init__.py",
       lazy_package(R"({"models": ["Aa", "Bb", "Cc", "Dd"]})", "    from .models import Aa, Bb, Cc, Dd\n")},
      {"models.py",
       "class Aa:\n    pass\n\n\nclass Bb(Aa):\n    pass\n\n\nclass Cc(Aa):\n    pass\n\n\n"
       "class Dd(Aa):\n    pass\n"},
      {"tables.py", table}});
}

TEST(MappingEntry, ReportsAClassThatThePackageDoesNotOffer) {
  EXPECT_EQ(with_classes(R"(
SCALES = {
    "Aa": 1,
    "Bb": 2,
    "Cc": 3,
    "Ddd": 4,
}
)")
                .findings("tables.py", only("mapping-entry")),
            Findings{"5 mapping-entry Ddd"});
}

TEST(MappingEntry, IsSilentAboutOtherTables) {
  EXPECT_EQ(with_classes(R"(
FULL = {"Aa": 1, "Bb": 2, "Cc": 3, "Dd": 4}
SHORT = {"Aa": 1, "Bb": 2, "Ddd": 4}
OTHERS = {"Aa": 1, "Xx": 2, "Yy": 3, "Zz": 4}
WORDS = {"Aa": 1, "Bb": 2, "Cc": 3, "ddd": 4}


def f():
    inside = {"Aa": 1, "Bb": 2, "Cc": 3, "Ddd": 4}
    return inside
)")
                .findings("tables.py", only("mapping-entry")),
            Findings{});
}

// A package of a framework that may be missing, with the dummies of its names.
SmallPort with_dummies(const std::string& entries, const std::string& dummies) {
  return SmallPort(
      Texts{{"__init__.py",
             "from .utils import OptionalDependencyNotAvailable, is_torch_available\n"
             "_import_structure = {\"models\": []}\n"
             "try:\n"
             "    if not is_torch_available():\n"
             "        raise OptionalDependencyNotAvailable()\n"
             "except OptionalDependencyNotAvailable:\n"
             "    from .utils import dummy_pt_objects\n"
             "    _import_structure[\"utils.dummy_pt_objects\"] = [n for n in dir(dummy_pt_objects)]\n"
             "else:\n"
             "    _import_structure[\"models\"].extend(" +
                 entries + ")\n"},
            {"models.py", "class Aa:\n    pass\n\n\nclass Bb:\n    pass\n"},
            {"utils/__init__.py",
             "class OptionalDependencyNotAvailable(Exception):\n    pass\n\n\ndef is_torch_available():\n    "
             "return True\n"},
            {"utils/dummy_pt_objects.py", dummies}},
      "diffusers");
}

TEST(DummyObject, ReportsNamesOfOneSideOnly) {
  EXPECT_EQ(with_dummies(R"(["Aa", "Bb"])", "class Aa:\n    pass\n\n\nclass Old:\n    pass\n")
                .findings("__init__.py", only("dummy-object")),
            (Findings{"7 dummy-object Old", "10 dummy-object Bb"}));
}

TEST(DummyObject, IsSilentWhereBothSidesAgree) {
  EXPECT_EQ(with_dummies(R"(["Aa", "Bb"])", "class Aa:\n    pass\n\n\nclass Bb:\n    pass\n")
                .findings("__init__.py", only("dummy-object")),
            Findings{});
}

Findings support(const std::string& path, const SupportList& list) {
  SmallPort port(Texts{
      {"base.py", "class DiffusionPipeline:\n    pass\n"},
      {path, "from ..base import DiffusionPipeline\n\n\nclass APipeline(DiffusionPipeline):\n    pass\n"}});
  port.set_support_list(list);
  return port.findings(path, only("support-list"));
}

TEST(SupportList, ReportsAPipelineWithoutARow) {
  const SupportList list{"SUPPORT_LIST.md", "| pipelines | fp32 |\n| :--- | :--- |\n| flux | yes |\n", {}};
  EXPECT_EQ(support("pipelines/pipeline_flux2.py", list), Findings{"4 support-list flux2"});
  EXPECT_EQ(support("pipelines/pipeline_flux.py", list), Findings{});
}

TEST(SupportList, IsSilentWithoutAListAndAboutOtherModules) {
  EXPECT_EQ(support("pipelines/pipeline_flux2.py", {}), Findings{});
  EXPECT_EQ(support("pipelines/helpers.py", {"SUPPORT_LIST.md", "| flux | yes |\n", {}}), Findings{});
}

TEST(SupportList, ReportsARowWithoutAPipeline) {
  const std::string rows = "| pipelines | fp32 |\n| :--- | :--- |\n| flux | yes |\n| flax | no |\n";
  SmallPort port(Texts{{"__init__.py", "__version__ = \"1\"\n"}, {"models/__init__.py", ""}});
  port.set_support_list({"SUPPORT_LIST.md", rows, {"pipeline_flux"}});
  EXPECT_EQ(port.findings("__init__.py", only("support-list")), Findings{"1 support-list flax"});
  EXPECT_EQ(port.findings("models/__init__.py", only("support-list")), Findings{});
  port.set_support_list({"SUPPORT_LIST.md", rows, {"pipeline_flux", "pipeline_flax"}});
  EXPECT_EQ(port.findings("__init__.py", only("support-list")), Findings{});
}

TEST(SupportList, IsSilentAboutATableOfSomethingElse) {
  SmallPort port(Texts{{"__init__.py", "__version__ = \"1\"\n"}});
  port.set_support_list(
      {"SUPPORT_LIST.md", "| model | fp32 |\n|---|---|\n| bert | yes |\n| t5 | no |\n", {"pipeline_t5x"}});
  EXPECT_EQ(port.findings("__init__.py", only("support-list")), Findings{});
}

}  // namespace
}  // namespace mintport::testing
