// Comments that begin with several `#`.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::comment_marks_test {
namespace {

TEST(CommentMark, OneIsEnough) {
  EXPECT_EQ(convert_by_habit(R"py(
## norm
a = 1  ##the second
################## path ##################
b = "## text"
)py",
                             "hooks/a.py"),
            gives(R"py(
# norm
a = 1  # the second
# path
b = "## text"
)py"));
}

TEST(CommentMark, RulersAndOtherProfilesStay) {
  const std::string_view ruler = "\n###########\n# a\n####\nx = 1\n";
  EXPECT_EQ(convert_by_habit(ruler, "hooks/a.py"), stays(ruler));
  EXPECT_EQ(convert_text("\n## a\nx = 1\n", "hooks/a.py"), stays("\n## a\nx = 1\n"));
}

}  // namespace
}  // namespace mintport::rules::comment_marks_test
