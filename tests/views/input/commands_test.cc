#include "views/input/commands.hh"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace mintport::ui {
namespace {

std::optional<Command> find(const KeyTable& table, std::string_view key, Context context = Context::bench) {
  return table.find(*parse_key(key), context);
}

TEST(KeyTable, EveryCommandHasOneRowANameAndHelp) {
  std::set<Command> seen;
  std::set<std::string_view> names;
  for (const CommandInfo& row : commands()) {
    EXPECT_TRUE(seen.insert(row.command).second) << row.name;
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_FALSE(row.help.empty() || row.section.empty()) << row.name;
    const bool has_key = !row.keys.empty() || !row.prompt.empty() || !row.message.empty();
    EXPECT_TRUE(has_key || is_for_lines(row)) << row.name;
    EXPECT_EQ(command_named(line_name(row)), is_for_lines(row) ? &row : command_named(line_name(row)));
    EXPECT_EQ(&info(row.command), &row);
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(Command::text_delete_line) + 1);
}

TEST(KeyTable, AllDefaultKeysParsePrintAndAreBoundOnce) {
  const KeyTable table;
  std::map<std::pair<Context, std::string>, Command> bound;
  for (const KeyTable::Binding& b : table.bindings()) {
    EXPECT_EQ(parse_key(to_string(b.key)), b.key);
    EXPECT_TRUE(bound.emplace(std::pair(b.context, to_string(b.key)), b.command).second) << to_string(b.key);
  }
  for (const CommandInfo& row : commands())
    EXPECT_EQ(parse_keys(row.keys), table.keys(row.command)) << row.name;
}

TEST(KeyTable, NoTextFieldBindsATypedCharacter) {
  const KeyTable table;
  for (const KeyTable::Binding& b : table.bindings()) {
    EXPECT_TRUE(b.context == Context::bench || !b.key.is_text()) << to_string(b.key);
  }
}

TEST(KeyTable, ContextsAreApart) {
  const KeyTable table;
  EXPECT_EQ(find(table, "enter"), Command::open);
  EXPECT_EQ(find(table, "enter", Context::prompt), Command::text_accept);
  EXPECT_EQ(find(table, "enter", Context::message), Command::text_newline);
  EXPECT_EQ(find(table, "j", Context::prompt), std::nullopt);
  EXPECT_EQ(table.hint(Command::stage), "space");
  EXPECT_EQ(table.hint(Command::text_accept), "");
}

TEST(KeyTable, OverridesReplaceKeys) {
  const KeyOverride overrides[] = {{"quit", "Q"}, {"back", "q esc"}, {"waive", ""}};
  const Result<KeyTable> table = KeyTable::with(overrides);
  ASSERT_TRUE(table);
  EXPECT_EQ(find(*table, "Q"), Command::quit);
  EXPECT_EQ(find(*table, "q"), Command::back);
  EXPECT_EQ(find(*table, "esc"), Command::back);
  EXPECT_EQ(find(*table, "w"), std::nullopt);
  EXPECT_EQ(find(*table, "j"), Command::down);
}

std::string error_of(KeyOverride override_) {
  const Result<KeyTable> table = KeyTable::with(std::span(&override_, 1));
  return table ? "" : table.error().what;
}

TEST(KeyTable, OverridesThatCannotBeAreRefused) {
  EXPECT_EQ(error_of({"qiut", "x"}), "unknown command 'qiut'");
  EXPECT_EQ(error_of({"quit", "ctrl-"}), "unknown key 'ctrl-' for 'quit'");
  EXPECT_EQ(error_of({"quit", "j"}), "key 'j' is given to both 'down' and 'quit'");
  EXPECT_EQ(error_of({"quit", "x x"}), "");
}

TEST(HelpRows, ComeFromTheTable) {
  const KeyOverride overrides[] = {{"stage", "s space"}, {"stage-file", ""}};
  const Result<KeyTable> table = KeyTable::with(overrides);
  ASSERT_TRUE(table);
  std::vector<HelpRow> rows = help_rows(*table);
  const auto commit = std::find_if(rows.begin(), rows.end(), [](const HelpRow& r) { return r.keys == "c"; });
  ASSERT_NE(commit, rows.end());
  EXPECT_EQ(*(commit - 2), (HelpRow{"Stage and commit", "s space",
                                    "stage or unstage the hunk; in the tree: the file or folder"}));
  EXPECT_EQ(*commit, (HelpRow{"", "c", "commit the staged changes"}));
  EXPECT_EQ(help_rows(KeyTable(), Context::prompt).front(), (HelpRow{"Typing", "enter", "accept the text"}));
}

TEST(KeyTable, WhatIsTypedBehindAColonCanBeGivenAKey) {
  EXPECT_EQ(command_named("amend")->command, Command::amend);
  EXPECT_EQ(command_named("open")->command, Command::open_file);
  EXPECT_EQ(command_named("hf")->command, Command::source_line);
  EXPECT_EQ(command_named("text-accept"), nullptr);
  EXPECT_EQ(command_named("nothing"), nullptr);
  const KeyTable plain;
  EXPECT_TRUE(plain.keys(Command::amend).empty());
  const auto table = KeyTable::with(std::vector<KeyOverride>{{"amend", "X"}});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->find(*parse_key("X")), Command::amend);
  EXPECT_EQ(table->find(*parse_key("X"), Context::prompt), std::nullopt);
}

}  // namespace
}  // namespace mintport::ui
