#include "core/review/finding.hh"

#include <gtest/gtest.h>

#include <set>

#include "make.hh"

namespace mintport {
namespace {

const std::string kText = "import torch\n\na = torch.fft2(x)\nb = torch.cat(y)\nc = torch.lu(z, 1)\n";

Conversion two_findings() {
  Conversion out =
      make_conversion(kText, {{"import torch", "from mindspore import mint"}, {"torch.cat", "mint.cat"}});
  out.findings = {make_finding(out, "torch.fft2", "torch.fft2"),
                  make_finding(out, "torch.lu(z, 1)", "torch.lu")};
  Fix fix{"use numpy", Applicability::maybe, {}};
  fix.edits = {{range_of(out.text, "\n\na"), "\nimport numpy as np\n\na"},
               {range_of(out.text, "torch.fft2"), "np.fft.fft2"}};
  fix.edits[0] = {{fix.edits[0].range.begin + 1, fix.edits[0].range.begin + 1}, "import numpy as np\n"};
  out.findings[0].fixes = {fix};
  Fix argument{"name it", Applicability::maybe, {{range_of(out.text, "1)"), "pivot=1)"}}};
  out.findings[1].fixes = {argument};
  return out;
}

std::vector<Life> lives(const std::vector<TrackedFinding>& findings) {
  std::vector<Life> out;
  for (const TrackedFinding& finding : findings) out.push_back(finding.life);
  return out;
}

TEST(Track, ShowsFindingsOfThePureText) {
  const Conversion conversion = two_findings();
  const auto found = track(conversion, conversion.text, {}, {});
  EXPECT_EQ(lives(found), (std::vector{Life::open, Life::open}));
  EXPECT_EQ(found[0].line, 3u);
  EXPECT_EQ(found[0].source_line, 3u);
  EXPECT_EQ(found[0].code, "a = torch.fft2(x)");
}

TEST(Track, FollowsCodeThroughEdits) {
  const Conversion conversion = two_findings();
  const std::string text = "# a line\n# another\n" + conversion.text;
  const auto found = track(conversion, text, std::vector<LineHunk>{{0, 0, 1, 2}}, {});
  EXPECT_EQ(lives(found), (std::vector{Life::open, Life::open}));
  EXPECT_EQ(found[0].line, 5u);
  EXPECT_EQ(text.substr(found[0].at.begin, found[0].at.size()), "torch.fft2");
}

std::vector<std::string> ids(const std::vector<TrackedFinding>& findings) {
  std::vector<std::string> out;
  for (const TrackedFinding& finding : findings) out.push_back(finding.id);
  return out;
}

// The ids of torch.cat wherever `text` has it, converted into itself.
std::vector<std::string> ids_in(const std::string& text) {
  Conversion conversion = make_conversion(text, {});
  for (std::size_t at = 0; (at = text.find("torch.cat", at)) != std::string::npos; ++at) {
    Finding finding = make_finding(conversion, "torch.cat", "torch.cat");
    finding.original = finding.converted = {static_cast<ByteOffset>(at), static_cast<ByteOffset>(at + 9)};
    conversion.findings.push_back(std::move(finding));
  }
  return ids(track(conversion, conversion.text, {}, {}));
}

TEST(FindingIds, SurviveEditsElsewhere) {
  const auto before = ids_in("a = torch.cat(x)\nif y:\n    b = torch.cat(y)\n");
  ASSERT_EQ(before.size(), 2U);
  EXPECT_EQ(before, (std::vector<std::string>{"e9a44e77b36a", "f5bc6cda39d6"}))
      << "the same on every machine";
  EXPECT_EQ(ids_in("import torch\n\na = torch.cat(x)\nb = torch.cat(y)\nc = 1\n"), before);
  const auto edited = ids_in("a = torch.cat(x)\nb = torch.cat(z)\n");
  EXPECT_EQ(edited[0], before[0]);
  EXPECT_NE(edited[1], before[1]);
}

TEST(FindingIds, CountEqualOnes) {
  const auto twice = ids_in("a = torch.cat(x)\na = torch.cat(x)\nb = torch.cat(torch.cat(y))\n");
  ASSERT_EQ(twice.size(), 4U);
  EXPECT_EQ(std::set(twice.begin(), twice.end()).size(), 4U);
  EXPECT_EQ(ids_in("a = torch.cat(x)\n"), (std::vector{twice[0]}));
}

TEST(FindingIds, StayWhenTheFindingIsFixed) {
  const Conversion conversion = two_findings();
  std::string text = conversion.text;
  text.replace(text.find("a = torch.fft2(x)"), 17, "a = ours(x)");
  const auto after = track(conversion, text, std::vector<LineHunk>{{3, 1, 3, 1}}, {});
  EXPECT_EQ(after[0].life, Life::fixed);
  EXPECT_EQ(ids(after), ids(track(conversion, conversion.text, {}, {})));
}

TEST(Track, SeesWhatIsGone) {
  const Conversion conversion = two_findings();
  std::string text = conversion.text;
  text.replace(text.find("a = torch.fft2(x)"), 17, "a = ours(x)");
  EXPECT_EQ(lives(track(conversion, text, std::vector<LineHunk>{{3, 1, 3, 1}}, {})),
            (std::vector{Life::fixed, Life::open}));
}

TEST(Track, AnEditInsideIsNoFixUnlessItIsOneOffered) {
  const Conversion conversion = two_findings();
  const std::vector<LineHunk> hunks{{5, 1, 5, 1}};
  std::string text = conversion.text;
  text.replace(text.find("(z, 1)"), 6, "(z, 2)");
  EXPECT_EQ(lives(track(conversion, text, hunks, {})), (std::vector{Life::open, Life::open}));
  text.replace(text.find("(z, 2)"), 6, "(z, pivot=1)");
  EXPECT_EQ(lives(track(conversion, text, hunks, {})), (std::vector{Life::open, Life::fixed}));
}

TEST(Track, WaivesByCodeAndComesBackWithOther) {
  const Conversion conversion = two_findings();
  const auto open = track(conversion, conversion.text, {}, {});
  const std::vector<Waiver> waivers{waiver_for(open[0], "x.py", "dead code")};
  EXPECT_EQ(waivers[0], (Waiver{"x.py", "unmapped", "torch.fft2", "a = torch.fft2(x)", "dead code", "", ""}));
  const auto waived = track(conversion, conversion.text, {}, waivers);
  EXPECT_EQ(lives(waived), (std::vector{Life::waived, Life::open}));
  EXPECT_EQ(waived[0].reason, "dead code");
  std::string text = conversion.text;
  text.replace(text.find("fft2(x)"), 7, "fft2(y)");
  EXPECT_EQ(lives(track(conversion, text, std::vector<LineHunk>{{3, 1, 3, 1}}, waivers)),
            (std::vector{Life::open, Life::open}));
}

// `x = torch.cat(x)` twice, and once in another line.
Conversion equal_findings() {
  const std::string text = "x = torch.cat(x)\nx = torch.cat(x)\ny = torch.cat(x)\n";
  Conversion out = make_conversion(text, {});
  for (const std::size_t at : {4U, 21U, 38U}) {
    Finding finding = make_finding(out, "torch.cat", "torch.cat");
    finding.original = finding.converted = {static_cast<ByteOffset>(at), static_cast<ByteOffset>(at + 9)};
    out.findings.push_back(std::move(finding));
  }
  return out;
}

TEST(Track, AWaiverIsForOneOfEqualFindings) {
  const Conversion conversion = equal_findings();
  const auto open = track(conversion, conversion.text, {}, {});
  EXPECT_EQ(equal_open(open, 1), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(equal_open(open, 2), (std::vector<std::size_t>{2}));
  const Waiver first = waiver_for(open[0], "x.py", "one"), second = waiver_for(open[1], "x.py", "two");
  EXPECT_EQ(first.nth, 1u);
  EXPECT_EQ(second.nth, 2u);
  EXPECT_EQ(lives(track(conversion, conversion.text, {}, std::vector{second})),
            (std::vector{Life::open, Life::waived, Life::open}));
  EXPECT_EQ(lives(track(conversion, conversion.text, {}, std::vector{first, first})),
            (std::vector{Life::waived, Life::open, Life::open}));
  const auto both = track(conversion, conversion.text, {}, std::vector{second, first});
  EXPECT_EQ(lives(both), (std::vector{Life::waived, Life::waived, Life::open}));
  EXPECT_EQ(both[0].reason, "one");
}

TEST(Track, AWaiverStaysWhereAnEqualFindingIsFixed) {
  const Conversion conversion = equal_findings();
  const Waiver second = waiver_for(track(conversion, conversion.text, {}, {})[1], "x.py", "two");
  std::string text = conversion.text;
  text.replace(0, 16, "x = mint.cat(x)");
  EXPECT_EQ(lives(track(conversion, text, std::vector<LineHunk>{{1, 1, 1, 1}}, std::vector{second})),
            (std::vector{Life::fixed, Life::waived, Life::open}));
}

TEST(ApplyFix, DoesItInTheTextAsItIsNow) {
  const Conversion conversion = two_findings();
  const Fix& fix = conversion.findings[0].fixes[0];
  const auto first = apply_fix(conversion, conversion.text, {}, fix);
  ASSERT_TRUE(first);
  EXPECT_EQ(*first,
            "from mindspore import mint\nimport numpy as np\n\na = np.fft.fft2(x)\nb = mint.cat(y)\nc = "
            "torch.lu(z, 1)\n");
  const std::string text = "# top\n" + conversion.text;
  EXPECT_EQ(apply_fix(conversion, text, std::vector<LineHunk>{{0, 0, 1, 1}}, fix), "# top\n" + *first);
}

TEST(ApplyFix, BringsAnImportOnce) {
  const Conversion conversion = two_findings();
  std::string text = conversion.text;
  text.insert(text.find("\n\na") + 1, "import numpy as np\n");
  const auto fixed =
      apply_fix(conversion, text, std::vector<LineHunk>{{1, 0, 2, 1}}, conversion.findings[0].fixes[0]);
  EXPECT_EQ(fixed,
            "from mindspore import mint\nimport numpy as np\n\na = np.fft.fft2(x)\nb = mint.cat(y)\nc = "
            "torch.lu(z, 1)\n");
}

TEST(ApplyFix, LeavesCodeThatAHandHasChanged) {
  const Conversion conversion = two_findings();
  std::string text = conversion.text;
  text.replace(text.find("torch.fft2"), 10, "mine.fft2");
  const auto fixed =
      apply_fix(conversion, text, std::vector<LineHunk>{{3, 1, 3, 1}}, conversion.findings[0].fixes[0]);
  ASSERT_FALSE(fixed);
  EXPECT_EQ(fixed.error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace mintport
