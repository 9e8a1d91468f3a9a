#include "app/tree/progress.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(Progress, DrawsALine) {
  EXPECT_EQ(progress_line("converting", 0, 4), "converting [..............................]   0% 0/4");
  EXPECT_EQ(progress_line("converting", 2, 4), "converting [###############...............]  50% 2/4");
  EXPECT_EQ(progress_line("converting", 4, 4), "converting [##############################] 100% 4/4");
  EXPECT_EQ(progress_line("converting", 0, 0), "converting [##############################] 100% 0/0");
}

TEST(Progress, DrawsNothingWithoutATerminal) {
  std::FILE* file = std::tmpfile();
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(if_terminal(file), nullptr);
  { ProgressBar(if_terminal(file), "x").show(1, 1); }
  EXPECT_EQ(std::ftell(file), 0);
  std::fclose(file);
}

}  // namespace
}  // namespace mintport
