// The rules on __all__, `_import_structure` and the branch below TYPE_CHECKING.
#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

TEST(AllEntry, ReportsNamesThatTheModuleLacks) {
  EXPECT_EQ(found("all-entry", "__all__ = [\"f\", \"g\", name]\n\n\ndef f():\n    pass\n"),
            Findings{"1 all-entry g"});
  EXPECT_EQ(found("all-entry", "from .b import *\n\n__all__ = [\"f\"]\n"), Findings{});
  EXPECT_EQ(found("all-entry", "def __getattr__(name):\n    pass\n\n\n__all__ = (\"f\",)\n"), Findings{});
}

Texts package(const std::string& structure, const std::string& imports) {
  return {{"__init__.py", lazy_package(structure, imports)},
          {"a.py", "class A:\n    pass\n\n\nclass B:\n    pass\n"}};
}

TEST(LazyEntry, ReportsEntriesThatNameNothing) {
  EXPECT_EQ(SmallPort(package("{\"a\": [\"A\", \"C\"], \"b\": [\"B\"]}", "    from .a import A\n"))
                .findings("__init__.py", {.only = {"lazy-entry"}}),
            (Findings{"3 lazy-entry C", "3 lazy-entry B"}));
}

TEST(LazyEntry, AcceptsEntriesThatNameSomething) {
  EXPECT_EQ(SmallPort(package("{\"a\": [\"A\"]}\n_import_structure[\"a\"].extend([\"B\"])",
                              "    from .a import A, B\n"))
                .findings("__init__.py"),
            Findings{});
}

TEST(TypeChecking, ReportsNamesOfOneListOnly) {
  const SmallPort port(package("{\"a\": [\"A\"]}", "    from .a import B\n"));
  EXPECT_EQ(port.findings("__init__.py"), (Findings{"3 type-checking A", "6 type-checking B"}));
  EXPECT_EQ(port.fixed("type-checking").at("__init__.py"),
            lazy_package("{\"a\": [\"A\"]}", "    from .a import B\n    from .a import A\n"));
}

TEST(TypeChecking, AcceptsListsThatAgreeAndOnesThatAreNotShown) {
  EXPECT_EQ(SmallPort(package("{\"a\": [\"A\"]}", "    from .a import A\n")).findings("__init__.py"),
            Findings{});
  EXPECT_EQ(SmallPort(package("{\"a\": [\"A\"]}", "    from .a import *\n")).findings("__init__.py"),
            Findings{});
  EXPECT_EQ(SmallPort(Texts{{"__init__.py", "_import_structure = {\"a\": [\"A\"]}\n"}, {"a.py", "A = 1\n"}})
                .findings("__init__.py"),
            Findings{});
}

Texts pipelines(const std::string& structure, const std::string& text) {
  return {{"__init__.py",
           lazy_package("{\"pipelines\": [\"APipeline\"]}", "    from .pipelines import APipeline\n")},
          {"pipelines/__init__.py", lazy_package(structure, "    from .a import APipeline\n")},
          {"pipelines/a.py", "from ..base import DiffusionPipeline\n\n\n" + text},
          {"base.py", "class DiffusionPipeline:\n    pass\n"}};
}

TEST(TypeChecking, LeavesEntriesThatNameNothingToTheOtherRule) {
  EXPECT_EQ(SmallPort(package("{\"a\": [\"A\", \"C\"]}", "    from .a import A\n")).findings("__init__.py"),
            Findings{"3 lazy-entry C"});
}

TEST(UnregisteredClass, ReportsPipelinesThatAPackageLacks) {
  const std::string text =
      "class APipeline(DiffusionPipeline):\n    pass\n\n\nclass BPipeline(APipeline):\n    pass\n";
  EXPECT_EQ(SmallPort(pipelines("{\"a\": [\"APipeline\"]}", text))
                .findings("pipelines/a.py", {.only = {"unregistered-class"}}),
            Findings{"8 unregistered-class BPipeline"});
  // The package lists it, but the package above does not.
  EXPECT_EQ(SmallPort(pipelines("{\"a\": [\"APipeline\", \"BPipeline\"]}", text))
                .findings("pipelines/a.py", {.only = {"unregistered-class"}}),
            Findings{"8 unregistered-class BPipeline"});
}

// A model below models/, and one beside a pipeline.
SmallPort models(const std::string& structure) {
  const std::string model =
      "from ...base import ConfigMixin, ModelMixin\n\n\nclass Unet(ModelMixin, ConfigMixin):\n    pass\n";
  return SmallPort(Texts{
      {"__init__.py", lazy_package("{\"models\": [" + structure + "]}", "    from .models import Vae\n")},
      {"base.py", "class ConfigMixin:\n    pass\n\n\nclass ModelMixin:\n    pass\n"},
      {"models/__init__.py",
       lazy_package("{\"vae\": [\"Vae\"], \"unets.unet\": [\"Unet\"]}", "    from .vae import Vae\n")},
      {"models/vae.py", "class Vae:\n    pass\n"},
      {"models/unets/__init__.py", "from .unet import Unet\n"},
      {"models/unets/unet.py", model},
      {"pipelines/__init__.py", lazy_package("{\"a\": [\"A\"]}", "    from .a import A\n")},
      {"pipelines/a/__init__.py", lazy_package("{\"unet\": [\"Unet\"]}", "    from .unet import Unet\n")},
      {"pipelines/a/unet.py", model}});
}

TEST(UnregisteredClass, ReportsAModelThatAPackageDoesNotList) {
  const CheckSettings only{.only = {"unregistered-class"}};
  EXPECT_EQ(models("\"Vae\"").findings("models/unets/unet.py", only), Findings{"4 unregistered-class Unet"});
  EXPECT_EQ(models("\"Vae\", \"Unet\"").findings("models/unets/unet.py", only), Findings{});
  EXPECT_EQ(models("\"Vae\"").findings("pipelines/a/unet.py", only), Findings{});
}

TEST(UnregisteredClass, LeavesOtherClassesAlone) {
  EXPECT_EQ(SmallPort(pipelines("{\"a\": [\"APipeline\"]}",
                                "class APipeline(DiffusionPipeline):\n    pass\n\n\nclass "
                                "_Private(APipeline):\n    pass\n\n\nclass Output:\n    pass\n"))
                .findings("pipelines/a.py", {.only = {"unregistered-class"}}),
            Findings{});
}

}  // namespace
}  // namespace mintport::testing
