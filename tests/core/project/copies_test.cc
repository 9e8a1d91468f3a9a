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

TEST(FollowCopies, ArrowsAreReadAsUpstreamsToolReadsThem) {
  const auto copy = [](const std::string& with, const std::string& body) {
    return "# Copied from diffusers.models.a.f with " + with + "\ndef f():\n    return " + body + "\n";
  };
  const auto drifts = [&](const std::string& with, const std::string& body) {
    const Files all = {{"models/a.py", "def f():\n    return One, one, two\n"},
                       {"models/b.py", copy(with, body)}};
    return follow_copies(all, all, "diffusers", one_by_one).drifts.size();
  };
  EXPECT_EQ(drifts("One->Six  # noqa: E501", "Six, one, two"), 0U);
  EXPECT_EQ(drifts("One->Six all-casing, two->ten", "Six, six, ten"), 0U);
  EXPECT_EQ(drifts("One -> Six", "One, one, two"), 0U);
  EXPECT_EQ(drifts("One->Six", "One, one, two"), 1U);
}

TEST(FollowCopies, CommentsStandBelowDecorators) {
  const std::string copy =
      "class B:\n    @property\n    # Copied from diffusers.models.a.A.f\n    def f(self):\n        return ";
  const auto files = [&](const std::string& value, const std::string& copied) {
    return Files{{"models/a.py", "class A:\n    @cached\n    def f(self):\n        return " + value + "\n"},
                 {"models/b.py", copy + copied + "\n"}};
  };
  EXPECT_EQ(
      follow_copies(files("1", "1"), files("2", "1"), "diffusers", one_by_one),
      (FollowedCopies{{{"models/b.py", copy + "2\n"}}, {{"models/b.py", 3, "diffusers.models.a.A.f"}}, {}}));
}

TEST(FollowCopies, SourcesThatAreNotHereAreLeftOut) {
  const Files alone = {{"models/b.py", copy_with("1")}};
  EXPECT_EQ(follow_copies(alone, alone, "diffusers", one_by_one), FollowedCopies{});
}

}  // namespace
}  // namespace mintport
