#include "core/project/manifest.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

Manifest example() {
  Manifest out;
  out.source = {"src/diffusers", "0.35.1", "diffusers"};
  out.port = {"mindone/diffusers"};
  out.target = "mindspore 2.10";
  out.mappings = {"mappings"};
  out.waived = {
      {"models/a.py", "unmapped", "torch.fft.fft2", "x = mint.fft(x)", "never reached", "Ann", "2026-01-31"},
      {"models/a.py", "unmapped", "torch.fft.fft2", "x = mint.fft(x)", "so is this", "Ann", "2026-01-31", 2}};
  return out;
}

TEST(Manifest, IsReadBackAsWritten) {
  const auto read = parse_manifest(write_manifest(example()));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(*read, example());
}

TEST(Manifest, KeepsWhatItDoesNotKnow) {
  const std::string text =
      write_manifest(example(), R"({"profile": "mindone", "source": {"root": "old", "url": "x"}})");
  EXPECT_EQ(text.find(R"({
  "profile": "mindone",
  "source": {
    "root": "src/diffusers",
    "url": "x",)"),
            0u)
      << text;
}

TEST(Manifest, TakesTheLeast) {
  const auto read = parse_manifest(R"({"source": {"root": "hf/"}, "port": {"root": "port"}})");
  ASSERT_TRUE(read) << to_string(read.error());
  Manifest wanted;
  wanted.source.root = "hf";
  wanted.port.root = "port";
  EXPECT_EQ(*read, wanted);
}

TEST(Manifest, TakesSourcesAnywhere) {
  for (const char* root : {"../a", "/a", "~/a", "diffusers==0.35.1", "a-1-py3-none-any.whl"}) {
    const auto read =
        parse_manifest(R"({"source": {"root": ")" + std::string(root) + R"("}, "port": {"root": "b"}})");
    ASSERT_TRUE(read) << root;
    EXPECT_EQ(read->source.root, root);
  }
  Manifest clone = example();
  clone.source.revision = "v0.35.1";
  clone.source.python = "~/venv";
  EXPECT_EQ(parse_manifest(write_manifest(clone)), clone);
}

TEST(Manifest, KeepsNotesAndTheLayoutAroundThem) {
  const std::string text = "{\"source\": {\"root\": \"hf\"},\n\n  \"port\": {\"root\": \"port\"}}\n";
  Manifest manifest = *parse_manifest(text);
  EXPECT_EQ(manifest.notes, std::vector<Note>{});
  const Note note{
      .file = "a.py", .code = "x = 1", .line = 7, .text = "why?", .author = "Ann", .date = "2026-01-31"};
  manifest.notes = {note};
  const std::string once = write_manifest(manifest, text);
  EXPECT_TRUE(once.starts_with(
      "{\"source\": {\"root\": \"hf\"},\n\n  \"port\": {\"root\": \"port\"},\n  \"notes\": [\n"))
      << once;
  EXPECT_EQ(parse_manifest(once), manifest);
  manifest.waived.push_back({.file = "b.py", .kind = "unmapped", .symbol = "s", .code = "c", .reason = "r"});
  EXPECT_EQ(parse_manifest(write_manifest(manifest, once)), manifest);
  EXPECT_EQ(decided_otherwise(*parse_manifest(text), manifest), (std::set<std::string>{"a.py", "b.py"}));
  EXPECT_EQ(
      to_string(parse_manifest(R"({"source": {"root": "a"}, "port": {"root": "b"}, "notes": [1]})").error()),
      "mintport.json: 'notes' must be a list of objects; correct it, or delete it and run mintport");
}

TEST(Manifest, RecallsReasonsOnce) {
  Manifest manifest;
  for (const char* reason : {"a", "b", "a"}) manifest.waived.push_back({.reason = reason});
  EXPECT_EQ(past_reasons(manifest), (std::vector<std::string>{"a", "b"}));
}

TEST(Manifest, SaysWhatIsWrong) {
  for (const char* text :
       {"", "[]", "{", R"({"source": {"root": "a"}})", R"({"source": {"root": 1}, "port": {"root": "b"}})",
        R"({"source": {"root": ""}, "port": {"root": "b"}})",
        R"({"source": {"root": "a"}, "port": {"root": "/b"}})"}) {
    const auto read = parse_manifest(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::content);
    EXPECT_EQ(read.error().file, "mintport.json");
    EXPECT_FALSE(read.error().what.empty());
  }
}

TEST(Manifest, NamesTheLineOrTheField) {
  auto error_of = [](const char* text) { return to_string(parse_manifest(text).error()); };
  const std::string hint = "; correct it, or delete it and run mintport";
  EXPECT_EQ(error_of("{\n  \"source\": }\n").substr(0, 29), "mintport.json:2: syntax error");
  EXPECT_EQ(error_of("[]"), "mintport.json: must be an object" + hint);
  EXPECT_EQ(error_of(R"({"source": {"root": "a"}})"), "mintport.json: 'port' must be an object" + hint);
  EXPECT_EQ(error_of(R"({"source": {"root": 1}, "port": {}})"),
            "mintport.json: 'source.root' must be a string" + hint);
  EXPECT_EQ(error_of(R"({"source": {"root": "a"}, "port": {"root": "b"}, "waived": 1})"),
            "mintport.json: 'waived' must be a list" + hint);
}

}  // namespace
}  // namespace mintport
