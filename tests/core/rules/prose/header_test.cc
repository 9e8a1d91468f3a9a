// The top of files.

#include <gtest/gtest.h>

#include "core/base/text.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::header_test {
namespace {

TEST(HeaderRules, TheLicenceSaysWhereTheCodeIsFrom) {
  constexpr std::string_view kText = R"py(
# Copyright 2025 Someone
#
# Licensed under the Apache License
x = 1
)py";
  EXPECT_EQ(convert_by_habit(kText, "models/a.py"), gives(R"py(
# Copyright 2025 Someone
#
# This code is adapted from https://github.com/huggingface/diffusers
# with modifications to run diffusers on mindspore.
#
# Licensed under the Apache License
x = 1
)py"));
  EXPECT_EQ(convert_text(kText), stays(kText));
  EXPECT_EQ(convert_by_habit(kText, "hooks/a.py"), stays(kText));
}

TEST(HeaderRules, FilesWithoutALicenceGetADocstring) {
  EXPECT_EQ(convert_by_habit("x = 1\n", "pipelines/a/b.py"), gives(R"py(
"""Adapted from https://github.com/huggingface/diffusers/tree/main/src/diffusers/pipelines/a/b.py."""

x = 1
)py"));
  EXPECT_EQ(
      convert_by_habit("x = 1\n", "pipelines/a_name_of_some_length/pipeline_with_a_name_of_some_length.py"),
      gives(R"py(
"""
Adapted from https://github.com/huggingface/diffusers/tree/main/src/diffusers/
pipelines/a_name_of_some_length/pipeline_with_a_name_of_some_length.py.
"""

x = 1
)py"));
}

TEST(HeaderRules, NothingAtTheTopOfOthers) {
  for (const char* text : {"\"\"\"What it is.\"\"\"\n\nx = 1\n", "# What it is.\nx = 1\n", ""}) {
    EXPECT_EQ(convert_by_habit(text, "pipelines/a.py"), stays(text));
  }
  EXPECT_EQ(convert_by_habit("x = 1\n", "a.py"), stays("x = 1\n"));
  EXPECT_EQ(convert_by_habit("x = 1\n", "guiders/a.py"), stays("x = 1\n"));
}

TEST(HeaderRules, TheProfileSaysWhichFoldersStayWithout) {
  constexpr std::string_view kText = "# Licensed under a licence.\nx = 1\n";
  EXPECT_EQ(convert_by_habit(kText, "hooks/a.py"), stays(kText));
  EXPECT_EQ(convert_by_habit(kText, "models/a.py"),
            gives("# This code is adapted from https://github.com/huggingface/diffusers\n"
                  "# with modifications to run diffusers on mindspore.\n#\n"
                  "# Licensed under a licence.\nx = 1\n"));
}

}  // namespace
}  // namespace mintport::rules::header_test
