#include "core/review/code_file.hh"

#include <gtest/gtest.h>

#include "core/edit/edit.hh"

namespace mintport::testing {
namespace {

// The edit that replaces the first `old` by `text`; an insertion before `old` if `text` ends with it.
Edit replace(std::string_view code, std::string_view old, std::string text) {
  const auto at = static_cast<ByteOffset>(code.find(old));
  return {{at, at + static_cast<ByteOffset>(old.size())}, std::move(text)};
}

// The colours of an edited side must be those of the text on its own.
void expect_same(const std::string& code, const std::vector<Edit>& edits) {
  const CodeSide edited = CodeSide::make("before", code, true).edited("after", edits);
  CodeSide whole = CodeSide::make("after", mintport::apply(code, edits), true);
  whole.definitions.clear();
  EXPECT_EQ(edited, whole) << edited.text;
}

TEST(EditedSide, HasTheColoursOfTheNewText) {
  const std::string code = "import torch\n\ndef f(x):\n    return torch.cat(x).repeat(2, 1)  # joined\n";
  expect_same(code, {replace(code, "torch.cat", "mint.cat"), replace(code, "repeat(2, 1)", "tile((2, 1))")});
  expect_same(code, {replace(code, "torch.cat(x).repeat(2, 1)", "\"text\"")});
  expect_same(code, {replace(code, "    return", "    x = 3\n    return")});
  expect_same(code, {replace(code, "  # joined", "")});
  expect_same(code, {replace(code, "# joined", "# put together")});
  expect_same("x = \"cuda\"\n", {replace("x = \"cuda\"\n", "cuda", "npu")});
  expect_same(code, {});
}

TEST(EditedSide, KeepsTheColourOfAStringOrACommentAroundAnEdit) {
  const std::string code = "x = f(\"on cuda, or cpu\")  # for torch\n";
  const CodeSide edited = CodeSide::make("before", code, true)
                              .edited("after", {replace(code, "cuda", "npu"), replace(code, "torch", "ms")});
  EXPECT_EQ(edited.text, "x = f(\"on npu, or cpu\")  # for ms\n");
  EXPECT_EQ(edited.tokens, (std::vector<Token>{{{4, 5}, TokenClass::function},
                                               {{6, 7}, TokenClass::string},
                                               {{7, 10}, TokenClass::string},
                                               {{10, 13}, TokenClass::string},
                                               {{13, 21}, TokenClass::string},
                                               {{21, 22}, TokenClass::string},
                                               {{25, 31}, TokenClass::comment},
                                               {{31, 33}, TokenClass::comment}}));
}

TEST(EditedSide, OfPlainText) {
  const CodeSide edited =
      CodeSide::make("before", "torch==2\n", false).edited("after", {{{0, 5}, "mindspore"}});
  EXPECT_EQ(edited, CodeSide::make("after", "mindspore==2\n", false));
}

}  // namespace
}  // namespace mintport::testing
