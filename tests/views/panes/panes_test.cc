#include "views/panes/panes.hh"

#include <gtest/gtest.h>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

TEST(Draw, CutsAndWraps) {
  EXPECT_EQ(elide("abcdef", 4), "abc…");
  EXPECT_EQ(elide_front("models/unets/a.py", 7), "…s/a.py");
  EXPECT_EQ(elide_middle("models/unets/a.py", 17), "models/unets/a.py");
  EXPECT_EQ(elide_middle("models/unets/a.py", 10), "mode…/a.py");
  EXPECT_EQ(elide_middle("漢字漢字漢字", 8), "漢…漢字");
  EXPECT_EQ(elide_middle("models", 1), "…");
  EXPECT_EQ(elide_middle("models", 0), "");
  EXPECT_EQ(elide("漢字漢字", 5), "漢字…");
  EXPECT_EQ(wrap("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(scroll_to(50, 0, 10, 100), 44u);
}

// The left side of the findings of a project.
std::vector<std::string> symbol_rows(int columns) {
  const std::vector<SymbolGroup> groups = {{"torch.fft.fftn", 12, 1234, {{"a.py"}, {"b.py"}}},
                                           {"torch.a_name_that_has_no_room_in_a_list", 1, 0, {{"a.py"}}}};
  SymbolsPane pane;
  pane.groups = &groups;
  Grid grid(3, columns);
  draw_symbols(pane, {0, 0, 3, columns}, grid);
  std::vector<std::string> out;
  const std::string text = grid.text();
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    out.push_back(text.substr(at, text.find("│", at) - at));
  }
  return out;
}

TEST(DrawSymbols, PutsFilesPipelinesAndPlacesUnderTheirHeadings) {
  using Rows = std::vector<std::string>;
  EXPECT_EQ(symbol_rows(120), (Rows{"─ Findings of the project ─── files pipelines places ─",
                                    " torch.fft.fftn                  12     1,234      2  ",
                                    " torch.a_name_that_has_no_r…      1         0      1  "}));
  EXPECT_EQ(symbol_rows(80),
            (Rows{"─ All findings ──────── files pipelines ─", " torch.fft.fftn            12     1,234  ",
                  " torch.a_name_that_ha…      1         0  "}));
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
}  // namespace mintport::ui
