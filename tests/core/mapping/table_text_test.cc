#include "core/mapping/table_text.hh"

#include <gtest/gtest.h>

#include "core/mapping/table_file.hh"

namespace mintport {
namespace {

Entry whole_entry() {
  return {.source = "torch.a.b",
          .target = "ours.b",
          .category = "function",
          .form = Form::tuple,
          .certain = false,
          .difference = "says \"no\"",
          .note = "a note",
          .since = "2.5",
          .arguments = "False",
          .suffix = ".items()",
          .element = "mindspore.int64",
          .numpy = {"numpy.b", true, true, "counts otherwise"},
          .renames = {{"dim", "axis"}},
          .takes = {{"mode", {"'a'", "'b'"}}},
          .unlike = {{Entry::Unlike::Given::list, "dim", "takes a tuple", ""},
                     {Entry::Unlike::Given::absent, "eps", "", "eps=1e-5"}},
          .drops = {{"out", {"None", "*"}}, {"more", {}}}};
}

TEST(TableText, IsReadAsWhatItWasMadeOf) {
  Entry entry = whole_entry();
  const auto read = read_table_file("t.json", table_text(entry));
  ASSERT_TRUE(read) << to_string(read.error());
  entry.file = "t.json";
  ASSERT_EQ(read->entries.size(), 1u);
  std::sort(entry.drops.begin(), entry.drops.end(),
            [](const auto& a, const auto& b) { return a.argument < b.argument; });
  EXPECT_EQ(read->entries[0], entry);

  const ModuleMove move{"a.b", "c.d", true, {"Config"}};
  EXPECT_EQ(read_table_file("t.json", table_text(move))->module_moves, std::vector{move});
  const Word word{Word::Use::option, "pt", "ms", "kind", {}, "so"};
  EXPECT_EQ(read_table_file("t.json", table_text(word))->words, std::vector{word});
}

TEST(TableText, StandsALineForEachEntry) {
  EXPECT_EQ(table_text(Entry{.source = "torch.a", .category = "method", .form = Form::drop_call}),
            "{\n  \"entries\": [\n    {\"source\": \"torch.a\", \"target\": null, \"category\": \"method\", "
            "\"form\": \"drop_call\"}\n  ]\n}\n");
}

const std::string kOwn =
    "{\n  \"description\": \"ours\",\n  \"category\": \"layer\",\n  \"entries\": [\n"
    "    {\"source\": \"torch.nn.A\", \"target\": \"ours.A\"},\n    {\"source\": \"torch.nn.B\", \"target\": "
    "\"ours.B\"}\n"
    "  ]\n}\n";

TEST(TableWith, AddsAndReplacesAndKeepsTheRest) {
  const std::string added =
      table_text(Entry{.source = "torch.nn.A", .target = "theirs.A", .category = "layer"});
  EXPECT_EQ(table_with("own.json", kOwn, added).value_or("none"),
            "{\n  \"description\": \"ours\",\n  \"category\": \"layer\",\n  \"entries\": [\n"
            "    {\"source\": \"torch.nn.A\", \"target\": \"theirs.A\", \"category\": \"layer\"},\n"
            "    {\"source\": \"torch.nn.B\", \"target\": \"ours.B\"}\n  ]\n}\n");
  const std::string word = table_text(Word{Word::Use::text, "a", "b", "", {}, "so"});
  EXPECT_EQ(table_with("own.json", "", word).value_or("none"), word);
  const auto both = table_with("own.json", word, table_text(ModuleMove{"a", "b", false, {}}));
  EXPECT_EQ(named_in("own.json", both.value_or("")).value(),
            (std::vector<std::string>{"the module a", "the word a (text)"}));
}

TEST(TableWith, RefusesWhatIsNoTable) {
  EXPECT_EQ(table_with("own.json", kOwn, "{\"entries\": [{\"source\": \"torch.a\"}]}").error().file,
            "the entry");
  EXPECT_EQ(table_with("own.json", "[", table_text(ModuleMove{"a", "b", false, {}})).error().file,
            "own.json");
  EXPECT_FALSE(table_with("own.json", "", "{"));
}

TEST(NamedTwice, TellsWhatBothSpeakOf) {
  using Strings = std::vector<std::string>;
  const std::string added = table_text(Entry{.source = "torch.nn.B", .target = "x.B", .category = "layer"});
  EXPECT_EQ(named_twice("own.json", kOwn, added).value(), Strings{"torch.nn.B"});
  EXPECT_EQ(named_twice("own.json", "", added).value(), Strings{});
  EXPECT_EQ(named_twice("own.json", kOwn, table_text(ModuleMove{"torch.nn.B", "b", false, {}})).value(),
            Strings{});
}

}  // namespace
}  // namespace mintport
