// The setup page of a new work tree, without a terminal.
#include "app/workbench/pages/setup.hh"

#include <gtest/gtest.h>

#include "core/worktree/fake.hh"

namespace mintport::ui {
namespace {

TEST(Setup, GuessesFromTheTree) {
  FakeWorkTree tree{{"src/diffusers/__init__.py", "__version__ = \"0.35.1\"\n"},
                    {"src/diffusers/models/__init__.py", ""},
                    {"src/diffusers/models/a.py", ""},
                    {"mindone/__init__.py", ""},
                    {"mindone/diffusers/__init__.py", ""},
                    {"tools/__init__.py", ""}};
  Manifest expected;
  expected.source = {"src/diffusers", "0.35.1"};
  expected.port.root = "mindone/diffusers";
  EXPECT_EQ(guess_manifest(tree), expected);
  tree.work.erase("mindone/__init__.py");
  tree.work.erase("mindone/diffusers/__init__.py");
  EXPECT_EQ(guess_manifest(tree), expected);  // the future folder of the port
  FakeWorkTree empty{{"notes.md", ""}};
  EXPECT_EQ(guess_manifest(empty), Manifest());
}

TEST(Setup, TakesOnlyWhatOpens) {
  FakeWorkTree tree{{"hf/__init__.py", ""}};
  SetupPage setup(tree, {});
  auto press = [&](std::string_view keys) {
    const auto parsed = parse_keys(keys);
    for (const Key& key : *parsed) setup.handle(key);
  };
  press("tab ctrl-u h f enter");
  EXPECT_FALSE(setup.done());
  Grid grid(24, 80);
  setup.draw(grid);
  EXPECT_NE(grid.text().find("the port needs a folder of its own"), std::string::npos) << grid.text();
  press("ctrl-u p enter");
  ASSERT_TRUE(setup.done());
  Manifest expected;
  expected.source.root = "hf";
  expected.port.root = "p";
  EXPECT_EQ(setup.manifest(), expected);
}

TEST(Setup, IsLeftWithoutAnything) {
  FakeWorkTree tree{{"hf/__init__.py", ""}};
  SetupPage setup(tree, {});
  setup.handle(key_of(SpecialKey::escape));
  EXPECT_TRUE(setup.done());
  EXPECT_EQ(setup.manifest(), std::nullopt);
}

}  // namespace
}  // namespace mintport::ui
