// Imports of names that neither the port nor the converted files define.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "core/names/offered.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::port_imports_test {
namespace {

using Messages = std::vector<std::string>;

const Tables& tables() {
  static const Tables tables = [] {
    Tables out = Tables::embedded().value();
    out.set_port("mindone",
                 "mindone.diffusers.models.blocks Block BlockTwo Mode Mode.FAST Mode.name Mode.value\n"
                 "mindone.diffusers.models.deep Other PixelBlock\n"
                 "mindone.diffusers.utils logging\n"
                 "mindone.transformers CLIPTextModel\n");
    return out;
  }();
  return tables;
}

// The messages, each with its line in the converted text.
Messages told(std::string text, const ConvertOptions& options) {
  const Conversion made = conversion_of(std::move(text), options, tables());
  Messages out;
  for (const Finding& one : made.findings) {
    const auto line = 1 + std::count(made.text.begin(), made.text.begin() + one.converted.begin, '\n');
    if (one.rule == "port-import") out.push_back(std::to_string(line) + ": " + one.message);
  }
  return out;
}

constexpr const char* kText =
    "from transformers import CLIPTextModel, CLIPTokenizer, OddModel\n"
    "from ..utils import logging\n"
    "from .blocks import Block, PixelBlock, BlockTow\n"
    "from .beside import Thing\n\n"
    "x = [CLIPTextModel, CLIPTokenizer, OddModel, logging, Block, PixelBlock, BlockTow, Thing]\n";

TEST(PortImports, OfAFileThatGoesIntoThePort) {
  SignatureIndex none;
  EXPECT_EQ(
      told(kText, {.path = "models/a.py", .signatures = &none, .into_port = true}),
      (Messages{
          "2: mindone.transformers has no OddModel, so this still comes from transformers, which needs torch",
          "4: mindone.diffusers.models.blocks has no PixelBlock; similar: "
          "mindone.diffusers.models.deep.PixelBlock",
          "4: mindone.diffusers.models.blocks has no BlockTow; similar: "
          "mindone.diffusers.models.blocks.BlockTwo, mindone.diffusers.models.blocks.Block",
          "5: mindone.diffusers.models.beside has no Thing"}));
}

TEST(PortImports, MembersOfAnEnumeration) {
  SignatureIndex none;
  EXPECT_EQ(told("from .blocks import Block, Mode\n\n"
                 "x = [Mode.FAST, Mode.SLOW.value, Mode.FAST.value, Mode.__members__, Block.odd]\n",
                 {.path = "models/a.py", .signatures = &none, .into_port = true}),
            (Messages{"3: mindone.diffusers.models.blocks.Mode has no member SLOW"}));
}

TEST(PortImports, ANameThatOnlyAModuleBelowHasComesFromThere) {
  SignatureIndex none;
  Tables with = Tables::embedded().value();
  with.set_port("mindone",
                "mindone.diffusers.utils logging\nmindone.diffusers.utils.import_utils is_x_available\n");
  const auto text = [&](bool into_port) {
    return conversion_of("from ..utils import is_x_available, logging\n\nx = is_x_available(), logging\n",
                         {.path = "models/a.py", .signatures = &none, .into_port = into_port}, with)
        .text;
  };
  EXPECT_EQ(text(true),
            "from ..utils.import_utils import is_x_available\nfrom ..utils import logging\n\n"
            "x = is_x_available(), logging\n");
  EXPECT_EQ(text(false), "from ..utils import is_x_available, logging\n\nx = is_x_available(), logging\n");
}

TEST(PortImports, AFolderOfTheTreeIsNoLibrary) {
  SignatureIndex tree;
  tree.add(FileHeaders{.module = "timm.models"});
  EXPECT_EQ(
      told("import timm\nfrom timm.models import x\n\ny = timm, x\n", {.path = "a.py", .signatures = &tree}),
      Messages());
}

TEST(PortImports, OfAFileThatIsConvertedWithOthers) {
  SignatureIndex tree;
  tree.modules = {"diffusers.models.blocks", "diffusers.models.a"};
  EXPECT_EQ(
      told(kText, {.path = "models/a.py", .signatures = &tree}),
      (Messages{
          "2: mindone.transformers has no OddModel, so this still comes from transformers, which needs torch",
          "5: mindone.diffusers.models.beside has no Thing"}));
}

TEST(PortImports, OfPackagesThatNeedTorch) {
  const Tables& tables = embedded_tables();
  const std::string& vision = *tables.torch_package("torchvision");
  const std::string& trains = *tables.torch_package("accelerate");
  EXPECT_EQ(told("import numpy\nfrom accelerate.utils import A, B\nfrom torchvision import transforms\n"
                 "from .timm import C\n\n\ndef f():\n    import torchvision.transforms as T\n"
                 "    return [numpy, A, B, C, T, transforms]\n",
                 {.path = "a.py"}),
            (Messages{"2: " + trains, "3: " + vision, "8: " + vision}));
  EXPECT_EQ(told("def f():\n    \"\"\"\n    >>> from torchvision import transforms\n    >>> transforms.A()\n "
                 "   \"\"\"\n",
                 {.path = "a.py"}),
            Messages{});
}

TEST(PortImports, NobodyKnowsWhereASnippetGoes) {
  EXPECT_EQ(told(kText, {.path = "models/a.py"}), Messages{});
}

TEST(PortImports, ALoneFileDoesNotSayWhereItStands) {
  SignatureIndex none;
  EXPECT_EQ(told("from .beside import Thing\n\n\ndef f(x, device=None):\n    return x.to(device)\n",
                 {.path = "a.py", .signatures = &none, .into_port = true}),
            Messages{});
}

TEST(OfferedNames, MembersOfEnumerations) {
  auto source =
      Source::make("m/a.py",
                   "class A(str, Enum):\n    B = 1\n    c: int = 2\n    def d(self):\n        e = 1\n"
                   "class F(Mixin, Enum):\n    G = 1\nclass H:\n    I = 1\n");
  const Tree tree = Tree::parse(std::make_shared<const Source>(*std::move(source)));
  EXPECT_EQ(offered_names(Names(tree, "m/a.py", "pkg"), false),
            (std::set<std::string>{"A", "A.B", "A.c", "A.d", "A.name", "A.value", "F", "H"}));
}

TEST(OfferedNames, OfAModuleAndALazyPackage) {
  auto source = Source::make("m/__init__.py",
                             "import a.b\nfrom c import d as e\n_import_structure = {\"x\": [\"Lazy\"]}\n"
                             "if e:\n    def f(p):\n        q = 1\nelse:\n    class G:\n        r = 2\n");
  const Tree tree = Tree::parse(std::make_shared<const Source>(*std::move(source)));
  const Names names(tree, "m/__init__.py", "pkg");
  EXPECT_EQ(offered_names(names, false), (std::set<std::string>{"G", "_import_structure", "a", "e", "f"}));
  EXPECT_EQ(offered_names(names, true),
            (std::set<std::string>{"G", "Lazy", "_import_structure", "a", "e", "f", "x"}));
}

}  // namespace
}  // namespace mintport::rules::port_imports_test
