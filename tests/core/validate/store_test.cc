#include "core/validate/store.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

KeptResult kept(const std::string& file, const std::string& name, std::optional<bool> ok,
                ValidatedBlobs blobs = {"p", "s"}) {
  return {{.name = name, .file = file, .rung = Rung::equal, .ok = ok, .max_abs = 0.5},
          {.tight = true},
          std::move(blobs),
          "x = 1"};
}

TEST(ValidationStore, WritesAndReadsTheSame) {
  ValidationStore store;
  store.keep(kept("b.py", "B", false));
  store.keep(kept("a.py", "A", true));
  const std::string text = write_store(store);
  const auto read = read_store(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, store);
  EXPECT_EQ(write_store(*read), text);
  EXPECT_EQ(read_store("").value(), ValidationStore());
}

TEST(ValidationStore, KeepingAResultTwiceChangesNothing) {
  ValidationStore store;
  store.keep(kept("a.py", "A", true));
  const std::string once = write_store(store);
  store.keep(kept("a.py", "A", true));
  EXPECT_EQ(write_store(store), once);
}

TEST(ValidationStore, ALaterResultReplacesTheOneOfTheSameClassTypeAndMode) {
  ValidationStore store;
  KeptResult half = kept("a.py", "A", true);
  half.result.dtype = "float16";
  store.keep(kept("a.py", "A", true));
  store.keep(half);
  store.keep(kept("a.py", "A", false));
  ASSERT_EQ(store.size(), 2U);
  EXPECT_EQ(*store.of_file("a.py")[0], half);
  EXPECT_EQ(*store.of_file("a.py")[1], kept("a.py", "A", false));
}

TEST(ValidationStore, ForgetsClassesThatAreGone) {
  ValidationStore store;
  store.keep(kept("a.py", "A", true));
  store.keep(kept("a.py", "B", true));
  store.keep(kept("b.py", "B", true));
  store.keep_only("a.py", {"A"});
  EXPECT_EQ(store.size(), 2U);
  EXPECT_EQ(store.of_file("a.py").size(), 1U);
  EXPECT_EQ(store.of_file("b.py").size(), 1U);
}

TEST(ValidationStore, FindsTheFailuresOfAFile) {
  ValidationStore store;
  KeptResult inner = kept("a.py", "A", false);
  inner.result.error = ClassError{"TypeError", "m", "util.py", 3};
  KeptResult undecided = inner;
  undecided.result.name = "B";
  undecided.result.ok = std::nullopt;
  store.keep(inner);
  store.keep(undecided);
  ASSERT_EQ(store.errors_in("util.py").size(), 1U);
  EXPECT_EQ(*store.errors_in("util.py")[0], inner);
  EXPECT_TRUE(store.errors_in("a.py").empty());
}

TEST(ValidationStore, DamagedTextIsAnError) {
  for (const char* text :
       {"{", "[]", "{\"results\": 3}", "{\"results\": [1]}", "{\"results\": [{\"result\": {\"ok\": 1}}]}"}) {
    const auto read = read_store(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::content) << text;
  }
}

TEST(ValidationStore, AFileIsAsGoodAsItsWorstClass) {
  const auto verdict = [](std::vector<KeptResult> results) {
    ValidationStore store;
    for (KeptResult& one : results) store.keep(std::move(one));
    return verdict_of(store.of_file("a.py"), {"p", "s"});
  };
  EXPECT_EQ(verdict({}), FileVerdict::none);
  EXPECT_EQ(verdict({kept("a.py", "A", true), kept("a.py", "B", true)}), FileVerdict::passed);
  EXPECT_EQ(verdict({kept("a.py", "A", true), kept("a.py", "B", std::nullopt)}), FileVerdict::undecided);
  EXPECT_EQ(verdict({kept("a.py", "A", false), kept("a.py", "B", std::nullopt)}), FileVerdict::failed);
  EXPECT_EQ(verdict({kept("a.py", "A", true), kept("a.py", "B", true, {"p", "older"})}), FileVerdict::stale);
}

TEST(ValidationStore, AFileReachesTheLowestRungThatAClassDidNotPass) {
  KeptResult failed = kept("a.py", "A", false), passed = kept("a.py", "B", true);
  failed.result.rung = Rung::weights;
  passed.result.rung = Rung::equal;
  const ValidatedBlobs now = passed.blobs;
  EXPECT_EQ(reach_of({}, now), FileReach());
  EXPECT_EQ(reach_of({&passed}, now), (FileReach{FileVerdict::passed, Rung::equal}));
  EXPECT_EQ(reach_of({&failed, &passed}, now), (FileReach{FileVerdict::failed, Rung::weights}));
}

}  // namespace
}  // namespace mintport
