#include "core/review/validation.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

KeptResult failure(std::uint32_t line, std::string code) {
  KeptResult out;
  out.result = {.name = "UNet",
                .file = "port/unet.py",
                .rung = Rung::equal,
                .ok = false,
                .max_abs = 0.25,
                .error = ClassError{"Differs", "the output of norm differs", "port/unet.py", line}};
  out.blobs = {"p", "s"};
  out.code = std::move(code);
  return out;
}

TrackedFinding only(const KeptResult& kept, std::string_view text, std::vector<Waiver> waivers = {}) {
  ValidationStore store;
  store.keep(kept);
  auto out = validation_findings(store, "unet.py", "port/unet.py", text, waivers);
  EXPECT_EQ(out.size(), 1U);
  return out.at(0);
}

TEST(ValidationFindings, StandOnTheLineOfTheFailure) {
  const TrackedFinding found = only(failure(2, "y = 2"), "x = 1\n  y = 2\n");
  EXPECT_EQ(found.finding.kind, FindingKind::validation);
  EXPECT_EQ(found.finding.symbol, "UNet");
  EXPECT_EQ(found.finding.message,
            "UNet fails beside the original: the output of norm differs; the largest difference is 0.25");
  EXPECT_EQ(found.life, Life::open);
  EXPECT_EQ(found.line, 2U);
  EXPECT_EQ(found.code, "y = 2");
  EXPECT_EQ(found.at, (ByteRange{6, 13}));
}

TEST(ValidationFindings, FollowTheirLine) {
  EXPECT_EQ(only(failure(2, "y = 2"), "x = 1\nz = 0\n\ny = 2\n").line, 4U);
  EXPECT_EQ(only(failure(4, "y = 2"), "y = 2\nx = 1\n\n\ny = 2\n").line, 5U) << "the nearest of two";
}

TEST(ValidationFindings, AnEditedLineKeepsItsNumber) {
  EXPECT_EQ(only(failure(2, "y = 2"), "x = 1\ny = 3\nz = 0\n").line, 2U);
  EXPECT_EQ(only(failure(9, "y = 2"), "x = 1\ny = 3\n").line, 2U) << "the last line";
  EXPECT_EQ(only(failure(9, "y = 2"), "").line, 1U);
}

TEST(ValidationFindings, AreOfTheFileOfTheErrorAndGoWhenTheClassPasses) {
  ValidationStore store;
  KeptResult kept = failure(1, "x");
  kept.result.error->file = "port/util.py";
  kept.result.error->type = "TypeError";
  kept.result.max_abs.reset();
  store.keep(kept);
  EXPECT_TRUE(validation_findings(store, "unet.py", "port/unet.py", "x\n", {}).empty());
  const auto there = validation_findings(store, "util.py", "port/util.py", "x\n", {});
  ASSERT_EQ(there.size(), 1U);
  EXPECT_EQ(there[0].finding.message,
            "UNet fails beside the original: TypeError: the output of norm differs");
  kept.result.ok = true;
  kept.result.error.reset();
  store.keep(kept);
  EXPECT_TRUE(validation_findings(store, "util.py", "port/util.py", "x\n", {}).empty());
}

TEST(ValidationFindings, CanBeWaived) {
  const TrackedFinding open = only(failure(1, "x = 1"), "x = 1\n");
  const TrackedFinding waived =
      only(failure(1, "x = 1"), "x = 1\n", {waiver_for(open, "unet.py", "on purpose")});
  EXPECT_EQ(waived.life, Life::waived);
  EXPECT_EQ(waived.reason, "on purpose");
  EXPECT_EQ(only(failure(1, "x = 2"), "x = 2\n", {waiver_for(open, "unet.py", "on purpose")}).life,
            Life::open);
}

TEST(ValidatedClasses, AreThoseThatPassedWithTheseBlobs) {
  ValidationStore store;
  KeptResult passed = failure(1, "");
  passed.result.ok = true;
  passed.result.error.reset();
  passed.result.max_abs = 2.5e-7;
  store.keep(passed);
  KeptResult failed = failure(1, "");
  failed.result.name = "Other";
  store.keep(failed);
  EXPECT_EQ(validated_classes(store, "port/unet.py", {"p", "s"}),
            std::vector<std::string>{"UNet rtol=0.001 atol=0.001 max=2.5e-07"});
  EXPECT_TRUE(validated_classes(store, "port/unet.py", {"edited", "s"}).empty());
  EXPECT_TRUE(validated_classes(store, "port/unet.py", {"p", "edited"}).empty());
}

}  // namespace
}  // namespace mintport
