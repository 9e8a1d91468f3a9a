// How MindSpore names are written in a file, by what the file binds.

#include "core/rules/draft/spelling.hh"

#include <gtest/gtest.h>

namespace mintport::rules::spelling_test {
namespace {

class File {
 public:
  explicit File(std::string text)
      : tree_(Tree::parse(std::make_shared<const Source>(Source::make("a.py", std::move(text)).value()))),
        names_(tree_, "a.py", "hf"),
        speller_(names_) {}

  Speller& speller() { return speller_; }
  Spelled spell(std::string_view target) const { return speller_.spell(target); }

 private:
  Tree tree_;
  Names names_;
  Speller speller_;
};

TEST(Spelling, ByTheShortestImport) {
  const File file("x = 1\n");
  EXPECT_EQ(file.spell("mindspore.mint.cat"), (Spelled{"mint.cat", {"mindspore", "mint", ""}}));
  EXPECT_EQ(file.spell("mindspore.Tensor"), (Spelled{"ms.Tensor", {"mindspore", "", "ms"}}));
  EXPECT_EQ(file.spell("numpy.pi"), (Spelled{"np.pi", {"numpy", "", "np"}}));
  EXPECT_EQ(file.spell("False"), (Spelled{"False", {}}));
}

TEST(Spelling, AroundNamesThatAreTaken) {
  const File file("mint = 1\nms = 2\n");
  EXPECT_EQ(file.spell("mindspore.mint.cat"), (Spelled{"mindspore.mint.cat", {"mindspore", "", ""}}));
  EXPECT_EQ(file.spell("mindspore"), (Spelled{"mindspore", {"mindspore", "", ""}}));
}

TEST(Spelling, ATorchImportThatGoesTakesNothing) {
  const File file("from torch import nn\n");
  EXPECT_EQ(file.spell("mindspore.nn.Cell"), (Spelled{"nn.Cell", {"mindspore", "nn", ""}}));
}

TEST(Spelling, ANameThatIsKeptIsTaken) {
  File file("from torch import nn\n");
  file.speller().keep("nn");
  EXPECT_EQ(file.spell("mindspore.nn.Cell"), (Spelled{"ms.nn.Cell", {"mindspore", "", "ms"}}));
}

TEST(Spelling, RelativeModules) {
  EXPECT_EQ(relative_module("hf.models.unets.a", false, "hf.models.layers"), "..layers");
  EXPECT_EQ(relative_module("hf.models.unets", true, "hf.models.layers"), "..layers");
  EXPECT_EQ(relative_module("hf.models.a", false, "hf.models.layers"), ".layers");
}

}  // namespace
}  // namespace mintport::rules::spelling_test
