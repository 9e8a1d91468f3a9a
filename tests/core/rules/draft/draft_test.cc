// Removals of list items, and their side effects.

#include "core/rules/draft/draft.hh"

#include <gtest/gtest.h>

namespace mintport::rules::draft_test {
namespace {

// A call with arguments a, b, c ..., some of which are removed in several steps.
class Arguments {
 public:
  explicit Arguments(std::string text)
      : source_(std::make_shared<const Source>(Source::make("a.py", std::move(text)).value())),
        tree_(Tree::parse(source_)),
        draft_(tree_) {}

  Arguments& remove(std::string_view name) {
    for (NodeId id : tree_.of(Kind::identifier)) {
      if (tree_.text(id) == name) draft_.remove_item("rule", std::string(name), id);
    }
    draft_.flush_lists();
    return *this;
  }

  std::string text() const { return mintport::apply(source_->text(), merge(draft_.changes()).edits); }
  Draft& draft() { return draft_; }
  ByteRange place_of(std::string_view text) const {
    const auto at = static_cast<ByteOffset>(source_->text().find(text));
    return {at, at + static_cast<ByteOffset>(text.size())};
  }

 private:
  std::shared_ptr<const Source> source_;
  Tree tree_;
  Draft draft_;
};

TEST(Draft, ItemsGoWithTheirCommas) {
  EXPECT_EQ(Arguments("f(a, b, c)").remove("a").text(), "f(b, c)");
  EXPECT_EQ(Arguments("f(a, b, c)").remove("c").text(), "f(a, b)");
  EXPECT_EQ(Arguments("f(a, b, c)").remove("a").remove("c").text(), "f(b)");
}

// Passes that remove neighbours independently.
TEST(Draft, NeighboursMayGoOneByOne) {
  EXPECT_EQ(Arguments("f(a, b)").remove("b").remove("a").text(), "f()");
  EXPECT_EQ(Arguments("f(a, b)").remove("a").remove("b").text(), "f()");
  EXPECT_EQ(Arguments("f(a, b, c)").remove("c").remove("b").text(), "f(a)");
  EXPECT_EQ(Arguments("f(a, b, c)").remove("b").remove("c").text(), "f(a)");
  EXPECT_EQ(Arguments("f(\n    a,\n    b,\n    c,\n)").remove("c").remove("b").text(), "f(\n    a,\n)");
}

TEST(Draft, WhatIsInsideARemovalIsOfNoInterest) {
  Arguments call("f(a, b)");
  const ByteRange b = call.place_of("b");
  EXPECT_TRUE(call.draft().add(make_change("rule", "renamed", {{b, "d"}})));
  call.draft().add(DraftFinding{FindingKind::unknown, "rule", "b", "what is it?", b, {}});
  call.remove("b");
  EXPECT_FALSE(call.draft().add(make_change("rule", "renamed", {{b, "e"}})));
  call.draft().add(DraftFinding{FindingKind::unknown, "rule", "b", "what is it?", b, {}});
  EXPECT_TRUE(call.draft().findings().empty());
  EXPECT_EQ(call.text(), "f(a)");
}

TEST(Draft, RulesAreLeftOut) {
  Arguments call("f(a, b)");
  call.remove("b").draft().leave_out({"rule"});
  EXPECT_EQ(call.text(), "f(a, b)");
}

}  // namespace
}  // namespace mintport::rules::draft_test
