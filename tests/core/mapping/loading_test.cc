// The format of tables, error messages, and tables laid over others.
#include <gtest/gtest.h>

#include <string>

#include "core/mapping/support.hh"
#include "support/temp_dir.hh"

namespace mintport {
namespace {

// The error of adding `json` as my.json, as text; "" if there is none.
std::string error_of(std::string_view json) {
  Tables tables = embedded().copy();
  const std::vector<Entry> before = tables.entries();
  const auto added = tables.add("my.json", json);
  if (added) return {};
  EXPECT_EQ(added.error().kind, ErrorKind::mapping);
  EXPECT_EQ(added.error().file, "my.json");
  EXPECT_EQ(tables.entries(), before) << "an error must leave the tables as they were";
  return added.error().what;
}

// The error of one entry, without the place.
std::string entry_error(std::string_view fields) {
  const std::string what =
      error_of(R"({"category": "function", "entries": [{"source": "torch.a", "target": "mindspore.b"}, )" +
               std::string(fields) + "]}");
  const std::string place = "entry 2 (torch.x): ";
  return what.starts_with(place) ? what.substr(place.size()) : what;
}

TEST(Loading, RefusesWhatIsNotATable) {
  EXPECT_EQ(error_of("{\n\"entries\": [}"), "not valid JSON");
  EXPECT_EQ(error_of("[]"), "the file must contain an object, not array");
  EXPECT_EQ(error_of(R"({"entry": []})"), "unknown field \"entry\"");
  EXPECT_EQ(error_of(R"({"entries": {}})"), "\"entries\" must be an array, not object");
  EXPECT_EQ(
      error_of(R"({"category": "functions"})"),
      "unknown category \"functions\", one of \"function\", \"layer\", \"class\", \"dtype\", \"value\", "
      "\"method\", \"module\", \"device-check\", \"constant\"");
}

TEST(Loading, NamesTheLineOfBrokenJson) {
  Tables tables = embedded().copy();
  const auto added = tables.add("my.json", "{\n\"entries\": [}\n");
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error(),
            (Error{ErrorKind::mapping, "my.json", 2, "not valid JSON", "see mappings/schema.json"}));
}

TEST(Loading, NamesTheEntryBySourceOrNumber) {
  EXPECT_EQ(error_of(R"({"entries": [7]})"), "entry 1: must be an object, not number");
  EXPECT_EQ(error_of(R"({"category": "function", "entries": [{"target": null}]})"),
            "entry 1: \"source\" is missing");
  EXPECT_EQ(error_of(R"({"category": "function", "entries": [{"source": "torch.x", "tagret": null}]})"),
            "entry 1 (torch.x): unknown field \"tagret\"");
}

TEST(Loading, RefusesWrongEntries) {
  EXPECT_EQ(entry_error(R"({"source": 3})"), "entry 2: \"source\" must be a string, not number");
  EXPECT_EQ(entry_error(R"({"source": "torch.x"})"), "\"target\" is missing; write null if there is none");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": ""})"), "\"target\" is not a dotted name: \"\"");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": "mint..cat"})"),
            "\"target\" is not a dotted name: \"mint..cat\"");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": "mint.2d"})"),
            "\"target\" is not a dotted name: \"mint.2d\"");
  EXPECT_EQ(entry_error(R"({"source": "x", "target": null})"),
            "entry 2 (x): \"source\" must be a full name, like torch.cat");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": true})"),
            "\"target\" must be a string, not boolean");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": null, "note": []})"),
            "\"note\" must be a string, not array");
  EXPECT_EQ(entry_error(R"({"source": "torch.a", "target": null})"),
            "entry 2 (torch.a): this source already has an entry");
}

TEST(Loading, RefusesUnknownChoices) {
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": null, "form": "call"})"),
            "unknown form \"call\", one of \"name\", \"tuple\", \"drop_call\", \"function\", \"property\", "
            "\"drop_override\", \"decorator\", \"pairs\", \"initializer\"");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": null, "applicability": "always"})"),
            "unknown applicability \"always\", one of \"machine\", \"maybe\"");
  EXPECT_EQ(
      entry_error(R"({"source": "torch.x", "target": null, "category": "op"})"),
      "unknown category \"op\", one of \"function\", \"layer\", \"class\", \"dtype\", \"value\", \"method\", "
      "\"module\", \"device-check\", \"constant\"");
  EXPECT_EQ(error_of(R"({"entries": [{"source": "torch.x", "target": null}]})"),
            "entry 1 (torch.x): \"category\" is missing in the entry and in the file");
}

TEST(Loading, RefusesFormsThatContradictTheTarget) {
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": null, "form": "tuple"})"),
            "this form needs a \"target\"");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": "mindspore.x", "form": "drop_call"})"),
            "form \"drop_call\" takes no \"target\"");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": null, "rename": {"a": "b"}})"),
            "\"rename\" needs a \"target\"");
}

TEST(Loading, RefusesWrongArguments) {
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": "m.x", "rename": ["a"]})"),
            "\"rename\" must be an object, not array");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": "m.x", "rename": {"a": 1}})"),
            "\"a\" must be a string, not number");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": "m.x", "rename": {"a": "b c"}})"),
            "\"rename\" from \"a\" to \"b c\" must map one argument name to another");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": "m.x", "drop": {"a": "None"}})"),
            "\"a\" must be an array of source strings, not string");
  EXPECT_EQ(entry_error(R"({"source": "torch.x", "target": "m.x", "drop": {"a b": []}})"),
            "\"drop\" has an invalid argument name: \"a b\"");
}

