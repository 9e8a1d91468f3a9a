// The tree of changed files.
#include "core/review/change_tree.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

std::string drawn(const std::vector<ChangeRow>& rows) {
  std::string out;
  for (const ChangeRow& row : rows) {
    out += std::string(static_cast<std::size_t>(row.depth), ' ') + row.name;
    if (row.kind != ChangeRow::Kind::file) out += (row.open ? " -" : " +") + std::to_string(row.files.size());
    out += "\n";
  }
  return out;
}

const std::vector<ChangedFile> kChanged = {{"mintport.json", Staged::no, 'M'},
                                           {"port/models/a.py", Staged::all, 'A'},
                                           {"port/models/b.py", Staged::no, '?'},
                                           {"port/models/unets/c.py", Staged::no, '?'},
                                           {"port/d.py", Staged::partly, 'M'}};

TEST(ChangeTree, PutsStagedFilesFirstAndFilesBeforeFolders) {
  EXPECT_EQ(drawn(change_rows(kChanged, {})),
            "Staged -2\n port -2\n  d.py\n  models -1\n   a.py\n"
            "Not staged -3\n mintport.json\n port/models -2\n  b.py\n  unets -1\n   c.py\n");
}

TEST(ChangeTree, HidesWhatIsInClosedFolders) {
  EXPECT_EQ(drawn(change_rows(kChanged, {"staged port", "unstaged port/models"})),
            "Staged -2\n port +2\nNot staged -3\n mintport.json\n port/models +2\n");
}

TEST(ChangeTree, HasNoRowsWithoutChanges) {
  EXPECT_EQ(change_rows({}, {}), std::vector<ChangeRow>());
}

}  // namespace
}  // namespace mintport
