#include <gtest/gtest.h>

#include <map>

#include "app/session/fake_desktop.hh"
#include "app/session/session.hh"
#include "core/worktree/fake.hh"

namespace mintport {
namespace {

// Counts what is read and compared.
class CountedTree : public FakeWorkTree {
 public:
  using FakeWorkTree::FakeWorkTree;
  Result<std::string> read(const std::string& path) override {
    ++reads[path];
    return FakeWorkTree::read(path);
  }
  Result<std::vector<LineHunk>> diff(std::string_view before, std::string_view after) override {
    ++diffs;
    return FakeWorkTree::diff(before, after);
  }

  std::map<std::string, int> reads;
  int diffs = 0;
};

TEST(Files, OpensAFileByReadingAndComparingEachTextOnce) {
  CountedTree tree({{"hf/a.py", "import torch\n\nx = torch.cat([y])\n"},
                    {"mintport.json", R"({"source": {"root": "hf"}, "port": {"root": "port"}})"}});
  tree.work["port/a.py"] = "from mindspore import mint\n\nx = mint.cat([y, y])\n";
  const Tables tables = *Tables::embedded();
  FakeDesktop around;
  Session session(tree, tables, around, false);
  const auto loaded = session.load();
  ASSERT_TRUE(loaded) << to_string(loaded.error());
  session.count_all();
  tree.reads.clear();
  tree.diffs = 0;
  ASSERT_TRUE(session.open("a.py"));
  EXPECT_EQ(tree.reads, (std::map<std::string, int>{{"hf/a.py", 1}, {"port/a.py", 1}}));
  EXPECT_EQ(tree.diffs, 1);
  ASSERT_TRUE(session.file());
  EXPECT_EQ(session.file()->by_hand, (std::vector<LineHunk>{{3, 1, 3, 1}}));
  EXPECT_TRUE(session.state().find("a.py")->by_hand);
}

}  // namespace
}  // namespace mintport
