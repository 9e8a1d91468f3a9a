#include "core/project/copies.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

using Files = std::map<std::string, std::string>;

void one_by_one(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t i = 0; i < count; ++i) work(i);
}

std::string source_with(const std::string& value) {
  return "class A:\n    def f(self):\n        return A, " + value + "\n";
}
std::string copy_with(const std::string& value) {
  return "class B:\n    # Copied from diffusers.models.a.A.f with A->B\n    def f(self):\n        return "
         "B, " +
         value + "\n\n    def g(self):\n        pass\n";
}

Files files(const std::string& source, const std::string& copy) {
  return {{"models/a.py", source_with(source)}, {"models/b.py", copy_with(copy)}};
}

TEST(FollowCopies, ABlockFollowsItsSource) {
  EXPECT_EQ(follow_copies(files("1", "1"), files("2", "1"), "diffusers", one_by_one),
            (FollowedCopies{
                {{"models/b.py", copy_with("2")}}, {{"models/b.py", 2, "diffusers.models.a.A.f"}}, {}}));
}

TEST(FollowCopies, OneThatWasItsOwnHasDrifted) {
  EXPECT_EQ(follow_copies(files("1", "7"), files("2", "7"), "diffusers", one_by_one),
            (FollowedCopies{{}, {}, {{"models/b.py", 2, "diffusers.models.a.A.f"}}}));
}

TEST(FollowCopies, NothingToDoWhereTheyAreAlike) {
  EXPECT_EQ(follow_copies(files("1", "1"), files("2", "2"), "diffusers", one_by_one), FollowedCopies{});
  EXPECT_EQ(
      follow_copies(files("(1, 2)", "(1, 2)"), files("(1, 2)", "(\n  1, 2,\n)"), "diffusers", one_by_one),
      FollowedCopies{});
}

TEST(FollowCopies, SourcesThatAreNotHereAreLeftOut) {
  const Files alone = {{"models/b.py", copy_with("1")}};
  EXPECT_EQ(follow_copies(alone, alone, "diffusers", one_by_one), FollowedCopies{});
}

}  // namespace
}  // namespace mintport
