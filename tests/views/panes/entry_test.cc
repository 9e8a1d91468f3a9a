#include "views/panes/entry.hh"

#include <gtest/gtest.h>

#include <algorithm>

namespace mintport::ui {
namespace {

std::vector<std::string> rows_of(const EntryPane& pane, int rows, int columns) {
  Grid grid(rows, columns);
  draw_entry(pane, {0, 0, rows, columns}, grid);
  std::vector<std::string> out;
  const std::string text = grid.text();
  for (std::size_t at = 0, end; at < text.size(); at = end + 1) {
    end = text.find('\n', at);
    out.push_back(text.substr(at, end - at));
    out.back().erase(out.back().find_last_not_of(' ') + 1);
  }
  return out;
}

EntryPane example() {
  EntryPane out;
  out.title = "torch.cat -> ours.cat";
  out.number = 1;
  out.of = 2;
  out.table = "{\n  \"entries\": [\n    {}\n  ]\n}\n";
  out.remarks = {"replaces: another"};
  out.progress = "1 of 3 places taken";
  out.rows = {{"models/a.py:12", "y = torch.cat([x])", "y = ours.cat([x])", "", true, true},
              {"models/b.py:7", "return torch.cat(z)", "return ours.cat(z)", "edited file", true, false},
              {"models/c.py:9", "torch.cat", "ours.cat", "changed by hand", false, false}};
  out.refusal = "edited by hand otherwise";
  return out;
}

TEST(DrawEntry, ShowsTheTableThenThePlacesWithWhatDiffers) {
  EXPECT_EQ(
      rows_of(example(), 14, 70),
      (std::vector<std::string>{"─ torch.cat -> ours.cat ───────────────────────────── 2 of 2 entries ─",
                                "  {", "    \"entries\": [", "      {}", "    ]", "  replaces: another",
                                "─ places ─────────────────────────────────────── 1 of 3 places taken ─",
                                " [x] models/a.py:12  torch.cat -> ours.cat",
                                " [ ] models/b.py:7  torch.cat -> ours.cat                 edited file",
                                "  -  models/c.py:9  torch.cat -> ours.cat             changed by hand",
                                "─ changes here ───────────────────────────────────────────────────────",
                                "  edited by hand otherwise", "", ""}));
}

TEST(DrawEntry, ShowsWhatAPlaceChangesBeforeItsImports) {
  CodeFile preview;
  preview.left = CodeSide::make("", "import a\n\n\n\n\n\nx = a.f(1)\n", true);
  preview.right = CodeSide::make("", "import b\n\n\n\n\n\nx = b.f(1)\n", true);
  const std::vector<LineHunk> hunks{{1, 1, 1, 1}, {7, 1, 7, 1}};
  preview.diff = diff_by_hunks(preview.left.text, preview.right.text, hunks);
  EntryPane pane = example();
  pane.preview = &preview;
  pane.refusal = "";
  pane.line = 7;
  const auto rows = rows_of(pane, 22, 40);
  const auto at = std::find_if(rows.begin(), rows.end(),
                               [](const std::string& row) { return row.find("changes here") != row.npos; });
  EXPECT_EQ(std::vector<std::string>(at + 1, at + 9),
            (std::vector<std::string>{"     5", "     6", "     7 -x = a.f(1)", "     7 +x = b.f(1)",
                                      "      ⋯", "     1 -import a", "     1 +import b", "     2"}));
}

TEST(DrawEntry, FitsAnySize) {
  for (const int rows : {1, 3, 6, 10}) {
    for (const int columns : {1, 8, 20, 40}) rows_of(example(), rows, columns);
  }
}

TEST(DifferingNames, AreWhole) {
  using Pair = std::pair<std::string, std::string>;
  EXPECT_EQ(differing_names("x = torch.linalg.lstsq(a)", "x = ours.solve(a)"),
            Pair("torch.linalg.lstsq", "ours.solve"));
  EXPECT_EQ(differing_names("f(dim=1)", "f(axis=1)"), Pair("dim", "axis"));
  EXPECT_EQ(differing_names("", "new"), Pair("", "new"));
}

}  // namespace
}  // namespace mintport::ui
