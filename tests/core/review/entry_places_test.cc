// The places that a table entry changes in a file, and the port's text with them.
#include "core/review/entry_places.hh"

#include <gtest/gtest.h>

#include "core/mapping/table_text.hh"
#include "core/worktree/fake.hh"

namespace mintport {
namespace {

using PlaceState = EntryPlace::State;

const std::string kSource =
    "import torch\n\n\ndef f(x, b):\n    y = torch.linalg.lstsq(x, b)\n    return y\n\n\n"
    "def g(x, b):\n    return torch.linalg.lstsq(b, x)\n";

Conversion converted_with(const std::string& source, const Tables& tables) {
  return convert(std::make_shared<const Source>(*Source::make("models/a.py", source)), tables,
                 {.path = "models/a.py"});
}

Tables with_entry() {
  Tables out = *Tables::embedded();
  const Entry entry{.source = "torch.linalg.lstsq", .target = "ours.lin.solve", .category = "function"};
  EXPECT_TRUE(out.add("the entry", table_text(entry)));
  return out;
}

std::vector<LineHunk> hunks(std::string_view before, std::string_view after) {
  return *FakeWorkTree().diff(before, after);
}

class EntryPlaces : public ::testing::Test {
 protected:
  void port(const std::string& text) {
    port_ = text;
    by_hand_ = hunks(without.text, port_);
  }
  EntryTrial trial() const {
    return {without.text, with.text, port_, by_hand_, "models/a.py", "mindone.diffusers"};
  }
  std::vector<EntryPlace> places() const {
    return entry_places(trial(), hunks(without.text, with.text), false);
  }
  std::string replaced(std::string text, std::string_view from, std::string_view to) const {
    EXPECT_NE(text.find(from), std::string::npos) << text;
    return text.replace(text.find(from), from.size(), to);
  }

  Tables plain = *Tables::embedded(), entry = with_entry();
  Conversion without = converted_with(kSource, plain), with = converted_with(kSource, entry);
  std::string port_ = without.text;
  std::vector<LineHunk> by_hand_;
};

TEST_F(EntryPlaces, AreItsLinesOfCode) {
  std::vector<std::string> out;
  for (const EntryPlace& place : places()) {
    EXPECT_EQ(place.state, PlaceState::open);
    out.push_back(std::to_string(place.line) + ": " + place.before + " -> " + place.after);
  }
  EXPECT_EQ(out, (std::vector<std::string>{"5: y = torch.linalg.lstsq(x, b) -> y = solve(x, b)",
                                           "10: return torch.linalg.lstsq(b, x) -> return solve(b, x)"}));
}

TEST_F(EntryPlaces, AllOfThemGiveTheConversion) {
  EXPECT_EQ(with_places(trial(), places()).value_or("none"), with.text);
}

// Lines that are only added or only removed, also at the top.
TEST_F(EntryPlaces, AreAlsoLinesWithoutAnotherSide) {
  const std::string rest = "import numpy as np\n\n\nx = np.ones(1)\n";
  const Conversion one = converted_with(rest, plain), more = converted_with("import aaa\n" + rest, plain);
  const auto all = [](const Conversion& from, const Conversion& to) {
    const EntryTrial trial{from.text, to.text, from.text, {}, "models/a.py", "mindone.diffusers"};
    const auto found = entry_places(trial, hunks(from.text, to.text), true);
    EXPECT_EQ(found.size(), 1u);
    return with_places(trial, found).value_or("none");
  };
  EXPECT_EQ(all(one, more), more.text);
  EXPECT_EQ(all(more, one), one.text);
}

TEST_F(EntryPlaces, SomeOfThemKeepTheImportThatTheOthersNeed) {
  const std::string out = with_places(trial(), {places().front()}).value_or("none");
  EXPECT_NE(out.find("import torch\n"), std::string::npos) << out;
  EXPECT_NE(out.find("from ours.lin import solve\n"), std::string::npos) << out;
  EXPECT_NE(out.find("y = solve(x, b)"), std::string::npos) << out;
  EXPECT_NE(out.find("return torch.linalg.lstsq(b, x)"), std::string::npos) << out;
}

TEST_F(EntryPlaces, WhatTheHandSaidAlreadyIsDoneAlsoInOtherWords) {
  port(replaced(replaced(without.text, "import torch\n", "import torch\nimport ours.lin as lin\n"),
                "y = torch.linalg.lstsq", "y = lin.solve"));
  const auto all = places();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].state, PlaceState::done);
  EXPECT_EQ(all[1].state, PlaceState::open);
  EXPECT_EQ(all[1].line, 11u);
  const std::string out = with_places(trial(), {all[1]}).value_or("none");
  EXPECT_NE(out.find("y = lin.solve(x, b)"), std::string::npos) << out;
  EXPECT_NE(out.find("return solve(b, x)"), std::string::npos) << out;
  EXPECT_NE(out.find("from ours.lin import solve\n"), std::string::npos) << out;
}

TEST_F(EntryPlaces, LinesThatTheHandChangedOtherwiseStay) {
  port(replaced(without.text, "torch.linalg.lstsq(x, b)", "x @ b"));
  EXPECT_EQ(places().front().state, PlaceState::changed);
  EXPECT_EQ(with_places(trial(), places()).error().kind, ErrorKind::refused);
}

TEST_F(EntryPlaces, ANameThatTheHandBoundToSomethingElseIsNotWritten) {
  port(replaced(without.text, "import torch\n", "import torch\nfrom theirs import solve\n"));
  EXPECT_EQ(with_places(trial(), {places().front()}).error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace mintport
