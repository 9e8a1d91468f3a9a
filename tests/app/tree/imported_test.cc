// Files that a file converted alone reads next to it.

#include "app/tree/imported.hh"

#include <gtest/gtest.h>

#include "support/temp_dir.hh"

namespace mintport {
namespace {

using testing::TempDir;

std::vector<std::string> found(const SignatureIndex& index, const std::string& name) {
  std::vector<std::string> out;
  if (const auto* all = index.find(name)) {
    for (const Signature& one : *all) out.push_back(one.module);
  }
  return out;
}

TEST(Imported, FollowsPackagesToWhereNamesAreDefined) {
  const TempDir folder;
  for (const char* package : {"hf", "hf/models", "hf/models/unets", "hf/pipelines"})
    testing::write_file(folder / package / "__init__.py", "");
  testing::write_file(folder / "hf/models/__init__.py", "if True:\n    from .unets import Net as Net\n");
  testing::write_file(folder / "hf/models/unets/__init__.py", "from .net import Net\n");
  testing::write_file(folder / "hf/models/unets/net.py",
                      "class Net:\n    def run(self, device):\n        pass\n");
  testing::write_file(folder / "hf/tools.py", "def make(device):\n    pass\n");
  testing::write_file(folder / "hf/other.py", "def unseen(device):\n    pass\n");
  const std::string text =
      "from hf.models import Net\nfrom .. import tools\nfrom ..missing import nothing\nimport os\n\n\n"
      "def own():\n    pass\n";
  const SignatureIndex index = imported_signatures(folder / "hf/pipelines/x.py", text, "hf");
  EXPECT_EQ(found(index, "run"), std::vector<std::string>{"hf.models.unets.net"});
  EXPECT_EQ(found(index, "make"), std::vector<std::string>{"hf.tools"});
  EXPECT_EQ(found(index, "own"), std::vector<std::string>{"hf.pipelines.x"});
  EXPECT_EQ(found(index, "unseen"), std::vector<std::string>{});
}

TEST(Imported, AFileOutsideAPackageKnowsItself) {
  const TempDir folder;
  const SignatureIndex index =
      imported_signatures(folder / "x.py", "from .y import z\n\n\ndef own():\n    pass\n", "hf");
  EXPECT_EQ(found(index, "own"), std::vector<std::string>{"hf.x"});
}

}  // namespace
}  // namespace mintport
