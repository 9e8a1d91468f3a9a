// Checks that no other target includes curses. Its headers are in the system's include folder, so the build
// cannot prevent it.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "support/temp_dir.hh"

namespace mintport::ui {
namespace {

TEST(Includes, OnlyTheTerminalSeesCurses) {
  const std::filesystem::path root = MINTPORT_SOURCE_DIR;
  const std::regex include("#include [<\"](n?curses|ncursesw/.*|term|panel|form|menu)(\\.h)?[>\"]");
  std::set<std::string> folders;
  for (const char* top : {"core", "views", "app", "tests", "bench"}) {
    if (!std::filesystem::exists(root / top)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || (extension != ".cc" && extension != ".hh")) continue;
      const std::string text = testing::read_file(entry.path());
      if (!std::regex_search(text, include)) continue;
      EXPECT_EQ(extension, ".cc") << entry.path() << ": no curses types in headers";
      folders.insert(std::filesystem::relative(entry.path().parent_path(), root).string());
    }
  }
  EXPECT_EQ(folders, std::set<std::string>{"views/terminal"});
}

}  // namespace
}  // namespace mintport::ui
