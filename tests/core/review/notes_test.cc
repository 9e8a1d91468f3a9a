// Notes on lines as findings.
#include "core/review/notes.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

const std::string kNotedText = "a = 1\nb = f(a)\nc = 2\nb = f(a)\n";

std::vector<TrackedFinding> noted(const std::vector<Note>& notes, const std::vector<Waiver>& waivers = {}) {
  return note_findings(notes, "a.py", kNotedText, waivers);
}

TEST(Notes, AreFindingsOfTheirFile) {
  const Note note{.file = "a.py",
                  .code = "c = 2",
                  .line = 3,
                  .text = "why 2?",
                  .author = "Ann <ann@x.org>",
                  .date = "2026-01-31"};
  Note other = note;
  other.file = "b.py";
  const auto out = noted({other, note});
  ASSERT_EQ(out.size(), 1u);
  TrackedFinding wanted;
  wanted.finding = {
      .kind = FindingKind::note, .rule = "note", .symbol = "note", .message = "why 2? (Ann, 2026-01-31)"};
  wanted.at = {15, 20};
  wanted.line = 3;
  wanted.code = "c = 2";
  wanted.id = out[0].id;
  EXPECT_EQ(out[0], wanted);
  EXPECT_EQ(out[0].id.size(), 12u);
}

TEST(Notes, FollowTheNearestEqualLine) {
  const auto line_of = [](std::uint32_t line, const std::string& code) {
    return noted({{.file = "a.py", .code = code, .line = line, .text = "x"}}).at(0).line;
  };
  EXPECT_EQ(line_of(2, "b = f(a)"), 2u);
  EXPECT_EQ(line_of(9, "b = f(a)"), 4u);
  EXPECT_EQ(line_of(3, "gone"), 3u);
  EXPECT_EQ(line_of(99, "gone"), 4u);
}

TEST(Notes, AreAnsweredByAWaiver) {
  const Waiver waiver{.file = "a.py", .kind = "note", .symbol = "note", .code = "c = 2", .reason = "done"};
  const auto out = noted({{.file = "a.py", .code = "c = 2", .line = 3, .text = "x"},
                          {.file = "a.py", .code = "a = 1", .line = 1, .text = "y"}},
                         {waiver});
  EXPECT_EQ(out[0].life, Life::waived);
  EXPECT_EQ(out[0].reason, "done");
  EXPECT_EQ(out[1].life, Life::open);
}

TEST(Notes, AreFoundByTheirLine) {
  const std::vector<Note> notes{{.file = "b.py", .code = "c = 2", .line = 3, .text = "x"},
                                {.file = "a.py", .code = "c = 2", .line = 1, .text = "y"}};
  EXPECT_EQ(note_on(notes, "a.py", kNotedText, 3), 1u);
  EXPECT_EQ(note_on(notes, "a.py", kNotedText, 1), std::nullopt);
}

}  // namespace
}  // namespace mintport
