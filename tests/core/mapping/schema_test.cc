// mappings/schema.json and the reader agree: the reader accepts and rejects the same tables. Both are kept,
// because the reader's messages name the entry and the allowed values, unlike those of any schema library.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "core/mapping/support.hh"
#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPython = "/usr/bin/python3";

// The verdict of validate.py on each file; nothing if its library is missing.
std::vector<std::string> judged(const std::vector<std::string>& files) {
  std::vector<std::string> words{kPython, MINTPORT_SOURCE_DIR "/tests/support/validate.py",
                                 MINTPORT_SOURCE_DIR "/mappings/schema.json"};
  words.insert(words.end(), files.begin(), files.end());
  const testing::ProcessResult result = testing::run(words);
  EXPECT_EQ(result.status, 0) << result.errors;
  std::vector<std::string> out;
  std::istringstream in(result.out);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  EXPECT_EQ(out.size(), files.size());
  return out;
}

class Schema : public ::testing::Test {
 protected:
  void SetUp() override {
    if (testing::run({kPython, "-c", "import fastjsonschema"}).status != 0)
      GTEST_SKIP() << "no python3-fastjsonschema: run `.ci/setup packages`";
  }

  // The schema's verdict on each text.
  std::vector<std::string> judged_texts(const std::vector<std::string>& texts) const {
    std::vector<std::string> files;
    for (const std::string& text : texts) {
      files.push_back((folder_ / (std::to_string(files.size()) + ".json")).string());
      testing::write_file(files.back(), text);
    }
    return judged(files);
  }

  testing::TempDir folder_;
};

bool is_read(const std::string& json) {
  return embedded().copy().add("my.json", json).has_value();
}

// A table with one entry of these fields.
std::string entry(const std::string& fields) {
  return R"({"category": "function", "entries": [{)" + fields + "}]}";
}

const std::vector<std::string> kRight{
    "{}",
    R"({"$schema": "schema.json", "description": "ours"})",
    entry(R"("source": "torch.x", "target": null)"),
    entry(
        R"("source": "torch.x", "target": "m.x", "category": "layer", "form": "tuple", "applicability": "maybe",
             "rename": {"a": "b"}, "drop": {"c": ["None", "*"]}, "takes": {"d": ["1"]}, "difference": "d",
             "unlike": [{"argument": "a", "given": "absent", "write": "a=1"}, {"argument": "a", "says": "s"},
               {"argument": "a", "given": "keyword", "write": "position"}, {"argument": "a", "write": "tensor"},
               {"argument": "a", "given": "bool", "write": "int"}],
             "note": "n", "since": "2.4", "arguments": "False", "suffix": "[0]", "element": "m.int64",
             "numpy": {"function": "numpy.x", "of_number": true, "difference": "e"})"),
    entry(R"("source": "torch.x", "target": null, "form": "drop_call")"),
    entry(R"("source": "torch.x", "target": null, "rename": {})"),
    R"({"module_moves": {"a": "b.c", "d.e": {"to": "f", "by_name": true, "stay": ["G"]}}})",
    R"({"words": [{"use": "option", "of": "framework", "from": "pt", "to": "np", "reason": "r"},
                  {"use": "interface", "from": "a", "to": "", "functions": ["f"], "reason": "r"}]})",
    R"({"returns": {"tensor": ["torch.a"], "other": []}, "pairs": ["torch.max"], "shared_methods": ["to"]})",
    R"({"fixed_parameters": [{"name": "a", "value": true, "note": "n"}]})",
    R"({"model_outputs": {"t.Model": ["a"]}, "torch_packages": {"accelerate": "needs torch"}})",
    R"({"target_aliases": {"a.b": "c"}, "drop_everywhere": {"out": ["None"]}, "rename_everywhere": {"a": "b"}})"};

