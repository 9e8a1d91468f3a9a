#include "app/validate/traceback.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

constexpr std::string_view kLog =
    "loading\n"
    "Traceback (most recent call last):\n"
    "  File \"/tree/port/old.py\", line 3, in forward\n"
    "ValueError: caught by somebody\n"
    "Fatal Python error: Segmentation fault\n"
    "\n"
    "Thread 0x00007f (most recent call first):\n"
    "  File \"/tree/port/other.py\", line 8 in wait\n"
    "\n"
    "Current thread 0x00007f8 (most recent call first):\n"
    "  File \"/usr/lib/python3/ops.py\", line 12 in call\n"
    "  File \"/tree/port/unet.py\", line 212 in construct\n"
    "  File \"/tree/port/block.py\", line 7 in construct\n"
    "\n"
    "Extension modules: numpy (total: 1)\n";

TEST(Traceback, TheInnermostFrameOfTheCurrentThreadThatIsInThePort) {
  EXPECT_EQ(place_in_traceback(kLog, "/tree"), (TracebackPlace{"port/unet.py", 212}));
  EXPECT_EQ(place_in_traceback(kLog, "/tree/port"), (TracebackPlace{"unet.py", 212}));
  EXPECT_EQ(place_in_traceback(kLog, "/tre"), std::nullopt);
}

TEST(Traceback, AnotherThreadWhereTheCurrentOneIsNotInThePort) {
  EXPECT_EQ(
      place_in_traceback("Thread 0x1 (most recent call first):\n  File \"/t/a.py\", line 8 in wait\n\n"
                         "Current thread 0x2 (most recent call first):\n  File \"/u/b.py\", line 1 in f\n",
                         "/t"),
      (TracebackPlace{"a.py", 8}));
}

TEST(Traceback, TheLastCrashCounts) {
  const std::string later = std::string(kLog) +
                            "Fatal Python error: Aborted\n\nCurrent thread 0x1 (most recent call first):\n"
                            "  File \"/tree/port/new.py\", line 1 in f\n";
  EXPECT_EQ(place_in_traceback(later, "/tree"), (TracebackPlace{"port/new.py", 1}));
}

TEST(Traceback, ThereIsNone) {
  EXPECT_EQ(place_in_traceback("", "/tree"), std::nullopt);
  EXPECT_EQ(place_in_traceback("  File \"/tree/a.py\", line 3, in forward\n", "/tree"), std::nullopt);
}

TEST(Traceback, LastWordsAreTheLastLineOfText) {
  EXPECT_EQ(last_words(kLog), "ValueError: caught by somebody");
  EXPECT_EQ(last_words("a\n  b\n\n"), "a");
  EXPECT_EQ(last_words(""), "");
}

}  // namespace
}  // namespace mintport
