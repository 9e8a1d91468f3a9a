#include "core/convert/requirement_files.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

using Rows = std::vector<std::string>;

// "symbol|its text|the text of the file after the first fix", by finding.
Rows reviewed(std::string path, const std::string& text) {
  const Conversion made = conversion_of(text, {std::move(path)});
  EXPECT_EQ(made.text, text);
  Rows out;
  for (const Finding& one : made.findings) {
    out.push_back(one.symbol + "|" + text.substr(one.original.begin, one.original.size()) + "|" +
                  (one.fixes.empty() ? "" : mintport::apply(text, one.fixes[0].edits)));
  }
  return out;
}

TEST(RequirementFiles, AreKnownByName) {
  const std::vector<std::string> all = {"requirements.txt",
                                        "a/requirements-dev.txt",
                                        "a/dev-requirements.txt",
                                        "requirement.txt",
                                        "requirements/base.in",
                                        "x/requirements/a.txt",
                                        "pyproject.toml",
                                        "a/pyproject.toml",
                                        "README.txt",
                                        "a/prompts.txt",
                                        "other.toml",
                                        "requirements.py",
                                        "myrequirements/a.txt",
                                        "requirements.txt.orig"};
  std::vector<std::string> listed;
  std::copy_if(all.begin(), all.end(), std::back_inserter(listed), lists_requirements);
  EXPECT_EQ(listed, std::vector<std::string>(all.begin(), all.begin() + 8));
}

TEST(RequirementFiles, LinesAsPipReadsThem) {
  EXPECT_EQ(reviewed("a/requirements.txt", "torch>=2.0; os_name == 'x'\r\n# torch\nnumpy # torch\n"),
            (Rows{"torch|torch>=2.0|mindspore; os_name == 'x'\r\n# torch\nnumpy # torch\n"}));
  EXPECT_EQ(
      reviewed("requirements.txt", "-r torch.txt\n\nxformers  # fast\n  -e git+https://x/diffusers.git@a\n"),
      (Rows{"xformers|xformers|-r torch.txt\n\n  -e git+https://x/diffusers.git@a\n",
            "diffusers|git+https://x/diffusers.git@a|-r torch.txt\n\nxformers  # fast\n  -e mindone\n"}));
}

TEST(RequirementFiles, LinesThatGoOn) {
  EXPECT_EQ(reviewed("requirements.txt",
                     "xformers==1 \\\n    --hash=a \\\n    --hash=b\ntorch==2 \\\n    --hash=c\n"),
            (Rows{"xformers|xformers==1|torch==2 \\\n    --hash=c\n", "torch|torch==2|"}));
  EXPECT_EQ(reviewed("requirements.txt", "torch>=2\t# gpu\ntorch\t# gpu\n"),
            (Rows{"torch|torch>=2|mindspore\t# gpu\ntorch\t# gpu\n",
                  "torch|torch|torch>=2\t# gpu\nmindspore\t# gpu\n"}));
}

TEST(RequirementFiles, ListsOfAProject) {
  EXPECT_EQ(
      reviewed("pyproject.toml",
               "[project]\nname = \"torch\"\ndependencies = [\"\u00e9\", 'torch>2', \"\"\"torch\"\"\"]\n"),
      (Rows{"torch|torch>2|[project]\nname = \"torch\"\ndependencies = [\"\u00e9\", 'mindspore', "
            "\"\"\"torch\"\"\"]\n"}));
  EXPECT_EQ(
      reviewed("pyproject.toml",
               "[build-system]\nrequires = [\"torch\"]\n[project.optional-dependencies]\na = "
               "[\n  \"xformers\",\n  \"numpy\", \"gguf\",\n]\n"),
      (Rows{"torch|torch|[build-system]\nrequires = [\"mindspore\"]\n[project.optional-dependencies]\na = "
            "[\n  \"xformers\",\n  \"numpy\", \"gguf\",\n]\n",
            "xformers|xformers|[build-system]\nrequires = [\"torch\"]\n[project.optional-dependencies]\na = "
            "[\n  \"numpy\", \"gguf\",\n]\n",
            "gguf|gguf|"}));
  EXPECT_EQ(reviewed("pyproject.toml", "[dependency-groups]\na = [\"torch\", {include-group = \"b\"}]\n"),
            (Rows{"torch|torch|[dependency-groups]\na = [\"mindspore\", {include-group = \"b\"}]\n"}));
}

TEST(RequirementFiles, ThatDoNotParseSaySo) {
  EXPECT_EQ(reviewed("pyproject.toml", "[project]\ndependencies = [\"torch\"\n[x]\n").size(), 1u);
  const Conversion made = conversion_of("a = 1\nb = \n", {"pyproject.toml"});
  ASSERT_EQ(made.findings.size(), 1u);
  EXPECT_EQ(made.findings[0].kind, FindingKind::syntax);
  EXPECT_EQ(made.source->line_at(made.findings[0].original.begin), 2u);
}

}  // namespace
}  // namespace mintport
