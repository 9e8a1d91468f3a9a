// The blocks below `# Copied from` comments, and the text that they should have. The semantics are those of
// upstream's own tool (utils/check_copies.py).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// The start of the comment.
inline constexpr std::string_view kCopyMark = "# Copied from ";

struct CopyBlock {
  std::uint32_t line = 0;  // of the comment, 1-based
  ByteRange comment;
  std::string source;                                      // "hf.models.x.A.f"
  std::vector<std::pair<std::string, std::string>> words;  // replacements in the source's text
  std::string name;                                        // "A.f": the qualified name in its file
  ByteRange code;  // whole lines of the definition, without decorators: upstream's tool does not copy them
};

// The definitions and blocks of a file.
struct CopyFile {
  std::map<std::string, ByteRange> definitions;  // by qualified name: lines as `code` of a block
  std::vector<CopyBlock> blocks;
};
CopyFile copies_in(const Tree& tree);

// The source that a line's comment names; empty for other lines.
std::string copy_source(std::string_view line);

// The text of a block in place of `code`, if its source is `source`: indented as `code`, with the words
// replaced.
std::string copy_of(std::string_view source, std::string_view code, const CopyBlock& block);

// The text without the lines of such comments: a copy of a class may hold copied methods of its own.
std::string without_copy_marks(std::string_view text);

// True if the texts differ at most in what formatters change: white space, and commas before brackets.
bool same_but_for_spacing(std::string_view a, std::string_view b);

}  // namespace mintport