TEST(Loading, RefusesWrongFactsBesideEntries) {
  EXPECT_EQ(error_of(R"({"module_moves": {"a": {"by_name": true}}})"),
            "\"module_moves\": \"a\" needs a \"to\"");
  EXPECT_EQ(error_of(R"({"module_moves": {"a": {"to": "b", "name": true}}})"),
            "unknown field \"name\" in the move of \"a\"");
  EXPECT_EQ(error_of(R"({"module_moves": {"a-b": "c"}})"),
            "\"module_moves\" needs dotted names, not \"a-b\"");
  EXPECT_EQ(error_of(R"({"words": [{"use": "text", "to": "b", "reason": "c"}]})"), "a word needs a \"from\"");
  EXPECT_EQ(error_of(R"({"words": [{"use": "text", "from": "a", "to": "b"}]})"),
            "the word \"a\" needs a \"reason\"");
  EXPECT_EQ(error_of(R"({"returns": {"tensor": ["torch.a"], "shape": ["torch.a"]}})"),
            "\"torch.a\" is listed twice");
  EXPECT_EQ(error_of(R"({"rename_everywhere": {"a": "b.c"}})"),
            "\"rename_everywhere\" from \"a\" to \"b.c\" must map one argument name to another");
  EXPECT_EQ(error_of(R"({"shared_methods": ["a.b"]})"),
            "\"shared_methods\" lists \"a.b\", which is not a name");
  EXPECT_EQ(error_of(R"({"target_aliases": {"": "b"}})"), "\"target_aliases\" needs dotted names, not \"\"");
}

TEST(Overlay, ReplacesAndAdds) {
  Tables tables = embedded().copy();
  const std::size_t before = tables.entries().size();
  ASSERT_TRUE(tables.add("my.json", R"({"category": "function", "entries": [
      {"source": "torch.cat", "target": "mindspore.ops.cat", "rename": {"dim": "axis"}},
      {"source": "torch.mine", "target": null, "note": "ours"}]})"));
  EXPECT_EQ(tables.entries().size(), before + 1);
  Entry cat;
  cat.source = "torch.cat";
  cat.target = "mindspore.ops.cat";
  cat.category = "function";
  cat.renames = {{"dim", "axis"}};
  cat.file = "my.json";
  EXPECT_EQ(*tables.find("torch.cat"), with_common_drops(cat));
  Entry mine;
  mine.source = "torch.mine";
  mine.category = "function";
  mine.note = "ours";
  mine.file = "my.json";
  EXPECT_EQ(*tables.find("torch.mine"), with_common_drops(mine));
}

TEST(Overlay, ReplacesMovesReturnsAndDrops) {
  Tables tables = embedded().copy();
  const std::size_t moves = tables.module_moves().size();
  ASSERT_TRUE(tables.add("my.json", R"({"module_moves": {"diffusers": "ours.diffusers", "a.b": "c"},
      "returns": {"number": ["torch.cat"]}, "shared_methods": ["unsqueeze"], "drop_everywhere": {"device": ["None"]}})"));
  EXPECT_EQ(tables.module_moves().size(), moves + 1);
  EXPECT_EQ(tables.moved_module("diffusers.models", "X"), "ours.diffusers.models");
  EXPECT_EQ(tables.moved_module("a.b.c", ""), "c.c");
  EXPECT_EQ(tables.returns("torch.cat"), Returns::number);
  EXPECT_EQ(tables.method_owner("unsqueeze"), MethodOwner::shared);
  EXPECT_EQ(tables.drops_everywhere().back(), (Entry::Drop{"device", {"None"}}));
}

class OverlayFolder : public ::testing::Test {
 protected:
  void write(std::string_view name, std::string_view text) const {
    testing::write_file(folder_ / name, text);
  }

  testing::TempDir folder_;
};

TEST_F(OverlayFolder, IsReadInTheOrderOfNames) {
  write("b.json", R"({"category": "value", "entries": [{"source": "torch.q", "target": "mindspore.b"}]})");
  write("a.json", R"({"category": "value", "entries": [{"source": "torch.q", "target": "mindspore.a"}]})");
  write("notes.txt", "not a table");
  write("schema.json", R"({"type": "object"})");
  Tables tables = embedded().copy();
  ASSERT_TRUE(tables.add_folder(folder_.path()));
  ASSERT_NE(tables.find("torch.q"), nullptr);
  EXPECT_EQ(tables.find("torch.q")->target, "mindspore.b");
}

TEST_F(OverlayFolder, ChangesNothingWhereAFileIsWrong) {
  write("a.json", R"({"category": "value", "entries": [{"source": "torch.q", "target": "mindspore.a"}]})");
  write("b.json", R"({"category": "value", "entries": [{"source": "torch.q"}]})");
  Tables tables = embedded().copy();
  const auto added = tables.add_folder(folder_.path());
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error(),
            (Error{ErrorKind::mapping, (folder_ / "b.json").string(), 0,
                   "entry 1 (torch.q): \"target\" is missing; write null if there is none", ""}));
  EXPECT_EQ(tables.find("torch.q"), nullptr);
}

TEST_F(OverlayFolder, MustExist) {
  Tables tables = embedded().copy();
  const auto added = tables.add_folder(folder_ / "absent");
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace mintport