const std::vector<std::string> kWrong{
    "[]",
    R"({"entry": []})",
    R"({"entries": {}})",
    R"({"category": "functions"})",
    R"({"entries": [7]})",
    entry(R"("target": null)"),
    entry(R"("source": "torch.x")"),
    entry(R"("source": "torch.x", "tagret": null)"),
    entry(R"("source": 3, "target": null)"),
    entry(R"("source": "x", "target": null)"),
    entry(R"("source": "torch.x", "target": "")"),
    entry(R"("source": "torch.x", "target": "mint.2d")"),
    entry(R"("source": "torch.x", "target": true)"),
    entry(R"("source": "torch.x", "target": null, "note": [])"),
    entry(R"("source": "torch.x", "target": null, "form": "call")"),
    entry(R"("source": "torch.x", "target": null, "applicability": "always")"),
    entry(R"("source": "torch.x", "target": null, "category": "op")"),
    entry(R"("source": "torch.x", "target": null, "form": "tuple")"),
    entry(R"("source": "torch.x", "target": null, "form": "pairs")"),
    entry(R"("source": "torch.x", "target": null, "form": "initializer")"),
    entry(R"("source": "torch.x", "target": "m.x", "form": "drop_call")"),
    entry(R"("source": "torch.x", "target": "m.x", "form": "drop_override")"),
    entry(R"("source": "torch.x", "target": null, "rename": {"a": "b"})"),
    entry(R"("source": "torch.x", "target": "m.x", "rename": ["a"])"),
    entry(R"("source": "torch.x", "target": "m.x", "rename": {"a": "b c"})"),
    entry(R"("source": "torch.x", "target": "m.x", "drop": {"a": "None"})"),
    entry(R"("source": "torch.x", "target": "m.x", "drop": {"a b": []})"),
    entry(R"("source": "torch.x", "target": "m.x", "takes": {"a": []})"),
    entry(R"("source": "torch.x", "target": "m.x", "numpy": {"of_number": true})"),
    entry(R"("source": "torch.x", "target": "m.x", "unlike": {"argument": "a", "says": "s"})"),
    entry(R"("source": "torch.x", "target": "m.x", "unlike": [{"says": "s"}])"),
    entry(R"("source": "torch.x", "target": "m.x", "unlike": [{"argument": "a", "given": "list"}])"),
    entry(
        R"("source": "torch.x", "target": "m.x", "unlike": [{"argument": "a", "says": "s", "write": "list"}])"),
    entry(R"("source": "torch.x", "target": "m.x", "unlike": [{"argument": "a", "write": "dict"}])"),
    entry(
        R"("source": "torch.x", "target": "m.x", "unlike": [{"argument": "a", "given": "dict", "says": "s"}])"),
    R"({"module_moves": {"a": {"by_name": true}}})",
    R"({"module_moves": {"a": {"to": "b", "name": true}}})",
    R"({"module_moves": {"a-b": "c"}})",
    R"({"words": [{"use": "text", "to": "b", "reason": "c"}]})",
    R"({"words": [{"from": "a", "to": "b", "reason": "c"}]})",
    R"({"words": [{"use": "text", "from": "a", "reason": "c"}]})",
    R"({"words": [{"use": "text", "from": "a", "to": "b"}]})",
    R"({"words": [{"use": "option", "from": "a", "to": "b", "reason": "c"}]})",
    R"({"words": [{"use": "text", "of": "x", "from": "a", "to": "b", "reason": "c"}]})",
    R"({"words": [{"use": "interface", "from": "a", "to": "b", "functions": [], "reason": "c"}]})",
    R"({"returns": {"tensor": "torch.a"}})",
    R"({"returns": {"picture": ["torch.a"]}})",
    R"({"pairs": ["torch..max"]})",
    R"({"shared_methods": ["a.b"]})",
    R"({"shared_methods": []})",
    R"({"fixed_parameters": [{"name": "a", "note": "n"}]})",
    R"({"fixed_parameters": [{"name": "a", "value": true, "note": ""}]})",
    R"({"fixed_parameters": [{"name": "a b", "value": true, "note": "n"}]})",
    R"({"model_outputs": {"t.Model": []}})",
    R"({"model_outputs": {"t.Model": ["a b"]}})",
    R"({"torch_packages": {"accelerate": ""}})",
    R"({"torch_packages": {"a.b": "needs torch"}})",
    R"({"target_aliases": {"": "b"}})",
    R"({"rename_everywhere": {"a": "b.c"}})"};

TEST_F(Schema, TakesTheTablesOfTheBinary) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(MINTPORT_SOURCE_DIR "/mappings")) {
    if (entry.path().extension() == ".json" && entry.path().filename() != "schema.json")
      files.push_back(entry.path().string());
  }
  ASSERT_FALSE(files.empty());
  const std::vector<std::string> found = judged(files);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], "right") << files[i];
}

TEST_F(Schema, TakesWhatTheReaderTakes) {
  const std::vector<std::string> found = judged_texts(kRight);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i], "right") << kRight[i];
    EXPECT_TRUE(is_read(kRight[i])) << kRight[i];
  }
}

TEST_F(Schema, RefusesWhatTheReaderRefuses) {
  const std::vector<std::string> found = judged_texts(kWrong);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_TRUE(found[i].starts_with("wrong")) << kWrong[i];
    EXPECT_FALSE(is_read(kWrong[i])) << kWrong[i];
  }
}

// Rules that a schema cannot express: unique sources, and a category for each entry.
TEST(Reader, RefusesMoreThanTheSchema) {
  EXPECT_FALSE(is_read(R"({"entries": [{"source": "torch.x", "target": null}]})"));
  EXPECT_FALSE(is_read(R"({"category": "value", "entries": [{"source": "torch.x", "target": null},
                                                            {"source": "torch.x", "target": "m.x"}]})"));
  EXPECT_FALSE(is_read(R"({"returns": {"tensor": ["torch.a"], "shape": ["torch.a"]}})"));
}

}  // namespace
}  // namespace mintport
