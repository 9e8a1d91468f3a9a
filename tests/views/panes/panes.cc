#include "views/panes/panes.hh"

#include <gtest/gtest.h>

#include "views/panes/code.hh"

namespace mintport {
namespace {

TEST(Draw, CutsAndWraps) {
  EXPECT_EQ(elide("abcdef", 4), "abc…");
  EXPECT_EQ(elide_front("models/unets/a.py", 7), "…s/a.py");
  EXPECT_EQ(elide("漢字漢字", 5), "漢字…");
  EXPECT_EQ(wrap("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(scroll_to(50, 0, 10, 100), 44u);
}

TEST(DrawCode, PutsBothSidesInStep) {
  CodeFile file;
  file.left = CodeSide::make("hf/a.py", "import torch\ny = torch.cat(x)\ngone = 1\n", true);
  file.right = CodeSide::make("port/a.py", "import torch\ny = mint.cat(x)\n", true);
  file.diff =
      diff_by_edits(file.left.text, file.right.text, {{{17, 22}, "mint"}, {{30, 39}, ""}}, {true, false});
  file.marks.resize(2);
  file.marks[0].finding = LineMark::Finding::open;
  const auto rows = code_rows(file, false, {});
  Grid grid(4, 60);
  draw_code({&file, &rows, 99, 0, 0, true, ""}, {0, 0, 4, 60}, grid);
  EXPECT_EQ(grid.text(),
            "─ hf/a.py ──────────────────┬─ port/a.py ───────────────────\n"
            "  1 import torch            │!   1 import torch\n"
            "  2·y = torch.cat(x)        │    2·y = mint.cat(x)\n"
            "  3-gone = 1                │      ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱\n");
  EXPECT_EQ(grid.at(1, 4).face, Face::keyword);
  EXPECT_EQ(grid.at(2, 8), (Cell{"t", Face::renamed_word, Face::normal}));
  EXPECT_EQ(grid.at(3, 4).back, Face::removed);
}

TEST(CodeRows, FoldsWhatIsEqual) {
  CodeFile file;
  std::string text;
  for (int i = 0; i < 20; ++i) text += "x\n";
  file.left = CodeSide::make("a", text, false);
  file.right = CodeSide::make("b", text + "y\n", false);
  file.diff = diff_by_edits(text, file.right.text, {{{40, 40}, "y\n"}});
  EXPECT_EQ(code_rows(file, true, {}).front(), (CodeRow{0, 17}));
  EXPECT_EQ(code_rows(file, true, {}).size(), 5u);
  EXPECT_EQ(code_rows(file, true, {0}).size(), 21u);
}

TEST(TextField, EditsLines) {
  TextField field{"one\ntwo", 7};
  field.up();
  EXPECT_EQ(field.cursor, 3u);
  field.insert("é");
  field.erase_before();
  field.down();
  field.erase_word();
  EXPECT_EQ(field, (TextField{"one\n", 4}));
}

}  // namespace
}  // namespace mintport
