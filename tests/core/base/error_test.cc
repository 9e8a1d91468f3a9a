#include "core/base/error.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(ErrorText, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(to_string(Error{ErrorKind::io, "a.py", 3, "cannot read", "check rights"}),
            "a.py:3: cannot read; check rights");
  EXPECT_EQ(to_string(Error{ErrorKind::io, "a.py", 0, "cannot read", ""}), "a.py: cannot read");
  EXPECT_EQ(to_string(Error{ErrorKind::usage, "", 7, "no command", ""}), "no command");
}

TEST(ExitStatus, IsWhatTheCommandsPromise) {
  EXPECT_EQ(exit_status(ErrorKind::usage), 2);
  EXPECT_EQ(exit_status(ErrorKind::mapping), 2);
  EXPECT_EQ(exit_status(ErrorKind::refused), 4);
  for (ErrorKind kind : {ErrorKind::not_found, ErrorKind::io, ErrorKind::content, ErrorKind::git}) {
    EXPECT_EQ(exit_status(kind), 3);
  }
}

}  // namespace
}  // namespace mintport
