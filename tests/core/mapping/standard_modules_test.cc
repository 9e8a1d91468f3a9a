#include "core/mapping/standard_modules.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/mapping/profile.hh"

namespace mintport {
namespace {

TEST(StandardModules, AreThoseOfPythonByTheirTopLevelNames) {
  EXPECT_TRUE(is_standard_module("os"));
  EXPECT_TRUE(is_standard_module("zoneinfo"));
  EXPECT_FALSE(is_standard_module("os.path"));
  EXPECT_FALSE(is_standard_module("numpy"));
  EXPECT_FALSE(is_standard_module(""));
  EXPECT_TRUE(std::is_sorted(standard_modules().begin(), standard_modules().end()));
}

TEST(StandardModules, AreASectionOfAProfilesImports) {
  const auto profile = Profile::load("mindone");
  ASSERT_TRUE(profile && *profile);
  const auto& sections = (*profile)->imports->sections;
  EXPECT_EQ(std::count_if(sections.begin(), sections.end(), [](const auto& one) { return one.standard; }), 1);
}

}  // namespace
}  // namespace mintport
