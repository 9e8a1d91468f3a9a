#include "core/mapping/releases.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(Releases, AreThoseThatTheListsOfNamesWereMadeFrom) {
  EXPECT_EQ(known_releases(), (std::vector<std::string_view>{"mindone 0.5.0 with diffusers 0.35.1",
                                                             "mindspore 2.10.0", "torch 2.15.0"}));
}

}  // namespace
}  // namespace mintport
